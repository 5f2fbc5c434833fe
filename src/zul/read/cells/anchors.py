"""Where a document or a part of it is set: its title, letterhead, dateline, labels and captions say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from attrs import evolve

from zul.read.cells.item import TOPIC
from zul.read.cells.kinds import countries, end_of, words_beside
from zul.read.cells.names import NAME, OF_PEOPLE, in_title, is_name, is_never
from zul.read.cells.naming import ABSTRACT, LONGEST_CAPTION, is_caption, words_of
from zul.read.cells.origins import is_left
from zul.read.cells.places import is_sure, places_in
from zul.read.cells.scene import Scene, Setting
from zul.read.grammar.nouns import verbs
from zul.read.lexicon import Found, not_places, pattern
from zul.read.lexicon import peoples as known_peoples
from zul.terms.document import Document, Part

Meet = Callable[[Found[str], str], None]  # to remember a place by its kinds
HEADING = "heading"
_FIELDS = re.compile(
    r"(?:from|origin|homeland|location|place|country|region|where|province|district|territory)s?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:\A|\n|[.:] |(?:\A|\n)[^\W\d_a-z]{2,}(?: [^\W\d_a-z]+){0,3}, )(?:(?:[Ff]rom|[Dd]ated"
    r"|[Gg]iven at|[Ww]ritten at|[Dd]one at|[Aa]t) )?"
    r"((?P<upper>[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]+)*)"
    r"|[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)?)(?: \([^()]{1,30}\))?"
    r"(?:, (?:[A-Z][a-z]+\.?(?: [A-Z][a-z]+)?|(?:[A-Z]\. ?){1,3}))?, (?:the )?\Z"
)
AN_OFFICE = re.compile(r"(?i)\b(?:consulate|embassy|legation|headquarters|office|ministry)\b")
_CHRONICLE = re.compile(
    r"(?:[Ff]rom )?(?:[Tt]he )?(?:[A-Za-z]+ )?(?:[Bb]ook|[Cc]hronicle|[Aa]nnals|[Hh]istory) of "
    r"(?:the (?:[Vv]illage|[Pp]arish|[Tt]own) of )?"
    rf"(?P<of>{NAME}?)(?: School| Parish| Village| Church| Farm)?(?:, [^,]{{1,60}})?"
    rf"|(?:[Tt]he )?[Hh]istory of our (?:village|town|island|parish)(?: of)? (?P<our>{NAME})"
    rf"|(?P<years>{NAME}) and the [^:]{{3,40}} (?:years|exile|time)"
    rf"|(?P<name>{NAME})(?:: |, | - )(?:[Aa] |[Tt]he )?(?:[A-Za-z]+ )?"
    r"(?:(?:[Vv]illage|[Pp]arish|[Tt]own|[Ll]ocal|[Ii]sland) (?:[Hh]istory|[Cc]hronicle|[Bb]ook)"
    r"|(?:village|parish|town|island)(?: and\b.{0,40})?)"
)
OPENING_SCENES = 12
_ADDRESSED = 4  # sentences
_LONGEST_TITLE = 160  # code points of a line
_OF_VILLAGE = re.compile(  # "Kaltenbach (Czech: Studený Potok), district of Trautenau"
    rf"({NAME})(?: \([^()]{{1,60}}\))?, (?:in )?(?:the )?(?:[A-Z][a-z]+ )?"
    r"(?:district|county|parish|raion|kreis|province|region|oblast)\b"
)
_HAS_PEOPLE = re.compile(  # "Jägerndorf had 23,464 inhabitants"
    r" (?:had|numbered|counted)(?:, [^.;]{3,60},)? (?:about |some |nearly |only )?\d[\d,]* (?:[a-z]+ )?"
    r"(?:inhabitants|souls|people|residents|houses|households|families)\b"
    r"| was an? (?:[a-z-]+ ){0,3}(?:village|town|hamlet|parish)\b"
    r"| (?:lies|lay) (?:only |some |about )?\d[\d.]* (?:km|kilometres|kilometers|miles) "
)
OUR_TOWN = re.compile(
    r"\b(?:the|our|this) (?:new |old |whole |lower |upper )?(?:town|village|parish|city)\b", re.IGNORECASE
)
_OFTEN = 3
_OURSELVES = re.compile(r"\b(?:we|us|my|our)\b", re.IGNORECASE)
_TURN = re.compile(
    r"^(?:\[[\d:.]{4,8}\] )?([^\W\d_a-z][^:\n]{0,60}?)(?: ?\([^)\n]{1,60}\))?(?:: |\. ?[—–-])", re.MULTILINE
)
_IN_EXILE = re.compile(
    r"\b(?:losses|deaths|mortality|death toll|exile|settlements?|aftermath|destinations?|consequences|arrival"
    r"|life in|special settle\w+)\b",
    re.IGNORECASE,
)
_INNER = re.compile(rf"(?P<outer>{NAME}): (?P<inner>{NAME})\b(?!,| and\b)")  # "MOZAMBIQUE: CABO DELGADO"
_ON_A = re.compile(r"\bon the $")  # "REPORT ON THE EMERGENCY"
_EMPTYING = re.compile(
    r"\b(?:[Ee]mptying|[Cc]learing|[Cc]learances?|[Ee]vacuation|[Ff]looding|[Dd]rowning|[Dd]estruction|[Bb]urning"
    r"|[Ee]xodus|[Ee]nd) "
    rf"(?:of|from) (?:the )?({NAME})"
)
OF_GUESTS = re.compile(  # "REPORT on the settlers from the Volga" is about where they came to
    r"\b(?:(?i:settlers?|families|people|persons|refugees|exiles|evacuees|deportees|immigrants|newcomers)"
    r"|[A-Z]\w+[^n\W]s) (?i:from (?:the )?"
    r"(?:[a-z]+ (?:oblasts|provinces|districts|regions|coast|parts) of (?:the )?)?)$"
)
_SETTLED = re.compile(r"\b(?i:(?:re)?settlement of (?:the )?)[A-Z]\w+s (?i:of (?:the )?)$")  # elsewhere
_BOUND = re.compile(  # "Last of valley Japanese entrain for California" is told where they left
    r"(?i)\b(?:leaves?|entrains?|departs?|sails?|bound|embarks?|starts?|heads?|off|march(?:es)?) for "
    r"(?:the )?$"
)
_AT_LAST = re.compile(  # "THE HIGHLAND CLEARANCES: SUTHERLAND"
    rf"[^:]{{3,60}}: (?:the )?({NAME})(?:, (?:in )?\d{{4}}(?:[–-]\d{{2,4}})?)?"
)
_MOOD = re.compile(  # "THE EMPTY VALLEY" names none
    r"(?:Empt(?:y|ied)|Lost|Silent|Forgotten|Stolen|Broken|Vanished|Drowned|Burn(?:t|ed|ing)|Abandoned|Frozen|Bitter|Promised"
    r"|Distant|Our|Their|Every|Hungry Years) ",
    re.IGNORECASE,
)
_BEFORE_DAY = 12  # code points: "Wednesday, "
_PLACE_OF_DAY = re.compile(
    rf"(?:\.| [—–-]|:|,)? ({NAME})(?:\.(?=\s|$)|, (?:by|near|at|in|on|still|again|after) )"
)
_DAY = re.compile(
    r"\W*(?:[A-Z][a-z]+day,? )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)?\.?(?: of)? [A-Z][a-z]{2,8}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?\W*"
)
_ADDRESSEE = re.compile(r"(?:To|For|Copy|Copies|Part of)(?: to)?:? ")  # what follows is about elsewhere
_ELSEWHERE = re.compile(  # where somebody writes or judges
    r"^\W*[Tt]ranslated\b|\bCourt\b|^(?:By|From) (?:our|a|the) [^.]{0,30}(?:reporter|correspondent)s?\b"
)
_TOLD = frozenset(
    "i we he she it they you there yes no was were is are had has have did do so went came not who what"
    " why".split()
)
_FIRST = re.compile(rf"{NAME}(?=, {NAME}\Z)")  # "Meskhetia, Georgian SSR"
_LEAST = 2  # paragraphs that begin with a label before short first sentences are taken for some
_TITLED = re.compile(r"(?:\d+[.)] )?(?P<words>[^\W\d_a-z][\w'’-]*(?:,? [\w'’-]+){0,4})[.:]")
_LABEL = re.compile(rf"(?:[A-Z][A-Z. ]*: )?({NAME})\.\s")
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
        if not _MOOD.match(place.surface)
        and not re.fullmatch(r"[Aa]n? ", line[: place.start])  # "A NEW ISLAND" names none
        and place.what.lower() not in words_beside("after")  # nor does "FROM THE COAST"
        and not (place.what.endswith(" Station") and is_left(place, line))
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
    found = [place for place in found if is_left(place, line) or not _SETTLED.search(line[: place.start])]
    found = [place for place in found if not _BOUND.search(line[: place.start])]
    return [place for place in found if not is_left(place, line)] or [
        place for place in found if not OF_GUESTS.search(line[: place.start])
    ]


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
        if (
            (local := _CHRONICLE.fullmatch(line.strip(" #")))
            and is_name(name := local["of"] or local["our"] or local["years"] or local["name"])
            and (name in known or not local["years"])
        ):
            return Setting(place=name, rule=HEADING)  # all that is told happened there
        if (entry := _OF_VILLAGE.match(line.strip(" #"))) and is_name(entry[1]):
            return Setting(place=entry[1], rule=HEADING)
    found = of_captions(opening, known, meet, document.text)
    is_title = next(filter(None, opening), "").rstrip()[-1:] not in ".!"
    return found and evolve(found, rule=TOPIC, returns=is_title and not goes_on(document.text))


def is_talk(text: str) -> bool:
    """True for an interview or a debate."""
    turns = Counter(_TURN.findall(text))
    return max(turns.values(), default=0) > 1 and sum(turns.values()) >= _OFTEN


def goes_on(text: str) -> bool:
    """True for a memoir, an interview or a debate, whose paragraphs go on from each other."""
    return is_talk(text) or len(_OURSELVES.findall(text)) >= _OFTEN * _OFTEN


def of_chronicle(document: Document, scenes: Sequence[Scene]) -> Setting | None:
    """The town or village that a history of it tells the inhabitants of once, and then calls the town."""
    if not OUR_TOWN.search(document.text):
        return None
    for scene in scenes[:OPENING_SCENES]:
        for place in scene.places:
            if _HAS_PEOPLE.match(document.text, place.end, scene.sentence.end):
                return Setting(place=place.what, rule=HEADING)
    return None


def of_captions(captions: Iterable[str], known: Mapping[str, str], meet: Meet, text: str) -> Setting | None:
    """The place that the first of some captions names which names any; "Tara" alone if it is known."""
    for caption in captions:
        for printed in caption.split("\n"):
            line = in_title(printed)
            if _ADDRESSEE.match(line) or _ELSEWHERE.search(line):
                continue
            found = [
                place
                for place in of_title(line)
                if not (line != caption and _ON_A.search(line[: place.start]))
                and not _is_word(place.what, text)
            ]
            alone = _AT_LAST.fullmatch(line.strip())
            if alone and (alone[1] in known or (is_name(alone[1]) and text.count(alone[1]) > 2)):
                return Setting(place=known.get(alone[1], alone[1]), rule=HEADING, returns=True)
            alone = _HEADED.match(line.strip())
            found = [_as_known(place, known) for place in found]
            found = [place for place in found if is_sure(place, line) or place.what in known] or found
            inner = _INNER.match(line.strip())
            if inner and is_name(inner["inner"]) and any(place.what == inner["outer"] for place in found):
                return Setting(place=inner["inner"], rule=HEADING, returns=True)
            if len({place.what for place in found}) == 1 or _is_address(found, line):
                meet(found[0], line)
                is_title = line.rstrip()[-1:] not in ".!?" and not is_left(found[0], line)
                return Setting(place=found[0].what, rule=HEADING, returns=is_title)
            office = line.rpartition(", ")[2].strip()
            if office in known or (alone and alone[1] in known):  # "RELIEF STATION, SALONICA"
                return Setting(
                    place=known[office if office in known or not alone else alone[1]], rule=HEADING
                )
    return None


def _as_known(place: Found[str], known: Mapping[str, str]) -> Found[str]:
    """The place that opens a longer name: Bosque Redondo of the Bosque Redondo Papers."""
    words = place.what.split()
    shorter = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    return (
        place
        if place.what in known
        else evolve(place, what=next((it for it in shorter if it in known), place.what))
    )


def _is_word(name: str, text: str) -> bool:
    """True for a word of a title in capitals that names no place: "TO THE READER", "THE EXPULSION"."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    is_common = last.lower() in words_beside("event") or last in not_places() or ABSTRACT.search(last)
    small = "|".join(re.escape(word.lower()) for word in name.split())
    is_common = is_common or re.search(rf"\b(?:{small})\b", text)
    return bool(is_common) and re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", text) is None


