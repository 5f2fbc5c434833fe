"""Round days along an axis of time, with their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zul.publish.drawings.frame import ticks
from zul.publish.language import Language
from zul.terms.dates import Period

_MANY = 8  # about so many are named
_YEARS = 4  # a longer stretch is told in years
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)


def labels(language: Language, first: date, last: date) -> dict[float, str]:
    """Years, months or days between two days, both included: each as a day's ordinal with its name.

    >>> from zul.publish.language import ENGLISH
    >>> list(labels(ENGLISH, date(1943, 12, 27), date(1943, 12, 30)).values())
    ['27 December 1943', '28 December 1943', '29 December 1943', '30 December 1943']
    """
    if (last - first).days > _YEARS * 365:
        years = [int(year) for year in ticks(first.year, last.year, _MANY) if year % 1 == 0 and year >= 1]
        texts = {date(year, 1, 1): f"{year:04}" for year in years}
    else:
        texts = dict(_months(first, last))
        if len(texts) < 3:
            texts = {day: day.isoformat() for day in _days(first, last)}
    within = {day: text for day, text in texts.items() if first <= day <= last}
    return {day.toordinal(): language.period(Period.parse(text)) for day, text in within.items()}


def _months(first: date, last: date) -> Iterator[tuple[date, str]]:
    begins = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((step for step in _MONTHS if len(begins) / step <= _MANY), _MONTHS[-1])
    for month in begins:
        if month % step == 0 and month >= 12:
            day = date(month // 12, month % 12 + 1, 1)
            yield day, day.isoformat()[:7]


def _days(first: date, last: date) -> Iterator[date]:
    length = (last - first).days
    step = next((step for step in _DAYS if length / step <= _MANY - 2), 28)
    yield from (first + timedelta(days=place) for place in range(0, length + 1, step))
