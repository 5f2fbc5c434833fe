"""Floor 3: claims and identities become rows, rows become findings, each with an exact proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve

from zul.audit import statements, tell, wholes
from zul.audit.agreement import agreements, gaps
from zul.audit.chain import with_moves
from zul.audit.conflicts import GRAVITY, conflicts, in_doubt
from zul.audit.coverage import coverage
from zul.audit.identities import identities
from zul.audit.proposals import proposals
from zul.audit.repair import Clock
from zul.audit.suspects import doubts
from zul.errors import CertificateError
from zul.terms.case import Case
from zul.terms.figure import Figure
from zul.terms.finding import Finding, Findings, Grade

__all__ = ["audit"]


def audit(case: Case, *, seconds: float = float("inf")) -> Findings:
    """What cannot stand together, what is left open and what agrees: gravest first, then by size.

    What holds only with hedges taken at their word comes after the others of its grade.

    Claims that a judgement rejects are left out. After a third of the `seconds` no further contradictions are
    looked for, and the findings say so; after two, or when interrupted, the search for what to distrust ends
    with the best that it has; the last third is for ending and telling what was found.

    Every certificate is checked in exact arithmetic; CertificateError is raised rather than a finding
    returned without its proof.
    """
    # In an order that no file decides: moving a row changes no finding, only the order of its terms.
    claims = [claim for id, claim in sorted(case.claims.items()) if not case.is_rejected(id)]
    between = identities(case)
    if proposed := proposals(case, between):
        case = evolve(case, assumptions={**case.assumptions, **proposed})
        between = identities(case)
    doubtful = in_doubt(claims, between)
    clock, first = Clock.of(seconds * 2 / 3), Clock.of(seconds / 3)
    clashes = conflicts(case, *doubtful, first)
    is_complete = not first.is_over()
    doubted = doubts(case, *doubtful, clashes, seconds=clock.left)
    broken = {i.id for clash in clashes if clash.instead is None for i in clash.identities}
    findings = [tell.conflict(case, clash, doubted.suspects) for clash in clashes]
    mild = {f.id for clash, f in zip(clashes, findings, strict=True) if not clash.is_charitable}

    def gravest_first(finding: Finding) -> tuple[object, ...]:
        return (GRAVITY[finding.grade], finding.id in mild, *_largest_first(finding))

    findings += [tell.gap(case, gap) for gap in gaps(claims, between) if gap.identity.id not in broken]
    findings += [tell.agreement(case, agreement) for agreement in agreements(case, claims, between, broken)]
    findings = with_moves(case, _once(case, sorted(findings, key=gravest_first)))
    findings += [statements.finding(case, opposition) for opposition in statements.oppositions(case)]
    findings += wholes.findings(case, claims)
    for finding in findings:
        if not finding.certificates and finding.grade is not Grade.STATEMENT:
            raise CertificateError(f"{finding.id} has no proof")
        for certificate in finding.certificates:
            certificate.check()
    told = Findings(sorted(findings, key=gravest_first))
    told.given_up, told.price = doubted.repair.given_up, doubted.repair.price
    told.at_least = doubted.repair.at_least
    told.is_complete = is_complete
    told.coverage = tuple(coverage(case, without=case.claims.keys() - {claim.id for claim in claims}))
    return told


def _once(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    """Findings that say one thing of the same numbers: the first of them, with the figures of the others."""
    told: list[Finding] = []
    alike: dict[object, list[int]] = defaultdict(list)
    for finding in findings:
        claims = {*finding.claims, *finding.rivals}
        same = alike[_said(case, finding)]
        at = next((at for at in same if not claims.isdisjoint(told[at].claims)), None)
        if at is None:
            same.append(len(told))
            told.append(finding)
        else:
            known = (*told[at].claims, *told[at].rivals)
            more = tuple(id for id in (*finding.claims, *finding.rivals) if id not in known)
            told[at] = evolve(told[at], rivals=(*told[at].rivals, *more))
    return told


def _said(case: Case, finding: Finding) -> object:
    """How far which numbers miss each other; without a size, the figures and what is said of them."""
    if finding.size is None:
        return frozenset(finding.claims), finding.arithmetic
    readings = (case.claims[id].reading for id in finding.claims)
    numbers = sorted(q.value for r in readings if isinstance(r, Figure) for q in r.quantities)
    return finding.grade is Grade.GAP, tuple(numbers), finding.size, finding.unit


def _largest_first(finding: Finding) -> tuple[bool, Fraction, str]:
    """By size in people and things; dates, whose days measure something else, come after."""
    return finding.unit == "day", -(finding.size or Fraction(0)), finding.id
