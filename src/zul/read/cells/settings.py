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
    is_elsewhere,
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
    back,
    full_names,
    is_caption,
    is_of_title,
    known_places,
    words_of,
)
from zul.read.cells.origins import is_left, is_origin
from zul.read.cells.places import names_again
from zul.read.cells.scene import Scene, Setting
from zul.read.cells.subjects import of_memorial, of_report, of_seat, of_situation, title_of
from zul.read.cells.walk import BEFORE, NOWHERE, Walk
from zul.read.cells.ways import leads_to
from zul.read.lexicon import Found
from zul.terms.document import Document, Part

_LEFT = re.compile(
    r"\b(?:left|(?:taken|deported|removed|expelled|exiled|driven|evicted|transported) (?:away )?from) "
    r"(?:the )?$"
)
_IT_EMPTIED = re.compile(  # the deportation
    r"(?:It|The (?:operation|deportation|removal|resettlement|expulsion)) "
    r"(?:emptied|affected|took|removed|covered|hit|uprooted|displaced|began|swept|struck)\b"
)
_OFFICE = re.compile(
    r"\bDepartment (?:of|for) (?:the )?(?:Special|Resettlement|Migration|Interior|Convoy|Prisons?)"
)
_THEIRS = re.compile(r"\btheir (?:own )?(republic|homeland|native land)\b")
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
    is_guess: bool  # where nothing but the first land that it names says so
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
    datelines = [dateline(scene) for scene in scenes]
    story = _story(document, scenes, known, counts, walk, datelines=datelines)
    walk.anchor = walk.now = walk.wide = story.main
    walk.home = story.home.place if story.home else story.native.place if story.native else NOWHERE
    walk.main = story.main.place if story.main else NOWHERE
    walk.has_offices = _OFFICE.search(document.text) is not None
    walk.called |= dict.fromkeys(kinds_beside(walk.main, document.text), walk.main)
    for scene, line in zip(scenes, datelines, strict=True):
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
    *,
    datelines: Sequence[str | None],
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
    main = main or of_closing(datelines)
    main = main or (None if home else _main(counts) or of_addressee(scenes))
    guess = None if main or home else of_opening(scenes)
    main = main or guess
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
        is_guess=guess is not None,
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
    walk.wide = walk.writer if story.is_guess else walk.wide or walk.writer
    head = scene.text(scene.sentence.start, scene.dates[0].start)
    if walk.main and walk.main in head and AN_OFFICE.search(head):
        walk.wide = walk.anchor  # "American Consulate, Aleppo, Syria"


def _leave(scene: Scene, walk: Walk, story: _Story, *, is_placed: bool, is_first: bool) -> None:
    """Go where a caption or the end of a sentence leads; `is_placed` by a label, `is_first` of the title."""
    wide = walk.wide
    if scene.opens and is_day([words_of(scene)]):
        return  # the next entry of a diary goes on where the last one was
    if scene.opens and not is_placed:
        if not ((story.is_local and is_first) or is_addressee(scene) or is_elsewhere(scene)):
            words, text = [words_of(scene)], scene.document.text
            named = of_captions(words, story.known, walk.meet, text) or _only(scene)
            walk.enter(named if named and wide and named.place != wide.place else wide or named)
    elif scene.block.part in (Part.CELL, Part.FIELD):
        return
    elif place := leads_to(scene, walk.main, is_local=story.is_local):
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
    spans += [match.span(1) for match in _THEIRS.finditer(text, *sentence)] if walk.home else []
    for start, end in sorted(spans):
        is_office = walk.has_offices and text[start:end].strip().lower() == "department"
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
        elif walk.home and before.endswith(("heir ", " own ")):
            what = walk.home
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
