"""What others make of the same rows: z3's cores, error localisation with big M, and R's errorlocate.

Each is given its best case: building its model is not counted, every M is as small as its row allows.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import highspy
import numpy as np
import z3
from attrs import frozen

from zul.audit.cores import smallest_contradiction
from zul.audit.system import System
from zul.terms.cell import Cell
from zul.terms.identity import DEFINITION, Row

T = TypeVar("T")


@frozen(kw_only=True)
class Core:
    """A contradicting set: how many origins it names, and the seconds for the model and for the search."""

    members: int
    building: float
    proving: float


@frozen(kw_only=True)
class Repair:
    """What to give up, its price, the seconds it took, and the least price where it proves one."""

    given_up: frozenset[str]
    price: float
    seconds: float
    at_least: float | None = None


def z3_core(rows: Sequence[Row], *, minimal: bool, seconds: float) -> Core | None:
    """A core of tracked origins; None when the time is over."""
    return _within(seconds, _z3_core, rows, minimal)


def _within(seconds: float, work: Callable[..., T], *given: object) -> T | None:
    """What the work answers in a process of its own, which is ended when the time is over."""
    own = get_context("spawn")
    receiving, sending = own.Pipe(duplex=False)
    child = own.Process(target=_answer, args=(sending, work, *given))
    child.start()
    answer = receiving.recv() if receiving.poll(seconds) else None
    child.kill()
    child.join()
    return answer


def _answer(sending: Connection, work: Callable[..., object], *given: object) -> None:
    sending.send(work(*given))


def _z3_core(rows: Sequence[Row], minimal: bool) -> Core:
    clock = [time.perf_counter()]
    solver = z3.SolverFor("QF_LRA")
    solver.set("core.minimize", minimal)
    names: dict[Cell, z3.ArithRef] = {}
    lines: dict[str, list[z3.BoolRef]] = {}
    for row in rows:
        terms = [
            _exact(k) * names.setdefault(c, z3.Real(f"x{len(names)}")) for c, k in row.coefficients.items()
        ]
        lines.setdefault(row.origin, []).append(z3.Sum(terms) >= _exact(row.bound))
    solver.add(lines.pop(DEFINITION))
    for origin, own in lines.items():
        solver.assert_and_track(z3.And(own), origin)
    clock.append(time.perf_counter())
    answer = solver.check()
    core = solver.unsat_core()
    clock.append(time.perf_counter())
    assert answer == z3.unsat
    return Core(members=len(core), building=clock[1] - clock[0], proving=clock[2] - clock[1])


def _exact(number: Fraction) -> z3.RatNumRef:
    return z3.RealVal(f"{number.numerator}/{number.denominator}")


def big_m(rows: Sequence[Row], prices: Mapping[str, float], *, seconds: float) -> Repair | None:
    """The cheapest repair as one program of HiGHS, a binary for each claim; None when none is found in time.

    No cell may hold more than twice the largest figure: less cuts off cheap repairs, more blurs them.
    """
    cells = {
        cell: i for i, cell in enumerate(dict.fromkeys(cell for row in rows for cell in row.coefficients))
    }
    switch = {origin: len(cells) + i for i, origin in enumerate(prices)}
    most = 2 * max(abs(float(row.bound)) for row in rows)
    entries = []
    for row in rows:
        entry = [(cells[cell], float(k)) for cell, k in row.coefficients.items()]
        if row.origin in switch:
            least = sum(min(0.0, k) * most for _, k in entry)
            entry.append((switch[row.origin], float(row.bound) - least))
        entries.append(entry)
    columns = len(cells) + len(switch)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.array([0.0] * len(cells) + list(prices.values()))
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.array([most] * len(cells) + [1.0] * len(switch))
    model.integrality_ = [highspy.HighsVarType.kContinuous] * len(cells)
    model.integrality_ += [highspy.HighsVarType.kInteger] * len(switch)
    model.row_lower_ = np.array([float(row.bound) for row in rows])
    model.row_upper_ = np.full(len(rows), highspy.kHighsInf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, entries)])
    model.a_matrix_.index_ = np.array([i for entry in entries for i, _ in entry], dtype=np.int32)
    model.a_matrix_.value_ = np.array([k for entry in entries for _, k in entry])
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("time_limit", seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(model)
    begun = time.perf_counter()
    highs.run()
    taken = time.perf_counter() - begun
    solution = highs.getSolution()
    if not solution.value_valid:
        return None
    chosen = frozenset(origin for origin, i in switch.items() if solution.col_value[i] > 0.5)
    return Repair(
        given_up=chosen,
        price=sum(prices[origin] for origin in chosen),
        seconds=taken,
        at_least=highs.getInfo().mip_dual_bound,
    )


def is_repair(rows: Sequence[Row], given_up: frozenset[str]) -> bool:
    """False when a certificate proves, in exact arithmetic, that what is left contradicts itself."""
    return smallest_contradiction(System([row for row in rows if row.origin not in given_up])) is None


def why_no_errorlocate() -> str | None:
    """Why R's errorlocate cannot be asked here; None when it can."""
    if not shutil.which("Rscript"):
        return "Rscript is not installed"
    asked = subprocess.run(
        ["Rscript", "-e", "library(errorlocate)"], capture_output=True, text=True, check=False
    )
    return asked.stderr.strip().splitlines()[0] if asked.returncode else None


