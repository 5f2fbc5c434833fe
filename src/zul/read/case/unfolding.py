"""Days of one thing that sentences further apart tell of: when it left and came, was made and at work."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zul.read.case.narrated import BACK, PAST, goes_back
from zul.read.case.parties import ORDINALS
from zul.read.case.sequences import HAD, Ordered, phases_in
from zul.read.cells.scene import Scene
from zul.terms.document import Part
from zul.terms.mention import Mention

_NUMBER = "|".join(sorted(ORDINALS))
_VESSEL = (
    r"(?:train|transport|convoy|column|echelon|detachment|party|caravan|ship|steamer|steamship|brig|barge)"
)
_LABEL = re.compile(  # "the third transport", "train No. 97316", "the steamer Arda"
    rf"\b(?:the|this|our) (?P<nth>{_NUMBER}) {_VESSEL}\b"
    rf"|\b{_VESSEL} (?:No\.? ?|number )?(?P<number>\d[\d/-]*|[A-Z]+-\d+)\b"
    r"|\b(?:ship|steamer|steamship|brig|barge|schooner|sloop|liner|ferry|vessel) “?(?P<name>[A-Z][^\W\d]+)\b",
    re.IGNORECASE,
)
_NTH_ON = re.compile(rf"\bthe (?P<nth>{_NUMBER}),? (?:one,? )?on (?:the )?$", re.IGNORECASE)
_CAME = re.compile(r"\b(?:brought|unloaded|arriv\w+|landed|came in|detrained|disembarked)\b", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:left|sailed|departed|set out|set off|loaded|embarked)\b", re.IGNORECASE)
_MADE = re.compile(  # "A commission that was appointed on 12 May 1946 … handed in its report on 3 April 1946"
    r"\b(?:(?:that|which|who) (?:was|were|had been) |(?:[^\W\d]+,? ))(?:appointed|formed|founded|set up"
    r"|established|created|elected|launched|constituted|convened|recruited|raised|hired|installed)\b"
    r"[^.;:\d]{0,50}\b(?:on|in) (?:the )?$",
    re.IGNORECASE,
)
_DID_ON = re.compile(rf"[^.;:\d]*\b{PAST}\b[^.;:\d]*\b(?:on|in) (?:the )?$", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:what|that|which|who|whom|whose|whether|confirm\w+|repeat\w+|replac\w+|revok\w+|refer\w+|cit\w+"
    r"|follow\w+|annul\w+|amend\w+|succeed\w+|return\w+ to|and)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\W*(?:Its|Their|It|They|His|Her|The same)\b")
_NOT_JUST = re.compile(
    r"\b(?:when|by|until|till|since|after|before|again|another|second|next|as soon as|already in)\b", re.I
)
_REACHED = re.compile(r"\b(?:reached|arrived (?:at|in|on)|came (?:to|up to))\b[^.;:\d]*$", re.IGNORECASE)
_WENT_ON = re.compile(  # "It reached the river on 9 January. The ferries took the people across on 2 January"
    r"\b(?:(?:took|brought|carried|ferried|rowed|got|set|put|went|came|were|was)(?: [^\W\d]+){0,4}? "
    r"(?:across|over|ashore)\b|crossed|ferried|(?:moved|marched|drove|travelled|went|rode) on\b"
    r"|set out again|left again|unloaded|emptied|handed over|let out"
    r"|unloading (?:began|started|took place|was over|ended))\b[^.;:\d]*$",
    re.IGNORECASE,
)
_PAPER = re.compile(  # "The act on the unloading … bears the date of 9 March 1944"
    r"\b(?:act|receipt|protocol|certificate|record|minutes|report|list|bill) (?:of|on|for) (?:the|its|their) "
    r"(?:unloading|arrival|hand-?over|handing[ -]over|reception|receipt|delivery|landing|transfer)\b[^.;:\d]*"
    r"\b(?:dated|bears? the date(?: of)?|bore the date(?: of)?|(?:signed|drawn up|made out) on|date[sd] from)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_MOST_BETWEEN = 3  # sentences between two days of one thing
_MOST_AFTER_REACHED = 60  # days between a river and the other bank


def unfolding(scenes: Sequence[Scene]) -> Iterator[Ordered]:
    """Each two days of one thing that stand in the wrong order."""
    before: list[Scene] = []
    for scene in scenes:
        if scene.block.part in (Part.HEADING, Part.CELL):
            continue
        before = [one for one in before if one.block is scene.block][-_MOST_BETWEEN:]
        yield from _made_and_did(scene)
        yield from _had_been(scene, before[-1:])
        yield from _after_it_came(scene, before)
        before.append(scene)
    yield from _left_and_came(scenes)


def _ordered(first: tuple[Mention, Scene], then: tuple[Mention, Scene]) -> Ordered:
    days = then[0].as_written, first[0].as_written
    why = f"What is dated “{days[0]}” is taken to come after what is dated “{days[1]}”."
    return Ordered(first=first, then=then, why=why)


def _made_and_did(scene: Scene) -> Iterator[Ordered]:
    """A commission appointed on one day does not report before."""
    for first, then in pairwise(scene.dates):
        opening, between = scene.text(scene.sentence.start, first.start), scene.text(first.end, then.start)
        is_told = _MADE.search(opening) and _DID_ON.fullmatch(between)
        if is_told and goes_back(first, then) and not (_LOOKS_BACK.search(between) or BACK.search(between)):
            yield _ordered((first, scene), (then, scene))


def _had_been(scene: Scene, before: Sequence[Scene]) -> Iterator[Ordered]:
    """What "had been" done to a thing came before what the sentence before tells of it."""
    for main in before:
        if len(main.dates) != 1 or len(scene.dates) != 1 or not _OF_IT.match(_words(scene)):
            continue
        had = scene.text(scene.sentence.start, scene.dates[0].start)
        is_told = HAD.search(had) and not HAD.search(_words(main)) and not _NOT_JUST.search(had)
        if is_told and goes_back(scene.dates[0], main.dates[0], years=3):
            yield _ordered((scene.dates[0], scene), (main.dates[0], main))


def _after_it_came(scene: Scene, before: Sequence[Scene]) -> Iterator[Ordered]:
    """A river is crossed no earlier than it is reached, and what comes is not unloaded before."""
    for then in scene.dates:
        words = scene.text(scene.sentence.start, then.start)
        is_paper = _PAPER.search(words)
        if not is_paper and (not _WENT_ON.search(words) or BACK.search(words)):
            continue
        for main in (*before, scene):
            for first in (date for date in main.dates if date.end <= then.start):
                reached = _REACHED.search(main.text(main.sentence.start, first.start))
                if reached and goes_back(first, then, days=_MOST_AFTER_REACHED):
                    yield _ordered((first, main), (then, scene))


def _left_and_came(scenes: Sequence[Scene]) -> Iterator[Ordered]:
    """The third transport leaves no later than it arrives, wherever in the text both stand."""
    found: dict[tuple[str, str], list[tuple[Mention, Scene]]] = defaultdict(list)
    for scene in scenes:
        for label, phase, date in (*_of_labels(scene), *_of_numbers(scene)):
            found[label, phase].append((date, scene))
    for (label, phase), left in found.items():
        came = found.get((label, "arrival"), []) if phase == "departure" else []
        if len(left) == 1 and len(came) == 1 and goes_back(left[0][0], came[0][0]):
            is_one_journey = label in ORDINALS or label[-1].isdigit()
            if is_one_journey or _is_told_first(left[0], came[0]):
                yield _ordered(left[0], came[0])


def _is_told_first(left: tuple[Mention, Scene], came: tuple[Mention, Scene]) -> bool:
    """False for "The Arda landed on 3 June. She left on 13 June", on her next voyage."""
    date, scene = left
    had = HAD.search(scene.text(scene.sentence.start, date.start))
    return date.start < came[0].start or had is not None


def _of_labels(scene: Scene) -> Iterator[tuple[str, str, Mention]]:
    """The days of "The third transport had left only on 21 June"."""
    labels = list(_LABEL.finditer(scene.document.text, scene.sentence.start, scene.sentence.end))
    for phase in phases_in(scene):
        named = [match for match in labels if match.end() <= phase.at]
        if phase.id in ("departure", "arrival") and named and len(labels) == 1:
            match = named[0]
            name = (match["nth"] or match["number"] or match["name"]).lower()
            yield name, phase.id, phase.date


def _of_numbers(scene: Scene) -> Iterator[tuple[str, str, Mention]]:
    """The days of "The first, on 14 May, brought 412 people, the second, on 27 May, 388"."""
    came, left = _CAME.search(_words(scene)), _LEFT.search(_words(scene))
    if bool(came) is bool(left):
        return
    for date in scene.dates:
        if match := _NTH_ON.search(scene.text(scene.sentence.start, date.start)):
            yield match["nth"].lower(), "arrival" if came else "departure", date


def _words(scene: Scene) -> str:
    return scene.text(scene.sentence.start, scene.sentence.end)
