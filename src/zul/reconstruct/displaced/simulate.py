"""A case that might have been: unknowns from the prior, and the claims that its sources would then print."""

from __future__ import annotations

from math import exp, floor, log10

import numpy as np
from attrs import evolve

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.density import work_out
from zul.reconstruct.displaced.figures import ASTRAY, PLAIN, expected, own_error, shared_error
from zul.reconstruct.displaced.model import Model, with_data
from zul.reconstruct.displaced.observations import Datum, limits
from zul.terms.figure import Figure, Hedge

_ONE_SIDED = (Hedge.MORE_THAN, Hedge.AT_LEAST)


def simulate(model: Model, rng: np.random.Generator) -> tuple[Array, Model]:
    """Unknowns from the prior, and the same model with the figures that would have been printed."""
    z = rng.standard_normal(model.size)
    return z, with_data(model, [_printed(model, datum, count, rng) for datum, count in counted(model, z)])


def counted(model: Model, z: Array) -> list[tuple[Datum, float]]:
    """For every datum the log of what its source would count, all its sources' shared errors in."""
    desk, links = model.desk(), model.prior.links
    work_out(z, model.map, links, model.laws, model.frame, desk)
    return [
        (
            datum,
            expected(model.figures, number, links, desk.rates, desk.tallies)
            + shared_error(model.figures, number, links, desk.rates),
        )
        for number, datum in enumerate(model.observed.data)
    ]


def _printed(model: Model, datum: Datum, count: float, rng: np.random.Generator) -> Datum:
    """The datum with another figure of the same form: so hedged, so rounded."""
    desk, links, number = model.desk(), model.prior.links, model.observed.data.index(datum)
    scale, _ = own_error(model.figures, number, links, desk.rates)
    if rng.random() < datum.wrong:
        scale = ASTRAY
    value = exp(count + scale * rng.standard_t(4))
    reading = datum.claim.reading
    assert isinstance(reading, Figure)
    is_ratio = datum.base is not None
    figure = Figure.parse(_words(reading, value, rng), rate=is_ratio)
    bounds = limits(figure, is_ratio=is_ratio)
    assert bounds is not None
    return evolve(datum, bounds=evolve(bounds, noise=datum.bounds.noise))


def _words(form: Figure, value: float, rng: np.random.Generator) -> str:
    charitable = rng.random() > PLAIN
    unit = " percent" if form.is_percent else ""
    value *= 100 if form.is_percent else 1
    grain = float(form.quantities[0].grain) if form.quantities else 1.0
    if form.is_rate or form.is_percent:
        least = 10.0 ** floor(log10(max(value, 1e-6)) - 1)
        grain = min(grain, least) if form.hedge is Hedge.EXACT else max(grain, least)
        shift = rng.choice((-0.4, 0.4)) * grain if charitable else 0.0  # a printed share may be cut off
        return f"{max(round((value + shift) / grain), 1) * grain:.{max(0, -floor(log10(grain)))}f}{unit}"
    if form.hedge is Hedge.EXACT:
        is_rounded = form.tight != form.wide and charitable
        return f"{max(_to(value, grain) if is_rounded else round(value), 1):,}"
    grain = min(grain, 10.0 ** floor(log10(max(value, 1.0))))
    if form.hedge in _ONE_SIDED:
        floor_ = floor((value - 1e-9) / grain) - (1 if charitable else 0)
        return f"{form.hedge.value} {max(int(floor_ * grain), 1):,}"
    shift = rng.choice((-0.6, 0.6)) * grain if charitable else 0.0
    return f"approximately {max(_to(value + shift, grain), 1):,}"


def _to(value: float, grain: float) -> int:
    return int(round(value / grain) * grain)
