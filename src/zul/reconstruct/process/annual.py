"""The population of a people by sex and single years of age, in compartments, from rates; and its adjoint.

Persons stand in slots by the age that they reach in the calendar year (slot 0: born in the year; slot j:
aged j - 1 on 1 January; the last slot is open), so that a year may be cut into quarters and nobody has a
birthday but at its end. Hazards are constant within a slot and step: deaths are opening stock times
1 - exp(-hazard x length). Nothing is random; for every step and compartment

    closing = opening + births - deaths + entries - exits

(Preston, Heuveline & Guillot 2001, Demography, ch. 6, two sexes; the Lexis parallelograms of ch. 2.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from zul.reconstruct.arrays import Array, Integers

FEMALE, MALE = 0, 1
SLOTS = 102  # ages reached in the year 0..100, and the open slot
AGES_OF_DEATH = (
    0,
    2,
    17,
    SLOTS,
)  # born this year or last; older children, under 16 for most of the year; adults
_FAST = {"reassoc", "contract", "nsz", "arcp"}  # sums may be added up in any order
AT_BIRTH = 0.35  # share of the hazard of the first year that falls on its first days
_FIRST_DAYS = AT_BIRTH / (
    1.0 - AT_BIRTH
)  # years of the hazard of slot 0, which is that of the rest of the first year


class Frame(NamedTuple):
    """What is fixed: steps in time order from the opening, compartments, and who moves when."""

    length: Array  # [step] years; the steps of one calendar year are equally long
    year: Integers  # [step] index of the calendar year
    is_last: Integers  # [step] 1 where the step closes its calendar year
    reach: Integers  # [compartment, step, sex, 2] slots that may hold somebody: from, and to (open)
    cause: Integers  # [compartment, step] index of the pattern of the further cause of death, -1: none
    move_step: Integers  # [move] at the beginning of which step, in time order
    move_from: Integers  # [move] compartment
    move_to: Integers  # [move] compartment
    movers: Array  # [move, sex, slot] 1 where the move may take somebody
    childbearing: Array  # [slot] births of a woman of the slot over a year, for a total fertility of 1
    births_by_sex: Array  # [sex] shares


class Rates(NamedTuple):
    """What is estimated: the rates that drive the process, per year."""

    opening: Array  # [sex, slot] persons in compartment 0
    hazard: Array  # [year, sex, slot] of death from causes of every year
    pattern: Array  # [cause, sex, slot] of a further cause
    level: Array  # [compartment, step] of the further cause: its hazard is level x pattern
    fertility: Array  # [step] children a woman
    share: Array  # [move] of those whom the move may take


class Course(NamedTuple):
    """What follows. Stocks are those at the beginning of a step; `after` those at its end, before moves."""

    survival: Array  # [year, sex, slot] of a step of the year, without further cause of death
    stock: Array  # [compartment, step + 1, sex, slot]
    after: Array  # [compartment, step, sex, slot]
    source: Array  # [move, sex, slot] the compartment just before the move
    births: Array  # [compartment, step]
    deaths: Array  # [compartment, step, age of death]
    total: Array  # [compartment, step + 1] persons
    moved: Array  # [move] persons


def blank_course(years: int, compartments: int, steps: int, moves: int) -> Course:
    """A course to be written into."""
    return Course(
        survival=np.zeros((years, 2, SLOTS)),
        stock=np.zeros((compartments, steps + 1, 2, SLOTS)),
        after=np.zeros((compartments, steps, 2, SLOTS)),
        source=np.zeros((moves, 2, SLOTS)),
        births=np.zeros((compartments, steps)),
        deaths=np.zeros((compartments, steps, len(AGES_OF_DEATH) - 1)),
        total=np.zeros((compartments, steps + 1)),
        moved=np.zeros(moves),
    )


@njit(nogil=True, cache=True)
def project(frame: Frame, rates: Rates, course: Course) -> None:
    """Write into `course` the course of the population from its opening."""
    length, years, is_last, reach, causes, move_step, origin, goal, movers, childbearing, by_sex = frame
    opening, hazard, patterns, levels, fertility, share = rates
    survival, stock, after, source, births, deaths, total, moved = course
    compartments, steps = causes.shape
    deaths[:] = 0.0
    stock[:, 0] = 0.0  # a move at the opening has written there
    stock[0, 0] = opening
    move = 0
    for step in range(steps):
        while move < move_step.size and move_step[move] == step:
            here, there = stock[origin[move], step], stock[goal[move], step]
            moved[move] = _move(share[move], movers[move], here, there, source[move])
            move += 1
        year = years[step]
        if step == 0 or year != years[step - 1]:
            survival[year] = np.exp(-length[step] * hazard[year])
        for c in range(compartments):
            cause = causes[c, step]
            dose = length[step] * levels[c, step] if cause >= 0 else 0.0
            total[c, step] = _sum(stock[c, step])
            women = 0.0
            for sex in range(2):
                alive, living, pattern = (
                    stock[c, step, sex],
                    after[c, step, sex],
                    patterns[max(cause, 0), sex],
                )
                living[0] = 0.0
                for age in range(len(AGES_OF_DEATH) - 1):
                    first, end = _ages(reach[c, step, sex], age)
                    if cause < 0:
                        deaths[c, step, age] += _survive(alive, living, survival[year, sex], first, end)
                    else:
                        deaths[c, step, age] += _survive_in_crisis(
                            alive, living, survival[year, sex], pattern, dose, first, end
                        )
                if sex == FEMALE:
                    women = _mothers(childbearing, alive, living)
            births[c, step] = 0.5 * length[step] * fertility[step] * women
            for sex in range(2):
                newborn = births[c, step] * by_sex[sex]
                kept = np.exp(
                    -hazard_of_newborn(
                        hazard[year, sex, 0], patterns[max(cause, 0), sex, 0], length[step], dose
                    )
                )
                after[c, step, sex, 0] += newborn * kept
                deaths[c, step, 0] += newborn * (1.0 - kept)
                _begin(after[c, step, sex], stock[c, step + 1, sex], is_last[step])
    for c in range(compartments):
        total[c, steps] = _sum(stock[c, steps])


@njit(nogil=True, cache=True)
def _move(share: float, movers: Array, here: Array, there: Array, source: Array) -> float:
    source[:] = here
    moved = 0.0
    for sex in range(2):
        for slot in range(SLOTS):
            going = share * movers[sex, slot] * here[sex, slot]
            here[sex, slot] -= going
            there[sex, slot] += going
            moved += going
    return moved


@njit(nogil=True, cache=True, fastmath=_FAST)
def _sum(stock: Array) -> float:
    persons = 0.0
    for sex in range(2):
        for slot in range(SLOTS):
            persons += stock[sex, slot]
    return persons


@njit(nogil=True, cache=True)
def _ages(reach: Integers, age: int) -> tuple[int, int]:
    """The slots of an age of death that may hold somebody: from, and to (open)."""
    first = max(reach[0], AGES_OF_DEATH[age])
    return first, max(first, min(reach[1], AGES_OF_DEATH[age + 1]))


# Unsigned bounds spare the compiler the question whether an index counts from the end.


@njit(nogil=True, cache=True, fastmath=_FAST)
def _survive(alive: Array, living: Array, survival: Array, first: int, end: int) -> float:
    """Write the survivors into `living`; the number of the dead."""
    dead = 0.0
    for slot in range(np.uint64(first), np.uint64(end)):
        living[slot] = alive[slot] * survival[slot]
        dead += alive[slot] - living[slot]
    return dead


@njit(nogil=True, cache=True, fastmath=_FAST)
def _survive_in_crisis(
    alive: Array, living: Array, survival: Array, pattern: Array, dose: float, first: int, end: int
) -> float:
    dead = 0.0
    for slot in range(np.uint64(first), np.uint64(end)):
        living[slot] = alive[slot] * survival[slot] * np.exp(-dose * pattern[slot])
        dead += alive[slot] - living[slot]
    return dead


@njit(nogil=True, cache=True, fastmath=_FAST)
def _mothers(childbearing: Array, alive: Array, living: Array) -> float:
    """Women by their childbearing, at the beginning and at the end together."""
    women = 0.0
    for slot in range(SLOTS):
        women += childbearing[slot] * (alive[slot] + living[slot])
    return women


@njit(nogil=True, cache=True)
def hazard_of_newborn(hazard: float, pattern: float, length: float, dose: float) -> float:
    """The hazard from birth to the end of the step: of the first days, and on average of half the step."""
    return hazard * (_FIRST_DAYS + 0.5 * length) + 0.5 * dose * pattern


@njit(nogil=True, cache=True)
def _begin(closing: Array, opening: Array, has_birthday: int) -> None:
    """The stock by which the next step opens; at the end of a calendar year all are a year older."""
    if not has_birthday:
        opening[:] = closing
        return
    opening[0] = 0.0
    opening[1:] = closing[:-1]
    opening[-1] += closing[-1]


@njit(nogil=True, cache=True)
def pull_back(
    frame: Frame,
    rates: Rates,
    course: Course,
    of_births: Array,
    of_deaths: Array,
    of_total: Array,
    of_moved: Array,
    slope: Rates,
) -> None:
    """The adjoint of `project`: slopes in births, deaths, totals and moves become slopes in the rates.

    They are written into `slope`; steps are undone from the last.
    """
    length, years, is_last, reach, causes, move_step, origin, goal, movers, childbearing, by_sex = frame
    _, hazard, patterns, levels, fertility, share = rates
    survival, stock, after, source, births, _, _, _ = course
    of_opening, of_hazard, of_patterns, of_levels, of_fertility, of_share = slope
    compartments, steps = causes.shape
    of_hazard[:] = 0.0
    of_patterns[:] = 0.0
    of_levels[:] = 0.0
    of_fertility[:] = 0.0
    of_share[:] = 0.0
    of_stock = np.zeros((compartments, 2, SLOTS))
    for c in range(compartments):
        of_stock[c] = of_total[c, steps]
    move = move_step.size - 1
    for step in range(steps - 1, -1, -1):
        year, half = years[step], 0.5 * length[step]
        for c in range(compartments):
            cause, level = causes[c, step], levels[c, step]
            any_cause, dose = max(cause, 0), length[step] * level if cause >= 0 else 0.0
            of_newborn, of_level = of_births[c, step], 0.0
            for sex in range(2):
                if is_last[step]:
                    _undo_birthday(of_stock[c, sex])
                first = patterns[any_cause, sex, 0]
                kept = np.exp(-hazard_of_newborn(hazard[year, sex, 0], first, length[step], dose))
                of_kept = of_stock[c, sex, 0] - of_deaths[c, step, 0]
                of_newborn += by_sex[sex] * (of_deaths[c, step, 0] + kept * of_kept)
                lost = -births[c, step] * by_sex[sex] * kept * of_kept
                of_hazard[year, sex, 0] += lost * (_FIRST_DAYS + half)
                if cause >= 0:
                    of_level += lost * half * first
                    of_patterns[cause, sex, 0] += lost * half * level
            women = _mothers(childbearing, stock[c, step, FEMALE], after[c, step, FEMALE])
            of_fertility[step] += of_newborn * half * women
            for sex in range(2):
                of_woman = of_newborn * half * fertility[step] if sex == FEMALE else 0.0
                alive, of_alive, lived = stock[c, step, sex], of_stock[c, sex], survival[year, sex]
                for age in range(len(AGES_OF_DEATH) - 1):
                    first_slot, end = _ages(reach[c, step, sex], age)
                    of_death = of_deaths[c, step, age]
                    if cause < 0:
                        _unsurvive(
                            alive, of_alive, lived, of_hazard[year, sex], childbearing,
                            of_woman, of_death, length[step], first_slot, end,
                        )  # fmt: skip
                    else:
                        of_level += _unsurvive_crisis(
                            alive, of_alive, lived, of_hazard[year, sex], childbearing, of_woman, of_death,
                            length[step], patterns[cause, sex], of_patterns[cause, sex], level, first_slot,
                            end,
                        )  # fmt: skip
                for slot in range(SLOTS):
                    of_alive[slot] += of_total[c, step]
            of_levels[c, step] += of_level
        while move >= 0 and move_step[move] == step:
            of_share[move] = _unmove(
                share[move],
                movers[move],
                of_stock[origin[move]],
                of_stock[goal[move]],
                source[move],
                of_moved[move],
            )
            move -= 1
    of_opening[:] = of_stock[0]


@njit(nogil=True, cache=True)
def _unmove(
    share: float, movers: Array, of_here: Array, of_there: Array, source: Array, of_moved: float
) -> float:
    of_share = 0.0
    for sex in range(2):
        for slot in range(SLOTS):
            gain = movers[sex, slot] * (of_there[sex, slot] - of_here[sex, slot] + of_moved)
            of_share += gain * source[sex, slot]
            of_here[sex, slot] += gain * share
    return of_share


@njit(nogil=True, cache=True)
def _undo_birthday(of_stock: Array) -> None:
    for slot in range(SLOTS - 1):
        of_stock[slot] = of_stock[slot + 1]


@njit(nogil=True, cache=True, fastmath=_FAST)
def _unsurvive(
    alive: Array,
    of_alive: Array,
    survival: Array,
    of_hazard: Array,
    childbearing: Array,
    of_woman: float,
    of_death: float,
    length: float,
    first: int,
    end: int,
) -> None:
    """Turn the slopes at the end of a step, in `of_alive`, into those at its beginning."""
    for slot in range(np.uint64(first), np.uint64(end)):
        of_birth = of_woman * childbearing[slot]
        pull = survival[slot] * (of_alive[slot] + of_birth - of_death)
        of_hazard[slot] -= length * alive[slot] * pull
        of_alive[slot] = of_death + of_birth + pull


@njit(nogil=True, cache=True, fastmath=_FAST)
def _unsurvive_crisis(
    alive: Array,
    of_alive: Array,
    survival: Array,
    of_hazard: Array,
    childbearing: Array,
    of_woman: float,
    of_death: float,
    length: float,
    pattern: Array,
    of_pattern: Array,
    level: float,
    first: int,
    end: int,
) -> float:
    """The same under a further cause of death; the slope in its level."""
    of_level = 0.0
    for slot in range(np.uint64(first), np.uint64(end)):
        of_birth = of_woman * childbearing[slot]
        kept = survival[slot] * np.exp(-length * level * pattern[slot])
        pull = kept * (of_alive[slot] + of_birth - of_death)
        lost = -length * alive[slot] * pull
        of_hazard[slot] += lost
        of_level += lost * pattern[slot]
        of_pattern[slot] += lost * level
        of_alive[slot] = of_death + of_birth + pull
    return of_level
