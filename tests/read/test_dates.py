"""Dates in running text: phrases, the years that they take from each other, and the lexicon behind them."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.read.grammar import nouns
from zul.read.grammar.calendar import Calendar
from zul.read.grammar.dates import dates
from zul.read.lexicon import rows as table
from zul.read.lexicon import words_of
from zul.terms.dates import Period
from zul.terms.measure import MEASURES

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def found(text: str, calendar: Calendar | None = None) -> str:
    read = dates(text, 0, len(text), calendar or Calendar())
    return " ; ".join(f"{text[date.first : date.last]} = {date.period}" for date in read)


@pytest.mark.parametrize("row", rows("dates.csv"), ids=lambda row: row["text"][:60])
def test_phrases(row: dict[str, str]) -> None:
    assert found(row["text"]) == row["found"]


@pytest.mark.parametrize(
    ("year", "month", "text", "edtf"),
    [
        (1943, 10, "On 27 December", "1943-12-27"),
        (1943, 12, "In January", "1944-01"),
        (1944, 1, "In December", "1943-12"),
        (1943, None, "In December", "1943-12"),
        (1943, 12, "In the spring", "1944-03/1944-05"),
        (1943, 12, "Late in March", "late March 1944"),
        (1943, 12, "By March", "../1944-03"),
        (1943, 12, "in May of the following year", "1944-05"),
        (1943, 12, "the previous month", "1943-11"),
        (1943, 12, "the following month", "1944-01"),
        (1943, 12, "by the end of the year", "../1943"),
        (1943, 12, "On 3 January. It was on 5 January 1946", "1946-01-03"),
    ],
)
def test_a_date_without_its_year(year: int, month: int | None, text: str, edtf: str) -> None:
    read = dates(text, 0, len(text), Calendar(year=year, month=month))
    assert str(next(read).period) == edtf


def test_a_date_without_its_year_is_left_out_where_nothing_tells_it() -> None:
    assert found("On 27 December they left; the same year and in May they died.") == ""


def test_what_is_taken_is_no_date() -> None:
    assert [str(date.period) for date in dates("No. 1944 of 1945", 0, 16, Calendar(), [(0, 8)])] == ["1945"]


def test_a_long_period_tells_no_year() -> None:
    calendar = Calendar()
    assert found("From 1944 to 1948 they served.", calendar) == "1944 to 1948 = 1944/1948"
    assert calendar == Calendar()


PIECES = [
    "28 December 1943",
    "1943",
    "–",
    "to",
    "and",
    "from",
    "between",
    "by",
    "since",
    "the end of",
    "early",
]
PIECES += [
    "May",
    "in",
    "the same year",
    "1930s",
    "17th century",
    "winter of",
    "c.",
    "31 April 1944",
    "1944-13-40",
]
PIECES += [
    "first half of",
    "first quarter of",
    "that month",
    "the next day",
    "29 February 1900",
    "/",
    "of that year",
]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join) | st.text(max_size=40))
def test_every_date_is_a_period_at_its_place(text: str) -> None:
    read = list(dates(text, 0, len(text), Calendar(year=1943, month=12, day=31)))
    assert all(Period.parse(str(date.period)) == date.period for date in read)
    assert all(date.start <= date.first < date.last <= date.end <= len(text) for date in read)
    assert all(before.end <= after.start for before, after in pairwise(read))


# The lexicon.


def test_every_unit_of_the_vocabulary_has_its_noun() -> None:
    units = {known.unit for known in nouns.lexicon().values()}
    spoken = {measure.unit.partition(" a ")[0] for measure in MEASURES.values()}
    assert spoken - units <= {"meal", "unit"}


def test_the_kinds_of_nouns_are_known() -> None:
    kinds = {
        "person",
        "family",
        "people",
        "thing",
        "place",
        "share",
        "money",
        "measure",
        "time",
        "other",
        "none",
    }
    assert {row["kind"] for row in table("nouns")} == kinds


def test_no_word_ends_a_noun_phrase_and_is_a_noun() -> None:
    plurals = {word for word, known in nouns.lexicon().items() if known.plural and " " not in word}
    assert plurals & nouns.stops() == set()


def test_no_word_stands_twice_in_a_table() -> None:
    for name, column in (
        ("nouns", "nouns"),
        ("identifiers", "heads"),
        ("verbs", "words"),
        ("months", "names"),
    ):
        words = [word for row in table(name) for word in words_of(row[column])]
        assert sorted(words) == sorted(set(words)), name


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("Karachays", "person"),
        ("Ingush", "person"),
        ("special-settlers", "person"),
        ("trappers", "person"),
        ("letters", "letter"),
        ("churches", "church"),
        ("bodies", "person"),
        ("lorries", "truck"),
        ("heroes", "person"),
        ("km²", "square kilometre"),
    ],
)
def test_what_a_noun_names(word: str, unit: str) -> None:
    known = nouns.counted(word)
    assert known is not None
    assert known.unit == unit


@pytest.mark.parametrize(
    "word", ["previous", "Stalin's", "homeless", "was", "mass", "the", "family-run", "Omsk"]
)
def test_what_is_no_plural(word: str) -> None:
    known = nouns.counted(word)
    assert known is None or not known.plural or word == "homeless"
