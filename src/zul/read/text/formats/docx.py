"""DOCX: what its body says, tracked changes taken as accepted, read as a stream of tags by libxml2."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO

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
    item,
    paragraph,
    tidy,
    too_many,
)

MOST_PARTS = 10_000
MOST_UNPACKED = 256 * 2**20  # bytes of all parts together; pictures are never unpacked
MOST_XML = 32 * 2**20  # bytes of one part that is read
LONGEST_HEADING = 300  # code points; a longer one is a paragraph in the wrong style
MAIN = re.compile(r"word/document\d{0,2}\.xml")
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
SKIPPED = {
    "del": "deleted passage",
    "moveFrom": "deleted passage",
    "Fallback": "",
    "pPrChange": "",
    "rPrChange": "",
}
DROPPED = {
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "footnote mark"),
    **dict.fromkeys(("blip", "imagedata"), "image"),
    "commentReference": "comment",
    "OLEObject": "embedded object",
}
WAY_OUT = "Save it again as DOCX, or as plain text."


def read(data: bytes, dropped: Counter[str]) -> Content:
    """The blocks of a DOCX: headings by their styles, paragraphs, items, tables with their heads.

    Footnotes, headers, footers, comments and pictures are left out. Refuses a file that unpacks to more
    than 256 MiB or whose text part has more than 32 MiB, before it unpacks anything.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                what = f"unpacks to {len(parts):,} parts of {unpacked:,} bytes, more than a document has"
                raise Refusal(what, WAY_OUT)
            main = next((part.filename for part in parts if MAIN.fullmatch(part.filename)), None)
            if main is None:
                raise Refusal("is an archive, but no DOCX", "Unpack it and give the files in it.")
            styles = _Styles()
            if "word/styles.xml" in package.namelist():
                _parse(package, "word/styles.xml", styles)
            body = _Body(dropped=dropped, levels=styles.levels())
            _parse(package, main, body)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Refusal("is a broken or encrypted DOCX", WAY_OUT) from None
    except etree.XMLSyntaxError:
        raise Refusal("is a broken DOCX, or one that is nested too deep", WAY_OUT) from None
    return Content(blocks=tuple(body.blocks))


def _parse(package: zipfile.ZipFile, part: str, target: _Styles | _Body) -> None:
    size = package.getinfo(part).file_size
    if size > MOST_XML:
        raise Refusal(f"has {size:,} bytes in {part}, more than {MOST_XML:,}", WAY_OUT)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True)
    etree.fromstring(package.read(part), parser)  # reads no more than the declared size


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _value(attributes: Mapping[str, str]) -> str:
    """The attribute w:val, in either namespace of the standard."""
    return next((value for name, value in attributes.items() if _local(name) == "val"), "")


@define
class _Styles:
    """The names of the styles, and the styles they are based on."""

    names: dict[str, str] = field(factory=dict)
    bases: dict[str, str] = field(factory=dict)
    _id: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        local = _local(tag)
        if local == "style":
            self._id = next((value for name, value in attributes.items() if _local(name) == "styleId"), "")
        elif local == "name":
            self.names[self._id] = _value(attributes)
        elif local == "basedOn":
            self.bases[self._id] = _value(attributes)

    def close(self) -> None:
        pass

    def levels(self) -> dict[str, int | None]:
        """The level of each style that heads something, a title's is 0; None for a style of lists."""
        levels: dict[str, int | None] = {}
        for id in self.names:
            style = id
            for _ in range(20):
                name = self.names.get(style, "")
                if match := HEADING.fullmatch(name):
                    levels[id] = int(match[1])
                elif name.lower() == "title":
                    levels[id] = 0
                elif name.lower().startswith("list"):
                    levels[id] = None
                if id in levels or style not in self.bases:
                    break
                style = self.bases[style]
        return levels


@define
class _Paragraph:
    words: list[str] = field(factory=list)
    level: int | None = None
    is_item: bool = False


@define
class _TableCell:
    lines: list[str] = field(factory=list)
    across: int = 1
    goes_on: bool = False  # the cell above reaches down into this one


