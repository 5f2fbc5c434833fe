"""Which numbers share a cell with those of other sentences only by an assumption, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from zul.read.case.plain import is_time, single
from zul.read.cells.addresses import ONCE
from zul.read.cells.item import ALL, PEOPLE, Item, value_of
from zul.read.cells.measures import is_base
from zul.terms.figure import Hedge
from zul.terms.measure import MEASURES

_SOME_AFTER = re.compile(  # "31 of the deaths", "all three of them", "fourteen other men"
    r"\s+(?:of (?:the|these|those|them|whom|which|his|her|its|their|our|my)|others?|more|further)\b",
    re.IGNORECASE,
)
_SOME_BEFORE = re.compile(  # "of whom there are 540", "in the last of these 73", "the first five trains"
    r"\b(?:of (?:them|these|those|whom|which),?|the (?:last|first) of (?:these|them)"
    r"|(?:the|our|his|her|its|their) (?:first|last|other|next|remaining)"
    r"(?! (?:time|days?|nights?|weeks?|months?|winter|spring|summer|autumn|years?|half|quarter)\b)"
    r"|another|so far|up to now|additional"
    r"|a further)\b[^.;:,(\d]{0,30}$",
    re.IGNORECASE,
)
_PLANNED_BEFORE = re.compile(  # "the quota was first estimated at 3,000"
    r"\b(?:estimated|expected|planned|should|would)\b[^.;:,\d]{0,30}$", re.IGNORECASE
)
_PLANNED_AFTER = re.compile(  # "29,000 people would have to be moved", "188 trains are provided"
    r"[^.;:,\d]{0,20}\b(?:would|should|will|shall|(?:is|are|was|were) to"
    r"|(?:is|are|was|were) (?:provided|planned|expected|needed|foreseen|estimated|allowed))\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+of (?:them|these|those|whom)\b", re.IGNORECASE)
_EACH_TIME = re.compile(r" (?:an?|per|each|every) (?:day|night|week|month|year)$|\bdaily$", re.IGNORECASE)
_FEWER = re.compile(  # "37 per cent fewer"
    r" (?:more|fewer|less|higher|lower|larger|smaller)\b", re.IGNORECASE
)
_AND = re.compile(r"\band (?:about |some )?$")  # "391,750 Chechens and 90,840 Ingush, 401,330 of them"
_BOUNDS = frozenset((Hedge.UP_TO, Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.FEWER_THAN))
_BEFORE = 60  # code points before a number
_ONE_DAY = timedelta(days=1)


def is_some(item: Item) -> bool:
    """True for a part of what its words count, a rate or a plan: it shares no cell with all of it."""
    scene = item.scene
    text, end = scene.document.text, scene.sentence.end
    before = scene.text(max(scene.sentence.start, item.start - _BEFORE), item.start)
    return bool(
        _SOME_AFTER.match(text, item.mention.numeral.end, end)
        or _SOME_BEFORE.search(before)
        or _PLANNED_BEFORE.search(before)
        or _PLANNED_AFTER.match(text, item.end, end)
        or _EACH_TIME.search(item.mention.as_written)
        or _is_of_them(item)
        or item.group.endswith("-whom")
    )


def _is_of_them(item: Item) -> bool:
    """True for the 97 of "The office has confirmed 412 of them; 97 were killed"."""
    if item.mention.noun is not None or item.is_percent:
        return False
    scene = item.scene
    return any(
        _OF_THEM.match(scene.document.text, one.numeral.end)
        for one in scene.quantities
        if one.end <= item.start and one.unit == item.mention.unit
    )


def loose(items: Iterable[Item]) -> set[int]:
    """The ids of those numbers that only an assumption sets beside others of the same measure.

    No word says whose they are nor where, another number is taken out of them, or they are of a single day.
    """
    counted: dict[str, list[Item]] = {}
    for item in items:
        for measure in _line(item.measure):
            counted.setdefault(measure, []).append(item)
    return {
        id(item)
        for alike in counted.values()
        for item in alike
        if any(one.scene is not item.scene for one in alike) and _is_loose(item)
    }


def _line(measure: str | None) -> Sequence[str]:
    """A measure and those that it is a part of."""
    line: list[str] = []
    while measure is not None:
        line.append(measure)
        measure = MEASURES[measure].part_of
    return line


def _is_loose(item: Item) -> bool:
    return _is_of_anybody(item) or _is_base_of_things(item) or _is_of_one_day(item)


def _is_of_anybody(item: Item) -> bool:
    is_anybody = item.group.split("-")[0] in (ALL, PEOPLE)
    return item.place is None and is_anybody and item.mention.unit in ("person", "family")


def _is_base_of_things(item: Item) -> bool:
    """True for "Of the thirty-one wagons with which they set out"."""
    return item.mention.unit not in ("person", "family") and is_base(item.mention, item.scene)


def _is_of_one_day(item: Item) -> bool:
    """True for the trains of "the report of 29 October", which may count those of many days."""
    period = item.period
    if item.measure not in ONCE or period is None or not period.earliest or not period.latest:
        return False
    return period.latest - period.earliest < _ONE_DAY


def is_no_ratio(item: Item) -> bool:
    """True for a share or a rate beside numbers of which it cannot be told."""
    part, base = item.restates, item.base
    if item.is_percent and _FEWER.match(item.scene.document.text, item.end):
        return True
    if base is not None and not may_be_told_of(item, base):
        return True
    if item.is_percent and part is not None and base is not None:
        return _is_one_of_two(part, base) or is_time(part) is not is_time(base) or _are_apart(part, base)
    return item.is_percent and (value_of(item) or 0.0) > 100 and item.mention.as_written.endswith("percent")


def may_be_told_of(item: Item, base: Item) -> bool:
    """False for "between 40 and 310 settlers each", for one tap, and for "up to 24,000 labourers"."""
    figure = single(base)
    is_average = item.is_percent or single(item) is not None
    return is_average and (value_of(base) or 0.0) > 1 and (figure is None or figure.hedge not in _BOUNDS)


def _is_one_of_two(part: Item, base: Item) -> bool:
    is_larger = (value_of(part) or 0.0) > (value_of(base) or 0.0)
    return is_larger and bool(_AND.search(base.scene.document.text, max(0, base.start - 15), base.start))


def _are_apart(part: Item, base: Item) -> bool:
    """True for numbers of two places on the two sides of a semicolon."""
    between = base.scene.document.text[base.end : part.start]
    return ";" in between and are_of_two_places(part, base)


def are_of_two_places(one: Item, other: Item) -> bool:
    """True for numbers that each have a place of their own words, and not the same."""
    return len({item.place for item in (one, other) if item.place and not item.inherits("place")}) > 1
