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
from scipy.stats import binom

from zul.ledger.published import read_published
from zul.reconstruct.arrays import Array
from zul.reconstruct.convergence import examine
from zul.reconstruct.published import Evidence, evidence_of, log_density, outcomes_of, simulated, size_of
from zul.reconstruct.sampler import sample

ROOT = Path(__file__).parents[1]
DONE = ROOT / "build/published_calibration.csv"
SEED = 1960
RANKS = 100  # a truth has 0 to 99 of 99 draws below it
LEAST_SIZE = 200  # effective draws of each quantity, so that 99 of them are as good as independent
LONGEST = 4  # times the first length
LEVELS = (0.5, 0.9, 0.95)
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
    kept = values[np.linspace(0, length - 1, RANKS - 1).round().astype(int)]
    pairs = np.column_stack([(kept < truth).sum(axis=0), (values < truth).mean(axis=0)])
    return [number, time.process_time() - began, length, drawn.divergences, size, *pairs.ravel()]


def band(replicates: int, level: float) -> tuple[Array, Array]:
    """Bounds at every rank of the counts up to it that uniform ranks keep all at once with this chance.

    As Säilynoja, Bürkner & Vehtari 2022, https://doi.org/10.1007/s11222-022-10090-6, by simulation.
    """
    random = np.random.default_rng(1)
    ends = np.arange(1, RANKS) / RANKS
    counts = np.cumsum(random.multinomial(replicates, np.full(RANKS, 1 / RANKS), size=20_000), axis=1)[:, :-1]
    below, above = binom.cdf(counts, replicates, ends), binom.sf(counts - 1, replicates, ends)
    outermost = 2 * np.minimum(below, above).min(axis=1)
    pointwise = np.quantile(outermost, 1 - level)
    return binom.ppf(pointwise / 2, replicates, ends), binom.ppf(1 - pointwise / 2, replicates, ends)


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
    rows = rows[mixed]
    count, pairs = len(rows), rows[:, 5:].reshape(len(rows), -1, 2)
    ranks, shares = pairs[..., 0], pairs[..., 1]
    below = (ranks[..., None] <= np.arange(RANKS - 1)).sum(axis=0)
    bands = {
        "95 %": band(count, 0.95),
        f"{len(QUANTITIES)} at once": band(count, 1 - 0.05 / len(QUANTITIES)),
    }
    yield (
        f"| quantity | mean rank of 99 | {' | '.join(f'inside the band of {b}' for b in bands)} | "
        + " | ".join(f"{level:.0%} interval" for level in LEVELS)
        + " |"
    )
    yield "| --- " * (2 + len(bands) + len(LEVELS)) + "|"
    inside: dict[str, list[bool]] = {name: [] for name in bands}
    covered: list[bool] = []
    for at, name in enumerate(QUANTITIES):
        cells = []
        for width, (low, high) in bands.items():
            inside[width].append(bool(((low <= below[at]) & (below[at] <= high)).all()))
            cells.append("yes" if inside[width][-1] else "**no**")
        for level in LEVELS:
            hits = int((np.abs(shares[:, at] - 0.5) <= level / 2).sum())
            covered.append(bool(binom.ppf(0.005, count, level) <= hits <= binom.ppf(0.995, count, level)))
            cells.append(f"{hits / count:.1%}" if covered[-1] else f"**{hits / count:.1%}**")
        yield f"| {name} | {ranks[:, at].mean():.1f} | {' | '.join(cells)} |"
    limits = ", ".join(
        f"{binom.ppf(0.005, count, level) / count:.1%} to {binom.ppf(0.995, count, level) / count:.1%}"
        for level in LEVELS
    )
    yield ""
    for width, kept in inside.items():
        yield f"- Inside the band of {width}: {sum(kept)} of {len(kept)} quantities."
    yield f"- Coverage inside the binomial 99 % limits ({limits}): {sum(covered)} of {len(covered)}."


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