@define(kw_only=True)
class _Body:
    """Takes the tags and words of the body as they come, and makes blocks of them."""

    dropped: Counter[str]
    levels: Mapping[str, int | None]
    blocks: list[Block | Table] = field(factory=list)
    _depth: int = 0
    _skipping: int = 0  # the depth of the element whose content is thrown away; 0 for none
    _paragraphs: list[_Paragraph] = field(factory=list)  # a text box has paragraphs inside a paragraph
    _tables: int = 0  # open; inner ones are lines in a cell of the outermost
    _rows: list[list[_TableCell]] = field(factory=list)
    _head_rows: set[int] = field(factory=set)
    _in_text: bool = False
    _in_properties: bool = False
    _is_raised: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        local = _local(tag)
        if self._skipping:
            return
        if local in SKIPPED:
            self._skipping = self._depth
            self.dropped[SKIPPED[local]] += bool(SKIPPED[local])
        elif local in DROPPED:
            self.dropped[DROPPED[local]] += 1
        elif local == "p":
            self._paragraphs.append(_Paragraph())
        elif local == "t":
            self._in_text = True
        elif local == "r":
            self._is_raised = False
        elif local in {"tbl", "tr", "tc", "gridSpan", "vMerge", "tblHeader"}:
            self._start_table(local, attributes)
        elif self._paragraphs:
            self._start_in_paragraph(local, attributes, self._paragraphs[-1])

    def _start_in_paragraph(self, local: str, attributes: Mapping[str, str], open: _Paragraph) -> None:
        match local:
            case "pPr":
                self._in_properties = True
            case "pStyle":
                level = self.levels.get(_value(attributes), -1)
                open.is_item = open.is_item or level is None
                open.level = level if level != -1 else open.level
            case "outlineLvl" if _value(attributes) in set("012345678"):
                open.level = int(_value(attributes)) + 1
            case "numId":
                open.is_item = _value(attributes) != "0"
            case "vertAlign":
                self._is_raised = _value(attributes) == "superscript"
            case "br" | "cr":
                open.words.append(LINE_BREAK)
            case "tab" if not self._in_properties:
                open.words.append(" ")
            case "noBreakHyphen":
                open.words.append("-")

    def _start_table(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "tbl":
            self._tables += 1
        if self._tables != 1:
            return
        if local == "tr":
            self._rows.append([])
        elif self._rows and local == "tc":
            self._rows[-1].append(_TableCell())
        elif self._rows and local == "tblHeader":
            self._head_rows.add(len(self._rows) - 1)
        elif self._rows and self._rows[-1]:
            cell = self._rows[-1][-1]
            if local == "vMerge":
                cell.goes_on = _value(attributes) != "restart"
            elif _value(attributes).isdecimal():
                cell.across = min(max(1, int(_value(attributes)[:3])), 63)  # as many as Word allows

    def data(self, words: str) -> None:
        if self._in_text and self._paragraphs and not self._skipping:
            self._paragraphs[-1].words.append(words.translate(RAISED) if self._is_raised else words)

    def end(self, tag: str) -> None:
        local = _local(tag)
        if not self._skipping:
            if local == "t":
                self._in_text = False
            elif local == "pPr":
                self._in_properties = False
            elif local == "p" and self._paragraphs:
                self._finish(self._paragraphs.pop())
            elif local == "tbl":
                self._tables -= 1
                if not self._tables:
                    self.blocks.append(_table(self._rows, self._head_rows))
                    self._rows, self._head_rows = [], set()
        if self._skipping == self._depth:
            self._skipping = 0
        self._depth -= 1

    def close(self) -> None:
        pass

    def _finish(self, done: _Paragraph) -> None:
        words = "".join(done.words)
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].lines.append(words)
            return
        if len(self.blocks) > MOST_BLOCKS:
            raise too_many()
        if not words.strip():
            return
        if done.level is not None and len(words) < LONGEST_HEADING:
            self.blocks.append(heading(words, done.level))
        else:
            self.blocks.append(item(words) if done.is_item else paragraph(words))


def _table(rows: Sequence[Sequence[_TableCell]], head_rows: set[int]) -> Table:
    """The table with each cell that goes on below counted to the one where it begins."""
    grid: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # column → where in the grid the cell stands that ends there
    for number, row in enumerate(rows):
        grid.append([])
        column = 0
        for cell in row:
            if cell.goes_on and column in above:
                at, place = above[column]
                grid[at][place] = evolve(grid[at][place], down=number - at + 1)
            else:
                above[column] = (number, len(grid[-1]))
                text = tidy(LINE_BREAK.join(cell.lines))
                grid[-1].append(Cell(text=text, is_head=number in head_rows, across=cell.across))
            column += cell.across
    return Table(rows=grid)
