"""The gold texts: their marks become rows, and the text is given back without them.

A mark is `{{surface; …}}`: `{{93,000; 93000; more than; person; 1943; Elista; deported}}` for a quantity,
`{{28 May; date; 1944-05-28}}` for a date, `{{4:20; trap; clock time}}` for what is neither, and
`{{one; either}}` for what may be read or not. Fields at the end may be left out; " or " stands between
readings that are equally right. In the checks a mark names the contradictions that its figure belongs to:
`{{4,120; c1 c2}}`. benchmarks/gold/README.md has the rules.

`python benchmarks/marks.py FOLDER` writes the open texts without marks, rows.csv and contradictions.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

GOLD = Path(__file__).with_name("gold")
ARTICLE = "deportation-of-the-kalmyks"  # not in the repository: only its rows and its hash
MARK = re.compile(r"\{\{([^;{}]+);([^{}]*)\}\}")
QUANTITY = ("value", "hedge", "unit", "year", "place", "measure")


@frozen(kw_only=True)
class Row:
    """One number or date of a gold text, from `start` up to but without `end`, in code points.

    `kind` is quantity, date, trap or either. `low` and `high` are equal but for a range.
    """

    text: str
    start: int
    end: int
    surface: str
    kind: str
    low: str = ""
    high: str = ""
    hedge: str = ""
    unit: str = ""
    edtf: str = ""
    year: str = ""
    place: str = ""
    measure: str = ""

    @property
    def value(self) -> tuple[Fraction, Fraction]:
        """Both ends of the number."""
        return Fraction(self.low), Fraction(self.high)


@frozen(kw_only=True)
class Contradiction:
    """Figures of a check that cannot all be true, each from its start up to but without its end."""

    text: str
    id: str
    kind: str
    why: str
    numerals: tuple[tuple[int, int], ...]


def plain(marked: str) -> tuple[str, list[tuple[int, str, list[str]]]]:
    """The text without its marks, and of each mark the start, the surface and the fields."""
    text, found, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), mark[1], [part.strip() for part in mark[2].split(";")]))
        text += mark[1]
        last = mark.end()
    return text + marked[last:], found


def row(text: str, start: int, surface: str, parts: list[str]) -> Row:
    """The row that a mark says."""
    kind, told = parts[0], {}
    if kind == "date":
        told = {"edtf": parts[1]}
    elif kind not in ("trap", "either"):
        kind, told = "quantity", dict(zip(QUANTITY, parts, strict=False))
        low, _, high = told.pop("value").partition("..")
        told |= {"low": low, "high": high or low}
    return Row(text=text, start=start, end=start + len(surface), surface=surface, kind=kind, **told)


def texts(folder: Path) -> Iterator[tuple[str, str, list[Row]]]:
    """File name, text and rows of each marked text of a folder."""
    for path in sorted(folder.glob("*.marked")):
        text, found = plain(path.read_text("utf-8"))
        ending = ".md" if text.startswith("# ") else ".txt"
        yield path.stem + ending, text, [row(path.stem, *mark) for mark in found]


def checks(folder: Path) -> Iterator[tuple[str, str, list[Contradiction]]]:
    """File name, text and contradictions of each check of a folder."""
    told = table(folder / "contradictions.csv")
    for path in sorted(folder.glob("*.marked")):
        text, found = plain(path.read_text("utf-8"))
        numerals: dict[str, list[tuple[int, int]]] = {}
        for start, surface, parts in found:
            for id in parts[0].split():
                numerals.setdefault(id, []).append((start, start + len(surface)))
        its = [line for line in told if line["text"] == path.stem]
        yield (
            f"{path.stem}.txt",
            text,
            [Contradiction(**line, numerals=tuple(numerals[line["id"]])) for line in its],
        )


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    return [Row(**{**line, "start": int(line["start"]), "end": int(line["end"])}) for line in table(path)]


def table(path: Path) -> list[dict[str, Any]]:
    """The lines of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    """Write lines that have the same columns as CSV."""
    lines = list(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(lines)


def _export(folder: Path) -> None:
    (folder / "checks").mkdir(parents=True, exist_ok=True)
    all_rows, contradictions = [], []
    for name, text, its_rows in texts(GOLD / "texts"):
        (folder / name).write_text(text, "utf-8")
        all_rows += [asdict(one) for one in its_rows]
    for name, text, its in checks(GOLD / "checks"):
        (folder / "checks" / name).write_text(text, "utf-8")
        for one in its:
            quotes = "; ".join(f"{text[start:end]} @ {start}" for start, end in one.numerals)
            contradictions.append({**asdict(one), "numerals": quotes})
    write(folder / "rows.csv", all_rows)
    write(folder / "checks" / "contradictions.csv", contradictions)


if __name__ == "__main__":
    _export(Path(sys.argv[1]))
