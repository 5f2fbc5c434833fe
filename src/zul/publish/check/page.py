"""The page of a check: the text with its figures underlined by kind, and the findings that link to them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from attrs import evolve, frozen

from zul.publish.check import Checked, Reading
from zul.publish.html import Report, whole
from zul.publish.words import ALARMS, Words
from zul.terms.document import Document, Part, Span
from zul.terms.draft import Draft
from zul.terms.finding import Finding, Grade

BLOCKS = (Part.HEADING, Part.PARAGRAPH, Part.ITEM, Part.FIELD, Part.CELL)
HIGHEST, DEEPEST = 3, 6  # levels of headings of a text, as HTML counts
_COLUMN = re.compile(r", col\. (\d+)$")
_WIDEST = 200  # columns; a cell further to the right stands beside the one before it


class Kind(StrEnum):
    """How a figure of the text is underlined, the gravest first."""

    CONTRADICTED = "contradicted"
    CONFIRMED = "confirmed"
    STATED = "stated"
    UNREAD = "unread"


KINDS = {  # what each kind means
    Kind.CONTRADICTED: "cannot stand together with others",
    Kind.CONFIRMED: "agrees with others",
    Kind.STATED: "read, and nothing stands against it",
    Kind.UNREAD: "found, but what it counts was not understood",
}


@frozen(kw_only=True)
class Mark:
    """Words from `start` up to `end`, with the drafts that quote them and the gravest finding about them."""

    start: int
    end: int
    kind: Kind
    drafts: tuple[Draft, ...]
    finding: Finding | None


Piece = tuple[str, Mark | None]  # words of a text, and the mark that they are


@frozen(kw_only=True)
class Block:
    """A heading, paragraph, line or row of a text: its words, and between them those of marks."""

    part: Part
    level: int  # of a heading, as HTML counts
    pieces: tuple[Piece, ...]
    columns: tuple[int, ...] = ()  # of the cells of a row that have text, from 1

    @property
    def cells(self) -> list[list[Piece]]:
        """The pieces of each cell of a row, which tabs part; cells without text stand between them."""
        cells: list[list[Piece]] = [[]]
        for words, mark in self.pieces:
            first, *others = [words] if mark else words.split("\t")
            cells[-1].append((first, mark))
            cells += [[(other, None)] for other in others]
        placed: list[list[Piece]] = []
        for at, cell in enumerate(cells):
            column = self.columns[at] if len(self.columns) == len(cells) else 0
            placed += [[] for _ in range(len(placed) + 1, min(column, _WIDEST))]
            placed.append(cell)
        return placed


def render(checked: Checked) -> str:
    """The page as HTML; it depends on nothing but what was checked."""
    words = Words(checked.case)
    return whole(
        "check",
        ("page.css", "check.css"),
        checked=checked,
        case=checked.case,
        words=words,
        report=Report(words=words, findings=checked.findings, used=checked.about),
        kinds=KINDS,
        texts=[
            (
                reading,
                [
                    (is_of_rows, list(blocks))
                    for is_of_rows, blocks in groupby(
                        _blocks(reading.document, marks(checked, reading)),
                        key=lambda block: block.part is Part.CELL,
                    )
                ],
            )
            for reading in checked.readings
        ],
    )


def marks(checked: Checked, reading: Reading) -> list[Mark]:
    """What is underlined in a text, in its order; quotes that overlap are one mark of the gravest kind."""
    found: list[Mark] = []
    for draft in sorted(reading.drafts, key=lambda draft: draft.quote.start):
        about = checked.about.get(draft.id, ())
        mark = Mark(
            start=draft.quote.start,
            end=draft.quote.end,
            kind=_kind(checked, draft, about),
            drafts=(draft,),
            finding=about[0] if about else None,
        )
        if found and mark.start < found[-1].end:
            before = found.pop()
            grave = min(before, mark, key=lambda mark: list(Kind).index(mark.kind))
            mark = evolve(
                grave,
                start=before.start,
                end=max(before.end, mark.end),
                drafts=(*before.drafts, draft),
            )
        found.append(mark)
    return found


def _kind(checked: Checked, draft: Draft, about: Sequence[Finding]) -> Kind:
    grades = {finding.grade for finding in about}
    if not grades.isdisjoint(ALARMS):
        return Kind.CONTRADICTED
    if Grade.CONFIRMATION in grades:
        return Kind.CONFIRMED
    return Kind.STATED if draft.id in checked.understood else Kind.UNREAD


def _blocks(document: Document, marks: Iterable[Mark]) -> Iterator[Block]:
    """All of the text with its marks."""
    rest, columns = deque(marks), _columns(document)
    for span in _lines(document):
        pieces: list[Piece] = []
        at = span.start
        while rest and rest[0].start < span.end:
            mark = rest.popleft()
            end = min(mark.end, span.end)
            pieces += [(document.text[at : mark.start], None), (document.text[mark.start : end], mark)]
            at = end
        pieces.append((document.text[at : span.end], None))
        level = min(DEEPEST, HIGHEST + len(span.section))
        yield Block(
            part=span.part,
            level=level,
            pieces=tuple(piece for piece in pieces if piece[0]),
            columns=tuple(columns.get(span.start, ())),
        )


def _columns(document: Document) -> Mapping[int, Sequence[int]]:
    """For the start of each row of a table the columns of its cells."""
    found: dict[int, list[int]] = defaultdict(list)
    for span in document.spans:
        if span.part is Part.CELL and (column := _COLUMN.search(span.locator)):
            found[document.text.rfind("\n", 0, span.start) + 1].append(int(column[1]))
    return found


def _lines(document: Document) -> Iterator[Span]:
    """The blocks of a text, each to the ends of its lines, so that the cells of one row stay together.

    A heading goes without the signs that make it one; lines that no span holds are paragraphs.
    """
    text, at = document.text, 0
    for span in document.spans:
        if span.part not in BLOCKS or span.start < at:
            continue
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        end = len(text) if end < 0 else end
        yield from _loose(text, at, start)
        yield span if span.part is Part.HEADING else evolve(span, start=max(start, at), end=end)
        at = end
    yield from _loose(text, at, len(text))


def _loose(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield Span(start=start, end=start + len(line), part=Part.PARAGRAPH, locator="")
        start += len(line) + 1
