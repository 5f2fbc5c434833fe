"""What the program proposes to assume, and how a judgement takes it."""

from __future__ import annotations

from tests.audit.conftest import case_of, claim, judgement, place

from zul.audit import audit
from zul.audit.identities import identities
from zul.audit.proposals import proposals
from zul.terms.assumption import Same
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.finding import Grade
from zul.terms.judgement import Verdict

PEOPLE = "kalmyks ussr"


def proposed(*claims: Claim) -> list[str]:
    case = case_of(claims)
    return [assumption.why for assumption in proposals(case, identities(case)).values()]


def test_a_place_left_out_is_the_only_one_named() -> None:
    bare, named = claim("a", "900", "deaths kalmyks - 1944"), claim("b", "700", f"deaths {PEOPLE} 1944")
    why = "The figure without a place is of the place that the other names."
    assert proposed(bare, named) == [why]
    assert proposed(bare, named, claim("c", "5", "deaths kalmyks omsk 1944")) == []
    (finding,) = audit(case_of([bare, named]))
    assert (finding.grade, finding.arithmetic) == (Grade.TENSION, "900 ≠ 700: 200 people apart")
    assert finding.grounds == (f"This assumes: {why}",)


def test_a_time_left_open_is_the_only_one_that_fits() -> None:
    bare = claim("a", "16,000", f"deaths {PEOPLE} 1943-12-28/")
    whole = claim("b", "9,000", f"deaths {PEOPLE} 1943-12-28/1948-10-01")
    why = "The figure with a side of its period unstated is of the period of the other one."
    assert proposed(bare, whole) == [why]
    assert proposed(bare, claim("b", "9,000", f"deaths {PEOPLE} 1944/1948")) == []
    assert proposed(bare, whole, claim("c", "5", f"deaths {PEOPLE} 1943-12-28/1944")) == []


def test_the_disappeared_are_taken_to_be_dead() -> None:
    gone = claim("a", "1,300", f"died_or_disappeared {PEOPLE} 1944")
    assert proposed(gone, claim("b", "900", f"deaths {PEOPLE} 1944")) == [
        "Those who disappeared are taken to have died."
    ]


BALANCE = (
    claim("a", "1,001", f"registered {PEOPLE} 1945-01-01"),
    claim("b", "50", f"births {PEOPLE} 1945"),
    claim("c", "100", f"deaths {PEOPLE} 1945"),
)


def test_two_counts_balance_by_births_and_deaths() -> None:
    after = claim("d", "951", f"registered {PEOPLE} 1946-01-01")
    (closing,) = audit(case_of([*BALANCE, after]))
    assert (closing.grade, closing.arithmetic) == (Grade.CONFIRMATION, "1,001 + 50 − 100 = 951")
    late = claim("d", "931", f"registered {PEOPLE} 1946-01-01")
    (open_,) = audit(case_of([*BALANCE, late]))
    assert (open_.grade, open_.arithmetic) == (Grade.TENSION, "1,001 + 50 − 100 = 951, 20 more than “931”")
    assert proposed(*BALANCE, claim("d", "951", f"registered {PEOPLE} 1947-01-01")) == []


def full(whole: str) -> Case:
    claims = [
        claim("a", whole, "deported kalmyks ussr 1944"),
        claim("b", "600", "deported kalmyks omsk 1944"),
        claim("c", "400", "deported kalmyks altai 1944"),
    ]
    return case_of(claims, places=[place("ussr"), place("omsk", "ussr"), place("altai", "ussr")])


def test_parts_that_sum_to_the_last_digit_are_all_there_are() -> None:
    (finding,) = audit(full("1,000"))
    assert (finding.grade, finding.arithmetic) == (Grade.CONFIRMATION, "400 + 600 = 1,000")
    (gap,) = audit(full("1,001"))
    assert gap.grade is Grade.GAP


def test_a_judgement_drops_or_hardens_what_is_proposed() -> None:
    claims = [
        claim("a", "900", "deaths kalmyks - 1944"),
        claim("b", "700", f"deaths {PEOPLE} 1944", source="B"),
    ]
    (id,) = proposals(case_of(claims), [])
    assert audit(case_of(claims, judgements=[judgement(id, Verdict.DROP)])) == ()
    (finding,) = audit(case_of(claims, judgements=[judgement(id, Verdict.HARDEN)]))
    assert finding.grade is Grade.SOURCE_CONFLICT


def test_what_somebody_has_declared_is_not_proposed() -> None:
    claims = [claim("a", "900", "deaths kalmyks - 1944"), claim("b", "700", f"deaths {PEOPLE} 1944")]
    declared = Same(id="one", why="Known.", cells=(claims[0].cell, claims[1].cell))
    assert proposals(case_of(claims, assumptions=[declared]), []) == {}
