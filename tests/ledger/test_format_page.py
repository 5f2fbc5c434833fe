"""docs/case-format.md cannot go stale: what it lists is what the gate reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import fields

from zul.ledger.head import Report, Top
from zul.ledger.tables import COLUMNS, DRAFT_COLUMNS, QUOTE
from zul.terms.assumption import Account, Part, Same, Series
from zul.terms.case import Group, People
from zul.terms.judgement import Verdict
from zul.terms.measure import MEASURES

PAGE = (Path(__file__).parents[2] / "docs/case-format.md").read_text("utf-8")


def section(title: str) -> str:
    """What stands under a heading of the page, down to the next one."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(table: str) -> list[str]:
    """The terms in the first cells of the rows of all tables, in their order."""
    rows = re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
    return [term for row in rows for term in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("file", COLUMNS)
def test_each_table_lists_its_columns(file: str) -> None:
    quotes = QUOTE.split(",") if file == "claims.csv" else []
    assert first_cells(section(file)) == [*COLUMNS[file].split(","), *quotes]


def test_drafts_list_what_they_have_beside_the_columns_of_claims() -> None:
    columns = [*COLUMNS["claims.csv"].split(","), *QUOTE.split(","), *first_cells(section("drafts.csv"))]
    assert columns == DRAFT_COLUMNS.split(",")


def test_every_key_of_case_toml_is_told() -> None:
    told = set(re.findall(r"`([^`]+)`", section("case.toml") + section("Assumptions")))
    known = {
        field.name
        for type_ in (Top, People, Report, Group, Series, Account, Same, Part)
        for field in fields(type_)
    }
    assert {key for key in known if key not in told and f"[{key}]" not in told} == set()


def test_every_verdict_is_told() -> None:
    assert [verdict for verdict in Verdict if f"`{verdict}`" not in section("judgements.csv")] == []


def test_the_list_of_measures_is_the_vocabulary() -> None:
    rows = [
        f"| `{measure.id}` | {measure.name} | {'net ' if measure.net else ''}{measure.kind} | {measure.unit} "
        f"| {f'`{measure.part_of}`' if measure.part_of else ''} |"
        for measure in MEASURES.values()
    ]
    assert re.findall(r"^\| `.*", section("Measures"), re.MULTILINE) == rows
