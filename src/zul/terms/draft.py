"""A draft claim: what the program reads in a document, for a person to accept or reject."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.mention import Word
from zul.terms.quote import Quote


@frozen(kw_only=True)
class Draft:
    """One figure or date of a document, with what it seems to count.

    `cell` is its address as far as the text allows; a draft whose `cell` is None has a figure that no
    measure of the vocabulary counts. The base of a ratio stands in `of`. `rules` names for each field the
    rule that set it ("place": "inherited from the sentence before"); `confidence`, from 0 to 1, is how often
    that rule was right in the gold texts. `words` tells group and place by the words of the text.
    """

    id: str
    quote: Quote
    numeral: Word
    as_written: str
    reading: Figure | Period
    locator: str
    unit: str | None = None
    cell: Cell | None = None
    of: Cell | None = None
    said_by: str | None = None
    series: str | None = None
    rules: Mapping[str, str] = field(factory=dict)
    confidence: Mapping[str, float] = field(factory=dict)
