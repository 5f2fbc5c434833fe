"""What kinds of place there are, and the words of the lexicon that stand beside their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from zul.read.lexicon import Found, pattern, rows, words_of

_NEW = re.compile(r"\b(?:an?|another|second|third|new|first) (\w+),? (?:at|in|near) [^.;]{0,40}$")


@cache
def words_beside(where: str) -> list[str]:
    """Words of the lexicon that stand beside the name of a place."""
    return [word for row in rows("place_types") if row["where"] == where for word in words_of(row["words"])]


def end_of(place: Found[str], text: str) -> int:
    """Where the name of a place ends with the word for its kind, as in "Tara oblast"."""
    behind = _kind_behind().match(text, place.end)
    return behind.end() if behind else place.end


def kinds_beside(name: str, text: str) -> list[str]:
    """The words for its kind that first stand behind the name of a place, or before it with "of"."""
    found = re.search(rf"(?i)\b(?:(?P<before>\w+) of (?:the )?)?{re.escape(name)}(?: (?P<after>\w+))?", text)
    words = [word.lower() for word in found.groups() if word] if found and name else []
    return [word for word in words if word in kinds()]


@cache
def _kind_behind() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{pattern(words_beside('after'))})){{1,3}}\b")


@cache
def kinds() -> Mapping[str, tuple[str, str]]:
    """For each word for a place, such as oblast, its kind, and where to look for one that no name has."""
    return {
        word.lower(): (row["kind"], row["beside"])
        for row in rows("kinds_of_place")
        for word in words_of(row["words"])
    }


@cache
def countries() -> frozenset[str]:
    """The places of the lexicon that lie in no other one."""
    return frozenset(row["name"] for row in rows("places") if not row["part_of"])


@cache
def _of_lexicon() -> Mapping[str, frozenset[str]]:
    named = {row["name"]: f"{row['name']} {row['other_names'].replace('|', ' ')}" for row in rows("places")}
    return {name: _kinds_in(words) for name, words in named.items()}


def _kinds_in(words: str) -> frozenset[str]:
    return frozenset(kinds()[word][0] for word in re.findall(r"\w+", words.lower()) if word in kinds())


def kinds_of(place: Found[str], text: str) -> frozenset[str]:
    """What kinds of place one is, as far as its names tell; "state" is the kind of a country, too."""
    opening = text[max(0, place.start - 60) : place.start]
    before = re.search(r"(\w+)(?: of| at|,| called| named)? $", opening)
    new = _NEW.search(opening)  # "a second camp, at the school of Trnovac"
    beside = " ".join(match[1] for match in (before, new) if match)
    return _kinds_in(f"{beside} {place.surface} {text[place.start : place.end]}") | _of_lexicon().get(
        place.what, frozenset()
    )
