"""The lines of a PDF and where they stand, by pdfium; run as a script, with bounded memory and time.

A PDF of two kilobytes can unfold to gigabytes inside pdfium, or end the process that reads it. So a process
of its own reads it: the file comes on standard input, its lines go as JSON to standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

MOST_MEMORY = 2**30  # bytes
MOST_SECONDS = 60  # of the processor
MOST_PAGES = 10_000

Line = tuple[str, float, float, float, float, float]


def main(most_signs: int) -> None:
    """Read a PDF from standard input and print the lines of each page, or what keeps it from being read.

    A line is its text, the left, top and height of its first sign, and the right and bottom of its last one,
    in points from the lower left corner of the page. With more than so many signs the PDF is "long".
    """
    _bound()
    try:
        with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as pdf:
            pages = list(_pages(pdf, most_signs)) if len(pdf) <= MOST_PAGES else []
            is_long = len(pages) < len(pdf)
            answer: dict[str, object] = {"refused": "long"} if is_long else {"pages": pages}
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        answer = {"refused": "locked" if is_locked else "broken"}
    json.dump(answer, sys.stdout)


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none; there only the time is bounded, from outside
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pages(pdf: pypdfium2.PdfDocument, most_signs: int) -> Iterator[list[Line]]:
    signs = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        signs += text.count_chars()
        if signs > most_signs:
            return
        yield list(_lines(text))
        text.close()
        page.close()


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    start = 0
    for line in text.get_text_range().split("\r\n"):
        words = line.strip()
        if words:
            first = start + line.index(words)
            left, bottom, _, top = _box(text, first)
            _, last_bottom, right, _ = _box(text, first + len(words) - 1)
            yield words, left, top, top - bottom, right, last_bottom
        start += len(line) + 2


def _box(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a sign; zeros where pdfium knows none."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, raw.FPDFText_GetCharIndexFromTextIndex(text, index), box)
    return box.left, box.bottom, box.right, box.top


if __name__ == "__main__":
    main(int(sys.argv[1]))
