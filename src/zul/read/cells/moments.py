"""When the story stands: the time that a sentence takes over from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.cells.naming import is_caption
from zul.read.cells.scene import Scene
from zul.read.grammar.calendar import FAR, PAPER, TAKEN, Years, looks_back
from zul.terms.dates import Period
from zul.terms.document import Part
from zul.terms.figure import Figure
from zul.terms.mention import Mention

_BESIDE = frozenset({"where", "while", "whereas", "compared with", "compared to"})
_WAY = re.compile(r" (?:(?P<on>later|afterwards|on(?=,))|earlier|ago|before(?=,))\b")
_OF_DATE = re.compile(r"\b([^\W\d_]{5,}) of (?:the )?$")
_UNTIL = re.compile(r"(?:until|till|through|up to)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:(?:against|than|down from|up from)\b(?:[^;.,]|,(?=\d)){0,40}"
    r"|(?:compared|unlike|as (?:in|at|on))\b[^;.]{0,40})$",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(
    r"\b(?:gift|given by|donated|lent|acquired|photograph\w*(?!:)\b|published|printed|edition|copy"
    r"|copied|drawn"
    r"|issued|written|typed|accessed|retrieved)\b[^;.]{0,60}$",
    re.IGNORECASE,
)
_REMOVAL = re.compile(
    rf"{TAKEN.pattern}|\b(?:taken away|took (?:us|them|her|him)|came for (?:us|them)|the operation)\b",
    re.IGNORECASE,
)
_WERE_TAKEN = re.compile(
    r"\b(?:were|was|been|being) (?:[a-z]+ ){0,2}"
    r"(?:deported|removed|expelled|exiled|evicted|banished|taken (?:away|from))\b"
)
_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) (?:due|planned|to be))\b[^;.]{0,60}$")
_AUTHOR = re.compile(
    r"\)(?:, who\b|,? (?:takes?|took|puts?|gives?|gave|finds?|found|prefers?|objects?|estimates?|estimated"
    r"|reckons?|has|argues?|arrives?|arrived|speaks?|accepts?|calculates?|suggests?|thinks?|names?|states?|says?|holds?|concludes?"
    r"|settles?|counts?|believes?|proposes?|offers?)\b)"
)
_PAST = 10  # years: a story so long before it was written is no report
_SURVEY = re.compile(r"(?i)\bthe $")  # "the 1939 census"
_NOW = re.compile(  # the time of the writer
    r"\b(?:have|has) (?:(?:not|never|now|already|all|since|so far|been) ){0,2}[a-z]+(?:ed|en|wn|ne|nt"
    r"|ght|pt|ld|d)\b"
    r"|\bwe (?:have )?(?:found|met|saw|counted|visited|interviewed|documented)\b"
    r"|\b[Tt]here (?:is|are)\b|\b(?:I|we|We) (?:now )?(?:have|share|live|get|earn|sleep|pay|work)\b"
    r"|\bremains? (?:in|without|there)\b"
    r"|\b(?:lives?|sleeps?|earns?|attends?|receives?|needs?|depends?|stands? at|dies?(?= each| every)"
    r"|costs?(?= \d|  ?[$£R]))\b"
    r"|\b(?:is|are) (?:now|still|at present)\b|\b(?:to-?day|at present|nowadays|currently)\b"
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
    if _COMPARED.search(before) or _OF_PAPER.search(before) or _TO_COME.search(before):
        return True
    is_survey = str(date.reading).isdigit() and _SURVEY.search(before)
    is_survey = is_survey and re.match(r" [a-z]+", scene.text(date.end, scene.sentence.end))
    if is_survey and scene.moment is not None:
        return True
    if not re.search(r"\bof $", first) or ("-" in str(date.reading) and not PAPER.search(first)):
        return False
    is_first = all(other.start >= date.start for other in scene.mentions)
    return not is_first or clause.opener not in ("", ":")


def is_citation(date: Mention, scene: Scene) -> bool:
    """True for the year of a book: "Harkness (2006) takes these counts at face value"."""
    around = scene.text(max(scene.sentence.start, date.start - 2), date.start)
    return (
        around.endswith("(") and _AUTHOR.match(scene.document.text, date.end, scene.sentence.end) is not None
    )


def years_from(moment: Period | None, years: Mention, *, later: bool) -> Period | None:
    """The year that lies so many years after a moment, or before it; None where the number is of no years."""
    year, reading = _year(moment), years.reading
    if year is None or years.unit != "year" or not isinstance(reading, Figure) or not reading.quantities:
        return None
    year += int(reading.quantities[-1].value) * (1 if later else -1)
    return Period.parse(f"{year:04}") if 1 <= year <= 9999 else None


def _later(scene: Scene, moment: Period | None) -> Period | None:
    """The time of a sentence: "ten years later" is so much after the one before."""
    for mention in () if scene.dates else scene.mentions:
        way = _WAY.match(scene.document.text, mention.end, scene.sentence.end)
        if way and (moved := years_from(moment, mention, later=way["on"] is not None)):
            return moved
    return moment


def had_been(date: Mention, scene: Scene, moment: Period | None) -> bool:
    """True for what had happened before the story: "My father had been given land in 1921"."""
    assert isinstance(date.reading, Period)
    one, other = date.reading.latest or date.reading.earliest, moment and moment.earliest
    return bool(
        one
        and other
        and looks_back(
            scene.document.text,
            (scene.sentence.start, date.numeral.start, date.end, scene.sentence.end),
            one.year,
            other.year,
        )
    )


def is_long_after(written: Period | None, story: Period | None) -> bool:
    """True where somebody looks back on a story long past, which a new paragraph goes on with."""
    told, year = _year(story), _year(written)
    return told is not None and year is not None and told + _PAST < year


def _is_remark(date: Mention, scene: Scene, begins: Period | None, years: Years) -> bool:
    """True for a year alone, long before the letter or speech that names it: "the law of 1874"."""
    written, year = _year(begins), str(date.reading)
    is_far = written is not None and year.isdigit() and int(year) + FAR < written
    told = scene.text(scene.sentence.start, scene.sentence.end)
    return is_far and int(year) in years.isolated and TAKEN.search(told) is None


def _moved(scene: Scene) -> dict[int, Period]:
    """The dates after or before which the scene stands: "two years after the pogroms of June 1989"."""
    found = {}
    for date in scene.dates:
        assert isinstance(date.reading, Period)
        before = [one for one in scene.mentions if one.end <= date.start and one.unit == "year"]
        way = _SINCE.fullmatch(scene.document.text, before[-1].end, date.start) if before else None
        if way and (moved := years_from(date.reading, before[-1], later=way[1] == "after")):
            found[date.start] = moved
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


def _removal(scenes: Sequence[Scene]) -> Period | None:
    """When people were taken away: the first day or month told with a removal, else the first one told."""
    told = [
        (date.reading, _REMOVAL.search(scene.text(scene.sentence.start, scene.sentence.end)) is not None)
        for scene in scenes
        for date in scene.dates
        if isinstance(date.reading, Period) and "-" in str(date.reading) and not is_aside(date, scene)
    ]
    return next((period for period, is_removal in told if is_removal), told[0][0] if told else None)


def _tells_of_removal(scene: Scene) -> bool:
    """True for "1,874 people had been deported from the county", without a date."""
    told = _WERE_TAKEN.search(scene.document.text, scene.sentence.start, scene.sentence.end)
    if told is None:
        return False
    clause = scene.clause(told.start())
    return all(date.start >= clause.end for date in scene.dates)


def is_later(moment: Period | None, other: Period) -> bool:
    """True for a time that begins in a later year than the other one."""
    one, begun = moment and (moment.earliest or moment.latest), other.earliest or other.latest
    return bool(one and begun and one.year > begun.year)


def follow(scenes: Sequence[Scene]) -> None:
    """Set the time that each scene takes over: that of the last date which is no aside."""
    named, section, removal = _named(scenes), None, _removal(scenes)
    text = scenes[0].document.text if scenes else ""
    years = Years.of(text)
    moment: Period | None = None
    begins: Period | None = None  # of the dateline or the caption, with which its paragraphs begin
    body: Period | None = None  # the last moment since then
    stood: Period | None = None  # the last moment of the story itself
    block = None
    for scene in scenes:
        if scene.block is not block:
            block = scene.block
            goes_on = stood if stood and _year(moment) in years.lonely else moment
            moment = body if is_long_after(begins, body) else begins or goes_on
            if block.section != section:
                section = block.section
                if years.event and (_year(moment) or years.event) < years.event:
                    moment = Period.parse(f"{years.event}")
                words = re.findall(r"\w+", " ".join(section[-1:]).lower())
                moment = next((named[word] for word in words if word in named), moment)
        if scene.opens and scene.dates:
            begins = None
        scene.moved, scene.written = _moved(scene), begins
        scene.moment = moment = _later(scene, moment)
        if removal and is_later(moment, removal) and _tells_of_removal(scene):
            scene.moment = removal
        if begins and not scene.dates and _NOW.search(scene.text(scene.sentence.start, scene.sentence.end)):
            scene.moment = begins
        for date in scene.dates:
            is_end = moment is not None and _UNTIL.match(date.as_written)
            is_back = moment is not begins and had_been(date, scene, moment)
            if not (is_aside(date, scene) or is_end or is_back or _is_remark(date, scene, begins, years)):
                moment = body = scene.time_of(date)
        stood = stood if _year(moment) in years.lonely else moment
        if scene.opens and scene.dates and scene.block.part is not Part.ITEM:
            begins, body = (moment if is_caption(scene) else scene.time_of(scene.dates[0])), None
            moment = begins
