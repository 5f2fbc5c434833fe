"""The cells of a table, each with the heads of its row and of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from zul.read.text.blocks import MOST_BLOCKS, Block, Cell, Table, too_many
from zul.terms.document import Part

MOST_HEADS = 6  # above each other or side by side
MOST_COLUMNS = 200  # that have heads; a cell further to the right has none
HEAD = re.compile(r"[^\W\d_]|^\W*[12]\d{3}\W*$")  # a head has a letter or is a year


@frozen(kw_only=True)
class _Placed:
    cell: Cell
    row: int
    column: int


def check_size(blocks: Iterable[Block | Table]) -> None:
    """Refuse more than 250,000 blocks, table cells and rows together."""
    size = sum(sum(1 + len(row) for row in each.rows) if isinstance(each, Table) else 1 for each in blocks)
    if size > MOST_BLOCKS:
        raise too_many()


def cells(table: Table, number: int) -> Iterator[Block]:
    """The cells of the table with this number that have text, row by row; rows and columns count from 1.

    Labels are the heads of the row and of the column, "" where there is none; heads have no labels.
    Several heads above each other or side by side are joined, the outer one first.
    """
    head_rows = _head_rows(table.rows)
    above: dict[int, list[str]] = {}  # the heads of each column
    beside: list[tuple[str, int]] = []  # the heads of the row, each with the first row that it does not reach
    previous_row = -1
    for each in _placed(table.rows):
        cell = each.cell
        beside = [head for head in beside if head[1] > each.row]
        heads = " › ".join(text for text, _ in beside), " › ".join(above.get(each.column, ()))
        is_head = each.row < head_rows or _is_beside(each, table.rows[each.row])
        if each.row < head_rows:
            for column in range(each.column, min(each.column + cell.across, MOST_COLUMNS)):
                _add(above.setdefault(column, []), cell.text)
        elif is_head and cell.text and len(beside) < MOST_HEADS:
            beside.append((cell.text, each.row + cell.down))
        if cell.text:
            yield Block(
                part=Part.CELL,
                text=cell.text,
                labels=() if is_head else heads,
                place=f"tab. {number}, row {each.row + 1}, col. {each.column + 1}",
                lead="\n\n" if previous_row < 0 else "\n" if each.row > previous_row else "\t",
                start=cell.start,
            )
            previous_row = each.row


def _add(heads: list[str], text: str) -> None:
    if text and text not in heads[-1:] and len(heads) < MOST_HEADS:
        heads.append(text)


def _placed(rows: Sequence[Sequence[Cell]]) -> Iterator[_Placed]:
    """Each cell with its row and column from 0, cells that span several pushing others to the right."""
    taken: dict[int, int] = {}  # column → the first row where it is free again
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            yield _Placed(cell=cell, row=number, column=column)
            if cell.down > 1:
                for covered in range(column, min(column + cell.across, MOST_COLUMNS)):
                    taken[covered] = number + cell.down
            column += cell.across


def _head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top are heads: those marked so, else the first one when it reads so."""
    count = 0
    for row in rows:
        if not all(cell.is_head for cell in row):
            break
        count += 1
    if 0 < count < len(rows):
        return count
    first = rows[0] if rows else ()
    return int(len(rows) > 1 and len(first) > 1 and all(HEAD.search(c.text) or not c.text for c in first))


def _is_beside(placed: _Placed, row: Sequence[Cell]) -> bool:
    """True for a cell marked as a head, and for the first cell of a row when it reads so."""
    is_first = placed.column == 0 and len(row) > 1
    return placed.cell.is_head or (is_first and HEAD.search(placed.cell.text) is not None)
