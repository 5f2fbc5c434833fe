"""Simulation-based calibration of the published model, on Burkina Faso's initial estimates.

`python checks/published_calibration.py [replicates] [--processes N]` draws rates from the prior, counts
censuses in what follows from them, reconstructs, and asks where the truth lies among the draws. What is done
is kept in build/published_calibration.csv, and not done again; the table of checks/published_calibration.md
is printed at the end.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from zul.ledger.published import read_published
from zul.reconstruct.arrays import Array
from zul.reconstruct.convergence import examine
from zul.reconstruct.published import Evidence, evidence_of, log_density, outcomes_of, simulated, size_of
from zul.reconstruct.recovery import LEVELS, gather, limits, rank
from zul.reconstruct.sampler import sample

ROOT = Path(__file__).parents[1]
DONE = ROOT / "build/published_calibration.csv"
SEED = 1960
LEAST_SIZE = 200  # effective draws of each quantity, so that 99 of them are as good as independent
LONGEST = 4  # times the first length
QUANTITIES = tuple(
    f"{name} {year}"
    for name, years in (
        ("children a woman", range(1960, 2005, 5)),
        ("years of life expected", range(1960, 2005, 5)),
        ("women", range(1960, 2006, 5)),
        ("net migrants", range(1960, 2005, 5)),
    )
    for year in years
)


@cache
def _evidence() -> Evidence:
    return evidence_of(read_published(ROOT / "cases/burkina-faso"))


def quantities(evidence: Evidence, x: Array) -> Array:
    """The quantities of each draw `x[draw, unknown]`."""
    found = outcomes_of(evidence, x)
    women = found.stock.sum(axis=(2, 3))
    return np.hstack([found.children, found.expectancy[..., 0], women, found.migrants[..., 0]])


def replicate(number: int) -> list[float]:
    """Number, seconds, draws, divergences, least size; then rank and share below for each quantity."""
    began = time.process_time()
    random = np.random.default_rng((SEED, number))
    unknown, evidence = simulated(_evidence(), random)
    truth = quantities(evidence, unknown[None])[0]
    length = 600
    while True:
        drawn = sample(
            lambda x, gradient: log_density(evidence, x, gradient),
            size_of(evidence),
            seed=int(random.integers(2**31)),
            chains=1,
            cores=1,
            tune=500,
            draws=length,
            target=0.9,
        )
        values = quantities(evidence, drawn.x[0])
        size = examine(values.reshape(2, length // 2, -1)).bulk.min()
        if size >= LEAST_SIZE or length >= 600 * LONGEST:
            break
        length *= 4
    pairs = np.column_stack(rank(truth, values))
    return [number, time.process_time() - began, length, drawn.divergences, size, *pairs.ravel()]


def tables(rows: Array) -> Iterator[str]:
    """The tables of checks/published_calibration.md."""
    seconds, mixed = rows[:, 1], rows[:, 4] >= LEAST_SIZE
    yield (
        f"{len(rows):,} replicates; {seconds.mean():.2f} CPU seconds each, {np.quantile(seconds, 0.99):.1f} "
        f"for the slowest hundredth. Set apart: {(~mixed).sum()} of them ({(~mixed).mean():.1%}), whose "
        f"draws Zul would refuse (fewer than {LEAST_SIZE} effective ones after {600 * LONGEST:,})."
    )
    yield (
        f"Of the others, {(rows[mixed, 3] == 0).mean():.0%} had no divergence; the worst quantity had "
        f"{np.median(rows[mixed, 4]):,.0f} effective draws (median).\n"
    )
    pairs = rows[mixed, 5:].reshape(mixed.sum(), -1, 2)
    found = gather(QUANTITIES, list(zip(pairs[..., 0], pairs[..., 1], strict=True)))
    head, *body = found.table()
    yield from (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))
    count = len(QUANTITIES)
    yield ""
    yield f"- Inside the band of 95 %: {sum(found.inside())} of {count} quantities."
    joint = sum(found.inside(1 - 0.05 / count))
    yield f"- Inside the band of {count} at once: {joint} of {count} quantities."
    held = [sum(not row[3 + at].endswith("*") for row in body) for at in range(len(LEVELS))]
    told = ", ".join("{:.1%} to {:.1%}".format(*limits(found.replicates, level)) for level in LEVELS)
    yield f"- Coverage inside the binomial 99 % limits ({told}): {sum(held)} of {count * len(LEVELS)}."


def main() -> int:
    """Go on where an earlier run stopped, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replicates", nargs="?", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    DONE.parent.mkdir(exist_ok=True)
    done = {int(row[0]) for row in _rows()}
    todo = [number for number in range(asked.replicates) if number not in done]
    with get_context("spawn").Pool(asked.processes) as pool, DONE.open("a", newline="") as out:
        for at, row in enumerate(pool.imap_unordered(replicate, todo), start=1):
            csv.writer(out).writerow([f"{value:.6g}" for value in row])
            out.flush()
            sys.stderr.write(f"\r{len(done) + at:,} of {asked.replicates:,}")
    rows = sorted(row for row in _rows() if row[0] < asked.replicates)
    sys.stdout.writelines(f"{line}\n" for line in tables(np.array(rows)))
    return 0


def _rows() -> list[list[float]]:
    if not DONE.exists():
        return []
    with DONE.open(newline="") as file:
        return [[float(value) for value in row] for row in csv.reader(file)]


if __name__ == "__main__":
    sys.exit(main())
