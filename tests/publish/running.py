"""The running text of a page, and the numbers in it that lead nowhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

RUNNING = {"p", "li", "figcaption"}
APART = {"table", "a", "code", "dfn", "abbr", "header", "footer", "script", "style"}
THINGS = re.compile("(?:claim|finding|estimate|event|drawing|cell|source)-")  # a thing at its own address
CITATION = {"cite-as", "version"}  # of this very page
VOID = {"meta", "br", "input", "hr", "img", "link"}


class _Running(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.loose: list[str] = []
        self._open: list[tuple[str, str, set[str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, found.get("id") or "", {*(found.get("class") or "").split()}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # holds no text

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _, _ in self._open}
        at_home = any(THINGS.match(id) or classes & CITATION for _, id, classes in self._open)
        if re.search(r"\d", data) and tags & RUNNING and not tags & APART and not at_home:
            self.loose.append(" ".join(data.split()))


def loose_numbers(page: str) -> list[str]:
    """The running text with a number that neither is a link nor stands at the address of what it tells of."""
    return _Running(page).loose
