"""The crises of an account as lanes over a drawing: a bar with a name for each, and its years shaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish.drawings.frame import of, width
from zul.publish.theme import ACCENT, MUTED, RULE
from zul.publish.words import Words, plain
from zul.terms.dates import Period
from zul.terms.plan import Crisis

LANE = 18.0  # px: high
_GAP, _BAR = 6.0, 6.0  # px: between a bar and its name; high
_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Lane:
    """A crisis in its row: from, to in years; `after` if its name stands after the bar, else before it."""

    name: str
    first: float
    last: float
    row: int
    after: bool
    is_left_out: bool


def lanes(words: Words, first: float, last: float, across: float) -> list[Lane]:
    """The crises between two years, in as few rows as their names allow on a drawing so many px wide."""
    plan = words.case.plan
    if plan is None:
        return []
    ends: list[float] = []  # px: how far each row is taken
    found = []
    for crisis, span in sorted(spans(plan.crisis), key=lambda one: one[1]):
        start, end = max(span[0], first), min(span[1], last)
        if start >= end:
            continue
        name = plain(words.tell(crisis.name))
        left, right = ((at - first) / (last - first) * across for at in (start, end))
        reach = width(name) + 2 * _GAP
        after = right + reach <= across
        left, right = (left, right + reach) if after else (left - reach, right)
        row = next((row for row, taken in enumerate(ends) if taken <= left), len(ends))
        ends[row : row + 1] = [right]
        is_left_out = crisis.id == plan.without
        found.append(Lane(name=name, first=start, last=end, row=row, after=after, is_left_out=is_left_out))
    return found


def height(found: Sequence[Lane]) -> float:
    """How much of the drawing the lanes take, in px."""
    return LANE * (1 + max((lane.row for lane in found), default=-1))


def layers(found: Sequence[Lane], bottom: float) -> Iterator[Any]:
    """The years shaded down to the bottom of the drawing, the bars and their names."""
    for lane in found:
        colour = ACCENT if lane.is_left_out else MUTED
        top = lane.row * LANE + 4
        row = of([{"time": lane.first, "to": lane.last, "name": lane.name}])
        shade = row.mark_rect(color=RULE, opacity=0.4 if lane.is_left_out else 0.25, aria=False)
        yield shade.encode(x=alt.X("time:Q"), x2=alt.X2("to:Q"), y=alt.value(top), y2=alt.value(bottom))
        bar = row.mark_rect(color=colour, opacity=0.8, aria=False)
        yield bar.encode(x=alt.X("time:Q"), x2=alt.X2("to:Q"), y=alt.value(top), y2=alt.value(top + _BAR))
        text = row.mark_text(
            color=colour,
            align="left" if lane.after else "right",
            dx=_GAP if lane.after else -_GAP,
            aria=False,
        )
        yield text.encode(
            x=alt.X("to:Q") if lane.after else "time:Q", y=alt.value(top + _BAR / 2), text=alt.Text("name:N")
        )


def spans(crises: Sequence[Crisis]) -> Iterator[tuple[Crisis, tuple[float, float]]]:
    """From the first to the last day on which each raised deaths or lowered births, in years."""
    for crisis in crises:
        periods = [
            *(dying.period for dying in crisis.mortality),
            *(bearing.period for bearing in crisis.fertility),
        ]
        firsts = [year(period.earliest) for period in periods if period.earliest]
        lasts = [year(period.latest + _DAY) for period in periods if period.latest]
        if firsts and lasts:
            yield crisis, (min(firsts), max(lasts))


def middle(period: Period) -> float | None:
    """The middle of a stretch of time, in years; None where a side is open."""
    if period.earliest is None or period.latest is None:
        return None
    return (year(period.earliest) + year(period.latest + _DAY)) / 2


def year(day: date) -> float:
    """The day as a year and the part of it that has passed."""
    return day.year + (day.timetuple().tm_yday - 1) / 365.25
