"""The translations that a case brings: a catalogue of gettext for each language, its messages in English."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from zul.errors import Located
from zul.ledger.tables import CONTROL, FORMAT, read_text
from zul.terms.prose import Link, prose

FOLDER = "translations"
_CODE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLURAL = re.compile(r"^\s*(?:#~\s*)?msgid_plural\b", re.MULTILINE)


def read_translations(folder: Path, refusals: list[Located]) -> Mapping[str, Mapping[str, str]]:
    """The translated texts by language, then by the English text; what is not translated is not there.

    A case needs none. Appended to `refusals` is a file that is no catalogue, and a translation that leads
    elsewhere or says another number than its text.
    """
    return {
        path.stem: dict(_read(path, refusals))
        for path in sorted((folder / FOLDER).glob("*.po"))
        if _is_of_language(path, refusals)
    }


def _is_of_language(path: Path, refusals: list[Located]) -> bool:
    if _CODE.fullmatch(path.stem):
        return True
    what = f'"{path.stem[:40]}" is no code of a language'
    refusals.append(Located(f"{FOLDER}/{path.name}", what, "Name the file by one, such as ru.po or xal.po."))
    return False


def _read(path: Path, refusals: list[Located]) -> Iterator[tuple[str, str]]:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 (most cases have none)

    where = f"{FOLDER}/{path.name}"
    faults: list[Located] = []
    text = read_text(path, faults)
    refusals += (Located(f"{FOLDER}/{fault.where}", fault.what, fault.way_out) for fault in faults)
    if text is None:
        return
    plurals = [text.count("\n", 0, found.end()) + 1 for found in _PLURAL.finditer(text)]
    if plurals:  # refused before they are read: the head of a file may ask for any number of forms
        way_out = "A text of a case is one sentence or more: give one."
        refusals += (Located(f"{where}:{line}", "has a plural", way_out) for line in plurals)
        return
    try:
        entries = list(read_po(io.StringIO(text), abort_invalid=True))
    except (PoFileError, ValueError, IndexError, LookupError) as error:
        line = f":{error.lineno + 1}" if isinstance(error, PoFileError) else ""
        what = "is no catalogue of gettext"
        refusals.append(
            Located(f"{where}{line}", what, f"Write msgid and msgstr, each in quotes ({FORMAT}).")
        )
        return
    for entry in entries:
        if not entry.id or not entry.string or entry.fuzzy:
            continue
        here = f"{where}:{entry.lineno}"
        assert isinstance(entry.id, str)
        assert isinstance(entry.string, str)
        if control := CONTROL.search(entry.string):
            refusals.append(Located(here, f"has the control character U+{ord(control[0]):04X}", "Delete it."))
        elif _leads(entry.string) != _leads(entry.id):
            way_out = "Keep each link with its numbers, and the numbers outside of links."
            refusals.append(Located(here, "does not lead where its text leads", way_out))
        else:
            yield entry.id, entry.string


def _leads(text: str) -> tuple[list[tuple[str, str, str]], str]:
    """Where the links of a text lead with which digits; and where it has any, the digits outside of them."""
    pieces = prose(text)
    links = [piece for piece in pieces if isinstance(piece, Link)]
    outside = "".join(piece for piece in pieces if isinstance(piece, str)) if links else ""
    return sorted((link.kind, link.id, _digits(link.words)) for link in links), _digits(outside)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
