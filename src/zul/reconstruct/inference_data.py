"""The draws as ArviZ takes them."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray

from zul.terms.estimate import Reconstruction


def to_inference_data(found: Reconstruction) -> Any:
    """A group `posterior` with the unknowns along one named axis, each a standard normal before the claims.

    What ArviZ makes of it depends on its version: InferenceData before 1.0, a DataTree from then on.
    """
    from zul.reconstruct.convergence import arviz  # noqa: PLC0415

    chains, draws, _ = found.draws.shape
    posterior = xarray.Dataset(
        {"unknown": (("chain", "draw", "name"), found.draws)},
        coords={"chain": np.arange(chains), "draw": np.arange(draws), "name": list(found.unknowns)},
        attrs={"inputs": found.inputs, "seed": found.search.seed},
    )
    if hasattr(arviz, "InferenceData"):
        return arviz.InferenceData(posterior=posterior)
    return xarray.DataTree.from_dict({"posterior": posterior})
