"""Days, weeks, months and years that are told beside the dates that they pass between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product

from attrs import frozen

from zul.read.cells.item import Item
from zul.read.cells.scene import Scene
from zul.terms.assumption import YEAR
from zul.terms.bounds import Bounds
from zul.terms.dates import Period
from zul.terms.draft import Draft
from zul.terms.figure import Figure, Hedge, Quantity
from zul.terms.mention import Mention

UNITS = {"day": Fraction(1), "week": Fraction(7), "month": YEAR / 12, "year": YEAR}  # in days
LITTLE = r"(?:only |just |about |some |nearly |almost |the )?"
_LASTED = re.compile(rf"\b(?:lasted|took|for|within|in|after|of|during)\s+{LITTLE}$", re.IGNORECASE)
ON_THE_WAY = re.compile(
    r"\s+(?:at sea|aboard|on board|on (?:the|their|its|our) (?:way|road|journey|march|water)|under way"
    r"|travelling)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(rf"\b(?:been|spent|were|was)\s+{LITTLE}$", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:from|between)\s+(?:about |the )?$", re.IGNORECASE)
_JOINS = re.compile(r"\s*,?\s*(?:to|until|till|and|up to|through|–|—|-)\s+(?:the )?", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:beg[au]n|start(?:ed)?|set (?:out|off)|left|departed|sailed|opened|broke out|marched (?:out"
    r"|off))\b",
    re.I,
)
_IS_OVER = re.compile(
    r"\b(?:finished|ended|completed|over|arrived|reached|landed|closed|came (?:in|to)|disembarked"
    r"|unloaded)\b",
    re.I,
)
_LATER = re.compile(r"\s*(?:later|afterwards)\b", re.IGNORECASE)
_YEARS_AFTER = re.compile(r"\s+after\b(?! \d)", re.IGNORECASE)
_AFTER_WHAT = re.compile(  # "24 years after the deportation", not "after the ship was built"
    r"\s+after (?:the|this|that|their|his|her|its|our|my) (?:[^\W\d]+ )?(?P<what>[^\W\d]{5,})"
    r"(?=[,.;:)]|$| of\b)",
    re.IGNORECASE,
)
_ONE_SEASON = re.compile(
    r"(?:(?:in|the|early|late|mid) )*(?:spring|summer|autumn|fall|winter)(?: of)?(?: \d{4})?"
    r"(?:[–/-]\d{2,4})?",
    re.IGNORECASE,
)
_STEM = 5  # letters that "deported" and "deportation" share
_AFTER = re.compile(r"\b(?:after|for)\s+(?:only |just |about |some |nearly |almost )?$", re.IGNORECASE)
_HAS_BEEN = re.compile(
    r"\b(?:have|has|had)\b[^.;]{0,40}\bfor\s+(?:about |some |nearly |almost )?$", re.IGNORECASE
)
_AND_MORE = re.compile(r"\s+(?:and|,)\s+(?:an?|\d+|[^\W\d]+)(?: an?)? (?:half|months?|weeks?|days?)\b", re.I)
_YEARS_AND = re.compile(r"\b(?:years?|months?|weeks?)(?: and|,) $", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:the (?:whole|entire)|all of (?:this|it))\b[^.;\d]{0,60}\b(?:in|took|within|lasted|for)"
    rf"\s+{LITTLE}$",
    re.IGNORECASE,
)
_FIRST, _LAST = (re.compile(rf"\b[Tt]he {which}\b[^.;:\d]*$") for which in ("first", "last"))
_STAYED = re.compile(
    r"\b(?:lived|stayed|spent|remained|were|was|lasted|had|passed)\s+(?:there |here |it )?(?:for )?"
    rf"{LITTLE}$",
    re.IGNORECASE,
)
_THERE = re.compile(r"\s+(?:in (?:that|this|the)|there|here|on (?:that|this)|at (?:that|this)|with)\b", re.I)
_CAME = re.compile(r"\b(?:came|got|arrived|were brought|was brought|reached|moved in)\b[^.;\d]{0,40}$", re.I)
_WENT = re.compile(
    r"\b(?:left|leave|stayed|remained|released|went|until|till|let (?:us |them )?go)\b[^.;\d]{0,40}$", re.I
)
_NOBODY = re.compile(r"\b(?:nobody|no one|none|not|never)\b[^.;,]* before\s*$|\bnobody\b", re.IGNORECASE)


@frozen(kw_only=True)
class Lasting:
    """A number of days, weeks, months or years, and the two dates around it, or the one with both ends."""

    item: Item
    dates: tuple[Mention, ...]

    @property
    def unit(self) -> Fraction:
        """One of them in days."""
        return UNITS[self.item.mention.unit or "year"]


def durations(items: Sequence[Item], scenes: Sequence[Scene]) -> Iterator[Lasting]:
    """Each stretch of time in a sentence with two dates, or with one date that has both ends.

    Where a sentence goes on "nine years later, in 1951", the first date stands in the one before.
    """
    previous = {id(scene): before for before, scene in pairwise(scenes)}
    for item in items:
        dates = item.scene.dates
        if not is_stretch(item):
            continue
        if _AND_MORE.match(item.scene.document.text, item.end) or _YEARS_AND.search(before_of(item)):
            continue  # "three years and eight months"
        if told := _of_the_whole(item, previous) or _stayed(item, previous.get(id(item.scene))):
            yield from in_order(item, told)
            continue
        is_of_years = item.measure == "elapsed"
        if is_of_years and _YEARS_AFTER.match(item.scene.document.text, item.end, item.scene.sentence.end):
            yield from _after(item, previous.get(id(item.scene)))
            continue
        on_the_way = ON_THE_WAY.match(item.scene.document.text, item.end, item.scene.sentence.end)
        is_spent = on_the_way and len(dates) == 2 and _SPENT.search(before_of(item))
        if not is_of_years and not is_spent and not _LASTED.search(before_of(item)):
            continue
        if len(dates) == 1 and has_ends(dates[0]):
            yield Lasting(item=item, dates=(dates[0],))
        elif len(dates) == 2 and not any(map(has_ends, dates)):
            if is_of_years or _is_from_to(item.scene, *dates) or _is_begun_and_over(item, *dates):
                yield from in_order(item, dates)
        elif len(dates) == 1 and _goes_on(item) and (begun := only_date(previous.get(id(item.scene)), item)):
            yield from in_order(item, (begun, dates[0]))


def is_stretch(item: Item) -> bool:
    """True for a number of days, weeks, months or years that is no rate and no working time."""
    is_working = item.measure in ("working_week", "working_day")
    return item.mention.unit in UNITS and not item.of and not is_working


def _of_the_whole(item: Item, previous: Mapping[int, Scene]) -> list[Mention] | None:
    """The dates of the first and the last of them, where the paragraph says how long "the whole" took."""
    if not _WHOLE.search(before_of(item)):
        return None
    scene: Scene | None = item.scene
    found: dict[re.Pattern[str], Mention] = {}
    while scene is not None and scene.block is item.scene.block:
        for date, words in product(scene.dates, (_FIRST, _LAST)):
            if date.end <= item.start and words.search(scene.text(scene.sentence.start, date.start)):
                found.setdefault(words, date)
        scene = previous.get(id(scene))
    dates = list(found.values())
    return dates if len(dates) == 2 and not any(map(has_ends, dates)) else None


def _stayed(item: Item, before: Scene | None) -> list[Mention] | None:
    """The dates of "we came in June 1942 and left in October 1946" before "so I lived there three years"."""
    is_near = before is not None and before.block is item.scene.block and not item.scene.dates
    if before is None or not is_near or len(before.dates) != 2 or any(map(has_ends, before.dates)):
        return None
    is_told = _STAYED.search(before_of(item)) and _THERE.match(item.scene.document.text, item.end)
    came, went = before.dates
    is_open = ".." in period_of(came).text + period_of(went).text
    if is_open and not _NOBODY.search(before.text(came.end, went.start)):
        return None  # "nobody left before October" is no earlier than October
    has_come = _CAME.search(before.text(before.sentence.start, came.start))
    has_gone = _WENT.search(before.text(came.end, went.start))
    return [came, went] if is_told and has_come and has_gone else None


def _after(item: Item, before: Scene | None) -> Iterator[Lasting]:
    """The dates of "in 1934, fifty years after it was built"; the first may stand a sentence before."""
    clause = item.scene.clause(item.start)
    then = [date for date in item.scene.dates if date.end <= item.start and not has_ends(date)]
    first = [date for date in item.scene.dates if item.end <= date.start < clause.end and not has_ends(date)]
    following = item.scene.text(item.end, clause.end).split(",")[0]
    first = [date for date in first if date.start < item.end + len(following)]
    if not first and _may_tell_of(before, item) and (begun := only_date(before, item)):
        first = [begun]
    if then and len(first) == 1:
        yield from in_order(item, (first[0], then[-1]))


def _may_tell_of(before: Scene | None, item: Item) -> bool:
    """Whether a sentence may date that after which so many years passed: it names it, or nothing does."""
    what = _AFTER_WHAT.match(item.scene.document.text, item.end, item.scene.sentence.end)
    told = before.text(before.sentence.start, before.sentence.end).lower() if before else ""
    return what is None or what["what"][:_STEM].lower() in told


def only_date(before: Scene | None, item: Item) -> Mention | None:
    """The date of the sentence before in the same paragraph, where it is the only one there."""
    dates = before.dates if before is not None and before.block is item.scene.block else []
    return dates[0] if len(dates) == 1 and not has_ends(dates[0]) else None


def in_order(item: Item, dates: Sequence[Mention]) -> Iterator[Lasting]:
    """The stretch between two dates, the earlier one first."""
    days = {_first(date): date for date in dates}
    if len(days) == 2 and None not in days:
        yield Lasting(
            item=item, dates=tuple(date for _, date in sorted(days.items(), key=lambda pair: str(pair[0])))
        )


def before_of(item: Item) -> str:
    """The words of the sentence just before a stretch of time."""
    return item.scene.text(max(item.scene.sentence.start, item.start - 70), item.start)


def _goes_on(item: Item) -> bool:
    """True for "nine years later", "after nine years" and "have been here for nine years"."""
    before = before_of(item)
    later = _LATER.match(item.scene.document.text, item.end, item.scene.sentence.end)
    return bool(
        later or _HAS_BEEN.search(before) or (_AFTER.search(before) and before.strip().lower()[:5] == "after")
    )


def _is_from_to(scene: Scene, first: Mention, then: Mention) -> bool:
    """True for "from 18 June to 26 June"."""
    opening = scene.text(max(scene.sentence.start, first.start - 20), first.start)
    return bool(_OPENS.search(opening) and _JOINS.fullmatch(scene.text(first.end, then.start)))


def _is_begun_and_over(item: Item, first: Mention, then: Mention) -> bool:
    """True for "began on 9 April and was over on 27 April; it took three weeks", "left … and arrived …"."""
    scene = item.scene
    begun = _BEGINS.search(scene.text(max(scene.sentence.start, first.start - 60), first.start))
    return bool(begun and then.end <= item.start and _IS_OVER.search(scene.text(first.end, then.start)))


def period_of(date: Mention) -> Period:
    """The time that a date tells."""
    assert isinstance(date.reading, Period)
    return date.reading


def has_ends(date: Mention) -> bool:
    """True for a stretch of time, such as "from May to July"; a season is one time."""
    begin, _, end = period_of(date).text.partition("/")
    return (
        not _ONE_SEASON.fullmatch(date.as_written) and bool(end) and ".." not in (begin, end) and begin != ""
    )


def _first(date: Mention) -> str | None:
    period = period_of(date)
    day = period.earliest or period.latest
    return day.isoformat() if day else None


def opening_of(draft: Draft) -> Period:
    """The date itself: "since March 1944" opens in March 1944."""
    assert isinstance(draft.reading, Period)
    sides = [side for side in draft.reading.text.split("/") if side not in ("", "..")]
    return Period.parse(sides[0]) if len(sides) == 1 else draft.reading


def slack_of(unit: Fraction) -> Fraction:
    """A day, which is counted or not, where days, weeks or months are; nothing for years."""
    return Fraction(int(unit < YEAR))


def length_of(draft: Draft, unit: str) -> Figure:
    """The time between the two ends of a period, from the shortest to the longest that its days allow."""
    assert isinstance(draft.reading, Period)
    begin, end = (Period.parse(side) for side in draft.reading.text.split("/"))
    days = (begin.earliest, begin.latest, end.earliest, end.latest)
    opens, opened, closes, closed = (day for day in days if day is not None)
    one = UNITS[unit]
    shortest = max(Fraction(0), (closes - opened).days - slack_of(one))
    longest = (closed - opens).days + 1 + slack_of(one)
    half = Fraction(1, 2)  # they are told to the nearest one
    bounds = Bounds(max(Fraction(0), shortest / one - half), longest / one + half)
    middle = round((shortest + longest) / 2 / one, 1)
    return Figure(
        as_written=draft.as_written,
        hedge=Hedge.APPROXIMATELY,
        quantities=(Quantity(value=middle, grain=Fraction(1, 10), surface=str(float(middle))),),
        unit=f"{unit}s",
        is_rate=False,
        tight=bounds,
        wide=bounds,
    )
