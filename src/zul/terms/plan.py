"""What a case declares about its reconstruction: the account, and what is thought before its claims are read.

Every prior is a median with a relative error: half of what is thought possible lies nearer to the median
than this share of it. All periods begin and end with steps of the timeline: years, or quarters where the case
names quarters.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from attrs import frozen

from zul.terms.dates import Period

CENSUS_AREAS = ("rural", "urban", "total")  # of the USSR, for which reference tables come with Zul
LIFE_TABLE_AREAS = ("rural", "total")
LONGEST = 100  # years of an account


@frozen(kw_only=True)
class Between:
    """What a number is, and the limits between which it lies, both excluded."""

    name: str
    low: float
    high: float


Share = Annotated[Fraction, Between(name="share", low=0, high=1)]
Error = Annotated[Fraction, Between(name="relative error", low=0, high=1)]
Persons = Annotated[Fraction, Between(name="number of persons", low=0, high=10**9)]
Deaths = Annotated[Fraction, Between(name="number of deaths a year and 1,000 persons", low=0, high=5000)]
Children = Annotated[Fraction, Between(name="number of children a woman", low=0, high=15)]
Ratio = Annotated[Fraction, Between(name="ratio of mortalities", low=0.25, high=1.75)]
Age = Annotated[Fraction, Between(name="mean age of childbearing", low=20, high=40)]
Spread = Annotated[Fraction, Between(name="spread of ages", low=2, high=12)]


@frozen(kw_only=True)
class Opening:
    """The population that the account opens with; `area` names the census of the USSR that lends its ages."""

    median: Persons
    error: Error
    area: str
    why: str


@frozen(kw_only=True)
class Mortality:
    """Mortality outside crises: that of the USSR in `area`, higher or lower, and drifting.

    `ratio` is its probability to die before age 5 over that of the USSR, the median of what is thought.
    The errors are of that probability: of its whole level, and of its drift in four years. `adult_error`
    is that of the rates at ages 15 to 60 at a given child mortality.
    """

    area: str
    ratio: Ratio = Fraction(1)
    error: Error
    drift: Error
    adult_error: Error
    why: str


@frozen(kw_only=True)
class Fertility:
    """Children a woman at the opening and at the closing, with errors as for mortality.

    `mean_age` of childbearing and its `spread`, a standard deviation, are in years.
    """

    opening: Children
    closing: Children
    error: Error
    drift: Error
    mean_age: Age
    spread: Spread
    why: str


@frozen(kw_only=True)
class Compartment:
    """A part of the people, `abroad` if outside the state; `groups` of the case are those counted there."""

    id: str
    name: str
    groups: tuple[str, ...] = ()
    abroad: bool = False


@frozen(kw_only=True)
class Move:
    """The share of a compartment that moves to another; `men` for men of 18 to 45 alone.

    It is taken to happen at once, at the step nearest to the first day of `during`. `counted_as` names the
    measures by which claims count the move.
    """

    id: str
    during: Period
    origin: str
    goal: str
    men: bool = False
    share: Share
    error: Error
    counted_as: tuple[str, ...] = ()
    why: str


@frozen(kw_only=True)
class Dying:
    """Deaths of a crisis a year and 1,000 persons; of men of 18 to 45 where it is theirs alone."""

    period: Period
    per_1000: Deaths
    error: Error


@frozen(kw_only=True)
class Bearing:
    """Fertility in a period, as a share of what it would be without the crisis."""

    period: Period
    share: Share
    error: Error


@frozen(kw_only=True)
class Crisis:
    """A further cause of death in one compartment, and fewer births in all; `men` for men of 18 to 45 alone.

    `by_age` is the share of its deaths that follows the ages of ordinary deaths, the rest falls on all alike.
    """

    id: str
    name: str
    compartment: str
    men: bool = False
    by_age: Share = Fraction(1, 2)
    mortality: tuple[Dying, ...] = ()
    fertility: tuple[Bearing, ...] = ()
    why: str


@frozen(kw_only=True)
class Register:
    """What a register holds: its shares of births, of deaths of young children, and of other deaths.

    Young children are those born in the year of their death or the one before. `error` is that of the counts
    of persons on the register.
    """

    group: str
    compartment: str
    error: Error
    births: Share
    births_error: Error
    young_deaths: Share
    young_deaths_error: Error
    deaths: Share
    deaths_error: Error
    why: str


@frozen(kw_only=True)
class Witness:
    """A class of sources: how far their figures are off, and how often one is wrong or of something else."""

    id: str
    sources: tuple[str, ...] = ()
    error: Error
    wrong: Share
    why: str


@frozen(kw_only=True)
class Plan:
    """The account of one people in one place, in compartments of which the first holds all at the opening.

    `without` names the crisis that the counterfactual leaves out, `comparisons` sources that are
    reconstructions themselves and so no data. The last witness is that of all sources not named.
    """

    people: str
    place: str
    without: str
    opening: Period
    closing: Period
    quarters: Period | None = None
    comparisons: tuple[str, ...] = ()
    population: Opening
    mortality: Mortality
    fertility: Fertility
    compartment: tuple[Compartment, ...]
    move: tuple[Move, ...] = ()
    crisis: tuple[Crisis, ...]
    register: tuple[Register, ...] = ()
    witness: tuple[Witness, ...]

    @property
    def left_out(self) -> Crisis:
        """The crisis that the counterfactual leaves out."""
        return next(crisis for crisis in self.crisis if crisis.id == self.without)

    def part(self, id: str) -> Compartment:
        """The compartment of an id."""
        return next(part for part in self.compartment if part.id == id)
