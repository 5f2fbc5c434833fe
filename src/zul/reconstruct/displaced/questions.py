"""What is asked of a reconstruction: each number with its definition, read off the two courses of a draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from attrs import frozen

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.scenarios import Scenarios, Trend, beginning
from zul.reconstruct.process.annual import FEMALE
from zul.terms.estimate import Course, Pyramid, Spread
from zul.terms.said import listed

_EXCESS = {
    "attributable": (
        "Excess deaths, attributable",
        "Deaths of the people as it was, beyond those that mortality without {crisis} would have brought. "
        "Children who were never born are not among them.",
    ),
    "cohort": (
        "Excess deaths among those alive at the beginning",
        "Of those alive on {day}: deaths up to {end}, less those that there would have been by then without "
        "{crisis}. It grows smaller with time, for some would have died in those years of other causes.",
    ),
    "scenario": (
        "Excess deaths by comparison of scenarios",
        "All deaths up to {end}, less all deaths without {crisis}. Lower than the others, because "
        "children who were not born could not die.",
    ),
    "register": (
        "Registered deaths beyond the expected",
        "Deaths on the register, less those expected of the persons on it without {crisis}: what can be "
        "worked out from the register alone, its gaps included.",
    ),
}  # fmt: skip


@frozen(kw_only=True)
class Question:
    """One number asked, with what it counts; `of` reads it off the courses with a trend, a value a draw."""

    id: str
    title: str
    definition: str
    unit: str
    of: Callable[[Scenarios], Array]
    trend: Trend = Trend.OWN


def questions(model: Model, people: str) -> tuple[Question, ...]:
    """All that is asked of the account of a people, the headlines first, other courses of mortality last."""
    return (*_questions(model, people), *_of_other_trends(model))


def _questions(model: Model, people: str) -> Iterator[Question]:
    plan, starts = model.plan, model.timeline.starts
    crisis, begins = plan.left_out, beginning(model)
    day, end = _new_year(starts[begins]), f"the end of {int(starts[-1]) - 1}"
    name = f"the {crisis.name}"
    words = {"crisis": name, "day": day, "end": end}
    for id, (title, definition) in _EXCESS.items():
        if id == "register" and not plan.register:
            continue
        yield Question(
            id=f"excess-{id}",
            title=f"{title}, to {end}",
            definition=definition.format(**words),
            unit="people",
            of=lambda found, id=id: found.excess()[id][:, -1],  # type: ignore[misc]
        )
    yield Question(
        id="birth-deficit",
        title=f"Birth deficit, to {end}",
        definition=f"Births that there would have been without {name}, less those that there were.",
        unit="births",
        of=lambda found: found.birth_deficit()[:, -1],
    )
    yield Question(
        id="birth-deficit-fertility",
        title="Birth deficit: lower fertility",
        definition="The part of the birth deficit due to fewer children of the women who lived.",
        unit="births",
        of=lambda found: found.lower_fertility[:, begins:].sum(axis=1),
    )
    yield Question(
        id="birth-deficit-women",
        title="Birth deficit: missing women",
        definition="The part of the birth deficit due to women who had died, or had not been born.",
        unit="births",
        of=lambda found: found.missing_women[:, begins:].sum(axis=1),
    )
    yield Question(
        id="missing-people",
        title=f"Missing people on {_new_year(starts[-1])}",
        definition=f"{people} that there would have been without {name}, less those that there were: the "
        "excess deaths by comparison of scenarios and the birth deficit together"
        + (", and the difference of those abroad." if _crossed(model, begins) else "."),
        unit="people",
        of=lambda found: (found.counterfactual_population - found.population)[:, -1],
    )
    for id, step, when in (
        ("opening", 0, starts[0]),
        ("before", begins, starts[begins]),
        ("closing", -1, starts[-1]),
    ):
        yield Question(
            id=f"population-{id}",
            title=f"{people} on {_new_year(when)}",
            definition=f"All {people} in the account but those abroad.",
            unit="people",
            of=lambda found, step=step: found.population[:, step],  # type: ignore[misc]
        )
    part = next(number for number, part in enumerate(plan.compartment) if part.id == crisis.compartment)
    yield Question(
        id="population-crisis",
        title=f"{people} in the compartment “{plan.compartment[part].name}” on {day}",
        definition="Those under the crisis when it begins.",
        unit="people",
        of=lambda found: found.by_compartment[:, part, begins],
    )
    for id, title, series in (("births", "Births", "births"), ("deaths", "Deaths", "deaths")):
        yield Question(
            id=id,
            title=f"{title} from {day} to {end}",
            definition=f"All {title.lower()} of {people} not abroad, registered or not.",
            unit=id,
            of=lambda found, series=series: getattr(found, series)[:, begins:].sum(axis=1),  # type: ignore[misc]
        )
    yield Question(
        id="excess-rate",
        title="Excess deaths for each 1,000 people",
        definition=f"The excess deaths, attributable, to {end}, for each 1,000 {people} on {day}.",
        unit="deaths for each 1,000",
        of=lambda found: 1000 * found.excess()["attributable"][:, -1] / found.population[:, begins],
    )
    yield Question(
        id="birth-deficit-share",
        title="Birth deficit in percent",
        definition=f"The birth deficit to {end}, in percent of the births expected without {name}.",
        unit="percent",
        of=lambda found: (
            100 * found.birth_deficit()[:, -1] / found.counterfactual_births[:, begins:].sum(axis=1)
        ),
    )
    if kept := _with_births(model, begins):
        yield Question(
            id="births-registered",
            title="Share of births that the register has",
            definition=f"Registered births from {day} to {end}, in percent of the births in "
            f"{listed([f'“{compartment}”' for compartment in kept])}.",
            unit="percent",
            of=lambda found: (
                100
                * found.registered_births[:, begins:].sum(axis=1)
                / found.register_births[:, begins:].sum(axis=1)
            ),
        )


def _of_other_trends(model: Model) -> Iterator[Question]:
    """The first number again; where the crisis begins with the account, no year before tells a trend."""
    if model.frame.year[beginning(model)] == 0:
        return
    for trend, id, word in (
        (Trend.UNION, "union", "with the trend of the Union"),
        (Trend.NONE, "unchanged", "unchanged from the year before"),
    ):
        yield Question(
            id=f"excess-attributable-{id}",
            title=f"Excess deaths, attributable, were mortality to have gone on {word}",
            definition="As the first, with another course of ordinary mortality after the crisis began.",
            unit="people",
            of=lambda found: found.excess()["attributable"][:, -1],
            trend=trend,
        )


def _crossed(model: Model, begins: int) -> bool:
    """Whether somebody goes abroad or comes back once the crisis has begun: not as many in both courses."""
    abroad = np.array([part.abroad for part in model.plan.compartment])
    frame = model.frame
    return bool((abroad[frame.move_from] != abroad[frame.move_to])[frame.move_step > begins].any())


def _with_births(model: Model, begins: int) -> list[str]:
    """The names of the compartments with a register in which women live once the crisis has begun."""
    kept = {register.compartment for register in model.plan.register}
    women = model.frame.reach[:, begins:, FEMALE, 1]
    return [
        part.name
        for number, part in enumerate(model.plan.compartment)
        if part.id in kept and women[number].any()
    ]


def courses(model: Model, found: Scenarios) -> Iterator[Course]:
    """Stocks on 1 January and flows by calendar year, with their spread."""
    starts = model.timeline.starts
    stocks = {
        "population": ("Population", found.population),
        "counterfactual-population": ("Population without the crisis", found.counterfactual_population),
    } | {
        f"compartment-{part.id}": (f"Population: {part.name}", found.by_compartment[:, number])
        for number, part in enumerate(model.plan.compartment)
    }
    for id, (title, stock) in stocks.items():
        yield _course(id, title, "people", starts, stock)
    years = model.frame.year
    first = int(starts[0])
    for id, title, flow in (
        ("births", "Births a year", found.births),
        ("deaths", "Deaths a year", found.deaths),
        ("counterfactual-births", "Births a year without the crisis", found.counterfactual_births),
        ("counterfactual-deaths", "Deaths a year without the crisis", found.counterfactual_deaths),
        ("attributable", "Attributable deaths a year", found.attributable),
    ):
        by_year = np.array([flow[:, years == year].sum(axis=1) for year in range(years[-1] + 1)]).T
        yield _course(id, title, "people", first + np.arange(years[-1] + 1.0), by_year)


def pyramids(model: Model, found: Scenarios) -> Iterator[Pyramid]:
    """The opening, the beginning of the crisis and the closing."""
    starts = model.timeline.starts
    new_years = starts[starts % 1 == 0]
    for when in (starts[0], starts[found.begins], starts[-1]):
        at = int(np.abs(new_years - when).argmin())
        by_age = found.ages[:, at, :, 1:]
        groups = np.add.reduceat(by_age, np.arange(0, 86, 5), axis=2)
        women, men = (tuple(Spread.of(group.tolist()) for group in groups[:, sex].T) for sex in range(2))
        yield Pyramid(year=int(new_years[at]), women=women, men=men)


def _course(id: str, title: str, unit: str, times: Array, values: Array) -> Course:
    spreads = tuple(Spread.of(column.tolist()) for column in values.T)
    return Course(id=id, title=title, unit=unit, times=tuple(float(time) for time in times), spreads=spreads)


def _new_year(start: float) -> str:
    months = ("January", "April", "July", "October")
    return f"1 {months[round(start % 1 * 4)]} {int(start)}"
