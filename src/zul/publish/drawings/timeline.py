"""The events of a case in time, drawn as exactly as they are known.

A day is a dot; days between two days are a bar; a vague date is a soft bar over all the days it may
mean; an approximate one has a dashed outline; a side without limit ends in an arrow, one that is not
stated fades. Time is counted in days, so that none slips whatever the clock of a machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Literal

import altair as alt
from attrs import frozen

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.days import labels
from zul.publish.drawings.frame import axis, cut, framed, of, width
from zul.publish.language.fallback import sentence
from zul.publish.theme import ACCENT, INK, MUTED, WIDTH
from zul.publish.words import Words, anchor, plain
from zul.terms.case import Case, Event
from zul.terms.dates import Period
from zul.terms.measure import Kind

STEP = 22  # px: of a row
_PANELS = 3  # at most
_SHARE, _ENOUGH = 2 / 5, 5  # of the events; a closer panel shows at least so many
_DENSER = 4  # and it is at least so much closer
_BESIDE = 8  # px: between a date and its label
_OVER = 1.8  # rows: high is a date whose label stands over it
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
    """A date with its label and address: of an event, of a closer panel, or one that only a claim gives."""

    key: str
    label: str
    period: Period
    href: str = f"#{anchor('drawing', 'timeline')}"
    claim: str | None = None
    closer: bool = False


@frozen(kw_only=True)
class Panel:
    """A stretch of time, both days included, and the dates drawn in it, one a row."""

    first: date
    last: date
    dates: tuple[Dated, ...]

    @property
    def period(self) -> Period:
        """The time from the first to the last date, in years where it is long, else in months."""
        digits = 4 if self.last - self.first > 3 * _YEAR else 7
        return Period.parse("/".join(day.isoformat()[:digits] for day in _extent(self.dates)))


def events(words: Words) -> Drawing | None:
    """What happened, and when; None where the case names no event that can be drawn."""
    case, say = words.case, words.say
    found = panels(words)
    if not found:
        return None
    dates = [dated for panel in found for dated in panel.dates if not dated.closer]
    caption = [
        say(
            "Each date is drawn as exactly as it is known: a dot is a day, a solid bar the days between two "
            "days, a soft bar all the days that a vague date may mean. A dashed outline is an approximate "
            "date; an arrow runs on without limit, a fading end is not stated. Dates marked “or” are others "
            "that the sources give for the event above them."
        )
    ]
    if len(found) > 1:
        caption.append(say("An outlined bar is drawn again below, closer."))
    too_early = [event for event in case.events.values() if is_far_before(case, event)]
    if too_early:
        titles = [f"{words.tell(one.title)} ({words.language.period(one.date)})" for one in too_early]
        caption.append(
            say(
                "Too early for the drawing, and in the table only: {titles}.",
                titles=words.language.joined(titles, "; "),
            )
        )
    return Drawing(
        id="timeline",
        title=say("What happened, and when?"),
        caption=words.language.joined(caption, " "),
        label=words.language.count(
            "Timeline with {n} date; the table lists every event",
            "Timeline with {n} dates; the table lists every event",
            len(dates),
        ),
        chart=framed(alt.vconcat(*(_chart(words, panel) for panel in found))),
        table=_table(words),
        claims=tuple(dated.claim for dated in dates if dated.claim),
    )


def _table(words: Words) -> Table:
    say, tell, period = words.say, words.tell, words.language.period
    rows: list[tuple[Value, ...]] = [
        (event.date.text, period(event.date), sentence(tell(event.title)), event.document, event.source)
        for event in sorted(words.case.events.values(), key=lambda event: known(event.date))
    ]
    heads = (say("date (EDTF)"), say("date"), say("event"), say("document"), say("source"))
    return Table(columns=heads, rows=tuple(rows))


def panels(words: Words) -> list[Panel]:
    """All events, each drawn once: a short stretch that holds many of them gets a closer panel of its own."""
    case = words.case
    found: list[Panel] = []
    drawn = [event for event in case.events.values() if not is_far_before(case, event)]
    rows = sorted((_dates_of(words, event) for event in drawn), key=_extent)
    while rows:
        dense = _densest(rows) if len(found) + 1 < _PANELS else []
        dates = [dated for row in rows if row not in dense for dated in row]
        if dense:
            first, last = _extent(dated for row in dense for dated in row)
            label = words.language.count("{n} event, drawn below", "{n} events, drawn below", len(dense))
            closer = [Dated(key="closer", label=label, period=Period.parse(f"{first}/{last}"), closer=True)]
            around = sorted([closer, *(row for row in rows if row not in dense)], key=_extent)
            dates = [dated for row in around for dated in row]
        found.append(_around(dates))
        rows = dense
    return found


def is_far_before(case: Case, event: Event) -> bool:
    """True for what would push the rest of the drawing to its edge: it stands in the table only."""
    opening = case.period.earliest
    last = event.date.latest or event.date.earliest
    return opening is not None and last is not None and opening - last > FAR_BEFORE


def known(period: Period) -> tuple[date, date]:
    """For ordering: a side that is open or unknown counts as the other one."""
    return period.earliest or period.latest or date.min, period.latest or period.earliest or date.max


def _extent(dates: Iterable[Dated]) -> tuple[date, date]:
    """The first and last day known of some dates."""
    known = [day for dated in dates for day in (dated.period.earliest, dated.period.latest) if day]
    return min(known), max(known)


def _dates_of(words: Words, event: Event) -> list[Dated]:
    """The date of an event, and every other one that a claim gives it."""
    case = words.case
    href = f"#{anchor('event', event.id)}"
    title = plain(words.tell(event.title))
    found = {event.date: Dated(key=event.id, label=title, period=event.date, href=href)}
    for claim in case.claims.values():
        if claim.cell.measure.kind is Kind.DATE and claim.cell.group == event.id:
            assert isinstance(claim.reading, Period)
            voice = claim.said_by or case.sources[claim.citation.source].creator or claim.citation.source
            when = words.language.period(claim.reading)
            rival = Dated(
                key=f"{event.id} {claim.id}",
                label=plain(words.say("or {when}: {voice}", when=when, voice=voice)),
                period=claim.reading,
                href=f"#{anchor('claim', claim.id)}",
                claim=claim.id,
            )
            if not event.date.within(claim.reading):  # else the same date, told more coarsely
                found.setdefault(claim.reading, rival)
    return list(found.values())


def _densest(rows: list[list[Dated]]) -> list[list[Dated]]:
    """The events of the shortest stretch that holds two fifths of them, if it is much closer."""
    extents = [_extent(row) for row in rows]
    many = math.ceil(len(rows) * _SHARE)
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
    return [
        row for row in rows if start - _extent(row)[0] <= near and _extent(row)[1] - start <= length + near
    ]


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
    """The dates of a panel as data of its chart, in days; what would be too short to see becomes a dot."""
    found, y = [], 0.0
    for dated in panel.dates:
        mark = _mark(panel, dated)
        y += STEP * (_OVER if mark["side"] == "over" else 1)
        found.append({**mark, "y": y - STEP / 2})
    return found


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
    start, end = first.toordinal(), last.toordinal() + 1
    px = WIDTH / (length.days + 1)  # of a day
    before, after = ((days.days * px - 2 * _BESIDE) for days in (first - panel.first, panel.last - last))
    side, space = ("right", after) if after >= before else ("left", before)
    if space < min(width(dated.label), WIDTH / 3):  # beside so long a bar there is no room
        side, space = "over", WIDTH - 2 * _BESIDE
    return {
        "label": cut(dated.label, space),
        "href": dated.href,
        "from": start,
        "at": (start + end) / 2,
        "to": end,
        "glyph": glyph.value,
        "dashed": period.approximate or period.uncertain,
        "backward": period.earliest is None,
        "rival": dated.claim is not None,
        "side": side,
    }


def _chart(words: Words, panel: Panel) -> Any:
    rows = marks(panel)
    height = rows[-1]["y"] + STEP / 2
    first, last = panel.first.toordinal(), panel.last.toordinal() + 1
    x = alt.X(
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=axis(labels(words.language, panel.first, panel.last), orient="top", labelFlush=False),
    )
    y = alt.Y(scale=alt.Scale(domain=[0, height], range=[0, height]), axis=None)
    title = alt.TitleParams(
        words.language.period(panel.period), anchor="start", color=MUTED, fontSize=14, fontWeight="normal"
    )
    return alt.layer(*_layers(rows)).encode(x=x, y=y).properties(width=WIDTH, height=height, title=title)


def _layers(rows: list[dict[str, Any]]) -> Iterator[Any]:
    colour = alt.condition("datum.rival", alt.value(ACCENT), alt.value(INK))

    def some(*glyphs: Glyph, **wanted: Any) -> alt.Chart:
        kept = [
            row
            for row in rows
            if (not glyphs or row["glyph"] in glyphs)
            and all(row[key] == value for key, value in wanted.items())
        ]
        return of(kept).encode(y=alt.Y("y:Q"))

    soft = some(Glyph.VAGUE).mark_bar(height=12, opacity=0.3, cornerRadius=6, aria=False)
    yield soft.encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"), color=colour)
    dashed = some(dashed=True).mark_bar(
        height=12, fill=None, strokeDash=[4, 2], strokeWidth=1.4, cornerRadius=6, aria=False
    )
    yield dashed.encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"), stroke=colour)
    closer = some(Glyph.CLOSER).mark_bar(height=13, fill=None, strokeWidth=1.4, stroke=MUTED, aria=False)
    yield closer.encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"))
    solid = some(Glyph.SPAN, Glyph.OPEN).mark_bar(height=7, aria=False)
    yield solid.encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"), color=colour)
    for backward in (False, True):
        shape, end = ("triangle-left", "from") if backward else ("triangle-right", "to")
        arrow = some(Glyph.OPEN, backward=backward)
        yield arrow.mark_point(shape=shape, size=160, filled=True, opacity=1, aria=False).encode(
            x=alt.X(f"{end}:Q"), color=colour
        )
        colours = ("transparent", INK) if backward else (INK, "transparent")
        stops = [{"offset": offset, "color": stop} for offset, stop in enumerate(colours)]
        gradient = {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}
        fading = some(Glyph.UNSTATED, backward=backward).mark_bar(height=8, color=gradient, aria=False)
        yield fading.encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"))
    yield (
        some(Glyph.DAY)
        .mark_point(shape="circle", filled=True, size=62, opacity=1, aria=False)
        .encode(x=alt.X("at:Q"), color=colour)
    )
    sides: tuple[tuple[str, Literal["left", "right"], str, int], ...] = (
        ("right", "left", "to", _BESIDE),
        ("left", "right", "from", -_BESIDE),
    )
    for side, align, end, shift in sides:
        text = some(side=side).mark_text(align=align, dx=shift, baseline="middle", aria=False)
        yield text.encode(
            x=alt.X(f"{end}:Q"), text=alt.Text("label:N"), color=colour, href=alt.Href("href:N")
        )
    over = some(side="over").mark_text(align="left", dy=-STEP * (_OVER - 1), baseline="middle", aria=False)
    yield over.encode(x=alt.value(_BESIDE), text=alt.Text("label:N"), color=colour, href=alt.Href("href:N"))
