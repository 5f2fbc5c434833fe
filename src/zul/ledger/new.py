"""`zul new`: a small complete case to begin from."""

from __future__ import annotations

import re
import tempfile
from importlib.resources import files
from pathlib import Path

from zul.errors import CaseError, Located

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def new_case(folder: str | Path) -> Path:
    """Make a small complete case in a new folder and return it.

    Raises CaseError when the name cannot be a folder's or the folder exists: nothing is overwritten.
    """
    folder = Path(folder)
    if not NAME.fullmatch(folder.name):
        way_out = "Use small letters a to z, digits and hyphens, for instance cases/my-people."
        raise CaseError([Located(str(folder), f'"{folder.name}" is no name for a case', way_out)])
    try:
        if folder.exists() or folder.is_symlink():
            way_out = "Choose another name; nothing was changed."
            raise CaseError([Located(str(folder), "exists already", way_out)])
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".zul-") as scratch:
            made = Path(scratch) / folder.name
            made.mkdir()
            for file in files("zul.ledger").joinpath("template").iterdir():
                (made / file.name).write_bytes(file.read_bytes())
            made.rename(folder)
    except OSError as error:
        what = f"cannot be made ({error.strerror})"
        raise CaseError([Located(str(folder), what, "Choose another folder.")]) from None
    return folder
