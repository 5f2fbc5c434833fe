"""A conflict in time: events the wrong way round, and more or less time between two than is stated."""

from __future__ import annotations

from fractions import Fraction

from zul.audit import words
from zul.audit.conflicts import Conflict
from zul.terms.assumption import YEAR
from zul.terms.bounds import counted, number
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.identity import Nature
from zul.terms.measure import Kind

_UNITS = {Fraction(1): "days", Fraction(7): "weeks", YEAR / 12: "months"}


def told(case: Case, found: Conflict) -> words.Told | None:
    """Two dates of one event, the order of two, or the time between; None where more is at work."""
    natures = {identity.nature for identity in found.identities}
    first = [claim for claim in found.claims if _pushes(found, claim, later=True)]
    then = [claim for claim in found.claims if _pushes(found, claim, later=False)]
    times = [claim for claim in found.claims if isinstance(claim.reading, Figure)]
    if len(first) != 1 or len(then) != 1:
        return None
    if natures == {Nature.SAME} and not times:
        return _one_event(case, found, first[0], then[0])
    if natures == {Nature.ORDER} and not times:
        return _order(case, found, first[0], then[0])
    if natures == {Nature.ELAPSED} and len(times) == 1:
        return _elapsed(case, found, first[0], then[0], times[0])
    return None


def _pushes(found: Conflict, claim: Claim, *, later: bool) -> bool:
    """Whether the proof uses the earliest day of a date, or its latest."""
    return claim.cell.measure.kind is Kind.DATE and any(
        row.origin == claim.id and (row.coefficients[claim.cell] > 0) == later
        for _, row in found.certificate.lines
    )


def _one_event(case: Case, found: Conflict, late: Claim, early: Claim) -> words.Told:
    days = found.certificate.proves
    dated = " and ".join(
        f"{words.figure(case, date)} for “{case.events[date.cell.group].title}”" for date in (early, late)
    )
    return words.Told(
        title=case.describe(early.cell),
        text=f"One event is taken to have two dates, {counted(days, 'day')} apart, {words.reading(found)}: "
        f"{dated}.",
        arithmetic=f"{early.as_written} ≠ {late.as_written}: {counted(days, 'day')} apart",
        size=days,
        unit="day",
    )


def _order(case: Case, found: Conflict, first: Claim, then: Claim) -> words.Told:
    days = found.certificate.proves
    dated = ", but ".join(
        f"“{case.events[date.cell.group].title}” is dated {words.figure(case, date)}"
        for date in (then, first)
    )
    return words.Told(
        title=case.describe(then.cell),
        text=f"{dated}. The first cannot come before the second; they are {counted(days, 'day')} "
        f"the wrong way round, {words.reading(found)}.",
        arithmetic=f"{then.as_written} is {counted(days, 'day')} before {first.as_written}",
        size=days,
        unit="day",
    )


def _elapsed(case: Case, found: Conflict, one: Claim, other: Claim, time: Claim) -> words.Told:
    identity = found.identities[0]
    days = {
        row.origin: row.bound * row.coefficients[claim.cell]
        for claim in (one, other)
        for _, row in found.certificate.lines
        if row.origin == claim.id
    }
    ends = [next(c for c in (one, other) if c.cell == cell) for _, cell in identity.terms[1::-1]]
    unit = -identity.terms[2][0]  # in days
    passed = Fraction(abs(days[one.id] - days[other.id])) / unit
    row = next(row for _, row in found.certificate.lines if row.origin == time.id)
    limit = "at most" if row.bound > 0 else "at least"
    opened, closed = (f"“{claim.as_written}” (“{case.events[claim.cell.group].title}”)" for claim in ends)
    lasted = f"{number(round(passed, 1))} {_UNITS.get(Fraction(unit), 'years')}"
    return words.Told(
        title=case.describe(time.cell),
        text=f"From {opened} to {closed} are {limit} {lasted}, but {words.figure(case, time)} is stated.",
        arithmetic=f"{' to '.join(c.as_written for c in ends)}: {limit} {lasted}, not “{time.as_written}”",
        size=found.certificate.proves,
        unit="day",
    )
