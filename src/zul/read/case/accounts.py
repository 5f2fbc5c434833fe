"""What is left of a number and what the others are, where the arithmetic says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zul.read.case.plain import added, is_bare, is_exact
from zul.read.case.portions import is_others
from zul.read.case.relations import Placed, Told, is_of_others, sum_of
from zul.read.case.totals import is_slip
from zul.terms.assumption import Account
from zul.terms.document import Part

_LEFT = re.compile(  # "which leaves a balance of", "handed over 2,312 head, lost 248 head"
    r"\b(?:leav(?:es|ing)|left|balance|surplus|remain\w*|lost|missing|wanting|short of|shortfall|deficit"
    r"|difference|gap|unspent|carried (?:over|forward)|in hand)\b"
    r"[^.;\d]{0,60}$",
    re.IGNORECASE,
)
_FREE = re.compile(  # "so that 19 stood free", "the 625 who stayed behind", "248 were missing"
    r"\s(?:[^\W\d]+ )?(?:stood |were |are |was |is |could be |has been |had been )?(?:still )?"
    r"(?:free|empty|vacant|left|missing|lost|unaccounted|unspent|over|carried (?:over|forward)"
    r"|in (?:hand|reserve|store|the (?:till|bank|treasury|chest))|on hand|to spare|kept back|set aside|put by"
    r"|returned|unpaid|outstanding)\b"
    r"|(?: [^\W\d]+)? (?:who|that|which) (?:had )?(?:stayed|remained|were left|escaped|survived|came back)\b"
)
_OF_THE_REST = re.compile(r"^\W*(?:of |from )?the (?:other|remaining|rest)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of (?:them|these|those)\b", re.IGNORECASE)
_SO_THAT = re.compile(r"\b(?:so that|therefore|accordingly)\b", re.IGNORECASE)
_NO_COUNT = ("percent", "year", "day", "month", "week", "hour", None)
_NEAR = 6  # numbers before one
_LARGE = 100  # of a number without a word that says what it counts: smaller ones may be of anything
_ROUGHLY = 0.15  # of what should be left
_MISSED = 0.05  # of a whole: parts that miss it by more are of others


def left_over(placed: Sequence[Placed]) -> Told:
    """What a text says is left of one number when another one is taken out of it, but for a slip."""
    for at, rest in enumerate(placed):
        scene = rest.item.scene
        before = scene.text(scene.sentence.start, rest.item.start)
        is_told = _LEFT.search(before) or _FREE.match(scene.document.text, rest.item.end)
        if not is_told or not _is_plain(rest) or is_others(rest.item) or is_of_others(rest.item):
            continue
        numbers = list(_beside(placed[max(0, at - _NEAR) : at], rest, bare=True))
        left = [one.value - added(two.item for two in numbers[n + 1 :]) for n, one in enumerate(numbers)]
        if rest.value in left:
            continue
        pairs = [(one, other) for one, other in combinations(numbers, 2) if one.value > other.value]
        if any(one.value - other.value == rest.value for one, other in pairs):
            continue
        slips = [
            pair
            for pair in pairs
            if (_is_slip(pair[0].value - pair[1].value, rest.value) or _is_drawn(*pair, rest))
            and not _are_of_three_times((*pair, rest))
            and (rest.value >= _LARGE or not any(is_bare(one.item) for one in (*pair, rest)))
        ]
        if len(slips) == 1 and len({slips[0][0].cell, slips[0][1].cell, rest.cell}) == 3:
            (one, other) = slips[0]
            yield Account(
                id=f"left-{at}",
                title=f"What is left of “{one.item.mention.as_written}”",
                why="The text takes one number out of the other and says what is left.",
                opening=(one.cell,),
                exits=(other.cell,),
                closing=rest.cell,
            )


def the_others(placed: Sequence[Placed]) -> Told:
    """A number, some of it, and "the other 62,700" or "the remaining 31,911": together they are it."""
    for at, rest in enumerate(placed):
        if not _is_plain(rest) or not is_others(rest.item):
            continue
        before = placed[max(0, at - 2 * _NEAR) : at]
        numbers = list(_beside(before, rest))[-_NEAR:]
        if not any(one.item.scene is rest.item.scene for one in numbers) and is_bare(rest.item):
            numbers = list(_beside(before, rest, bare=True))[-_NEAR:]  # "the other 39 came through", of carts
        inside = _without_parts([one for one in numbers if one.item.scene is rest.item.scene])
        scene = rest.item.scene
        if not inside and _OF_THE_REST.search(scene.text(scene.sentence.start, rest.item.start)):
            inside = numbers[1:]  # "There were 213. 58 are here. 12 were taken. Of the remaining 143 …"
        runs = [[*inside[first:], rest] for first in range(len(inside))]
        values = {one.value for one in numbers}
        if any(added(one.item for one in parts) in values for parts in runs):
            continue
        for parts, whole in (found for parts in runs if (found := _taken_out(parts, numbers))):
            number = added(one.item for one in parts)
            is_near = abs(number - whole.value) <= _MISSED * whole.value or _is_slip(number, whole.value)
            if is_near and len({one.cell for one in (*parts, whole)}) == len(parts) + 1:
                title = f"The others of “{whole.item.mention.as_written}”"
                why = "The text tells of some of them and then of the others."
                yield sum_of(f"the-others-{at}", title, why, parts, whole)
                break


def _are_of_three_times(numbers: Sequence[Placed]) -> bool:
    """True for "In 1941 it received 84,000. In 1942 it spent 61,500. In 1943 it had 23,500 in hand"."""
    scenes = {id(one.item.scene): one.item.scene for one in numbers}
    return len(scenes) == len(numbers) and all(scene.dates for scene in scenes.values())


def _without_parts(numbers: Sequence[Placed]) -> list[Placed]:
    """The numbers without those that make the one before them: "14 were taken off, 9 here and 5 there"."""
    for at, one in enumerate(numbers):
        for end in (at + 3, at + 4):
            if at + 2 < end <= len(numbers) and added(it.item for it in numbers[at + 1 : end]) == one.value:
                return [*numbers[: at + 1], *_without_parts(numbers[end:])]
    return list(numbers)


def _taken_out(parts: list[Placed], numbers: Sequence[Placed]) -> tuple[list[Placed], Placed] | None:
    """The parts, with the last larger number before them."""
    wholes = [one for one in numbers if one not in parts and one.item.end <= parts[0].item.start]
    is_larger = bool(wholes) and wholes[-1].value > max(one.value for one in parts)
    return (parts, wholes[-1]) if is_larger else None


def _beside(before: Sequence[Placed], rest: Placed, *, bare: bool = False) -> Iterator[Placed]:
    """The plain numbers of one paragraph that count what another one counts, or may do so."""
    for one in before:
        alike = one.item.mention.unit == rest.item.mention.unit
        alike |= bare and (is_bare(rest.item) or is_bare(one.item) or _is_of_them(one))
        if alike and one.item.scene.block is rest.item.scene.block and _is_plain(one):
            yield one


def _is_of_them(one: Placed) -> bool:
    """True for the 385 of "We received 1,250 tents. We passed 385 of them on"."""
    text = one.item.scene.document.text
    return one.item.mention.noun is None and bool(_OF_THEM.match(text, one.item.mention.numeral.end))


def _is_drawn(one: Placed, other: Placed, rest: Placed) -> bool:
    """True for the numbers of "of 1,250 tents 385 were passed on, so that 775 remained", off by whatever."""
    drawn = _SO_THAT.search(rest.item.scene.document.text, other.item.end, rest.item.start)
    made = one.value - other.value
    return bool(drawn) and other.item.scene is rest.item.scene and abs(made - rest.value) <= _ROUGHLY * made


def _is_plain(one: Placed) -> bool:
    unit = one.item.mention.unit
    is_cell = one.item.scene.block.part is Part.CELL
    is_count = unit not in _NO_COUNT or is_bare(one.item)
    return is_exact(one.item) and not (one.of or is_cell) and is_count


def _is_slip(made: float, told: float) -> bool:
    """True for a digit that differs, two that are swapped, or a ten too many: 19 for 9."""
    return is_slip(made, told) or (made < 100 and told < 100 and abs(made - told) == 10)
