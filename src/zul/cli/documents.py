"""Documents named on the command line: files, standard input, addresses of the web."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from zul.errors import CaseError, Located, Refusal

if TYPE_CHECKING:
    from zul.terms.document import Document

Private = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses of this machine or its network, too.")
]


def opened(place: str, *, allow_private: bool) -> Document:
    """The document at a place: a file, `-` for standard input, or an http(s) address.

    Raises CaseError where it cannot be read.
    """
    from zul.read.text.documents import read_document  # noqa: PLC0415

    try:
        return read_document(sys.stdin.buffer if place == "-" else place, allow_private=allow_private)
    except Refusal as refusal:
        raise CaseError([Located(place, refusal.what, refusal.way_out)]) from None
