"""Dates of events: two dates of one event, and events that cannot come before others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from zul.read import lexicon
from zul.read.case.relations import Told
from zul.read.cells.events import Dated
from zul.read.lexicon import Happening
from zul.terms.assumption import Order, Same, day_of

_MOST_DATES = 12  # of one kind and thing; a text with more tells of many events


def one_event(events: Sequence[tuple[str, Dated]]) -> Told:
    """Two dates for what seems to be one event; and events that cannot come before others.

    Each is set beside the last one that it may be, or that has to come before or after it, for each thing
    that both are about: the others follow from those.
    """
    last: dict[tuple[str, str], tuple[str, Dated]] = {}
    often = Counter((dated.happening.id, thing) for _, dated in events for thing in dated.about)
    told: set[str] = set()
    for other, second in events:
        for thing in (*sorted(second.about), f"sentence {second.scene.sentence.start}"):
            for happening in (second.happening.id, *_before_or_after(second.happening)):
                found = last.get((happening, thing))
                if found and often[happening, thing] <= _MOST_DATES:
                    for assumption in _between(found, (other, second)):
                        if assumption.id not in told:
                            told.add(assumption.id)
                            yield assumption
            last[second.happening.id, thing] = other, second


@cache
def _before_or_after(happening: Happening) -> tuple[str, ...]:
    """The kinds of event that cannot come after this one, and those that cannot come before it."""
    later = tuple(other.id for other in lexicon.all_happenings() if happening.id in other.comes_after)
    return (*happening.comes_after, *later)


_AGAIN = re.compile(r"\b(?:again|anew|once more|re-?founded|re-?opened)\b", re.IGNORECASE)


def _between(one: tuple[str, Dated], other: tuple[str, Dated]) -> Told:
    if one[1].may_be(other[1]):
        why = "Both sentences seem to tell of one event."
        yield Same(id=f"one-event-{one[0]}-{other[0]}", why=why, cells=(day_of(one[0]), day_of(other[0])))
        return
    for (early, begun), (late, ended) in ((one, other), (other, one)):
        if _AGAIN.search(begun.words):
            continue
        if begun.happening.id == "departure" and _goes_on(ended, begun):
            continue  # "The ship landed on 3 June and left on 13 June", with others
        near_by = begun.happening.id != "taking" or begun.scene.block is ended.scene.block
        if begun.happening.id in ended.happening.comes_after and near_by:
            dates = ended.mention.as_written, begun.mention.as_written
            why = f"What is dated “{dates[0]}” does not come before what is dated “{dates[1]}”."
            yield Order(id=f"order-{early}-{late}", why=why, first=early, then=late)


def _goes_on(arrived: Dated, left: Dated) -> bool:
    """True where a text tells of a departure after the arrival, and not as of what had been before."""
    sentence = left.scene.sentence
    words = left.scene.text(sentence.start, left.mention.start)
    return left.mention.start > arrived.mention.start and not re.search(r"\bhad\b", words)
