"""A publication on disk: put there whole, and read without trust."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from zul.errors import CaseError, Located
from zul.publish.package.contents import Files
from zul.publish.package.files import CHECKSUMS
from zul.publish.package.provenance import MADE_BY, NAME

MOST_FILES = 20_000
LARGEST = 2**30  # bytes of all files together; they are held in memory
LARGEST_JSON = 2**26  # bytes of one that is read; as objects it takes twenty times as many
_DEEPEST = 4  # parts of a path: name of the case, case, translations, file
_REMOVE = "Zul publishes none. Remove it."


def replace(folder: Path, files: Files) -> None:
    """Put the files into the folder, in place of a former publication; a stop on the way leaves the old one.

    Refuses a folder that holds anything that Zul has not published. Raises OSError.
    """
    check_target(folder)
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        new, old = scratch / "new", scratch / "old"
        for path, data in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        try:
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
        except BaseException:
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def check_target(folder: Path) -> None:
    """Refuse a folder that a publication may not replace: what Zul did not put there is never removed."""
    way_out = "Choose another folder with --to, or an empty one."
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise CaseError([Located(str(folder), "is no folder", way_out)])
    if not any(folder.iterdir()):
        return
    found: list[Located] = []
    files = read(folder, found) if (folder / CHECKSUMS).exists() else {}
    listed = _listed(files.get(CHECKSUMS, b""))
    if found or not listed or not is_publication(files):
        what = "holds files and is no former publication of Zul"
        raise CaseError([Located(str(folder), what, way_out)])
    if others := [path for path in files if path not in listed and path != CHECKSUMS]:
        what = f"holds {others[0]}, which no publication of Zul put there"
    elif others := [path for path, hash in listed.items() if path in files and _sha256(files[path]) != hash]:
        what = f"holds {others[0]}, which was changed after Zul had published it"
    if others:
        raise CaseError(
            [Located(str(folder), what, "Move it elsewhere, or choose another folder with --to.")]
        )


def is_publication(files: Files) -> bool:
    """True where a statement of provenance says that Zul made it, or one in every folder of it."""
    statements = [data for path, data in files.items() if PurePosixPath(path).name == NAME]

    def is_own(data: bytes) -> bool:
        try:
            return json.loads(data)["made_by"] == MADE_BY  # type: ignore[no-any-return]
        except (ValueError, KeyError, TypeError, RecursionError):
            return False

    return bool(statements) and all(map(is_own, statements))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _listed(checksums: bytes) -> dict[str, str]:
    return {line[66:]: line[:64] for line in checksums.decode("utf-8", errors="replace").splitlines()}


def read(folder: Path, refused: list[Located]) -> dict[str, bytes]:
    """Every plain file by its path inside the folder; what is none is appended to `refused`.

    No link is followed, and no more is read than a publication may hold.
    """
    found: dict[str, bytes] = {}
    left = LARGEST
    for path, lies, size in _walk(str(folder), PurePosixPath(), refused):
        if len(found) == MOST_FILES:
            what = f"holds more than the {MOST_FILES:,} files of a publication"
            refused.append(Located(str(folder), what, "Verify a folder that Zul published."))
            return found
        most = LARGEST_JSON if path.endswith(".json") else LARGEST
        if size > min(left, most):
            what = f"has {size:,} bytes; a publication has at most {most:,}"
            refused.append(Located(path, what, "Verify a folder that Zul published."))
            continue
        try:
            handle = os.open(lies, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                found[path] = file.read(size)
        except OSError as error:
            refused.append(Located(path, f"cannot be read ({error.strerror})", "Check its rights."))
            continue
        left -= size
    return found


def _walk(folder: str, inside: PurePosixPath, refused: list[Located]) -> Iterator[tuple[str, str, int]]:
    """Every plain file: its path inside, where it lies, and its bytes."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.path, entry.stat(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        refused.append(Located(str(inside), f"cannot be read ({error.strerror})", "Check its rights."))
        return
    for name, lies, told in found:
        path = inside / name
        if len(refused) == MOST_FILES:
            return
        if not name.isprintable():  # a line end, or bytes that are no UTF-8
            refused.append(Located(str(inside), f"holds {name!a}, a name that Zul gives no file", _REMOVE))
        elif stat.S_ISREG(told.st_mode):
            yield str(path), lies, told.st_size
        elif not stat.S_ISDIR(told.st_mode):
            refused.append(Located(str(path), "is no plain file, and is not followed", _REMOVE))
        elif len(path.parts) < _DEEPEST:
            yield from _walk(lies, path, refused)
        else:
            refused.append(Located(str(path), "is a folder too deep", _REMOVE))
