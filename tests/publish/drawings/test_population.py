"""The population is drawn with its bands, and claims with their signs, each leading to its claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from zul.publish.drawing import Drawing
from zul.publish.drawings import drawings
from zul.publish.drawings.population import Counted, counted, population
from zul.publish.drawings.signs import Sign
from zul.publish.theme import ACCENT, INK
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import Reconstruction
from zul.terms.figure import Figure

Layers = Callable[[Drawing], list[dict[str, Any]]]


def drawn(case: Case, found: Reconstruction) -> Drawing:
    drawing = population(Words(case), found)
    assert drawing is not None
    return drawing


def counting(case: Case, written: str, **cell: Any) -> Case:
    """The case with the register of those in exile given otherwise."""
    claim = case.claims["S1-4"]
    other = evolve(claim, as_written=written, reading=Figure.parse(written), cell=evolve(claim.cell, **cell))
    return evolve(case, claims={**case.claims, "S1-4": other})


def test_a_population_has_its_bands_its_median_and_what_would_have_been(
    planned: Case, reconstruction: Reconstruction, layers: Layers
) -> None:
    found = [layer for layer in layers(drawn(planned, reconstruction)) if "time" in layer["rows"][0]]
    kinds = [layer["mark"]["type"] for layer in found]
    crisis, part, whole = ["rect", "rect", "text"], ["area", "area", "line"], ["area", "area", "line"]
    assert kinds == [*crisis, *part, *whole, "line", "point"]
    wide, narrow, median, dashed = found[6:10]
    assert (wide["mark"]["opacity"], narrow["mark"]["opacity"]) == (0.14, 0.4)
    assert (wide["encoding"]["y"]["field"], wide["encoding"]["y2"]["field"]) == ("lower95", "upper95")
    assert (narrow["encoding"]["y"]["field"], narrow["encoding"]["y2"]["field"]) == ("lower50", "upper50")
    assert (median["mark"]["strokeDash"], dashed["mark"]["strokeDash"]) == ([1, 0], [6, 4])
    assert [median["mark"]["color"], found[5]["mark"]["color"]] == [INK, ACCENT]
    assert median["rows"][0] == {
        "time": 1943.0, "median": 10000, "lower95": 9525, "upper95": 10475, "lower50": 9750, "upper50": 10250,
    }  # fmt: skip
    assert [row["time"] for row in found[5]["rows"]] == [1944.25, 1945.0, 1946.0, 1947.0]  # nobody before


def test_the_lines_are_named(planned: Case, reconstruction: Reconstruction, layers: Layers) -> None:
    rows = [row for layer in layers(drawn(planned, reconstruction)) for row in layer["rows"]]
    assert [row["name"] for row in rows if "name" in row][-3:] == [
        "reconstructed",
        "without exile",
        "in exile",
    ]


@pytest.mark.parametrize(
    ("written", "kind", "shape", "filled", "at"),
    [
        ("9,480", "point", "circle", True, 9480),
        ("about 9,500", "point", "M-1.7,0L1.7,0", False, 9500),
        ("more than 9,000", "point", "triangle-up", True, 9000),
        ("up to 9,000", "point", "triangle-down", True, 9000),
        ("9,000–9,600 people", "rule", None, None, 9300),
    ],
)
def test_each_claim_has_its_sign(  # noqa: PLR0917 - the fixtures, and a table of signs
    planned: Case,
    reconstruction: Reconstruction,
    layers: Layers,
    written: str,
    kind: str,
    shape: str | None,
    filled: bool | None,
    at: float,
) -> None:
    drawing = drawn(counting(planned, written), reconstruction)
    sign = next(layer for layer in layers(drawing) if "href" in layer["encoding"])
    mark = sign["mark"]
    assert (mark["type"], mark.get("shape"), mark.get("filled")) == (kind, shape, filled)
    (row,) = sign["rows"]
    assert (row["at"], row["href"]) == (at, "#claim-S1-4")
    assert row["words"] == f"{written} (Regional office, 1944, Report on the removal)"
    assert drawing.claims == ("S1-4",)


def test_an_arrow_points_to_where_more_may_lie(
    planned: Case, reconstruction: Reconstruction, layers: Layers
) -> None:
    for written, is_upward in (("more than 9,000", True), ("up to 9,000", False)):
        drawing = drawn(counting(planned, written), reconstruction)
        (row,) = next(layer for layer in layers(drawing) if "href" in layer["encoding"])["rows"]
        assert (row["end"] > row["at"]) is is_upward


def test_claims_of_all_and_of_those_under_the_crisis_are_signs(
    planned: Case, reconstruction: Reconstruction
) -> None:
    (one,) = counted(Words(planned), reconstruction)
    assert (one.at, one.of_part) == (1945 + 0.5 / 365.25, True)
    of_all = counting(planned, "9,000", group="all", period=Period.parse("1946"))
    (other,) = counted(Words(of_all), reconstruction)
    assert other == Counted(
        at=pytest.approx(1946.5),  # type: ignore[arg-type]  # equal to a float nearby
        of_part=False,
        sign=Sign(
            claim="S1-4", glyph="exact", at=9000.0, lower=9000.0, upper=9000.0,
            words="9,000 (Regional office, 1944, Report on the removal)",
        ),
    )  # fmt: skip
    for apart in (counting(planned, "9,000", place="upper-valley"), evolve(planned, plan=None)):
        assert list(counted(Words(apart), reconstruction)) == []


def test_what_the_claims_do_not_reach_is_not_drawn(planned: Case, reconstruction: Reconstruction) -> None:
    some = next(iter(reconstruction.estimates.values()))
    unreached = {id: evolve(some, id=id, reason="too few claims") for id in ("births", "population-closing")}
    found = evolve(reconstruction, estimates=unreached)
    ids = [drawing.id for drawing in drawings(Words(planned), [], found)]
    assert {"population", "births"}.isdisjoint(ids)
    assert "deaths" in ids
    assert population(Words(planned), evolve(reconstruction, courses={})) is None


def test_the_table_has_every_number(planned: Case, reconstruction: Reconstruction) -> None:
    table = drawn(planned, reconstruction).table
    assert table.columns[:6] == (
        "day", "reconstructed, 95 % from", "reconstructed, 95 % to", "reconstructed, 50 % from",
        "reconstructed, 50 % to", "reconstructed, median",
    )  # fmt: skip
    assert table.columns[6::5] == ("without exile, 95 % from", "in exile, 95 % from")
    assert table.rows[1] == (
        "1944-04-01",
        7620, 8380, 7800, 8200, 8000,
        9716, 10684, 9945, 10455, 10200,
        7525, 8275, 7702, 8098, 7900,
    )  # fmt: skip


def test_without_an_account_the_crisis_has_no_name(case: Case, reconstruction: Reconstruction) -> None:
    assert drawn(case, reconstruction).table.columns[6] == "without the crisis, 95 % from"


def test_hostile_names_are_inert(
    planned: Case, reconstruction: Reconstruction, picture: Callable[[Drawing], str]
) -> None:
    assert planned.plan is not None
    hostile = "\u202e<script>&"
    crisis = evolve(planned.plan.left_out, name=hostile)
    parts = tuple(evolve(part, name=hostile) for part in planned.plan.compartment)
    case = evolve(planned, plan=evolve(planned.plan, crisis=(crisis,), compartment=parts))
    sources = {id: evolve(source, creator=hostile) for id, source in case.sources.items()}
    shown = picture(drawn(evolve(case, sources=sources), reconstruction))
    assert "&lt;script&gt;&amp;" in shown
    assert "<script" not in shown
    assert "\u202e" not in shown


def test_the_drawing_takes_the_colours_of_the_page(
    planned: Case, reconstruction: Reconstruction, picture: Callable[[Drawing], str]
) -> None:
    shown = picture(drawn(planned, reconstruction))
    assert "#1f1b16" not in shown
    assert "currentColor" in shown
    assert ">10,000<" in shown
    assert 'xlink:href="#claim-S1-4"' in shown
