"""Dates that point to another one: "that year", "the following spring", "on the 7th"."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve

from zul.read.grammar.atoms import Atom
from zul.read.grammar.calendar import Calendar, month_from


def a_year_before(edtf: str) -> str:
    """The same day, month or year a year before."""
    return f"{int(edtf[:4]) - 1:04}{edtf[4:]}"


def in_year(atom: Atom, year: int) -> Atom:
    """A date that waited for its year."""
    return evolve(atom, begin=f"{year:04}{atom.begin}", finish=f"{year:04}{atom.finish}", year=True)


def pointed(atom: Atom, calendar: Calendar) -> Atom:
    """The date to which "that year", "the same month", "May of the next year" point, or none."""
    back = atom.back.removeprefix("this ")
    if atom.back == "this year" and calendar.written:
        return in_year(atom, calendar.written[0] + atom.step)
    if back == "year covered" and calendar.years.ended:
        year, month = calendar.years.ended  # "in the course of the year", in a yearly report
        return evolve(atom, begin=month_from(year, month, -11), finish=f"{year:04}-{month:02}")
    if back == "year" and calendar.year:
        return in_year(atom, (calendar.named or calendar.year) + atom.step)
    if atom.rule in ("month after", "month before") and (calendar.written or calendar.year):
        year, month = calendar.written or (calendar.year or 0, calendar.month or 1)
        named, is_day = int(atom.begin[1:3]), len(atom.begin) > 3
        if atom.rule == "month after":
            return in_year(atom, year + (named <= month))
        return in_year(atom, year - (named > month or (named == month and not is_day)))
    if atom.back == "season" and calendar.year:
        return _in_its_season(atom, calendar.year, calendar.month)
    edtf = ""
    if atom.back == "month of letter" and calendar.written:
        edtf = month_from(*calendar.written, atom.step)
        return evolve(atom, begin=f"{edtf}{atom.begin}", finish=f"{edtf}{atom.finish}")
    if atom.back == "day of month" and calendar.dateline and calendar.day is None:
        edtf = month_from(*calendar.dateline, 0)  # "on the 7th", in a letter
        return evolve(atom, begin=f"{edtf}{atom.begin}", finish=f"{edtf}{atom.finish}")
    if atom.back == "day of month" and calendar.year and calendar.month:
        is_behind = calendar.day is not None and int(atom.begin[1:]) + 15 < calendar.day
        edtf = month_from(calendar.year, calendar.month, atom.step * is_behind)
        return evolve(atom, begin=f"{edtf}{atom.begin}", finish=f"{edtf}{atom.finish}")
    if back == "month" and calendar.year and calendar.month:
        edtf = month_from(calendar.year, calendar.month, atom.step)
    elif atom.back == "day" and calendar.year and calendar.month and calendar.day:
        day = date(calendar.year, calendar.month, calendar.day) + timedelta(days=atom.step)
        edtf = day.isoformat()
    return evolve(atom, begin=edtf, finish=edtf)


def _in_its_season(atom: Atom, year: int, month: int | None) -> Atom:
    """The months of "that winter", "last spring", "the following summer": they lie beside the last date."""
    first, last = int(atom.begin[1:]), int(atom.finish[1:])
    over_new_year = last < first
    if atom.step > 0:
        begins = year + (month is None or month >= first)
    elif atom.step < 0:
        begins = year - (month is None or over_new_year or month <= last)
        begins -= over_new_year and month is not None and month <= last
    else:
        begins = year - (over_new_year and month is not None and month <= last + 1)
    finish = f"{begins + over_new_year:04}{atom.finish}"
    return evolve(atom, begin=f"{begins:04}{atom.begin}", finish=finish, year=True)
