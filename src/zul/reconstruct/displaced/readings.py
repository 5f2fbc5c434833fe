"""How each figure stands under each draw: its probability, the chance that it is wrong, what was expected."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numba import njit

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.density import (
    Desk,
    Figures,
    Laws,
    Map,
    expected,
    load,
    probability,
    t_below,
    tally,
    to_process,
)
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.prior import Links
from zul.reconstruct.process.annual import Frame, project


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
    either = np.where(np.isfinite(lower), lower, upper)
    return np.where(
        np.isfinite(lower) & np.isfinite(upper),
        (lower + np.where(np.isfinite(upper), upper, lower)) / 2,
        either,
    )


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
    load(z, map_, desk.rates)
    to_process(desk.rates, links, laws, frame, desk.by_age, desk.process)
    project(frame, desk.process, desk.course)
    tally(desk.course, desk.tallies)
    for figure in range(middles.size):
        count = expected(figures, figure, links, desk.rates, desk.tallies)
        out[2, figure] = np.exp(count)
        spread = np.exp(2.0 * desk.rates[links.scale + figures.witness[figure]])
        if figures.bias[figure] >= 0:
            count += desk.rates[links.bias + figures.bias[figure]]
            spread *= 0.5
        value, _, _, wrong = probability(figures, figure, links, desk.rates, count)
        out[0, figure], out[1, figure] = value, wrong
        out[3, figure] = t_below((middles[figure] - count) / np.sqrt(spread + figures.noise[figure]))
