"""One source gives one cell a figure, as written."""

from __future__ import annotations

from attrs import frozen

from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.quote import Quote
from zul.terms.source import Citation


@frozen(kw_only=True)
class Claim:
    """A claim is never corrected: disagreement is data.

    `reading` is what the law of figures makes of `as_written`: a Figure, or a Period for the
    date of an event. With `of`, the figure is the ratio of `cell` to that base (percent, or a
    plain number such as deaths per birth). `said_by` names a voice that the source only reports;
    `series` ties the parts of a printed list to their whole. `quote` is where the words stand, when the
    claim was read in a document.
    """

    id: str
    citation: Citation
    as_written: str
    reading: Figure | Period
    cell: Cell
    of: Cell | None = None
    said_by: str | None = None
    series: str | None = None
    note: str | None = None
    quote: Quote | None = None

    @property
    def is_percent(self) -> bool:
        """True for a share given in percent."""
        return isinstance(self.reading, Figure) and self.reading.is_percent

    @property
    def attribution(self) -> tuple[str, str | None]:
        """Who vouches for the figure: the source, and the voice it reports."""
        return (self.citation.source, self.said_by)
