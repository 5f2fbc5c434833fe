"""The cohort-component step of five years, for women or for both sexes; and its adjoint.

Half of the net migrants come at the beginning of a step, the others at its end (Preston, Heuveline & Guillot
2001, Demography, ch. 6; Wheldon et al. 2013, https://doi.org/10.1080/01621459.2012.737729; two sexes: Wheldon
et al. 2015, https://doi.org/10.1111/rssa.12104). Women bear the children of both sexes.

    closing = opening + births - deaths + net migrants
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from zul.reconstruct.arrays import Array

YEARS = 5  # of a step, and of an age group


class Rates(NamedTuple):
    """What drives the process; sex 0 are women. The last age group is open."""

    baseline: Array  # [sex, age] persons at the beginning
    fertility: Array  # [step, age] children a woman and year
    survival: Array  # [step, sex, age + 1]: 0 from birth; a into group a; the last: within the open group
    migration: Array  # [step, sex, age] net migrants of the step as a share of the opening group
    ratio: Array  # [step] boys born for one girl


class Flows(NamedTuple):
    """What happened in each step, in persons."""

    births: Array  # [step, sex]
    deaths: Array  # [step, sex]
    migrants: Array  # [step, sex] net


@njit(nogil=True, cache=True)
def project(rates: Rates) -> Array:
    """Persons by step, sex and age group: `stock[0]` is the baseline, `stock[k]` closes step k."""
    steps, sexes, ages = rates.migration.shape
    last = ages - 1
    stock = np.empty((steps + 1, sexes, ages))
    stock[0] = rates.baseline
    for t in range(steps):
        births = _births(rates, stock, t)
        for sex in range(sexes):
            opening, closing = stock[t, sex], stock[t + 1, sex]
            survival, half = rates.survival[t, sex], 0.5 * rates.migration[t, sex]
            closing[0] = births * _share(rates.ratio[t], sex) * survival[0]
            for age in range(last):
                closing[age + 1] = opening[age] * (1 + half[age]) * survival[age + 1]
            closing[last] += opening[last] * (1 + half[last]) * survival[ages]
            for age in range(ages):
                closing[age] += opening[age] * half[age]
    return stock


@njit(nogil=True, cache=True)
def _births(rates: Rates, stock: Array, t: int) -> float:
    """Children of both sexes: the mean of the rates at the beginning and at the end of the step."""
    women, fertility = stock[t, 0], rates.fertility[t]
    survival, migration = rates.survival[t, 0], rates.migration[t, 0]
    births, later = 0.0, 0.0
    for age in range(women.size - 1, -1, -1):
        births += women[age] * (1 + 0.5 * migration[age]) * (fertility[age] + later * survival[age + 1])
        later = fertility[age]
    return 0.5 * YEARS * births


@njit(nogil=True, cache=True)
def _share(ratio: float, sex: int) -> float:
    """The share of a sex among the newborn."""
    return (ratio if sex == 1 else 1.0) / (1.0 + ratio)


@njit(nogil=True, cache=True)
def pull_back(rates: Rates, stock: Array, slope: Array) -> Rates:
    """The adjoint of `project`: from the slopes of a number in the stocks to those in the rates.

    `slope[step, sex, age]` holds what the number gains by one more person; it is overwritten.
    """
    steps, sexes, ages = rates.migration.shape
    of = Rates(
        slope[0],
        np.zeros_like(rates.fertility),
        np.empty_like(rates.survival),
        np.empty_like(rates.migration),
        np.zeros_like(rates.ratio),
    )
    for t in range(steps - 1, -1, -1):
        births, ratio = _births(rates, stock, t), rates.ratio[t]
        of_births = 0.0
        for sex in range(sexes):
            newborn, share = slope[t + 1, sex, 0], _share(ratio, sex)
            of.survival[t, sex, 0] = newborn * births * share
            of_births += newborn * share * rates.survival[t, sex, 0]
            sign = 1.0 if sex == 1 else -1.0
            of.ratio[t] += sign * newborn * births * rates.survival[t, sex, 0] / (1.0 + ratio) ** 2
        for sex in range(sexes):
            n, half = stock[t, sex], 0.5 * rates.migration[t, sex]
            closing, opening = slope[t + 1, sex], slope[t, sex]
            survival, of_survival, of_migration = (
                rates.survival[t, sex],
                of.survival[t, sex],
                of.migration[t, sex],
            )
            fertility, of_fertility = rates.fertility[t], of.fertility[t]
            for age in range(ages):
                alive = closing[min(age + 1, ages - 1)]
                of_exposed = alive * survival[age + 1]
                of_survival[age + 1] = alive * n[age] * (1 + half[age])
                if sex == 0:
                    bearing = of_births * 0.5 * YEARS
                    of_exposed += bearing * fertility[age]
                    bearing *= n[age] * (1 + half[age])
                    of_fertility[age] += bearing
                    if age + 1 < ages:
                        of_exposed += of_births * 0.5 * YEARS * fertility[age + 1] * survival[age + 1]
                        of_fertility[age + 1] += bearing * survival[age + 1]
                        of_survival[age + 1] += bearing * fertility[age + 1]
                of_migration[age] = 0.5 * n[age] * (of_exposed + closing[age])
                opening[age] += of_exposed * (1 + half[age]) + closing[age] * half[age]
    return of


@njit(nogil=True, cache=True)
def flows(rates: Rates, stock: Array) -> Flows:
    """Births, deaths and net migrants of each step of a projection."""
    steps, sexes, ages = rates.migration.shape
    flow = Flows(np.zeros((steps, sexes)), np.zeros((steps, sexes)), np.zeros((steps, sexes)))
    for t in range(steps):
        births = _births(rates, stock, t)
        for sex in range(sexes):
            born = births * _share(rates.ratio[t], sex)
            flow.births[t, sex] = born
            flow.deaths[t, sex] = born * (1 - rates.survival[t, sex, 0])
            for age in range(ages):
                n, g = stock[t, sex, age], rates.migration[t, sex, age]
                flow.deaths[t, sex] += n * (1 + 0.5 * g) * (1 - rates.survival[t, sex, age + 1])
                flow.migrants[t, sex] += n * g
    return flow


@njit(nogil=True, cache=True)
def life_expectancy(survival: Array) -> float:
    """Years expected at birth in a stationary population; the open group is closed by its own survival."""
    years, alive = 0.0, 1.0
    for proportion in survival[:-1]:
        alive *= proportion
        years += alive
    return float(YEARS * (years + alive * survival[-1] / (1 - survival[-1])))
