"""What a source says of all, of none, or of some only, where it gives no figure."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from zul.terms.measure import Measure
from zul.terms.source import Citation


class Quantifier(StrEnum):
    """Of whom it is said, within the group that the statement names."""

    ALL = "all"  # every member of the group
    NONE = "none"  # no member of it
    SOME = "some"  # at least one member of it
    EXEMPT = "exempt"  # the members of the group were left out
    ONLY = "only"  # nobody but members of the group
    ONLY_EXEMPT = "only exempt"  # nobody was left out but members of the group


@frozen(kw_only=True)
class Statement:
    """A categorical statement: it is set beside others, and never forced upon the figures.

    `measure` is what is said of the group: deported, released.
    """

    id: str
    source: str
    locator: str | None = None
    as_written: str
    says: Quantifier
    measure: Measure
    group: str

    @property
    def citation(self) -> Citation:
        return Citation(source=self.source, locator=self.locator)
