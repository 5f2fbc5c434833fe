"""The log density of the unknowns given the claims, with its gradient: rates, process, figures, and back.

Each part has its adjoint beside it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from zul.reconstruct.arrays import Array, Integers
from zul.reconstruct.displaced.figures import Figures, read, share_of
from zul.reconstruct.displaced.prior import Links
from zul.reconstruct.process.annual import (
    AT_BIRTH,
    SLOTS,
    Course,
    Frame,
    Rates,
    blank_course,
    project,
    pull_back,
)

AGES = SLOTS - 1
_INFANT = 0.185  # 1q0 as a hazard is m0 / (1 + 0.185 m0) when a third of it falls on the first days


class Laws(NamedTuple):
    """The log-quadratic model by sex and age, and the shapes of the crises by crisis, sex and slot."""

    a: Array
    b: Array
    c: Array
    v: Array
    by_age: Array
    level: Array


class Map(NamedTuple):
    """`rates = centre + loadings @ z`, the loadings by rows."""

    centre: Array
    start: Integers
    column: Integers
    loading: Array


class Desk(NamedTuple):
    """Arrays that one thread works on."""

    rates: Array  # [rate]
    of_rates: Array
    by_age: Array  # [year, sex, age] hazards
    process: Rates
    course: Course
    slope: Rates
    tallies: Array
    of_tallies: Array
    of_births: Array
    of_deaths: Array
    of_total: Array


@njit(nogil=True, cache=True)
def log_density(
    z: Array, gradient: Array, map_: Map, links: Links, laws: Laws, frame: Frame, figures: Figures, desk: Desk
) -> float:
    """The log density of the unknowns, up to a constant; its gradient is written into `gradient`."""
    work_out(z, map_, links, laws, frame, desk)
    desk.of_rates[:] = 0.0
    desk.of_tallies[:] = 0.0
    value = read(figures, links, desk.rates, desk.tallies, desk.of_rates, desk.of_tallies)
    at = desk.of_births.size
    desk.of_births.ravel()[:] = desk.of_tallies[:at]
    desk.of_deaths.ravel()[:] = desk.of_tallies[at : at + desk.of_deaths.size]
    at += desk.of_deaths.size
    desk.of_total.ravel()[:] = desk.of_tallies[at : at + desk.of_total.size]
    at += desk.of_total.size
    pull_back(
        frame, desk.process, desk.course,
        desk.of_births, desk.of_deaths, desk.of_total, desk.of_tallies[at:], desk.slope,
    )  # fmt: skip
    _from_process(desk.rates, links, laws, frame, desk.by_age, desk.process, desk.slope, desk.of_rates)
    for unknown in range(z.size):
        gradient[unknown] = -z[unknown]
        value -= 0.5 * z[unknown] * z[unknown]
    for rate in range(map_.centre.size):
        slope = desk.of_rates[rate]
        if slope != 0.0:
            for entry in range(map_.start[rate], map_.start[rate + 1]):
                gradient[map_.column[entry]] += slope * map_.loading[entry]
    return value


@njit(nogil=True, cache=True)
def work_out(z: Array, map_: Map, links: Links, laws: Laws, frame: Frame, desk: Desk) -> None:
    """Write on the desk what follows from the unknowns: rates, the course of the population, its tallies."""
    load(z, map_, desk.rates)
    to_process(desk.rates, links, laws, frame, desk.by_age, desk.process)
    project(frame, desk.process, desk.course)
    _tally(desk.course, desk.tallies)


@njit(nogil=True, cache=True)
def load(z: Array, map_: Map, rates: Array) -> None:
    """Write the rates of the unknowns."""
    for rate in range(rates.size):
        sum_ = map_.centre[rate]
        for entry in range(map_.start[rate], map_.start[rate + 1]):
            sum_ += map_.loading[entry] * z[map_.column[entry]]
        rates[rate] = sum_


@njit(nogil=True, cache=True)
def to_process(rates: Array, links: Links, laws: Laws, frame: Frame, by_age: Array, process: Rates) -> None:
    """Write the rates of the process that the rates without limits stand for."""
    opening, hazard, pattern, level, fertility, share = process
    a, b, c, v, with_age, with_all = laws
    for sex in range(2):
        for slot in range(SLOTS):
            opening[sex, slot] = np.exp(rates[links.opening + sex * SLOTS + slot])
    for year in range(by_age.shape[0]):
        for sex in range(2):
            h, k = rates[links.level + 2 * year + sex], rates[links.adults + 2 * year + sex]
            for age in range(AGES):
                by_age[year, sex, age] = np.exp(
                    a[sex, age] + (b[sex, age] + c[sex, age] * h) * h + v[sex, age] * k
                )
            infant = (1.0 - AT_BIRTH) * by_age[year, sex, 0] / (1.0 + _INFANT * by_age[year, sex, 0])
            hazard[year, sex, 0] = infant
            hazard[year, sex, 1] = 0.5 * (infant + by_age[year, sex, 1])
            for slot in range(2, AGES):
                hazard[year, sex, slot] = 0.5 * (by_age[year, sex, slot - 1] + by_age[year, sex, slot])
            hazard[year, sex, AGES] = by_age[year, sex, AGES - 1]
    for crisis in range(pattern.shape[0]):
        mix = share_of(rates[links.mix + crisis])
        for sex in range(2):
            for slot in range(SLOTS):
                shape = mix * with_age[crisis, sex, slot] + (1.0 - mix) * with_all[crisis, sex, slot]
                pattern[crisis, sex, slot] = shape
    compartments, steps = frame.cause.shape
    for c_ in range(compartments):
        for step in range(steps):
            if frame.cause[c_, step] >= 0:
                level[c_, step] = np.exp(rates[links.crisis + c_ * steps + step])
    for step in range(steps):
        fertility[step] = np.exp(rates[links.fertility + step])
    for move in range(share.size):
        share[move] = share_of(rates[links.share + move])


@njit(nogil=True, cache=True)
def _from_process(
    rates: Array,
    links: Links,
    laws: Laws,
    frame: Frame,
    by_age: Array,
    process: Rates,
    slope: Rates,
    of_rates: Array,
) -> None:
    """The adjoint of `to_process`."""
    opening, _, _, level, fertility, share = process
    of_opening, of_hazard, of_pattern, of_level, of_fertility, of_share = slope
    _, b, c, v, with_age, with_all = laws
    for sex in range(2):
        for slot in range(SLOTS):
            of_rates[links.opening + sex * SLOTS + slot] += of_opening[sex, slot] * opening[sex, slot]
    for year in range(by_age.shape[0]):
        for sex in range(2):
            h = rates[links.level + 2 * year + sex]
            of_h, of_k = 0.0, 0.0
            for age in range(AGES):
                of_age = 0.5 * (of_hazard[year, sex, age] + of_hazard[year, sex, age + 1])
                if age == 0:
                    of_infant = of_hazard[year, sex, 0] + 0.5 * of_hazard[year, sex, 1]
                    of_age = of_infant * (1.0 - AT_BIRTH) / (1.0 + _INFANT * by_age[year, sex, 0]) ** 2
                elif age == AGES - 1:
                    of_age = 0.5 * of_hazard[year, sex, age] + of_hazard[year, sex, AGES]
                of_age *= by_age[year, sex, age]
                of_h += of_age * (b[sex, age] + 2.0 * c[sex, age] * h)
                of_k += of_age * v[sex, age]
            of_rates[links.level + 2 * year + sex] += of_h
            of_rates[links.adults + 2 * year + sex] += of_k
    for crisis in range(of_pattern.shape[0]):
        of_mix = 0.0
        for sex in range(2):
            for slot in range(SLOTS):
                of_mix += of_pattern[crisis, sex, slot] * (
                    with_age[crisis, sex, slot] - with_all[crisis, sex, slot]
                )
        mix = share_of(rates[links.mix + crisis])
        of_rates[links.mix + crisis] += of_mix * mix * (1.0 - mix)
    compartments, steps = frame.cause.shape
    for c_ in range(compartments):
        for step in range(steps):
            if frame.cause[c_, step] >= 0:
                of_rates[links.crisis + c_ * steps + step] += of_level[c_, step] * level[c_, step]
    for step in range(steps):
        of_rates[links.fertility + step] += of_fertility[step] * fertility[step]
    for move in range(share.size):
        of_rates[links.share + move] += of_share[move] * share[move] * (1.0 - share[move])


@njit(nogil=True, cache=True)
def _tally(course: Course, tallies: Array) -> None:
    """Births, deaths, totals and moves in one row."""
    at = 0
    for array in (course.births.ravel(), course.deaths.ravel(), course.total.ravel(), course.moved):
        tallies[at : at + array.size] = array
        at += array.size


def desk(map_: Map, frame: Frame, crises: int) -> Desk:
    """Empty arrays for one thread."""
    compartments, steps = frame.cause.shape
    years, moves = int(frame.year[-1]) + 1, frame.move_step.size

    def rates() -> Rates:
        return Rates(
            opening=np.zeros((2, SLOTS)),
            hazard=np.zeros((years, 2, SLOTS)),
            pattern=np.zeros((crises, 2, SLOTS)),
            level=np.zeros((compartments, steps)),
            fertility=np.zeros(steps),
            share=np.zeros(moves),
        )

    births, deaths = np.zeros((compartments, steps)), np.zeros((compartments, steps, 3))
    total = np.zeros((compartments, steps + 1))
    size = births.size + deaths.size + total.size + moves
    return Desk(
        rates=np.zeros(map_.centre.size),
        of_rates=np.zeros(map_.centre.size),
        by_age=np.zeros((years, 2, AGES)),
        process=rates(),
        course=blank_course(years, compartments, steps, moves),
        slope=rates(),
        tallies=np.zeros(size),
        of_tallies=np.zeros(size),
        of_births=births,
        of_deaths=deaths,
        of_total=total,
    )
