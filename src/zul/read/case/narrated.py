"""Days in the order in which a text tells them: what it tells next did not come before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zul.read.case.sequences import Ordered
from zul.read.cells.scene import Scene
from zul.terms.dates import Period
from zul.terms.document import Part
from zul.terms.mention import Mention

PAST = (
    r"(?:was|were|[^\W\d]{3,}ed|came|went|left|set|took|made|brought|drove|got|sent|put|began|met|fell|sank"
    r"|rode|ran|found|built|sold|read|broke|gave|drew|bore|saw|stood|spoke|wrote|held|lay|led|lost|rose)"
)
_GOES_ON = re.compile(  # "sailed on 18 October and, after calling at Tara, landed on 11 October"
    rf"(?:\band|\bthen|,)(?:,[^,;.]*,)?(?: (?:then|finally|at last|so|only|there|safely|soon))*"
    rf" (?:(?:where |until )?(?:it|they|he|she|we|I) )?{PAST}\b[^.;:]*(?:\b(?:on|in|at)|,) (?:the )?$",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"\band(?: then)?,? (?:on|in) (?:the )?$", re.IGNORECASE
)  # "and on 29 April went out"
_DID = re.compile(rf",? {PAST}\b", re.IGNORECASE)
_THE_FIRST = re.compile(  # "Repairs began on 12 May, and the first families moved in on 30 April"
    rf",? and (?:the|its|their|our) (?:first|last|next) [^.;:\d]*?\b{PAST}\b[^.;:]*\b(?:on|in) (?:the )?$",
    re.IGNORECASE,
)
BACK = re.compile(  # what goes back in time, or ahead
    r"\b(?:had|before|earlier|previous(?:ly)?|since|until|till|already|born|again|would|should|will|was to"
    r"|were to|planned|while|whereas|another|others?|second|because|as early as|whose|dated"
    r"|(?:that|which|who) (?:was|were|is|are))\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?i:then|only after|thereupon|thereafter|afterwards?|after (?:that|this|which)|from there"
    r"|subsequently|finally|at last|in the end|when (?:this|that|it|all) (?:was|had been) (?:done|over))\b"
    r"|^\W*(?:Later|Next)\b"
    r"|\b(?:no|not|nothing|nobody|none|never)\b[^.;]*\bbefore(?: (?:then|that|this))?(?=[.;])"
)
_NO_THEN = re.compile(
    r"\b(?:more|less|rather|other|earlier|until|till|since|by|even|just) then\b|\bthen-", re.I
)
_AFTER_HAD = re.compile(  # "It took two weeks to build a raft after he had read it"
    r"\b(?:after|once|when) (?:[^\W\d]+ ){1,4}?had (?:been |all |at last )*(?P<verb>[^\W\d]{3,})",
    re.IGNORECASE,
)
_ON_ITS_GROUND = re.compile(  # "was paid over on 28 June in pursuance of that agreement"
    r"\b(?:in (?:pursuance|execution|consequence|fulfilment|virtue|answer to|accordance with|compliance with)"
    r"|pursuant to|under|by virtue|on the (?:basis|strength|ground)|as a (?:result|consequence)|thanks to"
    r"|following)(?: of)? (?:that|this|the same|the said|the above)(?: new)? (?P<what>[^\W\d]{3,})\b",
    re.IGNORECASE,
)
_OPENS_DONE = re.compile(  # "Released under the decree of 17 March 1956, she set out"
    r"\W*(?:[A-Z][^\W\d]+ed|Freed|Set free|Driven out|Taken|Brought) [^.;]*$"
)
_GIVEN = re.compile(  # "Only then did she get her card, which was issued on 7 September"
    r",? (?:which|that) (?:was|had been) (?:issued|granted|given|handed|registered|stamped|made) ",
    re.IGNORECASE,
)
_NEW_SUBJECT = re.compile(  # the main clause after such words
    rf",(?: [^,;.\d]{{0,60}},)? (?:he|she|they|we|I|it|the|his|her|their|[A-Z])[^.;]*?\b{PAST}\b",
    re.IGNORECASE,
)
_NO_DEED = re.compile(r"\W*(?:Based|Named|Called|Dated|Planned|Intended|Followed|Preceded|Dedicated)\b")
_MOST_BETWEEN = 3  # sentences between two days of one story
_STEM = 4  # letters that "opened" and "opening" share
_AFTER_NOUN = 80  # code points between an agreement and its day
_LONGEST = 366  # days: a story that goes further back tells of something else


def narrated(scenes: Sequence[Scene]) -> Iterator[Ordered]:
    """Each two days of which the words tell that the second one came later, but which stand otherwise."""
    before: list[Scene] = []
    for scene in scenes:
        if scene.block.part in (Part.HEADING, Part.CELL):
            continue
        before = [one for one in before if one.block is scene.block][-_MOST_BETWEEN:]
        for first, then in (*_in_one_sentence(scene), *_done_first(scene)):
            yield _ordered(first, scene, then, scene)
        for found in (_told_then(scene, before), _after_had(scene, before), _on_its_ground(scene, before)):
            if found is not None:
                yield _ordered(*found)
        before.append(scene)


def _ordered(first: Mention, of: Scene, then: Mention, scene: Scene) -> Ordered:
    why = f"What is dated “{then.as_written}” is told as what came after what is dated “{first.as_written}”."
    return Ordered(first=(first, of), then=(then, scene), why=why)


def _in_one_sentence(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """The days of "it left on 6 May and entered the town on 30 April"."""
    text = scene.document.text
    for first, then in pairwise(scene.dates):
        between, after = text[first.end : then.start], text[then.end : scene.sentence.end]
        opening = scene.text(scene.sentence.start, first.start)
        goes_on = _GOES_ON.search(between) or _THE_FIRST.fullmatch(between)
        goes_on = goes_on or (_DAY_FIRST.search(between) if _DID.match(after) else None)
        if goes_on and goes_back(first, then) and not BACK.search(opening + goes_on.group()):
            yield first, then


def _done_first(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """The days of "Released under the decree of 17 March 1956, she set out on 9 June 1955"."""
    for first, then in pairwise(scene.dates[:2]):
        opening = scene.text(scene.sentence.start, first.start)
        between = scene.text(first.end, then.start)
        is_done = _OPENS_DONE.fullmatch(opening) and not _NO_DEED.match(opening) and "," not in opening
        if is_done and _NEW_SUBJECT.match(between) and not BACK.search(between):
            yield first, then


def _told_then(scene: Scene, before: Sequence[Scene]) -> tuple[Mention, Scene, Mention, Scene] | None:
    """The days of "She died on 19 July. Her sister then came back to us on the evening of 15 July"."""
    dated = next((one for one in reversed(before) if any(map(_is_whole, one.dates))), None)
    if dated is None or not scene.dates:
        return None
    then, first = scene.dates[0], [date for date in dated.dates if _is_whole(date)][-1]
    opening = scene.text(scene.sentence.start, then.start)
    between = scene.document.text[dated.sentence.end : scene.sentence.start]
    is_then = _THEN.search(opening) or _THEN.search(between) or _AFTER_HAD.search(between)
    around = dated.text(dated.clause(first.start).start, first.start)
    is_back = BACK.search(_THEN.sub("", _AFTER_HAD.sub("", _GIVEN.sub(" ", opening)))) or BACK.search(around)
    if not is_then or is_back or _NO_THEN.search(opening + between) or not goes_back(first, then):
        return None
    return first, dated, then, scene


def _after_had(scene: Scene, before: Sequence[Scene]) -> tuple[Mention, Scene, Mention, Scene] | None:
    """The days of "They opened bids on 20 June. It was signed, after bids had been opened, on 2 March"."""
    match = _AFTER_HAD.search(scene.document.text, scene.sentence.start, scene.sentence.end)
    if match is None or len(scene.dates) != 1:
        return None
    stem = re.compile(rf"\b{re.escape(match['verb'][:_STEM])}", re.IGNORECASE)
    for one in reversed(before):
        if len(one.dates) == 1 and stem.search(one.text(one.sentence.start, one.dates[0].start)):
            return one.dates[0], one, scene.dates[0], scene
    return None


def _on_its_ground(scene: Scene, before: Sequence[Scene]) -> tuple[Mention, Scene, Mention, Scene] | None:
    """The days of "the agreement of 4 September 1972. It was paid on 28 June 1972 under that agreement"."""
    match = _ON_ITS_GROUND.search(scene.document.text, scene.sentence.start, scene.sentence.end)
    if match is None or len(scene.dates) != 1:
        return None
    noun = re.compile(rf"\b{re.escape(match['what'])}\b", re.IGNORECASE)
    for one in reversed(before):
        for date in one.dates:
            if noun.search(one.text(max(one.sentence.start, date.start - _AFTER_NOUN), date.start)):
                return date, one, scene.dates[0], scene
    return None


def _is_whole(date: Mention) -> bool:
    """True for a time with a beginning and an end."""
    reading = date.reading
    return isinstance(reading, Period) and reading.earliest is not None and reading.latest is not None


def goes_back(first: Mention, then: Mention, *, years: int = 1, days: int = 0) -> bool:
    """True where the second day comes before the first, by less than so many years or days."""
    if not (_is_whole(first) and _is_whole(then)):
        return False
    assert isinstance(first.reading, Period)
    assert isinstance(then.reading, Period)
    begun, over = first.reading.earliest, then.reading.latest
    return begun is not None and over is not None and 0 < (begun - over).days < (days or years * _LONGEST)
