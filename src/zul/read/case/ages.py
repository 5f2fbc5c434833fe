"""Ages beside the day of birth, and the day on which somebody was so old."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from zul.read.case.spoken import Spoken, spoken, whole
from zul.read.case.stays import day_of_letter
from zul.read.cells.scene import Scene
from zul.terms.cell import Cell
from zul.terms.document import Part
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES
from zul.terms.mention import Mention
from zul.terms.numbers import WORD

_BORN = re.compile(r"\b(?:born|b\.)\s", re.IGNORECASE)
_LITTLE = r"(?:only |just |about |barely |not yet |already |still |some )?"
_N = rf"(?P<age>\d{{1,3}}|{WORD})"
_AGE = re.compile(
    rf"\b(?:was|is|am|being)\s+{_LITTLE}{_N}"
    rf"(?=\s+(?:when|at the time|then|years? old|years? of age)\b|[,.;](?!\d)|\s+in (?:1[5-9]|20)\d\d)"
    rf"|\b(?:aged|at (?:the )?age of|at the age)\s+{_LITTLE}{_N.replace('age', 'aged')}\b"
    rf"|\bat\s+{_N.replace('age', 'now')}(?=,? (?:he|she|I) (?:can|is|am|has|have|still|will|walks|lives)\b)"
    rf"|\b{_N.replace('age', 'old')}(?:\s+years?\s+old\b|-year-old\b|\s+years\s+of\s+age\b)",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:(?:grand)?(?:mother|father|son|daughter|child|children)|brothers?|sisters?|wife|husband|widow"
    r"|uncle|aunt|cousin|nephew|niece|neighbour)s?\b",
    re.IGNORECASE,
)
_NEXT_DEED = re.compile(r"[;:]|\band\b")  # "walked at the age of seven, and told of it in 1907"
_ASIDE = re.compile(r"\s*[,(–—]\s*(?:when )?(?:he |she )?", re.IGNORECASE)  # "in 1919, aged 25, and"
_NEAR = 80  # code points from "born" to its date
_BESIDE = 40  # code points before an age that say whose it is


@frozen(kw_only=True)
class Aged:
    """Somebody's age, and the dates of the birth and of the day when it was so."""

    age: Spoken
    born: Mention
    then: Mention


def ages(scenes: Sequence[Scene]) -> Iterator[Aged]:
    """Each age in the sentence that tells the birth, or in a sentence beside it."""
    before: Scene | None = None
    letter = day_of_letter(scenes)
    for scene, after in pairwise([*scenes, None]):
        if scene is None or scene.block.part is Part.HEADING:
            continue
        if birth := _birth(scene):
            beside = [one for one in (scene, after, before) if one is not None and one.block is scene.block]
            for one in beside:
                if found := _aged(one, scene, birth, before, letter):
                    yield found
                    break
        before = scene


def _birth(scene: Scene) -> tuple[int, Mention] | None:
    """Where the only birth of a sentence stands, and its date."""
    births = list(_BORN.finditer(scene.document.text, scene.sentence.start, scene.sentence.end))
    if len(births) != 1:
        return None
    dates = [date for date in scene.dates if 0 <= date.start - births[0].end() < _NEAR]
    return (births[0].start(), dates[0]) if dates else None


def _aged(
    scene: Scene, of: Scene, birth: tuple[int, Mention], before: Scene | None, letter: Mention | None
) -> Aged | None:
    text = scene.document.text
    kin = set(_kin(of, of.sentence.start, birth[0]))
    for match in _AGE.finditer(text, scene.sentence.start, scene.sentence.end):
        number = match.lastgroup or "age"
        if not set(_kin(scene, match.start() - _BESIDE, match.start())) <= kin:
            continue  # of somebody else
        is_now = number == "now"  # of the day of the letter
        then = letter if is_now else _then(scene, match.start(), birth[1], before)
        years = _whole(match[number])
        if then is None or years is None or not years:
            continue
        cell = Cell(measure=MEASURES["elapsed"], group=f"age-{match.start()}")
        reading = whole(years, "years", below=1)
        age = spoken(scene, match.span(), match.span(number), reading, cell)
        return Aged(age=age, born=birth[1], then=then)
    return None


def _kin(scene: Scene, start: int, end: int) -> Iterator[str]:
    start = max(start, scene.sentence.start)
    for match in _KIN.finditer(scene.document.text, start, end):
        yield match.group().lower()


def _then(scene: Scene, at: int, born: Mention, before: Scene | None) -> Mention | None:
    """The date of an age: the next in its sentence, else the one before it, there or in the last sentence."""
    dates = [date for date in scene.dates if date is not born]
    after = [date for date in dates if date.start >= at]
    after = [date for date in after if not _NEXT_DEED.search(scene.text(at, date.start))]
    earlier = [date for date in dates if date.end <= at]
    if earlier and _ASIDE.fullmatch(scene.text(earlier[-1].end, at)):
        return earlier[-1]
    if not dates and before is not None and before.block is scene.block:
        earlier = [date for date in before.dates if date is not born]
    return after[0] if after else earlier[-1] if earlier else None


def _whole(words: str) -> int | None:
    quantities = Figure.parse(words).quantities
    return int(quantities[0].value) if quantities else None
