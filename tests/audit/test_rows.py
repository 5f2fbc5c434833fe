"""Claims and identities as rows: what each reading makes of a figure, and what every cell obeys."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.audit.conftest import cell, claim

from zul.audit.rows import Reading, claim_rows, definition_rows, identity_rows, system
from zul.terms.identity import DEFINITION, Identity, Nature, Row

DEAD = "deaths kalmyks ussr 1944"
DEPORTED = "deported kalmyks ussr 1943-12"
LEFT = "population kalmyks ussr 1945"
PART, BASE, REST = cell(DEAD), cell(DEPORTED), cell(LEFT)
WIDE, TIGHT, PRINTED = Reading.WIDE, Reading.TIGHT, Reading.PRINTED


def bounds(rows: list[Row]) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest value that rows about one cell leave it."""
    lower = [row.bound for row in rows if row.coefficients == {PART: 1}]
    upper = [-row.bound for row in rows if row.coefficients == {PART: -1}]
    assert len(lower) + len(upper) == len(rows) <= 2
    return lower[0] if lower else None, upper[0] if upper else None


@pytest.mark.parametrize(
    ("words", "reading", "lower", "upper"),
    [
        ("93,139", WIDE, 93_139, 93_139),
        ("93,139", TIGHT, 93_139, 93_139),
        ("93,139", PRINTED, 93_139, 93_139),
        ("106,100", WIDE, 106_050, 106_150),
        ("106,100", TIGHT, 106_050, 106_150),  # rounding stays rounding
        ("106,100", PRINTED, 106_100, 106_100),
        ("about 16,000", WIDE, 14_400, 17_600),
        ("about 16,000", TIGHT, 15_500, 16_500),
        ("about 16,000", PRINTED, 16_000, 16_000),
        ("more than 13,000 people", WIDE, 13_001, None),
        ("more than 13,000 people", TIGHT, 13_001, 14_000),
        ("more than 13,000 people", PRINTED, 13_001, 14_000),
        ("up to 10,000", WIDE, None, 15_000),
        ("up to 10,000", TIGHT, None, 10_000),
        ("fewer than 352", WIDE, None, 351),
        ("nearly 3,000", TIGHT, 2_500, 2_999),
        ("16,017–16,594 people", WIDE, 16_017, 16_594),
        ("between 1,250 and 1,400", TIGHT, 1_250, 1_400),
        ("0", WIDE, 0, 0),
        ("as many as 5,000", WIDE, None, None),
    ],
)
def test_the_three_readings(words: str, reading: Reading, lower: int | None, upper: int | None) -> None:
    assert bounds(list(claim_rows(claim("c", words, DEAD), reading))) == (lower, upper)


def test_a_row_remembers_the_number_as_printed() -> None:
    rows = list(claim_rows(claim("c", "more than 13,000 people", DEAD), TIGHT))
    assert [row.origin for row in rows] == ["c", "c"]
    assert [row.bound for row in rows] == [13_001, -14_000]
    assert [row.written for row in rows] == [13_000, -14_000]


def test_what_is_measured_need_not_be_whole() -> None:
    rows = list(claim_rows(claim("c", "about 18.5", "area all elista 1944"), WIDE))
    assert [row.bound for row in rows] == [Fraction("16.65"), Fraction("-20.35")]


@pytest.mark.parametrize(
    ("words", "reading", "least", "most"),
    [
        ("17 percent", WIDE, "0.16", "0.18"),
        ("17 percent", TIGHT, "0.165", "0.175"),
        ("17 percent", PRINTED, "0.17", "0.17"),
        ("more than 60%", WIDE, "0.6", None),
        ("a quarter", WIDE, "0.2", "0.3"),
        ("10", WIDE, "0", "20"),  # deaths for each birth
        ("2.5", PRINTED, "2.5", "2.5"),
        ("between ~17 and ~19 percent", TIGHT, "0.1615", "0.1995"),
    ],
)
def test_a_ratio_is_tied_to_its_base(words: str, reading: Reading, least: str, most: str | None) -> None:
    rows = list(claim_rows(claim("c", words, DEAD, of=DEPORTED), reading))
    expected = [{PART: Fraction(1), BASE: -Fraction(least)}]
    expected += [{PART: Fraction(-1), BASE: Fraction(most)}] if most else []
    assert [dict(row.coefficients) for row in rows] == [
        {c: k for c, k in coefficients.items() if k} for coefficients in expected
    ]
    assert {row.bound for row in rows} == {0}


