"""The annual model on the Kalmyk case: a gradient, and draws until they can be trusted.

`python benchmarks/annual.py` prints the time of the log density with its gradient (the least of several
rounds, in one thread), and CPU and wall seconds of 4 chains of 1,000 draws in two threads, with R-hat and
effective draws of the worst unknown.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from zul.ledger import read_case
from zul.reconstruct.convergence import examine
from zul.reconstruct.displaced.answer import CHAINS, TARGET, TUNE
from zul.reconstruct.displaced.model import model
from zul.reconstruct.sampler import sample

ROOT = Path(__file__).parents[1]
ROUNDS, CALLS, DRAWS = 7, 500, 1000


def main() -> None:
    """Print one line each."""
    case = read_case(ROOT / "cases/kalmyk")
    assert case.plan is not None
    built = model(case, case.plan)
    z, gradient = np.zeros(built.size), np.zeros(built.size)
    built(z, gradient)
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(CALLS):
            built(z, gradient)
        rounds.append((time.perf_counter() - began) / CALLS)
    size = f"{built.size} unknowns, {len(built.observed.data)} claims, {built.timeline.steps} steps"
    sys.stdout.write(f"{size}: value and gradient {1e6 * min(rounds):.0f} µs\n")
    wall, cpu = time.perf_counter(), time.process_time()
    drawn = sample(
        built, built.size, seed=1, chains=CHAINS, draws=DRAWS, tune=TUNE, target=TARGET, low_rank=True
    )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    health = examine(drawn.x, divergences=drawn.divergences)
    sys.stdout.write(
        f"{CHAINS} chains of {DRAWS:,} draws: {cpu:.0f} CPU s, {wall:.0f} s on two cores; R-hat at most "
        f"{health.worst_r_hat:.4f}, at least {health.least_size:,.0f} effective draws, "
        f"{drawn.divergences} divergent\n"
    )


if __name__ == "__main__":
    main()
