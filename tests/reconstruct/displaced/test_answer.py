"""The whole way from a case to its answer, on accounts with few claims."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from tests.audit.conftest import claim
from tests.reconstruct.displaced.conftest import EXILE, PEOPLE, PLAN, WAR, small_case

from zul.errors import Refusal
from zul.reconstruct import NotConverged, inputs, reconstruct
from zul.reconstruct.displaced import answer
from zul.reconstruct.sampler import Draws
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.estimate import Reconstruction
from zul.terms.plan import Plan

COUNTS = (
    claim("A1", "98,412", f"population {PEOPLE} 1940-01-01", source="A"),
    claim("B1", "98,700", f"population {PEOPLE} 1940-01-01", source="B"),
    claim("P1", "48,412", f"population {PEOPLE} 1940-01-01", source="P"),
    claim("P2", "many", f"deaths {PEOPLE} 1944", source="P"),
)


def planned(*claims: Claim) -> Case:
    return evolve(small_case(claims), plan=PLAN)


@pytest.fixture(scope="module")
def found() -> Reconstruction:
    return reconstruct(planned(*COUNTS), seed=1, draws=400)


def test_a_counted_population_is_estimated_and_what_nobody_counted_is_not(found: Reconstruction) -> None:
    opening = found.estimates["population-opening"]
    assert opening.is_estimable
    assert opening.spread.widest.lower < 98_412 < opening.spread.widest.upper
    assert opening.spread.widest.upper - opening.spread.widest.lower < 20_000
    for id in ("excess-attributable", "excess-cohort", "births-registered"):
        assert found.estimates[id].reason == (
            "the claims leave it nearly as wide as it was before they were read"
        )


def test_a_figure_far_from_the_others_is_probably_wrong(found: Reconstruction) -> None:
    wrong = {reading.claim: reading.wrong for reading in found.readings}
    assert wrong["P1"] > 0.5
    assert max(wrong["A1"], wrong["B1"]) < 0.1
    assert found.left_out == {"P2": "the figure has no bound"}


def test_influence_says_what_each_source_did(found: Reconstruction) -> None:
    moved = {influence.about: influence for influence in found.estimates["population-opening"].moved_by}
    assert sorted(moved) == ["A", "B", "P"]
    assert abs(moved["P"].moved) < 1_000
    assert moved["A"].narrowed > 1


def test_all_numbers_are_finite_and_intervals_lie_in_each_other(found: Reconstruction) -> None:
    spreads = [
        *(estimate.spread for estimate in found.estimates.values()),
        *(estimate.prior for estimate in found.estimates.values()),
        *(spread for course in found.courses.values() for spread in course.spreads),
        *(spread for pyramid in found.pyramids for spread in (*pyramid.women, *pyramid.men)),
    ]
    for spread in spreads:
        ends = [end for i in reversed(spread.intervals) for end in (i.lower,)]
        ends += [spread.median, *(i.upper for i in spread.intervals)]
        assert np.isfinite(ends).all()
        assert ends == sorted(ends)


def test_the_same_seed_gives_the_same_answer(found: Reconstruction) -> None:
    again = reconstruct(planned(*COUNTS), seed=1, draws=400)
    assert again.estimates == found.estimates
    np.testing.assert_array_equal(again.draws, found.draws)
    assert again.inputs == found.inputs


def test_inputs_change_with_all_that_the_answer_depends_on() -> None:
    case = planned(*COUNTS)
    hashes = {
        inputs(case, seed=1, draws=400, without=()),
        inputs(case, seed=2, draws=400, without=()),
        inputs(case, seed=1, draws=500, without=()),
        inputs(case, seed=1, draws=400, without=("A",)),
        inputs(planned(*COUNTS[1:]), seed=1, draws=400, without=()),
        inputs(evolve(case, plan=evolve(PLAN, closing=PLAN.opening)), seed=1, draws=400, without=()),
    }
    assert len(hashes) == 6
    assert inputs(planned(*COUNTS), seed=1, draws=400, without=()) in hashes


def refused(case: Case, **request: object) -> str:
    try:
        reconstruct(case, **request)  # type: ignore[arg-type]
    except Refusal as refusal:
        return str(refusal)
    pytest.fail("nothing was refused")


def test_a_case_that_cannot_be_answered_says_so() -> None:
    assert refused(small_case(COUNTS)) == (
        "not estimable: the case declares no account of the people. "
        "Add [reconstruction] to case.toml (docs/case-format.md)."
    )
    assert refused(planned(COUNTS[3])) == (
        "not estimable: no claim is about anything that the account can produce. "
        "`zul reconstruct --claims` lists every claim with the reason."
    )
    assert refused(planned(*COUNTS), without=["A", "nobody"]) == (
        "nobody is no source of this case. Name ids of sources.csv."
    )
    assert refused(planned(COUNTS[0]), without=["A"]) == (
        "not estimable: no claim is about anything that the account can produce. "
        "`zul reconstruct --claims` lists every claim with the reason."
    )


HOME, ARMY, CAMPS, _ = PLAN.compartment


@pytest.mark.parametrize(
    "plan",
    [
        evolve(PLAN, crisis=(WAR, evolve(EXILE, mortality=()))),
        evolve(PLAN, move=()),
        evolve(PLAN, compartment=(HOME, ARMY, evolve(CAMPS, abroad=True), PLAN.compartment[3])),
    ],
    ids=["it lowers births alone", "nobody comes there", "it kills abroad"],
)
def test_a_crisis_of_which_nobody_can_die_is_not_estimable(plan: Plan) -> None:
    assert refused(evolve(small_case(COUNTS), plan=plan)) == (
        "not estimable: nobody in the account can die of the crisis “exile”. "
        "Give it mortality in a compartment that holds somebody then and is not abroad."
    )


def test_draws_too_few_to_be_compared_go_with_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object, size: int, **__: object) -> Draws:
        return Draws(x=np.zeros((1, 30, size)), divergent=np.zeros((1, 30), dtype=bool), is_whole=False)

    monkeypatch.setattr(answer, "sample", stopped)
    with pytest.raises(NotConverged, match="1 chains of 30 draws cannot be compared") as refusal:
        reconstruct(planned(*COUNTS))
    assert refusal.value.draws.shape[:2] == (1, 30)
