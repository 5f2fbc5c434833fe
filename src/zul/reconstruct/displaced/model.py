"""The whole model of a case: its account, prior and data as one density of unknowns."""

from __future__ import annotations

from collections.abc import Sequence
from threading import get_ident

import numpy as np
from attrs import evolve, field, frozen

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.density import Desk, Laws, Map, desk, log_density, work_out
from zul.reconstruct.displaced.figures import Figures
from zul.reconstruct.displaced.frame import by_slot, frame, of_men
from zul.reconstruct.displaced.observations import Datum, Observations, as_figures, observations
from zul.reconstruct.displaced.operators import Reader
from zul.reconstruct.displaced.prior import Prior, prior
from zul.reconstruct.displaced.timeline import Timeline, timeline
from zul.reconstruct.process.annual import Frame
from zul.reconstruct.rates.crisis import flat, infant_and_old
from zul.reconstruct.rates.logquad import log_quadratic
from zul.reconstruct.rates.reference import both_sexes, census
from zul.terms.case import Case
from zul.terms.plan import Plan

_NOBODY = 1e-6  # persons
_AT_HOME = ("USSR", "1939-01-17", "rural")  # the population over which a crisis shape has mean 1


@frozen(kw_only=True, eq=False)
class Model:
    """The density of the unknowns of a case; called, it writes its gradient and returns its log."""

    plan: Plan
    timeline: Timeline
    frame: Frame
    prior: Prior
    observed: Observations
    figures: Figures
    biased: tuple[tuple[str, int], ...]
    laws: Laws
    map: Map
    _desks: dict[int, Desk] = field(factory=dict, init=False)

    @property
    def size(self) -> int:
        """The number of unknowns."""
        return len(self.prior.unknowns)

    def __call__(self, z: Array, gradient: Array) -> float:
        return log_density(
            z, gradient, self.map, self.prior.links, self.laws, self.frame, self.figures, self.desk()
        )

    def desk(self) -> Desk:
        """The arrays of the thread that asks."""
        thread = get_ident()
        if thread not in self._desks:
            self._desks[thread] = desk(self.map, self.frame, len(self.plan.crisis))
        return self._desks[thread]


def model(case: Case, plan: Plan, *, without: Sequence[str] = ()) -> Model:
    """The model of a case, leaving out the sources named in `without`."""
    times = timeline(plan)
    fixed, lawful = frame(plan, times), laws(plan)
    observed = observations(case, plan, Reader(plan=plan, timeline=times), without=without)
    observed = _answerable(plan, times, fixed, lawful, observed)
    believed = prior(plan, times, observed.biased)
    return Model(
        plan=plan,
        timeline=times,
        frame=fixed,
        prior=believed,
        observed=evolve(
            observed, left_out={id: observed.left_out[id] for id in case.claims if id in observed.left_out}
        ),
        figures=as_figures(observed, observed.biased),
        biased=observed.biased,
        laws=lawful,
        map=as_map(believed),
    )


def with_data(model: Model, data: Sequence[Datum]) -> Model:
    """The same account and priors with other figures for the same cells, or with fewer."""
    observed = Observations(data=tuple(data), left_out=model.observed.left_out)
    return evolve(model, observed=observed, figures=as_figures(observed, model.biased))


def as_map(believed: Prior) -> Map:
    """The table of loadings as the density wants it."""
    loadings = believed.loadings
    return Map(
        centre=believed.centre,
        start=loadings.indptr.astype(np.int64),
        column=loadings.indices.astype(np.int64),
        loading=loadings.data.astype(np.float64),
    )


def _answerable(
    plan: Plan, times: Timeline, fixed: Frame, lawful: Laws, observed: Observations
) -> Observations:
    """Without the claims about a compartment that has nobody in it at their time."""
    believed = prior(plan, times, observed.biased)
    table, figures = as_map(believed), as_figures(observed, observed.biased)
    on = desk(table, fixed, len(plan.crisis))
    work_out(
        np.zeros(len(believed.unknowns)), table, believed.links, lawful, fixed, on
    )  # what is thought likeliest
    kept, left_out = [], dict(observed.left_out)
    for number, datum in enumerate(observed.data):
        ends = figures.top[number], figures.bottom[number], figures.top[number + 1]
        sums = [
            float(figures.weight[first:last] @ on.tallies[figures.tally[first:last]])
            for first, last in ((ends[0], ends[1]), (ends[1], ends[2]))
            if first < last
        ]
        if min(sums) < _NOBODY:
            left_out[datum.claim.id] = "the account has nobody there at that time"
        elif datum.base:  # chance in both numbers of a ratio; that of a count is known by its figure
            noise = sum(1 / max(one, 1.0) for one in sums)
            kept.append(evolve(datum, bounds=evolve(datum.bounds, noise=noise)))
        else:
            kept.append(datum)
    return Observations(data=tuple(kept), left_out=left_out)


def laws(plan: Plan) -> Laws:
    """The rates by age that the unknowns raise and lower."""
    ages = log_quadratic()
    standard = census(*_AT_HOME)
    ordinary = both_sexes("USSR", "1926-1927", plan.mortality.area)
    men = of_men()
    by_age = [men if crisis.men else by_slot(infant_and_old(standard, ordinary)) for crisis in plan.crisis]
    level = [men if crisis.men else by_slot(flat(standard)) for crisis in plan.crisis]
    return Laws(
        a=np.array(ages.a),
        b=np.array(ages.b),
        c=np.array(ages.c),
        v=np.array(ages.v),
        by_age=np.array(by_age),
        level=np.array(level),
    )
