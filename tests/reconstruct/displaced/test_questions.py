"""What is asked depends on the account."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from tests.reconstruct.displaced.conftest import EXILE, MOVES, PLAN, move, small_case

from zul.reconstruct.displaced.model import Model, model
from zul.reconstruct.displaced.questions import Question, questions
from zul.reconstruct.displaced.scenarios import Trend, scenarios
from zul.terms.dates import Period
from zul.terms.plan import Move, Plan


def asked(plan: Plan) -> dict[str, Question]:
    return {question.id: question for question in questions(model(small_case(), plan), "Hill people")}


def test_other_trends_are_asked_last_where_there_was_a_year_before(small: Model) -> None:
    trends = [question.trend for question in questions(small, "Hill people")]
    assert trends[-2:] == [Trend.UNION, Trend.NONE]
    assert set(trends[:-2]) == {Trend.OWN}
    deported = move("deportation", "1944-01-01", "home", "exile", "0.9")
    at_once = evolve(PLAN, opening=Period.parse("1944-01-01"), move=(deported,), crisis=(EXILE,))
    assert {question.trend for question in asked(at_once).values()} == {Trend.OWN}


@pytest.mark.parametrize(
    ("moves", "end"),
    [
        (MOVES, "birth deficit together."),
        (
            (*MOVES, move("flight", "1946-01-01", "exile", "abroad", "0.3")),
            "birth deficit together, and the difference of those abroad.",
        ),
    ],
)
def test_the_missing_are_told_with_those_abroad_where_some_go_there_in_the_crisis(
    moves: tuple[Move, ...], end: str
) -> None:
    assert asked(evolve(PLAN, move=moves))["missing-people"].definition.endswith(end)


def test_the_share_registered_is_of_the_compartment_with_the_register_and_a_share(small: Model) -> None:
    question = next(one for one in questions(small, "Hill people") if one.id == "births-registered")
    assert question.definition.endswith("in percent of the births in “exile”.")
    shares = question.of(scenarios(small, np.random.default_rng(1).standard_normal((5, small.size))))
    assert ((shares > 0) & (shares < 100)).all()


def test_rates_are_those_of_each_draw(small: Model) -> None:
    found = scenarios(small, np.random.default_rng(1).standard_normal((5, small.size)))
    ask = {question.id: question.of(found) for question in questions(small, "Hill people")}
    np.testing.assert_allclose(
        ask["excess-rate"] * ask["population-before"], 1000 * ask["excess-attributable"]
    )
    births = ask["births"] + ask["birth-deficit"]
    np.testing.assert_allclose(ask["birth-deficit-share"] * births, 100 * ask["birth-deficit"])


def test_nothing_is_asked_of_a_register_of_men() -> None:
    of_men = evolve(PLAN.register[0], compartment="army")
    assert "births-registered" not in asked(evolve(PLAN, register=(of_men,)))
    assert "births-registered" not in asked(evolve(PLAN, register=()))
