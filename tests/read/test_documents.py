from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.read.text.documents import read_document
from zul.terms.document import Document, Part, Span

Told = Callable[[Document], list[str]]

ARTICLE = """\
= The removal =

Infobox
- Date: 28–31 March 1944
- Fatalities: 16,017–16,594 people (~17 and ~19 percent)
  of all

Lead, on
two lines. Its end.

==Background==
The plan, by V.V. Popov:
- one
- two
  goes on
1. first
2. second

A page of 1944:

| Region | Families |
|--------|---------:|
| Omsk   | 8,353    |
| Altai  | 6,167    |

== See also ==
- Other removals

Exile
-----
Area: 5 km
Height: 100 m
"""


def test_a_short_line_above_a_long_one_is_a_heading(told: Told) -> None:
    text = (
        "The pogroms\nIn June 1989 103 people died, among them 52 Turks and 36 Uzbeks; 757 houses were burnt."
    )
    assert told(read_document(text.encode(), name="note.txt"))[0] == "heading | title | The pogroms"


@pytest.mark.parametrize(
    "text",
    [
        "Omsk 300\nThe others went by train, and nobody knows where to; some were seen in Tomsk.",
        "Dear Sir,\nI have the honour to report that eleven vessels left this port for Trebizond last week.",
        "They went to the station\nof Omsk, and nobody knows where to; some were seen in Tomsk.",
    ],
)
def test_a_line_with_figures_or_a_stop_or_one_that_goes_on_is_none(told: Told, text: str) -> None:
    (only,) = told(read_document(text.encode(), name="note.txt"))
    assert only.startswith("paragraph")


def test_sentences_behind_a_word_are_no_fields(told: Told) -> None:
    text = (
        "Needs for 1992: (i) a roof for all; (ii) 600 t of flour; (iii) an answer to the letter of 2 March.\n"
        "Contact: every day"
    )
    (only,) = told(read_document(text.encode(), name="note.txt"))
    assert only.startswith("paragraph")


def test_plain_text(told: Told) -> None:
    document = read_document(ARTICLE.encode(), name="article.txt")
    assert document.text == ARTICLE
    assert (document.name, document.media_type, document.title) == (
        "article.txt",
        "text/plain",
        "The removal",
    )
    assert document.dropped == ("1 “See also” section",)
    assert told(document) == [
        "heading | title | The removal",
        "field | infobox: Date | Date | 28–31 March 1944",
        "field | infobox: Fatalities | Fatalities | 16,017–16,594 people (~17 and ~19 percent)\n  of all",
        "paragraph | lead ¶1 | Lead, on\ntwo lines. Its end.",
        "heading | Background | Background",
        "paragraph | Background ¶1 | The plan, by V.V. Popov:",
        "item | Background, item 1 | one",
        "item | Background, item 2 | two\n  goes on",
        "item | Background, item 3 | first",
        "item | Background, item 4 | second",
        "paragraph | Background ¶2 | A page of 1944:",
        "cell | tab. 1, row 1, col. 1 | Region",
        "cell | tab. 1, row 1, col. 2 | Families",
        "cell | tab. 1, row 2, col. 1 | Omsk",
        "cell | tab. 1, row 2, col. 2 | Omsk | Families | 8,353",
        "cell | tab. 1, row 3, col. 1 | Altai",
        "cell | tab. 1, row 3, col. 2 | Altai | Families | 6,167",
        "heading | Exile | Exile",
        "field | infobox: Area | Area | 5 km",
        "field | infobox: Height | Height | 100 m",
    ]


def test_sentences_have_the_place_of_what_they_stand_in() -> None:
    document = read_document(b"# T\n\n## S\n\n### Deep\n\nOne. Two.\n\n### Next\n\nThree.", name="a.txt")
    assert document.spans[3:6] == (
        Span(start=21, end=30, part=Part.PARAGRAPH, locator="S › Deep ¶1", section=("S", "Deep")),
        Span(start=21, end=25, part=Part.SENTENCE, locator="S › Deep ¶1, sentence 1", section=("S", "Deep")),
        Span(start=26, end=30, part=Part.SENTENCE, locator="S › Deep ¶1, sentence 2", section=("S", "Deep")),
    )
    assert document.spans[-1].locator == "S › Next ¶1"


def test_what_only_looks_like_marks_in_plain_text(told: Told) -> None:
    text = (
        "28. December came.\n\nThey went to Omsk\n– by train – in\n1944. It was cold.\n\n"
        "He said: no.\nThen he left.\n\n-----"
    )
    assert told(read_document(text.encode(), name="a.txt")) == [
        "paragraph | lead ¶1 | 28. December came.",
        "paragraph | lead ¶2 | They went to Omsk\n– by train – in\n1944. It was cold.",
        "paragraph | lead ¶3 | He said: no.\nThen he left.",
    ]


def test_long_lines_are_paragraphs_of_their_own(told: Told) -> None:
    first, second = "One " * 60 + "end.", "Two " * 60 + "end."
    told_lines = told(read_document(f"{first}\n{second}\nShort.".encode(), name="a.txt"))
    assert told_lines == [
        f"paragraph | lead ¶1 | {first}",
        f"paragraph | lead ¶2 | {second}",
        "paragraph | lead ¶3 | Short.",
    ]


