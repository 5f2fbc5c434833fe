"""The tables of a published reconstruction in steps of five years: initial estimates and censuses."""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from attrs import frozen

from zul.errors import CaseError, Located, nearest
from zul.ledger.tables import read_text

YEARS = 5  # of an age group, and of a step
SEXES = ("female", "male")
KINDS = ("fertility", "survival", "migration", "population", "ratio")
LARGEST = 1e12  # persons in an age group
_HEAD = "case.toml"
_KEYS = ("title", "source", "spread")


@frozen(kw_only=True)
class InverseGamma:
    """Prior of the variance of true values around initial estimates: inverse gamma (shape, scale)."""

    shape: float
    scale: float


@frozen(kw_only=True, eq=False)
class PublishedTables:
    """Initial estimates and censuses by sex (women first) and five-year age groups, the last one open.

    Without a spread of `ratio` (boys born for one girl), it is taken as known.
    """

    title: str
    source: str
    first_year: int
    baseline: npt.NDArray[np.float64]  # [sex, age] persons
    fertility: npt.NDArray[np.float64]  # [step, age] children a woman and year
    survival: npt.NDArray[
        np.float64
    ]  # [step, sex, age + 1]: from birth, into each group, within the open one
    migration: npt.NDArray[
        np.float64
    ]  # [step, sex, age] net migrants of five years, share of the opening group
    ratio: npt.NDArray[np.float64]  # [step]
    census: npt.NDArray[np.float64]  # [census, sex, age] persons
    census_years: tuple[int, ...]
    spread: dict[str, InverseGamma]


@frozen(kw_only=True)
class _Form:
    """What a table holds: its key columns, its numbers between `low` and `high` (both excluded)."""

    file: str
    by: tuple[str, ...]
    more_ages: int = 0
    low: float = 0.0
    high: float = LARGEST
    zero: bool = False  # allowed all the same


_BASELINE = _Form(file="baseline.csv", by=("sex", "age"))
_FERTILITY = _Form(file="fertility.csv", by=("age",), high=5.0, zero=True)
_SURVIVAL = _Form(file="survival.csv", by=("sex", "age"), more_ages=1, high=1.0)
_MIGRATION = _Form(file="migration.csv", by=("sex", "age"), low=-2.0, high=2.0)
_RATIO = _Form(file="ratio.csv", by=(), high=2.0)
_CENSUS = _Form(file="census.csv", by=("sex", "age"))


@frozen(kw_only=True)
class _Grid:
    """A table read: its years, its keys by row, and its numbers [row, year]; NaN where one was refused."""

    years: tuple[int, ...]
    keys: tuple[tuple[str, ...], ...]
    numbers: npt.NDArray[np.float64]


def is_published(folder: Path) -> bool:
    """Whether the folder holds such tables, and no case of claims."""
    return (folder / _FERTILITY.file).exists()


def read_published(folder: Path) -> PublishedTables:
    """The tables in a folder; raises CaseError with every fault of every file."""
    refusals: list[Located] = []
    title, source, spread = _head(folder, refusals)
    baseline = _grid(folder, _BASELINE, refusals)
    grids = {
        form.file: _grid(folder, form, refusals)
        for form in (_FERTILITY, _SURVIVAL, _MIGRATION, _RATIO, _CENSUS)
    }
    sexes, ages = _groups(baseline, refusals)
    first = _steps(grids[_FERTILITY.file], baseline, refusals)
    for form in (_FERTILITY, _SURVIVAL, _MIGRATION, _RATIO, _CENSUS):
        _same_rows(form, grids[form.file], sexes, ages, refusals)
    for form in (_SURVIVAL, _MIGRATION, _RATIO):
        _same_years(form, grids[form.file], grids[_FERTILITY.file], refusals)
    _census_years(grids[_CENSUS.file], grids[_FERTILITY.file], refusals)
    _childbearing(grids[_FERTILITY.file], refusals)
    if refusals or baseline is None:
        raise CaseError(refusals)
    by_year = {file: grid.numbers.T for file, grid in grids.items() if grid}
    by_sex = {
        form.file: by_year[form.file].reshape(-1, len(sexes), len(ages) + form.more_ages)
        for form in (_SURVIVAL, _MIGRATION, _CENSUS)
    }
    census = grids[_CENSUS.file]
    return PublishedTables(
        title=title,
        source=source,
        first_year=first,
        baseline=baseline.numbers.reshape(len(sexes), len(ages)),
        fertility=by_year[_FERTILITY.file],
        survival=by_sex[_SURVIVAL.file],
        migration=by_sex[_MIGRATION.file],
        ratio=by_year[_RATIO.file][:, 0],
        census=by_sex[_CENSUS.file],
        census_years=census.years if census else (),
        spread=spread,
    )


