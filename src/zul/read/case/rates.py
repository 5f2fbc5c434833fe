"""So much to each: a rate beside the number of those who got it and what they all got together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from zul.errors import FigureError
from zul.read.case.plain import is_exact, words_before
from zul.read.cells.item import Item, value_of
from zul.read.cells.ratios import is_to_each
from zul.read.grammar.nouns import counted, singular
from zul.terms.figure import Figure

_EACH = re.compile(
    r"(?:\s+(?:of\s+)?[^\W\d]+){0,3}?\s*,?\s+(?P<alone>each|apiece)\b(?!\s+(?:of|day|week|month|year))"
    r"|(?:\s+of\s+[^\W\d]+)?\s+(?:(?:to|for|in|on|by|per|from|with|at)\s+)?(?:each|every|an?|per)\s+(?P<each>[^\W\d]+)"
    r"(?!\s+(?:and|or)\b)",
    re.IGNORECASE,
)
_NO_NOUN = (
    r"(?:of|with|for|is|are|had|has|have|got|gets|getting|h[eo]ld\w*|contain\w*|carr\w+|took|taking|were|was|about|on|some"
    r"|receiv\w+|about|one|exactly|just|only|nearly|almost|up|at|they|we|it|who|mean|average|size|number)\b"
)
_EACH_BEFORE = re.compile(
    rf"\b(?:each|every)\s+(?!{_NO_NOUN})(?P<each>[^\W\d]+)[^.;:,\d]{{0,40}}$"
    r"|\b(?:each|every one)\b(?: of (?:which|whom|them))?[^.;:,\d]{0,40}$"
    r"|\b(?:each|every one) of (?:the |these |its |their )?\d[\d,]* "
    r"(?:[^.;:,\d]|\b(?:in|of) [12]\d{3}\b){0,60}$",
    re.IGNORECASE,
)
_AVERAGE_BEFORE = re.compile(  # "a family had 3.9 members on average", "the average household had 4.5"
    rf"\b(?:an?|one|the|each|every)\s+(?:average |typical )?(?!{_NO_NOUN})(?P<each>[^\W\d]+)\b"
    rf"[^.;:,()\d]{{0,45}}$"
    rf"|\b(?:the|these) (?P<all>[^\W\d]+s)\b[^.;:,()\d]{{0,45}}$"
    r"|\b(?:per|to the) (?P<per>[^\W\d]+) (?:was|is|were|came to|stood at|amounted to) (?:about )?$",
    re.IGNORECASE,
)
_EACH_OF = re.compile(r"\b(?:each|every one) of (?:the |these |its |their )?$", re.IGNORECASE)
_TO_EACH_OF = re.compile(
    r"[^.;:,\d]{0,40} (?:to|for|by|from|on|in|during) each of (?:the |these |those |its |their )?(?=\d)",
    re.IGNORECASE,
)
_PER = re.compile(r" (?:per|an?(?! (?:day|week|month|year|time)\b)) (?P<each>[^\W\d]+)$")
_TOTAL = re.compile(
    r"\b(?:in all|altogether|all together|together|in total|a total of|total(?:ling)?|that is|makes?"
    r"|making|all told)\b",
    re.IGNORECASE,
)
_A_TIME = re.compile(r" (?:an?|per|each|every) (?P<each>hour|day|night|week|month|year)$")
_IN_TIME = re.compile(
    r"[^.;:()\d]{0,40}\b(?:in|for|during|within|over|took|of)\s+(?:only |just |these )?", re.IGNORECASE
)
_FOR_TIME = re.compile(
    r"[,;]?(?: [^\W\d]+){0,4}? (?:in|for|during|over|through) (?:the |these |those |its |only |just |all )*",
    re.IGNORECASE,
)
_CAME_TO = re.compile(
    r"(?: of (?:the )?[^\W\d]+(?: [^\W\d]+)?)?(?:,|:| –| —)?"
    r"(?: (?:it|they|he|she|we|and|had|thus|therefore|so))*"
    r" (?:(?:deliver|produc|turn|carri|mov|transport|bak|sew|mak|made|brought|came to|finish|issu|gave"
    r"|suppli|amount)[^\W\d]*(?: (?:out|to))?|which (?:is|was|makes|made|came to)|or|that is,?)"
    r"(?: (?:in all|altogether|a total of))? |,? (?:in all|altogether|a total of),? ",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"[^.;:,()\d]{0,20},? (?:in all|altogether|all told|in total|all together)\b", re.IGNORECASE
)
_COMMA = re.compile(r",? (?:and |or )?")
_APPOSED = re.compile(
    r"[^.;:()\d]{0,30}[,(–—]\s*(?:or |that is,? |i\.e\. |about |on average )*", re.IGNORECASE
)
_OF_THEM = re.compile(r"\ball (?:of )?(?:them|these|those)\b", re.IGNORECASE)
_ON_THE_TRAIN = re.compile(
    r" (?:were )?(?:(?:on|in|aboard) (?:the|our|that) (?:whole )?(?:train|ship|convoy|transport)|aboard)\b"
)
_LENGTHS = frozenset("foot metre yard inch centimetre kilometre mile".split())
BY = re.compile(r" (?:by|x|×) ")
_DRAWN = re.compile(
    r"\b(?:therefore|thus|hence|so|accordingly|consequently)\b|\bwhich (?:is|makes|made|came to)\b", re.I
)
_A_DAY = re.compile(
    r"(?:\s+(?:per|for each|to each)\s+[a-z]+)?\s+(?:an?|per|each|every)"
    r" (?:hour|day|night|week|month|year)\b",
    re.I,
)
_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_PERSONS = frozenset("head person man woman soul soldier".split())
TIMES = frozenset("day week month year hour time minute".split())
_AN_AVERAGE = re.compile(r",\s+(?:or |that is,? )?(?:an average of|averaging|on average) $", re.IGNORECASE)
_FOR_ALL = re.compile(r"\b(?:for|to) (?:all |the |these |those )+$", re.IGNORECASE)
_A_DIGIT = 10  # times: one nought too many, or too few
_FURTHEST = 5  # times: beyond that the numbers belong to other things
_BACK = 700  # code points before a rate where "all of them" may be counted
_LITTLE, _HEDGED = 0.02, 0.05  # of the whole: how far a right rate may be off, and one that is hedged
_NEAR = 12  # numbers on either side


@frozen(kw_only=True)
class Rate:
    """`item` of `part` come to one of `base`: the reading says to one of what.

    `why` names what that assumes, with places for the three, where the sentence leaves it open; `printed`
    is the rate as it stands in the text, where it is more than the item.
    """

    item: Item
    part: Item
    base: Item
    reading: Figure
    why: str = ""
    printed: str = ""


def rates(items: Sequence[Item]) -> Iterator[Rate]:
    """Each rate whose base and whole are told beside it."""
    for at, item in enumerate(items):
        each = average_of(item)
        if each is None or item.is_percent:
            continue
        beside = [
            one
            for one in items[max(0, at - _NEAR) : at + _NEAR]
            if one is not item and one.scene.block is item.scene.block and is_count(one)
        ]
        base = _base(item, each, beside)
        if base and (_is_of_others(item, base, beside) or is_to_each(base)):
            continue
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


def over_time(items: Sequence[Item]) -> Iterator[Rate]:
    """So much a day beside all of it and the days: "120 miles in six days, 20 miles a day"."""
    for at, item in enumerate(items):
        match = _A_TIME.search(item.mention.as_written)
        beside = [one for one in items[max(0, at - 4) : at] if one.scene is item.scene]
        if match is None or len(beside) < 2:
            continue
        part, time = beside[-2:]
        is_told = _IN_TIME.fullmatch(item.scene.text(part.end, time.start)) and _APPOSED.fullmatch(
            item.scene.text(time.end, item.start)
        )
        fits = time.mention.unit == match["each"] and _is_same_kind(part, item) and is_count(part)
        if is_told and fits and _is_possible(item, time, part):
            written = _A_TIME.sub("", item.mention.as_written)
            reading = Figure.parse(f"{written} per {match['each']}")
            yield Rate(item=item, part=part, base=time, reading=reading)


def outputs(items: Sequence[Item]) -> Iterator[Rate]:
    """So much a day for so many days before all of it: "150 a day for 20 days, 3,000 in all"."""
    for item, time, part in zip(items, items[1:], items[2:], strict=False):
        match, scene = _A_TIME.search(item.mention.as_written), item.scene
        if match is None or time.mention.unit != match["each"] or not scene is time.scene is part.scene:
            continue
        units = {item.mention.unit, part.mention.unit if part.mention.noun else item.mention.unit}
        behind = scene.text(time.end, part.start)
        is_drawn = _CAME_TO.fullmatch(behind) or (
            _COMMA.fullmatch(behind) and _IN_ALL.match(scene.document.text, part.end, scene.sentence.end)
        )
        is_told = is_drawn and _FOR_TIME.fullmatch(scene.text(item.end, time.start))
        is_number = (part.mention.unit is None or is_count(part)) and all(map(is_exact, (item, time, part)))
        if is_told and len(units) == 1 and is_number and _is_possible(item, time, part):
            reading = Figure.parse(f"{item.mention.numeral.surface} per {match['each']}")
            why = "“{}” are taken to come to “{}” in “{}”."
            yield Rate(item=item, part=part, base=time, reading=reading, why=why)


def averages(items: Sequence[Item]) -> Iterator[Rate]:
    """The average of two numbers just before it: "3,480 families, 12,180 persons, an average of 3.5"."""
    for base, part, item in zip(items, items[1:], items[2:], strict=False):
        beside = base.scene is part.scene is item.scene and item.mention.noun is None
        if not beside or item.is_percent or " per " in item.mention.as_written or each_of(item) is not None:
            continue
        many, all_of_it = sorted((base, part), key=lambda one: value_of(one) or 0.0)
        units = {many.mention.unit, all_of_it.mention.unit}
        is_told = len(units) == 2 and _AN_AVERAGE.fullmatch(item.scene.text(part.end, item.start))
        if is_told and is_count(many) and is_count(all_of_it) and _is_possible(item, many, all_of_it):
            reading = Figure.parse(f"{item.mention.numeral.surface} per {many.mention.unit}")
            yield Rate(item=item, part=all_of_it, base=many, reading=reading)


def each_of(item: Item) -> str | None:
    """The noun in the singular that a rate is for each of, "" where it stands elsewhere; None for no rate."""
    if _A_DAY.match(item.scene.document.text, item.end):
        return None  # "1.20 dollars per person a day"
    text, scene = item.scene.document.text, item.scene
    if match := _TO_EACH_OF.match(text, item.end, scene.sentence.end):
        of = next((one for one in scene.quantities if one.start == match.end()), None)
        return singular(of.noun.surface.lower()) if of and of.noun else None
    if match := _PER.search(item.mention.as_written) or _PER.search(text[item.start : item.end]):
        return singular(match["each"].lower())
    if match := _EACH.match(text, item.end, scene.sentence.end):
        if match["alone"]:
            return ""
        noun = singular(match["each"].lower())
        if noun in TIMES or counted(noun) or counted(f"{noun}s"):
            return noun
    clause = scene.clause(item.start)
    if match := _EACH_BEFORE.search(text, clause.start, item.start):
        return singular((match["each"] or "").lower())
    return None


def average_of(item: Item) -> str | None:
    """The noun of which each has so many, or has so many on average: a family."""
    scene, clause = item.scene, item.scene.clause(item.start)
    match = _AVERAGE_BEFORE.search(words_before(item))
    around = scene.text(clause.start, min(scene.sentence.end, max(clause.end, item.end + 30)))
    if each_of(item) is not None or match is None or not _AVERAGE.search(around):
        return each_of(item)
    noun = singular((match["each"] or match["all"] or match["per"]).lower())
    return noun if counted(noun) and noun not in TIMES else None


def is_count(one: Item) -> bool:
    """True for a number of things that is no rate, and no side of a building."""
    return (
        one.mention.unit not in (None, "percent")
        and not _PER.search(one.mention.as_written)
        and not (one.mention.unit in _LENGTHS and is_side(one))
        and bool(value_of(one))
    )


def is_side(one: Item) -> bool:
    """True for both numbers of "barracks of 20 by 120 feet"."""
    text = one.scene.document.text
    return bool(BY.search(text, max(0, one.start - 4), one.start) or BY.match(text, one.mention.numeral.end))


def unit_of(each: str) -> str:
    """The unit in which those are counted to each of whom a noun gives something."""
    known = counted(each)
    return "person" if each in _PERSONS else (known.unit if known and known.unit else each)


def _base(item: Item, each: str, beside: Sequence[Item]) -> Item | None:
    """Those of whom each got it: counted by that noun, else the nearest other number before."""
    if each:
        unit = unit_of(each)
        may_be_alike = item.mention.noun is None  # "480 children in 32 carts, so they rode fifteen to a cart"
        named = [
            one
            for one in beside
            if one.mention.unit == unit and (may_be_alike or not _is_same_kind(one, item))
        ]
        return _nearest(item, [one for one in named if one.mention.noun and not one.series] or named)
    before = [
        one
        for one in beside
        if one.scene is item.scene and one.end <= item.start and one.mention.unit != item.mention.unit
        if one.mention.unit not in TIMES or _EACH_OF.search(words_before(one))
    ]
    return before[-1] if before else None


def _is_of_others(item: Item, base: Item, beside: Sequence[Item]) -> bool:
    """True for the "ten to a wagon" after "49 wagons, one to twenty people, and 490 horses"."""
    before = [one for one in beside if one.scene is item.scene and base.end <= one.start < item.start]
    return item.mention.noun is None and bool(before) and not _is_same_kind(before[-1], item)


def _is_same_kind(one: Item, item: Item) -> bool:
    nouns = [noun.surface.lower().split()[0] for noun in (one.mention.noun, item.mention.noun) if noun]
    return one.mention.unit == item.mention.unit or nouns == ["head", "head"]  # of cattle, and in all


def _part(item: Item, base: Item, beside: Sequence[Item], before: Sequence[Item]) -> Item | None:
    """What they all got together: in the sentence, else a total in the next one, else in the one before."""
    scene = item.scene
    alike = [one for one in beside if one is not base and _is_same_kind(one, item)]
    if _is_same_kind(item, base):
        told = [one for one in beside if one.scene is scene and one is not base]
        return told[0] if len(told) == 1 else None
    totals = [one for one in alike if one.start > item.start and _is_total(one)]
    others = [one for one in alike if one.scene is scene and each_of(one) is None]
    fitting = [one for one in alike if _fits(item, base, one)]
    if found := _nearest(item, fitting) or _nearest(item, totals) or _nearest(item, others):
        return found
    drawn = [
        one for one in alike if one.scene is base.scene and one.start > base.start and each_of(one) is None
    ]
    opening = base.scene.text(base.scene.sentence.start, base.start)
    is_drawn = drawn and _DRAWN.search(scene.document.text, base.scene.sentence.start, drawn[0].start)
    if drawn and (is_drawn or _FOR_ALL.fullmatch(opening)):
        return drawn[0]
    if behind := [one for one in alike if one.scene is scene and one.start > item.end]:
        return behind[0]  # "two barges, each of 60 tons, bring 180 tons on every trip"
    aboard = [one for one in alike if 0 <= one.scene.sentence.start - scene.sentence.end <= 2]
    if aboard and _ON_THE_TRAIN.match(scene.document.text, aboard[0].end):
        return aboard[0]  # "in each wagon were 55 people. There were 2,310 people on the train"
    earlier = [one for one in alike if one.end <= scene.sentence.start and each_of(one) is None]
    if earlier and scene.sentence.start - earlier[-1].scene.sentence.end <= 2:
        return earlier[-1]
    if _OF_THEM.search(scene.document.text, scene.sentence.start, scene.sentence.end):
        far = [
            one
            for one in before
            if is_count(one)
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
    scene = item.scene
    near = scene.text(max(scene.sentence.start, item.start - 40), min(scene.sentence.end, item.end + 20))
    is_rough = isinstance(reading, Figure) and (reading.hedge or _AVERAGE.search(near))
    if is_rough and _fits(item, base, part, _HEDGED):
        return False
    rate, many, all_of_it = (Fraction(value_of(one) or 0) for one in (item, base, part))
    if not rate or many < 2 or all_of_it <= rate:
        return False
    off = max(rate * many / all_of_it, all_of_it / (rate * many))
    return off <= _FURTHEST or abs(off - _A_DIGIT) < _LITTLE * _A_DIGIT
