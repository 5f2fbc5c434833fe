"""What stays English on a page of another language: marked where the page shows it, plain everywhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

OPENING, CLOSING = "\x02", "\x03"  # no text of a case may hold them; they never leave this module's page
CLASS = "untranslated"
_TOP = '<main id="content">'
_PIECE = re.compile(r"(<[^>]*>)|([\x02\x03])|([^<\x02\x03]+)")
_NO_SPANS = re.compile(r"<(/?)(title|style|script|option|svg|text)\b", re.IGNORECASE)


class Told(str):
    """A text that is in the language of its page, and is not to be translated again."""

    __slots__ = ()


class Mixed(Told):
    """A text with English parts: as a string plain, in a template with its English parts between signs."""

    __slots__ = ("html",)

    html: Markup

    def __new__(cls, text: str, html: Markup) -> Mixed:
        """The text and what a template shows of it, escaped."""
        made = super().__new__(cls, text)
        made.html = html
        return made

    def __html__(self) -> str:
        return self.html

    def __reduce__(self) -> tuple[type[Mixed], tuple[str, Markup]]:
        return Mixed, (str(self), self.html)


def english(text: str) -> Mixed:
    """A text that has no translation."""
    return Mixed(text, Markup("{}{}{}").format(OPENING, text, CLOSING))


def filled(template: str, parts: Mapping[str, object]) -> str:
    """The template with its parts put in by name; what is English in it stays marked."""
    text = template.format(**parts)
    if not any(isinstance(one, Mixed) for one in (template, *parts.values())):
        return Told(text)
    return Mixed(text, Markup(escape(template)).format(**parts))


def sentence(text: str) -> str:
    """The text with a capital letter."""
    capital = text[:1].upper() + text[1:]
    if not isinstance(text, Mixed):
        return Told(capital) if isinstance(text, Told) else capital
    signs = len(text.html) - len(text.html.lstrip(OPENING))
    return Mixed(capital, Markup(text.html[:signs] + text.html[signs:][:1].upper() + text.html[signs:][1:]))


def marked(page: str, note: str = "") -> str:
    """The page with its English parts as such, each piece of text in a span, and a note at its top.

    In attributes and in elements that hold text alone the signs go, and the English stays.
    """
    if note:
        told = Markup('<p class="{}-note">{}</p>').format(CLASS, note)
        page = page.replace(_TOP, f"{_TOP}\n{told}", 1)
    pieces: list[str] = []
    depth, closed = 0, 0
    for tag, sign, text in _PIECE.findall(page):
        if sign:
            depth = max(depth + (1 if sign == OPENING else -1), 0)
        elif tag:
            if element := _NO_SPANS.match(tag):
                closed += -1 if element[1] else 0 if tag.endswith("/>") else 1
            pieces.append(_bare(tag))
        elif depth and not closed and not text.isspace():
            pieces.append(f'<span lang="en" class="{CLASS}">{text}</span>')
        else:
            pieces.append(text)
    return "".join(pieces)


def _bare(text: str) -> str:
    return text.replace(OPENING, "").replace(CLOSING, "")
