"""Writing files of a case so that a crash or Ctrl-C leaves either the old file or the new one."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from zul.ledger.tables import COLUMNS, QUOTE
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.quote import Quote


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 with Unix line ends, whole or piece by piece, atomically."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines([text] if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_table(path: Path, rows: Iterable[Mapping[str, str | None]]) -> None:
    """Write a table of the case with its header, rows in the order given, atomically."""
    write_text(path, table(COLUMNS[path.name], rows))


def table(header: str, rows: Iterable[Mapping[str, str | None]]) -> str:
    """A table as CSV, its columns as the header names them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header.split(","), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: cell or "" for column, cell in row.items()})
    return out.getvalue()


def write_claims(folder: Path, claims: Iterable[Claim]) -> None:
    """Write claims.csv; reading it back gives equal claims in the same order."""
    claims = list(claims)
    quoted = any(claim.quote for claim in claims)
    header = COLUMNS["claims.csv"] + (f",{QUOTE}" if quoted else "")
    write_text(folder / "claims.csv", table(header, (_claim_row(claim) for claim in claims)))


def address(cell: Cell, of: Cell | None) -> dict[str, str | None]:
    """A cell, and the base of a ratio, as the columns of a table hold them."""
    own = _parts(cell)
    base = [f"{key}={value or ''}" for key, value in _parts(of).items() if value != own[key]] if of else []
    return {**own, "of": "; ".join(base)}


def _parts(cell: Cell) -> dict[str, str | None]:
    period = str(cell.period) if cell.period else None
    return {"measure": cell.measure.id, "group": cell.group, "place": cell.place, "period": period}


def place_of(quote: Quote | None) -> dict[str, str | None]:
    """Where a quote stands, as the columns of a table hold it."""
    if quote is None:
        return {}
    return {"quote": quote.exact, "start": str(quote.start), "end": str(quote.end), "text": quote.sha256}


def _claim_row(claim: Claim) -> dict[str, str | None]:
    return {
        "id": claim.id,
        "source": claim.citation.source,
        "locator": claim.citation.locator,
        "as_written": claim.as_written,
        **address(claim.cell, claim.of),
        "said_by": claim.said_by,
        "series": claim.series,
        "note": claim.note,
        **place_of(claim.quote),
    }


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
