"""Findings told: a short paragraph in words, and one line of arithmetic with the figures as written."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

from zul.audit import chronology, shares, sums, words
from zul.audit.agreement import Agreement, Gap, sum_in_words
from zul.audit.conflicts import Conflict
from zul.audit.cores import origins
from zul.audit.sums import ratios_of
from zul.terms.bounds import number
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.finding import Finding, Grade, Suspect
from zul.terms.identity import Nature, Row
from zul.terms.measure import Kind
from zul.terms.said import Part, Said, counted, listed, said, sentences


def conflict(case: Case, found: Conflict, suspects: Mapping[str, Suspect]) -> Finding:
    """The finding of a conflict, with those of its members that a cheapest repair gives up."""
    distrusted = [suspects[origin] for origin in origins(found.certificate) if origin in suspects]
    if _is_of_rivals(found):
        told = _rivals(case, found)
    else:
        told = chronology.told(case, found) or shares.told(case, found) or sums.told(case, found)
    return Finding(
        id=words.address("conflict", found.signature),
        grade=found.grade,
        title=told.title,
        text=told.text,
        arithmetic=told.arithmetic,
        size=told.size,
        unit=told.unit,
        claims=tuple(claim.id for claim in found.claims),
        rivals=tuple(claim.id for claim in found.rivals),
        identities=found.identities,
        assumptions=words.assumptions(found.identities),
        grounds=(
            *words.grounds(case, found.identities),
            *words.of_one_time(found),
            *words.of_one_figure(found),
        ),
        suspects=tuple(sorted(distrusted, key=lambda suspect: (-suspect.share, suspect.origin))),
        hints=told.hints,
        certificates=(found.certificate,),
    )


def gap(case: Case, found: Gap) -> Finding:
    """The finding of a list that does not fill its whole."""
    together = sum((words.printed(claim) for claim in found.parts), Fraction(0))
    whole = words.printed(found.whole)
    order = list(case.claims)
    in_order = sorted(found.parts, key=lambda claim: order.index(claim.id))
    parts = sum_in_words((1, said("{n}", n=words.printed(claim))) for claim in in_order)
    unit = found.whole.cell.measure.unit
    return Finding(
        id=words.address("gap", [found.identity.id]),
        grade=Grade.GAP,
        title=words.title(case, found.identity),
        text=said(
            "The items add up to {together} of {whole}; {rest} are in none of them. "
            "A list need not be complete, so this is no error.",
            together=together,
            whole=whole,
            rest=counted(found.rest, unit),
        ),
        arithmetic=said(
            "{parts} = {together}; {whole} − {together} = {rest}",
            parts=parts,
            together=together,
            whole=whole,
            rest=found.rest,
        ),
        size=found.rest,
        unit=unit,
        claims=tuple(dict.fromkeys(claim.id for claim in (found.whole, *found.parts))),
        identities=(found.identity,),
        assumptions=words.assumptions([found.identity]),
        grounds=words.grounds(case, [found.identity]),
        certificates=(found.certificate,),
    )


def agreement(case: Case, found: Agreement) -> Finding:
    """The finding of a claim that others imply."""
    stated = words.figure(case, found.claim)
    identities = found.identities
    if found.claim.of:
        arithmetic: str = _equal(found.expression, words.rate(found.implied, found.claim))
        text = said("{arithmetic}, as {stated} says.", arithmetic=arithmetic, stated=stated)
        title = case.describe(found.claim.cell)
        key: list[object] = [(found.claim.cell, found.claim.of)]
    elif identities:
        arithmetic = _equal(found.expression, found.implied)
        text = said("The other figures give {n}, as {stated} says.", n=found.implied, stated=stated)
        if found.expression == number(found.implied):
            (other,) = found.others
            equal = found.implied == words.printed(found.claim)
            arithmetic = said(
                "{left} = {right}" if equal else "{left} ≈ {right}",
                left=other.as_written,
                right=found.claim.as_written,
            )
            text = said("{other} and {stated} agree.", other=words.figure(case, other), stated=stated)
        title = words.title(case, identities[0])
        key = [identities[0].id]
    else:
        told = list(dict.fromkeys(words.voice(case, claim) for claim in (found.claim, *found.others)))
        first, *others = (said("{n}", n=words.printed(claim)) for claim in (found.claim, *found.others))
        arithmetic = reduce(_equal, others, first)
        text = said(
            "{voices} print the same number. Whether they drew on one document is not known.",
            voices=words.chained(told),
        )
        title = case.describe(found.claim.cell)
        key = [found.claim.cell, found.implied]
    return Finding(
        id=words.address("agreement", key),
        grade=Grade.CONFIRMATION,
        title=title,
        text=text,
        arithmetic=arithmetic,
        size=None,
        unit=None,
        claims=tuple(claim.id for claim in (found.claim, *found.others)),
        identities=identities,
        assumptions=words.assumptions(identities),
        grounds=words.grounds(case, identities),
        certificates=found.certificates,
    )


def _equal(left: Part, right: Part) -> Said:
    return said("{left} = {right}", left=left, right=right)


def _rivals(case: Case, found: Conflict) -> words.Told:
    """Figures for one quantity: each told with its voices, then the distance between the furthest."""
    if len(found.claims) == 1:
        return _alone(case, found.claims[0])
    one, other = found.claims
    unit = "day" if one.cell.measure.kind is Kind.DATE else one.cell.measure.unit
    written = sum((times * row.written for times, row in found.certificate.lines), Fraction(0))
    size = written if written >= 1 else found.certificate.proves  # "more than 5" misses 5 by one
    spoken: dict[str, dict[str | None, None]] = {}
    for claim in (*found.claims, *found.rivals):
        spoken.setdefault(words.quoted(claim), {})[words.heard(case, claim)] = None
    named = {figure: [voice for voice in voices if voice] for figure, voices in spoken.items()}
    figures = listed(
        [
            said("{figure} ({voice})", figure=figure, voice=listed(voices)) if voices else figure
            for figure, voices in named.items()
        ]
    )
    given = said("One quantity is given as {figures}.", figures=figures)
    if found.identities:
        given = said("{figures} are taken to count the same.", figures=figures)
    # A bound that is not the printed number leaves only a least distance.
    plain = all(
        row.written == 0 or abs(row.written) in _numbers(found, row) for _, row in found.certificate.lines
    )
    apart = said("{size} apart" if plain else "at least {size} apart", size=counted(size, unit))
    reading = words.reading(found)
    between = said("They are {apart}, {reading}.", apart=apart, reading=reading)
    if len(spoken) > 2:
        between = said(
            "{one} and {other} are {apart}, {reading}.",
            one=words.quoted(one),
            other=words.quoted(other),
            apart=apart,
            reading=reading,
        )
    unequal = f"{one.as_written} ≠ {other.as_written}"
    return words.Told(
        title=case.describe(one.cell),
        text=sentences([given, between, _copied(case, one, other)]),
        arithmetic=said("{figures}: {apart}", figures=unequal, apart=apart),
        size=size,
        unit=unit,
    )


def _is_of_rivals(found: Conflict) -> bool:
    """True for figures of one quantity, and for two that are taken to count the same."""
    is_of_same = len(found.claims) == 2 and all(
        identity.nature is Nature.SAME and identity.terms[0][1].measure.kind is not Kind.DATE
        for identity in found.identities
    )
    return not ratios_of(found) and (is_of_same or not found.identities)


def _numbers(found: Conflict, row: Row) -> set[Fraction]:
    """The numbers that the claim behind a row prints; days count as themselves."""
    claim = next(claim for claim in found.claims if claim.id == row.origin)
    if isinstance(claim.reading, Figure):
        return {quantity.value for quantity in claim.reading.quantities}
    return {abs(row.written)}


def _alone(case: Case, claim: Claim) -> words.Told:
    """A figure that its quantity cannot have, whatever the others say."""
    text = said("{figure} is a number that this quantity cannot have.", figure=words.figure(case, claim))
    arithmetic = said("{figure} is impossible", figure=words.quoted(claim))
    return words.Told(title=case.describe(claim.cell), text=text, arithmetic=arithmetic, size=None, unit=None)


def _copied(case: Case, one: Claim, other: Claim) -> str:
    """A word on a source that derives from the other: the two are no independent witnesses."""
    sources = (case.sources[one.citation.source], case.sources[other.citation.source])
    for copy, original in (sources, sources[::-1]):
        if original.id in copy.derived_from:
            return said(
                "{copy} derives from {original}, so one of the two may be a slip of copying.",
                copy=copy.id,
                original=original.id,
            )
    return ""
