"""A drawing: a chart with all that stands under it."""

from __future__ import annotations

import csv
import io

import altair as alt
from attrs import frozen

Value = str | int | float | None


@frozen(kw_only=True)
class Table:
    """What a drawing shows, as rows: numbers as numbers, what is not there as None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def csv(self) -> str:
        """The table as CSV with a heading (RFC 4180); text that a spreadsheet would run stays text."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(map(inert, self.columns))
        writer.writerows([inert(value) for value in row] for row in self.rows)
        return written.getvalue()


@frozen(kw_only=True, eq=False)
class Drawing:
    """A chart that answers one question, named by `title`.

    `caption` says in plain words what each sign means, `label` what is to be seen, for those who cannot.
    `claims` and `estimates` are the ids of what it rests on. The table tells the same as the chart.
    """

    id: str
    title: str
    caption: str
    label: str
    chart: alt.TopLevelMixin
    table: Table
    claims: tuple[str, ...] = ()
    estimates: tuple[str, ...] = ()


def inert(value: Value) -> Value:
    """The value as a cell of CSV that no spreadsheet takes for a formula.

    >>> inert("=cmd()"), inert(-5), inert("−5")
    ("'=cmd()", -5, '−5')
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
