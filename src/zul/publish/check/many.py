"""Many documents checked, each on its own, by as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NoReturn

from attrs import frozen

from zul.errors import Refusal
from zul.publish.check import check
from zul.publish.check.sources import Place, read
from zul.publish.check.table import NO_KEY, FindingsTable, Key, Row, rows_of, unread
from zul.read.text.documents import read_document

AHEAD = 3  # documents in memory for each process: the one at work, and those that wait for it
LONGEST = 120  # seconds for one document, where the system has a clock that interrupts
RENEWED = 200  # documents after which a process is replaced, so that nothing it keeps piles up
HAS_CLOCK = hasattr(signal, "setitimer")


@frozen
class _Sent:
    """A document on its way to a process: its bytes are kept until its rows are there."""

    place: Place
    key: Key
    data: bytes
    rows: Future[list[Row]]


def check_into(
    table: FindingsTable, places: Iterable[Place], *, seconds: float, jobs: int | None = None
) -> Iterator[tuple[Place, Sequence[Row]]]:
    """Check the documents that a table lacks, and write their findings into it, in their order.

    Gives each place with its rows as soon as they are written, and without rows where they stood there
    before. A document that cannot be read has one row that says why, also when it ends the process.
    """
    jobs = jobs or cores()
    seen = set(table.done)
    waiting: deque[_Sent] = deque()
    with _Pool(jobs, seconds) as pool:

        def written() -> tuple[Place, Sequence[Row]]:
            sent = waiting.popleft()
            rows = pool.rows(sent)
            table.add(str(sent.place), sent.key, rows)
            return sent.place, rows

        for place, data in read(places):
            key = NO_KEY if isinstance(data, Refusal) else Key.of(data)
            if key in seen:
                yield place, ()
                continue
            if isinstance(data, Refusal):
                waiting.append(_Sent(place, key, b"", _known(unread(str(data)))))
            else:
                seen.add(key)
                waiting.append(_Sent(place, key, data, pool.submit(str(place), data)))
            if len(waiting) >= jobs * AHEAD:
                yield written()
        while waiting:
            yield written()


def cores() -> int:
    """How many processes can work at once on this machine for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Pool:
    """Processes that are replaced when one of them dies of a document."""

    def __init__(self, jobs: int, seconds: float) -> None:
        self._jobs, self._seconds = jobs, seconds
        self._executor = _executor(jobs)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def submit(self, name: str, data: bytes) -> Future[list[Row]]:
        try:
            return self._executor.submit(_check, name, data, self._seconds)
        except BrokenProcessPool:
            self._executor = _executor(self._jobs)
            return self._executor.submit(_check, name, data, self._seconds)

    def rows(self, sent: _Sent) -> list[Row]:
        """The rows of a document; where a process died it is tried once more, in a process of its own."""
        try:
            return sent.rows.result()
        except BrokenProcessPool:
            pass
        with _executor(1) as alone:
            try:
                return alone.submit(_check, str(sent.place), sent.data, self._seconds).result()
            except BrokenProcessPool:
                return unread("ends the process that reads it. Give it to `zul check` alone.")


def _executor(jobs: int) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")  # the same on every system, and safe beside threads
    return ProcessPoolExecutor(jobs, spawn, _prepare, max_tasks_per_child=RENEWED)


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes the table
    if HAS_CLOCK:
        signal.signal(signal.SIGALRM, _give_up)


def _give_up(*_: object) -> NoReturn:
    raise Refusal(f"takes longer than {LONGEST} seconds", "Divide it, or give it to `zul check` alone.")


def _check(name: str, data: bytes, seconds: float) -> list[Row]:
    try:
        if HAS_CLOCK:
            signal.setitimer(signal.ITIMER_REAL, LONGEST)
        return rows_of(check(read_document(data, name=name), seconds=seconds))
    except Refusal as refusal:
        return unread(str(refusal))
    except Exception as error:  # noqa: BLE001 - one bad document does not stop the others
        return unread(f"an error inside Zul, {type(error).__name__}: {error}. Give it to `zul check` alone.")
    finally:
        if HAS_CLOCK:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _known(rows: list[Row]) -> Future[list[Row]]:
    future: Future[list[Row]] = Future()
    future.set_result(rows)
    return future
