"""A case: everything that a folder says about one displacement."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from zul.terms.assumption import Assumption
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import Kind
from zul.terms.place import Place
from zul.terms.plan import Plan
from zul.terms.said import Said, joined, said
from zul.terms.source import Reliability, Source
from zul.terms.statement import Statement


@frozen(kw_only=True)
class People:
    """The people commemorated, named as others and as they themselves do; the language as a BCP 47 tag.

    `group` is the group of the ledger that is this people.
    """

    name: str
    own_name: str | None = None
    own_language: str | None = None
    group: str | None = None


@frozen(kw_only=True)
class Group:
    """A group of people. Groups with the same `part_of` and the same `by` have no member in common."""

    id: str
    name: str
    part_of: str | None = None
    by: str | None = None


@frozen(kw_only=True)
class Event:
    """Something that happened on a day or during a period."""

    id: str
    date: Period
    title: str
    document: str | None = None
    source: str
    note: str | None = None


@frozen(kw_only=True)
class Case:
    """Every mapping is keyed by id, in the order of its file; translations by language, then by text."""

    title: str
    people: People
    period: Period
    languages: tuple[str, ...]
    summary: tuple[str, ...]
    groups: Mapping[str, Group]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    events: Mapping[str, Event]
    claims: Mapping[str, Claim]
    assumptions: Mapping[str, Assumption]
    statements: Mapping[str, Statement] = field(factory=dict)
    reliabilities: Mapping[str, Reliability] = field(factory=dict)
    judgements: tuple[Judgement, ...] = ()
    plan: Plan | None = None
    translations: Mapping[str, Mapping[str, str]] = field(factory=dict)

    def judgement(self, about: str) -> Judgement | None:
        """The judgement in force about a claim or an assumption: the last one."""
        return next((j for j in reversed(self.judgements) if j.about == about), None)

    def is_rejected(self, about: str) -> bool:
        """Whether the judgement in force rejects the claim or assumption."""
        return self._is_judged(about, Verdict.REJECT)

    def is_doubted(self, about: str) -> bool:
        """Whether the judgement in force doubts or rejects it."""
        return self._is_judged(about, Verdict.DOUBT, Verdict.REJECT)

    def _is_judged(self, about: str, *verdicts: Verdict) -> bool:
        judgement = self.judgement(about)
        return judgement is not None and judgement.verdict in verdicts

    def line(self, group: str) -> list[str]:
        """The group and all that hold it, one inside the other."""
        line = [group]
        while (above := self.groups[line[-1]].part_of) is not None:
            line.append(above)
        return line

    def weight(self, source: str) -> Fraction:
        """How much the claims of a source weigh."""
        return self.reliabilities[source].weight if source in self.reliabilities else Fraction(1)

    def describe(self, cell: Cell) -> str:
        """The address of a quantity in words."""
        if cell.measure.kind is Kind.DATE:
            what: str = Said(self.events[cell.group].title)
        else:
            place = Said(self.places[cell.place].name) if cell.place else ""
            period = said("{period}", period=cell.period) if cell.period else ""
            what = joined([Said(self.groups[cell.group].name), place, period])
        return said("{measure}: {what}", measure=Said(cell.measure.name), what=what)
