"""What the case holds and what the audit found, as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from zul.publish.package.table import Cell, Column, Sheet, sheet
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Finding, Grade
from zul.terms.judgement import Verdict
from zul.terms.measure import MEASURES, Kind

EDTF = "as EDTF (ISO 8601-2), or as a third in words such as “early 1945”"


def ledger(case: Case, findings: Sequence[Finding]) -> list[Sheet]:
    """The tables of the vocabulary, sources, places, groups, events, claims, judgements and findings."""
    return [_measures(), *_sources(case), *_places(case), _groups(case), _events(case), _claims(case),
            _judgements(case), *_findings(findings)]  # fmt: skip


def _id(thing: str) -> Column:
    return Column(name="id", says=f"Stable id of the {thing}.", of=lambda one: one.id, required=True)


def _text(name: str, says: str, *, required: bool = False) -> Column:
    """A column that has the name of what it shows."""
    return Column(name=name, says=says, of=lambda one: getattr(one, name), required=required)


def _to(table: str) -> tuple[str, str]:
    return table, "id"


def _measures() -> Sheet:
    return sheet(
        "measures", "Measures", "What is counted: the vocabulary of Zul.", MEASURES.values(), "id",
        _id("measure"),
        _text("name", "The measure in words.", required=True),
        Column(name="kind", says="A stock is counted at a moment, a flow over a period; a date is a day.",
               of=lambda one: one.kind.value, required=True, one_of=tuple(Kind)),
        _text("unit", "What one of it is: a person, a family, a train.", required=True),
        Column(name="part_of", says="The measure that counts all that this one counts, and maybe more.",
               of=lambda one: one.part_of, refers=_to("measures")),
    )  # fmt: skip


def _sources(case: Case) -> list[Sheet]:
    copies = [(source.id, parent) for source in case.sources.values() for parent in source.derived_from]
    return [
        sheet(
            "sources", "Sources", "The documents and works that the figures come from, described archivally.",
            case.sources.values(), "id",
            _id("source"),
            _text("creator", "Who made it."),
            Column(name="year", says="The year it was made.", of=lambda one: one.year, type="integer"),
            _text("title", "Its title.", required=True),
            _text("kind", "What it is: an archival document, a journal article, a blog.", required=True),
            _text("repository", "The archive or library that keeps it."),
            _text("reference_code", "Its code there."),
            _text("url", "Where it was read."),
            _text("seen", "How much of it was seen by whoever entered its figures."),
            _text("note", "What else is to be known of it."),
        ),
        sheet(
            "copies", "Copies", "Which source copies which: a copy is no independent witness.", copies,
            "source derived_from",
            Column(name="source", says="The source that copies.", of=lambda one: one[0], required=True,
                   refers=_to("sources")),
            Column(name="derived_from", says="The source that it copies or builds on.", of=lambda one: one[1],
                   required=True, refers=_to("sources")),
        ),
    ]  # fmt: skip


def _places(case: Case) -> list[Sheet]:
    parts = [
        (f"{place.id}/{number}", place.id, membership)
        for place in case.places.values()
        for number, membership in enumerate(place.part_of, start=1)
    ]
    return [
        sheet(
            "places", "Places", "Territories and settlements, with the borders of the day.",
            case.places.values(), "id",
            _id("place"),
            _text("name", "Its name, as the case uses it.", required=True),
            Column(name="other_names", says="Its other names, parted by semicolons.",
                   of=lambda one: "; ".join(one.other_names) or None),
            _text("kind", "What it is: a republic, an oblast, a village."),
            Column(name="latitude", says="Degrees north of the equator; of a region, its centre.",
                   of=lambda one: one.latitude, type="number", minimum=-90, maximum=90),
            Column(name="longitude", says="Degrees east of Greenwich.", of=lambda one: one.longitude,
                   type="number", minimum=-180, maximum=180),
            Column(name="since", says=f"When it began to be, {EDTF}.", of=lambda one: _said(one.since)),
            Column(name="until", says=f"When it ceased to be, {EDTF}.", of=lambda one: _said(one.until)),
            Column(name="source", says="The source that places it.", of=lambda one: one.source,
                   refers=_to("sources")),
            _text("note", "What else is to be known of it."),
        ),
        sheet(
            "place_parts", "What lies in what", "Which place lay inside which, and when.", parts, "id",
            Column(name="id", says="The place with a running number.", of=lambda one: one[0], required=True),
            Column(name="place", says="The place inside.", of=lambda one: one[1], required=True,
                   refers=_to("places")),
            Column(name="whole", says="The place around it.", of=lambda one: one[2].whole, required=True,
                   refers=_to("places")),
            Column(name="period", says=f"When that was so, {EDTF}; empty for always.",
                   of=lambda one: _said(one[2].period)),
        ),
    ]  # fmt: skip


def _groups(case: Case) -> Sheet:
    return sheet(
        "groups", "Groups", "The groups of people that the figures are about.", case.groups.values(), "id",
        _id("group"),
        _text("name", "The group in words.", required=True),
        Column(name="part_of", says="The group that holds it.", of=lambda one: one.part_of,
               refers=_to("groups")),
        _text("by", "What divides it from the others inside the same group: they share no member."),
    )  # fmt: skip


def _events(case: Case) -> Sheet:
    return sheet(
        "events", "Events", "What happened, and when.", case.events.values(), "id",
        _id("event"),
        Column(name="date", says=f"When it happened, {EDTF}.", of=lambda one: str(one.date), required=True),
        *_days("", lambda one: one.date),
        _text("title", "What happened.", required=True),
        _text("document", "The decree or order behind it."),
        Column(name="source", says="The source that tells of it.", of=lambda one: one.source, required=True,
               refers=_to("sources")),
        _text("note", "What else is to be known of it."),
    )  # fmt: skip


def _claims(case: Case) -> Sheet:
    def verdict(claim: Any) -> Cell:
        judgement = case.judgement(claim.id)
        return judgement.verdict.value if judgement else None

    return sheet(
        "claims", "Claims", "One row, one figure of one source, as printed and as read; none is corrected.",
        case.claims.values(), "id",
        _id("claim"),
        Column(name="source", says="The source that prints the figure.", of=lambda one: one.citation.source,
               required=True, refers=_to("sources")),
        Column(name="locator", says="The place in the source.", of=lambda one: one.citation.locator),
        _text("as_written", "The figure with its hedge and unit, as printed.", required=True),
        Column(name="hedge", says="How the figure is hedged, as the law of figures reads it.",
               of=lambda one: _figure(one, lambda read: read.hedge.name.lower()),
               one_of=tuple(hedge.name.lower() for hedge in Hedge)),
        Column(name="unit", says="The counted noun as printed, “percent” for shares.",
               of=lambda one: _figure(one, lambda read: read.unit)),
        *_bounds("tight", "plain", lambda read: read.tight),
        *_bounds("wide", "charitable", lambda read: read.wide),
        *_days("read_", lambda one: one.reading if isinstance(one.reading, Period) else None),
        Column(name="measure", says="What is counted.", of=lambda one: one.cell.measure.id, required=True,
               refers=_to("measures")),
        Column(name="event", says="The event, for the date of one.", refers=_to("events"),
               of=lambda one: one.cell.group if one.cell.measure.kind is Kind.DATE else None),
        Column(name="group", says="The people counted; empty for the date of an event.", refers=_to("groups"),
               of=lambda one: None if one.cell.measure.kind is Kind.DATE else one.cell.group),
        Column(name="place", says="Where; empty where the source names no place.",
               of=lambda one: one.cell.place, refers=_to("places")),
        Column(name="period", says=f"When, {EDTF}; a side that is not stated stays open.",
               of=lambda one: _said(one.cell.period)),
        *_days("", lambda one: one.cell.period),
        Column(name="of_measure", says="What the base of a ratio counts.", refers=_to("measures"),
               of=lambda one: one.of and one.of.measure.id),
        Column(name="of_group", says="The people in the base of a ratio.", refers=_to("groups"),
               of=lambda one: one.of and one.of.group),
        Column(name="of_place", says="Where the base of a ratio is counted.", refers=_to("places"),
               of=lambda one: one.of and one.of.place),
        Column(name="of_period", says=f"When the base of a ratio is counted, {EDTF}.",
               of=lambda one: one.of and _said(one.of.period)),
        _text("said_by", "The voice that the source only reports."),
        _text("series", "The printed list that the figure is an item of."),
        _text("note", "What else is to be known of it."),
        Column(name="verdict", says="The judgement in force; judgements.csv has the reason.", of=verdict,
               one_of=tuple(Verdict)),
    )  # fmt: skip


def _judgements(case: Case) -> Sheet:
    return sheet(
        "judgements", "Judgements", "Signed and dated decisions; the last one about a thing is in force.",
        enumerate(case.judgements, start=1), "number",
        Column(name="number", says="The place in the order in which they were made.", of=lambda one: one[0],
               type="integer", required=True, minimum=1),
        Column(name="claim", says="The claim that it is about.", refers=_to("claims"),
               of=lambda one: one[1].about if one[1].about in case.claims else None),
        Column(name="assumption", says="The assumption that it is about, where it is about no claim.",
               of=lambda one: None if one[1].about in case.claims else one[1].about),
        Column(name="verdict", says="What was decided.", of=lambda one: one[1].verdict.value, required=True,
               one_of=tuple(Verdict)),
        Column(name="who", says="Who decided.", of=lambda one: one[1].who, required=True),
        Column(name="when", says="The day of the decision.", of=lambda one: one[1].when.isoformat(),
               type="date", required=True),
        Column(name="why", says="The reason.", of=lambda one: one[1].why, required=True),
    )  # fmt: skip


def _findings(findings: Sequence[Finding]) -> list[Sheet]:
    members = [
        (finding.id, id, role)
        for finding in findings
        for role, ids in (("proof", finding.claims), ("beside", finding.rivals))
        for id in ids
    ]
    return [
        sheet(
            "findings", "Findings", "What cannot stand together, what is left open, and what agrees; "
            "findings.json has the proofs.", findings, "id",
            _id("finding"),
            Column(name="grade", says="From a contradiction, the gravest, to a confirmation, which is none.",
                   of=lambda one: one.grade.value, required=True, one_of=tuple(Grade)),
            _text("title", "The quantity that it is about.", required=True),
            _text("text", "The finding in words.", required=True),
            _text("arithmetic", "Its arithmetic in one line.", required=True),
            Column(name="size", says="How far the figures miss each other, or how much a list leaves out.",
                   of=lambda one: one.size, type="number"),
            _text("unit", "The unit of the size."),
        ),
        sheet(
            "finding_claims", "Claims of findings", "Which claims a finding rests on.", members,
            "finding claim role",
            Column(name="finding", says="The finding.", of=lambda one: one[0], required=True,
                   refers=_to("findings")),
            Column(name="claim", says="A claim of it.", of=lambda one: one[1], required=True,
                   refers=_to("claims")),
            Column(name="role", says="Whether the claim stands in the proof, or is told beside it.",
                   of=lambda one: one[2], required=True, one_of=("proof", "beside")),
        ),
    ]  # fmt: skip


def _figure(claim: Any, of: Callable[[Figure], Cell]) -> Cell:
    return of(claim.reading) if isinstance(claim.reading, Figure) else None


def _bounds(name: str, reading: str, of: Callable[[Figure], Bounds]) -> list[Column]:
    """The two ends of a reading, and whether each belongs to it."""
    end = f"end of the {reading} reading"

    def is_open(bound: Cell, flag: bool) -> Cell:
        return None if bound is None else flag

    return [
        Column(name=f"{name}_lower", says=f"The lower {end}; empty for no bound.", type="number",
               of=lambda one: _figure(one, lambda read: of(read).lower)),
        Column(name=f"{name}_lower_open", says=f"True when the lower {end} is left out.", type="boolean",
               of=lambda one: _figure(one, lambda read: is_open(of(read).lower, of(read).lower_open))),
        Column(name=f"{name}_upper", says=f"The upper {end}; empty for no bound.", type="number",
               of=lambda one: _figure(one, lambda read: of(read).upper)),
        Column(name=f"{name}_upper_open", says=f"True when the upper {end} is left out.", type="boolean",
               of=lambda one: _figure(one, lambda read: is_open(of(read).upper, of(read).upper_open))),
    ]  # fmt: skip


def _days(prefix: str, of: Callable[[Any], Period | None]) -> list[Column]:
    """The first and last day that a date may mean."""

    def earliest(one: Any) -> Cell:
        period = of(one)
        return period.earliest.isoformat() if period and period.earliest else None

    def latest(one: Any) -> Cell:
        period = of(one)
        return period.latest.isoformat() if period and period.latest else None

    what = "date that is claimed" if prefix else "date or period"
    return [
        Column(name=f"{prefix}earliest", says=f"The first day of the {what}; empty where it has none.",
               of=earliest, type="date"),
        Column(name=f"{prefix}latest", says=f"The last day of the {what}; empty where it has none.",
               of=latest, type="date"),
    ]  # fmt: skip


def _said(period: Period | None) -> str | None:
    return str(period) if period else None
