"""So much a day that is so much a week: the same thing told for two stretches of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from zul.read.case.comparisons import grain
from zul.read.case.plain import is_exact
from zul.read.case.relations import Placed, Told
from zul.read.cells.item import conversions, value_of
from zul.terms.assumption import Conversion

_A_TIME = re.compile(r" (?:an?|per|each|every) (?P<each>day|week|month|year)$", re.IGNORECASE)
_AGAIN = re.compile(  # "600 grams a day, which my mother wrote down as 4.8 kilograms a week"
    r"[^.;:()\d]{0,30}(?:,|\(|–|—) ?(?:or|that is,?|i\.e\.,?|thus|so|making|which (?:is|was|makes|made"
    r"|comes to|came to|means|[^.;:()\d]{1,25} as)) (?:about )?",
    re.IGNORECASE,
)
_IN_ONE: dict[tuple[str, str], tuple[float, float]] = {  # at least, and at most: a week may be of six days
    ("day", "week"): (6, 7), ("day", "month"): (24, 31), ("week", "month"): (4, 4.5),
    ("day", "year"): (300, 366), ("week", "year"): (50, 53), ("month", "year"): (12, 12),
}  # fmt: skip


def periods(placed: Sequence[Placed]) -> Told:
    """The "600 grams a day, that is 4.8 kilograms a week", which should be seven times as much."""
    for one, other in pairwise(placed):
        scene = one.item.scene
        times = [_A_TIME.search(it.item.mention.as_written) for it in (one, other)]
        if times[0] is None or times[1] is None or other.item.scene is not scene:
            continue
        often = _IN_ONE.get((times[0]["each"].lower(), times[1]["each"].lower()))
        units = other.item.mention.unit or "", one.item.mention.unit or ""
        into = Fraction(1) if units[0] == units[1] else conversions().get(units)
        is_told = _AGAIN.fullmatch(scene.text(one.item.end, other.item.start))
        if often is None or into is None or not is_told or not (is_exact(one.item) and is_exact(other.item)):
            continue
        least, most = (Fraction(many) * into for many in often)
        each = Fraction(value_of(one.item) or 0)
        rounded = grain(other.item) / 2 + grain(one.item) / 2 * most
        words = one.item.mention.as_written, other.item.mention.as_written
        yield Conversion(
            id=f"period-{other.item.start}",
            why="“{}” are taken to be the same as “{}”.".format(*words),
            cells=(other.cell, one.cell),
            factor=(least + most) / 2,
            within=(most - least) / 2 * each + min(rounded, each * least / 20),
        )
