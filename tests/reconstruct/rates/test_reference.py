"""The reference tables: what comes with Zul, and what is refused."""

import re

import numpy as np
import pytest

from zul.errors import Refusal
from zul.reconstruct.rates.reference import CENSUSES, census, life_table, log_quadratic_groups


def test_a_table_says_where_it_stands() -> None:
    table = life_table("USSR", "1926-1927", "rural", "male")
    assert table.source == "R01[mortality_tables/USSR/1926-1927/male_rural.txt]"
    assert (table.lx[1], table.qx[0], table.ex[0]) == (79_480, 0.2052, 41.91)


def test_the_whole_of_a_census_is_its_parts() -> None:
    assert census("USSR", "1926-12-17", "rural").sum(axis=1).tolist() == [62_555_556, 58_089_668]
    for date in CENSUSES:
        parts = census("USSR", date, "rural") + census("USSR", date, "urban")
        np.testing.assert_array_equal(census("USSR", date, "total"), parts)


def test_the_coefficients_are_those_printed_to_four_decimals() -> None:
    groups = log_quadratic_groups()
    assert groups.shape == (2, 24, 4)
    assert np.isnan(groups[:, 1]).all()
    assert groups[1, [0, 2, 10, 14]].round(4).tolist() == [
        [-0.5101, 0.8164, -0.0245, 0.0],
        [-3.0435, 1.5270, 0.0817, 0.1720],
        [-3.4456, 0.6039, 0.0362, 0.3060],
        [-2.8565, 0.0217, -0.0283, 0.1216],
    ]


def test_nobody_can_change_what_others_get() -> None:
    with pytest.raises(ValueError, match="read-only"):
        census("USSR", "1926-12-17", "rural")[0, 0] = 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ("USSR", "1926-1928", "rural", "male"),
            "no reference table of life_tables has period '1926-1928'. Did you mean '1926-1927'?",
        ),
        (
            ("Mars", "1926-1927", "rural", "male"),
            "no reference table of life_tables has territory 'Mars'. Known: USSR.",
        ),
    ],
)
def test_a_table_that_is_not_here_is_refused(asked: tuple[str, str, str, str], message: str) -> None:
    with pytest.raises(Refusal, match=rf"^{re.escape(message)}$"):
        life_table(*asked)
