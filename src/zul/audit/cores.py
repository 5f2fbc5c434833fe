"""Smallest contradicting sets and bounds, each with an exact proof."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from zul.audit.system import Combination, System
from zul.errors import CertificateError
from zul.terms.cell import Cell
from zul.terms.finding import Certificate
from zul.terms.identity import Row

T = TypeVar("T")


def origins(core: Certificate) -> list[str]:
    """Where the rows of a proof come from, each once."""
    return list(dict.fromkeys(row.origin for _, row in core.lines))


def smallest_contradiction(system: System) -> Certificate | None:
    """A contradicting set of which no row can be spared, or None when all rows can hold at once."""
    core = system.contradiction()
    return None if core is None else _contradicting(core)


def rivals(system: System) -> Iterator[Certificate]:
    """The contradicting sets of two rows for one and the same sum."""
    return map(_contradicting, system.clashes())


def standing_in(cores: Iterable[Certificate], rows: Iterable[Row]) -> list[Certificate]:
    """The cores all of whose rows are among these."""
    inside = set(rows)
    return [core for core in cores if all(row in inside for _, row in core.lines)]


def components(
    rows: Sequence[Row], tied: Collection[str] = (), lists: Mapping[str, str] | None = None
) -> list[list[Row]]:
    """Rows that share a cell, a tied origin or a list, directly or through others, together; in order."""

    def names(row: Row) -> Iterator[object]:
        yield from row.coefficients
        if row.origin in tied:
            yield row.origin
        if lists and row.origin in lists:
            yield lists[row.origin]

    return connected(rows, names)


def connected(things: Sequence[T], names: Callable[[T], Iterable[object]]) -> list[list[T]]:
    """Things that share a name, directly or through others, together; in the order given."""
    root = list(range(len(things)))
    first_with: dict[object, int] = {}

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = node = root[root[node]]
        return node

    for i, thing in enumerate(things):
        for name in names(thing):
            known = first_with.setdefault(name, i)
            if known != i:
                root[find(i)] = find(known)
    parts: dict[int, list[T]] = {}
    for i, thing in enumerate(things):
        parts.setdefault(find(i), []).append(thing)
    return list(parts.values())


def certify(rows: Sequence[Row]) -> Certificate:
    """The exact proof of a smallest contradicting set: the multipliers are unique up to scale.

    They span the null space of the transposed rows, of dimension one (Gleeson & Ryan 1990).
    Raises CertificateError when the rows are no smallest contradiction in exact arithmetic.
    """
    multipliers = _null_vector(rows)
    if sum((m * row.bound for m, row in zip(multipliers, rows, strict=True)), Fraction(0)) < 0:
        multipliers = [-m for m in multipliers]
    if not all(multipliers):
        raise CertificateError("a row of the set can be spared")
    smallest = min(abs(m) for m in multipliers)
    return _checked([(m / smallest, row) for m, row in zip(multipliers, rows, strict=True)], {})


def certify_bound(system: System, cell: Cell, sign: int) -> Certificate | None:
    """The exact proof of the greatest lower bound of sign × cell, or None when the rows give none."""
    combination = system.least(cell, sign) if system.contradiction() is None else None
    return _checked(combination, {cell: Fraction(sign)}) if combination is not None else None


def _contradicting(core: Combination) -> Certificate:
    smallest = min(times for times, _ in core)
    return _checked([(times / smallest, row) for times, row in core], {})


def _checked(lines: Iterable[tuple[Fraction, Row]], target: Mapping[Cell, Fraction]) -> Certificate:
    certificate = Certificate.adding_up(lines, target)
    certificate.check()
    return certificate


def _null_vector(rows: Sequence[Row]) -> list[Fraction]:
    """The vector m, unique up to scale, with Σ m × row = 0 in every cell, by elimination in rationals."""
    cells = dict.fromkeys(cell for row in rows for cell in row.coefficients)
    zero = Fraction(0)
    matrix = [[row.coefficients.get(cell, zero) for row in rows] for cell in cells]
    pivots: list[int] = []
    for column in range(len(rows)):
        rank = len(pivots)
        pivot = next((i for i in range(rank, len(matrix)) if matrix[i][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        head = matrix[rank][column]
        matrix[rank] = [value / head for value in matrix[rank]]
        for i, line in enumerate(matrix):
            if i != rank and line[column]:
                factor = line[column]
                matrix[i] = [a - factor * b for a, b in zip(line, matrix[rank], strict=True)]
        pivots.append(column)
    free = [column for column in range(len(rows)) if column not in pivots]
    if len(free) != 1:
        raise CertificateError(
            f"{len(rows)} rows are no smallest contradiction: {len(free)} of them are free"
        )
    vector = [zero] * len(rows)
    vector[free[0]] = Fraction(1)
    for line, column in zip(matrix, pivots, strict=False):
        vector[column] = -line[free[0]]
    return vector
