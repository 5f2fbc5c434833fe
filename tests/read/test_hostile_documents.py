"""Documents that want to take all memory or time: each is read, or refused in words, within bounds."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from zul.errors import Refusal
from zul.read.text.documents import read_document

Pdf = Callable[[Sequence[Sequence[tuple[int, int, int, str]]]], bytes]
Packed = Callable[[Mapping[str, bytes]], bytes]

LONG = "has more than 2,000,000 characters of text. Split it into smaller files."
MANY = "has more than 250,000 paragraphs, items and table cells. Split it into smaller files."
EMPTY = "holds no text. Give a file with words in it."
DEEP = "nests elements more than 500 deep. Save the page as plain text."
DEEP_TEMPLATES = "nests templates more than 100 deep. Save the page as plain text."
MARKS = "has more than 30 combining marks in a row. Give the text without them."
COSTLY = "needs more than 1 GiB of memory or a minute to read. Save it again as PDF, or as plain text."

SIGNS = 200_000  # of a text that repeats a pattern; whatever takes the square of their number takes minutes
SECONDS = 10  # of the processor, where most take less than one
# What a file repeats to be slow: openings never closed, closings of nothing, marks of every kind.
# ␣ is a space, ⏎ the end of a line.
PATTERNS = {
    "txt": """7 7␣ 7⏎ 7⏎⏎ A!␣ A.␣ . ." .[1] = =␣ =a=⏎ #␣ | |a a| |a|b|⏎ -␣a⏎ 1.␣a⏎ a:␣b⏎ a␣: -␣ ---␣⏎ [[ {{ (
        a⏎---⏎ ё ﷺ""",
    "md": "[ [a]( ![ *a␣ _a__ >␣ -␣ -␣a⏎ ` <a␣ <!-- |a|b|⏎ &a \\ #␣ [a]:␣b⏎",
    "html": """<div> <b␣a=1> <p> </p> <p>a <i></p> <ul><li>a <table><tr><td> <td␣colspan=999␣rowspan=999>a
        <th␣rowspan=9>a <tr><th␣colspan=999>a <br> <sup>1 <sup>1</sup> & &lt; < <!-- <! <? <script> <svg>
        <title> <a␣href='""",
    "wiki": """{{ }} {{a| [[ [[a]] [[a}}{{ {|⏎ {|⏎|a⏎ |-⏎|a||b⏎ <ref> <ref <ref/> <!-- <b␣ [http://a␣ '' ' <br
        [[File:a|b]] __A = ==⏎ *#:; <gallery><math> {{infobox|a= &a""",
}


@pytest.mark.parametrize(
    ("suffix", "pattern"), [(suffix, each) for suffix, all in PATTERNS.items() for each in all.split()]
)
def test_no_pattern_takes_longer_than_its_length(suffix: str, pattern: str) -> None:
    pattern = pattern.replace("␣", " ").replace("⏎", "\n")
    before = time.process_time()
    try:
        read_document(f"a {pattern * (SIGNS // len(pattern))}".encode(), name=f"a.{suffix}")
        told = "read"
    except Refusal as refusal:
        told = str(refusal)
    assert told in {"read", MANY, EMPTY, DEEP, DEEP_TEMPLATES}
    assert time.process_time() - before < SECONDS


CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from zul.errors import Refusal
from zul.read.text.documents import read_document
try:
    document = read_document(sys.argv[1])
    print(f"read {len(document.text):,} characters, {len(document.spans):,} spans")
except Refusal as refusal:
    print(refusal)
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes, str], str]:
    """What comes of reading a file in a process that may take 1 GiB of memory and a minute and a half."""

    def reading(data: bytes, name: str) -> str:
        file = tmp_path / name
        file.write_bytes(data)
        command = [sys.executable, "-c", CHILD, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
        assert not done.stderr
        return done.stdout.strip()

    return reading


Read = Callable[[bytes, str], str]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("7" * 100_000_000, "digits.txt", "is larger than 16 MiB. Split it into smaller files."),
        ("7" * 16_000_000, "digits.html", LONG),
        ("7" * 2_000_000, "digits.md", "read 2,000,000 characters, 2 spans"),
        ("7" * 2_000_001, "digits.wiki", LONG),
        ("<div>" * 100_000, "deep.html", DEEP),
        ("[" * 100_000, "deep.md", "read 100,000 characters, 26 spans"),
        ("{{" * 100_000, "deep.wiki", DEEP_TEMPLATES),
        ("{{a|" * 98 + "b" + "}}" * 98 + "c", "nested.wiki", "read 1 characters, 2 spans"),
        ("<b a=1>" * 400 + "<p>x" * 50_000, "bold.html", "read 149,998 characters, 100,000 spans"),
        (f"<p {' '.join(f'a{n}=1' for n in range(500_000))}>x", "long.html", "read 1 characters, 2 spans"),
        ("<table>" + "<tr><td>x" * 130_000, "cells.html", MANY),
        ("<li>x" * 300_000, "items.html", MANY),
        ("a\n\n" * 300_000, "paragraphs.txt", MANY),
        ("|a|\n|-|\n" + "|b|\n" * 100_000, "cells.md", MANY),
        ("A! " * 600_000, "sentences.txt", "read 1,800,000 characters, 600,001 spans"),
        ("a" + "\u0301\u0323" * 500_000, "marks.txt", MARKS),
    ],
)  # fmt: skip
def test_large_and_nested_texts(text: str, name: str, told: str, read: Read) -> None:
    assert read(text.encode(), name) == told


