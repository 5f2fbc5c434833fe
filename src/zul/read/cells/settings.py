"""Where the story stands: the place that a sentence takes over from what stands before it.

Sentences go on where the one before was, paragraphs where their caption, dateline or document is. "The
oblast", "this island" point back to the last place of their kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from zul.read.cells.anchors import (
    AN_OFFICE,
    HEADING,
    OF_GUESTS,
    dateline,
    entries,
    entry,
    is_addressee,
    is_day,
    is_of_exile,
    is_talk,
    label,
    of_addressee,
    of_captions,
    of_chronicle,
    of_closing,
    of_document,
    of_entry,
    titled,
)
from zul.read.cells.item import INHERITED, TOPIC
from zul.read.cells.kinds import countries, kinds, kinds_beside, kinds_of
from zul.read.cells.leads import of_lead, of_opening
from zul.read.cells.naming import (
    IT,
    SIDES,
    THERE,
    WENT_TO,
    back,
    full_names,
    is_caption,
    is_of_decision,
    is_of_title,
    known_places,
    words_of,
)
from zul.read.cells.origins import is_left, is_origin
from zul.read.cells.places import names_again
from zul.read.cells.scene import Scene, Setting
from zul.read.cells.subjects import of_memorial, of_report, of_seat, of_situation, title_of
from zul.read.cells.walk import BEFORE, NOWHERE, Walk
from zul.read.lexicon import Found
from zul.terms.document import Document, Part

_OPENING = re.compile(r"[\W\d]*(?:(?:in|at|on|near|around|of|the|a|whole|[a-z]+ of) )*", re.IGNORECASE)
_SENT_TO = re.compile(
    r"\b(?:sent|deported|banished|exiled|taken|removed|driven|shipped) (?:away |off )?to (?:the )?$"
)
_LEFT = re.compile(
    r"\b(?:left|(?:taken|deported|removed|expelled|exiled|driven|evicted|transported) (?:away )?from) "
    r"(?:the )?$"
)
_TO = re.compile(r"\bto (?:the )?$")
_ARRIVED = re.compile(
    r"\b(?:we|us|they|them|I|he|she)\b[^.;]{0,60}\b(?:unloaded|arrived|brought|taken|took|carted|driven|drove|settled"
    r"|marched|came|landed|reached|went on|let out|set down|put down|put ashore|led|walked|carried)\b",
    re.IGNORECASE,
)
_TO_IT = re.compile(r"\b(?:to|into|at|in)\b(?: (?!from\b)[a-z]+){0,6} $")
_REMOVAL_FROM = re.compile(  # "The removal from Diego Garcia took place in 1971"
    r"(?:\d+[.)] )?(?:The )?(?:\w+ )?(?:removals?|deportations?|expulsions?|evictions?|evacuation|clearance) "
    r"(?:[a-z ]{1,30} )?(?:from|of) (?:the )?",
    re.IGNORECASE,
)
_NEAR_IT = re.compile(  # "We were brought to a cotton farm 40 kilometres from Chimkent"
    r"\b(?:to|at|on|in) an? (?:[a-z]+ ){1,3}(?:some |about )?[\w.,]+ (?:km|kilomet(?:re|er)s?|miles|versts) "
    r"(?:away )?from (?:the )?$"
)
_IT_EMPTIED = re.compile(  # the deportation
    r"(?:It|The (?:operation|deportation|removal|resettlement|expulsion)) "
    r"(?:emptied|affected|took|removed|covered|hit|uprooted|displaced|began|swept|struck)\b"
)
_OFFICE = re.compile(r"\bDepartment (?:of|for) (?:the )?[A-Z]")
_OTHER_WAY = re.compile(r"\b(?:the other way|in the (?:other|opposite) direction)\b")


@frozen(kw_only=True)
class _Story:
    """Where a document is set: by its title or the like, and whence and whither it says people were taken."""

    main: Setting | None
    home: Setting | None
    exile: Setting | None
    known: Mapping[str, str]
    entries: frozenset[str]  # names that the items of a list of places begin with
    titles: frozenset[int]  # where a paragraph begins that says in a word what it is about
    title: str
    native: Setting | None  # the land that is called after the people
    is_talk: bool  # an interview or a debate, whose speakers tell of other places than where they speak

    @property
    def is_local(self) -> bool:
        """True for the history of a village."""
        return self.main is not None and self.main.rule == HEADING


def settle(document: Document, scenes: Sequence[Scene]) -> None:
    """Set the places of each scene, those that it points back to, and the place that it takes over."""
    known = known_places(document, scenes)
    counts = _name_in_full(document, scenes, known)
    peoples = Counter(people.what for scene in scenes for people in scene.peoples)
    walk = Walk(people=max(peoples, key=peoples.__getitem__, default=""))
    story = _story(document, scenes, known, counts, walk)
    walk.anchor = walk.now = walk.wide = story.main
    walk.main = story.main.place if story.main else NOWHERE
    walk.called |= dict.fromkeys(kinds_beside(walk.main, document.text), walk.main)
    for scene in scenes:
        line = dateline(scene)
        is_placed = _enter(scene, line, walk, story)
        _point_back(scene, walk)
        _stand(scene, walk, story)
        if not (line and story.is_talk):
            _leave(scene, walk, story, is_placed=is_placed, is_first=scene.block is scenes[0].block)


def _enter(scene: Scene, line: str | None, walk: Walk, story: _Story) -> bool:
    """Begin a section, a paragraph, what a dateline, label or entry opens; True where one of these does."""
    captions = [caption for caption in reversed(scene.block.section) if caption != scene.document.title]
    if scene.block.section != walk.section and not is_day(scene.block.section[-1:]):
        walk.section = scene.block.section
        of_exile = story.exile if is_of_exile(walk.section) else None
        walk.wide = of_exile or story.main or story.home or walk.writer
        walk.enter(of_captions(captions, story.known, walk.meet, scene.document.text) or walk.wide)
    if scene.block is not walk.block:
        walk.block = scene.block
        walk.begin()
    scene.opens = is_caption(scene)
    labelled = label(scene, story.known) or entry(scene, story.entries)
    if line:
        _enter_dateline(scene, line, walk, story)
    elif labelled:
        walk.enter(Setting(place=labelled, rule=HEADING))
    elif here := of_entry(scene):
        walk.now, walk.reached = Setting(place=here, rule=INHERITED), here
    elif walk.wide and scene.sentence.start in story.titles:
        walk.enter(walk.wide)
    elif walk.in_list and scene.block.part is not Part.ITEM:
        walk.enter(of_captions(captions, story.known, walk.meet, scene.document.text) or walk.wide)
    walk.in_list = scene.block.part is Part.ITEM and bool(walk.in_list or entry(scene, story.entries))
    return bool(line or labelled)


def _stand(scene: Scene, walk: Walk, story: _Story) -> None:
    """Set the place that a sentence takes over, and keep in mind what it leaves."""
    text = scene.document.text
    if story.home and not scene.places and _IT_EMPTIED.match(text, scene.sentence.start):
        walk.now = story.home
    if story.main and is_of_title(scene, story.title):
        walk.now = story.main
    is_weak = walk.now is None or (walk.now.rule == BEFORE and walk.is_departed)
    scene.setting = walk.left if walk.left and is_weak else walk.now
    scene.home = story.home
    gone = [place for place in scene.places if place.what and is_left(place, text)]
    walk.left = Setting(place=gone[-1].what, rule=BEFORE) if gone else walk.left
    walk.is_departed |= any(_LEFT.search(text, max(0, p.start - 30), p.start) for p in gone)


def _story(
    document: Document,
    scenes: Sequence[Scene],
    known: Mapping[str, str],
    counts: Counter[str],
    walk: Walk,
) -> _Story:
    walk.subject = of_report(scenes)
    main = (
        walk.subject
        or of_situation(document, scenes)
        or of_memorial(document, scenes)
        or of_document(document, scenes, known, walk.meet)
        or of_chronicle(document, scenes)
    )
    home, exile = of_lead(scenes)
    native = _native(scenes, walk)
    if home and native:
        home = evolve(native, returns=True)
    if main and home and main.place in countries() and home.place not in countries():
        main = None  # "Deportation of Koreans in the Soviet Union" from the Far East
    main = main or of_closing(scenes)
    main = main or (None if home else _main(counts) or of_addressee(scenes) or of_opening(scenes))
    return _Story(
        main=main,
        home=home,
        exile=exile,
        known=known,
        entries=entries(scenes),
        titles=titled(scenes),
        title=title_of(document, scenes),
        native=native,
        is_talk=is_talk(document.text),
    )


def _enter_dateline(scene: Scene, line: str, walk: Walk, story: _Story) -> None:
    """Begin what was written at a place; the speakers of an interview tell of others."""
    scene.opens = True
    scene.places = [place for place in scene.places if place.start >= scene.dates[0].end]
    walk.meet(Found(what=line, surface=line, start=0, end=0), "")
    if story.is_talk:
        return
    if told := walk.subject or of_seat(line, walk.main, scene.document.text):
        walk.enter(told)
        return
    walk.enter(Setting(place=line, rule=HEADING, before=story.native.place if story.native else None))
    walk.writer = walk.writer or walk.anchor
    walk.wide = walk.wide or walk.writer
    head = scene.text(scene.sentence.start, scene.dates[0].start)
    if walk.main and walk.main in head and AN_OFFICE.search(head):
        walk.wide = walk.anchor  # "American Consulate, Aleppo, Syria"


def _leave(scene: Scene, walk: Walk, story: _Story, *, is_placed: bool, is_first: bool) -> None:
    """Go where a caption or the end of a sentence leads; `is_placed` by a label, `is_first` of the title."""
    wide = walk.wide
    if scene.opens and is_day([words_of(scene)]):
        return  # the next entry of a diary goes on where the last one was
    if scene.opens and not is_placed:
        if not ((story.is_local and is_first) or is_addressee(scene)):
            words, text = [words_of(scene)], scene.document.text
            named = of_captions(words, story.known, walk.meet, text) or _only(scene)
            walk.enter(named if named and wide and named.place != wide.place else wide or named)
    elif scene.block.part in (Part.CELL, Part.FIELD):
        return
    elif place := _leads_to(scene, walk.main, is_local=story.is_local):
        walk.now = Setting(place=place, rule=INHERITED)


def _native(scenes: Sequence[Scene], walk: Walk) -> Setting | None:
    """The republic or region that is called after the people of whom a document tells."""
    found = Counter[str]()
    for scene in scenes:
        for place in scene.places:
            if walk.is_native(place) and kinds_of(place, scene.document.text):
                found[place.what] += 1
    return Setting(place=max(found, key=found.__getitem__), rule=TOPIC) if found else None


def _name_in_full(document: Document, scenes: Sequence[Scene], known: Mapping[str, str]) -> Counter[str]:
    """Add the places that nothing announces where they stand, all in full; how often each is named."""
    text, counts = document.text, Counter[str]()
    for scene in scenes:
        taken = [(place.start, place.end) for place in (*scene.places, *scene.peoples)]
        taken += [(date.start, date.end) for date in scene.dates]
        again = names_again(text, scene.sentence.start, scene.sentence.end, known, taken)
        scene.places = sorted((*scene.places, *again), key=lambda place: place.start)
    full = full_names(scenes)
    for scene in scenes:
        scene.places = [evolve(place, what=full.get(place.what, place.what)) for place in scene.places]
        counts.update(place.what for place in scene.places if not is_left(place, text))
    return counts


def _main(counts: Counter[str]) -> Setting | None:
    """The place that a document names far more often than any other."""
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return Setting(place=first[0], rule=TOPIC) if first[1] > max(2, 2 * second[1]) else None


def _point_back(scene: Scene, walk: Walk) -> None:
    """Add what the scene points back to, and remember its own places, in the order of the text."""
    text, at = scene.document.text, 0
    walk.said = NOWHERE
    found: list[Found[str]] = []
    sentence = scene.sentence.start, scene.sentence.end
    spans = [match.span(match.lastgroup or 0) for match in back().finditer(text, *sentence)]
    spans += [
        match.span() for pattern in (THERE, IT, _OTHER_WAY) for match in pattern.finditer(text, *sentence)
    ]
    for start, end in sorted(spans):
        is_office = text[start:end].strip().lower() == "department" and _OFFICE.search(text)
        if is_office or any(place.start < end and start < place.end for place in scene.places):
            continue
        while at < len(scene.places) and scene.places[at].start < start:
            walk.meet(scene.places[at], text)
            at += 1
        word = text[start:end].strip()
        is_kind = word.lower() in kinds()
        before = text[max(0, start - 5) : start].lower()
        is_writer = walk.anchor is not None and walk.anchor.rule == HEADING
        if (
            is_kind
            and before == "this "
            and walk.anchor
            and is_writer
            and kinds()[word.lower()][1] == "story"
        ):
            what = walk.anchor.place
        elif is_kind and before == "that ":
            what = walk.there()
        elif is_kind:
            what = walk.back_to(word)
        else:
            what = _opposite(scene, start, walk) if " " in word else walk.there()
        if what or is_kind:
            found.append(Found(what=what, surface=word, start=start, end=end))
    for place in scene.places[at:]:
        walk.meet(place, text)
    scene.pointing = frozenset(place.start for place in found)
    scene.places = sorted((*scene.places, *found), key=lambda place: place.start)


def _opposite(scene: Scene, at: int, walk: Walk) -> str:
    """Where "the other way" leads: to East Punjab from West Punjab, else to where the others came from."""
    text = scene.document.text
    before = [place for place in scene.places if place.end <= at]
    side, _, base = walk.said.partition(" ")
    if side in SIDES and base:
        return f"{SIDES[side]} {base}"
    origins = [place.what for place in before if is_origin(place, text)]
    return origins[-1] if origins else NOWHERE


def _only(scene: Scene) -> Setting | None:
    """The one place that a caption names or points back to."""
    text, start = scene.document.text, scene.sentence.start
    named = {
        p.what
        for p in scene.places
        if p.what
        and not OF_GUESTS.search(text, start, p.start)
        and not (p.what.endswith(" Station") and is_left(p, text))
    }
    return Setting(place=named.pop(), rule=HEADING) if len(named) == 1 else None


def _is_sent_away(place: Found[str], scene: Scene) -> bool:
    """True for where some of a village were taken: "14,310 were moved to the American zone"."""
    before = scene.text(scene.sentence.start, place.start)
    return bool(_SENT_TO.search(before) or (_TO.search(before) and not _ARRIVED.search(before)))


def _arrives(place: Found[str], scene: Scene) -> bool:
    """True for the last place of "we were unloaded at Chany and taken to the village of Tara"."""
    before = scene.text(scene.sentence.start, place.start)
    return _ARRIVED.search(before) is not None and _TO_IT.search(before) is not None


def _is_of_part(place: Found[str], scene: Scene) -> bool:
    """True for where one part of a list went: "312 died, 71 were transferred to Tara and 15 deserted"."""
    text = scene.document.text
    numbers = [mention for mention in scene.mentions if not mention.is_date]
    before = [number for number in numbers if number.end <= place.start]
    after = [number for number in numbers if number.start >= place.end]
    return (
        len(before) > 1 and bool(after) and WENT_TO.fullmatch(text, before[-1].end, place.start) is not None
    )


def _leads_to(scene: Scene, main: str, *, is_local: bool) -> str | None:
    """The place where a sentence leaves the story; None where it tells of several at once.

    The history of a village stays there when some of its people are sent away.
    """
    text = scene.document.text
    colon = text.find(": ", scene.sentence.start, scene.sentence.end)
    reached = [
        place
        for place in scene.places
        if place.what
        and not (is_left(place, text) or place.what.lower().endswith(" zone") or scene.bracket(place.start))
    ]
    numbers = [mention.start for mention in scene.mentions if not mention.is_date]
    reached = [
        place
        for place in reached
        if not (_is_of_part(place, scene) or is_of_decision(place, scene))
        and not (is_local and place.what != main and _is_sent_away(place, scene))
    ]
    if is_local and main in {place.what for place in reached}:
        return main
    if len({place.what for place in reached}) > 2 and len(numbers) > 2:
        return None  # a list of places: "Krasnoyarsk took in 75,000, Altai 95,000, Omsk 85,000"
    for places in ([place for place in reached if place.start < colon], reached):
        named = {place.what for place in places}
        if len(named) == 1:
            return named.pop()
    if reached and (not numbers or reached[0].start < numbers[0]):
        if _OPENING.fullmatch(text, scene.sentence.start, reached[0].start):
            return reached[0].what
        return None if numbers and not _arrives(reached[-1], scene) else reached[-1].what
    if reached and _arrives(reached[-1], scene):
        return reached[-1].what
    opening = scene.text(scene.sentence.start, scene.places[0].start) if scene.places else ""
    if not reached and _REMOVAL_FROM.fullmatch(opening):
        return scene.places[0].what or None
    near = [place for place in scene.places if _NEAR_IT.search(scene.text(scene.sentence.start, place.start))]
    return near[0].what if near and _ARRIVED.search(scene.text(scene.sentence.start, near[0].start)) else None