def _head(folder: Path, refusals: list[Located]) -> tuple[str, str, dict[str, InverseGamma]]:
    text = _text(folder, _HEAD, refusals)
    try:
        data = tomllib.loads(text or "")
    except ValueError as error:
        refusals.append(Located(_HEAD, f"is no TOML ({error})", "Mend this line."))
        return "", "", {}
    if text is None:
        return "", "", {}
    for key in [key for key in data if key not in _KEYS]:
        refusals.append(Located(_HEAD, f"{key!r} is unknown here", nearest(key, _KEYS)))
    words = {}
    for key in ("title", "source"):
        words[key] = data.get(key, "")
        if not isinstance(words[key], str) or not words[key].strip():
            refusals.append(Located(f"{_HEAD} {key}", "is missing", "Write it as a text in quotes."))
    spreads = data.get("spread", {})
    if not isinstance(spreads, dict):
        refusals.append(
            Located(f"{_HEAD} spread", f"{spreads!r} is no table", "Open one with [spread.NAME].")
        )
        spreads = {}
    for kind in [kind for kind in spreads if kind not in KINDS]:
        refusals.append(Located(f"{_HEAD} spread", f"{kind!r} is unknown here", nearest(kind, KINDS)))
    for kind in [kind for kind in KINDS[:-1] if kind not in spreads]:
        way_out = "Give its inverse gamma prior: shape and scale."
        refusals.append(Located(f"{_HEAD} spread.{kind}", "is missing", way_out))
    known = {kind: spreads[kind] for kind in KINDS if kind in spreads}
    return words["title"], words["source"], {k: _spread(k, v, refusals) for k, v in known.items()}


def _spread(kind: str, value: object, refusals: list[Located]) -> InverseGamma:
    where = f"{_HEAD} spread.{kind}"
    if not isinstance(value, dict) or set(value) != {"shape", "scale"}:
        refusals.append(
            Located(where, f"{value!r} is no inverse gamma prior", "Give its shape and its scale.")
        )
        return InverseGamma(shape=1.0, scale=1.0)
    for key, number in value.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number < math.inf:
            refusals.append(Located(f"{where}.{key}", f"{number!r} is no positive number", "Write one."))
            return InverseGamma(shape=1.0, scale=1.0)
    return InverseGamma(shape=float(value["shape"]), scale=float(value["scale"]))


def _text(folder: Path, file: str, refusals: list[Located]) -> str | None:
    if not (folder / file).exists():
        refusals.append(Located(file, "the file is missing from the folder", "Put it there."))
        return None
    return read_text(folder / file, refusals)


def _grid(folder: Path, form: _Form, refusals: list[Located]) -> _Grid | None:
    text = _text(folder, form.file, refusals)
    if text is None:
        return None
    before = len(refusals)
    header, *rows = [line for line in csv.reader(io.StringIO(text)) if line] or [[]]
    years = header[len(form.by) :]
    if tuple(header[: len(form.by)]) != form.by or not all(re.fullmatch(r"[0-9]{4}", year) for year in years):
        what = f'the header is "{",".join(header)}"'
        way_out = f"Write {', '.join((*form.by, 'and the years'))}." if form.by else "Write the years."
        refusals.append(Located(f"{form.file}:1", what, way_out))
        return None
    numbers = []
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            what = f"the row has {len(row)} cells, the header {len(header)}"
            refusals.append(Located(f"{form.file}:{line}", what, "Write a number for every year."))
            continue
        cells = zip(years, row[len(form.by) :], strict=True)
        numbers.append([_number(cell, form, f"{form.file}:{line} {year}", refusals) for year, cell in cells])
    if len(refusals) > before:
        return None
    keys = tuple(tuple(row[: len(form.by)]) for row in rows)
    return _Grid(years=tuple(map(int, years)), keys=keys, numbers=np.array(numbers, dtype=float))


