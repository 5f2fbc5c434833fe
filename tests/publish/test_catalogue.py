from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from zul.publish.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src" / "zul" / "publish" / "locale"
HOLES = re.compile(r"\{\w+\}|%\(\w+\)s")
TAGS = re.compile(r"</?\w[^>]*>")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("catalogue", str(ROOT / "scripts" / "catalogue"))
    spec = importlib.util.spec_from_loader("catalogue", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


CASES = sorted((ROOT / "cases").glob("*/translations/*.po"))
CATALOGUES = [*sorted(LOCALE.glob("*.po")), *CASES]


def _entries(path: Path) -> Iterator[tuple[Message, str, str]]:
    """Each entry that is translated, with every pair of message and translation."""
    with path.open("rb") as file:
        for entry in read_po(file, abort_invalid=True):
            if entry.id and entry.string and all(entry.string):
                ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
                strings = [entry.string] if isinstance(entry.string, str) else list(entry.string)
                for place, string in enumerate(strings):
                    yield entry, ids[min(place, len(ids) - 1)], string


def test_every_language_but_english_has_a_catalogue() -> None:
    assert sorted(path.stem for path in LOCALE.glob("*.po")) == sorted({*LANGUAGES} - {"en"})


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_a_translation_has_the_parts_and_tags_of_its_message(path: Path) -> None:
    for _, message, translation in _entries(path):
        assert sorted(HOLES.findall(translation)) == sorted(HOLES.findall(message)), message
        assert sorted(TAGS.findall(translation)) == sorted(TAGS.findall(message)), message


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_a_translation_of_a_case_says_the_numbers_of_its_text(path: Path) -> None:
    for _, message, translation in _entries(path):
        if translation == message:  # a title that stays in its own language
            continue
        quoted = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", message)  # 2,6 as a Russian source prints it
        said_there = sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", quoted)))
        plain = re.sub(r"(?<=\d),(?=\d)", ".", translation.replace("\u00a0", ""))
        assert sorted(re.findall(r"\d+(?:\.\d+)?", plain)) == said_there, message


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda path: path.stem)
def test_the_catalogue_has_every_message_of_the_page(path: Path, script: ModuleType) -> None:
    text, _ = script.updated(path, list(script.of_program()))
    assert text == path.read_text("utf-8"), "run scripts/catalogue"


def test_messages_are_found_in_code_and_in_templates(script: ModuleType) -> None:
    code = 'say("a" if x else "b"); w.count("{n} c", "{n} cs", n); counted(x, "day"); say(y); "t".count("t")'
    assert list(script.of_code(code)) == [
        "a",
        "b",
        ("{n} c", "{n} cs"),
        ("{n} day", "{n} days"),
        ("about {n} day", "about {n} days"),
    ]
    template = b'{{ _("a") }} {{ _(b) }} {% trans n=n %}{{ n }} c{% pluralize %}{{ n }} cs{% endtrans %}'
    assert list(script.of_template(template)) == ["a", ("%(n)s c", "%(n)s cs")]
