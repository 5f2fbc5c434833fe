"""Claims and identities as labelled linear rows, in one of three readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

from zul.terms.bounds import Bounds
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Hedge
from zul.terms.identity import DEFINITION, Identity, Row
from zul.terms.measure import Kind


class Reading(StrEnum):
    """How a figure becomes bounds."""

    WIDE = "charitable"
    TIGHT = "plain"  # hedges are taken at their word; rounding stays rounding
    PRINTED = "as printed"  # the number itself, for saying what agrees and what is left


def reading_of(claim: Claim, reading: Reading) -> Bounds:
    """The bounds of a claim: numbers of its unit, or ordinal days for the date of an event."""
    written = claim.reading
    if isinstance(written, Period):
        earliest = Fraction(written.earliest.toordinal()) if written.earliest else None
        latest = Fraction(written.latest.toordinal()) if written.latest else None
        return Bounds(earliest, latest)
    if reading is Reading.WIDE or (
        reading is Reading.TIGHT and written.hedge is Hedge.EXACT and claim.of is None
    ):
        return written.wide
    if reading is Reading.PRINTED and written.hedge in (Hedge.EXACT, Hedge.APPROXIMATELY):
        value = written.quantities[0].value
        return Bounds(value, value)
    return written.tight


def closed(claim: Claim, reading: Reading) -> Bounds:
    """What the rows of a claim say: whole numbers for counts, a share as a part of one."""
    bounds = reading_of(claim, reading)
    if claim.of is None:
        return bounds.whole_numbers() if claim.cell.measure.whole_numbers else bounds
    if not claim.is_percent:
        return bounds
    lower, upper = bounds.lower, bounds.upper
    return Bounds(None if lower is None else lower / 100, None if upper is None else upper / 100)


def claim_rows(claim: Claim, reading: Reading) -> Iterator[Row]:
    """At most two rows: the cell is not below, and not above; for a ratio, in proportion to its base."""
    bounds, ends = reading_of(claim, reading), closed(claim, reading)
    for sign, end, written in ((1, ends.lower, bounds.lower), (-1, ends.upper, bounds.upper)):
        if end is None or written is None:
            continue
        if claim.of is None:
            coefficients = {claim.cell: Fraction(sign)}
            yield Row(origin=claim.id, coefficients=coefficients, bound=sign * end, written=sign * written)
        else:
            coefficients = {claim.cell: Fraction(sign)}
            coefficients[claim.of] = coefficients.get(claim.of, Fraction(0)) - sign * end
            if any(coefficients.values()):
                yield Row(origin=claim.id, coefficients={c: k for c, k in coefficients.items() if k})


def is_of_unstated_time(claim: Claim) -> bool:
    """True when the claim, or the base of its ratio, leaves one side of its period unstated."""
    return any(
        cell is not None and cell.period is not None and cell.period.unknown
        for cell in (claim.cell, claim.of)
    )


def identity_rows(identity: Identity) -> Iterator[Row]:
    """One row for an inequality, two for an equation. A cell on both sides cancels out."""
    constant = Fraction(identity.constant)
    total: dict[Cell, Fraction] = {}
    for coefficient, cell in identity.terms:
        total[cell] = total.get(cell, Fraction(0)) + coefficient
    total = {cell: coefficient for cell, coefficient in total.items() if coefficient}
    if not total:
        return
    lower, upper = constant - identity.within, constant + identity.within
    yield Row(origin=identity.id, coefficients=total, bound=lower, written=lower)
    if identity.equal:
        opposite = {cell: -coefficient for cell, coefficient in total.items()}
        yield Row(origin=identity.id, coefficients=opposite, bound=-upper, written=-upper)


def definition_rows(claims: Iterable[Claim], identities: Iterable[Identity]) -> Iterator[Row]:
    """No count is negative; the base of a ratio is at least one, else 0 = 0 satisfies every rate."""
    cells: dict[Cell, None] = {}
    for claim in claims:
        cells[claim.cell] = None
        if claim.of:
            cells[claim.of] = None
    for identity in identities:
        cells.update(dict.fromkeys(cell for _, cell in identity.terms))
    for claim in claims:
        if claim.of and claim.of.measure.whole_numbers:
            one = Fraction(1)
            yield Row(origin=claim.id, coefficients={claim.of: one}, bound=one, written=one)
    for cell in cells:
        if cell.measure.kind is not Kind.DATE and not cell.measure.net:
            yield Row(origin=DEFINITION, coefficients={cell: Fraction(1)})


def system(claims: list[Claim], identities: list[Identity], reading: Reading) -> list[Row]:
    """All rows of the claims, the identities and the definitions behind them."""
    return [
        *(row for claim in claims for row in claim_rows(claim, reading)),
        *(row for identity in identities for row in identity_rows(identity)),
        *definition_rows(claims, identities),
    ]
