"""What many rules ask of a number: whether it is exact, what several come to, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zul.read.cells.item import Item, value_of
from zul.read.cells.scene import Scene
from zul.terms.figure import Figure

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_A_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})(?:,? \d{{4}})?\b"
    rf"|\b(?:{_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?\b|(?<=in )[12]\d{{3}}\b"
)
_TIMES = frozenset("minute hour day night week month year decade century".split())
_NEXT = 2  # code points between two sentences side by side


def single(item: Item) -> Figure | None:
    """The figure of one number, hedged or not; None for a range."""
    reading = item.mention.reading
    return reading if isinstance(reading, Figure) and len(reading.quantities) == 1 else None


def exact(item: Item) -> Figure | None:
    """The figure of one number that is told without a hedge."""
    figure = single(item)
    return None if figure is None or figure.hedge else figure


def exact_count(item: Item) -> Figure | None:
    """The figure of one number that is told without a hedge, and is no rate."""
    figure = exact(item)
    return None if figure is None or figure.is_rate else figure


def is_exact(item: Item) -> bool:
    """True for one number that is told without a hedge."""
    return exact(item) is not None


def added(items: Iterable[Item]) -> float:
    """What several numbers come to; of ranges the upper ends."""
    return sum(value_of(item) or 0.0 for item in items)


def words_before(item: Item) -> str:
    """The words of its clause before a number."""
    clause = item.scene.clause(item.start)
    return item.scene.text(clause.start, max(clause.start, item.start))


def is_time(item: Item) -> bool:
    """True for a number of days, months or years."""
    return item.mention.unit in _TIMES


def without_days(words: str) -> str:
    """The words without the days in them: "had been given work by 15 October, that is"."""
    return _A_DAY.sub("", words)


def is_beside(scene: Scene, other: Scene) -> bool:
    """True where the other is the same sentence, or the next one of the paragraph."""
    gap = other.sentence.start - scene.sentence.end
    return other is scene or (other.block is scene.block and 0 <= gap <= _NEXT)


def is_bare(item: Item) -> bool:
    """True for a number without a word that says what it counts: the 330 of "so 330 were missing"."""
    mention = item.mention
    return mention.noun is None and mention.inherited is None and mention.unit in (None, "person")