def _number(cell: str, form: _Form, where: str, refusals: list[Located]) -> float:
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,20})?", cell):
        refusals.append(Located(where, f'"{cell}" is no number', "Write digits, with a decimal point."))
        return math.nan
    number = float(cell)
    if not form.low < number < form.high and not (form.zero and number == 0):
        between = f"between {form.low:g} and {form.high:g}"
        refusals.append(Located(where, f"{cell} is not {between}", f"Write a number {between}."))
    return number


def _groups(baseline: _Grid | None, refusals: list[Located]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The sexes and the ages that open the groups, as the baseline has them."""
    if baseline is None:
        return (), ()
    sexes = SEXES[: len(dict.fromkeys(sex for sex, _ in baseline.keys))]
    ages = tuple(YEARS * group for group in range(len(baseline.keys) // max(1, len(sexes))))
    _rows_are(_BASELINE, baseline, sexes, ages, refusals)
    return sexes, ages


def _same_rows(
    form: _Form, grid: _Grid | None, sexes: tuple[str, ...], ages: tuple[int, ...], refusals: list[Located]
) -> None:
    if grid is not None and sexes:
        further = tuple(ages[-1] + YEARS * (1 + k) for k in range(form.more_ages))
        _rows_are(form, grid, sexes, (*ages, *further), refusals)


def _rows_are(
    form: _Form, grid: _Grid, sexes: Iterable[str], ages: Iterable[int], refusals: list[Located]
) -> None:
    values = {"sex": tuple(sexes), "age": tuple(map(str, ages))}
    wanted: list[tuple[str, ...]] = [()]
    for key in form.by:
        wanted = [(*before, value) for before in wanted for value in values[key]]
    if list(grid.keys) == wanted:
        return
    pairs = zip(grid.keys, wanted, strict=False)
    line = next(
        (at for at, (is_, should) in enumerate(pairs) if is_ != should), min(len(grid.keys), len(wanted))
    )
    found = " ".join(grid.keys[line]) if line < len(grid.keys) else "nothing"
    should = (
        f"{' '.join(wanted[line]) or 'the only row'} is due" if line < len(wanted) else "nothing more is due"
    )
    way_out = "Women first, then men, ages 0, 5, 10 and on as in baseline.csv; survival has one row more."
    refusals.append(Located(f"{form.file}:{line + 2}", f'"{found}" stands where {should}', way_out))


def _steps(grid: _Grid | None, baseline: _Grid | None, refusals: list[Located]) -> int:
    """The year in which the first step begins."""
    if baseline is None:
        return 0
    if len(baseline.years) != 1:
        what = f"has {len(baseline.years)} years"
        refusals.append(Located(f"{_BASELINE.file}:1", what, "Give the year of the baseline alone."))
        return 0
    if grid is not None:
        wanted = tuple(baseline.years[0] + YEARS * step for step in range(len(grid.years)))
        if grid.years != wanted or not wanted:
            what = f"the years are {', '.join(map(str, grid.years)) or 'missing'}"
            way_out = f"Give every fifth year from {baseline.years[0]} on."
            refusals.append(Located(f"{_FERTILITY.file}:1", what, way_out))
    return baseline.years[0]


def _same_years(form: _Form, grid: _Grid | None, steps: _Grid | None, refusals: list[Located]) -> None:
    if grid is not None and steps is not None and grid.years != steps.years:
        what = f"the years are {', '.join(map(str, grid.years))}"
        way_out = f"Give those of fertility.csv: {', '.join(map(str, steps.years))}."
        refusals.append(Located(f"{form.file}:1", what, way_out))


def _census_years(grid: _Grid | None, steps: _Grid | None, refusals: list[Located]) -> None:
    if grid is None or steps is None or not steps.years:
        return
    closing = [year + YEARS for year in steps.years]
    for year in [year for year in grid.years if year not in closing]:
        what = f"no step of five years ends in {year}"
        way_out = f"Steps end in {', '.join(map(str, closing))}."
        refusals.append(Located(f"{_CENSUS.file}:1", what, way_out))


def _childbearing(grid: _Grid | None, refusals: list[Located]) -> None:
    """An age group bears children in every step or in none: a relative error of zero is zero."""
    if grid is None:
        return
    for line, row in enumerate(grid.numbers, start=2):
        if row.any() and not row.all():
            what = "fertility is zero in some years only"
            refusals.append(Located(f"{_FERTILITY.file}:{line}", what, "Write zero everywhere or nowhere."))
    if grid.numbers.size and not grid.numbers.any():
        refusals.append(Located(_FERTILITY.file, "no age group bears children", "Write its rates."))
