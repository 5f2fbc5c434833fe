"""Who says a number, where the text only reports it."""

from __future__ import annotations

import re
from functools import cache

from zul.read import lexicon
from zul.read.cells.scene import Scene
from zul.terms.mention import Mention

_LONGEST = 80  # code points of a voice
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|von|van|al|bin))+")
_LEADING = re.compile(r"^(?:and|but|while|whereas|however|yet|the|an?|in|as|some of the)\s+", re.IGNORECASE)
_AND = re.compile(r", (?:and|but|while|though) |; ")
_OF_PAPERS = frozenset("has have record records recorded put placed listed counted".split())
_CENSUS = re.compile(r"\bcensus|\bfamil|\bthousand|\d", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"{lexicon.voices()['opening'].pattern}\s+(?P<voice>[^,;()]{{2,{_LONGEST}}})", re.IGNORECASE
    )


def voice_of(mention: Mention, scene: Scene) -> str | None:
    """The voice that the sentence reports, as printed; None where the document speaks itself."""
    text = scene.document.text
    clause = scene.clause(mention.numeral.start)
    for match in _opening().finditer(text, scene.sentence.start, scene.sentence.end):
        if match.end() <= mention.start or match.start() >= mention.end:
            return _trimmed(match.group("voice"))
    starts = [clause.start]
    if clause.opener in ("", ":", "("):
        starts.append(scene.sentence.start)
    subjects = [
        (_trimmed(_AND.split(text[start : verb.start()])[-1]), verb.group().lower())
        for start in dict.fromkeys(starts)
        for verb in lexicon.voices()["saying"].finditer(text, start, mention.start)
    ]
    for may_speak in (_is_source, _claims):
        for subject, verb in subjects:
            if (
                subject
                and len(subject) <= _LONGEST
                and not _CENSUS.search(subject)
                and may_speak(subject, verb)
            ):
                return subject
    return None


def _trimmed(words: str) -> str:
    words = " ".join(words.split()).strip(" ,–—-")
    while (shorter := _LEADING.sub("", words)) != words:
        words = shorter
    return words.split(",")[0].strip()


def _is_source(subject: str, _: str) -> bool:
    """True for "Soviet archives", "unofficial estimates", "the commission"."""
    return bool(lexicon.voices()["source"].search(subject))


def _claims(subject: str, verb: str) -> bool:
    """True for somebody who is said to claim or estimate, and for a person who says a thing."""
    if lexicon.voices()["claiming"].fullmatch(verb) and len(subject.split()) <= 5:
        return True
    return verb not in _OF_PAPERS and bool(_PERSON.fullmatch(subject))
