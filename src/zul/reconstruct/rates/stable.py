"""Age structures that follow from a rate of growth."""

from __future__ import annotations

import numpy as np

from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.fertility import SEX_RATIO_AT_BIRTH
from zul.reconstruct.rates.lifetable import AGES, LifeTable


def stable(table: LifeTable, growth: float) -> Array:
    """The stable population of a life table and a rate of growth a year: shares by sex and age, together 1.

    Whoever is in the open group is on average as much above 100 as the life table says (Preston, Heuveline
    & Guillot 2001, Demography, ch. 7).
    """
    born = np.array([[1.0], [SEX_RATIO_AT_BIRTH]])
    return _shares(born * table.Lx * _fewer(table.ex[:, -1], growth))


def tilted(census: Array, growth: float) -> Array:
    """The age structure of a census as if its people had always grown faster by `growth` a year: shares."""
    return _shares(census * _fewer(np.full(2, 2.0), growth))


def _fewer(above_100: Array, growth: float) -> Array:
    """The factor by sex and age by which a birth cohort is smaller than the one now being born."""
    ages = np.tile(np.arange(AGES) + 0.5, (2, 1))
    ages[:, -1] = AGES - 1 + above_100
    return np.exp(-growth * ages)


def _shares(counts: Array) -> Array:
    shares: Array = counts / counts.sum()
    return shares
