"""`zul read`, `accept`, `reject` and `check`: what they print, where, and how they end."""

from __future__ import annotations

import csv
import errno
import getpass
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from attrs import evolve
from typer.testing import CliRunner, Result

from zul.cli import app
from zul.ledger import new_case, read_case
from zul.publish.check import Checked
from zul.publish.words import GRADES
from zul.terms.document import Document
from zul.terms.draft import Draft
from zul.terms.finding import Grade

Make = Callable[[str, str], Document]
DraftOf = Callable[..., Draft]
TEXT = "The two valleys\nIn March 1944 some 10,300 people were deported.\nThey had 77 bears."
WAY_OUT = "Say with --out into which table their findings go: --out findings.csv."
DEPORTED = "deported, valley-people, two-valleys, 1944-03-01/1944-03-05"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def article(write_document: Make, draft_of: DraftOf, monkeypatch: pytest.MonkeyPatch) -> Document:
    """A file whose three figures are read as this says: article-19, article-30 and article-73."""
    import zul.read.drafts  # noqa: PLC0415
    import zul.read.text.documents  # noqa: PLC0415

    document = evolve(write_document("article.txt", TEXT), dropped=("2 references",))
    drafts = [
        draft_of(document, "March 1944", "date, removal"),
        draft_of(document, "some 10,300 people", DEPORTED),
        draft_of(document, "77 bears"),
    ]
    monkeypatch.setattr(zul.read.text.documents, "read_document", lambda *_, **__: document)
    monkeypatch.setattr(zul.read.drafts, "draft_claims", lambda _: drafts)
    Path("article.txt").write_text(TEXT)
    return document


@pytest.fixture
def valleys(here: Path) -> Path:
    new_case(here / "valleys")
    return Path("valleys")


