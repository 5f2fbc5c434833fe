"""Names of territories and settlements in a text: those of the lexicon, and any that a word announces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from zul.read.lexicon import Found, not_places, pattern, places, rows, words_of

_CAPITAL = r"[^\W\d_a-zа-я][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_NAME = rf"{_CAPITAL}(?:[ ](?:el |al |de |la |las |los |do |da |del )?{_CAPITAL}){{0,3}}"
Stretch = tuple[int, int]
_PLACING = r"in|to|into|at|from|near|across|throughout|around|outside|reached|leaving|left|towards|toward"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    by_side = {row["where"]: words_of(row["words"]) for row in rows("place_types")}
    after, before = (pattern(by_side[side]) for side in ("after", "before"))
    typed = re.compile(rf"\b({_NAME}) {after}|(?:{before}) (?:the )?({_NAME})")
    placed = re.compile(rf"\b(?i:{_PLACING}) (?:the )?({_NAME})")
    listed = re.compile(rf"(?:, (?:and )?(?:the )?| and (?:the )?)({_NAME})(?=[,.;)]| and |$)")
    return typed, placed, listed


@cache
def _types() -> re.Pattern[str]:
    return re.compile(
        rf"(?: {pattern(word for row in rows('place_types') for word in words_of(row['words']))})+$"
    )


def places_in(
    text: str, start: int, end: int, dates: Iterable[Stretch], peoples: Iterable[Stretch]
) -> Iterator[Found[str]]:
    """The places named between start and end, in their order.

    A place may hold the name of a people ("Uzbek SSR"), but not where only "in" or "to" announces it.
    """
    found: dict[int, Found[str]] = {}
    occupied = list(dates)

    def free(one: int, other: int) -> bool:
        return not any(one < right and left < other for left, right in occupied)

    for place in places().find(text, start, end):
        if free(place.start, place.end):
            found[place.start] = place
            occupied.append((place.start, place.end))
    typed, placed, listed = _patterns()
    for match in typed.finditer(text, start, end):
        group = 1 if match.group(1) else 2
        one, other = match.span(group)
        name = match.group(group)
        if free(one, other) and not _is_never(name):
            found[one] = Found(what=name, surface=name, start=one, end=match.end())
            occupied.append((one, match.end()))
    occupied += peoples
    for match in placed.finditer(text, start, end):
        _keep(match, found, occupied, free(*match.span(1)))
        at = match.end()
        while following := listed.match(text, at, end):
            _keep(following, found, occupied, free(*following.span(1)))
            at = following.end()
    return iter(sorted(found.values(), key=lambda place: place.start))


def _keep(match: re.Match[str], found: dict[int, Found[str]], occupied: list[Stretch], is_free: bool) -> None:
    name = match.group(1)
    if is_free and not _is_never(name):
        bare = _types().sub("", name)
        found[match.start(1)] = Found(what=bare, surface=name, start=match.start(1), end=match.end(1))
        occupied.append(match.span(1))


def _is_never(name: str) -> bool:
    words = name.replace("-", " ").split()
    return name in not_places() or not not_places().isdisjoint(words) or (name.isupper() and len(name) > 1)
