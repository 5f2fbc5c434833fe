"""A case in another language: the same nouns with the same ids, their texts translated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import AttrsInstance, evolve, fields, has

from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.measure import Measure
from zul.terms.quote import Quote

T = TypeVar("T", bound=AttrsInstance)

_TEXTS = ("title", "name", "repository", "why", "note", "seen", "creator", "document", "said_by", "who")
_LISTS = ("summary", "items", "other_names")
_KEPT = (Cell, Measure, Period, Quote)  # what has no text of the case in it


def translated(noun: T, tell: Callable[[str], str]) -> T:
    """The noun with each text as `tell` has it; ids, figures as written and quotes stay as they are."""
    changed = {}
    for one in fields(type(noun)):
        value = getattr(noun, one.name)
        told = value if one.name == "translations" else _told(one.name, value, tell)
        if told is not value:
            changed[one.name] = told
    return evolve(noun, **changed) if changed else noun  # type: ignore[misc]  # it is bound to one


def texts(case: Case) -> list[str]:
    """Every text of a case that can be translated, once each, in the order of the case."""
    found: list[str] = []

    def told(text: str) -> str:
        found.append(text)
        return text

    translated(case, told)
    kinds = [source.kind for source in case.sources.values()]
    return list(dict.fromkeys([*found, *kinds]))


def _told(name: str, value: Any, tell: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return tell(value) if name in _TEXTS and value else value
    if isinstance(value, _KEPT):
        return value
    if has(type(value)):
        return translated(value, tell)
    if isinstance(value, dict):
        return {key: _told("", one, tell) for key, one in value.items()}
    if isinstance(value, tuple):
        in_list = name in _LISTS
        return tuple(tell(one) if in_list and isinstance(one, str) else _told("", one, tell) for one in value)
    return value
