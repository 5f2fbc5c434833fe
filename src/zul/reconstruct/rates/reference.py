"""Reference tables that come with Zul: life tables and censuses of the USSR, and the log-quadratic model."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import numpy as np
from attrs import frozen

from zul.errors import Refusal, nearest
from zul.reconstruct.arrays import Array
from zul.reconstruct.rates.lifetable import AGES, SEXES, LifeTable, of_survivors

PERIODS = ("1926-1927", "1938-1939", "1958-1959")
CENSUSES = ("1926-12-17", "1939-01-17", "1959-01-15")


@frozen(kw_only=True, eq=False)
class PublishedTable:
    """The columns of a life table of one sex as printed, by single years of age 0 to 100; radix 100,000."""

    source: str
    lx: Array
    qx: Array
    Lx: Array
    ex: Array


@cache
def life_table(territory: str, period: str, area: str, sex: str) -> PublishedTable:
    """A life table as printed; refuses one that does not come with Zul."""
    asked = {"territory": territory, "period": period, "area": area, "sex": sex}
    rows = _chosen("life_tables", asked)
    return PublishedTable(
        source=f"{rows[0]['source']}[{rows[0]['file']}]",
        **{name: _column(rows, name) for name in ("lx", "qx", "Lx", "ex")},
    )


@cache
def both_sexes(territory: str, period: str, area: str) -> LifeTable:
    """The life tables of women and men that follow from the printed qx and, at 100, from the printed ex.

    The printed survivors and person-years are rounded and not free of slips, and each office closed the
    first years of life in its own way; so only the probabilities are taken.
    """
    printed = [life_table(territory, period, area, sex) for sex in SEXES]
    lx = np.array([np.cumprod(np.concatenate(([1.0], 1 - table.qx[:-1]))) for table in printed])
    return of_survivors(lx, np.array([1 / table.ex[-1] for table in printed]))


@cache
def census(territory: str, date: str, area: str) -> Array:
    """Persons counted, by sex and single year of age; the area `total` is rural plus urban.

    The day of the census is in ISO 8601. Ages are as stated, heaped on round numbers and all; people
    of unknown age are left out. Refuses a census that does not come with Zul.
    """
    if area == "total":
        counted = census(territory, date, "rural") + census(territory, date, "urban")
    else:
        rows = _chosen("censuses", {"territory": territory, "date": date, "area": area})
        counted = np.array([_column(rows, sex) for sex in SEXES])
    return _kept(counted)


@cache
def log_quadratic_groups() -> Array:
    """The coefficients a, b, c, v of the log-quadratic model as published: axes sex, age group, coefficient.

    The groups are 0, 1–4 (empty: nan), 5–9, …, 105–109, 110 and over.
    """
    rows = [_chosen("log_quadratic", {"sex": sex}) for sex in SEXES]
    return _kept(
        np.array([[[float(row[name] or "nan") for name in "abcv"] for row in of_sex] for of_sex in rows])
    )


@cache
def _rows(table: str) -> list[dict[str, str]]:
    text = (files("zul.reconstruct.rates") / "reference" / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _chosen(table: str, asked: dict[str, str]) -> list[dict[str, str]]:
    """The rows of a table that have all that is asked, in the order of the file."""
    rows = _rows(table)
    for name, value in asked.items():
        known = {row[name] for row in rows}
        rows = [row for row in rows if row[name] == value]
        if not rows:
            raise Refusal(f"no reference table of {table} has {name} {value!r}", nearest(value, known))
    return rows


def _column(rows: list[dict[str, str]], name: str) -> Array:
    if [int(row["age"]) for row in rows] != list(range(AGES)):
        raise AssertionError("a reference table has every age once")
    return _kept(np.array([float(row[name]) for row in rows]))


def _kept(values: Array) -> Array:
    """The values, protected: whoever asks next gets the same array."""
    values.flags.writeable = False
    return values
