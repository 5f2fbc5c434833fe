"""Days, months and years that a story lasted, where its beginning and its end stand in other sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.case.durations import LITTLE, Lasting, before_of, has_ends, in_order, is_stretch, period_of
from zul.read.case.lapses import is_possible
from zul.read.cells.item import Item
from zul.read.cells.scene import Scene
from zul.terms.document import Part
from zul.terms.mention import Mention

_AFTER_IT = re.compile(  # "came up the Delaware on 19 November, after thirty-two days at sea"
    rf",?\s+(?:after|having (?:lasted|taken|spent|been)|a (?:journey|voyage|passage|march|crossing|stay) of)"
    rf"\s+(?:exactly |fully |all of )?{LITTLE}",
    re.IGNORECASE,
)
_UNDERWAY = re.compile(  # "Twenty-four days on the rails had made us weak"
    r"\s+(?:at sea|aboard|on board|below deck|under way|travelling|of travel\w*|in (?:the|our|that)"
    r" (?:wagon|train|hold|car|ship)s?|on (?:the|their|its|our) (?:way|road|journey|march|sea|rails))\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\s*(?:[.;,)]|$)")
_BY_THEN = re.compile(  # "those on board had by then spent twelve days below deck"
    rf"\bhad (?:by (?:then|that time|this time)|thus|so|in all|altogether) (?:been|spent|passed"
    rf"|lain|waited|stood|lasted|sat)(?: [^\W\d]+){{0,3}}(?: for)? {LITTLE}$",
    re.IGNORECASE,
)
_TILL_NOW = re.compile(  # "so that I have now been nineteen days on this island"
    rf"\b(?:have|has) (?:now )?(?:been|lived|stayed|waited|lain|sat)"
    rf"(?: here| there)?(?: now)?(?: for)? {LITTLE}$",
    re.IGNORECASE,
)
_THOSE = re.compile(  # "For the children who grew up there, those six years were simply childhood"
    r"\b(?:those|these|in the|all the|the) $", re.IGNORECASE
)
_BEGAN = re.compile(
    r"\b(?:beg[au]n|start(?:ed|s)?|set (?:out|off)|left|depart\w+|sailed|opened|boarded|embark\w*|loaded"
    r"|moved in|came|arrived|settled|interned|arrested|put ashore|brought|entrained|driven|taken"
    r"|founded|landed)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:arriv\w+|reached|landed|unloaded|turned out|set down|let out|got out|closed|ended|dissolved"
    r"|released|freed|went home|left|sailed|came (?:up|in|to)|disembark\w*|put ashore|emptied|shut"
    r"|returned|finished|over)\b",
    re.IGNORECASE,
)
_MOST_BETWEEN = 5  # sentences from a beginning to an end, and to what tells how long it was


def stays(items: Sequence[Item], scenes: Sequence[Scene]) -> Iterator[Lasting]:
    """Each stretch of time with the day of a beginning and the day of an end in other sentences."""
    letter = day_of_letter(scenes)
    at = {id(scene): number for number, scene in enumerate(scenes)}
    for item in items:
        if not is_stretch(item):
            continue
        number = at[id(item.scene)]
        before = [
            one for one in scenes[max(0, number - _MOST_BETWEEN) : number] if one.block is item.scene.block
        ]
        told = (
            _after_it(item)
            or _by_then(item, before)
            or _till_now(item, letter)
            or _of_the_story(item, before)
        )
        if told is not None:
            yield from (one for one in in_order(item, told) if is_possible(one))


def day_of_letter(scenes: Sequence[Scene]) -> Mention | None:
    """The day on which a letter was written."""
    opening = [date for scene in scenes[:3] if scene.opens for date in scene.dates]
    return opening[0] if opening and _is_plain(opening[0]) else None


def _is_plain(date: Mention) -> bool:
    """True for a day or a month, and no stretch of time."""
    period = period_of(date)
    return not has_ends(date) and period.earliest is not None and period.latest is not None


def _after_it(item: Item) -> tuple[Mention, Mention] | None:
    """The days of "sailed on 28 October and came in on 19 November, after 32 days at sea"."""
    scene, text = item.scene, item.scene.document.text
    dates = [date for date in scene.dates if date.end <= item.start and _is_plain(date)]
    is_whole = _UNDERWAY.match(text, item.end) or _WHOLE.match(text, item.end, scene.sentence.end)
    if len(dates) != 2 or not is_whole or not _AFTER_IT.fullmatch(text[dates[1].end : item.start]):
        return None
    first = scene.text(scene.sentence.start, dates[0].start)
    return (dates[0], dates[1]) if _BEGAN.search(first) else None


def _by_then(item: Item, before: Sequence[Scene]) -> tuple[Mention, Mention] | None:
    """The days of "It began on 8 October. The fleet sailed on 27 October; they had by then spent 12 days"."""
    dates = [date for date in item.scene.dates if date.end <= item.start and _is_plain(date)]
    begun = _last(before, _BEGAN)
    is_told = len(dates) == 1 and begun is not None and _BY_THEN.search(before_of(item))
    return (begun, dates[0]) if is_told and begun else None


def _till_now(item: Item, letter: Mention | None) -> tuple[Mention, Mention] | None:
    """The days of a letter and of "we were put ashore on 21 September, so I have now been 19 days here"."""
    dates = [date for date in item.scene.dates if date.end <= item.start and _is_plain(date)]
    is_told = letter is not None and len(dates) == 1 and _TILL_NOW.search(before_of(item))
    return (dates[0], letter) if is_told and letter else None


def _of_the_story(item: Item, before: Sequence[Scene]) -> tuple[Mention, Mention] | None:
    """The days of "It started on 13 February. On 1 March we were turned out. 24 days on the rails had …"."""
    text, scene = item.scene.document.text, item.scene
    is_told = _UNDERWAY.match(text, item.end) or (_THOSE.search(before_of(item)) and item.mention.noun)
    if scene.dates or not is_told:
        return None
    over = _last(before, _OVER)
    earlier = [one for one in before if over is not None and one.sentence.start < over.start]
    begun = _last(earlier, _BEGAN, but=over)
    return (begun, over) if begun is not None and over is not None else None


def _last(scenes: Sequence[Scene], words: re.Pattern[str], but: Mention | None = None) -> Mention | None:
    """The last day of some sentences, where its own sentence tells of it in such words."""
    for scene in reversed(scenes):
        if scene.block.part is not Part.PARAGRAPH:
            return None
        dates = [date for date in scene.dates if date is not but]
        if dates:
            is_told = words.search(scene.text(scene.sentence.start, scene.sentence.end))
            return dates[-1] if len(dates) == 1 and is_told and _is_plain(dates[-1]) else None
    return None
