"""How findings are told: whose voice is named, what is told once, and in which order."""

from __future__ import annotations

from fractions import Fraction

from tests.audit.conftest import case_of, cell, claim

from zul.audit import audit
from zul.terms.assumption import Account, Conversion, Part, Same, Series
from zul.terms.finding import Grade

TAKEN, LEFT, GONE = "deported people - 1944", "registered people - 1945", "deaths people - 1944"
BACK = "returned people home 1959"
SAME = Same(id="same", why="They are the same people.", cells=(cell(TAKEN), cell(LEFT)))


def balance(id: str, opening: str) -> Account:
    return Account(
        id=id,
        title=f"From {id}",
        why="Nothing else is named.",
        opening=(cell(opening),),
        exits=(cell(GONE),),
        closing=cell(LEFT),
    )


def test_the_only_source_is_not_named_but_those_whom_it_reports() -> None:
    claims = [claim("a", "93,139", TAKEN), claim("b", "91,000", TAKEN, said_by="an archivist")]
    (finding,) = audit(case_of(claims))
    assert finding.text == (
        "One quantity is given as “93,139” and “91,000” (an archivist). "
        "They are at least 1,639 people apart, even read charitably."
    )
    (finding,) = audit(case_of([claims[0], claim("b", "91,000", TAKEN, source="B", said_by="an archivist")]))
    assert finding.text == (
        "One quantity is given as “93,139” (Paper A, A) and “91,000” (an archivist in B). "
        "They are at least 1,639 people apart, even read charitably."
    )


def test_of_more_than_two_figures_the_furthest_apart_are_named() -> None:
    claims = [claim("a", "93,139", TAKEN), claim("b", "92,933", TAKEN), claim("c", "91,919", TAKEN)]
    (finding,) = audit(case_of(claims))
    assert finding.text == (
        "One quantity is given as “93,139”, “91,919” and “92,933”. "
        "“93,139” and “91,919” are 1,220 people apart, even read charitably."
    )


def test_two_figures_that_are_taken_to_count_the_same_are_told_as_rivals() -> None:
    claims = [claim("a", "93,139", TAKEN), claim("b", "92,933", LEFT)]
    (finding,) = audit(case_of(claims, assumptions=[SAME]))
    assert (finding.grade, finding.arithmetic) == (Grade.TENSION, "93,139 ≠ 92,933: 206 people apart")
    assert finding.text == (
        "“93,139” and “92,933” are taken to count the same. They are 206 people apart, even read charitably."
    )
    (finding,) = audit(case_of([claims[0], claim("b", "93,100", LEFT)], assumptions=[SAME]))
    assert (finding.grade, finding.arithmetic) == (Grade.CONFIRMATION, "93,139 ≈ 93,100")
    assert finding.text == "“93,139” and “93,100” agree."


def test_a_bound_that_is_not_the_printed_number_is_named_as_one() -> None:
    part = Part(id="part", why="They are among them.", parts=(cell(LEFT),), whole=cell(TAKEN))
    claims = [claim("a", "about 90,000", TAKEN), claim("b", "about 110,000", LEFT)]
    (finding,) = audit(case_of(claims, assumptions=[part]))
    assert (
        finding.arithmetic
        == "105,000 (from “about 110,000”) is 10,000 more than 95,000, the most that “about 90,000” allows"
    )
    assert finding.text == (
        "The parts are taken to lie within their whole. 105,000, the least that “about 110,000” allows, is "
        "10,000 people more than 95,000, the most that “about 90,000” allows."
    )


def test_one_number_is_so_many_times_another() -> None:
    twice = Conversion(
        id="twice",
        why="The text has “twice”.",
        cells=(cell(TAKEN), cell(LEFT)),
        factor=Fraction(2),
        within=Fraction(0),
    )
    claims = [claim("a", "93,139", TAKEN), claim("b", "21,000", LEFT)]
    (finding,) = audit(case_of(claims, assumptions=[twice]))
    assert finding.arithmetic == "2 × 21,500 (from “21,000”) = 43,000, 50,139 short of “93,139”"
    assert finding.text == (
        "The one number is taken to be so many times the other. The other figures come to at most 43,000, "
        "which is 50,139 people short of “93,139”."
    )


