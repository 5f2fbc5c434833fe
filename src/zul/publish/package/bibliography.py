"""The sources for reference managers: CSL-JSON and BibTeX.

A creator stays one literal name, for nobody has said which part of it is the family's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from zul.publish.data import dump
from zul.publish.words import link
from zul.terms.case import Case
from zul.terms.source import Source

_KINDS = (  # a word in the kind of a source: type of CSL, entry of BibTeX; the first that fits
    ("encyclopedia", "entry-encyclopedia", "inreference"),
    ("journal article", "article-journal", "article"),
    ("chapter", "chapter", "incollection"),
    ("thesis", "thesis", "thesis"),
    ("book", "book", "book"),
    ("blog", "post-weblog", "online"),
    ("web", "webpage", "online"),
    ("journalism", "article-newspaper", "online"),
    ("newspaper", "article-newspaper", "article"),
    ("gazetteer", "dataset", "dataset"),
    ("census", "dataset", "dataset"),
    ("database", "dataset", "dataset"),
    ("decree", "legislation", "legislation"),
    ("report", "report", "report"),
    ("archival", "document", "unpublished"),
)
_MEANT = {  # what a sign of TeX is written as, to be itself
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def csl_json(case: Case) -> str:
    """The sources as CSL-JSON, the input of citation processors."""
    return dump([dict(_item(source)) for source in case.sources.values()])


def bibtex(case: Case) -> str:
    """The sources as BibTeX in UTF-8, with the entry types of biblatex."""
    return "\n".join(_entry(source) for source in case.sources.values())


def _item(source: Source) -> Iterator[tuple[str, Any]]:
    yield "id", source.id
    yield "type", _kind(source)[1]
    yield "title", source.title
    if source.creator:
        yield "author", [{"literal": source.creator}]
    if source.year is not None:
        yield "issued", {"date-parts": [[source.year]]}
    yield "genre", source.kind
    if source.repository:
        yield "archive", source.repository
    if source.reference_code:
        yield "archive_location", source.reference_code
    if address := link(source.url):
        yield "URL", address
    if note := _note(source):
        yield "note", note


def _entry(source: Source) -> str:
    fields = {
        "author": source.creator and f"{{{_escaped(source.creator)}}}",
        "title": f"{{{_escaped(source.title)}}}",
        "year": source.year,
        "type": _escaped(source.kind),
        "library": source.repository and _escaped(source.repository),
        "number": source.reference_code and _escaped(source.reference_code),
        "url": quote(link(source.url) or "", safe="/:?#[]@!$&'()*+,;=%~"),
        "note": _escaped(_note(source)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_kind(source)[2]}{{{source.id},", *lines, "}", ""])


def _kind(source: Source) -> tuple[str, str, str]:
    kind = source.kind.lower()
    return next((known for known in _KINDS if known[0] in kind), ("", "document", "misc"))


def _note(source: Source) -> str:
    """What a reader of the citation has to know: copies, how much was seen, and what else was noted."""
    parts = (
        source.derived_from and f"copies or builds on {', '.join(source.derived_from)}",
        source.seen and f"seen: {source.seen}",
        source.note,
    )
    return "; ".join(" ".join(part.split()) for part in parts if part)


def _escaped(text: str) -> str:
    """The text on one line, with no sign that TeX would read as a command."""
    return "".join(_MEANT.get(sign, sign) for sign in " ".join(text.split()))
