"""What is thought before the claims are read: loadings, medians, and errors as they were stated."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from tests.reconstruct.displaced.conftest import PLAN, dying

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.frame import frame
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.prior import Prior, prior
from zul.reconstruct.displaced.timeline import timeline
from zul.reconstruct.process.annual import SLOTS
from zul.reconstruct.rates.elicit import scale_of
from zul.reconstruct.rates.logquad import log_quadratic
from zul.reconstruct.rates.reference import both_sexes
from zul.terms.dates import Period

TIMES = timeline(PLAN)
STEPS, YEARS = TIMES.steps, 8
PRIOR = prior(PLAN, TIMES, [("B", 1), ("P", 2)])
LINKS = PRIOR.links
DRAWS = np.random.default_rng(1).standard_normal((len(PRIOR.unknowns), 20_000))
MIDDLES = (TIMES.starts[:-1] + TIMES.starts[1:]) / 2


def loading(unknown: str, believed: Prior = PRIOR) -> Array:
    column: Array = believed.loadings.toarray()[:, believed.unknowns.index(unknown)]
    return column


def drawn(first: int, count: int = 1) -> Array:
    """Rates without limits, by draw."""
    rows = slice(first, first + count)
    rates: Array = PRIOR.centre[rows, np.newaxis] + PRIOR.loadings[rows] @ DRAWS
    return rates


def test_every_rate_has_its_place_and_every_unknown_its_name() -> None:
    assert (0, 204, 220, 236, 236 + 4 * STEPS, 238 + 4 * STEPS, 238 + 5 * STEPS, *(
        243 + 5 * STEPS + more for more in (0, 4, 6, 9)
    )) == LINKS  # fmt: skip
    assert PRIOR.centre.shape == (LINKS.size,)
    assert PRIOR.loadings.shape == (LINKS.size, len(PRIOR.unknowns))
    assert len(set(PRIOR.unknowns)) == len(PRIOR.unknowns)
    assert (PRIOR.loadings != 0).sum(axis=0).min() > 0  # no unknown without effect


def test_mortality_rises_for_both_sexes_in_all_years_and_drifts_in_straight_lines() -> None:
    level = loading("mortality of children")
    assert np.flatnonzero(level).tolist() == list(range(LINKS.level, LINKS.level + 2 * YEARS))
    assert level[LINKS.level : LINKS.adults] == pytest.approx(scale_of(0.15))
    reached = np.array([0, 0.25, 0.5, 0.75, 1, 1, 1, 1]) * scale_of(0.05)
    first, second = loading("drift of mortality to 1944"), loading("drift of mortality to 1948")
    assert first[LINKS.level : LINKS.adults] == pytest.approx(np.repeat(reached, 2))
    assert second[LINKS.level : LINKS.adults] == pytest.approx(np.repeat([0, 0, 0, 0, 0, *reached[1:4]], 2))
    assert first.sum() == first[LINKS.level : LINKS.adults].sum()


def test_fertility_drifts_along_the_middles_of_years_and_quarters() -> None:
    level = loading("fertility")
    assert np.flatnonzero(level).tolist() == list(range(LINKS.fertility, LINKS.fertility + STEPS))
    assert level[LINKS.fertility :][:STEPS] == pytest.approx(scale_of(0.1))
    drift = loading("drift of fertility to 1944")[LINKS.fertility :][:STEPS] / scale_of(0.07)
    quarters = [0.90625, 0.96875, 1, 1, 1, 1, 1, 1]
    assert drift == pytest.approx([0, 0.25, 0.5, 0.75, *quarters, 1, 1])
    drift = loading("drift of fertility to 1948")[LINKS.fertility :][:STEPS] / scale_of(0.07)
    quarters = [0, 0, 0.03125, 0.09375, 0.15625, 0.21875, 0.28125, 0.34375]
    assert drift == pytest.approx([0, 0, 0, 0, *quarters, 0.5, 0.75])


def test_each_period_of_a_crisis_has_its_own_steps() -> None:
    """Quarters of the calendar are not equally long, and yet none of them is a part of another."""
    of_crisis = np.exp(PRIOR.centre[LINKS.crisis : LINKS.mix]).reshape(4, STEPS) * 1000
    assert of_crisis[2, 4:13] == pytest.approx([150, 100, 50, 50, 30, 30, 30, 30, 10])
    assert of_crisis[1, 1:12] == pytest.approx([120, 120, *[60] * 9])
    own = {
        "January–March 1944": [4], "April–June 1944": [5], "July–December 1944": [6, 7],
        "1945": [8, 9, 10, 11], "1946": [12],
    }  # fmt: skip
    for period, steps in own.items():
        column = loading(f"deaths of the crisis “exile” in {period}")
        rows = LINKS.crisis + 2 * STEPS + np.array(steps)
        assert np.flatnonzero(column).tolist() == rows.tolist()
        assert column[rows] == pytest.approx(scale_of(0.4 if period == "1945" else 0.5))


def test_the_median_fertility_is_that_of_the_plan_in_and_out_of_crises() -> None:
    medians = np.median(np.exp(drawn(LINKS.fertility, STEPS)), axis=1)
    line = np.exp(np.interp(MIDDLES, [1940, 1948], np.log([5.5, 4.2])))
    crisis = np.ones(STEPS)
    crisis[2:4] *= 0.75
    crisis[4:8] *= 0.6
    crisis[8:13] *= 0.5
    assert np.exp(PRIOR.centre[LINKS.fertility :][:STEPS]) == pytest.approx(line * crisis)
    assert medians == pytest.approx(line * crisis, rel=0.02)


def test_the_median_mortality_is_that_of_the_reference_tables_as_lived_in_slots() -> None:
    medians = np.median(np.exp(drawn(LINKS.level, 2 * YEARS)), axis=1).reshape(YEARS, 2)
    printed = [both_sexes("USSR", period, "rural").nqx(5, 0) for period in ("1938-1939", "1958-1959")]
    years = np.arange(YEARS) + 1940.5
    line = [np.interp(years, [1939, 1959], np.log([one[sex] for one in printed])) for sex in range(2)]
    assert medians == pytest.approx(np.exp(line).T, rel=0.01)


def test_five_years_in_slots_are_the_mortality_of_children_that_was_meant(small: Model) -> None:
    """A birth cohort meets the hazards of the first five years of life, and half a slot at either end."""
    gradient = np.empty(small.size)
    small(np.zeros(small.size), gradient)
    hazard = small.desk().process.hazard
    weights = np.array([0.35 / 0.65 + 0.5, 1, 1, 1, 1, 0.5])
    lived = 1 - np.exp(-(hazard[..., :6] @ weights))
    meant = np.exp(small.prior.centre[LINKS.level : LINKS.adults]).reshape(YEARS, 2)
    assert lived == pytest.approx(meant, rel=0.03)


def test_the_median_of_the_opening_is_the_population_of_the_plan() -> None:
    persons = np.exp(drawn(LINKS.opening, 2 * SLOTS)[:, :4000]).sum(axis=0)
    assert np.median(persons) == pytest.approx(100_000, rel=0.015)
    centre = np.exp(PRIOR.centre[: 2 * SLOTS]).reshape(2, SLOTS)
    assert centre.sum() == pytest.approx(100_000, rel=0.002)
    assert centre[:, 0].sum() < 1e-6  # nobody is born before the account opens
    # faster growth before the opening makes the young more and the old fewer, and the mean age is the hinge
    tilt = loading("growth before the opening")[: 2 * SLOTS].reshape(2, SLOTS)
    assert np.array_equal(tilt[0], tilt[1])
    assert np.diff(tilt[0]) == pytest.approx(-0.004)
    assert (tilt * centre).sum() == pytest.approx(0, abs=1e-6)


def test_the_ages_at_the_opening_are_not_heaped_on_round_numbers() -> None:
    women = np.exp(PRIOR.centre[:SLOTS])[1:]
    round_ages = np.arange(20, 80, 10)
    neighbours = (women[round_ages - 1] + women[round_ages + 1]) / 2
    assert women[round_ages] == pytest.approx(neighbours, rel=0.03)


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (LINKS.level, 0.15),
        (LINKS.fertility, 0.1),
        (LINKS.crisis + 2 * STEPS + 4, 0.5),
        (LINKS.crisis + 2 * STEPS + 8, 0.4),
        (LINKS.share + 2, 0.4),
        (LINKS.registered, 0.4),
        (LINKS.registered + 1, 0.4),
        (LINKS.registered + 2, 0.3),
        (LINKS.registered + 3, 0.02),
    ],
)
def test_half_of_what_is_thought_possible_is_within_the_stated_error(row: int, error: float) -> None:
    """Of a number; of a share, it is its odds."""
    ratio = np.exp(drawn(row) - PRIOR.centre[row])
    assert np.median(np.abs(ratio - 1)) == pytest.approx(error, rel=0.02)


def test_the_whole_population_errs_as_was_stated_but_for_its_ages() -> None:
    error = loading("population at the opening")
    assert error[: 2 * SLOTS] == pytest.approx(scale_of(0.1))
    assert not error[2 * SLOTS :].any()
    persons = np.exp(drawn(LINKS.opening, 2 * SLOTS)[:, :4000]).sum(axis=0)
    assert np.median(np.abs(persons / 100_000 - 1)) == pytest.approx(0.108, abs=0.008)


def test_the_mortality_of_adults_errs_as_stated_on_average_of_the_working_ages() -> None:
    column = loading("mortality of adults")[LINKS.adults :][: 2 * YEARS]
    assert np.ptp(column) == 0
    assert (log_quadratic().v[:, 15:60] * column[0]).mean() == pytest.approx(scale_of(0.1))


def test_a_child_not_registered_when_born_is_rather_not_registered_when_dead() -> None:
    births, young, others = drawn(LINKS.registered, 3)
    assert np.corrcoef(births, young)[0, 1] == pytest.approx(0.7, abs=0.02)
    assert np.corrcoef(births, others)[0, 1] == pytest.approx(0, abs=0.02)
    shares = 1 / (1 + np.exp(-np.median([births, young, others], axis=1)))
    assert shares == pytest.approx([0.6, 0.5, 0.93], abs=0.01)


def test_half_of_the_variance_of_a_source_is_shared_by_its_figures() -> None:
    assert np.exp(PRIOR.centre[LINKS.scale :]) == pytest.approx([scale_of(e) for e in (0.02, 0.03, 0.1)])
    shared = [
        loading(f"error that the figures of {source} share")[LINKS.bias + n] for n, source in enumerate("BP")
    ]
    assert shared == pytest.approx([scale_of(0.03) / np.sqrt(2), scale_of(0.1) / np.sqrt(2)])
    assert not PRIOR.centre[LINKS.bias : LINKS.scale].any()


def test_the_shares_that_move_stand_in_the_order_of_the_moves() -> None:
    medians = 1 / (1 + np.exp(-PRIOR.centre[LINKS.share : LINKS.registered]))
    assert medians == pytest.approx([0.3, 0.05, 0.97, 0.6, 0.5])
    assert frame(PLAN, TIMES).move_step.size == medians.size


def test_without_a_crisis_the_same_unknowns_make_another_world() -> None:
    believed = prior(PLAN, TIMES, [("B", 1), ("P", 2)], without="exile")
    assert (believed.links, believed.unknowns) == (PRIOR.links, PRIOR.unknowns)
    exile = slice(LINKS.crisis + 2 * STEPS, LINKS.crisis + 3 * STEPS)
    assert np.exp(believed.centre[exile][4:13]) == pytest.approx(0, abs=1e-9)
    line = np.interp(MIDDLES, [1940, 1948], np.log([5.5, 4.2]))
    line[2:4] += np.log(0.75)  # the war goes on
    assert believed.centre[LINKS.fertility :][:STEPS] == pytest.approx(line)
    others = np.ones(LINKS.size, dtype=bool)
    others[exile] = others[LINKS.fertility : LINKS.share] = False
    assert np.array_equal(believed.centre[others], PRIOR.centre[others])
    changed = [name for name in PRIOR.unknowns if not np.array_equal(loading(name), loading(name, believed))]
    assert changed == [name for name in PRIOR.unknowns if "crisis “exile” in" in name]


def test_an_account_of_one_year_has_no_drift() -> None:
    plan = evolve(
        PLAN, closing=Period.parse("1941-01-01"), quarters=None, move=(),
        crisis=(evolve(PLAN.crisis[1], mortality=(dying("1940", 10),), fertility=()),),
    )  # fmt: skip
    believed = prior(plan, timeline(plan))
    assert [name for name in believed.unknowns if "drift" in name] == []
