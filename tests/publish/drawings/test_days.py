"""Days along an axis are named in the language of the page, as finely as there is room."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.publish.drawings.days import labels
from zul.publish.language import ENGLISH, Language

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(1930, 5, 1), date(1959, 1, 1), ["1935", "1940", "1945", "1950", "1955"]),
        (date(1943, 11, 20), date(1944, 2, 3), ["December 1943", "January 1944", "February 1944"]),
        (date(1943, 12, 30), date(1944, 1, 1), ["30 December 1943", "31 December 1943", "1 January 1944"]),
    ],
)
def test_years_months_or_days(first: date, last: date, named: list[str]) -> None:
    found = labels(ENGLISH, first, last)
    assert list(found.values()) == named
    assert all(first.toordinal() <= at <= last.toordinal() for at in found)


def test_the_language_names_them() -> None:
    assert (
        next(iter(labels(Language(code="ru"), date(1943, 12, 28), date(1943, 12, 30)).values()))
        != "28 December 1943"
    )


@given(DAYS, st.integers(1, 400_000))
def test_never_more_than_there_is_room_for(first: date, length: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    assert len(labels(ENGLISH, first, last)) <= 9
