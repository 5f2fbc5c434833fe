"""Smallest contradicting sets, each with an exact proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zul.audit.solver import cheapest_hitting_set, infeasible_support
from zul.errors import CertificateError
from zul.terms.cell import Cell
from zul.terms.finding import Certificate
from zul.terms.identity import Row


def contradictions(
    rows: Sequence[Row], prices: Mapping[str, float], known: Sequence[Certificate] = ()
) -> list[Certificate]:
    """Smallest contradicting sets beyond the known ones, until the cheapest repair leaves no more.

    An origin with a price can be given up; the others are definitions. Implicit hitting sets: the
    repair so far is the cheapest set of origins that meets every core, and what it leaves is searched again.
    """
    found = list(known)
    given_up = cheapest_hitting_set([origins(core) for core in found], prices)
    repair_is_cheapest = True
    while True:
        core = smallest_contradiction([row for row in rows if row.origin not in given_up])
        if core is not None:
            found.append(core)
            members = {origin for origin in origins(core) if origin in prices}
            if not members:
                return found[len(known) :]  # the definitions contradict each other: nothing can be given up
            given_up = given_up | members  # first collect cores that share nothing: that is quick
            repair_is_cheapest = False
        elif repair_is_cheapest:
            return found[len(known) :]
        else:
            given_up = cheapest_hitting_set([origins(core) for core in found], prices)
            repair_is_cheapest = True


def origins(core: Certificate) -> list[str]:
    """Where the rows of a proof come from, each once."""
    return list(dict.fromkeys(row.origin for _, row in core.lines))


def smallest_contradiction(rows: Sequence[Row]) -> Certificate | None:
    """A contradicting set of which no row can be spared, or None when the rows are consistent."""
    for part in components(rows):
        left = part
        while (support := infeasible_support(left)) is not None:
            try:
                return certify(_spare([left[i] for i in support]))
            except CertificateError:
                # The solver's tolerance saw what exact arithmetic does not: look behind it.
                left = [row for i, row in enumerate(left) if i != support[-1]]
    return None


def components(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that share cells, directly or through others, together; in the order given."""
    root: dict[Cell, Cell] = {}

    def find(cell: Cell) -> Cell:
        while root.setdefault(cell, cell) != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    for row in rows:
        first, *others = row.coefficients
        for cell in others:
            root[find(cell)] = find(first)
    parts: dict[Cell, list[Row]] = {}
    for row in rows:
        parts.setdefault(find(next(iter(row.coefficients))), []).append(row)
    return list(parts.values())


def _spare(rows: list[Row]) -> list[Row]:
    """The deletion filter: drop each row without which the contradiction stays."""
    kept = list(rows)
    for row in rows:
        without = [other for other in kept if other is not row]
        if without and infeasible_support(without) is not None:
            kept = without
    return kept


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
    lines = tuple((m / smallest, row) for m, row in zip(multipliers, rows, strict=True))
    certificate = Certificate(lines=lines, proves=sum((m * row.bound for m, row in lines), Fraction(0)))
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
