"""case.toml: what the case is about, its groups, and the assumptions that somebody declares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import fields, frozen

from zul.errors import Located, nearest
from zul.ledger.gate import check_id, structure
from zul.ledger.plan import TABLE, read_plan
from zul.ledger.tables import FORMAT, read_text
from zul.terms.assumption import Account, Assumption, Count, Elapsed, Order, Part, Same, Series
from zul.terms.case import Group, People
from zul.terms.dates import Period
from zul.terms.plan import Plan
from zul.terms.source import Reliability
from zul.terms.statement import Statement

Declared = dict[str, frozenset[str] | None]

FILE = "case.toml"
_KINDS: dict[str, type[Assumption]] = {
    "same": Same,
    "part": Part,
    "count": Count,
    "order": Order,
    "elapsed": Elapsed,
}
_LISTS: dict[str, type[Any]] = {
    "group": Group,
    "series": Series,
    "account": Account,
    "statement": Statement,
    "reliability": Reliability,
}


@frozen(kw_only=True)
class Report:
    """The report's own words."""

    summary: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Parted by blank lines."""
        return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", self.summary) if part.strip())


@frozen(kw_only=True)
class Top:
    """What case.toml says once."""

    title: str
    period: Period
    languages: list[str]
    people: People
    report: Report


@frozen(kw_only=True)
class Head:
    """case.toml as typed objects, without those that were refused; `declared` holds the ids of all."""

    top: Top | None = None
    groups: tuple[Group, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    statements: tuple[Statement, ...] = ()
    reliabilities: tuple[Reliability, ...] = ()
    plan: Plan | None = None
    declared: Declared


def read_head(folder: Path, refusals: list[Located]) -> Head:
    """case.toml, with every fault appended to `refusals`; ids that cannot be known are None."""
    unread = Head(declared={"group": None, "series": None, "assumption": None})
    text = read_text(folder / FILE, refusals)
    if text is None:
        return unread
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # Python refuses numbers and nests that are too long
        line = re.search(r"at line (\d+)", str(error))
        where = f"{FILE}:{line.group(1)}" if line else FILE
        refusals.append(Located(where, f"is no TOML ({error})", "Mend this line."))
        return unread
    keys = [*_LISTS, "assumption", TABLE, *(field.name for field in fields(Top))]
    for key in [key for key in data if key not in keys]:
        refusals.append(Located(FILE, f"{key!r} is unknown here", nearest(key, keys)))
        del data[key]
    lists = {name: _tables(name, data.pop(name, []), refusals) for name in (*_LISTS, "assumption")}
    plan = read_plan(data.pop(TABLE), refusals) if TABLE in data else None
    top = structure(data, Top, lambda path: f"{FILE} {path}", refusals)
    typed = {
        name: [_entry(name, entry, type_, refusals) for entry in lists[name]]
        for name, type_ in _LISTS.items()
    }
    relations = [_relation(entry, refusals) for entry in lists["assumption"]]
    groups = tuple(group for group in typed["group"] if group)
    assumptions = tuple(one for one in (*typed["series"], *typed["account"], *relations) if one)
    statements = tuple(one for one in typed["statement"] if one)
    reliabilities = tuple(one for one in typed["reliability"] if one)
    _unique("group", [group.id for group in groups], refusals)
    _unique("series, account or assumption", [one.id for one in assumptions], refusals)
    _unique("statement", [one.id for one in statements], refusals)
    _unique("reliability", [one.source for one in reliabilities], refusals)
    return Head(
        top=top,
        groups=groups,
        assumptions=assumptions,
        statements=statements,
        reliabilities=reliabilities,
        plan=plan,
        declared=_declared(lists),
    )


def table_of(assumption: Assumption) -> str:
    """The name of the table in case.toml that declares such an assumption."""
    return next((name for name, type_ in _LISTS.items() if isinstance(assumption, type_)), "assumption")


def _tables(name: str, entries: object, refusals: list[Located]) -> list[dict[str, Any]]:
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        return entries
    way_out = f"Open each with [[{name}]] ({FORMAT})."
    refusals.append(Located(f"{FILE} {name}", "is no list of tables", way_out))
    return []


def _declared(lists: dict[str, list[dict[str, Any]]]) -> Declared:
    def ids(*names: str) -> frozenset[str] | None:
        found = frozenset(_text(entry, "id") for name in names for entry in lists[name])
        return None if "" in found else found

    assumptions = ids("series", "account", "assumption")
    return {"group": ids("group"), "series": ids("series"), "assumption": assumptions}


def _text(entry: dict[str, Any], key: str) -> str:
    text = entry.get(key)
    return text.strip() if isinstance(text, str) and text.isprintable() else ""


def _entry(table: str, entry: dict[str, Any], type_: type[Any], refusals: list[Located]) -> Any:
    return structure(entry, type_, lambda path: f"{_where(table, entry)} {path}", refusals)


def _where(table: str, entry: dict[str, Any]) -> str:
    id = _text(entry, "id") or _text(entry, "source")
    return f'{FILE} {table} "{id}"' if id else f"{FILE} {table} without id"


def _relation(entry: dict[str, Any], refusals: list[Located]) -> Any:
    kind = _text(entry, "kind")
    if kind not in _KINDS:
        where = f"{_where('assumption', entry)} kind"
        refusals.append(Located(where, f'"{kind}" is no kind of assumption', nearest(kind, _KINDS)))
        return None
    return _entry("assumption", {key: entry[key] for key in entry if key != "kind"}, _KINDS[kind], refusals)


def _unique(kind: str, ids: Iterable[str], refusals: list[Located]) -> None:
    seen: set[str] = set()
    for id in ids:
        check_id(id, f"{FILE} {kind}", refusals)
        if id in seen:
            what = f'"{id}" is the id of more than one {kind}'
            refusals.append(Located(FILE, what, "Give each an id of its own."))
        seen.add(id)
