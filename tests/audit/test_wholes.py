"""One share of two wholes: set side by side where the wholes are known to differ."""

from __future__ import annotations

import pytest
from tests.audit.conftest import case_of, claim

from zul.audit import audit
from zul.terms.claim import Claim
from zul.terms.finding import Finding, Grade

LEFT, TAKEN = "population people ussr 1959", "deported people ussr 1944"
BACK = "returned people home 1959"
CLAIMS = [
    claim("a", "more than 60%", BACK, of=LEFT),
    claim("b", "more than 60 percent", BACK, of=TAKEN),
    claim("c", "106,100", LEFT),
    claim("d", "93,000", TAKEN),
    claim("e", "93,139", TAKEN),
]


def shares(claims: list[Claim]) -> list[Finding]:
    return [finding for finding in audit(case_of(claims)) if finding.grade is Grade.STATEMENT]


def test_one_share_of_two_wholes_is_told_with_what_the_finest_figures_make_of_it() -> None:
    (finding,) = shares([*CLAIMS, claim("f", "62,000 people", BACK)])
    assert finding.grade is Grade.STATEMENT
    assert finding.title == "persons returned to the home region: people, Home, 1959"
    assert finding.arithmetic == "“more than 60%” of 106,100 ↔ of 93,139"
    assert finding.text == (
        "“more than 60%” is stated of “106,100” (population: people, Ussr, 1959) and of "
        "“93,139” (persons deported: people, Ussr, 1944), which are not of one size. “62,000 people” are "
        "58.4 percent of the one and 66.6 percent of the other. One share is seldom that of two wholes."
    )
    assert finding.claims == ("a", "b", "c", "e", "f")
    assert (finding.certificates, finding.size) == ((), None)


def test_without_a_figure_for_the_part_nothing_is_made_of_it() -> None:
    (finding,) = shares(CLAIMS)
    assert finding.text.endswith("which are not of one size. One share is seldom that of two wholes.")


@pytest.mark.parametrize(
    ("id", "instead"),
    [
        ("a", claim("a", "60%", BACK, of=LEFT)),  # another share
        ("a", claim("a", "more than 60%", BACK, of=TAKEN)),  # of the same whole
        ("a", claim("a", "more than 60%", BACK, of=LEFT, source="B")),  # of another source
        ("a", claim("a", "more than 60%", "fled people home 1959", of=LEFT)),  # of another quantity
        ("c", claim("c", "about 93,000", LEFT)),  # of a whole that may be as large
        ("c", claim("c", "106,100", LEFT, source="B")),  # of a whole that the source gives no figure
        ("c", claim("c", "between 106,000 and 107,000", LEFT)),  # nor one number
        ("c", claim("c", "0", LEFT)),  # of nobody
    ],
)
def test_other_shares_and_wholes_that_may_be_equal_are_none(id: str, instead: Claim) -> None:
    assert shares([instead if known.id == id else known for known in CLAIMS]) == []
