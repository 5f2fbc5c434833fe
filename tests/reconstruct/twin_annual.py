"""The annual process again, plainly and slowly: birth cohorts in dictionaries, one cohort after another.

A cohort keeps its year of birth, so nobody is ever moved from one age to the next.
"""

from __future__ import annotations

from math import exp

import numpy as np
from attrs import Factory, frozen

from zul.reconstruct.arrays import Array
from zul.reconstruct.process.annual import FEMALE, MALE, Frame, Rates

OLDEST = 101  # this age reached in the year, or more
FIRST_DAYS = 0.35  # the part of the hazard of the first year that falls on its first days
Cohort = tuple[int, int, int]  # compartment, sex, year of birth counted from the opening


@frozen
class Told:
    """What the twin tells, by compartment and step; who moved, by move; and the stocks.

    Stocks are those at the beginning of each step, after its moves, and those at the end.
    """

    births: dict[tuple[int, int], float] = Factory(dict)
    deaths: dict[tuple[int, int, int], float] = Factory(dict)
    total: dict[tuple[int, int], float] = Factory(dict)
    moved: dict[int, float] = Factory(dict)
    stocks: list[dict[Cohort, float]] = Factory(list)


def reached(cohort: Cohort, year: int) -> int:
    """The age that a cohort reaches in a year, at most that of the open group."""
    return min(year - cohort[2], OLDEST)


def age_of_death(age: int) -> int:
    """0 for children born this year or last, 1 for older ones who reach at most 16, 2 for the others."""
    return 0 if age <= 1 else 1 if age <= 16 else 2


def told(frame: Frame, rates: Rates) -> Told:
    """The course of the population."""
    story = Told()
    people: dict[Cohort, float] = {
        (0, sex, -age): float(rates.opening[sex, age]) for sex in (FEMALE, MALE) for age in range(OLDEST + 1)
    }
    compartments, steps = frame.cause.shape
    for step in range(steps):
        _move(people, frame, rates, step, story)
        _count(people, compartments, step, story)
        for c in range(compartments):
            _live(people, frame, rates, (c, step), story)
    _count(people, compartments, steps, story)
    return story


def _move(people: dict[Cohort, float], frame: Frame, rates: Rates, step: int, story: Told) -> None:
    for move in range(frame.move_step.size):
        if frame.move_step[move] != step:
            continue
        origin, goal, moved = int(frame.move_from[move]), int(frame.move_to[move]), 0.0
        for cohort in [cohort for cohort in people if cohort[0] == origin]:
            age = reached(cohort, int(frame.year[step]))
            going = people[cohort] * rates.share[move] * frame.movers[move, cohort[1], age]
            people[cohort] -= going
            there = (goal, *cohort[1:])
            people[there] = people.get(there, 0.0) + going
            moved += going
        story.moved[move] = float(moved)


def _count(people: dict[Cohort, float], compartments: int, step: int, story: Told) -> None:
    for c in range(compartments):
        story.total[c, step] = sum(number for cohort, number in people.items() if cohort[0] == c)
    story.stocks.append(dict(people))


def _live(
    people: dict[Cohort, float], frame: Frame, rates: Rates, where: tuple[int, int], story: Told
) -> None:
    """One compartment over one step: those there die, women bear, the newborn die."""
    c, step = where
    year, length = int(frame.year[step]), float(frame.length[step])
    crisis = int(frame.cause[c, step])
    dead = dict.fromkeys(range(3), 0.0)
    born = 0.0

    def hazards(sex: int, age: int) -> tuple[float, float]:
        further = rates.level[c, step] * rates.pattern[crisis, sex, age] if crisis >= 0 else 0.0
        return float(rates.hazard[year, sex, age]), float(further)

    for cohort in [cohort for cohort in people if cohort[0] == c]:
        age, opening = reached(cohort, year), people[cohort]
        closing = opening * exp(-length * sum(hazards(cohort[1], age)))
        people[cohort] = closing
        dead[age_of_death(age)] += opening - closing
        if cohort[1] == FEMALE:
            women_years = length * (opening + closing) / 2
            born += women_years * float(rates.fertility[step] * frame.childbearing[age])
    for sex in (FEMALE, MALE):
        children = born * float(frame.births_by_sex[sex])
        ordinary, further = hazards(sex, 0)  # on average they live through half of the step
        lost = ordinary * (FIRST_DAYS / (1 - FIRST_DAYS) + length / 2) + further * length / 2
        people[c, sex, year] = people.get((c, sex, year), 0.0) + children * exp(-lost)
        dead[0] += children * (1 - exp(-lost))
    story.births[c, step] = born
    for age, number in dead.items():
        story.deaths[c, step, age] = number


def as_slots(people: dict[Cohort, float], compartments: int, year: int) -> Array:
    """Persons by compartment, sex and age reached in the year."""
    stock = np.zeros((compartments, 2, OLDEST + 1))
    for cohort, number in people.items():
        stock[cohort[0], cohort[1], reached(cohort, year)] += number
    return stock
