"""drafts.csv holds what was read until somebody decides, and never a formula or an orphan."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from zul.errors import CaseError
from zul.ledger import accept, new_case, reject, write_drafts
from zul.ledger.drafts import Written, read_drafts
from zul.terms.dates import Period
from zul.terms.document import Document
from zul.terms.draft import Draft

TEXT = (
    "The two valleys\nIn March 1944 some 10,300 people were deported.\nOf them 6,040 came from Upper Valley."
)
DEPORTED = "deported, valley-people, two-valleys, 1944-03-01/1944-03-05"
HEADER = (
    "id,source,locator,as_written,measure,group,place,period,of,said_by,series,note,"
    "quote,start,end,text,rules,rejected\n"
)
WHEN = date(2026, 11, 23)
Make = Callable[[str, str], Document]
DraftOf = Callable[..., Draft]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return new_case(tmp_path / "valleys")


@pytest.fixture
def article(write_document: Make) -> Document:
    return write_document("papers/Article 1.txt", TEXT)


@pytest.fixture
def drafts(article: Document, draft_of: DraftOf) -> list[Draft]:
    rules = {"place": "inherited from the sentence before", "measure": "verb"}
    return [
        draft_of(article, "March 1944", "date, removal"),
        draft_of(article, "some 10,300 people", DEPORTED, rules=rules, confidence={"place": 0.8}),
        draft_of(article, "6,040", "deported, valley-people, upper-valley, 1944-03-01/1944-03-05"),
    ]


def refusals(call: Callable[[], object]) -> list[str]:
    with pytest.raises(CaseError) as caught:  # noqa: PT011 - the whole message is compared
        call()
    return [str(refusal) for refusal in caught.value.refusals]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_drafts_stand_beside_the_ledger_with_their_text(
    case: Path, article: Document, drafts: list[Draft]
) -> None:
    before = files(case)
    written = write_drafts(case, article, drafts)
    assert written == Written(ids=("article-1-19", "article-1-30", "article-1-72"), decided=0, unprintable=0)
    hash = article.sha256
    assert (case / f"texts/{hash}.txt").read_text("utf-8") == TEXT
    assert (case / "drafts.csv").read_text("utf-8") == (
        f"{HEADER}"
        f"article-1-19,,¶1,March 1944,date,removal,,,,,,,March 1944,19,29,{hash},,\n"
        'article-1-30,,¶1,"some 10,300 people",deported,valley-people,two-valleys,1944-03-01/1944-03-05,,,,,'
        f'"some 10,300 people",30,48,{hash},'
        "place: inherited from the sentence before (0.80); measure: verb (1.00),\n"
        'article-1-72,,¶2,"6,040",deported,valley-people,upper-valley,1944-03-01/1944-03-05,,,,,'
        f'"6,040",72,77,{hash},,\n'
    )
    assert {name: text for name, text in files(case).items() if name in before} == before


def test_reading_again_replaces_the_drafts_of_this_text_and_keeps_the_others(
    case: Path, article: Document, drafts: list[Draft], write_document: Make, draft_of: DraftOf
) -> None:
    other = write_document("notes/article-1.md", "Notes on the article\nIn all 9,000 were deported.")
    write_drafts(case, article, drafts)
    elsewhere = write_drafts(case, other, [draft_of(other, "9,000", DEPORTED)])
    written = write_drafts(case, article, drafts[:2])
    assert elsewhere.ids == ("article-1-28",)
    assert written.ids == ("article-1-19", "article-1-30")
    assert [row.cells["id"] for row in read_drafts(case)[1]] == [
        "article-1-28",
        "article-1-19",
        "article-1-30",
    ]


def test_a_text_of_the_same_name_gets_ids_of_its_own(
    case: Path, article: Document, drafts: list[Draft], write_document: Make, draft_of: DraftOf
) -> None:
    changed = write_document(article.name, f"{TEXT} So it says.")
    write_drafts(case, article, drafts)
    written = write_drafts(case, changed, [draft_of(changed, "6,040")])
    assert written.ids == (f"article-1-{changed.sha256[:8]}-72",)
    assert write_drafts(case, article, drafts).ids == ("article-1-19", "article-1-30", "article-1-72")


def test_two_drafts_of_the_same_words_have_two_ids_and_a_name_without_letters_is_none(
    case: Path, drafts: list[Draft], article: Document
) -> None:
    named = evolve(article, name="Ссылка.txt")
    assert write_drafts(case, named, [drafts[1], drafts[1]]).ids == ("text-30", "text-30.2")


def test_what_was_decided_does_not_come_back(case: Path, article: Document, drafts: list[Draft]) -> None:
    write_drafts(case, article, drafts)
    accept(case, ["article-1-30"], {"source": "S1"}, who="A reader", when=WHEN, why="It says so.")
    reject(case, ["article-1-19"], who="A reader", when=WHEN, why="No event.")
    written = write_drafts(case, article, drafts)
    assert written == Written(ids=("article-1-72",), decided=2, unprintable=0)
    rows = {row.cells["id"]: row.cells for row in read_drafts(case)[1]}
    assert list(rows) == ["article-1-19", "article-1-72"]
    assert rows["article-1-19"]["rejected"] == "2026-11-23, A reader: No event."


def test_a_reason_written_by_hand_rejects_too(case: Path, article: Document, drafts: list[Draft]) -> None:
    write_drafts(case, article, drafts)
    table = case / "drafts.csv"
    table.write_text(
        table.read_text("utf-8").replace(f"29,{article.sha256},,", f"29,{article.sha256},,no event")
    )
    assert write_drafts(case, article, drafts).decided == 1


def test_a_date_that_the_law_does_not_read_as_printed_is_written_as_it_was_read(
    case: Path, article: Document, drafts: list[Draft]
) -> None:
    read = evolve(drafts[0], as_written="March", reading=Period.parse("1944-03"))
    write_drafts(case, article, [read])
    (row,) = read_drafts(case)[1]
    assert (row.cells["as_written"], row.cells["quote"]) == ("1944-03", "March 1944")


def test_a_formula_is_none_for_a_spreadsheet_and_comes_back_as_printed(
    case: Path, write_document: Make, draft_of: DraftOf
) -> None:
    hostile = write_document("=x.txt", "Report\nIt fell by -5 people.")
    draft = evolve(draft_of(hostile, "5 people"), as_written="-5 people", locator="=cmd()", said_by="@SUM(1)")
    quote = evolve(draft.quote, exact="-5 people", start=draft.quote.start - 1)
    write_drafts(case, hostile, [evolve(draft, quote=quote, rules={"x": "\u202ey\x07"})])
    line = (case / "drafts.csv").read_text("utf-8").splitlines()[1]
    assert line.startswith("x-18,,'=cmd(),'-5 people,,,,,,'@SUM(1),,,'-5 people,18,27,")
    assert line.endswith(",x: \ufffdy\ufffd (1.00),")
    (row,) = read_drafts(case)[1]
    assert (row.cells["quote"], row.cells["as_written"]) == ("-5 people", "-5 people")


def test_words_that_no_table_may_hold_are_counted_and_left_out(
    case: Path, article: Document, drafts: list[Draft]
) -> None:
    turned = evolve(drafts[1], quote=evolve(drafts[1].quote, exact="some \u202e10,300 people"))
    assert write_drafts(case, article, [turned, drafts[2]]) == Written(
        ids=("article-1-72",), decided=0, unprintable=1
    )


def test_a_draft_table_of_another_form_is_refused(case: Path, article: Document, drafts: list[Draft]) -> None:
    (case / "drafts.csv").write_text("id,source\nx,y\n")
    assert refusals(lambda: write_drafts(case, article, drafts))[0].startswith(
        "drafts.csv:1: the header lacks 'locator', 'as_written', "
    )
    (case / "drafts.csv").write_text(f"{HEADER}{',' * 17}\n")
    assert refusals(lambda: write_drafts(case, article, drafts)) == [
        "drafts.csv:2 id: is missing. Give every row an id of its own."
    ]
    assert not (case / "texts").exists()


def test_a_folder_that_is_no_case_gets_no_drafts(tmp_path: Path, article: Document) -> None:
    assert refusals(lambda: write_drafts(tmp_path / "none", article, []))[0].endswith(
        "none: there is no such case folder. `zul new NAME` makes a small complete case."
    )


def test_a_failure_leaves_the_old_drafts(
    case: Path, article: Document, drafts: list[Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_drafts(case, article, drafts)
    before = files(case)

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", failing)
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="No space left on device"):
        write_drafts(case, article, drafts[:1])
    assert files(case) == before
