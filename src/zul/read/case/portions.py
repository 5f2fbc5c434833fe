"""Shares and numbers that are taken out of a whole, where only the order of the words says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zul.read.case.durations import UNITS
from zul.read.case.plain import added, is_beside, is_exact
from zul.read.case.rates import Rate
from zul.read.case.relations import Placed, Told, sum_of
from zul.read.cells.item import Item, value_of
from zul.read.cells.measures import is_base
from zul.read.cells.ratios import taken_out_of
from zul.terms.assumption import Part
from zul.terms.figure import Figure

_OF_THAT = re.compile(r"\s*(?:percent|per cent|%)?\s+of (?:that|this|the|its|their)\b", re.IGNORECASE)
_OF_THAT_NUMBER = re.compile(
    r"(?: percent| per cent|%)? of (?:that|this)(?: (?:number|figure|total|sum|count))?, "
)
_OF_THE = re.compile(r"\s+of (?:the |these |those |all |his |her |its |their |our |my )*", re.IGNORECASE)
_RESTATES = re.compile(r"\s*(?:,|\(|, or|, that is,?|, i\.e\.,?)\s*(?:or |only |just )?", re.IGNORECASE)
_ASIDE = re.compile(  # "had been burned, which is one house in eight"
    r"[^.;:()\d]{0,60}(?:,? which (?:is|was|makes|made) |, that is,? |,? or |: | [–—] )(?:about |only )?",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+of (?:these|them|those|which)\b", re.IGNORECASE)
OF_THESE = re.compile(r"\.?\s+of (?:these|them|those|the|all)\b", re.IGNORECASE)
_OPENS_WITH = re.compile(
    r"\s*(?:of|among) (?:the|these|those|all(?: the)?)\s+(?P<noun>[^\W\d]+)\b[^,.;\d]{0,40},?\s+$", re.I
)
_PREPOSITION = r"(?:in|at|on|aboard|under|with)"
_OPENS_THERE = re.compile(  # "Of the persons in the collective centres, "
    rf"\s*(?:of|among) (?:the|these|those|all(?: the)?)(?: [^\W\d]+){{0,2}} {_PREPOSITION} "
    r"(?:the |its |their )?(?P<where>(?:[^\W\d]+[ -]?){1,3}?),?\s+",
    re.IGNORECASE,
)
OTHERS_BEFORE = re.compile(
    r"\s*\b(?:the|all) (?:other|others|remaining|rest|remainder)(?:,|, or| \()?\s*(?:the )?$", re.IGNORECASE
)
_OTHERS_AFTER = re.compile(r"\s+(?:[^\W\d]+ )?others\b|\s+remaining\b", re.IGNORECASE)
_OPENS_OF = re.compile(r"\s*of (?:the |these |those |its |their |all )*", re.IGNORECASE)
_TELLS_PART = re.compile(
    r"(?:\s*percent)?(?: of (?:the|its|their|all)(?: the)? [^\W\d]+)?,\s*(?:or )?"
    r"|[^.;,\d]{0,60}:\s*[^.;,\d]{0,40}"
)
_OF_THE_THINGS = re.compile(r"\s+of (?:the|these|those) [^\W\d]+", re.IGNORECASE)
_GAP, _BACK = 70, 700  # code points before an aside, and before a sentence
_NEAR = 12  # numbers before one
_ROUGH = 0.02  # of a number: how far a right share of it may be off
_CLOSE = 0.25  # of the whole: parts that miss it by more are of others


def shares(items: Sequence[Item]) -> Iterator[Rate]:
    """Shares without a whole: "1,680, 90 percent of that ration", "a quarter of the 8,850 tents, 2,212"."""
    for at, item in enumerate(items):
        reading = item.mention.reading
        restates_time = item.restates is not None and item.restates.mention.unit in UNITS
        if not item.is_percent or not isinstance(reading, Figure):
            continue
        if of_number := _of_number_before(items, at):
            yield Rate(item=item, part=of_number[0], base=of_number[1], reading=reading)
            continue
        is_named = item.restates is not None and named_whole(item.restates, items[:at]) is not None
        if (item.of and not restates_time) or is_named:
            continue
        found = (
            _of_that(items, at)
            or _of_that_number(items, at)
            or _of_number(items[at : at + 3])
            or _of_opening(items, at)
            or _of_base(items, at)
            or _of_pair(items[max(0, at - 2) : at + 1])
            or _of_larger(items, at)
        )
        if found and not _is_of_all(item, *found, items[max(0, at - _NEAR) : at]):
            yield Rate(item=item, part=found[0], base=found[1], reading=reading)


def _is_of_all(share: Item, part: Item, base: Item, before: Sequence[Item]) -> bool:
    """True for "150 and 90 beds, merged into one with 120, half of the former number"."""
    beside = [one for one in before if one.scene is base.scene and one is not part]
    whole = added(one for one in beside if one.mention.unit == base.mention.unit)
    told = (value_of(share) or 0.0) * whole / 100
    return len(beside) > 1 and abs(told - (value_of(part) or 0.0)) <= _ROUGH * told


def _of_that(items: Sequence[Item], at: int) -> tuple[Item, Item] | None:
    """The number just before a share, and one of its unit before that."""
    item, part = items[at], items[at - 1] if at else None
    scene = item.scene
    if part is None or part.scene is not scene or not part.is_count:
        return None
    is_of_that = _OF_THAT.match(scene.document.text, item.mention.numeral.end, scene.sentence.end)
    if not is_of_that or not _RESTATES.fullmatch(scene.text(part.end, item.start)):
        return None
    before = [
        one
        for one in items[max(0, at - _NEAR) : at - 1]
        if one.scene.block is scene.block
        and one.mention.unit == part.mention.unit
        and (value_of(one) or 0.0) >= (value_of(part) or 0.0)
    ]
    return (part, before[-1]) if before else None


def _of_that_number(items: Sequence[Item], at: int) -> tuple[Item, Item] | None:
    """The number just behind a share, and one before it: "2,580 in 1881, then half of that number, 1,720"."""
    share, beside = items[at], items[max(0, at - 1) : at + 2]
    if (
        len(beside) < 3
        or beside[2].scene is not share.scene
        or not (beside[0].is_count and beside[2].is_count)
    ):
        return None
    between = share.scene.text(share.mention.numeral.end, beside[2].start)
    alike = beside[0].mention.unit == beside[2].mention.unit and beside[0].scene.block is share.scene.block
    return (beside[2], beside[0]) if alike and _OF_THAT_NUMBER.fullmatch(between) else None


def _of_base(items: Sequence[Item], at: int) -> tuple[Item, Item] | None:
    """The number just after a share, in a sentence that opens with "of its 214 houses"."""
    share, beside = items[at], items[max(0, at - 1) : at + 2]
    if len(beside) < 3 or any(one.scene is not share.scene for one in beside):
        return None
    base, part = beside[0], beside[2]
    before = share.scene.text(max(share.scene.sentence.start, base.start - 15), base.start)
    opens = re.search(r"\b[Oo]f (?:its|the|their|our|these|those|all) $", before)
    is_aside = re.fullmatch(r",? (?:or|that is|i\.e\.),? ", share.scene.text(share.end, part.start))
    alike = part.mention.unit in (base.mention.unit, None)
    return (part, base) if opens and is_aside and alike else None


def _of_opening(items: Sequence[Item], at: int) -> tuple[Item, Item] | None:
    """The number just before a share, in a sentence that opens with "of the 1,742 deported"."""
    share, scene = items[at], items[at].scene
    counts = [
        one
        for one in items[max(0, at - _NEAR) : at]
        if one.scene is scene and one.is_count and one.mention.unit not in UNITS
    ]
    if len(counts) != 2 or not is_base(counts[0].mention, scene):
        return None
    base, part = counts
    between = scene.text(part.end, share.start)
    is_aside = len(between) <= _GAP and re.search(
        r"(?:,|\(|\bor|\bis|[–—])\s*(?:or )?[^,;:()\d]{0,15}$", between
    )
    alike = base.mention.unit == part.mention.unit
    return (part, base) if is_aside and alike else None


def _of_pair(items: Sequence[Item]) -> tuple[Item, Item] | None:
    """The two numbers just before a share: "60 of his 80 sheep, half of the flock"."""
    if len(items) < 3 or any(one.scene is not items[0].scene for one in items) or items[0].is_percent:
        return None
    part, base, share = items
    text = share.scene.document.text
    is_taken = _OF_THE.fullmatch(text[part.mention.numeral.end : base.start])
    is_aside = _RESTATES.fullmatch(text[base.end : share.start]) or _ASIDE.fullmatch(
        text[base.end : share.start]
    )
    return (part, base) if is_taken and is_aside and part.mention.unit == base.mention.unit else None


def _of_number_before(items: Sequence[Item], at: int) -> tuple[Item, Item] | None:
    """The number "of them" that a share says again, and the one before: "of 640 farms … 80 of them …"."""
    share, before = items[at], items[max(0, at - _NEAR) : at]
    part = share.restates or (before[-1] if before else None)
    if part is None or share.base is not None or part.scene is not share.scene or not part.is_count:
        return None
    text = share.scene.document.text
    between = text[part.end : share.start]
    is_every = share.mention.as_written.startswith("every ") and between.endswith(", ")
    is_aside = share.restates is not None or is_every or _ASIDE.fullmatch(between)
    if not is_aside or not _OF_THEM.match(text, part.mention.numeral.end):
        return None
    earlier = [one for one in before if one.start < part.start and one.is_count and not one.series]
    base = earlier[-1] if earlier else None
    if base is None or base.mention.unit != part.mention.unit:
        return None
    is_less = (value_of(part) or 0.0) < (value_of(base) or 0.0)
    return (part, base) if is_beside(base.scene, part.scene) and is_less else None


def _of_larger(items: Sequence[Item], at: int) -> tuple[Item, Item] | None:
    """The number that a share says again, and the larger one that the words take it out of."""
    part = items[at].restates
    base = taken_out_of(part, items[max(0, at - _NEAR) : at]) if part else None
    return (part, base) if part and base else None


def _of_number(items: Sequence[Item]) -> tuple[Item, Item] | None:
    """The number just after a share and the number that it is of."""
    if len(items) < 3 or any(one.scene is not items[0].scene for one in items):
        return None
    share, base, part = items
    text = share.scene.document.text
    aside = _TELLS_PART.fullmatch(text[share.mention.numeral.end : base.start])
    taken = re.fullmatch(
        r"(?: [^\W\d]+)?" + _OF_THE.pattern, text[base.mention.numeral.end : part.start], re.IGNORECASE
    )
    if aside and taken and base.mention.unit == part.mention.unit:
        return base, part  # "one in ten of the huts, 34 of the 94"
    if not _OF_THE.fullmatch(text[share.mention.numeral.end : base.start]):
        return None
    is_aside = _RESTATES.fullmatch(text[base.end : part.start])
    alike = base.mention.unit == part.mention.unit and (value_of(part) or 0.0) <= (value_of(base) or 0.0)
    return (part, base) if is_aside and alike else None


def taken_from(placed: Sequence[Placed]) -> Told:
    """Of "of the inhabitants, 42,300 went here and 8,965 there" both together are at most all of them."""
    for at, one in enumerate(placed):
        scene = one.item.scene
        if one.of or one.item.is_percent:
            continue
        named = named_whole(one.item, [it.item for it in placed[:at] if it.of is None])
        whole = next((it for it in placed[:at] if it.item is named), None)
        beside = [other for other in placed[at + 1 : at + 2] if _is_told_with(one, other)]
        parts = [one, *beside]
        is_of_these = bool(beside) or (whole and is_beside(whole.item.scene, scene))
        if whole and is_of_these and len({it.cell for it in (*parts, whole)}) == len(parts) + 1:
            number = whole.item.mention.as_written
            why = f"The sentence takes the numbers out of “{number}”."
            yield Part(id=f"taken-{at}", why=why, parts=tuple(it.cell for it in parts), whole=whole.cell)


def of_those_of_a_place(placed: Sequence[Placed]) -> Told:
    """Of "212 to Ban Hai … in Ban Hai titles were given to 236 of the households" the 236 are at most 212."""
    for at, part in enumerate(placed):
        item = part.item
        is_some = _OF_THE_THINGS.match(item.scene.document.text, item.mention.numeral.end)
        is_told = item.place and not item.inherits("place") and item.is_count and is_exact(item)
        if part.of or not (is_some and is_told):
            continue
        wholes = [
            one
            for one in placed[max(0, at - 2 * _NEAR) : at]
            if one.item.scene is not item.scene
            and one.item.mention.unit == item.mention.unit
            and one.item.place == item.place
            and not (one.of or one.item.inherits("place"))
        ]
        if len(wholes) == 1 and wholes[0].cell != part.cell:
            why = f"“{item.mention.as_written}” are told out of “{wholes[0].item.mention.as_written}”."
            yield Part(id=f"of-place-{at}", why=why, parts=(part.cell,), whole=wholes[0].cell)


def _is_told_with(one: Placed, other: Placed) -> bool:
    """True for a second plain number of the same unit in a sentence."""
    alike = one.item.mention.unit == other.item.mention.unit
    return alike and other.item.scene is one.item.scene and other.of is None


def of_those_there(placed: Sequence[Placed]) -> Told:
    """Of "of the persons in the centres, 90 …" the 90 are at most those "in the centres" counted before."""
    for at, part in enumerate(placed):
        scene = part.item.scene
        opening = _OPENS_THERE.fullmatch(scene.text(scene.sentence.start, part.item.start))
        if opening is None or part.of or not part.item.is_count:
            continue
        there = re.compile(
            rf"(?: [^\W\d]+)? {_PREPOSITION} (?:the |its |their )?{re.escape(opening['where'])}\b", re.I
        )
        wholes = [
            one
            for one in placed[max(0, at - _NEAR) : at]
            if one.item.scene.block is scene.block
            and one.item.scene is not scene
            and one.item.mention.unit == part.item.mention.unit
            and not one.of
            and there.match(scene.document.text, one.item.mention.numeral.end, one.item.scene.sentence.end)
        ]
        if len(wholes) == 1 and wholes[0].cell != part.cell:
            number = wholes[0].item.mention.as_written
            why = f"“{part.item.mention.as_written}” are told out of “{number}”."
            yield Part(id=f"there-{at}", why=why, parts=(part.cell,), whole=wholes[0].cell)


def others(placed: Sequence[Placed]) -> Told:
    """Of "six of the nine died, the four others were sent away" both parts together are the nine."""
    for at, (first, second) in enumerate(pairwise(placed)):
        scene, rest = first.item.scene, placed[at + 2 : at + 3]
        text = scene.document.text
        alike = first.item.mention.unit == second.item.mention.unit
        is_opening = alike and is_base(
            first.item.mention, scene
        )  # "of 720 houses 410 burned; the remaining 210"
        one, whole = (second, first) if is_opening else (first, second)
        if not rest or whole.item.scene is not scene or one.of or whole.of or rest[0].of:
            continue
        is_near = is_beside(scene, rest[0].item.scene)
        is_taken = is_opening or _OF_THE.fullmatch(text[one.item.mention.numeral.end : whole.item.start])
        cells = {one.cell, whole.cell, rest[0].cell}
        if is_near and is_taken and is_others(rest[0].item) and len(cells) == 3:
            title = f"The others of “{whole.item.mention.as_written}”"
            why = "The text tells of some of them and then of the others."
            yield sum_of(f"others-{at}", title, why, (one, rest[0]), whole)


def remaining(placed: Sequence[Placed]) -> Told:
    """In "of 90 houses in two towns 60 were sold and the remaining 20 burned" 60 and 20 are the 90."""
    for at, rest in enumerate(placed):
        scene = rest.item.scene
        inside = [one for one in placed[max(0, at - _NEAR) : at] if one.item.scene is scene]
        if not inside or not _OPENS_OF.fullmatch(scene.text(scene.sentence.start, inside[0].item.start)):
            continue
        whole, *between = inside
        parts = [one for one in (*between, rest) if _is_plain_number(one)]
        is_told = len(between) > len(parts) - 1 > 0  # with nothing else between they are told
        if not is_told or parts[-1] is not rest or not is_others(rest.item):
            continue
        missed = added(one.item for one in parts) - whole.value
        if abs(missed) <= _CLOSE * whole.value:
            title = f"What remained of “{whole.item.mention.as_written}”"
            why = "The sentence tells of some of them and then of the remaining ones."
            yield sum_of(f"remaining-{at}", title, why, parts, whole)


def _is_plain_number(one: Placed) -> bool:
    """True for a number without a noun, which is of what the sentence opens with, and not out of another."""
    of_these = OF_THESE.match(one.item.scene.document.text, one.item.mention.numeral.end)
    return one.item.mention.noun is None and not (one.of or one.item.is_percent or of_these)


def is_others(item: Item) -> bool:
    """True for the number of "the other 25" and "25 others"."""
    scene = item.scene
    before = scene.text(max(scene.sentence.start, item.start - 25), item.start)
    return bool(
        OTHERS_BEFORE.search(before) or _OTHERS_AFTER.match(scene.document.text, item.mention.numeral.end)
    )


def named_whole(part: Item, before: Sequence[Item]) -> Item | None:
    """The last number before that counts what the sentence opens with: "Of the women 198 had work"."""
    scene = part.scene
    opening = _OPENS_WITH.fullmatch(scene.text(scene.sentence.start, part.start))
    found = [
        one
        for one in (before if opening else ())
        if one.mention.noun is not None
        and opening
        and opening["noun"].lower() in one.mention.noun.surface.lower().split()
        and one.end <= scene.sentence.start
        and scene.sentence.start - one.start < _BACK
    ]
    return found[-1] if found else None
