"""Reading a case folder: every file through the gate, then what the files say of each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zul.errors import CaseError, Located
from zul.ledger.claims import Known, check_cell, read_claims
from zul.ledger.gate import check_ids, no_circle, refer, structure_row
from zul.ledger.head import FILE, Head, read_head, table_of
from zul.ledger.plan import check_plan
from zul.ledger.report import check_report
from zul.ledger.tables import COLUMNS, Table, read_table
from zul.ledger.texts import Texts
from zul.ledger.translations import read_translations
from zul.terms.assumption import Account, Assumption, Elapsed, Series
from zul.terms.case import Case, Event
from zul.terms.claim import Claim
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import MEASURES
from zul.terms.place import Place
from zul.terms.source import Source

PROPOSED = re.compile(r"assumed-[0-9a-f]{8}")  # the id of what the audit proposes by itself


def read_case(folder: str | Path) -> Case:
    """The case in a folder (docs/case-format.md).

    Raises CaseError with every fault of every file, each as file:line column · what · way out.
    """
    folder = Path(folder)
    _check_folder(folder)
    refusals: list[Located] = []
    head = read_head(folder, refusals)
    tables = {name: read_table(folder, name, refusals) for name in COLUMNS}
    declared = {name.removesuffix("s.csv"): table.ids for name, table in tables.items()}
    known: Known = {**declared, **head.declared}

    sources = _sources(tables["sources.csv"], known, refusals)
    places = _places(tables["places.csv"], known, refusals)
    events = _events(tables["events.csv"], known, refusals)
    claims = read_claims(tables["claims.csv"].rows, known, Texts(folder), refusals)
    judgements = _judgements(tables["judgements.csv"], known, refusals)
    _check_groups(head, known, refusals)
    _check_statements(head, known, refusals)
    for assumption in head.assumptions:
        _check_assumption(assumption, tables["claims.csv"], claims, known, refusals)
    if head.plan is not None:
        check_plan(head.plan, known, refusals)
    if head.top is not None:
        things = {"claim": claims, "event": _by_id(events), "source": _by_id(sources)}
        check_report(head.top.report.paragraphs, things, known, f"{FILE} report.summary", refusals)
    translations = read_translations(folder, refusals)
    if head.top is None or refusals:
        raise CaseError(sorted(refusals, key=_file_and_line))
    return Case(
        title=head.top.title,
        people=head.top.people,
        period=head.top.period,
        languages=tuple(head.top.languages),
        summary=head.top.report.paragraphs,
        groups=_by_id(head.groups),
        places=_by_id(places),
        sources=_by_id(sources),
        events=_by_id(events),
        claims=claims,
        assumptions=_by_id(head.assumptions),
        statements=_by_id(head.statements),
        reliabilities={reliability.source: reliability for reliability in head.reliabilities},
        judgements=judgements,
        plan=head.plan,
        translations=translations,
    )


def _check_folder(folder: Path) -> None:
    try:
        if folder.is_dir():
            return
        what = "there is no such case folder"
    except OSError as error:
        what = f"the case folder cannot be read ({error.strerror})"
    raise CaseError([Located(str(folder), what, "`zul new NAME` makes a small complete case.")])


def _file_and_line(refusal: Located) -> tuple[int, int]:
    file, _colon, line = refusal.where.split(" ")[0].partition(":")
    files = [FILE, *COLUMNS]  # translations come last
    return files.index(file) if file in files else len(files), int(line or 0)


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _sources(table: Table, known: Known, refusals: list[Located]) -> list[Source]:
    sources = []
    rows_by_id = {}
    for row in check_ids(table.rows, refusals):
        source = structure_row(row, Source, refusals)
        if source is not None:
            sources.append(source)
            rows_by_id[source.id] = row
            for parent in source.derived_from:
                refer(row.where("derived_from"), parent, known["source"], "source", refusals)
    parents = {source.id: source.derived_from for source in sources}
    no_circle(parents, lambda id: rows_by_id[id].where("derived_from"), refusals)
    return sources


def _places(table: Table, known: Known, refusals: list[Located]) -> list[Place]:
    places = []
    rows_by_id = {}
    for row in check_ids(table.rows, refusals):
        place = structure_row(row, Place, refusals)
        if place is not None:
            places.append(place)
            rows_by_id[place.id] = row
            for membership in place.part_of:
                refer(row.where("part_of"), membership.whole, known["place"], "place", refusals)
            if place.source:
                refer(row.where("source"), place.source, known["source"], "source", refusals)
            if (place.latitude is None) != (place.longitude is None):
                refusals.append(
                    Located(row.where("lat"), "lat and lon need each other", "Give both or none.")
                )
            if place.latitude is not None and abs(place.latitude) > 90:
                what = f'"{row.cells["lat"]}" is no latitude'
                refusals.append(Located(row.where("lat"), what, "It lies between -90 and 90."))
    parents = {place.id: [membership.whole for membership in place.part_of] for place in places}
    no_circle(parents, lambda id: rows_by_id[id].where("part_of"), refusals)
    return places


def _events(table: Table, known: Known, refusals: list[Located]) -> list[Event]:
    events = []
    for row in check_ids(table.rows, refusals):
        event = structure_row(row, Event, refusals)
        if event is not None:
            events.append(event)
            refer(row.where("source"), event.source, known["source"], "source", refusals)
    return events


def _check_groups(head: Head, known: Known, refusals: list[Located]) -> None:
    if head.top and head.top.people.group:
        refer(f"{FILE} people group", head.top.people.group, known["group"], "group", refusals)
    for group in head.groups:
        if group.part_of:
            refer(f'{FILE} group "{group.id}" part_of', group.part_of, known["group"], "group", refusals)
    parents = {group.id: [group.part_of] if group.part_of else [] for group in head.groups}
    no_circle(parents, lambda id: f'{FILE} group "{id}" part_of', refusals)


def _check_statements(head: Head, known: Known, refusals: list[Located]) -> None:
    for statement in head.statements:
        where = f'{FILE} statement "{statement.id}"'
        refer(f"{where} source", statement.source, known["source"], "source", refusals)
        refer(f"{where} group", statement.group, known["group"], "group", refusals)
    for reliability in head.reliabilities:
        where = f'{FILE} reliability "{reliability.source}" source'
        refer(where, reliability.source, known["source"], "source", refusals)


def _check_assumption(
    assumption: Assumption, table: Table, claims: Mapping[str, Claim], known: Known, refusals: list[Located]
) -> None:
    where = f'{FILE} {table_of(assumption)} "{assumption.id}"'
    for cell in assumption.named_cells:
        check_cell(cell, lambda part: f"{where} {part}", known, refusals)
    units = {cell.measure.unit for cell in assumption.named_cells}
    if isinstance(assumption, Elapsed):
        units = {assumption.time.measure.unit, MEASURES["elapsed"].unit}
    if isinstance(assumption, Series):
        parts = [claim.cell for claim in claims.values() if claim.series == assumption.id]
        units |= {cell.measure.unit for cell in parts}
        if table.whole and assumption.id not in {row.cells.get("series") for row in table.rows}:
            way_out = "Name it in the series column of its parts, or delete it."
            refusals.append(Located(where, "no claim belongs to this series", way_out))
    if isinstance(assumption, Account) and len(assumption.named_cells) == 1:
        refusals.append(
            Located(where, "has a closing and nothing else", "Name its opening, entries or exits.")
        )
    twice = [cell for cell, times in Counter(assumption.named_cells).items() if times > 1]
    for cell in twice:
        refusals.append(Located(where, f'names the cell "{cell}" twice', "Name every cell once."))
    if len(units) > 1:
        what = f"adds different units: {', '.join(sorted(units))}"
        way_out = "Give every cell of one identity a measure of the same unit."
        refusals.append(Located(where, what, way_out))
    if known["claim"] and assumption.id in known["claim"]:
        way_out = "A judgement could not tell them apart: rename one."
        refusals.append(Located(where, "is also the id of a claim", way_out))


def _judgements(table: Table, known: Known, refusals: list[Located]) -> tuple[Judgement, ...]:
    found = []
    claims, assumptions = known["claim"], known["assumption"]
    for row in table.rows:
        judgement = structure_row(row, Judgement, refusals)
        if judgement is None:
            continue
        found.append(judgement)
        if claims is None or assumptions is None:
            continue
        if PROPOSED.fullmatch(judgement.about):
            assumptions = {*assumptions, judgement.about}
        refer(row.where("about"), judgement.about, {*claims, *assumptions}, "claim or assumption", refusals)
        for_assumptions = judgement.verdict in (Verdict.HARDEN, Verdict.DROP)
        if judgement.about in (claims if for_assumptions else assumptions):
            thing = "a claim" if for_assumptions else "an assumption"
            fitting = "accept, reject, doubt or prefer" if for_assumptions else "harden or drop"
            what = f'"{judgement.verdict}" cannot be said of {thing}'
            refusals.append(Located(row.where("verdict"), what, f"Say {fitting}."))
    return tuple(found)
