"""A document as it was read: its frozen text, where everything stands in it, and quotes of it."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from attrs import field, frozen

CONTEXT = 32  # code points of a quote's prefix and suffix


class Part(StrEnum):
    """What a span of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    FIELD = "field"  # of an infobox: its label is the name of the field
    CELL = "cell"  # of a table: its labels are the heads of its row and of its column
    SENTENCE = "sentence"  # inside any of the others
    PAGE = "page"


@frozen(kw_only=True)
class Span:
    """A part of the text, from `start` up to but without `end`, counted in code points.

    `locator` is what a citation prints: "Deportation ¶4", "infobox: Victims", "tab. 2, row 3, col. 1".
    `section` holds the headings above it, the outermost first; `labels` what a field or a table
    says about it: the name of the field, or the heads of its row and of its column.
    """

    start: int
    end: int
    part: Part
    locator: str
    section: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@frozen(kw_only=True)
class Document:
    """What a reader made of a file: text in NFC with Unix line ends, and spans in the order of their start.

    Sentences lie inside paragraphs, items, fields and cells. `dropped` says in words what was thrown away.
    """

    name: str
    media_type: str
    text: str = field(repr=False)
    spans: tuple[Span, ...] = field(repr=False)
    title: str | None = None
    dropped: tuple[str, ...] = ()
    sha256: str = field(init=False)  # of the text in UTF-8, in hexadecimal digits

    @sha256.default
    def _hash(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()
