"""The shapes of a crisis."""

import numpy as np
import pytest

from zul.reconstruct.rates.crisis import flat, infant_and_old, soldiers
from zul.reconstruct.rates.reference import both_sexes, census

POPULATION = census("USSR", "1926-12-17", "rural")
TABLE = both_sexes("USSR", "1926-1927", "rural")


def test_every_shape_is_one_on_average() -> None:
    for shape in (flat(POPULATION), infant_and_old(POPULATION, TABLE), soldiers(POPULATION)):
        assert (shape * POPULATION).sum() / POPULATION.sum() == pytest.approx(1)


def test_the_first_and_the_last_years_bear_most() -> None:
    shape = infant_and_old(POPULATION, TABLE)
    np.testing.assert_allclose(shape / shape[0, 0], TABLE.mx / TABLE.mx[0, 0])
    assert shape[:, 0].min() > shape[:, 80].max() > 10 * shape[:, 20].max()


def test_soldiers_are_men_of_eighteen_to_forty_five() -> None:
    shape = soldiers(POPULATION)
    assert shape[0].sum() == 0
    assert np.flatnonzero(shape[1]).tolist() == list(range(18, 46))
    assert np.unique(shape[1, 18:46]).size == 1
