"""One quantity that a text tells twice in the same words, with two numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from zul.read.case.plain import exact_count
from zul.read.case.relations import Placed, Told, is_of_others
from zul.read.cells.item import Item, value_of
from zul.read.grammar.nouns import singular
from zul.terms.assumption import Same
from zul.terms.document import Part

_BY = re.compile(r"\s+(?P<how>(?:by|of|for|from|to|on|in|with|without) (?:the )?[^\W\d]+)", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|these|those|all the)\s+$", re.IGNORECASE)
_COST = re.compile(
    r"\b(?P<what>[^\W\d]{4,})(?: itself)?(?:(?:’s|'s|s’)? (?:had )?costs?(?: of)?"
    r"|(?:’s|'s) (?:price|expenses?) of)"
    r"(?: [^\W\d]+){0,6}\s+$"
    r"|\b(?:cost|price|expenses?) of the (?P<named>[^\W\d]{4,})(?:,| was| were| came to| amounted to| at| of)"
    r"(?: [^\W\d]+){0,2}\s+$",
    re.IGNORECASE,
)
_KNOWN = r"\b(?:the|its|their|whose|this|our|his|her) (?:[^\W\d]+ ){0,2}?(?P<what>[^\W\d]{3,})"
_SO_LARGE = re.compile(rf"{_KNOWN}(?:,| is| was|, which (?:is|was))(?: about| some| only)? $", re.IGNORECASE)
_OF_SIZE = re.compile(  # "the church tower, which had kept its full height of 24 metres"
    rf"{_KNOWN},? (?:which |that )?(?:had |has |with |kept |of |at )+(?:[^\W\d]+ ){{0,4}}?"
    r"(?P<size>height|length|width|breadth|depth) of (?:about |some )?$"
    r"|\bthe (?P<its>height|length|width|breadth|depth) of (?:the|its|this|our) (?:[^\W\d]+ ){0,2}?"
    r"(?P<named>[^\W\d]{3,}) (?:is|was) (?:about |some )?$",
    re.IGNORECASE,
)
_SIZES = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "broad": "width", "deep": "depth",
}  # fmt: skip
_HOW = re.compile(rf" (?P<how>{'|'.join(_SIZES)})\b")
_APART = re.compile(  # of another time, another one, or each of several
    r"\b(?:second|third|other|another|further|more|additional|first|each|every|per|a (?:day|week|month|year)"
    r"|annual|estimat\w*|expected|planned|budget\w*|later|earlier|instead|next)\b",
    re.IGNORECASE,
)
_MONEY = frozenset(
    "pound dollar rouble franc mark lira drachma crown shilling peso rupee zloty reale".split()
)
_FURTHEST = 1.5  # times: numbers that are further apart tell of two things


def again(placed: Sequence[Placed]) -> Told:
    """The "368 journeys by lorry", in another paragraph than the only other "412 journeys by lorry"."""
    told: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        noun = one.item.mention.noun
        how = _BY.match(one.item.scene.document.text, one.item.end, one.item.scene.sentence.end)
        if noun is not None and how and one.item.measure is None:
            told[f"{noun.surface} {how['how']}".lower()].append(one)
    for words, numbers in told.items():
        if (
            len(numbers) == 2
            and _may_be_one(*numbers)
            and _is_known(numbers[1].item)
            and _are_of_one_time(*numbers)
        ):
            yield from _same(f"again-{numbers[1].item.start}", words, *numbers)


def costs(placed: Sequence[Placed]) -> Told:
    """What one thing cost, in two paragraphs: "the removal cost £1,006", "the removal's cost of £1,340"."""
    told: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        scene = one.item.scene
        match = _COST.search(scene.text(scene.sentence.start, one.item.start))
        if match and one.item.mention.unit in _MONEY:
            told[singular((match["what"] or match["named"]).lower())].append(one)
    for what, numbers in told.items():
        if len(numbers) == 2 and _may_be_one(*numbers) and _are_of_one_time(*numbers):
            yield from _same(f"cost-{numbers[1].item.start}", f"the cost of the {what}", *numbers)


def sizes(placed: Sequence[Placed]) -> Told:
    """The "tower, 31 metres high", in another paragraph than "the tower, with a height of 24 metres"."""
    told: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for one in placed:
        if (named := _size_of(one.item)) is not None:
            told[named].append(one)
    for (size, what), numbers in told.items():
        if len(numbers) == 2 and _may_be_one(*numbers):
            yield from _same(f"size-{numbers[1].item.start}", f"the {size} of the {what}", *numbers)


def _size_of(item: Item) -> tuple[str, str] | None:
    """Whether a number tells the height, length, width or depth of one thing, and the thing."""
    scene = item.scene
    before = scene.text(scene.sentence.start, item.start)
    how = _HOW.match(scene.document.text, item.end, scene.sentence.end)
    if how and (match := _SO_LARGE.search(before)):
        return _SIZES[how["how"].lower()], match["what"].lower()
    if match := _OF_SIZE.search(before):
        size = (match["size"] or match["its"]).lower()
        return "width" if size == "breadth" else size, (match["what"] or match["named"]).lower()
    return None


def _same(id: str, words: str, one: Placed, other: Placed) -> Told:
    printed = one.item.mention.as_written, other.item.mention.as_written
    why = f"“{printed[0]}” and “{printed[1]}” both seem to tell of {words}."
    yield Same(id=id, why=why, cells=(one.cell, other.cell))


def _is_known(item: Item) -> bool:
    """True for "the 368 journeys", of which the reader has heard."""
    return bool(_THE.search(item.scene.text(max(item.scene.sentence.start, item.start - 10), item.start)))


def _may_be_one(one: Placed, other: Placed) -> bool:
    """Whether two exact numbers, paragraphs apart, are of one unit, near each other and not told apart."""
    first, second = one.item, other.item
    apart = first.scene.block is not second.scene.block and one.cell != other.cell
    alike = first.mention.unit == second.mention.unit and not (one.of or other.of)
    if not apart or not alike or not all(map(_is_plain, (first, second))):
        return False
    large, small = sorted((value_of(first) or 0.0, value_of(second) or 0.0), reverse=True)
    placed = [item.place for item in (first, second) if item.place and not item.inherits("place")]
    return 0 < large <= _FURTHEST * small and len(set(placed)) < 2


def _are_of_one_time(one: Placed, other: Placed) -> bool:
    dated = [item.period for item in (one.item, other.item) if item.period and item.scene.dates]
    return len(set(dated)) < 2


def _is_plain(item: Item) -> bool:
    scene = item.scene
    is_told = scene.block.part in (Part.PARAGRAPH, Part.ITEM) and not (
        item.series or item.is_percent or is_of_others(item)
    )
    is_number = exact_count(item) is not None
    return is_number and is_told and not _APART.search(scene.text(scene.sentence.start, item.end + 25))
