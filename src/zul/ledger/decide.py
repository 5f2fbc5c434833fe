"""Accepting and rejecting drafts: what moves them into the ledger, or keeps them out of it."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve

from zul.errors import CaseError, Located, nearest
from zul.ledger.case import read_case
from zul.ledger.claims import Known, read_claims
from zul.ledger.drafts import REJECTED, Cells, read_drafts, write_rows
from zul.ledger.gate import structure
from zul.ledger.head import FILE
from zul.ledger.tables import COLUMNS, DRAFTS, QUOTE, TableRow
from zul.ledger.texts import Texts
from zul.ledger.write import write_text
from zul.terms.assumption import Series
from zul.terms.case import Case
from zul.terms.judgement import Judgement, Verdict

CHANGEABLE = ("source", "measure", "group", "place", "period", "of", "series")  # by who accepts
_DECLARED = {
    "source": "sources.csv",
    "group": FILE,
    "place": "places.csv",
    "event": "events.csv",
    "series": FILE,
}


def accept(
    folder: str | Path, ids: Sequence[str], changes: Cells, *, who: str, when: date, why: str
) -> tuple[str, ...]:
    """Move drafts into the ledger, each with a judgement; returns their ids, which stay.

    `changes` says for columns of CHANGEABLE what all of them hold instead; empty for nothing. Raises
    CaseError with everything that the gate refuses, and then writes nothing.
    """
    folder = Path(folder)
    case, rows = read_drafts(folder)
    refusals: list[Located] = []
    chosen = _chosen(ids, case, rows, refusals)
    _check_judgement(Verdict.ACCEPT, who, when, why, refusals)
    claims = [evolve(row, cells=_changed(row.cells, changes)) for row in chosen]
    refused: list[Located] = []
    read_claims(claims, _known(case), Texts(folder), refused)
    refusals += map(_with_way_out, refused)
    if refusals:
        raise CaseError(refusals)
    judgements = [
        {"about": row.cells["id"], "verdict": Verdict.ACCEPT, "who": who, "when": str(when), "why": why}
        for row in claims
    ]
    # A crash between two of them leaves a case that can be read: first a claim, then what is said of it.
    written = {
        "claims.csv": _grown(folder / "claims.csv", [row.cells for row in claims], QUOTE),
        "judgements.csv": _grown(folder / "judgements.csv", judgements),
    }
    _check_whole(folder, written)
    for name, text in written.items():
        write_text(folder / name, text)
    write_rows(folder, [row.cells for row in rows if row not in chosen])
    return tuple(row.cells["id"] for row in claims)


def reject(folder: str | Path, ids: Sequence[str], *, who: str, when: date, why: str) -> None:
    """Mark drafts as rejected: they stay in drafts.csv, so that they do not come back.

    Raises CaseError with everything that is refused, and then writes nothing.
    """
    folder = Path(folder)
    case, rows = read_drafts(folder)
    refusals: list[Located] = []
    chosen = _chosen(ids, case, rows, refusals)
    _check_judgement(Verdict.REJECT, who, when, why, refusals)
    if refusals:
        raise CaseError(refusals)
    mark = {REJECTED: f"{when}, {who}: {why}"}
    write_rows(folder, [{**row.cells, **mark} if row in chosen else row.cells for row in rows])


def _chosen(
    ids: Sequence[str], case: Case, rows: Sequence[TableRow], refusals: list[Located]
) -> list[TableRow]:
    """The drafts with these ids, in the order of the ids."""
    by_id = {row.cells["id"]: row for row in rows}
    for id in dict.fromkeys(ids):
        if id in case.claims:
            way_out = f"Judge it in judgements.csv; a row of {DRAFTS} with the same id can go."
            refusals.append(Located(id, "is a claim of the ledger already", way_out))
        elif id not in by_id:
            refusals.append(Located(id, f"no draft of {DRAFTS} has this id", nearest(id, by_id)))
    return [by_id[id] for id in dict.fromkeys(ids) if id in by_id]


def _check_judgement(verdict: Verdict, who: str, when: date, why: str, refusals: list[Located]) -> None:
    """Refuse what the gate would not read as a judgement, whatever it is about."""
    values = {"about": "a draft", "verdict": verdict, "who": who, "when": str(when), "why": why}
    structure(values, Judgement, lambda path: f"--{path}", refusals)


def _changed(cells: Cells, changes: Cells) -> dict[str, str]:
    columns = [*COLUMNS["claims.csv"].split(","), *QUOTE.split(",")]
    return {
        column: cell for column in columns if (cell := changes.get(column, cells.get(column, "")).strip())
    }


def _known(case: Case) -> Known:
    series = [id for id, assumption in case.assumptions.items() if isinstance(assumption, Series)]
    return {
        "source": case.sources,
        "group": case.groups,
        "place": case.places,
        "event": case.events,
        "series": series,
    }


def _with_way_out(refusal: Located) -> Located:
    """The refusal of what can be changed while accepting, with how to change it."""
    column = refusal.where.split(" ")[1]
    if column not in CHANGEABLE:
        return refusal
    way_out = f"{'Give it' if refusal.what == 'is missing' else 'Give another'} with --{column}"
    if unknown := re.search(r" is no (\w+) of this case$", refusal.what):
        way_out += f"; a new {unknown[1]} is declared in {_DECLARED[unknown[1]]}"
    return evolve(refusal, way_out=f"{refusal.way_out} {way_out}.")


def _grown(path: Path, rows: Sequence[Cells], more_columns: str = "") -> str:
    """The text of a table with rows at its end, and with more columns where it lacks them and rows fill them.

    What stands in the table stays as people wrote it, blank lines too.
    """
    text = path.read_text("utf-8")
    records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    columns = records[0]
    lacking = [column for column in more_columns.split(",") if column and column not in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if lacking and any(column in row for row in rows for column in lacking):
        writer.writerow([*columns, *lacking])
        writer.writerows([*record, *("" for _ in lacking)] if record else [] for record in records[1:])
        columns = [*columns, *lacking]
    else:
        out.write(text if text.endswith("\n") else f"{text}\n")
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()


def _check_whole(folder: Path, written: Mapping[str, str]) -> None:
    """Raise CaseError where the gate would refuse the case with these files."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in (FILE, *COLUMNS):
            text = written[name] if name in written else (folder / name).read_text("utf-8")
            write_text(Path(scratch) / name, text)
        read_case(scratch)
