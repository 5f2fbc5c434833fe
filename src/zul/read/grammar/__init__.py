"""Quantities and dates where they stand in a text: numbers, hedges, units, EDTF."""

from zul.read.grammar.mentions import dates_in, mentions

__all__ = ["dates_in", "mentions"]
