"""The probability of the printed figures, given the rates and what the process makes of them.

What a figure says lies between bounds (the law of figures), and the probability of what the figure counts is
that of a Student t with 4 degrees of freedom on the log scale: a mixture of the plain and the charitable
bounds, and of a figure that is simply wrong or counts something else.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from zul.reconstruct.arrays import Array, Integers
from zul.reconstruct.displaced.prior import Links

PLAIN = 0.9  # the weight of the plain bounds of a figure, the rest that of the charitable ones
ASTRAY = 1.0  # scale on the log scale of a figure that is wrong or counts something else
_FLOOR = 1e-300


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


@njit(nogil=True, cache=True)
def share_of(log_odds: float) -> float:
    """The share with these log-odds."""
    return float(1.0 / (1.0 + np.exp(-log_odds)))


@njit(nogil=True, cache=True)
def expected(figures: Figures, figure: int, links: Links, rates: Array, tallies: Array) -> float:
    """The log of what a figure should be if it counted well, without the errors of its source."""
    value = np.log(_sum(figures, figures.top[figure], figures.bottom[figure], links, rates, tallies))
    if figures.bottom[figure] < figures.top[figure + 1]:
        value -= np.log(_sum(figures, figures.bottom[figure], figures.top[figure + 1], links, rates, tallies))
    return float(value)


@njit(nogil=True, cache=True)
def shared_error(figures: Figures, figure: int, links: Links, rates: Array) -> float:
    """The error of the log that a figure shares with the others of its source; 0 where it is the only one."""
    return float(rates[links.bias + figures.bias[figure]]) if figures.bias[figure] >= 0 else 0.0


@njit(nogil=True, cache=True)
def own_error(figures: Figures, figure: int, links: Links, rates: Array) -> tuple[float, float]:
    """The scale of a figure's own error, chance included, and the variance that its witness answers for."""
    spread = np.exp(2.0 * rates[links.scale + figures.witness[figure]])
    if figures.bias[figure] >= 0:  # the other half is shared
        spread *= 0.5
    return np.sqrt(spread + figures.noise[figure]), spread


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
def read(
    figures: Figures, links: Links, rates: Array, tallies: Array, of_rates: Array, of_tallies: Array
) -> float:
    """The log probability of all figures; its slopes are added to `of_rates` and `of_tallies`."""
    value = 0.0
    for figure in range(figures.witness.size):
        count = expected(figures, figure, links, rates, tallies) + shared_error(figures, figure, links, rates)
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
    scale, spread = own_error(figures, figure, links, rates)
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
