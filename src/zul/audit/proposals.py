"""Assumptions that nobody declared and that would matter: the program proposes them, a person judges them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction

from zul.terms.assumption import Account, Assumption, Same
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure, Hedge
from zul.terms.identity import Identity, Nature
from zul.terms.said import said

NEAR = timedelta(days=31)  # an account opens and closes this near to its counts


def proposals(case: Case, derived: Iterable[Identity]) -> Mapping[str, Assumption]:
    """Assumptions by id: one place or time left unstated, one word for another, a full list, a balance.

    Nothing is proposed for cells that a declared assumption ties already: somebody has thought of them.
    """
    at: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        if claim.of is None and isinstance(claim.reading, Figure):
            at[claim.cell].append(claim)
    taken = {frozenset(assumption.named_cells) for assumption in case.assumptions.values()}
    found = [*_same_place(at), *_same_time(at), *_same_word(at), *_balances(at), *_full(at, derived)]
    return {one.id: one for one in found if frozenset(one.named_cells) not in taken}


def _grouped(cells: Iterable[Cell], address: Callable[[Cell], object]) -> Mapping[object, list[Cell]]:
    groups: dict[object, list[Cell]] = defaultdict(list)
    for cell in sorted(cells, key=str):
        groups[address(cell)].append(cell)
    return groups


def _same(why: str, one: Cell, other: Cell) -> Same:
    return Same(id=_id(one, other), why=why, cells=(one, other))


def _id(*cells: Cell) -> str:
    return f"assumed-{hashlib.sha256(' = '.join(map(str, cells)).encode()).hexdigest()[:8]}"


def _same_place(cells: Iterable[Cell]) -> Iterator[Assumption]:
    """A figure without a place, where one place only has figures of the same thing and time."""
    placed = _grouped(cells, lambda cell: (cell.measure, cell.group, cell.period))
    for alike in placed.values():
        stated = [cell for cell in alike if cell.place is not None]
        if len(stated) == 1 and len(alike) == 2:
            (bare,) = (cell for cell in alike if cell.place is None)
            yield _same(
                said("The figure without a place is of the place that the other names."), bare, stated[0]
            )


def _same_time(cells: Iterable[Cell]) -> Iterator[Assumption]:
    """A period that states one side, where one other period only has that side too and states both."""
    dated = _grouped(cells, lambda cell: (cell.measure, cell.group, cell.place))
    for alike in dated.values():
        for bare in alike:
            if bare.period is None or not bare.period.unknown:
                continue
            stated = [cell for cell in alike if cell.period and _shares_its_side(bare.period, cell.period)]
            if len(stated) == 1:
                why = said("The figure with a side of its period unstated is of the period of the other one.")
                yield _same(why, bare, stated[0])


def _shares_its_side(bare: Period, stated: Period) -> bool:
    if stated.unknown or stated.open:
        return False
    if bare.earliest:
        return bare.earliest == stated.earliest
    return bare.latest is not None and bare.latest == stated.latest


def _same_word(cells: Iterable[Cell]) -> Iterator[Assumption]:
    """The disappeared are taken to be dead, where a source counts them and another one the dead."""
    alike = _grouped(cells, lambda cell: (cell.group, cell.place, cell.period))
    for some in alike.values():
        by_measure = {cell.measure.id: cell for cell in some}
        if {"deaths", "died_or_disappeared"} <= by_measure.keys():
            why = said("Those who disappeared are taken to have died.")
            yield _same(why, by_measure["died_or_disappeared"], by_measure["deaths"])


def _balances(cells: Iterable[Cell]) -> Iterator[Assumption]:
    """Two counts of one population with the births and the deaths between them, and nothing else moving."""
    alike = _grouped(cells, lambda cell: (cell.group, cell.place))
    for some in alike.values():
        for measure in ("population", "registered"):
            counts = [c for c in some if c.measure.id == measure and c.period and c.period.latest]
            counts.sort(key=lambda cell: str(cell.period))
            for opening in counts:
                for closing in counts:
                    flows = _between(some, opening, closing)
                    if flows:
                        yield Account(
                            id=_id(opening, closing),
                            title=said("From one count to the next by births and deaths"),
                            why=said("Between the two counts nobody came or went but by birth and death."),
                            opening=(opening,),
                            entries=(flows["births"],),
                            exits=(flows["deaths"],),
                            closing=closing,
                        )


def _between(cells: Iterable[Cell], opening: Cell, closing: Cell) -> dict[str, Cell] | None:
    flows = {
        cell.measure.id: cell
        for cell in cells
        if cell.measure.id in ("births", "deaths") and _spans(cell.period, opening.period, closing.period)
    }
    return flows if len(flows) == 2 else None


def _spans(flow: Period | None, opening: Period | None, closing: Period | None) -> bool:
    """True when the flow begins where the first count was taken and ends where the second one was."""
    if not flow or not opening or not closing or flow.unknown or not (flow.earliest and flow.latest):
        return False
    if not (opening.earliest and opening.latest and closing.earliest and closing.latest):
        return False
    opens = opening.earliest - NEAR <= flow.earliest <= opening.latest + NEAR
    closes = closing.earliest - NEAR <= flow.latest <= closing.latest + NEAR
    return opens and closes and opening.latest < closing.earliest


def _full(at: Mapping[Cell, list[Claim]], derived: Iterable[Identity]) -> Iterator[Assumption]:
    """Parts that sum to their whole exactly as one source prints them: then there are no others."""
    for identity in derived:
        (_, whole), *parts = identity.terms
        if identity.equal or len(parts) < 2 or identity.nature not in (Nature.SIBLINGS, Nature.LIST):
            continue
        for source in dict.fromkeys(claim.citation.source for claim in at.get(whole, ())):
            printed = [_exact(at, cell, source) for cell in (whole, *(cell for _, cell in parts))]
            if None not in printed and printed[0] == sum(filter(None, printed[1:]), Fraction(0)) > 0:
                yield Account(
                    id=_id(whole, *(cell for _, cell in parts)),
                    title=said("Parts that fill their whole"),
                    why=said("The parts sum to the whole to the last digit, so that no other is missing."),
                    entries=tuple(cell for _, cell in parts),
                    closing=whole,
                )
                break


def _exact(at: Mapping[Cell, list[Claim]], cell: Cell, source: str) -> Fraction | None:
    for claim in at.get(cell, ()):
        reading = claim.reading
        if claim.citation.source == source and isinstance(reading, Figure) and reading.hedge is Hedge.EXACT:
            return reading.quantities[0].value
    return None
