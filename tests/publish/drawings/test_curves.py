"""Courses are drawn with their bands, claims with their signs, and nothing of it takes a foreign colour."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from zul.publish.drawings.curves import Flow, Mark, Stock, flow, stock
from zul.publish.estimates import Answer
from zul.publish.export import svg
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import Reconstruction
from zul.terms.figure import Figure


def layers(chart: Any) -> list[dict[str, Any]]:
    """The layers with their data in them."""
    drawn = chart.to_dict()
    rows = drawn["datasets"]
    return [{**layer, "rows": rows[layer["data"]["name"]]} for layer in drawn["layer"]]


def kinds(chart: Any) -> list[str]:
    return [layer["mark"]["type"] for layer in layers(chart)]


def test_a_population_has_two_bands_a_median_and_a_dashed_line(reconstruction: Reconstruction) -> None:
    courses = reconstruction.courses
    whole, expected = courses["population"], courses["counterfactual-population"]
    chart = stock(Stock(whole=whole, expected=expected, crisis=(1944.0, 1947.0)))
    assert kinds(chart) == ["rect", "area", "area", "line", "line", "text", "text"]
    _, wide, narrow, median, dashed, *_ = layers(chart)
    assert (wide["mark"]["opacity"], narrow["mark"]["opacity"]) == (0.14, 0.4)
    assert (wide["encoding"]["y"]["field"], wide["encoding"]["y2"]["field"]) == ("lower95", "upper95")
    assert (narrow["encoding"]["y"]["field"], narrow["encoding"]["y2"]["field"]) == ("lower50", "upper50")
    assert (median["mark"]["strokeDash"], dashed["mark"]["strokeDash"]) == ([1, 0], [6, 4])
    assert median["rows"][0] == {
        "time": 1943.0, "median": 10000, "lower95": 9525, "upper95": 10475, "lower50": 9750, "upper50": 10250,
    }  # fmt: skip


def test_nobody_is_not_drawn(reconstruction: Reconstruction) -> None:
    courses = reconstruction.courses
    part = courses["compartment-exile"]
    assert part.spreads[0].median == 0
    chart = stock(
        Stock(whole=courses["population"], expected=courses["counterfactual-population"], part=part)
    )
    assert [row["time"] for row in layers(chart)[0]["rows"]] == [1944.25, 1945.0, 1946.0, 1947.0]


@pytest.mark.parametrize(
    ("glyph", "at", "shape", "filled"),
    [
        ("exact", 95, "circle", True),
        ("derived", 95, "circle", False),
        ("about", 95, "M-1.7,0L1.7,0", False),
        ("least", 90, "triangle-up", True),
        ("most", 100, "triangle-down", True),
    ],
)
def test_each_claim_has_its_sign(
    reconstruction: Reconstruction, glyph: str, at: float, shape: str, filled: bool
) -> None:
    courses = reconstruction.courses
    mark = Mark(at=1945.5, lower=90, upper=100, glyph=glyph)
    drawn = Stock(whole=courses["population"], expected=courses["counterfactual-population"], marks=(mark,))
    (sign,) = [layer for layer in layers(stock(drawn)) if layer["mark"]["type"] == "point"]
    assert (sign["mark"]["shape"], sign["mark"]["filled"]) == (shape, filled)
    assert sign["rows"] == [{"time": 1945.5, "count": at, "from": 90, "to": 100}]
    ranged = stock(evolve(drawn, marks=(evolve(mark, glyph="range"),)))
    assert kinds(ranged).count("rule") == 1


@pytest.mark.parametrize(("beyond", "shaded"), [("above", [320, 100, 100]), ("below", [100, 80, 80])])
def test_only_what_lies_beyond_the_expected_is_shaded(
    reconstruction: Reconstruction, beyond: Any, shaded: list[int]
) -> None:
    deaths, expected = reconstruction.courses["deaths"], reconstruction.courses["counterfactual-deaths"]
    rows = layers(flow(Flow(actual=deaths, expected=expected, beyond=beyond)))[0]["rows"]
    assert [row["time"] for row in rows] == [1944.0, 1945.0, 1946.0]
    assert [row["beyond"] for row in rows] == shaded
    assert {row["expected"] for row in rows} == {100}


def test_claims_of_all_and_of_those_under_the_crisis_are_marks(
    planned: Case, reconstruction: Reconstruction
) -> None:
    words = Words(planned)
    assert list(Answer(words, reconstruction).marks()) == [
        Mark(at=1945 + 0.5 / 365.25, lower=9480.0, upper=9480.0, glyph="exact", of_part=True)
    ]
    claim = planned.claims["S1-4"]
    cell = evolve(claim.cell, group="all", period=Period.parse("1946"))
    figure = Figure.parse("more than 9,000 people")
    other = evolve(planned, claims={**planned.claims, "S1-4": evolve(claim, cell=cell, reading=figure)})
    (mark,) = Answer(Words(other), reconstruction).marks()
    assert (mark.glyph, mark.lower, mark.of_part) == ("least", 9000.0, False)
    assert mark.at == pytest.approx(1946.5)
    elsewhere = evolve(claim, cell=evolve(claim.cell, place="upper-valley"))
    apart = evolve(planned, claims={**planned.claims, "S1-4": elsewhere})
    assert list(Answer(Words(apart), reconstruction).marks()) == []
    assert list(Answer(Words(evolve(planned, plan=None)), reconstruction).marks()) == []


def test_the_drawings_take_the_colours_of_the_page_and_turn_nothing(
    planned: Case, reconstruction: Reconstruction
) -> None:
    turned = {id: evolve(course, title="\u202e<b>&") for id, course in reconstruction.courses.items()}
    drawings = list(Answer(Words(planned), evolve(reconstruction, courses=turned)).drawings)
    assert [drawn.id for drawn in drawings] == ["population-over-time", "births-by-year", "deaths-by-year"]
    picture = svg(drawings[0].chart, label=drawings[0].label)
    assert picture.startswith(
        '<svg role="img" aria-label="Population over time, 1943 to 1947: medians with bands of 50 and 95 '
        'percent; the table below lists every number" '
    )
    assert "&lt;b&gt;&amp;" in picture
    assert "\u202e" not in picture
    assert "#1f1b16" not in picture
    assert ">10,000<" in picture


def test_what_the_claims_do_not_reach_is_not_drawn(planned: Case, reconstruction: Reconstruction) -> None:
    some = next(iter(reconstruction.estimates.values()))
    unreached = {id: evolve(some, id=id, reason="too few claims") for id in ("births", "population-closing")}
    found = evolve(reconstruction, estimates=unreached)
    assert [drawn.id for drawn in Answer(Words(planned), found).drawings] == ["deaths-by-year"]


def test_the_table_tells_the_interval_before_the_median(
    planned: Case, reconstruction: Reconstruction
) -> None:
    population, _, deaths = Answer(Words(planned), reconstruction).drawings
    assert list(population.rows)[1] == (
        "1 April 1944",
        [
            ("7,620 to 8,380", "7,800 to 8,200", "8,000"),
            ("9,720 to 10,700", "9,940 to 10,500", "10,200"),
            ("7,520 to 8,280", "7,700 to 8,100", "7,900"),
        ],
    )
    assert next(iter(deaths.rows))[0] == "1944"
