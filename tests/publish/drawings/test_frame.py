"""Axes are round, named in words, and formatted by nobody else."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from zul.publish.drawings.frame import axis, cut, ends, ticks, told
from zul.terms.estimate import Spread

NUMBERS = st.integers(-(10**7), 10**7)


@given(NUMBERS, st.integers(1, 10**7), st.integers(2, 12))
@example(4_194_304, 1, 5)  # 0.2 times a large number
def test_ticks_are_round_evenly_spaced_and_about_as_many_as_asked(
    first: int, length: int, about: int
) -> None:
    found = ticks(first, first + length, about)
    assert all(first <= at <= first + length for at in found)
    assert len(found) <= about + 1
    steps = {Fraction(str(two)) - Fraction(str(one)) for one, two in pairwise(found)}
    assert len(steps) <= 1
    assert all(Fraction(str(at)) % step == 0 for step in steps for at in found)


def test_a_shortest_axis_has_its_only_number() -> None:
    assert ticks(5, 5, 3) == [5]


def test_an_axis_has_its_own_words_for_its_numbers() -> None:
    found = axis({0: "nought", 0.5: "a half", 50_000: "50 000"}).to_dict()
    assert found["labelExpr"] == '{"0": "nought", "0.5": "a half", "50000": "50 000"}[datum.value]'
    assert found["values"] == [0, 0.5, 50_000]


def test_a_spread_is_told_with_the_interval_before_the_median() -> None:
    spread = Spread.of(range(900, 1101))
    assert told(spread) == (905, 1095, 950, 1050, 1000)
    assert ends(spread) == {
        "median": 1000, "lower95": 905, "upper95": 1095, "lower50": 950, "upper50": 1050,
    }  # fmt: skip


def test_a_text_is_cut_where_it_no_longer_fits() -> None:
    assert (cut("93,139 Kalmyks", 200), cut("93,139 Kalmyks", 72)) == ("93,139 Kalmyks", "93,139 Ka…")
    assert cut("93,139 Kalmyks", 0) == "93,13…"
