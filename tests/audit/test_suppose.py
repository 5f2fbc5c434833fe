"""What if: without a claim, with another figure, with an assumption taken for granted; what then moves."""

from __future__ import annotations

import pytest
from tests.audit.conftest import case_of, cell, claim, judgement, place

from zul.audit import audit
from zul.audit.suppose import supposing
from zul.errors import CaseError
from zul.terms.assumption import Account
from zul.terms.finding import Grade, Reach
from zul.terms.judgement import Verdict

BEFORE, AFTER = "deported kalmyks ussr 1943", "registered kalmyks ussr 1945-01-01"
GONE = "deaths kalmyks ussr 1944"
CASE = case_of(
    [
        claim("before", "93,139", BEFORE),
        claim("after", "83,688", AFTER, source="B"),
        claim("gone", "13,001", GONE),
        claim("day", "1956", "date release"),
        claim("rate", "14 percent", GONE, of=BEFORE, source="B"),
    ],
    assumptions=[
        Account(
            id="register",
            title="Register",
            why="Two counts.",
            opening=(cell(BEFORE),),
            exits=(cell(GONE),),
            closing=cell(AFTER),
        ),
    ],
)


def test_a_claim_is_left_out_or_read_as_another_figure() -> None:
    assert [f.grade for f in audit(supposing(CASE, without=["after"]))] == [Grade.CONFIRMATION]
    balanced = supposing(CASE, assume=["after=80,138"])
    assert {f.grade for f in audit(balanced)} == {Grade.CONFIRMATION}
    assert balanced.claims["after"].as_written == "80,138"
    assert str(supposing(CASE, assume=["day = March 1957"]).claims["day"].reading) == "1957-03"


def test_an_assumption_is_taken_as_a_definition() -> None:
    assert audit(CASE)[0].grade is Grade.TENSION
    assert audit(supposing(CASE, assume=["register"]))[0].grade is Grade.SOURCE_CONFLICT


def test_all_that_is_not_of_the_case_is_told_at_once() -> None:
    with pytest.raises(CaseError, match="befor") as caught:
        supposing(CASE, without=["befor"], assume=["registr", "gon=3", "gone=3O", "day=31 June 1956"])
    assert str(caught.value).splitlines() == [
        "--without befor: no claim has this id. Did you mean 'before'?",
        "--assume registr: no assumption has this id. Did you mean 'register'?",
        "--assume gon=3: no claim has the id \"gon\". Did you mean 'gone'?",
        '--assume gone=3O: "3O" has a letter in its digits. '
        "Write the figure as printed, or put the row's text into note (docs/figures.md §9).",
        '--assume day=31 June 1956: "1956-06-31" is no day of the calendar. '
        "Write the date as EDTF, for instance 1943-12-28 or 1943-12 (docs/case-format.md).",
    ]


def test_what_moves_elsewhere_is_told() -> None:
    """93,139 gives way to 92,933: the list leaves less out, and the share is confirmed no more."""
    whole, omsk, altai = (f"deported kalmyks {place} 1943" for place in ("ussr", "omsk", "altai"))
    claims = [
        claim("whole", "93,139", whole),
        claim("omsk", "24,352", omsk),
        claim("altai", "60,355", altai),
        claim("share", "26.146 percent", omsk, of=whole, source="C"),
        claim("other", "92,933", whole, source="B"),
    ]
    places = [place("ussr"), place("omsk", "ussr"), place("altai", "ussr")]
    findings = audit(case_of(claims, places=places, judgements=[judgement("other", Verdict.PREFER)]))
    (moves,) = (suspect.moves for suspect in findings[0].suspects if suspect.origin == "whole")
    assert [(int(move.instead), move.words) for move in moves] == [
        (92_933, "8,226 people would be left out of the list, not 8,432"),
        (92_933, "it would be confirmed no more"),
    ]
    assert [f.grade for f in findings for move in moves if f.id == move.finding] == [
        Grade.GAP,
        Grade.CONFIRMATION,
    ]


def test_the_coverage_of_an_account() -> None:
    full = next(c for c in audit(CASE).coverage if c.about == "register")
    assert [reach for _, reach, _ in full.terms] == [Reach.STATED] * 3
    assert str(full) == "Register: 3 stated"
    for without, reaches in ((["gone"], "2 stated, 1 implied"), (["gone", "after"], "1 stated, 2 open")):
        left = next(c for c in audit(supposing(CASE, without=without)).coverage if c.about == "register")
        assert str(left) == f"Register: {reaches}"


def test_findings_show_in_a_notebook_and_escape_what_they_quote() -> None:
    findings = audit(case_of([claim("a<b>", "5", BEFORE), claim("b", "6", BEFORE, source="B")]))
    assert str(findings) == "source conflict: 5 ≠ 6: 1 person apart"
    shown = findings._repr_html_()
    assert shown.startswith("<table><thead><tr><th>grade</th>")
    assert "<td>5 ≠ 6: 1 person apart</td><td>a&lt;b&gt;, b</td>" in shown
    assert (findings.price, findings.at_least, findings.is_cheapest) == (1.0, 1.0, True)


def test_a_search_without_time_says_so_and_still_repairs() -> None:
    claims = [claim(f"{i}", f"{i}", BEFORE, source=f"S{i}") for i in range(1, 9)]
    hurried, whole = audit(case_of(claims), seconds=0), audit(case_of(claims))
    assert hurried.at_least <= whole.price == whole.at_least <= hurried.price
    assert [f.arithmetic for f in hurried] == [f.arithmetic for f in whole]
