"""What is thought before the claims are read: a table of how the rates move with standard normal unknowns.

The rates stand on scales without limits (logs, log-odds of shares): `centre + loadings @ z`, z ~ N(0, 1).
So the whole prior is one table, the model is not centred anywhere, and drawing from the prior is drawing z.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from attrs import Factory, frozen
from scipy.sparse import csr_array

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.frame import AGES
from zul.reconstruct.displaced.timeline import Timeline, decimal
from zul.reconstruct.process.annual import SLOTS
from zul.reconstruct.rates.elicit import scale_of
from zul.reconstruct.rates.logquad import log_quadratic, match
from zul.reconstruct.rates.reference import CENSUSES, PERIODS, both_sexes, census
from zul.terms.plan import Plan

_NOUGHT = -50.0  # the log of nothing
KNOT = 4  # years between the points from which a drift is drawn out
_MIDDLES = (1927.0, 1939.0, 1959.0)  # of the reference life tables
_AGE_GROUPS = (0, 5, 15, 25, 40, 60, AGES)  # whose sizes at the opening are in doubt each by itself
_AGE_ERROR, _TILT_ERROR = 0.10, 0.004  # of an age group; of the growth a year before the opening
_MIX_ERROR = 1.0  # of the log-odds of a crisis following the ages of ordinary deaths
_SCALE_ERROR = 0.3  # of the log of the error of a class of sources


class Links(NamedTuple):
    """Where each kind of rate begins among the rates; `size` is their number."""

    opening: int  # [sex, slot] log persons
    level: int  # [year, sex] h, the log of 5q0
    adults: int  # [year, sex] k
    crisis: int  # [compartment, step] log hazard, where there is a crisis
    mix: int  # [crisis] log-odds
    fertility: int  # [step] log children a woman
    share: int  # [move] log-odds
    registered: int  # [register, 4] log-odds of births, young deaths, other deaths; log of the count
    bias: int  # [source] of the log
    scale: int  # [witness] log of the error
    size: int


@frozen(kw_only=True, eq=False)
class Prior:
    """Centre, loadings and names: `rates = centre + loadings @ z`."""

    links: Links
    centre: Array  # [rate]
    loadings: csr_array  # [rate, unknown]
    unknowns: tuple[str, ...]


@frozen
class _Table:
    centre: Array
    names: list[str] = Factory(list)
    rows: list[int] = Factory(list)
    columns: list[int] = Factory(list)
    values: list[float] = Factory(list)

    def unknown(self, name: str, rows: Iterable[int], loadings: Iterable[float]) -> None:
        for row, loading in zip(rows, loadings, strict=True):
            if loading:
                self.rows.append(row)
                self.columns.append(len(self.names))
                self.values.append(float(loading))
        self.names.append(name)


def prior(
    plan: Plan, timeline: Timeline, biased: Sequence[tuple[str, int]] = (), *, without: str | None = None
) -> Prior:
    """The prior of a plan; `biased` are the sources whose figures share an error, with their witness.

    `without` names a crisis that is to leave no trace: the unknowns stay the same, for paired draws.
    """
    links = _links(plan, timeline, len(biased))
    table = _Table(np.zeros(links.size))
    _opening(plan, table, links)
    _mortality(plan, timeline, table, links)
    _fertility(plan, timeline, table, links)
    _crises(plan, timeline, table, links, without)
    _moves(plan, timeline, table, links)
    _sources(plan, biased, table, links)
    return Prior(
        links=links,
        centre=table.centre,
        loadings=csr_array((table.values, (table.rows, table.columns)), shape=(links.size, len(table.names))),
        unknowns=tuple(table.names),
    )


def _links(plan: Plan, timeline: Timeline, sources: int) -> Links:
    years, steps = len(set(timeline.years)), timeline.steps
    sizes = (
        2 * SLOTS, 2 * years, 2 * years, len(plan.compartment) * steps, len(plan.crisis), steps,
        len(plan.move), 4 * len(plan.register), sources, len(plan.witness),
    )  # fmt: skip
    return Links(*(int(start) for start in np.cumsum((0, *sizes))))


def _opening(plan: Plan, table: _Table, links: Links) -> None:
    """The ages of a census of the USSR, tilted by another growth before, age groups larger or smaller."""
    year = decimal(plan.opening.earliest)  # type: ignore[arg-type]
    day = min(CENSUSES, key=lambda day: abs(float(day[:4]) - year))
    counted = census("USSR", day, plan.population.area)
    opening = np.zeros((2, SLOTS))
    opening[:, 1:] = counted / counted.sum() * float(plan.population.median)
    opening[:, 1:] = _smooth(opening[:, 1:])
    with np.errstate(divide="ignore"):
        table.centre[: 2 * SLOTS] = np.maximum(np.log(opening), _NOUGHT).ravel()
    slots = np.arange(2 * SLOTS).reshape(2, SLOTS)
    everybody = slots.ravel() + links.opening
    table.unknown("population at the opening", everybody, np.full(2 * SLOTS, _scale(plan.population.error)))
    ages = np.tile(np.arange(SLOTS) - 0.5, (2, 1))
    mean = float((ages * opening).sum() / opening.sum())
    table.unknown("growth before the opening", everybody, (_TILT_ERROR * (mean - ages)).ravel())
    for sex, name in enumerate(("women", "men")):
        for first, end in pairwise(_AGE_GROUPS):
            group = slots[sex, first + 1 : end + 1] + links.opening
            label = (
                f"{name} of {first}–{end - 1} at the opening" if end < AGES else f"{name} of {first} and over"
            )
            table.unknown(label, group, np.full(group.size, scale_of(_AGE_ERROR)))


def _smooth(counts: Array) -> Array:
    """Without the heaping of stated ages on round numbers: sums of five years, shared out evenly, twice."""
    kernel = np.ones(5) / 5
    for _ in range(2):
        padded = np.pad(counts[:, 5:], ((0, 0), (2, 2)), mode="edge")
        counts = np.hstack((counts[:, :5], [np.convolve(row, kernel, mode="valid") for row in padded]))
    return counts


def _mortality(plan: Plan, timeline: Timeline, table: _Table, links: Links) -> None:
    said = plan.mortality
    years = np.unique(timeline.years).astype(np.float64)
    matched = [match(both_sexes("USSR", period, said.area)) for period in PERIODS]
    for start, which in ((links.level, 0), (links.adults, 1)):
        for sex in range(2):
            along = np.interp(years + 0.5, _MIDDLES, [pair[which][sex] for pair in matched])
            table.centre[start + np.arange(years.size) * 2 + sex] = along
    both = np.arange(2 * years.size)
    level = links.level + both
    table.centre[level] += np.log(float(said.ratio))
    table.unknown("mortality of children", level, np.full(both.size, _scale(said.error)))
    _drift(
        "mortality",
        years + 0.5,
        _scale(said.drift),
        table,
        lambda year: [level[2 * year], level[2 * year + 1]],
    )
    working = log_quadratic().v[:, 15:60].mean()
    loading = np.full(both.size, _scale(said.adult_error) / working)
    table.unknown("mortality of adults", links.adults + both, loading)


def _drift(name: str, times: Array, scale: float, table: _Table, rows: object) -> None:
    """A random walk in steps of four years, drawn out in straight lines between."""
    knots = np.arange(times[0] + KNOT, times[-1] + KNOT, KNOT)
    for knot in knots:
        reached = np.clip((times - (knot - KNOT)) / KNOT, 0, 1) * scale
        of = [(row, value) for number, value in enumerate(reached) for row in rows(number)]  # type: ignore[operator]
        table.unknown(f"drift of {name} to {knot:.0f}", *zip(*of, strict=True))


def _fertility(plan: Plan, timeline: Timeline, table: _Table, links: Links) -> None:
    said = plan.fertility
    times = (timeline.starts[:-1] + timeline.starts[1:]) / 2
    ends = (timeline.starts[0], timeline.starts[-1])
    rows = links.fertility + np.arange(timeline.steps)
    table.centre[rows] = np.interp(times, ends, np.log([float(said.opening), float(said.closing)]))
    table.unknown("fertility", rows, np.full(rows.size, _scale(said.error)))
    _drift("fertility", times, _scale(said.drift), table, lambda step: [rows[step]])


def _crises(plan: Plan, timeline: Timeline, table: _Table, links: Links, without: str | None) -> None:
    ids = [compartment.id for compartment in plan.compartment]
    for number, crisis in enumerate(plan.crisis):
        for dying in crisis.mortality:
            steps = np.array(list(timeline.within(dying.period) or {}))
            rows = links.crisis + ids.index(crisis.compartment) * timeline.steps + steps
            table.centre[rows] = np.log(float(dying.per_1000) / 1000)
            if crisis.id == without:
                table.centre[rows] = _NOUGHT
            name = f"deaths of the crisis “{crisis.id}” in {dying.period.words}"
            table.unknown(name, rows, np.full(rows.size, _scale(dying.error) * (crisis.id != without)))
        for bearing in crisis.fertility:
            steps = np.array(list(timeline.within(bearing.period) or {}))
            rows = links.fertility + steps
            if crisis.id != without:
                table.centre[rows] += np.log(float(bearing.share))
            name = f"fertility in the crisis “{crisis.id}” in {bearing.period.words}"
            table.unknown(name, rows, np.full(rows.size, _scale(bearing.error) * (crisis.id != without)))
        table.centre[links.mix + number] = _log_odds(float(crisis.by_age))
        if not crisis.men:
            table.unknown(f"ages of the dead of the crisis “{crisis.id}”", [links.mix + number], [_MIX_ERROR])


def _moves(plan: Plan, timeline: Timeline, table: _Table, links: Links) -> None:
    for number, move in enumerate(timeline.in_order(plan.move)):
        row = links.share + number
        table.centre[row] = _log_odds(float(move.share))
        table.unknown(f"share of the move “{move.id}”", [row], [_scale(move.error)])


def _sources(plan: Plan, biased: Sequence[tuple[str, int]], table: _Table, links: Links) -> None:
    for number, register in enumerate(plan.register):
        first = links.registered + 4 * number
        shares = (register.births, register.young_deaths, register.deaths)
        errors = (register.births_error, register.young_deaths_error, register.deaths_error)
        table.centre[first : first + 3] = [_log_odds(float(share)) for share in shares]
        births, young, others = (_scale(error) for share, error in zip(shares, errors, strict=True))
        # a child who was not registered when it was born is not registered when it dies either
        name = f"of the register “{register.group}”"
        table.unknown(f"births {name}", [first, first + 1], [births, young * 0.7])
        table.unknown(f"deaths of young children {name}", [first + 1], [young * np.sqrt(1 - 0.7**2)])
        table.unknown(f"other deaths {name}", [first + 2], [others])
        table.unknown(f"counts {name}", [first + 3], [_scale(register.error)])
    for number, (source, witness) in enumerate(biased):
        scale = scale_of(float(plan.witness[witness].error)) / np.sqrt(2)
        table.unknown(f"error that the figures of {source} share", [links.bias + number], [scale])
    for number, said in enumerate(plan.witness):
        row = links.scale + number
        table.centre[row] = np.log(scale_of(float(said.error)))
        table.unknown(f"error of “{said.id}”", [row], [_SCALE_ERROR])


def _scale(error: object) -> float:
    return scale_of(float(error))  # type: ignore[arg-type]


def _log_odds(share: float) -> float:
    return float(np.log(share / (1 - share)))
