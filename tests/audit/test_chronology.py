"""Events in their order, the time between them, and lists with the number of their items."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.audit.conftest import case_of, cell, claim, judgement

from zul.audit import audit
from zul.terms.assumption import Count, Elapsed, Order, Same
from zul.terms.finding import Grade
from zul.terms.judgement import Verdict

DECREE_FIRST = Order(
    id="decree-first", why="Nobody is released before it is decreed.", first="decree", then="release"
)
YEARS = Elapsed(
    id="years",
    why="So the letter says.",
    first="decree",
    then="release",
    time=cell("elapsed all - 1956/1958"),
)
PEOPLES = Count(
    id="named", why="They are named.", items=("one", "two", "three"), cell=cell("peoples_deported all - 1943")
)


def test_what_comes_before_its_cause_is_a_tension_with_its_days() -> None:
    claims = [
        claim("a", "17 March 1956", "date release"),
        claim("b", "26 November 1956", "date decree", source="B"),
    ]
    (finding,) = audit(case_of(claims, assumptions=[DECREE_FIRST]))
    assert finding.grade is Grade.TENSION
    assert finding.arithmetic == "17 March 1956 is 254 days before 26 November 1956"
    assert finding.text == (
        "“Release” is dated “17 March 1956” (Paper A, A), but “Decree” is dated “26 November 1956” "
        "(Paper B, B). The first cannot come before the second; they are 254 days the wrong way round, "
        "even read charitably."
    )
    assert finding.size == 254
    assert finding.unit == "day"
    assert finding.grounds == ("This assumes: Nobody is released before it is decreed.",)


def test_one_event_under_two_names_with_two_dates_is_a_tension_with_its_days() -> None:
    one = Same(id="one", why="It was restored once.", cells=(cell("date formalized"), cell("date restored")))
    claims = [claim("a", "1957", "date formalized"), claim("b", "29 July 1958", "date restored")]
    (finding,) = audit(case_of(claims, assumptions=[one]))
    assert finding.grade is Grade.TENSION
    assert finding.arithmetic == "1957 ≠ 29 July 1958: 210 days apart"
    assert finding.text == (
        "One event is taken to have two dates, 210 days apart, even read charitably: "
        "“1957” for “Formalized” and “29 July 1958” for “Restored”."
    )
    assert finding.size == 210
    assert finding.unit == "day"
    agreeing = [claim("a", "1957/1958", "date formalized"), claims[1]]
    assert audit(case_of(agreeing, assumptions=[one])) == ()


def test_a_hardened_order_is_a_source_conflict_and_a_dropped_one_is_none() -> None:
    claims = [claim("a", "1955", "date release"), claim("b", "1956", "date decree", source="B")]
    for verdict, grades in ((Verdict.HARDEN, [Grade.SOURCE_CONFLICT]), (Verdict.DROP, [])):
        found = audit(
            case_of(claims, assumptions=[DECREE_FIRST], judgements=[judgement("decree-first", verdict)])
        )
        assert [finding.grade for finding in found] == grades


@pytest.mark.parametrize("released", ["1956", "March 1957", "1958"])
def test_vague_dates_that_may_be_in_order_are_no_finding(released: str) -> None:
    claims = [claim("a", released, "date release"), claim("b", "1956", "date decree")]
    assert audit(case_of(claims, assumptions=[DECREE_FIRST])) == ()


def test_two_years_are_not_one() -> None:
    claims = [
        claim("a", "28 December 1943", "date decree"),
        claim("b", "early 1945", "date release"),
        claim("c", "two years", "elapsed all - 1956/1958"),
    ]
    (finding,) = audit(case_of(claims, assumptions=[YEARS]))
    assert finding.arithmetic == "28 December 1943 to early 1945: at most 1.3 years, not “two years”"
    assert finding.text == (
        "From “28 December 1943” (“Decree”) to “early 1945” (“Release”) are at most 1.3 years, "
        "but “two years” is stated."
    )


@pytest.mark.parametrize(("released", "years", "found"), [("1946", "two years", 0), ("1957", "two years", 1)])
def test_half_a_year_either_way_is_let_pass(released: str, years: str, found: int) -> None:
    claims = [
        claim("a", "28 December 1943", "date decree"),
        claim("b", released, "date release"),
        claim("c", years, "elapsed all - 1956/1958"),
    ]
    assert len(audit(case_of(claims, assumptions=[YEARS]))) == found


def test_a_list_has_as_many_items_as_is_said() -> None:
    (wrong,) = audit(
        case_of([claim("a", "eight peoples", "peoples_deported all - 1943")], assumptions=[PEOPLES])
    )
    assert (wrong.grade, wrong.arithmetic) == (Grade.TENSION, "3 listed ≠ “eight peoples”")
    assert wrong.size == 5
    assert wrong.text == "The list has 3 items, but “eight peoples” is stated, even read charitably."
    (right,) = audit(
        case_of([claim("a", "three peoples", "peoples_deported all - 1943")], assumptions=[PEOPLES])
    )
    assert (right.grade, right.arithmetic) == (Grade.CONFIRMATION, "3 items listed = 3")


@pytest.mark.parametrize("known", ["deaths aaa ussr 1944", "deaths zzz ussr 1944"])
def test_a_list_with_too_few_names_is_told_beside_any_other_conflict(known: str) -> None:
    claims = [
        claim("n", "four peoples", "peoples_deported all - 1943"),
        claim("a", "10", known),
        claim("b", "20", known),
    ]
    found = audit(case_of(claims, assumptions=[PEOPLES]))
    assert sorted(finding.grade.value for finding in found) == ["contradiction", "tension"]


@pytest.mark.parametrize(("days", "misses"), [("8", 0), ("9", 0), ("3", 1), ("20", 1)])
def test_days_pass_between_two_dates_give_or_take_the_first_of_them(days: str, misses: int) -> None:
    lasted = Elapsed(
        id="days",
        why="So the letter says.",
        first="decree",
        then="release",
        time=cell("journey_time all - 1950"),
        days=Fraction(1),
        within=Fraction(1),
    )
    claims = [
        claim("a", "18 June 1950", "date decree"),
        claim("b", "26 June 1950", "date release"),
        claim("c", f"{days} days", "journey_time all - 1950"),
    ]
    found = [str(finding) for finding in audit(case_of(claims, assumptions=[lasted]))]
    limit = "at least" if days == "3" else "at most"
    told = [f"tension: 18 June 1950 to 26 June 1950: {limit} 8 days, not “{days} days”"]
    assert [line for line in found if line.startswith("tension")] == told[:misses]