def run(*arguments: object, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_read_prints_a_line_for_each_figure(article: Document) -> None:
    read = run("read", "article.txt")
    assert (read.exit_code, read.stderr) == (0, "Reading article.txt …\n")
    assert read.stdout == (
        "article-19, ¶1: March 1944 (1944-03)\n"
        "article-30, ¶1: some 10,300 people "
        "(deported · valley-people · two-valleys · 1944-03-01/1944-03-05)\n"
        "article-73, ¶2: 77 bears (not understood)\n"
        "3 figures, 2 of them understood.\n"
        "Not read: 2 references.\n"
    )


def test_read_prints_json(article: Document) -> None:
    read = run("read", "article.txt", "--json")
    assert read.exit_code == 0
    printed = json.loads(read.stdout)
    assert printed["document"]["sha256"] == article.sha256
    for claim in printed["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
        numeral = claim["numeral"]
        assert TEXT[numeral["start"] : numeral["end"]] == numeral["surface"]


@pytest.mark.skipif(shutil.which("script") is None, reason="needs script(1) for a terminal")
def test_read_shows_a_table_on_a_terminal() -> None:
    Path("a.txt").write_text("In 1944 they had 7,525 trains.\n")
    command = ["script", "-qec", f"{sys.executable} -m zul read a.txt", "/dev/null"]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert "what" in shown
    assert "7,525 trains" in shown


def test_what_cannot_be_read_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("empty.txt").touch()
    refused = run("read", "empty.txt")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.splitlines()[1].startswith("empty.txt: ")
    assert refused.stderr.splitlines()[2:] == ["1 error in empty.txt; nothing was read."]
    missing = run("check", "none.txt", "empty.txt")
    assert missing.exit_code == 2
    assert [line.split(":")[0] for line in missing.stderr.splitlines()[1:3]] == ["none.txt", "empty.txt"]
    assert missing.stderr.splitlines()[3:] == ["2 errors in none.txt, empty.txt; nothing was checked."]


def test_standard_input_is_a_document() -> None:
    read = run("read", "-", "--json", given=b"In 1944 they had 7,525 trains.\n")
    assert read.exit_code == 0
    assert json.loads(read.stdout)["document"]["name"] == "standard input"


def test_a_private_address_is_refused_unless_asked_for() -> None:
    refused = run("read", "http://127.0.0.1:9/a.txt")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[1].startswith("http://127.0.0.1:9/a.txt: ")


def test_read_writes_drafts_beside_the_ledger(article: Document, valleys: Path) -> None:
    before = {path.name: path.read_bytes() for path in valleys.iterdir()}
    read = run("read", "article.txt", "--into", valleys)
    assert (read.exit_code, read.stdout) == (
        0,
        "valleys/drafts.csv: 3 drafts\n"
        "  zul accept valleys article-30 --source ID\n"
        "  zul reject valleys article-30 --why REASON\n",
    )
    assert {path.name for path in valleys.iterdir()} == {*before, "drafts.csv", "texts"}
    assert all((valleys / name).read_bytes() == text for name, text in before.items())
    assert (valleys / f"texts/{article.sha256}.txt").read_text() == TEXT


def test_read_prints_the_ids_that_accept_takes(article: Document, valleys: Path) -> None:
    printed = [line.split(",")[0] for line in run("read", "article.txt").stdout.splitlines()[:3]]
    run("read", "article.txt", "--into", valleys)
    written = [line.split(",")[0] for line in (valleys / "drafts.csv").read_text().splitlines()[1:]]
    assert printed == written


def test_accept_and_reject_move_drafts(article: Document, valleys: Path) -> None:
    run("read", "article.txt", "--into", valleys)
    accepted = run(
        "accept", valleys, "article-30", "--source", "S1", "--who", "A reader", "--why", "It says so."
    )
    assert (accepted.exit_code, accepted.stdout) == (0, "valleys/claims.csv: article-30\n")
    rejected = run("reject", valleys, "article-73", "--why", "No such measure.")
    assert (rejected.exit_code, rejected.stdout) == (0, "valleys/drafts.csv: article-73 rejected\n")
    case = read_case(valleys)
    assert case.claims["article-30"].as_written == "some 10,300 people"
    assert (case.judgements[-1].who, case.judgements[-1].why) == ("A reader", "It says so.")
    again = run("read", "article.txt", "--into", valleys)
    assert again.stdout == (
        "valleys/drafts.csv: 1 draft\n"
        "  2 drafts accepted or rejected before\n"
        "  zul accept valleys article-19 --source ID\n"
        "  zul reject valleys article-19 --why REASON\n"
    )


def test_who_decides_is_who_is_logged_in(
    article: Document, valleys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", "article.txt", "--into", valleys)
    monkeypatch.setattr(getpass, "getuser", lambda: "anna")
    assert run("accept", valleys, "article-30", "--source", "S1").exit_code == 0
    judgement = read_case(valleys).judgements[-1]
    assert (judgement.who, judgement.why) == ("anna", "Accepted as it was read.")

    def nobody() -> NoReturn:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    refused = run("reject", valleys, "article-73", "--why", "x")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "--who: is missing. Say who decides.\n1 error in valleys; nothing was rejected.\n",
    )


def test_all_that_is_refused_is_told_at_once(article: Document, valleys: Path) -> None:
    run("read", "article.txt", "--into", valleys)
    refused = run("accept", valleys, "article-30", "article-3x", "--place", "upper-vally", "--source", "S1")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        "article-3x: no draft of drafts.csv has this id. Did you mean 'article-73'?\n"
        "drafts.csv:3 place: \"upper-vally\" is no place of this case. Did you mean 'upper-valley'? "
        "Give another with --place; a new place is declared in places.csv.\n"
        "2 errors in valleys; nothing was accepted.\n"
    )


def test_a_full_disk_is_told(article: Document, valleys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sys.modules["zul.ledger.drafts"], "write_text", full)
    refused = run("read", "article.txt", "--into", valleys)
    assert refused.exit_code == 2
    assert refused.stderr.endswith(
        "valleys: cannot be written (No space left on device). Check the folder and its rights.\n"
        "1 error in valleys; no draft was written.\n"
    )


# check


@pytest.fixture
def checks(checked: Checked, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """What `zul check` finds, whatever the file says."""
    monkeypatch.setattr(sys.modules["zul.publish.check"], "check", lambda *_, **__: checked)
    Path("report.txt").write_text("10,212")
    return checked


def test_check_prints_a_block_a_finding_and_ends_with_1(checks: Checked) -> None:
    told = run("check", "report.txt")
    assert (told.exit_code, told.stderr) == (1, "Checking report.txt …\n")
    assert told.stdout.startswith(
        "contradiction: 10,122 people ≠ 10,212 people: 90 people apart\n"
        "  persons deported: Valley people, Two Valleys, 1–5 March 1944\n"
        "  ¶1: In March 1944, [10,212 people] were taken, 6,040 from Upper …\n"
        "  ¶3: An encyclopedia says that [10,122 people] were deported, and names …\n"
        "  Slips of the pen that would explain it: 10,122 people: perhaps 10,212 "
        "(two neighbouring digits swapped)\n"
        "\n"
    )
    assert "  This assumes: The report names nothing else.\n" in told.stdout
    assert told.stdout.endswith(
        "the same digits under two labels: 10,212\n"
        "  10,212 people (¶1); 10,212 wagons (¶3)\n"
        "\n"
        f"contradiction means: {GRADES[Grade.CONTRADICTION]}\n"
        f"tension means: {GRADES[Grade.TENSION]}\n"
        "10 figures, 9 of them understood: 2 contradictions and 1 tension.\n"
    )


def test_check_ends_with_0_when_nothing_is_alarming(checks: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    calm = evolve(checks, findings=type(checks.findings)())
    monkeypatch.setattr(sys.modules["zul.publish.check"], "check", lambda *_, **__: calm)
    told = run("check", "report.txt")
    assert told.exit_code == 0
    assert told.stdout.endswith("10 figures, 9 of them understood: nothing found.\n")


def test_check_prints_json_and_writes_its_page(checks: Checked) -> None:
    told = run("check", "report.txt", "--json", "--html", "page.html")
    assert told.exit_code == 1
    assert [finding["grade"] for finding in json.loads(told.stdout)["findings"]] == [
        finding.grade.value for finding in checks.findings
    ]
    assert "The removal from the two valleys" in Path("page.html").read_text("utf-8")
    assert run("check", "report.txt", "--html", "page.html").stdout.endswith("\npage.html\n")


def test_a_page_that_cannot_be_written_is_told(checks: Checked) -> None:
    refused = run("check", "report.txt", "--html", "no/page.html")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.splitlines()[1:] == [
        "no/page.html: cannot be written (No such file or directory). Choose another file with --html.",
        "1 error in report.txt; nothing was checked.",
    ]


def test_a_folder_needs_a_table(here: Path) -> None:
    (here / "papers").mkdir()
    refused = run("check", "papers", "x.zip")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[1:] == [
        *(f"{place}: holds several documents. {WAY_OUT}" for place in ("papers", "x.zip")),
        "2 errors in papers, x.zip; nothing was checked.",
    ]


def test_a_table_and_a_page_do_not_go_together() -> None:
    refused = run("check", "a.txt", "--out", "out.csv", "--json")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "--out: goes with neither --json nor --html. Check the documents to see one by one.\n"
        "1 error in a.txt; nothing was checked.\n",
    )


def test_a_page_does_not_overwrite_a_document() -> None:
    Path("a.txt").write_text("In 1944 they had 7,525 trains.\n")
    refused = run("check", "a.txt", "--html", "./a.txt")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "--html a.txt: is one of the documents, and would be overwritten. Choose another file with --html.\n"
        "1 error in a.txt; nothing was checked.\n",
    )
    assert Path("a.txt").read_text() == "In 1944 they had 7,525 trains.\n"


def test_a_table_that_cannot_be_written_is_told() -> None:
    Path("a.txt").write_text("In 1944 they had 7,525 trains.\n")
    refused = run("check", "a.txt", "--out", "no/out.csv")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "no/out.csv: cannot be written (No such file or directory). Choose another file with --out.\n"
        "1 error in a.txt; nothing was checked.\n",
    )


