"""The one file that knows HiGHS: floating point proposes here, exact arithmetic decides elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import highspy
import numpy as np

from zul.terms.identity import Row


def infeasible_support(rows: Sequence[Row]) -> list[int] | None:
    """Positions of rows that seem to contradict each other (the support of a dual ray), None when none do."""
    columns = {
        cell: i for i, cell in enumerate(dict.fromkeys(cell for row in rows for cell in row.coefficients))
    }
    model = _model(
        [[(columns[cell], float(k)) for cell, k in row.coefficients.items()] for row in rows], len(columns)
    )
    model.row_lower_ = np.array([float(row.bound) for row in rows])
    model.col_lower_ = np.full(len(columns), -highspy.kHighsInf)
    highs = _highs(presolve="off")  # presolve would swallow the ray
    highs.passModel(model)
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return None
    if status != highspy.HighsModelStatus.kInfeasible:
        raise RuntimeError(f"the solver gave up: {highs.modelStatusToString(status)}")
    _status, found, ray = highs.getDualRay()
    if not found:
        return list(range(len(rows)))
    largest = max(abs(value) for value in ray)
    return [i for i, value in enumerate(ray) if abs(value) > 1e-9 * largest]


def cheapest_hitting_set(cores: Sequence[Collection[str]], prices: Mapping[str, float]) -> set[str]:
    """The cheapest set that has a member in every core."""
    members = sorted({member for core in cores for member in core if member in prices})
    if not members:
        return set()
    position = {member: i for i, member in enumerate(members)}
    model = _model([[(position[m], 1.0) for m in core if m in position] for core in cores], len(members))
    model.row_lower_ = np.ones(len(cores))
    model.col_cost_ = np.array([prices[member] for member in members])
    model.col_upper_ = np.ones(len(members))
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(members)
    highs = _highs(presolve="on")
    highs.passModel(model)
    highs.run()
    chosen = highs.getSolution().col_value
    return {member for member, value in zip(members, chosen, strict=True) if value > 0.5}


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
