"""Reconstruction by the model of Wheldon, Raftery, Clark and Gerland, for women (2013) or both sexes (2015).

True log fertility, logit survival, net migration, log baseline (and log sex ratio at birth) are normal around
their initial estimates, log census counts around the log of the projected ones; the variance of each kind is
inverse gamma, baseline and censuses share one. No projected count is negative. Every unknown x is standard
normal, to be scaled by the unknown spread of its kind; the first are log (variance / scale) of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from attrs import frozen
from numba import njit

from zul.ledger.published import KINDS, SEXES, YEARS, PublishedTables
from zul.reconstruct.arrays import Array, Integers
from zul.reconstruct.convergence import Convergence, examine
from zul.reconstruct.process.five_year import Rates, flows, life_expectancy, project, pull_back
from zul.reconstruct.sampler import Draws, sample

FERTILITY, SURVIVAL, MIGRATION, POPULATION, RATIO = range(5)


class Evidence(NamedTuple):
    """Initial estimates on the scale on which errors are normal, and censuses."""

    prior: Array  # [kind, 2] shape and scale of the inverse gamma; without that of the ratio, it is known
    estimate: Array  # log fertility [step, childbearing], logit survival [step, sex, age + 1], migration
    # [step, sex, age], log baseline [sex, age] and log ratio [step], one after the other
    begins: Integers  # [kind + 1] where each begins, and the last ends
    childbearing: Integers  # the age groups that bear children
    census: Array  # [census, sex, age] log persons
    census_step: Integers  # [census] closes it


def evidence_of(tables: PublishedTables) -> Evidence:
    """The tables as the density takes them."""
    childbearing = np.flatnonzero(tables.fertility.any(axis=0))
    estimates = (
        np.log(tables.fertility[:, childbearing]),
        np.log(tables.survival / (1 - tables.survival)),
        tables.migration,
        np.log(tables.baseline),
        np.log(tables.ratio),
    )
    spreads = [tables.spread[kind] for kind in KINDS if kind in tables.spread]
    return Evidence(
        prior=np.array([(spread.shape, spread.scale) for spread in spreads]),
        estimate=np.concatenate([estimate.ravel() for estimate in estimates]),
        begins=np.cumsum([0, *(estimate.size for estimate in estimates)]),
        childbearing=childbearing,
        census=np.log(tables.census),
        census_step=np.array([(year - tables.first_year) // YEARS for year in tables.census_years]),
    )


def size_of(evidence: Evidence) -> int:
    """How many unknowns there are."""
    kinds = len(evidence.prior)
    return kinds + int(evidence.begins[kinds])


@njit(nogil=True, cache=True)
def natural_of(evidence: Evidence, x: Array) -> Array:
    """What the unknowns stand for, on its own scale, in the order of the estimates."""
    kinds, begins = len(evidence.prior), evidence.begins
    error = np.zeros(evidence.estimate.size)
    for kind in range(kinds):
        spread = np.sqrt(evidence.prior[kind, 1] * np.exp(x[kind]))
        for k in range(begins[kind], begins[kind + 1]):
            error[k] = spread * x[kinds + k]
    natural = evidence.estimate + error
    natural[: begins[SURVIVAL]] = np.exp(natural[: begins[SURVIVAL]])
    for k in range(begins[SURVIVAL], begins[MIGRATION]):
        natural[k] = 1 / (1 + np.exp(-natural[k]))
    natural[begins[POPULATION] :] = np.exp(natural[begins[POPULATION] :])
    return natural


@njit(nogil=True, cache=True)
def rates_of(evidence: Evidence, natural: Array) -> Rates:
    """The rates of the projection."""
    begins = evidence.begins
    _, sexes, ages = evidence.census.shape
    steps, bearing = begins[RATIO + 1] - begins[RATIO], evidence.childbearing.size
    fertility = np.zeros((steps, ages))
    for t in range(steps):
        for k in range(bearing):
            fertility[t, evidence.childbearing[k]] = natural[t * bearing + k]
    return Rates(
        natural[begins[POPULATION] : begins[RATIO]].reshape((sexes, ages)),
        fertility,
        natural[begins[SURVIVAL] : begins[MIGRATION]].reshape((steps, sexes, ages + 1)),
        natural[begins[MIGRATION] : begins[POPULATION]].reshape((steps, sexes, ages)),
        natural[begins[RATIO] :],
    )


@njit(nogil=True, cache=True)
def log_density(evidence: Evidence, x: Array, gradient: Array) -> float:
    """The log density of the unknowns but for a constant; minus infinity where a count is negative."""
    kinds, begins = len(evidence.prior), evidence.begins
    natural = natural_of(evidence, x)
    rates = rates_of(evidence, natural)
    stock = project(rates)
    gradient[:] = -x
    if not stock.min() > 0 or not np.isfinite(stock.max()):
        return -np.inf
    variance = evidence.prior[POPULATION, 1] * np.exp(x[POPULATION])
    value = -0.5 * evidence.census.size * x[POPULATION]
    misfit = 0.0
    slope = np.zeros_like(stock)
    for c in range(len(evidence.census)):
        of, n = slope[evidence.census_step[c]].ravel(), stock[evidence.census_step[c]].ravel()
        counted = evidence.census[c].ravel()
        for k in range(n.size):
            error = counted[k] - np.log(n[k])
            misfit += error * error / variance
            of[k] = error / (variance * n[k])
    value -= 0.5 * misfit
    steepness = _steepness(evidence, natural, pull_back(rates, stock, slope))
    for kind in range(kinds):
        shape, precision = evidence.prior[kind, 0], np.exp(-x[kind])
        spread = np.sqrt(evidence.prior[kind, 1] / precision)
        value -= shape * x[kind] + precision
        gradient[kind] = precision - shape
        for k in range(begins[kind], begins[kind + 1]):
            value -= 0.5 * x[kinds + k] ** 2
            gradient[kinds + k] += spread * steepness[k]
            gradient[kind] += 0.5 * spread * steepness[k] * x[kinds + k]
    gradient[POPULATION] += 0.5 * (misfit - evidence.census.size)
    return value if np.isfinite(value) else -np.inf


@njit(nogil=True, cache=True)
def _steepness(evidence: Evidence, natural: Array, of: Rates) -> Array:
    """The slopes in the rates, on the scale of the estimates."""
    begins, bearing = evidence.begins, evidence.childbearing.size
    steepness = natural.copy()
    for t in range(of.ratio.size):
        for k in range(bearing):
            steepness[t * bearing + k] *= of.fertility[t, evidence.childbearing[k]]
    survival = of.survival.ravel()
    for k in range(survival.size):
        steepness[begins[SURVIVAL] + k] *= (1 - natural[begins[SURVIVAL] + k]) * survival[k]
    steepness[begins[MIGRATION] : begins[POPULATION]] = of.migration.ravel()
    steepness[begins[POPULATION] : begins[RATIO]] *= of.baseline.ravel()
    steepness[begins[RATIO] :] *= of.ratio
    return steepness


class Outcomes(NamedTuple):
    """What follows from draws of the unknowns."""

    natural: Array  # [draw, estimate] what the unknowns stand for
    children: Array  # [draw, step] total fertility, children a woman
    expectancy: Array  # [draw, step, sex] years of life expected at birth
    migrants: Array  # [draw, step, sex] net, persons in five years
    stock: Array  # [draw, step + 1, sex, age] persons
    variance: Array  # [draw, kind]


@njit(nogil=True, cache=True)
def outcomes_of(evidence: Evidence, x: Array) -> Outcomes:
    """What follows from the unknowns `x[draw, unknown]`."""
    draws, kinds = len(x), len(evidence.prior)
    _, sexes, ages = evidence.census.shape
    steps = evidence.begins[RATIO + 1] - evidence.begins[RATIO]
    found = Outcomes(
        np.empty((draws, evidence.estimate.size)),
        np.empty((draws, steps)),
        np.empty((draws, steps, sexes)),
        np.empty((draws, steps, sexes)),
        np.empty((draws, steps + 1, sexes, ages)),
        evidence.prior[:, 1] * np.exp(x[:, :kinds]),
    )
    for draw in range(draws):
        found.natural[draw] = natural_of(evidence, x[draw])
        rates = rates_of(evidence, found.natural[draw])
        found.stock[draw] = project(rates)
        found.migrants[draw] = flows(rates, found.stock[draw]).migrants
        for t in range(steps):
            found.children[draw, t] = YEARS * rates.fertility[t].sum()
            for sex in range(sexes):
                found.expectancy[draw, t, sex] = life_expectancy(rates.survival[t, sex])
    return found


def simulated(evidence: Evidence, random: np.random.Generator) -> tuple[Array, Evidence]:
    """Unknowns drawn from the prior, and evidence whose censuses counted what follows from them.

    A draw with a negative count is drawn again as a whole, as the density is zero there.
    """
    kinds, x = len(evidence.prior), np.empty(size_of(evidence))
    while True:
        x[:kinds] = -np.log(random.gamma(evidence.prior[:, 0]))
        x[kinds:] = random.normal(size=x.size - kinds)
        with np.errstate(over="ignore"):
            stock = project(rates_of(evidence, natural_of(evidence, x)))
        if stock.min() > 0 and np.isfinite(stock.max()):
            break
    spread = np.sqrt(evidence.prior[POPULATION, 1] * np.exp(x[POPULATION]))
    counted = np.log(stock[evidence.census_step])
    return x, evidence._replace(census=random.normal(counted, spread))


@frozen(kw_only=True)
class Row:
    """A quantity with its initial estimate, the median and the ends of the 95 % interval."""

    quantity: str
    when: str
    initial: float
    low: float
    median: float
    high: float


@frozen(kw_only=True, eq=False)
class Published:
    """What the tables and the model say of the population."""

    draws: Draws
    outcomes: Outcomes  # of the draws, chain after chain
    names: tuple[str, ...]  # of the estimates and the variances
    rows: tuple[Row, ...]

    @property
    def values(self) -> Array:
        """`[chain, draw, parameter]` on the natural scale, in the order of the names."""
        values = np.hstack([self.outcomes.natural, self.outcomes.variance])
        return values.reshape(*self.draws.x.shape[:2], -1)

    def examine(self) -> Convergence:
        """Whether the draws can be trusted, parameter by parameter."""
        return examine(self.values, divergences=self.draws.divergences)


def reconstruct_published(
    tables: PublishedTables,
    *,
    seed: int,
    draws: int = 1000,
    tune: int = 500,
    chains: int = 4,
    target: float = 0.9,
    cores: int = 2,
    progress: bool = False,
) -> Published:
    """The population that the tables tell of, with `chains` x `draws` draws; the same seed, the same result.

    `examine().refusal(names)` says why it must not be published, if so.
    """
    evidence = evidence_of(tables)
    drawn = sample(
        lambda x, gradient: log_density(evidence, x, gradient),
        size_of(evidence),
        seed=seed,
        draws=draws,
        tune=tune,
        chains=chains,
        target=target,
        cores=cores,
        progress=progress,
    )
    outcomes = outcomes_of(evidence, drawn.x.reshape(-1, drawn.x.shape[2]))
    initial = outcomes_of(evidence, np.zeros((1, drawn.x.shape[2])))
    return Published(
        draws=drawn,
        outcomes=outcomes,
        names=tuple(_names(tables)),
        rows=tuple(_rows(tables, outcomes, initial)),
    )


def _names(tables: PublishedTables) -> Iterator[str]:
    """Those of the estimates, in their order, and of the variances."""
    steps, sexes, ages = (tables.migration.shape[0], SEXES[: len(tables.baseline)], tables.baseline.shape[1])
    periods = [_period(tables, step) for step in range(steps)]
    bearing = np.flatnonzero(tables.fertility.any(axis=0))
    yield from (f"fertility from {YEARS * age}, {period}" for period in periods for age in bearing)
    for kind, groups in (("survival", ages + 1), ("migration", ages)):
        for period in periods:
            yield from (
                f"{sex} {kind} from {YEARS * age}, {period}" for sex in sexes for age in range(groups)
            )
    yield from (
        f"{sex} baseline from {YEARS * age}, {tables.first_year}" for sex in sexes for age in range(ages)
    )
    yield from (f"boys for a girl, {period}" for period in periods)
    yield from (f"variance of {kind}" for kind in KINDS if kind in tables.spread)


def _period(tables: PublishedTables, step: int) -> str:
    return f"{tables.first_year + YEARS * step}–{tables.first_year + YEARS * (step + 1)}"


def _rows(tables: PublishedTables, outcomes: Outcomes, initial: Outcomes) -> Iterator[Row]:
    periods = [_period(tables, step) for step in range(len(tables.ratio))]
    dates = [str(tables.first_year + YEARS * step) for step in range(len(tables.ratio) + 1)]
    parts = zip(quantities(outcomes), quantities(initial), strict=True)
    for (name, values), (_, estimate) in parts:
        low, median, high = np.quantile(values, [0.025, 0.5, 0.975], axis=0)
        whens = dates if len(median) == len(dates) else periods
        for step, when in enumerate(whens):
            yield Row(
                quantity=name,
                when=when,
                initial=float(estimate[0, step]),
                low=float(low[step]),
                median=float(median[step]),
                high=float(high[step]),
            )


def quantities(outcomes: Outcomes) -> Iterator[tuple[str, Array]]:
    """Name and values `[draw, step]` of what is published."""
    sexes = ("women", "men")[: outcomes.expectancy.shape[2]]
    yield "children a woman", outcomes.children
    for at, sex in enumerate(sexes):
        yield f"years of life expected, {sex}", outcomes.expectancy[..., at]
    if len(sexes) > 1:
        yield "women's years more than men's", outcomes.expectancy[..., 0] - outcomes.expectancy[..., 1]
        yield "boys for a girl", outcomes.natural[:, -outcomes.children.shape[1] :]
    for at, sex in enumerate(sexes):
        yield f"net migrants, {sex}", outcomes.migrants[..., at]
    people = outcomes.stock.sum(axis=3)
    for at, sex in enumerate(sexes):
        yield sex, people[..., at]
    if len(sexes) > 1:
        yield "men for a woman", people[..., 1] / people[..., 0]


def table_of(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The cells of a table, its head first: rates with two digits, persons in whole thousands."""
    head = ("quantity", "when", "initial estimate", "median", "95 % interval")
    return [head, *(_cells(row) for row in rows)]


def _cells(row: Row) -> tuple[str, ...]:
    persons = abs(row.median) >= 1000 or "migrants" in row.quantity
    initial, low, median, high = (
        f"{number / 1000:,.0f}".replace("-", "−") if persons else f"{number:.2f}"
        for number in (row.initial, row.low, row.median, row.high)
    )
    quantity = f"{row.quantity}, thousand" if persons else row.quantity
    return quantity, row.when, initial, median, f"{low} to {high}"
