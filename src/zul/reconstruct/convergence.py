"""Whether draws can be trusted: R-hat and effective sample sizes of every parameter."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import xarray
from attrs import frozen

from zul.errors import Refusal
from zul.reconstruct.arrays import Array

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)  # it tells of its next version
    import arviz as arviz  # noqa: PLC0414 (to be taken from here, silenced)

LARGEST_R_HAT = 1.01
LEAST_SIZE = 400  # effective draws, in the bulk and in the tails, that quantiles need


@frozen(kw_only=True, eq=False)
class Convergence:
    """Rank-normalised R-hat and effective sample sizes by parameter, and how many paths diverged.

    A parameter that never moves has no R-hat (NaN) and is passed over.
    """

    r_hat: Array
    bulk: Array
    tail: Array
    divergences: int

    @property
    def worst_r_hat(self) -> float:
        """The largest R-hat of any parameter."""
        return float(np.nanmax(self.r_hat, initial=1.0))

    @property
    def least_size(self) -> float:
        """The smallest effective sample size of any parameter, in the bulk or in the tails."""
        moving = ~np.isnan(self.r_hat)
        return float(min(self.bulk[moving].min(initial=np.inf), self.tail[moving].min(initial=np.inf)))

    def refusal(self, names: Sequence[str]) -> Refusal | None:
        """Why these draws must not be published; None when R-hat <= 1.01, sizes >= 400, nothing diverged."""
        faults = []
        if self.divergences:
            faults.append(f"{self.divergences:,} divergent draws")
        if self.worst_r_hat > LARGEST_R_HAT:
            name = names[int(np.nanargmax(self.r_hat))]
            faults.append(f"R-hat of {name} is {self.worst_r_hat:.3f}, more than {LARGEST_R_HAT}")
        for where, sizes in (("bulk", self.bulk), ("tails", self.tail)):
            counted = np.where(np.isnan(self.r_hat), np.inf, sizes)
            least = int(np.argmin(counted))
            if counted[least] < LEAST_SIZE:
                size = f"{counted[least]:,.0f} effective draws in the {where} of {names[least]}"
                faults.append(f"{size}, fewer than {LEAST_SIZE}")
        if not faults:
            return None
        return Refusal(f"the draws have not converged: {'; '.join(faults)}", "Draw and tune more.")


def examine(draws: Array, *, divergences: int = 0) -> Convergence:
    """R-hat and effective sample sizes of `draws[chain, draw, parameter]`.

    Refused where a draw is not finite, and with fewer than 2 chains of 4 draws.
    """
    if draws.shape[0] < 2 or draws.shape[1] < 4:
        what = f"{draws.shape[0]} chains of {draws.shape[1]} draws cannot be compared"
        raise Refusal(what, "Draw at least 2 chains of 4.")
    if not np.isfinite(draws).all():
        raise Refusal(f"{(~np.isfinite(draws)).sum():,} draws are not finite", "Check the density.")
    data = xarray.Dataset({"x": (("chain", "draw", "parameter"), draws)})
    still = np.ptp(draws, axis=(0, 1)) == 0
    with np.errstate(invalid="ignore"):
        r_hat = arviz.rhat(data)["x"].to_numpy()
        bulk, tail = (arviz.ess(data, method=method)["x"].to_numpy() for method in ("bulk", "tail"))
    return Convergence(r_hat=np.where(still, np.nan, r_hat), bulk=bulk, tail=tail, divergences=divergences)
