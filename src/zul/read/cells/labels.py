"""The words beside a number that tell it apart from the others of its list."""

from __future__ import annotations

import re

from zul.read.cells.item import Item

_LABEL = re.compile(r"(?:^|[,;.:(\n]|\band\b)\s*(?:and |the )*([^\d,;.:()\n]{3,60}?)\s*[:–—-]?\s*$")
_LITTLE = r"(?:were|was|had|been|in|at|on|to|the|of|from|as|for|by|into|with|an?|were placed|and)"
_WORDS_AFTER = re.compile(rf"[\s,]*(?:{_LITTLE}\s+)*([^\d,;.()\n]{{3,60}})")
_TOTAL_LABEL = re.compile(
    r"^\s*(?:grand total|total|all|sum|altogether|in all|together|overall)\b", re.IGNORECASE
)


def words_beside(part: Item) -> str | None:
    """The label before a number that ends its line or clause, else the words after it."""
    text, sentence = part.scene.document.text, part.scene.sentence
    ends = re.match(r"\s*(?:[;,.)\n]|$)", text[part.end : sentence.end])
    label = _LABEL.search(text, sentence.start, part.start) if ends else None
    words = label or _WORDS_AFTER.match(text, part.end)
    return words.group(1) if words else None


def is_total_row(item: Item) -> bool:
    """True in the row of a table that is called a total."""
    return any(_TOTAL_LABEL.match(label) for label in item.scene.block.labels[:1])
