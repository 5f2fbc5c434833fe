"""The committed basemap is small, whole, and shows the areas of 1943 where they were."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any

import pytest

from zul.ledger import read_case
from zul.publish.basemap import FILE, areas, decoded, read

CASES = Path(__file__).parents[2] / "cases"
AFTER_1945 = {"sakhalin-oblast"}  # its point lies in the part that was of Japan in 1943


@pytest.fixture(scope="module")
def topology() -> dict[str, Any]:
    text = (files("zul.publish.basemap") / FILE).read_text("utf-8")
    assert len(text.encode()) <= 150_000
    held: dict[str, Any] = json.loads(text)
    return held


def shapes(topology: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for layer in topology["objects"].values() for one in layer["geometries"]]


def test_it_has_its_layers_and_no_shape_twice(topology: dict[str, Any]) -> None:
    assert {layer: len(held["geometries"]) for layer, held in topology["objects"].items()} == {
        "provinces": 57, "republics": 15, "former": 1, "land": 4, "rivers": 22, "lakes": 12,
    }  # fmt: skip
    assert [id for id, n in Counter(one["id"] for one in shapes(topology)).items() if n > 1] == []


def test_the_provinces_of_today_are_merged_into_those_of_1943(topology: dict[str, Any]) -> None:
    today = {one["id"]: one["properties"].get("today") for one in shapes(topology)}
    merged = ("omsk-oblast", "novosibirsk-oblast", "altai-krai", "krasnoyarsk-krai", "kemerovo-oblast")
    assert [today[id] for id in (*merged, "kalmyk-assr")] == [
        "Omsk, Tyumen', Khanty-Mansiy, Yamal-Nenets",
        "Novosibirsk, Tomsk",
        "Altay, Gorno-Altay",
        "Krasnoyarsk, Khakass",
        "Kemerovo",
        "Kalmyk",
    ]
    provinces = [one for one in topology["objects"]["provinces"]["geometries"] if one["id"] != "crimean-assr"]
    units = Counter(unit for one in provinces for unit in one["properties"]["today"].split(", "))
    assert [unit for unit, n in units.items() if n > 1] == []


def test_every_arc_is_used_and_every_area_closed_within_bounds(topology: dict[str, Any]) -> None:
    used = {number if number >= 0 else ~number for one in shapes(topology) for number in flat(one["arcs"])}
    assert used == set(range(len(topology["arcs"])))
    for layer, held in read().items():
        for id, lines in held.items():
            assert lines, id
            for line in lines:
                assert all(7.99 < x < 180.01 and 21.99 < y < 78.01 for x, y in line), id  # a step of the grid
                assert len(line) > 1, id
                assert layer == "rivers" or (len(line) >= 4 and line[0] == line[-1]), id


def flat(arcs: Any) -> list[int]:
    return [arcs] if isinstance(arcs, int) else [number for part in arcs for number in flat(part)]


def test_a_shape_is_the_one_that_a_reading_step_by_step_finds(topology: dict[str, Any]) -> None:
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((west + x * wide, south + y * high))
        arcs.append(points)
    omsk = next(one for one in topology["objects"]["provinces"]["geometries"] if one["id"] == "omsk-oblast")
    rings = []
    for polygon in omsk["arcs"]:
        for numbers in polygon:
            ring: list[tuple[float, float]] = []
            for number in numbers:
                points = arcs[number] if number >= 0 else list(reversed(arcs[-number - 1]))
                ring += points if not ring else points[1:]
            rings.append(tuple(ring))
    assert decoded(topology)["provinces"]["omsk-oblast"] == tuple(rings)


def test_the_chief_town_of_each_area_lies_in_it() -> None:
    known, seen = areas(), set()
    for folder in sorted(CASES.iterdir()):
        if not (folder / "places.csv").exists() or not (folder / "case.toml").exists():
            continue  # a case of another kind
        for place in read_case(folder).places.values():
            if place.id not in known or place.latitude is None or place.longitude is None:
                continue
            seen.add(place.id)
            point = (place.longitude, place.latitude)
            assert inside(point, known[place.id]) is (place.id not in AFTER_1945), place.id
    assert {"kalmyk-assr", "omsk-oblast", "krasnoyarsk-krai", "kazakh-ssr", "stalingrad-oblast"} <= seen


def test_each_river_passes_a_town_that_stands_on_it() -> None:
    towns = {  # degrees east and north
        "volga": (44.5, 48.7), "don": (39.7, 47.2), "kama": (56.2, 58), "ural": (55.1, 51.8),
        "dnieper": (30.5, 50.4), "northern-dvina": (40.5, 64.5), "pechora": (57.2, 65), "ob": (82.9, 55),
        "irtysh": (73.4, 55), "tobol": (65.3, 55.4), "tom": (87.1, 53.8), "yenisei": (92.9, 56),
        "angara": (104.3, 52.3), "lower-tunguska": (100.2, 64.3), "lena": (129.7, 62), "aldan": (135.2, 60.9),
        "vilyuy": (121, 63.8), "kolyma": (150.8, 62.5), "indigirka": (143.2, 64.6), "amur": (135.1, 48.5),
        "syr-darya": (65.5, 44.8), "amu-darya": (63.6, 39.1),
    }  # fmt: skip
    rivers = read()["rivers"]
    assert towns.keys() == rivers.keys()
    far = {id: min(dist(town, at) for line in rivers[id] for at in line) for id, town in towns.items()}
    assert {id: round(away, 2) for id, away in far.items() if away > 0.5} == {}


def test_each_lake_is_where_it_should_be() -> None:
    middles = {  # degrees east and north
        "aral-sea": (59.7, 45), "balkhash": (74.8, 46.3), "baikal": (108, 53.5), "chany": (77.5, 54.8),
        "issyk-kul": (77.3, 42.4), "khanka": (132.4, 45), "ladoga": (31.5, 60.8), "onega": (35.5, 61.7),
        "peipus": (27.5, 58.7), "sevan": (45.3, 40.4), "taymyr": (102, 74.5), "zaysan": (84, 48),
    }  # fmt: skip
    lakes = read()["lakes"]
    assert middles.keys() == lakes.keys()
    assert [id for id, point in middles.items() if not inside(point, lakes[id])] == []


def inside(point: tuple[float, float], rings: tuple[tuple[tuple[float, float], ...], ...]) -> bool:
    """By counting the borders to the east."""
    x, y = point
    crossed = sum(
        (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a)
        for ring in rings
        for (a, b), (c, d) in pairwise(ring)
    )
    return crossed % 2 == 1
