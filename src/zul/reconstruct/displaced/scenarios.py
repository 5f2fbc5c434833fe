"""What would have been without the crisis, draw by draw; the excess deaths and missing births that follow.

Both courses of a draw share every unknown (the same war, the same trend, the same moves), so that their
difference is the crisis alone. Four numbers are called excess deaths in the literature; all are kept apart:

    attributable   deaths on the actual population beyond the hazards of the counterfactual
    cohort         deaths among those alive when the crisis began, actual less counterfactual
    scenario       all deaths, actual less counterfactual: children never born do not die in it
    register       registered deaths less those expected of the population registered

and the population that is missing at any time is `scenario` plus the birth deficit.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from attrs import frozen
from numba import njit

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.density import to_process
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.prior import prior
from zul.reconstruct.process.annual import (
    SLOTS,
    Course,
    Frame,
    Rates,
    blank_course,
    hazard_of_newborn,
    project,
)


class Trend(StrEnum):
    """How mortality would have gone on: as its own, as that of the Union, or not changed at all."""

    OWN = "its own trend"
    UNION = "the trend of the Union"
    NONE = "as in the year before"


@frozen(kw_only=True, eq=False)
class Scenarios:
    """Both courses of every draw; flows by step, stocks at the beginnings of steps and at the closing.

    Axes are draw, then step. `lower_fertility` and `missing_women` add up to the birth deficit.
    """

    begins: int  # the step with which the crisis begins
    population: Array
    by_compartment: Array  # draw, compartment, step
    births: Array
    deaths: Array
    counterfactual_population: Array
    counterfactual_births: Array
    counterfactual_deaths: Array
    attributable: Array
    cohort: Array
    lower_fertility: Array
    missing_women: Array
    registered_births: Array
    register_births: Array  # all births of those whom the registers count, registered or not
    registered_deaths: Array
    expected_deaths: Array
    ages: npt.NDArray[np.float32]  # draw, year, sex, slot: on 1 January

    def excess(self) -> dict[str, Array]:
        """Excess deaths from the beginning of the crisis to each step, by its four definitions."""
        flows = {
            "attributable": self.attributable,
            "cohort": self.cohort,
            "scenario": self.deaths - self.counterfactual_deaths,
            "register": self.registered_deaths - self.expected_deaths,
        }
        return {name: self._since(flow) for name, flow in flows.items()}

    def birth_deficit(self) -> Array:
        """Births missing from the beginning of the crisis to each step."""
        return self._since(self.counterfactual_births - self.births)

    def _since(self, flow: Array) -> Array:
        summed: Array = np.cumsum(np.where(np.arange(flow.shape[1]) >= self.begins, flow, 0.0), axis=1)
        return summed


def scenarios(
    model: Model, draws: Array, *, trend: Trend = Trend.OWN, tell: Callable[[int], None] = lambda _: None
) -> Scenarios:
    """Both courses for each of `draws[draw, unknown]`; `tell` is told how many are done."""
    plan, frame, links = model.plan, model.frame, model.prior.links
    lifted = prior(plan, model.timeline, model.biased, without=plan.without)
    begins = beginning(model)
    actual_rates = model.prior.centre + draws @ model.prior.loadings.T
    other_rates = lifted.centre + draws @ lifted.loadings.T
    _follow(trend, model, other_rates, begins)
    desk = model.desk()
    steps, parts, count = model.timeline.steps, len(plan.compartment), len(draws)
    inside = np.array([not part.abroad for part in plan.compartment])
    new_years = np.flatnonzero(model.timeline.starts % 1 == 0)
    out = {
        name: np.zeros((count, steps))
        for name in (
            "births", "deaths", "counterfactual_births", "counterfactual_deaths", "attributable", "cohort",
            "lower_fertility", "missing_women", "registered_births", "register_births",
            "registered_deaths", "expected_deaths",
        )
    }  # fmt: skip
    population, other_population = np.zeros((count, steps + 1)), np.zeros((count, steps + 1))
    by_compartment = np.zeros((count, parts, steps + 1))
    ages = np.zeros((count, new_years.size, 2, SLOTS), dtype=np.float32)
    years = int(frame.year[-1]) + 1
    course, other, cohort, other_cohort = (
        blank_course(years, parts, steps, frame.move_step.size) for _ in range(4)
    )
    process, other_process = (Rates(*(np.zeros_like(rate) for rate in desk.process)) for _ in range(2))
    excess, expected = np.zeros((parts, steps)), np.zeros((parts, steps))
    for draw in range(count):
        rates = np.ascontiguousarray(actual_rates[draw])
        to_process(rates, links, model.laws, frame, desk.by_age, process)
        to_process(
            np.ascontiguousarray(other_rates[draw]), links, model.laws, frame, desk.by_age, other_process
        )
        project(frame, process, course)
        project(frame, other_process, other)
        _split(frame, process, other_process, course, excess, expected)
        for one, rate in ((cohort, process), (other_cohort, other_process)):
            project(
                frame, rate._replace(fertility=np.where(np.arange(steps) < begins, rate.fertility, 0.0)), one
            )
        here = course.births[inside].sum(axis=0), other.births[inside].sum(axis=0)
        out["births"][draw], out["counterfactual_births"][draw] = here
        out["deaths"][draw] = course.deaths[inside].sum(axis=(0, 2))
        out["counterfactual_deaths"][draw] = other.deaths[inside].sum(axis=(0, 2))
        out["attributable"][draw] = excess[inside].sum(axis=0)
        out["cohort"][draw] = (cohort.deaths - other_cohort.deaths)[inside].sum(axis=(0, 2))
        lower = here[0] * (other_process.fertility / process.fertility - 1)
        out["lower_fertility"][draw], out["missing_women"][draw] = lower, here[1] - here[0] - lower
        _register(model, rates, course, expected, draw, out)
        population[draw], other_population[draw] = (
            course.total[inside].sum(axis=0),
            other.total[inside].sum(axis=0),
        )
        by_compartment[draw] = course.total
        ages[draw] = course.stock[inside][:, new_years].sum(axis=0)
        tell(draw + 1)
    return Scenarios(
        begins=begins,
        population=population,
        counterfactual_population=other_population,
        by_compartment=by_compartment,
        ages=ages,
        **out,
    )


def beginning(model: Model) -> int:
    """The step with which the crisis that is left out begins, in deaths or in births."""
    crisis = model.plan.left_out
    periods = [one.period for one in crisis.mortality] + [one.period for one in crisis.fertility]
    return min(min(model.timeline.within(period) or {0: 0.0}) for period in periods)


def _follow(trend: Trend, model: Model, rates: Array, begins: int) -> None:
    """Let the mortality of the counterfactual follow a trend from the year in which the crisis begins."""
    if trend is Trend.OWN:
        return
    links, first = model.prior.links, int(model.frame.year[begins])
    if first == 0:
        raise Refusal("the crisis opens the account", "Only a year before it shows how mortality was.")
    years = np.arange(first, int(model.frame.year[-1]) + 1)
    for start in (links.level, links.adults):
        for sex in range(2):
            rows, before = start + 2 * years + sex, start + 2 * (first - 1) + sex
            change = model.prior.centre[rows] - model.prior.centre[before] if trend is Trend.UNION else 0.0
            rates[:, rows] = rates[:, [before]] + change


def _register(
    model: Model, rates: Array, course: Course, expected: Array, draw: int, out: dict[str, Array]
) -> None:
    """Registered births and deaths, and the deaths expected of the population that the register counts."""
    for number, register in enumerate(model.plan.register):
        c = [part.id for part in model.plan.compartment].index(register.compartment)
        first = model.prior.links.registered + 4 * number
        births, young, others = 1 / (1 + np.exp(-rates[first : first + 3]))
        out["registered_births"][draw] += births * course.births[c]
        out["register_births"][draw] += course.births[c]
        out["registered_deaths"][draw] += course.deaths[c] @ np.array([young, others, others])
        out["expected_deaths"][draw] += np.exp(rates[first + 3]) * expected[c]


@njit(nogil=True, cache=True)
def _split(frame: Frame, rates: Rates, others: Rates, course: Course, excess: Array, expected: Array) -> None:
    """Write deaths by compartment and step beyond, and within, the hazards of the counterfactual.

    Deaths of a slot and step are in proportion to hazards: the share beyond is 1 − other / actual hazard.
    """
    hazard, patterns, levels = rates.hazard, rates.pattern, rates.level
    other_hazard, other_patterns, other_levels = others.hazard, others.pattern, others.level
    stock, births = course.stock, course.births
    excess[:] = 0.0
    expected[:] = 0.0
    for c in range(frame.cause.shape[0]):
        for step in range(frame.cause.shape[1]):
            year, cause, length = frame.year[step], frame.cause[c, step], frame.length[step]
            level = levels[c, step] if cause >= 0 else 0.0
            other_level = other_levels[c, step] if cause >= 0 else 0.0
            which = max(cause, 0)
            for sex in range(2):
                born = births[c, step] * frame.births_by_sex[sex]
                first = hazard_of_newborn(
                    hazard[year, sex, 0], patterns[which, sex, 0], length, length * level
                )
                other = hazard_of_newborn(
                    other_hazard[year, sex, 0], other_patterns[which, sex, 0], length, length * other_level
                )
                dead = born * (1.0 - np.exp(-first))
                within = dead * other / first
                expected[c, step] += within
                excess[c, step] += dead - within
                for slot in range(frame.reach[c, step, sex, 0], frame.reach[c, step, sex, 1]):
                    own = hazard[year, sex, slot] + level * patterns[which, sex, slot]
                    other = other_hazard[year, sex, slot] + other_level * other_patterns[which, sex, slot]
                    lived = stock[c, step, sex, slot] * np.exp(-length * own)
                    dead = stock[c, step, sex, slot] - lived
                    within = dead * other / own
                    expected[c, step] += within
                    excess[c, step] += dead - within
