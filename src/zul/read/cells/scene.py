"""Scenes: what stands in one sentence, before anything is concluded from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from attrs import define, evolve, field, frozen

from zul.read import lexicon
from zul.read.cells.places import places_in
from zul.read.lexicon import Concept, Found
from zul.terms.dates import Period
from zul.terms.document import Document, Part, Span
from zul.terms.mention import Mention

T = TypeVar("T")
_BREAK = re.compile(
    r"[;:]|\s[–—]\s|—"
    r"|\n(?=[^\n\d:]{2,45}(?:\s[—–-]\s|:\s)[^\n\d]{0,15}\d)"  # a line of a list: "Omsk Oblast — 83,516"
    r"|,?\s+(?:while|whereas|although|though|but|however|meaning|leaving|so that|compared (?:with|to))\b"
    r"|,\s+(?:which|who|where|including|among them|of whom|of which|of these|of them|with)\b",
    re.IGNORECASE,
)


_VERB = (  # where the words that name a whole are over
    r"\b(?:had|have|has|was|were|is|are|did|could|would|by|died|fled|left|went|came|lived|resided|remained|returned"
    r"|survived|perished"
    r"|[^\W\d]+ed(?= (?:in|to|by|across|from|on|at|during|before|after|as|of|for|home)\b))\b"
)
_WHOLE = re.compile(
    rf"\s*(?:percent|per cent|%)?\s*(?:of|out of|among)\s+(?P<whole>(?:(?!{_VERB})[^,;:()\d]){{1,80}})",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:^|\s)([^\W\d_a-z][^\W\d_A-Z]{2,}(?:s|ese|ish))$")
_MOST = 100  # numbers and dates of a scene: each of them looks at all the others
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@frozen(kw_only=True)
class Clause:
    """A stretch of a sentence between two breaks, and the break that opens it, "(" for brackets."""

    start: int
    end: int
    opener: str


@frozen(kw_only=True)
class Setting:
    """The place that a sentence takes over from what stands before it, and the rule that gives it.

    `returns` says that a new paragraph comes back to it.
    """

    place: str
    rule: str
    returns: bool = False
    before: str | None = None  # of a dateline: the place of what happened long before


@define(kw_only=True, eq=False)
class Scene:
    """A sentence with the numbers, dates and names in it, each in the order of the text."""

    document: Document
    block: Span
    sentence: Span
    mentions: Sequence[Mention]
    others: lexicon.Names[str] | None = None  # peoples that the lexicon does not know
    clauses: list[Clause] = field(init=False)
    brackets: list[Clause] = field(init=False)
    places: list[Found[str]] = field(init=False)  # what settings.py adds included
    pointing: frozenset[int] = frozenset()  # starts of the places that words such as "the oblast" mean
    setting: Setting | None = None
    home: Setting | None = None  # where the people of the document were taken from
    opens: bool = False  # a caption, or a line with place and date
    moment: Period | None = None  # the time that the sentence takes over
    written: Period | None = None  # the time of its writer, where a line says so
    moved: Mapping[int, Period] = field(factory=dict)  # starts of dates so many years after which it stands

    def __attrs_post_init__(self) -> None:
        text, start, end = self.document.text, self.sentence.start, self.sentence.end
        self.brackets = [
            Clause(start=match.start() + 1, end=match.end() - 1, opener="(")
            for match in _BRACKETS.finditer(text, start, end)
        ]
        self.clauses = list(_clauses(text, start, end, self.brackets))
        dates = [(date.start, date.end) for date in self.dates]
        peoples = [(people.start, people.end) for people in self._named_peoples]
        self.places = list(places_in(text, start, end, dates, peoples))

    @cached_property
    def quantities(self) -> list[Mention]:
        return [mention for mention in self.mentions if not mention.is_date]

    @cached_property
    def _by_bracket(self) -> Mapping[Clause | None, list[Mention]]:
        found: dict[Clause | None, list[Mention]] = defaultdict(list)
        for quantity in self.quantities:
            found[self.bracket(quantity.start)].append(quantity)
        return found

    @cached_property
    def dates(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.is_date]

    @cached_property
    def triggers(self) -> list[Found[tuple[Concept, ...]]]:
        return self._found(lexicon.concepts())

    @property
    def peoples(self) -> list[Found[str]]:
        """Those named as such, and not in the name of a place."""
        places = [(place.start, place.end) for place in self.places]
        free = (
            people
            for people in self._named_peoples
            if not any(start < people.end and people.start < end for start, end in places)
        )
        return sorted(free, key=lambda found: found.start)

    @cached_property
    def roles(self) -> list[Found[str]]:
        return self._found(lexicon.roles())

    @cached_property
    def _named_peoples(self) -> list[Found[str]]:
        return [*self._found(lexicon.peoples()), *(self._found(self.others) if self.others else ())]

    def _found(self, names: lexicon.Names[T]) -> list[Found[T]]:
        return list(names.find(self.document.text, self.sentence.start, self.sentence.end))

    def clause(self, at: int) -> Clause:
        """The clause that holds a position."""
        inside = self.bracket(at)
        if inside is not None:
            return inside
        return self.clauses[max(0, bisect_right(self.clauses, at, key=_start) - 1)]

    def time_of(self, date: Mention) -> Period:
        """The time that a date tells: 1991 for "two years after June 1989"."""
        assert isinstance(date.reading, Period)
        return self.moved.get(date.start, date.reading)

    def bracket(self, at: int) -> Clause | None:
        """The brackets around a position."""
        return _holding(self.brackets, at)

    def beside(self, at: int, other: int) -> bool:
        """True when both positions stand in the same brackets, or in none."""
        return not self.brackets or self.bracket(at) is self.bracket(other)

    def numbers_beside(self, mention: Mention) -> list[Mention]:
        """The other quantities that stand in the same brackets as a mention, or in none as it."""
        beside = self._by_bracket.get(self.bracket(mention.start), ())
        return [quantity for quantity in beside if quantity is not mention]

    def words_of_whole(self, share: Mention) -> tuple[str, int]:
        """The words that name the whole of a share: "the deported" in "17 percent of the deported"."""
        match = _WHOLE.match(self.document.text, share.numeral.end, self.sentence.end)
        return (match["whole"], match.start("whole")) if match else ("", share.end)

    def text(self, start: int, end: int) -> str:
        """A part of the sentence."""
        return self.document.text[start:end]


def _clauses(text: str, start: int, end: int, brackets: Sequence[Clause]) -> Iterator[Clause]:
    opener, at = "", start
    for match in _BREAK.finditer(text, start, end):
        if _holding(brackets, match.start()):
            continue
        if match.start() > at:
            yield Clause(start=at, end=match.start(), opener=opener)
        opener, at = match.group().strip(" ,").lower(), match.end()
    yield Clause(start=at, end=end, opener=opener)


def _start(clause: Clause) -> int:
    return clause.start


def _holding(brackets: Sequence[Clause], at: int) -> Clause | None:
    before = bisect_right(brackets, at, key=_start)
    return brackets[before - 1] if before and at < brackets[before - 1].end else None


def _new_peoples(mentions: Iterable[Mention]) -> lexicon.Names[str] | None:
    """The capital plurals that numbers of persons count: "48,210 Arans"."""
    nouns = [m.noun.surface for m in mentions if m.noun is not None and m.unit == "person"]
    found = {match.group(1) for noun in nouns if (match := _PLURAL.search(noun))}
    words = (lexicon.peoples(), lexicon.concepts(), lexicon.roles())
    known = {name for name in found if any(any(names.find(name, 0, len(name))) for names in words)}
    named = {form: name for name in sorted(found - known) for form in (name, name.removesuffix("s"))}
    return lexicon.Names(named, folded=False) if named else None


def scenes(document: Document, mentions: Iterable[Mention]) -> list[Scene]:
    """One scene for each sentence, in the order of the text; several where it has over 100 mentions."""
    waiting = list(mentions)
    others = _new_peoples(waiting)
    found = []
    block: Span | None = None
    at = 0
    for span in document.spans:
        if span.part is Part.PAGE:
            continue
        if span.part is not Part.SENTENCE:
            block = span
            continue
        while at < len(waiting) and waiting[at].start < span.start:
            at += 1
        first = at
        while at < len(waiting) and waiting[at].start < span.end:
            at += 1
        starts = [span.start, *(mention.start for mention in waiting[first + _MOST : at : _MOST])]
        for number, (start, end) in enumerate(pairwise([*starts, span.end])):
            inside = waiting[first + number * _MOST : min(at, first + (number + 1) * _MOST)]
            sentence = evolve(span, start=start, end=end)
            found.append(
                Scene(
                    document=document, block=block or span, sentence=sentence, mentions=inside, others=others
                )
            )
    return found
