"""Rates of dying and bearing by single year of age, and the reference tables that their priors rest on.

Arrays have the axes (sex, age): women, then men; ages 0 to 99 by single years, and index 100 for
100 and over.
"""
