"""What a reader would take for granted between the figures of a text: assumptions, for the audit to name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from zul.read import lexicon
from zul.read.case.parties import party_at
from zul.read.case.plain import added, is_exact, words_before
from zul.read.cells.addresses import ONCE
from zul.read.cells.item import Item, slug, value_of
from zul.read.cells.lists import ReadList
from zul.read.cells.measures import is_base
from zul.read.cells.scene import Scene
from zul.terms.assumption import Account, Assumption, Part, Same, Series
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES, Kind, Measure
from zul.terms.mention import Mention

Told = Iterator[Assumption]


@frozen(kw_only=True)
class Placed:
    """A number with its cell in the case, and the cell shared with its rivals if all was read right."""

    item: Item
    cell: Cell
    shared: Cell
    of: Cell | None = None
    reading: Figure | None = None  # where it is not that of the draft

    @property
    def value(self) -> float:
        """The number as printed, of a range the upper end; nought where the words give none."""
        return value_of(self.item) or 0.0


_AT_MOST = {
    "deaths_in_transit": "deported", "arrived": "deported", "deaths": "deported", "resettled": "deported",
    "died_or_disappeared": "deported", "families_settled": "families_deported", "not_returned": "deported",
}  # fmt: skip
_LEFT_OVER = re.compile(
    r"\b(?:meaning|leaving|left|remain\w*|thus|therefore|hence|so that|so|still|surviv\w+|balance|difference"
    r"|only|now|fell|down)\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"\b(?:an?|the|in the) (?:second|third|fourth|fifth|other(?! (?:end|side|hand)\b)|next)\b"
    r"|\banother\b|\bneighbou?ring\b"
    r"|\b(?:two|three|four|both|all) [^\W\d]+ together\b",
    re.IGNORECASE,
)
_OF_A_SHIP = re.compile(r"\bher\s+$", re.IGNORECASE)
_OF_THESE = re.compile(r"\s*(?:of|among) (?:these|those|them)\b", re.IGNORECASE)
AND_OTHERS = (
    re.compile(  # "three boys, two girls and I", "30 men and 40 women, and the children slept outside"
        r"[^.;:()\d]{0,30}?,? and (?:I|me|myself|(?:the|some|my|his|her|a few|several|many) [^\W\d]+)\b"
    )
)
_OR = re.compile(r"(?: of (?:us|them))?,? or (?:only |just )?", re.IGNORECASE)
STOCKS = ("registered", "population")
_EXITS = ("deaths", "died_or_disappeared", "released", "fled", "deaths_in_transit", "sent_to_camp")
_MOST_WHOLES = 500  # numbers that each number is set beside
_BESIDE = 40  # numbers on both sides that may belong to one balance
_MISSED = 0.5  # of those that a balance begins with
_A_FEW = 10  # persons, of whom only their own words tell what became of them
_NEARBY = 400  # code points between sentences that tell one balance


def sum_of(id: str, title: str, why: str, parts: Sequence[Placed], whole: Placed) -> Account:
    """That the parts are the whole together."""
    return Account(id=id, title=title, why=why, entries=tuple(one.cell for one in parts), closing=whole.cell)


def is_of_others(item: Item) -> bool:
    """True for the number of another train, of her passengers, or of several operations together."""
    return is_of_a_ship(item) or bool(ANOTHER.search(words_before(item)))


def is_of_a_ship(item: Item) -> bool:
    """True for "her 140 passengers": of one ship among several."""
    return bool(_OF_A_SHIP.search(_before(item.mention, item.scene)))


def near(one: Item, other: Item, factor: float = 1.5) -> bool:
    """True for two numbers that look like rivals: within a factor, or a power of ten apart."""
    a, b = value_of(one), value_of(other)
    if a is None or b is None or not a or not b:
        return False
    large, small = max(a, b), min(a, b)
    if large <= factor * small:
        return True
    return any(large == small * power for power in (10, 100, 1000))


def of_the_operation(placed: Sequence[Placed]) -> Told:
    """A count of one day, month or place against the count of the whole, which states none."""
    wholes = {
        (one.shared.measure, one.shared.group): one
        for one in reversed(placed)  # the first of them speaks
        if (one.shared.period, one.shared.place) == (None, None)
        and not (one.item.of or one.item.inherits("measure"))
        and one.shared.measure.kind is Kind.FLOW
    }
    done: set[Cell] = set()
    for one in placed:
        whole = wholes.get((one.shared.measure, one.shared.group))
        if one.item.of or whole is None or one.shared == whole.shared or one.cell in done:
            continue
        done.add(one.cell)
        measure, is_other = one.shared.measure, is_of_others(one.item) or is_of_others(whole.item)
        if is_other and near(one.item, whole.item):
            continue
        if measure.id in ONCE and one.item.series is None and near(one.item, whole.item):
            why = "The number with a date or place and the one without are of one operation."
            yield Same(id=f"operation-{len(done)}", why=why, cells=(one.cell, whole.cell))
        elif measure.adds_over and not is_far_beyond(one.item, whole.item):
            why = "The number without a date or place counts the whole operation, the other one a part of it."
            yield Part(id=f"operation-{len(done)}", why=why, parts=(one.cell,), whole=whole.cell)


def is_far_beyond(part: Item, whole: Item) -> bool:
    """True for a number so much larger that the text must speak of other people."""
    one, other = value_of(part), value_of(whole)
    return one is not None and other is not None and one > 3 * other and not near(part, whole)


def at_most(placed: Sequence[Placed]) -> Told:
    """Those who died, arrived or were settled are among the deported."""
    counted: dict[tuple[str, str, str | None], list[Placed]] = defaultdict(list)
    for one in placed:
        if not (one.item.of or one.item.series):
            counted[one.shared.measure.id, one.shared.group, one.shared.place].append(one)
    for number, one in enumerate(placed, start=1):
        wider = _AT_MOST.get(one.shared.measure.id)
        if wider is None or one.item.of or one.item.series or _has_own_whole(one.item):
            continue
        if one.item.inherits("measure") and one.value < _A_FEW:
            continue  # "We were six when we left"
        places = dict.fromkeys((None, one.shared.place))
        wholes = [
            other
            for place in places
            for other in counted[wider, one.shared.group, place][:_MOST_WHOLES]
            if not (is_far_beyond(one.item, other.item) or _is_told_beside(one.item, other.item))
            and not _is_out_of_these(other.item)
            and other.item.rules.get("measure") != "unit alone"
        ]
        if wholes:
            why = f"{one.shared.measure.name.capitalize()} are among the {MEASURES[wider].name}."
            wholes.sort(
                key=lambda whole: (whole.value < one.value, whole.shared.period is not None, whole.item.start)
            )
            whole = wholes[0]
            yield Part(id=f"among-{number}", why=why, parts=(one.cell,), whole=whole.cell)


def _is_told_beside(part: Item, whole: Item) -> bool:
    """True for "14 died and six were taken off", which are told side by side, and for two parties."""
    parties = [party_at(one.scene, one.start) for one in (part, whole)]
    is_of_two = (None not in parties and parties[0] != parties[1]) or is_of_others(whole)
    return is_of_two or (part.scene is whole.scene and part.end <= whole.start)


def _is_out_of_these(item: Item) -> bool:
    """True for a number of "Of these 5,214 had been built": a part of what the sentence before counts."""
    return bool(_OF_THESE.match(item.scene.document.text, item.scene.sentence.start, item.start))


def _has_own_whole(item: Item) -> bool:
    """True where the sentence takes a number out of another: "of her 207 passengers 184 went ashore"."""
    before = [q for q in item.scene.quantities if q.end <= item.start and q.unit == item.mention.unit]
    return any(is_base(one, item.scene) or _OF_A_SHIP.search(_before(one, item.scene)) for one in before)


def _before(one: Mention, scene: Scene) -> str:
    return scene.text(max(scene.sentence.start, one.start - 5), one.start)


def balances(placed: Sequence[Placed]) -> Told:
    """What is left of a number after deaths and departures, told in one place."""
    totals = [one for one in placed if one.shared.measure.id == "deported" and one.shared.place is None]
    for number, closing in enumerate(placed):
        item, scene = closing.item, closing.item.scene
        if closing.shared.measure.id not in STOCKS or not _counts_people(item) or _is_again(placed, number):
            continue
        beside = [
            other
            for other in placed[max(0, number - _BESIDE) : number + _BESIDE]
            if other is not closing
            and _counts_people(other.item)
            and other.item.scene.block is scene.block
            and other.item.start < scene.sentence.end
            and _may_be_one_place(other.item, item)
            and abs(other.item.scene.sentence.start - scene.sentence.start) < _NEARBY
        ]
        exits = [o for o in beside if o.shared.measure.id in _EXITS and not _later(o.item, item)]
        if any(o.shared.measure.id in ("deaths", "died_or_disappeared") for o in exits):
            exits = [o for o in exits if o.shared.measure.id != "deaths_in_transit"]
        entries = [o for o in beside if o.shared.measure.id == "births" and not _later(o.item, item)]
        if any(one.item.scene is scene for one in exits):  # what the sentence itself draws together
            exits, entries = ([one for one in some if one.item.scene is scene] for some in (exits, entries))
        opening = _opening(closing, beside, totals) if exits else None
        if opening is None:
            continue
        counted_twice = opening.shared.measure == closing.shared.measure and opening.item.day < item.day
        if not counted_twice and not _LEFT_OVER.search(scene.text(scene.sentence.start, scene.sentence.end)):
            continue
        if counted_twice:  # everything told between the two counts
            exits += [o for o in beside if o.shared.measure.id == "deported" and o is not opening]
            entries += [o for o in beside if o.shared.measure.id == "arrived" and o is not opening]
        cells = [one.cell for one in (opening, *entries, *exits, closing)]
        flows = [added(one.item for one in some) for some in ([opening, *entries], exits)]
        if abs(flows[0] - flows[1] - (value_of(item) or 0.0)) > _MISSED * flows[0]:
            continue  # what is left is told of others
        if len(set(cells)) < len(cells):
            continue
        yield Account(
            id=f"balance-{number}",
            title=f"From “{opening.item.mention.as_written}” to “{item.mention.as_written}”",
            why="The text draws the one number from the other and names nothing else between them.",
            opening=(opening.cell,),
            entries=tuple(one.cell for one in entries),
            exits=tuple(one.cell for one in exits),
            closing=closing.cell,
        )


def _is_again(placed: Sequence[Placed], at: int) -> bool:
    """True for the second count of "144 of us, or 135 without the boys", which leaves some of them out."""
    item, before = placed[at].item, placed[at - 1].item if at else None
    return (
        before is not None
        and before.scene is item.scene
        and before.mention.unit == item.mention.unit
        and bool(_OR.fullmatch(item.scene.text(before.end, item.start)))
    )


def transit(placed: Sequence[Placed]) -> Told:
    """Those taken, less those who died on the way, are those who arrived."""
    taken, died, arrived = (
        [one for one in placed if one.shared.measure.id == measure and _is_total(one)]
        for measure in ("deported", "deaths_in_transit", "arrived")
    )
    born = [one for one in placed if one.shared.measure.id == "births" and _is_total(one)]
    is_one = taken and died and len(arrived) == 1 and taken[0].shared.group == arrived[0].shared.group
    if is_one and not any(one.item.scene.block is died[0].item.scene.block for one in born):
        yield Account(
            id="transit",
            title="From departure to arrival",
            why="Those who did not die on the way arrived.",
            opening=(taken[0].cell,),
            exits=(died[0].cell,),
            closing=arrived[0].cell,
        )


def _is_total(one: Placed) -> bool:
    return is_exact(one.item) and _counts_people(one.item) and one.shared.place is None


def _may_be_one_place(one: Item, other: Item) -> bool:
    stated = [item.place for item in (one, other) if item.place and not item.inherits("place")]
    return len(set(stated)) < 2


def _counts_people(item: Item) -> bool:
    return item.mention.unit == "person" and item.of is None and item.series is None


def _later(item: Item, closing: Item) -> bool:
    """True when a number is surely of a time after the closing count."""
    one, other = stated(item), stated(closing)
    return bool(one and other and one.earliest and other.latest and one.earliest > other.latest)


def _opening(closing: Placed, beside: Sequence[Placed], totals: Sequence[Placed]) -> Placed | None:
    value = closing.value

    def opens(one: Placed) -> bool:
        return (
            one is not closing
            and one.shared.measure.id in ("deported", "arrived", *STOCKS)
            and one.shared.group == closing.shared.group
            and _counts_people(one.item)
            and is_exact(one.item)
            and (one.shared.measure == closing.shared.measure or one.value > value)
            and not _later(one.item, closing.item)
        )

    before = bisect_left(totals, closing.item.start, key=lambda one: one.item.start)
    earlier = (*totals[max(0, before - _MOST_WHOLES) : before], *beside)
    opening = [one for one in earlier if one.item.start < closing.item.start and opens(one)]
    twice = [
        one
        for one in opening
        if one.shared.measure == closing.shared.measure and one.item.day < closing.item.day
    ]
    return (twice or opening)[-1] if opening else None


def last_counts(placed: Sequence[Placed]) -> Told:
    """A share of a population that nobody counts is taken of the last count before it."""
    counted = {one.cell for one in placed if not one.item.of}
    bases = {one.item.of: one.item for one in placed if one.item.of and one.item.base is None}
    counts_of: dict[tuple[Measure, str], list[Placed]] = defaultdict(list)
    for one in placed:
        if _counts_people(one.item):
            counts_of[one.shared.measure, one.shared.group].append(one)
    for number, (base, share) in enumerate(bases.items(), start=1):
        if base.measure.id != "population" or base in counted:
            continue
        latest = share.period.latest if share.period else None
        alike = counts_of[base.measure, base.group][:_MOST_WHOLES]
        counts = [one for one in alike if latest is None or one.item.day <= latest]
        places = {one.shared.place for one in counts}
        if base.place is not None:
            counts = [one for one in counts if one.shared.place == base.place]
        elif len(places) > 1:
            counts = [one for one in counts if one.shared.place is None or one.shared.place in _top_places()]
        if counts:
            last = max(counts, key=lambda one: one.item.day)
            printed = last.item.mention.as_written
            why = f"“{printed}”, the last count, is the population that the share is of."
            yield Same(id=f"last-count-{number}", why=why, cells=(base, last.cell))


@cache
def _top_places() -> frozenset[str]:
    return frozenset(slug(whole) for whole in lexicon.wholes().values()) - {
        slug(part) for part in lexicon.wholes()
    }


def lists(found: Sequence[ReadList], placed: Sequence[Placed]) -> Iterator[Series]:
    """The lists of a text, with the cells that their wholes have in the case."""
    at = {id(one.item): one.cell for one in placed if not one.of}  # what is a rate adds up to nothing
    for one in found:
        if id(one.whole) in at and all(id(part) in at for part in one.parts):
            title = f"Parts of “{one.whole.mention.as_written}”"
            last = max(one.parts, key=lambda part: part.end)
            and_others = AND_OTHERS.match(last.scene.document.text, last.end)
            complete = one.complete and len(one.parts) > 1 and not and_others
            yield Series(id=one.id, title=title, why=one.why, whole=at[id(one.whole)], complete=complete)


def stated(item: Item) -> Period | None:
    """The period, where the sentence itself states it."""
    return None if item.inherits("period") else item.period
