"""Part and whole: what follows from the trees of measure, group, place and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.identity import Identity, Nature
from zul.terms.measure import MEASURES, Kind

AGGREGATE = "aggregate"  # a kind of place that may overlap others: "outside the republic"


class Trees:
    """Part and whole along measure, group, place and time."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._measures = {id: _line(id, lambda id: MEASURES[id].part_of) for id in MEASURES}
        self._groups = {id: case.line(id) for id in case.groups}
        self._places: dict[tuple[str, Period | None], list[str]] = {}
        self._inside: dict[str, list[tuple[str, tuple[Period, ...]]]] = defaultdict(list)
        for place in case.places:
            for whole, during in self._wholes(place):
                self._inside[whole].append((place, during))

    def identities(self, cells: list[Cell]) -> Iterator[Identity]:
        below = self._below(cells)
        for whole, parts in below.items():
            # Two spellings of one period are twins, none between the other and the whole.
            between = [cell for cell in parts if whole not in below[cell]]
            for part in parts:
                if not any(part in below[cell] and cell not in below[part] for cell in between):
                    yield _at_most([part], whole, Nature.PART)
            for siblings in self._siblings(list(parts)):
                if not any(below[cell].keys() >= set(siblings) for cell in between):
                    yield _at_most(siblings, whole, Nature.SIBLINGS)

    def _below(self, cells: list[Cell]) -> dict[Cell, dict[Cell, None]]:
        """For each cell those that are its parts; only cells with one address above them are compared."""
        at: dict[tuple[str, str, str | None], list[Cell]] = defaultdict(list)
        for cell in cells:
            at[cell.measure.id, cell.group, cell.place].append(cell)
        below: dict[Cell, dict[Cell, None]] = {cell: {} for cell in cells}
        for part in cells:
            places = [None] if part.place is None else self._place_line(part.place, part.period)
            lines = product(self._measures[part.measure.id], self._groups[part.group], places)
            for address in lines:
                for whole in at.get(address, ()):
                    if whole != part and _time_within(part, whole):
                        below[whole][part] = None
        return below

    def is_part(self, part: Cell, whole: Cell) -> bool:
        """True when everything that `part` counts is counted in `whole` too."""
        return (
            whole.measure.id in self._measures[part.measure.id]
            and whole.group in self._groups[part.group]
            and self._place_within(part, whole)
            and _time_within(part, whole)
        )

    def _place_within(self, part: Cell, whole: Cell) -> bool:
        if part.place is None or whole.place is None:
            return part.place == whole.place
        return whole.place in self._place_line(part.place, part.period)

    def _place_line(self, place: str, period: Period | None) -> list[str]:
        """The place and all that held it during all of the period."""
        key = (place, period)
        if key not in self._places:
            line = [place]
            for membership in self.case.places[place].part_of:
                if membership.period is None or (period is not None and period.within(membership.period)):
                    line += self._place_line(membership.whole, period)
            self._places[key] = list(dict.fromkeys(line))
        return self._places[key]

    def _siblings(self, parts: list[Cell]) -> Iterator[list[Cell]]:
        """Sets of parts that differ along one tree only and share no member, as large as they get."""
        trees: dict[str, Callable[[Cell, Cell], bool]] = {
            "place": self._places_apart,
            "group": self._groups_apart,
            "period": lambda a, b: (
                a.measure.kind is Kind.FLOW and bool(a.period and b.period and a.period.disjoint(b.period))
            ),
        }
        for tree, apart in trees.items():
            alike = defaultdict(list)
            for part in (part for part in parts if tree in part.measure.adds_over):
                fixed = tuple(
                    getattr(part, name) for name in ("measure", "group", "place", "period") if name != tree
                )
                alike[fixed].append(part)
            for candidates in alike.values():
                yield from _packings(candidates, apart, self.is_part)

    def _places_apart(self, a: Cell, b: Cell) -> bool:
        """Territories share nobody where no place lies inside both; aggregates may overlap anything."""
        if a.place is None or b.place is None:
            return False
        if AGGREGATE in ((self.case.places[id].kind or "").lower() for id in (a.place, b.place)):
            return False
        return not any(
            _at_one_time([a.period, *during_a, *during_b])
            for place, during_a in self._inside[a.place]
            for other, during_b in self._inside[b.place]
            if place == other
        )

    def _wholes(self, place: str) -> Iterator[tuple[str, tuple[Period, ...]]]:
        """The place and, by each way up the tree, all that ever held it, with the periods of that way."""
        yield place, ()
        for membership in self.case.places[place].part_of:
            for whole, during in self._wholes(membership.whole):
                yield whole, (*during, membership.period) if membership.period else during

    def _groups_apart(self, a: Cell, b: Cell) -> bool:
        """Groups are apart where their lines come from two siblings told apart by the same criterion."""
        for one in self._groups[a.group]:
            for other in self._groups[b.group]:
                left, right = self.case.groups[one], self.case.groups[other]
                if one != other and left.by and (left.part_of, left.by) == (right.part_of, right.by):
                    return True
        return False


def _at_one_time(periods: Iterable[Period | None]) -> bool:
    """True when no two of the periods surely lie apart."""
    known = [period for period in periods if period is not None]
    return not any(one.disjoint(other) for one, other in combinations(known, 2))


def _line(id: str, parent: Callable[[str], str | None]) -> list[str]:
    line = [id]
    while (above := parent(line[-1])) is not None:
        line.append(above)
    return line


def _time_within(part: Cell, whole: Cell) -> bool:
    if part.period == whole.period:
        return not (part.period and part.period.unknown)  # an unstated period may be any
    if part.measure.kind is not Kind.FLOW or part.period is None or whole.period is None:
        return False
    return part.period.within(whole.period)


def _packings(
    cells: list[Cell], apart: Callable[[Cell, Cell], bool], is_part: Callable[[Cell, Cell], bool]
) -> Iterator[list[Cell]]:
    """For each outermost cell the largest set found around it whose members are pairwise apart."""
    outermost = [
        cell
        for cell in cells
        if not any(is_part(cell, other) and not is_part(other, cell) for other in cells)
    ]
    placed: set[Cell] = set()
    for seed in outermost:
        if seed in placed:
            continue
        chosen = [seed]
        for cell in outermost:
            if all(cell != other and apart(cell, other) for other in chosen):
                chosen.append(cell)
        if len(chosen) > 1:
            packing = set(chosen)
            placed |= packing
            yield [cell for cell in outermost if cell in packing]


def _at_most(parts: list[Cell], whole: Cell, nature: Nature) -> Identity:
    terms = ((1, whole), *((-1, part) for part in parts))
    return Identity(
        id=f"{nature.name.lower()}: {' + '.join(sorted(map(str, parts)))} ≤ {whole}",
        nature=nature,
        terms=terms,
    )
