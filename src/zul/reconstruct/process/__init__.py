"""Projections of a population, each with the adjoint that carries a gradient back to its rates."""
