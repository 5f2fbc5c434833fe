"""What the page tells of a reconstruction: estimates in words, what moved them, figures and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

import altair as alt
from attrs import frozen

from zul.publish.drawings.curves import Flow, Mark, Stock, flow, interval, stock
from zul.publish.words import Words
from zul.terms.dates import Period
from zul.terms.estimate import Course, Estimate, Influence, Reading, Reconstruction, Spread, Wanted
from zul.terms.figure import Figure
from zul.terms.measure import Kind
from zul.terms.plan import Crisis

HEADLINES = ("excess-attributable", "birth-deficit", "missing-people", "population-closing")
EXCESS = ("excess-attributable", "excess-cohort", "excess-scenario", "excess-register")
DEFICIT = ("birth-deficit", "birth-deficit-fertility", "birth-deficit-women")
MISSING = ("missing-people",)
IDENTITY = ("missing-people", "excess-scenario", "birth-deficit")
_OTHER_COURSE = "excess-attributable-"  # the same, with another course of ordinary mortality
_MOVING = 6  # claims and sources told as moving the main estimate most, and as many as narrowing it
_LIKELY_WRONG = 0.5
_DAY = timedelta(days=1)
_POPULATIONS = ("population-opening", "population-before", "population-closing")
_FLOWS: tuple[tuple[str, str, Literal["above", "below"]], ...] = (
    ("births", "Births by year", "below"),
    ("deaths", "Deaths by year", "above"),
)


@frozen(kw_only=True)
class Drawn:
    """A figure, and its courses for the table that tells the same."""

    id: str
    title: str
    chart: alt.LayerChart
    courses: tuple[Course, ...]
    by_year: bool = False

    @property
    def label(self) -> str:
        """The name of the picture for those who do not see it."""
        times = self.courses[0].times
        return (
            f"{self.title}, {times[0]:.0f} to {times[-1]:.0f}: medians with bands of 50 and 95 percent; "
            "the table below lists every number"
        )

    @property
    def rows(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """When, and for each course its 95 % interval, 50 % interval and median."""
        for place, time in enumerate(self.courses[0].times):
            cells = [_cell(course.spreads[place]) for course in self.courses]
            yield (f"{time:.0f}" if self.by_year else _day(time)), cells


class Answer:
    """A reconstruction as the template asks for it."""

    def __init__(self, words: Words, found: Reconstruction) -> None:
        self.words, self.case, self.found = words, words.case, found

    # estimates

    def of(self, ids: Iterable[str]) -> list[Estimate]:
        """The estimates of these ids that were asked."""
        return [self.found.estimates[id] for id in ids if id in self.found.estimates]

    @property
    def headlines(self) -> list[Estimate]:
        return self.of(HEADLINES)

    @property
    def excess(self) -> list[Estimate]:
        return self.of(EXCESS)

    @property
    def other_courses(self) -> list[Estimate]:
        """The first of the excess deaths, had mortality without the crisis taken another course."""
        return self.of(id for id in self.found.estimates if id.startswith(_OTHER_COURSE))

    @property
    def deficit(self) -> list[Estimate]:
        return self.of(DEFICIT)

    @property
    def missing(self) -> list[Estimate]:
        return self.of(MISSING)

    @property
    def others(self) -> list[Estimate]:
        told = {estimate.id for estimate in (*self.excess, *self.other_courses, *self.deficit, *self.missing)}
        return self.of(id for id in self.found.estimates if id not in told)

    @property
    def not_estimable(self) -> list[Estimate]:
        return [estimate for estimate in self.found.estimates.values() if not estimate.is_estimable]

    @property
    def adds_up(self) -> bool:
        """True when the three numbers of the identity were all asked and reached."""
        asked = self.of(IDENTITY)
        return len(asked) == len(IDENTITY) and all(estimate.is_estimable for estimate in asked)

    # evidence

    @property
    def main(self) -> Estimate | None:
        """The first headline that the claims reach."""
        return next((estimate for estimate in self.headlines if estimate.is_estimable), None)

    @property
    def moving(self) -> list[Influence]:
        """What moves the main estimate most when it is left out, and what narrows it most."""
        influences = self.main.moved_by if self.main else ()
        by_move = sorted(influences, key=lambda one: -abs(one.moved))
        kept = [*by_move[:_MOVING], *sorted(influences, key=lambda one: -one.narrowed)[:_MOVING]]
        return [influence for influence in by_move if influence in kept]

    def moves(self, influence: Influence) -> str:
        """The change of the median, with its sign."""
        told = near(influence.moved)
        return told if told.startswith("−") or told == "0" else f"+{told}"

    @property
    def wanted(self) -> list[Wanted]:
        return [want for want in self.found.wanted if self.main and want.estimate == self.main.id]

    @property
    def likely_wrong(self) -> list[Reading]:
        wrong = [reading for reading in self.found.readings if reading.wrong >= _LIKELY_WRONG]
        return sorted(wrong, key=lambda reading: -reading.wrong)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why claims were left out, with how many; names and other claims in a reason are not told apart."""
        return Counter(self._kind(reason) for reason in self.found.left_out.values()).most_common()

    def _kind(self, reason: str) -> str:
        return re.sub(r"“[^”]*”|[^\s,.:;]+", self._blank, reason)

    def _blank(self, word: re.Match[str]) -> str:
        if word[0].startswith("“"):
            return "“…”"
        return "…" if word[0] in self.case.claims else word[0]

    def expected(self, reading: Reading) -> str:
        """What the account has for the cell of a claim; in percent where the claim is."""
        if self.case.claims[reading.claim].is_percent:
            return reading.expected.times(100).words("percent")
        return reading.expected.words()

    # figures

    @property
    def drawings(self) -> Iterator[Drawn]:
        """The population, births and deaths over time, so far as the claims reach them."""
        courses, crisis, part = self.found.courses, self._crisis, None
        shaded = _span(crisis) if crisis else None
        if crisis:
            part = courses.get(f"compartment-{crisis.compartment}")
        if {"population", "counterfactual-population"} <= {*courses} and self._reached(*_POPULATIONS):
            whole, expected = courses["population"], courses["counterfactual-population"]
            yield Drawn(
                id="population-over-time",
                title="Population over time",
                chart=stock(
                    Stock(whole=whole, expected=expected, part=part, marks=tuple(self.marks()), crisis=shaded)
                ),
                courses=(whole, expected, *([part] if part else [])),
            )
        for id, title, beyond in _FLOWS:
            if {id, f"counterfactual-{id}"} <= {*courses} and self._reached(id):
                actual, expected = courses[id], courses[f"counterfactual-{id}"]
                yield Drawn(
                    id=f"{id}-by-year",
                    title=title,
                    chart=flow(Flow(actual=actual, expected=expected, beyond=beyond, crisis=shaded)),
                    courses=(actual, expected),
                    by_year=True,
                )

    def _reached(self, *ids: str) -> bool:
        """Whether the claims say anything of it; what was thought before them is never drawn as a result."""
        asked = [self.found.estimates[id] for id in ids if id in self.found.estimates]
        return not asked or any(one.is_estimable for one in asked)

    def marks(self) -> Iterator[Mark]:
        """The claims read that count all the people, or all those under the crisis."""
        plan, crisis = self.case.plan, self._crisis
        if plan is None or crisis is None:
            return
        under = {group for part in plan.compartment if part.id == crisis.compartment for group in part.groups}
        under |= {register.group for register in plan.register if register.compartment == crisis.compartment}
        for claim in (self.case.claims[reading.claim] for reading in self.found.readings):
            cell, figure = claim.cell, claim.reading
            is_count = claim.of is None and cell.measure.kind is Kind.STOCK and isinstance(figure, Figure)
            of_all = cell.place in (None, plan.place) and cell.group in {plan.people, *under}
            at = _middle(cell.period) if cell.period else None
            if is_count and of_all and at is not None:
                assert isinstance(figure, Figure)
                yield Mark(
                    at=at,
                    lower=None if figure.tight.lower is None else float(figure.tight.lower),
                    upper=None if figure.tight.upper is None else float(figure.tight.upper),
                    glyph=self.words.glyph(claim)[0],
                    of_part=cell.group != plan.people,
                )

    @property
    def _crisis(self) -> Crisis | None:
        """The crisis that is left out of what would have been."""
        return self.case.plan.left_out if self.case.plan else None


