"""Things in columns with lines between them, sorted so that few lines cross (Sugiyama and others 1981)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations, pairwise
from statistics import fmean
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Links = Sequence[tuple[T, T]]  # from a column to the next

_SWEEPS = 12


def crossings(left: Sequence[T], right: Sequence[T], links: Links[T]) -> int:
    """How many pairs of lines cross between two columns.

    >>> crossings("ab", "xy", [("a", "x"), ("b", "y")]), crossings("ab", "xy", [("a", "y"), ("b", "x")])
    (0, 1)
    """
    one, two = ({thing: place for place, thing in enumerate(side)} for side in (left, right))
    ends = [(one[start], two[end]) for start, end in links if start in one and end in two]
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))


def sorted_columns(columns: Sequence[Sequence[T]], links: Links[T]) -> list[list[T]]:
    """The columns with each thing near to what it is linked with, from the left and from the right in turn.

    The best order seen is kept, so that no more lines cross than before; equal ones keep their order.
    """
    best = [list(column) for column in columns]
    tried = [list(column) for column in columns]
    least = _all(best, links)
    for sweep in range(_SWEEPS):
        places = range(1, len(tried)) if sweep % 2 else range(len(tried) - 2, -1, -1)
        for place in places:
            beside = tried[place - 1 if sweep % 2 else place + 1]
            tried[place] = _near(tried[place], beside, links)
        if (now := _all(tried, links)) < least:
            best, least = [list(column) for column in tried], now
    return best


def spread_out(wanted: Sequence[float], apart: float) -> list[float]:
    """Places near to those wanted, in the same order and at least so far apart; their middle stays.

    >>> spread_out([0, 0, 9], 2)
    [-1.0, 1.0, 9.0]
    """
    blocks: list[list[float]] = []  # the wish of the first, less what lies before it; how many
    for place in wanted:
        blocks.append([float(place), 1])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] * apart > blocks[-1][0]:
            start, many = blocks.pop()
            before, some = blocks[-1]
            blocks[-1] = [(before * some + (start - some * apart) * many) / (some + many), some + many]
    return [start + place * apart for start, many in blocks for place in range(int(many))]


def _near(column: Sequence[T], beside: Sequence[T], links: Links[T]) -> list[T]:
    places = {thing: place for place, thing in enumerate(beside)}
    linked: dict[T, list[int]] = {thing: [] for thing in column}
    for start, end in links:
        for thing, other in ((start, end), (end, start)):
            if thing in linked and other in places:
                linked[thing].append(places[other])
    own = {thing: float(place) for place, thing in enumerate(column)}
    return sorted(column, key=lambda thing: fmean(linked[thing]) if linked[thing] else own[thing])


def _all(columns: Sequence[Sequence[T]], links: Links[T]) -> int:
    return sum(crossings(left, right, links) for left, right in pairwise(columns))
