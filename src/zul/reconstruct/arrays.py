"""The two kinds of arrays of the reconstruction, and a sample of one."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]


def evenly(values: Array, count: int) -> Array:
    """So many of the values along the first axis, at even distances, the first and the last among them."""
    picked: Array = values[np.linspace(0, len(values) - 1, count).round().astype(int)]
    return picked
