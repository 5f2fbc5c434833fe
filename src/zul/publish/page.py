"""The report: one self-contained page, from who these people are down to how it is made again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from attrs import frozen
from markupsafe import Markup

from zul.publish.differ import why_differ
from zul.publish.drawing import Drawing
from zul.publish.drawings import drawings, strips
from zul.publish.drawings.timeline import known
from zul.publish.estimates import Answer
from zul.publish.export import svg
from zul.publish.html import Report, whole
from zul.publish.language import ENGLISH, Language
from zul.publish.words import ALARMS, Quantity, Words, quantity_anchor
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding, Grade
from zul.terms.measure import MEASURES, Measure

FOREMOST = 6  # confirmations told before all of them
_ELSEWHERE = {
    "rivals": "ledger",
    "contradictions": "conflicts",
    "timeline": "timeline",
}  # section of a drawing


@frozen(kw_only=True)
class Edition:
    """The same page in another language: its BCP 47 tag, its own name, and its file beside this one."""

    code: str
    name: str
    file: str


@frozen(kw_only=True, eq=False)
class Shown:
    """A drawing as it stands in a section of the page, with the sources that it rests on."""

    drawing: Drawing
    section: str
    picture: Markup
    sources: tuple[str, ...]


@frozen(kw_only=True, eq=False)
class Entry:
    """One quantity of the ledger with its claims: more than one are rivals, which may differ for a reason."""

    anchor: str
    quantity: Quantity
    title: str
    base: str
    claims: tuple[Claim, ...]
    why: str
    strip: Shown | None = None


def render(
    case: Case,
    findings: Sequence[Finding],
    reconstruction: Reconstruction | None = None,
    *,
    language: Language = ENGLISH,
    others: Sequence[Edition] = (),
    files: Collection[str] = (),
    drawn: Sequence[Drawing] | None = None,
) -> str:
    """The page as HTML; its order and addresses depend on what is given alone.

    With the reconstruction of this very case, estimates stand beside the figures. `others` are its editions
    in other languages, `files` the names of files that lie beside it: links lead to these alone.
    `drawn` are its drawings, where they were made already.
    """
    used: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for id in dict.fromkeys((*finding.claims, *finding.rivals)):
            used[id].append(finding)
    of_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        of_source[claim.citation.source].append(claim)
    words = Words(case, language)
    estimates = reconstruction.estimates if reconstruction else ()
    report = Report(words=words, findings=findings, used=used, of_source=of_source, estimates=estimates)
    ledger = _ledger(words, findings, reconstruction)
    drawn = drawings(words, findings, reconstruction) if drawn is None else drawn
    shown = [_shown(case, drawing) for drawing in drawn]
    return whole(
        "page",
        ("page.css", "report.css"),
        language=words.language,
        case=words.case,
        words=words,
        report=report,
        answer=Answer(words, reconstruction) if reconstruction else None,
        ledger=ledger,
        quantities=sum(len(entries) for _, entries in ledger),
        alarms=[finding for finding in findings if finding.grade in ALARMS],
        foremost=_foremost(case, findings),
        shown=shown,
        events=sorted(words.case.events.values(), key=lambda event: known(event.date)),
        others=others,
        files=frozenset(files),
    )


def _ledger(
    words: Words, findings: Sequence[Finding], found: Reconstruction | None
) -> list[tuple[Measure, list[Entry]]]:
    """The quantities of the ledger by measure, in the order of the vocabulary, then of time."""
    case, drawn = words.case, strips(words, found)
    rivals: dict[Quantity, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        rivals[Quantity(claim.cell, claim.of)].append(claim)
    by_measure: dict[str, list[Entry]] = defaultdict(list)
    for quantity, claims in sorted(rivals.items(), key=lambda item: known(_time(case, item[0].cell))):
        address = quantity_anchor(quantity)
        entry = Entry(
            anchor=address,
            quantity=quantity,
            title=words.address(quantity.cell),
            base=words.base(quantity, percent=any(claim.is_percent for claim in claims)),
            claims=tuple(claims),
            why=why_differ(words, claims, findings),
            strip=_shown(case, drawn[address]) if address in drawn else None,
        )
        by_measure[quantity.cell.measure.id].append(entry)
    return [(measure, by_measure[id]) for id, measure in MEASURES.items() if id in by_measure]


def _foremost(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """The confirmations that most sources stand behind, in the order of all findings."""

    def witnesses(finding: Finding) -> int:
        return len({case.claims[id].attribution for id in finding.claims})

    agreed = [finding for finding in findings if finding.grade is Grade.CONFIRMATION and finding.claims]
    kept = sorted(agreed, key=lambda finding: -witnesses(finding))[:FOREMOST]
    return [finding for finding in agreed if finding in kept]


def _shown(case: Case, drawing: Drawing) -> Shown:
    sources = dict.fromkeys(case.claims[id].citation.source for id in drawing.claims)
    return Shown(
        drawing=drawing,
        section=_ELSEWHERE.get(drawing.id, "drawings"),
        picture=svg(drawing.chart, label=drawing.label),
        sources=tuple(sources),
    )


def _time(case: Case, cell: Cell) -> Period:
    return cell.period or case.events[cell.group].date
