"""The one file that knows HiGHS: floating point proposes here, exact arithmetic decides elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import highspy
import numpy as np

from zul.terms.cell import Cell
from zul.terms.identity import Row

_TINY = 1e-9  # of the largest multiplier: smaller ones are rounding


class System:
    """Rows held by the solver; origins can be given up and taken back without building them anew."""

    def __init__(self, rows: Sequence[Row], lists: Mapping[str, str] | None = None) -> None:
        """`lists` names for an origin the list that it can be given up with."""
        self.rows = list(rows)
        self.list_of = lists or {}
        self._given_up: set[str] = set()
        self._positions: dict[str, list[int]] = defaultdict(list)
        for position, row in enumerate(self.rows):
            for name in self._names(row):
                self._positions[name].append(position)
        cells = dict.fromkeys(cell for row in self.rows for cell in row.coefficients)
        self._columns = {cell: i for i, cell in enumerate(cells)}
        entries = [
            [(self._columns[cell], float(k)) for cell, k in row.coefficients.items()] for row in self.rows
        ]
        model = _model(entries, len(cells))
        model.row_lower_ = np.array([float(row.bound) for row in self.rows])
        model.col_lower_ = np.full(len(cells), -highspy.kHighsInf)
        self._highs = _highs(presolve="off")  # presolve would swallow the ray
        self._highs.passModel(model)

    def give_up(self, origins: Iterable[str]) -> None:
        """Leave the rows of these origins out."""
        origins = list(origins)
        self._given_up.update(origins)
        for position in self._of(origins):
            self._highs.changeRowBounds(position, -highspy.kHighsInf, highspy.kHighsInf)

    def take_back(self, origins: Iterable[str]) -> None:
        """Let the rows of these origins hold again."""
        origins = list(origins)
        self._given_up.difference_update(origins)
        for position in self._of(origins):
            if self._holds(self.rows[position]):
                self._highs.changeRowBounds(position, float(self.rows[position].bound), highspy.kHighsInf)

    @property
    def holding(self) -> list[Row]:
        """The rows that are not given up."""
        return [row for row in self.rows if self._holds(row)]

    def _names(self, row: Row) -> list[str]:
        return [row.origin, self.list_of[row.origin]] if row.origin in self.list_of else [row.origin]

    def _holds(self, row: Row) -> bool:
        return self._given_up.isdisjoint(self._names(row))

    def contradicting(self) -> list[Row] | None:
        """Rows that seem to contradict each other (the support of a dual ray), None when none seem to."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
            return None
        _status, found, ray = self._highs.getDualRay()
        return self._support(ray) if found else self.holding

    def point(self) -> Mapping[Cell, float]:
        """Where the last search ended: near a solution, if there is one."""
        values = self._highs.getSolution().col_value
        return dict(zip(self._columns, values, strict=False))

    def least(self, target: Mapping[Cell, float]) -> list[Row] | None:
        """Rows that seem to bound the target from below as far as it goes; None when nothing does."""
        for cell, coefficient in target.items():
            self._highs.changeColCost(self._columns[cell], coefficient)
        self._highs.run()
        optimal = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        support = self._support(self._highs.getSolution().row_dual) if optimal else None
        for cell in target:
            self._highs.changeColCost(self._columns[cell], 0.0)
        return support

    def reach(self, target: Cell, sign: int) -> float | None:
        """About how far up (sign 1) or down (-1) the target can go; None when nothing stops it."""
        self._highs.changeColCost(self._columns[target], -float(sign))
        self._highs.run()
        optimal = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = self._highs.getSolution().col_value[self._columns[target]] if optimal else None
        self._highs.changeColCost(self._columns[target], 0.0)
        return value

    def _of(self, origins: Iterable[str]) -> list[int]:
        return [position for origin in origins for position in self._positions.get(origin, ())]

    def _support(self, multipliers: Sequence[float]) -> list[Row]:
        sizes = np.abs(np.array(multipliers))
        return [self.rows[i] for i in np.nonzero(sizes > _TINY * sizes.max(initial=0.0))[0]]


def cheapest_cover(
    cores: Sequence[Collection[int]],
    prices: Sequence[float],
    *,
    other_than: Sequence[Collection[int]] = (),
    in_parts: bool = False,
    seconds: float = float("inf"),
) -> tuple[Sequence[float], float] | None:
    """How much of members 0, 1, … the cheapest cover of the cores takes, and a lower bound of its price.

    A cover takes all or nothing of a member, `in_parts` also something between, which is found much faster.
    None when there is none besides `other_than`, or none was found in time.
    """
    meet = [[(member, 1.0) for member in core] for core in cores]
    differ = [[(i, -1.0 if i in known else 1.0) for i in range(len(prices))] for known in other_than]
    model = _model([*meet, *differ], len(prices))
    model.row_lower_ = np.array([1.0] * len(meet) + [1.0 - len(known) for known in other_than])
    model.col_cost_ = np.array(prices, dtype=float)
    model.col_upper_ = np.ones(len(prices))
    if not in_parts:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(prices)
    highs = _highs(presolve="on")
    highs.setOptionValue("time_limit", seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(model)
    highs.run()
    solution, info = highs.getSolution(), highs.getInfo()
    if not solution.value_valid:
        return None
    return solution.col_value, info.objective_function_value if in_parts else info.mip_dual_bound


def _model(rows: Sequence[Sequence[tuple[int, float]]], columns: int) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.zeros(columns)
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.full(columns, highspy.kHighsInf)
    model.row_upper_ = np.full(len(rows), highspy.kHighsInf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
    model.a_matrix_.index_ = np.array([i for row in rows for i, _ in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([value for row in rows for _, value in row])
    return model


def _highs(presolve: str) -> highspy.Highs:
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("presolve", presolve)
    highs.setOptionValue("threads", 1)
    return highs
