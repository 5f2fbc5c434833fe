"""Where compiled functions are kept: by the content of this package, for numba looks at one file only.

A function compiled yesterday would else call the yesterday's text of another file that has changed since.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from numba import config


def digest(word: str = "") -> str:
    """The hash of the text of this package and of the nouns, or of those files that contain a word."""
    found = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted((*root.glob("reconstruct/**/*.py"), *root.glob("terms/*.py"))):
        text = path.read_bytes()
        if word.encode() in text:
            found.update(path.relative_to(root).as_posix().encode() + text)
    return found.hexdigest()


def keep_apart() -> None:
    """Give the compiled functions of exactly this text a folder of their own in the user's cache."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = caches / "zul" / f"compiled-{digest('njit')[:16]}"
    config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
