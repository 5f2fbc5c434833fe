"""Any file, stream or address becomes a document; content, name and media type tell its format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from zul.errors import Refusal
from zul.read.text.assemble import MOST_SIGNS, assemble, clean, too_long
from zul.read.text.blocks import Content
from zul.read.text.decode import decode
from zul.terms.document import Document

MOST_BYTES = 64 * 2**20  # of a file
MOST_MARKUP = 16 * 2**20  # of a file that is text: markup may take eight times as much as the words
TEXT, MARKDOWN, HTML, WIKITEXT = "text/plain", "text/markdown", "text/html", "text/x-wiki"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MODULES = {TEXT: "text", MARKDOWN: "markdown", HTML: "html", WIKITEXT: "wikitext", DOCX: "docx", PDF: "pdf"}
SUFFIXES = {
    **dict.fromkeys((".txt", ".text"), TEXT),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), HTML),
    **dict.fromkeys((".wiki", ".wikitext", ".mediawiki"), WIKITEXT),
    ".docx": DOCX,
    ".pdf": PDF,
}
UNTOLD = "application/octet-stream"  # a server's word for any bytes
ALIASES = {"application/xhtml+xml": HTML, "text/x-markdown": MARKDOWN, "text/x-web-markdown": MARKDOWN}
UNREADABLE = (  # how files begin that Zul cannot read, what they are, and the way out
    (b"\xd0\xcf\x11\xe0", "is an old Word file, or an encrypted one", "Save it as DOCX without a password."),
    (b"{\\rtf", "is RTF", "Save it as DOCX."),
    (b"\x89PNG", "is a picture", "Put it through OCR and give the text."),
    (b"\xff\xd8\xff", "is a picture", "Put it through OCR and give the text."),
    (b"II*\0", "is a picture", "Put it through OCR and give the text."),
    (b"MM\0*", "is a picture", "Put it through OCR and give the text."),
    (b"\x1f\x8b", "is compressed", "Unpack it and give the files in it."),
    (b"7z\xbc\xaf", "is compressed", "Unpack it and give the files in it."),
    (b"Rar!", "is compressed", "Unpack it and give the files in it."),
)


def read_document(
    source: str | Path | bytes | BinaryIO,
    *,
    name: str | None = None,
    media_type: str | None = None,
    allow_private: bool = False,
) -> Document:
    """The document in a file, at an http(s) address, in bytes or in a stream of them as from standard input.

    `name` is what the document is called, else the file's name or the address; its suffix tells the format
    where the content does not, and `media_type` before it. Refuses what is empty, too large or unreadable;
    the refusal's words follow on the name. `allow_private` lets an address lie in the own network.
    """
    charset, path = None, name
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        from zul.read.text.fetch import fetch  # noqa: PLC0415 - most documents need no network

        answer = fetch(source, media_types={*MODULES, *ALIASES, UNTOLD}, allow_private=allow_private)
        data, charset = answer.data, answer.charset
        name, path = name or source, name or urlsplit(answer.address).path
        media_type = media_type or answer.media_type
    elif isinstance(source, bytes):
        data = source
    elif isinstance(source, str | Path):
        name = name or Path(source).name
        try:
            with Path(source).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})"
            raise Refusal(what, "Give a file that can be opened.") from None
    else:
        data = source.read(MOST_BYTES + 1)
    if not data.strip():
        raise Refusal("is empty", "Give a file with words in it.")
    suffix = PurePosixPath(path or name or "").suffix.lower()
    return _read(data, name or "standard input", charset, _by_content(data) or _by_name(suffix, media_type))


def _read(data: bytes, name: str, charset: str | None, media_type: str) -> Document:
    dropped: Counter[str] = Counter()
    limit = MOST_BYTES if media_type in {PDF, DOCX} else MOST_MARKUP
    if len(data) > limit:
        raise Refusal(f"is larger than {limit // 2**20} MiB", "Split it into smaller files.")
    if media_type in {PDF, DOCX}:
        content = _reader(media_type)(data, dropped)
    else:
        text = decode(data, charset=charset, is_html=media_type == HTML)
        if media_type == TEXT:
            media_type = _by_markup(text)
        if media_type != HTML:
            text = clean(text, dropped)
            if len(text) > MOST_SIGNS:
                raise too_long()
        content = _reader(media_type)(text, dropped)
    return assemble(content, dropped, name=name, media_type=media_type)


def _reader(media_type: str) -> Callable[[bytes | str, Counter[str]], Content]:
    read: Callable[[bytes | str, Counter[str]], Content]
    read = import_module(f"zul.read.text.formats.{MODULES[media_type]}").read
    return read


def _by_content(data: bytes) -> str | None:
    """The format of a file that tells it by its first bytes."""
    for beginning, what, way_out in UNREADABLE:
        if data.startswith(beginning):
            raise Refusal(what, way_out)
    if b"%PDF-" in data[:1024]:
        return PDF
    return DOCX if data.startswith(b"PK\x03\x04") else None


def _by_name(suffix: str, declared: str | None) -> str:
    """The format by the media type, or by the suffix where that says no more than text or bytes."""
    declared = ALIASES.get(declared or TEXT, declared or TEXT)
    media_type = SUFFIXES.get(suffix, TEXT) if declared in {TEXT, UNTOLD} else declared
    if media_type in {PDF, DOCX}:
        raise Refusal(f"is no {MODULES[media_type].upper()}, though it is called so", "Give the file itself.")
    if media_type not in MODULES:
        raise Refusal(
            f"has the media type {media_type!r}", f"Zul reads {', '.join(sorted(MODULES.values()))}."
        )
    return media_type


def _by_markup(text: str) -> str:
    """The format of a text that is called plain: pages and wikitext are pasted into such files too."""
    beginning = text[:1000].lstrip("\ufeff \t\r\n").lower()
    if beginning.startswith(("<!doctype html", "<html")):
        return HTML
    marks = text.count("[[") + text.count("{{")
    return WIKITEXT if marks > 2 and text.count("]]") + text.count("}}") > 2 else TEXT
