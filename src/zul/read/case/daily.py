"""So much a day, so many days, and all of it, in whatever order and words the three are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from zul.read.case.comparisons import grain
from zul.read.case.plain import exact_count, is_beside, single, words_before
from zul.read.case.rates import each_of
from zul.read.case.relations import Placed, Told
from zul.read.case.totals import is_total
from zul.read.cells.item import Item
from zul.terms.assumption import Conversion
from zul.terms.figure import Figure

_A_TIME = re.compile(
    r"[^.;:,()\d]{0,40}?\b(?:(?:an?|per|each|every)(?: single)? (?P<each>hour|day|night|week|month|year)"
    r"|(?P<every>daily|nightly|weekly|monthly))\b",
    re.IGNORECASE,
)
_EACH_TIME = re.compile(
    r"\b(?:(?:each|every)(?: single| one)?(?: of (?:these|those|the|its))?"
    r" (?P<each>hour|day|night|week|month|year)s?"
    r"|(?P<every>daily|nightly|weekly|monthly))\b[^.;:()\d]{0,40}$",
    re.IGNORECASE,
)
_UNITS = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
_IN_TIME = re.compile(
    r"\b(?:in|for|during|within|over|after|through|throughout|of)"
    r" (?:(?:all|the|these|those|its|his|her|their|only|just|some|about) )*(?:whole |entire )?$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:at first|at most|at least|up to|later|until|then|afterwards?|rose|risen|fell|fallen|grew"
    r"|doubled|other|another|further|first|last|between|instead|should|ought|due|planned"
    r"|promised|meant|were to|was to|would)\b",
    re.IGNORECASE,
)
_THUS = re.compile(
    r"\W*(?:thus|so|in this way|(?:that|this) (?:is|was|makes|made)|hence|together|in (?:all|total)"
    r"|altogether|in those (?:days|weeks|months|years)|by the end)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:up to|at most|at least|as many as|more than|fewer than|less than|over)\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"[^.;:()\d]{0,60}(?:,|\(|–|—)\s*(?:or |that is,? |which (?:is|was|makes|made) |i\.e\.,? )?"
    r"(?:an? |the |on )*(?:average |mean )?(?:of )?(?:about |some |only )?",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:average|mean|about|some|nearly|almost|roughly)\b", re.IGNORECASE)
_SOME_OF_THEM = frozenset("child children man men woman women boy girl infant adult".split())
_BESIDE = 4  # numbers on either side of a rate
_FURTHEST = 4  # times: what is further off is not all of it
_A_DIGIT = 10  # times: one nought too many, or too few
_NEAR, _LITTLE, _ROUGH = Fraction(1, 20), Fraction(1, 100), Fraction(1, 10)  # of all of it


def daily(placed: Sequence[Placed]) -> Told:
    """What came or went each day, times the days, is what came or went in those days."""
    for at, rate in enumerate(placed):
        unit = _time_of(rate)
        if unit is None or rate.of or not _is_plain(rate.item) or rate.item.is_percent:
            continue
        for total, time in _told(placed, at, unit):
            many, each, added = (Fraction(one.value) for one in (time, rate, total))
            if not added or not _is_possible(each * many / added):
                continue
            scene = rate.item.scene
            sentence = scene.text(scene.sentence.start, scene.sentence.end)
            reading = rate.item.mention.reading
            is_rough = _AVERAGE.search(sentence) or (isinstance(reading, Figure) and reading.hedge)
            rounded = min(grain(rate.item) * many / 2, each * many * _NEAR)
            within = max(rounded + each * many * _LITTLE, each * many * _NEAR if is_rough else Fraction(0))
            words = (one.item.mention.as_written for one in (rate, time, total))
            yield Conversion(
                id=f"daily-{at}",
                why="“{}” each time, for “{}”, are taken to come to “{}”.".format(*words),
                cells=(total.cell, time.cell),
                factor=each,
                within=within + min(grain(total.item) / 2, added * _NEAR),
            )
            break


def _time_of(rate: Placed) -> str | None:
    """The day, week, month or year in each of which there was so much."""
    scene, item = rate.item.scene, rate.item
    after = _A_TIME.match(scene.document.text, item.mention.numeral.end, scene.sentence.end)
    clause = scene.clause(item.start)
    match = after or _EACH_TIME.search(words_before(item))
    before = scene.text(clause.start, max(clause.start, item.mention.numeral.start))
    if match is None or _is_of_one(item) or _AT_MOST.search(before):
        return None
    return (match["each"] or _UNITS[match["every"].lower()]).lower()


def _is_of_one(item: Item) -> bool:
    """True for "two pounds a head a day", which each of many gets."""
    text = item.scene.document.text[item.mention.numeral.end : item.mention.numeral.end + 60]
    return bool(re.match(r"[^.;:,\d]*\b(?:each|per|an?|every) (?:head|person|man|family|worker)\b", text))


def _told(placed: Sequence[Placed], at: int, unit: str) -> Iterator[tuple[Placed, Placed]]:
    """All of it and the days, side by side behind the rate, or just before it."""
    rate = placed[at]
    after = placed[at + 1 : at + 1 + _BESIDE]
    before = placed[max(0, at - 2) : at]
    for one, other in pairwise(after):
        is_near = is_beside(rate.item.scene, one.item.scene)
        if is_near and (pair := _pair(one, other, unit)) and _may_be_all(rate, pair[0]):
            gap = rate.item.scene.document.text[rate.item.end : other.item.end]
            if not _OTHERWISE.search(gap):
                yield pair
            return
    if pair := _days_first(placed, at, unit):
        yield pair
    elif len(before) == 2 and (pair := _pair(before[0], before[1], unit)) and _may_be_all(rate, pair[0]):
        scene = rate.item.scene
        is_told = before[1].item.scene is scene and _ASIDE.fullmatch(
            scene.text(before[1].item.end, rate.item.start)
        )
        if is_told:
            yield pair


def _days_first(placed: Sequence[Placed], at: int, unit: str) -> tuple[Placed, Placed] | None:
    """Those of "They ran on 40 days, and brought 240 persons a day. Thus 9,600 persons have been moved"."""
    rate = placed[at]
    times = [one for one in placed[max(0, at - _BESIDE) : at] if is_beside(one.item.scene, rate.item.scene)]
    times = [one for one in times if _is_time(one, unit) and exact_count(one.item) and one.value >= 2]
    total = placed[at + 1] if at + 1 < len(placed) else None
    if len(times) != 1 or total is None or total.of or not exact_count(total.item):
        return None
    scene = total.item.scene
    is_drawn = is_total(total.item) or _THUS.match(
        scene.document.text, scene.sentence.start, total.item.start
    )
    is_near = is_beside(rate.item.scene, scene) and is_drawn and _may_be_all(rate, total)
    gap = rate.item.scene.document.text[times[0].item.end : total.item.end]
    return (total, times[0]) if is_near and not _OTHERWISE.search(gap) else None


def _pair(one: Placed, other: Placed, unit: str) -> tuple[Placed, Placed] | None:
    """All of it and the days among two numbers of one sentence."""
    total, time = (one, other) if _is_time(other, unit) else (other, one)
    scene = time.item.scene
    if not _is_time(time, unit) or _is_time(total, unit) or total.item.scene is not scene:
        return None
    is_in_time = _IN_TIME.search(scene.text(scene.sentence.start, time.item.start))
    are_plain = exact_count(time.item) and exact_count(total.item) and not total.of
    return (total, time) if is_in_time and are_plain and time.value >= 2 else None


def _is_time(one: Placed, unit: str) -> bool:
    return one.item.mention.unit == unit and one.item.mention.noun is not None


def _may_be_all(rate: Placed, total: Placed) -> bool:
    """True for a number that counts what the rate counts, and not only some of them."""
    units = {one.item.mention.unit for one in (rate, total) if one.item.mention.noun} - {None}
    nouns = [one.item.mention.noun.surface.lower() if one.item.mention.noun else "" for one in (rate, total)]
    is_part = nouns[1] != nouns[0] and any(
        word.removesuffix("s") in _SOME_OF_THEM for word in nouns[1].split()
    )
    is_number = not total.item.is_percent and each_of(total.item) is None and _time_of(total) is None
    return len(units) < 2 and not is_part and is_number


def _is_possible(times: Fraction) -> bool:
    off = max(times, 1 / times) if times else Fraction(0)
    return 0 < off <= _FURTHEST or abs(off - _A_DIGIT) <= _A_DIGIT * _NEAR


def _is_plain(item: Item) -> bool:
    figure = single(item)
    return figure is not None and not figure.is_rate
