"""Markdown (CommonMark with tables), by markdown-it-py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from zul.read.text.blocks import (
    LINE_BREAK,
    MOST_BLOCKS,
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

YEAR = re.compile(r"\d{3,9}")
NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")


def read(text: str, dropped: Counter[str]) -> Content:
    """The blocks of a Markdown text, without its markup; quotations are paragraphs, code too.

    A paragraph that begins with a year and a stop looks like a list that begins there; it keeps its year.
    """
    if text.count("|") + text.count("\n") > MOST_BLOCKS:
        raise too_many()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return Content(blocks=tuple(_blocks(tokens, dropped)))


def _blocks(tokens: Sequence[Token], dropped: Counter[str]) -> Iterator[Block | Table]:
    items: list[str] = []  # the marks of the list items that are open
    begins_item = False
    level = 0
    rows: list[list[Cell]] = []
    in_table = False
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "list_item_open":
                items.append(f"{token.info}. " if YEAR.fullmatch(token.info) else "")
                begins_item = True
            case "list_item_close":
                items.pop()
            case "table_open":
                rows, in_table = [], True
            case "tr_open":
                rows.append([])
            case "th_open" | "td_open":
                rows[-1].append(Cell(text="", is_head=token.type == "th_open"))
            case "table_close":
                yield Table(rows=rows)
                in_table = False
            case "html_block":
                dropped["HTML tag"] += 1
            case "fence" | "code_block":
                yield paragraph(token.content)
            case "inline":
                words = _words(token, dropped)
                if in_table:
                    rows[-1][-1] = Cell(text=tidy(words), is_head=rows[-1][-1].is_head)
                elif level:
                    yield heading(words, level)
                elif items:
                    yield item(f"{items[-1] if begins_item else ''}{words}")
                    begins_item = False
                else:
                    yield paragraph(words)


def _words(inline: Token, dropped: Counter[str]) -> str:
    words: list[str] = []
    for token in inline.children or ():
        match token.type:
            case "text" | "code_inline" | "text_special":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append(LINE_BREAK)
            case "image":
                dropped["image"] += 1
            case "html_inline":
                is_break = token.content.startswith("<br")
                words.append(LINE_BREAK if is_break else "")
                dropped["HTML tag"] += not is_break
    text, notes = NOTE.subn("", "".join(words))
    dropped["footnote mark"] += notes
    return text
