"""Crises stand in lanes with their names, of which none lies on another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from zul.publish.drawings.crises import LANE, Lane, height, lanes, layers, middle
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.plan import Bearing, Crisis, Dying

HALF = Fraction(1, 2)


def a_crisis(id: str, *, name: str = "war", dying: str | None = None, bearing: str | None = None) -> Crisis:
    deaths = (Dying(period=Period.parse(dying), per_1000=Fraction(50), error=HALF),) if dying else ()
    births = (Bearing(period=Period.parse(bearing), share=HALF, error=HALF),) if bearing else ()
    return Crisis(
        id=id, name=name, compartment="exile", mortality=deaths, fertility=births, why="It is known."
    )


def with_crises(case: Case, *crises: Crisis) -> Words:
    assert case.plan is not None
    return Words(evolve(case, plan=evolve(case.plan, crisis=crises)))


def test_what_overlaps_gets_a_row_of_its_own(planned: Case) -> None:
    words = with_crises(
        planned,
        a_crisis("exile", name="exile", dying="1944", bearing="1944/1946"),
        a_crisis("war", dying="1941/1945"),
        a_crisis("famine", name="famine", dying="1932/1933"),
    )
    found = lanes(words, 1927, 1959, 640)  # 20 px a year
    assert found == [
        Lane(name="famine", first=1932, last=1934, row=0, after=True, is_left_out=False),
        Lane(name="war", first=1941, last=1946, row=0, after=True, is_left_out=False),
        Lane(name="exile", first=1944, last=1947, row=1, after=True, is_left_out=True),
    ]
    assert height(found) == 2 * LANE
    assert [layer.to_dict()["mark"]["type"] for layer in layers(found, 100)] == ["rect", "rect", "text"] * 3


def test_a_name_that_would_leave_the_drawing_stands_before_its_bar(planned: Case) -> None:
    words = with_crises(planned, a_crisis("exile", name="a very long exile", dying="1955/1958"))
    (lane,) = lanes(words, 1927, 1959, 640)
    assert (lane.after, lane.first, lane.last) == (False, 1955, 1959)


@pytest.mark.parametrize("dying", ["1900/1901", "1970", None])
def test_what_lies_outside_or_has_no_time_is_left_out(planned: Case, dying: str | None) -> None:
    words = with_crises(planned, a_crisis("exile", dying=dying))
    assert lanes(words, 1927, 1959, 640) == []
    assert height([]) == 0


def test_no_account_no_lanes(case: Case) -> None:
    assert lanes(Words(case), 1927, 1959, 640) == []


def test_turning_signs_in_a_name_go(planned: Case) -> None:
    (lane,) = lanes(with_crises(planned, a_crisis("exile", name="\u202ewar", dying="1944")), 1927, 1959, 640)
    assert lane.name == "war"


def test_the_middle_of_a_time_needs_both_ends() -> None:
    assert middle(Period.parse("1944")) == pytest.approx(1944.5)
    assert middle(Period.parse("1944/..")) is None
