"""Fertility by age of woman in three numbers, and the sex ratio at birth."""

from __future__ import annotations

import numpy as np

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import AGES

# Boys per girl: the average of Perm province, 1887–1926, is "close to the biological norm 105" (Glavatskaya,
# Zabolotnykh, Bobitsky & Bakharev 2022, Quaestio Rossica 10(5), doi 10.15826/qr.2022.5.760, abstract).
SEX_RATIO_AT_BIRTH = 1.05
FIRST, LAST = 15, 49  # ages of childbearing, both in


def births_by_age(*, level: float, mean_age: float, spread: float) -> Array:
    """Births a woman and year by single years of age 0 to 100, none outside 15 to 49; their sum is `level`.

    The shape is the gamma density that begins at 15 (Hoem et al. 1981, Demography 18, 231–244), taken at the
    middle of each year of age and cut off at 50. The mean age of childbearing and the spread, a standard
    deviation in years, are those of the whole density: what is cut off takes from both (at 30 and 7.5 years,
    0.4 and 0.7). Refuses a mean age outside 15 to 50 and a level or spread below or at nought.
    """
    if not (FIRST < mean_age <= LAST and spread > 0 and level > 0):
        raise Refusal(
            f"no fertility has the level {level:g}, the mean age {mean_age:g} and the spread {spread:g}",
            f"Give a mean age between {FIRST} and {LAST} years, and a level and spread above nought.",
        )
    shape, scale = ((mean_age - FIRST) / spread) ** 2, spread**2 / (mean_age - FIRST)
    years = np.arange(LAST - FIRST + 1) + 0.5
    log_density = (shape - 1) * np.log(years) - years / scale
    density = np.exp(log_density - log_density.max())
    births = np.zeros(AGES)
    births[FIRST : LAST + 1] = level * density / density.sum()
    return births


def mean_age(births: Array) -> float:
    """The mean age of childbearing in a schedule by single years: women of age x bear at x + ½."""
    return float(births @ (np.arange(AGES) + 0.5) / births.sum())
