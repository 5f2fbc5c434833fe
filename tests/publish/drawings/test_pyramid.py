"""Ages then and after stand on one scale, and those born in the crisis stand out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from zul.publish.drawing import Drawing
from zul.publish.drawings.pyramid import pyramid
from zul.publish.theme import ACCENT, INK
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import Pyramid, Reconstruction, Spread

Layers = Callable[[Drawing], list[dict[str, Any]]]


def of_year(year: int, *middles: int) -> Pyramid:
    """As many women as these by age, and half as many men."""
    spreads = [Spread.of([middle * share / 100 for share in range(90, 111)]) for middle in middles]
    return Pyramid(year=year, women=tuple(spreads), men=tuple(spread.times(0.5) for spread in spreads))


THEN, AFTER = of_year(1944, 600, 500, 400), of_year(1949, 200, 550, 450)


def with_long_exile(case: Case) -> Words:
    """The case with an exile from 1944 to 1946, more than half of the years before the last pyramid."""
    assert case.plan is not None
    dying = tuple(evolve(one, period=Period.parse("1944/1946")) for one in case.plan.left_out.mortality)
    return Words(evolve(case, plan=evolve(case.plan, crisis=(evolve(case.plan.left_out, mortality=dying),))))


def with_pyramids(reconstruction: Reconstruction, *pyramids: Pyramid) -> Reconstruction:
    return evolve(reconstruction, pyramids=pyramids)


def test_women_stand_to_the_left_and_men_to_the_right(
    planned: Case, reconstruction: Reconstruction, layers: Layers
) -> None:
    drawing = pyramid(with_long_exile(planned), with_pyramids(reconstruction, THEN, AFTER))
    assert drawing is not None
    medians = [layer for layer in layers(drawing) if layer["mark"]["type"] == "rule"]
    assert [[row["median"] for row in layer["rows"]] for layer in medians] == [
        [-600, -500, -400, 300, 250, 200],  # all of then
        [-550, -450, 275, 225], [-200, 100],  # and of after, the children apart
    ]  # fmt: skip
    assert [layer["mark"]["color"] for layer in medians] == [INK, INK, ACCENT]
    domains = {
        tuple(panel["encoding"]["x"]["scale"]["domain"]) for panel in drawing.chart.to_dict()["hconcat"]
    }
    assert (
        "In colour: those born while, by the account, exile raised deaths or lowered births."
        in drawing.caption
    )
    assert domains == {(-657, 657)}  # one scale
    assert drawing.estimates == ("population-closing",)


def test_those_of_then_are_an_edge_around_those_of_after(
    planned: Case, reconstruction: Reconstruction, layers: Layers
) -> None:
    drawing = pyramid(Words(planned), with_pyramids(reconstruction, THEN, AFTER))
    assert drawing is not None
    edges = [layer["rows"] for layer in layers(drawing) if layer["mark"]["type"] == "line"]
    assert [[(row["at"], row["y"]) for row in edge] for edge in edges] == [
        [(-600, 36), (-600, 18)], [(300, 36), (300, 18)],  # under 5 then, 5 to 9 after: a group higher
    ]  # fmt: skip


def test_the_table_has_both_years(planned: Case, reconstruction: Reconstruction) -> None:
    drawing = pyramid(Words(planned), with_pyramids(reconstruction, THEN, AFTER))
    assert drawing is not None
    assert drawing.table.columns[:3] == ("age", "sex", "1944, 95 % from")
    assert drawing.table.columns[-1] == "1949, median"
    assert drawing.table.rows[0] == ("0–4", "women", 543, 657, 570, 630, 600, 181, 219, 190, 210, 200)
    assert [row[:2] for row in drawing.table.rows[2:4]] == [("10+", "women"), ("0–4", "men")]


@pytest.mark.parametrize("pyramids", [(), (THEN,), (AFTER, of_year(1952, 1, 1, 1)), (THEN, THEN)])
def test_without_two_years_around_the_crisis_there_is_no_drawing(
    planned: Case, reconstruction: Reconstruction, pyramids: tuple[Pyramid, ...]
) -> None:
    assert pyramid(Words(planned), with_pyramids(reconstruction, *pyramids)) is None


def test_what_the_claims_do_not_reach_is_not_drawn(planned: Case, reconstruction: Reconstruction) -> None:
    closing = evolve(reconstruction.estimates["population-closing"], reason="too few claims")
    unreached = evolve(reconstruction, estimates={"population-closing": closing})
    assert pyramid(Words(planned), with_pyramids(unreached, THEN, AFTER)) is None
