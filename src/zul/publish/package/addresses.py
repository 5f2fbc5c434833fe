"""Addresses for what has none on the web."""

from __future__ import annotations

import uuid

from zul.terms.case import Case


def urn(kind: uuid.UUID, case: Case, id: str) -> str:
    """The same for the same thing of a kind in the same case, on every machine (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid.uuid5(kind, f'{case.people.name}/{case.title}/{id}')}"
