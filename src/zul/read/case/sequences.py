"""Dates that cannot come before others, where sentences beside each other tell them of one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from attrs import frozen

from zul.read import lexicon
from zul.read.case.parties import ORDINALS
from zul.read.cells.scene import Scene
from zul.terms.document import Part
from zul.terms.mention import Mention

_PRONOUN = re.compile(  # not "His wife was arrested", who is somebody else
    r"\s*[\"“‘]?(?:it|they|he|she|(?:its|their|his|her)(?! (?:own )?(?:[^\W\d]+ )?(?:wife|husband|widow"
    r"|brother|sister|son|daughter|mother|father|parents|child|children|family|uncle|aunt|cousin|successor"
    r"|grandmother|grandfather|neighbour)s?\b))\b",
    re.IGNORECASE,
)
HAD = re.compile(
    r"\bhad\s+(?:already\s+|only\s+|just\s+)?(?:been\s+)?[^\W\d]+(?:ed|en|wn|un|lt|ft|nt|ld)\b", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:under|by|according to|on the basis of|following|pursuant to|in accordance with|carried out)\s+"
    r"(?:the|an?|this|that)\s+[^.;\d]{0,60}?\b(?:act|law|decree|order|resolution|agreement|treaty|convention)\b"
    r"[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_ORDER_TO = re.compile(
    r"\b(?:order|decision|command|permission|instruction)s? to (?P<verb>[^\W\d]{4})[^\W\d]*\b[^.;\d]{0,60}?"
    r"\b(?:given|issued|signed|taken|made|granted|came)\b[^.;\d]{0,20}$",
    re.IGNORECASE,
)
_THE_LAST = re.compile(
    r"\bthe (?P<which>last|first)(?: of the)? (?P<who>[^\W\d]+)(?: [^,;.\d]{0,30}?)??"
    r" (?:had |have |was |were )?(?:been )?"
    r"(?P<did>left|arrived|returned|departed|sailed|deported|removed|died|buried|evacuated)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:letter-?book|diary|journal|log|logbook|register|correspondence|minutes|chronicle|roll|ledger)s?\b"
    r"[^.;\d]{0,20}\b(?:opens?|begins?|starts?|opened|began|started)\b[^.;\d]*$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:closes?|ends?|breaks? off|closed|ended|broke off|stops?)\b[^.;\d]*$", re.IGNORECASE
)
_THAT_LEFT = re.compile(
    r"\b(?:that|which|who) (?:had )?(?:left|set out|set off|started|departed|sailed)\b[^.;,\d]*$",
    re.IGNORECASE,
)
_WAS_SEEN = re.compile(
    r"\s*,? (?:was|were|had been) (?:seen|met|passed|stopped|overtaken)\b[^.;\d]*", re.IGNORECASE
)
_ORDER_READ = re.compile(
    r"\b(?:order|decree|sentence|ukase|notice|edict)\b[^.;\d]{0,20}\b(?:was|were) (?:first )?"
    r"(?:read(?: out)?|announced|made known|told) to us\b[^.;\d]*$",
    re.IGNORECASE,
)
_WE_LEFT = re.compile(
    r"\bwe (?:(?:drove|marched|were (?:driven|taken|marched|carted)) (?:out|off|away)\b|set out\b"
    r"|left (?:the|our) (?:village|town|homes?|houses?|farms?|country)\b)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s+(?:again|anew|once more)\b", re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:again|should|would|to be|not|never|re)[ -](?:be |been )?$", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[^.!?] )[^\W\d_a-z][^\W\d_]{2,}")
_SUBJECT = re.compile(r"[^\W\d]{4,}")
_ONE_PERSON = re.compile(r"\b(?:he|she|who)\b|[^\W\d_a-z][^\W\d]+,? (?:was )?$", re.IGNORECASE)
_THE_DECISION = re.compile(r"\s*(?:the|this|that) (?:decision|order|decree|resolution)\b", re.IGNORECASE)
_DEATH, _BUILDING, _DEPARTURE = "death", "building", "departure"
_MOST_BETWEEN = 2  # sentences between two phases of one subject


@frozen(kw_only=True)
class Ordered:
    """Two dates of which `then` does not come before `first`; or that are of one event."""

    first: tuple[Mention, Scene]
    then: tuple[Mention, Scene]
    why: str
    is_one_event: bool = False


@frozen(kw_only=True)
class Phase:
    """What happened to a subject on a date."""

    id: str
    at: int
    date: Mention
    scene: Scene


@cache
def _phases() -> lexicon.Names[str]:
    rows = lexicon.rows("sequences")
    return lexicon.Names(
        {word: row["phase"] for row in rows for word in lexicon.words_of(row["words"])}, folded=True
    )


@cache
def _comes_after() -> Mapping[str, frozenset[str]]:
    return {
        row["phase"]: frozenset(lexicon.words_of(row["comes_after"])) for row in lexicon.rows("sequences")
    }


def sequences(scenes: Sequence[Scene]) -> Iterator[Ordered]:
    """All that the sentences of each paragraph order in time."""
    before: list[tuple[Scene, list[Phase]]] = []
    last: dict[tuple[str, ...], tuple[Mention, Scene, frozenset[str]]] = {}
    for scene in scenes:
        if scene.block.part in (Part.HEADING, Part.CELL) or not scene.dates:
            continue
        before = [one for one in before if one[0].block is scene.block][-_MOST_BETWEEN:]
        own = list(phases_in(scene))
        yield from _between(own, own)
        for other, phases in before:
            if _is_of_one_subject(other, scene):
                yield from _between(phases, own)
                yield from _between(own, phases)
        yield from _had_been(scene)
        yield from _from_end_to_end(scene)
        yield from _read_to_us(scene, [other for other, _ in before])
        yield from _under_a_law(scene, before[-1][0] if before else None)
        yield from _on_an_order(scene, before[-1][0] if before else None)
        yield from _last_ones(scene, last)
        before.append((scene, own))


def phases_in(scene: Scene) -> Iterator[Phase]:
    """Each date of a sentence with the phase told before it in its clause, else after it."""
    text = scene.document.text
    for date in scene.dates:
        clause = scene.clause(date.start)
        others = [other for other in scene.dates if other is not date]
        left = max([clause.start, *(other.end for other in others if other.end <= date.start)])
        right = min([clause.end, *(other.start for other in others if other.start >= date.end)])
        found = (
            list(_phases().find(text, left, date.start))[-1:]
            or list(_phases().find(text, date.end, right))[:1]
        )
        for one in found:
            if one.what == _DEATH and not _is_of_one_person(scene, left, one.start):
                continue
            if _AGAIN.match(text, one.end) or _NOT_YET.search(text[left : one.start]):
                continue
            yield Phase(id=one.what, at=one.start, date=date, scene=scene)


def _is_of_one_person(scene: Scene, left: int, at: int) -> bool:
    """True for the death of somebody named or called he or she, in a sentence without numbers of people."""
    before = scene.text(scene.sentence.start, at)
    return not any(q.unit == "person" for q in scene.quantities) and bool(_ONE_PERSON.search(before))


def _between(earlier: Sequence[Phase], later: Sequence[Phase]) -> Iterator[Ordered]:
    for first in earlier:
        for then in later:
            if first.id == _BUILDING and first.at > then.at:
                continue  # perhaps of another house, or built again
            if first.id == _DEPARTURE and first.at > then.at and not _had(first):
                continue  # "She landed on 3 June and sailed on 13 June", with others
            if first.id in _comes_after()[then.id] and first.at != then.at:
                dates = then.date.as_written, first.date.as_written
                why = f"What is dated “{dates[0]}” does not come before what is dated “{dates[1]}”."
                yield Ordered(first=(first.date, first.scene), then=(then.date, then.scene), why=why)


def _had(phase: Phase) -> bool:
    """True for what is told as having been before: "which had left on 3 June"."""
    scene = phase.scene
    clause = scene.clause(phase.at)
    words = scene.text(clause.start, clause.end)
    return bool(HAD.search(words) or _THAT_LEFT.search(words[: phase.date.start - clause.start]))


def _is_of_one_subject(one: Scene, other: Scene) -> bool:
    """True when the second sentence goes on with a pronoun, or its subject names that of the first."""
    if _PRONOUN.match(other.document.text, other.sentence.start):
        return True
    if _THE_DECISION.match(other.document.text, other.sentence.start):
        return any(
            found.what == "decision"
            for found in _phases().find(one.document.text, one.sentence.start, one.sentence.end)
        )
    subjects = _subject(one), _subject(other)
    ordinals = [subject & ORDINALS for subject in subjects]
    return bool(subjects[0] & subjects[1]) and not (all(ordinals) and ordinals[0] != ordinals[1])


def _subject(scene: Scene) -> set[str]:
    """The longer words before the first phase or date of a sentence."""
    text, start = scene.document.text, scene.sentence.start
    ends = [found.start for found in _phases().find(text, start, scene.sentence.end)]
    ends += [date.start for date in scene.dates if date.start - start > 12]
    return {match.group().lower() for match in _SUBJECT.finditer(text, start, min(ends, default=start))}


def _had_been(scene: Scene) -> Iterator[Ordered]:
    """What "had been" done, in a clause of its own, does not come after what the first clause tells."""
    if len(scene.dates) != 2:
        return
    main, had = scene.dates
    clause = scene.clause(had.start)
    in_main = scene.text(scene.sentence.start, main.start)
    is_aside = clause.opener in (";", "which", "who") and scene.clause(main.start) is not clause
    if is_aside and HAD.search(scene.text(clause.start, had.start)) and not re.search(r"\bhad\b", in_main):
        why = f"“{had.as_written}” is told as what had been before “{main.as_written}”."
        yield Ordered(first=(had, scene), then=(main, scene), why=why)


def _under_a_law(scene: Scene, before: Scene | None) -> Iterator[Ordered]:
    """What is done under a law does not come before it."""
    for date in scene.dates:
        if not _UNDER.search(scene.text(scene.sentence.start, date.start)):
            continue
        others = [(one, scene) for one in scene.dates if one.end <= date.start]
        if not others and before is not None and _PRONOUN.match(scene.document.text, scene.sentence.start):
            others = [(one, before) for one in before.dates]
        if len(others) == 1:
            done = others[0]
            why = f"What is dated “{done[0].as_written}” was done under what is dated “{date.as_written}”."
            yield Ordered(first=(date, scene), then=done, why=why)


def _from_end_to_end(scene: Scene) -> Iterator[Ordered]:
    """A book closes no earlier than it opens, and a caravan is seen on the road after it left."""
    for first, then in pairwise(scene.dates):
        left, between = scene.text(scene.sentence.start, first.start), scene.text(first.end, then.start)
        if _RUNS.search(left) and _CLOSES.search(between):
            why = f"What opens with what is dated “{first.as_written}” closes with “{then.as_written}”."
            yield Ordered(first=(first, scene), then=(then, scene), why=why)
        elif _THAT_LEFT.search(left) and _WAS_SEEN.fullmatch(between):
            why = f"What left on “{first.as_written}” was on its way or there on “{then.as_written}”."
            yield Ordered(first=(first, scene), then=(then, scene), why=why)


def _read_to_us(scene: Scene, before: Sequence[Scene]) -> Iterator[Ordered]:
    """Those to whom an order is read have not been driven out yet."""
    for read in before:
        orders = [
            date for date in read.dates if _ORDER_READ.search(read.text(read.sentence.start, date.start))
        ]
        clauses = [(date, scene.clause(date.start)) for date in scene.dates]
        gone = [date for date, clause in clauses if _WE_LEFT.search(scene.text(clause.start, clause.end))]
        for order, left in zip(orders[:1], gone[:1], strict=False):
            why = f"The order was read on “{order.as_written}” to those who left on “{left.as_written}”."
            yield Ordered(first=(order, read), then=(left, scene), why=why)


def _on_an_order(scene: Scene, before: Scene | None) -> Iterator[Ordered]:
    """What was done on an order does not come before it."""
    if before is None or len(before.dates) != 1 or len(scene.dates) != 1:
        return
    match = _ORDER_TO.search(scene.text(scene.sentence.start, scene.dates[0].start))
    done = before.text(before.sentence.start, before.sentence.end).lower()
    if match and re.search(rf"\b{match['verb'].lower()}", done):
        order, deed = (scene.dates[0], scene), (before.dates[0], before)
        dates = deed[0].as_written, order[0].as_written
        why = f"What is dated “{dates[0]}” was done on the order that is dated “{dates[1]}”."
        yield Ordered(first=order, then=deed, why=why)


def _last_ones(
    scene: Scene, last: dict[tuple[str, ...], tuple[Mention, Scene, frozenset[str]]]
) -> Iterator[Ordered]:
    """Two dates on which "the last inhabitants left"."""
    text = scene.document.text
    for match in _THE_LAST.finditer(text, scene.sentence.start, scene.sentence.end):
        clause = scene.clause(match.start())
        dates = [date for date in scene.dates if match.end() <= date.start < clause.end]
        if not dates:
            continue
        around = text[match.start("who") : match.start("did")] + text[match.start("did") : dates[0].start]
        names = frozenset(_CAPITAL.findall(around))
        key = match["which"].lower(), match["who"].lower(), match["did"].lower()
        if (known := last.get(key)) and (not names or not known[2] or names & known[2]):
            why = f"Both sentences seem to tell when {match.group()}."
            yield Ordered(first=known[:2], then=(dates[0], scene), why=why, is_one_event=True)
        else:
            last[key] = dates[0], scene, names
