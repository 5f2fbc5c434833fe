"""Where many documents lie: files, folders and ZIP archives, of which nothing is unpacked onto the disk."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from attrs import frozen

from zul.errors import CaseError, Located, Refusal
from zul.read.text.documents import MOST_BYTES, SUFFIXES

MOST_UNPACKED = 8 * 2**30  # bytes of all documents of an archive, unpacked
MOST_MEMBERS = 200_000  # of an archive
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)


@frozen
class Place:
    """A document's file, or its name in a ZIP archive."""

    path: str
    member: str | None = None

    def __str__(self) -> str:
        return f"{self.path}/{self.member}" if self.member else self.path


@frozen(kw_only=True)
class Found:
    """The places of documents, in order, and how many files beside them are of other kinds."""

    places: tuple[Place, ...]
    others: int


def holds_several(path: str) -> bool:
    """True for a folder or a ZIP archive."""
    return Path(path).is_dir() or Path(path).suffix.lower() == ".zip"


def find(paths: Iterable[str]) -> Found:
    """The documents of files, folders and archives; a file that is named itself is always one.

    Raises CaseError where a path is not there, or an archive cannot be opened.
    """
    places: list[Place] = []
    refusals: list[Located] = []
    others = 0
    for path in paths:
        try:
            if not holds_several(path):
                Path(path).stat()
                places.append(Place(path))
                continue
            inside = list(_of_folder(path) if Path(path).is_dir() else _of_archive(path))
        except _DAMAGED as error:
            refusals.append(Located(path, f"is no ZIP archive ({error})", "Pack it again."))
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})"
            refusals.append(Located(path, what, "Check the name and its rights."))
        else:
            documents = [place for place in inside if _suffix(place) in SUFFIXES]
            others += len(inside) - len(documents)
            places += documents
    if refusals:
        raise CaseError(refusals)
    return Found(places=tuple(dict.fromkeys(places)), others=others)


def read(places: Iterable[Place]) -> Iterator[tuple[Place, bytes | Refusal]]:
    """The bytes of each document in turn, or why it cannot be read: too large, damaged, locked."""
    for path, of_path in groupby(places, key=lambda place: place.path):
        if Path(path).suffix.lower() != ".zip":
            for place in of_path:
                yield place, _bytes(place, None, MOST_BYTES)
            continue
        left = MOST_UNPACKED
        with zipfile.ZipFile(path) as archive:
            for place in of_path:
                data = _bytes(place, archive, min(MOST_BYTES, left))
                left -= len(data) if isinstance(data, bytes) else 0
                yield place, data


def _bytes(place: Place, archive: zipfile.ZipFile | None, most: int) -> bytes | Refusal:
    try:
        with archive.open(place.member or "") if archive else Path(place.path).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        return Refusal(f"cannot be read ({error.strerror or error})", "Check the file and its rights.")
    except _DAMAGED as error:
        return Refusal(f"cannot be unpacked ({error})", "Pack it again, without a password.")
    if len(data) > most:
        return Refusal(f"has more than {most:,} bytes", "Divide it, or take the pictures out.")
    return data


def _of_folder(path: str) -> Iterator[Place]:
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():  # no pipe, no device
                yield Place(str(file))


def _of_archive(path: str) -> Iterator[Place]:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ValueError(f"it has {len(members):,} members, more than {MOST_MEMBERS:,}")
    for member in members:
        parts = PurePosixPath(member.filename).parts
        if not member.is_dir() and not any(
            part.startswith((".", "__MACOSX")) and part != ".." for part in parts
        ):
            yield Place(path, member.filename)


def _suffix(place: Place) -> str:
    return PurePosixPath(place.member or place.path).suffix.lower()
