"""Quantities and dates where they stand in a text: numbers, hedges, units, EDTF."""

from zul.read.grammar.mentions import dates_in, is_pointer, mentions, with_pointers

__all__ = ["dates_in", "is_pointer", "mentions", "with_pointers"]
