"""Cases made in memory from a few words, for the tests of the audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from zul.terms.assumption import Assumption
from zul.terms.case import Case, Event, Group, People
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import Kind, measure
from zul.terms.place import Membership, Place
from zul.terms.source import Citation, Reliability, Source
from zul.terms.statement import Statement


def cell(address: str) -> Cell:
    """The cell of "measure group place period", "-" for no place; "date event" for the date of an event."""
    id, group, *where = address.split(maxsplit=3)
    if not where:
        return Cell(measure=measure(id), group=group)
    place, period = where
    return Cell(
        measure=measure(id),
        group=group,
        place=None if place == "-" else place,
        period=Period.parse(period),
    )


def claim(
    id: str,
    as_written: str,
    address: str,
    *,
    of: str | None = None,
    source: str = "A",
    said_by: str | None = None,
    series: str | None = None,
) -> Claim:
    """What `source` says of the cell at `address`, as a share of the cell `of` where that is given."""
    about = cell(address)
    is_date = about.measure.kind is Kind.DATE
    return Claim(
        id=id,
        citation=Citation(source=source),
        as_written=as_written,
        reading=Period.parse(as_written) if is_date else Figure.parse(as_written, rate=of is not None),
        cell=about,
        of=cell(of) if of else None,
        said_by=said_by,
        series=series,
    )


def group(id: str, part_of: str | None = None, by: str | None = None) -> Group:
    return Group(id=id, name=id, part_of=part_of, by=by)


def place(id: str, part_of: str = "", kind: str | None = None) -> Place:
    """A place; `part_of` as in places.csv, "whole" or "whole period", separated by "; "."""
    memberships = []
    for text in part_of.split("; ") if part_of else ():
        whole, _, period = text.partition(" ")
        memberships.append(Membership(whole=whole, period=Period.parse(period) if period else None))
    return Place(id=id, name=id.title(), kind=kind, part_of=tuple(memberships))


def judgement(about: str, verdict: Verdict) -> Judgement:
    return Judgement(
        about=about, verdict=verdict, who="A reader", when=date(2026, 11, 23), why="It is known."
    )


def case_of(
    claims: Iterable[Claim] = (),
    *,
    groups: Iterable[Group] = (),
    places: Iterable[Place] = (),
    assumptions: Iterable[Assumption] = (),
    judgements: Iterable[Judgement] = (),
    statements: Iterable[Statement] = (),
    weights: Mapping[str, int | Fraction] | None = None,
    copies: Mapping[str, tuple[str, ...]] | None = None,
) -> Case:
    """A case of these claims; groups, places, sources and events that are only named exist without a whole.

    `copies` says which sources each source is derived from.
    """
    claims, assumptions, copies = list(claims), list(assumptions), copies or {}
    cells = [c for claim in claims for c in (claim.cell, claim.of) if c]
    cells += [c for assumption in assumptions for c in assumption.named_cells]
    events = [c.group for c in cells if c.measure.kind is Kind.DATE]
    cells = [c for c in cells if c.measure.kind is not Kind.DATE]
    sources = [*copies, *(parent for parents in copies.values() for parent in parents)]
    sources += [claim.citation.source for claim in claims]
    statements = list(statements)
    sources += [statement.source for statement in statements]
    return Case(
        title="A case in memory",
        people=People(name="People"),
        period=Period.parse("1943/1957"),
        languages=("en",),
        summary=(),
        groups={c.group: group(c.group) for c in cells} | {g.id: g for g in groups},
        places={c.place: place(c.place) for c in cells if c.place} | {p.id: p for p in places},
        sources={
            id: Source(id=id, title=f"Paper {id}", kind="book", derived_from=copies.get(id, ()))
            for id in sources
        },
        events={
            id: Event(id=id, date=Period.parse("1943"), title=id.title(), source=sources[0]) for id in events
        },
        claims={claim.id: claim for claim in claims},
        assumptions={assumption.id: assumption for assumption in assumptions},
        statements={statement.id: statement for statement in statements},
        reliabilities={
            source: Reliability(source=source, weight=Fraction(weight), why="It was seen.")
            for source, weight in (weights or {}).items()
        },
        judgements=tuple(judgements),
    )
