"""Writing files of a case so that a crash or Ctrl-C leaves either the old file or the new one."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from zul.ledger.tables import COLUMNS
from zul.terms.claim import Claim


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with Unix line ends, atomically."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_table(path: Path, rows: Iterable[Mapping[str, str | None]]) -> None:
    """Write a table of the case with its header, rows in the order given, atomically."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[path.name].split(","), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: cell or "" for column, cell in row.items()})
    write_text(path, out.getvalue())


def write_claims(folder: Path, claims: Iterable[Claim]) -> None:
    """Write claims.csv; reading it back gives equal claims in the same order."""
    write_table(folder / "claims.csv", (_claim_row(claim) for claim in claims))


def _claim_row(claim: Claim) -> dict[str, str | None]:
    cell = claim.cell
    of = None
    if claim.of:
        base = claim.of
        parts = {"measure": base.measure.id, "group": base.group, "place": base.place, "period": base.period}
        own = {"measure": cell.measure.id, "group": cell.group, "place": cell.place, "period": cell.period}
        of = "; ".join(f"{key}={value or ''}" for key, value in parts.items() if value != own[key])
    return {
        "id": claim.id,
        "source": claim.citation.source,
        "locator": claim.citation.locator,
        "as_written": claim.as_written,
        "measure": cell.measure.id,
        "group": cell.group,
        "place": cell.place,
        "period": str(cell.period) if cell.period else None,
        "of": of,
        "said_by": claim.said_by,
        "series": claim.series,
        "note": claim.note,
    }


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
