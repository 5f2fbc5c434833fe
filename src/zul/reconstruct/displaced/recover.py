"""Simulation-based calibration of a case: its account and priors, its sources, other truths."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.convergence import examine
from zul.reconstruct.displaced.model import Model, model
from zul.reconstruct.displaced.scenarios import beginning, scenarios
from zul.reconstruct.displaced.simulate import simulate
from zul.reconstruct.recovery import Recovery, gather, rank
from zul.reconstruct.sampler import sample
from zul.terms.case import Case

LEAST_SIZE = 200  # effective draws of each quantity, so that 99 of them are as good as independent
TUNE, DRAWS, MOST_DRAWS, TARGET = 300, 300, 1200, 0.85  # by chain, of two


def recover(
    case: Case, *, replicates: int, seed: int = 1, tell: Callable[[int], None] = lambda _: None
) -> Recovery:
    """Ranks of simulated truths among the draws of the figures that they would have left.

    Each replicate draws unknowns from the prior, lets every source of the case print the figures that it
    would then print, so hedged and so rounded as its own, and reconstructs from them. `tell` is told how many
    are done. Refuses a case without an account.
    """
    if case.plan is None:
        raise Refusal(
            "the case declares no account of the people",
            "Add [reconstruction] to case.toml (docs/case-format.md).",
        )
    built = model(case, case.plan)
    pairs = []
    for number in range(replicates):
        pairs.append(replicate(built, np.random.default_rng((seed, number)))[:2])
        tell(number + 1)
    return gather(quantities(built), pairs)


def quantities(built: Model) -> tuple[str, ...]:
    """What is asked of each replicate: the people on each 1 January, and what the crisis did."""
    years = (f"population of {year}" for year in _years(built))
    excess = (f"excess deaths, {name}" for name in ("attributable", "cohort", "scenario", "register"))
    return (*years, *excess, "birth deficit")


def replicate(built: Model, random: np.random.Generator) -> tuple[Array, Array, float, int]:
    """Ranks and shares below of one simulated truth; effective draws of the worst quantity, and draws."""
    unknown, simulated = simulate(built, random)
    truth = _values(simulated, unknown[np.newaxis])[0]
    draws = DRAWS
    while True:
        drawn = sample(
            simulated, simulated.size, seed=int(random.integers(2**31)), chains=2, tune=TUNE, draws=draws,
            target=TARGET, low_rank=True,
        )  # fmt: skip
        values = np.stack([_values(simulated, chain) for chain in drawn.x])
        size = float(examine(values).bulk.min())
        if size >= LEAST_SIZE or draws >= MOST_DRAWS:
            break
        draws *= 2
    return *rank(truth, values.reshape(2 * draws, -1)), size, 2 * draws


def _years(built: Model) -> range:
    starts = built.timeline.starts
    return range(int(starts[beginning(built)]) - 1, int(starts[-1]) + 1)


def _values(built: Model, draws: Array) -> Array:
    found = scenarios(built, draws)
    at = [int(np.searchsorted(built.timeline.starts, year)) for year in _years(built)]
    excess = [series[:, -1:] for series in found.excess().values()]
    return np.hstack([found.population[:, at], *excess, found.birth_deficit()[:, -1:]])
