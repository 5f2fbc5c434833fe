"""Simulation-based calibration of the annual model, on the account and priors of the Kalmyk case.

`python checks/kalmyk_calibration.py [replicates] [--processes N]` draws unknowns from the prior, lets every
source print the figures that it would then print (so hedged and so rounded as its own), reads them by the law
of figures, reconstructs, and asks where the truth lies among the draws. What is done is kept in
build/kalmyk_calibration.csv, and not done again; its table is checks/kalmyk_calibration.md.
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
from published_calibration import RANKS, tables

from zul.ledger import read_case
from zul.reconstruct.arrays import Array
from zul.reconstruct.convergence import examine
from zul.reconstruct.displaced.model import Model, model
from zul.reconstruct.displaced.scenarios import scenarios
from zul.reconstruct.displaced.simulate import simulate
from zul.reconstruct.sampler import sample

ROOT = Path(__file__).parents[1]
DONE = ROOT / "build/kalmyk_calibration.csv"
SEED = 1943
LEAST_SIZE = 200  # effective draws of each quantity, so that 99 of them are as good as independent
YEARS = range(1943, 1960)
QUANTITIES = (
    *(f"population of {year}" for year in YEARS),
    *(f"excess deaths, {name}" for name in ("attributable", "cohort", "scenario", "register")),
    "birth deficit",
)


@cache
def _model() -> Model:
    case = read_case(ROOT / "cases/kalmyk")
    assert case.plan is not None
    return model(case, case.plan)


def quantities(model: Model, draws: Array) -> Array:
    """The quantities of each of `draws[draw, unknown]`."""
    found = scenarios(model, draws)
    at = [int(np.searchsorted(model.timeline.starts, year)) for year in YEARS]
    excess = [series[:, -1:] for series in found.excess().values()]
    return np.hstack([found.population[:, at], *excess, found.birth_deficit()[:, -1:]])


def replicate(number: int) -> list[float]:
    """Number, seconds, draws, divergences, least size; then rank and share below for each quantity."""
    began = time.process_time()
    random = np.random.default_rng((SEED, number))
    unknown, simulated = simulate(_model(), random)
    truth = quantities(simulated, unknown[None])[0]
    length = 300
    while True:
        drawn = sample(
            simulated, simulated.size, seed=int(random.integers(2**31)), chains=2, cores=1,
            tune=300, draws=length, target=0.85, low_rank=True,
        )  # fmt: skip
        values = np.stack([quantities(simulated, chain) for chain in drawn.x])
        size = examine(values).bulk.min()
        if size >= LEAST_SIZE or length >= 1200:
            break
        length *= 2
    flat = values.reshape(2 * length, -1)
    kept = flat[np.linspace(0, len(flat) - 1, RANKS - 1).round().astype(int)]
    pairs = np.column_stack([(kept < truth).sum(axis=0), (flat < truth).mean(axis=0)])
    return [number, time.process_time() - began, 2 * length, drawn.divergences, size, *pairs.ravel()]


def main() -> int:
    """Go on where an earlier run stopped, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replicates", nargs="?", type=int, default=200)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    DONE.parent.mkdir(exist_ok=True)
    rows = {int(float(row[0])): row for row in csv.reader(DONE.open())} if DONE.exists() else {}
    waiting = [number for number in range(asked.replicates) if number not in rows]
    with DONE.open("a") as done, get_context("spawn").Pool(asked.processes) as pool:
        for row in pool.imap_unordered(replicate, waiting):
            csv.writer(done).writerow([f"{value:.6g}" for value in row])
            done.flush()
            rows[int(row[0])] = [str(value) for value in row]
            sys.stderr.write(f"\r{len(rows):,} of {asked.replicates:,}")
    numbers = sorted(rows)[: asked.replicates]
    found = np.array([rows[number] for number in numbers], dtype=float)
    sys.stdout.write("\n".join(tables(found, QUANTITIES)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
