"""The report: one self-contained page with everything that a case says, and what the audit says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from attrs import frozen
from markupsafe import Markup

from zul.publish.drawings.timeline import Panel, is_far_before, panels, timeline
from zul.publish.estimates import Answer
from zul.publish.export import svg
from zul.publish.html import Report, whole
from zul.publish.words import ALARMS, Quantity, Words, quantity_anchor
from zul.terms.bounds import counted
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding
from zul.terms.measure import MEASURES, Measure

GRAVEST = 5  # findings told at the head of the page


@frozen(kw_only=True)
class Entry:
    """One quantity of the ledger with its claims: more than one are rivals."""

    anchor: str
    quantity: Quantity
    title: str
    base: str
    claims: tuple[Claim, ...]


def render(case: Case, findings: Sequence[Finding], reconstruction: Reconstruction | None = None) -> str:
    """The page as HTML; its order and addresses depend on what is given alone.

    With the reconstruction of this very case, what the figures allow comes before what the audit found.
    """
    used: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for id in dict.fromkeys((*finding.claims, *finding.rivals)):
            used[id].append(finding)
    of_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        of_source[claim.citation.source].append(claim)
    words = Words(case)
    report = Report(case=case, words=words, findings=findings, used=used, of_source=of_source)
    ledger = _ledger(case, words)
    answer = Answer(words, reconstruction) if reconstruction else None
    return whole(
        "page",
        ("page.css", "estimates.css") if answer else ("page.css",),
        answer=answer,
        drawings=[
            (drawn, svg(drawn.chart, label=drawn.label)) for drawn in (answer.drawings if answer else ())
        ],
        case=case,
        words=words,
        report=report,
        ledger=ledger,
        quantities=sum(len(entries) for _, entries in ledger),
        alarms=[f for f in findings if f.grade in ALARMS],
        gravest=GRAVEST,
        panels=[_drawn(panel) for panel in panels(case)],
        not_drawn=[event for event in case.events.values() if is_far_before(case, event)],
        events=sorted(case.events.values(), key=lambda event: _days(event.date)),
    )


def _ledger(case: Case, words: Words) -> list[tuple[Measure, list[Entry]]]:
    """The quantities of the ledger by measure, in the order of the vocabulary, then of time."""
    rivals: dict[Quantity, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        rivals[Quantity(claim.cell, claim.of)].append(claim)
    by_measure: dict[str, list[Entry]] = defaultdict(list)
    for quantity, claims in sorted(rivals.items(), key=lambda item: _days(_time(case, item[0].cell))):
        entry = Entry(
            anchor=quantity_anchor(quantity),
            quantity=quantity,
            title=words.address(quantity.cell),
            base=words.base(quantity, percent=any(claim.is_percent for claim in claims)),
            claims=tuple(claims),
        )
        by_measure[quantity.cell.measure.id].append(entry)
    return [(measure, by_measure[id]) for id, measure in MEASURES.items() if id in by_measure]


def _time(case: Case, cell: Cell) -> Period:
    return cell.period or case.events[cell.group].date


def _days(period: Period) -> tuple[date, date]:
    """For ordering: a side that is open or unknown counts as the other one."""
    return period.earliest or period.latest or date.min, period.latest or period.earliest or date.max


def _drawn(panel: Panel) -> tuple[str, Markup]:
    label = f"Timeline, {panel.words}: {counted(len(panel.dates), 'date')}; the table below lists every event"
    return panel.words, svg(timeline(panel), label=label)
