"""Documents are found in folders and archives, of which nothing is unpacked onto the disk."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from zul.errors import CaseError, Refusal
from zul.publish.check import sources
from zul.publish.check.sources import Place, find, read

AGAIN = "Pack it again, without a password."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def packed(name: str, members: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(name, "w", method) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return name


def contents(*paths: str) -> list[tuple[str, bytes | str]]:
    return [
        (str(place), str(data) if isinstance(data, Refusal) else data)
        for place, data in read(find(paths).places)
    ]


def test_a_folder_gives_its_documents_in_order(here: Path) -> None:
    for name in ("b/2.txt", "a.MD", "b/1.html", "pictures/x.png", ".git/HEAD.txt", "b/.hidden.txt", "z.pdf"):
        (here / "papers" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "papers" / name).write_text(name)
    os.mkfifo(here / "papers/pipe.txt")
    found = find(["papers"])
    assert [str(place) for place in found.places] == [
        "papers/a.MD", "papers/z.pdf", "papers/b/1.html", "papers/b/2.txt",
    ]  # fmt: skip
    assert found.others == 1


def test_a_file_that_is_named_is_a_document_and_comes_once(here: Path) -> None:
    (here / "notes.xyz").write_text("93,139")
    assert contents("notes.xyz", "notes.xyz") == [("notes.xyz", b"93,139")]


def test_an_archive_is_read_in_place(here: Path) -> None:
    packed("papers.ZIP", {"a.txt": "1", "../b.txt": "2", "/etc/c.md": "3", "x.png": "", "__MACOSX/a.txt": ""})
    before = sorted(here.rglob("*"))
    assert contents("papers.ZIP") == [
        ("papers.ZIP/a.txt", b"1"),
        ("papers.ZIP/../b.txt", b"2"),
        ("papers.ZIP//etc/c.md", b"3"),
    ]
    assert sorted(here.rglob("*")) == before


def test_an_archive_inside_a_folder_is_of_another_kind(here: Path) -> None:
    (here / "papers").mkdir()
    packed("papers/more.zip", {"a.txt": "1"})
    assert find(["papers"]).others == 1


def test_a_bomb_is_refused_before_it_fills_the_memory(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    monkeypatch.setattr(sources, "MOST_UNPACKED", 2500)
    packed("bomb.zip", {"a.txt": "0" * 10**7, **{f"{i}.txt": "0" * 1000 for i in range(4)}})
    assert contents("bomb.zip") == [
        ("bomb.zip/a.txt", "has more than 1,000 bytes. Divide it, or take the pictures out."),
        ("bomb.zip/0.txt", b"0" * 1000),
        ("bomb.zip/1.txt", b"0" * 1000),
        ("bomb.zip/2.txt", "has more than 500 bytes. Divide it, or take the pictures out."),
        ("bomb.zip/3.txt", "has more than 500 bytes. Divide it, or take the pictures out."),
    ]


def test_what_is_not_there_or_no_archive_is_told_at_once(here: Path) -> None:
    (here / "x.zip").write_text("no archive")
    with pytest.raises(CaseError) as caught:  # noqa: PT011 - the whole message is compared
        find(["none.txt", "x.zip", "y.zip"])
    assert [str(refusal) for refusal in caught.value.refusals] == [
        "none.txt: cannot be read (No such file or directory). Check the name and its rights.",
        "x.zip: is no ZIP archive (File is not a zip file). Pack it again.",
        "y.zip: cannot be read (No such file or directory). Check the name and its rights.",
    ]


def test_an_archive_with_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_MEMBERS", 2)
    packed("x.zip", {f"{i}.txt": "" for i in range(3)})
    with pytest.raises(CaseError, match=r"^x\.zip: is no ZIP archive \(it has 3 members, more than 2\)"):
        find(["x.zip"])


def test_a_damaged_member_is_told_and_the_others_are_read(here: Path) -> None:
    packed("x.zip", {"a.txt": "first text", "b.txt": "second"}, zipfile.ZIP_STORED)
    raw = (here / "x.zip").read_bytes()
    (here / "x.zip").write_bytes(raw.replace(b"first text", b"fiRst text"))
    assert contents("x.zip") == [
        (
            "x.zip/a.txt",
            f"cannot be unpacked (Bad CRC-32 for file 'a.txt'). {AGAIN}",
        ),
        ("x.zip/b.txt", b"second"),
    ]


def test_a_locked_member_is_told(here: Path) -> None:
    packed("x.zip", {"a.txt": "text"})
    raw = bytearray((here / "x.zip").read_bytes())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = raw.index(mark) + (6 if mark.endswith(b"\x04") else 8)
        raw[at] |= 1  # the bit that says "encrypted"
    (here / "x.zip").write_bytes(raw)
    ((_, told),) = contents("x.zip")
    assert str(told).startswith("cannot be unpacked (File 'a.txt' is encrypted, password required")


def test_a_file_that_vanished_is_told(here: Path) -> None:
    ((_, told),) = read([Place("gone.txt")])
    assert str(told) == "cannot be read (No such file or directory). Check the file and its rights."
