"""The address of one quantity: measure × group × place × period."""

from __future__ import annotations

from attrs import frozen

from zul.terms.dates import Period
from zul.terms.measure import Measure


@frozen(kw_only=True, cache_hash=True)
class Cell:
    """Two claims about the same cell are rivals.

    `group` and `place` are ids of the case. `place` None means that the source names no place,
    `period` None is for the date of an event, whose `group` is the event's id.
    """

    measure: Measure
    group: str
    place: str | None = None
    period: Period | None = None

    def __str__(self) -> str:
        parts = (self.measure.id, self.group, self.place or "", str(self.period or ""))
        return " · ".join(part for part in parts if part)
