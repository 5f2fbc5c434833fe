"""Soft identities that somebody declares: lists, accounts and relations between cells."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from zul.terms.cell import Cell
from zul.terms.measure import MEASURES

YEAR = Fraction(1461, 4)  # days


@frozen(kw_only=True)
class Series:
    """A printed list whose items are parts of `whole`.

    Its parts are the claims that name it. The assumption is that they do not overlap;
    with `complete` also that the list leaves nothing out.
    """

    id: str
    title: str
    why: str
    whole: Cell
    complete: bool = False

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return (self.whole,)


@frozen(kw_only=True)
class Account:
    """The balancing equation of one population: opening + entries − exits = closing.

    The assumption is that no other term is missing.
    """

    id: str
    title: str
    why: str
    opening: tuple[Cell, ...] = ()
    entries: tuple[Cell, ...] = ()
    exits: tuple[Cell, ...] = ()
    closing: Cell

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return (*self.opening, *self.entries, *self.exits, self.closing)


@frozen(kw_only=True)
class Same:
    """Two cells are taken to count the same thing."""

    id: str
    why: str
    cells: tuple[Cell, Cell]

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return self.cells


@frozen(kw_only=True)
class Conversion:
    """One quantity in two units: cells[0] is `factor` times cells[1], give or take `within` of its unit."""

    id: str
    why: str
    cells: tuple[Cell, Cell]
    factor: Fraction
    within: Fraction

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return self.cells


@frozen(kw_only=True)
class Part:
    """The parts together are taken to be at most the whole."""

    id: str
    why: str
    parts: tuple[Cell, ...]
    whole: Cell

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return (*self.parts, self.whole)


@frozen(kw_only=True)
class Count:
    """A list names as many items as the quantity says that there are."""

    id: str
    why: str
    items: tuple[str, ...]
    cell: Cell

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return (self.cell,)


def day_of(event: str) -> Cell:
    """The cell of the day of an event."""
    return Cell(measure=MEASURES["date"], group=event)


@frozen(kw_only=True)
class Order:
    """The event `then` does not come before the event `first`."""

    id: str
    why: str
    first: str
    then: str

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return (day_of(self.first), day_of(self.then))


@frozen(kw_only=True)
class Elapsed:
    """From the event `first` to the event `then` passes `time`, give or take half its unit and `within` days.

    `days` is how many of them its unit has, a year where nothing is said.
    """

    id: str
    why: str
    first: str
    then: str
    time: Cell
    days: Fraction = YEAR
    within: Fraction = Fraction(0)

    @property
    def named_cells(self) -> tuple[Cell, ...]:
        return (day_of(self.first), day_of(self.then), self.time)


Assumption = Series | Account | Same | Conversion | Part | Count | Order | Elapsed
