"""The events of a case in time, drawn as exactly as they are known.

A day is a dot; days between two days are a bar; a vague date is a soft bar over all the days it may
mean; an approximate one has a dashed outline; a side without limit ends in an arrow, one that is not
stated fades. All times are UTC, so that no day slips.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Literal

import altair as alt
from attrs import frozen

from zul.publish.theme import ACCENT, INK, MUTED, RULE, WIDTH
from zul.publish.words import plain
from zul.terms.case import Case, Event
from zul.terms.dates import Period
from zul.terms.measure import Kind

STEP = 23  # px: of a row
_PANELS = 3  # at most
_SHARE, _ENOUGH = 2 / 5, 5  # of the events; a closer panel shows at least so many
_DENSER = 4  # and it is at least so much closer
_LONGEST = 60  # characters of a label, so that it fits into half a panel
FAR_BEFORE = timedelta(days=100 * 365)
_DAY, _YEAR = timedelta(days=1), timedelta(days=365)


class Glyph(StrEnum):
    """How a date is drawn."""

    DAY = "day"
    SPAN = "span"
    VAGUE = "vague"
    OPEN = "open"  # without limit
    UNSTATED = "unstated"  # the limit is not known
    CLOSER = "closer"  # a stretch with a panel of its own


@frozen(kw_only=True)
class Dated:
    """A date with its label: of an event, of a closer panel, or another one that a claim gives (a rival)."""

    key: str
    label: str
    period: Period
    rival: bool = False
    closer: bool = False


@frozen(kw_only=True)
class Panel:
    """A stretch of time, both days included, and the dates drawn in it, one a row."""

    first: date
    last: date
    dates: tuple[Dated, ...]

    @property
    def words(self) -> str:
        """The time from the first to the last date, in years where it is long, else in months."""
        digits = 4 if self.last - self.first > 3 * _YEAR else 7
        return Period.parse("/".join(day.isoformat()[:digits] for day in _extent(self.dates))).words


def panels(case: Case) -> list[Panel]:
    """All events, each drawn once: a short stretch that holds many of them gets a closer panel of its own."""
    found: list[Panel] = []
    drawn = [event for event in case.events.values() if not is_far_before(case, event)]
    events = sorted((_dates_of(case, event) for event in drawn), key=_extent)
    while events:
        dense = _densest(events) if len(found) + 1 < _PANELS else []
        dates = [dated for event in events if event not in dense for dated in event]
        if dense:
            first, last = _extent(dated for event in dense for dated in event)
            period = Period.parse(f"{first}/{last}")
            label = f"{len(dense)} events, drawn below"
            closer = [Dated(key="closer", label=label, period=period, closer=True)]
            rows = sorted([closer, *(event for event in events if event not in dense)], key=_extent)
            dates = [dated for row in rows for dated in row]
        found.append(_around(dates))
        events = dense
    return found


def is_far_before(case: Case, event: Event) -> bool:
    """True for what would push the rest of the drawing to its edge: it stands in the table only."""
    opening = case.period.earliest
    last = event.date.latest or event.date.earliest
    return opening is not None and last is not None and opening - last > FAR_BEFORE


def _extent(dates: Iterable[Dated]) -> tuple[date, date]:
    """The first and last day known of some dates."""
    known = [day for dated in dates for day in (dated.period.earliest, dated.period.latest) if day]
    return min(known), max(known)


def _dates_of(case: Case, event: Event) -> list[Dated]:
    """The date of an event, and every other one that a claim gives it."""
    found = {event.date: Dated(key=event.id, label=_label(event.title), period=event.date)}
    for claim in case.claims.values():
        if claim.cell.measure.kind is Kind.DATE and claim.cell.group == event.id:
            assert isinstance(claim.reading, Period)
            voice = claim.said_by or case.sources[claim.citation.source].creator or claim.citation.source
            label = _label(f"or {claim.reading.words}: {voice}")
            rival = Dated(key=f"{event.id} {claim.id}", label=label, period=claim.reading, rival=True)
            if not event.date.within(claim.reading):  # else the same date, told more coarsely
                found.setdefault(claim.reading, rival)
    return list(found.values())


def _label(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _densest(events: list[list[Dated]]) -> list[list[Dated]]:
    """The events of the shortest stretch that holds two fifths of them, if it is much closer."""
    extents = [_extent(event) for event in events]
    many = math.ceil(len(events) * _SHARE)
    stretches = []
    for start in {first for first, _ in extents}:
        ends = sorted(last for first, last in extents if first >= start)
        if len(ends) >= many:
            stretches.append((ends[many - 1] - start, start))
    length, start = min(stretches)
    whole = max(last for _, last in extents) - min(first for first, _ in extents)
    if many < _ENOUGH or length * _DENSER > whole:
        return []
    near = length / 4  # what follows closely is not torn off
    return [e for e in events if start - _extent(e)[0] <= near and _extent(e)[1] - start <= length + near]


def _around(dates: list[Dated]) -> Panel:
    """A panel that shows the dates with some room at both sides."""
    first, last = _extent(dates)
    room = max((last - first) / 40, _DAY)
    return Panel(
        first=first - min(room, first - date.min),
        last=last + min(room, date.max - _DAY - last),  # the end of a day is the beginning of the next
        dates=tuple(dates),
    )


def marks(panel: Panel) -> list[dict[str, Any]]:
    """The dates of a panel as data of its chart; what would be too short to see becomes a dot or wider."""
    return [_mark(panel, dated) for dated in panel.dates]


def _mark(panel: Panel, dated: Dated) -> dict[str, Any]:
    period, length = dated.period, panel.last - panel.first
    first, last = _extent([dated])
    glyph = Glyph.SPAN
    if dated.closer:
        glyph = Glyph.CLOSER
    elif period.earliest is None or period.latest is None:
        glyph = Glyph.OPEN if period.open else Glyph.UNSTATED
        reach = length if period.open else length / 12
        if period.earliest is None:
            first -= min(reach, max(timedelta(), first - panel.first))
        if period.latest is None:
            last += min(reach, max(timedelta(), panel.last - last))
    elif period.vague:
        glyph = Glyph.VAGUE
        widened = max(length / 60 - (last - first), timedelta()) / 2
        first, last = first - min(widened, first - date.min), last + min(widened, date.max - _DAY - last)
    elif last - first < length / 100:
        glyph = Glyph.DAY
    return {
        "key": dated.key,
        "label": dated.label,
        "from": f"{first.isoformat()}T00:00:00Z",
        "at": f"{(first + (last - first) / 2).isoformat()}T12:00:00Z",
        "to": f"{(min(last, date.max - _DAY) + _DAY).isoformat()}T00:00:00Z",
        "glyph": glyph.value,
        "dashed": period.approximate or period.uncertain,
        "backward": period.earliest is None,
        "rival": dated.rival,
        "side": "right" if panel.last - last >= first - panel.first else "left",
    }


def timeline(panel: Panel) -> alt.LayerChart:
    """The chart of a panel."""
    domain = [f"{panel.first.isoformat()}T00:00:00Z", f"{(panel.last + _DAY).isoformat()}T00:00:00Z"]
    scale = alt.Scale(type="utc", domain=domain, nice=False)
    months, days = "%b %Y", "%-d %b"
    axis = alt.Axis(
        orient="top",
        title=None,
        gridColor=RULE,
        domain=False,
        ticks=False,
        labelColor=MUTED,
        labelFontSize=13,
        labelPadding=8,
        labelFlush=False,
        tickCount=8,
        tickMinStep=86_400_000,  # ms: a day
        format={"year": "%Y", "quarter": months, "month": months, "week": days, "date": days},
    )
    shown = {side: alt.X(f"{side}:T", scale=scale, axis=axis) for side in ("from", "at", "to")}
    y = alt.Y("key:N", sort=[dated.key for dated in panel.dates], axis=None)
    base = alt.Chart(alt.InlineData(values=marks(panel))).encode(x=shown["from"], y=y)
    colour = alt.condition("datum.rival", alt.value(ACCENT), alt.value(INK))

    def of(*glyphs: Glyph) -> Any:
        return base.transform_filter(" || ".join(f"datum.glyph == '{glyph}'" for glyph in glyphs))

    def arrow(*, backward: bool) -> Any:
        shape, end = ("triangle-left", "from") if backward else ("triangle-right", "to")
        points = of(Glyph.OPEN).transform_filter(f"datum.backward == {str(backward).lower()}")
        drawn = points.mark_point(shape=shape, size=160, filled=True, opacity=1)
        return drawn.encode(x=shown[end], color=colour)

    def fading(*, backward: bool) -> Any:
        colours = ("transparent", INK) if backward else (INK, "transparent")
        stops = [{"offset": offset, "color": colour} for offset, colour in enumerate(colours)]
        gradient = {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}
        bars = of(Glyph.UNSTATED).transform_filter(f"datum.backward == {str(backward).lower()}")
        return bars.mark_bar(height=8, color=gradient).encode(x2="to:T")

    def names(side: str, align: Literal["left", "right"], end: str, shift: int) -> Any:
        text = base.transform_filter(f"datum.side == '{side}'")
        drawn = text.mark_text(align=align, dx=shift, fontSize=13.5, baseline="middle")
        return drawn.encode(x=shown[end], text="label:N", color=colour)

    chart: alt.LayerChart = (
        alt.layer(
            of(Glyph.VAGUE).mark_bar(height=12, opacity=0.3, cornerRadius=6).encode(x2="to:T", color=colour),
            base.transform_filter("datum.dashed")
            .mark_bar(height=12, fill=None, strokeDash=[4, 2], strokeWidth=1.4, cornerRadius=6)
            .encode(x2="to:T", stroke=colour),
            of(Glyph.CLOSER)
            .mark_bar(height=14, fill=None, strokeWidth=1.4)
            .encode(x2="to:T", stroke=alt.value(MUTED)),
            of(Glyph.SPAN, Glyph.OPEN).mark_bar(height=7).encode(x2="to:T", color=colour),
            arrow(backward=False),
            arrow(backward=True),
            fading(backward=False),
            fading(backward=True),
            of(Glyph.DAY).mark_circle(size=62, opacity=1).encode(x=shown["at"], color=colour),
            names("right", "left", "to", 8),
            names("left", "right", "from", -8),
        )
        .properties(width=WIDTH, height=alt.Step(STEP), background="transparent")
        .configure(font="inherit", numberFormat=",", timeFormat="%-d %B %Y")
        .configure_view(stroke=None)
    )
    return chart
