"""What a format finds in a file: blocks and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from zul.errors import Refusal
from zul.terms.document import Part

MOST_BLOCKS = 250_000  # of a document, table cells and rows counted too
LINE_BREAK = "\u2028"  # a break that a format sets on purpose, inside a block
RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")  # signs that have superscripts of their own
WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]+")  # a space that must not break a line stays: it may part thousands


@frozen(kw_only=True)
class Block:
    """A part of the text: a heading, paragraph, item, field or cell.

    `level` is a heading's, 1 the highest; `labels` as a span has them; `place` the locator of a cell;
    `page` counts from 1 where a file has pages. `lead` stands before it in the frozen text, line breaks
    included, and belongs to no span; `start` is where a block of a verbatim text begins.
    """

    part: Part
    text: str
    level: int = 0
    labels: tuple[str, ...] = ()
    place: str = ""
    page: int | None = None
    lead: str = "\n\n"
    start: int = 0


@frozen(kw_only=True)
class Cell:
    """A cell of a table: is it a head, how many columns and rows does it span; `start` as a block has it."""

    text: str
    is_head: bool = False
    across: int = 1
    down: int = 1
    start: int = 0


@frozen(kw_only=True)
class Table:
    """Rows of cells, each as written: a cell that spans several rows stands in the first of them."""

    rows: Sequence[Sequence[Cell]]


@frozen(kw_only=True)
class Content:
    """All that a format read in a file, in reading order.

    `verbatim` is the clean text of a file that is kept as it is; each block then begins at its `start`.
    """

    blocks: Sequence[Block | Table]
    title: str | None = None
    verbatim: str | None = None


def too_many() -> Refusal:
    """The refusal of a document that has more than 250,000 blocks, table cells and rows."""
    return Refusal(
        f"has more than {MOST_BLOCKS:,} paragraphs, items and table cells", "Split it into smaller files."
    )


def tidy(text: str) -> str:
    """The text with single spaces for any white space that may break a line; breaks set on purpose stay."""
    lines = (WHITE_SPACE.sub(" ", line).strip(" ") for line in text.split(LINE_BREAK))
    return LINE_BREAK.join(line for line in lines if line)


def paragraph(text: str) -> Block:
    """A paragraph of running text."""
    return Block(part=Part.PARAGRAPH, text=tidy(text))


def heading(text: str, level: int) -> Block:
    """A heading, level 1 the highest."""
    return Block(part=Part.HEADING, text=tidy(text), level=level)


def item(text: str) -> Block:
    """An item of a list, without its bullet."""
    return Block(part=Part.ITEM, text=tidy(text), lead="\n")


def infobox_field(label: str, text: str) -> Block:
    """A field of an infobox, and its name if it has one."""
    label = tidy(label)
    if not label:
        return Block(part=Part.FIELD, text=tidy(text), lead="\n")
    return Block(part=Part.FIELD, text=tidy(text), labels=(label,), lead=f"\n{label}: ")