def test_a_document_comes_from_a_file_a_stream_or_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Some 5 people.")
    found = {read_document(source) for source in (file, str(file))}
    assert found == {read_document(BytesIO(b"Some 5 people."), name="a.txt")}
    assert read_document(b"Some 5 people.").name == "standard input"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "read_as"),
    [
        (b"*a*", "a.md", None, "text/markdown"),
        (b"*a*", "a", "text/markdown", "text/markdown"),
        (b"*a*", "a.TXT", None, "text/plain"),
        (b"<p>a", "a.htm", None, "text/html"),
        (b"<p>a", "a.txt", "application/xhtml+xml", "text/html"),
        (b"\n<!DOCTYPE html><p>a", "a.txt", None, "text/html"),
        (b"[[a]] {{b}} [[c]]", "a", None, "text/x-wiki"),
        (b"a [[b]]", "a.wiki", None, "text/x-wiki"),
        (b"a [[b]]", "a.csv", "application/octet-stream", "text/plain"),
    ],
)
def test_the_format_by_content_name_and_media_type(
    data: bytes, name: str, media_type: str | None, read_as: str
) -> None:
    assert read_document(data, name=name, media_type=media_type).media_type == read_as


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "is empty. Give a file with words in it."),
        (b" \n\t", "a.txt", "is empty. Give a file with words in it."),
        (b"<p> <!-- a -->", "a.html", "holds no text. Give a file with words in it."),
        (b"", "a.pdf", "is empty. Give a file with words in it."),
        (b"a", "a.pdf", "is no PDF, though it is called so. Give the file itself."),
        (b"<p>", "a.docx", "is no DOCX, though it is called so. Give the file itself."),
        (b"\x89PNG\r\n", "a.txt", "is a picture. Put it through OCR and give the text."),
        (b"{\\rtf1 a}", "a.txt", "is RTF. Save it as DOCX."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.docx",
            "is an old Word file, or an encrypted one. Save it as DOCX without a password.",
        ),
        (
            b"caf\xe9",
            "a.txt",
            "is no UTF-8: byte 0xE9 at offset 3. Save it as UTF-8, or let it declare its encoding.",
        ),
        (
            b"\xff\xfea\x00\x00\xd8b\x00",
            "a.txt",
            "is no UTF-16-LE: byte 0x00 at offset 4. Save it as UTF-8, or let it declare its encoding.",
        ),
        (
            "ä\0".encode(),
            "a.txt",
            "is no text: it has a NUL at offset 2. Save it as UTF-8, or let it declare its encoding.",
        ),
        (
            b"<meta charset=utf-7><p>a",
            "a.html",
            "declares the encoding 'utf-7', which Zul does not know. Save it as UTF-8.",
        ),
        (
            b"<meta charset=nonsense><p>a",
            "a.html",
            "declares the encoding 'nonsense', which Zul does not know. Save it as UTF-8.",
        ),
    ],
)
def test_what_is_refused(data: bytes, name: str, message: str) -> None:
    with pytest.raises(Refusal, match=f"^{re.escape(message)}$"):
        read_document(data, name=name)


def test_an_unknown_media_type_is_refused() -> None:
    with pytest.raises(
        Refusal,
        match=r"^has the media type 'application/json'\. Zul reads docx, html, markdown, pdf, "
        r"text, wikitext\.$",
    ):
        read_document(b"{}", name="a", media_type="application/json")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    message = r"cannot be read \(No such file or directory\)\. Give a file that can be opened\."
    with pytest.raises(Refusal, match=message):
        read_document(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "data",
    [
        "Было 93 139".encode(),
        "\ufeffБыло 93 139".encode(),
        "\ufeffБыло 93 139".encode("utf-16-le"),
        "\ufeffБыло 93 139".encode("utf-16-be"),
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>Было 93 139".encode(
            "cp1251"
        ),
        "<?xml version='1.0' encoding='koi8-r'?><html><p>Было 93 139</html>".encode("koi8-r"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert read_document(data, name="a.html" if b"<" in data[:9] else "a.txt").text == "Было 93 139"


def test_the_text_is_clean() -> None:
    document = read_document("e\u0301\r\n\u00adtwo\x07\u200b\r\rthree\u2028four\tfive".encode(), name="a.txt")
    assert document.text == "é\ntwo\n\nthree\nfour\tfive"
    assert document.dropped == ("1 control sign", "2 invisible signs")


TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("a1é\u0301\r\n\t=#-|*: .[{ж𝟗\ufeff")), min_size=1
)


@given(TEXTS)
def test_a_plain_text_is_kept_as_it_is_but_for_its_signs(text: str) -> None:
    try:
        document = read_document(text.encode("utf-8", "ignore"), name="a.txt")
    except Refusal:
        return
    assert document.text == normalize("NFC", document.text)
    assert not set(document.text) & {"\r", "\0", "\ufeff", "\x85", "\u2028"}
    starts = [span.start for span in document.spans]
    assert starts == sorted(starts)
    for span in document.spans:
        words = document.text[span.start : span.end]
        assert words == words.strip() != ""
    assert read_document(document.text.encode(), name="a.txt").sha256 == document.sha256
