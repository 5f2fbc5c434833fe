from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from zul.errors import CaseError, Located
from zul.ledger import read_case
from zul.ledger.translations import read_translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TEXT = "In [March 1944](event:removal) they were taken: [10,212](claim:S1-1)."


def entry(message: str, translation: str) -> str:
    return f'msgid "{message}"\nmsgstr "{translation}"\n\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "translations").mkdir()
    return tmp_path


def read(folder: Path, name: str, text: str | bytes) -> tuple[object, list[Located]]:
    raw = text.encode() if isinstance(text, str) else text
    (folder / "translations" / name).write_bytes(raw)
    refusals: list[Located] = []
    return read_translations(folder, refusals), refusals


def test_a_case_needs_no_translation(tmp_path: Path) -> None:
    refusals: list[Located] = []
    assert (read_translations(tmp_path, refusals), refusals) == ({}, [])


def test_what_is_translated_is_told_by_its_text(folder: Path) -> None:
    fuzzy = '#, fuzzy\nmsgid "c"\nmsgstr "в"\n\n'
    assert read(folder, "ru.po", HEAD + entry("a", "а") + entry("b", "") + fuzzy) == ({"ru": {"a": "а"}}, [])


def test_links_stay_with_their_numbers(folder: Path) -> None:
    told = "В [марте 1944](event:removal) их увезли: [10 212](claim:S1-1)."
    assert read(folder, "ru.po", HEAD + entry(TEXT, told)) == ({"ru": {TEXT: told}}, [])


@pytest.mark.parametrize(
    "told",
    [
        "В [марте 1944](event:removal) их увезли: [10 221](claim:S1-1).",
        "В [марте 1944](event:removal) их увезли: [10 212](claim:S1-2).",
        "В [марте 1944](event:removal) их увезли: 10 212.",
        "В [марте 1944](event:removal) их увезли: [10 212](claim:S1-1) из 11 000.",
    ],
)
def test_a_translation_that_leads_elsewhere_is_refused(folder: Path, told: str) -> None:
    found, refusals = read(folder, "ru.po", HEAD + entry("a", "а") + entry(TEXT, told))
    assert found == {"ru": {"a": "а"}}
    assert [str(refusal) for refusal in refusals] == [
        "translations/ru.po:8: does not lead where its text leads. "
        "Keep each link with its numbers, and the numbers outside of links."
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "Russian.po",
            HEAD,
            'translations/Russian.po: "Russian" is no code of a language. '
            "Name the file by one, such as ru.po or xal.po.",
        ),
        (
            "ru.po",
            HEAD + "what is this\n",
            "translations/ru.po:5: is no catalogue of gettext. "
            "Write msgid and msgstr, each in quotes (docs/case-format.md).",
        ),
        (
            "ru.po",
            HEAD.strip()
            + '\n"Plural-Forms: nplu"\n"rals=9999999999; plural=0;\\n"\n\n'  # as lists, they fill any memory
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "а"\nmsgstr[1] "б"\n',
            "translations/ru.po:8: has a plural. A text of a case is one sentence or more: give one.",
        ),
        (
            "ru.po",
            HEAD + entry("a", "\u202eа"),
            "translations/ru.po:5: has the control character U+202E. Delete it.",
        ),
        ("ru.po", b"\xff", "translations/ru.po:1: byte 0xff is not UTF-8. Save the file as UTF-8."),
    ],
)
def test_what_is_no_catalogue_is_refused(folder: Path, name: str, text: str | bytes, message: str) -> None:
    _, refusals = read(folder, name, text)
    assert [str(refusal) for refusal in refusals] == [message]


def test_a_file_too_large_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zul.ledger.tables.LARGEST", 100)
    _, refusals = read(folder, "ru.po", HEAD + entry("a", "а" * 100))
    assert [str(refusal) for refusal in refusals] == [
        "translations/ru.po: the file has 285 bytes, more than the 100 that a case may hold. "
        "Divide it into several cases."
    ]


def test_a_case_is_read_with_its_translations_or_refused_with_them(tmp_path: Path) -> None:
    with as_file(files("zul.ledger") / "template") as template:
        shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    (tmp_path / "translations").mkdir()
    path = tmp_path / "translations" / "ru.po"
    path.write_text(HEAD + entry("a", "а"), encoding="utf-8")
    assert read_case(tmp_path).translations == {"ru": {"a": "а"}}
    path.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"translations/ru\.po:1: is no catalogue of gettext"):
        read_case(tmp_path)