def test_the_base_of_a_ratio_is_at_least_one_and_no_count_negative() -> None:
    claims = [claim("c", "17 percent", DEAD, of=DEPORTED), claim("d", "5", DEPORTED)]
    rows = list(definition_rows(claims, [SUM]))
    assert [row.origin for row in rows] == ["c", *[DEFINITION] * 3]
    assert [dict(row.coefficients) for row in rows] == [{BASE: 1}, {PART: 1}, {BASE: 1}, {REST: 1}]
    assert [row.bound for row in rows] == [1, 0, 0, 0]


def test_a_difference_may_be_negative_unless_it_is_a_base() -> None:
    fall, deficit = "decrease kalmyks ussr 1939/1959", "birth_deficit kalmyks ussr 1944/1952"
    claims = [claim("c", "5", fall), claim("d", "5 percent", DEAD, of=deficit)]
    assert [dict(row.coefficients) for row in definition_rows(claims, [])] == [{cell(deficit): 1}, {PART: 1}]


def test_a_base_that_is_measured_may_be_less_than_one() -> None:
    land = "area all ussr 1944"
    rows = definition_rows([claim("c", "40", DEAD, of=land)], [])
    assert [row.bound for row in rows] == [0, 0]


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("28 December 1943", 709_662, 709_662),
        ("28–31 December 1943", 709_662, 709_665),
        ("1943", 709_301, 709_665),
        ("1943-12-28/..", 709_662, None),
    ],
)
def test_a_date_counts_days(words: str, earliest: int, latest: int | None) -> None:
    """Day 1 is 1 January of the year 1."""
    dated = claim("c", words, "date removal")
    for reading in Reading:
        rows = list(claim_rows(dated, reading))
        assert [row.bound for row in rows] == [earliest] + ([-latest] if latest else [])
        assert [set(row.coefficients) for row in rows] == [{cell("date removal")}] * len(rows)
    assert list(definition_rows([dated], [])) == []


SUM = Identity(id="sum", nature=Nature.SIBLINGS, terms=((1, BASE), (-1, PART), (-1, REST)))


def identity(*terms: tuple[int, str], equal: bool = False) -> list[dict[str, Fraction]]:
    """The rows of an identity, by measure."""
    terms_of_cells = tuple((sign, cell(address)) for sign, address in terms)
    rows = list(identity_rows(Identity(id="i", nature=Nature.SAME, terms=terms_of_cells, equal=equal)))
    assert {(row.origin, row.bound) for row in rows} <= {("i", 0)}
    return [{c.measure.id: k for c, k in row.coefficients.items()} for row in rows]


def test_an_inequality_is_one_row_and_an_equation_two() -> None:
    both = {"deported": 1, "deaths": -1}, {"deported": -1, "deaths": 1}
    assert identity((1, DEPORTED), (-1, DEAD)) == [both[0]]
    assert identity((1, DEPORTED), (-1, DEAD), equal=True) == [*both]


def test_a_cell_on_both_sides_cancels_out() -> None:
    assert identity((1, DEAD), (-1, DEAD)) == identity((1, DEAD), (-1, DEAD), equal=True) == []
    assert identity((1, DEAD), (-1, DEAD), (-1, LEFT)) == [{"population": -1}]
    assert identity((1, DEPORTED), (-1, DEAD), (-1, DEAD)) == [{"deported": 1, "deaths": -2}]


def test_a_system_holds_claims_identities_and_definitions() -> None:
    claims = [claim("c", "17 percent", DEAD, of=DEPORTED), claim("d", "93,139", DEPORTED)]
    rows = system(claims, [SUM], WIDE)
    assert [row.origin for row in rows] == ["c", "c", "d", "d", "sum", "c", *[DEFINITION] * 3]
