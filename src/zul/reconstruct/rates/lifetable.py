"""Life tables by single year of age.

Rates are deaths per person-year lived, probabilities are within one year of age, and the radix is 1. Deaths
fall on average in the middle of a year of age, in the first year earlier: 1a0 grows with 1m0 as in the West
family of Coale and Demeny (Preston, Heuveline & Guillot 2001, Demography, table 3.3), its two branches joined
where they meet, so that 1q0 and 1m0 have one another for their only partner.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from zul.errors import Refusal
from zul.reconstruct.arrays import Array

SEXES = ("female", "male")
AGES = 101  # 0 to 99, and 100 and over
GROUPS = np.array([0, 1, *range(5, AGES, 5)])  # where the usual age groups begin; the last is open

_A0_LEAST, _A0_SLOPE, _A0_MOST = np.array([[0.053, 0.045], [2.800, 2.684], [0.350, 0.330]])


@frozen(kw_only=True, eq=False)
class LifeTable:
    """The columns of a life table of women and of men; each has the axes sex, age."""

    mx: Array
    ax: Array
    qx: Array
    lx: Array
    dx: Array
    Lx: Array
    Tx: Array
    ex: Array

    def nqx(self, years: int, age: int) -> Array:
        """The probability by sex of dying within so many years after an exact age: 5q0 is `nqx(5, 0)`."""
        survivors: Array = self.lx[:, age + years] / self.lx[:, age]
        return 1 - survivors

    def grouped(self) -> Array:
        """Rates by sex in the age groups 0, 1–4, 5–9, …, 95–99, 100 and over."""
        rates: Array = np.add.reduceat(self.dx, GROUPS, axis=1) / np.add.reduceat(self.Lx, GROUPS, axis=1)
        return rates


def infant_separation(m0: Array) -> Array:
    """1a0: the years lived by those who die in the first year of life, from 1m0 of women and of men."""
    years: Array = np.minimum(_A0_LEAST + _A0_SLOPE * m0, _A0_MOST)
    return years


def of_rates(mx: Array) -> LifeTable:
    """The life table of rates by sex and age; refuses rates that are not positive or leave no survivor."""
    if mx.shape != (len(SEXES), AGES):
        raise Refusal(f"rates have the shape {mx.shape}", f"Give {len(SEXES)} sexes by {AGES} ages.")
    most = np.full(AGES, 2.0)
    most[-1] = np.inf
    wrong = ~((mx > 0) & (mx < most))
    if wrong.any():
        sex, age = np.argwhere(wrong)[0]
        raise Refusal(
            f"the rate of dying of {SEXES[sex]}s at age {age} is {mx[sex, age]:g}",
            "Give rates above 0, and below 100 years below 2 deaths a person-year.",
        )
    ax = np.full_like(mx, 0.5)
    ax[:, 0] = infant_separation(mx[:, 0])
    ax[:, -1] = 1 / mx[:, -1]
    qx = mx / (1 + (1 - ax) * mx)
    qx[:, -1] = 1
    lx = np.ones_like(mx)
    lx[:, 1:] = np.cumprod(1 - qx[:, :-1], axis=1)
    dx = lx * qx
    lived = lx - (1 - ax) * dx
    lived[:, -1] = lx[:, -1] / mx[:, -1]
    left = lived[:, ::-1].cumsum(axis=1)[:, ::-1]
    return LifeTable(mx=mx, ax=ax, qx=qx, lx=lx, dx=dx, Lx=lived, Tx=left, ex=left / lx)


def of_survivors(lx: Array, open_rate: Array) -> LifeTable:
    """The life table of survivors to exact ages 0 to 100, any radix, and the rate by sex at 100 and over."""
    qx = 1 - lx[:, 1:] / lx[:, :-1]
    mx = np.empty_like(lx)
    mx[:, 1:-1] = qx[:, 1:] / (1 - qx[:, 1:] / 2)
    mx[:, 0] = _infant_rate(qx[:, 0])
    mx[:, -1] = open_rate
    return of_rates(mx)


def _infant_rate(q0: Array) -> Array:
    """1m0 of 1q0: solves q = m / (1 + (1 - a) m), where a is the smaller of a line in m and its cap."""
    capped = q0 / (1 - (1 - _A0_MOST) * q0)
    linear = 1 - q0 * (1 - _A0_LEAST)
    rising = 2 * q0 / (linear + np.sqrt(linear**2 + 4 * _A0_SLOPE * q0**2))
    rate: Array = np.where(_A0_LEAST + _A0_SLOPE * capped >= _A0_MOST, capped, rising)
    return rate
