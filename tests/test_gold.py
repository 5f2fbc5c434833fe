"""The gold texts say what stands in them: surfaces and values agree, and every field is of the vocabulary."""

import importlib.util
import re
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zul.errors import FigureError
from zul.terms.dates import Period
from zul.terms.figure import Figure, Hedge
from zul.terms.measure import MEASURES

MARKS = Path(__file__).parents[1] / "benchmarks/marks.py"


def the_marks() -> ModuleType:
    """The module beside the benchmarks, which are no package."""
    spec = importlib.util.spec_from_file_location("marks", MARKS)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["marks"] = module  # where attrs looks for it
    spec.loader.exec_module(module)
    return module


marks = the_marks()
TEXTS = [one for part in ("texts", "held") for one in marks.texts(marks.GOLD / part)]
CHECKS = [
    one
    for part in ("checks", "held/checks")
    if any((marks.GOLD / part).glob("*.marked"))  # none are held where all were moved to the open part
    for one in marks.checks(marks.GOLD / part)
]
ROWS = [row for _, _, rows in TEXTS for row in rows] + marks.rows(marks.GOLD / "article.csv")
# What the law of figures does not read as it stands: other words, and numbers of other countries.
BESIDE_THE_LAW = {
    "a tonne and a half": ("1.5", "1.5"),
    "four and a half": ("4.5", "4.5"),
    "a quarter of a million": ("250000", "250000"),
    "a million and a quarter": ("1250000", "1250000"),
    "one in ten": ("10", "10"),
    "one in four": ("25", "25"),
    "one-half": ("50", "50"),
    "half a mile": ("0.5", "0.5"),
    "a dozen": ("12", "12"),
    "two dozen": ("24", "24"),
    "several dozen": ("12", "12"),
    "twenty-odd": ("20", "20"),
    "a month": ("1", "1"),
    "a fortnight": ("1", "1"),
    "half a litre": ("0.5", "0.5"),
    "half a tonne": ("0.5", "0.5"),
    "Half an hour": ("0.5", "0.5"),
    "2.5 crore": ("25000000", "25000000"),
    "five lakh": ("500000", "500000"),
    "two millions": ("2000000", "2000000"),
    "four hundred and twelve": ("412", "412"),
    "a hundred and forty": ("140", "140"),
    "a hundred and twenty-four": ("124", "124"),
    "three thousand eight hundred": ("3800", "3800"),
    "twelve hundred": ("1200", "1200"),
    "10%-25": ("10", "25"),
    "a pound and a half": ("1.5", "1.5"),
    "a day and a half": ("1.5", "1.5"),
    "an hour and a half": ("1.5", "1.5"),
    "five or more": ("5", "5"),
    "22.5 thousand million": ("22500000000", "22500000000"),
    "a score": ("20", "20"),
    "half a": ("0.5", "0.5"),
    "half an": ("0.5", "0.5"),
    "an": ("1", "1"),
}


def value(surface: str) -> tuple[Fraction, Fraction]:
    """The ends of a number as written, read without the grammar."""
    if surface in BESIDE_THE_LAW:
        low, high = BESIDE_THE_LAW[surface]
        return Fraction(low), Fraction(high)
    if millions := re.fullmatch(r"([\d.]+)m", surface):  # "2.4m"
        return (Fraction(millions[1]) * 10**6,) * 2
    if re.fullmatch(r"\d{1,2}(?:,\d\d)+,\d{3}", surface):  # "1,02,350", as India parts it
        return (Fraction(surface.replace(",", "")),) * 2
    both = re.sub(r"(?<=[\w.]) or (?=[\w.])", "–", surface)  # "20 or 25"
    if re.fullmatch(r"\d+\.\.?\d*|\d{4,}", both):  # numbers without separators
        return Fraction(both), Fraction(both)
    try:
        figure = Figure.parse(both.lower())  # "two hundred and thirty" is one number
    except FigureError:
        figure = Figure.parse(f"between {both.lower()}")
    return figure.quantities[0].value, figure.quantities[-1].value


@pytest.mark.parametrize(("name", "text", "rows"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_the_marks_are_gone_and_each_surface_stands_at_its_place(
    name: str, text: str, rows: list[Any]
) -> None:
    assert [row.surface for row in rows] == [text[row.start : row.end] for row in rows]
    assert not set("{}") & set(text)


def test_low_and_high_are_what_the_surface_says() -> None:
    quantities = [row for row in ROWS if row.kind == "quantity"]
    wrong = [
        (row.text, row.surface, row.low, row.high) for row in quantities if row.value != value(row.surface)
    ]
    assert (len(quantities) > 500, wrong) == (True, [])


def test_every_reading_is_of_the_vocabulary() -> None:
    hedges = {hedge.value for hedge in Hedge}
    for row in ROWS:
        assert row.kind in {"quantity", "date", "trap", "either"}, row
        assert set(row.hedge.split(" or ")) <= hedges, row
        assert {one for one in row.measure.split(" or ") if one} <= set(MEASURES), row
        assert bool(row.unit) == (row.kind == "quantity"), row
        assert bool(row.edtf) == (row.kind == "date"), row
        for period in (row.edtf, row.year):
            assert all(Period.parse(one) for one in period.split(" or ") if one), row


def test_rows_of_a_text_follow_one_another() -> None:
    for before, after in pairwise(ROWS):
        assert before.text != after.text or before.end <= after.start, (before, after)


@pytest.mark.parametrize(("name", "text", "contradictions"), CHECKS, ids=[name for name, _, _ in CHECKS])
def test_each_check_is_short_and_has_two_to_four_contradictions(
    name: str, text: str, contradictions: list[Any]
) -> None:
    assert 600 <= len(text) <= 2_500
    assert 2 <= len(contradictions) <= 4
    assert not set("{}") & set(text)


def test_each_contradiction_of_the_article_has_figures() -> None:
    rows = marks.table(marks.GOLD / "article-contradictions.csv")
    assert [row["id"] for row in rows] == [f"c{number}" for number in range(1, 15)]
    assert all(len(set(row["figures"].split("|"))) > 1 and row["why"] for row in rows)


def test_no_text_is_both_open_and_held() -> None:
    held = {path.name for path in (marks.GOLD / "held").rglob("*.marked")}
    assert not held & {path.name for part in ("texts", "checks") for path in (marks.GOLD / part).iterdir()}
