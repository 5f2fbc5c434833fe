"""The step of five years against matrices, against finite differences, and its balance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconstruct.twins import leslie_projection

from zul.reconstruct.arrays import Array
from zul.reconstruct.process.five_year import Rates, flows, life_expectancy, project, pull_back


def random_rates(seed: int, *, sexes: int = 2, steps: int = 3, ages: int = 6) -> Rates:
    random = np.random.default_rng(seed)
    return Rates(
        random.uniform(10, 1000, (sexes, ages)),
        random.uniform(0, 0.3, (steps, ages)),
        random.uniform(0.2, 0.99, (steps, sexes, ages + 1)),
        random.normal(0, 0.1, (steps, sexes, ages)),
        random.uniform(1.0, 1.1, steps),
    )


@given(seed=st.integers(0, 2**32), sexes=st.integers(1, 2), steps=st.integers(1, 9), ages=st.integers(2, 17))
def test_closing_is_opening_and_births_less_deaths_and_net_migrants(
    seed: int, sexes: int, steps: int, ages: int
) -> None:
    rates = random_rates(seed, sexes=sexes, steps=steps, ages=ages)
    stock = project(rates)
    flow = flows(rates, stock)
    people = stock.sum(axis=2)
    assert people[1:] == pytest.approx(people[:-1] + flow.births - flow.deaths + flow.migrants, rel=1e-9)
    assert stock == pytest.approx(leslie_projection(rates), rel=1e-12)
    if sexes == 2:
        assert flow.births[:, 1] / flow.births[:, 0] == pytest.approx(rates.ratio, rel=1e-12)


@pytest.mark.parametrize("sexes", [1, 2])
def test_the_adjoint_agrees_with_finite_differences(sexes: int) -> None:
    rates = random_rates(3, sexes=sexes)
    stock = project(rates)
    weights = np.random.default_rng(4).normal(size=stock.shape)
    found = pull_back(rates, stock, weights.copy())
    for field, of_field in zip(rates, found, strict=True):
        assert of_field.ravel() == pytest.approx(slopes(rates, field, weights), rel=1e-6, abs=1e-6)


def slopes(rates: Rates, field: Array, weights: Array) -> list[float]:
    found, flat = [], field.ravel()
    for k, value in enumerate(flat):
        step = 1e-6 * max(1.0, value)
        ends = []
        for flat[k] in (value + step, value - step):
            ends.append((weights * project(rates)).sum())
        flat[k] = value
        found.append((ends[0] - ends[1]) / (2 * step))
    return found


def test_a_step_by_hand() -> None:
    """100 girls, 80 women, 50 old; net migration of a tenth of the women; one child a woman in five years."""
    rates = Rates(
        np.array([[100.0, 80.0, 50.0]]),
        np.array([[0.0, 0.2, 0.0]]),
        np.array([[[0.9, 0.8, 0.5, 0.25]]]),
        np.array([[[0.0, 0.1, 0.0]]]),
        np.array([1.0]),
    )
    women = 80 * 1.05
    children = 2.5 * (0.2 * women + 0.2 * 0.8 * 100)
    assert project(rates)[1] == pytest.approx(
        np.array([[children / 2 * 0.9, 100 * 0.8 + 4, women * 0.5 + 50 * 0.25]])
    )


def test_life_expectancy_closes_with_the_open_group() -> None:
    assert life_expectancy(np.array([0.9, 0.8, 0.5])) == pytest.approx(5 * (0.9 + 0.72 + 0.72 * 0.5 / 0.5))
