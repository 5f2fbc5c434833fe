"""The relational model of life tables (Brass 1971, On the scale of mortality): Y(x) = alpha + beta Ys(x).

Y(x) is half the log odds of having died before exact age x; alpha > 0 means more deaths than in the standard,
beta > 1 more of them at high ages.
"""

from __future__ import annotations

import numpy as np

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import LifeTable, of_survivors

_FITTED = slice(1, 86)  # exact ages; above, few survive and stated ages exaggerate


def logit(lx: Array) -> Array:
    """Half the log odds of having died, from shares of survivors above 0 and below 1."""
    if not ((lx > 0) & (lx < 1)).all():
        raise Refusal(
            "shares of survivors are not all between 0 and 1", "Leave age 0 out, divide by the radix."
        )
    odds: Array = 0.5 * np.log((1 - lx) / lx)
    return odds


def survivors(y: Array) -> Array:
    """The share of survivors whose logit is given."""
    share: Array = 1 / (1 + np.exp(2 * y))
    return share


def related(standard: LifeTable, alpha: Array | float, beta: Array | float) -> LifeTable:
    """The life table related to a standard by alpha and beta, each by sex or one for both.

    Refuses a beta that is not positive. The rate at 100 and over differs from that of the standard as the
    rate at 99 does.
    """
    alpha, beta = (np.reshape(np.asarray(value, dtype=float), (-1, 1)) for value in (alpha, beta))
    if not (beta > 0).all():
        raise Refusal(
            f"beta is {beta.min():g}, so that survivors would grow with age", "Give a positive beta."
        )
    lx = np.ones_like(standard.lx)
    lx[:, 1:] = survivors(alpha + beta * logit(standard.lx[:, 1:]))
    q99 = 1 - lx[:, -1] / lx[:, -2]
    rate_at_99 = q99 / (1 - q99 / 2)
    return of_survivors(lx, standard.mx[:, -1] * rate_at_99 / standard.mx[:, -2])


def fit(table: LifeTable, standard: LifeTable) -> tuple[Array, Array]:
    """The alpha and beta, each by sex, of the least squares line through the logits of exact ages 1 to 85."""
    y, ys = logit(table.lx[:, _FITTED]), logit(standard.lx[:, _FITTED])
    centred = ys - ys.mean(axis=1, keepdims=True)
    beta: Array = (centred * y).sum(axis=1) / (centred**2).sum(axis=1)
    alpha: Array = y.mean(axis=1) - beta * ys.mean(axis=1)
    return alpha, beta
