"""The report: one self-contained page with everything that a case says, and what the audit says of it."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.resources import files

import jinja2
from attrs import field, frozen
from markupsafe import Markup

from zul.publish import words as in_words
from zul.publish.proof import Proof, proof
from zul.publish.svg import svg
from zul.publish.timeline import ACCENT, INK, MUTED, RULE, Panel, is_far_before, panels, timeline
from zul.publish.version import zul_version
from zul.publish.words import ALARMS, GLYPHS, GRADES, Quantity, Words, anchor, quantity_anchor
from zul.terms.bounds import counted, number
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.finding import Finding, Grade
from zul.terms.measure import MEASURES, Measure

GRAVEST = 5  # findings told at the head of the page
_COLOURS = {INK: "currentColor", MUTED: "var(--muted)", RULE: "var(--rule)", ACCENT: "var(--accent)"}


@frozen(kw_only=True)
class Entry:
    """One quantity of the ledger with its claims: more than one are rivals."""

    anchor: str
    quantity: Quantity
    title: str
    base: str
    claims: tuple[Claim, ...]


@frozen(kw_only=True)
class Report:
    """What the templates read, beside the case itself."""

    case: Case
    words: Words
    findings: Sequence[Finding]
    used: Mapping[str, list[Finding]] = field(factory=dict)  # by claim
    of_source: Mapping[str, list[Claim]] = field(factory=dict)

    def graded(self, *grades: Grade) -> list[tuple[Grade, list[Finding]]]:
        """The findings by grade, without the grades that have none."""
        found = [(grade, [f for f in self.findings if f.grade is grade]) for grade in grades]
        return [(grade, of_grade) for grade, of_grade in found if of_grade]

    def proofs(self, finding: Finding) -> list[Proof]:
        return [proof(self.words, certificate) for certificate in finding.certificates]

    def declared(self, finding: Finding) -> list[str]:
        """The assumptions behind a finding, hardened ones too."""
        named = [identity.assumption for identity in finding.identities if identity.assumption]
        return [id for id in dict.fromkeys([*named, *finding.assumptions]) if id in self.case.assumptions]

    def proposed(self, finding: Finding) -> Sequence[str]:
        """The grounds of a finding that rests on what the program proposes."""
        own = any(id not in self.case.assumptions for id in finding.assumptions)
        return finding.grounds if own else ()

    def title(self, id: str) -> str:
        """The title of a finding."""
        return next(finding.title for finding in self.findings if finding.id == id)

    def is_about_several(self, finding: Finding) -> bool:
        """True when the claims of a finding are about more than one quantity."""
        claims = [self.case.claims[id] for id in (*finding.claims, *finding.rivals)]
        return len({(claim.cell, claim.of) for claim in claims}) > 1

    def nature(self, finding: Finding, id: str) -> str:
        """Why the identity behind a row of the proof holds."""
        return next(identity.nature.value for identity in finding.identities if identity.id == id)


def render(case: Case, findings: Sequence[Finding]) -> str:
    """The page as HTML; its order and addresses depend on the case and the findings alone."""
    used: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for id in dict.fromkeys((*finding.claims, *finding.rivals)):
            used[id].append(finding)
    of_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        of_source[claim.citation.source].append(claim)
    words = Words(case)
    report = Report(case=case, words=words, findings=findings, used=used, of_source=of_source)
    style, script = _asset("page.css"), _asset("page.js")
    ledger = _ledger(case, words)
    page = _environment().get_template("page.html.j2")
    return page.render(
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
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        version=zul_version(),
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
    return panel.words, svg(timeline(panel), label=label, colours=_COLOURS)


def _asset(name: str) -> str:
    return files("zul.publish").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("zul.publish"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., object]] = {
        "bdi": in_words.bdi,
        "plain": in_words.plain,
        "sentence": in_words.sentence,
        "listed": in_words.listed,
        "web": in_words.link,
        "number": number,
    }
    environment.filters.update(filters)
    environment.globals.update(
        anchor=anchor,
        counted=counted,
        Grade=Grade,
        ALARMS=ALARMS,
        GRADES=GRADES,
        glyphs=dict(GLYPHS.values()),
    )
    return environment
