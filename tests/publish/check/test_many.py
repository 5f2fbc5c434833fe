"""Many documents at once: in their order, each once, and none of them stops the others."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from zul.errors import Refusal
from zul.publish.check import many, sources
from zul.publish.check.many import check_into, cores
from zul.publish.check.sources import Place, find
from zul.publish.check.table import FindingsTable, Row


class Processes:
    """Stands for processes: `check` is called in this one, and those that read "kill" die."""

    def __init__(self, check: Callable[[bytes], Sequence[Row]]) -> None:
        self.check, self.is_broken = check, False

    def submit(self, _: object, _name: str, data: bytes, _seconds: float) -> Future[Sequence[Row]]:
        if self.is_broken:
            raise BrokenProcessPool
        future: Future[Sequence[Row]] = Future()
        if data == b"kill":
            self.is_broken = True
        if self.is_broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(self.check(data))
        return future

    def shutdown(self, **_: object) -> None:
        pass

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Lets documents be checked in this process; what was read so far."""
    read: list[bytes] = []

    def check(data: bytes) -> Sequence[Row]:
        read.append(data)
        return [{"grade": "gap", "text": data.decode()}]

    monkeypatch.setattr(many, "_executor", lambda _: Processes(check))
    return read


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    for name in "abcdefghij":
        (tmp_path / f"papers/{name}.txt").write_text(f"text of {name}")
    return tmp_path / "papers"


def run(papers: Path, jobs: int = 2) -> dict[str, str]:
    """Check a folder into out.csv: what came back for each document."""
    with FindingsTable(papers.parent / "out.csv") as table:
        told = check_into(table, find([str(papers)]).places, seconds=1, jobs=jobs)
        return {
            Path(str(place)).name: rows[0].get("text", rows[0]["grade"]) if rows else ""
            for place, rows in told
        }


def in_table(papers: Path) -> list[str]:
    lines = (papers.parent / "out.csv").read_text("utf-8").splitlines()[1:]
    return [Path(line.split(",", maxsplit=1)[0]).name for line in lines]


def test_documents_come_in_their_order_and_once(papers: Path, calls: list[bytes]) -> None:
    (papers / "copy.txt").write_text("text of a")
    told = run(papers)
    assert told["copy.txt"] == ""
    assert in_table(papers) == [f"{name}.txt" for name in "abcdefghij"]
    assert len(calls) == 10


def test_what_stands_in_the_table_is_not_read_again(papers: Path, calls: list[bytes]) -> None:
    run(papers)
    (papers / "k.txt").write_text("text of k")
    (papers / "b.txt").rename(papers / "renamed.txt")
    told = run(papers)
    assert {name for name, text in told.items() if text} == {"k.txt"}
    assert len(calls) == 11
    assert in_table(papers)[-1] == "k.txt"


def test_no_more_documents_are_held_than_wait(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, written = 0, 0

    def read(places: Sequence[Place]) -> Any:
        nonlocal opened
        for place in places:
            opened += 1
            assert opened - written <= 2 * many.AHEAD
            yield place, str(place).encode()

    monkeypatch.setattr(many, "read", read)
    monkeypatch.setattr(many, "_executor", lambda _: Processes(lambda _: [{"grade": "gap"}]))
    with FindingsTable(papers.parent / "out.csv") as table:
        for _ in check_into(table, find([str(papers)]).places, seconds=1, jobs=2):
            written += 1
    assert written == 10


def test_a_document_that_kills_its_process_is_told_and_the_others_are_read(
    papers: Path, calls: list[bytes]
) -> None:
    (papers / "c.txt").write_text("kill")
    told = run(papers)
    assert told["c.txt"] == "ends the process that reads it. Give it to `zul check` alone."
    assert [name for name, text in told.items() if text.startswith("text of")] == [
        f"{name}.txt" for name in "abdefghij"
    ]
    assert sorted(in_table(papers)) == [f"{name}.txt" for name in "abcdefghij"]


def test_what_cannot_be_opened_is_told_in_its_place(
    papers: Path, calls: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 10)
    (papers / "c.txt").write_text("text of c, and more of it")
    assert run(papers)["c.txt"] == "has more than 10 bytes. Divide it, or take the pictures out."
    assert in_table(papers) == [f"{name}.txt" for name in "abcdefghij"]
    monkeypatch.setattr(sources, "MOST_BYTES", 100)
    assert run(papers)["c.txt"] == "text of c, and more of it"


def test_stopping_leaves_what_was_written(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(data: bytes) -> Sequence[Row]:
        if data == b"text of h":
            raise KeyboardInterrupt("Ctrl-C")
        return [{"grade": "gap", "text": data.decode()}]

    monkeypatch.setattr(many, "_executor", lambda _: Processes(check))
    with pytest.raises(KeyboardInterrupt, match="Ctrl-C"):
        run(papers, jobs=1)
    assert in_table(papers) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (Refusal("is empty", "Give a text."), "is empty. Give a text."),
        (
            RecursionError("too deep"),
            "an error inside Zul, RecursionError: too deep. Give it to `zul check` alone.",
        ),
    ],
)
def test_no_error_of_a_document_leaves_its_process(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, told: str
) -> None:
    def read(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(many, "read_document", read)
    assert many._check("a.txt", b"", 1) == [{"grade": "unread", "text": told}]


@pytest.mark.skipif(not many.HAS_CLOCK, reason="needs a clock that interrupts")
def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(many, "read_document", read)
    monkeypatch.setattr(many, "LONGEST", 0.1)
    before = signal.signal(signal.SIGALRM, many._give_up)
    try:
        (row,) = many._check("a.txt", b"", 1)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert row["text"] == "takes longer than 0.1 seconds. Divide it, or give it to `zul check` alone."


def test_processes_are_really_used(papers: Path) -> None:
    for file in sorted(papers.iterdir())[2:]:
        file.unlink()
    (papers / "empty.txt").touch()
    told = run(papers)
    assert len(told) == 3
    assert in_table(papers)[-1] == "empty.txt"
    assert ",unread," in (papers.parent / "out.csv").read_text().splitlines()[-1]
    assert cores() >= 1
