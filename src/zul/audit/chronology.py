"""A conflict in time: events the wrong way round, and more or less time between two than is stated."""

from __future__ import annotations

from fractions import Fraction

from zul.audit import words
from zul.audit.conflicts import Conflict
from zul.terms.assumption import YEAR
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.identity import Nature
from zul.terms.measure import Kind
from zul.terms.said import Said, counted, said

_UNITS = {Fraction(1): said("{n} days"), Fraction(7): said("{n} weeks"), YEAR / 12: said("{n} months")}
_YEARS = said("{n} years")


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


def _event(case: Case, date: Claim) -> str:
    return said("“{event}”", event=Said(case.events[date.cell.group].title))


def _pushes(found: Conflict, claim: Claim, *, later: bool) -> bool:
    """Whether the proof uses the earliest day of a date, or its latest."""
    return claim.cell.measure.kind is Kind.DATE and any(
        row.origin == claim.id and (row.coefficients[claim.cell] > 0) == later
        for _, row in found.certificate.lines
    )


def _one_event(case: Case, found: Conflict, late: Claim, early: Claim) -> words.Told:
    days = found.certificate.proves
    dated = [
        said("{figure} for {event}", figure=words.figure(case, date), event=_event(case, date))
        for date in (early, late)
    ]
    apart = said("{size} apart", size=counted(days, "day"))
    return words.Told(
        title=case.describe(early.cell),
        text=said(
            "One event is taken to have two dates, {apart}, {reading}: {dated}.",
            apart=apart,
            reading=words.reading(found),
            dated=words.chained(dated),
        ),
        arithmetic=said("{figures}: {apart}", figures=f"{early.as_written} ≠ {late.as_written}", apart=apart),
        size=days,
        unit="day",
    )


def _order(case: Case, found: Conflict, first: Claim, then: Claim) -> words.Told:
    days = found.certificate.proves
    return words.Told(
        title=case.describe(then.cell),
        text=said(
            "{then} is dated {later}, but {first} is dated {earlier}. The first cannot come before the "
            "second; they are {size} the wrong way round, {reading}.",
            then=_event(case, then),
            later=words.figure(case, then),
            first=_event(case, first),
            earlier=words.figure(case, first),
            size=counted(days, "day"),
            reading=words.reading(found),
        ),
        arithmetic=said(
            "{then} is {size} before {first}",
            then=then.as_written,
            size=counted(days, "day"),
            first=first.as_written,
        ),
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
    limit = said("at most {time}") if row.bound > 0 else said("at least {time}")
    opened, closed = (
        said("{figure} ({event})", figure=words.quoted(claim), event=_event(case, claim)) for claim in ends
    )
    lasted = said(limit, time=said(_UNITS.get(Fraction(unit), _YEARS), n=round(passed, 1)))
    return words.Told(
        title=case.describe(time.cell),
        text=said(
            "From {opened} to {closed} are {lasted}, but {time} is stated.",
            opened=opened,
            closed=closed,
            lasted=lasted,
            time=words.figure(case, time),
        ),
        arithmetic=said(
            "{opened} to {closed}: {lasted}, not {time}",
            opened=ends[0].as_written,
            closed=ends[1].as_written,
            lasted=lasted,
            time=words.quoted(time),
        ),
        size=found.certificate.proves,
        unit="day",
    )
