"""How fast the published model is reconstructed, beside R's popReconstruct in the same run.

`python benchmarks/reconstruct.py [--iterations N] [--install]` prints the tables of benchmarks/README.md;
`--install` first fetches popReconstruct and what it needs with R's own installer, into build/r. It takes a
few minutes on 2 cores.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numba import njit

from zul.ledger.published import read_published
from zul.reconstruct.arrays import Array
from zul.reconstruct.published import Evidence, evidence_of, log_density, reconstruct_published, size_of

ROOT = Path(__file__).parents[1]
CASE = ROOT / "cases/burkina-faso"
LIBRARY = ROOT / "build/r"
TARGETS = (0.8, 0.85, 0.9)
# Of popReconstruct, from one run of 15,500 iterations: effective draws of the worst and the median unknown.
ITERATIONS, WORST, MEDIAN = 15_500, 61, 943


def reconstruct(target: float) -> dict[str, float]:
    """Everything that `zul reconstruct` does but print, in this process; seconds are CPU seconds."""
    tables = read_published(CASE)
    before = _cpu(resource.RUSAGE_SELF)
    reconstruct_published(tables, seed=1, draws=4, tune=4, chains=2)
    compiled = _cpu(resource.RUSAGE_SELF)
    found = reconstruct_published(tables, seed=1, target=target)
    sampled = _cpu(resource.RUSAGE_SELF)
    convergence = found.examine()
    moving = ~np.isnan(convergence.r_hat)
    assert moving.sum() == size_of(evidence_of(tables))
    return {
        "compiling": compiled - before,
        "sampling": sampled - compiled,
        "draws": found.draws.divergent.size,
        "worst": convergence.bulk[moving].min(),
        "median": float(np.median(convergence.bulk[moving])),
        "tail": convergence.tail[moving].min(),
        "r_hat": convergence.worst_r_hat,
        "divergences": convergence.divergences,
    }


def run_apart(target: float, cache: Path) -> dict[str, float]:
    """The same in a process of its own, with its compiled functions in `cache`: all its CPU seconds too."""
    command = [sys.executable, __file__, "--inner", str(target)]
    before, clock = _cpu(resource.RUSAGE_CHILDREN), time.perf_counter()
    keep = os.environ | {"XDG_CACHE_HOME": str(cache), "NUMBA_CACHE_DIR": str(cache)}
    told = subprocess.run(command, env=keep, capture_output=True, text=True, check=True).stdout
    seconds = _cpu(resource.RUSAGE_CHILDREN) - before
    return json.loads(told) | {"cpu": seconds, "wall": time.perf_counter() - clock}


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


@njit(nogil=True)
def _again(evidence: Evidence, x: Array, gradient: Array, times: int) -> float:
    value = 0.0
    for _ in range(times):
        value += log_density(evidence, x, gradient)
    return value


def gradient_microseconds(times: int = 20_000) -> float:
    """CPU time of the density with its gradient, called from compiled code."""
    evidence = evidence_of(read_published(CASE))
    x = np.random.default_rng(1).normal(0, 0.3, size_of(evidence))
    gradient = np.empty_like(x)
    _again(evidence, x, gradient, 1)
    before = _cpu(resource.RUSAGE_SELF)
    _again(evidence, x, gradient, times)
    return (_cpu(resource.RUSAGE_SELF) - before) / times * 1e6


_R = """
.libPaths(c("LIBRARY", .libPaths()))
suppressMessages(library(popReconstruct))
data(burkina_faso_females)
given <- burkina.faso.females
set.seed(1)
taken <- system.time(popRecon.sampler(
  n.iter = ITERATIONS, mean.f = given$fertility.rates, mean.s = given$survival.proportions,
  mean.g = given$migration.proportions, mean.b = given$baseline.pop.counts,
  pop.data = given$census.pop.counts, prop.vars = burkina.faso.prop.vars))
cat(taken["user.self"] + taken["sys.self"], as.character(packageVersion("popReconstruct")), sep = " ")
"""


def pop_reconstruct(iterations: int) -> tuple[float, str] | str:
    """Iterations a CPU second, and the version; or why it cannot be asked."""
    if not shutil.which("Rscript"):
        return "Rscript is not installed"
    script = _R.replace("LIBRARY", str(LIBRARY)).replace("ITERATIONS", str(iterations))
    asked = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False)
    if asked.returncode:
        return asked.stderr.strip().splitlines()[0]
    seconds, version = asked.stdout.split()
    return iterations / float(seconds), version


def install() -> None:
    """Fetch popReconstruct and what it needs from CRAN into build/r."""
    LIBRARY.mkdir(parents=True, exist_ok=True)
    code = f'install.packages("popReconstruct", lib = "{LIBRARY}", repos = "https://cloud.r-project.org")'
    subprocess.run(["Rscript", "-e", code], check=True)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iterations", type=int, default=1000, help="of popReconstruct")
    parser.add_argument("--install", action="store_true", help="fetch popReconstruct first")
    parser.add_argument("--inner", type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inner:
        sys.stdout.write(json.dumps(reconstruct(asked.inner)))
        return 0
    if asked.install:
        install()
    sys.stdout.write(f"One density with its gradient: {gradient_microseconds():.1f} µs.\n\n")
    head = "start, target, all CPU s, wall s, compiling s, sampling s, draws, worst ESS, median ESS, tail ESS"
    rows, speeds = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number, target in enumerate((0.9, *TARGETS)):
            run = run_apart(target, Path(folder))
            speeds.append((run["worst"] / run["sampling"], run["median"] / run["sampling"]))
            rows.append(
                [
                    "warm" if number else "cold",
                    f"{target:g}",
                    *(f"{run[key]:.1f}" for key in ("cpu", "wall", "compiling", "sampling")),
                    *(f"{run[key]:,.0f}" for key in ("draws", "worst", "median", "tail")),
                    f"{run['r_hat']:.4f}",
                    f"{run['divergences']:.0f}",
                    *(f"{speed:,.0f}" for speed in speeds[-1]),
                ]
            )
    _print([*head.split(", "), "R-hat", "divergences", "worst ESS/s", "median ESS/s"], rows)
    found = pop_reconstruct(asked.iterations)
    if isinstance(found, str):
        sys.stdout.write(f"popReconstruct was not asked: {found}\n")
        return 0
    speed, version = found
    theirs = (speed / ITERATIONS * WORST, speed / ITERATIONS * MEDIAN)
    ours = speeds[-1]
    _print(
        ["by", "iterations/s", "worst ESS/s", "median ESS/s", "ratio, worst", "ratio, median"],
        [
            [f"Zul, target {TARGETS[-1]:g}", "–", *(f"{s:,.0f}" for s in ours), "1×", "1×"],
            [
                f"popReconstruct {version}",
                f"{speed:.1f}",
                *(f"{s:.3f}" for s in theirs),
                *(f"{a / b:,.0f}×" for a, b in zip(ours, theirs, strict=True)),
            ],
        ],
    )
    return 0


def _print(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sys.stdout.write("".join(f"| {' | '.join(row)} |\n" for row in [head, ["---"] * len(head), *rows]) + "\n")


if __name__ == "__main__":
    sys.exit(main())
