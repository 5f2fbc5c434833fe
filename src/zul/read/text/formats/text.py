"""Plain text as people type and paste it: paragraphs, headings, lists, pipe tables, an infobox."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from zul.read.text.blocks import Block, Cell, Content, Table
from zul.read.text.sentences import MONTHS
from zul.terms.document import Part

LONGEST_WRAPPED = 200  # code points; a longer line is a paragraph of its own
LONGEST_TITLE = 45  # code points of a heading that nothing marks
LEVELS = 6
FEWEST_FIELDS = 3  # below a line without one
LONGEST_VALUE = 12  # words of a field that ends with a stop
BULLET = re.compile(r"[-*•‣·–—][ \t]+(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)][ \t]+(?=(\w+))")
FIELD = re.compile(r"(?:[-*•][ \t]+)?([^\s:][^:]{0,59}):[ \t]+(?=\S)")
_MONTH = "|".join(MONTHS)
DAY = re.compile(  # above an entry of a diary
    rf"(?:\w+day,? )?(?:\d\d?(?:st|nd|rd|th)? (?:{_MONTH})|(?:{_MONTH}) \d\d?)(?:,? \d{{4}})?[.:]?",
    re.IGNORECASE,
)
VALUE = re.compile(r"[~c. ]{0,4}\d[^.!?]{0,60}")  # "30,000–50,000 (community estimates)", below another one
INFOBOX = re.compile(r"infobox\b[^.:]{0,60}:?\Z", re.IGNORECASE)
PIPE = re.compile(r"(?<!\\)\|")


@frozen
class _Line:
    """A line without the white space around it, and where that stands in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(text: str, _dropped: Counter[str]) -> Content:
    """The blocks of a clean plain text, which is kept as it is, its line breaks included.

    Blank lines part paragraphs. `= Heading =`, `# Heading`, `- item`, `1. item` and `| a | b |` are what they
    look like; lines `Field: value` are fields when they stand below a line "Infobox" or fill a paragraph.
    """
    return Content(blocks=tuple(_blocks(text)), verbatim=text)


def _blocks(text: str) -> Iterator[Block | Table]:
    is_infobox = False
    for group in _groups(text):
        at = 0
        while at < len(group) and (heading := _heading(group, at)):
            yield heading
            at += _height(group[at])
        if at < len(group) and INFOBOX.match(group[at].text):
            is_infobox = True
            at += 1
        if at + 1 < len(group) and _is_title(group[at].text, group[at + 1].text):
            yield Block(part=Part.HEADING, text=group[at].text, level=LEVELS, start=group[at].start)
            at += 1
        if _begins_fields(group[at:]):
            yield Block(part=Part.HEADING, text=group[at].text, level=LEVELS, start=group[at].start)
            at += 1
        lines = group[at:]
        if not lines:
            continue
        if is_infobox or _are_fields(lines):
            yield from _fields(lines, text)
        else:
            yield from _running_text(lines, text)
        is_infobox = False


def _begins_fields(lines: Sequence[_Line]) -> bool:
    """True for a line above fields, as the name of an event stands above what an infobox says of it."""
    if len(lines) <= FEWEST_FIELDS or FIELD.match(lines[0].text) or lines[0].text[-1] in ".:;,":
        return False
    return all(_is_bare_field(line.text) for line in lines[1:])


def _are_fields(lines: Sequence[_Line]) -> bool:
    """True for lines that are fields, or go on with one in brackets or further in."""
    fields = [_is_bare_field(line.text) for line in lines]
    if all(fields):
        return len(lines) > 1
    rest = [line.text for line, is_field in zip(lines, fields, strict=True) if not is_field]
    return fields[0] and sum(fields) > FEWEST_FIELDS * len(rest) and all(map(VALUE.fullmatch, rest))


def _groups(text: str) -> Iterator[list[_Line]]:
    """The runs of lines that are not blank."""
    group: list[_Line] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        if words := line.strip():
            group.append(_Line(words, start + line.index(words)))
        elif group:
            yield group
            group = []
        start += len(line) + 1


def _fields(lines: Sequence[_Line], text: str) -> Iterator[Block]:
    """A field for each line that begins with a name; any other line goes on with the field above."""
    label, start, end = "", 0, 0
    for line in lines:
        match = FIELD.match(line.text)
        if (match or not end) and end:
            yield Block(part=Part.FIELD, text=text[start:end], labels=(label,), start=start)
        if match or not end:
            label, start = (match[1].strip(), line.start + match.end()) if match else ("", line.start)
        end = line.end
    yield Block(part=Part.FIELD, text=text[start:end], labels=(label,), start=start)


