"""The form of the files: what is refused before anybody asks what a cell means."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zul.ledger.tables import COLUMNS

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

CLAIMS = "id,source,locator,as_written,measure,group,place,period,of,said_by,series,note"
HEADER = f'The header is "{CLAIMS}".'
QUOTES = 'Put a cell that holds a comma into "double quotes".'


def test_the_headers_are_those_of_the_format() -> None:
    assert COLUMNS == {
        "sources.csv": "id,creator,year,title,kind,repository,reference_code,url,derived_from,seen,note",
        "places.csv": "id,name,other_names,kind,lat,lon,part_of,from,to,source,note",
        "events.csv": "id,date,title,document,source,note",
        "claims.csv": CLAIMS,
        "judgements.csv": "about,verdict,who,when,why",
    }


@pytest.mark.parametrize("file", COLUMNS)
def test_missing_table(draft: Draft, file: str) -> None:
    (draft.folder / file).unlink()
    assert draft.refusals() == [
        f"{file}: the file is missing from the case folder. "
        f'Create it with the header "{COLUMNS[file]}" (docs/case-format.md).'
    ]


def test_missing_head(draft: Draft) -> None:
    (draft.folder / "case.toml").unlink()
    assert draft.refusals() == [
        "case.toml: the file is missing from the case folder. "
        "Every case has one (docs/case-format.md); `zul new NAME` makes a complete example."
    ]


@pytest.mark.parametrize(
    ("header", "messages"),
    [
        (
            CLAIMS.replace("source", "sorce"),
            [
                "claims.csv:1: 'sorce' is no column of this table. Did you mean 'source'?",
                f"claims.csv:1: the header lacks 'source'. {HEADER}",
            ],
        ),
        (CLAIMS.replace(",of,said_by", ""), [f"claims.csv:1: the header lacks 'of', 'said_by'. {HEADER}"]),
        (
            f"{CLAIMS},XYZ",
            [
                "claims.csv:1: 'XYZ' is no column of this table. "
                "Known: as_written, group, id, locator, measure, note, of, period, place, said_by, series, "
                "source."
            ],
        ),
        (f"{CLAIMS},note", [f"claims.csv:1: the columns are repeated or in another order. {HEADER}"]),
        (
            CLAIMS.replace("id,source", "source,id"),
            [f"claims.csv:1: the columns are repeated or in another order. {HEADER}"],
        ),
    ],
    ids=["misspelt", "missing", "one more", "repeated", "reordered"],
)
def test_wrong_header(draft: Draft, header: str, messages: list[str]) -> None:
    draft.replace("claims.csv", CLAIMS, header)
    assert draft.refusals() == messages


def test_empty_file(draft: Draft) -> None:
    (draft.folder / "judgements.csv").write_bytes(b"")
    assert draft.refusals() == [
        "judgements.csv:1: the header lacks 'about', 'verdict', 'who', 'when', 'why'. "
        'The header is "about,verdict,who,when,why".'
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "sources.csv",
            b"id,",
            b"\xef\xbb\xbfid,",
            "sources.csv:1: the file opens with a byte order mark. Save it as UTF-8 without BOM.",
        ),
        (
            "places.csv",
            b"\nexile",
            b"\r\nexile",
            "places.csv:4: the line has a carriage return. Save the file with Unix line ends (LF).",
        ),
        (
            "case.toml",
            b"\n[people]",
            b"\r\n[people]",
            "case.toml:7: the line has a carriage return. Save the file with Unix line ends (LF).",
        ),
        (
            "sources.csv",
            b"A teacher",
            "Ein Schüler".encode("latin-1"),
            "sources.csv:3: byte 0xfc is not UTF-8. Save the file as UTF-8.",
        ),
        (
            "case.toml",
            b"own_name = ",
            b"own_name = \xc0\x80",
            "case.toml:10: byte 0xc0 is not UTF-8. Save the file as UTF-8.",
        ),
        (
            "sources.csv",
            b"A teacher",
            b"A \0 teacher",
            "sources.csv:3 creator: has the control character U+0000. Delete it.",
        ),
        (
            "claims.csv",
            b',"9,480",',
            b",9480\x1f,",
            "claims.csv:6 as_written: has the control character U+001F. Delete it.",
        ),
        (
            "events.csv",
            b"Removal of",
            "Removal\x85 of".encode(),
            "events.csv:2 title: has the control character U+0085. Delete it.",
        ),
        ("claims.csv", b'"9,480"', b"9,480", f"claims.csv:6: the row has 13 cells, the header 12. {QUOTES}"),
        (
            "places.csv",
            b",region,",
            b",region",
            f"places.csv:5: the row has 10 cells, the header 11. {QUOTES}",
        ),
        ("events.csv", b",S1,\n", b",S1,\n \n", f"events.csv:3: the row has 1 cells, the header 6. {QUOTES}"),
        (
            "judgements.csv",
            b"The article",
            b'"The article',
            "judgements.csv:2: is no CSV (unexpected end of data). Check the quotes of this row.",
        ),
        (
            "sources.csv",
            b"series 2, file 3",
            b'series 2" file 3',
            "sources.csv:2: is no CSV (',' expected after '\"'). Check the quotes of this row.",
        ),
        pytest.param(
            "claims.csv",
            b"two digits have changed places",
            b"x" * 131_073,
            "claims.csv:5: is no CSV (field larger than field limit (131072)). Check the quotes of this row.",
            id="a cell too long",
        ),
        (
            "judgements.csv",
            b"about,",
            b'"about,',
            "judgements.csv:1: is no CSV (unexpected end of data). Check the quotes of this row.",
        ),
    ],
)
def test_spoilt_bytes(draft: Draft, file: str, old: bytes, new: bytes, message: str) -> None:
    path = draft.folder / file
    raw = path.read_bytes()
    assert raw.count(old) == 1
    path.write_bytes(raw.replace(old, new))
    assert draft.refusals() == [message]


def test_bom_and_carriage_return_are_told_together(draft: Draft) -> None:
    path = draft.folder / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert draft.refusals() == [
        "events.csv:1: the file opens with a byte order mark. Save it as UTF-8 without BOM.",
        "events.csv:1: the line has a carriage return. Save the file with Unix line ends (LF).",
    ]


def test_what_a_spoilt_table_declares_is_not_said_to_be_unknown(draft: Draft) -> None:
    draft.replace("sources.csv", "S2,A teacher", "S2,A,teacher")
    draft.replace("places.csv", "exile,Place of exile", ",Place of exile")
    assert draft.refusals() == [
        f"sources.csv:3: the row has 12 cells, the header 11. {QUOTES}",
        "places.csv:5 id: is missing. Give every row an id of its own.",
    ]


def test_a_note_over_several_lines_leaves_later_line_numbers_right(draft: Draft) -> None:
    draft.replace(
        "claims.csv", "two digits have changed places", '"two digits\nhave, as it ""seems"",\n\nmoved"'
    )
    draft.replace("claims.csv", '"9,480"', "nobody")
    assert draft.refusals() == [
        'claims.csv:9 as_written: "nobody" has no number that the law of figures knows. '
        "Write the figure as printed, or put the row's text into note (docs/figures.md §9)."
    ]


def test_empty_lines_are_no_rows(draft: Draft) -> None:
    draft.replace("events.csv", "\nremoval", "\n\nremoval")
    draft.add("events.csv", "", "")
    assert draft.refusals() == []


def test_a_huge_file_is_refused_unread(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draft.folder / "claims.csv"
    os.truncate(path, 50 * 2**20)
    read_bytes = Path.read_bytes

    def watched(self: Path) -> bytes:
        assert self != path
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", watched)
    assert draft.refusals() == [
        "claims.csv: the file has 52,428,800 bytes, more than the 16,777,216 that a case may hold. "
        "Divide it into several cases."
    ]


@pytest.mark.parametrize("file", ["case.toml", "claims.csv"])
def test_a_folder_in_place_of_a_file(draft: Draft, file: str) -> None:
    (draft.folder / file).unlink()
    (draft.folder / file).mkdir()
    assert draft.refusals() == [f"{file}: is no file. Put a file in its place."]


def test_a_linked_file_is_read(draft: Draft, tmp_path: Path) -> None:
    (draft.folder / "claims.csv").rename(tmp_path / "elsewhere.csv")
    (draft.folder / "claims.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert draft.refusals() == []


def test_a_link_to_nothing_is_a_missing_file(draft: Draft) -> None:
    (draft.folder / "events.csv").unlink()
    (draft.folder / "events.csv").symlink_to("nowhere")
    assert draft.refusals() == [
        "events.csv: the file is missing from the case folder. "
        'Create it with the header "id,date,title,document,source,note" (docs/case-format.md).'
    ]


def test_a_read_error_is_told(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", failing)
    assert draft.refusals() == [
        f"{file}: cannot be read (Input/output error). Check the file and its rights."
        for file in ("case.toml", *COLUMNS)
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file, whatever its rights")
def test_a_file_without_the_right_to_read(draft: Draft) -> None:
    (draft.folder / "claims.csv").chmod(0)
    assert draft.refusals() == [
        "claims.csv: cannot be read (Permission denied). Check the file and its rights."
    ]
