"""When the story stands: the time that a sentence takes over from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.cells.scene import Scene
from zul.read.grammar.dates import lonely_years
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.mention import Mention

_BESIDE = frozenset({"where", "while", "whereas", "compared with", "compared to"})
_WAY = re.compile(r" (?:(?P<on>later|afterwards|on(?=,))|earlier|ago|before(?=,))\b")
_OF_DATE = re.compile(r"\b([^\W\d_]{5,}) of (?:the )?$")
_FAR = 4  # years before the story: what had happened since then belongs to it
_UNTIL = re.compile(r"(?:until|till|through|up to)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:against|compared|than|unlike|as (?:in|at|on))\b[^;.]{0,40}$", re.IGNORECASE)
_OF_PAPER = re.compile(
    r"\b(?:gift|given by|donated|lent|acquired|photograph\w*|published|printed|edition|copy|copied|drawn"
    r"|issued|written|typed|accessed|retrieved)\b[^;.]{0,60}$",
    re.IGNORECASE,
)


_HAD = re.compile(
    r"\b(?:had|’d|'d) (?:(?:already|once|long|first|never|also) )?(?:been )?[a-z]+(?:ed|en|n|t|ght)?\b"
)
_SINCE = re.compile(r" (after|before) (?:[^.;:,\d]{1,60} )?(?:of |in |on )?(?:the )?")


def is_aside(date: Mention, scene: Scene) -> bool:
    """True for a date from which no story goes on: in brackets, compared with, of a paper, or about so."""
    assert isinstance(date.reading, Period)
    if date.reading.approximate or scene.bracket(date.start):
        return True
    clause = scene.clause(date.start)
    if clause.opener in _BESIDE:
        return True
    before = scene.text(max(scene.sentence.start, date.start - 80), date.start)
    first = before + date.as_written[: date.numeral.start - date.start]
    if _COMPARED.search(before) or _OF_PAPER.search(before):
        return True
    if not re.search(r"\bof $", first) or "-" in str(date.reading):
        return False
    is_first = all(other.start >= date.start for other in scene.mentions)
    return not is_first or clause.opener not in ("", ":")


def _later(scene: Scene, moment: Period | None) -> Period | None:
    """The time of a sentence: "ten years later" is so much after the one before."""
    day = moment and (moment.latest or moment.earliest)
    for mention in () if scene.dates else scene.mentions:
        way, reading = _WAY.match(scene.document.text, mention.end, scene.sentence.end), mention.reading
        if way and mention.unit == "year" and day and isinstance(reading, Figure) and reading.quantities:
            years = int(reading.quantities[-1].value) * (1 if way["on"] else -1)
            if 1 <= day.year + years <= 9999:
                return Period.parse(f"{day.year + years:04}")
    return moment


def _looks_back(date: Mention, scene: Scene, moment: Period | None) -> bool:
    """True for what had happened before the story: "My father had been given land in 1921"."""
    assert isinstance(date.reading, Period)
    one, other = date.reading.latest, moment and moment.earliest
    return bool(
        one
        and other
        and one.year + _FAR < other.year
        and _HAD.search(scene.text(scene.clause(date.start).start, date.start))
    )


def _moved(scene: Scene) -> dict[int, Period]:
    """The dates after or before which the scene stands: "two years after the pogroms of June 1989"."""
    found = {}
    for date in scene.dates:
        assert isinstance(date.reading, Period)
        day = date.reading.latest or date.reading.earliest
        before = [one for one in scene.mentions if one.end <= date.start and one.unit == "year"]
        way = _SINCE.fullmatch(scene.document.text, before[-1].end, date.start) if before else None
        if way and day and isinstance(reading := before[-1].reading, Figure) and reading.quantities:
            year = day.year + int(reading.quantities[-1].value) * (1 if way[1] == "after" else -1)
            if 1 <= year <= 9999:
                found[date.start] = Period.parse(f"{year:04}")
    return found


def _named(scenes: Sequence[Scene]) -> dict[str, Period]:
    """What the document dates: "the pogroms of 3 June 1989"."""
    found: dict[str, Period] = {}
    for scene in scenes:
        for date in scene.dates:
            assert isinstance(date.reading, Period)
            if name := _OF_DATE.search(scene.text(scene.sentence.start, date.start)):
                found.setdefault(name[1].lower(), date.reading)
    return found


def _year(moment: Period | None) -> int | None:
    day = moment and (moment.latest or moment.earliest)
    return day.year if day else None


def follow(scenes: Sequence[Scene]) -> None:
    """Set the time that each scene takes over: that of the last date which is no aside."""
    named, section = _named(scenes), None
    lonely = lonely_years(scenes[0].document.text) if scenes else frozenset()
    moment: Period | None = None
    begins: Period | None = None  # of the dateline or the caption, with which its paragraphs begin
    stood: Period | None = None  # the last moment of the story itself
    block = None
    for scene in scenes:
        if scene.block is not block:
            block = scene.block
            moment = begins or (stood if stood and _year(moment) in lonely else moment)
            if block.section != section:
                section = block.section
                words = re.findall(r"\w+", " ".join(section[-1:]).lower())
                moment = next((named[word] for word in words if word in named), moment)
        if scene.opens and scene.dates:
            begins = None
        scene.moved = _moved(scene)
        scene.moment = moment = _later(scene, moment)
        for date in scene.dates:
            is_end = moment is not None and _UNTIL.match(date.as_written)
            if not (is_aside(date, scene) or is_end or _looks_back(date, scene, moment)):
                moment = scene.time_of(date)
        stood = stood if _year(moment) in lonely else moment
        if scene.opens and scene.dates:
            begins = moment
