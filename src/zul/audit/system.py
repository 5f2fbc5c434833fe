"""Rows that hold at once or do not, decided in fractions: the simplex of Dutertre & de Moura (2006).

No tolerance decides anything here. Rows can be given up and taken back, and the search goes on from where
it was; ties are broken by the smallest index (Bland 1977), so that it ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from zul.terms.cell import Cell
from zul.terms.identity import Row

Number = Fraction | int  # whole ones as such: Python adds them up many times faster
Form = tuple[tuple[int, Number], ...]
Side = tuple[int, bool]  # a variable, and whether the bound is its lower one
Bound = tuple[Number, Row, Number]  # with the row that says so, and how often the row holds the variable
Combination = list[tuple[Fraction, Row]]

PATIENCE = 4  # pivots for each line, before the search keeps to the order that surely ends


class System:
    """Rows by the origins that they can be given up with.

    Variables are the cells, then every sum that a row bounds; a bound remembers its row. `_lines` gives each
    basic variable as a sum of the others, which are always within their bounds; `_waiting` holds the
    basic ones that may not be, `_clashing` variables whose own two bounds leave nothing between them.
    """

    def __init__(self, rows: Sequence[Row], lists: Mapping[str, str] | None = None) -> None:
        """`lists` names for an origin the list that it can be given up with."""
        self.rows = list(rows)
        self.list_of = lists or {}
        self._given_up: set[str] = set()
        objects = {id(cell): cell for row in self.rows for cell in row.coefficients}
        self._variables = {cell: i for i, cell in enumerate(dict.fromkeys(objects.values()))}
        self._rows_at: dict[Side, list[Bound]] = defaultdict(list)
        self._sides_of: dict[str, list[Side]] = defaultdict(list)
        forms = self._read({key: self._variables[cell] for key, cell in objects.items()})
        self._bounds: dict[Side, Bound] = {}
        self._clashing: set[int] = set()
        self._lines = {variable: dict(form) for form, variable in forms.items()}
        self._used_in: dict[int, set[int]] = defaultdict(set)
        for basic, line in self._lines.items():
            for variable in line:
                self._used_in[variable].add(basic)
        self._value: dict[int, Number] = dict.fromkeys(range(len(self._variables) + len(forms)), 0)
        for side in self._rows_at:
            self._rows_at[side].sort(key=lambda known: known[0], reverse=side[1])
            self._bounds[side] = self._rows_at[side][0]
        for variable in self._variables.values():
            self._value[variable] = self._within(variable)
        for variable in {variable for variable, _ in self._rows_at}:
            self._check(variable)
        for basic, line in self._lines.items():
            self._value[basic] = sum(k * self._value[i] for i, k in line.items())
        self._waiting = {basic for basic in self._lines if self._missed(basic)}

    def give_up(self, names: Iterable[str]) -> None:
        """Leave the rows of these origins and lists out."""
        self._change(names, self._given_up.update)

    def take_back(self, names: Iterable[str]) -> None:
        """Let the rows of these origins and lists hold again."""
        self._change(names, self._given_up.difference_update)

    @property
    def holding(self) -> list[Row]:
        """The rows that are not given up."""
        return [row for row in self.rows if self._holds(row)]

    def contradiction(self) -> Combination | None:
        """Multiples of rows that cannot hold at once, of which none can be spared; None when all can hold."""
        if self._clashing:
            return self._blocked(
                {min(self._clashing): 1}, up=True, own=self._bounds[min(self._clashing), True]
            )
        patience = PATIENCE * len(self._lines)
        while True:
            missed = {basic: found for basic in self._waiting if (found := self._missed(basic))}
            self._waiting = set(missed)
            if not missed:
                return None
            basic = min(missed, key=(lambda i: (len(self._lines[i]), i)) if patience > 0 else None)
            (bound, up), line = missed[basic], self._lines[basic]
            free = [i for i in line if self._can_move(i, up=(line[i] > 0) == up)]
            if not free:
                return self._blocked(line, up=up, own=bound)
            # Few sums that use the entering variable mean few new terms, and short proofs later.
            entering = min(free, key=(lambda i: (len(self._used_in[i]), i)) if patience > 0 else None)
            self._pivot(basic, entering, bound[0])
            patience -= 1

    def clashes(self) -> Iterator[Combination]:
        """Every two rows that bound one and the same sum and leave nothing between them."""
        for variable in sorted(self._clashing):
            lower, upper = (
                [b for b in self._rows_at[variable, i] if self._holds(b[1])] for i in (True, False)
            )
            for least, row, scale in lower:
                for most, other, times in upper:
                    if least <= most:
                        break
                    yield [(Fraction(1) / scale, row), (Fraction(1) / times, other)]

    def least(self, cell: Cell, sign: int) -> Combination | None:
        """Multiples of rows that keep sign × cell from being less, as far as it goes; None when nothing does.

        The rows that hold must not contradict each other.
        """
        target = self._variables[cell]
        up = sign < 0
        while True:
            line: Mapping[int, Number] = self._lines.get(target, {target: 1})
            entering = next((i for i in sorted(line) if self._can_move(i, up=(line[i] > 0) == up)), None)
            if entering is None:
                return self._blocked(line, up=up)
            if not self._go(entering, up=(line[entering] > 0) == up):
                return None

    def _read(self, variable_of: Mapping[int, int]) -> dict[Form, int]:
        """Every row as a bound of a variable; the sums, each with the index of its variable.

        `variable_of` has the addresses of the cells: to compare cells themselves would take most of the time.
        """
        forms: dict[Form, int] = {}
        cells = len(self._variables)
        for row in self.rows:
            terms = [(variable_of[id(cell)], _plain(k)) for cell, k in row.coefficients.items()]
            terms.sort()
            variable, scale = terms[0]
            if len(terms) > 1:
                form = tuple((i, _quotient(k, scale)) for i, k in terms)
                variable = forms.setdefault(form, cells + len(forms))
            side = (variable, scale > 0)
            self._rows_at[side].append((_quotient(_plain(row.bound), scale), row, max(scale, -scale)))
            for name in self._names(row):
                self._sides_of[name].append(side)
        return forms

    def _names(self, row: Row) -> list[str]:
        return [row.origin, self.list_of[row.origin]] if row.origin in self.list_of else [row.origin]

    def _holds(self, row: Row) -> bool:
        return row.origin not in self._given_up and self.list_of.get(row.origin) not in self._given_up

    def _change(self, names: Iterable[str], change: Callable[[Iterable[str]], None]) -> None:
        names = list(names)
        change(names)
        # Sorted: which contradiction is found next depends on the order of the moves.
        for side in sorted({side for name in names for side in self._sides_of.get(name, ())}):
            tightest = next((known for known in self._rows_at[side] if self._holds(known[1])), None)
            if tightest is None:
                self._bounds.pop(side, None)
            else:
                self._bounds[side] = tightest
            variable = side[0]
            self._check(variable)
            if variable in self._lines:
                self._waiting.add(variable)
            elif variable not in self._clashing:
                self._shift(variable, self._within(variable) - self._value[variable])

    def _check(self, variable: int) -> None:
        lower, upper = self._bounds.get((variable, True)), self._bounds.get((variable, False))
        if lower and upper and lower[0] > upper[0]:
            self._clashing.add(variable)
        else:
            self._clashing.discard(variable)

    def _within(self, variable: int) -> Number:
        """The value, or the bound that it misses."""
        missed = self._missed(variable)
        return missed[0][0] if missed else self._value[variable]

    def _missed(self, variable: int) -> tuple[Bound, bool] | None:
        """The bound that a variable misses, and whether the variable has to grow."""
        value = self._value[variable]
        lower = self._bounds.get((variable, True))
        if lower and value < lower[0]:
            return lower, True
        upper = self._bounds.get((variable, False))
        if upper and value > upper[0]:
            return upper, False
        return None

    def _can_move(self, variable: int, *, up: bool) -> bool:
        limit = self._bounds.get((variable, not up))
        if limit is None:
            return True
        return self._value[variable] < limit[0] if up else self._value[variable] > limit[0]

    def _blocked(self, line: Mapping[int, Number], *, up: bool, own: Bound | None = None) -> Combination:
        """The bounds that keep a sum from growing (or falling), as often as the sum holds their variables."""
        bounds = [(max(k, -k), self._bounds[i, (k > 0) != up]) for i, k in sorted(line.items())]
        if own:
            bounds.insert(0, (1, own))
        return [(Fraction(times) / scale, row) for times, (_, row, scale) in bounds]

    def _go(self, entering: int, *, up: bool) -> bool:
        """Move a variable as far as all bounds let it; False when none does."""
        limits: list[tuple[Number, int]] = []
        own = self._bounds.get((entering, not up))
        if own:
            limits.append((own[0] - self._value[entering] if up else self._value[entering] - own[0], -1))
        for basic in self._used_in[entering]:
            k = self._lines[basic][entering]
            limit = self._bounds.get((basic, (k > 0) != up))
            if limit:
                way = _quotient(limit[0] - self._value[basic], k)
                limits.append((way if up else -way, basic))
        if not limits:
            return False
        step, basic = min(limits)
        if basic < 0:
            self._shift(entering, step if up else -step)
        else:
            self._pivot(basic, entering, self._bounds[basic, (self._lines[basic][entering] > 0) != up][0])
        return True

    def _shift(self, variable: int, step: Number) -> None:
        """Move a variable that is not basic, and with it every sum that uses it."""
        if step:
            self._value[variable] += step
            for basic in self._used_in[variable]:
                self._value[basic] += self._lines[basic][variable] * step
                self._waiting.add(basic)

    def _pivot(self, basic: int, entering: int, bound: Number) -> None:
        """Move the basic variable to its bound and let the entering one take its place."""
        line = self._lines.pop(basic)
        self._waiting.discard(basic)
        pivot = line.pop(entering)
        step = _quotient(bound - self._value[basic], pivot)
        self._value[basic] = bound
        self._value[entering] += step
        for variable in line:
            self._used_in[variable].discard(basic)
        moved = self._used_in.pop(entering) - {basic}
        solved = {variable: _quotient(-k, pivot) for variable, k in line.items()}
        solved[basic] = _quotient(1, pivot)
        for other in moved:
            target = self._lines[other]
            times = target.pop(entering)
            self._value[other] = _plain(self._value[other] + times * step)
            for variable, k in solved.items():
                total = _plain(target.get(variable, 0) + times * k)
                if total:
                    target[variable] = total
                    self._used_in[variable].add(other)
                else:
                    del target[variable]
                    self._used_in[variable].discard(other)
        self._lines[entering] = solved
        for variable in solved:
            self._used_in[variable].add(entering)
        self._waiting |= moved
        self._waiting.add(entering)


def _plain(value: Number) -> Number:
    return value.numerator if value.denominator == 1 else value


def _quotient(value: Number, by: Number) -> Number:
    if by == 1:
        return value
    return -value if by == -1 else _plain(Fraction(value) / by)
