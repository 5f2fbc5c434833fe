"""CSV tables as people keep them: one header, one address per cell, every fault of a file at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from zul.errors import Located, nearest

LARGEST = 16 * 2**20  # bytes; ten thousand claims need about two million
FORMAT = "docs/case-format.md"
# All but tab and line feed; what turns the reading direction of the rest of a page; what is no character.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

COLUMNS = {
    "sources.csv": "id,creator,year,title,kind,repository,reference_code,url,derived_from,seen,note",
    "places.csv": "id,name,other_names,kind,lat,lon,part_of,from,to,source,note",
    "events.csv": "id,date,title,document,source,note",
    "claims.csv": "id,source,locator,as_written,measure,group,place,period,of,said_by,series,note",
    "judgements.csv": "about,verdict,who,when,why",
}
FORMULA = ("=", "+", "-", "@")  # what opens one in a spreadsheet
QUOTE = "quote,start,end,text"  # columns that claims.csv may end with
DRAFTS = "drafts.csv"  # beside the ledger: what was read, and nobody has decided
DRAFT_COLUMNS = f"{COLUMNS['claims.csv']},{QUOTE},rules,rejected"


@frozen(kw_only=True)
class TableRow:
    """One row of a table: its address, and the text of its cells by column; empty cells are absent."""

    file: str
    line: int
    cells: dict[str, str]

    def where(self, column: str) -> str:
        """The address of one cell."""
        return f"{self.file}:{self.line} {column}"


@frozen(kw_only=True)
class Table:
    """The rows that have the form of the header; `whole` is false when the file may hold others."""

    rows: tuple[TableRow, ...] = ()
    whole: bool = False

    @property
    def ids(self) -> frozenset[str] | None:
        """The ids that the table declares; None when they cannot all be known."""
        ids = frozenset(row.cells.get("id", "") for row in self.rows)
        return ids if self.whole and "" not in ids else None


def read_text(path: Path, refusals: list[Located]) -> str | None:
    """The text of a UTF-8 file, or None with the reason appended to `refusals`."""
    name = path.name
    try:
        if not path.exists():
            refusals.append(_missing(name))
            return None
        if not path.is_file():
            refusals.append(Located(name, "is no file", "Put a file in its place."))
            return None
        size = path.stat().st_size
        if size > LARGEST:
            what = f"the file has {size:,} bytes, more than the {LARGEST:,} that a case may hold"
            refusals.append(Located(name, what, "Divide it into several cases."))
            return None
        raw = path.read_bytes()
    except OSError as error:
        refusals.append(Located(name, f"cannot be read ({error.strerror})", "Check the file and its rights."))
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        refusals.append(Located(f"{name}:{line}", what, "Save the file as UTF-8."))
        return None
    before = len(refusals)
    if text.startswith("\ufeff"):
        what = "the file opens with a byte order mark"
        refusals.append(Located(f"{name}:1", what, "Save it as UTF-8 without BOM."))
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        what = "the line has a carriage return"
        refusals.append(Located(f"{name}:{line}", what, "Save the file with Unix line ends (LF)."))
    return text if len(refusals) == before else None


def read_table(folder: Path, name: str, refusals: list[Located]) -> Table:
    """One table of the case; every fault of its form is appended to `refusals`."""
    text = read_text(folder / name, refusals)
    if text is None:
        return Table()
    rows: list[TableRow] = []
    faults: list[Located] = []
    records = _records(text, name, faults)
    header = next(records, (1, []))[1]
    columns = _columns(name, header)
    if not faults and _header_is_right(header, columns, name, faults):
        for line, record in records:
            if not record:
                continue
            if len(record) != len(columns):
                what = f"the row has {len(record)} cells, the header {len(columns)}"
                way_out = 'Put a cell that holds a comma into "double quotes".'
                faults.append(Located(f"{name}:{line}", what, way_out))
                continue
            cells = dict(zip(columns, record, strict=True))
            if control := list(_control_characters(f"{name}:{line}", cells)):
                faults.extend(control)
                continue
            stripped = {column: cell.strip() for column, cell in cells.items() if cell.strip()}
            rows.append(TableRow(file=name, line=line, cells=stripped))
    refusals.extend(faults)
    return Table(rows=tuple(rows), whole=not faults)


def _columns(name: str, header: list[str]) -> list[str]:
    """The columns that a table should have, with those of quotes where its header has any of them."""
    columns = (DRAFT_COLUMNS if name == DRAFTS else COLUMNS[name]).split(",")
    has_quotes = name == "claims.csv" and not set(QUOTE.split(",")).isdisjoint(header)
    return [*columns, *QUOTE.split(",")] if has_quotes else columns


def inert(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula.

    >>> inert("=1+1"), inert("93,139 people")
    ("'=1+1", '93,139 people')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _missing(name: str) -> Located:
    if name in COLUMNS:
        way_out = f'Create it with the header "{COLUMNS[name]}" ({FORMAT}).'
    else:
        way_out = f"Every case has one ({FORMAT}); `zul new NAME` makes a complete example."
    return Located(name, "the file is missing from the case folder", way_out)


def _records(text: str, name: str, faults: list[Located]) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each record; a record may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(Located(f"{name}:{line}", f"is no CSV ({error})", "Check the quotes of this row."))
            return
        yield line, record
        line = reader.line_num + 1


def _header_is_right(header: list[str], columns: list[str], name: str, faults: list[Located]) -> bool:
    if header == columns:
        return True
    where = f"{name}:1"
    way_out = f'The header is "{",".join(columns)}".'
    unknown = [column for column in header if column not in columns]
    missing = [repr(column) for column in columns if column not in header]
    for column in unknown:
        faults.append(Located(where, f"{column!r} is no column of this table", nearest(column, columns)))
    if missing:
        faults.append(Located(where, f"the header lacks {', '.join(missing)}", way_out))
    if not unknown and not missing:
        faults.append(Located(where, "the columns are repeated or in another order", way_out))
    return False


def _control_characters(where: str, cells: dict[str, str]) -> Iterator[Located]:
    for column, cell in cells.items():
        if found := CONTROL.search(cell):
            yield Located(
                f"{where} {column}", f"has the control character U+{ord(found[0]):04X}", "Delete it."
            )
