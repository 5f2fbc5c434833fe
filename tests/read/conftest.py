"""Small files made on the spot, and documents told line by line."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import pytest

from zul.audit import audit
from zul.read.case.bare import bare_case
from zul.read.drafts import understood
from zul.read.text.documents import read_document
from zul.terms.document import Document, Part
from zul.terms.finding import Finding, Grade

PdfLine = tuple[int, int, int, str]  # from the left and from below in points, size, words


ALARMS = (Grade.CONTRADICTION, Grade.SOURCE_CONFLICT, Grade.TENSION, Grade.STATEMENT)


def alarms(text: str) -> list[Finding]:
    """What the audit finds amiss in a plain text."""
    document = read_document(text.encode(), name="text.txt")
    return [finding for finding in audit(bare_case([understood(document)]).case) if finding.grade in ALARMS]


def _pdf(pages: Sequence[Sequence[PdfLine]]) -> bytes:
    """A PDF with these lines on its pages."""
    kids = [4 + 2 * number for number in range(len(pages))]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for kid, lines in zip(kids, pages, strict=True):
        shown = "".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj\n" for x, y, size, words in lines)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {kid + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(shown) + 6} >>\nstream\nBT\n{shown}ET\nendstream",
        ]
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    start = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    file += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(file)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive with these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _told(document: Document) -> list[str]:
    """Each span but the sentences: what it is, its locator, its labels, its words."""
    return [
        " | ".join((span.part, span.locator, *span.labels, document.text[span.start : span.end]))
        for span in document.spans
        if span.part not in {Part.SENTENCE, Part.PAGE}
    ]


@pytest.fixture(scope="session")
def pdf() -> Callable[[Sequence[Sequence[PdfLine]]], bytes]:
    return _pdf


@pytest.fixture(scope="session")
def packed() -> Callable[[Mapping[str, bytes]], bytes]:
    return _packed


@pytest.fixture(scope="session")
def told() -> Callable[[Document], list[str]]:
    return _told
