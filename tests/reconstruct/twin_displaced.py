"""The density of a case again, plainly and slowly: rates one by one, the plain process, t from SciPy."""

from __future__ import annotations

from math import exp, inf, log, sqrt

import numpy as np
from scipy.special import expit
from scipy.stats import t
from tests.reconstruct.twin_annual import FIRST_DAYS, Told, told

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.observations import Datum
from zul.reconstruct.displaced.operators import Operator
from zul.reconstruct.process.annual import SLOTS, Rates

CHARITABLE = 0.1  # the weight of the charitable reading of a figure
ASTRAY = 1.0  # the scale of a figure that is wrong


def rates_of(model: Model, z: Array) -> Array:
    """The rates without limits."""
    rates: Array = model.prior.centre + model.prior.loadings.toarray() @ z
    return rates


def process_of(model: Model, rates: Array) -> Rates:
    """The rates of the process."""
    links, laws, frame = model.prior.links, model.laws, model.frame
    compartments, steps = frame.cause.shape
    years, crises, moves = int(frame.year[-1]) + 1, len(model.plan.crisis), frame.move_step.size
    hazard = np.zeros((years, 2, SLOTS))
    for year in range(years):
        for sex in range(2):
            h, k = rates[links.level + 2 * year + sex], rates[links.adults + 2 * year + sex]
            m = np.exp(laws.a[sex] + laws.b[sex] * h + laws.c[sex] * h**2 + laws.v[sex] * k)
            m[0] = (1 - FIRST_DAYS) * m[0] / (1 + 0.185 * m[0])  # of the year without its first days
            for age in range(SLOTS):  # who reaches an age in the year lives in this and in the age before
                hazard[year, sex, age] = (m[min(max(age - 1, 0), 100)] + m[min(age, 100)]) / 2
    level = np.zeros((compartments, steps))
    for c, step in np.ndindex(compartments, steps):
        if frame.cause[c, step] >= 0:
            level[c, step] = exp(rates[links.crisis + c * steps + step])
    mix = expit(rates[links.mix : links.mix + crises])[:, np.newaxis, np.newaxis]
    return Rates(
        opening=np.exp(rates[links.opening : links.opening + 2 * SLOTS]).reshape(2, SLOTS),
        hazard=hazard,
        pattern=mix * laws.by_age + (1 - mix) * laws.level,
        level=level,
        fertility=np.exp(rates[links.fertility : links.fertility + steps]),
        share=expit(rates[links.share : links.share + moves]),
    )


def tallies_of(model: Model, story: Told) -> list[float]:
    """Births, deaths, totals and moves in the order of their numbers."""
    compartments, steps = model.frame.cause.shape
    return [
        *(story.births[c, step] for c in range(compartments) for step in range(steps)),
        *(
            story.deaths[c, step, age]
            for c in range(compartments)
            for step in range(steps)
            for age in range(3)
        ),
        *(story.total[c, step] for c in range(compartments) for step in range(steps + 1)),
        *(story.moved[move] for move in range(model.frame.move_step.size)),
    ]


def log_density(model: Model, z: Array) -> float:
    """The log density of the unknowns, up to the constant of the normal one."""
    rates = rates_of(model, z)
    tallies = tallies_of(model, told(model.frame, process_of(model, rates)))
    return sum(
        (log_figure(model, datum, rates, tallies) for datum in model.observed.data), -0.5 * float(z @ z)
    )


def log_figure(model: Model, datum: Datum, rates: Array, tallies: list[float]) -> float:
    """The log probability that a source writes what it does."""
    links = model.prior.links
    centre = log(_sum(datum.top, rates, tallies, links.registered))
    if datum.base is not None:
        centre -= log(_sum(datum.base, rates, tallies, links.registered))
    variance = exp(rates[links.scale + datum.witness]) ** 2
    sources = [source for source, _ in model.observed.biased]
    if datum.claim.citation.source in sources:  # half of the variance is the error that they share
        centre += rates[links.bias + sources.index(datum.claim.citation.source)]
        variance /= 2
    scale = sqrt(variance + datum.bounds.noise)
    right, astray = (
        sum(
            weight * mass((low - centre) / width, (high - centre) / width)
            for weight, low, high in zip(
                (1 - CHARITABLE, CHARITABLE), datum.bounds.lower, datum.bounds.upper, strict=True
            )
        )
        for width in (scale, ASTRAY)
    )
    return log((1 - datum.wrong) * right + datum.wrong * astray)


def mass(low: float, high: float) -> float:
    """What Student's t with 4 degrees of freedom has between two points, without loss in either tail."""
    if low > 0:
        low, high = -high, -low
    return float(t.cdf(high, 4) - (0.0 if low == -inf else t.cdf(low, 4)))


def _sum(operator: Operator, rates: Array, tallies: list[float], registered: int) -> float:
    total = 0.0
    for term in operator.terms:
        part = 1.0
        if term.registered >= 0:
            rate = rates[registered + term.registered]
            part = exp(rate) if term.registered % 4 == 3 else float(expit(rate))  # the last one is a factor
        total += term.weight * part * tallies[term.tally]
    return total
