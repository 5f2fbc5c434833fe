from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields

from zul.audit import audit
from zul.ledger import read_case, write_text
from zul.publish.page import render
from zul.terms.case import Case
from zul.terms.finding import Finding

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "circle", "use"}
ADDRESSES = {"id", "group", "place", "part_of", "by", "source", "series", "about", "url"}


class Page(HTMLParser):
    """A page read strictly: every element that opens closes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []  # tag, name, value
        self.texts: list[tuple[str, tuple[str, ...]]] = []  # text, and the elements around it
        self.declared: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_decl(self, decl: str) -> None:
        self.declared.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((data, tuple(self._open)))

    def values(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]

    @property
    def text(self) -> str:
        return " ".join(
            " ".join(data for data, around in self.texts if not {"style", "script"} & {*around}).split()
        )


@pytest.fixture
def case() -> Case:
    with as_file(files("zul.ledger") / "template") as folder:
        return read_case(folder)


@pytest.fixture
def findings(case: Case) -> tuple[Finding, ...]:
    return audit(case)


@pytest.fixture
def read_page() -> Callable[[str], Page]:
    return Page


def _filled(noun: Any, text: str) -> Any:
    """The noun with every free text, present or absent, replaced."""
    free = [f for f in fields(type(noun)) if f.name not in ADDRESSES and "str" in str(f.type)]
    texts = [f.name for f in free if str(f.type) in ("str", "str | None", "typing.Optional[str]")]
    return evolve(noun, **dict.fromkeys(texts, text))


@pytest.fixture
def page_saying(case: Case, findings: tuple[Finding, ...]) -> Callable[[str, str], Page]:
    """The page of the case with every free text replaced by one, and every address of a source by `url`."""

    def each(nouns: Any, text: str) -> Any:
        return {id: _filled(noun, text) for id, noun in nouns.items()}

    def say(text: str, url: str) -> Page:
        claims = each(case.claims, text).values()
        said: Case = evolve(
            _filled(case, text),
            people=evolve(case.people, name=text, own_name=f"{text}."),
            summary=(text, text),
            groups=each(case.groups, text),
            places=each(case.places, text),
            sources={id: evolve(source, url=url) for id, source in each(case.sources, text).items()},
            events=each(case.events, text),
            claims={claim.id: evolve(claim, citation=_filled(claim.citation, text)) for claim in claims},
            assumptions=each(case.assumptions, text),
            judgements=tuple(_filled(judgement, text) for judgement in case.judgements),
        )
        return Page(render(said, [_filled(finding, text) for finding in findings]))

    return say


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes the disk full when a file of this name is written."""

    def fill(name: str) -> None:
        def write(path: Path, text: str) -> None:
            if path.name == name:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write_text(path, text)

        monkeypatch.setattr(sys.modules["zul.publish"], "write_text", write)

    return fill
