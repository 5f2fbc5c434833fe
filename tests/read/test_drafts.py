"""From a sentence to the cell of each of its figures, with the rule behind every part."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zul.read.drafts import draft_claims, understood
from zul.read.text.documents import read_document
from zul.terms.dates import Period
from zul.terms.draft import Draft

CELLS = Path(__file__).parents[1] / "data" / "cells.csv"
with CELLS.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def drafts(text: str) -> list[Draft]:
    return draft_claims(read_document(text.encode(), name="text.txt"))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['figure']}: {row['text'][:40]}" for row in ROWS])
def test_a_figure_gets_its_cell(row: dict[str, str]) -> None:
    draft = next(draft for draft in drafts(row["text"]) if draft.as_written == row["figure"])
    assert draft.cell is not None
    assert {
        "measure": draft.cell.measure.id,
        "group": draft.cell.group,
        "place": draft.cell.place or "",
        "period": str(draft.cell.period or ""),
        "of": str(draft.of or ""),
        "said_by": draft.said_by or "",
    } == {key: row[key] for key in ("measure", "group", "place", "period", "of", "said_by")}


def test_each_part_of_the_address_names_its_rule() -> None:
    (first, second) = (
        draft
        for draft in drafts("In 1944, 1,510 Tamars died in Omsk.\n\nAnother 312 Tamars were arrested.")
        if not isinstance(draft.reading, Period)
    )
    parts = ("measure", "group", "place", "period")
    assert {part: first.rules.get(part) for part in parts} == {
        "measure": "verb after", "group": "own words", "place": "place after", "period": "date before",
    }  # fmt: skip
    assert {part: second.rules.get(part) for part in parts} == {
        "measure": "verb after", "group": "own words", "place": "paragraph before",
        "period": "sentence before",
    }  # fmt: skip
    assert all(0 < share <= 1 for share in first.confidence.values())


def test_dates_of_events_are_drafts_too() -> None:
    found = drafts("The Kalmyk Republic was abolished on 27 December 1943.")
    assert [(str(draft.reading), draft.cell and draft.cell.measure.id) for draft in found] == [
        ("1943-12-27", "date")
    ]


def test_the_same_text_gives_the_same_drafts() -> None:
    text = " ".join(row["text"] for row in ROWS)
    assert drafts(text) == drafts(text)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [row["text"] for row in ROWS]
            + ["(", ")", "1,0", "of of", "12 % of", "Из 93 139 человек", "—", "\n\n", "5–", "to each"]
        ),
        max_size=12,
    )
)
def test_any_order_of_sentences_and_scraps_is_read_with_every_quote_in_its_place(scraps: list[str]) -> None:
    document = read_document(("x " + " ".join(scraps)).encode(), name="scraps.txt")
    for draft in understood(document).drafts:
        assert draft.quote.stands_in(document)
        assert document.text[draft.numeral.start : draft.numeral.end] == draft.numeral.surface
