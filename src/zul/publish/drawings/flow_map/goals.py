"""What the flow map shows: from the claims to places of exile with the least and the most that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from zul.publish import basemap
from zul.publish.drawings.flow_map.layout import Point, centre
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.place import Place

ARRIVING = ("resettled", "arrived", "registered", "families_settled")  # measures of those who came to a place
LEAVING = ("returned", "deported")  # measures whose place is the home region
PERSONS = "person"


@frozen(kw_only=True)
class Goal:
    """A place of exile with the claims that count those who came, all of one cell.

    `least` and `most` are the smallest and the largest number that a claim prints.
    """

    place: Place
    at: Point  # degrees east and north
    claims: tuple[Claim, ...]

    @property
    def least(self) -> int:
        return min(number for claim in self.claims for number in printed(claim))

    @property
    def most(self) -> int:
        return max(number for claim in self.claims for number in printed(claim))


@frozen(kw_only=True)
class Flows:
    """What the map shows: `drawn` as ribbons, all of the cell `kind`; `marked` as rings, with no width.

    `elsewhere` are the claims that only the table holds.
    """

    home: Place
    start: Point
    kind: Cell  # without a place
    drawn: tuple[Goal, ...]
    marked: tuple[Goal, ...]
    elsewhere: tuple[Claim, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        return *self.drawn, *self.marked

    @property
    def claims(self) -> list[Claim]:
        """The claims of all goals."""
        return [claim for goal in self.goals for claim in goal.claims]


def flows(case: Case) -> Flows | None:
    """What the map shows of a case: of persons, if any are counted, the time that reaches most places."""
    home = _home(case)
    if home is None or (start := location(home)) is None:
        return None
    around = {home.id, *_around(case, home.id)}
    arriving = [claim for claim in case.claims.values() if _arrives(case, claim, around)]
    kinds: dict[Cell, list[Claim]] = {}
    for claim in arriving:
        if printed(claim) and _where(case, claim):
            kinds.setdefault(_kind(claim), []).append(claim)
    if not kinds:
        return None

    def rank(kind: Cell) -> tuple[bool, bool, int, int]:
        of_people = case.plan is not None and _related(case, kind.group, case.plan.people)
        places = {claim.cell.place for claim in kinds[kind]}
        return of_people, kind.measure.unit == PERSONS, len(places), len(kinds[kind])

    kind = max(kinds, key=rank)
    there = {claim.cell.place: None for claim in kinds[kind]}
    whole = [id for id in there if id and not there.keys() & {*_around(case, id)}]  # no place twice
    drawn = [_goal(case, id, (c for c in kinds[kind] if c.cell.place == id)) for id in whole]
    others = [c for other, held in kinds.items() if other.group == kind.group for c in held]
    marked = []
    for id in dict.fromkeys(claim.cell.place for claim in others):
        of_it = [claim for claim in others if claim.cell.place == id]
        if id and id not in whole:
            first = min(of_it, key=lambda claim: claim.cell.measure.unit != PERSONS)
            marked.append(_goal(case, id, (c for c in of_it if _kind(c) == _kind(first))))
    shown = {claim.id for goal in (*drawn, *marked) for claim in goal.claims}
    return Flows(
        home=home,
        start=start,
        kind=kind,
        drawn=tuple(sorted(drawn, key=lambda goal: -goal.most)),
        marked=tuple(marked),
        elsewhere=tuple(
            claim
            for claim in arriving
            if claim.id not in shown and _related(case, claim.cell.group, kind.group)
        ),
    )


def printed(claim: Claim) -> tuple[int, ...]:
    """The numbers that a figure prints, without its hedge: one, the two ends of a range, or none."""
    if not isinstance(claim.reading, Figure) or claim.reading.is_rate:
        return ()
    return tuple(int(one.value) for one in claim.reading.quantities if one.value >= 1 and not one.is_vague)


def bounds(claim: Claim) -> tuple[int | None, int | None]:
    """The plain reading of a count, in whole numbers."""
    assert isinstance(claim.reading, Figure)
    whole = claim.reading.tight.whole_numbers()
    return (
        None if whole.lower is None else int(whole.lower),
        None if whole.upper is None else int(whole.upper),
    )


def location(place: Place) -> Point | None:
    """Degrees east and north: the point that the case gives, else the middle of the area of the basemap."""
    if place.latitude is not None and place.longitude is not None:
        return place.longitude, place.latitude
    area = basemap.areas().get(place.id)
    return centre(area) if area else None


def _home(case: Case) -> Place | None:
    """The place that most claims call the home region, else the one that most speak of before the crisis."""
    begins = case.period.earliest
    of_home: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for claim in case.claims.values():
        cell, place = claim.cell, claim.cell.place
        if place is None or location(case.places[place]) is None:
            continue
        if cell.measure.id in LEAVING:
            of_home[place] += 1
        elif begins and cell.period and cell.period.latest and cell.period.latest < begins:
            before[place] += 1
    most = (of_home or before).most_common(1)
    return case.places[most[0][0]] if most else None


def _related(case: Case, one: str, two: str) -> bool:
    """True when one of two groups holds the other."""
    return one in case.line(two) or two in case.line(one)


def _around(case: Case, id: str) -> Iterator[str]:
    """The places that hold a place, at any time."""
    seen, open_ = set[str](), [id]
    while open_:
        for membership in case.places[open_.pop()].part_of:
            if membership.whole not in seen:
                seen.add(membership.whole)
                open_.append(membership.whole)
                yield membership.whole


def _arrives(case: Case, claim: Claim, around: set[str]) -> bool:
    """True for the count of people who came to a place other than home, unless somebody rejected it."""
    return (
        claim.cell.measure.id in ARRIVING
        and isinstance(claim.reading, Figure)
        and claim.of is None
        and claim.cell.place is not None
        and claim.cell.place not in around
        and not case.is_rejected(claim.id)
    )


def _kind(claim: Claim) -> Cell:
    return Cell(measure=claim.cell.measure, group=claim.cell.group, period=claim.cell.period)


def _where(case: Case, claim: Claim) -> Point | None:
    return location(case.places[claim.cell.place]) if claim.cell.place else None


def _goal(case: Case, id: str, claims: Iterable[Claim]) -> Goal:
    place = case.places[id]
    at = location(place)
    assert at is not None
    return Goal(place=place, at=at, claims=tuple(claims))
