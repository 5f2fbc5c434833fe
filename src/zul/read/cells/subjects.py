"""What a report says that it is about, and whose it is: "I report on the settlers in Tara district"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from zul.read.cells.anchors import HEADING, OF_GUESTS, OUR_TOWN
from zul.read.cells.item import TOPIC
from zul.read.cells.names import KEPT, NAME, in_title, is_name
from zul.read.cells.naming import ABSTRACT, words_of
from zul.read.cells.origins import is_left
from zul.read.cells.places import places_in
from zul.read.cells.scene import Scene, Setting
from zul.read.lexicon import Found, places, rows
from zul.read.lexicon import peoples as known_peoples
from zul.read.lexicon import words_of as words_of_cell
from zul.terms.document import Document

_OPENING, _FAR, _LONGEST = 8, 2_000, 200  # sentences; code points of a paragraph, and of a title
_REPORTS = re.compile(
    r"\b(?:(?:I|we)(?: (?:now|hereby|have the hono[u]?r to|beg to|herewith))? (?:report|submit|inform you"
    r"|communicate)|REPORT|MEMORANDUM|NOTE|STATEMENT|INFORMATION"
    r"|\A(?:[Rr]eport|[Mm]emorandum))\b"
    r"[^.;:]{0,80}?\s(?:on|upon|about|concerning|regarding) (?P<what>[^.;]{3,200})"
)
_REMOVED = re.compile(
    r"\b(?:removal|deportation|expulsion|eviction|evacuation) of [^,;]{3,60} from (?:the )?(?:[a-z]+ of )?$"
)
_WORKS = (
    r"(?:(?:[A-Z][a-z]+ )?(?:and [A-Z][a-z]+ )?(?:Works|Mill|Factory|Combine|Sovkhoz|Kolkhoz|Mine|Plant"
    r"|School|Hospital|Station|Farm)\b)?"
)
_OFFICE = (
    r"(?:director|chairman|commandant|head|chief|manager|physician|doctor|teacher|head teacher|inspector"
    r"|pastor|priest|mayor|agent|superintendent|delegate|council|nurse|magistrate)"
)
_SENDER = re.compile(
    rf"\b(?:[Ff]rom|[Rr]eport (?:of|by)|[Mm]emorandum (?:of|by)) the (?:[a-z-]+ ){{0,3}}{_OFFICE} "
    r"(?:of|at|in|for) (?:the )?(?:(?:village|town|district|parish|camp|settlement) of )?"
    rf"(?P<of>{NAME}?)(?: {_WORKS})?(?=$|,| on\b| for\b|\n|\.)"
)
_SITUATION = re.compile(  # "DARFUR HUMANITARIAN SITUATION REPORT No. 23"
    rf"(?:[^:]{{3,60}}, )?(?P<of>{NAME}?)(?: (?:Humanitarian|Emergency|Weekly|Monthly|Flash|Refugee"
    r"|Displacement))*(?:: | )(?:Situation Report|Sitrep|Update|Bulletin)\b.*"
)
_PROVINCE = re.compile(  # "MOZAMBIQUE: CABO DELGADO"
    rf"(?P<outer>[^:\d]{{3,50}}): (?P<of>{NAME}?)(?: (?:Province|Region|Provinces|Emergency|Response|Crisis"
    r"|Displacement|displacement|emergency|crisis|response|update))*(?:[^\w\s].*| [a-z(–—-].*)?"
)
_SHOUTED = re.compile(r"\b[^\W\d_a-z]{4,}\b")
_OF_TOWN = re.compile(rf"(?P<name>{NAME}) of (?:the )?{NAME}")
_DEAR = re.compile(r"\b(?:[Dd]ear|[Dd]earest|[Bb]eloved) [A-Z]")
_OFTEN = 2
_OURS = re.compile(r"\b[Oo]ur (?:village|town|parish|island|valley)\b")


def of_report(scenes: Sequence[Scene]) -> Setting | None:
    """The place that a report is about by its own words, else that of the office that sends it."""
    if scenes and _DEAR.search(scenes[0].document.text, 0, _FAR):
        return None
    for scene in scenes[:_OPENING]:
        words = words_of(scene)[:_FAR].replace("\n", " ")
        for match in _REPORTS.finditer(words):
            if place := _of_subject(match["what"]):
                return Setting(place=place.what, rule=TOPIC, returns=True)
    for scene in scenes[:_OPENING]:
        sender = _SENDER.search(words_of(scene)[:_FAR])
        if sender and is_name(sender["of"]):
            return Setting(place=sender["of"], rule=HEADING, returns=True)
    return None


def _of_subject(words: str) -> Found[str] | None:
    """The place of "the settlers from Volhynia in Tara district"."""
    peoples = [(one.start, one.end) for one in known_peoples().find(words, 0, len(words))]
    for place in places_in(words, 0, len(words), (), peoples):
        before = words[: place.start]
        if _REMOVED.search(before):
            return place
        if re.search(r"\b(?:in|at|of|for|around|near) (?:the )?(?:[a-z]+ of (?:the )?)?$", before) and not (
            is_left(place, words) or OF_GUESTS.search(before)
        ):
            return place
    return None


def title_of(document: Document, scenes: Sequence[Scene]) -> str:
    """The title of a document, or its first line."""
    title = in_title(document.title or (words_of(scenes[0]).split("\n")[0] if scenes else ""))
    return _SHOUTED.sub(lambda word: word[0] if word[0] in KEPT else word[0].title(), title[:_LONGEST])


def of_situation(document: Document, scenes: Sequence[Scene]) -> Setting | None:
    """The province in the title of a situation report, not its country."""
    title = title_of(document, scenes)
    match = _SITUATION.fullmatch(title)
    if match is None and (match := _PROVINCE.fullmatch(title)):
        outer = match["outer"]
        match = match if any(places().find(outer, 0, len(outer))) else None
    is_told = match is not None and is_name(match["of"]) and not ABSTRACT.search(match["of"])
    return Setting(place=match["of"], rule=TOPIC, returns=True) if match and is_told else None


def of_memorial(document: Document, scenes: Sequence[Scene]) -> Setting | None:
    """The village of "KARAPINAR OF CAPPADOCIA", whose people call it ours."""
    title = _OF_TOWN.fullmatch(title_of(document, scenes)) if _OURS.search(document.text) else None
    return Setting(place=title["name"], rule=HEADING) if title and is_name(title["name"]) else None


@cache
def _seats() -> Mapping[str, str]:
    """The territory that is governed from a town."""
    return {seat: row["place"] for row in rows("seats") for seat in words_of_cell(row["seats"])}


def of_seat(line: str, main: str, text: str) -> Setting | None:
    """What a dateline is about that only tells where governments and newspapers sit: "VILNIUS, 14 June".

    None where it may be about the town itself, and for private letters.
    """
    territory = _seats().get(line)
    head = text[:_FAR]
    is_of_town = OUR_TOWN.search(head) is not None and head.lower().count(line.lower()) > 1
    if territory is None or _DEAR.search(head) or is_of_town:
        return None
    if main and main != line:
        return Setting(place=main, rule=TOPIC, returns=True)
    is_told = sum(1 for _ in re.finditer(rf"\b{re.escape(territory)}\b", text[: _FAR * _FAR])) >= _OFTEN
    return Setting(place=territory, rule=TOPIC, returns=True) if is_told else None
