"""Whether simulated truths are found again: ranks among draws, and how often intervals hold them.

If the model is coded as it is meant and the draws are good, the rank of a truth among independent draws is
uniform (Talts and others 2018, arXiv 1804.06788), and an interval of 50 % holds it in half of the replicates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from scipy.stats import binom

from zul.reconstruct.arrays import Array, evenly

RANKS = 100  # a truth has 0 to 99 of 99 draws below it
LEVELS = (0.5, 0.9, 0.95)


@frozen(kw_only=True, eq=False)
class Recovery:
    """Ranks among 99 draws and shares of all draws below the truth; axes are replicate, quantity."""

    quantities: tuple[str, ...]
    ranks: Array
    below: Array

    @property
    def replicates(self) -> int:
        return len(self.ranks)

    def inside(self, level: float = 0.95) -> list[bool]:
        """For each quantity, whether its ranks stay inside the band of this level, all at once."""
        low, high = band(self.replicates, level)
        counts = (self.ranks[..., np.newaxis] <= np.arange(RANKS - 1)).sum(axis=0)
        return [bool(((low <= one) & (one <= high)).all()) for one in counts]

    def coverage(self, level: float) -> Array:
        """For each quantity, the share of replicates whose interval of this level holds the truth."""
        held: Array = (np.abs(self.below - 0.5) <= level / 2).mean(axis=0)
        return held

    def table(self) -> list[tuple[str, ...]]:
        """A row a quantity, the head first; an asterisk marks what lies outside its limits."""
        inside = self.inside()
        head = (
            "quantity",
            "mean rank of 99",
            "inside the band",
            *(f"{level:.0%} interval" for level in LEVELS),
        )
        rows = [head]
        for at, name in enumerate(self.quantities):
            cells = [name, f"{self.ranks[:, at].mean():.1f}", "yes" if inside[at] else "no*"]
            for level in LEVELS:
                share, (low, high) = self.coverage(level)[at], limits(self.replicates, level)
                cells.append(f"{share:.1%}" + ("" if low <= share <= high else "*"))
            rows.append(tuple(cells))
        return rows


def limits(replicates: int, level: float) -> tuple[float, float]:
    """The shares of replicates between which a right interval holds the truth, with 99 %."""
    low, high = binom.ppf((0.005, 0.995), replicates, level) / replicates
    return float(low), float(high)


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


def rank(truth: Array, values: Array) -> tuple[Array, Array]:
    """Rank of each truth among 99 of its `values[draw, quantity]`, evenly taken; share of all below it."""
    return (evenly(values, RANKS - 1) < truth).sum(axis=0), (values < truth).mean(axis=0)


def gather(quantities: Sequence[str], pairs: Sequence[tuple[Array, Array]]) -> Recovery:
    """The recovery that single ranks and shares make up."""
    ranks, below = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    return Recovery(quantities=tuple(quantities), ranks=ranks, below=below)
