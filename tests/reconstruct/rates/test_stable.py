"""Stable populations, and a census tilted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import LifeTable
from zul.reconstruct.rates.reference import both_sexes, census
from zul.reconstruct.rates.stable import stable, tilted

GROWTH = st.floats(-0.03, 0.04)


def rural() -> LifeTable:
    return both_sexes("USSR", "1926-1927", "rural")


def a_year_later(population: Array, table: LifeTable, growth: float) -> Array:
    """Everybody a year older, the slow way; the newborn as many as a year ago and `growth` more."""
    later: Array = population * np.exp(growth)
    for sex in range(2):
        for age in range(99):
            later[sex, age + 1] = population[sex, age] * table.Lx[sex, age + 1] / table.Lx[sex, age]
    return later


@given(GROWTH)
def test_a_stable_population_keeps_its_shape(growth: float) -> None:
    population = stable(rural(), growth)
    later = a_year_later(population, rural(), growth)
    np.testing.assert_allclose(later[:, :100], population[:, :100] * np.exp(growth))


def test_without_growth_it_is_the_stationary_population() -> None:
    population, table = stable(rural(), 0), rural()
    np.testing.assert_allclose(population[0] / population[0].sum(), table.Lx[0] / table.ex[0, 0])
    np.testing.assert_allclose(population[1, 0] / population[0, 0], 1.05 * table.Lx[1, 0] / table.Lx[0, 0])


@given(GROWTH, GROWTH)
def test_tilts_add_up_and_can_be_undone(first: float, second: float) -> None:
    counted = census("USSR", "1926-12-17", "rural")
    np.testing.assert_allclose(tilted(tilted(counted, first), second), tilted(counted, first + second))
    np.testing.assert_allclose(tilted(tilted(counted, first), -first), counted / counted.sum())


def test_more_growth_means_more_children() -> None:
    counted = census("USSR", "1926-12-17", "rural")
    assert tilted(counted, 0.01)[:, :15].sum() > tilted(counted, 0)[:, :15].sum()
