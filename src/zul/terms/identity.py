"""Equations and inequalities that follow from what cells mean, and the labelled rows made from them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from zul.terms.cell import Cell


class Nature(StrEnum):
    """Why an identity holds."""

    PART = "a part is at most its whole"
    SIBLINGS = "parts without common members sum to at most the whole"
    LIST = "the items of a list do not overlap"
    COMPLETE_LIST = "the items of a complete list sum to the whole"
    BALANCE = "opening plus entries less exits is closing"
    SAME = "two cells count the same thing"
    CONVERSION = "the one is so many times the other"
    DECLARED_PART = "the parts are declared to be at most the whole"
    COUNT = "a list has as many items as is stated"
    ORDER = "the one event does not come before the other"
    ELAPSED = "so much time passes between two events"


@frozen(kw_only=True)
class Identity:
    """Σ coefficient × cell = `constant` when `equal`, give or take `within`; otherwise ≥ `constant`.

    `assumption` is the id of what declares it; None for what follows from the trees of the case.
    A `hard` identity counts as a definition: derived ones do, declared ones when a judgement says so.
    """

    id: str
    nature: Nature
    terms: tuple[tuple[int | Fraction, Cell], ...]
    equal: bool = False
    constant: int = 0
    within: Fraction = Fraction(0)
    assumption: str | None = None
    hard: bool = True

    def __str__(self) -> str:
        positive = " + ".join(str(cell) for sign, cell in self.terms if sign > 0)
        negative = " + ".join(str(cell) for sign, cell in self.terms if sign < 0)
        constant = f"{self.constant:,}" if self.constant or not negative else ""
        return f"{positive} {'=' if self.equal else '≥'} {' + '.join(filter(None, (negative, constant)))}"

    @property
    def is_sum(self) -> bool:
        """True for an equation between cells, whose one figure the others make."""
        return self.equal and not self.constant and not self.within


@frozen(kw_only=True, unsafe_hash=False)
class Row:
    """One linear inequality, Σ coefficient × cell ≥ bound, that remembers where it comes from.

    `origin` is the id of a claim or an identity, or "definition" for what every cell obeys
    (no count is negative, the base of a ratio is at least one). `written` is the number as printed
    behind the bound: "more than 13,000" people gives the bound 13,001.
    """

    origin: str
    coefficients: Mapping[Cell, Fraction]
    bound: Fraction = Fraction(0)
    written: Fraction = Fraction(0)

    def __hash__(self) -> int:
        return hash((self.origin, self.bound, frozenset(self.coefficients)))


DEFINITION = "definition"
