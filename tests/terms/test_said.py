from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.terms.bounds import Bounds, number
from zul.terms.dates import Period
from zul.terms.said import Said, counted, forms, joined, listed, said, sentences

TEXTS = st.lists(st.text(alphabet="ab{} ,"), max_size=5)


def test_a_sentence_is_english_and_remembers_its_message_and_its_parts() -> None:
    size = counted(3549, "person")
    told = said(
        "{size} short of “{claim}” in {when}", size=size, claim="over 13,000", when=Period.parse("1944")
    )
    assert told == "3,549 people short of “over 13,000” in 1944"
    assert told.message == "{size} short of “{claim}” in {when}"
    assert told.parts == {"size": size, "claim": "over 13,000", "when": Period.parse("1944")}
    assert size.message == ("{n} person", "{n} people")
    assert size.parts == {"n": 3549}


def test_numbers_and_bounds_are_told_as_everywhere() -> None:
    third = Fraction(100, 3)
    told = said("{a}, {b}, {c}", a=93_139, b=third, c=Bounds(Fraction(1000), None, lower_open=True))
    assert told == f"93,139, {number(third)}, over 1,000"


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_remembers_too(make: object) -> None:
    told = said("{first} and {last}", first=Said("Kalmyks"), last=counted(2, "family"))
    again = make(told)  # type: ignore[operator]
    assert (again, again.message, again.parts) == (told, told.message, told.parts)


def test_for_programs_it_is_a_text() -> None:
    told = said("{first} and {last}", first="a", last="b")
    assert json.dumps([told]) == '["a and b"]'
    texts: dict[str, int] = {told: 1}
    assert texts["a and b"] == 1
    assert isinstance(f"{told}.", str)
    assert not isinstance(f"{told}.", Said)


def test_a_text_of_its_own_may_hold_braces() -> None:
    assert Said("{x}") == "{x}"
    assert said("{what}", what=Said("{x}")) == "{x}"


@given(TEXTS)
def test_lists_and_sentences_are_those_of_plain_texts(parts: list[str]) -> None:
    kept = [part for part in parts if part]
    assert joined(parts) == ", ".join(kept)
    assert sentences(parts) == " ".join(kept)
    assert listed(kept) == " and ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("person", ("person", "people")),
        ("family", ("family", "families")),
        ("figure", ("figure", "figures")),
        ("percent", ("percent", "percent")),
        ("dates", ("dates", "dates")),
    ],
)
def test_units_have_two_forms(unit: str, expected: tuple[str, str]) -> None:
    assert forms(unit) == expected


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1, "1 person"),
        (0, "0 people"),
        (Fraction(3, 2), "about 2 people"),
        (Fraction(9, 10), "about 1 person"),
        (-1234, "-1,234 people"),
    ],
)
def test_things_are_counted_to_the_nearest_one(value: Fraction | int, told: str) -> None:
    assert counted(value, "person") == told
