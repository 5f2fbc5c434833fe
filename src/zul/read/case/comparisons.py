"""What a text says of two of its numbers: one fell to the other, is twice the other, or is of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from zul.read.case.plain import is_beside, is_time, words_before
from zul.read.case.rates import BY, each_of, is_side
from zul.read.case.relations import Placed, Told, is_far_beyond
from zul.read.cells.item import LISTED, Item, conversions, value_of
from zul.read.cells.measures import said_in
from zul.read.cells.scene import Scene
from zul.terms.assumption import Account, Conversion, Part
from zul.terms.figure import Figure

_TIMES = {
    "twice": 2, "double": 2, "doubled": 2, "two times": 2, "three times": 3, "thrice": 3, "trebled": 3,
    "tripled": 3, "four times": 4, "quadrupled": 4, "five times": 5, "six times": 6, "eight times": 8,
    "ten times": 10, "tenfold": 10,
}  # fmt: skip
_MULTIPLE = re.compile(rf"\b(?P<times>{'|'.join(_TIMES)})\b", re.IGNORECASE)
_PERCENT_MORE = re.compile(
    r"\s*(?:percent |per cent |% )?(?P<way>more|higher|larger|greater|less|fewer|lower|smaller)\s+than\b",
    re.IGNORECASE,
)
_AS_MANY = re.compile(r"\s+(?:as (?:many|much|large|high|big)|the number)\b", re.IGNORECASE)
_UPWARD = ("more", "higher", "larger", "greater")
_OF_OTHERS = re.compile(r"\s+as (?:many|much)\s+(?!as\b)[^\W\d_]+", re.IGNORECASE)
_THERE_WERE = re.compile(r"\bthere (?:were|are|had been)\b[^.;,]{0,20}$", re.IGNORECASE)
_EXCEEDS = re.compile(r"\b(?:exceed(?:ed|s)?|outnumber(?:ed|s)?)\b(?! (?:by|them))", re.IGNORECASE)
OUT_OF = re.compile(r"\s+(?:out )?of (?:the |these |those |its |their |all )*", re.IGNORECASE)
_OF_DEPORTED = re.compile(r"\s+of the (?:deport\w+|exile[sd]|expell\w+|evict\w+|evacuees)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of (?:them|these|those|whom)\b", re.IGNORECASE)
_ROOM_FOR = re.compile(  # "a camp, built for 400"
    r"\b(?:built|meant|made|designed|intended|laid out|room|space|capacity) (?:for|of) (?:only |about )?$",
    re.I,
)
_OWN_SUBJECT = re.compile(  # "The boys are in tents, 620 of them in the new ones"
    r"\s*(?:The|Our|Their|All the|All our) (?:[^\W\d]+ ){0,2}?(?:[^\W\d]+s|men|women|children|people)"
    r" (?:are|were|have|had|live|came|went|stay|sleep|slept|[^\W\d]+ed)\b[^.;\d]*,\s+$"
)
_OWN_NOUN = re.compile(r",\s+(?:some |about |only )?$")  # "their photographs, some 200 of them"
_THOSE_WHO = re.compile(
    r"\b(?:among|of) (?:all )?(?:those|the (?:people|persons)) who (?:had |have )?(?:been )?"
    r"(?P<did>[^\W\d]+)\b[^.;:\d]*$",
    re.IGNORECASE,
)
_TAKEN_FROM = re.compile(
    r"\s+of (?:the|those) (?:people|persons|inhabitants|families) (?:who (?:were|had been) )?"
    r"(?:deported|taken|removed|evicted|exiled|expelled|resettled) from (?:the [^\W\d]+ of |the )?",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\s+of (?:it|this|that)\b(?! [^\W\d])|\s+of (?:it|this|that) (?=was|were|is|are)", re.IGNORECASE
)
_CALLED = re.compile(
    r"\s+(?:out )?of (?:the |these |those |its |their |all )*(?P<stem>[^\W\d_]{4,})ed ", re.I
)
_IN_OTHER_UNITS = re.compile(  # "610 kilometres long, or 479 miles"
    r"(?:\s+of(?: [^\W\d]+){1,3}"
    r"|\s+(?:long|wide|broad|high|deep|thick|away|off|distant|in length|apart)"
    r"|\s+from (?:the )?[^\W\d]+(?: [^\W\d]+)?(?= \())?"  # "12 kilometres from Arezzo (7.5 miles)"
    r"\s*(?:\(|\[|,? or |, i\.e\.,? |, that is,? |,? which (?:is|are|makes?) |/|–|—)"
    r"(?!\s*(?:more|less|fewer)\b)[^\d]{0,15}"
)
_GOES_ON = re.compile(r"(?: and)? \d")  # "70 shillings, or £3 10s"
_IN_TIME = re.compile(
    r"(?: of [^\W\d]+)? (?:(?:an?|per|each|every) )?(?P<time>daily|weekly|day|week|month|year)\b"
)
_COINS = frozenset("shilling penny cent kopeck".split())
_FURTHEST = 5  # times: coins that are further off are the price of something else
_FEW = 4  # numbers just before one
_HUNDREDTH = Fraction(1, 100)  # a conversion is seldom exact
_TWENTIETH = Fraction(1, 20)  # nor is a round number that is converted at once far from its value
_JUST_AFTER = 15  # code points before a name
_MOST_BEFORE = 100  # numbers between one and that of which it is taken
_HARDLY = Fraction(1, 5)  # "twice" is seldom meant to the last tenth


def changes(placed: Sequence[Placed]) -> Told:
    """A fall or a rise is the difference of the two numbers that it is told of."""
    at = {id(one.item): one for one in placed}
    for number, one in enumerate(placed, start=1):
        opening, closing = at.get(id(one.item.base)), at.get(id(one.item.toward))
        if opening is None or closing is None or opening.cell == closing.cell:
            continue
        falls = one.shared.measure.id == "decrease"
        yield Account(
            id=f"change-{number}",
            title=f"From “{opening.item.mention.as_written}” to “{closing.item.mention.as_written}”",
            why=f"The {'fall' if falls else 'rise'} is the difference of the two numbers.",
            opening=(opening.cell,),
            entries=() if falls else (one.cell,),
            exits=(one.cell,) if falls else (),
            closing=closing.cell,
        )


def multiples(placed: Sequence[Placed]) -> Told:
    """One number is called so many times another."""
    counts = [one for one in placed if not (one.item.is_percent or one.item.of)]
    for number, (scene, inside) in enumerate(groupby(counts, key=lambda one: one.item.scene), start=1):
        text, beside = scene.document.text, list(inside)
        for match in _MULTIPLE.finditer(text, scene.sentence.start, scene.sentence.end):
            pair = _pair(beside, match.start())
            if _OF_OTHERS.match(text, match.end()) and not any(
                one.item.start > match.end() for one in beside
            ):
                continue  # "twice as many Chechens"
            if pair is None and _AS_MANY.match(text, match.end(), scene.sentence.end):
                pair = _pair_before(counts, beside)
            times = _TIMES.get(match["times"].lower())
            if pair is None or times is None:
                continue
            large, small = _in_order(pair, match["times"].lower())
            yield Conversion(
                id=f"times-{number}",
                why=f"The text has “{match['times']}” between “{small.item.mention.as_written}” and "
                f"“{large.item.mention.as_written}”.",
                cells=(large.cell, small.cell),
                factor=Fraction(times),
                within=_HARDLY * Fraction(max(one.value for one in pair)),
            )


def exceeding(placed: Sequence[Placed]) -> Told:
    """What exceeds or outnumbers another number of its unit in the sentence is the larger one."""
    counts = [one for one in placed if not (one.item.is_percent or one.item.of)]
    for number, (scene, inside) in enumerate(groupby(counts, key=lambda one: one.item.scene), start=1):
        beside = list(inside)
        for match in _EXCEEDS.finditer(scene.document.text, scene.sentence.start, scene.sentence.end):
            before = [one for one in beside if one.item.end <= match.start()][-1:]
            after = [one for one in beside if one.item.start >= match.end()][:1]
            for large, small in zip(before, after, strict=False):
                if large.item.mention.unit == small.item.mention.unit and large.cell != small.cell:
                    why = f"The text has “{match.group()}” between the two numbers."
                    yield Part(id=f"exceeds-{number}", why=why, parts=(small.cell,), whole=large.cell)


def percents_more(placed: Sequence[Placed], shares: Sequence[Item]) -> Told:
    """One number is called so many percent more or less than another of its unit."""
    for number, share in enumerate(shares, start=1):
        scene, reading = share.scene, share.mention.reading
        match = _PERCENT_MORE.match(scene.document.text, share.end, scene.sentence.end)
        if match is None or not isinstance(reading, Figure) or len(reading.quantities) != 1:
            continue
        counts = [
            one
            for one in placed
            if one.item.scene.block is scene.block
            and one.item.is_count
            and one.of is None
            and value_of(one.item)
        ]
        before = [one for one in counts if one.item.end <= share.start]
        if not before or before[-1].item.scene is not scene:
            continue
        told, unit = before[-1], before[-1].item.mention.unit
        after = [one for one in counts if one.item.start >= share.end and one.item.scene is scene]
        others = [one for one in (*after[:1], *reversed(before[:-1])) if one.item.mention.unit == unit]
        if not others or others[0].cell == told.cell:
            continue
        way = 1 if match["way"].lower() in _UPWARD else -1
        factor = 1 + way * reading.quantities[0].value / 100
        if factor > 0 and not is_far_beyond(told.item, others[0].item):
            words = told.item.mention.as_written, share.mention.as_written, others[0].item.mention.as_written
            why = "“{}” is told to be {} {} than “{}”.".format(*words[:2], match["way"], words[2])
            within = Fraction(others[0].value) / 50
            cells = (told.cell, others[0].cell)
            yield Conversion(id=f"percent-more-{number}", why=why, cells=cells, factor=factor, within=within)


def _in_order(pair: tuple[Placed, Placed], word: str) -> tuple[Placed, Placed]:
    """What is so many times the other: what came later where it "doubled", else the larger number."""
    first, then = sorted(pair, key=lambda one: one.item.day)
    is_told = all(one.item.period and not one.item.inherits("period") for one in pair)
    if word.endswith("ed") and is_told and first.item.day < then.item.day:
        return then, first
    large, small = sorted(pair, key=lambda one: one.value, reverse=True)
    return large, small


def _pair(counts: Sequence[Placed], at: int) -> tuple[Placed, Placed] | None:
    """The two numbers of one unit that stand around a word, else just before it, else just after it."""
    before = [one for one in counts if one.item.end <= at]
    after = [one for one in counts if one.item.start >= at]
    for pair in ((before[-1:] + after[:1]), before[-2:], after[:2]):
        if (
            len(pair) == 2
            and pair[0].item.mention.unit == pair[1].item.mention.unit
            and pair[0].cell != pair[1].cell
        ):
            return pair[0], pair[1]
    return None


def _pair_before(counts: Sequence[Placed], beside: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """The only number of a sentence, and the last one of its unit before it in the paragraph."""
    if len(beside) != 1:
        return None
    told = beside[0]
    before = [
        one
        for one in counts
        if one.item.end < told.item.scene.sentence.start
        and one.item.scene.block is told.item.scene.block
        and one.item.mention.unit == told.item.mention.unit
        and one.cell != told.cell
    ]
    return (before[-1], told) if before else None


def taken_out(placed: Sequence[Placed]) -> Told:
    """A number "of" another one, "of them" or "of the houses" is at most that of which it is taken."""
    for at, one in enumerate(placed):
        if one.item.of or one.item.is_percent:
            continue
        whole = _whole(one, placed, at)
        if whole is not None and whole.cell != one.cell and not is_far_beyond(one.item, whole.item):
            part, number = one.item.mention.as_written, whole.item.mention.as_written
            why = f"“{part}” are said to be out of “{number}”."
            yield Part(id=f"out-of-{at}", why=why, parts=(one.cell,), whole=whole.cell)


def _whole(one: Placed, placed: Sequence[Placed], at: int) -> Placed | None:
    item, scene = one.item, one.item.scene
    text = scene.document.text
    after = placed[at + 1] if at + 1 < len(placed) else None
    stands_before = after is not None and after.item.scene is scene and not after.item.is_percent
    if after and stands_before and OUT_OF.fullmatch(text[item.mention.numeral.end : after.item.start]):
        return after
    if item.series:
        return None
    earlier = [
        other
        for other in placed[max(0, at - _MOST_BEFORE) : at]
        if other.item.mention.unit == item.mention.unit and not other.item.of
        if not _ROOM_FOR.search(words_before(other.item))
    ]
    if _OF_IT.match(text, item.end):
        near = [other for other in earlier if other.item.scene.block is scene.block]
        return max(near, key=lambda other: other.value, default=None)
    if among := _THOSE_WHO.search(scene.text(scene.sentence.start, item.start)):
        return _of_those(said_in(among["did"], "person"), item, earlier)
    if named := _TAKEN_FROM.match(text, item.mention.numeral.end, scene.sentence.end):
        return _of_place(scene, named.end(), earlier)
    if _THERE_WERE.search(scene.text(scene.sentence.start, item.start)):
        return None  # "there were 48,500 of them"
    if _OF_THEM.match(text, item.mention.numeral.end) or _OF_THEM.match(text, item.end):
        near = [other for other in earlier[-1:] if other.item.scene.block is scene.block]
        near = near or _only_one_before(item, placed[:at])
        is_told = near and near[0].item.scene is scene
        if not is_told and _OWN_SUBJECT.fullmatch(scene.text(scene.sentence.start, item.start)):
            return None
        return near[0] if near else None
    if _OF_DEPORTED.match(text, item.mention.numeral.end) and item.mention.unit == "person":
        taken = [other for other in earlier if other.item.measure == "deported"]
        return max(taken, key=lambda other: other.value, default=None)
    is_of_things = OUT_OF.match(text, item.mention.numeral.end) and item.mention.unit not in (None, "person")
    if is_of_things and isinstance(item.mention.reading, Figure):
        whole = [other for other in earlier if not OUT_OF.match(text, other.item.mention.numeral.end)]
        return _so_called(item, whole) or (whole[-1] if whole else None)
    return None


def _only_one_before(item: Item, before: Sequence[Placed]) -> list[Placed]:
    """The 386 of "It had 386 houses. The Commission had built 402 of these"."""
    inside = [one for one in before[-_FEW:] if is_beside(one.item.scene, item.scene) and not one.item.of]
    is_own = _OWN_NOUN.search(item.scene.text(item.scene.sentence.start, item.start))
    is_free = item.mention.noun is None and not is_own and len(inside) == 1 and inside[0].item.is_count
    return inside if is_free and not is_time(inside[0].item) else []


def _of_those(measure: str | None, item: Item, earlier: Sequence[Placed]) -> Placed | None:
    """Those who died, of whom others are a part: counted in the paragraph, with the place and time."""
    for one in reversed(earlier):
        alike = one.item.measure == measure and one.item.scene.block is item.scene.block
        if alike and item.place and (one.item.place, one.item.period) == (item.place, item.period):
            return one
    return None


def _of_place(scene: Scene, at: int, earlier: Sequence[Placed]) -> Placed | None:
    """The last number of the paragraph that counts those of the place which is named there."""
    named = next((place.what for place in scene.places if 0 <= place.start - at < _JUST_AFTER), None)
    beside = [one for one in earlier if one.item.scene.block is scene.block]
    return next((one for one in reversed(beside) if named and one.item.place == named), None)


def _so_called(item: Item, wholes: Sequence[Placed]) -> Placed | None:
    """The number that a participle speaks of: "2,190 families on the list … of the listed families"."""
    called = _CALLED.match(item.scene.document.text, item.mention.numeral.end)
    if called is None:
        return None
    for one in reversed(wholes):
        clause = one.item.scene.clause(one.item.start)
        end = min(clause.end, item.start) if one.item.scene is item.scene else clause.end
        if called["stem"].lower() in one.item.scene.text(clause.start, end).lower():
            return one
    return None


def shares(placed: Sequence[Placed]) -> Told:
    """Three shares or more side by side, of one whole and one time, make at most all of it."""
    run: list[Placed] = []
    listed = [
        one for one in placed if one.item.is_percent and one.of and one.item.rules.get("group") == LISTED
    ]
    for number, one in enumerate([*listed, None]):
        same = one is not None and run and one.item.scene is run[-1].item.scene and one.of == run[-1].of
        if run and not same:
            cells = [share.cell for share in run]
            if len(run) > 2 and len(set(cells)) == len(cells) and run[0].of and run[0].of not in cells:
                why = "The shares stand side by side, and are of one whole and do not overlap."
                yield Part(id=f"shares-{number}", why=why, parts=tuple(cells), whole=run[0].of)
            run = []
        if one is not None:
            run.append(one)


def in_two_units(placed: Sequence[Placed]) -> Told:
    """A number that is repeated at once in another unit."""
    for number, (one, other) in enumerate(repeated(placed), start=1):
        goes_on = _GOES_ON.match(other.item.scene.document.text, other.item.end)
        if goes_on or _has_two(other.item) or _is_for_another_time(one.item, other.item):
            continue
        for first, second in ((one, other), (other, one)):
            factor = conversions().get((first.item.mention.unit or "", second.item.mention.unit or ""))
            if factor is None:
                continue
            both = grain(first.item) + factor * grain(second.item)
            value, again = (Fraction(it.value) for it in (first, second))
            within = min(both / 2, _TWENTIETH * value) + _HUNDREDTH * value
            is_coin = second.item.mention.unit in _COINS
            if is_coin and not value / _FURTHEST <= factor * again <= value * _FURTHEST:
                continue
            printed = second.item.mention.as_written, first.item.mention.as_written
            why = "“{}” repeats “{}” in another unit.".format(*printed)
            cells = (first.cell, second.cell)
            yield Conversion(id=f"units-{number}", why=why, cells=cells, factor=factor, within=within)


def _has_two(item: Item) -> bool:
    """True for both in "240 shillings (£6 in May and £6 in November)"; "(173 by 132 cm)" is one."""
    is_one = item.scene.bracket(item.start) is None or is_side(item)
    beside = [] if is_one else item.scene.numbers_beside(item.mention)
    return any(one.unit == item.mention.unit for one in beside)


def _is_for_another_time(one: Item, other: Item) -> bool:
    """True for "14 pounds of flour (2 ounces a day)", where the second is of a time of its own."""
    time = _each_time(other)
    return time is not None and time != _each_time(one)


def _each_time(item: Item) -> str | None:
    """The day, week, month or year in each of which there is so much; "" for so much to each person."""
    text = item.scene.document.text
    match = _IN_TIME.search(text, item.start, item.end) or _IN_TIME.match(text, item.end)
    if match:
        return match["time"]
    return None if each_of(item) is None else ""


def repeated(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """A number and its repetition; in "68 by 52 inches (173 by 132 cm)" side by side."""
    for at, (one, other) in enumerate(pairwise(placed)):
        scene = one.item.scene
        between = scene.document.text[one.item.end : other.item.start]
        if scene is not other.item.scene or not _IN_OTHER_UNITS.fullmatch(between):
            continue
        around = [*placed[max(0, at - 1) : at], one, other, *placed[at + 2 : at + 3]]
        gaps = [scene.text(first.item.end, then.item.start) for first, then in pairwise(around)]
        if len(around) == 4 and BY.fullmatch(gaps[0]) and BY.fullmatch(gaps[2]):
            yield from zip(around[:2], around[2:], strict=True)
        else:
            yield one, other


def grain(item: Item) -> Fraction:
    """The unit of the last digit that a number is told by."""
    reading = item.mention.reading
    return reading.quantities[0].grain if isinstance(reading, Figure) and reading.quantities else Fraction(0)
