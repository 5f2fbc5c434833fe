"""Years that are told beside the dates that they pass between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zul.read.cells.item import Item
from zul.terms.bounds import Bounds
from zul.terms.dates import Period
from zul.terms.draft import Draft
from zul.terms.figure import Figure, Hedge, Quantity
from zul.terms.mention import Mention

_YEAR = Fraction(1461, 4)  # days


def durations(items: Sequence[Item]) -> Iterator[tuple[Item, tuple[Mention, ...]]]:
    """Each number of years in a sentence with two dates, or with one date that has both ends."""
    for item in items:
        dates = item.scene.dates
        if item.measure != "elapsed" or item.of:
            continue
        if len(dates) == 1 and _ends(dates[0]):
            yield item, (dates[0],)
        elif len(dates) == 2 and not any(map(_ends, dates)):
            days = {_first(date): date for date in dates}
            if len(days) == 2 and None not in days:
                yield item, tuple(date for _, date in sorted(days.items(), key=lambda pair: str(pair[0])))


def _period(date: Mention) -> Period:
    assert isinstance(date.reading, Period)
    return date.reading


def _ends(date: Mention) -> bool:
    begin, _, end = _period(date).text.partition("/")
    return bool(end) and ".." not in (begin, end) and begin != ""


def _first(date: Mention) -> str | None:
    period = _period(date)
    day = period.earliest or period.latest
    return day.isoformat() if day else None


def opening_of(draft: Draft) -> Period:
    """The date itself: "since March 1944" opens in March 1944."""
    assert isinstance(draft.reading, Period)
    sides = [side for side in draft.reading.text.split("/") if side not in ("", "..")]
    return Period.parse(sides[0]) if len(sides) == 1 else draft.reading


def length_of(draft: Draft) -> Figure:
    """The years between the two ends of a period, from the shortest to the longest that its days allow."""
    assert isinstance(draft.reading, Period)
    begin, end = (Period.parse(side) for side in draft.reading.text.split("/"))
    days = (begin.earliest, begin.latest, end.earliest, end.latest)
    opens, opened, closes, closed = (day for day in days if day is not None)
    shortest = max(0, (closes - opened).days)
    longest = (closed - opens).days + 1
    half = Fraction(1, 2)  # years are told to the nearest one
    bounds = Bounds(max(Fraction(0), Fraction(shortest) / _YEAR - half), Fraction(longest) / _YEAR + half)
    middle = round(Fraction(shortest + longest, 2) / _YEAR, 1)
    return Figure(
        as_written=draft.as_written,
        hedge=Hedge.APPROXIMATELY,
        quantities=(Quantity(value=middle, grain=Fraction(1, 10), surface=str(float(middle))),),
        unit="years",
        is_rate=False,
        tight=bounds,
        wide=bounds,
    )