def _is_address(places: Sequence[Found[str]], line: str) -> bool:
    """True for a place with those in which it lies: "at Cape Tumul, Bulun District, Yakut ASSR"."""
    joined = [line[end_of(one, line) : other.start] for one, other in pairwise(places)]
    return (
        bool(places) and all(between == ", " for between in joined) and " and " not in line[places[0].end :]
    )


def dateline(scene: Scene) -> str | None:
    """The place of "OMSK, 3 February 1944" at the beginning of a line."""
    for date in scene.dates[:1]:
        before = scene.text(scene.sentence.start, date.start)
        office, *rest = before.rpartition("\n")[2].split(", ")
        if len(rest) > 1 and AN_OFFICE.search(office) and re.fullmatch(NAME, rest[0]) and is_name(rest[0]):
            return rest[0]  # "American Consulate, Aleppo, Syria, 3 October 1915"
        match = _DATELINE.search(before)
        if not match and is_caption(scene) and date.end == scene.block.end:
            match = _DATELINE.search(before.replace(", ", ": ", before.count(", ") - 1))
        if match and AN_OFFICE.search(match[0]):
            match = _DATELINE.search(f"\n{match[0].rpartition(', ')[0].rpartition(', ')[2]}, ")
        if match and not is_never(match[1].title()) and (match["upper"] or "-" in str(date.reading)):
            return match[1].title() if match["upper"] else match[1]
    return None


