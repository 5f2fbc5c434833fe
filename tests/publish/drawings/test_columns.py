"""Columns are sorted so that fewer lines cross, and things in them keep apart."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from zul.publish.drawings.columns import crossings, sorted_columns, spread_out

LEFT, RIGHT = "abcd", "wxyz"
LINKS = st.sets(st.tuples(st.sampled_from(LEFT), st.sampled_from(RIGHT)), max_size=9).map(sorted)


@given(LINKS)
def test_no_more_lines_cross_than_before(links: list[tuple[str, str]]) -> None:
    left, right = sorted_columns([list(LEFT), list(RIGHT)], links)
    assert (sorted(left), sorted(right)) == (list(LEFT), list(RIGHT))
    assert crossings(left, right, links) <= crossings(LEFT, RIGHT, links)


@given(st.permutations(RIGHT))
def test_what_can_be_drawn_without_a_crossing_is(partners: list[str]) -> None:
    links = list(zip(LEFT, partners, strict=True))
    left, right = sorted_columns([list(LEFT), list(RIGHT)], links)
    assert min(crossings(one, RIGHT, links) for one in permutations(LEFT)) == 0
    assert crossings(left, right, links) == 0


def test_the_best_order_seen_is_kept_and_not_the_last_one() -> None:
    columns = [["a", "b", "c"], ["p", "q", "r"], ["x", "y", "z"]]
    links = [
        ("c", "p"),
        ("c", "r"),
        ("p", "x"),
        ("q", "y"),
        ("r", "y"),
    ]  # sweeping on makes two of them cross
    assert sorted_columns(columns, links) == columns


def test_equal_ones_keep_their_order() -> None:
    assert sorted_columns([["b", "a"], ["y", "x"]], []) == [["b", "a"], ["y", "x"]]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9).map(sorted), st.integers(1, 20))
def test_things_keep_apart_and_near(wanted: list[int], apart: int) -> None:
    found = spread_out(wanted, apart)
    assert all(two - one >= apart - 1e-9 for one, two in pairwise(found))
    assert abs(sum(found) - sum(wanted)) < 1e-6
    if all(two - one >= apart for one, two in pairwise(wanted)):
        assert found == wanted
