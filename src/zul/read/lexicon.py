"""The lexicon: words of the field, in tables that anybody can extend (lexicon/*.csv)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from attrs import frozen

T = TypeVar("T")
_LETTERS = r"[^\W\d_]"


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of the lexicon."""
    text = (files("zul.read") / "lexicon" / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def words_of(cell: str) -> list[str]:
    """The entries of a cell, parted by bars."""
    return [word for word in cell.split("|") if word]


def pattern(words: Iterable[str]) -> str:
    """A regular expression for whole words, the longest first; a star stands for any letters."""
    alternatives = sorted(words, key=lambda word: (-len(word), word))
    spelled = (
        re.escape(word).replace(r"\*", rf"{_LETTERS}*").replace(r"\ ", r"\s+") for word in alternatives
    )
    return rf"(?<![^\W_])(?:{'|'.join(spelled)})(?![^\W_])"


@frozen(kw_only=True)
class Found(Generic[T]):
    """Something of the lexicon at its place in the text."""

    what: T
    surface: str
    start: int
    end: int


class Names(Generic[T]):
    """Words that name things; a longer one is found before a shorter one at the same place."""

    def __init__(self, named: Mapping[str, T], *, folded: bool) -> None:
        self._folded = folded
        self._named = {self._key(word): thing for word, thing in named.items() if "*" not in word}
        self._stems = [
            (re.compile(pattern([word]), re.IGNORECASE), thing)
            for word, thing in named.items()
            if "*" in word
        ]
        self._pattern = re.compile(pattern(named), re.IGNORECASE if folded else 0)

    def _key(self, word: str) -> str:
        plain = " ".join(word.split())
        return plain.lower() if self._folded else plain

    def find(self, text: str, start: int, end: int) -> Iterator[Found[T]]:
        """All that stand between start and end, in their order."""
        for match in self._pattern.finditer(text, start, end):
            thing = self._named.get(self._key(match.group()))
            if thing is None:
                thing = next((thing for stem, thing in self._stems if stem.fullmatch(match.group())), None)
            if thing is None:
                continue  # the pattern takes a long s for an s
            yield Found(what=thing, surface=match.group(), start=match.start(), end=match.end())


@frozen(kw_only=True)
class Concept:
    """What words such as "deported" say that a number counts, for numbers of one unit."""

    measure: str
    unit: str
    near: re.Pattern[str] | None = None
    rank: int


@cache
def concepts() -> Names[tuple[Concept, ...]]:
    """The words that tell a measure, each with all that it may mean, in the order of the table."""
    named: dict[str, list[Concept]] = {}
    for rank, row in enumerate(rows("concepts")):
        near = re.compile(pattern(words_of(row["near"])), re.IGNORECASE) if row["near"] else None
        concept = Concept(measure=row["measure"], unit=row["unit"], near=near, rank=rank)
        for word in words_of(row["words"]):
            named.setdefault(word, []).append(concept)
    for stem in (word for word in list(named) if "*" in word):
        spelled = re.compile(pattern([stem]), re.IGNORECASE)
        for word in named:
            if word != stem and spelled.fullmatch(word):
                named[word] += named[stem]
    return Names({word: tuple(meant) for word, meant in named.items()}, folded=True)


@cache
def peoples() -> Names[str]:
    """The names of peoples."""
    return Names(
        {form: row["name"] for row in rows("peoples") for form in words_of(row["forms"])}, folded=False
    )


@cache
def roles() -> Names[str]:
    """The words for parts of a people: children, women, soldiers."""
    return Names({word: row["role"] for row in rows("roles") for word in words_of(row["words"])}, folded=True)


@cache
def places() -> Names[str]:
    """The names of territories, as documents print them."""
    named = {}
    for row in rows("places"):
        for word in (row["name"], *words_of(row["other_names"])):
            named[word] = row["name"]
    return Names(named, folded=False)


@cache
def places_by_adjective() -> Mapping[str, str]:
    """The places that adjectives such as Greek and Turkish belong to."""
    return {word: row["name"] for row in rows("places") for word in words_of(row["adjectives"])}


@cache
def not_places() -> frozenset[str]:
    """Capital words that open or hold no name of a place."""
    return frozenset(word for row in rows("not_places") for word in words_of(row["words"]))


@cache
def wholes() -> Mapping[str, str]:
    """For each place of the table the one that holds it."""
    return {row["name"]: row["part_of"] for row in rows("places") if row["part_of"]}


@cache
def voices() -> Mapping[str, re.Pattern[str]]:
    """Words of attribution by their kind."""
    return {row["kind"]: re.compile(pattern(words_of(row["words"])), re.IGNORECASE) for row in rows("voices")}


@frozen(kw_only=True)
class Happening:
    """A kind of event, and the kind that it cannot come before."""

    id: str
    comes_after: tuple[str, ...]
    is_once: bool  # a thing is founded once, but decided upon often


@cache
def all_happenings() -> tuple[Happening, ...]:
    """Every kind of event."""
    return tuple(
        Happening(id=row["event"], comes_after=tuple(words_of(row["comes_after"])), is_once=bool(row["once"]))
        for row in rows("events")
    )


@cache
def happenings() -> Names[Happening]:
    """The words that tell what happened on a date."""
    words = [words_of(row["words"]) for row in rows("events")]
    named = {word: kind for kind, some in zip(all_happenings(), words, strict=True) for word in some}
    return Names(named, folded=True)
