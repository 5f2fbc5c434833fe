"""Running text whose numbers lead to what they rest on: `[93,139 persons](claim:K01-054)`."""

from __future__ import annotations

import re

from attrs import frozen

KINDS = ("claim", "event", "estimate", "source")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")


@frozen
class Link:
    """Words that lead to a thing of the case: `kind` and `id` as they are written, known or not."""

    words: str
    kind: str
    id: str

    def __str__(self) -> str:
        return f"[{self.words}]({self.kind}:{self.id})"


def prose(text: str) -> tuple[str | Link, ...]:
    """A text as plain pieces and links, in order.

    >>> prose("They were [93,139](claim:K01-054).")
    ('They were ', Link(words='93,139', kind='claim', id='K01-054'), '.')
    """
    pieces: list[str | Link] = []
    end = 0
    for found in _LINK.finditer(text):
        pieces.append(text[end : found.start()])
        kind, _, id = found[2].partition(":")
        pieces.append(Link(found[1], kind, id))
        end = found.end()
    return tuple(piece for piece in (*pieces, text[end:]) if piece)


def plain_prose(text: str) -> str:
    """The text without its links.

    >>> plain_prose("They were [93,139](claim:K01-054).")
    'They were 93,139.'
    """
    return "".join(piece.words if isinstance(piece, Link) else piece for piece in prose(text))
