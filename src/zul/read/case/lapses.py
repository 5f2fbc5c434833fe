"""Days, weeks, months and years that end on a date, with the date before it on which they began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from zul.read.case.durations import (
    LITTLE,
    ON_THE_WAY,
    Lasting,
    before_of,
    has_ends,
    in_order,
    is_stretch,
    only_date,
    period_of,
)
from zul.read.cells.item import Item, value_of
from zul.read.cells.scene import Scene
from zul.terms.mention import Mention

_SMALL = rf"(?:exactly |fully |a good |all of )?{LITTLE}"
_HAVING_PASSED = re.compile(rf",?\s+(?:or |that is,? |which (?:is|was|makes) )?{_SMALL}", re.IGNORECASE)
_LATER = re.compile(r"\s+(?:later|afterwards|after that)(?=[.,;)]|$| when\b)", re.IGNORECASE)
_LATER_ON = re.compile(r"\s+(?:later|afterwards),?\s+(?:on |in )?(?:the )?", re.IGNORECASE)
_IN_ALL = re.compile(r"\s*(?:,|\(|[–—])\s*(?:or |that is,? |i\.e\.,? |in all |a matter of |a period of )?")
_AFTER = re.compile(rf"\bafter\s+{_SMALL}$", re.IGNORECASE)
_OF_A_WAY = re.compile(
    r"\s+of (?:travel\w*|journey\w*|march\w*|sailing|walking|driving|riding)\b", re.IGNORECASE
)
_TAKEN = re.compile(
    r"\b(?:(?:put|loaded|packed|crammed|herded|drove|took|marched|carted) (?:us|them|him|her|me"
    r"|every[^\W\d]+)\b|set (?:out|off)|left|departed|sailed|boarded|entrained|embarked"
    r"|(?:was|were) (?:put|loaded|driven|taken|marched|carted))\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:laid|beg[au]n|started|founded|broke out|set out|arrested|interned|deported|taken|left|fled|driven"
    r"|exiled|imprisoned|sentenced|moved|arrived|came)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|they|we|he|she|I)\b", re.IGNORECASE)
_OF_THAT = re.compile(r"\s*(?:[.;)]|$|of [^\W\d]+(?:ing|ment|ion|ile|k|r|e)\b)", re.IGNORECASE)
_THOSE = re.compile(r"\b(?:those|these|in the|the) $", re.IGNORECASE)
_JOURNEY = re.compile(
    r"\b(?:journey|voyage|crossing|transport|march|ride|trip|way)\b[^.;]{0,30}\b(?:lasted|took)\b[^.;]{0,15}$",
    re.I,
)
_GOT_OUT = re.compile(
    r"\b(?:set down|let out|got out|unloaded|arrived|reached|put off|taken off|landed|came to)\b",
    re.IGNORECASE,
)
_BOTH, _MOST_BETWEEN, _BEHIND = 2, 4, 40  # dates; sentences on one side; code points after a date
_FAR = 1_500  # code points between a departure and an arrival
_FURTHEST = 3  # times: time that is further off passed between other dates


def lapses(items: Sequence[Item], scenes: Sequence[Scene]) -> Iterator[Lasting]:
    """Each stretch of time just beside its second date, with the date that the words before it begin with."""
    previous = {id(scene): before for before, scene in pairwise(scenes)}
    following = {id(scene): after for scene, after in pairwise(scenes)}
    dates = [date for scene in scenes for date in scene.dates]
    for item in items:
        if not is_stretch(item):
            continue
        told = (
            _between_ends(item)
            or _days_later(item)
            or _those_days(item)
            or _later_on(item, previous.get(id(item.scene)))
            or _lasted(item, previous, following)
            or _underway(item, dates)
            or _since(item, previous.get(id(item.scene)))
        )
        if told is None:
            continue
        found = [Lasting(item=item, dates=told)] if len(told) == 1 else in_order(item, told)
        yield from (one for one in found if is_possible(one))


def _between_ends(item: Item) -> tuple[Mention] | None:
    """The date with both ends of "from 3 May to 9 June, 37 days"."""
    scene = item.scene
    ranges = [date for date in scene.dates if has_ends(date)]
    if len(ranges) != 1 or len(scene.dates) != 1:
        return None
    date = ranges[0]
    follows = date.end <= item.start and _IN_ALL.fullmatch(scene.text(date.end, item.start))
    return (date,) if follows else None


def _days_later(item: Item) -> tuple[Mention, Mention] | None:
    """The dates of "began on 3 May and was over on 9 June, 37 days later"."""
    scene, dates = item.scene, item.scene.dates
    if len(dates) != 2 or any(map(has_ends, dates)):
        return None
    first, then = dates
    text, end = scene.document.text, scene.sentence.end
    behind = then.end <= item.start and _HAVING_PASSED.fullmatch(text[then.end : item.start])
    ahead = first.end <= item.start < then.start and _LATER_ON.fullmatch(text[item.end : then.start])
    return (first, then) if ahead or (behind and _LATER.match(text, item.end, end)) else None


def _those_days(item: Item) -> tuple[Mention, Mention] | None:
    """The dates of "loaded on 14 June and arrived on 21 June; those nine days I shall not describe"."""
    dates = [date for date in item.scene.dates if date.end <= item.start]
    is_told = len(dates) == len(item.scene.dates) == _BOTH and _THOSE.search(before_of(item))
    return (dates[0], dates[1]) if is_told and all(map(_is_day, dates)) else None


def _later_on(item: Item, before: Scene | None) -> tuple[Mention, Mention] | None:
    """The dates of "The notice came on 19 May. They left four days later, on 17 May"."""
    scene, first = item.scene, only_date(before, item)
    then = scene.dates[0] if len(scene.dates) == 1 else None
    if first is None or then is None or not (_is_day(first) and _is_day(then)) or then.start < item.end:
        return None
    return (first, then) if _LATER_ON.fullmatch(scene.text(item.end, then.start)) else None


def _lasted(
    item: Item, previous: Mapping[int, Scene], following: Mapping[int, Scene]
) -> tuple[Mention, Mention] | None:
    """The days before and after "The journey lasted 26 days" and "After 23 days on the train we got out"."""
    scene = item.scene
    if scene.dates or not (_JOURNEY.search(before_of(item)) or _AFTER.search(before_of(item))):
        return None
    ends = [_nearest_day(scene, previous, last=True), _nearest_day(scene, following, last=False)]
    if ends[0] is None or ends[1] is None:
        return None
    words = (
        scene.text(item.end, scene.sentence.end)
        + scene.document.text[scene.sentence.end : ends[1].end + _BEHIND]
    )
    return (ends[0], ends[1]) if _GOT_OUT.search(words) else None


def _nearest_day(scene: Scene, beside: Mapping[int, Scene], *, last: bool) -> Mention | None:
    """The nearest day in the sentences of a paragraph on one side, where nothing else is dated between."""
    other = beside.get(id(scene))
    for _ in range(_MOST_BETWEEN):
        if other is None or other.block is not scene.block:
            return None
        if other.dates:
            date = other.dates[-1 if last else 0]
            return date if _is_day(date) else None
        other = beside.get(id(other))
    return None


def _underway(item: Item, dates: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The last day before an arrival "after 35 days on the way", where a departure is told between them."""
    scene, text = item.scene, item.scene.document.text
    is_way = ON_THE_WAY.match(text, item.end) or _OF_A_WAY.match(text, item.end)
    if len(scene.dates) != 1 or not is_way or not _AFTER.search(before_of(item)):
        return None
    arrival = scene.dates[0]
    days = [date for date in dates if date.end <= scene.sentence.start and _is_day(date)]
    if not days or not _is_day(arrival) or arrival.start - days[-1].end > _FAR:
        return None
    return (days[-1], arrival) if _TAKEN.search(text, days[-1].end, arrival.start) else None


