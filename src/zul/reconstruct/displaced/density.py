"""The log density of the unknowns given the claims, with its gradient: rates, process, figures, and back.

Each part has its adjoint beside it. What a figure says lies between bounds (the law of figures), and the
probability of what the figure counts is that of a Student t with 4 degrees of freedom on the log scale: a
mixture of the plain and the charitable bounds, and of a figure that is simply wrong or counts something else.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from zul.reconstruct.arrays import Array, Integers
from zul.reconstruct.displaced.prior import Links
from zul.reconstruct.process.annual import SLOTS, Course, Frame, Rates, blank_course, project, pull_back

AGES = SLOTS - 1
PLAIN = 0.9  # the weight of the plain bounds of a figure, the rest that of the charitable ones
ASTRAY = 1.0  # scale on the log scale of a figure that is wrong or counts something else
_INFANT = 0.185  # 1q0 as a hazard is m0 / (1 + 0.185 m0) when a third of it falls on the first days
_FLOOR = 1e-300


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


class Figures(NamedTuple):
    """The claims as data: a count is a sum of tallies, each times a share registered; a ratio is of two sums.

    `term_*` lists the sums one after another: `top[i]:top[i+1]` those of figure i, `bottom` those of its base
    (none for a count). Tallies are numbered births, deaths, totals, moves, each in the order of its array.
    """

    top: Integers
    bottom: Integers
    tally: Integers
    weight: Array
    registered: Integers  # index among the `registered` rates, -1: all
    bias: Integers  # index of the source's error, -1: none of its own
    witness: Integers
    lower: Array  # [figure, plain or charitable] log
    upper: Array
    noise: Array  # [figure] variance of chance itself
    wrong: Array  # [figure] probability, before it is read, of being wrong


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
    load(z, map_, desk.rates)
    to_process(desk.rates, links, laws, frame, desk.by_age, desk.process)
    project(frame, desk.process, desk.course)
    tally(desk.course, desk.tallies)
    desk.of_rates[:] = 0.0
    desk.of_tallies[:] = 0.0
    value = _read(figures, links, desk.rates, desk.tallies, desk.of_rates, desk.of_tallies)
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
def load(z: Array, map_: Map, rates: Array) -> None:
    """Write the rates of the unknowns."""
    for rate in range(rates.size):
        sum_ = map_.centre[rate]
        for entry in range(map_.start[rate], map_.start[rate + 1]):
            sum_ += map_.loading[entry] * z[map_.column[entry]]
        rates[rate] = sum_


@njit(nogil=True, cache=True)
def share_of(log_odds: float) -> float:
    """The share with these log-odds."""
    return float(1.0 / (1.0 + np.exp(-log_odds)))


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
            infant = 0.65 * by_age[year, sex, 0] / (1.0 + _INFANT * by_age[year, sex, 0])
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
                    of_age = of_infant * 0.65 / (1.0 + _INFANT * by_age[year, sex, 0]) ** 2
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
def tally(course: Course, tallies: Array) -> None:
    """Births, deaths, totals and moves in one row."""
    at = 0
    for array in (course.births.ravel(), course.deaths.ravel(), course.total.ravel(), course.moved):
        tallies[at : at + array.size] = array
        at += array.size


@njit(nogil=True, cache=True)
def expected(figures: Figures, figure: int, links: Links, rates: Array, tallies: Array) -> float:
    """The log of what a figure should be if it counted well, without the errors of its source."""
    value = np.log(_sum(figures, figures.top[figure], figures.bottom[figure], links, rates, tallies))
    if figures.bottom[figure] < figures.top[figure + 1]:
        value -= np.log(_sum(figures, figures.bottom[figure], figures.top[figure + 1], links, rates, tallies))
    return float(value)


@njit(nogil=True, cache=True)
def _sum(figures: Figures, first: int, end: int, links: Links, rates: Array, tallies: Array) -> float:
    sum_ = 0.0
    for term in range(first, end):
        sum_ += figures.weight[term] * tallies[figures.tally[term]] * _registered(figures, term, links, rates)
    return max(sum_, 1e-9)


@njit(nogil=True, cache=True)
def _registered(figures: Figures, term: int, links: Links, rates: Array) -> float:
    if figures.registered[term] < 0:
        return 1.0
    rate = rates[links.registered + figures.registered[term]]
    return np.exp(rate) if figures.registered[term] % 4 == 3 else share_of(rate)


@njit(nogil=True, cache=True)
def _read(
    figures: Figures, links: Links, rates: Array, tallies: Array, of_rates: Array, of_tallies: Array
) -> float:
    """The log probability of all figures; its slopes are added to `of_rates` and `of_tallies`."""
    value = 0.0
    for figure in range(figures.witness.size):
        count = expected(figures, figure, links, rates, tallies)
        if figures.bias[figure] >= 0:
            count += rates[links.bias + figures.bias[figure]]
        own, of_count, of_log_scale, _ = probability(figures, figure, links, rates, count)
        value += own
        of_rates[links.scale + figures.witness[figure]] += of_log_scale
        if figures.bias[figure] >= 0:
            of_rates[links.bias + figures.bias[figure]] += of_count
        top, bottom, end = figures.top[figure], figures.bottom[figure], figures.top[figure + 1]
        for first, last, sign in ((top, bottom, 1.0), (bottom, end, -1.0)):
            if first < last:
                sum_ = _sum(figures, first, last, links, rates, tallies)
                for term in range(first, last):
                    share = _registered(figures, term, links, rates)
                    pull = sign * of_count * figures.weight[term] * share / sum_
                    of_tallies[figures.tally[term]] += pull
                    kind = figures.registered[term]
                    if kind >= 0:
                        moves = 1.0 if kind % 4 == 3 else 1.0 - share
                        of_rates[links.registered + kind] += pull * tallies[figures.tally[term]] * moves
    return value


@njit(nogil=True, cache=True)
def probability(
    figures: Figures, figure: int, links: Links, rates: Array, count: float
) -> tuple[float, float, float, float]:
    """The log probability of a figure, its slopes in the log count and in the log error, and the part astray.

    The last is the probability, once the figure is read, that it is wrong or counts something else.
    """
    spread = np.exp(2.0 * rates[links.scale + figures.witness[figure]])
    if figures.bias[figure] >= 0:
        spread *= 0.5
    scale = np.sqrt(spread + figures.noise[figure])
    right, of_count, of_scale = 0.0, 0.0, 0.0
    astray, of_count_astray = 0.0, 0.0
    for reading in range(2):
        weight = PLAIN if reading == 0 else 1.0 - PLAIN
        lower, upper = figures.lower[figure, reading], figures.upper[figure, reading]
        mass, by_count, by_scale = _mass(lower - count, upper - count, scale)
        right += weight * mass
        of_count += weight * by_count
        of_scale += weight * by_scale
        mass, by_count, _ = _mass(lower - count, upper - count, ASTRAY)
        astray += weight * mass
        of_count_astray += weight * by_count
    wrong = figures.wrong[figure]
    total = (1.0 - wrong) * right + wrong * astray + _FLOOR
    slope = ((1.0 - wrong) * of_count + wrong * of_count_astray) / total
    return np.log(total), slope, (1.0 - wrong) * of_scale * spread / scale / total, wrong * astray / total


@njit(nogil=True, cache=True)
def _mass(lower: float, upper: float, scale: float) -> tuple[float, float, float]:
    """The probability between two distances from the centre; its slopes in the centre and in the scale."""
    low, high = lower / scale, upper / scale
    at_low, at_high = _t_density(low), _t_density(high)
    if high - low < 1e-4:
        mass = 0.5 * (at_low + at_high) * (high - low)
    elif low > 0.0:
        mass = t_below(-low) - t_below(-high)
    else:
        mass = t_below(high) - t_below(low)
    by_low = low * at_low if np.isfinite(low) else 0.0
    by_high = high * at_high if np.isfinite(high) else 0.0
    return mass, (at_low - at_high) / scale, (by_low - by_high) / scale


@njit(nogil=True, cache=True)
def _t_density(x: float) -> float:
    """Student's t with 4 degrees of freedom (Johnson, Kotz & Balakrishnan 1995, ch. 28)."""
    if not np.isfinite(x):
        return 0.0
    return float(0.375 * (1.0 + 0.25 * x * x) ** -2.5)


@njit(nogil=True, cache=True)
def t_below(x: float) -> float:
    """Its distribution function, in closed form."""
    if not np.isfinite(x):
        return 0.0 if x < 0.0 else 1.0
    root = np.sqrt(4.0 + x * x)
    rest = 4.0 / (root * (root + abs(x)))  # 1 - |x| / root, which would cancel in the tails
    below = 0.25 * rest * rest * (3.0 - rest)
    return float(below if x < 0.0 else 1.0 - below)


def middle(map_: Map, links: Links, laws: Laws, frame: Frame, on: Desk) -> Array:
    """The tallies in the middle of the prior."""
    on.rates[:] = map_.centre
    to_process(on.rates, links, laws, frame, on.by_age, on.process)
    project(frame, on.process, on.course)
    tally(on.course, on.tallies)
    return on.tallies


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
