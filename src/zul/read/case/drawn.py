"""Differences whose two ends stand anywhere near them: "had risen from 61,000 by 9,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zul.read.case.growth import is_difference, way_of
from zul.read.case.plain import is_exact
from zul.read.case.relations import Placed, Told
from zul.read.case.totals import is_slip
from zul.read.cells.item import Item
from zul.terms.assumption import Account

_THAT_IS_BY = re.compile(
    r"(?:\b(?:that is|i\.e\.|which is|or|thus)|[–—(]),? (?:only |just )?(?:by|a (?:rise|fall|loss|gain|drop"
    r"|increase|decrease|decline|difference) of) (?:only |just |as many as )?$",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:thus|therefore|so|hence|accordingly)\b(?: [^\W\d]+){0,3} (?:lost|gained|lacked) $"
    r"|\b(?:had|has|have) (?:thus |therefore |so |hence )?(?:lost|gained) $",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom $", re.IGNORECASE)
_TO = re.compile(r"(?: [^\W\d]+)?(?: in [12]\d{3})?,? to (?:only |just |about )?$", re.IGNORECASE)
_BESIDE = 7  # numbers before a difference among which its ends are looked for
_APART = 200  # code points between its sentence and that of an end
_CLOSE = 0.25  # of the larger end: a difference that is further off is of others


def drawn(placed: Sequence[Placed]) -> Told:
    """What one number lost or gained is what lies between it and another one of its unit near by."""
    for at, change in enumerate(placed):
        if change.of or change.item.is_percent or not is_exact(change.item) or not _is_told(change.item):
            continue
        pairs = list(_pairs(placed, at))
        number = change.value
        if any(_between(*pair) == number for pair in pairs):
            continue
        told = [pair for pair in pairs if _is_from_to(*pair) and _is_close(*pair, number)]
        slips = [pair for pair in pairs if _is_a_slip(*pair, number)]
        for one, other in (told or slips)[:1]:
            small, large = sorted((one, other), key=lambda end: end.value)
            if len({small.cell, large.cell, change.cell}) == 3:
                yield Account(
                    id=f"drawn-{at}",
                    title=f"Between “{one.item.mention.as_written}” and “{other.item.mention.as_written}”",
                    why="The text tells by how much the one number differs from the other.",
                    opening=(small.cell,),
                    entries=(change.cell,),
                    closing=large.cell,
                )


def _is_told(item: Item) -> bool:
    before = item.scene.text(item.scene.sentence.start, item.start)
    said = _THAT_IS_BY.search(before) or _LOST.search(before)
    return bool(said or way_of(item) or is_difference(item))


def _pairs(placed: Sequence[Placed], at: int) -> Iterator[tuple[Placed, Placed]]:
    """Two ends of one unit, one of them at least in the sentence of the difference."""
    change, scene = placed[at], placed[at].item.scene
    before = [one for one in placed[max(0, at - _BESIDE) : at] if _may_be_end(one, change)]
    after = [one for one in placed[at + 1 : at + 2] if one.item.scene is scene and _may_be_end(one, change)]
    for one, other in combinations([*before, *after], 2):
        inside = one.item.scene is scene or other.item.scene is scene
        if inside and one.item.mention.unit == other.item.mention.unit:
            yield one, other


def _may_be_end(one: Placed, change: Placed) -> bool:
    item, scene = one.item, change.item.scene
    near = item.scene is scene or (
        item.scene.block is scene.block and scene.sentence.start - item.scene.sentence.end < _APART
    )
    unit = change.item.mention.unit
    alike = unit is None or change.item.mention.noun is None or item.mention.unit == unit
    is_count = item.mention.unit not in ("percent", "year", "month", "day") and not one.of
    return near and alike and is_count and is_exact(item)


def _between(one: Placed, other: Placed) -> float:
    return abs(one.value - other.value)


def _is_a_slip(one: Placed, other: Placed, number: float) -> bool:
    """True where one digit of the difference, or of an end, would make it right."""
    small, large = sorted(end.value for end in (one, other))
    right = (large - small, number), (large - number, small), (small + number, large)
    return number < large and any(is_slip(*pair) for pair in right)


def _is_from_to(one: Placed, other: Placed) -> bool:
    """True for "from 41,200 in 1926 to 53,700"."""
    scene = one.item.scene
    return other.item.scene is scene and bool(
        _FROM_TO.search(scene.text(scene.sentence.start, one.item.start))
        and _TO.fullmatch(scene.text(one.item.end, other.item.start))
    )


def _is_close(one: Placed, other: Placed, number: float) -> bool:
    larger = max(end.value for end in (one, other))
    return abs(_between(one, other) - number) <= _CLOSE * larger
