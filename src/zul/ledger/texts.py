"""The frozen texts of a case, and the quotes of its claims held against them."""

from __future__ import annotations

import re
from pathlib import Path

from zul.errors import Located
from zul.ledger.tables import LARGEST, TableRow
from zul.terms.document import Document
from zul.terms.quote import Quote

TEXTS = "texts"
_SHA256 = re.compile("[0-9a-f]{64}")
_AGAIN = "Read the document again, or empty quote, start, end and text."


class Texts:
    """The texts in a folder of a case, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / TEXTS
        self._read: dict[str, Document | None] = {}

    def quote(
        self,
        row: TableRow,
        parts: tuple[str | None, int | None, int | None, str | None],
        refusals: list[Located],
    ) -> Quote | None:
        """The quote of a row, from the words, start, end and hash that it gives; None where it gives none.

        An orphan, whose words do not stand at their place, is appended to `refusals`. A text that is not
        in the folder, because it stays private, holds nothing against a quote.
        """
        exact, start, end, sha256 = parts
        if parts == (None,) * 4:
            return None
        if exact is None or start is None or end is None or sha256 is None:
            what = "quote, start, end and text need each other"
            refusals.append(Located(row.where("quote"), what, "Give all four or none."))
            return None
        if not _SHA256.fullmatch(sha256):
            way_out = "Write the 64 small hexadecimal digits of the text's SHA-256."
            refusals.append(Located(row.where("text"), f'"{sha256[:80]}" is no hash of a text', way_out))
            return None
        try:
            document = self._document(sha256)
        except OSError as error:
            what = f"{TEXTS}/{sha256}.txt cannot be read ({error.strerror})"
            refusals.append(Located(row.where("text"), what, "Check the file and its rights."))
            return None
        if document is None:
            return Quote(exact=exact, prefix="", suffix="", start=start, end=end, sha256=sha256)
        if document.sha256 != sha256:
            what = f"{TEXTS}/{sha256}.txt is not the text that was read: its hash is now {document.sha256}"
            refusals.append(Located(row.where("text"), what, f"Put the text back. {_AGAIN}"))
            return None
        if not 0 <= start <= end or document.text[start:end] != exact:
            what = f'"{exact}" does not stand at {start} to {end} of {TEXTS}/{sha256}.txt'
            refusals.append(Located(row.where("quote"), what, f"It is an orphan. {_AGAIN}"))
            return None
        return Quote.of(document, start, end)

    def _document(self, sha256: str) -> Document | None:
        if sha256 not in self._read:
            path = self._folder / f"{sha256}.txt"
            self._read[sha256] = _document(path) if path.exists() else None
        return self._read[sha256]


def _document(path: Path) -> Document:
    """The text of a file; one that is no UTF-8 or too large for a case keeps no quote, as any other text."""
    with path.open("rb") as file:
        text = file.read(LARGEST + 1).decode("utf-8", errors="replace")
    return Document(name=path.name, media_type="text/plain", text=text, spans=())
