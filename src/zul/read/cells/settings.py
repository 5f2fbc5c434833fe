"""Where the story stands: the place that a sentence takes over from what stands before it.

Sentences go on where the one before was, paragraphs where their caption, dateline or document is. "The
oblast", "this island" point back to the last place of their kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import define, evolve, field

from zul.read.cells.item import INHERITED, TOPIC
from zul.read.cells.naming import (
    IT,
    LONGEST_CAPTION,
    SIDES,
    THERE,
    back,
    full_names,
    is_caption,
    known_places,
    words_of,
)
from zul.read.cells.places import (
    NAME,
    in_title,
    is_left,
    is_name,
    is_never,
    is_origin,
    is_sure,
    kinds,
    kinds_of,
    names_again,
    of_title,
)
from zul.read.cells.scene import Scene, Setting
from zul.read.lexicon import Found
from zul.terms.document import Document, Part

HEADING, BEFORE = "heading", "paragraph before"
NOWHERE = ""  # what "in the country" points to where none is named
_OPENING = re.compile(r"[\W\d]*(?:(?:in|at|on|near|around|of|the|a|whole|[a-z]+ of) )*", re.IGNORECASE)
_FIELDS = re.compile(r"(?:location|place|country|region|where|province|district|territory)s?", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:\A|\n|[.:] |(?:\A|\n)[^\W\d_a-z]{2,}(?: [^\W\d_a-z]+){0,3}, )(?:(?:[Ff]rom|[Dd]ated"
    r"|[Gg]iven at|[Ww]ritten at|[Dd]one at|[Aa]t) )?"
    r"((?P<upper>[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]+)*)"
    r"|[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)?)(?: \([^()]{1,30}\))?"
    r"(?:, (?:[A-Z][a-z]+\.?(?: [A-Z][a-z]+)?|(?:[A-Z]\. ?){1,3}))?, (?:the )?\Z"
)
_AN_OFFICE = re.compile(r"(?i)\b(?:consulate|embassy|legation|headquarters|office|ministry)\b")
_CHRONICLE = re.compile(
    r"(?:[Tt]he )?(?:[A-Za-z]+ )?(?:[Bb]ook|[Cc]hronicle|[Aa]nnals|[Hh]istory) of (?:the (?:village"
    r"|parish|town) of )?"
    rf"(?P<of>{NAME})|(?P<name>{NAME})(?:: |, | - )(?:[Aa] |[Tt]he )?(?:[A-Za-z]+ )?"
    r"(?:[Vv]illage|[Pp]arish|[Tt]own|[Ll]ocal|[Ii]sland) (?:[Hh]istory|[Cc]hronicle|[Bb]ook)"
)
_ON_A = re.compile(r"\bon the $")  # "REPORT ON THE EMERGENCY"
_LABEL = re.compile(rf"({NAME})\.\s")
_ENTRY = re.compile(rf"({NAME})(?: \([^()]{{1,40}}\))?(?: [–—-] |: |$)")  # of a list of places
_OTHER_WAY = re.compile(r"\b(?:the other way|in the (?:other|opposite) direction)\b")
_HEADED = re.compile(
    r"(?:[^:\n]{1,30}: )?(?:the )?([^\W\d_a-z][^\d\n,;:.]{1,40}?)(?:,? (?:in )?\d{4}(?:[–-]\d{2,4})?)?\Z"
)


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
        if not free or beside == "none":
            return NOWHERE
        return free[0] if beside == "story" else free[-1]

    def there(self) -> str:
        """The place that "there" means: the last one that was named or told of."""
        return self.reached or (self.now.place if self.now else NOWHERE)


def settle(document: Document, scenes: Sequence[Scene]) -> None:
    """Set the places of each scene, those that it points back to, and the place that it takes over."""
    text = document.text
    known = known_places(document, scenes)
    counts: Counter[str] = Counter()
    for scene in scenes:
        taken = [(place.start, place.end) for place in (*scene.places, *scene.peoples)]
        taken += [(date.start, date.end) for date in scene.dates]
        again = names_again(text, scene.sentence.start, scene.sentence.end, known, taken)
        scene.places = sorted((*scene.places, *again), key=lambda place: place.start)
    full = full_names(scenes)
    for scene in scenes:
        scene.places = [evolve(place, what=full.get(place.what, place.what)) for place in scene.places]
        counts.update(place.what for place in scene.places if not is_left(place, text))
    walk = _Walk()
    wide = walk.anchor = walk.now = _of_document(document, scenes, known, walk) or _main(counts)
    entries = _entries(scenes)
    block, section, was_item = None, None, False
    for scene in scenes:
        if scene.block.section != section:
            section = scene.block.section
            walk.enter(_of_captions(reversed(section), known, walk) or wide)
        if scene.block is not block:
            block = scene.block
            is_headed = walk.anchor is not None and walk.anchor.rule == HEADING
            walk.now = walk.anchor if is_headed else walk.carried()
            walk.reached, walk.here = NOWHERE if is_headed else walk.reached, set()
        scene.opens = is_caption(scene)
        label = _label(scene, known) or _entry(scene, entries)
        if line := _dateline(scene):
            scene.opens = True
            scene.places = [place for place in scene.places if place.start >= scene.dates[0].end]
            walk.meet(Found(what=line, surface=line, start=0, end=0), "")
            walk.enter(Setting(place=line, rule=HEADING))
        elif label:
            walk.enter(Setting(place=label, rule=HEADING))
        elif was_item and scene.block.part is not Part.ITEM:
            walk.enter(_of_captions(reversed(scene.block.section), known, walk) or wide)
        was_item = scene.block.part is Part.ITEM and (was_item or _entry(scene, entries) is not None)
        _point_back(scene, walk)
        scene.setting = walk.now
        if scene.opens and not (line or label):
            named = _of_captions([words_of(scene)], known, walk) or _only(scene)
            walk.enter(named if named and wide and named.place != wide.place else wide or named)
        elif scene.block.part in (Part.CELL, Part.FIELD):
            continue
        elif place := _leads_to(scene):
            walk.now = Setting(place=place, rule=INHERITED)


def _main(counts: Counter[str]) -> Setting | None:
    """The place that a document names far more often than any other."""
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return Setting(place=first[0], rule=TOPIC) if first[1] > max(2, 2 * second[1]) else None


def _of_document(
    document: Document, scenes: Sequence[Scene], known: Mapping[str, str], walk: _Walk
) -> Setting | None:
    """The place of the title, of the field for it, or of the captions that a document begins with."""
    opening = [document.title or ""]
    opening += [
        words_of(scene)
        for scene in scenes[:20]
        if scene.block.labels and _FIELDS.fullmatch(scene.block.labels[0])
    ]
    for scene in scenes[:8]:
        if max(map(len, words_of(scene).split("\n"))) > LONGEST_CAPTION:
            break
        opening.append(words_of(scene))
    for line in map(in_title, "\n".join(opening).split("\n")):
        if (local := _CHRONICLE.fullmatch(line.strip(" #"))) and is_name(
            name := local["of"] or local["name"]
        ):
            return Setting(place=name, rule=HEADING)  # all that is told happened there
    found = _of_captions(opening, known, walk)
    return found and evolve(found, rule=TOPIC)


def _of_captions(captions: Iterable[str], known: Mapping[str, str], walk: _Walk) -> Setting | None:
    """The place that the first of some captions names which names any; "Tara" alone if it is known."""
    for caption in captions:
        for line in map(in_title, caption.split("\n")):
            found = [
                place
                for place in of_title(line)
                if not (line != caption and _ON_A.search(line[: place.start]))
            ]
            alone = _HEADED.match(line.strip())
            found = [place for place in found if is_sure(place, line) or place.what in known] or found
            if len({place.what for place in found}) == 1:
                walk.meet(found[0], line)
                return Setting(place=found[0].what, rule=HEADING)
            if alone and alone[1] in known:
                return Setting(place=known[alone[1]], rule=HEADING)
    return None


def _dateline(scene: Scene) -> str | None:
    """The place of "OMSK, 3 February 1944" at the beginning of a line."""
    for date in scene.dates[:1]:
        before = scene.text(scene.sentence.start, date.start)
        match = _DATELINE.search(before)
        if not match and is_caption(scene) and date.end == scene.block.end:
            match = _DATELINE.search(before.replace(", ", ": ", before.count(", ") - 1))
        if match and _AN_OFFICE.search(match[0]):
            match = _DATELINE.search(f"\n{match[0].rpartition(', ')[0].rpartition(', ')[2]}, ")
        if match and not is_never(match[1].title()) and (match["upper"] or "-" in str(date.reading)):
            return match[1].title() if match["upper"] else match[1]
    return None


def _label(scene: Scene, known: Mapping[str, str]) -> str | None:
    """The place that stands alone before a paragraph: "SUVAR. Troops entered the town"."""
    label = _LABEL.match(scene.document.text, scene.block.start, scene.block.end)
    return known.get(in_title(label[1])) if label and scene.sentence.start == scene.block.start else None


def _entries(scenes: Sequence[Scene]) -> frozenset[str]:
    """The names that several items of the document begin with, as those of a list of places do."""
    opened = (_ENTRY.match(words_of(scene)) for scene in scenes if scene.block.part is Part.ITEM)
    names = {match[1] for match in opened if match and is_name(match[1])}
    return frozenset(names) if len(names) > 1 else frozenset()


def _entry(scene: Scene, entries: frozenset[str]) -> str | None:
    """The place that an item of such a list is about."""
    is_first = scene.block.part is Part.ITEM and scene.sentence.start == scene.block.start
    match = _ENTRY.match(words_of(scene)) if is_first and entries else None
    return match[1] if match and match[1] in entries else None


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
    if len({place.what for place in reached}) > 2 and len(numbers) > 2:
        return None  # a list of places: "Krasnoyarsk took in 75,000, Altai 95,000, Omsk 85,000"
    for places in ([place for place in reached if place.start < colon], reached):
        named = {place.what for place in places}
        if len(named) == 1:
            return named.pop()
    if reached and (not numbers or reached[0].start < numbers[0]):
        if _OPENING.fullmatch(text, scene.sentence.start, reached[0].start):
            return reached[0].what
        return None if numbers else reached[-1].what
    return None
