"""From bytes to text: by the mark at its beginning, by what it declares, else UTF-8; never by a guess."""

from __future__ import annotations

import codecs
import re

from zul.errors import Refusal

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}\bcharset|\?xml[^>]{0,200}\bencoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})",
    re.IGNORECASE,
)
KNOWN = re.compile(
    r"utf-8|utf-16(-[lb]e)?|ascii|iso8859-\d+|cp\d{3,4}|koi8-[rut]|mac-\w+|gb\w+|big5\w*|shift_jis|euc_\w+"
)
# What pages declare under these names is, by the Encoding Standard, this.
MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "utf-16": "utf-16-le"}
UTF_8 = "Save it as UTF-8, or let it declare its encoding."


def decode(data: bytes, *, charset: str | None = None, is_html: bool = False) -> str:
    """The text of these bytes; `charset` is what the server declared, and a page may declare its own.

    Refuses an encoding that is unknown, bytes that are not in it, with the first one's offset, and NUL.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, len(mark), encoding)
    if charset is None and is_html and (found := DECLARED.search(data, 0, 4096)):
        charset = found[1].decode()
        if charset.lower().startswith("utf-16"):
            charset = None  # it could not have been read as ASCII
    return _decoded(data, 0, "utf-8" if charset is None else _encoding(charset))


def _encoding(charset: str) -> str:
    try:
        encoding = codecs.lookup(charset).name
    except (LookupError, ValueError):
        encoding = ""
    if not KNOWN.fullmatch(encoding):
        raise Refusal(f"declares the encoding {charset!r}, which Zul does not know", "Save it as UTF-8.")
    return MEANT.get(encoding, encoding)


def _decoded(data: bytes, start: int, encoding: str) -> str:
    try:
        text = str(memoryview(data)[start:], encoding)
    except UnicodeDecodeError as error:
        at = start + error.start
        raise Refusal(f"is no {encoding.upper()}: byte 0x{data[at]:02X} at offset {at:,}", UTF_8) from None
    if "\0" in text:
        at = start + len(text[: text.index("\0")].encode(encoding))
        raise Refusal(f"is no text: it has a NUL at offset {at:,}", UTF_8)
    return text
