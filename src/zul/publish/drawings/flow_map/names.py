"""What is written on the flow map: places with their figures first, then what helps to find one's way."""

from __future__ import annotations

from collections.abc import Iterator

from zul.publish import basemap
from zul.publish.drawings.flow_map.goals import PERSONS, Flows, Goal
from zul.publish.drawings.flow_map.labels import SIZES, Label, Row, Style
from zul.publish.drawings.flow_map.layout import Frame, Point, centre
from zul.publish.drawings.flow_map.sheet import Link
from zul.publish.words import Words, anchor, plain
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.place import Place

_LONGEST = 44  # characters of a name
_SPOTS = 24  # of a river, at most


def labels(words: Words, found: Flows, frame: Frame) -> Iterator[Label]:
    """All labels, those that must stand first."""
    for goal in found.drawn:
        figure = _row(number_of(words, goal), "figure")
        yield Label(rows=(*_place(goal.place), figure), spots=(frame.px(*goal.at),))
    yield Label(rows=_place(found.home), spots=_edges(found, frame))
    for goal in found.marked:
        rows = (_row(goal.place.name, "faint"), _row(marked(words, found, goal), "other"))
        yield Label(rows=rows, spots=(frame.px(*goal.at),))
    for name, spots, over in (*_seas(words, frame), *_waters(words, frame)):
        yield Label(rows=(_row(name, "water"),), spots=spots, may_go=True, over=over)
    shown = {found.home.id, *(goal.place.id for goal in found.goals)}
    for id, rings in basemap.areas().items():
        if id in words.case.places and id not in shown:
            row = _row(words.case.places[id].name, "other")
            x, y = frame.px(*centre(rings))
            spots = tuple((x + right, y + down) for down in (0, -14, 14) for right in (0, -24, 24))
            yield Label(rows=(row,), spots=spots, may_go=True, over=True)


def _edges(found: Flows, frame: Frame) -> tuple[Point, ...]:
    """Where the name of the home region may stand: beside its southern, western, eastern or northern end."""
    area = [frame.px(*at) for line in basemap.areas().get(found.home.id, ()) for at in line]
    if not area:
        return (frame.px(*found.start),)
    across, down = (lambda point: point[0]), (lambda point: point[1])
    return max(area, key=down), min(area, key=across), max(area, key=across), min(area, key=down)


def number_of(words: Words, goal: Goal) -> str:
    """What the claims say of a goal: a figure as written where it is the only one, or from least to most."""
    first = goal.claims[0]
    if len(goal.claims) == 1 and isinstance(first.reading, Figure) and first.reading.hedge is not Hedge.EXACT:
        return first.as_written
    number = words.language.number
    return number(goal.least) if goal.least == goal.most else f"{number(goal.least)}–{number(goal.most)}"


def marked(words: Words, found: Flows, goal: Goal) -> str:
    """The figure of a ring, with its unit and time where they are not those of the ribbons."""
    cell, number = goal.claims[0].cell, number_of(words, goal)
    if cell.measure.unit != PERSONS and found.kind.measure.unit == PERSONS:
        number = words.say("{number} families", number=number)
    if cell.period is None or cell.period == found.kind.period:
        return number
    return words.say("{number}, {when}", number=number, when=words.language.period(cell.period))


def link(words: Words, goal: Goal, claim: Claim) -> Link:
    """The way to a claim about a goal."""
    source = words.work(claim.citation.source)
    told = words.say(
        "{place}: {figure}, {source}", place=goal.place.name, figure=claim.as_written, source=source
    )
    return Link(href=f"#{anchor('claim', claim.id)}", words=plain(told))


def _place(place: Place) -> tuple[Row, ...]:
    """The name of a place, and its other name: the last of them."""
    others = [_row(f"({plain(place.other_names[-1])})", "other")] if place.other_names else []
    return (_row(place.name, "name"), *others)


def _row(text: str, style: Style) -> Row:
    text = plain(text)
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]} …"
    return Row(text=short, size=SIZES[style], style=style)


def _waters(words: Words, frame: Frame) -> Iterator[tuple[str, tuple[Point, ...], bool]]:
    """Rivers, beside any point of their course that the frame shows, its middle first; and lakes."""
    layers, say = basemap.read(), words.say
    names = {
        "aral-sea": say("Aral Sea"), "balkhash": say("Lake Balkhash"), "baikal": say("Lake Baikal"),
        "volga": say("Volga"), "don": say("Don"), "ural": say("Ural"), "ob": say("Ob"),
        "irtysh": say("Irtysh"), "yenisei": say("Yenisei"), "lena": say("Lena"), "amur": say("Amur"),
        "syr-darya": say("Syr Darya"), "amu-darya": say("Amu Darya"), "kama": say("Kama"),
        "angara": say("Angara"), "dnieper": say("Dnieper"), "tobol": say("Tobol"),
    }  # fmt: skip
    for id, name in names.items():
        if id in layers["lakes"]:
            yield name, (frame.px(*centre(layers["lakes"][id])),), id != "balkhash"
            continue
        course = [frame.px(*at) for line in layers["rivers"][id] for at in line]
        seen = [point for point in course if frame.holds(point)]
        seen = seen[:: len(seen) // _SPOTS + 1]
        middle = len(seen) / 2
        order = sorted(range(len(seen)), key=lambda i, middle=middle: abs(i - middle))  # type: ignore[misc]
        yield name, tuple(seen[i] for i in order), False


def _seas(words: Words, frame: Frame) -> Iterator[tuple[str, tuple[Point, ...], bool]]:
    say = words.say
    names = {
        say("Caspian Sea"): (50.6, 42.2), say("Black Sea"): (34.6, 43.4), say("Kara Sea"): (66.5, 72.5),
        say("Sea of Okhotsk"): (149, 54), say("Sea of Japan"): (134.5, 40.5), say("Barents Sea"): (38.5, 73),
    }  # fmt: skip
    for name, at in names.items():
        yield name, (frame.px(*at),), True
