"""The table of findings grows by whole documents, and goes on where it was left."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from attrs import evolve

from zul.errors import CaseError
from zul.publish.check import Checked, Reading
from zul.publish.check.table import NO_KEY, FindingsTable, Key, rows_of, unread

HEADER = "document,sha256,bytes,findings,id,grade,title,arithmetic,text,size,unit,figures,assumptions,slips\n"
TWO = [{"id": "a", "grade": "tension", "text": "one"}, {"id": "b", "grade": "gap", "text": "two,\n2"}]
NONE = [{"grade": "nothing found"}]


def filled(path: Path) -> str:
    with FindingsTable(path) as table:
        table.add("first.txt", Key("aa", "10"), TWO)
        table.add("second.txt", Key("bb", "11"), NONE)
        table.add("third.pdf", Key("cc", "12"), unread("has no text. Scan it."))
    return path.read_text("utf-8")


def test_each_document_has_its_findings_or_a_row_that_says_why_not(tmp_path: Path) -> None:
    assert filled(tmp_path / "out.csv") == (
        f"{HEADER}"
        "first.txt,aa,10,2,a,tension,,,one,,,,,\n"
        'first.txt,aa,10,2,b,gap,,,"two, 2",,,,,\n'
        "second.txt,bb,11,0,,nothing found,,,,,,,,\n"
        "third.pdf,cc,12,0,,unread,,,has no text. Scan it.,,,,,\n"
    )


def test_what_is_in_the_table_is_done(tmp_path: Path) -> None:
    written = filled(tmp_path / "out.csv")
    with FindingsTable(tmp_path / "out.csv") as table:
        assert table.done == {Key("aa", "10"), Key("bb", "11"), Key("cc", "12")}
        assert table.grades == {"tension": 1, "gap": 1, "nothing found": 1, "unread": 1}
    assert (tmp_path / "out.csv").read_text("utf-8") == written


@pytest.mark.parametrize("cut", range(1, 60, 3))
def test_a_torn_table_is_mended_and_goes_on(tmp_path: Path, cut: int) -> None:
    written = filled(tmp_path / "out.csv").encode()
    (tmp_path / "out.csv").write_bytes(written[:-cut])
    with FindingsTable(tmp_path / "out.csv") as table:
        assert Key("aa", "10") in table.done
        if Key("bb", "11") not in table.done:
            table.add("second.txt", Key("bb", "11"), NONE)
        table.add("third.pdf", Key("cc", "12"), unread("has no text. Scan it."))
    assert (tmp_path / "out.csv").read_bytes() == written


def test_a_document_whose_rows_are_not_all_there_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text(filled(path).replace('first.txt,aa,10,2,b,gap,,,"two, 2",,,,,\n', ""))
    with FindingsTable(path) as table:
        assert table.done == {Key("bb", "11"), Key("cc", "12")}
    assert "first.txt" not in path.read_text()


def test_what_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    with FindingsTable(tmp_path / "out.csv") as table:
        table.add("a.txt", NO_KEY, unread("cannot be read (Permission denied)."))
    with FindingsTable(tmp_path / "out.csv") as table:
        assert table.done == set()
    assert (tmp_path / "out.csv").read_text() == HEADER


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "no table", "\n"])
def test_another_file_is_not_overwritten(tmp_path: Path, text: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(text)
    with pytest.raises(CaseError) as caught:  # noqa: PT011 - the whole message is compared
        FindingsTable(path)
    assert str(caught.value) == (
        f"{path}: is there and is no table of findings. Choose another file with --out."
    )
    assert path.read_text() == text


def test_an_empty_file_becomes_a_table(tmp_path: Path) -> None:
    (tmp_path / "out.csv").touch()
    assert filled(tmp_path / "out.csv").startswith(HEADER)


def test_a_finding_is_told_in_one_row(checked: Checked) -> None:
    rows = rows_of(checked)
    assert [row["id"] for row in rows] == [finding.id for finding in checked.findings]
    assert rows[0] == {
        "id": checked.findings[0].id,
        "grade": "contradiction",
        "title": checked.findings[0].title,
        "arithmetic": "10,122 people ≠ 10,212 people: 90 people apart",
        "text": checked.findings[0].text,
        "size": "90",
        "unit": "person",
        "figures": "10,212 people [48–61, ¶1]; 10,122 people [256–269, ¶3]",
        "assumptions": "",
        "slips": "10,122 people: perhaps 10,212 (two neighbouring digits swapped)",
    }


def test_a_text_without_findings_has_a_row(checked: Checked) -> None:
    assert rows_of(evolve(checked, findings=type(checked.findings)())) == NONE


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r\n@"])
def test_no_cell_is_a_formula(tmp_path: Path, sign: str, checked: Checked) -> None:
    hostile = f"{sign}cmd|' /C calc'!A0"
    drafts = tuple(evolve(draft, as_written=hostile) for draft in checked.readings[0].drafts)
    reading = Reading(document=checked.readings[0].document, drafts=drafts)
    findings = type(checked.findings)(
        evolve(finding, title=hostile, text=hostile, arithmetic=hostile, grounds=(hostile,))
        for finding in checked.findings
    )
    with FindingsTable(tmp_path / "out.csv") as table:
        rows = rows_of(Checked(readings=(reading,), case=checked.case, findings=findings))
        table.add(hostile, Key("aa", "1"), rows)
    with (tmp_path / "out.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert sum("cmd" in cell for cell in cells) > 5 * len(rows)
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n\x1b") and cell] == []


def test_no_cell_steers_a_terminal(tmp_path: Path) -> None:
    with FindingsTable(tmp_path / "out.csv") as table:
        table.add("a\x1b[2J\u202e", Key("aa", "1"), unread("x\x00y"))
    assert "a\ufffd[2J\ufffd,aa,1,0,,unread,,,x\ufffdy," in (tmp_path / "out.csv").read_text("utf-8")
