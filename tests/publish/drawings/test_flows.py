"""Births and deaths are steps from year to year; only what lies beyond the expected is shaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from zul.publish.drawing import Drawing
from zul.publish.drawings.flows import births, deaths
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction

Layers = Callable[[Drawing], list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("draw", "shaded", "expected"), [(deaths, [320, 100, 100], 100), (births, [200, 150, 150], 300)]
)
def test_only_what_lies_beyond_the_expected_is_shaded(  # noqa: PLR0917 - the fixtures, and a table
    planned: Case,
    reconstruction: Reconstruction,
    layers: Layers,
    draw: Callable[[Words, Reconstruction], Drawing],
    shaded: list[int],
    expected: int,
) -> None:
    rows = next(
        layer["rows"]
        for layer in layers(draw(Words(planned), reconstruction))
        if "beyond" in layer["rows"][0]
    )
    assert [row["time"] for row in rows] == [1944.0, 1945.0, 1946.0]  # the last year is drawn to its end
    assert [row["beyond"] for row in rows] == shaded
    assert {row["median"] for row in rows} == {expected}


def test_a_year_is_a_step_and_a_row(planned: Case, reconstruction: Reconstruction, layers: Layers) -> None:
    drawing = deaths(Words(planned), reconstruction)
    assert drawing is not None
    lines = [layer["mark"] for layer in layers(drawing) if layer["mark"]["type"] == "line"]
    assert [(line["interpolate"], line["strokeDash"]) for line in lines] == [
        ("step-after", [1, 0]), ("step-after", [6, 4]),
    ]  # fmt: skip
    assert drawing.table.columns[0] == "year"
    assert drawing.table.columns[5:7] == ("reconstructed, median", "without exile, 95 % from")
    assert drawing.table.rows == (
        ("1944", 305, 335, 312, 328, 320, 95, 105, 98, 102, 100),
        ("1945", 76, 84, 78, 82, 80, 95, 105, 98, 102, 100),
    )


@pytest.mark.parametrize("draw", [births, deaths])
def test_a_course_that_was_not_asked_is_not_drawn(
    planned: Case, reconstruction: Reconstruction, draw: Callable[[Words, Reconstruction], Drawing | None]
) -> None:
    assert draw(Words(planned), evolve(reconstruction, courses={})) is None
