"""HTML, read as a stream of tags by libxml2: no tree is built, so no markup can make it grow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import define, evolve, field
from lxml import etree  # type: ignore[import-untyped]

from zul.errors import Refusal
from zul.read.text.blocks import (
    LINE_BREAK,
    MOST_BLOCKS,
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
    too_many,
)

DEEPEST = 500  # nested elements; browsers stop at 512
# What is thrown away with all it holds: elements, then classes; their names go into the tally.
SKIPPED = {
    tag: why
    for why, tags in {
        "script": "script noscript template",
        "style sheet": "style",
        "navigation part": "nav footer menu",
        "form": "form button select textarea dialog",
        "embedded object": "svg math object iframe video audio canvas",
    }.items()
    for tag in tags.split()
}
SKIPPED_CLASSES = {
    name: why
    for why, names in {
        "footnote mark": "reference footnote-ref footnote noteref Inline-Template",
        "reference list": "reflist references mw-references-wrap refbegin footnotes",
        "navigation part": "navbox vertical-navbox sidebar toc catlinks mw-jump-link mw-editsection noprint "
        "hatnote metadata ambox printfooter portal sistersitebox breadcrumb breadcrumbs "
        "mw-portlet vector-header-container vector-dropdown",
    }.items()
    for name in names.split()
}
SKIPPED_ROLES = {"navigation": "navigation part", "search": "form", "doc-noteref": "footnote mark"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Elements that begin and end a block; what is not among them runs on in its line.
BLOCKS = frozenset(
    "html body div p section article main header aside blockquote pre address figure figcaption details "
    "summary center fieldset legend dl dt dd ul ol li hr table caption thead tbody tfoot tr td th".split()
) | frozenset(HEADINGS)
ENCLOSING = frozenset(HEADINGS) | {"li", "dd", "td", "th", "blockquote"}  # what a line of words is part of
HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)


def read(text: str, dropped: Counter[str]) -> Content:
    """The blocks of a page: headings, paragraphs, items, tables with their heads, the fields of an infobox.

    What guides through a page, marks of footnotes, scripts, forms, pictures and hidden parts are thrown away.
    Refuses elements nested more than 500 deep.
    """
    page = _Page(dropped=dropped)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    etree.fromstring(text.encode(), parser)
    return Content(blocks=tuple(page.blocks), title=tidy("".join(page.title)) or None)


@define(kw_only=True)
class _Grid:
    """A table under construction; a layout table's cells are running text, an infobox's rows are fields."""

    is_infobox: bool
    is_layout: bool
    rows: list[list[Cell]] = field(factory=list)
    cell: Cell | None = None  # the open one, its text still to come
    inner: int = 0  # tables open inside a cell of an infobox


@define(kw_only=True)
class _Page:
    """Takes the tags and words of a page as they come, and makes blocks of them."""

    dropped: Counter[str]
    blocks: list[Block | Table] = field(factory=list)
    title: list[str] = field(factory=list)
    _open: list[str] = field(factory=list)  # the elements around, the outermost first
    _skipping: int = 0  # how deep the element lies whose content is thrown away; 0 for none
    _words: list[str] = field(factory=list)
    _grids: list[_Grid] = field(factory=list)
    _raised: int | None = None  # where in the words a superscript begins
    _is_note: bool = False  # the superscript leads to a note

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self._skipping:
            why = _skipped(tag, attributes)
            if why:
                self.dropped[why] += 1
                self._skipping = len(self._open) + 1
            else:
                self._begin(tag, attributes)
        self._open.append(tag)
        if len(self._open) > DEEPEST:
            raise Refusal(f"nests elements more than {DEEPEST} deep", "Save the page as plain text.")

    def end(self, tag: str) -> None:
        if not self._skipping:
            self._finish(tag)
        if self._skipping == len(self._open):
            self._skipping = 0
        self._open.pop()

    def data(self, words: str) -> None:
        if self._skipping:
            return
        if self._open[-1:] == ["title"]:
            self.title.append(words)
        else:
            self._words.append(words.replace("\n", LINE_BREAK) if "pre" in self._open else words)

    def comment(self, _words: str) -> None:
        self.dropped["comment"] += 1

    def close(self) -> None:
        self._flush()

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        grid = self._grids[-1] if self._grids else None
        if tag in BLOCKS:
            if grid and grid.cell and not grid.is_infobox and (tag == "table" or tag in HEADINGS):
                self._lay_out(grid)
            self._break()
        if tag == "img":
            self.dropped["image"] += 1
        elif tag == "br":
            if self._words[-1:] == [LINE_BREAK]:
                self._break()
            self._words.append(LINE_BREAK)
        elif tag == "sup":
            self._raised, self._is_note = len(self._words), False
        elif tag == "a" and self._raised is not None:
            self._is_note = self._is_note or attributes.get("href", "").startswith("#")
        elif tag == "table":
            if grid and grid.is_infobox:
                grid.inner += 1
            else:
                is_infobox = bool({"infobox", "vcard"} & set(attributes.get("class", "").split()))
                self._grids.append(
                    _Grid(is_infobox=is_infobox, is_layout=attributes.get("role") == "presentation")
                )
        elif grid is None or grid.is_layout or grid.inner:
            pass
        elif tag == "tr":
            grid.rows.append([])
        elif tag in {"td", "th"}:
            across, down = _number(attributes.get("colspan")), _number(attributes.get("rowspan"))
            is_head = tag == "th" or "infobox-label" in attributes.get("class", "")
            grid.cell = Cell(text="", is_head=is_head, across=across, down=down)

    def _finish(self, tag: str) -> None:
        if tag == "sup" and self._raised is not None:
            self._lower()
        if tag not in BLOCKS:
            return
        grid = self._grids[-1] if self._grids else None
        if grid and grid.cell and tag in {"td", "th"} and not grid.inner:
            text = tidy("".join(self._words))
            self._words.clear()
            if not grid.rows:
                grid.rows.append([])
            grid.rows[-1].append(evolve(grid.cell, text=text))
            grid.cell = None
            return
        self._break()
        if grid and tag == "table":
            if grid.inner:
                grid.inner -= 1
            else:
                self._grids.pop()
                self.blocks += _fields(grid.rows) if grid.is_infobox else [Table(rows=grid.rows)]

    def _break(self) -> None:
        """End the line: inside a cell its text goes on in the next one, elsewhere the block is done."""
        if self._grids and self._grids[-1].cell:
            self._words.append(LINE_BREAK)
        else:
            self._flush()

    def _flush(self) -> None:
        text = tidy("".join(self._words))
        self._words.clear()
        if len(self.blocks) > MOST_BLOCKS:
            raise too_many()
        if text:
            kind = next((tag for tag in reversed(self._open) if tag in ENCLOSING), "body")
            if kind in HEADINGS:
                self.blocks.append(heading(text, HEADINGS[kind]))
            else:
                self.blocks.append(item(text) if kind in {"li", "dd"} else paragraph(text))

    def _lay_out(self, grid: _Grid) -> None:
        """A table that holds headings or tables only lays out the page: its cells are running text."""
        self.blocks += [paragraph(cell.text) for row in grid.rows for cell in row if cell.text]
        grid.rows, grid.cell, grid.is_layout = [], None, True

    def _lower(self) -> None:
        """End a superscript: a mark of a footnote goes, digits are kept as superscript signs."""
        words = "".join(self._words[self._raised :])
        del self._words[self._raised :]
        self._raised = None
        if self._is_note or re.fullmatch(r"\s*\[.{1,30}\]\s*", words):
            self.dropped["footnote mark"] += 1
        elif {ord(sign) for sign in words} <= set(RAISED):
            self._words.append(words.translate(RAISED))
        else:
            self._words.append(words)


def _fields(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """The fields of an infobox: a head and what stands beside it; a head alone is above the fields below."""
    fields = []
    group = ""
    for number, row in enumerate(rows):
        head = row[0].text if row and row[0].is_head else ""
        values = [cell.text for cell in (row[1:] if head else row) if cell.text]
        label = " › ".join(part for part in (group, head.strip(" •–-")) if part)
        if head and not values:
            fields.append(infobox_field("", head))
            group = head if number else ""
        fields += [infobox_field(label, value) for value in values]
    return fields


def _skipped(tag: str, attributes: Mapping[str, str]) -> str | None:
    """What the element is called when its content is thrown away."""
    if tag in SKIPPED:
        return SKIPPED[tag]
    if not attributes:
        return None
    for name in attributes.get("class", "").split():
        if name in SKIPPED_CLASSES:
            return SKIPPED_CLASSES[name]
    if role := SKIPPED_ROLES.get(attributes.get("role", "")):
        return role
    is_hidden = "hidden" in attributes or HIDDEN.search(attributes.get("style", ""))
    return "hidden part" if is_hidden else None


def _number(attribute: str | None) -> int:
    """How many columns or rows a cell spans."""
    digits = (attribute or "").strip()
    return max(1, int(digits)) if digits.isdecimal() and len(digits) < 4 else 1
