"""Wikitext: notes are thrown away, templates and links resolved, and the lines that are left are read.

Each is one pass over the text, so that no markup, however it is nested or left open, takes long.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from zul.read.text.blocks import (
    LINE_BREAK,
    RAISED,
    Block,
    Cell,
    Content,
    Table,
    heading,
    infobox_field,
    item,
    paragraph,
    tidy,
)
from zul.read.text.formats.templates import INFOBOX, resolve

THROWN_AWAY = {
    "ref": "footnote mark",
    "references": "reference list",
    "gallery": "image gallery",
    **dict.fromkeys(("math", "chem", "ce"), "formula"),
    **dict.fromkeys(("timeline", "imagemap", "score", "graph", "mapframe", "maplink"), "embedded object"),
    **dict.fromkeys(("templatestyles", "style"), "style sheet"),
    **dict.fromkeys(("syntaxhighlight", "source"), "code listing"),
}
PLACEHOLDER = re.compile(rf"{INFOBOX}\d+{INFOBOX}")
ELEMENT = re.compile(rf"<({'|'.join(THROWN_AWAY)})\b([^<>]*)>", re.IGNORECASE)
EXTERNAL = re.compile(r"\[(?:[a-z]{3,6}:)?//[^\s\[\]]*([^\[\]\n]*)\]")
RAISED_DIGITS = re.compile(r"<sup>([0-9+−-]{1,9})</sup>")
BREAK = re.compile(r"<br\b[^<>]{0,40}>|\n[*#:;]*", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
EMPHASIS = re.compile(r"'{2,5}|__[A-Z]{3,30}__")
SPAN = re.compile(r"\b(row|col)span\s{0,3}=\s{0,3}[\"']?(\d{1,3})", re.IGNORECASE)
CELLS = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!")}
LIST_MARK = re.compile(r"[*#:;]+")


def read(text: str, dropped: Counter[str]) -> Content:
    """The blocks of a wiki page: headings, paragraphs, items, tables with heads, fields of infoboxes."""
    text = _without_elements(_without_comments(text.replace(INFOBOX, ""), dropped), dropped)
    resolved, infoboxes = resolve(text, dropped)
    lines = PLACEHOLDER.sub(r"\n\g<0>\n", resolved).split("\n")
    return Content(blocks=tuple(_blocks(lines, infoboxes)))


def _without_comments(text: str, dropped: Counter[str]) -> str:
    first, *others = text.split("<!--")
    dropped["comment"] += len(others)
    return "".join([first, *(other.partition("-->")[2] for other in others)])


def _without_elements(text: str, dropped: Counter[str]) -> str:
    """The text without the elements whose content is no text; one that is never closed loses only its tag."""
    kept: list[str] = []
    end = 0
    unclosed: set[str] = set()
    for match in ELEMENT.finditer(text):
        if match.start() < end:
            continue
        name = match[1].lower()
        kept.append(text[end : match.start()])
        end = match.end()
        dropped[THROWN_AWAY[name]] += 1
        if not match[2].rstrip().endswith("/") and name not in unclosed:
            closing = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(text, end)
            end = closing.end() if closing else end
            unclosed |= set() if closing else {name}
    return "".join([*kept, text[end:]])


def _blocks(lines: Sequence[str], infoboxes: Sequence[Sequence[tuple[str, str]]]) -> Iterator[Block | Table]:
    running: list[str] = []  # the lines of a paragraph
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        at += 1
        table_end = _table_end(lines, at) if line.startswith("{|") else at
        found = _heading(line)
        mark = LIST_MARK.match(line)
        is_alone = found or mark or table_end > at or not line or line.startswith((INFOBOX, "----"))
        if is_alone and running:
            yield paragraph(_shown(" ".join(running)))
            running = []
        if found:
            yield found
        elif mark:
            words = _shown(line[mark.end() :])
            yield item(words) if mark[0][-1] in "*#" else paragraph(words)
        elif table_end > at:
            inner = lines[at:table_end]
            for placeholder in (each for each in inner if each.startswith(INFOBOX)):
                yield from _fields(int(placeholder.strip(INFOBOX)), infoboxes)
            yield from _table([each for each in inner if not each.startswith(INFOBOX)])
            at = table_end
        elif line.startswith(INFOBOX):
            yield from _fields(int(line.strip(INFOBOX)), infoboxes)
        elif not is_alone:
            running.append(line)
    if running:
        yield paragraph(_shown(" ".join(running)))


def _heading(line: str) -> Block | None:
    level = len(line) - len(line.lstrip("="))
    words = _shown(line.strip("="))
    is_heading = 0 < level <= 6 and line.endswith("=" * level) and words
    return heading(words, level) if is_heading else None


def _fields(number: int, infoboxes: Sequence[Sequence[tuple[str, str]]]) -> Iterator[Block]:
    for label, value in infoboxes[number]:
        for at, piece in enumerate(value.split(INFOBOX)):
            if at % 2:
                yield from _fields(int(piece), infoboxes)  # an infobox inside a field
            else:
                yield infobox_field(label, _shown(piece))


def _table_end(lines: Sequence[str], start: int) -> int:
    """Where the table ends whose inner lines begin at `start`; one that is never closed ends at a heading."""
    depth = 1
    for at in range(start, len(lines)):
        line = lines[at].strip()
        depth += line.startswith("{|") - line.startswith("|}")
        if not depth:
            return at + 1
        if _heading(line):
            return at
    return len(lines)


def _table(lines: Sequence[str]) -> Iterator[Block | Table]:
    rows: list[list[tuple[Cell, list[str]]]] = [[]]  # each cell with its lines
    for whole in lines:
        line = whole.strip()
        if line.startswith("|+"):
            yield paragraph(_shown(line[2:].rpartition("|")[2]))
        elif line.startswith("|-"):
            rows.append([])
        elif line.startswith(("|", "!")) and not line.startswith("|}"):
            is_head = line[0] == "!"
            rows[-1] += [_cell(cell, is_head=is_head) for cell in CELLS[line[0]].split(line[1:])]
        elif rows[-1] and not line.startswith(("{|", "|}")):
            rows[-1][-1][1].append(_shown(LIST_MARK.sub("", line, count=1)))
    yield Table(
        rows=[[evolve(cell, text=tidy(LINE_BREAK.join(words))) for cell, words in row] for row in rows if row]
    )


def _cell(written: str, *, is_head: bool) -> tuple[Cell, list[str]]:
    attributes, bar, words = written.partition("|")
    if not bar:
        attributes, words = "", written
    spans = {name.lower(): max(1, int(number)) for name, number in SPAN.findall(attributes)}
    return Cell(text="", is_head=is_head, across=spans.get("col", 1), down=spans.get("row", 1)), [
        _shown(words)
    ]


def _shown(line: str) -> str:
    """The words of a line without markup."""
    line = BREAK.sub(LINE_BREAK, RAISED_DIGITS.sub(lambda match: match[1].translate(RAISED), line))
    return html.unescape(EMPHASIS.sub("", TAG.sub("", EXTERNAL.sub(r"\1", line)))).strip()