def test_a_document_that_is_named_twice_is_checked_once() -> None:
    Path("a.txt").write_text("In 1944 they had 7,525 trains.\n")
    told = run("check", "a.txt", "a.txt")
    assert told.stdout == "2 figures, 2 of them understood: nothing found.\n"


def test_the_figures_of_a_table_are_told_with_their_rows(here: Path) -> None:
    rows = ["| Camp | Arrived | Died |", "|---|---|---|", "| North | 12,410 | 2,310 |"]
    rows += ["| South | 15,667 | 3,201 |", "| Total | 28,177 | 5,511 |"]
    (here / "a.md").write_text("\n".join(rows))
    told = run("check", "a.md")
    assert "row 3, col. 2: South | [15,667] | 3,201\n" in told.stdout


def test_words_that_exclude_each_other_are_told_with_their_places(here: Path) -> None:
    text = "Every person of the Kalmyk people was deported.\n\nOnly three families were exempted.\n"
    (here / "a.txt").write_text(text)
    assert run("check", "a.txt").stdout.splitlines()[2] == (
        "  “Every person of the Kalmyk people was deported.” (lead ¶1) is said of: Kalmyks; "
        "“Only three families were exempted” (lead ¶2) is said of: Kalmyks, three families. "
        "Taken literally, nobody was left out, but some were. Such words are seldom meant so."
    )


def test_many_documents_make_one_table_that_goes_on(here: Path) -> None:
    (here / "papers").mkdir()
    (here / "papers/a.txt").write_text("In 1944 they had 7,525 trains.\n")
    (here / "papers/b.txt").touch()
    (here / "papers/c.png").touch()
    told = run("check", "papers", "--out", "out.csv", "--jobs", "1")
    assert told.exit_code == 1
    assert told.stdout == (
        "2 documents checked, 0 before, 1 file of other kinds left alone.\n"
        "out.csv: nothing found; 1 document not readable.\n"
    )
    assert told.stderr.splitlines()[0] == "Checking: 2 …"
    assert told.stderr.splitlines()[1].startswith("papers/b.txt: ")
    with (here / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["document"], row["grade"]) for row in rows] == [
        ("papers/a.txt", "nothing found"),
        ("papers/b.txt", "unread"),
    ]
    again = run("check", "papers", "--out", "out.csv")
    assert again.stdout.startswith("0 documents checked, 2 before, ")


def test_words_of_a_document_do_not_steer_a_terminal(
    checks: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reading,) = checks.readings
    drafts = tuple(
        evolve(draft, locator="\x1b[2J\u202e¶", quote=evolve(draft.quote, prefix="\x07"))
        for draft in reading.drafts
    )
    hostile = type(checks)(
        readings=(evolve(reading, drafts=drafts),), case=checks.case, findings=checks.findings
    )
    monkeypatch.setattr(sys.modules["zul.publish.check"], "check", lambda *_, **__: hostile)
    told = run("check", "report.txt").stdout
    assert "\ufffd[2J\ufffd¶: " in told
    assert all(sign.isprintable() or sign == "\n" for sign in told)


def test_help_of_check_says_how_it_ends() -> None:
    helped = " ".join(run("check", "--help").stdout.split())
    assert "Ends with 0 when nothing is alarming, with 1 when there is a contradiction" in helped
