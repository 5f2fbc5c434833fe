"""Where the story stands: the place that a sentence takes over from what stands before it.

Sentences go on where the one before was, paragraphs where their caption, dateline or document is. "The
oblast", "this island" point back to the last place of their kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import define, evolve, field

from zul.read.cells.anchors import (
    HEADING,
    dateline,
    entries,
    entry,
    is_addressee,
    is_of_exile,
    label,
    of_captions,
    of_chronicle,
    of_document,
    of_lead,
    titled,
)
from zul.read.cells.item import INHERITED, TOPIC
from zul.read.cells.naming import (
    IT,
    SIDES,
    THERE,
    back,
    full_names,
    is_caption,
    known_places,
    words_of,
)
from zul.read.cells.places import (
    is_left,
    is_origin,
    kinds,
    kinds_of,
    names_again,
)
from zul.read.cells.scene import Scene, Setting
from zul.read.lexicon import Found
from zul.terms.document import Document, Part

BEFORE = "paragraph before"
NOWHERE = ""  # what "in the country" points to where none is named
_OPENING = re.compile(r"[\W\d]*(?:(?:in|at|on|near|around|of|the|a|whole|[a-z]+ of) )*", re.IGNORECASE)
_WENT_TO = re.compile(
    r" (?:were |was |had been )?(?:transferred|sent|sent on|moved|released|returned) to (?:the )?"
)
_ARRIVED = re.compile(
    r"\b(?:we|us|they|them|I|he|she)\b[^.;]{0,60}\b(?:unloaded|arrived|brought|taken|took|carted|driven|settled"
    r"|marched|came|landed|reached)\b",
    re.IGNORECASE,
)
_TO_IT = re.compile(r"\b(?:to|into|at|in)\b(?: (?!from\b)[a-z]+){0,6} $")
_OTHER_WAY = re.compile(r"\b(?:the other way|in the (?:other|opposite) direction)\b")


@define(kw_only=True)
class _Walk:
    """The places of a document up to a sentence; `anchor` is of the caption, the dateline or the title."""

    anchor: Setting | None = None
    now: Setting | None = None
    last: dict[str, str] = field(factory=dict)  # the last place of a kind
    reached: str = NOWHERE  # the last place where "there" may be
    here: set[str] = field(factory=set)  # the places of this paragraph
    said: str = NOWHERE  # the last place of this sentence
    kinds: dict[str, frozenset[str]] = field(factory=dict)

    def meet(self, place: Found[str], text: str) -> None:
        """Remember a place by its kinds."""
        its = self.kinds.get(place.what, frozenset()) | kinds_of(place, text)
        self.kinds[place.what] = its
        if is_left(place, text):
            return
        self.here.add(place.what)
        self.said = place.what
        self.last |= dict.fromkeys(its, place.what)
        self.reached = place.what

    def enter(self, setting: Setting | None) -> None:
        """Begin what is set in another place, or in none; "the town" there is none of those before."""
        self.anchor = self.now = setting
        self.reached = setting.place if setting else NOWHERE
        if setting and not self.kinds.get(setting.place):
            whole = {kind for kind, beside in kinds().values() if beside == "whole"}
            self.last = {kind: place for kind, place in self.last.items() if kind in whole}

    def carried(self) -> Setting | None:
        """What a paragraph takes over from the one before it."""
        return evolve(self.now, rule=BEFORE) if self.now and self.now.rule == INHERITED else self.now

    def back_to(self, word: str) -> str:
        """The place that a word such as oblast points back to."""
        kind, beside = kinds()[word.lower()]
        if kind == "camp" and self.said:
            return self.said  # "At Tara 40 were arrested, and 5 shot in the prison"
        settings = [setting.place for setting in (self.now, self.anchor) if setting]
        free = [place for place in settings if not self.kinds.get(place)]
        if kind in self.last and not (
            beside == "story" and free[:1] == settings[:1] and self.last[kind] not in self.here
        ):
            return self.last[kind]
        is_carried = self.now is not None and self.now.rule != HEADING
        if beside == "story" and self.said and is_carried and not self.kinds.get(self.said):
            return self.said  # "the consul at Tara wrote that 500 were camped outside the town"
        if not free or beside == "none":
            return NOWHERE
        return free[0] if beside == "story" else free[-1]

    def there(self) -> str:
        """The place that "there" means: the last one that was named or told of."""
        return self.reached or (self.now.place if self.now else NOWHERE)


def settle(document: Document, scenes: Sequence[Scene]) -> None:
    """Set the places of each scene, those that it points back to, and the place that it takes over."""
    known = known_places(document, scenes)
    counts = _name_in_full(document, scenes, known)
    walk = _Walk()
    main = of_document(document, scenes, known, walk.meet) or of_chronicle(document, scenes)
    home, exile = of_lead(scenes)
    main = main or (None if home else _main(counts))
    walk.anchor = walk.now = wide = main
    names, titles = entries(scenes), titled(scenes)
    block, section, was_item = None, None, False
    for scene in scenes:
        if scene.block.section != section:
            section = scene.block.section
            wide = main or (exile if is_of_exile(section) else home)
            walk.enter(of_captions(reversed(section), known, walk.meet) or wide)
        if scene.block is not block:
            block = scene.block
            is_headed = walk.anchor is not None and (walk.anchor.rule == HEADING or walk.anchor.returns)
            walk.now = walk.anchor if is_headed else walk.carried()
            walk.reached, walk.here = NOWHERE if is_headed else walk.reached, set()
        scene.opens = is_caption(scene)
        labelled = label(scene, known) or entry(scene, names)
        if line := dateline(scene):
            scene.opens = True
            scene.places = [place for place in scene.places if place.start >= scene.dates[0].end]
            walk.meet(Found(what=line, surface=line, start=0, end=0), "")
            walk.enter(Setting(place=line, rule=HEADING))
        elif labelled:
            walk.enter(Setting(place=labelled, rule=HEADING))
        elif wide and scene.sentence.start in titles:
            walk.enter(wide)
        elif was_item and scene.block.part is not Part.ITEM:
            walk.enter(of_captions(reversed(scene.block.section), known, walk.meet) or wide)
        was_item = scene.block.part is Part.ITEM and (was_item or entry(scene, names) is not None)
        _point_back(scene, walk)
        scene.setting = walk.now
        if scene.opens and not (line or labelled):
            is_title = main is not None and main.rule == HEADING and scene.block is scenes[0].block
            if not (is_title or is_addressee(scene)):
                named = of_captions([words_of(scene)], known, walk.meet) or _only(scene)
                walk.enter(named if named and wide and named.place != wide.place else wide or named)
        elif scene.block.part in (Part.CELL, Part.FIELD):
            continue
        elif place := _leads_to(scene):
            walk.now = Setting(place=place, rule=INHERITED)


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


def _point_back(scene: Scene, walk: _Walk) -> None:
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
        if any(place.start < end and start < place.end for place in scene.places):
            continue
        while at < len(scene.places) and scene.places[at].start < start:
            walk.meet(scene.places[at], text)
            at += 1
        word = text[start:end].strip()
        is_kind = word.lower() in kinds()
        if is_kind and text[max(0, start - 5) : start].lower() == "that ":
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


def _opposite(scene: Scene, at: int, walk: _Walk) -> str:
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
    named = {place.what for place in scene.places if place.what}
    return Setting(place=named.pop(), rule=HEADING) if len(named) == 1 else None


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
        len(before) > 1 and bool(after) and _WENT_TO.fullmatch(text, before[-1].end, place.start) is not None
    )


def _leads_to(scene: Scene) -> str | None:
    """The place where a sentence leaves the story; None where it tells of several at once."""
    text = scene.document.text
    colon = text.find(": ", scene.sentence.start, scene.sentence.end)
    reached = [
        place
        for place in scene.places
        if place.what and not is_left(place, text) and not scene.bracket(place.start)
    ]
    numbers = [mention.start for mention in scene.mentions if not mention.is_date]
    reached = [place for place in reached if not _is_of_part(place, scene)]
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
    return None
