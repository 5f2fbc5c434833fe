"""Floor 4: what the audit found, for people and for programs."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zul.ledger import write_text
from zul.publish.data import claims_json, estimates_json, findings_json
from zul.terms.case import Case
from zul.terms.finding import Finding

if TYPE_CHECKING:
    from zul.terms.estimate import Reconstruction

__all__ = ["publish"]


def publish(
    case: Case, findings: Sequence[Finding], reconstruction: Reconstruction | None = None, *, to: str | Path
) -> Path:
    """Write report.html, findings.json and claims.json into the folder `to`; returns the page.

    With a reconstruction of this very case, the page tells it and estimates.json holds its numbers.
    The folder is made where needed; nothing else in it is touched. All files are complete
    before the first one takes its place. Raises OSError where the folder cannot be written.
    """
    from zul.publish.page import render  # noqa: PLC0415 (drawing takes a second to load)

    folder = Path(to)
    written = {
        "findings.json": findings_json(findings),
        "claims.json": claims_json(case),
        **({"estimates.json": estimates_json(reconstruction)} if reconstruction else {}),
        "report.html": render(case, findings, reconstruction),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name in written:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".zul-") as scratch:
        for name, text in written.items():
            write_text(Path(scratch) / name, text)
        for name in written:
            (Path(scratch) / name).replace(folder / name)
    return folder / "report.html"
