"""What to distrust, by how much, and what would repair it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from zul.audit.conflicts import Conflict, prices
from zul.audit.cores import certify_bound, standing_in
from zul.audit.hitting import Members
from zul.audit.repair import Clock, Localisation, Repair, cheapest_repair, localise, members_of
from zul.audit.rows import Reading, reading_of, system
from zul.audit.slips import slips
from zul.audit.system import System
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.finding import Certificate, Suspect
from zul.terms.identity import Identity

NARROW = Fraction(1, 20)  # of the upper end
SLIP_PRICE = 0.5  # of a claim that a named slip would mend, as a share of its price
SHORTEST = 1_000  # a number of three digits is a slip away from too many others
LIST_PRICE = 2.0  # of all figures that one source gives in one list, whatever their number
SHORTEST_LIST = 3


@frozen(kw_only=True)
class Doubts:
    """What a cheapest repair of the whole case gives up, by origin, and the repair found first."""

    suspects: Mapping[str, Suspect]
    repair: Repair


def doubts(
    case: Case,
    claims: Sequence[Claim],
    identities: Sequence[Identity],
    found: Sequence[Conflict],
    *,
    seconds: float = float("inf"),
) -> Doubts:
    """Everything that a cheapest repair of the whole case gives up; after `seconds` the best so far."""
    rows = system(list(claims), list(identities), Reading.WIDE)
    known = standing_in((conflict.certificate for conflict in found), rows)
    repair, repairs = repairs_of(case, claims, identities, known, seconds=seconds)
    if repairs is None:
        return Doubts(
            suspects={o: Suspect(origin=o, share=Fraction(1)) for o in repair.given_up}, repair=repair
        )
    solver = System(rows, _lists(claims))
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
    return Doubts(suspects=told, repair=repair)


def repairs_of(
    case: Case,
    claims: Sequence[Claim],
    identities: Sequence[Identity],
    known: Sequence[Certificate] = (),
    *,
    seconds: float = float("inf"),
) -> tuple[Repair, Localisation | None]:
    """A cheapest repair, and all of them unless the search was stopped before its end.

    A claim that a named slip would mend costs less: the prices are set once the cores are known.
    """
    rows = system(list(claims), list(identities), Reading.WIDE)
    lists = _lists(claims)
    priced = prices(case, claims, identities) | _list_prices(case, claims, lists)
    clock = Clock.of(seconds)
    repair = cheapest_repair(rows, priced, known, lists=lists, seconds=clock.left)
    mended = _mended(case, repair, priced, lists, System(rows, lists)) if repair.is_cheapest else frozenset()
    if mended:
        priced |= {id: price * SLIP_PRICE for id, price in priced.items() if id in mended}
        repair = cheapest_repair(rows, priced, repair.cores, lists=lists, seconds=clock.left)
    if not repair.is_cheapest:
        return repair, None
    alike = localise(rows, priced, repair, lists=lists, seconds=clock.left)
    return repair, None if clock.is_over() else alike


def _lists(claims: Iterable[Claim]) -> Mapping[str, str]:
    """For each figure in a printed list the name of all that its source gives there."""
    names = {c.id: f"{c.citation.source} in {c.series}" for c in claims if c.series}
    sizes = Counter(names.values())
    return {id: name for id, name in names.items() if sizes[name] >= SHORTEST_LIST}


def _list_prices(case: Case, claims: Iterable[Claim], lists: Mapping[str, str]) -> dict[str, float]:
    return {lists[c.id]: LIST_PRICE * float(case.weight(c.citation.source)) for c in claims if c.id in lists}


def _mended(
    case: Case, repair: Repair, priced: Mapping[str, float], lists: Mapping[str, str], solver: System
) -> Members:
    """Claims that a named slip would mend: undone, it satisfies all that is left when they alone give way."""
    members = [members_of(core, priced, lists) for core in repair.cores]
    found = set()
    for id in sorted({origin for core in members for origin in core if origin in case.claims}):
        claim = case.claims[id]
        if _number(claim) is None:
            continue
        elsewhere = [core for core in members if id not in core]
        given_up = {id} | {o for core in elsewhere for o in core & repair.given_up}
        solver.give_up(given_up)
        if solver.contradiction() is None and _slips(claim, _implied(solver, claim)):
            found.add(id)
        solver.take_back(given_up)
    return frozenset(found)


def _implied(solver: System, claim: Claim) -> Bounds:
    """What the rows that still hold leave for the claim's quantity, each end proved exactly."""
    lower = certify_bound(solver, claim.cell, 1)
    upper = certify_bound(solver, claim.cell, -1)
    bounds = Bounds(lower.proves if lower else None, -upper.proves if upper else None)
    return bounds.whole_numbers() if claim.cell.measure.whole_numbers else bounds


def _measured(suspect: Suspect, claim: Claim, implied: Bounds) -> Suspect:
    stated = reading_of(claim, Reading.WIDE)
    slack = None
    if implied.upper is not None and stated.lower is not None and stated.lower > implied.upper:
        slack = stated.lower - implied.upper
    elif implied.lower is not None and stated.upper is not None and stated.upper < implied.lower:
        slack = implied.lower - stated.upper
    named = _slips(claim, implied) if slack else ()
    return Suspect(origin=suspect.origin, share=suspect.share, implied=implied, slack=slack, slips=named)


def _slips(claim: Claim, within: Bounds) -> tuple[str, ...]:
    """The likeliest slips that lead from what is left to the figure; none where much is left."""
    printed = _number(claim)
    lower, upper = within.lower, within.upper
    if printed is None or printed < SHORTEST or lower is None or upper is None:
        return ()
    if upper - lower > NARROW * upper:
        return ()
    return tuple(slip.words for slip in slips(printed, within)[:3])


def _number(claim: Claim) -> int | None:
    """The whole number that a claim prints, where it prints one only."""
    quantities = claim.reading.quantities if isinstance(claim.reading, Figure) else ()
    if claim.of is not None or len(quantities) != 1 or quantities[0].value.denominator != 1:
        return None
    return int(quantities[0].value)
