"""From "about so wrong" to the scale of an error: what a stated relative error means for a prior."""

from __future__ import annotations

import math
from statistics import NormalDist

from zul.errors import Refusal

_NORMAL = NormalDist()


def scale_of(relative_error: float) -> float:
    """The standard deviation on the log scale at which half of all figures are wrong by more than this share.

    0.10 gives 0.149. The error is that of a ratio exp(s Z) to 1, either way: a tenth too high or a tenth too
    low. On the logit scale the same number is about odds instead, and so about a probability while
    that is small. Refuses a share not between 0 and 1.
    """
    _share(relative_error)
    low, high = 0.0, 10.0
    for _ in range(60):
        scale = (low + high) / 2
        within = _NORMAL.cdf(math.log1p(relative_error) / scale) - _NORMAL.cdf(
            math.log1p(-relative_error) / scale
        )
        low, high = (scale, high) if within > 0.5 else (low, scale)
    return high


def inverse_gamma_beta(relative_error: float) -> float:
    """The beta of InvGamma(1, beta) for a variance under which the mean absolute error has this median.

    A normal error of variance s² is s √(2/π) on average, and the median of InvGamma(1, beta) is beta / ln 2;
    so beta = ln 2 · π/2 · p² (Wheldon, Raftery, Clark & Gerland 2013, JASA 108, 96–110): 0.0109 for 0.10.
    """
    return math.log(2) * math.pi / 2 * _share(relative_error) ** 2


def _share(relative_error: float) -> float:
    if not 0 < relative_error < 1:
        raise Refusal(f"a relative error of {relative_error:g} is none", "Give a share between 0 and 1.")
    return relative_error
