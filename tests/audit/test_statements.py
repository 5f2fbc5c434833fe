"""Words such as all, only and exempt are set side by side, and nothing is forced upon the figures."""

from __future__ import annotations

import pytest
from tests.audit.conftest import case_of, group

from zul.audit import audit
from zul.terms.finding import Grade
from zul.terms.measure import measure
from zul.terms.statement import Quantifier, Statement

GROUPS = (group("people"), group("wives", "people"), group("families", "people"), group("others"))


def said(says: Quantifier, of: str, id: str = "", about: str = "deported") -> Statement:
    return Statement(
        id=id or f"{says.name}-{of}",
        source="A",
        as_written=says.value,
        says=says,
        measure=measure(about),
        group=of,
    )


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (said(Quantifier.ALL, "people"), said(Quantifier.EXEMPT, "wives"), 1),
        (said(Quantifier.EXEMPT, "wives"), said(Quantifier.ALL, "people"), 1),
        (said(Quantifier.ALL, "wives"), said(Quantifier.EXEMPT, "people"), 0),  # some of the others
        (said(Quantifier.ALL, "people"), said(Quantifier.EXEMPT, "others"), 0),
        (said(Quantifier.ALL, "people"), said(Quantifier.EXEMPT, "wives", about="released"), 0),
        (said(Quantifier.NONE, "people"), said(Quantifier.SOME, "wives"), 1),
        (said(Quantifier.NONE, "wives"), said(Quantifier.SOME, "people"), 0),
        (said(Quantifier.ONLY, "wives"), said(Quantifier.SOME, "families"), 1),
        (said(Quantifier.ONLY, "wives"), said(Quantifier.SOME, "people"), 0),  # the wives are people
        (said(Quantifier.ONLY_EXEMPT, "wives"), said(Quantifier.EXEMPT, "families"), 1),
        (said(Quantifier.SOME, "wives"), said(Quantifier.EXEMPT, "families"), 0),
    ],
)
def test_the_rules(one: Statement, other: Statement, found: int) -> None:
    findings = audit(case_of(groups=GROUPS, statements=[one, other]))
    assert [finding.grade for finding in findings] == [Grade.STATEMENT] * found


def test_it_is_told_without_a_proof_and_without_a_size() -> None:
    statements = [said(Quantifier.ALL, "people"), said(Quantifier.EXEMPT, "wives")]
    (finding,) = audit(case_of(groups=GROUPS, statements=statements))
    assert finding.title == "persons deported: people"
    assert finding.arithmetic == "“all” ↔ “exempt”"
    assert finding.text == (
        "“all” is said of: people; “exempt” is said of: wives. Taken literally, nobody was left out, "
        "but some were. Such words are seldom meant so."
    )
    assert (finding.certificates, finding.size, finding.claims) == ((), None, ())
