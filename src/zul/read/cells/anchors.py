"""Where a document or a part of it is set: its title, letterhead, dateline, labels and captions say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from attrs import evolve

from zul.read.cells.item import TOPIC
from zul.read.cells.naming import LONGEST_CAPTION, is_caption, words_of
from zul.read.cells.places import (
    NAME,
    OF_PEOPLE,
    in_title,
    is_left,
    is_name,
    is_never,
    is_sure,
    places_in,
    words_beside,
)
from zul.read.cells.scene import Scene, Setting
from zul.read.grammar.nouns import verbs
from zul.read.lexicon import Found, pattern, places_by_adjective
from zul.read.lexicon import peoples as known_peoples
from zul.terms.document import Document, Part

Meet = Callable[[Found[str], str], None]  # to remember a place by its kinds
HEADING = "heading"
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
_OPENING_SCENES = 12
_LONGEST_TITLE = 160  # code points of a line
_OF_VILLAGE = re.compile(  # "Kaltenbach (Czech: Studený Potok), district of Trautenau"
    rf"({NAME})(?: \([^()]{{1,60}}\))?, (?:in )?(?:the )?(?:[A-Z][a-z]+ )?"
    r"(?:district|county|parish|raion|kreis|province|region|oblast)\b"
)
_HAS_PEOPLE = re.compile(  # "Jägerndorf had 23,464 inhabitants"
    r" (?:had|numbered|counted) (?:about |some |nearly |only )?\d[\d,]* (?:[a-z]+ )?"
    r"(?:inhabitants|souls|people|residents|houses|households|families)\b"
    r"| was an? (?:[a-z-]+ ){0,3}(?:village|town|hamlet|parish)\b"
)
_OUR_TOWN = re.compile(
    r"\b(?:the|our|this) (?:new |old |whole |lower |upper )?(?:town|village|parish|city)\b", re.IGNORECASE
)
_OFTEN = 3
_IS_REMOVAL = re.compile(
    r"\b(?:was|were) (?:a|an|the) (?:[a-z-]+ ){0,3}"
    r"(?:transfer|removal|deportation|expulsion|resettlement|relocation|displacement)s?\b"
)
_FROM_THERE = re.compile(r"\b(?:from|of|in) (?:the )?(?:[a-z]+ (?:[a-z]+ of )?)?$")
_ADJECTIVE = re.compile(
    r"\b[A-Z][a-z]+(?= (?:[a-z]+ )?(?:families|population|inhabitants|people|villages|villagers|peasants"
    r"|farmers|countryside|borderlands?|community|minority|coast|territory)\b)"
)
_IN_EXILE = re.compile(
    r"\b(?:exile|settlements?|aftermath|destinations?|consequences|arrival|life in|special settle\w+)\b",
    re.IGNORECASE,
)
_INNER = re.compile(rf"(?P<outer>{NAME}): (?P<inner>{NAME})\b(?!,| and\b)")  # "MOZAMBIQUE: CABO DELGADO"
_ON_A = re.compile(r"\bon the $")  # "REPORT ON THE EMERGENCY"
_EMPTYING = re.compile(
    r"\b(?:[Ee]mptying|[Cc]learing|[Cc]learances?|[Ee]vacuation|[Ff]looding|[Dd]rowning|[Dd]estruction|[Bb]urning"
    r"|[Ee]xodus|[Ee]nd) "
    rf"(?:of|from) (?:the )?({NAME})"
)
_ADDRESSEE = re.compile(r"(?:To|For|Copy|Copies|Part of)(?: to)?:? ")  # what follows is about elsewhere
_TOLD = frozenset(
    "i we he she it they you there yes no was were is are had has have did do so went came not who what"
    " why".split()
)
_FIRST = re.compile(rf"{NAME}(?=, {NAME}\Z)")  # "Meskhetia, Georgian SSR"
_LEAST = 2  # paragraphs that begin with a label before short first sentences are taken for some
_TITLED = re.compile(r"(?:\d+[.)] )?(?P<words>[^\W\d_a-z][\w'’-]*(?:,? [\w'’-]+){0,4})[.:]")
_LABEL = re.compile(rf"({NAME})\.\s")
_ENTRY = re.compile(rf"({NAME})(?: \([^()]{{1,40}}\))?(?: [–—-] |: |$)")  # of a list of places
_HEADED = re.compile(
    r"(?:[^:\n]{1,30}: )?(?:the )?([^\W\d_a-z][^\d\n,;:.]{1,40}?)(?:,? (?:in )?\d{4}(?:[–-]\d{2,4})?)?\Z"
)


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"(?:\b[Tt]he |^)(?!The )({NAME}) (?i:{pattern(words_beside('event'))})")


def of_title(line: str) -> list[Found[str]]:
    """The places of a title or caption, those that it is about before those that people left."""
    peoples = [(one.start, one.end) for one in known_peoples().find(line, 0, len(line))]
    found = [
        place
        for place in places_in(line, 0, len(line), (), peoples)
        if not re.fullmatch(r"[Aa]n? ", line[: place.start])  # "A NEW ISLAND" names none
        and place.what.lower() not in words_beside("after")  # nor does "FROM THE COAST"
    ]
    if event := _event().search(line):
        name, start = event.group(1), event.start(1)
        is_people = OF_PEOPLE.search(name) or any(one < event.end(1) and start < end for one, end in peoples)
        if not (found or is_people or is_never(name)):
            found = [Found(what=name, surface=name, start=start, end=event.end(1))]
    if not found and (emptied := _EMPTYING.search(line)) and is_name(emptied[1]):
        is_plural = emptied[1].endswith("s") and OF_PEOPLE.search(emptied[1])
        is_people = is_plural or any(emptied.start(1) < end for _, end in peoples)
        if not is_people:
            span = emptied.span(1)
            found = [Found(what=emptied[1], surface=emptied[1], start=span[0], end=span[1])]
    return [place for place in found if not is_left(place, line)] or found


def of_document(
    document: Document, scenes: Sequence[Scene], known: Mapping[str, str], meet: Meet
) -> Setting | None:
    """The place of the title, of the field for it, or of the captions that a document begins with."""
    opening = [document.title or ""]
    fields = [
        words_of(scene)
        for scene in scenes[:20]
        if scene.block.labels and _FIELDS.fullmatch(scene.block.labels[0])
    ]
    opening += [first[0] if (first := _FIRST.match(words)) else words for words in fields]
    for scene in scenes[:8]:
        lines = words_of(scene).split("\n")
        if max(map(len, lines)) > (_LONGEST_TITLE if lines[-1][-1:] not in ".!?:" else LONGEST_CAPTION):
            break
        opening.append(words_of(scene))
    for line in map(in_title, "\n".join(opening).split("\n")):
        if (local := _CHRONICLE.fullmatch(line.strip(" #"))) and is_name(
            name := local["of"] or local["name"]
        ):
            return Setting(place=name, rule=HEADING)  # all that is told happened there
        if (entry := _OF_VILLAGE.match(line.strip(" #"))) and is_name(entry[1]):
            return Setting(place=entry[1], rule=HEADING)
    found = of_captions(opening, known, meet)
    return found and evolve(found, rule=TOPIC)


def of_chronicle(document: Document, scenes: Sequence[Scene]) -> Setting | None:
    """The town or village that a history of it tells the inhabitants of once, and then calls the town."""
    if len(_OUR_TOWN.findall(document.text)) < _OFTEN:
        return None
    for scene in scenes[:_OPENING_SCENES]:
        for place in scene.places:
            if _HAS_PEOPLE.match(document.text, place.end, scene.sentence.end):
                return Setting(place=place.what, rule=HEADING)
    return None


def of_lead(scenes: Sequence[Scene]) -> tuple[Setting | None, Setting | None]:
    """Whence and whither the first sentence of an article says that its people were taken."""
    for scene in scenes[:_OPENING_SCENES]:
        text, sentence = scene.document.text, scene.sentence
        if not _IS_REMOVAL.search(text, sentence.start, sentence.end):
            continue
        of = [p for p in scene.places if _FROM_THERE.search(text, max(sentence.start, p.start - 40), p.start)]
        to = [p for p in scene.places if p not in of and (not of or p.start > of[0].end)]
        if not of:
            of = list(_by_adjective(text, sentence.start, sentence.end))
        settings = [Setting(place=places[0].what, rule=TOPIC) if places else None for places in (of, to)]
        return settings[0], settings[1]
    return None, None


def _by_adjective(text: str, start: int, end: int) -> Iterator[Found[str]]:
    """The lands of "Lithuanian farming families"."""
    for match in _ADJECTIVE.finditer(text[start:end]):
        if land := places_by_adjective().get(match[0]):
            at = start + match.start()
            yield Found(what=land, surface=match[0], start=at, end=start + match.end())


def of_captions(captions: Iterable[str], known: Mapping[str, str], meet: Meet) -> Setting | None:
    """The place that the first of some captions names which names any; "Tara" alone if it is known."""
    for caption in captions:
        for line in map(in_title, caption.split("\n")):
            if _ADDRESSEE.match(line):
                continue
            found = [
                place
                for place in of_title(line)
                if not (line != caption and _ON_A.search(line[: place.start]))
            ]
            alone = _HEADED.match(line.strip())
            found = [place for place in found if is_sure(place, line) or place.what in known] or found
            inner = _INNER.match(line.strip())
            if inner and is_name(inner["inner"]) and any(place.what == inner["outer"] for place in found):
                return Setting(place=inner["inner"], rule=HEADING, returns=True)
            if len({place.what for place in found}) == 1:
                meet(found[0], line)
                is_title = line.rstrip()[-1:] not in ".!?" and not is_left(found[0], line)
                return Setting(place=found[0].what, rule=HEADING, returns=is_title)
            office = line.rpartition(", ")[2].strip()
            if office in known or (alone and alone[1] in known):  # "RELIEF STATION, SALONICA"
                return Setting(
                    place=known[office if office in known or not alone else alone[1]], rule=HEADING
                )
    return None


def dateline(scene: Scene) -> str | None:
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


def is_addressee(scene: Scene) -> bool:
    """True for the line that says whom a letter is for."""
    return _ADDRESSEE.match(words_of(scene)) is not None


def is_of_exile(section: Sequence[str]) -> bool:
    """True for the headings of what befell people where they were taken."""
    return bool(section) and _IN_EXILE.search(section[-1]) is not None


def label(scene: Scene, known: Mapping[str, str]) -> str | None:
    """The place that stands alone before a paragraph: "SUVAR. Troops entered the town"."""
    label = _LABEL.match(scene.document.text, scene.block.start, scene.block.end)
    return known.get(in_title(label[1])) if label and scene.sentence.start == scene.block.start else None


def entries(scenes: Sequence[Scene]) -> frozenset[str]:
    """The names that several items of the document begin with, as those of a list of places do."""
    opened = (_ENTRY.match(words_of(scene)) for scene in scenes if scene.block.part is Part.ITEM)
    names = {match[1] for match in opened if match and is_name(match[1])}
    return frozenset(names) if len(names) > 1 else frozenset()


def entry(scene: Scene, entries: frozenset[str]) -> str | None:
    """The place that an item of such a list is about."""
    is_first = scene.block.part is Part.ITEM and scene.sentence.start == scene.block.start
    match = _ENTRY.match(words_of(scene)) if is_first and entries else None
    return match[1] if match and match[1] in entries else None


def titled(scenes: Sequence[Scene]) -> frozenset[int]:
    """Where the paragraphs begin that say in a word or two what they are about: "Housing. There are"."""
    found = []
    for scene in scenes:
        match = _TITLED.fullmatch(scene.text(scene.sentence.start, scene.sentence.end))
        is_label = (
            match and scene.sentence.start == scene.block.start and scene.sentence.end < scene.block.end
        )
        if match and is_label and not _is_told(match["words"].lower().split()):
            found.append(scene.sentence.start)
    return frozenset(found if len(found) >= _LEAST else ())


def _is_told(words: Sequence[str]) -> bool:
    """True for words that make a sentence: "It rained"."""
    return any(word in verbs() or word in _TOLD or word.endswith("ed") for word in words)
