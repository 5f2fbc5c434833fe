"""What moved an estimate: each claim and source left out; and which count, if found, would narrow it most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.readings import Readings
from zul.reconstruct.displaced.scenarios import Scenarios
from zul.terms.estimate import Influence, Wanted

REFITTED = "fitting anew"  # how an influence was found
LEAST_SIZE = 100  # effective draws under the weights of what is left out; below, the model is fitted anew
_GOOD = 0.02  # the relative error of a count that somebody might still find
_MOST_WANTED = 3

Values = Mapping[str, Array]  # draws by estimate
Refit = Callable[[Sequence[str]], Values]  # the values with these claims left out


@frozen(kw_only=True)
class Left:
    """What is left out together: a claim, or all claims of a source; the numbers of its figures."""

    about: str
    claims: tuple[str, ...]
    figures: tuple[int, ...]


def left_outs(model: Model) -> tuple[Left, ...]:
    """Every source with its figures, and every claim of a source that has more than one."""
    by_source: dict[str, list[int]] = {}
    for number, datum in enumerate(model.observed.data):
        by_source.setdefault(datum.claim.citation.source, []).append(number)
    ids = [datum.claim.id for datum in model.observed.data]

    def left(about: str, numbers: Sequence[int]) -> Left:
        return Left(about=about, claims=tuple(ids[number] for number in numbers), figures=tuple(numbers))

    sources = [left(source, numbers) for source, numbers in by_source.items()]
    claims = [left(ids[n], [n]) for numbers in by_source.values() if len(numbers) > 1 for n in numbers]
    return tuple(sources + claims)


def influences(left: Left, read: Readings, values: Values, refit: Refit | None) -> dict[str, Influence]:
    """The change of every estimate when something is left out, by weighting the draws or by fitting anew.

    A draw counts the more the less probable it made what is left out (importance sampling; Vehtari, Gelman &
    Gabry 2017, Statistics and Computing 27, 1413–1432, without the smoothing of the largest weights: where
    fewer than 100 effective draws are left, the model is fitted again). Without `refit` nothing is told then.
    """
    logs = -read.log_probability[:, left.figures].sum(axis=1)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    by_weight = 1 / np.square(weights).sum() >= LEAST_SIZE
    if not by_weight and refit is None:
        return {}
    others = values if by_weight or refit is None else refit(left.claims)
    found = {}
    for id, own in values.items():
        other = others[id]
        low, middle, high = _quantiles(other, weights if by_weight else None)
        own_low, own_middle, own_high = _quantiles(own, None)
        width = own_high - own_low
        found[id] = Influence(
            about=left.about,
            moved=float(middle - own_middle),
            narrowed=float((high - low) / width) if width else 1.0,
            by="weighting the draws" if by_weight else REFITTED,
        )
    return found


def _quantiles(values: Array, weights: Array | None) -> Array:
    """2.5, 50 and 97.5 percent."""
    shares = np.array([0.025, 0.5, 0.975])
    if weights is None:
        found: Array = np.quantile(values, shares)
        return found
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) - weights[order] / 2
    weighted: Array = np.interp(shares, reached, values[order])
    return weighted


def wanted(model: Model, found: Scenarios, values: Values, people: str) -> tuple[Wanted, ...]:
    """The counts, good to 2 %, that would narrow each estimate most, and by a tenth at least.

    The estimate's variance that stays is taken from the straight line through its draws against the count's.
    """
    counts = dict(_counts(model, found, people))
    best: list[Wanted] = []
    for id, own in values.items():
        ranked = sorted((_left_over(own, count), title) for title, count in counts.items())
        best += [
            Wanted(title=title, estimate=id, narrowed=float(1 / left))
            for left, title in ranked[:_MOST_WANTED]
            if left < 0.9
        ]
    return tuple(best)


def _left_over(own: Array, count: Array) -> float:
    if own.std() == 0 or count.std() == 0:
        return 1.0
    noise = (_GOOD * count.mean()) ** 2
    share = np.cov(own, count)[0, 1] ** 2 / own.var() / (count.var() + noise)
    return float(np.sqrt(max(1 - share, 0.0)))


def _counts(model: Model, found: Scenarios, people: str) -> Iterator[tuple[str, Array]]:
    starts, years = model.timeline.starts, model.frame.year
    for boundary in np.flatnonzero(starts % 1 == 0):
        year = int(starts[boundary])
        yield f"a count of all {people} on 1 January {year}", found.population[:, boundary]
        for number, part in enumerate(model.plan.compartment):
            counted = found.by_compartment[:, number, boundary]
            if counted.mean() > 100:
                yield f"a count of those in “{part.name}” on 1 January {year}", counted
        if boundary < model.timeline.steps:
            inside = years == years[boundary]
            yield f"all births of {year}", found.births[:, inside].sum(axis=1)
            yield f"all deaths of {year}", found.deaths[:, inside].sum(axis=1)
    ages = found.ages[:, -1]
    closing = int(starts[-1])
    for first, end in ((0, 10), (10, 15), (15, 30), (30, 60)):
        counted = ages[:, :, first + 1 : end + 1].sum(axis=(1, 2))
        yield f"a count by age on 1 January {closing}: persons of {first} to {end - 1} years", counted
    yield f"a count by sex on 1 January {closing}: women", ages[:, 0].sum(axis=1)
