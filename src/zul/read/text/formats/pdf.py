"""PDF: its lines joined to paragraphs, with their pages; a process of its own gets them out of the file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from zul.errors import Refusal
from zul.read.text.assemble import MOST_SIGNS, too_long
from zul.read.text.blocks import Block, Content, paragraph

SECONDS = 120  # on the clock; the process bounds its own memory and processor time
COLUMN = 150  # points
BROKEN = re.compile("[\ufffe\x02]\n?")
MENDED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_A-ZА-ЯЁ])")
KEPT = re.compile(r"-\n(?=\w)")
LAST_STOP = re.compile(r"[.!?:;…][\"'”’“»)\]]{0,4}\Z")
REFUSED = {
    "locked": ("is encrypted", "Remove its password and give it again."),
    "broken": ("is a broken PDF", "Save it again as PDF, or as plain text."),
}


class Line(NamedTuple):
    """A line: left, top and height of its first sign, right and bottom of its last one, in points."""

    text: str
    left: float
    top: float
    height: float
    right: float
    bottom: float


def read(data: bytes, dropped: Counter[str]) -> Content:
    """The paragraphs of a PDF with the page on which each begins; words broken at line ends are mended.

    Heads and feet that come again on the pages are thrown away. Tables are read line by line. Refuses a PDF
    that is encrypted, broken, without text, or that needs more than 1 GiB of memory or a minute to read.
    """
    pages = _pages(data)
    if not any(pages):
        what = f"has no text on its {len(pages)} pages" if len(pages) != 1 else "has no text on its page"
        raise Refusal(what, "It is a scan: put it through OCR and give the result.")
    dropped["empty page"] += sum(not page for page in pages)
    return Content(blocks=tuple(_blocks(list(_without_running_heads(pages, dropped)), dropped)))


def _pages(data: bytes) -> list[list[Line]]:
    # -P: the folder of the script holds modules named like those of the standard library.
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_lines.py")), str(MOST_SIGNS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _too_costly() from None
    if done.returncode:
        raise _too_costly()
    answer = json.loads(done.stdout)
    if "refused" not in answer:
        return [[Line(*line) for line in page] for page in answer["pages"]]
    if answer["refused"] == "long":
        raise too_long()
    raise Refusal(*REFUSED[answer["refused"]])


def _too_costly() -> Refusal:
    return Refusal(
        "needs more than 1 GiB of memory or a minute to read", "Save it again as PDF, or as plain text."
    )


def _without_running_heads(pages: Sequence[list[Line]], dropped: Counter[str]) -> Iterator[list[Line]]:
    """The pages without first and last lines that a third of them have, but for the number of the page."""
    edges = [page[:1] + page[-1:] for page in pages]
    heads = Counter(shape for at, lines in enumerate(edges) for line in lines for shape in _shapes(line, at))
    often = max(3, len(pages) / 3)
    for at, page in enumerate(pages):
        is_head = [any(heads[shape] >= often for shape in _shapes(line, at)) for line in edges[at]]
        if len(page) > sum(is_head) > 0:
            dropped["running head"] += sum(is_head)
            yield page[is_head[0] : len(page) - is_head[-1]]
        else:
            yield page


def _shapes(line: Line, page: int) -> set[tuple[str, int]]:
    """A line as it is, and without its first or last number, but with how far that is ahead of the page."""
    numbers = list(re.finditer(r"(?<!\d)\d{1,4}(?!\d)", line.text))
    without = {
        (line.text[: n.start()] + line.text[n.end() :], int(n[0]) - page) for n in numbers[:1] + numbers[-1:]
    }
    return {(line.text, 0), *without}


def _blocks(pages: Sequence[Sequence[Line]], dropped: Counter[str]) -> Iterator[Block]:
    running: list[str] = []
    started = 0  # the page where the paragraph begins
    for number, page in enumerate(pages, 1):
        edges: dict[int, float] = {}
        for line in page:
            edges[_column(line)] = max(line.right, edges.get(_column(line), 0))
        for at, line in enumerate(page):
            begins = _begins(page[at - 1], line, edges) if at else not _runs_over(running, line)
            if begins and running:
                yield evolve(paragraph(_joined(running, dropped)), page=started)
                running = []
            started = started if running else number
            running.append(line.text)
    if running:
        yield evolve(paragraph(_joined(running, dropped)), page=started)


def _column(line: Line) -> int:
    """Lines that begin within the same two inches or so belong to one column."""
    return int(line.left // COLUMN)


def _begins(above: Line, line: Line, edges: dict[int, float]) -> bool:
    """True where a paragraph begins: after a gap or a short line, higher up, in another size, indented."""
    size = max(line.height, 1)
    word = len(line.text.split(maxsplit=1)[0]) * size / 2
    return (
        above.bottom - line.top > size / 2
        or line.top > above.top + size / 2
        or not 0.8 < line.height / max(above.height, 1) < 1.25
        or (line.left > above.left + size and LAST_STOP.search(above.text) is not None)
        or above.right + word + size < edges[_column(above)]
    )


def _runs_over(running: Sequence[str], line: Line) -> bool:
    """True when a paragraph goes on in the first line of the next page."""
    return bool(running) and line.text[0].islower() and not LAST_STOP.search(running[-1])


def _joined(lines: Sequence[str], dropped: Counter[str]) -> str:
    """The lines as one text; a word broken at the end of a line is mended if it goes on in small letters."""
    text = BROKEN.sub("-\n", "\n".join(lines))  # pdfium's sign for a hyphen at the end of a line
    text, mended = MENDED.subn("", text)
    dropped["mended hyphen"] += mended
    return KEPT.sub("-", text)
