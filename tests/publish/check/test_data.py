"""Drafts and findings as programs read them: figures by their place in the text."""

from __future__ import annotations

import json
from typing import Any

from attrs import evolve

from zul.publish.check import Checked
from zul.publish.check.data import check_json
from zul.publish.drafts import draft_data, drafts_json
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.document import Document
from zul.terms.draft import Draft
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES

Report = tuple[Document, list[Draft]]


def test_a_draft_is_told_as_written_and_as_read(report: Report) -> None:
    document, drafts = report
    rules, confidence = {"place": "said before"}, {"place": 0.75}
    draft = evolve(drafts[6], rules=rules, confidence=confidence, said_by="a teacher", unit="person")
    assert draft_data(draft) == {
        "id": "d197",
        "kind": "quantity",
        "quote": "more than 1,000 people",
        "prefix": "e 9,480 people on the register; ",
        "suffix": " had died.\nAn encyclopedia says ",
        "start": 197,
        "end": 219,
        "locator": "¶2",
        "numeral": {"surface": "1,000", "start": 207, "end": 212},
        "as_written": "more than 1,000 people",
        "values": [1000],
        "lower": 1000,
        "upper": 2000,
        "lower_open": True,
        "upper_open": False,
        "wide_lower": 1000,
        "wide_upper": None,
        "hedge": "more than",
        "unit": "person",
        "measure": "deaths",
        "group": "valley-people",
        "place": "exile",
        "period": "1944-03/1944-12",
        "of": None,
        "said_by": "a teacher",
        "series": None,
        "rules": rules,
        "confidence": confidence,
    }
    assert document.text[197:219] == "more than 1,000 people"


def parts(data: dict[str, Any], *keys: str) -> list[Any]:
    return [data[key] for key in keys]


def test_a_date_is_its_edtf_and_has_no_bounds(report: Report) -> None:
    data = draft_data(evolve(report[1][0], reading=Period.parse("1944-03~")))
    keys = ("kind", "measure", "group", "period", "hedge", "values", "lower", "upper")
    assert parts(data, *keys) == ["date", "date", "removal", "1944-03~", "approximately", [], None, None]


def test_a_draft_without_an_address_says_so(report: Report) -> None:
    keys = ("measure", "group", "place", "period", "of", "lower", "upper")
    assert parts(draft_data(report[1][-1]), *keys) == [None, None, None, None, None, 77, 77]


def test_numbers_are_plain_and_a_base_is_a_cell(report: Report) -> None:
    half = Cell(measure=MEASURES["deported"], group="all")
    draft = evolve(report[1][1], reading=Figure.parse("2.5–3 percent"), of=half)
    keys = ("values", "lower", "upper", "wide_lower", "wide_upper", "hedge", "of")
    assert parts(draft_data(draft), *keys) == [
        [2.5, 3], 2.5, 3, 2.45, 3.5, "between",
        {"measure": "deported", "group": "all", "place": None, "period": None},
    ]  # fmt: skip


def test_the_drafts_of_a_document_come_with_what_it_is(report: Report) -> None:
    document, drafts = report
    printed = json.loads(drafts_json(evolve(document, dropped=("2 references",)), drafts))
    assert printed["document"] == {
        "name": "report.txt",
        "title": "The removal from the two valleys",
        "media_type": "text/plain",
        "sha256": document.sha256,
        "dropped": ["2 references"],
    }
    assert [claim["id"] for claim in printed["claims"]] == [draft.id for draft in drafts]


def test_a_finding_names_its_figures_by_their_place(checked: Checked) -> None:
    printed = json.loads(check_json(checked))
    assert list(printed) == ["documents", "claims", "findings", "is_complete", "same_digits"]
    assert printed["is_complete"] is True
    (first, *_) = printed["findings"]
    assert list(first) == [
        "id", "grade", "title", "text", "arithmetic", "size", "unit", "claims", "rivals", "identities",
        "assumptions", "grounds", "suspects", "hints", "slips", "certificate",
    ]  # fmt: skip
    assert parts(first, "grade", "arithmetic", "size", "unit") == [
        "contradiction", "10,122 people ≠ 10,212 people: 90 people apart", 90, "person",
    ]  # fmt: skip
    text = checked.readings[0].document.text
    said = [text[claim["start"] : claim["end"]] for claim in first["claims"]]
    assert said == ["10,212 people", "10,122 people"]
    assert first["claims"][0] == {
        "id": "d48",
        "document": "report.txt",
        "start": 48,
        "end": 61,
        "as_written": "10,212 people",
        "locator": "¶1",
    }
    assert first["certificate"][0]["proves"] == "90"


def test_slips_are_told_with_their_figure(checked: Checked) -> None:
    printed = json.loads(check_json(checked))["findings"]
    assert printed[0]["slips"] == ["10,122 people: perhaps 10,212 (two neighbouring digits swapped)"]


def test_the_same_digits_under_two_labels_are_listed(checked: Checked) -> None:
    assert checked.same_digits == {10_212: ("d48", "d295")}
    (same,) = json.loads(check_json(checked))["same_digits"]
    assert (same["number"], [claim["as_written"] for claim in same["claims"]]) == (
        10_212,
        ["10,212 people", "10,212 wagons"],
    )
