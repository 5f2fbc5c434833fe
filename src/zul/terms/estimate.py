"""What a reconstruction says: numbers with intervals, what moved them, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10

import numpy as np
import numpy.typing as npt
from attrs import frozen

LEVELS = (50, 80, 95)  # of credible intervals, in percent


@frozen(kw_only=True)
class Interval:
    """The credible interval of a level in percent: as much probability is left below as above."""

    level: int
    lower: float
    upper: float


@frozen(kw_only=True)
class Spread:
    """A median with its intervals at the levels 50, 80 and 95 percent."""

    median: float
    intervals: tuple[Interval, ...]

    def interval(self, level: int) -> Interval:
        """The interval of a level in percent."""
        return next(one for one in self.intervals if one.level == level)

    @property
    def widest(self) -> Interval:
        """The interval of the highest level."""
        return self.intervals[-1]

    def times(self, factor: float) -> Spread:
        """The spread of so many times the number; the factor is above nought."""
        ends = [
            Interval(level=one.level, lower=factor * one.lower, upper=factor * one.upper)
            for one in self.intervals
        ]
        return Spread(median=factor * self.median, intervals=tuple(ends))

    def words(self, unit: str = "") -> str:
        """The interval before the median, to three digits.

        >>> Spread.of([9_000 + 100 * step for step in range(101)]).words("people")
        'between 9,250 and 18,800 people (95 %), most likely near 14,000'
        """
        ends = " and ".join(three_digits(end) for end in (self.widest.lower, self.widest.upper))
        counted = f"{ends} {unit}".rstrip()
        return f"between {counted} ({self.widest.level} %), most likely near {three_digits(self.median)}"

    @classmethod
    def of(cls, draws: Sequence[float]) -> Spread:
        """The spread of draws; quantiles between two draws are shared out in proportion. Refuses none."""
        ranked = sorted(draws)
        if not ranked:
            raise ValueError("no draws")

        def quantile(share: float) -> float:
            place = share * (len(ranked) - 1)
            below = int(place)
            above = min(below + 1, len(ranked) - 1)
            return ranked[below] + (place - below) * (ranked[above] - ranked[below])

        return cls(
            median=quantile(0.5),
            intervals=tuple(
                Interval(
                    level=level, lower=quantile((1 - level / 100) / 2), upper=quantile((1 + level / 100) / 2)
                )
                for level in LEVELS
            ),
        )


@frozen(kw_only=True)
class Influence:
    """What leaving out a claim, or all claims of a source, would do to an estimate.

    `moved` is the change of the median, `narrowed` the factor by which the 95 % interval would be wider
    without it. `by` says how it was found: by weighting the draws, or by fitting anew.
    """

    about: str
    moved: float
    narrowed: float
    by: str


@frozen(kw_only=True)
class Estimate:
    """One number of the reconstruction, with its definition; `reason` where the claims do not reach it.

    `prior` is what was thought before the claims were read. Where they teach nothing beyond it the number is
    not estimable: the prior is shown as such and never as a result.
    """

    id: str
    title: str
    definition: str
    unit: str
    spread: Spread
    prior: Spread
    reason: str | None = None
    moved_by: tuple[Influence, ...] = ()

    @property
    def is_estimable(self) -> bool:
        return self.reason is None


@frozen(kw_only=True)
class Course:
    """A quantity over time: `times` in years, the spread at each."""

    id: str
    title: str
    unit: str
    times: tuple[float, ...]
    spreads: tuple[Spread, ...]


@frozen(kw_only=True)
class Pyramid:
    """Persons by sex in five-year groups of completed age on 1 January of a year; the last group is open."""

    year: int
    women: tuple[Spread, ...]
    men: tuple[Spread, ...]


@frozen(kw_only=True)
class Wanted:
    """A count that nobody has brought in yet, and by what factor it would narrow an estimate."""

    title: str
    estimate: str
    narrowed: float


@frozen(kw_only=True)
class Reading:
    """How a claim stands in the reconstruction.

    `wrong` is the probability, with all else known, that it is wrong or counts something else; `expected`
    what the account has for its cell, and `tail` the probability that a figure drawn anew falls below it.
    """

    claim: str
    wrong: float
    expected: Spread
    tail: float


@frozen(kw_only=True)
class Search:
    """How well the sampler did: chains, draws, divergent paths, R-hat and effective draws at their worst."""

    seed: int
    chains: int
    draws: int
    divergences: int
    r_hat: float
    size: float
    seconds: float
    is_whole: bool


@frozen(kw_only=True, eq=False)
class Reconstruction:
    """The answer to a case: estimates and courses by id, the claims read and those left out with the reason.

    `draws` has the axes chain, draw, unknown; each unknown is a standard normal before the claims are read.
    """

    people: str
    estimates: Mapping[str, Estimate]
    courses: Mapping[str, Course]
    pyramids: tuple[Pyramid, ...]
    wanted: tuple[Wanted, ...]
    readings: tuple[Reading, ...]
    left_out: Mapping[str, str]
    search: Search
    inputs: str  # the hash of all that the answer depends on
    unknowns: tuple[str, ...]
    draws: npt.NDArray[np.float64]


def three_digits(value: float) -> str:
    """The number with thousands separators, to three digits.

    >>> three_digits(16594), three_digits(0.0471), three_digits(-98.71), three_digits(0)
    ('16,600', '0.0471', '−98.7', '0')
    """
    if not value:
        return "0"
    places = 2 - floor(log10(abs(value)))
    return f"{round(value, places):,.{max(places, 0)}f}".replace("-", "−")
