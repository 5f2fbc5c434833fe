"""Files are written whole or not at all, and reading them back gives what was written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from zul.ledger import read_case, write_table, write_text
from zul.ledger.tables import COLUMNS
from zul.ledger.write import write_claims

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft


def test_claims_come_back_equal_and_the_file_byte_for_byte(draft: Draft) -> None:
    draft.add(
        "claims.csv",
        "x,S2,p. 4,10,deaths,all,exile,early 1945,measure=births; group=valley-people; place=; period=1945,"
        'a voice,valleys,"two lines\n\nwith ""quotes"", commas; and Ссылка"',
    )
    path = draft.folder / "claims.csv"
    raw = path.read_bytes()
    claims = read_case(draft.folder).claims
    path.unlink()
    write_claims(draft.folder, claims.values())
    assert path.read_bytes() == raw
    again = read_case(draft.folder).claims
    assert list(again.items()) == list(claims.items())
    assert [claim.reading for claim in again.values()] == [claim.reading for claim in claims.values()]


def test_a_period_in_english_is_written_as_edtf(draft: Draft) -> None:
    draft.replace("claims.csv", "1945-01-01", "1 January 1945")
    claims = read_case(draft.folder).claims
    write_claims(draft.folder, claims.values())
    assert "exile,1945-01-01," in (draft.folder / "claims.csv").read_text("utf-8")
    assert read_case(draft.folder).claims == claims


def test_the_order_of_the_claims_is_kept(draft: Draft) -> None:
    claims = list(read_case(draft.folder).claims.values())
    write_claims(draft.folder, reversed(claims))
    assert list(read_case(draft.folder).claims) == [claim.id for claim in reversed(claims)]


def test_a_changed_claim_is_not_equal(draft: Draft) -> None:
    claims = read_case(draft.folder).claims
    write_claims(draft.folder, [evolve(claim, note="seen twice") for claim in claims.values()])
    assert read_case(draft.folder).claims != claims


@pytest.mark.parametrize("file", COLUMNS)
def test_a_table_without_rows_is_its_header(tmp_path: Path, file: str) -> None:
    write_table(tmp_path / file, [])
    assert (tmp_path / file).read_bytes() == f"{COLUMNS[file]}\n".encode()


def test_absent_cells_are_empty(tmp_path: Path) -> None:
    write_table(tmp_path / "events.csv", [{"id": "a", "date": "1944", "title": None, "source": "S,1"}])
    assert (tmp_path / "events.csv").read_bytes() == b'id,date,title,document,source,note\na,1944,,,"S,1",\n'


def test_text_is_utf_8_with_unix_line_ends_and_the_usual_rights(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_text(tmp_path / "a.txt", "Ссылка\n")
    finally:
        os.umask(mask)
    assert (tmp_path / "a.txt").read_bytes() == "Ссылка\n".encode()
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt("Ctrl-C")])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException
) -> None:
    claims = read_case(draft.folder).claims
    before = {path.name: path.read_bytes() for path in draft.folder.iterdir()}

    def failing(*_: object) -> None:
        raise failure

    monkeypatch.setattr(os, step, failing)
    with pytest.raises(type(failure), match=r"No space left on device|Ctrl-C"):
        write_claims(draft.folder, reversed(list(claims.values())))
    assert {path.name: path.read_bytes() for path in draft.folder.iterdir()} == before


def test_text_that_is_no_unicode_leaves_the_old_file(draft: Draft) -> None:
    before = {path.name: path.read_bytes() for path in draft.folder.iterdir()}
    with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
        write_text(draft.folder / "claims.csv", "id\ud800")
    assert {path.name: path.read_bytes() for path in draft.folder.iterdir()} == before
