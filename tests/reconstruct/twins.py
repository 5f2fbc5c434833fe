"""The published model again, plainly and slowly, as the papers have it: Leslie matrices, log densities."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import expit, logit
from scipy.stats import invgamma, norm

from zul.ledger.published import PublishedTables
from zul.reconstruct.arrays import Array
from zul.reconstruct.process.five_year import Rates


def leslie_projection(rates: Rates) -> Array:
    """Persons by step, sex and age, by one matrix for each step and sex."""
    steps, sexes, ages = rates.migration.shape
    stocks = [rates.baseline]
    for t in range(steps):
        moved = 0.5 * rates.migration[t] * stocks[-1]
        later = np.append(rates.fertility[t, 1:], 0.0)
        bearing = 5 * 0.5 * (rates.fertility[t] + later * rates.survival[t, 0, 1:])
        girls = rates.survival[t, 0, 0] / (1 + rates.ratio[t]) * bearing @ (stocks[-1] + moved)[0]
        children = [girls, girls * rates.ratio[t] * rates.survival[t, -1, 0] / rates.survival[t, 0, 0]]
        closing = np.empty((sexes, ages))
        for sex in range(sexes):
            leslie = np.diag(rates.survival[t, sex, 1:ages], k=-1)
            leslie[-1, -1] = rates.survival[t, sex, ages]
            closing[sex] = leslie @ (stocks[-1] + moved)[sex] + moved[sex]
            closing[sex, 0] += children[sex]
        stocks.append(closing)
    return np.array(stocks)


def log_posterior(tables: PublishedTables, rates: Rates, variance: Array) -> float:
    """The log density of rates (on the scale of their errors) and variances, with all its constants."""
    bearing = tables.fertility.any(axis=0)
    spread = np.sqrt(variance)
    estimated: list[tuple[Array, Array, Callable[[Array], Array]]] = [
        (rates.fertility[:, bearing], tables.fertility[:, bearing], np.log),
        (rates.survival, tables.survival, logit),
        (rates.migration, tables.migration, np.array),
        (rates.baseline, tables.baseline, np.log),
        (rates.ratio, tables.ratio, np.log),
    ]
    value = 0.0
    for (true, initial, scale), sd in zip(estimated, spread, strict=False):
        value += norm.logpdf(scale(true), scale(initial), sd).sum()
    for prior, one in zip(tables.spread.values(), variance, strict=True):
        value += invgamma.logpdf(one, prior.shape, scale=prior.scale)
    stock = leslie_projection(rates)
    if stock.min() <= 0:
        return -np.inf
    counted = stock[(np.array(tables.census_years) - tables.first_year) // 5]
    return float(value + norm.logpdf(np.log(tables.census), np.log(counted), spread[3]).sum())


def unpacked(tables: PublishedTables, x: Array) -> tuple[Rates, Array]:
    """Rates and variances of the unknowns: variances first, then standard normal errors kind by kind."""
    priors = list(tables.spread.values())
    variance = np.array([prior.scale for prior in priors]) * np.exp(x[: len(priors)])
    spread, rest = np.sqrt(variance), x[len(priors) :]
    bearing = tables.fertility.any(axis=0)

    def errors(kind: int, shape: tuple[int, ...]) -> Array:
        nonlocal rest
        if kind == len(spread):
            return np.zeros(shape)
        own: Array
        own, rest = np.split(rest, [int(np.prod(shape))])
        return np.asarray(spread[kind] * own.reshape(shape))

    fertility = np.zeros_like(tables.fertility)
    initial = tables.fertility[:, bearing]
    fertility[:, bearing] = initial * np.exp(errors(0, initial.shape))
    survival = expit(logit(tables.survival) + errors(1, tables.survival.shape))
    migration = tables.migration + errors(2, tables.migration.shape)
    baseline = tables.baseline * np.exp(errors(3, tables.baseline.shape))
    ratio = tables.ratio * np.exp(errors(4, tables.ratio.shape))
    return Rates(baseline, fertility, survival, migration, ratio), variance
