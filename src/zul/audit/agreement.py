"""What the figures agree on, and what a list leaves out: all with the numbers as printed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from zul.audit.rows import Reading, claim_rows, identity_rows, reading_of
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Certificate
from zul.terms.identity import Identity, Nature, Row
from zul.terms.measure import Kind
from zul.terms.said import said

MOST_COMBINATIONS = 200  # of rivals for the other cells of one identity
TOLERANCE = Fraction(1, 20)  # a figure called approximate agrees within five percent

Line = tuple[Fraction, Row]


@frozen(kw_only=True)
class Gap:
    """The claims of a list and the whole they do not fill; the certificate proves the rest."""

    identity: Identity
    whole: Claim
    parts: tuple[Claim, ...]
    rest: Fraction
    certificate: Certificate


@frozen(kw_only=True)
class Agreement:
    """A claim that others imply: through identities, as a ratio, or as independent witnesses."""

    claim: Claim
    others: tuple[Claim, ...]
    identities: tuple[Identity, ...] = ()
    expression: str
    implied: Fraction
    certificates: tuple[Certificate, ...]


@frozen(kw_only=True)
class _Given:
    """A value for one cell, with the claims behind it and the rows that bound it from each side."""

    value: Fraction
    claims: tuple[Claim, ...]
    identities: tuple[Identity, ...] = ()
    words: str
    at_least: tuple[Line, ...]
    at_most: tuple[Line, ...]


def gaps(claims: Sequence[Claim], identities: Sequence[Identity]) -> Iterator[Gap]:
    """Lists of at least two parts, told by one source, that sum to less than their whole."""
    at = _figures_at(claims)
    closed = {frozenset(identity.terms) for identity in identities if identity.is_sum}
    for identity in identities:
        (_, whole), *parts = identity.terms
        if identity.equal or len(parts) < 2 or frozenset(identity.terms) in closed:
            continue
        for source in dict.fromkeys(claim.citation.source for claim in at[parts[0][1]]):
            chosen = [_of_source(at[cell], source) for cell in (whole, *(cell for _, cell in parts))]
            told = [claim for claim in chosen if claim]
            rest = (
                _value(told[0]) - sum(map(_value, told[1:]), Fraction(0))
                if len(told) == len(chosen)
                else Fraction(0)
            )
            if rest > 0:
                lines = [(Fraction(1), _side(claim, lower=claim is told[0])) for claim in told]
                target: dict[Cell, Fraction] = defaultdict(Fraction)
                for sign, cell in identity.terms:
                    target[cell] += sign
                certificate = Certificate.adding_up(lines, dict(target))
                yield Gap(
                    identity=identity,
                    whole=told[0],
                    parts=tuple(told[1:]),
                    rest=rest,
                    certificate=certificate,
                )
                break


def agreements(
    case: Case, claims: Sequence[Claim], identities: Sequence[Identity], broken: Collection[str]
) -> Iterator[Agreement]:
    """Claims implied by the others within the rounding of their own words; one for each equation or ratio.

    Equations that a conflict has broken confirm nothing.
    """
    at = _figures_at(claims)
    equations = [i for i in identities if i.equal and not i.within and i.id not in broken]
    yield from _witnesses(case, at)
    for equation in equations:
        yield from itertools.islice(_closing(equation, at), 1)
    ratios: dict[tuple[Cell, Cell], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.of:
            ratios[claim.cell, claim.of].append(claim)
    for (cell, of), stated in ratios.items():
        yield from itertools.islice(_ratio(stated, cell, of, at, equations), 1)


def sum_in_words(parts: Iterable[tuple[int | Fraction, str]]) -> str:
    """A sum as people write it, positive terms first."""
    left = ""
    for sign, term in sorted(parts, key=lambda part: part[0] < 0):
        if not left:
            left = term if sign > 0 else said("− {right}", right=term)
        elif sign > 0:
            left = said("{left} + {right}", left=left, right=term)
        else:
            left = said("{left} − {right}", left=left, right=term)
    return left


def _closing(identity: Identity, at: Mapping[Cell, list[Claim]]) -> Iterator[Agreement]:
    """An equation whose other terms, as printed, give a claim on one of its cells."""
    is_list = identity.nature is Nature.COMPLETE_LIST  # its whole stands first, that of a balance last
    for _, cell in identity.terms if is_list else reversed(identity.terms):
        for claim in at[cell]:
            for given in _through(identity, cell, at, claim.citation.source):
                if _agrees(claim, given.value):
                    yield Agreement(
                        claim=claim,
                        others=given.claims,
                        identities=given.identities,
                        expression=given.words,
                        implied=given.value,
                        certificates=(
                            Certificate.adding_up(given.at_least, {cell: Fraction(1)}),
                            Certificate.adding_up(given.at_most, {cell: Fraction(-1)}),
                        ),
                    )


def _ratio(
    stated: list[Claim], cell: Cell, of: Cell, at: Mapping[Cell, list[Claim]], equations: list[Identity]
) -> Iterator[Agreement]:
    """A printed share or ratio that the printed part and base give, or an equation in place of either."""
    for claim in stated:
        own = claim.citation.source
        pairs = itertools.product(_given(cell, at, equations, own), _given(of, at, equations, own))
        for part, base in itertools.islice(pairs, MOST_COMBINATIONS):
            bases = {c.cell: c for c in base.claims}
            if base.value <= 0 or any(c.cell in bases and bases[c.cell] is not c for c in part.claims):
                continue
            implied = part.value / base.value * (100 if claim.is_percent else 1)
            if _agrees(claim, implied):
                words = said("({sum})", sum=part.words) if len(part.claims) > 1 else part.words
                yield Agreement(
                    claim=claim,
                    others=tuple(dict.fromkeys((*part.claims, *base.claims))),
                    identities=tuple(dict.fromkeys((*part.identities, *base.identities))),
                    expression=said("{part} ÷ {base}", part=words, base=base.words),
                    implied=implied,
                    certificates=tuple(
                        _in_proportion(row, cell, of, part, base)
                        for row in claim_rows(claim, _confirmed_in(claim))
                    ),
                )


def _in_proportion(row: Row, cell: Cell, of: Cell, part: _Given, base: _Given) -> Certificate:
    """Proof that part and base keep one side of the stated ratio."""
    per_base = row.coefficients.get(of, Fraction(0))
    lines = list(part.at_least if row.coefficients[cell] > 0 else part.at_most)
    lines += [
        (abs(per_base) * times, r)
        for times, r in (base.at_least if per_base > 0 else base.at_most)
        if per_base
    ]
    return Certificate.adding_up(lines, row.coefficients)


def _given(
    cell: Cell, at: Mapping[Cell, list[Claim]], equations: list[Identity], own: str
) -> Iterator[_Given]:
    """Values for a cell: its figures, or where it has none what an equation makes of the others."""
    for claim in _ordered(at[cell], own):
        yield _Given(
            value=_value(claim),
            claims=(claim,),
            words=said("{n}", n=_value(claim)),
            at_least=((Fraction(1), _side(claim, lower=True)),),
            at_most=((Fraction(1), _side(claim, lower=False)),),
        )
    if not at[cell]:
        for equation in equations:
            if any(cell == other for _, other in equation.terms):
                yield from _through(equation, cell, at, own)


def _through(identity: Identity, cell: Cell, at: Mapping[Cell, list[Claim]], own: str) -> Iterator[_Given]:
    """What an equation makes of the figures for its other cells."""
    sign = next(sign for sign, other in identity.terms if other == cell)
    others = [(-sign * other_sign, other) for other_sign, other in identity.terms if other != cell]
    pools = [_ordered(at[other], own) for _, other in others]
    sides = {row.coefficients[cell] > 0: row for row in identity_rows(identity) if cell in row.coefficients}
    if len(sides) < 2:
        return  # the cell stands on both sides and cancels out
    for chosen in itertools.islice(itertools.product(*pools), MOST_COMBINATIONS):
        signed = [(s, claim) for (s, _), claim in zip(others, chosen, strict=True)]
        yield _Given(
            value=sum((s * _value(claim) for s, claim in signed), sign * Fraction(identity.constant)),
            claims=chosen,
            identities=(identity,),
            words=sum_in_words((s, said("{n}", n=_value(claim))) for s, claim in signed)
            or said("{n} items listed", n=identity.constant),
            at_least=((Fraction(1), sides[True]), *((Fraction(1), _side(c, lower=s > 0)) for s, c in signed)),
            at_most=((Fraction(1), sides[False]), *((Fraction(1), _side(c, lower=s < 0)) for s, c in signed)),
        )


def _witnesses(case: Case, at: Mapping[Cell, list[Claim]]) -> Iterator[Agreement]:
    """The same number for one quantity from sources of which none copies another."""
    for cell, rivals in list(at.items()):
        by_value = defaultdict(list)
        for claim in rivals:
            by_value[_value(claim)].append(claim)
        for value, alike in by_value.items():
            first, *others = _independent(case, alike)
            if others:
                yield Agreement(
                    claim=first,
                    others=tuple(others),
                    expression=said("{n}", n=value),
                    implied=value,
                    certificates=tuple(
                        Certificate.adding_up(
                            [(Fraction(1), _side(others[0], lower=side > 0))], {cell: Fraction(side)}
                        )
                        for side in (1, -1)
                    ),
                )


def _independent(case: Case, claims: list[Claim]) -> list[Claim]:
    """Claims of which none copies another or a third one with it, or reports its voice; originals first."""
    lineages = {claim.id: _lineage(case, claim.citation.source) for claim in claims}
    chosen: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: len(lineages[claim.id])):
        if not any(
            lineages[claim.id] & lineages[other.id] or (claim.said_by and claim.said_by == other.said_by)
            for other in chosen
        ):
            chosen.append(claim)
    return chosen


def _lineage(case: Case, source: str) -> set[str]:
    line = {source}
    ahead = [source]
    while ahead:
        parents = set(case.sources[ahead.pop()].derived_from) - line
        line |= parents
        ahead += parents
    return line


def _agrees(claim: Claim, value: Fraction) -> bool:
    """Within the reading that the figure is confirmed in, and near a number that is only approximate."""
    approximate = isinstance(claim.reading, Figure) and claim.reading.hedge is Hedge.APPROXIMATELY
    if approximate and abs(value - _value(claim)) > TOLERANCE * _value(claim):
        return False
    bounds = reading_of(claim, _confirmed_in(claim))
    return None not in (bounds.lower, bounds.upper) and value in bounds


def _confirmed_in(claim: Claim) -> Reading:
    """A one-sided figure agrees with too much to be confirmed, unless its hedge is taken at its word."""
    wide = reading_of(claim, Reading.WIDE)
    return Reading.TIGHT if None in (wide.lower, wide.upper) else Reading.WIDE


def _figures_at(claims: Sequence[Claim]) -> Mapping[Cell, list[Claim]]:
    """Claims that print one number for a cell, by cell."""
    at: Mapping[Cell, list[Claim]] = defaultdict(list)
    for claim in claims:
        is_number = isinstance(claim.reading, Figure) and claim.reading.hedge in (
            Hedge.EXACT,
            Hedge.APPROXIMATELY,
        )
        if is_number and claim.of is None and claim.cell.measure.kind is not Kind.DATE:
            at[claim.cell].append(claim)
    return at


def _ordered(claims: list[Claim], own: str) -> list[Claim]:
    """Those of the own source first, and among them the most finely printed."""
    return sorted(claims, key=lambda claim: (claim.citation.source != own, _grain(claim)))


def _of_source(claims: list[Claim], source: str) -> Claim | None:
    return next((claim for claim in _ordered(claims, source) if claim.citation.source == source), None)


def _grain(claim: Claim) -> Fraction:
    assert isinstance(claim.reading, Figure)  # _figures_at lets only numbers pass
    return claim.reading.quantities[0].grain


def _value(claim: Claim) -> Fraction:
    """The printed number."""
    assert isinstance(claim.reading, Figure)  # _figures_at and the ratios let only numbers pass
    return claim.reading.quantities[0].value


def _side(claim: Claim, *, lower: bool) -> Row:
    rows = list(claim_rows(claim, Reading.PRINTED))
    return rows[0] if lower else rows[-1]
