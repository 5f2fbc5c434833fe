"""Days and stretches of time in the words of a language; each by a grammar of its own."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from zul.terms.dates import Period

_SIDE = re.compile(r"([0-9]{2}[0-9X]{2})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?([?~%]?)")
_THIRD = re.compile(r"(early|mid|late)[ -](?:([A-Z][a-z]+) )?([0-9]{4})(s?)")
_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@frozen
class Side:
    """One date of EDTF, as far as it is known; empty where nothing is said."""

    year: str
    month: str
    day: str
    mark: str = ""

    @classmethod
    def of(cls, edtf: str) -> Side:
        """The parts of a date that a Period has taken."""
        found = _SIDE.fullmatch(edtf)
        assert found  # Period.parse lets nothing else pass
        return cls(*found.groups(default=""))

    @property
    def is_plain(self) -> bool:
        """Every digit is known, and nothing is hedged."""
        return "X" not in self.year + self.month + self.day and not self.mark


def numeric(period: Period) -> str | None:
    """The period in digits, "28.12.1943–31.12.1943"; None for what only words can say."""
    if not period.text[0].isdigit():
        return None
    sides = [Side.of(side) for side in period.text.split("/") if side not in ("", "..")]
    if len(sides) <= period.text.count("/") or not all(side.is_plain for side in sides):
        return None
    return "–".join(".".join(filter(None, (side.day, side.month, side.year))) for side in sides)


def russian(period: Period) -> str:
    """The period in Russian: «28 декабря 1943 года», «с 28 по 31 декабря 1943 года», «около 1943 года»."""
    if third := _THIRD.fullmatch(period.text):
        stage, month, year, decade = third.groups()
        of = f"{_months()[0][_ENGLISH.index(month)]} {year} года" if month else f"{year} года"
        of = f"{year}-х годов" if decade else of
        return f"{ {'early': 'начало', 'mid': 'середина', 'late': 'конец'}[stage] } {of}"
    begin, slash, end = period.text.partition("/")
    if not slash:
        return _marked(Side.of(begin))
    if not period.earliest:
        last = Side.of(end)
        if period.open:
            return f"{_hedge(last)}не позднее {_genitive(last)}"
        return f"{_hedge(last)}по {_accusative(last)}, начало не указано"
    if not period.latest:
        first = Side.of(begin)
        if period.open:
            return f"{_hedge(first)}не ранее {_genitive(first)}"
        return f"{_hedge(first)}с {_genitive(first)}, конец не указан"
    return _between(Side.of(begin), Side.of(end))


def _between(first: Side, last: Side) -> str:
    alike = bool(first.day) == bool(last.day) and bool(first.month) == bool(last.month)
    if alike and first.is_plain and last.is_plain:
        if first == last:
            return _nominative(first)
        same_year = first.year == last.year
        if not first.month:
            return f"{first.year}–{last.year} годы"
        if same_year and not first.day:
            months = _months()[1]
            return f"{months[int(first.month) - 1]}–{months[int(last.month) - 1]} {first.year} года"
        if same_year and first.month == last.month:
            return f"с {int(first.day)} по {_accusative(last)}"
        if same_year:
            return f"с {int(first.day)} {_months()[0][int(first.month) - 1]} по {_accusative(last)}"
    return f"{_hedge(first)}с {_genitive(first)} {_hedge(last)}по {_accusative(last)}"


@cache
def _months() -> tuple[list[str], list[str]]:
    """The months as in a date, and standing alone."""
    from babel.dates import get_month_names  # noqa: PLC0415 (takes a moment to load)

    formed, alone = (get_month_names("wide", context, "ru") for context in ("format", "stand-alone"))
    return [formed[month] for month in range(1, 13)], [alone[month] for month in range(1, 13)]


def _marked(side: Side) -> str:
    if side.mark == "~":
        return f"около {_genitive(side)}"
    if side.mark == "%":
        return f"возможно, около {_genitive(side)}"
    return f"{'возможно, ' if side.mark else ''}{_nominative(side)}"


def _hedge(side: Side) -> str:
    """What stands before a preposition."""
    return {"": "", "~": "примерно ", "?": "возможно, ", "%": "возможно, примерно "}[side.mark]


def _nominative(side: Side) -> str:
    if side.day == "XX":
        return f"один из дней {_month(side)}"
    if side.month == "XX":
        return f"один из месяцев {_year(side)}"
    if side.day:
        return f"{int(side.day)} {_month(side)}"
    if side.month:
        return f"{_months()[1][int(side.month) - 1]} {_year(side)}"
    years = _years(side)
    if years:
        return f"{years[0]}–{years[1]} годы"
    return f"{side.year[:3]}0-е годы" if side.year.endswith("X") else f"{int(side.year)} год"


def _genitive(side: Side) -> str:
    if "XX" in (side.day, side.month):
        return _nominative(side).replace("один", "одного", 1)
    if side.day:
        return f"{int(side.day)} {_month(side)}"
    return _month(side) if side.month else _year(side)


def _accusative(side: Side) -> str:
    return _nominative(side)


def _month(side: Side) -> str:
    return f"{_months()[0][int(side.month) - 1]} {_year(side)}"


def _year(side: Side) -> str:
    years = _years(side)
    if years:
        return f"{years[0]}–{years[1]} годов"
    return f"{side.year[:3]}0-х годов" if side.year.endswith("X") else f"{int(side.year)} года"


def _years(side: Side) -> tuple[int, int] | None:
    """A century, or the first decade of one: «1900-е годы» would be read as the century."""
    if side.year[3] == "X" and side.year[2] in "0X":
        return int(side.year.replace("X", "0")), int(side.year.replace("X", "9"))
    return None
