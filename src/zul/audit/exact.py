"""Whether rows can hold at once, decided in fractions: the simplex of Dutertre & de Moura (2006).

The solver's floating point only says where to begin; no tolerance decides anything here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isfinite

from zul.terms.cell import Cell
from zul.terms.identity import Row

_WHOLE = 1e-6  # a number this close to a whole one begins as the whole one
_FINEST = 10**6  # the largest denominator to begin from

Form = tuple[tuple[int, Fraction], ...]


def contradiction(rows: Sequence[Row], near: Mapping[Cell, float]) -> list[Row] | None:
    """A smallest set of rows that cannot hold at once, None when all can; searched from a point nearby.

    Ties are broken by the smallest index (Bland 1977), so the search ends.
    """
    point = {cell: _plain(_simple(value)) for cell, value in near.items()}
    if point and all(
        sum(_plain(k) * point[cell] for cell, k in row.coefficients.items()) >= row.bound for row in rows
    ):
        return None
    return _Simplex(rows, near).run()


class _Simplex:
    """Variables are the cells, then every sum that a row bounds; a bound remembers its row.

    `lines` gives each basic variable as a sum of the others; those are always within their bounds.
    """

    def __init__(self, rows: Sequence[Row], near: Mapping[Cell, float]) -> None:
        cells = {cell: i for i, cell in enumerate(dict.fromkeys(c for row in rows for c in row.coefficients))}
        self.lower: dict[int, tuple[Fraction, Row]] = {}
        self.upper: dict[int, tuple[Fraction, Row]] = {}
        self.at_once: list[Row] | None = None
        forms: dict[Form, int] = {}
        for row in rows:
            terms = sorted((cells[cell], k) for cell, k in row.coefficients.items())
            scale = terms[0][1]
            form = tuple((i, k / scale) for i, k in terms)
            variable = form[0][0] if len(form) == 1 else forms.setdefault(form, len(cells) + len(forms))
            self._bound(variable, row.bound / scale, row, is_lower=scale > 0)
        self.lines: dict[int, dict[int, Fraction]] = {
            variable: dict(form) for form, variable in forms.items()
        }
        self.used_in: dict[int, set[int]] = defaultdict(set)
        for basic, line in self.lines.items():
            for variable in line:
                self.used_in[variable].add(basic)
        self.value = {i: self._within(i, _simple(near.get(cell, 0.0))) for cell, i in cells.items()}
        for basic, line in self.lines.items():
            self.value[basic] = sum((k * self.value[i] for i, k in line.items()), Fraction(0))

    def run(self) -> list[Row] | None:
        waiting = set(self.lines)
        while self.at_once is None and waiting:
            basic = min(waiting)
            missed = self._missed(basic)
            if missed is None:
                waiting.discard(basic)
                continue
            bound, row, up = missed
            entering = next((i for i in sorted(self.lines[basic]) if self._can_move(basic, i, up=up)), None)
            if entering is None:
                return [row, *(self._blocking(basic, i, up=up) for i in sorted(self.lines[basic]))]
            waiting |= self._pivot(basic, entering, bound)
        return self.at_once

    def _bound(self, variable: int, bound: Fraction, row: Row, *, is_lower: bool) -> None:
        """Keep the tightest bound on each side; two that leave nothing between them are the answer."""
        side = self.lower if is_lower else self.upper
        known = side.get(variable)
        if known is None or (bound > known[0] if is_lower else bound < known[0]):
            side[variable] = (bound, row)
        lower, upper = self.lower.get(variable), self.upper.get(variable)
        if self.at_once is None and lower and upper and lower[0] > upper[0]:
            self.at_once = [lower[1], upper[1]]

    def _within(self, variable: int, value: Fraction) -> Fraction:
        if variable in self.lower:
            value = max(value, self.lower[variable][0])
        return min(value, self.upper[variable][0]) if variable in self.upper else value

    def _missed(self, variable: int) -> tuple[Fraction, Row, bool] | None:
        """The bound that a variable misses, its row, and whether the variable has to grow."""
        lower, upper = self.lower.get(variable), self.upper.get(variable)
        if lower and self.value[variable] < lower[0]:
            return (*lower, True)
        if upper and self.value[variable] > upper[0]:
            return (*upper, False)
        return None

    def _can_move(self, basic: int, variable: int, *, up: bool) -> bool:
        grows = (self.lines[basic][variable] > 0) == up
        limit = (self.upper if grows else self.lower).get(variable)
        return limit is None or (
            self.value[variable] < limit[0] if grows else self.value[variable] > limit[0]
        )

    def _blocking(self, basic: int, variable: int, *, up: bool) -> Row:
        return (self.upper if (self.lines[basic][variable] > 0) == up else self.lower)[variable][1]

    def _pivot(self, basic: int, entering: int, bound: Fraction) -> set[int]:
        """Move the basic variable to its bound and let the entering one take its place; what has moved."""
        line = self.lines.pop(basic)
        pivot = line.pop(entering)
        step = (bound - self.value[basic]) / pivot
        self.value[basic] = bound
        self.value[entering] += step
        for variable in line:
            self.used_in[variable].discard(basic)
        moved = self.used_in.pop(entering) - {basic}
        solved = {variable: -k / pivot for variable, k in line.items()}
        solved[basic] = 1 / pivot
        for other in moved:
            target = self.lines[other]
            times = target.pop(entering)
            self.value[other] += times * step
            for variable, k in solved.items():
                total = target.get(variable, Fraction(0)) + times * k
                if total:
                    target[variable] = total
                    self.used_in[variable].add(other)
                else:
                    del target[variable]
                    self.used_in[variable].discard(other)
        self.lines[entering] = solved
        for variable in solved:
            self.used_in[variable].add(entering)
        return moved | {entering}


def _plain(value: Fraction) -> Fraction | int:
    """Whole numbers as such: Python adds them up many times faster."""
    return value.numerator if value.denominator == 1 else value


def _simple(value: float) -> Fraction:
    if not isfinite(value):
        return Fraction(0)
    if abs(value - round(value)) < _WHOLE:
        return Fraction(round(value))
    return Fraction(value).limit_denominator(_FINEST)
