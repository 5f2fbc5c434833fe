"""What follows from the meaning of cells: identities derived from the trees of a case, and declared ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from zul.audit.trees import Trees
from zul.terms.assumption import Account, Assumption, Part, Same, Series
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.identity import Identity, Nature
from zul.terms.judgement import Verdict
from zul.terms.measure import Kind


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


def _key(identity: Identity) -> tuple[frozenset[tuple[tuple[int, Cell], int]], bool]:
    return frozenset(Counter(identity.terms).items()), identity.equal


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
        nature, terms, equal = _relation(case, assumption)
        hard = judgement is not None and judgement.verdict is Verdict.HARDEN
        yield Identity(
            id=assumption.id, nature=nature, terms=terms, equal=equal, assumption=assumption.id, hard=hard
        )


def _relation(case: Case, assumption: Assumption) -> tuple[Nature, tuple[tuple[int, Cell], ...], bool]:
    match assumption:
        case Series():
            listed = (claim.cell for claim in case.claims.values() if claim.series == assumption.id)
            parts = dict.fromkeys(cell for cell in listed if cell != assumption.whole)
            nature = Nature.COMPLETE_LIST if assumption.complete else Nature.LIST
            return nature, ((1, assumption.whole), *((-1, part) for part in parts)), assumption.complete
        case Account():
            entries = [(1, cell) for cell in (*assumption.opening, *assumption.entries)]
            exits = [(-1, cell) for cell in (*assumption.exits, assumption.closing)]
            return Nature.BALANCE, (*entries, *exits), True
        case Same():
            return Nature.SAME, ((1, assumption.cells[0]), (-1, assumption.cells[1])), True
        case Part():
            return (
                Nature.DECLARED_PART,
                ((1, assumption.whole), *((-1, part) for part in assumption.parts)),
                False,
            )
