"""What happened on a date: a kind of event and the names and things that it happened to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from attrs import frozen

from zul.read import lexicon
from zul.read.cells.scene import Clause, Scene
from zul.read.lexicon import Found, Happening
from zul.terms.dates import Period
from zul.terms.mention import Mention

_THINGS = re.compile(
    r"\b(?:operation|deportation|resettlement|relocation|evacuation|transfer|eviction|expulsion|removal|exile"
    r"|special settlements?|republic|monument|memorial|register|camp"
    r"|decree|resolution|law|order|treaty|convention|agreement|journey|march|registration|return|rehabilitation|occupation|uprising|war)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\s*(?:[^.;,]{0,40}\bthat )?(?:it|this|that|they|the latter)\b", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-z][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_PROPER = re.compile(rf"{_CAPITAL}(?: (?:of |the |of the )?{_CAPITAL})*")
_SMALL = frozenset(
    "the a an in on at by from and he she it they his her after before during that this once when of its "
    "only later then for".split()
)


@frozen(kw_only=True)
class Dated:
    """A date in a text with what happened on it."""

    mention: Mention
    scene: Scene
    happening: Happening
    about: frozenset[str]
    words: str
    dates_a_number: bool

    def may_be(self, other: Dated) -> bool:
        """True when both may tell of one event: the same kind, and a name or thing in common."""
        if self.happening.id != other.happening.id or not self.about & other.about:
            return False
        if self.happening.is_once:
            return True
        named = [{people.what for people in one.scene.peoples} for one in (self, other)]
        one_people = not all(named) or bool(named[0] & named[1])
        return self.is_of_one_day and other.is_of_one_day and one_people and self._is_slip_of(other)

    def _is_slip_of(self, other: Dated) -> bool:
        """True for days of one month, and for one day of two months of a year."""
        one, two = (dated.mention.reading for dated in (self, other))
        if not (isinstance(one, Period) and isinstance(two, Period) and one.earliest and two.earliest):
            return False
        a, b = one.earliest, two.earliest
        return a.year == b.year and (a.month == b.month or a.day == b.day)

    @property
    def is_of_one_day(self) -> bool:
        """True for the day on which a people was taken, which belongs to no number of its own."""
        period = self.mention.reading
        one_day = isinstance(period, Period) and period.earliest == period.latest
        return self.happening.id == "taking" and one_day and not self.dates_a_number


def dated(scenes: Sequence[Scene], is_time_of_number: frozenset[int]) -> Iterator[Dated]:
    """Each date that tells when something happened; a date that only dates a number does not."""
    subject: frozenset[str] = frozenset()
    for scene in scenes:
        used: set[int] = set()
        for mention in scene.dates:
            clause = scene.clause(mention.start)
            found = [
                happening
                for happening in lexicon.happenings().find(scene.document.text, clause.start, clause.end)
                if not mention.start <= happening.start < mention.end
            ]
            if not found:
                continue
            verb = _verb(found, mention, scene, used)
            if verb is None:
                continue
            about = _about(scene, *_around(mention, scene, clause))
            if verb.what.id == "taking":
                about = frozenset({"deportation", "operation", "expulsion", "removal"})
            about = about or _about(scene, clause.start, clause.end)
            if not about and _PRONOUN.match(scene.text(clause.start, clause.end)):
                about = subject
            if about and (mention.start not in is_time_of_number or verb.what.id == "taking"):
                words = scene.text(clause.start, clause.end).strip(" ,.\n")
                yield Dated(
                    mention=mention,
                    scene=scene,
                    happening=verb.what,
                    about=about,
                    words=shorten(words, 90, placeholder=" …"),
                    dates_a_number=mention.start in is_time_of_number,
                )
        subject = _about(scene, scene.sentence.start, scene.sentence.end) or subject


def _verb(
    found: Sequence[Found[Happening]], mention: Mention, scene: Scene, used: set[int]
) -> Found[Happening] | None:
    """What happened on the date: the verb before it, else after it, that no other date has."""

    def parted(start: int, end: int) -> bool:
        return any(start <= date.start < end for date in scene.dates if date is not mention)

    before = [v for v in found if v.end <= mention.start and not parted(v.end, mention.start)]
    after = [v for v in found if v.start >= mention.end and not parted(mention.end, v.start)]
    for verbs in (before[::-1], after):
        free = [verb for verb in verbs if verb.start not in used]
        if free:
            used |= {verb.start for verb in free}
            return next((verb for verb in free if verb.what.is_once), free[0])
    return None


def _around(mention: Mention, scene: Scene, clause: Clause) -> tuple[int, int]:
    """The clause as far as the dates beside this one."""
    left = max([clause.start, *(d.end for d in scene.dates if d.end <= mention.start)])
    right = min([clause.end, *(d.start for d in scene.dates if d.start >= mention.end)])
    return left, right


def _about(scene: Scene, start: int, end: int) -> frozenset[str]:
    text = scene.document.text
    names = set()
    for match in _PROPER.finditer(text, start, end):
        name = match.group()
        inside_date = any(d.start <= match.start() < d.end for d in scene.dates)
        words = name.split()
        if words[0].lower() in _SMALL:
            name = " ".join(words[1:])
        if not inside_date and len(name) > 2 and name.lower() not in _SMALL:
            names.add(name)
    peoples = {found.surface for found in scene.peoples} | {found.what for found in scene.peoples}
    things = {match.group().lower().removesuffix("s") for match in _THINGS.finditer(text, start, end)}
    return frozenset(things | {name for name in names if name not in peoples | lexicon.not_places()})
