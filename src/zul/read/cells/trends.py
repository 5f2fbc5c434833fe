"""Falls and rises: the two numbers that a share is the change between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from zul.read.cells.item import Item

_FALL = re.compile(
    r"\b(?:fell|fall|fallen|declin\w+|decreas\w+|dropp?\w*|shr[aiu]nk\w*|loss|lost|reduc\w+|down)\b", re.I
)
_RISE = re.compile(r"\b(?:rose|rise|risen|gr[eo]w\w*|increas\w+|growth|gain\w*|up by)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom(?: the| some| about)?\s*$", re.IGNORECASE)
_TO = re.compile(r"\bto(?: the| some| about)?\s*$", re.IGNORECASE)


def change_of(item: Item, beside: Sequence[Item]) -> tuple[Item, Item, str] | None:
    """The two numbers that a share tells the fall or rise between, and which of the two it is."""
    scene = item.scene
    words = scene.text(scene.sentence.start, scene.sentence.end)
    measure = "decrease" if _FALL.search(words) else "increase" if _RISE.search(words) else None
    counts = [one for one in beside if one.scene is scene and not one.is_percent]
    if measure is None or scene.words_of_whole(item.mention)[0]:
        return None
    for one, other in pairwise(counts):
        opening, between = scene.text(scene.sentence.start, one.start), scene.text(one.end, other.start)
        if _FROM.search(opening) and _TO.search(between):
            return one, other, measure
    dated = sorted(
        (one for one in counts if one.period and not one.inherits("period")), key=lambda one: one.day
    )
    if len(dated) == 2 and dated[0].day < dated[1].day < date.max and dated[0].measure == dated[1].measure:
        return dated[0], dated[1], measure
    return None