WORD = b'<w:document xmlns:w="urn:w"><w:body>%s</w:body></w:document>'
LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
AGAIN = "Save it again as DOCX, or as plain text."


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {"word/document.xml": WORD % b"", "word/media/a.png": b"0" * 300_000_000},
            f"unpacks to 2 parts of 300,000,058 bytes, more than a document has. {AGAIN}",
        ),
        (
            {"word/document.xml": WORD % (b" " * 40_000_000)},
            f"has 40,000,058 bytes in word/document.xml, more than 33,554,432. {AGAIN}",
        ),
        ({"word/document.xml": WORD % (b"<w:p/>" * 2_000_000)}, EMPTY),
        ({"word/document.xml": WORD % (b"<w:p><w:t>a</w:t></w:p>" * 300_000)}, MANY),
        (
            {"word/document.xml": WORD % (b"<w:tbl><w:tr><w:tc>" * 100_000)},
            f"is a broken DOCX, or one that is nested too deep. {AGAIN}",
        ),
        (
            {
                "word/document.xml": b'<!DOCTYPE a [<!ENTITY a0 "ha">'
                + LAUGHS
                + b"]>"
                + WORD % b"<w:t>&a9;</w:t>"
            },
            f"is a broken DOCX, or one that is nested too deep. {AGAIN}",
        ),
        ({"a.txt": b"a"}, "is an archive, but no DOCX. Unpack it and give the files in it."),
    ],
)
def test_archives(parts: Mapping[str, bytes], told: str, packed: Packed, read: Read) -> None:
    assert read(packed(parts), "a.docx") == told


def test_an_archive_that_lies_about_its_size(packed: Packed, read: Read) -> None:
    honest = packed({"word/document.xml": WORD % (b"<w:p/>" * 10_000_000)})
    size, lie = (len(WORD) - 2 + 60_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    assert read(honest.replace(size, lie), "a.docx") == f"is a broken or encrypted DOCX. {AGAIN}"


def test_a_broken_archive(packed: Packed, read: Read) -> None:
    told = f"is a broken or encrypted DOCX. {AGAIN}"
    whole = packed({"word/document.xml": WORD % b"<w:p/>"})
    assert read(whole[:100], "a.docx") == told
    packed_words = whole.index(b"document.xml") + len("document.xml")
    assert read(whole[:packed_words] + b"\xff" * 9 + whole[packed_words + 9 :], "a.docx") == told


def test_a_pdf_of_5000_pages(pdf: Pdf, read: Read) -> None:
    page = [(72, 750, 12, "In 1944 they were"), (72, 736, 12, "sent away. It was cold.")]
    assert read(pdf([page] * 5_000), "a.pdf") == "read 214,998 characters, 20,000 spans"
    lines = [(72, 750 - 14 * number, 12, "In 1944 all of them were sent away.") for number in range(50)]
    assert read(pdf([lines] * 1_500), "a.pdf") == LONG
    assert read(pdf([[]] * 10_001), "a.pdf") == LONG


def test_a_pdf_without_text(pdf: Pdf, read: Read) -> None:
    told = "has no text on its 3 pages. It is a scan: put it through OCR and give the result."
    assert read(pdf([[]] * 3), "a.pdf") == told


@pytest.mark.parametrize("unit", [b" ", b"q\n", b"BT /F1 9 Tf 10 10 Td (abcdefghij) Tj ET\n"])
def test_a_pdf_that_unfolds(unit: bytes, pdf: Pdf, read: Read) -> None:
    one = pdf([[(72, 750, 12, "a")]])
    start = one.index(b"<< /Length")
    stop = one.index(b"endobj", start)
    pressed = zlib.compress(unit * (600_000_000 // len(unit)), 1)
    pressed = zlib.compress(pressed, 9)
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream\n" % (
        len(pressed),
        pressed,
    )
    assert read(one[:start] + stream + one[stop:], "a.pdf") == COSTLY


def test_a_broken_and_an_encrypted_pdf(pdf: Pdf, read: Read) -> None:
    whole = pdf([[(72, 750, 12, "a")]])
    assert read(b"%PDF-1.4 nothing", "a.pdf") == "is a broken PDF. Save it again as PDF, or as plain text."
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>] /Root" % (
        b"41" * 32,
        b"42" * 32,
    )
    told = "is encrypted. Remove its password and give it again."
    assert read(whole.replace(b"/Root", lock), "a.pdf") == told
