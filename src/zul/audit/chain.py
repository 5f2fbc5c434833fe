"""What moves elsewhere when a figure gives way to what the others leave for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from zul.audit import words
from zul.audit.rows import Reading, reading_of
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.finding import Certificate, Finding, Grade, Move, Suspect
from zul.terms.identity import Row
from zul.terms.said import Said, counted, said


def with_moves(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, each suspect with what its giving way does to the other findings that rest on it."""
    by_claim: dict[str, list[Finding]] = {}
    for finding in findings:
        for id in finding.claims:
            by_claim.setdefault(id, []).append(finding)
    return [
        evolve(
            finding,
            suspects=tuple(
                evolve(suspect, moves=tuple(_moves(case, suspect, finding, by_claim.get(suspect.origin, ()))))
                for suspect in finding.suspects
            ),
        )
        for finding in findings
    ]


def _moves(case: Case, suspect: Suspect, own: Finding, findings: Iterable[Finding]) -> Iterable[Move]:
    claim = case.claims.get(suspect.origin)
    if claim is None or suspect.implied is None or not suspect.slack:
        return
    value = _nearest(suspect.implied, words.printed(claim))
    for finding in findings:
        if finding.id != own.id and (told := _moved(case, finding, suspect.origin, value)):
            yield Move(finding=finding.id, instead=value, words=told)


def _nearest(bounds: Bounds, printed: Fraction) -> Fraction:
    if bounds.lower is not None and printed < bounds.lower:
        return bounds.lower
    return bounds.upper if bounds.upper is not None else printed


def _moved(case: Case, finding: Finding, origin: str, value: Fraction) -> Said | None:
    """How the proof of a finding reads with the value in place of the figure; None where nothing changes."""
    if finding.grade is Grade.CONFIRMATION:
        confirmed = _is_confirmed(case, finding, origin, value)
        return None if confirmed else said("it would be confirmed no more")
    before = finding.certificates[0].proves
    after = _proved(finding.certificates[0], origin, value)
    if after == before:
        return None
    if finding.grade is Grade.GAP and finding.unit:
        if after < 0:
            return said("the list would hold {size} more than its whole", size=counted(-after, finding.unit))
        return said(
            "{size} would be left out of the list, not {before}",
            size=counted(after, finding.unit),
            before=before,
        )
    return said("it would be settled") if after <= 0 else said("it would stand")


def _is_confirmed(case: Case, finding: Finding, origin: str, value: Fraction) -> bool:
    """Whether the others still give the claim or keep its ratio, with the value in place of the figure."""
    stated = case.claims[finding.claims[0]]
    bounds = reading_of(stated, Reading.WIDE)
    if origin == stated.id:
        return value in bounds
    for certificate in finding.certificates:
        after = _proved(certificate, origin, value)
        if stated.of:
            holds = after >= 0
        else:
            (sign,) = certificate.target.values()
            holds = after / sign in bounds
        if not holds:
            return False
    return True


def _proved(certificate: Certificate, origin: str, value: Fraction) -> Fraction:
    def bound(row: Row) -> Fraction:
        if row.origin != origin or len(row.coefficients) != 1:
            return row.bound
        (coefficient,) = row.coefficients.values()
        return coefficient * value

    return sum((times * bound(row) for times, row in certificate.lines), Fraction(0))
