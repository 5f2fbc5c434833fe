"""A certificate as a table that can be added up by hand: letters for cells, exact numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from zul.publish.language import Language
from zul.publish.words import Words, day
from zul.terms.bounds import number
from zul.terms.cell import Cell
from zul.terms.finding import Certificate
from zul.terms.identity import DEFINITION
from zul.terms.measure import Kind


@frozen(kw_only=True)
class Line:
    """One row of a proof: how often it is taken, from where, what it says, and what it adds."""

    multiplier: str
    origin: str
    kind: str  # claim, identity or definition
    says: str
    adds: str


@frozen(kw_only=True)
class Proof:
    """The rows of a certificate and what they prove; `letters` name the cells, which share `common`."""

    common: str
    letters: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    proves: str
    impossible: bool
    total: str
    of_days: bool
    begins_above: bool


def proof(words: Words, certificate: Certificate) -> Proof:
    """The table of a certificate."""
    cells = dict.fromkeys(cell for _, row in certificate.lines for cell in row.coefficients)
    letters = {cell: _letter(i) for i, cell in enumerate(cells)}
    language = words.language
    common, names = words.short(cells)
    return Proof(
        common=common,
        letters=tuple((letter, names[cell]) for cell, letter in letters.items()),
        lines=tuple(
            Line(
                multiplier=language.digits(exact(multiplier)),
                origin=row.origin,
                kind=_kind(words, row.origin),
                says=_relation(row.coefficients, row.bound, letters, language),
                adds=language.digits(exact(multiplier * row.bound)),
            )
            for multiplier, row in certificate.lines
        ),
        proves=_relation(certificate.target, certificate.proves, letters, language),
        impossible=not any(certificate.target.values()),
        total=language.digits(exact(certificate.proves)),
        begins_above=any(
            row.bound != row.written for _, row in certificate.lines if row.origin in words.case.claims
        ),
        of_days=any(cell.measure.kind is Kind.DATE for cell in cells),
    )


def exact(value: Fraction) -> str:
    """The number as a decimal where four places hold it exactly, else as a fraction.

    >>> exact(Fraction(3549)), exact(Fraction(9, 20)), exact(Fraction(-10000, 613))
    ('3,549', '0.45', '−10,000/613')
    """
    sign, value = "−" if value < 0 else "", abs(value)
    if 10_000 % value.denominator:
        return f"{sign}{value.numerator:,}/{value.denominator:,}"
    return sign + number(value)


def _letter(index: int) -> str:
    turn, place = divmod(index, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def _kind(words: Words, origin: str) -> str:
    if origin == DEFINITION:
        return "definition"
    return "claim" if origin in words.case.claims else "identity"


def _relation(
    coefficients: Mapping[Cell, Fraction], bound: Fraction, letters: Mapping[Cell, str], language: Language
) -> str:
    """Σ coefficient × cell ≥ bound, with every term on the side where it is positive."""
    kept = {cell: coefficient for cell, coefficient in coefficients.items() if coefficient}
    if len(kept) == 1:
        ((cell, coefficient),) = kept.items()
        if abs(coefficient) == 1:
            limit = language.digits(exact(coefficient * bound))
            if cell.measure.kind is Kind.DATE:
                limit = language.period(day(abs(bound)))
            return f"{letters[cell]} {'≥' if coefficient > 0 else '≤'} {limit}"
    left = [_times(coefficient, letters[cell]) for cell, coefficient in kept.items() if coefficient > 0]
    right = [_times(-coefficient, letters[cell]) for cell, coefficient in kept.items() if coefficient < 0]
    if bound:
        (right if bound > 0 else left).append(exact(abs(bound)))
    return language.digits(f"{' + '.join(left) or '0'} ≥ {' + '.join(right) or '0'}")


def _times(coefficient: Fraction, letter: str) -> str:
    return letter if coefficient == 1 else f"{exact(coefficient)} {letter}"
