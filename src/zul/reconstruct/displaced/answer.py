"""From a case to its reconstruction: draw, examine, ask, weigh the evidence."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version

import numpy as np
from attrs import evolve

from zul.errors import Refusal
from zul.reconstruct.arrays import Array, evenly
from zul.reconstruct.compiled import digest
from zul.reconstruct.convergence import Convergence, examine
from zul.reconstruct.displaced.evidence import REFITTED, Values, influences, left_outs, wanted
from zul.reconstruct.displaced.model import Model, model, with_data
from zul.reconstruct.displaced.questions import Question, courses, pyramids, questions
from zul.reconstruct.displaced.readings import Readings, readings
from zul.reconstruct.displaced.scenarios import Scenarios, Trend, scenarios
from zul.reconstruct.sampler import Draws, sample
from zul.terms.case import Case
from zul.terms.estimate import Estimate, Influence, Reading, Reconstruction, Search, Spread

Tell = Callable[[str, int, int], None]  # what is being done, how far, of how much

CHAINS, TUNE, TARGET = 4, 500, 0.85
READ = 2000  # draws from which everything is worked out, evenly among all
_AGAIN = (2, 200, 400)  # chains, tuning and draws of a fit without a claim, from where the whole one is
_TAUGHT = 0.8  # of the width before; an estimate that keeps more of it has learned hardly anything


class NotConverged(Refusal):
    """Draws from which nothing may be read yet, too few or stopped; they are kept here."""

    def __init__(self, refusal: Refusal, draws: Array, unknowns: tuple[str, ...]) -> None:
        super().__init__(refusal.what, refusal.way_out)
        self.draws, self.unknowns = draws, unknowns


def reconstruct(
    case: Case,
    *,
    seed: int = 1,
    draws: int = 1000,
    without: Sequence[str] = (),
    progress: bool = False,
    tell: Tell = lambda *_: None,
) -> Reconstruction:
    """The population, deaths and births that the claims of a case allow, with credible intervals.

    `draws` is by chain, of four; `without` names sources to leave out. The same seed gives the same answer.
    Refuses a case that declares no account, has no claim that the account can answer to, or a crisis of which
    nobody can die; and draws that have not converged.
    """
    began = time.monotonic()
    built = _built(case, without)
    drawn = sample(
        built, built.size, seed=seed, chains=CHAINS, draws=draws, tune=TUNE, target=TARGET, low_rank=True,
        progress=progress,
    )  # fmt: skip
    health = _examined(drawn, built.prior.unknowns)
    search = _search(drawn, health, seed)
    asked_for = inputs(case, seed=seed, draws=draws, without=without)
    found = _read_off(case, built, drawn.x, search, asked_for, tell)
    return evolve(found, search=evolve(search, seconds=time.monotonic() - began))


def again(case: Case, found: Reconstruction) -> Reconstruction:
    """The same answer, worked out once more from its draws; what took another fit stays as it was told.

    Refuses draws that are not of this case: another account, or values that are no numbers.
    """
    built = _built(case, ())
    if built.prior.unknowns != found.unknowns:
        raise Refusal(
            f"has draws of {len(found.unknowns):,} unknowns, where the account has {built.size:,}, "
            "or they are others",
            "Take the draws that were made with this case.",
        )
    if not np.isfinite(found.draws).all():
        raise Refusal("has draws that are no numbers", "Take the draws that were made with this case.")
    return _read_off(case, built, found.draws, found.search, found.inputs, lambda *_: None, told=found)


def _read_off(
    case: Case, built: Model, draws: Array, search: Search, asked_for: str, tell: Tell,
    told: Reconstruction | None = None,
) -> Reconstruction:  # fmt: skip
    """Everything that the draws say; no fit is made again for influences that are `told` already."""
    every_draw = draws.reshape(-1, built.size)
    flat = evenly(every_draw, min(len(every_draw), READ))
    asked = questions(built, case.people.name)
    found = scenarios(built, flat, tell=lambda done: tell("counterfactuals", done, len(flat)))
    values = _values(built, asked, flat, found)
    prior = np.random.default_rng(search.seed).standard_normal((READ // 2, built.size))
    before = _values(built, asked, prior)
    read = readings(built, flat)
    moved_by: dict[str, list[Influence]] = {id: [] for id in values}
    every = left_outs(built)

    def refit(claims: Sequence[str]) -> Values:
        return _values(built, asked, _again(built, claims, search.seed, flat.mean(axis=0)))

    for done, left in enumerate(every):
        tell(f"without {left.about}", done, len(every))
        new = influences(left, read, values, None if told else refit)
        if told and not new:
            new = _refitted(told, left.about)
        for id, influence in new.items():
            moved_by[id].append(influence)
    return Reconstruction(
        people=case.people.name,
        estimates={one.id: _estimate(one, values[one.id], before[one.id], moved_by[one.id]) for one in asked},
        courses={course.id: course for course in courses(built, found)},
        pyramids=tuple(pyramids(built, found)),
        wanted=wanted(built, found, values, case.people.name),
        readings=_readings(built, read),
        left_out=built.observed.left_out,
        search=search,
        inputs=asked_for,
        unknowns=built.prior.unknowns,
        draws=draws,
    )


def _refitted(found: Reconstruction, about: str) -> dict[str, Influence]:
    """What another fit has told of leaving something out."""
    return {
        id: influence
        for id, estimate in found.estimates.items()
        for influence in estimate.moved_by
        if influence.about == about and influence.by == REFITTED
    }


def inputs(case: Case, *, seed: int, draws: int, without: Sequence[str]) -> str:
    """The hash of all that an answer depends on: the case, the request, this program and its sampler."""
    parts = (
        case.plan, case.people, sorted(case.claims.items()), sorted(case.sources.items()), case.judgements,
        seed, draws, sorted(without), digest(), version("nutpie"), version("numba"), version("numpy"),
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _built(case: Case, without: Sequence[str]) -> Model:
    if case.plan is None:
        raise Refusal(
            "not estimable: the case declares no account of the people",
            "Add [reconstruction] to case.toml (docs/case-format.md).",
        )
    if unknown := [source for source in without if source not in case.sources]:
        raise Refusal(f"{', '.join(unknown)} is no source of this case", "Name ids of sources.csv.")
    built = model(case, case.plan, without=without)
    if not built.observed.data:
        raise Refusal(
            "not estimable: no claim is about anything that the account can produce",
            "`zul reconstruct --claims` lists every claim with the reason.",
        )
    if not _kills(built):
        raise Refusal(
            f"not estimable: nobody in the account can die of the crisis “{case.plan.without}”",
            "Give it mortality in a compartment that holds somebody then and is not abroad.",
        )
    return built


def _kills(built: Model) -> bool:
    """Whether the crisis that the counterfactual leaves out can kill anybody who is counted."""
    number = [crisis.id for crisis in built.plan.crisis].index(built.plan.without)
    inside = [not part.abroad for part in built.plan.compartment]
    held = built.frame.reach[..., 1].max(axis=2) > 0
    return bool((held & (built.frame.cause == number))[inside].any())


def _examined(drawn: Draws, unknowns: tuple[str, ...]) -> Convergence:
    """How good the draws are; where not good enough, or too few to tell, they go with the refusal."""
    try:
        health = examine(drawn.x, divergences=drawn.divergences)
    except Refusal as too_few:
        raise NotConverged(too_few, drawn.x, unknowns) from None
    if refusal := health.refusal(unknowns):
        raise NotConverged(refusal, drawn.x, unknowns)
    return health


def _again(built: Model, claims: Sequence[str], seed: int, start: Array) -> Array:
    """Draws of the same unknowns with claims left out; those of sources keep their places."""
    kept = [datum for datum in built.observed.data if datum.claim.id not in claims]
    chains, tune, draws = _AGAIN
    other = with_data(built, kept)
    drawn = sample(
        other, other.size, seed=seed, chains=chains, draws=draws, tune=tune, target=TARGET, start=start,
        low_rank=True,
    )  # fmt: skip
    return drawn.x.reshape(-1, other.size)


def _values(
    built: Model, asked: Sequence[Question], draws: Array, found: Scenarios | None = None
) -> dict[str, Array]:
    values: dict[str, Array] = {}
    for trend in Trend:
        if told := [question for question in asked if question.trend is trend]:
            given = found if found and trend is Trend.OWN else scenarios(built, draws, trend=trend)
            values |= {question.id: question.of(given) for question in told}
    return values


def _estimate(question: Question, values: Array, before: Array, moved_by: Sequence[Influence]) -> Estimate:
    spread, prior = Spread.of(values.tolist()), Spread.of(before.tolist())
    own, was = spread.interval(80), prior.interval(80)
    reason = None
    if own.upper - own.lower >= _TAUGHT * (was.upper - was.lower):  # also where no draw moves it at all
        reason = "the claims leave it nearly as wide as it was before they were read"
    return Estimate(
        id=question.id,
        title=question.title,
        definition=question.definition,
        unit=question.unit,
        spread=spread,
        prior=prior,
        reason=reason,
        moved_by=tuple(sorted(moved_by, key=lambda influence: -abs(influence.moved))),
    )


def _readings(built: Model, read: Readings) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            claim=datum.claim.id,
            wrong=float(read.wrong[:, number].mean()),
            expected=Spread.of(read.count[:, number].tolist()),
            tail=float(read.below[:, number].mean()),
        )
        for number, datum in enumerate(built.observed.data)
    )


def _search(drawn: Draws, health: Convergence, seed: int) -> Search:
    chains, draws, _ = drawn.x.shape
    return Search(
        seed=seed,
        chains=chains,
        draws=draws,
        divergences=drawn.divergences,
        r_hat=health.worst_r_hat,
        size=health.least_size,
        seconds=0.0,
        is_whole=drawn.is_whole,
    )
