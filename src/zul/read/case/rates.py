"""So much to each: a rate beside the number of those who got it and what they all got together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from zul.errors import FigureError
from zul.read.cells.item import Item, value_of
from zul.read.grammar.nouns import counted, singular
from zul.terms.figure import Figure

_EACH = re.compile(
    r"(?:\s+(?:of\s+)?[^\W\d]+){0,3}?\s*,?\s+(?P<alone>each|apiece)\b(?!\s+(?:of|day|week|month|year))"
    r"|(?:\s+of\s+[^\W\d]+)?\s+(?:(?:to|for|in|on|by|per|from|with)\s+)?(?:each|every|an?|per)\s+(?P<each>[^\W\d]+)"
    r"(?!\s+(?:and|or)\b)",
    re.IGNORECASE,
)
_NO_NOUN = (
    r"(?:of|with|for|had|has|have|got|gets|getting|h[eo]ld\w*|contain\w*|carr\w+|took|taking|were|was|about|on|some"
    r"|receiv\w+|about)\b"
)
_EACH_BEFORE = re.compile(
    rf"\b(?:each|every)\s+(?!{_NO_NOUN})(?P<each>[^\W\d]+)[^.;:,\d]{0, 40}$"
    r"|\beach\b(?: of (?:which|whom|them))?[^.;:,\d]{0,40}$",
    re.IGNORECASE,
)
_PER = re.compile(r" per (?P<each>[^\W\d]+)$")
_TOTAL = re.compile(
    r"\b(?:in all|altogether|all together|together|in total|a total of|total(?:ling)?|that is|makes?"
    r"|making|all told)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\ball (?:of )?(?:them|these|those)\b", re.IGNORECASE)
_PERSONS = frozenset("head person man woman soul soldier".split())
_TIMES = frozenset("day week month year hour time minute".split())
_FURTHEST = 15  # times: beyond that the numbers belong to other things
_BACK = 700  # code points before a rate where "all of them" may be counted
_LITTLE, _HEDGED = 0.02, 0.05  # of the whole: how far a right rate may be off, and one that is hedged
_NEAR = 12  # numbers on either side


@frozen(kw_only=True)
class Rate:
    """`item` of `part` come to one of `base`: the reading says to one of what."""

    item: Item
    part: Item
    base: Item
    reading: Figure


def rates(items: Sequence[Item]) -> Iterator[Rate]:
    """Each rate whose base and whole are told beside it."""
    for at, item in enumerate(items):
        each = _each(item)
        if each is None or item.is_percent:
            continue
        beside = [
            one
            for one in items[max(0, at - _NEAR) : at + _NEAR]
            if one is not item and one.scene.block is item.scene.block and _is_count(one)
        ]
        base = _base(item, each, beside)
        part = _part(item, base, beside, items[:at]) if base else None
        if base is None or part is None or not _is_possible(item, base, part):
            continue
        base = next((one for one in beside if _is_same_kind(one, base) and _fits(item, one, part)), base)
        try:
            written = _PER.sub("", item.mention.as_written)
            reading = Figure.parse(f"{written} per {each or base.mention.unit}")
        except FigureError:  # such as a unit that holds a number
            continue
        yield Rate(item=item, part=part, base=base, reading=reading)


def _each(item: Item) -> str | None:
    """The noun in the singular that a rate is for each of, "" where it stands elsewhere; None for no rate."""
    if match := _PER.search(item.mention.as_written):
        return singular(match["each"].lower())
    text, scene = item.scene.document.text, item.scene
    if match := _EACH.match(text, item.end, scene.sentence.end):
        if match["alone"]:
            return ""
        noun = singular(match["each"].lower())
        if noun in _TIMES or counted(noun) or counted(f"{noun}s"):
            return noun
    clause = scene.clause(item.start)
    if match := _EACH_BEFORE.search(text, clause.start, item.start):
        return singular((match["each"] or "").lower())
    return None


def _is_count(one: Item) -> bool:
    return (
        one.mention.unit not in (None, "percent")
        and not _PER.search(one.mention.as_written)
        and bool(value_of(one))
    )


def _unit_of(each: str) -> str:
    known = counted(each)
    return "person" if each in _PERSONS else (known.unit if known and known.unit else each)


def _base(item: Item, each: str, beside: Sequence[Item]) -> Item | None:
    """Those of whom each got it: counted by that noun, else the nearest other number before."""
    if each:
        unit = _unit_of(each)
        named = [one for one in beside if one.mention.unit == unit and not _is_same_kind(one, item)]
        return _nearest(item, [one for one in named if one.mention.noun and not one.series] or named)
    before = [
        one
        for one in beside
        if one.scene is item.scene and one.end <= item.start and one.mention.unit != item.mention.unit
    ]
    return before[-1] if before else None


def _is_same_kind(one: Item, item: Item) -> bool:
    return one.mention.unit == item.mention.unit


def _part(item: Item, base: Item, beside: Sequence[Item], before: Sequence[Item]) -> Item | None:
    """What they all got together: in the sentence, else a total in the next one, else in the one before."""
    scene = item.scene
    alike = [one for one in beside if one is not base and _is_same_kind(one, item)]
    totals = [one for one in alike if one.start > item.start and _is_total(one)]
    others = [one for one in alike if one.scene is scene and _each(one) is None]
    fitting = [one for one in alike if _fits(item, base, one)]
    if found := _nearest(item, fitting) or _nearest(item, totals) or _nearest(item, others):
        return found
    earlier = [one for one in alike if one.end <= scene.sentence.start and _each(one) is None]
    if earlier and scene.sentence.start - earlier[-1].scene.sentence.end <= 2:
        return earlier[-1]
    if _OF_THEM.search(scene.document.text, scene.sentence.start, scene.sentence.end):
        far = [
            one
            for one in before
            if _is_count(one)
            and _is_same_kind(one, item)
            and item.start - one.start < _BACK
            and not scene.bracket(one.start)
            and one.scene is not scene
        ]
        return max(far, key=lambda one: value_of(one) or 0.0, default=None)
    return None


def _nearest(item: Item, found: Sequence[Item]) -> Item | None:
    """The one in the same clause, else in the same sentence, else the nearest."""
    clause = item.scene.clause(item.start)

    def distance(one: Item) -> tuple[bool, bool, int]:
        inside = clause.start <= one.start < clause.end
        return not inside, one.scene is not item.scene, abs(one.start - item.start)

    return min(found, key=distance, default=None)


def _is_total(one: Item) -> bool:
    scene = one.scene
    left = max(scene.sentence.start, one.start - 30)
    return bool(
        _TOTAL.search(scene.text(left, one.start)) or _TOTAL.match(scene.text(one.end, one.end + 20).lstrip())
    )


def _fits(item: Item, base: Item, part: Item, within: float = _LITTLE) -> bool:
    """True when the rate is right of the part, as far as it can be expected to be."""
    rate, many, all_of_it = (value_of(one) or 0.0 for one in (item, base, part))
    return abs(rate * many - all_of_it) <= all_of_it * within


def _is_possible(item: Item, base: Item, part: Item) -> bool:
    reading = item.mention.reading
    if isinstance(reading, Figure) and reading.hedge and _fits(item, base, part, _HEDGED):
        return False
    rate, many, all_of_it = (Fraction(value_of(one) or 0) for one in (item, base, part))
    if not rate or many < 2 or all_of_it <= rate:
        return False
    return Fraction(1, _FURTHEST) <= rate * many / all_of_it <= _FURTHEST
