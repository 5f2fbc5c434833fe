"""Documents and works, described as archives describe them, and citations of them."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen


@frozen(kw_only=True)
class Source:
    """A document or work. `derived_from` names the sources it copies: a copy is no independent witness.

    `seen` says how much of it was seen by whoever entered its claims.
    """

    id: str
    creator: str | None = None
    year: int | None = None
    title: str
    kind: str
    repository: str | None = None
    reference_code: str | None = None
    url: str | None = None
    derived_from: tuple[str, ...] = ()
    seen: str | None = None
    note: str | None = None


@frozen(kw_only=True)
class Reliability:
    """How much the claims of a source weigh against those of an ordinary one, which weigh 1; and why."""

    source: str
    weight: Fraction
    why: str


@frozen(kw_only=True)
class Citation:
    """A source and the place in it: `K04[tab. 3]`."""

    source: str
    locator: str | None = None

    def __str__(self) -> str:
        return f"{self.source}[{self.locator}]" if self.locator else self.source
