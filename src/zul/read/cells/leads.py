"""Whence and whither an account says in its first sentences that its people were taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.cells.anchors import OPENING_SCENES, goes_on
from zul.read.cells.item import TOPIC
from zul.read.cells.kinds import countries, kinds_of
from zul.read.cells.naming import is_caption, words_of
from zul.read.cells.origins import is_left
from zul.read.cells.scene import Scene, Setting
from zul.read.lexicon import Found, places_by_adjective

_IS_REMOVAL = re.compile(
    r"\b(?:was|were) (?:a|an|the) (?:[a-z-]+ ){0,3}"
    r"(?:transfer|removal|deportation|expulsion|resettlement|relocation|displacement)s?\b"
)
_SENT = re.compile(
    r"\bwhom [^.;]{3,60} (?:sent|deported|exiled|banished|removed|transferred) (?:away )?(?:from|to)\b"
)
_LEAD = 2  # sentences
_WERE_TAKEN = re.compile(
    r"\b(?:people|persons|families|inhabitants|men, women and children|[A-Z]\w+s) (?:were|was|had been) "
    r"(?:[a-z]+ly )?(?:taken|deported|removed|expelled|exiled|driven|evicted) from "
    r"(?:their (?:homes|villages|farms) in )?"
)
_TAKEN_OUT = re.compile(  # "the removal of 11,280 families, or 40,850 persons, from the Moldavian SSR"
    r"\b(?:removal|deportation|expulsion|eviction|transfer|deported|removed|expelled|evicted)"
    r"(?: of)? (?:(?!\b(?:to|and|who|which)\b)[^.;:]){3,80}\bfrom (?:the )?$"
)
_FROM_THERE = re.compile(
    r"\b(?:from|of|in) (?:the )?(?:[a-z]+ (?:[a-z]+ of )?)?$"
    r"|\bfrom (?:the )?(?:[a-z]+ ){1,5}(?:of (?:the )?)?(?:Kingdom of )?(?:the )?$"
)
_INTO = re.compile(r"\b(?:to|into) (?:the )?(?:[a-z]+ ){0,3}(?:of (?:the )?)?$")
_BEFORE = 80  # code points before a place
_ADJECTIVE = re.compile(
    r"\b[A-Z][a-z]+(?= (?:[a-z]+ )?(?:families|population|inhabitants|people|villages|villagers|peasants"
    r"|farmers|countryside|borderlands?|community|minority|coast|territory)\b)"
)


def of_lead(scenes: Sequence[Scene]) -> tuple[Setting | None, Setting | None]:
    """Whence and whither the first sentence of an article says that its people were taken."""
    told = [scene for scene in scenes if not (is_caption(scene) or scene.block.labels)][:OPENING_SCENES]
    for at, scene in enumerate(told):
        text, sentence = scene.document.text, scene.sentence
        is_lead = _IS_REMOVAL.search(text, sentence.start, sentence.end) or (
            at < _LEAD and any(one.search(text, sentence.start, sentence.end) for one in (_WERE_TAKEN, _SENT))
        )
        if not is_lead:
            continue
        of = [p for p in scene.places if _is_whence(p, scene)]
        to = [p for p in scene.places if p not in of and (not of or p.start > of[0].end)]
        if not of:
            of = list(_by_adjective(text, sentence.start, sentence.end))
        of = [place for place in of if place.what not in countries()] or of
        settings = [
            Setting(place=places[0].what, rule=TOPIC, returns=True) if places else None for places in (of, to)
        ]
        return settings[0], settings[1]
    for scene in told:
        for place in scene.places:
            if _is_whole(place, scene.document.text) and _TAKEN_OUT.search(
                scene.text(scene.sentence.start, place.start)
            ):
                return Setting(place=place.what, rule=TOPIC), None
    return None, None


def _is_whole(place: Found[str], text: str) -> bool:
    """True for a country, republic or region."""
    return place.what in countries() or bool(kinds_of(place, text) & {"region", "republic", "country"})


def _is_whence(place: Found[str], scene: Scene) -> bool:
    """True for "from the shores of Tara" and "the people of Tara", not for "to the deserts of Tara"."""
    text, first = scene.document.text, max(scene.sentence.start, place.start - _BEFORE)
    return bool(_FROM_THERE.search(text, first, place.start) and not _INTO.search(text, first, place.start))


def of_opening(scenes: Sequence[Scene]) -> Setting | None:
    """The country, republic or region that an account of no story first names as its scene."""
    told = [scene for scene in scenes[:OPENING_SCENES] if not is_caption(scene) and len(words_of(scene)) > 40]
    if not told or goes_on(told[0].document.text):
        return None
    for scene in told[:_LEAD]:
        for place in scene.places:
            text = scene.document.text
            if _is_whole(place, text) and not is_left(place, text):
                return Setting(place=place.what, rule=TOPIC, returns=True)
    return None


def _by_adjective(text: str, start: int, end: int) -> Iterator[Found[str]]:
    """The lands of "Lithuanian farming families"."""
    for match in _ADJECTIVE.finditer(text[start:end]):
        if land := places_by_adjective().get(match[0]):
            at = start + match.start()
            yield Found(what=land, surface=match[0], start=at, end=start + match.end())
