"""So much to each in a small unit, beside all of it in a large one: ounces of flour, and pounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from zul.read.case.plain import is_beside, is_exact
from zul.read.case.rates import each_of
from zul.read.case.relations import Placed, Told
from zul.read.cells.item import Item, conversions
from zul.terms.assumption import Conversion

_OF_WHAT = re.compile(r" of (?P<what>[^\W\d]{3,})", re.IGNORECASE)
_A_TIME = re.compile(
    r"\b(?:an?|per|each|every) (?:day|week|month|year)\b|\bdaily\b|\bweekly\b", re.IGNORECASE
)
_SHARED_OUT = frozenset("person ration portion meal family".split())
_NEAR = 6  # numbers after a rate
_FURTHEST = 4  # times: what is further off is not all of it
_HUNDREDTH = Fraction(1, 100)


def rations(placed: Sequence[Placed]) -> Told:
    """What each got, times their number, is all that was given out, in a unit of which it is a fixed part."""
    for at, one in enumerate(placed):
        if one.of or not is_exact(one.item) or each_of(one.item) is None or _is_of_a_day(one.item):
            continue
        if _has_another(one, placed[max(0, at - _NEAR) : at + _NEAR]):
            continue
        after = [then for then in placed[at + 1 : at + _NEAR] if _may_be_of(one.item, then.item)]
        for base, total in pairwise(after):
            factor = conversions().get((total.item.mention.unit or "", one.item.mention.unit or ""))
            is_shared_out = base.item.mention.unit in _SHARED_OUT and base.item.scene is total.item.scene
            if factor is None or not is_shared_out or _what(one.item) != _what(total.item):
                continue
            each, many, given = (Fraction(it.value) for it in (one, base, total))
            if not given or not 1 / Fraction(_FURTHEST) <= each * factor * many / given <= _FURTHEST:
                continue
            words = (it.item.mention.as_written for it in (one, base, total))
            yield Conversion(
                id=f"ration-{at}",
                why="“{}” to each of “{}” are taken to come to “{}”.".format(*words),
                cells=(total.cell, base.cell),
                factor=each * factor,
                within=given * _HUNDREDTH,
            )
            break


def _has_another(one: Placed, beside: Sequence[Placed]) -> bool:
    """True for "500 grams to each man and 300 to each woman"."""
    scene, unit = one.item.scene, one.item.mention.unit
    return sum(other.item.scene is scene and other.item.mention.unit == unit for other in beside) > 1


def _what(item: Item) -> str | None:
    """What it is that is given out: flour."""
    match = _OF_WHAT.match(item.scene.document.text, item.mention.numeral.end + _length(item))
    return match["what"].lower() if match else None


def _length(item: Item) -> int:
    """The code points of the space and the unit behind a numeral."""
    noun = item.mention.noun
    return noun.end - item.mention.numeral.end if noun else 0


def _is_of_a_day(item: Item) -> bool:
    return bool(_A_TIME.search(item.scene.document.text, item.end, item.scene.sentence.end))


def _may_be_of(rate: Item, item: Item) -> bool:
    """True for an exact number in the sentence of a rate, or in the next one of its paragraph."""
    return is_beside(rate.scene, item.scene) and is_exact(item) and item.of is None
