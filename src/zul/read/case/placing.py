"""Which cell a number gets among those that seem to count the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from zul.read.case import relations
from zul.read.case.parties import party_at
from zul.read.cells.addresses import ONCE
from zul.read.cells.item import TOPIC, Item, slug
from zul.read.cells.measures import said_in
from zul.terms.assumption import Assumption
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.draft import Draft
from zul.terms.figure import Figure

_OUT_OF_NUMBER = re.compile(r"\s+(?:out )?of (?:the |these |those |all )?\d", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of (?:the|these|those) (?P<whom>[^\W\d]+)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|nor|hardly|scarcely|barely|not even|instead of|rather than)\s+$", re.IGNORECASE)
LARGEST, LARGEST_RATE = 5 * 10**15, 10**6  # what the audit can tell from its neighbours
MOST = 60  # numbers of one thing
_REST_OR_AVERAGE = re.compile(
    r"\b(?:on average|an average of|the rest|the remaining|the others)\b", re.IGNORECASE
)


def is_readable(draft: Draft) -> bool:
    """True for a figure that the audit can set beside others."""
    figure = draft.reading
    if not isinstance(figure, Figure) or draft.cell is None or _NOT.search(draft.quote.prefix):
        return False
    if draft.quote.exact.lower().startswith("not "):
        return False  # "not one in ten" says that they were few
    if draft.of is None and (figure.is_rate and draft.cell.measure.whole_numbers):
        return False
    largest = LARGEST_RATE if figure.is_rate else LARGEST
    return all(quantity.value <= largest for quantity in figure.quantities)


def shared_cell(cell: Cell, item: Item) -> Cell:
    """The cell that the figure shares with its rivals; what happened once needs no time told elsewhere.

    The figures of one party among several share no cell with those of another.
    """
    if party := party_at(item.scene, item.start):
        cell = evolve(cell, group=f"{cell.group}.{slug(party)}")
    if item.inherits("period") and cell.measure.id in ONCE:
        return evolve(cell, period=None)
    return cell


def is_unsure(item: Item) -> bool:
    """True when a part of the address stands elsewhere in the text."""
    parts = ["measure", "group", "place", "period"]
    if item.measure in ONCE:
        parts.remove("period")
    if item.measure == "elapsed":
        return True  # each stretch of time is one of its own
    if item.rules.get("group") == TOPIC:
        parts.remove("group")
    return item.measure is None or any(item.inherits(part) for part in parts)


def may_rival(item: Item, other: Item) -> bool:
    """True for numbers near each other; two voices may differ more than one that says a thing twice."""
    return relations.near(item, other, 1.5 if item.said_by == other.said_by else 2)


def is_elsewhere(share: Item, base: Item) -> bool:
    """True for a share of one place beside a number of another, in another sentence."""
    own = [item.place for item in (share.restates or share, base) if not item.inherits("place")]
    return share.scene is not base.scene and len(own) == 2 and own[0] is not None and own[0] != own[1]


def stands_apart(item: Item, alike: Sequence[Item], whole: Item | None = None) -> bool:
    """True for a number that must count another thing than those that seem to count the same.

    It is of another train, of several together, of the rest, or an average; it is far from them all; one of
    them stands before it in its own sentence, told by the same voice; it is a part of a `whole` of others; or
    there are more of them than any text says of one thing.
    """
    if len(alike) > MOST:
        return True
    if whole is not None and whole.scene is item.scene and whole.group.startswith(f"{item.group}-"):
        return True
    if relations.is_of_others(item) or _is_rest_or_average(item):
        return True
    others = [other for other in alike if other is not item and not item.is_percent]
    beside = [
        o for o in others if o.scene is item.scene and o.start < item.start and o.said_by == item.said_by
    ]
    return bool(beside) or (bool(others) and not any(relations.near(item, other, 2) for other in others))


def has_rivals(item: Item) -> bool:
    """False for the rest, an average, and what is "out of 80" or "71 of the fled"."""
    text = item.scene.document.text
    of_own = _OF_THE.match(text, item.end, item.scene.sentence.end)
    if of_own and item.measure and said_in(of_own["whom"].lower(), "person") == item.measure:
        return False
    return not (
        relations.is_of_a_ship(item)
        or _is_rest_or_average(item)
        or _OUT_OF_NUMBER.match(text, item.end, item.scene.sentence.end)
    )


def _is_rest_or_average(item: Item) -> bool:
    clause, scene = item.scene.clause(item.start), item.scene
    return bool(_REST_OR_AVERAGE.search(scene.text(clause.start, max(clause.start, item.start))))


def private(cell: Cell, draft: Draft) -> Cell:
    """The cell with a group of its own."""
    return evolve(cell, group=f"{cell.group}.{draft.id}")


def cells_of(claims: Iterable[Claim], assumptions: Iterable[Assumption]) -> set[Cell]:
    """All cells that they name."""
    found = {cell for assumption in assumptions for cell in assumption.named_cells}
    return found | {cell for claim in claims for cell in (claim.cell, claim.of) if cell}
