"""Steps of an account, and where days and periods lie among them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.reconstruct.displaced.conftest import PLAN

from zul.reconstruct.displaced.timeline import decimal, timeline
from zul.terms.dates import Period

TIMES = timeline(PLAN)
QUARTERS = [f"{year}-{first:02}/{year}-{first + 2:02}" for year in (1944, 1945) for first in (1, 4, 7, 10)]
DAYS = st.dates(date(1940, 1, 1), date(1947, 12, 31))


def period(first: date, last: date) -> Period:
    return Period.parse(f"{first}/{last}")


def boundary(start: float) -> int:
    return int(np.flatnonzero(TIMES.starts == start)[0])


def test_years_are_cut_into_quarters_where_the_plan_says_so() -> None:
    quarters = [year + part for year in (1944, 1945) for part in (0, 0.25, 0.5, 0.75)]
    assert TIMES.starts.tolist() == [1940, 1941, 1942, 1943, *quarters, 1946, 1947, 1948]
    assert TIMES.lengths.tolist() == [1] * 4 + [0.25] * 8 + [1] * 2
    assert TIMES.years.tolist() == [1940, 1941, 1942, 1943, *[1944] * 4, *[1945] * 4, 1946, 1947]
    assert TIMES.steps == 14


def test_without_quarters_all_steps_are_years_and_a_census_in_december_opens_the_next() -> None:
    plan = evolve(PLAN, quarters=None, opening=Period.parse("1939-12-17"), closing=Period.parse("1943-01-15"))
    assert timeline(plan).starts.tolist() == [1940, 1941, 1942, 1943]


@pytest.mark.parametrize(("number", "quarter"), list(enumerate(QUARTERS)))
def test_a_quarter_is_its_step_and_no_other(number: int, quarter: str) -> None:
    assert TIMES.within(Period.parse(quarter)) == {4 + number: 1.0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1941", {1941: 1}),
        ("1943/1944", {1943: 1, 1944: 1, 1944.25: 1, 1944.5: 1, 1944.75: 1}),
        ("1942-01/1942-09", {1942: 0.75}),
        ("1944-02-15/1944-04", {1944: (15 / 29 + 1) / 3, 1944.25: 1 / 3}),
        ("1939-12-25/1940", {1940: 1}),
        ("1947/1948-01-15", {1947: 1}),
    ],
)
def test_a_period_covers_a_share_of_each_of_its_steps(text: str, expected: dict[float, float]) -> None:
    shares = TIMES.within(Period.parse(text))
    assert shares is not None
    assert shares == pytest.approx({boundary(start): share for start, share in expected.items()})


@pytest.mark.parametrize(
    "text", ["1939", "1939-06/1941", "1947/1948-06", "1949", "1941/", "../1941", "1944/.."]
)
def test_what_is_not_wholly_in_the_account_covers_nothing(text: str) -> None:
    assert TIMES.within(Period.parse(text)) is None


@given(DAYS, DAYS)
def test_the_shares_of_a_period_last_as_long_as_it_does(one: date, other: date) -> None:
    first, last = sorted((one, other))
    shares = TIMES.within(period(first, last))
    assert shares is not None
    assert all(0 < share <= 1 for share in shares.values())
    lasted = sum(share * TIMES.lengths[step] for step, share in shares.items())
    assert lasted == pytest.approx(decimal(last, end=True) - decimal(first), abs=1e-8)
    assert list(shares) == list(range(min(shares), max(shares) + 1))


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_a_period_in_two_parts_is_covered_by_both_together(days: list[date]) -> None:
    first, middle, last = days
    parts = [TIMES.within(period(first, middle))]
    if middle < last:
        parts.append(TIMES.within(period(middle + timedelta(days=1), last)))
    total = np.zeros(TIMES.steps)
    for part in parts:
        assert part is not None
        total[list(part)] += list(part.values())
    whole = np.zeros(TIMES.steps)
    covered = TIMES.within(period(first, last)) or {}
    whole[list(covered)] = list(covered.values())
    assert total == pytest.approx(whole, abs=1e-8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1940", {1940: 0.5, 1941: 0.5}),
        ("1939-12-17", {1940: 1}),
        ("1948-01-15", {1948: 1}),
        ("1944-04/1944-06", {1944.25: 0.5, 1944.5: 0.5}),
        ("1947-12-31", {1947: 1 / 744, 1948: 743 / 744}),
        ("1943-10/1944-03", {1944: 1}),
    ],
)
def test_a_stock_lies_between_the_steps_around_the_middle_of_its_period(
    text: str, expected: dict[float, float]
) -> None:
    weights = TIMES.at(Period.parse(text))
    assert weights == pytest.approx({boundary(start): weight for start, weight in expected.items()})


@pytest.mark.parametrize("text", ["1939-12-01", "1930", "1948-02", "1940/", "../1940", "1940/.."])
def test_a_stock_outside_the_account_lies_nowhere(text: str) -> None:
    assert TIMES.at(Period.parse(text)) is None


@given(DAYS, DAYS)
def test_the_weights_of_a_stock_meet_at_its_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    weights = TIMES.at(period(first, last))
    assert weights is not None
    assert sum(weights.values()) == pytest.approx(1, abs=1e-8)
    meeting = sum(TIMES.starts[boundary] * weight for boundary, weight in weights.items())
    assert meeting == pytest.approx((decimal(first) + decimal(last, end=True)) / 2, abs=1e-8)


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    assert decimal(day, end=True) == pytest.approx(decimal(day + timedelta(days=1)), abs=1e-9)
    assert decimal(day) < decimal(day, end=True)
    assert decimal(date(day.year, 1, 1)) == day.year


def test_a_day_is_nearest_to_the_step_that_begins_by_it() -> None:
    days = {
        "1943-12-28": 1944,
        "1944-02-10": 1944,
        "1944-02-20": 1944.25,
        "1947-12-31": 1947,
        "1941-05-31": 1941,
    }
    assert {day: TIMES.starts[TIMES.nearest(date.fromisoformat(day))] for day in days} == days
