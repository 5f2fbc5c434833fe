"""The published model's posterior beside what others found with the same model and data.

`python checks/published_model.py` reconstructs Burkina Faso with 40,000 draws and Thailand with 12,000, in a
few minutes on 2 cores, and prints the tables of checks/published_model.md.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from attrs import frozen

from zul.ledger.published import read_published
from zul.reconstruct.arrays import Array
from zul.reconstruct.convergence import examine
from zul.reconstruct.published import Reconstruction, Row, quantities, reconstruct_published

ROOT = Path(__file__).parents[1]
MEDIAN, END = 0.05, 0.10  # how far apart they may lie, in posterior standard deviations
REFERENCE_DRAWS = 20_000
SPREAD, BEYOND = (0.9, 1.1), 0.07  # of z-scores, and the share of them beyond 2


@frozen
class Interval:
    """The median and the ends of the 95 % interval."""

    low: float
    median: float
    high: float

    def __str__(self) -> str:
        if self.high >= 1000:
            told = f"{self.median / 1000:,.1f} ({self.low / 1000:,.1f} to {self.high / 1000:,.1f}) thousand"
        else:
            digits = 2 if self.high >= 1.2 else 4
            told = f"{self.median:.{digits}f} ({self.low:.{digits}f} to {self.high:.{digits}f})"
        return told.replace("-", "−")


def burkina_faso() -> Iterator[str]:
    """Quantity by quantity, then all unknowns at once."""
    began = time.process_time()
    tables = read_published(ROOT / "cases/burkina-faso")
    found = reconstruct_published(tables, seed=23, draws=10_000, tune=1000)
    yield f"## Burkina Faso\n\n{_told(found, time.process_time() - began)}\n"
    theirs = _read("burkina_faso_posterior.csv")
    yield "| quantity | when | Zul | reference | popReconstruct | median apart, SD | ends apart, SD | error |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    drawn = np.hstack([*(values for _, values in quantities(found.outcomes)), found.outcomes.variance])
    sizes = examine(drawn.reshape(*found.draws.x.shape[:2], -1)).tail
    apart: dict[str, list[Apart]] = {}
    for row, draws, size in zip((*found.rows, *_variances(found)), drawn.T, sizes, strict=True):
        line = theirs[row.quantity, row.when]
        one = _apart(_interval(row), line, draws, size)
        apart.setdefault(row.quantity, []).append(one)
        cells = (row.quantity, row.when, _interval(row), _parsed(line), _parsed(line, "package_"))
        yield f"| {' | '.join(map(str, cells))} | {one.median:.3f} | {one.ends:.3f} | {one.error:.3f} |"
    yield ""
    for quantity, rows in apart.items():
        middle = max(one.median for one in rows)
        ends = max(rows, key=lambda one: one.ends)
        is_near = ends.ends <= END or quantity == "variance"  # which is not among what is published
        yield (
            f"- {quantity}: medians at most {middle:.3f} SD apart{_verdict(middle <= MEDIAN)}, ends at most "
            f"{ends.ends:.3f}{_verdict(is_near)} with a Monte Carlo error of {ends.error:.3f} there"
        )
    yield from _z_scores(found, theirs)


@frozen
class Apart:
    """Distances in posterior standard deviations, and the Monte Carlo error of that of the ends."""

    median: float
    ends: float
    error: float


def _apart(ours: Interval, line: dict[str, str], draws: Array, size: float) -> Apart:
    reference, sd = _parsed(line), float(line["sd"])
    sizes = (size, size / draws.size * REFERENCE_DRAWS)
    ends = [
        (abs(a - b) / sd, np.hypot(*(_error_of_quantile(draws, level, n) for n in sizes)) / sd)
        for a, b, level in ((ours.low, reference.low, 0.025), (ours.high, reference.high, 0.975))
    ]
    return Apart(abs(ours.median - reference.median) / sd, *map(float, max(ends)))


def _z_scores(found: Reconstruction, theirs: dict[tuple[str, str], dict[str, str]]) -> Iterator[str]:
    """Differences over their Monte Carlo errors: of means; of medians for variances, whose tails are long."""
    with (ROOT / "checks/data/burkina_faso_parameters.csv").open(encoding="utf-8", newline="") as file:
        means = {(line["kind"], line["year"], line["age"]): line for line in csv.DictReader(file)}
    size = dict(zip(found.names, found.examine().bulk, strict=True))
    scores = []
    for name, draws in zip(found.names, found.values.reshape(-1, len(found.names)).T, strict=True):
        if name.startswith("variance"):
            line = theirs["variance", name.removeprefix("variance of ")]
            errors = [_error_of_quantile(draws, 0.5, n) for n in (size[name], float(line["ess_bulk"]))]
            scores.append((np.median(draws) - float(line["median"])) / np.hypot(*errors))
        elif not name.startswith("boys"):
            what, _, when = name.rpartition(", ")
            *_, kind, _, age = what.split(" ")
            line = means[kind, when[:4], age]
            errors = [draws.std() / size[name] ** 0.5, float(line["sd"]) / float(line["ess_bulk"]) ** 0.5]
            scores.append((draws.mean() - float(line["mean"])) / np.hypot(*errors))
    z = np.array(scores)
    beyond = float((np.abs(z) > 2).mean())
    yield (
        f"- z-scores of {z.size} unknowns: SD {z.std():.3f}{_verdict(SPREAD[0] <= z.std() <= SPREAD[1])}, "
        f"{beyond:.1%} beyond 2{_verdict(beyond <= BEYOND)}, the largest {np.abs(z).max():.2f}"
    )


def _error_of_quantile(draws: Array, level: float, size: float) -> float:
    """Of so many independent draws: half of what lies within a binomial standard deviation of the level."""
    reach = (level * (1 - level) / size) ** 0.5
    low, high = np.quantile(draws, [level - reach, level + reach])
    return float(high - low) / 2


def _variances(found: Reconstruction) -> Iterator[Row]:
    kinds = [name.removeprefix("variance of ") for name in found.names if name.startswith("variance")]
    for kind, draws in zip(kinds, found.outcomes.variance.T, strict=True):
        low, median, high = np.quantile(draws, [0.025, 0.5, 0.975])
        yield Row(quantity="variance", when=kind, initial=0.0, low=low, median=median, high=high)


def thailand() -> Iterator[str]:
    """What the figures of the paper show, and what its abstract says."""
    began = time.process_time()
    tables = read_published(ROOT / "cases/thailand")
    found = reconstruct_published(tables, seed=21, draws=3000, tune=1000)
    yield f"\n## Thailand\n\n{_told(found, time.process_time() - began)}\n"
    theirs = _read("thailand_posterior.csv")
    yield "| quantity | when | Zul | Wheldon et al. | median apart, SD |"
    yield "| --- | --- | --- | --- | --- |"
    apart = []
    for row in found.rows:
        line, ours = theirs.get((row.quantity, row.when)), _interval(row)
        published, distance = "–", "–"
        if line:
            published = str(_parsed(line))
            apart.append(abs(ours.median - _parsed(line).median) / (ours.high - ours.low) * 3.92)
            distance = f"{apart[-1]:.2f}"
        yield f"| {row.quantity} | {row.when} | {ours} | {published} | {distance} |"
    longer = found.outcomes.expectancy[..., 0] - found.outcomes.expectancy[..., 1]
    always, growing = (longer > 0).mean(axis=0).min(), (longer[:, -1] > longer[:, 0]).mean()
    yield (
        f"\nOf {len(apart)} medians the farthest lies {max(apart):.2f} SD from theirs, half of them within "
        f"{np.median(apart):.2f}. That women's expectation of life is longer than men's has a probability of "
        f"at least {always:.3f} in every period; that the difference grew from first to last, {growing:.3f}. "
        f"The paper found strong evidence of both."
    )


def _told(found: Reconstruction, seconds: float) -> str:
    convergence = found.examine()
    refusal = convergence.refusal(found.names)
    return (
        f"{found.draws.divergent.size:,} draws, {seconds:.0f} CPU seconds; R-hat at most "
        f"{convergence.worst_r_hat:.4f}, at least {convergence.least_size:,.0f} effective draws of any "
        f"unknown in bulk and tails, {convergence.divergences} divergences{_verdict(refusal is None)}."
    )


def _interval(row: Row) -> Interval:
    return Interval(row.low, row.median, row.high)


def _parsed(line: dict[str, str], prefix: str = "") -> Interval:
    return Interval(*(float(line[f"{prefix}{end}"]) for end in ("low", "median", "high")))


def _read(file: str) -> dict[tuple[str, str], dict[str, str]]:
    with (ROOT / "checks/data" / file).open(encoding="utf-8", newline="") as table:
        return {(line["quantity"], line["when"]): line for line in csv.DictReader(table)}


def _verdict(is_right: bool) -> str:
    return "" if is_right else " **(too far)**"


def main() -> int:
    """Print the tables."""
    for part in (burkina_faso, thailand):
        for line in part():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
