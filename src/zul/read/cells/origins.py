"""Which places of a text people come from, or only pass and point at: "from Silesia", "the road to Tara"."""

from __future__ import annotations

import re

from zul.read.cells.names import ARTICLE, CAPITAL
from zul.read.lexicon import Found

_HOME = re.compile(r"\b(?:I|[Ww]e) (?:come|came|am|are|was|were) (?:originally )?from (?:the )?$")
_ON_THE_WAY = re.compile(
    r"\b(?:tickets?|fares?|letters?|parcels?|petitions?|protests?) (?:[a-z]+ )?to (?:the )?$"
    r"|\b(?:line|road|railway|highway|canal|route|path|track|frontier|border|boundary) (?:from|between|to"
    r"|of)\b"
    r"[^.;,]{0,40}$|\b(?:[Aa]fter|like|unlike|than|against|spying for) (?:the )?$"
    r"|\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)? of (?:the )?$"
    r"|\bborn (?:in|at|near|beyond|across|behind) (?:the )?$"
)
_FROM, _LEAVING = (
    re.compile(
        rf"\b(?:{words}) {ARTICLE}"
        r"(?:(?:former|old|whole|western|eastern|northern|southern|other|several|all) )*"
        r"(?:[a-z]+ of (?:the )?)?$",
        re.IGNORECASE,
    )
    for words in ("from|out of", "from|out of|left|leaving|fled")
)
_OF = r"(?:[a-z]+ of (?:the )?)?"
_ONE = rf"{ARTICLE}{_OF}{CAPITAL}(?: {CAPITAL}){{0,6}}"
_AND = r"(?:, (?:and )?| and )"
_FROM_BOTH = re.compile(  # "from the Volga German ASSR and the oblasts of Saratov and Stalingrad"
    rf"\b(?:from|out of) {_ONE}(?:{_AND}{_ONE}){{0,4}}{_AND}{ARTICLE}{_OF}$"
)
_BORN = re.compile(
    r"\b(?:(?:been|were|was) born (?:in|at|near|beyond|across|behind)"
    r"|(?:nationals|citizens|subjects|natives) of) (?:the )?$"
)


def is_origin(place: Found[str], text: str) -> bool:
    """True for the place that people come from: "from Silesia and Posen"."""
    before = text[max(0, place.start - 120) : place.start]
    return bool(_FROM.search(before[-48:]) or _FROM_BOTH.search(before) or _BORN.search(before))


def is_left(place: Found[str], text: str) -> bool:
    """True for a place where the story does not stay: "from Silesia", "left Silesia"."""
    before = text[max(0, place.start - 40) : place.start]
    if _HOME.search(before):
        return False
    if _ON_THE_WAY.search(before):
        return True
    return is_origin(place, text) or bool(_LEAVING.search(text[max(0, place.start - 32) : place.start]))
