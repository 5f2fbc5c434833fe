"""The files that a case is read from, as bytes, so that what is published is what was worked out."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from zul.errors import CaseError, Located
from zul.ledger import read_case
from zul.ledger.head import FILE
from zul.ledger.tables import COLUMNS, LARGEST
from zul.ledger.translations import FOLDER as TRANSLATIONS
from zul.terms.case import Case

README, LICENCE = "README.md", "LICENSE.md"
NEEDED = (FILE, *COLUMNS)

Inputs = Mapping[str, bytes]

_TRANSLATION = re.compile(rf"{TRANSLATIONS}/[A-Za-z0-9-]+\.po")


def take(folder: Path) -> dict[str, bytes]:
    """The head and tables of the case, translations, README, and its licence, which may lie one folder up.

    Texts that quotes come from are left where they are: they are works of others. Raises OSError.
    """
    translations = [f"{TRANSLATIONS}/{path.name}" for path in (folder / TRANSLATIONS).glob("*.po")]
    found = {name: (folder / name).read_bytes() for name in (*NEEDED, *translations)}
    for name, places in ((README, (folder,)), (LICENCE, (folder, folder.resolve().parent))):
        path = next((place / name for place in places if (place / name).is_file()), None)
        if path is not None and path.stat().st_size <= LARGEST:
            found[name] = path.read_bytes()
    return dict(sorted(found.items()))


def read(inputs: Inputs) -> Case:
    """The case that the files hold. Raises CaseError."""
    with tempfile.TemporaryDirectory(prefix="zul-") as scratch:
        for name, data in inputs.items():
            if name in NEEDED or _TRANSLATION.fullmatch(name):
                path = Path(scratch, name)
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
        return read_case(scratch)


def same(inputs: Inputs, case: Case, folder: Path) -> Case:
    """The case as the files hold it, which has to be the one that was worked out."""
    again = read(inputs)
    if _without_surroundings(again) != _without_surroundings(case):
        what = "has changed since it was read"
        raise CaseError([Located(str(folder), what, "Publish it once nobody is writing into it.")])
    return again


def _without_surroundings(case: Case) -> Case:
    """What stands before and after a quote is known only where the text is."""
    claims = {
        id: evolve(claim, quote=claim.quote and evolve(claim.quote, prefix="", suffix=""))
        for id, claim in case.claims.items()
    }
    return evolve(case, claims=claims)
