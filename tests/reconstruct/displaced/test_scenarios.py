from __future__ import annotations

import numpy as np
import pytest

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.scenarios import Scenarios, Trend, scenarios


@pytest.fixture(scope="module")
def draws(small: Model) -> Array:
    return np.random.default_rng(7).standard_normal((25, small.size))


@pytest.fixture(scope="module")
def found(small: Model, draws: Array) -> Scenarios:
    return scenarios(small, draws)


def test_the_missing_are_the_scenario_deaths_and_the_unborn(found: Scenarios) -> None:
    missing = found.counterfactual_population[:, 1:] - found.population[:, 1:]
    told = found.excess()["scenario"] + found.birth_deficit()
    np.testing.assert_allclose(missing, told, atol=1e-6)


def test_the_unborn_are_of_fewer_children_and_of_fewer_women(found: Scenarios) -> None:
    deficit = found.counterfactual_births - found.births
    np.testing.assert_allclose(deficit, found.lower_fertility + found.missing_women, atol=1e-9)


def test_nothing_differs_before_the_crisis(found: Scenarios) -> None:
    before = slice(0, found.begins)
    np.testing.assert_array_equal(found.deaths[:, before], found.counterfactual_deaths[:, before])
    np.testing.assert_array_equal(found.births[:, before], found.counterfactual_births[:, before])
    assert found.attributable[:, before].max() < 1e-9
    assert all(series[:, found.begins - 1].max() == 0 for series in found.excess().values())


def test_attributable_deaths_are_never_negative_and_never_fewer_than_those_of_the_cohort(
    found: Scenarios,
) -> None:
    excess = found.excess()
    assert (found.attributable >= -1e-9).all()
    assert (excess["attributable"] >= excess["cohort"] - 1e-6).all()


def test_in_the_first_step_all_definitions_but_that_of_births_agree(found: Scenarios) -> None:
    # nobody has yet died who would have died a step later, and the births differ by a fertility only
    first = found.begins
    cohort = found.cohort[:, first]
    adult = found.attributable[:, first]
    assert (np.abs(adult - cohort) < 0.2 * adult + 5).all()


def test_deaths_are_those_expected_and_those_beyond(small: Model, draws: Array) -> None:
    same = scenarios(small, draws, trend=Trend.OWN)
    gap = same.deaths[:, same.begins :].sum() - same.attributable[:, same.begins :].sum()
    assert 0 < gap < same.deaths[:, same.begins :].sum()


def test_a_trend_changes_the_counterfactual_alone(small: Model, draws: Array, found: Scenarios) -> None:
    frozen = scenarios(small, draws, trend=Trend.NONE)
    np.testing.assert_array_equal(frozen.population, found.population)
    assert np.abs(frozen.counterfactual_deaths - found.counterfactual_deaths).max() > 1


def test_without_a_crisis_nothing_is_in_excess(small: Model) -> None:
    names = small.prior.unknowns
    quiet = np.zeros((1, small.size))
    for number, name in enumerate(names):
        if name.startswith("deaths of the crisis “exile”"):
            quiet[0, number] = -60.0
        if name.startswith("fertility in the crisis “exile”"):
            quiet[0, number] = 0.0
    found = scenarios(small, quiet)
    assert found.attributable.max() < 1e-3
    assert np.abs(found.excess()["cohort"]).max() < 1e-3


def test_how_far_it_is_is_told(small: Model, draws: Array) -> None:
    told: list[int] = []
    scenarios(small, draws[:3], tell=told.append)
    assert told == [1, 2, 3]
