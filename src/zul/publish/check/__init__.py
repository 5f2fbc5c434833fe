"""Documents checked with no preparation: read, audited, and told beside their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from zul.audit import audit
from zul.publish.words import ALARMS
from zul.read.case.bare import bare_case
from zul.read.drafts import understood
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.document import Document
from zul.terms.draft import Draft
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Finding, Findings

LEAST_DIGITS = 1_000  # a smaller number comes up twice by chance


@frozen(kw_only=True)
class Reading:
    """A document with its drafts, whose ids are those of the claims of the case."""

    document: Document
    drafts: tuple[Draft, ...]


@frozen(kw_only=True, slots=False)
class Checked:
    """Documents, the case that they make with nothing declared, and what the audit finds in it."""

    readings: tuple[Reading, ...]
    case: Case = field(repr=False)
    findings: Findings

    @cached_property
    def drafts(self) -> Mapping[str, tuple[Document, Draft]]:
        """Every draft by its id, with its document."""
        return {draft.id: (reading.document, draft) for reading in self.readings for draft in reading.drafts}

    def figures(self, ids: Iterable[str]) -> list[tuple[Document, Draft]]:
        """Drafts with their documents, in the order of the text."""
        wanted = set(ids)
        return [figure for id, figure in self.drafts.items() if id in wanted]

    @cached_property
    def about(self) -> Mapping[str, Sequence[Finding]]:
        """The findings about each claim, gravest first."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for id in dict.fromkeys((*finding.claims, *finding.rivals)):
                found[id].append(finding)
        return found

    @cached_property
    def understood(self) -> frozenset[str]:
        """The drafts of which it is known what they say: claims of the case, and dates."""
        dates = {id for id, (_, draft) in self.drafts.items() if isinstance(draft.reading, Period)}
        return frozenset(self.case.claims) | dates

    @property
    def alarms(self) -> Findings:
        """The findings that say that figures cannot stand together."""
        return Findings(finding for finding in self.findings if finding.grade in ALARMS)

    @cached_property
    def same_digits(self) -> Mapping[int, tuple[str, ...]]:
        """Drafts that print one exact number, not a round one, under different measures or groups."""
        labels: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
        for _, draft in self.drafts.values():
            number = _exact(draft)
            if number is not None and draft.cell:
                labels[number][draft.id] = (draft.cell.measure.id, draft.cell.group)
        return {
            number: tuple(of_number)
            for number, of_number in labels.items()
            if len(set(of_number.values())) > 1
        }


def check(*documents: Document, seconds: float = float("inf")) -> Checked:
    """Read documents together and audit them, with every assumption named as one.

    After so many `seconds` the search ends with the best that it has; `findings.is_complete` tells whether
    all contradictions were looked for.
    """
    read = [understood(document) for document in documents]
    bare = bare_case(read)
    readings = []
    for number, (one, spoken) in enumerate(zip(read, bare.spoken, strict=True), start=1):
        prefix = f"{number}-" if len(read) > 1 else ""
        drafts = sorted((*one.drafts, *spoken), key=lambda draft: draft.quote.start)
        named = tuple(evolve(draft, id=f"{prefix}{draft.id}") for draft in drafts)
        readings.append(Reading(document=one.document, drafts=named))
    return Checked(readings=tuple(readings), case=bare.case, findings=audit(bare.case, seconds=seconds))


def _exact(draft: Draft) -> int | None:
    """The whole number of a draft that gives one without a hedge; None for a small or a round one."""
    reading = draft.reading
    if not isinstance(reading, Figure) or reading.hedge is not Hedge.EXACT or reading.is_rate:
        return None
    (quantity,) = reading.quantities
    whole = quantity.grain == 1 and quantity.value >= LEAST_DIGITS
    return int(quantity.value) if whole else None
