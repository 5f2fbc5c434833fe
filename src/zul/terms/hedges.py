"""Hedges: the words before or after a number that say on which side of it the truth may lie."""

from __future__ import annotations

import re
from enum import StrEnum


class Hedge(StrEnum):
    """The word before the number, by its canonical spelling."""

    EXACT = ""
    APPROXIMATELY = "approximately"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    UP_TO = "up to"
    FEWER_THAN = "fewer than"
    NEARLY = "nearly"
    BETWEEN = "between"
    SEVERAL = "several"
    MAJORITY = "majority"
    UNBOUNDED = "as many as"  # carries no bound


_SPELLINGS = {
    Hedge.APPROXIMATELY: "approximately|approx.|approx|about|just about|around|somewhere around|roughly|some"
    "|circa|ca.|ca|c.|~|≈|more or less|perhaps|maybe|something like|in the region of|in the order of"
    "|on the order of|of the order of|in the neighbourhood of|in the neighborhood of|in the vicinity of",
    Hedge.MORE_THAN: "more than|over|above|in excess of|upwards of|upward of|exceeding|greater than"
    "|higher than|longer than|further than|farther than|>",
    Hedge.AT_LEAST: "at least|at the very least|not less than|no less than|no fewer than|not fewer than"
    "|as low as|no closer than|no nearer than|a minimum of|≥",
    Hedge.UP_TO: "up to|as high as|at most|at the most|no more than|not more than|no longer than"
    "|never more than|no further than|not exceeding|a maximum of|≤",
    Hedge.FEWER_THAN: "fewer than|less than|lower than|under|below|<",
    Hedge.NEARLY: "nearly|almost|close to|close on|approaching|nearing|not quite|little short of",
    Hedge.UNBOUNDED: "as many as|as much as|as few as|as little as|many|most of|most",
}
_SLIGHTLY = "just|only just|slightly|only slightly|a little|little|a bit|somewhat|marginally"
_WELL = "well|far|much|considerably|significantly|substantially"
_ABOVE, _BELOW = "more than|over|above|in excess of|upwards of", "fewer than|less than|under|below|short of"
_GRADED = (  # "just under" falls short by little, "well under" by nobody knows how much
    (f"{_SLIGHTLY}|{_WELL}", _ABOVE, Hedge.MORE_THAN),
    (_SLIGHTLY, _BELOW, Hedge.NEARLY),
    (_WELL, _BELOW, Hedge.FEWER_THAN),
)
HEDGES = {word: hedge for hedge, words in _SPELLINGS.items() for word in words.split("|")} | {
    f"{adverb} {word}": hedge
    for adverbs, words, hedge in _GRADED
    for adverb in adverbs.split("|")
    for word in words.split("|")
}
LETTER = r"[^\W\d_]"
_LEADING = re.compile(
    "|".join(
        re.escape(word) + (rf"(?!{LETTER})" if word[-1].isalpha() else "")
        for word in sorted(HEDGES, key=len, reverse=True)
    )
)
_AFTER = dict.fromkeys("plus + more over above upwards least".split(), Hedge.AT_LEAST)
_AFTER |= dict.fromkeys("fewer less under below most".split(), Hedge.UP_TO)
_AFTER |= dict.fromkeys(["odd", "so", "thereabouts", "more or less", "give or take"], Hedge.APPROXIMATELY)
_TRAILING = re.compile(
    r"\A[- ]?(?:(?P<odd>odd|plus)\b|(?P<plus>\+))"
    r"|\bor (?P<or>more|over|above|upwards|fewer|less|under|below|so|thereabouts)\b"
    r"|(?:\A |\b(?=\w+ \w+\Z))and (?P<and>more|over|above|upwards)\b"
    r"|\bat (?:the (?:very )?)?(?P<at>least|most)\b|,? ?\b(?P<about>more or less|give or take)\b"
)


def take_hedge(text: str) -> tuple[Hedge, str]:
    """The hedge that a text in small letters begins with, and what follows it."""
    match = _LEADING.match(text)
    return (HEDGES[match.group()], text[match.end() :].lstrip()) if match else (Hedge.EXACT, text)


def take_trailing(text: str) -> tuple[Hedge, str]:
    """The hedge that stands after a number ("or more", "-odd", "at most"), and the text without it."""
    match = _TRAILING.search(text)
    if not match or not match.lastgroup:
        return Hedge.EXACT, text
    rest = " ".join((text[: match.start()] + text[match.end() :]).split())
    return _AFTER[match[match.lastgroup]], rest


def is_hedge_last(text: str) -> bool:
    """True when a text in small letters ends with a hedge, which then has no number."""
    words = text.split()
    return any(" ".join(words[-n:]) in HEDGES for n in range(1, 5))
