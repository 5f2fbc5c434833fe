"""The steps of an account: calendar years, some of them cut into quarters."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import numpy as np
from attrs import frozen

from zul.reconstruct.arrays import Array, Integers
from zul.terms.dates import Period
from zul.terms.plan import Move, Plan

_NEAR = 0.05  # years; a census of 15 January is one of the beginning of the year


@frozen(kw_only=True, eq=False)
class Timeline:
    """`starts[step]` in years, as 1944.25; the account closes at the last of them, which opens no step."""

    starts: Array  # [step + 1]

    @property
    def steps(self) -> int:
        return self.starts.size - 1

    @property
    def years(self) -> Integers:
        """The calendar year of each step."""
        return np.floor(self.starts[:-1]).astype(np.int64)

    @property
    def lengths(self) -> Array:
        """Of each step, in years."""
        return np.diff(self.starts)

    def nearest(self, day: date) -> int:
        """The step that begins nearest to a day."""
        return int(np.abs(self.starts[:-1] - decimal(day)).argmin())

    def in_order(self, moves: Sequence[Move]) -> list[Move]:
        """The moves by the step at which they happen: the order in which the process knows them."""
        return sorted(moves, key=lambda move: self.nearest(_day(move.during)))

    def at(self, period: Period) -> dict[int, float] | None:
        """The weights of the step boundaries around the middle of a period; None outside the account."""
        if period.earliest is None or period.latest is None:
            return None
        middle = (decimal(period.earliest) + decimal(period.latest, end=True)) / 2
        first, last = self.starts[0], self.starts[-1]
        if not first - _NEAR <= middle <= last + _NEAR:
            return None
        middle = min(max(middle, first), last)
        after = min(int(np.searchsorted(self.starts, middle, side="right")), self.steps)
        share = (middle - self.starts[after - 1]) / (self.starts[after] - self.starts[after - 1])
        weights = {after - 1: 1 - share, after: share}
        return {boundary: weight for boundary, weight in weights.items() if weight > 1e-9}

    def within(self, period: Period) -> dict[int, float] | None:
        """The steps of a period, each with the share of it that is covered; None outside the account."""
        if period.earliest is None or period.latest is None:
            return None
        begin, end = decimal(period.earliest), decimal(period.latest, end=True)
        if begin < self.starts[0] - _NEAR or end > self.starts[-1] + _NEAR:
            return None
        shared = np.minimum(end, self.starts[1:]) - np.maximum(begin, self.starts[:-1])
        shares = np.clip(shared / self.lengths, 0, 1)
        return {int(step): float(shares[step]) for step in np.flatnonzero(shares > 1e-9)}


def timeline(plan: Plan) -> Timeline:
    """Yearly steps from the opening to the closing, in quarters where the plan says so."""
    first, last = (decimal(_day(period)) for period in (plan.opening, plan.closing))
    starts: list[float] = []
    for year in range(round(first), round(last)):
        quarters = plan.quarters and plan.quarters.within(plan.quarters) and _holds(plan.quarters, year)
        starts += [year + quarter / 4 for quarter in range(4)] if quarters else [float(year)]
    return Timeline(starts=np.array([*starts, float(round(last))]))


def _holds(period: Period, year: int) -> bool:
    return bool(period.earliest and period.latest and period.earliest.year <= year <= period.latest.year)


def _day(period: Period) -> date:
    assert period.earliest is not None  # the ledger asks for a day
    return period.earliest


def decimal(day: date, *, end: bool = False) -> float:
    """A day as a number of years: its beginning, or its end; months are twelfths, quarters fourths."""
    days = monthrange(day.year, day.month)[1]
    return day.year + (day.month - 1 + (day.day - 1 + end) / days) / 12
