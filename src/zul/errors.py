"""What Zul refuses, and how it says so.

    ZulError
    ├── Refusal            one thing that cannot be read: what, with the value · way out
    │   ├── FigureError    a figure as written that the law of figures does not cover
    │   ├── PeriodError    a date or period that is neither EDTF nor a known phrase
    │   └── CellError      an address of a quantity that is incomplete or unknown
    ├── CaseError          every refusal of a case folder at once, each with its place
    └── CertificateError   a proof that does not hold in exact arithmetic

A user's mistake never shows a traceback: the command line prints the message and exits with 2.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from attrs import frozen


class ZulError(Exception):
    """Root of everything that Zul raises on purpose."""


class Refusal(ZulError, ValueError):
    """One thing that cannot be read; says what is wrong, with the value, and the way out."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(f"{what}. {way_out}")
        self.what = what
        self.way_out = way_out


class FigureError(Refusal):
    """A figure as written that the law of figures does not cover."""


class PeriodError(Refusal):
    """A date or period that is neither EDTF nor a phrase that Zul knows."""


class CellError(Refusal):
    """An address of a quantity that is incomplete or names an unknown term."""


@frozen
class Located:
    """A refusal with its place: `claims.csv:41 as_written`."""

    where: str
    what: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.way_out}"


class CaseError(ZulError):
    """Every refusal of a case folder at once, in the order of the files."""

    def __init__(self, refusals: Iterable[Located]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(str(refusal) for refusal in self.refusals))


class CertificateError(ZulError):
    """A proof that does not hold in exact arithmetic."""


def nearest(term: str, known: Iterable[str]) -> str:
    """Advice that names the known term nearest to `term`, or all of them when none is near."""
    terms = sorted(known)
    near = difflib.get_close_matches(term, terms, n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    if not terms:
        return "None is defined yet."
    shown = ", ".join(terms[:12])
    return f"Known: {shown}{', …' if len(terms) > 12 else ''}."
