"""Places and the borders of the day."""

from __future__ import annotations

from attrs import frozen

from zul.terms.dates import Period


@frozen(kw_only=True)
class Membership:
    """A place lies inside `whole` during `period`; no period means always."""

    whole: str
    period: Period | None = None

    def __str__(self) -> str:
        return f"{self.whole} {self.period}" if self.period else self.whole


@frozen(kw_only=True)
class Place:
    """A territory or settlement, which existed from `since` to `until`.

    Latitude and longitude in decimal degrees, north and east positive.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    part_of: tuple[Membership, ...] = ()
    since: Period | None = None
    until: Period | None = None
    source: str | None = None
    note: str | None = None
