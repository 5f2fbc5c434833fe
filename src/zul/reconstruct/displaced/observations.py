"""The claims of a case as data: which count, what they say, and why the others are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, inf, log

import numpy as np
from attrs import frozen

from zul.reconstruct.displaced.figures import Figures
from zul.reconstruct.displaced.operators import Operator, Reader
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.plan import Plan

DOUBTED = 0.5  # the least probability of being wrong of a claim that a judgement doubts


@frozen(kw_only=True)
class Limits:
    """Logs of the bounds of a figure by its plain and charitable reading; the variance of chance itself."""

    lower: tuple[float, float]
    upper: tuple[float, float]
    noise: float


@frozen(kw_only=True)
class Datum:
    """A claim that the process can answer to."""

    claim: Claim
    top: Operator
    base: Operator | None
    witness: int
    wrong: float
    bounds: Limits


@frozen(kw_only=True)
class Observations:
    """The data of a case, and the claims left out with the reason of each."""

    data: tuple[Datum, ...]
    left_out: Mapping[str, str]

    @property
    def biased(self) -> tuple[tuple[str, int], ...]:
        """The sources with more than one figure, whose figures share an error; with their witness."""
        counts: dict[str, int] = {}
        for datum in self.data:
            counts[datum.claim.citation.source] = counts.get(datum.claim.citation.source, 0) + 1
        witness = {datum.claim.citation.source: datum.witness for datum in self.data}
        return tuple((source, witness[source]) for source, count in sorted(counts.items()) if count > 1)


def observations(case: Case, plan: Plan, reader: Reader, *, without: Sequence[str] = ()) -> Observations:
    """Every claim of the case, as a datum or with the reason why not; `without` names sources to ignore."""
    left_out: dict[str, str] = {}
    data: list[Datum] = []
    for claim in sorted(case.claims.values(), key=lambda claim: _rank(case, plan, claim)):
        source = claim.citation.source
        if source in without:
            left_out[claim.id] = f"the source {source} is left out on request"
        elif source in plan.comparisons:
            left_out[claim.id] = f"{source} is a reconstruction itself, kept for comparison"
        elif case.is_rejected(claim.id):
            left_out[claim.id] = "a judgement rejects it"
        elif not isinstance(claim.reading, Figure):
            left_out[claim.id] = "it is a date"
        else:
            datum = _datum(claim, claim.reading, plan, reader, doubted=case.is_doubted(claim.id))
            if isinstance(datum, str):
                left_out[claim.id] = datum
            elif earlier := _copied(datum, data, case):
                left_out[claim.id] = earlier
            else:
                data.append(datum)
    order = list(case.claims)
    return Observations(
        data=tuple(sorted(data, key=lambda datum: order.index(datum.claim.id))),
        left_out={id: left_out[id] for id in order if id in left_out},
    )


def _rank(case: Case, plan: Plan, claim: Claim) -> tuple[int, float, str]:
    """Originals before copies, then the best witness: it stands for all; and no order of rows matters."""
    copied = len(_ancestors(case, claim.citation.source))
    return copied, float(plan.witness[_witness(plan, claim)].error), claim.id


def _witness(plan: Plan, claim: Claim) -> int:
    named = [n for n, witness in enumerate(plan.witness) if claim.citation.source in witness.sources]
    return named[0] if named else len(plan.witness) - 1


def _datum(claim: Claim, figure: Figure, plan: Plan, reader: Reader, *, doubted: bool) -> Datum | str:
    if figure.tight.lower is None and figure.tight.upper is None:
        return "the figure has no bound"
    top = reader.read(claim.cell)
    if isinstance(top, str):
        return top
    base = None
    if claim.of is not None:
        read = reader.read(claim.of, at=claim.cell.period)
        if isinstance(read, str):
            return f"of its base, {read}"
        base = read
    if claim.of is None and figure.is_rate:
        return "it is a share of nothing named"
    bounds = limits(figure, is_ratio=claim.of is not None)
    if bounds is None:
        return "the figure is nought or less"
    witness = _witness(plan, claim)
    wrong = float(plan.witness[witness].wrong)
    return Datum(
        claim=claim,
        top=top,
        base=base,
        witness=witness,
        wrong=max(wrong, DOUBTED) if doubted else wrong,
        bounds=bounds,
    )


def limits(figure: Figure, *, is_ratio: bool) -> Limits | None:
    """What the law of figures makes of a count or a ratio, in logs; None where nothing is above nought."""
    unit = 100 if figure.is_percent else 1
    (low, high), (lowest, highest) = (_logs(b, unit, whole=not is_ratio) for b in (figure.tight, figure.wide))
    if low >= high or lowest >= highest:
        return None
    counts = [exp(bound) for bound in (low, high) if abs(bound) < inf] if not is_ratio else []
    return Limits(
        lower=(low, lowest), upper=(high, highest), noise=1 / max(counts[0], 1.0) if counts else 0.0
    )


def _logs(bounds: Bounds, unit: int, *, whole: bool) -> tuple[float, float]:
    """The logs of the bounds; a whole number is what rounds to it."""
    lower = -inf if bounds.lower is None else float(bounds.lower) / unit
    upper = inf if bounds.upper is None else float(bounds.upper) / unit
    if whole:
        lower += 0.5 if bounds.lower_open else -0.5
        upper -= 0.5 if bounds.upper_open else -0.5
    elif lower == upper:
        lower, upper = lower * (1 - 1e-4), upper * (1 + 1e-4)
    return (log(lower) if lower > 0 else -inf), (log(upper) if upper > 0 else -inf)


def _copied(datum: Datum, data: Sequence[Datum], case: Case) -> str | None:
    """Why a figure is no second observation: its source copies another's, or it repeats the same digits."""
    above = _ancestors(case, datum.claim.citation.source)
    for other in data:
        source = other.claim.citation.source
        if (other.claim.cell, other.claim.of) != (datum.claim.cell, datum.claim.of):
            continue
        below = datum.claim.citation.source in _ancestors(case, source)
        if (source in above or below) and source != datum.claim.citation.source:
            return f"one observation with {other.claim.id}: of the two sources one copies the other"
        if other.bounds == datum.bounds:
            return f"the same figure as {other.claim.id}, taken for one observation"
        if _rounds(datum, other) or _rounds(other, datum):
            return f"the same number as {other.claim.id} but for rounding, taken for one observation"
    return None


