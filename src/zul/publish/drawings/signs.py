"""The signs of claims in a drawing: dot, ring, dash, bar and arrow, each leading to its claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish.drawings.frame import of
from zul.publish.theme import INK
from zul.publish.words import Words, anchor, plain
from zul.terms.claim import Claim
from zul.terms.figure import Figure

DOT, RING, DASH, BAR, LEAST, MOST = "exact", "derived", "about", "range", "least", "most"  # of the ledger
_SHAPES = {  # of a sign that lies; a bar, and the shaft of an arrow, are drawn apart
    DOT: "circle",
    RING: "circle",
    DASH: "M-1.7,0L1.7,0",
    BAR: "M-1.7,0L1.7,0",
    LEAST: "triangle-right",
    MOST: "triangle-left",
}
_HOLLOW = (RING, DASH)
ARROW, STROKE = 22, 12  # px: long is a bound, and at least a bar


@frozen(kw_only=True)
class Sign:
    """A claim as a drawing shows it: its glyph, its plain reading, and the number `at` which it stands.

    `words` are the figure as written and who gives it.
    """

    claim: str
    glyph: str
    at: float
    lower: float | None
    upper: float | None
    words: str

    @property
    def href(self) -> str:
        """The address of the claim on the page."""
        return f"#{anchor('claim', self.claim)}"

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it is drawn: a bar over its range, all others at their number."""
        if self.glyph == BAR and self.lower is not None and self.upper is not None:
            return self.lower, self.upper
        return self.at, self.at

    @property
    def row(self) -> dict[str, str | float | None]:
        """The sign as data of a chart."""
        return {
            "glyph": self.glyph,
            "at": self.at,
            "from": self.lower,
            "to": self.upper,
            "href": self.href,
            "words": self.words,
        }


def sign(words: Words, claim: Claim) -> Sign | None:
    """The sign of a claim; None where its figure has no bound or is a date."""
    if not isinstance(claim.reading, Figure):
        return None
    tight = claim.reading.tight
    ends = [end for end in (tight.lower, tight.upper) if end is not None]
    if not ends:
        return None
    glyph = words.glyph(claim)[0]
    if len(ends) == 1:  # a bound, however its source came to it
        glyph = LEAST if tight.upper is None else MOST
    is_one = len(claim.reading.quantities) == 1 and glyph != BAR
    at = claim.reading.quantities[0].value if is_one else sum(ends, Fraction(0)) / len(ends)
    voice = claim.said_by or words.work(claim.citation.source) or claim.citation.source
    return Sign(
        claim=claim.id,
        glyph=glyph,
        at=float(at),
        lower=None if tight.lower is None else float(tight.lower),
        upper=None if tight.upper is None else float(tight.upper),
        words=plain(f"{claim.as_written} ({voice})"),
    )


def lying(rows: Sequence[Mapping[str, Any]], px: float) -> Iterator[Any]:
    """The signs of these rows along the axis, at the height `y`; `px` is what a pixel is worth."""

    def alike(*glyphs: str) -> list[Mapping[str, Any]]:
        return [row for row in rows if row["glyph"] in glyphs]

    def linked(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
        return of(rows).encode(
            y=alt.Y("y:Q"), href=alt.Href("href:N"), description=alt.Description("words:N")
        )

    if bars := [_widened(row, STROKE * px) for row in alike(BAR)]:
        yield linked(bars).mark_rule(color=INK, strokeWidth=5).encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"))
    for glyph, length in ((LEAST, ARROW * px), (MOST, -ARROW * px)):
        if bounds := [{**row, "end": row["at"] + length} for row in alike(glyph)]:
            shaft = of(bounds).mark_rule(color=INK, strokeWidth=2, aria=False)
            yield shaft.encode(x=alt.X("at:Q"), x2=alt.X2("end:Q"), y=alt.Y("y:Q"))
            head = linked(bounds).mark_point(shape=_SHAPES[glyph], size=60, filled=True, color=INK, opacity=1)
            yield head.encode(x=alt.X("end:Q"))
            stop = of(bounds).mark_point(shape="M0,-1L0,1", size=60, color=INK, strokeWidth=2, aria=False)
            yield stop.encode(x=alt.X("at:Q"), y=alt.Y("y:Q"))
    for glyph in sorted({row["glyph"] for row in rows} - {BAR, LEAST, MOST}):
        mark = linked(alike(glyph)).mark_point(size=64, color=INK, **shaped(glyph))
        yield mark.encode(x=alt.X("at:Q"))


def shaped(glyph: str) -> dict[str, Any]:
    """How a sign that is neither a bar nor a bound looks."""
    return {
        "shape": _SHAPES[glyph],
        "opacity": 1,
        "filled": glyph not in _HOLLOW,
        "strokeWidth": 2,
        "strokeDash": [4, 2] if glyph == DASH else [1, 0],
    }


def _widened(row: Mapping[str, Any], shortest: float) -> dict[str, Any]:
    least = max(0.0, shortest - (row["to"] - row["from"])) / 2
    return {**row, "from": row["from"] - least, "to": row["to"] + least}
