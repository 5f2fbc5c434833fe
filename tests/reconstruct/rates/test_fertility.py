"""Fertility by age in three numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.reconstruct.rates.fertility import births_by_age, mean_age


@given(st.floats(0.1, 9), st.floats(22, 36), st.floats(3, 9))
def test_the_sum_is_the_level_and_nobody_else_bears(level: float, age: float, spread: float) -> None:
    births = births_by_age(level=level, mean_age=age, spread=spread)
    assert births.sum() == pytest.approx(level)
    assert (births[15:50] > 0).all()
    assert births[:15].sum() == births[50:].sum() == 0


def test_mean_and_spread_are_those_asked_for_where_nothing_is_cut_off() -> None:
    births, ages = births_by_age(level=2, mean_age=27, spread=4), np.arange(101) + 0.5
    assert mean_age(births) == pytest.approx(27, abs=0.01)
    assert np.sqrt(births @ (ages - 27) ** 2 / 2) == pytest.approx(4, abs=0.02)


def test_what_is_cut_off_at_fifty_takes_from_both() -> None:
    births, ages = births_by_age(level=1, mean_age=30, spread=7.5), np.arange(101) + 0.5
    mean = mean_age(births)
    assert mean == pytest.approx(29.6, abs=0.05)
    assert np.sqrt(births @ (ages - mean) ** 2) == pytest.approx(6.8, abs=0.05)


def test_the_density_is_the_gamma() -> None:
    births = births_by_age(level=1, mean_age=25, spread=5)  # shape 4, scale 2.5
    years = np.arange(35) + 0.5
    gamma = years**3 * np.exp(-years / 2.5)
    np.testing.assert_allclose(births[15:50], gamma / gamma.sum())


def test_an_impossible_pattern_is_refused() -> None:
    message = (
        r"^no fertility has the level 5, the mean age 12 and the spread 7\. "
        r"Give a mean age between 15 and 49 years, and a level and spread above nought\.$"
    )
    with pytest.raises(Refusal, match=message):
        births_by_age(level=5, mean_age=12, spread=7)
