"""The findings of many documents as one CSV table, which goes on where it was left."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType

from attrs import frozen

from zul.errors import CaseError, Located
from zul.ledger import write_text
from zul.ledger.tables import CONTROL, inert
from zul.publish.check import Checked
from zul.publish.check.data import slips
from zul.publish.drafts import plain_number
from zul.terms.finding import Finding

COLUMNS = [  # of the table
    *"document sha256 bytes findings id grade title arithmetic text size unit".split(),
    *"figures assumptions slips".split(),
]
UNREAD, NOTHING = "unread", "nothing found"  # grades of rows that tell of no finding

Row = Mapping[str, str]


@frozen
class Key:
    """By what a document is known again: the SHA-256 of its bytes, and how many there are."""

    sha256: str
    size: str

    @classmethod
    def of(cls, data: bytes) -> Key:
        """The key of a document."""
        return cls(hashlib.sha256(data).hexdigest(), str(len(data)))


NO_KEY = Key("", "")  # of what cannot even be opened: it is tried again


def rows_of(checked: Checked) -> list[Row]:
    """A row for each finding, or one that says that there is none."""
    return [_row(checked, finding) for finding in checked.findings] or [{"grade": NOTHING}]


def unread(why: str) -> list[Row]:
    """The row of a document that could not be read."""
    return [{"grade": UNREAD, "text": why}]


class FindingsTable:
    """A table on the disk that grows by whole documents: what is stopped half-way is mended and goes on.

    `done` are the documents in it, `grades` how many rows it has of each grade. Raises CaseError where the
    file holds something else.
    """

    def __init__(self, path: Path) -> None:
        self.grades: Counter[str] = Counter()
        self.done: set[Key] = set()
        if path.exists() and path.stat().st_size:
            self._resume(path)
        else:
            write_text(path, _csv([COLUMNS]))
        self._file = path.open("a", encoding="utf-8", newline="")

    def __enter__(self) -> FindingsTable:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, document: str, key: Key, rows: Sequence[Row]) -> None:
        """Write all rows of a document at once."""
        count = str(sum(row["grade"] not in (UNREAD, NOTHING) for row in rows))
        own = {"document": document, "sha256": key.sha256, "bytes": key.size, "findings": count}
        whole = [{**own, **row} for row in rows]
        self._file.write(_csv([_cell(row.get(column, "")) for column in COLUMNS] for row in whole))
        self._file.flush()
        self.done.add(key)
        self.grades.update(row["grade"] for row in rows)

    def _resume(self, path: Path) -> None:
        """Take up what a table holds, without documents whose rows are not all there."""
        rows, findings = Counter[Key](), dict[Key, str]()
        for record in _records(path):
            key = _key(record)
            rows[key] += 1
            findings[key] = record[COLUMNS.index("findings")]
        whole = {key for key, count in rows.items() if findings[key] == str(count)}
        empty = {key for key, count in rows.items() if findings[key] == "0" and count == 1}
        self.done = (whole | empty) - {NO_KEY}
        kept = (record for record in _records(path) if _key(record) in self.done)
        write_text(path, map(_csv, chain([[COLUMNS]], ([self._counted(record)] for record in kept))))

    def _counted(self, record: list[str]) -> list[str]:
        self.grades[record[COLUMNS.index("grade")]] += 1
        return record


def _records(path: Path) -> Iterator[list[str]]:
    """The rows of a table without its header; one that was torn off in writing is none.

    Raises CaseError where the header is another one.
    """
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        is_torn = file.read() != b"\n"
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        records = csv.reader(lines)
        if next(records, None) != COLUMNS:
            way_out = "Choose another file with --out."
            raise CaseError([Located(str(path), "is there and is no table of findings", way_out)])
        last = None
        for record in records:
            if last is not None:
                yield last
            last = record if len(record) == len(COLUMNS) else None
        if last is not None and not is_torn:
            yield last


def _key(record: list[str]) -> Key:
    return Key(record[COLUMNS.index("sha256")], record[COLUMNS.index("bytes")])


def _csv(records: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(records)
    return out.getvalue()


def _cell(text: str) -> str:
    """The text on one line, and no formula for a spreadsheet."""
    return inert(CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))


def _row(checked: Checked, finding: Finding) -> Row:
    figures = [draft for _, draft in checked.figures((*finding.claims, *finding.rivals))]
    size = plain_number(finding.size)
    return {
        "id": finding.id,
        "grade": finding.grade.value,
        "title": finding.title,
        "arithmetic": finding.arithmetic,
        "text": finding.text,
        "size": "" if size is None else str(size),
        "unit": finding.unit or "",
        "figures": "; ".join(f"{d.as_written} [{d.quote.start}–{d.quote.end}, {d.locator}]" for d in figures),
        "assumptions": "; ".join(finding.grounds),
        "slips": "; ".join(slips(checked, finding)),
    }
