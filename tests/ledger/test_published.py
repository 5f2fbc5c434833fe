"""The tables of a published reconstruction: what they hold, and every fault of theirs at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from zul.errors import CaseError
from zul.ledger.published import InverseGamma, is_published, read_published

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASES / "thailand", tmp_path / "thailand"))


def refusals(folder: Path) -> list[str]:
    with pytest.raises(CaseError, match=r".") as error:
        read_published(folder)
    return [str(refusal) for refusal in error.value.refusals]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")


def test_women_alone() -> None:
    tables = read_published(CASES / "burkina-faso")
    assert (tables.title, tables.first_year) == ("Burkina Faso, women, 1960 to 2005", 1960)
    assert tables.baseline.shape == (1, 17)
    assert tables.fertility.shape == (9, 17)
    assert tables.survival.shape == (9, 1, 18)
    assert tables.migration.shape == (9, 1, 17)
    assert tables.census.shape == (4, 1, 17)
    assert tables.census_years == (1975, 1985, 1995, 2005)
    assert np.array_equal(tables.ratio, np.full(9, 1.05))
    assert (tables.survival[0, 0, 0], tables.fertility[8, 3]) == (0.762486, 0.146023953)
    assert tables.spread["migration"] == InverseGamma(shape=1.0, scale=0.0436)
    assert "ratio" not in tables.spread


def test_both_sexes() -> None:
    tables = read_published(CASES / "thailand")
    assert (tables.baseline[0, 0], tables.baseline[1, -1]) == (2338000, 41000)
    assert (tables.survival[0, 1, 17], tables.census[3, 1, 0]) == (0.439379290386452, 2405000)
    assert tables.ratio[0] == 1.110758887
    assert tables.spread["ratio"].shape == 0.5


def test_a_folder_of_claims_is_none() -> None:
    assert is_published(CASES / "thailand")
    assert not is_published(CASES / "kalmyk")


def test_every_fault_at_once(folder: Path) -> None:
    (folder / "ratio.csv").unlink()
    replace(folder / "case.toml", 'source = "', 'sauce = "')
    replace(folder / "case.toml", "[spread.fertility]\nshape = 0.5", "[spread.fertility]\nshape = -1")
    replace(folder / "census.csv", "female,75,118000", "female,75,0")
    replace(folder / "survival.csv", "0.914266343413411,", "1.2,")
    replace(folder / "migration.csv", "\nmale,80,0,0,0,0,0,0,0,0\n", "\n")
    assert refusals(folder) == [
        "case.toml: 'sauce' is unknown here. Did you mean 'source'?",
        "case.toml source: is missing. Write it as a text in quotes.",
        "case.toml spread.fertility.shape: -1 is no positive number. Write one.",
        "survival.csv:2 1960: 1.2 is not between 0 and 1. Write a number between 0 and 1.",
        "ratio.csv: the file is missing from the folder. Put it there.",
        "census.csv:17 1970: 0 is not between 0 and 1e+12. Write a number between 0 and 1e+12.",
        'migration.csv:35: "nothing" stands where male 80 is due. '
        "Women first, then men, ages 0, 5, 10 and on as in baseline.csv; survival has one row more.",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fertility.csv",
            "age,1960,1965",
            "age,1960,1966",
            "fertility.csv:1: the years are 1960, 1966, 1970, 1975, 1980, 1985, 1990, 1995. "
            "Give every fifth year from 1960 on.",
        ),
        (
            "ratio.csv",
            "1960,1965,",
            "1960,1961,",
            "ratio.csv:1: the years are 1960, 1961, 1970, 1975, 1980, 1985, 1990, 1995. "
            "Give those of fertility.csv: 1960, 1965, 1970, 1975, 1980, 1985, 1990, 1995.",
        ),
        (
            "fertility.csv",
            "50,0,0,0,0,0,0,0,0",
            "50,0,0,0,0.1,0,0,0,0",
            "fertility.csv:12: fertility is zero in some years only. Write zero everywhere or nowhere.",
        ),
        (
            "fertility.csv",
            "55,0,0,0,0,0,0,0,0",
            "55,0,0,0,0,0,0,0",
            "fertility.csv:13: the row has 8 cells, the header 9. Write a number for every year.",
        ),
        (
            "fertility.csv",
            "60,0,0,0,0,0,0,0,0",
            "60,0,0,nan,0,0,0,0,0",
            'fertility.csv:14 1970: "nan" is no number. Write digits, with a decimal point.',
        ),
        (
            "baseline.csv",
            "sex,age,1960",
            "sex,years,1960",
            'baseline.csv:1: the header is "sex,years,1960". Write sex, age, and the years.',
        ),
        (
            "baseline.csv",
            "sex,age,1960",
            "age,sex,1960",
            'baseline.csv:1: the header is "age,sex,1960". Write sex, age, and the years.',
        ),
        (
            "census.csv",
            "sex,age,1970,1980",
            "sex,age,1970,1981",
            "census.csv:1: no step of five years ends in 1981. "
            "Steps end in 1965, 1970, 1975, 1980, 1985, 1990, 1995, 2000.",
        ),
        (
            "case.toml",
            "[spread.population]",
            "[spread.people]",
            "case.toml spread: 'people' is unknown here. Known: fertility, migration, population, ratio, ",
        ),
        ("case.toml", "[spread.ratio]", "[spread.ratio", "case.toml: is no TOML"),
    ],
)
def test_what_is_refused(folder: Path, file: str, old: str, new: str, message: str) -> None:
    replace(folder / file, old, new)
    assert refusals(folder)[0].startswith(message)


def test_rows_must_be_complete_and_in_order(folder: Path) -> None:
    rows = (folder / "census.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "census.csv").write_text("".join(rows[:1] + rows[2:3] + rows[1:2] + rows[3:]), "utf-8")
    assert refusals(folder) == [
        'census.csv:2: "female 5" stands where female 0 is due. '
        "Women first, then men, ages 0, 5, 10 and on as in baseline.csv; survival has one row more."
    ]
    (folder / "census.csv").write_text("".join(rows[:-1]), "utf-8")
    assert refusals(folder)[0].startswith('census.csv:35: "nothing" stands where male 80 is due. ')


def test_an_unknown_sex_is_refused(folder: Path) -> None:
    for file in ("baseline.csv", "census.csv", "survival.csv", "migration.csv"):
        path = folder / file
        path.write_text(path.read_text("utf-8").replace("\nmale,", "\nother,"), "utf-8")
    assert refusals(folder)[0].startswith('baseline.csv:19: "other 0" stands where male 0 is due. ')
