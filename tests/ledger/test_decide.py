"""Accepting moves drafts through the gate into the ledger, all of them or none; rejecting keeps them out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zul.errors import CaseError
from zul.ledger import accept, new_case, read_case, reject, write_drafts
from zul.ledger.drafts import read_drafts
from zul.terms.document import Document
from zul.terms.draft import Draft
from zul.terms.judgement import Judgement, Verdict
from zul.terms.quote import Quote

TEXT = """\
The two valleys
In March 1944 some 10,300 people were deported.
Of them 60 percent came from Upper Valley."""
DEPORTED = "deported, valley-people, two-valleys, 1944-03-01/1944-03-05"
MISSING = "is missing. Every such entry needs it (docs/case-format.md)."
WHEN = date(2026, 11, 23)
Make = Callable[[str, str], Document]
DraftOf = Callable[..., Draft]


@pytest.fixture
def article(write_document: Make) -> Document:
    return write_document("article.txt", TEXT)


@pytest.fixture
def case(tmp_path: Path, article: Document, draft_of: DraftOf) -> Path:
    """The template case with three drafts: article-19, a date; article-30, a count; article-72, a share."""
    folder = new_case(tmp_path / "valleys")
    drafts = [
        draft_of(article, "March 1944", "date, removal"),
        draft_of(article, "some 10,300 people", DEPORTED, said_by="the office"),
        draft_of(
            article, "60 percent", "deported, the-people, upper-valley, 1944-03-01/1944-03-05", of=DEPORTED
        ),
    ]
    write_drafts(folder, article, drafts)
    return folder


def take(case: Path, ids: list[str], changes: dict[str, str]) -> tuple[str, ...]:
    return accept(case, ids, changes, who="A reader", when=WHEN, why="It says so.")


def refusals(call: Callable[[], object]) -> list[str]:
    with pytest.raises(CaseError) as caught:  # noqa: PT011 - the whole message is compared
        call()
    return [str(refusal) for refusal in caught.value.refusals]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_accepted_draft_is_a_claim_with_its_quote_and_a_judgement(case: Path, article: Document) -> None:
    before = files(case)
    ledger = read_case(case)
    assert take(case, ["article-30"], {"source": "S1"}) == ("article-30",)
    read = read_case(case)
    claim = read.claims["article-30"]
    assert {id: claim for id, claim in read.claims.items() if id != "article-30"} == ledger.claims
    assert str(claim.citation) == "S1[¶1]"
    assert (claim.as_written, str(claim.cell), claim.said_by) == (
        "some 10,300 people",
        "deported · valley-people · two-valleys · 1944-03-01/1944-03-05",
        "the office",
    )
    assert claim.quote == Quote.of(article, 30, 48)
    assert claim.quote.stands_in(article)
    assert read.judgements[-1] == Judgement(
        about="article-30", verdict=Verdict.ACCEPT, who="A reader", when=WHEN, why="It says so."
    )
    assert [row.cells["id"] for row in read_drafts(case)[1]] == ["article-19", "article-72"]
    lines = (case / "claims.csv").read_text("utf-8").splitlines()
    old = before["claims.csv"].decode().splitlines()
    assert lines[:-1] == [f"{old[0]},quote,start,end,text", *(f"{line},,,," for line in old[1:])]
    assert lines[-1] == (
        'article-30,S1,¶1,"some 10,300 people",deported,valley-people,two-valleys,1944-03-01/1944-03-05,,'
        f'the office,,,"some 10,300 people",30,48,{article.sha256}'
    )


def test_what_people_wrote_stays_as_they_wrote_it(case: Path) -> None:
    table = case / "claims.csv"
    table.write_text(table.read_text("utf-8").replace("S1-4,", "\nS1-4,").removesuffix("\n"))
    take(case, ["article-19"], {"source": "S1"})
    spaced = table.read_text("utf-8").replace("S1-4,S1", '"S1-4",S1')
    table.write_text(spaced)
    take(case, ["article-30"], {"source": "S1"})
    assert "\n\n" in spaced
    assert table.read_text("utf-8").startswith(spaced)


def test_a_change_is_made_before_the_gate_and_an_empty_one_clears(case: Path) -> None:
    changes = {"source": "S2", "group": "valley-people", "period": "1944-03", "of": "period=1944"}
    take(case, ["article-72"], changes)
    claim = read_case(case).claims["article-72"]
    assert (str(claim.cell), str(claim.of)) == (
        "deported · valley-people · upper-valley · 1944-03",
        "deported · valley-people · upper-valley · 1944",
    )
    take(case, ["article-30"], {"source": "S2", "place": ""})
    assert read_case(case).claims["article-30"].cell.place is None


def test_a_draft_may_be_edited_by_hand_first(case: Path) -> None:
    table = case / "drafts.csv"
    table.write_text(table.read_text("utf-8").replace("article-30,,", "S1-9,S1,").replace("the office", ""))
    take(case, ["S1-9"], {})
    claim = read_case(case).claims["S1-9"]
    assert (claim.citation.source, claim.said_by) == ("S1", None)


def test_everything_that_is_refused_is_told_at_once_and_nothing_is_written(case: Path) -> None:
    before = files(case)
    changes = {"place": "upper-vally", "series": "valley"}
    told = refusals(
        lambda: accept(
            case, ["article-30", "article-72", "article-91"], changes, who="", when=WHEN, why="\u202ex"
        )
    )
    assert told == [
        "article-91: no draft of drafts.csv has this id. Did you mean 'article-19'?",
        "--who: the text is empty. Write it, or leave the key out.",
        "--why: has the control character U+202E. Delete it.",
        f"drafts.csv:3 source: {MISSING} Give it with --source.",
        f"drafts.csv:4 source: {MISSING} Give it with --source.",
    ]
    told = refusals(lambda: take(case, ["article-30", "article-72"], {**changes, "source": "S7"}))
    assert told == [
        'drafts.csv:3 source: "S7" is no source of this case. Known: S1, S2, S3. '
        "Give another with --source; a new source is declared in sources.csv.",
        "drafts.csv:3 series: \"valley\" is no series of this case. Did you mean 'valleys'? "
        "Give another with --series; a new series is declared in case.toml.",
        "drafts.csv:3 place: \"upper-vally\" is no place of this case. Did you mean 'upper-valley'? "
        "Give another with --place; a new place is declared in places.csv.",
        'drafts.csv:4 source: "S7" is no source of this case. Known: S1, S2, S3. '
        "Give another with --source; a new source is declared in sources.csv.",
        "drafts.csv:4 series: \"valley\" is no series of this case. Did you mean 'valleys'? "
        "Give another with --series; a new series is declared in case.toml.",
        "drafts.csv:4 group: \"the-people\" is no group of this case. Did you mean 'valley-people'? "
        "Give another with --group; a new group is declared in case.toml.",
        "drafts.csv:4 place: \"upper-vally\" is no place of this case. Did you mean 'upper-valley'? "
        "Give another with --place; a new place is declared in places.csv.",
    ]
    assert files(case) == before


def test_what_only_the_whole_case_can_tell_is_refused_too(case: Path) -> None:
    before = files(case)
    changes = {"source": "S1", "series": "valleys", "measure": "families_deported"}
    assert refusals(lambda: take(case, ["article-30"], changes)) == [
        'case.toml series "valleys": adds different units: family, person. '
        "Give every cell of one identity a measure of the same unit."
    ]
    assert files(case) == before


def test_a_figure_that_the_law_does_not_cover_is_refused_where_it_stands(case: Path) -> None:
    table = case / "drafts.csv"
    table.write_text(table.read_text("utf-8").replace('¶1,"some 10,300 people"', '¶1,"some 10,3OO people"'))
    assert refusals(lambda: take(case, ["article-30"], {"source": "S1"})) == [
        'drafts.csv:3 as_written: "some 10,3OO people" has a letter in its digits. '
        "Write the figure as printed, or put the row's text into note (docs/figures.md §9)."
    ]


def test_a_crash_leaves_a_case_that_can_be_read(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(path: Path, text: str) -> None:
        if path.name == stop and path.parent == case:
            raise KeyboardInterrupt("Ctrl-C")
        path.write_text(text, "utf-8")

    monkeypatch.setattr("zul.ledger.decide.write_text", write)
    monkeypatch.setattr("zul.ledger.drafts.write_text", write)
    for stop, id in (
        ("claims.csv", "article-19"),
        ("judgements.csv", "article-19"),
        ("drafts.csv", "article-30"),
    ):
        with pytest.raises(KeyboardInterrupt, match="Ctrl-C"):
            take(case, [id], {"source": "S1"})
        assert (id in read_case(case).claims) is (stop != "claims.csv")
    monkeypatch.undo()
    assert refusals(lambda: take(case, ["article-30"], {"source": "S1"})) == [
        "article-30: is a claim of the ledger already. "
        "Judge it in judgements.csv; a row of drafts.csv with the same id can go."
    ]


def test_a_rejected_draft_stays_out_of_the_ledger_and_can_still_be_accepted(case: Path) -> None:
    before = files(case)
    reject(case, ["article-30", "article-19"], who="A reader", when=WHEN, why="Copied.")
    changed = {name for name, text in files(case).items() if text != before[name]}
    assert changed == {"drafts.csv"}
    assert [row.cells.get("rejected") for row in read_drafts(case)[1]] == [
        "2026-11-23, A reader: Copied.",
        "2026-11-23, A reader: Copied.",
        None,
    ]
    assert take(case, ["article-30"], {"source": "S1"}) == ("article-30",)


def test_rejecting_refuses_as_accepting_does(case: Path) -> None:
    before = files(case)
    assert refusals(lambda: reject(case, ["S1-1", "x"], who="A reader", when=WHEN, why=" ")) == [
        "S1-1: is a claim of the ledger already. "
        "Judge it in judgements.csv; a row of drafts.csv with the same id can go.",
        "x: no draft of drafts.csv has this id. Known: article-19, article-30, article-72.",
        "--why: the text is empty. Write it, or leave the key out.",
    ]
    assert files(case) == before