def _since(item: Item, before: Scene | None) -> tuple[Mention, Mention] | None:
    """The dates of "It was begun in 1927. It was opened in 1934, after seven years of building"."""
    scene, begun = item.scene, only_date(before, item)
    if before is None or begun is None or len(scene.dates) != 1 or has_ends(scene.dates[0]):
        return None
    then, text = scene.dates[0], scene.document.text
    is_told = then.end <= item.start and re.fullmatch(rf",\s+after\s+{_SMALL}", text[then.end : item.start])
    is_told = is_told and _OF_THAT.match(text, item.end, scene.sentence.end)
    opens = _BEGUN.search(before.text(before.sentence.start, before.sentence.end))
    return (begun, then) if is_told and opens and _goes_on(scene, then, before) else None


def _goes_on(scene: Scene, then: Mention, before: Scene) -> bool:
    """Whether a sentence tells of "it", or of somebody whom the one before calls by the same pronoun."""
    match = _PRONOUN.search(scene.text(scene.clause(then.start).start, then.start))
    words = before.text(before.sentence.start, before.sentence.end).lower().split()
    return match is not None and (match.group().lower() == "it" or match.group().lower() in words)


def _is_day(date: Mention) -> bool:
    period = period_of(date)
    return period.earliest is not None and period.earliest == period.latest


def is_possible(lasting: Lasting) -> bool:
    """True where the time told is not far from what lies between the dates."""
    if len(lasting.dates) == 1:
        return True
    ends = [period_of(date) for date in lasting.dates]
    days = [end.earliest or end.latest for end in ends]
    if days[0] is None or days[1] is None:
        return False
    passed, told = Fraction((days[1] - days[0]).days), Fraction(value_of(lasting.item) or 0) * lasting.unit
    return passed <= _FURTHEST * told and told <= _FURTHEST * passed
