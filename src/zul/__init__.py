"""Zul: from the contradictory figures of a forced displacement to an account that can be checked."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zul.audit import audit
    from zul.errors import CaseError, ZulError
    from zul.ledger import new_case, read_case
    from zul.publish import publish
    from zul.publish.check import check
    from zul.read.drafts import draft_claims
    from zul.read.text.documents import read_document
    from zul.reconstruct import reconstruct

__all__ = [
    "CaseError",
    "ZulError",
    "audit",
    "check",
    "draft_claims",
    "new_case",
    "publish",
    "read_case",
    "read_document",
    "reconstruct",
]

_HOMES = {
    "CaseError": "zul.errors",
    "ZulError": "zul.errors",
    "audit": "zul.audit",
    "check": "zul.publish.check",
    "draft_claims": "zul.read.drafts",
    "new_case": "zul.ledger",
    "publish": "zul.publish",
    "read_case": "zul.ledger",
    "read_document": "zul.read.text.documents",
    "reconstruct": "zul.reconstruct",
}


def __getattr__(name: str) -> object:
    # Public names load when they are used, so that `zul --help` does not wait for the solver.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'zul' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """Keeps `zul.audit` the function also after the module of that name has been imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
