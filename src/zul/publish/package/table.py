"""A table of the data package: each column with what it says, as CSV and as a Frictionless Table Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from attrs import frozen

from zul.publish.drawing import Table, Value

Cell = Value | bool | Fraction


@frozen(kw_only=True)
class Column:
    """A column: its name, what it says in one sentence, and how it is read off the thing of a row.

    `type` is one of Frictionless. `refers` names the table and column whose values it takes; an empty cell
    says that the thing is absent, which `required` rules out.
    """

    name: str
    says: str
    of: Callable[[Any], Cell]
    type: str = "string"
    required: bool = False
    one_of: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    refers: tuple[str, str] | None = None

    @property
    def field(self) -> dict[str, Any]:
        """The column as a field of a Table Schema."""
        constraints = {
            "required": self.required or None,
            "enum": list(self.one_of) or None,
            "minimum": self.minimum,
            "maximum": self.maximum,
        }
        kept = {key: value for key, value in constraints.items() if value is not None}
        described = {"name": self.name, "type": self.type, "description": self.says}
        return described | ({"constraints": kept} if kept else {})


@frozen(kw_only=True)
class Sheet:
    """A table: one row for each thing, in the order given. `key` names the columns that tell rows apart."""

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    things: tuple[Any, ...]

    @property
    def path(self) -> str:
        return f"data/{self.name}.csv"

    def csv(self) -> str:
        """The table as CSV (RFC 4180); no cell runs as a formula in a spreadsheet."""
        rows = tuple(tuple(_written(column.of(thing)) for column in self.columns) for thing in self.things)
        return Table(columns=tuple(column.name for column in self.columns), rows=rows).csv()

    @property
    def schema(self) -> dict[str, Any]:
        """Types, constraints, keys and a description of every column."""
        return {
            "fields": [column.field for column in self.columns],
            "missingValues": [""],
            "primaryKey": list(self.key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {
                        "resource": "" if column.refers[0] == self.name else column.refers[0],
                        "fields": [column.refers[1]],
                    },
                }
                for column in self.columns
                if column.refers
            ],
        }


def sheet(name: str, title: str, says: str, things: Iterable[Any], key: str, *columns: Column) -> Sheet:
    """A table of things; the key is one column, or several parted by spaces."""
    return Sheet(
        name=name, title=title, says=says, things=tuple(things), key=tuple(key.split()), columns=columns
    )


def _written(value: Cell) -> Value:
    """Exact where a decimal number can be; else to the last digit that a computer keeps."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value
