"""The fixed part of the process as a plan declares it, and who may stand where."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconstruct.displaced.conftest import PLAN, move

from zul.reconstruct.arrays import Integers
from zul.reconstruct.displaced.frame import by_slot, frame, of_men
from zul.reconstruct.displaced.timeline import timeline
from zul.reconstruct.process.annual import FEMALE, MALE, SLOTS, Course, Frame, Rates, blank_course, project
from zul.reconstruct.rates.fertility import births_by_age, mean_age
from zul.terms.dates import Period
from zul.terms.plan import Plan

TIMES = timeline(PLAN)
FRAME = frame(PLAN, TIMES)
Inside: TypeAlias = npt.NDArray[np.bool_]
HOME, ARMY, EXILE, ABROAD = range(4)
NONE, WAR_, EXILE_ = -1, 0, 1


def course_of(fixed: Frame, rates: Rates) -> Course:
    compartments, steps = fixed.cause.shape
    course = blank_course(int(fixed.year[-1]) + 1, compartments, steps, fixed.move_step.size)
    project(fixed, rates, course)
    return course


def rates_of(fixed: Frame, seed: int) -> Rates:
    random = np.random.default_rng(seed)
    return Rates(
        opening=random.uniform(1, 1000, (2, SLOTS)),
        hazard=random.uniform(0, 0.1, (int(fixed.year[-1]) + 1, 2, SLOTS)),
        pattern=random.uniform(0, 2, (2, 2, SLOTS)),
        level=random.uniform(0, 0.1, fixed.cause.shape),
        fertility=random.uniform(1, 9, fixed.length.size),
        share=random.uniform(0.1, 1, fixed.move_step.size),
    )


def test_years_are_counted_from_the_opening_and_close_with_their_last_quarter() -> None:
    assert FRAME.length.tolist() == TIMES.lengths.tolist()
    assert FRAME.year.tolist() == [0, 1, 2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 7]
    assert FRAME.is_last.tolist() == [1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1]


def test_moves_stand_in_the_order_of_time_at_the_step_nearest_to_their_first_day() -> None:
    starts = TIMES.starts[FRAME.move_step].tolist()
    assert list(zip(starts, FRAME.move_from.tolist(), FRAME.move_to.tolist(), strict=True)) == [
        (1941.0, HOME, ARMY),
        (1943.0, HOME, ABROAD),
        (1944.0, HOME, EXILE),
        (1944.75, ARMY, EXILE),
        (1945.25, HOME, EXILE),
    ]
    men = of_men()
    assert (men[FEMALE].any(), np.flatnonzero(men[MALE]).tolist()) == (False, list(range(18, 46)))
    assert np.array_equal(FRAME.movers, [men, *(np.ones((2, SLOTS)) for _ in range(4))])


def test_a_crisis_kills_in_its_compartment_in_its_periods_and_nowhere_else() -> None:
    expected = np.full((4, 14), NONE)
    expected[ARMY, 1:12] = WAR_
    expected[EXILE, 4:13] = EXILE_
    assert FRAME.cause.tolist() == expected.tolist()


def test_children_are_born_to_women_of_childbearing_age_alone() -> None:
    assert FRAME.childbearing.sum() == pytest.approx(1, rel=1e-12)
    bearing = np.flatnonzero(FRAME.childbearing)
    assert (bearing[0], bearing[-1]) == (15, 50)  # who reaches 15 in the year is 15 for half of it
    mean = FRAME.childbearing @ np.arange(SLOTS)  # the age reached is the age in the middle of the year
    assert mean == pytest.approx(mean_age(births_by_age(level=1, mean_age=30, spread=7)))
    assert FRAME.births_by_sex.tolist() == [1 / 2.05, 1.05 / 2.05]


def test_a_rate_of_who_reaches_an_age_is_the_mean_of_the_ages_lived_in() -> None:
    by_age = np.arange(101.0) ** 2
    slots = by_slot(by_age)
    assert (slots[0], slots[1], slots[50], slots[100], slots[101]) == (0, 0.5, 2450.5, 9900.5, 10000)
    assert np.array_equal(by_slot(np.stack((by_age, by_age)))[1], slots)


def test_soldiers_grow_older_and_have_no_children() -> None:
    from_to = FRAME.reach[ARMY, :, MALE].tolist()
    assert from_to[0] == [0, 0]
    assert from_to[1:] == [[18 + year, 46 + year] for year in FRAME.year[1:] - 1]
    assert not FRAME.reach[ARMY, :, FEMALE].any()
    assert FRAME.reach[HOME, 0].tolist() == [[0, SLOTS]] * 2
    assert not FRAME.reach[ABROAD, :3].any()
    assert FRAME.reach[ABROAD, 3].tolist() == [[1, SLOTS]] * 2  # nobody is born before the year begins
    assert FRAME.reach[EXILE, 3:6].tolist() == [[[0, 0]] * 2, [[1, SLOTS]] * 2, [[0, SLOTS]] * 2]


def test_the_last_of_an_army_grow_old_without_successors() -> None:
    plan = evolve(PLAN, closing=Period.parse("2039-01-01"))
    fixed = frame(plan, timeline(plan))
    assert fixed.reach[ARMY, -1, MALE].tolist() == [SLOTS - 1, SLOTS]


DATES = st.sampled_from(
    ["1940-01-01", "1941-02-01", "1943", "1944-01-10", "1944-04-01", "1945-07-01", "1947"]
)
PLACES = st.sampled_from([compartment.id for compartment in PLAN.compartment])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The small plan with other moves."""
    moves = []
    for number in range(draw(st.integers(0, 5))):
        origin, goal = draw(st.tuples(PLACES, PLACES).filter(lambda ends: ends[0] != ends[1]))
        moves.append(move(f"move-{number}", draw(DATES), origin, goal, "0.5", men=draw(st.booleans())))
    return evolve(PLAN, move=tuple(moves))


@settings(max_examples=60)
@given(plans(), st.integers(0, 2**32 - 1))
def test_nobody_is_ever_out_of_reach(plan: Plan, seed: int) -> None:
    """The reach only spares work: everywhere else there is nobody, and the course is the same without it."""
    fixed = frame(plan, TIMES)
    rates = rates_of(fixed, seed)
    everywhere = np.zeros_like(fixed.reach)
    everywhere[..., 1] = SLOTS
    course = course_of(fixed._replace(reach=everywhere), rates)
    outside = _outside(fixed.reach)
    assert not course.stock[:, :-1][outside].any()
    outside[..., 0] = False  # those born in the step come in by birth
    assert not course.after[outside].any()
    for with_reach, without in zip(course_of(fixed, rates), course, strict=True):
        assert with_reach == pytest.approx(without, rel=1e-12, abs=1e-12)


@settings(max_examples=30)
@given(plans())
def test_the_ends_of_the_reach_are_reached(plan: Plan) -> None:
    fixed = frame(plan, TIMES)
    stock = course_of(fixed, rates_of(fixed, 1)).stock
    for c, step, sex in np.ndindex(fixed.reach.shape[:3]):
        first, end = fixed.reach[c, step, sex]
        held = np.flatnonzero(stock[c, step, sex])
        assert (first, end) == ((held[0], held[-1] + 1) if held.size else (0, 0))


def _outside(reach: Integers) -> Inside:
    slots = np.arange(SLOTS)
    return (slots < reach[..., :1]) | (slots >= reach[..., 1:])
