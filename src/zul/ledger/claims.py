"""claims.csv: the ledger, one row a claim."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from zul.errors import Located, Refusal
from zul.ledger.gate import check_ids, refer, structure_row
from zul.ledger.tables import FORMAT, TableRow
from zul.ledger.texts import Texts
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.measure import Kind, Measure, measure
from zul.terms.source import Citation

Known = Mapping[str, Collection[str] | None]
LARGEST, LARGEST_RATE = 5 * 10**15, 10**6  # the solver computes in floating point
Where = Callable[[str], str]


@frozen(kw_only=True)
class _Row:
    id: str
    source: str
    locator: str | None = None
    as_written: str
    measure: Measure
    group: str
    place: str | None = None
    period: Period | None = None
    of: str | None = None
    said_by: str | None = None
    series: str | None = None
    note: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


def read_claims(
    rows: Iterable[TableRow], known: Known, texts: Texts, refusals: list[Located]
) -> dict[str, Claim]:
    """The claims by id, in the order of the file; every fault is appended to `refusals`.

    `known` holds the ids that claims may name: source, group, place, event, series; their quotes are
    held against the `texts` of the case.
    """
    claims = {}
    for row in check_ids(rows, refusals):
        before = len(refusals)
        raw = structure_row(row, _Row, refusals)
        if raw is None:
            continue
        refer(row.where("source"), raw.source, known["source"], "source", refusals)
        if raw.series:
            refer(row.where("series"), raw.series, known["series"], "series", refusals)
        cell = Cell(measure=raw.measure, group=raw.group, place=raw.place, period=raw.period)
        check_cell(cell, row.where, known, refusals)
        of = _base(cell, raw.of, row, known, refusals) if raw.of else None
        reading = _reading(raw, row, refusals)
        quote = texts.quote(row, (raw.quote, raw.start, raw.end, raw.text), refusals)
        if reading is None or len(refusals) > before:
            continue
        claims[raw.id] = Claim(
            id=raw.id,
            citation=Citation(source=raw.source, locator=raw.locator),
            as_written=raw.as_written,
            reading=reading,
            cell=cell,
            of=of,
            said_by=raw.said_by,
            series=raw.series,
            note=raw.note,
            quote=quote,
        )
    return claims


def check_cell(cell: Cell, where: Where, known: Known, refusals: list[Located]) -> None:
    """Refuse a cell that names an unknown group, place or event, or lacks its period."""
    if cell.measure.kind is Kind.DATE:
        refer(where("group"), cell.group, known["event"], "event", refusals)
        for part in ("place", "period"):
            if getattr(cell, part) is not None:
                refusals.append(_meaningless(where(part), getattr(cell, part)))
        return
    refer(where("group"), cell.group, known["group"], "group", refusals)
    if cell.place is not None:
        refer(where("place"), cell.place, known["place"], "place", refusals)
    if cell.period is None:
        way_out = (
            "Give it as EDTF; where the source states only one side, leave the other empty: 1943-12-28/."
        )
        refusals.append(Located(where("period"), "is missing", way_out))


def _meaningless(where: str, value: object) -> Located:
    what = f'"{value}" has no meaning for the date of an event'
    return Located(where, what, "Leave it empty; the date stands in as_written.")


def _base(cell: Cell, text: str, row: TableRow, known: Known, refusals: list[Located]) -> Cell | None:
    """The base of a ratio: the claim's own cell with the parts that `of` overrides."""
    where = row.where("of")
    if cell.measure.kind is Kind.DATE:
        refusals.append(_meaningless(where, text))
        return None
    changes: dict[str, Any] = {}
    for part in text.split(";"):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        try:
            if not equals or key not in ("measure", "group", "place", "period") or key in changes:
                what = f'"{part.strip()}" overrides no part of the cell'
                raise Refusal(what, f"Write for instance group=all ({FORMAT}).")
            if key == "measure":
                changes[key] = measure(value)
            elif key == "period":
                changes[key] = Period.parse(value)
            else:
                changes[key] = value or None
        except Refusal as refusal:
            refusals.append(Located(where, refusal.what, refusal.way_out))
            return None
    if changes.get("group", cell.group) is None:
        refusals.append(Located(where, "the base has no group", "Name one."))
        return None
    base = evolve(cell, **changes)
    if base == cell:
        way_out = "Override the part that differs."
        refusals.append(Located(where, f'"{text}" makes the cell its own base', way_out))
    check_cell(base, lambda part: f"{where} {part}", known, refusals)
    return base


def _reading(raw: _Row, row: TableRow, refusals: list[Located]) -> Figure | Period | None:
    where = row.where("as_written")
    try:
        if raw.measure.kind is Kind.DATE:
            return Period.parse(raw.as_written)
        figure = Figure.parse(raw.as_written, rate=raw.of is not None)
    except Refusal as refusal:
        refusals.append(Located(where, refusal.what, refusal.way_out))
        return None
    if any(quantity.value > (LARGEST_RATE if figure.is_rate else LARGEST) for quantity in figure.quantities):
        what = f'"{raw.as_written}" is larger than the audit can tell from its neighbours'
        refusals.append(Located(where, what, "Put the row's text into note."))
    if raw.of is None and (figure.is_percent or (figure.is_rate and raw.measure.whole_numbers)):
        what = f'"{raw.as_written}" is a ratio, but the column "of" is empty'
        refusals.append(Located(where, what, f"Name its base there, for instance group=all ({FORMAT})."))
    return figure
