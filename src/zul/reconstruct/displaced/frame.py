"""From the account that a case declares to the fixed part of the process."""

from __future__ import annotations

import numpy as np

from zul.reconstruct.arrays import Array, Integers
from zul.reconstruct.displaced.timeline import Timeline
from zul.reconstruct.process.annual import FEMALE, MALE, SLOTS, Frame
from zul.reconstruct.rates.crisis import CONSCRIPTS
from zul.reconstruct.rates.fertility import SEX_RATIO_AT_BIRTH, births_by_age
from zul.terms.plan import Plan

AGES = SLOTS - 1


def frame(plan: Plan, timeline: Timeline) -> Frame:
    """Steps, moves and causes of death of the plan; who may stand where follows from them."""
    ids = [compartment.id for compartment in plan.compartment]
    years = timeline.years
    cause = np.full((len(ids), timeline.steps), -1, dtype=np.int64)
    for number, crisis in enumerate(plan.crisis):
        for dying in crisis.mortality:
            steps = list(timeline.within(dying.period) or {})
            cause[ids.index(crisis.compartment), steps] = number
    moves = timeline.in_order(plan.move)
    movers = np.zeros((len(moves), 2, SLOTS))
    for number, move in enumerate(moves):
        movers[number] = of_men() if move.men else 1.0
    move_step = np.array([timeline.nearest(move.during.earliest) for move in moves], dtype=np.int64)  # type: ignore[arg-type]
    origin = np.array([ids.index(move.origin) for move in moves], dtype=np.int64)
    goal = np.array([ids.index(move.goal) for move in moves], dtype=np.int64)
    is_last = (np.append(years[1:], years[-1] + 1) != years).astype(np.int64)
    fertility = plan.fertility
    bearing = births_by_age(level=1.0, mean_age=float(fertility.mean_age), spread=float(fertility.spread))
    return Frame(
        length=timeline.lengths,
        year=years - years[0],
        is_last=is_last,
        reach=_reach(is_last, move_step, origin, goal, movers, compartments=len(ids)),
        cause=cause,
        move_step=move_step,
        move_from=origin,
        move_to=goal,
        movers=movers,
        childbearing=by_slot(bearing),
        births_by_sex=np.array([1.0, SEX_RATIO_AT_BIRTH]) / (1 + SEX_RATIO_AT_BIRTH),
    )


def by_slot(by_age: Array) -> Array:
    """A rate by completed age as one by the age reached in the year: the mean of the two ages lived in."""
    slots = np.empty((*by_age.shape[:-1], SLOTS))
    slots[..., 0], slots[..., -1] = by_age[..., 0], by_age[..., -1]
    slots[..., 1:-1] = (by_age[..., :-1] + by_age[..., 1:]) / 2
    return slots


def of_men() -> Array:
    """1 for men who reach 18 to 45 in the year, by sex and slot."""
    men = np.zeros((2, SLOTS))
    men[MALE, CONSCRIPTS] = 1.0
    return men


def _reach(
    is_last: Integers, move_step: Integers, origin: Integers, goal: Integers, movers: Array, compartments: int
) -> Integers:
    """The slots by compartment, step and sex that may hold somebody; newborn join where there are women."""
    steps = is_last.size
    reach = np.zeros((compartments, steps, 2, 2), dtype=np.int64)
    inside = np.zeros((compartments, 2, SLOTS), dtype=bool)
    inside[0] = True
    for step in range(steps):
        for move in np.flatnonzero(move_step == step):
            inside[goal[move]] |= inside[origin[move]] & (movers[move] > 0)
        for c in range(compartments):
            for sex in (FEMALE, MALE):
                taken = np.flatnonzero(inside[c, sex])
                reach[c, step, sex] = (taken[0], taken[-1] + 1) if taken.size else (0, 0)
        inside[:, :, 0] |= np.asarray(inside[:, FEMALE].any(axis=-1))[:, np.newaxis]
        if is_last[step]:
            inside[:, :, -1] |= inside[:, :, -2]
            inside[:, :, 1:-1] = inside[:, :, :-2].copy()
            inside[:, :, 0] = False
    return reach
