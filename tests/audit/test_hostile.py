"""A clear answer to whatever comes: weights and figures out of proportion, thousands of the same, nothing."""

from __future__ import annotations

import pytest
from tests.audit.conftest import case_of, cell, claim

from zul.audit import audit
from zul.terms.assumption import Account, Part, Same
from zul.terms.finding import Grade

DEATHS = "deaths kalmyks ussr 1944"


def test_an_empty_case_has_no_findings() -> None:
    findings = audit(case_of())
    assert len(findings) == 0
    assert (findings.price, findings.coverage, findings.is_cheapest) == (0.0, (), True)


def test_five_thousand_times_the_same_is_one_confirmation() -> None:
    claims = [claim(f"c{i}", "16,594", DEATHS, source=f"S{i % 50}") for i in range(5_000)]
    (finding,) = audit(case_of(claims))
    assert (finding.grade, len(finding.claims)) == (Grade.CONFIRMATION, 50)
    (conflict, _) = audit(case_of([*claims, claim("other", "16,595", DEATHS, source="S0")]))
    assert (conflict.grade, len(conflict.rivals)) == (Grade.CONTRADICTION, 4_999)
    assert conflict.size == 1


def test_of_forty_figures_for_one_quantity_all_but_one_give_way() -> None:
    claims = [claim(f"c{i}", str(16_595 + 2 * i), DEATHS) for i in range(40)]
    findings = audit(case_of(claims))
    assert [str(finding) for finding in findings] == ["contradiction: 16595 ≠ 16673: 78 people apart"]
    assert len(findings.given_up) == 39
    assert findings.is_cheapest


@pytest.mark.parametrize(("low", "high"), [("999,999,999,999,998", "999,999,999,999,999"), ("0", "1")])
def test_one_person_in_a_million_billion_is_seen(low: str, high: str) -> None:
    (finding,) = audit(case_of([claim("a", low, DEATHS), claim("b", high, DEATHS)]))
    assert finding.grade is Grade.CONTRADICTION
    assert finding.size == 1
    together = Account(
        id="sum", title="Sum", why="Known.", entries=(cell(DEATHS),), closing=cell("deaths all ussr 1944")
    )
    case = case_of(
        [claim("a", low, DEATHS), claim("b", high, "deaths all ussr 1944")], assumptions=[together]
    )
    assert [finding.grade for finding in audit(case)] == [Grade.TENSION]


@pytest.mark.parametrize("weight", [0, 10**9])
def test_a_source_of_no_weight_gives_way_and_one_of_all_weight_does_not(weight: int) -> None:
    claims = [
        claim("a", "10", DEATHS, source="A"),
        claim("b", "20", DEATHS, source="B"),
        claim("c", "20", DEATHS, source="C"),
    ]
    conflict, _ = audit(case_of(claims, weights={"A": weight}))
    given_up = {suspect.origin for suspect in conflict.suspects}
    assert given_up == ({"a"} if weight == 0 else {"b", "c"} & set(conflict.claims))


def test_a_cell_tied_to_itself_says_nothing_and_half_of_itself_is_impossible() -> None:
    deaths = cell(DEATHS)
    ties = (
        Same(id="same", why="It is.", cells=(deaths, deaths)),
        Part(id="part", why="It is.", parts=(deaths,), whole=deaths),
        Account(id="nothing", title="Nothing", why="It is.", opening=(deaths,), closing=deaths),
    )
    for tie in ties:
        assert audit(case_of([claim("a", "10", DEATHS)], assumptions=[tie])) == ()
    (finding,) = audit(case_of([claim("half", "50 percent", DEATHS, of=DEATHS)]))
    assert (finding.grade, finding.arithmetic) == (Grade.CONTRADICTION, "“50 percent” is impossible")
    assert audit(case_of([claim("all", "100 percent", DEATHS, of=DEATHS)])) == ()
