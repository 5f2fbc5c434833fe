"""Words, numbers and marks of a text, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from zul.terms.document import Document, Part, Span

LETTER = r"[^\W\d_]"
MARKS = "⁰¹²³⁴-⁹"  # of footnotes
_TOKEN = re.compile(
    rf"(?P<word>[kc]?m[²³](?!\w)|{LETTER}[^\W_{MARKS}]*(?:['’]{LETTER}+)*(?:[-‐‑][^\W_]+(?:['’]{LETTER}+)*)*)"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<mark>\S)"
)
_PLAIN = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\t\n\u00a0\u2007\u2009\u202f", " "))


@frozen
class Token:
    """A word (with its hyphens and apostrophes), a number or a mark, from `start` up to but without `end`."""

    surface: str
    start: int
    end: int
    kind: str  # "word", "number" or "mark"

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.surface.lower()


def tokenize(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens between start and end, in their order."""
    for match in _TOKEN.finditer(text, start, end):
        yield Token(match.group(), match.start(), match.end(), match.lastgroup or "mark")


def tokens(document: Document) -> tuple[Token, ...]:
    """All tokens of a document."""
    return tuple(tokenize(document.text, 0, len(document.text)))


def plain(text: str) -> str:
    """The text in small letters with plain spaces and hyphens, each sign at its old place."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two signs
        lower = "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
    return lower.translate(_PLAIN)


@frozen(kw_only=True)
class Stretch:
    """What no quantity or date crosses: a sentence, or a heading, with the block that holds it.

    `text` is all of the document, `low` the same in small letters with plain signs.
    """

    text: str = field(repr=False)
    low: str = field(repr=False)
    start: int
    end: int
    block: Span

    @property
    def is_heading(self) -> bool:
        """True for a heading, which dates what stands below it."""
        return self.block.part is Part.HEADING

    def before(self, at: int, length: int) -> str:
        """At most so many signs of `low` before a place in the stretch."""
        return self.low[max(self.start, at - length) : at]


def stretches(document: Document) -> Iterator[Stretch]:
    """The sentences and headings of a document, in their order."""
    text, low, block = document.text, plain(document.text), None
    for span in document.spans:
        if span.part is Part.SENTENCE:
            yield Stretch(text=text, low=low, start=span.start, end=span.end, block=block or span)
        elif span.part is not Part.PAGE:
            block = span
            if span.part is Part.HEADING:
                yield Stretch(text=text, low=low, start=span.start, end=span.end, block=span)


def meets(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """True when a part of the text meets one that is taken; these are in order and do not meet each other."""
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start


def union(parts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts in their order, those that meet as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
