"""The basemap of the flow map: the Soviet Union of 1943, cut out of Natural Earth (README.md beside it)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

Point = tuple[float, float]
Line = tuple[Point, ...]

FILE = "ussr-1943.json"


@cache
def read() -> Mapping[str, Mapping[str, tuple[Line, ...]]]:
    """Each layer of the basemap, and in it the rings or lines of each shape by its id.

    Points are degrees east and north.
    """
    return decoded(json.loads((files(__package__) / FILE).read_text("utf-8")))


def areas() -> dict[str, tuple[Line, ...]]:
    """The rings of all areas that a place of a case may be, by their id."""
    layers = read()
    return {**layers["provinces"], **layers["republics"], **layers["former"]}


def decoded(topology: Mapping[str, Any]) -> dict[str, dict[str, tuple[Line, ...]]]:
    """The shapes of a quantized TopoJSON topology, holes and islands as rings of their own."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda before, step: [before[0] + step[0], before[1] + step[1]])
        arcs.append(tuple((west + x * wide, south + y * high) for x, y in steps))

    def line(numbers: list[int]) -> Line:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return (*parts[0], *(point for part in parts[1:] for point in part[1:]))

    def lines(one: Mapping[str, Any]) -> tuple[Line, ...]:
        if one["type"] == "MultiLineString":
            return tuple(line(numbers) for numbers in one["arcs"])
        return tuple(line(numbers) for rings in one["arcs"] for numbers in rings)

    return {
        layer: {one["id"]: lines(one) for one in held["geometries"]}
        for layer, held in topology["objects"].items()
    }
