"""Rival figures stand where they are printed, beside what the account has, and lead to their claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from zul.publish.drawing import Drawing
from zul.publish.drawings import strips
from zul.publish.drawings.rivals import cells, rivals
from zul.publish.drawings.signs import sign
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction
from zul.terms.figure import Figure

Layers = Callable[[Drawing], list[dict[str, Any]]]


def saying(case: Case, *written: str) -> Case:
    """The case with these figures for one cell, and no others."""
    claim = case.claims["S1-1"]
    claims = {
        f"C{place}": evolve(claim, id=f"C{place}", as_written=text, reading=Figure.parse(text))
        for place, text in enumerate(written)
    }
    return evolve(case, claims=claims, assumptions={}, judgements=())


@pytest.mark.parametrize(
    ("written", "glyph", "at", "lower", "upper"),
    [
        ("93,139", "exact", 93_139, 93_139, 93_139),
        ("about 92,000", "about", 92_000, 91_500, 92_500),
        ("nearly 3,000", "about", 3_000, 2_500, 3_000),
        ("more than 93,000", "least", 93_000, 93_000, 94_000),
        ("up to 10,000", "most", 10_000, None, 10_000),
        ("16,017–16,594", "range", 16_305.5, 16_017, 16_594),
    ],
)
def test_a_sign_stands_at_the_number_printed(  # noqa: PLR0917 - a table
    case: Case, written: str, glyph: str, at: float, lower: float | None, upper: float | None
) -> None:
    said = saying(case, written)
    found = sign(Words(said), said.claims["C0"])
    assert found is not None
    assert (found.glyph, found.at, found.lower, found.upper) == (glyph, at, lower, upper)
    assert found.extent == ((lower, upper) if glyph == "range" else (at, at))
    assert found.href == "#claim-C0"


def test_dates_and_figures_without_a_bound_have_no_sign(case: Case) -> None:
    assert sign(Words(case), case.claims["S1-5"]) is None
    said = saying(case, "many people")
    assert sign(Words(said), said.claims["C0"]) is None


def test_only_different_figures_are_rivals(case: Case, reconstruction: Reconstruction) -> None:
    (cell,) = cells(Words(case), reconstruction)
    assert [(one.claim, one.at) for one in cell.signs] == [("S3-1", 10_122), ("S1-1", 10_212)]
    assert cell.expected == reconstruction.readings[0].expected
    assert cells(Words(saying(case, "10,212 people", "10,212"))) == []
    assert rivals(Words(saying(case, "10,212"))) is None
    assert strips(Words(saying(case, "10,212"))) == {}


def test_a_share_is_compared_in_percent(case: Case, reconstruction: Reconstruction) -> None:
    claim = case.claims["S2-2"]
    other = evolve(claim, id="S2-3", as_written="12 percent", reading=Figure.parse("12 percent"))
    said = evolve(case, claims={**case.claims, "S2-3": other})
    share = next(cell for cell in cells(Words(said), reconstruction) if cell.is_percent)
    assert [one.at for one in share.signs] == [10, 12]
    assert share.expected is not None
    assert share.expected.median == pytest.approx(7.55)


def test_the_overview_measures_each_row_by_its_middle_figure(
    case: Case, reconstruction: Reconstruction, layers: Layers
) -> None:
    assert rivals(Words(case), reconstruction) is None  # one of the two figures is doubted
    drawing = rivals(Words(evolve(case, judgements=())), reconstruction)
    assert drawing is not None
    dots = next(layer["rows"] for layer in layers(drawing) if layer["mark"]["type"] == "point")
    assert [(row["at"], row["href"]) for row in dots] == [(0.0, "#claim-S3-1"), (0.8892, "#claim-S1-1")]
    wide = next(layer["rows"] for layer in layers(drawing) if layer["mark"].get("opacity") == 0.14)
    assert [(row["from"], row["to"]) for row in wide] == [(0.6164, 1.5768)]
    names = next(layer["rows"] for layer in layers(drawing) if layer["mark"]["type"] == "text")
    assert names[0]["name"] == "Persons deported, Valley people, Two Valleys, 1–5 March 1944 (10,122)"
    assert drawing.claims == ("S3-1", "S1-1")


def test_the_table_has_each_figure_and_the_account(case: Case, reconstruction: Reconstruction) -> None:
    (strip,) = strips(Words(case), reconstruction).values()
    assert strip.table.columns == (
        "quantity", "claim", "figure", "sign", "at least", "at most", "source",
        "account, 95 % from", "account, 95 % to", "account, 50 % from", "account, 50 % to", "account, median",
    )  # fmt: skip
    assert strip.table.rows[0] == (
        "persons deported, Valley people, Two Valleys, 1–5 March 1944", "S3-1", "10,122 people", "stated",
        10_122, 10_122, "An editor, 1990, Encyclopedia article", 10_184, 10_282, 10_207, 10_259, 10_233,
    )  # fmt: skip
    (alone,) = strips(Words(case)).values()
    assert alone.table.rows[0][-5:] == (None,) * 5


def test_a_strip_has_a_row_for_each_figure_on_an_axis_of_its_own(
    case: Case, reconstruction: Reconstruction, layers: Layers
) -> None:
    ((address, strip),) = strips(Words(case), reconstruction).items()
    assert strip.id == f"rivals-{address}"
    labels = [
        row
        for layer in layers(strip)
        for row in layer["rows"]
        if "label" in row and "text" in layer["encoding"]
    ]
    assert sorted((row["y"], row["label"]) for row in labels) == [
        (12.0, "10,122 people · S3"), (36.0, "10,212 people · S1"),
    ]  # fmt: skip
    low, high = strip.chart.to_dict()["encoding"]["x"]["scale"]["domain"]
    assert 10_000 < low < 10_122
    assert 10_282 < high < 10_400


def test_a_band_far_wider_than_the_figures_does_not_hide_how_they_differ(
    case: Case, reconstruction: Reconstruction
) -> None:
    wide = evolve(reconstruction.readings[0], expected=reconstruction.estimates["population-closing"].spread)
    (strip,) = strips(Words(case), evolve(reconstruction, readings=(wide,))).values()
    low, high = strip.chart.to_dict()["encoding"]["x"]["scale"]["domain"]
    assert 90 < (high - low) < 5 * 90


def test_a_figure_beside_a_bar_that_fills_its_row_stands_above_it(case: Case, layers: Layers) -> None:
    said = saying(case, "16,017–16,594 people of the valleys", "16,300")
    (strip,) = strips(Words(said)).values()
    sides = {
        row["label"]: row["side"]
        for layer in layers(strip)
        for row in layer["rows"]
        if "text" in layer["encoding"]
    }
    assert sides == {"16,017–16,594 people of the valleys · S1": "above", "16,300 · S1": "right"}


def test_hostile_text_is_inert(case: Case, picture: Callable[[Drawing], str]) -> None:
    said = saying(case, "100 people", "200 people")
    said = evolve(said, claims={id: evolve(one, as_written="<b>\u202e") for id, one in said.claims.items()})
    names = {id: evolve(group, name="\u202e<script>") for id, group in said.groups.items()}
    sources = {id: evolve(source, creator="\u202e<script>") for id, source in said.sources.items()}
    hostile = Words(evolve(said, groups=names, sources=sources))
    overview = rivals(hostile)
    assert overview is not None
    for drawing in (overview, *strips(hostile).values()):
        shown = picture(drawing)
        assert "<script" not in shown
        assert "<b>" not in shown
        assert "\u202e" not in shown
        assert 'xlink:href="#claim-C0"' in shown
