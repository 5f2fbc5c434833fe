"""One share that one source gives of two wholes of different size: the one or the other is hardly meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from zul.audit import words
from zul.audit.rows import Reading, closed
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.finding import Finding, Grade
from zul.terms.said import said, sentences


def findings(case: Case, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The findings of such shares: set side by side, without a proof and without a grade of error."""
    figures: dict[tuple[str, Cell], Claim] = {}  # the finest that a source gives for a quantity
    alike: dict[tuple[str, Cell, str, Fraction], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not isinstance(claim.reading, Figure) or len(claim.reading.quantities) != 1:
            continue
        source = claim.citation.source
        if claim.is_percent:
            alike[source, claim.cell, claim.reading.hedge, words.printed(claim)].append(claim)
        elif words.printed(claim):
            address = (source, claim.cell)
            figures[address] = min(figures.get(address, claim), claim, key=_grain)
    for (source, *_), shares in alike.items():
        for pair in combinations({claim.of: claim for claim in shares}.values(), 2):
            wholes = [figures[source, of] for share in pair if (of := share.of) and (source, of) in figures]
            if len(wholes) == 2 and not _may_be_equal(*wholes):
                yield _finding(case, pair, wholes, figures.get((source, pair[0].cell)))


def _grain(claim: Claim) -> Fraction:
    assert isinstance(claim.reading, Figure)
    return claim.reading.quantities[0].grain


def _may_be_equal(one: Claim, other: Claim) -> bool:
    return any(words.printed(a) in closed(b, Reading.WIDE) for a, b in ((one, other), (other, one)))


def _finding(case: Case, shares: tuple[Claim, Claim], wholes: Sequence[Claim], part: Claim | None) -> Finding:
    share = shares[0]
    one, other = (
        said("{figure} ({what})", figure=words.quoted(whole), what=case.describe(whole.cell))
        for whole in wholes
    )
    text: str = said(
        "{share} is stated of {one} and of {other}, which are not of one size.",
        share=words.figure(case, share),
        one=one,
        other=other,
    )
    sizes = [words.printed(whole) for whole in wholes]
    arithmetic = said(
        "{share} of {one} ↔ of {other}", share=words.quoted(share), one=sizes[0], other=sizes[1]
    )
    if part:
        made = [words.rounded(words.printed(part) / size * 100, share) for size in sizes]
        of_each = said(
            "{part} are {one} percent of the one and {other} percent of the other.",
            part=words.quoted(part),
            one=made[0],
            other=made[1],
        )
        text = sentences([text, of_each])
    return Finding(
        id=words.address("statement", [share.cell, *(claim.of for claim in shares)]),
        grade=Grade.STATEMENT,
        title=case.describe(share.cell),
        text=sentences([text, said("One share is seldom that of two wholes.")]),
        arithmetic=arithmetic,
        size=None,
        unit=None,
        claims=tuple(claim.id for claim in (*shares, *wholes, *([part] if part else []))),
        certificates=(),
    )
