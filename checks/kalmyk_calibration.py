"""Simulation-based calibration of the annual model, on the account, priors and sources of the Kalmyk case.

`python checks/kalmyk_calibration.py [replicates] [--processes N]` does what `zul recover` does, in several
processes, and goes on where it was stopped: what is done is kept in build/kalmyk_calibration.csv. The table
that it prints at the end is that of checks/kalmyk_calibration.md.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from zul.ledger import read_case
from zul.reconstruct.displaced.model import Model, model
from zul.reconstruct.displaced.recover import LEAST_SIZE, quantities, replicate
from zul.reconstruct.recovery import gather

ROOT = Path(__file__).parents[1]
DONE = ROOT / "build/kalmyk_calibration.csv"
SEED = 1943


@cache
def _model() -> Model:
    case = read_case(ROOT / "cases/kalmyk")
    assert case.plan is not None
    return model(case, case.plan)


def one(number: int) -> list[float]:
    """Number, seconds, draws, least size; then rank and share below for each quantity."""
    began = time.process_time()
    ranks, below, size, draws = replicate(_model(), np.random.default_rng((SEED, number)))
    pairs = np.column_stack([ranks, below]).ravel()
    return [number, time.process_time() - began, draws, size, *pairs]


def main() -> int:
    """Go on where an earlier run stopped, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replicates", nargs="?", type=int, default=200)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    DONE.parent.mkdir(exist_ok=True)
    rows = {int(float(row[0])): row for row in csv.reader(DONE.open())} if DONE.exists() else {}
    waiting = [number for number in range(asked.replicates) if number not in rows]
    with DONE.open("a") as done, get_context("spawn").Pool(asked.processes) as pool:
        for row in pool.imap_unordered(one, waiting):
            csv.writer(done).writerow([f"{value:.6g}" for value in row])
            done.flush()
            rows[int(row[0])] = [str(value) for value in row]
            sys.stderr.write(f"\r{len(rows):,} of {asked.replicates:,}")
    found = np.array([rows[number] for number in sorted(rows)[: asked.replicates]], dtype=float)
    mixed = found[found[:, 3] >= LEAST_SIZE]
    recovery = gather(quantities(_model()), [(pairs[::2], pairs[1::2]) for pairs in mixed[:, 4:]])
    lines = [
        f"{len(found):,} replicates, {found[:, 1].mean():.0f} CPU seconds each; set apart "
        f"{len(found) - len(mixed)} with fewer than {LEAST_SIZE} effective draws.",
        "",
        *(f"| {' | '.join(row)} |" for row in recovery.table()),
    ]
    lines.insert(3, "| --- " * len(recovery.table()[0]) + "|")
    inside = recovery.inside()
    lines += ["", f"Inside the simultaneous band of 95 %: {sum(inside)} of {len(inside)} quantities."]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
