"""What the sources print for one quantity: a strip with a row for each figure, on an axis of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import altair as alt

from zul.publish.drawing import Drawing
from zul.publish.drawings.frame import BANDS, axis, cut, framed, interval, of, ticks, width
from zul.publish.drawings.rivals import Rivals, cells, exact, named, table
from zul.publish.drawings.signs import ARROW, BAR, LEAST, MOST, STROKE, Sign, lying
from zul.publish.theme import ACCENT
from zul.publish.words import Words, plain, quantity_anchor
from zul.terms.estimate import Reconstruction, Spread

ACROSS, _ROW = 318, 24  # px: a telephone; a figure
_MARGIN = 12  # px: at the sides of the axis
_AROUND = {"left": 2, "right": 2, "top": 4, "bottom": 26}  # px: for the axis
_GAP = 7  # px: between a sign and its figure
_SIZE = 12.5  # px: of the letters


def strips(words: Words, found: Reconstruction | None = None) -> dict[str, Drawing]:
    """A small drawing for each quantity with different figures, by the address of the quantity."""
    return {quantity_anchor(cell.quantity): _strip(words, cell) for cell in cells(words, found)}


def _strip(words: Words, cell: Rivals) -> Drawing:
    say, name = words.say, plain(named(words, cell))
    return Drawing(
        id=f"rivals-{quantity_anchor(cell.quantity)}",
        title=say("What do the sources say: {quantity}?", quantity=name),
        caption=say(
            "Compare positions, not lengths: the axis does not begin at nought. The band is what the account "
            "has, half of what is possible where it is strong."
        )
        if cell.expected
        else say("Compare positions, not lengths: the axis does not begin at nought."),
        label=say("{quantity}: {figures}", quantity=name, figures="; ".join(one.words for one in cell.signs)),
        chart=_chart(words, cell),
        table=table(words, [cell]),
        claims=tuple(one.claim for one in cell.signs),
    )


def _chart(words: Words, cell: Rivals) -> Any:
    low, high = domain(cell)
    px = (high - low) / (ACROSS - 2 * _MARGIN)
    rows = [
        {**one.row, **_label(words, one, low, px), "y": (place + 0.5) * _ROW}
        for place, one in enumerate(cell.signs)
    ]
    whole = cell.quantity.of is None and cell.quantity.cell.measure.whole_numbers
    numbers = {at: words.language.number(exact(at)) for at in ticks(low, high, 3) if not (whole and at % 1)}
    labels = {at: words.say("{n} %", n=told) if cell.is_percent else told for at, told in numbers.items()}
    height = len(rows) * _ROW
    layers = [*_band(cell.expected, height), *lying(rows, px), *_labels(rows)]
    scale = alt.Scale(domain=[low, high], range=[_MARGIN, ACROSS - _MARGIN], nice=False, zero=False)
    x = alt.X(scale=scale, axis=axis(labels, ticks=True, domain=True, labelFlush=24, labelPadding=4))
    y = alt.Y(scale=alt.Scale(domain=[0, height], range=[0, height]), axis=None)
    drawn = alt.layer(*layers).encode(x=x, y=y).properties(width=ACROSS, height=height)
    return framed(drawn).properties(autosize="none", padding=_AROUND)  # so that all are equally wide


def _label(words: Words, one: Sign, low: float, px: float) -> dict[str, Any]:
    """The figure and its source beside the sign, where there is more room; above a bar that leaves none."""
    claim = words.case.claims[one.claim]
    source = f" · {plain(claim.citation.source)}"
    left, right = ((end - low) / px + _MARGIN for end in one.extent)
    left -= ARROW if one.glyph == MOST else STROKE / 2
    right += ARROW if one.glyph == LEAST else STROKE / 2
    text = plain(claim.as_written)
    side, at, space = max(
        (("right", right + _GAP, ACROSS - right - _GAP), ("left", left - _GAP, left - _GAP)),
        key=lambda one: one[2],
    )
    if one.glyph == BAR and width(text + source) > space:
        side, at, space = "above", (left + right) / 2, ACROSS
    label = cut(text, space - width(source)) + source
    return {"label": label, "side": side, "beside": low + (at - _MARGIN) * px}


def _labels(rows: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    aligned: tuple[tuple[str, Literal["left", "right", "center"], int], ...] = (
        ("right", "left", 0),
        ("left", "right", 0),
        ("above", "center", -9),
    )
    for side, align, up in aligned:
        if some := [row for row in rows if row["side"] == side]:
            text = of(some).mark_text(align=align, dy=up, fontSize=_SIZE, aria=False)
            yield text.encode(x=alt.X("beside:Q"), y=alt.Y("y:Q"), text=alt.Text("label:N"))


def _band(expected: Spread | None, height: float) -> Iterator[Any]:
    if expected is None:
        return
    for level, opacity in BANDS:
        lower, upper = interval(expected, level)
        band = of([{"from": lower, "to": upper}]).mark_rect(
            color=ACCENT, opacity=opacity, clip=True, aria=False
        )
        yield band.encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"), y=alt.value(0), y2=alt.value(height))
    line = of([{"at": expected.median}]).mark_rule(color=ACCENT, clip=True, aria=False)
    yield line.encode(x=alt.X("at:Q"), y=alt.value(0), y2=alt.value(height))


def domain(cell: Rivals) -> tuple[float, float]:
    """From the lowest to the highest figure, and on to the band, but no farther than leaves them apart."""
    ends = [end for one in cell.signs for end in one.extent]
    low, high = min(ends), max(ends)
    span = high - low or abs(high) / 20 or 1
    if cell.expected:
        lower, upper = interval(cell.expected, 95)
        low, high = min(low, max(lower, low - 2 * span)), max(high, min(upper, high + 2 * span))
    inner = ACROSS - 2 * _MARGIN
    room = (high - low or span) * ARROW / (inner - 2 * ARROW)  # so that an arrow stays inside
    return low - room, high + room
