"""Hamiltonian Monte Carlo; the one file that knows nutpie."""

from __future__ import annotations

import ctypes
import warnings
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import frozen

from zul.errors import Refusal
from zul.reconstruct.arrays import Array

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)  # arviz, which nutpie imports, tells of its next version
    import nutpie

LogDensity: TypeAlias = Callable[[Array, Array], float]


@frozen(kw_only=True, eq=False)
class Draws:
    """Draws after tuning: `x[chain, draw, parameter]`, and which ended a divergent path."""

    x: Array
    divergent: npt.NDArray[np.bool_]
    is_whole: bool

    @property
    def divergences(self) -> int:
        """How many draws ended a divergent path."""
        return int(self.divergent.sum())


def sample(
    log_density: LogDensity,
    size: int,
    *,
    seed: int,
    chains: int = 4,
    draws: int = 1000,
    tune: int = 500,
    target: float = 0.8,
    cores: int = 2,
    start: Array | None = None,
    low_rank: bool = False,
    progress: bool = False,
) -> Draws:
    """Draws of `size` parameters from a density; the same seed gives the same draws.

    `log_density(x, gradient)` fills the gradient and returns the log density, minus infinity for none.
    Chains begin near `start` or 0. `low_rank` learns how parameters are tied, not only how far each
    moves: worth it where a few directions are. Interrupted, the sampler keeps what it has drawn, and
    `is_whole` is false; refused where that is nothing, or no point near the start has a finite density.
    """

    def make() -> Callable[[Array], tuple[float, Array]]:
        is_held = False

        def value_and_gradient(x: Array) -> tuple[float, Array]:
            nonlocal is_held
            if not is_held:
                # Else Python gives the thread a new state at every call, which takes longer than a density.
                ctypes.pythonapi.PyGILState_Ensure()
                is_held = True
            gradient = np.empty_like(x)
            return log_density(x, gradient), gradient

        return value_and_gradient

    def expand(*_seeds: int) -> Callable[[Array], dict[str, Array]]:
        return lambda x: {"x": x}

    model = nutpie.compiled_pyfunc.from_pyfunc(size, make, expand, [np.dtype("float64")], [(size,)], ["x"])
    try:
        trace = nutpie.sample(
            model,
            seed=seed,
            chains=chains,
            draws=draws,
            tune=tune,
            target_accept=target,
            cores=cores,
            init_mean=start,
            low_rank_modified_mass_matrix=low_rank,
            progress_bar=progress,
            return_raw_trace=True,
        )
    except RuntimeError as error:
        if "initialization points failed" not in str(error):
            raise
        what = f"the density of {size:,} parameters is finite at no point tried near the start"
        raise Refusal(what, "Start elsewhere, or check the figures against the priors.") from None
    return _draws(trace, size, wanted=(chains, draws))


def _draws(trace: Any, size: int, *, wanted: tuple[int, int]) -> Draws:
    """What nutpie drew after tuning, as the largest block: interrupted chains differ in length."""
    chains = []
    for points, facts in zip(*trace.get_arrow_trace(), strict=True):
        drawn = ~pa.array(facts.column("tuning")).to_numpy(zero_copy_only=False)
        divergent = pa.array(facts.column("diverging")).to_numpy(zero_copy_only=False)
        x = pa.array(points.column("x")).flatten().to_numpy().reshape(-1, size)
        chains.append((x[drawn], divergent[drawn]))
    lengths = sorted((len(x) for x, _ in chains), reverse=True)
    length = max(lengths, key=lambda length: length * sum(other >= length for other in lengths))
    if not length:
        raise Refusal("the sampler was stopped before its first draw", "Let it run longer.")
    whole = [(x[:length], divergent[:length]) for x, divergent in chains if len(x) >= length]
    x, divergent = (np.stack(part) for part in zip(*whole, strict=True))
    return Draws(x=x, divergent=divergent, is_whole=x.shape[:2] == wanted)