def near(value: float) -> str:
    """The number to three digits, and no part of a person.

    >>> near(16594), near(-0.3), near(-98.71)
    ('16,600', '0', '−99')
    """
    return f"{round(float(f'{value:.3g}')):,}".replace("-", "−")


def _cell(spread: Spread) -> tuple[str, str, str]:
    wide, narrow = (" to ".join(map(near, interval(spread, level))) for level in (95, 50))
    return wide, narrow, near(spread.median)


def _day(time: float) -> str:
    year, part = divmod(round(time * 12), 12)
    return Period.parse(f"{year:04}-{part + 1:02}-01").words


def _span(crisis: Crisis) -> tuple[float, float] | None:
    """From the first to the last day on which the crisis raised deaths or lowered births, in years."""
    periods = [
        *(dying.period for dying in crisis.mortality),
        *(bearing.period for bearing in crisis.fertility),
    ]
    firsts = [_year(period.earliest) for period in periods if period.earliest]
    lasts = [_year(period.latest + _DAY) for period in periods if period.latest]
    return (min(firsts), max(lasts)) if firsts and lasts else None


def _middle(period: Period) -> float | None:
    if period.earliest is None or period.latest is None:
        return None
    return (_year(period.earliest) + _year(period.latest + _DAY)) / 2


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25
