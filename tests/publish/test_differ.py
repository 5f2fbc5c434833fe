"""Why figures differ is told as far as it is known, and no farther."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from zul.publish.differ import why_differ
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.finding import Finding, Grade, Suspect
from zul.terms.judgement import Judgement, Verdict

WHEN = date(2026, 11, 25)


def saying(case: Case, *written: str, sources: tuple[str, ...] = ("S1", "S2", "S3"), **more: Any) -> Case:
    """The case with these figures for one cell, each from another source, and nothing judged."""
    claim = case.claims["S1-1"]
    claims = {
        f"C{place}": evolve(
            claim,
            id=f"C{place}",
            as_written=text,
            reading=Figure.parse(text),
            citation=evolve(claim.citation, source=sources[place]),
            **more,
        )
        for place, text in enumerate(written)
    }
    return evolve(case, claims=claims, assumptions={}, judgements=())


def why(case: Case, *findings: Finding) -> str:
    rivals = [claim for claim in case.claims.values() if claim.cell == next(iter(case.claims.values())).cell]
    return why_differ(Words(case), rivals, findings)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (("93,139", "93,139 people"), ""),
        (("18,333", "16,379"), "No source says why “18,333” (S1) and “16,379” (S2) differ."),
        (("93,139", "93,000"), "“93,000” (S2) may be “93,139” (S1), rounded."),
        (("92,000", "about 92,000"), "“about 92,000” (S2) may be “92,000” (S1), rounded."),
        (("93,139", "92,000"), "No source says why “93,139” (S1) and “92,000” (S2) differ."),
        (
            ("91,919", "95,123", "more than 93,000"),
            "No source says why “91,919” (S1), “95,123” (S2) and “more than 93,000” (S3) differ.",
        ),
        (("2,975", "nearly 3,000"), "“nearly 3,000” (S2) may be “2,975” (S1), rounded."),
        (("45.4 percent", "45 percent"), "“45 percent” (S2) may be “45.4 percent” (S1), rounded."),
        (("91,919", "more than 90,000"), "“more than 90,000” (S2) is a bound that the others keep."),
        (
            ("91,919", "more than 93,000"),
            "No source says why “91,919” (S1) and “more than 93,000” (S2) differ.",
        ),
        (
            ("about 16,000", "16,017–16,594"),
            "“16,017–16,594” (S2) is a range that leaves room for others.",
        ),
        (
            ("93,139", "93,000", "91,919"),
            "“93,000” (S2) may be “93,139” (S1), rounded. "
            "No source says why “93,139” (S1) and “91,919” (S3) differ.",
        ),
    ],
)
def test_what_the_figures_themselves_tell(case: Case, written: tuple[str, ...], told: str) -> None:
    assert why(evolve_sources(saying(case, *written))) == told


def evolve_sources(case: Case) -> Case:
    """None of the sources draws on another."""
    return evolve(case, sources={id: evolve(one, derived_from=()) for id, one in case.sources.items()})


def test_a_judgement_is_told_first(case: Case) -> None:
    said = saying(case, "93,139", "93,000")
    judged = Judgement(about="C1", verdict=Verdict.DOUBT, who="A reader", when=WHEN, why="It has no source.")
    assert why(evolve(said, judgements=(judged,))) == "“93,000” (S2) is doubted here: It has no source."
    rejected = evolve(judged, verdict=Verdict.REJECT)
    assert why(evolve(said, judgements=(rejected,))) == "“93,000” (S2) is set aside here: It has no source."
    accepted = evolve(judged, verdict=Verdict.ACCEPT)
    assert why(evolve(said, judgements=(accepted,))) == "“93,000” (S2) may be “93,139” (S1), rounded."


def test_a_misprint_that_the_audit_names(case: Case, findings: tuple[Finding, ...]) -> None:
    unjudged = evolve(case, judgements=())
    assert why(unjudged, *findings) == (
        "One of “10,122 people” (S3) and “10,212 people” (S1) may be a misprint: "
        "10,212 (two neighbouring digits swapped)."
    )
    elsewhere = Suspect(origin="other", share=Fraction(1), slips=("10,212 (one digit wrong)",))
    other = evolve(findings[0], grade=Grade.TENSION, suspects=(elsewhere,))
    assert why(evolve_sources(unjudged), other) == (
        "No source says why “10,212 people” (S1) and “10,122 people” (S3) differ. "
        "The notes beside the figures say what is known of them."
    )


def test_a_figure_that_differs_from_the_one_it_draws_on(case: Case) -> None:
    said = saying(case, "18,333", "16,379", sources=("S1", "S3"))  # S3 copies S1
    assert why(said) == "“16,379” (S3) differs from “18,333” (S1), on which it draws."


def test_a_figure_that_fits_another_time(case: Case) -> None:
    said = evolve_sources(saying(case, "91,919", "more than 93,000"))
    claim = said.claims["C0"]
    longer = evolve(claim.cell, period=Period.parse("1944"))
    whole = evolve(claim, id="C9", as_written="93,139", reading=Figure.parse("93,139"), cell=longer)
    assert why(evolve(said, claims={**said.claims, "C9": whole})) == (
        "“more than 93,000” (S2) fits “93,139” (S1), which is of another time: 1944."
    )


def test_what_was_estimated(case: Case) -> None:
    said = evolve_sources(saying(case, "91,919", "97,513"))
    sources = {**said.sources, "S2": evolve(said.sources["S2"], kind="demographic estimate")}
    assert why(evolve(said, sources=sources)) == "“97,513” (S2) was estimated and not counted."


def test_a_vague_date_says_the_same_less_exactly(case: Case) -> None:
    exact = evolve(
        case.claims["S1-5"], id="D0", as_written="17 March 1956", reading=Period.parse("1956-03-17")
    )
    vague = evolve(exact, id="D1", as_written="1956", reading=Period.parse("1956"))
    other = evolve(exact, id="D2", as_written="1957", reading=Period.parse("1957"))
    said = evolve(case, claims={"D0": exact, "D1": vague}, assumptions={}, judgements=())
    assert why(said) == "“1956” (S1) says less exactly what “17 March 1956” (S1) says."
    apart = evolve(said, claims={"D0": exact, "D2": other})
    assert why(apart) == "No source says why “17 March 1956” (S1) and “1957” (S1) differ."
    span = evolve(
        exact, id="D3", as_written="15–18 March 1956", reading=Period.parse("1956-03-15/1956-03-18")
    )
    within = evolve(said, claims={"D0": exact, "D3": span})
    assert why(within) == "No source says why “17 March 1956” (S1) and “15–18 March 1956” (S1) differ."


def test_turning_signs_go(case: Case) -> None:
    said = evolve_sources(saying(case, "18,333", "16,379"))
    turned = {id: evolve(one, as_written=f"\u202e{one.as_written}") for id, one in said.claims.items()}
    assert "\u202e" not in why(evolve(said, claims=turned))
