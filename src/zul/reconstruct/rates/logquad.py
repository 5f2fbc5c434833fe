"""The log-quadratic model of mortality (Wilmoth et al. 2012, Population Studies 66, 1–28) on single years.

    ln m_x = a_x + b_x h + c_x h² + v_x k,    h = ln 5q0

h is that of the same sex, as the coefficients were estimated sex by sex; k tells how far the mortality of
adults is above (k > 0) or below what is typical at this level of child mortality.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from attrs import frozen

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import AGES, GROUPS, SEXES, LifeTable, infant_separation, of_rates
from zul.reconstruct.rates.reference import both_sexes, log_quadratic_groups

LOWEST, HIGHEST = 0.02, 0.55  # the levels of 5q0 for which single years hold
_FITTED = 18  # groups up to 80–84; above, stated ages exaggerate

# 4a1 against 1m0 in the West family (Preston, Heuveline & Guillot 2001, table 3.3)
_A1_LEAST, _A1_SLOPE, _A1_HIGH = np.array([[1.522, 1.651], [-1.518, -2.816], [1.361, 1.352]])
_A1_FROM = 0.107


@frozen(kw_only=True, eq=False)
class Coefficients:
    """The coefficients of the model for single years; each has the axes sex, age."""

    a: Array
    b: Array
    c: Array
    v: Array

    def rates(self, h: Array | float, k: Array | float) -> Array:
        """Rates by sex and age of h and k, each by sex or one for both; refuses h out of range."""
        h, k = _by_sex(h), _by_sex(k)
        if not ((h >= np.log(LOWEST) - 1e-9) & (h <= np.log(HIGHEST) + 1e-9)).all():
            raise Refusal(
                f"5q0 of {', '.join(f'{q:.3g}' for q in np.exp(h[:, 0]))} is beyond the model",
                f"Keep 5q0 between {LOWEST} and {HIGHEST}.",
            )
        return np.exp(self.a + self.b * h + self.c * h**2 + self.v * k)


def group_rates(h: Array | float, k: Array | float) -> Array:
    """The rates of the model as published, by sex in the groups 0, 1–4, 5–9, …, 95–99, 100 and over.

    Ages 1–4 follow from 4q1 = 1 − (1 − 5q0) / (1 − 1q0). The open group has the rate of 100–104, where 94
    of 100 of its person-years are lived.
    """
    h, k = _by_sex(h), _by_sex(k)
    a, b, c, v = np.moveaxis(log_quadratic_groups()[:, : len(GROUPS)], 2, 0)
    rates: Array = np.exp(a + b * h + c * h**2 + v * k)
    m0 = rates[:, 0]
    q0 = m0 / (1 + (1 - infant_separation(m0)) * m0)
    q1 = 1 - (1 - np.exp(h[:, 0])) / (1 - q0)
    a1 = np.where(m0 >= _A1_FROM, _A1_HIGH, _A1_LEAST + _A1_SLOPE * m0)
    rates[:, 1] = q1 / (4 - (4 - a1) * q1)
    return rates


@cache
def log_quadratic() -> Coefficients:
    """The coefficients for single years, graduated with the rural life tables of the USSR of 1926–27.

    Ages 1–4 first get coefficients too: the quadratic in h nearest to their exact rate between the lowest and
    the highest 5q0. Then within each group the single ages keep the shape of the standard table, as far as
    a smooth passage from group to group allows: of all schedules whose rates by group are those of the
    model, the one whose distance on the log scale from the standard has the least squared second differences.
    Rates by group count with the deaths of the standard, and so come back not exactly: for k within ±1
    ages 1–4 within 5 %, 5–14 within 3.5 %, the others within 1.6 %, and 5q0 within 2 %.
    """
    standard = both_sexes("USSR", "1926-1927", "rural")
    groups = log_quadratic_groups()[:, : len(GROUPS)].copy()
    groups[:, 1, :3], groups[:, 1, 3] = _ages_1_to_4(), 0
    single = np.empty((len(SEXES), AGES, 4))
    for sex in range(len(SEXES)):
        spread = _spread(standard.dx[sex])
        single[sex] = spread @ groups[sex]
        single[sex, :, 0] += np.log(standard.mx[sex]) - spread @ np.log(standard.grouped()[sex])
    single.flags.writeable = False
    a, b, c, v = (np.ascontiguousarray(single[:, :, i]) for i in range(4))
    for coefficient in (a, b, c, v):
        coefficient.flags.writeable = False
    return Coefficients(a=a, b=b, c=c, v=v)


def match(table: LifeTable) -> tuple[Array, Array]:
    """The h and k, each by sex, with the 5q0 and the 45q15 of a life table: what the model was made for.

    Refuses an adult mortality that no k between -6 and 6 reaches.
    """
    h, adult = np.log(table.nqx(5, 0)), table.nqx(45, 15)
    low, high = np.full(len(SEXES), -6.0), np.full(len(SEXES), 6.0)
    for _ in range(50):
        k = (low + high) / 2
        too_high = of_rates(log_quadratic().rates(h, k)).nqx(45, 15) > adult
        low, high = np.where(too_high, low, k), np.where(too_high, k, high)
    if (np.abs(k) > 5.99).any():
        raise Refusal(f"45q15 of {adult.max():.3g} is beyond the model", "Look for ages with a wrong rate.")
    return h, k


def fit(table: LifeTable) -> tuple[Array, Array]:
    """The h and k, each by sex, whose rates are nearest to those of a life table; see `fit_groups`."""
    return fit_groups(table.grouped()[:, :_FITTED])


def fit_groups(observed: Array) -> tuple[Array, Array]:
    """The h and k, each by sex, with the least squared distance of log rates over the groups 0, 1–4, 5–9, ….

    The rates have the axes sex, age group, and are of the first groups, as many as there are.
    Groups count alike, whatever their width. Gauss–Newton on the model as published.
    """
    count = observed.shape[1]
    v = log_quadratic_groups()[:, :count, 3].copy()
    v[:, 1] = 0
    h, k = np.log(-np.expm1(-observed[:, 0] - 4 * observed[:, 1])), np.zeros(len(SEXES))

    def model(h: Array) -> Array:
        return np.log(group_rates(h, k)[:, :count])

    for _ in range(50):
        residual = np.log(observed) - model(h)
        slope = (model(h + 1e-5) - model(h - 1e-5)) / 2e-5
        step = np.array(
            [
                np.linalg.lstsq(np.stack((s, w), axis=1), r)[0]
                for s, w, r in zip(slope, v, residual, strict=True)
            ]
        )
        h, k = h + step[:, 0], k + step[:, 1]
        if np.abs(step).max() < 1e-10:
            return h, k
    raise Refusal("no log-quadratic schedule is near these rates", "Look for ages with a wrong rate.")


def _by_sex(value: Array | float) -> Array:
    return np.broadcast_to(np.asarray(value, dtype=float), len(SEXES))[:, np.newaxis]


def _ages_1_to_4() -> Array:
    """The quadratic in h, by sex, for the log rate at 1–4; at Chebyshev points, so that no end is worse."""
    low, high = np.log(LOWEST), np.log(HIGHEST)
    points = (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(60) + 0.5) / 60)
    exact = np.log([group_rates(h, 0)[:, 1] for h in points])
    quadratic: Array = np.linalg.lstsq(np.vander(points, 3, increasing=True), exact)[0].T
    return quadratic


def _spread(deaths: Array) -> Array:
    """The matrix from values by group to the smoothest ones by age with these means, weighted by deaths.

    The first year of life is a world of its own and takes no part in the smoothness.
    """
    count = len(GROUPS)
    weights = np.zeros((count, AGES))
    for group, (begin, end) in enumerate(zip(GROUPS, [*GROUPS[1:], AGES], strict=True)):
        weights[group, begin:end] = deaths[begin:end] / deaths[begin:end].sum()
    bend = np.diff(np.eye(AGES)[1:], n=2, axis=0)
    system = np.block([[bend.T @ bend, weights.T], [weights, np.zeros((count, count))]])
    spread: Array = np.linalg.solve(system, np.eye(AGES + count)[:, AGES:])[:AGES]
    return spread