_ERRORLOCATE = """
suppressMessages(library(errorlocate))
set.seed(1)
rules <- validator(.data = read.csv("rules.csv", stringsAsFactors = FALSE))
record <- read.csv("record.csv", colClasses = "numeric")
weights <- unlist(read.csv("weights.csv"))
taken <- system.time(found <- locate_errors(record, rules, weight = weights, timeout = SECONDS))["elapsed"]
wrong <- which(values(found)[1, ])
cat(sprintf('{"seconds": %f, "wrong": [%s]}', taken,
            paste(sprintf('"%s"', names(record)[wrong]), collapse = ", ")))
"""


def errorlocate(rows: Sequence[Row], prices: Mapping[str, float], *, seconds: float) -> Repair | None:
    """R's errorlocate on one record: a column for each claim, and an empty one for each cell without any.

    Rivals for one cell are tied by a rule. None when its time is over.
    """
    stated: dict[str, int] = {}
    column: dict[Cell, str] = {}
    rules = []
    for row in rows:
        if row.origin in prices and row.origin not in stated:
            ((cell, sign),) = row.coefficients.items()
            stated[row.origin] = int(sign * row.bound)
            if column.setdefault(cell, row.origin) != row.origin:
                rules.append(f"{row.origin} == {column[cell]}")
    ruled: dict[str, list[Row]] = {}
    for row in rows:
        if row.origin not in stated:
            origin = str(row) if row.origin == DEFINITION else row.origin
            ruled.setdefault(origin, []).append(row)
    for row, *opposite in ruled.values():
        names = {cell: column.setdefault(cell, f"empty{len(column)}") for cell in row.coefficients}
        left = " + ".join(names[cell] for cell, sign in row.coefficients.items() if sign > 0)
        right = " + ".join(names[cell] for cell, sign in row.coefficients.items() if sign < 0)
        rules.append(f"{left} {'==' if opposite else '>='} {right or 0}")
    empty = [name for name in column.values() if name not in stated]
    files = {
        "rules.csv": ["rule", *rules],
        "record.csv": [
            ",".join([*stated, *empty]),
            ",".join([*map(str, stated.values()), *("NA" for _ in empty)]),
        ],
        "weights.csv": [
            ",".join([*stated, *empty]),
            ",".join(str(prices.get(n, 1.0)) for n in (*stated, *empty)),
        ],
        "ask.R": [_ERRORLOCATE.replace("SECONDS", f"{seconds:.0f}")],
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in files.items():
            (Path(folder) / name).write_text("\n".join(lines) + "\n")
        try:
            asked = subprocess.run(
                ["Rscript", "ask.R"],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
                timeout=seconds + 60,
            )
        except subprocess.TimeoutExpired:
            return None
    told = json.loads(asked.stdout)
    given_up = frozenset(told["wrong"]) & stated.keys()
    return Repair(
        given_up=given_up,
        price=sum(prices[claim] for claim in given_up),
        seconds=told["seconds"],
    )
