"""The data package: everything about a case in one folder that can be cited, checked and worked on.

`files` makes them all, each format in a module of its own; `inputs`, `kept` and `folder` read and write them,
`verify` examines them, and `several` sets packages side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zul.publish.package.files import CHECKSUMS, as_files, checksums, files
from zul.publish.package.folder import check_target, replace
from zul.publish.package.inputs import same, take
from zul.publish.package.kept import as_kept
from zul.publish.package.provenance import versions
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding

__all__ = ["assemble", "check_target", "publish_package", "replace"]


def publish_package(
    folder: str | Path,
    case: Case,
    findings: Sequence[Finding],
    reconstruction: Reconstruction | None = None,
    *,
    to: str | Path,
) -> Path:
    """Write the whole publication of the case in `folder` to the folder `to`; returns the page.

    `findings` and `reconstruction` are of this very case. The folder takes its place once every file of it
    is complete. Refuses a case that has changed since, and a folder with anything but a former publication.
    """
    replace(Path(to), assemble(Path(folder), case, findings, reconstruction))
    return Path(to) / "report.html"


def assemble(
    folder: Path, case: Case, findings: Sequence[Finding], reconstruction: Reconstruction | None
) -> dict[str, bytes]:
    """Every file of the publication by its path, the checksums among them; nothing is written."""
    inputs = take(folder)
    again = same(inputs, case, folder)
    found = as_kept(reconstruction) if reconstruction else None
    made = files(inputs, again, findings, found, versions(), pictured=as_files)
    return made | {CHECKSUMS: checksums(made)}
