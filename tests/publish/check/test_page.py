"""The page of a check: the whole text, its figures by kind, and findings that link to them."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from zul.audit import audit
from zul.publish.check import Checked, Reading, check
from zul.publish.check.page import Kind, marks, render
from zul.publish.words import STOPPED, Words
from zul.read.text.documents import read_document
from zul.terms.assumption import Conversion
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.document import Document, Part, Span
from zul.terms.draft import Draft
from zul.terms.measure import MEASURES
from zul.terms.quote import Quote

Read = Callable[[str], Any]
Report = tuple[Document, list[Draft]]
CaseOf = Callable[[Document, Sequence[Draft]], Case]
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{ 7*7 }}"]
TURNED = "\u202eabc"


def said(checked: Checked, text: str) -> Checked:
    """The same with a text in all that a document or its name may say."""
    document = evolve(checked.readings[0].document, name=text, title=text, dropped=(text,))
    document = evolve(document, text=f"{document.text}\n{text}")
    drafts = tuple(
        evolve(draft, locator=text, said_by=text, as_written=text) for draft in checked.readings[0].drafts
    )
    findings = type(checked.findings)(
        evolve(finding, title=text, text=text, arithmetic=text, grounds=(text,), hints=(text,))
        for finding in checked.findings
    )
    groups = {id: evolve(group, name=text) for id, group in checked.case.groups.items()}
    places = {id: evolve(place, name=text) for id, place in checked.case.places.items()}
    assumptions = {id: evolve(one, title=text, why=text) for id, one in checked.case.assumptions.items()}  # type: ignore[arg-type]
    case = evolve(checked.case, groups=groups, places=places, assumptions=assumptions)
    return Checked(readings=(Reading(document=document, drafts=drafts),), case=case, findings=findings)


def test_all_of_the_text_is_there_and_each_figure_has_its_address(checked: Checked, read_page: Read) -> None:
    page = read_page(render(checked))
    for line in checked.readings[0].document.text.splitlines():
        assert re.sub(r"\W", "", line) in re.sub(r"\W", "", page.text)
    ids = Counter(page.values("id"))
    assert {id: count for id, count in ids.items() if count > 1} == {}
    assert {f"claim-{id}" for id in checked.drafts} <= set(ids)
    assert {f"finding-{finding.id}" for finding in checked.findings} <= set(ids)
    assert {link for link in page.values("href") if link.startswith("#")} <= {f"#{id}" for id in ids}
    assert set(page.values("aria-describedby")) <= set(ids)


def test_each_figure_is_marked_by_its_kind(checked: Checked) -> None:
    (reading,) = checked.readings
    text = reading.document.text
    assert {text[mark.start : mark.end]: mark.kind for mark in marks(checked, reading)} == {
        "March 1944": Kind.STATED,
        "10,212 people": Kind.CONTRADICTED,
        "6,040": Kind.CONTRADICTED,
        "4,172": Kind.CONTRADICTED,
        "46 trains": Kind.STATED,
        "9,480 people": Kind.CONTRADICTED,
        "more than 1,000 people": Kind.CONTRADICTED,
        "10,122 people": Kind.CONTRADICTED,
        "10,212 wagons": Kind.STATED,
        "77 bears": Kind.UNREAD,
    }


def test_cells_without_text_keep_their_place_in_the_row(read_page: Read) -> None:
    table = "<table><tr><th>District</th><th>Families</th><th>Persons</th></tr>"
    table += "<tr><td>Kem</td><td></td><td>5,090</td></tr><tr><td></td><td>7</td><td>4,117</td></tr></table>"
    page = render(check(read_document(table.encode(), name="table.html")))
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    assert [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in rows] == [
        ["District", "Families", "Persons"],
        ["Kem", "", "5,090"],
        ["", "7", "4,117"],
    ]


def test_a_search_that_was_stopped_is_told(checked: Checked, read_page: Read) -> None:
    assert STOPPED not in read_page(render(checked)).text
    stopped = type(checked.findings)()
    stopped.is_complete = False
    page = read_page(render(evolve(checked, findings=stopped))).text
    assert STOPPED in page
    assert "all figures that were understood can be true together" not in page


def test_what_agrees_is_confirmed(report: Report, case_of: CaseOf) -> None:
    document, drafts = report
    agreeing = [draft for draft in drafts if draft.as_written != "10,122 people"]
    case = case_of(document, agreeing)
    checked = Checked(
        readings=(Reading(document=document, drafts=tuple(agreeing)),), case=case, findings=audit(case)
    )
    kinds = {mark.drafts[0].as_written: mark.kind for mark in marks(checked, checked.readings[0])}
    assert (kinds["6,040"], kinds["4,172"]) == (Kind.CONFIRMED, Kind.CONFIRMED)


def test_quotes_that_overlap_are_one_mark_with_two_addresses(
    checked: Checked, report: Report, read_page: Read
) -> None:
    document, drafts = report
    trains = next(draft for draft in drafts if draft.as_written == "46 trains")
    start = trains.quote.start
    number = evolve(trains, id="d0", quote=Quote.of(document, start, start + 2), cell=None)
    reading = Reading(document=document, drafts=(*drafts, number))
    both = Checked(readings=(reading,), case=checked.case, findings=checked.findings)
    mark = next(mark for mark in marks(both, reading) if mark.start == start)
    assert (mark.end - start, mark.kind, {draft.id for draft in mark.drafts}) == (
        9,
        Kind.STATED,
        {trains.id, "d0"},
    )
    assert {f"claim-{trains.id}", "claim-d0"} <= set(read_page(render(both)).values("id"))


def test_rows_stay_together_and_what_no_span_holds_is_told(checked: Checked, read_page: Read) -> None:
    text = "== Losses ==\nloose words\nOmsk\t12\t13\nAltai\t14\n\nlast"
    cells = [(text.index(word), text.index(word) + len(word)) for word in ("Omsk", "12", "13", "Altai", "14")]
    spans = [
        Span(start=3, end=9, part=Part.HEADING, locator="title", section=("A", "B", "C", "D")),
        *(Span(start=start, end=end, part=Part.CELL, locator="tab. 1") for start, end in cells),
    ]
    document = evolve(checked.readings[0].document, text=text, spans=tuple(spans))
    reading = Reading(document=document, drafts=())
    page = read_page(render(Checked(readings=(reading,), case=checked.case, findings=checked.findings)))
    inside = [
        (text, around[-2]) for text, around in page.texts if around[-1:] == ("bdi",) and "section" in around
    ]
    assert inside[-8:] == [
        ("Losses", "h6"),
        ("loose words", "p"),
        *((cell, "td") for cell in ("Omsk", "12", "13", "Altai", "14")),
        ("last", "p"),
    ]


def test_several_documents_are_named_where_their_figures_stand(checked: Checked, read_page: Read) -> None:
    (reading,) = checked.readings
    other = Reading(document=evolve(reading.document, name="other.txt"), drafts=reading.drafts[-1:])
    first = Reading(document=reading.document, drafts=reading.drafts[:-1])
    page = read_page(render(Checked(readings=(first, other), case=checked.case, findings=checked.findings)))
    assert "2 documents checked together" in page.text
    assert "D2: other.txt" in page.text
    assert "10,122 people report.txt , ¶3" in page.text
    assert "other.txt" in page.text


def test_a_finding_says_where_what_and_why(checked: Checked, read_page: Read) -> None:
    text = read_page(render(checked)).text
    for words in (
        "10 figures found, 9 of them understood. Some cannot stand together:",
        "10,122 people ≠ 10,212 people: 90 people apart",
        "10,122 people ¶3 persons deported, Valley people, Two Valleys, 1–5 March 1944",
        "This assumes: The report names nothing else.",
        "10,122 people ; the others leave 10,212 for it",
        "for instance 10,212 (two neighbouring digits swapped)",
        "0 ≥ 90, which cannot be",
        "The same digits under two labels: 1 number",
    ):
        assert words in text


def test_a_text_without_findings_says_so(checked: Checked, read_page: Read) -> None:
    text = read_page(render(evolve(checked, findings=type(checked.findings)()))).text
    assert "Nothing was found that cannot stand together." in text
    assert "Nothing: all figures that were understood can be true together." in text


def test_the_page_asks_for_nothing_outside_and_runs_nothing_but_its_own(
    checked: Checked, read_page: Read
) -> None:
    html = render(checked)
    page = read_page(html)
    assert not {name for _, name, _ in page.attributes} & {"src", "srcset", "action", "style", "onclick"}
    assert "link" not in page.tags
    assert not re.search(r"url\((?!#)|@import|fetch\(|XMLHttp", html)
    assert page.declared == ["doctype html"]

    def digest(element: str) -> str:
        (text,) = (data for data, around in page.texts if around[-1:] == (element,))
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    policy = next(value for _, name, value in page.attributes if name == "content" and "default-src" in value)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest('style')}'; script-src 'sha256-{digest('script')}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_headings_go_down_one_step_at_a_time(checked: Checked, read_page: Read) -> None:
    page = read_page(render(checked))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_document_says_stays_text(checked: Checked, read_page: Read, text: str) -> None:
    harmless, page = (read_page(render(said(checked, words))) for words in ("x" * len(text), text))
    assert page.tags == harmless.tags
    assert [attribute[:2] for attribute in page.attributes] == [a[:2] for a in harmless.attributes]
    assert not [link for link in page.values("href") if not link.startswith("#")]
    assert page.text.count(text) > 30


def test_text_that_turns_is_isolated(checked: Checked, read_page: Read) -> None:
    page = read_page(render(said(checked, TURNED)))
    assert [text for text, around in page.texts if "\u202e" in text and "bdi" not in around] == []
    assert not [value for _, _, value in page.attributes if "\u202e" in value]


def test_the_page_is_the_same_when_it_is_made_again(checked: Checked) -> None:
    assert render(checked) == render(checked)


def test_one_quantity_in_two_units_is_told_as_such(checked: Checked) -> None:
    cells = tuple(Cell(measure=MEASURES[id], group="valley-people") for id in ("distance", "extent"))
    declared = Conversion(
        id="c",
        why="The report gives both.",
        cells=(cells[0], cells[1]),
        factor=Fraction(621371, 10**6),
        within=Fraction(1),
    )
    assert Words(checked.case).assumption(declared) == (
        "One quantity in two units",
        "Valley people, no place named: distance of the journey = 0.62 × extent",
    )
