from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from zul.terms.bounds import Bounds, number

ENDS = [None, *(Fraction(half, 2) for half in range(7))]
EVERY = [Bounds(*ends, *open_) for ends in product(ENDS, ENDS) for open_ in product([False, True], repeat=2)]
GRID = [Fraction(quarter, 4) for quarter in range(-8, 21)]  # finer than the ends and wider on both sides


def plain_points(bounds: Bounds) -> frozenset[Fraction]:
    """The slow twin: an open end moved by a hair is a closed end, no end lies beyond the grid."""
    hair = Fraction(1, 1000)
    lower = Fraction(-99) if bounds.lower is None else bounds.lower + hair * bounds.lower_open
    upper = Fraction(99) if bounds.upper is None else bounds.upper - hair * bounds.upper_open
    return frozenset(point for point in GRID if lower <= point <= upper)


POINTS = {bounds: plain_points(bounds) for bounds in EVERY}


def test_a_number_is_in_the_bounds_of_the_plain_twin() -> None:
    for bounds, points in POINTS.items():
        assert frozenset(point for point in GRID if point in bounds) == points, repr(bounds)


def test_within_means_that_every_number_is_in_the_other_bounds() -> None:
    for inner, outer in product(EVERY, EVERY):
        if POINTS[inner]:
            assert inner.within(outer) == (POINTS[inner] <= POINTS[outer]), (inner, outer)


def test_whole_numbers_are_closed_bounds_of_the_same_whole_numbers() -> None:
    for bounds, points in POINTS.items():
        whole = bounds.whole_numbers()
        assert POINTS.get(whole, plain_points(whole)) >= {p for p in points if p.denominator == 1}, repr(
            bounds
        )
        assert {p for p in plain_points(whole) if p.denominator == 1} <= points, repr(bounds)
        assert (whole.lower_open, whole.upper_open) == (False, False), repr(bounds)
        assert all(end is None or end.denominator == 1 for end in (whole.lower, whole.upper)), repr(bounds)


def test_bounds_stay_exact() -> None:
    whole = Bounds(Fraction(5, 2), Fraction(19, 2), lower_open=True).whole_numbers()
    assert (type(whole.lower), type(whole.upper)) == (Fraction, Fraction)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(), "no bound"),
        (Bounds(Fraction(13)), "at least 13"),
        (Bounds(Fraction(13), lower_open=True), "over 13"),
        (Bounds(upper=Fraction(13)), "at most 13"),
        (Bounds(upper=Fraction(13), upper_open=True), "under 13"),
        (Bounds(Fraction(13), Fraction(13)), "13"),
        (Bounds(Fraction(3), Fraction(9)), "3 to 9"),
        (Bounds(Fraction(93000), Fraction(94000), lower_open=True), "over 93,000 to 94,000"),
        (Bounds(Fraction(2), Fraction(10), upper_open=True), "2 to under 10"),
        (Bounds(Fraction(2), Fraction(10), lower_open=True, upper_open=True), "over 2 to under 10"),
        (Bounds(Fraction(2495, 1000), Fraction(2505, 1000)), "2.495 to 2.505"),
    ],
)
def test_bounds_in_words(bounds: Bounds, words: str) -> None:
    assert str(bounds) == words


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "0"),
        (93139, "93,139"),
        (-1234567, "-1,234,567"),
        (Fraction(486, 10), "48.6"),
        (Fraction(1, 10_000), "0.0001"),
        (Fraction(1, 100_000), "0"),
        (Fraction(-1, 100_000), "0"),
        (Fraction(100, 3), "33.33"),
        (Fraction(-200, 3), "-66.67"),
        (Fraction(299_999, 300), "1,000"),
        (Fraction(10**40 + 1, 2), "5," + "000," * 12 + "000.5"),
    ],
)
def test_numbers_in_print(value: Fraction | int, printed: str) -> None:
    assert number(value) == printed
