"""The life table: its identities, and the printed tables of the USSR."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import AGES, SEXES, LifeTable, of_rates, of_survivors
from zul.reconstruct.rates.reference import PERIODS, both_sexes, life_table

TABLES = [(period, area) for period in PERIODS for area in ("rural", "total")]


@st.composite
def some_rates(draw: st.DrawFn) -> Array:
    """Rates of any level, young or old, rough over age."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    rates = np.exp(draw(st.floats(-7, -1)) + rng.normal(0, 0.5, (2, AGES)))
    return np.minimum(rates, 1.5)


@given(some_rates())
def test_survivors_lead_back_to_the_rates(mx: Array) -> None:
    table = of_rates(mx)
    again = of_survivors(1000 * table.lx, mx[:, -1])
    np.testing.assert_allclose(again.mx, mx, rtol=1e-6)


@given(some_rates())
def test_the_columns_keep_their_identities(mx: Array) -> None:
    table = of_rates(mx)
    np.testing.assert_allclose(table.dx.sum(axis=1), 1)
    np.testing.assert_allclose(table.dx / table.Lx, mx)
    np.testing.assert_allclose(table.ex[:, 0], table.Lx.sum(axis=1))
    np.testing.assert_allclose(table.ex[:, -1], 1 / mx[:, -1])
    np.testing.assert_allclose(1 - table.nqx(5, 0), np.prod(1 - table.qx[:, :5], axis=1))


def test_a_constant_rate_gives_the_expectation_of_its_inverse() -> None:
    table = of_rates(np.full((2, AGES), 0.02))
    np.testing.assert_allclose(table.ex[:, 1:], 50, rtol=1e-4)
    np.testing.assert_allclose(table.grouped(), 0.02)


def test_the_first_year_is_that_of_coale_and_demeny() -> None:
    table = of_rates(np.full((2, AGES), 0.05))
    np.testing.assert_allclose(table.ax[:, 0], [0.053 + 2.8 * 0.05, 0.045 + 2.684 * 0.05])
    np.testing.assert_allclose(of_rates(np.full((2, AGES), 0.2)).ax[:, 0], [0.35, 0.33])


def slow(mx: list[float], male: bool) -> list[float]:
    """Survivors by the book, one age after the other."""
    survivors = [1.0]
    for age, m in enumerate(mx[:-1]):
        a = 0.5 if age else min(0.045 + 2.684 * m, 0.33) if male else min(0.053 + 2.8 * m, 0.35)
        survivors.append(survivors[-1] * (1 - m / (1 + (1 - a) * m)))
    return survivors


@given(some_rates())
def test_the_slow_twin_has_the_same_survivors(mx: Array) -> None:
    for sex in range(len(SEXES)):
        np.testing.assert_allclose(of_rates(mx).lx[sex], slow(mx[sex].tolist(), male=sex == 1))


@pytest.mark.parametrize(("period", "area"), TABLES)
def test_the_printed_columns_come_back(period: str, area: str) -> None:
    table: LifeTable = both_sexes("USSR", period, area)
    for sex, name in enumerate(SEXES):
        printed = life_table("USSR", period, area, name)
        assert np.abs(100_000 * table.lx[sex] - printed.lx).max() < 6
        np.testing.assert_allclose(table.qx[sex, :-1], printed.qx[:-1], atol=1e-12)
        assert np.abs(table.ex[sex] - printed.ex).max() < 0.035
        years = np.abs(100_000 * table.Lx[sex] / printed.Lx - 1)[:90]
        slips = {("1926-1927", "total", "male"): 85}  # see reference/sources.csv
        years[slips.get((period, area, name), 0)] = 0
        assert years.max() < 0.018


@pytest.mark.parametrize(
    ("sex", "age", "rate", "message"),
    [
        (1, 20, 0.0, "the rate of dying of males at age 20 is 0"),
        (0, 0, 4.0, "the rate of dying of females at age 0 is 4"),
        (1, 100, -1.0, "the rate of dying of males at age 100 is -1"),
        (0, 7, np.nan, "the rate of dying of females at age 7 is nan"),
    ],
)
def test_impossible_rates_are_refused(sex: int, age: int, rate: float, message: str) -> None:
    mx = np.full((2, AGES), 0.02)
    mx[sex, age] = rate
    way_out = "Give rates above 0, and below 100 years below 2 deaths a person-year."
    with pytest.raises(Refusal, match=rf"^{re.escape(f'{message}. {way_out}')}$"):
        of_rates(mx)


def test_another_shape_is_refused() -> None:
    with pytest.raises(Refusal, match=r"^rates have the shape \(2, 100\)\. Give 2 sexes by 101 ages\.$"):
        of_rates(np.full((2, 100), 0.02))
