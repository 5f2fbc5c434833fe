"""The one file that knows HiGHS: floating point proposes here, exact arithmetic decides elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import highspy
import numpy as np


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
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("time_limit", seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    # Programs within the program cost more than they spare where programs are so small.
    for heuristic in ("root_reduced_cost", "rins", "rens"):
        highs.setOptionValue(f"mip_heuristic_run_{heuristic}", False)
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
