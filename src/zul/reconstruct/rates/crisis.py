"""How a crisis spreads its deaths over sex and age: shapes with mean 1 over a population.

Famines of the Ukrainian kind raise the rates at all ages, but less than in proportion at old ones; rates in a
camp kept the slope of normal times (Zarulli 2013, Population 68(2), 265–291, abstract). So the truth is to be
looked for between `flat` and `infant_and_old`.
"""

from __future__ import annotations

import numpy as np

from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import LifeTable

CONSCRIPTS = slice(18, 46)  # ages 18 to 45


def flat(population: Array) -> Array:
    """The same rate for all ages: the far end of a rise that is smaller in proportion at old ages."""
    return np.ones_like(population)


def infant_and_old(population: Array, table: LifeTable) -> Array:
    """In proportion to the rates of a high-mortality table: the very young and the old die most, and men.

    So in famines at large (Speakman 2013, Journal of Biosocial Science 45(6), 823–840, abstract).
    """
    return _mean_one(table.mx, population)


def soldiers(population: Array) -> Array:
    """Men of 18 to 45 alone, each alike.

    Those born in 1905–1918 were called up by the decree of 22 June 1941, the years 1895–1904 by the end of
    August 1941, and after them each year that came of age.
    """
    shape = np.zeros_like(population)
    shape[1, CONSCRIPTS] = 1
    return _mean_one(shape, population)


def _mean_one(shape: Array, population: Array) -> Array:
    """The shape scaled so that a population by sex and age has 1 on average."""
    scaled: Array = shape * population.sum() / (shape * population).sum()
    return scaled
