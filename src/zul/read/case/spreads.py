"""So much to each, where all of it and those who shared it stand in other sentences, or in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from attrs import evolve, frozen

from zul.errors import FigureError
from zul.read.case.comparisons import grain
from zul.read.case.plain import is_beside, single, words_before
from zul.read.case.rates import TIMES, Rate, average_of, each_of, is_count, unit_of
from zul.read.case.totals import is_slip, is_total
from zul.read.cells.item import Item, conversions, extents, value_of
from zul.read.grammar.nouns import counted, singular
from zul.terms.bounds import Bounds
from zul.terms.figure import Figure, Hedge

_TIMES = r"hour|day|night|week|month|year"
_A_TIME = re.compile(  # "thirty kilometres an hour", "17 miles each day", "six deaths a day"
    rf"[^.;:,()\d]{{0,25}}?(?<! in)(?<! for)(?<! of) (?:an?|per|each|every|to the) (?P<each>{_TIMES})\b"
    rf"|[^.;:,()\d]{{0,25}}? (?P<every>hourly|daily|nightly|weekly|monthly|yearly)\b",
    re.IGNORECASE,
)
_EVERY = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
          "yearly": "year"}  # fmt: skip
_TO_THE = re.compile(  # "an average of 1,530 to the voyage"
    r"(?: [^\W\d]+){0,2} (?:to|for|in|on) the (?P<each>[^\W\d]+)", re.IGNORECASE
)
_AVERAGE = re.compile(r"\b(?:average|mean|averag(?:ed|es|ing))\b", re.IGNORECASE)
_TO_ONE = re.compile(  # "forty to one wagon", "so that twenty-four shared one cart"
    r"(?: [^\W\d]+){0,2} (?:to|shared|sharing|in|on) (?:one|a single) (?P<each>[^\W\d]+)", re.IGNORECASE
)
_ONE_TO = re.compile(  # "which makes one loaf to three persons"
    r"\b(?:one|a single) (?P<one>[^\W\d]+) (?:to|for|per|among|between) (?:every |each )?$", re.IGNORECASE
)
_NO_RATE = re.compile(  # what was meant, allowed or reached once is no mean of all
    r"\b(?:up to|at (?:most|least|first)|as (?:many|much) as|more than|fewer than|less than|over|no more"
    r"|rule|norm|allowed|contract|planned|promised|should|ought|meant|supposed|designed|built|intended|another"
    r"|instead|limit|at a rate of|others?)\b",
    re.IGNORECASE,
)
_ONLY_SOME = re.compile(r"\b(?:of (?:these|those|them|whom|which)|among (?:them|these)|including)\b", re.I)
_NO_COUNT = frozenset((None, "percent", "degree", "minute", "second"))
_FEWEST = 2  # of those who share
_FEW = 2  # sentences
_NEAR = 14  # numbers on either side
_APART = 350  # code points between sentences that tell of one thing
_FURTHEST = 2.1  # times: what is further off is of others
_LITTLE, _ROUGH = 0.02, 0.06  # of all of it: how far a right rate may be off, and a rough one


@frozen(kw_only=True)
class _Each:
    """What a number is for each of: their unit, or the name of a time; "" where that stands elsewhere."""

    unit: str
    is_time: bool = False
    noun: str = ""  # "loaf", in what "one loaf to three persons" says


def spreads(items: Sequence[Item]) -> Iterator[Rate]:
    """Each rate whose whole and whose sharers are counted near by, where none of them make it right."""
    for at, item in enumerate(items):
        each = _each(item)
        if each is None or not _is_plain(item) or _NO_RATE.search(words_before(item)[-60:]):
            continue
        if _has_another(item, items[max(0, at - _NEAR) : at + _NEAR]):
            continue
        around = items[max(0, at - _NEAR) : at + _NEAR]
        beside = [
            one for one in around if one is not item and _is_near(item, one) and is_count(one) and single(one)
        ]
        pairs = [
            (base, part)
            for base, part in product(beside, beside)
            if base is not part and _may_share(base, item, each) and _may_be_all(part, base, item, each)
        ]
        fitting = [pair for pair in pairs if _fits(item, *pair)]
        if not (_is_misread(item) and fitting) and (fitting or _is_explained(item, around)):
            continue
        told = fitting or [pair for pair in pairs if _is_told(item, *pair)]
        if told:
            base, part = min(told, key=lambda pair: _distance(item, *pair))
            try:
                word = each.unit or each.noun or base.mention.unit
                reading = _reading(item, part, word or "")
            except FigureError:
                continue
            why = "“{}” each are taken to be told of “{}” and “{}”."
            yield Rate(item=item, part=part, base=base, reading=reading, why=why)


def _is_plain(item: Item) -> bool:
    """True for one number that is told to be just so much, or about so much."""
    figure = single(item)
    is_mean = figure is not None and figure.hedge in (Hedge.EXACT, Hedge.APPROXIMATELY, Hedge.NEARLY)
    return is_mean and not item.is_percent and bool(value_of(item))


def _has_another(item: Item, beside: Sequence[Item]) -> bool:
    """True for "500 grams to each man and 300 to each woman"."""
    others = (one for one in beside if one is not item and one.scene is item.scene)
    return any(one.mention.unit == item.mention.unit and each_of(one) is not None for one in others)


def _has_unit(item: Item) -> bool:
    """True for a number with a unit of its own: "nine loaves" and "£9"."""
    return item.mention.noun is not None or item.mention.unit in extents()


def _reading(item: Item, part: Item, each: str) -> Figure:
    """So much to each, in the unit of all of it."""
    reading = Figure.parse(f"{item.mention.numeral.surface} per {each}")
    factor = _factor(item, part) if _has_unit(item) else None
    if factor in (None, 1) or factor is None:
        return reading
    bounds = (
        Bounds((one.lower or 0) * factor, (one.upper or 0) * factor) for one in (reading.tight, reading.wide)
    )
    tight, wide = bounds
    return evolve(reading, tight=tight, wide=wide)


def _each(item: Item) -> _Each | None:
    scene, text = item.scene, item.scene.document.text
    end = scene.sentence.end
    if match := _A_TIME.match(text, item.mention.numeral.end, end):
        unit = (match["each"] or _EVERY[match["every"].lower()]).lower()
        return _Each(unit=unit, is_time=True)
    if match := _ONE_TO.search(words_before(item)):
        return _Each(unit="", noun=singular(match["one"].lower()))
    if match := _TO_ONE.match(text, item.mention.numeral.end, end):
        noun = singular(match["each"].lower())
        return _Each(unit=unit_of(noun)) if counted(noun) or counted(f"{noun}s") else None
    words = scene.text(scene.sentence.start, scene.sentence.end)
    if (match := _TO_THE.match(text, item.mention.numeral.end, end)) and _AVERAGE.search(words):
        noun = singular(match["each"].lower())
        return _Each(unit=unit_of(noun)) if counted(noun) or counted(f"{noun}s") else None
    named = average_of(item)
    return None if named is None else _Each(unit="" if named in ("", "of") else unit_of(named))


def _is_near(item: Item, one: Item) -> bool:
    """True for a number of the same sentence or one close by in the paragraph."""
    gap = max(
        item.scene.sentence.start - one.scene.sentence.end, one.scene.sentence.start - item.scene.sentence.end
    )
    return one.scene.block is item.scene.block and gap < _APART


def _may_share(base: Item, item: Item, each: _Each) -> bool:
    """True for the number of those who shared: the families, the wagons or the days."""
    if (value_of(base) or 0.0) < _FEWEST or base.of is not None or _is_of_a_time(base):
        return False
    if each.noun:
        noun = base.mention.noun or base.mention.inherited
        return noun is not None and singular(noun.surface.lower().split()[-1]) == each.noun
    if each.unit:
        return base.mention.unit == each.unit
    is_alike = _has_unit(item) and base.mention.unit == item.mention.unit
    is_thing = base.mention.noun is not None and base.mention.unit not in extents()
    return base.scene is item.scene and is_thing and not is_alike and base.end <= item.start


def _may_be_all(part: Item, base: Item, item: Item, each: _Each) -> bool:
    """True for a number of what they shared."""
    unit = part.mention.unit
    if part.of is not None or unit in _NO_COUNT or unit == base.mention.unit or _has_own_rate(part):
        return False
    is_one_sentence = part.scene is base.scene is item.scene
    if not _has_unit(item) and unit not in ("day", "month", "year", "hour", "week"):
        return True
    is_slip_of = is_slip((value_of(item) or 0.0) * (value_of(base) or 0.0), value_of(part) or 0.0)
    return _factor(item, part) is not None or (is_one_sentence and is_slip_of)


def _has_own_rate(part: Item) -> bool:
    return _is_of_a_time(part) or average_of(part) not in (None, *TIMES)


def _is_of_a_time(item: Item) -> bool:
    return bool(_A_TIME.match(item.scene.document.text, item.mention.numeral.end, item.scene.sentence.end))


def _factor(item: Item, part: Item) -> Fraction | None:
    """How many of the unit of all of it make one of the unit that each got: grams, and kilograms."""
    units = part.mention.unit or "", item.mention.unit or ""
    return Fraction(1) if units[0] == units[1] else conversions().get(units)


def _times(item: Item, base: Item, part: Item) -> tuple[float, float]:
    factor = float(_factor(item, part) or 1) if _has_unit(item) else 1.0
    return factor * (value_of(item) or 0.0) * (value_of(base) or 0.0), value_of(part) or 0.0


def _fits(item: Item, base: Item, part: Item) -> bool:
    made, all_of_it = _times(item, base, part)
    scene, figure = item.scene, single(item)
    words = scene.text(scene.sentence.start, scene.sentence.end)
    is_rough = _AVERAGE.search(words) or (figure is not None and figure.hedge)
    rounded = made * float(grain(item)) / 2 / (value_of(item) or 1.0)
    rounded = min(rounded, made * _ROUGH)
    return abs(made - all_of_it) <= max(rounded + all_of_it * _LITTLE, all_of_it * _ROUGH * bool(is_rough))


def _is_told(item: Item, base: Item, part: Item) -> bool:
    """True where the three stand so near, and are so near each other, that they are told of one thing."""
    made, all_of_it = _times(item, base, part)
    if not all_of_it or not 1 / _FURTHEST <= made / all_of_it <= _FURTHEST:
        return False
    scenes = {id(one.scene) for one in (item, base, part)}
    behind = [one.scene for one in (base, part) if one.scene is not item.scene and one.start > item.end]
    if behind:  # "The average per house was 6.4. The census found 2,450 persons in 490 houses"
        is_drawn = base.scene is part.scene or (part.scene in behind and is_total(part))
        return is_drawn and is_beside(item.scene, part.scene) and behind[0] is part.scene
    return len(scenes) <= _FEW or base.start < item.start


def _is_explained(item: Item, beside: Sequence[Item]) -> bool:
    """True for a number that makes, with one beside it, a third one, or is what two others make."""
    near = [one for one in beside if one is not item and _is_near(item, one) and not one.is_percent]
    values = [value for one in near if (value := value_of(one) or 0.0) >= _FEWEST]
    number = value_of(item) or 0.0
    inside = [value_of(one) or 0.0 for one in near if one.scene is item.scene]
    return number in {one * other for one, other in combinations(inside, 2)} or bool(
        {number * value for value in values} & {*values}
    )


def _is_misread(item: Item) -> bool:
    """True for a rate that the reader took for one of numbers that do not make it right."""
    if item.restates is None or item.base is None:
        return False
    return not _fits(item, item.base, item.restates)


def is_roughly_right(item: Item) -> bool:
    """True for "about 2,700 people to a train" of 37,460 in 14 trains: nobody means it to the last digit."""
    figure = single(item)
    if figure is None or not figure.hedge or item.base is None or item.restates is None:
        return False
    made, all_of_it = _times(item, item.base, item.restates)
    return " per " in item.mention.as_written and abs(made - all_of_it) <= _LITTLE * all_of_it


def _distance(item: Item, base: Item, part: Item) -> tuple[bool, bool, int, int]:
    """First what is a whole, then what stands in few sentences, then what stands near."""
    scenes = {id(one.scene) for one in (item, base, part)}
    is_unnamed = base.mention.noun is None or base.series is not None
    return (
        is_unnamed,
        part.series is not None,
        len(scenes),
        abs(base.start - item.start) + abs(part.start - item.start),
    )
