"""The gate: untyped cells and tables become typed nouns, or every fault is named with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from operator import eq
from typing import Annotated, Any, TypeVar, get_args, get_origin

import cattrs
from attrs import fields, has
from cattrs import AttributeValidationNote
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from zul.errors import Located, PeriodError, Refusal, nearest
from zul.ledger.tables import CONTROL, FORMAT, TableRow
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.judgement import Verdict
from zul.terms.measure import Measure, measure
from zul.terms.place import Membership
from zul.terms.plan import Between
from zul.terms.statement import Quantifier

T = TypeVar("T")

DEEPEST = 50  # places inside places, sources copied from sources
HEAVIEST = 10**9  # the weight of a source
MOST_ADVICE = 100  # refusals that get a nearest term: finding it is slow
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_COLUMNS = {"latitude": "lat", "longitude": "lon", "since": "from", "until": "to"}


def _text(value: object, _: object = None) -> str:
    if not isinstance(value, str):
        raise Refusal(f"{value!r} is no text", "Put it in quotes.")
    if not value.strip():
        raise Refusal("the text is empty", "Write it, or leave the key out.")
    if control := CONTROL.search(value):
        raise Refusal(f"has the control character U+{ord(control[0]):04X}", "Delete it.")
    return value.strip()


def _flag(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise Refusal(f"{value!r} is neither true nor false", "Write true or false, without quotes.")
    return value


def _integer(value: object, _: object) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", str(value)):
        raise Refusal(f'"{value}" is no whole number', "Write digits only, or leave the cell empty.")
    return int(str(value))


def _degrees(value: object, _: object) -> float:
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,9})?", str(value)) or abs(float(str(value))) > 180:
        raise Refusal(f'"{value}" is no coordinate', "Write decimal degrees, for instance 46.30794.")
    return float(str(value))


def _parts(value: object, _: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(item) for item in _list(value))
    return tuple(part.strip() for part in _text(value).split(";") if part.strip())


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Refusal(f"{value!r} is no list", "Put it in [brackets].")
    if not value:
        raise Refusal("the list is empty", "Fill it, or leave the key out.")
    return value


def _pair(value: object, _: object) -> tuple[Cell, ...]:
    if len(_list(value)) != 2:
        raise Refusal(f"the list has {len(_list(value))} cells", "Name the two cells that count the same.")
    return tuple(_CONVERTER.structure(value, list[Cell]))


def _day(value: object, _: object) -> date:
    text = _text(value)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise PeriodError(f'"{text}" is no day', "Write it as YYYY-MM-DD.")


def _word(type_: type[StrEnum], wrong: str) -> Callable[[object, object], StrEnum]:
    """One of a few fixed words; `wrong` says what another one is not."""
    known = [word.value for word in type_]

    def word(value: object, _: object) -> StrEnum:
        if value not in known:
            raise Refusal(f"{value!r} {wrong}", nearest(str(value), known))
        return type_(value)

    return word


def _weight(value: object, _: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= HEAVIEST:
        raise Refusal(f"{value!r} is no weight", f"Write a number from 0 to {HEAVIEST:,}, without quotes.")
    return Fraction(str(value))


def _is_limited(type_: Any) -> bool:
    return get_origin(type_) is Annotated and isinstance(get_args(type_)[1], Between)


def _limited(value: object, type_: Any) -> Fraction:
    """A number within the limits that its type names."""
    limits: Between = get_args(type_)[1]
    if isinstance(value, bool) or not isinstance(value, int | float) or not limits.low < value < limits.high:
        way_out = f"Write a number above {limits.low:,} and below {limits.high:,}, without quotes."
        raise Refusal(f"{value!r} is no {limits.name}", way_out)
    return Fraction(str(value))


def _is_tables(type_: Any) -> bool:
    return get_origin(type_) is tuple and get_args(type_)[1:] == (...,) and has(get_args(type_)[0])


def _tables(value: object, type_: Any) -> tuple[Any, ...]:
    if isinstance(value, Mapping):
        raise Refusal("is one table, and a list of them is needed", f"Open each with [[…]] ({FORMAT}).")
    entry = get_args(type_)[0]
    return tuple(_CONVERTER.structure(_list(value), list[entry]))  # type: ignore[valid-type]


def _memberships(value: object, _: object) -> tuple[Membership, ...]:
    found = []
    for part in _parts(value, None):
        whole, _space, period = part.partition(" ")
        found.append(Membership(whole=whole, period=Period.parse(period) if period else None))
    return tuple(found)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    overrides = {name: override(rename=column) for name, column in _COLUMNS.items()}

    def table(type_: Any) -> Callable[[object, Any], Any]:
        inner = make_dict_structure_fn(type_, converter, _cattrs_forbid_extra_keys=True, **overrides)  # type: ignore[arg-type]

        def of_table(value: object, _: object) -> Any:
            if not isinstance(value, Mapping):
                raise Refusal(f"{value!r} is no table", f"Write it as keys with values ({FORMAT}).")
            return inner(value, type_)

        return of_table

    converter.register_structure_hook_factory(has, table)
    converter.register_structure_hook_func(_is_limited, _limited)
    converter.register_structure_hook_func(_is_tables, _tables)
    hooks: dict[Any, Callable[[Any, Any], object]] = {
        str: _text,
        bool: _flag,
        int: _integer,
        float: _degrees,
        date: _day,
        Verdict: _word(Verdict, "is no verdict"),
        Quantifier: _word(Quantifier, "is not what a statement says"),
        Fraction: _weight,
        Measure: lambda value, _: measure(_text(value)),
        Period: lambda value, _: Period.parse(_text(value)),
        tuple[str, ...]: _parts,
        tuple[Membership, ...]: _memberships,
        tuple[Cell, ...]: lambda value, _: tuple(converter.structure(_list(value), list[Cell])),
        tuple[Cell, Cell]: _pair,
        list[str]: lambda value, _: [_text(item) for item in _list(value)],
    }
    for type_, hook in hooks.items():
        if isinstance(type_, type):
            converter.register_structure_hook(type_, hook)
        else:
            converter.register_structure_hook_func(partial(eq, type_), hook)
    return converter


_CONVERTER = _converter()


def structure(
    values: Mapping[str, Any], type_: type[T], where: Callable[[str], str], refusals: list[Located]
) -> T | None:
    """The noun that the values make, or None with every fault appended to `refusals`.

    `where` turns the path of a value (`whole.period`) into an address for the message.
    """
    try:
        return _CONVERTER.structure(values, type_)
    except (ClassValidationError, IterableValidationError) as error:
        refusals.extend(_flatten(error, "", where))
    return None


def _flatten(error: BaseException, path: str, where: Callable[[str], str]) -> list[Located]:
    if isinstance(error, ClassValidationError | IterableValidationError):
        with_notes, without = error.group_exceptions()
        found = []
        for inner, note in with_notes:
            if isinstance(note, AttributeValidationNote):
                step = f"{path}.{_column(note.name)}".lstrip(".")
            else:
                step = f"{path}[{note.index}]"
            found += _flatten(inner, step, where)
        for inner in without:
            found += _flatten(inner, path, where)
        return found
    if isinstance(error, Refusal):
        return [Located(where(path), error.what, error.way_out)]
    if isinstance(error, KeyError):
        return [Located(where(path), "is missing", f"Every such entry needs it ({FORMAT}).")]
    if isinstance(error, ForbiddenExtraKeysError):
        known = [_column(field.name) for field in fields(error.cl)]
        return [
            Located(where(path or "key"), f"{extra!r} is unknown here", nearest(extra, known))
            for extra in sorted(error.extra_fields)
        ]
    return [Located(where(path), f"has the wrong form ({error})", f"See {FORMAT}.")]


def _column(name: str) -> str:
    return _COLUMNS.get(name, name)


def structure_row(row: TableRow, type_: type[T], refusals: list[Located]) -> T | None:
    """The noun of one CSV row, or None with every fault appended to `refusals`."""
    return structure(row.cells, type_, row.where, refusals)


def check_ids(rows: Iterable[TableRow], refusals: list[Located]) -> list[TableRow]:
    """The rows that have an id of their own; missing, malformed and repeated ids are refused."""
    lines: dict[str, int] = {}
    own = []
    for row in rows:
        where = row.where("id")
        id = row.cells.get("id")
        if id is None:
            refusals.append(Located(where, "is missing", "Give every row an id of its own."))
        elif id in lines:
            what = f'"{id}" is already the id of line {lines[id]}'
            refusals.append(Located(where, what, "Give every row an id of its own."))
        else:
            check_id(id, where, refusals)
            lines[id] = row.line
            own.append(row)
    return own


def check_id(id: str, where: str, refusals: list[Located]) -> None:
    """Refuse an id that cannot be an address on the page."""
    if not ID.fullmatch(id):
        way_out = "Use letters a to z, digits, `_`, `.` and `-`, at most 80, opening with a letter or digit."
        refusals.append(Located(where, f'"{id[:80]}" is no id', way_out))


def refer(where: str, id: str, known: Collection[str] | None, kind: str, refusals: list[Located]) -> None:
    """Refuse an id that nothing in the case has; None when what it names could not be read."""
    if known is not None and id not in known:
        advice = nearest(id, known) if len(refusals) < MOST_ADVICE else "Correct the id."
        refusals.append(Located(where, f'"{id[:80]}" is no {kind} of this case', advice))


def no_circle(
    parents: Mapping[str, Collection[str]], where: Callable[[str], str], refusals: list[Located]
) -> None:
    """Refuse each thing whose parents lead back to it, or stand in too long a line above it."""
    for id in parents:
        above = set(parents[id])
        for _ in range(DEEPEST):
            if id in above:
                refusals.append(Located(where(id), f'"{id}" leads back to itself', "Break the circle."))
                break
            above = {parent for below in above for parent in parents.get(below, ())}
            if not above:
                break
        else:
            if not _is_on_circle(above, parents):
                what = f'"{id}" stands below more than {DEEPEST} others, one above the other'
                refusals.append(Located(where(id), what, "Shorten the line."))


def _is_on_circle(line: set[str], parents: Mapping[str, Collection[str]]) -> bool:
    """True when a line above never ends because it runs into a circle, which is refused where it is."""
    seen: set[str] = set()
    while line - seen:
        seen |= line
        line = {parent for below in line for parent in parents.get(below, ())}
    return bool(line)