def test_what_a_one_sided_share_means_at_its_word_is_told() -> None:
    claims = [
        claim("a", "93,139", TAKEN),
        claim("b", "72,665", BACK),
        claim("c", "more than 60 percent", BACK, of=TAKEN),
    ]
    (finding,) = audit(case_of(claims))
    assert finding.grade is Grade.TENSION
    assert finding.arithmetic == (
        "72,665 ÷ 93,139 = 78 percent, against “more than 60 percent”, at most 70 percent at its word"
    )
    assert finding.text == (
        "“72,665” of “93,139” is 78 percent, but “more than 60 percent” is stated: that would take about "
        "7,468 people fewer, with rounded and hedged numbers taken at their word. "
        "“more than 60 percent” is then at most 70 percent."
    )


def test_shares_that_are_declared_parts_of_one_whole_are_added_up() -> None:
    whole = "things whole - 1944"
    parts = [f"things part-{i} - 1944" for i in range(3)]
    claims = [
        claim(f"{i}", f"{share} percent", part, of=whole)
        for i, (share, part) in enumerate(zip((12, 70, 25), parts, strict=True))
    ]
    declared = Part(id="p", why="They share nobody.", parts=tuple(map(cell, parts)), whole=cell(whole))
    (finding,) = audit(case_of(claims, assumptions=[declared]))
    assert (finding.title, finding.arithmetic) == (
        "Shares of one whole",
        "12 + 70 + 25 = 107 percent of one whole",
    )


def test_one_clash_that_is_found_in_two_ways_is_told_once() -> None:
    again = "deported people - 1944-03"
    claims = [
        claim("a", "37,103", TAKEN),
        claim("b", "37,103", again),
        claim("c", "562", GONE),
        claim("d", "35,982", LEFT),
    ]
    findings = audit(case_of(claims, assumptions=[balance("one", TAKEN), balance("two", again)]))
    (finding,) = [finding for finding in findings if finding.grade is Grade.TENSION]
    assert finding.arithmetic == "37,103 − 562 = 36,541, 559 more than “35,982”"
    assert {*finding.claims, *finding.rivals} == {"a", "b", "c", "d"}
    assert len(finding.rivals) == 1


def test_clashes_of_the_same_numbers_without_a_common_figure_are_two() -> None:
    claims = [
        *(
            claim(f"{event}-{i}", written, f"trains people {event} 1944")
            for event in ("omsk", "altai")
            for i, written in enumerate(("three", "five"))
        ),
    ]
    assert len(audit(case_of(claims))) == 2


def test_what_needs_a_hedge_at_its_word_comes_after_the_others_of_its_grade() -> None:
    claims = [
        claim("a", "93,139", TAKEN),
        claim("b", "92,933", LEFT),
        claim("c", "72,665", BACK),
        claim("d", "more than 60 percent", BACK, of=TAKEN),
    ]
    one, other = audit(case_of(claims, assumptions=[SAME]))
    assert (one.grade, other.grade) == (Grade.TENSION, Grade.TENSION)
    assert (one.claims, other.claims) == (("a", "b"), ("a", "c", "d"))
    assert (one.size or 0) < (other.size or 0)


def test_a_complete_list_is_confirmed_by_its_sum() -> None:
    regions = Series(id="list", title="By region", why="No other is named.", whole=cell(TAKEN), complete=True)
    claims = [
        claim("a", "900", TAKEN),
        claim("b", "600", "deported people omsk 1944", series="list"),
        claim("c", "300", "deported people altai 1944", series="list"),
    ]
    (finding,) = audit(case_of(claims, assumptions=[regions]))
    assert (finding.grade, finding.arithmetic) == (Grade.CONFIRMATION, "600 + 300 = 900")
