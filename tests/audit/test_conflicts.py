"""What a figure contradicts elsewhere, though its own source has another for the same quantity."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.audit.conftest import case_of, cell, claim, judgement

from zul.audit import audit
from zul.audit.conflicts import shares_elsewhere
from zul.terms.assumption import Account
from zul.terms.claim import Claim
from zul.terms.finding import Grade
from zul.terms.identity import Identity, Nature
from zul.terms.judgement import Verdict

BEFORE, AFTER = "population people ussr 1939", "population people ussr 1959"
FALL = "decrease people ussr 1939/1959"
CENSUSES = Account(
    id="fall",
    title="Fall between the censuses",
    why="It is the difference of the two.",
    opening=(cell(BEFORE),),
    exits=(cell(FALL),),
    closing=cell(AFTER),
)
HARDENED = [judgement("fall", Verdict.HARDEN)]
CLAIMS = [
    claim("a", "134,400", BEFORE),
    claim("b", "131,271", BEFORE),
    claim("c", "134,400", BEFORE),
    claim("d", "106,100", AFTER),
    claim("e", "more than 20%", FALL, of=BEFORE),
]


def test_a_share_that_only_one_of_two_figures_keeps_is_confirmed_by_it_and_a_tension_of_the_other() -> None:
    apart, tension, confirmation = audit(case_of(CLAIMS, assumptions=[CENSUSES], judgements=HARDENED))
    assert apart.arithmetic == "134,400 ≠ 131,271: at least 3,079 people apart"
    assert confirmation.arithmetic == "(134,400 − 106,100) ÷ 134,400 = 21.1 percent"
    assert tension.grade is Grade.TENSION
    assert tension.title == "Fall between the censuses"
    assert tension.arithmetic == "(131,271 − 106,100) ÷ 131,271 = 19.2 percent, against “more than 20%”"
    assert tension.text == (
        "(131,271 − 106,100) ÷ 131,271 = 19.2 percent, but “more than 20%” is stated: "
        "that would take about 1,033 people more, even read charitably."
    )
    assert (tension.claims, tension.rivals) == (("b", "d", "e"), ("a", "c"))
    assert tension.size == Fraction(10332, 10)  # 80 % of 131,271 to 106,050, which rounds to 106,100
    assert tension.grounds[1:] == ("This takes “131,271”, where the same source also has “134,400”.",)


@pytest.mark.parametrize(
    "elsewhere",
    [
        claim("b", "131,271", BEFORE, source="B"),  # of another source, the rivals say all
        claim("b", "134,271", BEFORE),  # as good for the share as the other
    ],
)
def test_what_another_source_outvotes_or_nothing_else_contradicts_is_told_once(elsewhere: Claim) -> None:
    claims = [elsewhere if known.id == "b" else known for known in CLAIMS]
    found = audit(case_of(claims, assumptions=[CENSUSES], judgements=HARDENED))
    assert all("131,271" not in finding.arithmetic or "≠" in finding.arithmetic for finding in found)
    assert sum(finding.grade is Grade.TENSION for finding in found) == 0


def test_where_the_figures_in_force_contradict_too_that_is_told_and_no_more() -> None:
    claims = [evolved for evolved in CLAIMS if evolved.id != "e"]
    claims.append(claim("e", "more than 25%", FALL, of=BEFORE))
    found = audit(case_of(claims, assumptions=[CENSUSES], judgements=HARDENED))
    assert [finding.arithmetic for finding in found if "percent" in finding.arithmetic] == [
        "(134,400 − 106,100) ÷ 134,400 = 21.1 percent, against “more than 25%”"
    ]


def test_shares_under_other_names_come_in_the_order_of_the_case_in_every_run() -> None:
    addresses = [f"deaths people ussr {year}" for year in range(1940, 1960)]
    whole, *parts = map(cell, addresses)
    same = [
        Identity(id=f"same-{i}", nature=Nature.SAME, terms=((1, whole), (-1, part)), equal=True)
        for i, part in enumerate(parts)
    ]
    at = {
        part: [claim(f"c{i}", "20%", address, of=addresses[0])]
        for i, (part, address) in enumerate(zip(parts, addresses[1:], strict=True))
    }
    found, between = shares_elsewhere(at, [whole], same, same)
    assert [one.id for one in found] == [f"c{i}" for i in range(len(parts))]
    assert between == []