def _running_text(lines: Sequence[_Line], text: str) -> Iterator[Block | Table]:
    """Headings, items, tables and paragraphs."""
    part, start, end = Part.PARAGRAPH, 0, 0  # the paragraph or item that may go on in the next line
    at = 0
    while at < len(lines):
        line = lines[at]
        heading = _heading(lines, at)
        rows = _rows(lines, at)
        mark = _mark(line.text, goes_on=part if end else None)
        begins = bool(heading or rows or mark or _is_rule(line.text)) or len(line.text) > LONGEST_WRAPPED
        is_dated = end and start == lines[at - 1].start and DAY.fullmatch(lines[at - 1].text)
        if end and (begins or is_dated or len(lines[at - 1].text) > LONGEST_WRAPPED):
            yield Block(part=part, text=text[start:end], start=start)
            end = 0
        if heading:
            yield heading
        elif rows:
            yield _table(rows)
        elif not _is_rule(line.text):
            if not end:
                part, start = Part.ITEM if mark else Part.PARAGRAPH, line.start + mark
            end = line.end
        at += len(rows) or (_height(line) if heading else 1)
    if end:
        yield Block(part=part, text=text[start:end], start=start)


def _heading(lines: Sequence[_Line], at: int) -> Block | None:
    """The heading in a line: between equals signs, after number signs, or underlined."""
    line = lines[at]
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    sign = line.text[0]
    level = len(line.text) - len(line.text.lstrip(sign))
    words = line.text.strip(sign).strip()
    if sign == "=":
        is_heading = level <= 6 and line.text.endswith("=" * level)
    elif sign == "#":
        is_heading = level <= 6 and line.text[level : level + 1].isspace()
    else:
        level, words = 1 if below[:1] == "=" else 2, line.text
        is_heading = len(below) > 2 and set(below) in ({"="}, {"-"}) and len(words) < LONGEST_WRAPPED
    if not (is_heading and words):
        return None
    return Block(part=Part.HEADING, text=words, level=level, start=line.start + line.text.index(words))


def _is_title(line: str, below: str) -> bool:
    """True for a short line without figures or a stop above a long one that begins a sentence."""
    is_short = len(line) <= LONGEST_TITLE and len(below) > max(LONGEST_TITLE, 2 * len(line))
    opens = line[0].isupper() and (below[0].isupper() or below[0].isdigit() or not below[0].isalnum())
    return is_short and opens and not re.search(r"\d|[.:;,!?—-]\Z|\t|\|", line) and not below.startswith("|")


def _height(heading: _Line) -> int:
    """How many lines a heading takes, its underline included."""
    return 1 if heading.text[0] in "=#" else 2


def _mark(line: str, goes_on: Part | None) -> int:
    """The length of the mark before an item; only a bullet or a first number breaks into a paragraph."""
    if bullet := BULLET.match(line):
        return 0 if goes_on is Part.PARAGRAPH and line[0] in "–—·" else bullet.end()
    number = NUMBER.match(line)
    if number is None or number[2].lower() in MONTHS or (goes_on is Part.PARAGRAPH and number[1] not in "1a"):
        return 0
    return number.end()


def _rows(lines: Sequence[_Line], at: int) -> Sequence[_Line]:
    """The lines of the pipe table that begins here, none where there is no table."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    pipes = len(PIPE.findall(lines[at].text))
    is_table = lines[at].text[0] == "|" or (pipes > 0 and _parts_rows(below))
    is_table = is_table or (pipes > 1 and len(PIPE.findall(below)) == pipes)
    end = at
    while is_table and end < len(lines) and "|" in lines[end].text:
        end += 1
    return lines[at:end]


def _table(lines: Sequence[_Line]) -> Table:
    has_head = len(lines) > 1 and _parts_rows(lines[1].text)
    rows = [line for line in lines if not _parts_rows(line.text)]
    return Table(rows=[list(_cells(row, is_head=has_head and row is lines[0])) for row in rows])


def _cells(line: _Line, *, is_head: bool) -> Iterator[Cell]:
    start = 1 if line.text[0] == "|" else 0
    for pipe in [*(match.start() for match in PIPE.finditer(line.text, start)), len(line.text)]:
        cell = line.text[start:pipe]
        words = cell.strip()
        if words or pipe < len(line.text):
            offset = cell.index(words) if words else 0
            yield Cell(text=words, is_head=is_head, start=line.start + start + offset)
        start = pipe + 1


def _parts_rows(line: str) -> bool:
    return set(line) <= set("|:-+= \t") and "|" in line and "-" in line


def _is_rule(line: str) -> bool:
    return len(line) > 2 and set(line) <= set("-=*_~ ")


def _is_bare_field(line: str) -> bool:
    """True for "Region: Tara", not for a sentence behind a word or two, nor for an item."""
    field = FIELD.match(line)
    is_sentence = line.endswith(".") and line.count(" ") >= LONGEST_VALUE
    return field is not None and not is_sentence and BULLET.match(line) is None
