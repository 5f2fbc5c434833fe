"""How each figure stands under each draw: its probability, the chance that it is wrong, what was expected."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numba import njit

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.density import Desk, Laws, Map, work_out
from zul.reconstruct.displaced.figures import (
    Figures,
    expected,
    own_error,
    probability,
    shared_error,
    t_below,
)
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.prior import Links
from zul.reconstruct.process.annual import Frame


@frozen(kw_only=True, eq=False)
class Readings:
    """Axes are draw, then figure."""

    log_probability: Array
    wrong: Array  # the probability that the figure is wrong or counts something else
    count: Array  # what the account has for its cell, the error of its source not in it
    below: Array  # the probability that a figure of this kind falls below the one that is printed


def readings(model: Model, draws: Array) -> Readings:
    """Read every figure under each of `draws[draw, unknown]`."""
    shape = len(draws), len(model.observed.data)
    out = np.zeros((4, *shape))
    desk = model.desk()
    middles = _middles(model.figures)
    for draw, z in enumerate(np.ascontiguousarray(draws)):
        _read_all(
            z,
            model.map,
            model.prior.links,
            model.laws,
            model.frame,
            model.figures,
            desk,
            middles,
            out[:, draw],
        )
    return Readings(log_probability=out[0], wrong=out[1], count=out[2], below=out[3])


def _middles(figures: Figures) -> Array:
    lower, upper = figures.lower[:, 0], figures.upper[:, 0]
    first, last = np.where(np.isfinite(lower), lower, upper), np.where(np.isfinite(upper), upper, lower)
    middles: Array = (first + last) / 2
    return middles


@njit(nogil=True, cache=True)
def _read_all(
    z: Array,
    map_: Map,
    links: Links,
    laws: Laws,
    frame: Frame,
    figures: Figures,
    desk: Desk,
    middles: Array,
    out: Array,
) -> None:
    work_out(z, map_, links, laws, frame, desk)
    for figure in range(middles.size):
        count = expected(figures, figure, links, desk.rates, desk.tallies)
        out[2, figure] = np.exp(count)
        count += shared_error(figures, figure, links, desk.rates)
        scale, _ = own_error(figures, figure, links, desk.rates)
        value, _, _, wrong = probability(figures, figure, links, desk.rates, count)
        out[0, figure], out[1, figure] = value, wrong
        out[3, figure] = t_below((middles[figure] - count) / scale)
