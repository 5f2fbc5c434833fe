from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from zul.ledger import read_case
from zul.publish.language import Language
from zul.publish.language.fallback import Mixed
from zul.publish.language.translated import texts, translated
from zul.publish.words import Quantity, Words, anchor, day, plain, quantity_anchor
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure


@pytest.fixture
def english() -> Words:
    return Words(read_case("cases/kalmyk"))


@pytest.fixture
def russian(english: Words) -> Words:
    return Words(english.case, Language(code="ru"))


def test_a_quantity_in_one_line(english: Words, russian: Words) -> None:
    cell = english.case.claims["K01-054"].cell
    assert english.cell(cell) == "persons deported, Kalmyks, USSR, from 28 December 1943 to January 1944"
    assert russian.cell(cell) == "депортированные, калмыки, СССР, с 28 декабря 1943 года по январь 1944 года"
    assert russian.address(cell) == "калмыки, СССР, с 28 декабря 1943 года по январь 1944 года"


def test_the_base_of_a_ratio(english: Words, russian: Words) -> None:
    claim = english.case.claims["K01-098"]
    assert (
        english.ratio(claim)
        == "as a share of persons deported, Kalmyks, from 28 December 1943 to January 1944"
    )
    assert russian.ratio(claim) == (
        "доля от: депортированные, калмыки, с 28 декабря 1943 года по январь 1944 года"
    )


def test_the_same_things_have_the_same_addresses_in_every_language(english: Words, russian: Words) -> None:
    for id, claim in english.case.claims.items():
        other = russian.case.claims[id]
        assert (other.cell, other.of, other.citation) == (claim.cell, claim.of, claim.citation)
        assert quantity_anchor(Quantity(other.cell, other.of)) == quantity_anchor(
            Quantity(claim.cell, claim.of)
        )


def test_readings_of_a_figure(english: Words, russian: Words) -> None:
    claim = english.case.claims["K01-003"]
    assert english.readings(claim) == [
        ("plain reading", "16.15 to 19.95 percent"),
        ("charitable", "15.3 to 20.9 percent"),
    ]
    assert russian.readings(claim) == [
        ("буквальное чтение", "от 16,15 до 19,95 %"),
        ("широкое чтение", "от 15,3 до 20,9 %"),
    ]


def test_bounds_of_a_count_are_whole_numbers(english: Words) -> None:
    claim = english.case.claims["K01-005"]
    assert english.bounds(claim, Bounds(Fraction(93_000), None, lower_open=True)) == "at least 93,001"
    assert english.bounds(claim, Bounds()) == "no bound"


def test_percents_of_what_has_no_bound_are_not_told(english: Words) -> None:
    share = english.case.claims["K01-098"]
    assert english.bounds(share, Bounds()) == "no bound"
    assert english.bounds(share, Bounds(None, Fraction(5))) == "at most 5 percent"


@pytest.mark.parametrize(
    ("id", "title", "holds"),
    [
        (
            "december-and-january",
            "Deported by the end of 1943, and in January 1944",
            "A list: its items sum to "
            "“persons deported, Kalmyks, USSR, from 28 December 1943 to January 1944”.",
        ),
        (
            "closed-after-the-last",
            "Two events in their order",
            "“the operation is closed” does not come before “the last are evicted from the Kalmyk ASSR”.",
        ),
        (
            "children-are-all",
            "Two names for one quantity",
            "deaths, USSR, 1945: Kalmyk children in exile = Kalmyk special settlers, on the register",
        ),
        (
            "four-stages",
            "A list and its number",
            "stages of the deportation, Kalmyks, USSR, from 28 December 1943 to 1948: "
            "Kalmyk region, Rostov region, Stalingrad region, Kalmyks serving in the Red Army.",
        ),
    ],
)
def test_what_an_assumption_holds(english: Words, russian: Words, id: str, title: str, holds: str) -> None:
    assert english.assumption(english.case.assumptions[id]) == (title, holds)
    told = russian.assumption(russian.case.assumptions[id])
    assert not any(isinstance(text, Mixed) for text in told)
    assert told != (title, holds)


def test_everything_that_a_case_says_is_collected_and_translated(case: Case) -> None:
    collected = texts(case)
    assert len(collected) == len({*collected})
    assert case.title in collected
    assert {source.title for source in case.sources.values()} <= {*collected}
    told = translated(case, lambda text: f"({text})")
    assert told.title == f"({case.title})"
    assert [group.name for group in told.groups.values()] == [f"({one.name})" for one in case.groups.values()]
    assert [claim.as_written for claim in told.claims.values()] == [
        c.as_written for c in case.claims.values()
    ]
    assert [claim.cell for claim in told.claims.values()] == [claim.cell for claim in case.claims.values()]
    assert told.people.own_name == case.people.own_name
    assert translated(case, lambda text: text) == case


def test_a_figure_as_written_is_never_translated(case: Case) -> None:
    claim: Claim = next(c for c in case.claims.values() if isinstance(c.reading, Figure))
    told = Words(evolve(case, translations={"ru": {claim.as_written: "!"}}), Language(code="ru"))
    assert told.case.claims[claim.id].as_written == claim.as_written


def test_days_are_counted_from_the_first_one() -> None:
    assert day(1) == Period.parse("0001-01-01")
    assert day(Fraction(709_662)) == Period.parse("1943-12-28")


@pytest.mark.parametrize(
    ("id", "address"),
    [("K01-054", "claim-K01-054"), ("а b", "claim-b-f4c4b002"), ('"><script>', "claim-script-554299e9")],
)
def test_an_address_holds_what_an_address_may(id: str, address: str) -> None:
    assert anchor("claim", id) == address


def test_signs_that_turn_the_direction_go() -> None:
    assert plain("a\u202eb\u2066c") == "abc"
