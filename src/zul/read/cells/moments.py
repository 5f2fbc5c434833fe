"""When the story stands: the time that a sentence takes over from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.cells.scene import Scene
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.mention import Mention

_BESIDE = frozenset({"where", "while", "whereas", "compared with", "compared to"})
_WAY = re.compile(r" (?:(?P<on>later|afterwards|on(?=,))|earlier|before(?=,))\b")
_UNTIL = re.compile(r"(?:until|till|through|up to)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:against|compared|than|unlike|as (?:in|at|on))\b[^;.]{0,40}$", re.IGNORECASE)
_OF_PAPER = re.compile(
    r"\b(?:gift|given by|donated|lent|acquired|photograph\w*|published|printed|edition|copy|copied|drawn"
    r"|issued|written|typed|accessed|retrieved)\b[^;.]{0,60}$",
    re.IGNORECASE,
)


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


def follow(scenes: Sequence[Scene]) -> None:
    """Set the time that each scene takes over: that of the last date which is no aside."""
    moment: Period | None = None
    begins: Period | None = None  # of the dateline or the caption, with which its paragraphs begin
    block = None
    for scene in scenes:
        if scene.block is not block:
            block = scene.block
            moment = begins or moment
        if scene.opens and scene.dates:
            begins = None
        scene.moment = moment = _later(scene, moment)
        for date in scene.dates:
            is_end = moment is not None and _UNTIL.match(date.as_written)
            if not is_aside(date, scene) and not is_end:
                assert isinstance(date.reading, Period)
                moment = date.reading
        if scene.opens and scene.dates:
            begins = moment
