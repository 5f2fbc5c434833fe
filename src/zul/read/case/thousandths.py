"""So many in a thousand, beside the number that they are of and the number that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.case.plain import is_exact
from zul.read.case.rates import Rate
from zul.read.cells.item import Item, value_of
from zul.read.cells.measures import is_base
from zul.terms.figure import Figure

_PER_THOUSAND = re.compile(
    r" (?:in|out of|to|of|for) (?:a |every |the |each |one )?(?:thousand|1,?000)\b(?![,.]\d)", re.IGNORECASE
)
_WHICH_IS = re.compile(
    r"[^.;:()\d]{0,80}?(?:[,(–—]\s*(?:(?:which|that|it) (?:is|was|makes|made|comes to|means)|or|i\.e\."
    r"|that is to say)"
    r"|\b(?:are|were|is|was|makes?|made|means|or))(?: only| about| thus)?,? ",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(r"\s+(?:out )?of (?:the |these |those |his |her |its |their |our )*", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of (?:the|these|those|his|her|its|their|our) (?P<noun>[^\W\d]+)", re.IGNORECASE)
_NEAR = 12  # numbers before a rate


def thousandths(items: Sequence[Item]) -> Iterator[Rate]:
    """The 50 in "32 of the 640 emigrants died, which is 50 in a thousand"; what it is of is an assumption."""
    for at, item in enumerate(items):
        scene, text = item.scene, item.scene.document.text
        before = [one for one in items[max(0, at - _NEAR) : at] if one.scene.block is scene.block]
        if not is_exact(item) or not (thousand := _PER_THOUSAND.match(text, item.end, scene.sentence.end)):
            continue
        counts = [one for one in before if one.is_count]
        if not counts or counts[-1].scene is not scene:
            continue
        pair = _taken_out(counts)
        if pair and _WHICH_IS.fullmatch(text, max(one.end for one in pair), item.start):
            reading = Figure.parse(f"{item.mention.numeral.surface} per thousand")
            why = "“{} in a thousand” are taken to be “{}” of “{}”."
            printed = text[item.start : thousand.end()]
            yield Rate(item=item, part=pair[0], base=pair[1], reading=reading, why=why, printed=printed)


def _taken_out(counts: Sequence[Item]) -> tuple[Item, Item] | None:
    """The last two numbers of "32 of the 640 emigrants", or the last one and the larger one that it is of."""
    last, text = counts[-1], counts[-1].scene.document.text
    beside = counts[-2] if len(counts) > 1 and counts[-2].scene is last.scene else None
    if beside and _OF_NUMBER.fullmatch(text, beside.mention.numeral.end, last.start):
        return (beside, last) if is_exact(beside) else None
    unit, value = last.mention.unit, value_of(last) or 0.0
    larger = [one for one in counts if one.mention.unit == unit and (value_of(one) or 0.0) > value]
    inside = [one for one in larger if one.scene is last.scene]
    opening = [one for one in inside if is_base(one.mention, one.scene)]
    of = _OF_THE.match(text, last.mention.numeral.end)
    named = [
        one
        for one in larger
        if of and one.mention.noun and of["noun"].lower() in one.mention.noun.surface.lower().split()
    ]
    wholes = opening or inside or named
    return (last, wholes[-1]) if wholes and is_exact(last) else None
