"""drafts.csv: what was read in documents, beside the ledger, until somebody accepts or rejects it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from attrs import evolve, frozen

from zul.errors import CaseError, Located, PeriodError
from zul.ledger.case import read_case
from zul.ledger.gate import check_ids
from zul.ledger.tables import CONTROL, DRAFT_COLUMNS, DRAFTS, FORMULA, TableRow, inert, read_table
from zul.ledger.texts import TEXTS
from zul.ledger.write import address, place_of, table, write_text
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.document import Document
from zul.terms.draft import Draft

Cells = Mapping[str, str]
PRINTED = ("as_written", "quote")  # hold the words of a document, letter by letter
REJECTED = "rejected"  # says who rejected a draft, when and why; empty while nobody has


@frozen(kw_only=True)
class Written:
    """The ids of a document's drafts that are now in drafts.csv, and how many are not.

    `decided` were accepted or rejected before; `unprintable` hold signs that no table may.
    """

    ids: tuple[str, ...]
    decided: int
    unprintable: int


def write_drafts(folder: str | Path, document: Document, drafts: Sequence[Draft]) -> Written:
    """Write the drafts of a document beside the ledger of a case, and its text into texts/.

    They take the place of what the same text gave before; drafts of other texts stay, and what was
    accepted or rejected does not come back. Raises CaseError where the case or its drafts cannot be read.
    """
    folder = Path(folder)
    case, rows = read_drafts(folder)
    staying = [row.cells for row in rows if row.cells.get("text") != document.sha256 or REJECTED in row.cells]
    claims = {id: place_of(claim.quote) for id, claim in case.claims.items()}
    decided = {*map(_place, claims.values()), *map(_place, staying)}
    of_others = {id for id, cells in claims.items() if cells.get("text") != document.sha256}
    of_others |= {cells["id"] for cells in staying if cells.get("text") != document.sha256}
    drafts = named(document, drafts, {*of_others, *case.assumptions})
    rows_of = ({"id": draft.id, **_cells(draft)} for draft in drafts)
    undecided = [cells for cells in rows_of if _place(cells) not in decided]
    printable = [cells for cells in undecided if not any(CONTROL.search(cells[key]) for key in PRINTED)]
    (folder / TEXTS).mkdir(exist_ok=True)
    write_text(folder / TEXTS / f"{document.sha256}.txt", document.text)
    write_rows(folder, [*staying, *printable])
    return Written(
        ids=tuple(cells["id"] for cells in printable),
        decided=len(drafts) - len(undecided),
        unprintable=len(undecided) - len(printable),
    )


def read_drafts(folder: Path) -> tuple[Case, list[TableRow]]:
    """A case and the drafts beside its ledger, none where it has no drafts.csv.

    Raises CaseError with every fault of the case, or with every fault of the form of drafts.csv.
    """
    case = read_case(folder)
    if not (folder / DRAFTS).exists():
        return case, []
    refusals: list[Located] = []
    rows = check_ids(read_table(folder, DRAFTS, refusals).rows, refusals)
    if refusals:
        raise CaseError(refusals)
    return case, [evolve(row, cells=_as_printed(row.cells)) for row in rows]


def write_rows(folder: Path, rows: Iterable[Cells]) -> None:
    """Write drafts.csv, in which nothing is a formula for a spreadsheet."""
    cells = ({column: inert(cell) for column, cell in row.items()} for row in rows)
    write_text(folder / DRAFTS, table(DRAFT_COLUMNS, cells))


def _as_printed(cells: Cells) -> dict[str, str]:
    """The cells without the apostrophe that keeps printed words from being a formula."""
    return {
        column: cell[1:] if column in PRINTED and cell.startswith(tuple(f"'{f}" for f in FORMULA)) else cell
        for column, cell in cells.items()
    }


def _place(cells: Mapping[str, str | None]) -> tuple[str | None, ...] | None:
    """Where the words of a row stand; None for what was read in no document."""
    return tuple(cells[key] for key in ("text", "start", "end")) if cells.get("text") else None


def named(document: Document, drafts: Sequence[Draft], taken: Collection[str] = ()) -> list[Draft]:
    """The drafts with the ids that they have in drafts.csv: the document's name, and where the words stand.

    Where another text has `taken` one of them, a part of the hash of this one comes between.
    """
    name = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(document.name).stem.lower())[:40].strip("-") or "text"
    times: Counter[int] = Counter()
    numbers = []
    for draft in drafts:
        start = draft.quote.start
        times[start] += 1
        numbers.append(str(start) if times[start] == 1 else f"{start}.{times[start]}")
    if any(f"{name}-{number}" in taken for number in numbers):
        name = f"{name}-{document.sha256[:8]}"  # another text of the same name came first
    return [evolve(draft, id=f"{name}-{number}") for draft, number in zip(drafts, numbers, strict=True)]


def _cells(draft: Draft) -> dict[str, str]:
    rules = [f"{part}: {rule} ({draft.confidence.get(part, 1):.2f})" for part, rule in draft.rules.items()]
    cells = {
        "locator": draft.locator,
        "as_written": _written(draft),
        **({"measure": "date"} if isinstance(draft.reading, Period) else {}),
        **(address(draft.cell, draft.of) if draft.cell else {}),
        "said_by": draft.said_by,
        "series": draft.series,
        **place_of(draft.quote),
        "rules": "; ".join(rules),
    }
    return {
        column: cell if column in PRINTED else CONTROL.sub("\N{REPLACEMENT CHARACTER}", cell)
        for column, cell in cells.items()
        if cell
    }


def _written(draft: Draft) -> str:
    """The figure as printed; the day of a date where the law of dates does not read it as printed."""
    if not isinstance(draft.reading, Period):
        return draft.as_written
    try:
        is_read = Period.parse(draft.as_written) == draft.reading
    except PeriodError:
        is_read = False
    return draft.as_written if is_read else str(draft.reading)
