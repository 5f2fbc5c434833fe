"""From blocks to a document: one frozen text, and where everything stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from zul.errors import Refusal
from zul.read.text.blocks import Block, Content, Table
from zul.read.text.sentences import sentences
from zul.read.text.tables import cells, check_size
from zul.terms.document import Document, Part, Span
from zul.terms.said import counted

MOST_SIGNS = 2_000_000  # code points of a document's text, about three long books
LONGEST_NAME = 80  # code points of a heading or a label in a locator
LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
MOST_MARKS = 30  # combining marks in a row, as many as the stream-safe text format has (UAX #15, §13)
NO_WORDS = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
NOTE_MARK = re.compile(r"(?<=\S)(?:\[(?:\d{1,3}|[a-z]|[a-z ]{1,20} needed|note \d{1,3})\])")
WITHOUT_CLAIMS = frozenset(
    {"see also", "external links", "references", "further reading", "bibliography", "citations"}
    | {"notes and references", "см. также", "ссылки", "примечания", "литература"}
)


def too_long() -> Refusal:
    """The refusal of a text that is longer than 2,000,000 code points."""
    return Refusal(f"has more than {MOST_SIGNS:,} characters of text", "Split it into smaller files.")


def clean(text: str, dropped: Counter[str]) -> str:
    """The text in NFC with Unix line ends, without control signs (but for tabs) and invisible ones.

    Refuses more than 30 combining marks in a row.
    """
    text = LINE_ENDS.sub("\n", text)
    for run in NO_WORDS.finditer(text):
        if sum(unicodedata.combining(sign) > 0 for sign in run[0]) > MOST_MARKS:
            # Putting them in order would take the square of their number.
            raise Refusal(
                f"has more than {MOST_MARKS} combining marks in a row", "Give the text without them."
            )
    for pattern, name in ((CONTROLS, "control sign"), (INVISIBLE, "invisible sign")):
        text, count = pattern.subn("", text)
        dropped[name] += count
    return unicodedata.normalize("NFC", text)


def assemble(content: Content, dropped: Counter[str], *, name: str, media_type: str) -> Document:
    """The document that a file's content makes: unlike blocks a blank line apart, each row of a table a line.

    Refuses a text that is empty or longer than 2,000,000 code points. `dropped` counts what was thrown away,
    by its name in the singular; what is thrown away here joins it.
    """
    check_size(content.blocks)
    blocks = [block for block in _flat(content, dropped) if block.text]
    title = _title(blocks)
    writer = _Writer(content.verbatim)
    skipped_level = None  # of the heading whose section is left out
    for block in blocks:
        if block.part is Part.HEADING and (skipped_level is None or block.level <= skipped_level):
            skips = block is not title and block.text.strip(" :.").casefold() in WITHOUT_CLAIMS
            skipped_level = block.level if skips else None
            dropped[f"“{block.text}” section"] += skips
        if skipped_level is None:
            writer.add(block, is_title=block is title)
    if not writer.spans:
        raise Refusal("holds no text", "Give a file with words in it.")
    return Document(
        name=name,
        media_type=media_type,
        text="".join(writer.pieces) if content.verbatim is None else content.verbatim,
        spans=tuple(sorted([*writer.pages(), *writer.spans], key=lambda span: span.start)),
        title=title.text if title else content.title,
        dropped=tuple(counted(count, what) for what, count in dropped.items() if count),
    )


def _flat(content: Content, dropped: Counter[str]) -> Iterator[Block]:
    """The blocks, clean, with tables taken apart into their cells."""
    number = 0
    for block in content.blocks:
        if isinstance(block, Table):
            number += 1
            rows = [[evolve(cell, text=clean(cell.text, dropped)) for cell in row] for row in block.rows]
            yield from cells(Table(rows=rows), number)
        elif content.verbatim is not None:
            yield block
        else:
            text, count = NOTE_MARK.subn("", clean(block.text, dropped))
            dropped["footnote mark"] += count
            lead = clean(block.lead, dropped)
            yield evolve(
                block, text=text, lead=lead, labels=tuple(clean(label, dropped) for label in block.labels)
            )


def _title(blocks: Sequence[Block]) -> Block | None:
    """The heading that begins a document, when it stands above all other headings."""
    first = blocks[0] if blocks and blocks[0].part is Part.HEADING else None
    rivals = (block.level for block in blocks[1:] if block.part is Part.HEADING)
    return first if first and all(level > first.level for level in rivals) else None


class _Writer:
    """The text so far, its spans, and where in the document's sections it has come to."""

    def __init__(self, verbatim: str | None) -> None:
        self.pieces: list[str] = []
        self.spans: list[Span] = []
        self._verbatim = verbatim
        self._length = 0
        self._section: list[Block] = []  # the headings above, the outermost first
        self._numbers: Counter[tuple[Part, int | None]] = Counter()
        self._previous: Part | None = None
        self._pages: dict[int, tuple[int, int]] = {}

    def add(self, block: Block, *, is_title: bool) -> None:
        if block.part is Part.HEADING and not is_title:
            while self._section and self._section[-1].level >= block.level:
                self._section.pop()
            self._section.append(block)
            self._numbers.clear()
        start = block.start if self._verbatim is not None else self._write(block)
        end = start + len(block.text)
        self._previous = block.part
        self._numbers[block.part, block.page] += 1
        section = tuple(heading.text for heading in self._section)
        locator = "title" if is_title else self._locator(block)
        span = Span(
            start=start,
            end=end,
            part=block.part,
            locator=locator,
            section=section,
            labels=block.labels,
        )
        self.spans.append(span)
        if block.page is not None:
            self._pages[block.page] = (self._pages.get(block.page, (start, 0))[0], end)
        if block.part is not Part.HEADING:
            found = list(sentences(block.text))
            for number, (first, last) in enumerate(found, 1):
                where = f"{locator}, sentence {number}" if len(found) > 1 else locator
                self.spans.append(
                    evolve(span, start=start + first, end=start + last, part=Part.SENTENCE, locator=where)
                )

    def pages(self) -> Iterator[Span]:
        for page, (start, end) in self._pages.items():
            yield Span(start=start, end=end, part=Part.PAGE, locator=f"p. {page}")

    def _write(self, block: Block) -> int:
        """Write the block and return where it starts; a blank line parts it from a block of another kind."""
        lead = block.lead if self.pieces else block.lead.lstrip("\n")
        if self.pieces and block.part is not self._previous and not lead.startswith("\n\n"):
            lead = f"\n{lead}"
        self.pieces += (lead, block.text)
        self._length += len(lead) + len(block.text)
        if self._length > MOST_SIGNS:
            raise too_long()
        return self._length - len(block.text)

    def _locator(self, block: Block) -> str:
        if block.part is Part.CELL:
            return block.place
        if block.part is Part.FIELD:
            return f"infobox: {_short(block.labels[0])}" if block.labels else "infobox"
        path = " › ".join(_short(heading.text) for heading in self._section)
        where = f"p. {block.page}" if block.page is not None else path or "lead"
        number = self._numbers[block.part, block.page]
        if block.part is Part.HEADING:
            return where
        return f"{where} ¶{number}" if block.part is Part.PARAGRAPH else f"{where}, item {number}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