def of_closing(datelines: Sequence[str | None]) -> Setting | None:
    """The place where a letter or report is signed, if it has no dateline: "Lapua, 5 July 1940"."""
    *told, last = datelines or [None]
    return Setting(place=last, rule=HEADING) if last and not any(told) else None


def is_addressee(scene: Scene) -> bool:
    """True for the line that says whom a letter is for."""
    return _ADDRESSEE.match(words_of(scene)) is not None


def of_entry(scene: Scene) -> str | None:
    """The place of an entry of a diary: "16 June. Zagórzany, by the station."."""
    if scene.sentence.start != scene.block.start or not scene.dates:
        return None
    text, date = scene.document.text, scene.dates[0]
    is_first = date.start - scene.block.start <= _BEFORE_DAY
    place = _PLACE_OF_DAY.match(text, date.end, scene.block.end) if is_first else None
    is_told = place and (place[0][-1] != "." or re.search(rf"(?<=[a-z,] ){re.escape(place[1])}\b", text))
    return place[1] if place and is_told and is_name(place[1]) else None


def is_day(caption: Sequence[str]) -> bool:
    """True for a caption that is nothing but a date."""
    return any(_DAY.fullmatch(words) for words in caption)


def is_elsewhere(scene: Scene) -> bool:
    """True for the line that says where somebody writes, translates or judges."""
    return _ELSEWHERE.search(words_of(scene)) is not None


def of_addressee(scenes: Sequence[Scene]) -> Setting | None:
    """The place of the office that a report is for, which is about what lies in it."""
    for scene in scenes[:_ADDRESSED]:
        if is_addressee(scene) and scene.places and scene.places[0].what not in countries():
            return Setting(place=scene.places[0].what, rule=TOPIC)
    return None


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
