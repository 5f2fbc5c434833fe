"""Long texts of one pattern: the check ends in time, says where it was stopped, and never breaks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count, islice

import pytest

from zul.publish.check import check
from zul.read.text.documents import read_document

LONG, LIMIT = 20_000, 30.0  # characters, and seconds on a busy machine
SECONDS = 4.0  # for the search
WORDS = ("none of them", "nobody", "no school", "no one")


def text_of(sentence: Callable[[int], str]) -> str:
    """So many sentences that they are long enough."""

    def sentences() -> Iterator[str]:
        length = 0
        for number in count():
            if length > LONG:
                return
            length += len(sentence(number))
            yield sentence(number)

    return "".join(sentences())


TEXTS: dict[str, Callable[[int], str]] = {
    "counts that all seem to follow from each other": lambda n: (
        f"In {1900 + n % 90} {9313 + n % 1000:,} Kalmyks were registered; {1000 + n % 77:,} died and "
        f"{n % 50 + 10} were born. "
    ),
    "rates": lambda n: (
        f"{n + 10} families received {n % 9 + 2} blankets each, {n * 7 + 100} blankets in all. "
    ),
    "nobody and somebody": lambda n: (
        f"In {1900 + n % 90} {WORDS[n % 4]} returned. {n + 10} persons returned. "
    ),
    "births and ages": lambda n: (
        f"She was born in {1800 + n % 100} and was {n % 90 + 1} when he left in 1944. "
    ),
    "digits of one kind": lambda n: f"{int(f'1{n % 10}{n % 7}{n % 5}3'):,} people were deported. ",
    "events without end": lambda n: (
        f"It was founded on {1 + n % 28} May {1900 + n % 90} and closed in {1900 + n % 80}. "
    ),
    "totals of totals": lambda n: (
        f"In all {n * 3 + 1_000:,} people came, altogether {n * 5 + 2_000:,} people. "
    ),
    "shares": lambda n: f"Of those {n % 90 + 1} percent left, {n % 80 + 2} percent stayed and a third died, ",
    "brackets and stops": lambda _: "(1,000 (of them 20) … [each] : ; ",
    "each each each": lambda _: "each of each every 12 a head per each ",
    "born born born": lambda _: "born in 1908 aged nine born ",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_of_one_pattern_ends_in_time(name: str) -> None:
    document = read_document(text_of(TEXTS[name]).encode(), name="long.txt")
    begun = time.monotonic()
    check(document, seconds=SECONDS)
    assert time.monotonic() - begun < LIMIT


def test_a_stopped_search_says_so_and_one_with_time_enough_does_not() -> None:
    registered = TEXTS["counts that all seem to follow from each other"]
    long = "".join(map(registered, range(100)))
    assert not check(read_document(long.encode(), name="long.txt"), seconds=0).findings.is_complete
    short = "".join(islice(map(registered, count()), 2))
    assert check(read_document(short.encode(), name="short.txt"), seconds=60).findings.is_complete
