"""The flow map shows what the claims say, as wide as they say it, and no two names over each other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from zul.ledger import read_case
from zul.publish.drawing import Drawing
from zul.publish.drawings.flow_map import flow_map
from zul.publish.drawings.flow_map.chart import plan
from zul.publish.drawings.flow_map.goals import flows
from zul.publish.drawings.flow_map.labels import Label, Room, Row, meet, placed
from zul.publish.drawings.flow_map.layout import projected, ribbons
from zul.publish.export import svg
from zul.publish.words import Words
from zul.terms.case import Case, Group
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import MEASURES
from zul.terms.place import Membership, Place
from zul.terms.source import Citation

KALMYK = Path(__file__).parents[3] / "cases/kalmyk"
WINTER = "1943-12-28/1944-01"
UNION = (Membership(whole="union"),)
PLACES = (
    Place(id="union", name="Union"),
    Place(id="kalmyk-assr", name="Steppe", other_names=("Old Steppe",), part_of=UNION),
    Place(id="omsk-oblast", name="Omsk oblast", latitude=55.0, longitude=73.4, part_of=UNION),
    Place(id="altai-krai", name="Altai krai", latitude=53.4, longitude=83.7, part_of=UNION),
    Place(id="tara", name="Tara", latitude=56.9, longitude=74.4, part_of=(Membership(whole="omsk-oblast"),)),
    Place(id="siberia", name="Siberia", part_of=UNION),
)
Maker = Callable[..., Case]


@pytest.fixture
def with_claims(case: Case) -> Maker:
    """The case with these places and claims: (measure, place, figure), or with a period and a group too."""

    def make(*rows: tuple[str, ...]) -> Case:
        claims = {}
        for i, (measure, place, figure, *more) in enumerate(rows):
            period, group = (
                (*more, WINTER, "valley-people")[:2] if len(more) != 1 else (*more, "valley-people")
            )
            cell = Cell(
                measure=MEASURES[measure], group=group, place=place, period=Period.parse(period or WINTER)
            )
            claims[f"c{i}"] = Claim(
                id=f"c{i}",
                citation=Citation(source="S1", locator="p. 1"),
                as_written=figure,
                reading=Figure.parse(figure),
                cell=cell,
            )
        return evolve(
            case,
            places={place.id: place for place in PLACES},
            claims=claims,
            assumptions={},
            events={},
            judgements=(),
            period=Period.parse("1943-12-28/1957"),
            plan=None,
        )

    return make


HOME = ("returned", "kalmyk-assr", "7,000", "1957")
TWO = (HOME, ("resettled", "omsk-oblast", "20,000"), ("resettled", "altai-krai", "5,000"))


def drawn(case: Case) -> Drawing:
    found = flow_map(Words(case))
    assert found is not None
    return found


def layers(drawing: Drawing, mark: str) -> list[tuple[dict[str, Any], Any]]:
    """The layers with a mark, each with its data."""
    spec = drawing.chart.to_dict()
    held = spec.get("datasets", {})
    return [
        (layer, layer["data"]["values"] if "values" in layer["data"] else held[layer["data"]["name"]])
        for layer in spec["layer"]
        if layer["mark"]["type"] == mark
    ]


def bands(drawing: Drawing) -> dict[str, float]:
    """The width in px of what leads to each claim: the area of its shape by the length of its side."""
    found: dict[str, float] = {}
    for layer, data in layers(drawing, "geoshape"):
        if "href" not in layer.get("encoding", {}):
            continue
        for feature in json.loads(data)["features"]:
            ((ring,),) = feature["geometry"]["coordinates"]
            side = ring[: len(ring) // 2]
            other = ring[len(ring) // 2 : -1]
            length = (
                sum(hypot(x - u, y - v) for half in (side, other) for (u, v), (x, y) in pairwise(half)) / 2
            )
            area = abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2
            assert feature["properties"]["href"] not in found
            found[feature["properties"]["href"]] = area / length
    return found


# what is drawn


def test_a_map_as_data(with_claims: Maker) -> None:
    case = with_claims(
        *TWO,
        ("resettled", "altai-krai", "about 6,000"),
        ("resettled", "tara", "900"),
        ("families_settled", "altai-krai", "1,500 families", "1944"),
        ("resettled", "siberia", "30,000"),
        ("resettled", "union", "31,000"),
    )
    found = flows(case)
    assert found is not None
    assert (found.home.id, found.kind.measure.id, str(found.kind.period)) == (
        "kalmyk-assr",
        "resettled",
        WINTER,
    )
    shown = [
        [(g.place.id, g.least, g.most, [c.id for c in g.claims]) for g in goals]
        for goals in (found.drawn, found.marked)
    ]
    assert shown == [
        [("omsk-oblast", 20_000, 20_000, ["c1"]), ("altai-krai", 5_000, 6_000, ["c2", "c3"])],
        [("tara", 900, 900, ["c4"])],
    ]
    assert [claim.id for claim in found.elsewhere] == ["c5", "c6"]


def test_table_caption_and_claims_tell_the_same(with_claims: Maker) -> None:
    drawing = drawn(
        with_claims(*TWO, ("resettled", "altai-krai", "about 6,000"), ("resettled", "siberia", "30,000"))
    )
    assert (drawing.id, drawing.claims) == ("map", ("c1", "c2", "c3"))
    assert [row[:1] + row[2:5] + row[-2:] for row in drawing.table.rows] == [
        ("Omsk oblast", "20,000", 20_000, 20_000, "c1", "ribbon"),
        ("Altai krai", "5,000", 5_000, 5_000, "c2", "ribbon"),
        ("Altai krai", "about 6,000", 5_500, 6_500, "c3", "ribbon"),
        ("Siberia", "30,000", 30_000, 30_000, "c4", ""),
    ]
    assert "they are no routes" in drawing.caption
    assert drawing.caption.endswith("Not on the map, for want of a point to put them: Siberia.")
    assert drawing.label == (
        "A map with ribbons from Steppe to the places of exile. Omsk oblast: 20,000; Altai krai: 5,000–6,000."
    )


def test_ribbons_are_as_wide_as_the_figures(with_claims: Maker) -> None:
    wide = bands(drawn(with_claims(*TWO)))
    assert wide["#claim-c1"] / wide["#claim-c2"] == pytest.approx(4, rel=0.02)
    assert 20 < wide["#claim-c1"] <= 25


def test_rivals_share_a_ribbon_from_the_least_to_the_most(with_claims: Maker) -> None:
    case = with_claims(*TWO, ("resettled", "altai-krai", "15,000"), ("resettled", "altai-krai", "9,000"))
    wide = bands(drawn(case))
    assert set(wide) == {"#claim-c1", "#claim-c2", "#claim-c3"}
    assert wide["#claim-c1"] / wide["#claim-c2"] == pytest.approx(20 / 5, rel=0.02)
    assert wide["#claim-c3"] / wide["#claim-c2"] == pytest.approx((15 - 5) / 5, rel=0.02)


def test_the_scale_of_the_legend_is_that_of_the_ribbons(with_claims: Maker) -> None:
    drawing = drawn(with_claims(*TWO))
    assert "10,000 persons" in texts(drawing)
    heights = [
        max(y for _, y in ring) - min(y for _, y in ring)
        for layer, data in layers(drawing, "geoshape")
        if layer["mark"].get("fillOpacity") == 0.9 and "href" not in layer.get("encoding", {})
        for feature in json.loads(data)["features"]
        for (ring,) in feature["geometry"]["coordinates"]
    ]
    assert heights == [pytest.approx(bands(drawing)["#claim-c1"] / 2, abs=0.3)]


def test_families_are_never_drawn_on_the_scale_of_persons(with_claims: Maker) -> None:
    families = ("families_settled", "tara", "700 families", "1944")
    drawing = drawn(with_claims(*TWO, families))
    assert set(bands(drawing)) == {"#claim-c1", "#claim-c2"}
    assert "700 families, 1944" in texts(drawing)
    alone = drawn(with_claims(HOME, families))
    assert set(bands(alone)) == {"#claim-c1"}
    assert any(text.endswith(" families") for text in texts(alone))
    assert not any(text.endswith(" persons") for text in texts(alone))


def test_what_somebody_rejected_is_neither_drawn_nor_told(with_claims: Maker) -> None:
    case = with_claims(*TWO, ("resettled", "altai-krai", "90,000"))
    no = Judgement(about="c3", verdict=Verdict.REJECT, who="us", when=date(2026, 11, 23), why="a slip")
    drawing = drawn(evolve(case, judgements=(no,)))
    assert set(bands(drawing)) == {"#claim-c1", "#claim-c2"}
    assert "c3" not in [row[-2] for row in drawing.table.rows]


def test_other_people_who_were_brought_to_a_place_are_no_exiles_of_this_map(with_claims: Maker) -> None:
    case = with_claims(*TWO, ("families_settled", "altai-krai", "800 families", "1944", "newcomers"))
    case = evolve(case, groups={**case.groups, "newcomers": Group(id="newcomers", name="newcomers")})
    assert [row[-2] for row in drawn(case).table.rows] == ["c1", "c2"]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (HOME,),
        TWO[1:],  # nobody says where home was
        (HOME, ("resettled", "siberia", "30,000"), ("resettled", "union", "31,000")),
        (HOME, ("resettled", "omsk-oblast", "many")),
        (HOME, ("resettled", "kalmyk-assr", "300")),  # home is no place of exile
    ],
)
def test_without_a_move_to_a_place_there_is_no_map(
    with_claims: Maker, rows: tuple[tuple[str, ...], ...]
) -> None:
    assert flow_map(Words(with_claims(*rows))) is None


def test_home_is_what_sources_speak_of_before_the_crisis_where_none_says_more(with_claims: Maker) -> None:
    found = flows(with_claims(("population", "kalmyk-assr", "9,000", "1939-01"), *TWO[1:]))
    assert found is not None
    assert found.home.id == "kalmyk-assr"


# safety


NAMES = '</text><script>alert("x")</script>', "=cmd()", "javascript:alert(1)", "\u202egnp\u202c", "x" * 400


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_inert(with_claims: Maker, name: str) -> None:
    case = with_claims(*TWO, ("resettled", "siberia", "30,000"))
    case = evolve(
        case,
        places={id: evolve(place, name=name, other_names=(name,)) for id, place in case.places.items()},
        claims={id: evolve(claim, id=name + id, as_written=name) for id, claim in case.claims.items()},
    )
    drawing = drawn(case)
    picture = str(svg(drawing.chart, label=drawing.label))
    assert "<script" not in picture
    assert "\u202e" not in picture + drawing.caption + drawing.label
    hrefs = re.findall(r'href="([^"]*)"', picture)
    assert hrefs
    assert all(re.fullmatch(r"#claim-[A-Za-z0-9_.-]+", href) for href in hrefs)
    assert not re.search(r'(^|,|\n)"?=', drawing.table.csv())


# where things stand


def texts(drawing: Drawing) -> list[str]:
    return [row["text"] for _, rows in layers(drawing, "text") for row in rows]


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in KALMYK.parent.glob("*/claims.csv")), ids=lambda p: p.name
)
def test_no_two_names_of_a_map_overlap(folder: Path) -> None:
    words = Words(read_case(folder))
    found = flows(words.case)
    if found is None:
        assert folder.name != "kalmyk"
        return
    laid = plan(words, found)
    over = [
        (one.label.rows[0].text, two.label.rows[0].text)
        for one, two in combinations(laid.labels, 2)
        if meet(one.box, two.box, 0)
    ]
    assert over == []
    names = {label.label.rows[0].text for label in laid.labels}
    must = {goal.place.name for goal in (*found.drawn, *found.marked)} | {found.home.name}
    assert must <= names


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 600), st.floats(0, 400), st.text("abcde ", min_size=1, max_size=30), st.booleans()
        ),
        max_size=14,
    )
)
def test_labels_never_overlap_nor_leave_the_map(spots: list[tuple[float, float, str, bool]]) -> None:
    labels = [
        Label(rows=(Row(text=text, size=14, style="name"),), spots=((x, y),), may_go=may_go)
        for x, y, text, may_go in spots
    ]
    found = placed(labels, Room(width=600, height=400))
    assert not any(meet(one.box, two.box, 0) for one, two in combinations(found, 2))
    for one in found:
        left, top, right, bottom = one.box
        assert min(left, top) >= 0
        assert right <= 600
        assert bottom <= 400
        assert right - left == pytest.approx(one.label.width)


def test_ribbons_to_goals_in_a_fan_do_not_cross_to_whichever_side_they_lead() -> None:
    goals = [(600.0, 100.0), (500.0, 210.0), (650.0, 160.0), (620.0, 260.0)]
    east, west = (
        [ribbon.line for ribbon in ribbons((0.0, 300.0), [(way * x, y) for x, y in goals], [20, 15, 10, 12])]
        for way in (1, -1)
    )
    for one, two in combinations(east, 2):
        assert not any(crossing(a, b) for a in pairwise(one) for b in pairwise(two))
    for one, two in zip(east, west, strict=True):
        assert [(-x, y) for x, y in two] == [pytest.approx(point) for point in one]


def crossing(one: Any, two: Any) -> bool:
    (a, b), (c, d) = one, two

    def turn(p: Any, q: Any, r: Any) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def test_the_projection_is_the_conic_of_vega() -> None:
    towns = [(45.3, 46.6), (73.4, 55.0), (142.7, 47.0), (30.0, 70.0)]
    rows = [{"lon": lon, "lat": lat} for lon, lat in towns]
    conic = alt.Projection(
        type="conicEqualArea",
        parallels=[48, 62],
        rotate=[-68, 0, 0],
        center=[0, 0],
        scale=1000,
        translate=[0, 0],
    )
    points = alt.Chart(alt.InlineData(values=rows)).mark_point().encode(longitude="lon:Q", latitude="lat:Q")
    picture = str(svg(points.properties(projection=conic), label="towns"))
    shown = re.findall(r'<path[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)"', picture)
    assert len(shown) == len(towns)
    for (x, y), town in zip(shown, towns, strict=True):
        assert (float(x) / 1000, float(y) / 1000) == pytest.approx(projected(*town), abs=1e-6)