def _rounds(datum: Datum, other: Datum) -> bool:
    """Whether a printed number without a hedge may be the other one, rounded."""
    readings = (datum.claim.reading, other.claim.reading)
    if datum.base or not all(isinstance(one, Figure) and one.hedge is Hedge.EXACT for one in readings):
        return False
    low, high = datum.bounds.lower[1], datum.bounds.upper[1]
    return low <= other.bounds.lower[0] and other.bounds.upper[0] <= high


def _ancestors(case: Case, source: str) -> set[str]:
    found: set[str] = set()
    waiting = list(case.sources[source].derived_from) if source in case.sources else []
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting += case.sources[parent].derived_from
    return found


def as_figures(observed: Observations, biased: Sequence[tuple[str, int]]) -> Figures:
    """The data as arrays; `biased` are the sources whose figures share an error."""
    top, bottom, tally, registered = [0], list[int](), list[int](), list[int]()
    weight: list[float] = []
    for datum in observed.data:
        for operator in filter(None, (datum.top, datum.base)):
            if operator is datum.base:
                bottom.append(len(tally))
            tally += [term.tally for term in operator.terms]
            weight += [term.weight for term in operator.terms]
            registered += [term.registered for term in operator.terms]
        if datum.base is None:
            bottom.append(len(tally))
        top.append(len(tally))
    sources = [source for source, _ in biased]
    data = observed.data
    bias = [
        sources.index(d.claim.citation.source) if d.claim.citation.source in sources else -1 for d in data
    ]

    def integers(values: Sequence[int]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    return Figures(
        top=integers(top),
        bottom=integers(bottom),
        tally=integers(tally),
        weight=np.array(weight, dtype=float),
        registered=integers(registered),
        bias=integers(bias),
        witness=integers([datum.witness for datum in data]),
        lower=np.array([datum.bounds.lower for datum in data], dtype=float).reshape(-1, 2),
        upper=np.array([datum.bounds.upper for datum in data], dtype=float).reshape(-1, 2),
        noise=np.array([datum.bounds.noise for datum in data], dtype=float),
        wrong=np.array([datum.wrong for datum in data], dtype=float),
    )
