"""Which cell a number gets among those that seem to count the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve

from zul.read.case import relations
from zul.read.case.comparisons import OUT_OF
from zul.read.case.growth import is_the_change
from zul.read.case.parties import party_at
from zul.read.case.plain import words_before
from zul.read.cells.addresses import ONCE
from zul.read.cells.item import TOPIC, Item, slug, value_of
from zul.read.cells.measures import is_base, said_in
from zul.terms.assumption import Assumption
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.document import Part
from zul.terms.draft import Draft
from zul.terms.figure import Figure
from zul.terms.mention import Mention

_OUT_OF_NUMBER = re.compile(r"\s+(?:out )?of (?:the |these |those |all )?\d", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of (?:the|these|those) (?P<whom>[^\W\d]+)", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of (?:them|these|those|whom|which)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:The|Our) (?P<name>[^\W\d_a-z][^\W\d]+)\b[^.:]{0,120}?"
    r"\b(?:took|carried|held|had|brought|landed|bore|embarked)(?: (?:only|on board|aboard|another))? "
)
_NOT = re.compile(r"\b(?:not|nor|hardly|scarcely|barely|not even|instead of|rather than)\s+$", re.IGNORECASE)
_IN_A_THOUSAND = re.compile(r" (?:in|out of) (?:(?:a|every|one|each) thousand|1,000)\b", re.IGNORECASE)
_OF_A_THOUSAND = re.compile(r"\w" + _IN_A_THOUSAND.pattern + "$", re.IGNORECASE)
LARGEST, LARGEST_RATE = 5 * 10**15, 10**6  # what the audit can tell from its neighbours
_WE_WERE = re.compile(r"\b(?:we|they|there) (?:were|are)(?: only| now| still)* $", re.IGNORECASE)
_OF_THOSE = re.compile(  # "Of the people in the barracks, 40", "Of these inhabitants 238"
    r"\s*(?:of|among) (?:the|those|these|all(?: the)?) [^\W\d]+(?: (?:in|at|on|aboard) [^.;:,\d]{1,60})?"
    r",?\s+(?:only |just |some |about )?",
    re.IGNORECASE,
)
_WAS_PLANNED = re.compile(  # "The plan had been 75,000"
    r"\b(?:plan|quota|target)\b[^.;\d]{0,30}"
    r"\b(?:was|were|had been|stood at|spoke of|provided for|of|said)\b[^.;\d]*$",
    re.IGNORECASE,
)
_A_FEW = 12  # persons in one room or cart
MOST = 60  # numbers of one thing
_OF_ITS_OWN = re.compile(r"\s+of (?:their|its|his|her|our) own\b", re.IGNORECASE)  # "3 wagons of their own"
_REST_OR_AVERAGE = re.compile(
    r"\b(?:on average|an average of|the rest|the remaining|the others)\b", re.IGNORECASE
)


def is_readable(draft: Draft) -> bool:
    """True for a figure that the audit can set beside others."""
    figure = draft.reading
    if not isinstance(figure, Figure) or draft.cell is None or _NOT.search(draft.quote.prefix):
        return False
    words = draft.quote.prefix + draft.as_written
    if _IN_A_THOUSAND.match(draft.quote.suffix) or _OF_A_THOUSAND.search(words):
        return False  # neither of "50 in a thousand" counts anybody
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
    if _are_of_two(item, other):
        return False
    return relations.near(item, other, 1.5 if item.said_by == other.said_by else 2)


def _is_of_a_few(item: Item) -> bool:
    """True for "we were five" and "there were four of us": of those who were there just then."""
    return (value_of(item) or 0) <= _A_FEW and bool(_WE_WERE.search(_opening(item)))


def _opening(item: Item) -> str:
    return item.scene.text(item.scene.sentence.start, item.start)


def _is_of_those(item: Item) -> bool:
    """True for those of a population whom the sentence takes out of all of them."""
    return item.measure == "population" and bool(_OF_THOSE.fullmatch(_opening(item)))


def is_elsewhere(share: Item, base: Item) -> bool:
    """True for a share of one place beside a number of another, in another sentence."""
    own = [item.place for item in (share.restates or share, base) if not item.inherits("place")]
    return share.scene is not base.scene and len(own) == 2 and own[0] is not None and own[0] != own[1]


def taken_from(items: Sequence[Item]) -> set[int]:
    """The ids of those out of which others are told: in "of 90 women 7 died" the 90 did not die."""
    return {
        id(one)
        for one, other in pairwise(items)
        if one.scene is other.scene
        and one.measure == other.measure
        and is_base(one.mention, one.scene)
        and not _is_told(one)
    }


def _is_told(item: Item) -> bool:
    """True for "90 dead", which says itself what it counts, and for a population."""
    return item.rules.get("measure") == "own words" or item.measure == "population"


def stands_apart(item: Item, alike: Sequence[Item], whole: Item | None = None) -> bool:
    """True for a number that must count another thing than those that seem to count the same.

    It is of another train, ship or form, of several together, of the rest, or an average; it is far from them
    all; one of them stands before it in its own sentence, told by the same voice; it is a part of a `whole`
    of others; or there are more of them than any text says of one thing.
    """
    if len(alike) > MOST:
        return True
    if whole is not None and whole.scene is item.scene and whole.group.startswith(f"{item.group}-"):
        return True
    if item.measure == "height":
        return True  # of a tower, and of another building
    if relations.is_of_others(item) or _is_of_those(item) or _is_rest_or_average(item) or _is_of_a_few(item):
        return True
    if any(_are_of_two(item, other) for other in alike):
        return True
    others = [other for other in alike if other is not item and not item.is_percent]
    beside = [
        o for o in others if o.scene is item.scene and o.start < item.start and o.said_by == item.said_by
    ]
    return bool(beside) or (bool(others) and not any(relations.near(item, other, 2) for other in others))


def _are_of_two(item: Item, other: Item) -> bool:
    """True for what "the Dolphin took" and what "the Ranger took"."""
    names = {_named(item), _named(other)}
    return (len(names) == 2 and None not in names) or _is_line_again(item, other)


def _is_line_again(item: Item, other: Item) -> bool:
    """True for two fields with one label: the lines of a form that is filled in again."""
    one, another = item.scene.block, other.scene.block
    return one is not another and one.part is another.part is Part.FIELD and one.labels == another.labels


def _named(item: Item) -> str | None:
    """The name of a ship, a camp or a home whose own number a clause tells."""
    scene = item.scene
    match = _NAMED.fullmatch(scene.document.text, scene.sentence.start, item.start)
    return match["name"] if match else None


def has_rivals(item: Item) -> bool:
    """False for the rest, an average, what is "out of 80" or "71 of the fled", and for the 80 themselves."""
    text = item.scene.document.text
    of_own = _OF_THE.match(text, item.end, item.scene.sentence.end)
    if of_own and item.measure and said_in(of_own["whom"].lower(), "person") == item.measure:
        return False
    return not (
        relations.is_of_a_ship(item)
        or _WAS_PLANNED.search(words_before(item))
        or _is_of_a_few(item)
        or _is_of_those(item)
        or (item.inherits("measure") and OUT_OF.fullmatch(f" {_opening(item)}"))
        or _is_rest_or_average(item)
        or _OUT_OF_NUMBER.match(text, item.end, item.scene.sentence.end)
        or _OF_THEM.match(text, item.mention.numeral.end, item.scene.sentence.end)
        or (not _is_told(item) and any(OUT_OF.fullmatch(text, one.end, item.start) for one in _before(item)))
    )


def _before(item: Item) -> list[Mention]:
    """The number just before, in the sentence."""
    return [one for one in item.scene.quantities if one.end <= item.start][-1:]


def _is_rest_or_average(item: Item) -> bool:
    own = _OF_ITS_OWN.match(item.scene.document.text, item.end, item.scene.sentence.end)
    return bool(own or _REST_OR_AVERAGE.search(words_before(item))) or is_the_change(item)


def private(cell: Cell, draft: Draft) -> Cell:
    """The cell with a group of its own."""
    return evolve(cell, group=f"{cell.group}.{draft.id}")


def cells_of(claims: Iterable[Claim], assumptions: Iterable[Assumption]) -> set[Cell]:
    """All cells that they name."""
    found = {cell for assumption in assumptions for cell in assumption.named_cells}
    return found | {cell for claim in claims for cell in (claim.cell, claim.of) if cell}
