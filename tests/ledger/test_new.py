"""A new case can be read at once, overwrites nothing and leaves nothing behind when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from zul.errors import CaseError
from zul.ledger import new_case, read_case
from zul.ledger.tables import COLUMNS

NAMES = "Use small letters a to z, digits and hyphens, for instance cases/my-people."


def refusal(folder: Path) -> str:
    with pytest.raises(CaseError, match=r"\.$") as caught:
        new_case(folder)
    return str(caught.value)


def test_a_new_case_is_complete_and_is_read_without_refusal(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "cases" / "my-people")
    assert folder == tmp_path / "cases" / "my-people"
    assert {path.name for path in folder.iterdir()} == {"case.toml", *COLUMNS}
    assert list(folder.parent.iterdir()) == [folder]
    case = read_case(str(folder))
    assert all(
        (case.groups, case.places, case.sources, case.events, case.claims, case.assumptions, case.judgements)
    )


def test_a_new_case_can_be_named_by_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert new_case("a1") == Path("a1")
    assert read_case("a1") == read_case(tmp_path / "a1")


@pytest.mark.parametrize(
    "name", ["My-people", "my_people", "my people", "люди", "-x", ".x", "a\n", "<script>", "a" * 41, "x.y"]
)
def test_bad_name(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == f'{tmp_path / name}: "{name}" is no name for a case. {NAMES}'
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_no_name(path: str) -> None:
    assert refusal(Path(path)) == f'{Path(path)}: "" is no name for a case. {NAMES}'


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    before = sorted(tmp_path.iterdir())
    for name in ("folder", "file", "link"):
        folder = tmp_path / name
        assert refusal(folder) == f"{folder}: exists already. Choose another name; nothing was changed."
    assert sorted(tmp_path.iterdir()) == before
    assert list((tmp_path / "folder").iterdir()) == []
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    folder = tmp_path / "file" / "new"
    assert refusal(folder) == f"{folder}: cannot be made (File exists). Choose another folder."


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, failing)
    folder = tmp_path / "new"
    assert refusal(folder) == f"{folder}: cannot be made (No space left on device). Choose another folder."
    assert list(tmp_path.iterdir()) == []
