"""Templates and links of wikitext, resolved in one pass over the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from attrs import field, frozen

from zul.errors import Refusal
from zul.read.text.blocks import LINE_BREAK

DEEPEST = 100  # nested templates and links
INFOBOX = "\ue000"  # in the resolved text, stands on both sides of an infobox's number
MARK = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
FILE = re.compile(r"(?:file|image|media|файл|изображение|datei|bild|fichier|archivo)\s?:", re.IGNORECASE)
UNSEEN = re.compile(
    r"(?:category|категория|kategorie|catégorie|[a-z]{2,3}(?:-[a-z]{2,9})?)\s?:", re.IGNORECASE
)
FILE_OPTION = re.compile(
    r"thumb(?:nail)?|frame(?:less|d)?|border|left|right|cent(?:er|re)|none|baseline|middle|top|bottom|upright"
    r"|\d{0,5}x?\d{0,5}\s?px|мини|миниатюра|справа|слева|центр|[a-zа-я]{2,9}=.*",
    re.IGNORECASE | re.DOTALL,
)
NAME = re.compile(r"[\w .()/-]{1,60}")
TEXT_NAMES = frozenset({"text", "quote", "content", "1", "2", "3", "4"})
NO_FIELD = re.compile(
    r"image|map|alt|.*width|.*size|coord|website|url|embed|child|.*style|.*class|.*lang\b|logo|flag"
)
NOTES = re.compile(
    r"sfn|efn|refn?\b|harv|cit|cn\b|fact\b|r\b|rp\b|notelist|reflist|clarify|who\b|when\b|by-whom|page-needed"
)
RANGES = frozenset({"-", "–", "to", "and", "or"})


def _date(given: Sequence[str]) -> str:
    return "-".join(number.zfill(2) for number in given if number.isdecimal())


def _measure(given: Sequence[str]) -> str:
    return " ".join(given[: 4 if given[1:2] and given[1] in RANGES else 2])


# What formatting templates show of what they are given, by place; their names in small letters.
SHOWN: Mapping[str, Callable[[Sequence[str]], str]] = {
    name: shows
    for shows, names in (
        (lambda given: given[0], "nowrap nobr small big smaller larger nobold abbr val formatnum num s"),
        (lambda given: given[0], "quote blockquote cquote quotation center strong em"),
        (lambda given: given[-1], "lang langx transl transliteration color"),
        (LINE_BREAK.join, "ubl hlist"),
        (lambda given: f"\n{given[0]}", "plainlist flatlist"),
        (lambda given: f"c. {' – '.join(given)}", "circa c."),
        (_measure, "convert cvt"),
        (_date, "start-date start-date-and-age end-date death-date date dts"),
        (lambda given: f"As of {_date(given)}", "as-of"),
    )
    for name in names.split()
}
SIGNS = {
    "ndash": "–",
    "–": "–",
    "snd": " – ",
    "spnd": " – ",
    "mdash": "—",
    "—": "—",
    "nbsp": "\u00a0",
    "!": "|",
}
OPENED_BY = {"}}": "{{", "]]": "[["}


@frozen
class _Frame:
    """A template or link that is open: its parts, each in pieces; the outermost frame is the page."""

    mark: str
    parts: list[list[str]] = field(factory=lambda: [[]])

    def as_written(self) -> str:
        return self.mark + "|".join("".join(part) for part in self.parts)


def resolve(text: str, dropped: Counter[str]) -> tuple[str, list[list[tuple[str, str]]]]:
    """The text with what its templates and links show, and the fields of each infobox by its number.

    Templates that only format show what they hold, a link shows its label, a picture its caption; other
    templates are thrown away. What is never closed stays as it is. Refuses more than 100 nested ones.
    """
    infoboxes: list[list[tuple[str, str]]] = []
    frames = [_Frame("")]
    end = 0
    for match in MARK.finditer(text):
        frames[-1].parts[-1].append(text[end : match.start()])
        end = match.end()
        mark = match[0]
        if mark in OPENED_BY.values():
            frames.append(_Frame(mark))
            if len(frames) > DEEPEST:
                raise Refusal(f"nests templates more than {DEEPEST} deep", "Save the page as plain text.")
        elif mark == "|" and len(frames) > 1:
            frames[-1].parts.append([])
        elif mark == "|" or all(
            frame.mark != OPENED_BY[mark] for frame in frames[1 if mark == "}}" else -1 :]
        ):
            frames[-1].parts[-1].append(mark)
        else:
            while frames[-1].mark != OPENED_BY[mark]:
                _leave_open(frames)
            parts = ["".join(part) for part in frames.pop().parts]
            shown = _link(parts, dropped) if mark == "]]" else _template(parts, infoboxes, dropped)
            frames[-1].parts[-1].append(shown)
    frames[-1].parts[-1].append(text[end:])
    while len(frames) > 1:
        _leave_open(frames)
    return frames[0].as_written(), infoboxes


def _leave_open(frames: list[_Frame]) -> None:
    frame = frames.pop()
    frames[-1].parts[-1].append(frame.as_written())


def _link(parts: Sequence[str], dropped: Counter[str]) -> str:
    target = parts[0].strip()
    if FILE.match(target):
        dropped["image"] += 1
        captions = [part for part in parts[1:] if not FILE_OPTION.fullmatch(part.strip())]
        return f"\n\n{captions[-1]}\n\n" if captions else ""
    if UNSEEN.match(target):
        dropped["category"] += 1
        return ""
    return parts[-1] if len(parts) > 1 else target.lstrip(":")


def _template(parts: Sequence[str], infoboxes: list[list[tuple[str, str]]], dropped: Counter[str]) -> str:
    name = "-".join(parts[0].replace("_", " ").lower().split())
    if name.startswith(("infobox", "taxobox", "карточка")):
        fields = [
            (label, value) for label, value in map(_named, parts[1:]) if label and not NO_FIELD.match(label)
        ]
        infoboxes.append(fields)
        return f"{INFOBOX}{len(infoboxes) - 1}{INFOBOX}"
    if name in SIGNS:
        return SIGNS[name]
    if name.startswith("lang-"):
        name = "lang"
    given = [value.strip() for label, value in map(_named, parts[1:]) if not label or label in TEXT_NAMES]
    if name in SHOWN and given:
        return SHOWN[name](given)
    dropped["footnote mark" if NOTES.match(name) else "template"] += 1
    return ""


def _named(part: str) -> tuple[str, str]:
    """The name of a template's part, "" where it has none, and its value."""
    name, equals, value = part.partition("=")
    name = name.strip()
    return (name.replace("_", " ").lower(), value) if equals and NAME.fullmatch(name) else ("", part)
