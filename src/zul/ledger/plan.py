"""The table [reconstruction] of case.toml: the account of a people, and what is thought of it beforehand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from zul.errors import Located, Refusal, nearest
from zul.ledger.claims import Known
from zul.ledger.gate import check_id, refer, structure
from zul.ledger.tables import FORMAT
from zul.terms.dates import Period
from zul.terms.measure import Kind, measure
from zul.terms.plan import CENSUS_AREAS, LIFE_TABLE_AREAS, LONGEST, Crisis, Plan

TABLE = "reconstruction"
_TOP = f"case.toml {TABLE}"
_ITEM = re.compile(r"([a-z]+)\[([0-9]+)\]\.?(.*)")

Placed = tuple[str, Period]  # a period with its address


def read_plan(data: object, refusals: list[Located]) -> Plan | None:
    """The plan that the table makes, or None with every fault appended to `refusals`."""
    if not isinstance(data, Mapping):
        refusals.append(Located(_TOP, f"{data!r} is no table", f"Open it with [{TABLE}] ({FORMAT})."))
        return None
    return structure(data, Plan, _address(data), refusals)


def _address(data: Mapping[str, Any]) -> Callable[[str], str]:
    """Turns the path of a value (`move[1].share`) into its address (`reconstruction.move "draft" share`)."""

    def where(path: str) -> str:
        item = _ITEM.fullmatch(path)
        if not item:
            return f"{_TOP} {path}"
        name, number, rest = item.groups()
        entry = data[name][int(number)]
        id = entry.get("id", entry.get("group")) if isinstance(entry, Mapping) else None
        return f"{_entry(name, id if isinstance(id, str) else None)} {rest}".rstrip()

    return where


def _entry(name: str, id: str | None) -> str:
    return f"{_TOP}.{name} " + (f'"{id}"' if id and id.isprintable() else "without id")


def check_plan(plan: Plan, known: Known, refusals: list[Located]) -> None:
    """Refuse names that the case or the plan lacks, periods off the steps, and what would be said twice."""
    refer(f"{_TOP} people", plan.people, known["group"], "group", refusals)
    refer(f"{_TOP} place", plan.place, known["place"], "place", refusals)
    population, mortality = plan.population.area, plan.mortality.area
    area = "area with a reference table"
    _name(f"{_TOP} population.area", population, CENSUS_AREAS, area, refusals)
    _name(f"{_TOP} mortality.area", mortality, LIFE_TABLE_AREAS, area, refusals)
    crises = [crisis.id for crisis in plan.crisis]
    _name(f"{_TOP} without", plan.without, crises, "crisis of this plan", refusals)
    _check_ids(plan, refusals)
    _check_compartments(plan, known, refusals)
    _check_measures(plan, refusals)
    _check_sources(plan, known, refusals)
    if steps := _steps(plan, refusals):
        for move in plan.move:
            _check_inside(f"{_entry('move', move.id)} during", move.during, steps, refusals)
        for where, period in (*_mortality(plan.crisis), *_fertility(plan.crisis)):
            _check_aligned(where, period, steps, refusals)
    for compartment in plan.compartment:
        here = [crisis for crisis in plan.crisis if crisis.compartment == compartment.id]
        rule = "a compartment has one crisis of mortality at a time"
        _refuse_overlaps(_mortality(here), rule, refusals)
    for crisis in plan.crisis:
        _refuse_overlaps(_fertility([crisis]), "a crisis lowers fertility once at a time", refusals)


def _mortality(crises: Iterable[Crisis]) -> list[Placed]:
    return [
        (f"{_entry('crisis', crisis.id)} mortality[{number}].period", dying.period)
        for crisis in crises
        for number, dying in enumerate(crisis.mortality)
    ]


def _fertility(crises: Iterable[Crisis]) -> list[Placed]:
    return [
        (f"{_entry('crisis', crisis.id)} fertility[{number}].period", bearing.period)
        for crisis in crises
        for number, bearing in enumerate(crisis.fertility)
    ]


def _name(where: str, id: str, known: Collection[str], kind: str, refusals: list[Located]) -> None:
    if id not in known:
        refusals.append(Located(where, f'"{id}" is no {kind}', nearest(id, known)))


def _check_ids(plan: Plan, refusals: list[Located]) -> None:
    for name in ("compartment", "move", "crisis", "witness"):
        ids = [one.id for one in getattr(plan, name)]
        for id, times in Counter(ids).items():
            check_id(id, _entry(name, id), refusals)
            if times > 1:
                refusals.append(
                    Located(_entry(name, id), f"{times} have this id", "Give each one of its own.")
                )
    for group, times in Counter(register.group for register in plan.register).items():
        if times > 1:
            what = f"{times} have this group"
            refusals.append(Located(_entry("register", group), what, "Keep one of them."))


def _check_compartments(plan: Plan, known: Known, refusals: list[Located]) -> None:
    compartments = [compartment.id for compartment in plan.compartment]
    kind = "compartment of this plan"
    if plan.compartment[0].abroad:
        what = "is abroad and the first, which holds all at the opening"
        refusals.append(Located(_entry("compartment", compartments[0]), what, "Name another one first."))
    for compartment in plan.compartment:
        for group in compartment.groups:
            where = f"{_entry('compartment', compartment.id)} groups"
            refer(where, group, known["group"], "group", refusals)
    for move in plan.move:
        where = _entry("move", move.id)
        _name(f"{where} origin", move.origin, compartments, kind, refusals)
        _name(f"{where} goal", move.goal, compartments, kind, refusals)
        if move.origin == move.goal:
            what = f'"{move.goal}" is also its origin'
            refusals.append(Located(f"{where} goal", what, "Name another compartment."))
    for crisis in plan.crisis:
        where = _entry("crisis", crisis.id)
        _name(f"{where} compartment", crisis.compartment, compartments, kind, refusals)
        if not crisis.mortality and not crisis.fertility:
            way_out = "Give its mortality or its fertility, by periods."
            refusals.append(Located(where, "changes neither deaths nor births", way_out))
    for register in plan.register:
        where = _entry("register", register.group)
        refer(f"{where} group", register.group, known["group"], "group", refusals)
        _name(f"{where} compartment", register.compartment, compartments, kind, refusals)


def _check_measures(plan: Plan, refusals: list[Located]) -> None:
    for move in plan.move:
        where = f"{_entry('move', move.id)} counted_as"
        for id in move.counted_as:
            try:
                counted = measure(id)
            except Refusal as refusal:
                refusals.append(Located(where, refusal.what, refusal.way_out))
                continue
            if counted.kind is not Kind.FLOW or counted.unit != "person":
                way_out = "Name a flow of persons, such as deported or released."
                refusals.append(Located(where, f'"{id}" counts no persons who move', way_out))


def _check_sources(plan: Plan, known: Known, refusals: list[Located]) -> None:
    uses: dict[str, str] = {}
    for where, sources in (
        (f"{_TOP} comparisons", plan.comparisons),
        *((f"{_entry('witness', witness.id)} sources", witness.sources) for witness in plan.witness),
    ):
        for source in sources:
            refer(where, source, known["source"], "source", refusals)
            if source in uses:
                what = f'"{source}" is named before: {uses[source]}'
                refusals.append(Located(where, what, "Leave it in one place."))
            uses[source] = where


def _steps(plan: Plan, refusals: list[Located]) -> list[date]:
    """The first days of the steps, and the closing day; none where they cannot be known."""
    opening = _new_year("opening", plan.opening, refusals)
    closing = _new_year("closing", plan.closing, refusals)
    if not opening or not closing:
        return []
    if not opening.year < closing.year <= opening.year + LONGEST:
        what = f'"{closing}" does not lie 1 to {LONGEST} years after the opening, "{opening}"'
        refusals.append(Located(f"{_TOP} closing", what, "Correct one of the two."))
        return []
    steps = {date(year, 1, 1) for year in range(opening.year, closing.year + 1)}
    quarters = plan.quarters
    if quarters and not _check_aligned(f"{_TOP} quarters", quarters, sorted(steps), refusals):
        return []
    if quarters and quarters.earliest and quarters.latest:
        years = range(quarters.earliest.year, quarters.latest.year + 1)
        steps |= {date(year, month, 1) for year in years for month in (1, 4, 7, 10)}
    return sorted(steps)


def _new_year(name: str, period: Period, refusals: list[Located]) -> date | None:
    day = period.earliest
    if day and str(period) == f"{day.year:04}-01-01":
        return day
    year = (day or period.latest or date.min).year
    what = f'"{period}" is not the first day of a year'
    refusals.append(Located(f"{_TOP} {name}", what, f"Write one, for instance {year:04}-01-01."))
    return None


def _check_aligned(where: str, period: Period, steps: Sequence[date], refusals: list[Located]) -> bool:
    """Whether a period begins and ends with steps; refused where it does not."""
    days = _check_inside(where, period, steps, refusals)
    if not days:
        return False
    begins, stops = days[0], days[1] + timedelta(days=1)
    if begins in steps and stops in steps:
        return True
    first = min(range(len(steps) - 1), key=lambda n: abs(steps[n] - begins))
    end = min(range(first + 1, len(steps)), key=lambda n: abs(steps[n] - stops))
    what = f'"{period}" does not begin and end with steps of the account'
    way_out = f"The nearest that does is {_written(steps[first], steps[end])}."
    refusals.append(Located(where, what, way_out))
    return False


def _check_inside(
    where: str, period: Period, steps: Sequence[date], refusals: list[Located]
) -> tuple[date, date] | None:
    """The first and the last day of a period inside the account; any other is refused."""
    days = _days(period)
    if not days:
        way_out = "Write both, for instance 1944/1946 or 1944-01/1944-03."
        refusals.append(Located(where, f'"{period}" has no certain beginning and end', way_out))
    elif days[0] < steps[0] or days[1] >= steps[-1]:
        what = f'"{period}" lies outside the account, which opens on {steps[0]} and closes on {steps[-1]}'
        refusals.append(Located(where, what, "Keep it inside, or make the account longer."))
    else:
        return days
    return None


def _days(period: Period) -> tuple[date, date] | None:
    """The first and the last day of a period that leaves no doubt about them."""
    if period.earliest and period.latest and not period.approximate and not period.uncertain:
        return period.earliest, period.latest
    return None


def _written(begins: date, stops: date) -> str:
    """The steps from one day up to another, without it, as years or else as months."""
    ends = stops - timedelta(days=1)
    digits = 4 if begins.month == 1 and ends.month == 12 else 7
    first, last = begins.isoformat()[:digits], ends.isoformat()[:digits]
    return first if first == last else f"{first}/{last}"


def _refuse_overlaps(parts: Iterable[Placed], rule: str, refusals: list[Located]) -> None:
    for (before, period), (where, other) in combinations(parts, 2):
        if _days(period) and _days(other) and not period.disjoint(other):
            what = f'"{other}" overlaps "{period}" ({before.removeprefix(f"{_TOP}.")}), and {rule}'
            refusals.append(Located(where, what, "Part the two, or join them."))
