"""A number that a text comes back to with its digits in another order: "the 246 cabins", of 264 before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.case.plain import exact_count
from zul.read.case.relations import Placed, Told, is_of_others
from zul.read.cells.item import Item
from zul.terms.assumption import Same
from zul.terms.document import Part

_KNOWN = re.compile(  # "All of the 246 cabins", "The figure of 187,000 refugees", "to read all 321 names"
    r"\b(?:the|these|those|its|their|our|his|her|my|that|all)\s+$"
    r"|\b(?:the|that|this) (?:figure|number|sum|total|count|amount) of\s+$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\s+(?:[^\W\d]+ )?(?:who|that|which) (?:were|was|had been) (?P<did>[^\W\d]{5,})", re.IGNORECASE
)
_DEEDS = frozenset("deported resettled arrived deaths families_deported families_settled".split())
_NEW = re.compile(
    r"\b(?:other|others|another|remaining|next|first|second|third|last|further)\b", re.IGNORECASE
)
_FEWEST = 2  # digits, which are not all alike
_FEW = 3  # digits: shorter numbers are known again by the two of them being the only ones of their noun
_MOST = 400  # numbers of a text that are compared


def recalled(placed: Sequence[Placed]) -> Told:
    """Two numbers of one noun in two sentences, the later of which the reader is taken to know."""
    plain = [one for one in placed[:_MOST] if _is_plain(one)]
    for at, one in enumerate(plain):
        if not _is_known(one.item):
            continue
        alike = [other for other in plain if other is not one and _counts_alike(one.item, other.item)]
        if any(other.value == one.value for other in alike):
            continue
        earlier = [other for other in alike if other in plain[:at] and _are_same_digits(one, other)]
        is_short = len(_digits(one)) < _FEW
        if len(earlier) != 1 or (is_short and len(alike) > 1) or _are_told_apart(one.item, earlier[0].item):
            continue
        other = earlier[0]
        if other.cell != one.cell and other.item.scene is not one.item.scene:
            printed = other.item.mention.as_written, one.item.mention.as_written
            why = f"“{printed[0]}” and “{printed[1]}” have the same digits and seem to count the same."
            yield Same(id=f"recalled-{one.item.start}", why=why, cells=(other.cell, one.cell))


def _is_plain(one: Placed) -> bool:
    is_cell = one.item.scene.block.part is Part.CELL
    is_count = exact_count(one.item) is not None and one.of is None and not one.item.is_percent
    return is_count and not is_cell and len(set(_digits(one))) >= _FEWEST


def _digits(one: Placed) -> str:
    """The digits before the noughts at the end."""
    return f"{one.value:.0f}".rstrip("0")


def _is_known(item: Item) -> bool:
    """True for "the 246 cabins" and "the 2,734 who were deported", of which the reader has heard."""
    scene = item.scene
    before = scene.text(max(scene.sentence.start, item.start - 40), item.start)
    return bool(_KNOWN.search(before)) and not _NEW.search(before[-20:]) and not is_of_others(item)


def _counts_alike(one: Item, other: Item) -> bool:
    """Whether both have one noun, or one of them has none and is told in the same way."""
    nouns = [item.mention.noun.surface.lower().split()[-1] for item in (one, other) if item.mention.noun]
    if one.mention.unit != other.mention.unit:
        return False
    if len(nouns) == _FEWEST:
        return nouns[0] == nouns[1]
    return _is_of_those(one, other) or (one.measure in _DEEDS and one.measure == other.measure)


def _is_of_those(one: Item, other: Item) -> bool:
    """True for "the 2,734 who were deported" after a sentence on those who "were deported"."""
    scene = other.scene
    match = _WHO.match(one.scene.document.text, one.mention.numeral.end, one.scene.sentence.end)
    words = scene.text(scene.sentence.start, scene.sentence.end).lower()
    return match is not None and re.search(rf"\b{match['did'].lower()}\b", words) is not None


def _are_same_digits(one: Placed, other: Placed) -> bool:
    digits, others = f"{one.value:.0f}", f"{other.value:.0f}"
    return len(digits) == len(others) and sorted(digits) == sorted(others)


def _are_told_apart(one: Item, other: Item) -> bool:
    """True for numbers of which their own words tell two places, or two times."""
    places = {item.place for item in (one, other) if item.place and not item.inherits("place")}
    times = {item.period for item in (one, other) if item.period and not item.inherits("period")}
    days = [(time.earliest, time.latest) for time in times]
    is_other_time = len(days) > 1 and not all(None in day for day in days) and days[0][0] != days[1][0]
    return len(places) > 1 or (is_other_time and one.measure == "population")
