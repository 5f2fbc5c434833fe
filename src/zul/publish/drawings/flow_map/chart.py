"""The flow map as a chart: land, regions, waters, ribbons, names, and the legend under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, log10
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish import basemap
from zul.publish.drawings.flow_map.goals import PERSONS, Flows, printed
from zul.publish.drawings.flow_map.labels import SIZES, Box, Placed, Room, Row, placed, square
from zul.publish.drawings.flow_map.layout import Frame, Point, Ribbon, projected, ribbons
from zul.publish.drawings.flow_map.names import labels, link
from zul.publish.drawings.flow_map.sheet import DOT, RING, Sheet, Text, texts
from zul.publish.drawings.frame import framed
from zul.publish.theme import ACCENT, INK, MUTED, PAPER, RULE, WIDTH
from zul.publish.words import Words

_ROOM = (148, 84)  # px at the sides, and above and below, for names
_HEIGHTS = (380, 700)  # px
_TRUNK, _WIDEST = 50, 24  # px: all ribbons together, and one alone, at most
_DOT = 5  # px
_ABOVE, _ROW, _SAMPLE, _GAP = 26, 27, 50, 10  # px: over the legend, its rows, its samples, beside these
_FAINT: dict[str, Any] = {"fill": ACCENT, "fillOpacity": 0.4}
_STRONG: dict[str, Any] = {"fill": ACCENT, "fillOpacity": 0.9}
_EDGE: dict[str, Any] = {"filled": False, "stroke": PAPER, "strokeWidth": 1.1}
_HOME: dict[str, Any] = {"fill": ACCENT, "fillOpacity": 0.3, "stroke": ACCENT, "strokeWidth": 1.2}
_REGION: dict[str, Any] = {"fill": RULE, "opacity": 0.62, "stroke": PAPER, "strokeWidth": 0.9}
_REACHED: dict[str, Any] = {"fill": MUTED, "opacity": 0.2}


@frozen(kw_only=True)
class Plan:
    """Where everything stands, in pixels; a ribbon is `scale` pixels wide for each that is counted."""

    frame: Frame
    scale: float
    ribbons: tuple[Ribbon, ...]
    labels: tuple[Placed, ...]


def plan(words: Words, found: Flows) -> Plan:
    """The largest map that holds all places, with no two labels over each other."""
    points = [projected(*at) for at in (found.start, *(goal.at for goal in found.goals))]
    frame = Frame.around(points, width=WIDTH, least=_HEIGHTS[0], most=_HEIGHTS[1], room=_ROOM)
    wide = [goal.most for goal in found.drawn]
    scale = min(_TRUNK / sum(wide), _WIDEST / max(wide))
    ends = [frame.px(*goal.at) for goal in found.drawn]
    rings = [frame.px(*goal.at) for goal in found.marked]
    bands = ribbons(frame.px(*found.start), ends, [each * scale for each in wide], rings)
    busy = [
        point
        for band, each in zip(bands, wide, strict=True)
        for share in (1, 0.6, 0.2)
        for point in band.outline(each * scale * share / 2, each * scale * share / 2)
    ]
    areas = basemap.areas()
    busy += [frame.px(*at) for line in areas.get(found.home.id, ()) for at in line]
    kept = tuple(_around(frame.px(*goal.at)) for goal in found.goals)
    room = Room(width=frame.width, height=frame.height, kept=kept, busy=frozenset(map(square, busy)))
    return Plan(
        frame=frame,
        scale=scale,
        ribbons=tuple(bands),
        labels=tuple(placed(tuple(labels(words, found, frame)), room)),
    )


def _around(point: Point) -> Box:
    return point[0] - _DOT, point[1] - _DOT, point[0] + _DOT, point[1] + _DOT


def chart(words: Words, found: Flows) -> Any:
    """The map with its legend under it."""
    drawn = plan(words, found)
    items = _items(words, found)
    height = _flowed(items, drawn.frame)[-1][1] + _ROW / 2
    sheet = Sheet(width=drawn.frame.width, height=height)
    layers = [
        *_ground(sheet, found, drawn.frame),
        *_flowing(sheet, words, found, drawn),
        *_ends(sheet, words, found, drawn),
        *sheet.texts(texts(drawn.labels)),
        *_legend(sheet, items, drawn),
    ]
    return framed(alt.layer(*layers).properties(width=sheet.width, height=sheet.height))


def _ground(sheet: Sheet, found: Flows, frame: Frame) -> Iterator[alt.Chart]:
    layers, areas = basemap.read(), basemap.areas()
    reached = sorted({goal.place.id for goal in found.goals} & areas.keys())

    def paint(shapes: list[tuple[basemap.Line, ...]], **style: Any) -> alt.Chart:
        seen = [[[frame.px(*at) for at in line] for line in shape] for shape in shapes]
        return sheet.shapes([shape for shape in seen if _meets(shape, frame)], clip=frame, **style)

    yield paint([*layers["land"].values()], fill=RULE, opacity=0.3)
    yield paint([*layers["provinces"].values(), *layers["republics"].values()], **_REGION)
    yield paint([areas[id] for id in reached], **_REACHED)
    line = {"filled": False, "stroke": MUTED, "strokeOpacity": 0.5}
    yield paint([*layers["rivers"].values()], lines=True, strokeWidth=1.1, **line)
    yield paint([*layers["republics"].values()], strokeWidth=0.8, strokeDash=[5, 2, 1, 2], **line)
    yield paint([*layers["lakes"].values()], fill=PAPER, stroke=MUTED, strokeWidth=0.5)
    if found.home.id in areas:
        yield paint([areas[found.home.id]], **_HOME)
    yield sheet.shapes([[_rectangle(0, 0, frame.width, frame.height)]], filled=False, stroke=RULE)


def _meets(shape: list[list[Point]], frame: Frame) -> bool:
    """True when the shape may reach into the frame."""
    xs, ys = zip(*(point for line in shape for point in line), strict=True)
    return bool(min(xs) < frame.width and max(xs) > 0 and min(ys) < frame.height and max(ys) > 0)


def _rectangle(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _flowing(sheet: Sheet, words: Words, found: Flows, drawn: Plan) -> Iterator[alt.Chart]:
    """The least that is printed strong, beside it faint what the most has more; the nearest on top."""
    pairs = zip(found.drawn, drawn.ribbons, strict=True)
    for goal, ribbon in sorted(pairs, key=lambda pair: -pair[1].length):
        half, least = goal.most * drawn.scale / 2, goal.least * drawn.scale
        to_least, to_most = (
            link(words, goal, next(claim for claim in goal.claims if number in printed(claim)))
            for number in (goal.least, goal.most)
        )
        yield sheet.shapes([[ribbon.outline(least - half, half)]], link=to_least, **_STRONG)
        if goal.least != goal.most:
            yield sheet.shapes([[ribbon.outline(half, half - least)]], link=to_most, **_FAINT)
        yield sheet.shapes([[ribbon.outline(half, half)]], **_EDGE)


def _ends(sheet: Sheet, words: Words, found: Flows, drawn: Plan) -> Iterator[alt.Chart]:
    """Leaders of labels that stand far off, dots where ribbons end, rings, and a home without an area."""
    if leaders := [[label.leader] for label in drawn.labels if label.leader]:
        yield sheet.shapes(leaders, lines=True, filled=False, stroke=INK, strokeWidth=0.8)
    if found.home.id not in basemap.areas():
        yield sheet.points([drawn.frame.px(*found.start)], **{**DOT, "fill": ACCENT})
    yield sheet.points([drawn.frame.px(*goal.at) for goal in found.drawn], **DOT)
    if found.marked:
        links = [link(words, goal, goal.claims[0]) for goal in found.marked]
        yield sheet.points([drawn.frame.px(*goal.at) for goal in found.marked], links=links, **RING)


# the legend: each item a sign and what it means


Item = tuple[str, str, int]  # the sign, its meaning, and how many a ribbon of the scale stands for


def _items(words: Words, found: Flows) -> list[Item]:
    say, persons = words.say, found.kind.measure.unit == PERSONS
    round_number = _round(max(goal.most for goal in found.drawn) / 2)
    many = words.language.count
    counted = (
        many("{n} person", "{n} persons", round_number)
        if persons
        else many("{n} family", "{n} families", round_number)
    )
    items = [("strong", counted, round_number)]
    if any(goal.least != goal.most for goal in found.drawn):
        items.append(("both", say("the least and the most that the sources give"), round_number))
    items.append(("home", say("home region"), 0))
    if basemap.areas().keys() & {goal.place.id for goal in found.goals}:
        items.append(("reached", say("region of exile"), 0))
    items.append(("dot", say("place of exile, with a ribbon"), 0))
    if found.marked:
        items.append(("ring", say("place of exile, with figures of another kind"), 0))
    items.append(("", say("Schematic lines, no routes"), 0))
    return items


def _round(number: float) -> int:
    """The largest of 1, 2 and 5 times a power of ten that is no more than the number.

    >>> _round(12_176), _round(9), _round(0.5)
    (10000, 5, 1)
    """
    power = 10 ** floor(log10(max(number, 1)))
    return int(max(times * power for times in (1, 2, 5) if times * power <= max(number, 1)))


def _legend(sheet: Sheet, items: Sequence[Item], drawn: Plan) -> Iterator[alt.Chart]:
    written = []
    for (sign, meaning, number), (left, y) in zip(items, _flowed(items, drawn.frame), strict=True):
        wide, x = number * drawn.scale, left + _SAMPLE / 2
        top, right = y - wide / 2, left + _SAMPLE
        region = _rectangle(left + 8, y - 7, right - 8, y + 7)
        if sign == "strong":
            yield sheet.shapes([[_rectangle(left, top, right, top + wide)]], **_STRONG)
        elif sign == "both":
            yield sheet.shapes([[_rectangle(left, top, right, top + wide * 0.4)]], **_FAINT)
            yield sheet.shapes([[_rectangle(left, top + wide * 0.4, right, top + wide)]], **_STRONG)
        elif sign == "home":
            yield sheet.shapes([[region]], **_HOME)
        elif sign == "reached":
            yield from (sheet.shapes([[region]], **style) for style in (_REGION, _REACHED))
        elif sign in ("dot", "ring"):
            yield sheet.points([(x, y)], **(DOT if sign == "dot" else RING))
        text_at = (left + (_SAMPLE + _GAP if sign else 0), y)
        written.append(Text(text=meaning, at=text_at, style="figure" if sign else "water"))
    yield from sheet.texts(written)


def _flowed(items: Sequence[Item], frame: Frame) -> list[Point]:
    """Where each item begins: beside the one before, or on the next line."""
    found: list[Point] = []
    left, y = 1.0, frame.height + _ABOVE
    for sign, meaning, _ in items:
        wide = Row(text=meaning, size=SIZES["figure"], style="other").width + (_SAMPLE + _GAP if sign else 0)
        if found and left + wide > frame.width:
            left, y = 1.0, y + _ROW
        found.append((left, y))
        left += wide + _SAMPLE / 2
    return found
