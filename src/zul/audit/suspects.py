"""What to distrust, by how much, and what would repair it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zul.audit.conflicts import Conflict, prices
from zul.audit.cores import certify_bound
from zul.audit.repair import cheapest_repair, localise
from zul.audit.rows import Reading, reading_of, system
from zul.audit.slips import slips
from zul.audit.solver import System
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.finding import Suspect
from zul.terms.identity import Identity

NARROW = Fraction(1, 20)  # of the upper end


def suspects(
    case: Case, claims: Sequence[Claim], identities: Sequence[Identity], found: Sequence[Conflict]
) -> dict[str, Suspect]:
    """Everything that a cheapest repair of the whole case gives up, by origin."""
    rows = system(list(claims), list(identities), Reading.WIDE)
    priced = prices(case, claims, identities)
    inside = set(rows)
    known = [c.certificate for c in found if all(row in inside for _, row in c.certificate.lines)]
    repairs = localise(rows, priced, cheapest_repair(rows, priced, known))
    solver = System(rows)
    told = {}
    for origin, share in repairs.shares.items():
        claim = case.claims.get(origin)
        suspect = Suspect(origin=origin, share=share)
        if claim is not None and claim.of is None and isinstance(claim.reading, Figure):
            given_up = repairs.repair_with(origin)
            solver.give_up(given_up)
            suspect = _measured(suspect, claim, _implied(solver, claim))
            solver.take_back(given_up)
        told[origin] = suspect
    return told


def _implied(solver: System, claim: Claim) -> Bounds:
    """What the rows that still hold leave for the claim's quantity, each end proved exactly."""
    lower = certify_bound(solver, {claim.cell: Fraction(1)})
    upper = certify_bound(solver, {claim.cell: Fraction(-1)})
    bounds = Bounds(lower.proves if lower else None, -upper.proves if upper else None)
    return bounds.whole_numbers() if claim.cell.measure.whole_numbers else bounds


def _measured(suspect: Suspect, claim: Claim, implied: Bounds) -> Suspect:
    stated = reading_of(claim, Reading.WIDE)
    slack = None
    if implied.upper is not None and stated.lower is not None and stated.lower > implied.upper:
        slack = stated.lower - implied.upper
    elif implied.lower is not None and stated.upper is not None and stated.upper < implied.lower:
        slack = implied.lower - stated.upper
    named: tuple[str, ...] = ()
    lower, upper = implied.lower, implied.upper
    # Slips explain something only where few numbers are left to slip from.
    is_narrow = lower is not None and upper is not None and upper - lower <= NARROW * upper
    quantities = claim.reading.quantities if isinstance(claim.reading, Figure) else ()
    if slack and is_narrow and len(quantities) == 1 and quantities[0].value.denominator == 1:
        named = tuple(str(slip) for slip in slips(int(quantities[0].value), implied)[:3])
    return Suspect(origin=suspect.origin, share=suspect.share, implied=implied, slack=slack, slips=named)
