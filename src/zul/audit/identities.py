"""What follows from the meaning of cells: identities derived from the trees of a case, and declared ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve

from zul.audit.trees import Trees
from zul.terms.assumption import (
    Account,
    Assumption,
    Conversion,
    Count,
    Elapsed,
    Order,
    Part,
    Same,
    Series,
    day_of,
)
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.identity import Identity, Nature
from zul.terms.judgement import Verdict
from zul.terms.measure import Kind

Term = tuple[int | Fraction, Cell]


def identities(case: Case) -> tuple[Identity, ...]:
    """Every identity between the cells that the case names: derived ones, then declared ones."""
    derived = {_key(identity): identity for identity in Trees(case).identities(_named_cells(case))}
    declared = list(_declared(case))
    named = {_key(identity) for identity in declared}
    # A printed list that the trees make true anyway needs no assumption; it keeps its name.
    hardened = [
        evolve(identity, hard=True) if _key(identity) in derived else identity for identity in declared
    ]
    return (*(identity for key, identity in derived.items() if key not in named), *hardened)


def _key(identity: Identity) -> tuple[object, ...]:
    terms = frozenset(Counter(identity.terms).items())
    return terms, identity.equal, identity.constant, identity.within


def _named_cells(case: Case) -> list[Cell]:
    """Cells that have parts and wholes, each once, in an order that no file decides."""
    found: dict[Cell, None] = {}
    for claim in case.claims.values():
        found[claim.cell] = None
        if claim.of:
            found[claim.of] = None
    for assumption in case.assumptions.values():
        found.update(dict.fromkeys(assumption.named_cells))
    return sorted((c for c in found if c.measure.kind is not Kind.DATE and c.measure.has_parts), key=str)


def _declared(case: Case) -> Iterator[Identity]:
    for assumption in case.assumptions.values():
        judgement = case.judgement(assumption.id)
        if judgement and judgement.verdict is Verdict.DROP:
            continue
        hard = judgement is not None and judgement.verdict is Verdict.HARDEN
        yield evolve(_relation(case, assumption), hard=hard)


def _relation(case: Case, assumption: Assumption) -> Identity:
    def relation(nature: Nature, *terms: Term, equal: bool, **more: Any) -> Identity:
        return Identity(
            id=assumption.id, nature=nature, terms=terms, equal=equal, assumption=assumption.id, **more
        )

    match assumption:
        case Series():
            listed = (claim.cell for claim in case.claims.values() if claim.series == assumption.id)
            parts = dict.fromkeys(cell for cell in listed if cell != assumption.whole)
            nature = Nature.COMPLETE_LIST if assumption.complete else Nature.LIST
            terms = ((1, assumption.whole), *((-1, part) for part in parts))
            return relation(nature, *terms, equal=assumption.complete)
        case Account():
            entries = [(1, cell) for cell in (*assumption.opening, *assumption.entries)]
            exits = [(-1, cell) for cell in (*assumption.exits, assumption.closing)]
            return relation(Nature.BALANCE, *entries, *exits, equal=True)
        case Same():
            return relation(Nature.SAME, (1, assumption.cells[0]), (-1, assumption.cells[1]), equal=True)
        case Conversion():
            one, other = assumption.cells
            factor, within = assumption.factor, assumption.within
            return relation(Nature.CONVERSION, (1, one), (-factor, other), equal=True, within=within)
        case Part():
            parts_of = ((-1, part) for part in assumption.parts)
            return relation(Nature.DECLARED_PART, (1, assumption.whole), *parts_of, equal=False)
        case Count():
            return relation(Nature.COUNT, (1, assumption.cell), equal=True, constant=len(assumption.items))
        case Order():
            return relation(
                Nature.ORDER, (1, day_of(assumption.then)), (-1, day_of(assumption.first)), equal=False
            )
        case Elapsed():
            days = assumption.days
            passed = ((1, day_of(assumption.then)), (-1, day_of(assumption.first)), (-days, assumption.time))
            return relation(Nature.ELAPSED, *passed, equal=True, within=days / 2 + assumption.within)
