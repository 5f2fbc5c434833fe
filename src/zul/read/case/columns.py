"""Tables whose columns add up: where one is the sum of others in most rows, it should be in all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np

from zul.read.case.relations import Placed
from zul.terms.assumption import Account
from zul.terms.document import Part
from zul.terms.figure import Figure

_ADDRESS = re.compile(r"(?P<table>.*), row (?P<row>\d+), col\. (?P<column>\d+)")
_MOST_COLUMNS, _MOST_PARTS = 12, 5
_ROUNDING = 1e-9  # of floating point
Rows = Mapping[int, Mapping[int, Placed]]  # by row and column


def accounts(placed: Sequence[Placed]) -> Iterator[Account]:
    """For each column that is the sum of others in two rows and in most of them: the sum in every row."""
    for table, rows in _tables(placed).items():
        taken: set[frozenset[int]] = set()
        for _, whole, parts in sorted(_candidates(rows)):
            sum_of = frozenset((whole, *parts))
            if not any(one <= sum_of for one in taken) and _adds_up(rows, whole, parts):
                taken.add(sum_of)
                yield from _sums(table, rows, whole, parts)


def _tables(placed: Sequence[Placed]) -> Mapping[str, Rows]:
    tables: dict[str, dict[int, dict[int, Placed]]] = defaultdict(lambda: defaultdict(dict))
    for one in placed:
        span = one.item.scene.block
        match = _ADDRESS.fullmatch(span.locator)
        if span.part is Part.CELL and match and _number(one) is not None:
            tables[match["table"]][int(match["row"])][int(match["column"])] = one
    return tables


def _number(one: Placed) -> Fraction | None:
    reading = one.item.mention.reading
    exact = isinstance(reading, Figure) and not reading.hedge and not reading.is_rate
    return reading.quantities[0].value if exact and isinstance(reading, Figure) else None


def _candidates(rows: Rows) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """How many columns add up to which one in two rows and in most, as far as floating point can tell."""
    columns = sorted({column for row in rows.values() for column in row})[:_MOST_COLUMNS]
    numbers = np.array([[_float(row.get(column)) for column in columns] for row in rows.values()])
    for count in range(2, min(_MOST_PARTS, len(columns) - 1) + 1):
        for parts in combinations(range(len(columns)), count):
            miss = np.abs(numbers - numbers[:, parts].sum(axis=1, keepdims=True))
            right = (miss <= _ROUNDING * np.abs(numbers)).sum(axis=0)
            for whole in np.flatnonzero((right >= 2) & (2 * right > np.isfinite(miss).sum(axis=0))):
                if whole not in parts:
                    yield count, columns[whole], tuple(columns[part] for part in parts)


def _float(one: Placed | None) -> float:
    number = _number(one) if one else None
    return float("nan") if number is None else float(number)


def _full(rows: Rows, whole: int, parts: Sequence[int]) -> list[Mapping[int, Placed]]:
    return [row for row in rows.values() if all(column in row for column in (whole, *parts))]


def _adds_up(rows: Rows, whole: int, parts: Sequence[int]) -> bool:
    full = _full(rows, whole, parts)
    right = sum(_number(row[whole]) == sum(_number(row[part]) or 0 for part in parts) for row in full)
    return right >= 2 and 2 * right > len(full)


def _sums(table: str, rows: Rows, whole: int, parts: Sequence[int]) -> Iterator[Account]:
    for row in _full(rows, whole, parts):
        heads = [row[column].item.scene.block.labels[-1:] for column in (*parts, whole)]
        names = [f"“{head[0]}”" if head else "a column" for head in heads]
        cells = [row[column].cell for column in (*parts, whole)]
        if len(set(cells)) == len(cells):
            address = row[whole].item.scene.block.locator
            yield Account(
                id=f"columns-{address.replace(' ', '-').replace(',', '').replace('.', '')}-{len(parts)}",
                title=f"{' + '.join(names[:-1])} = {names[-1]}",
                why="The columns add up in most rows of the table.",
                entries=tuple(cells[:-1]),
                closing=cells[-1],
            )
