"""Where the name of a line fits: beside its line, over no other line, sign or name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from zul.publish.drawings.frame import width

_LINE = 16.0  # px: high is a line of text
_APART = 5.0  # px: between a line and its name
_ENOUGH = 26.0  # px: farther from all else is no better


@frozen(kw_only=True)
class Box:
    """A rectangle in px; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def apart(self, other: Box) -> float:
        """How far the two are apart; below nought, how deep they overlap."""
        across = max(other.left - self.right, self.left - other.right)
        down = max(other.top - self.bottom, self.top - other.bottom)
        return max(across, down)


@frozen(kw_only=True)
class Line:
    """A line with the band around it: x, upper and lower y of each point in px; what to call it."""

    name: str
    points: Sequence[tuple[float, float, float]]

    def boxes(self) -> list[Box]:
        """What the line and its band cover, from point to point."""
        return [
            Box(left=one[0], top=min(one[1], two[1]), right=two[0], bottom=max(one[2], two[2]))
            for one, two in zip(self.points, self.points[1:], strict=False)
        ]


@frozen(kw_only=True)
class Name:
    """A name in its place: the middle of the text in px."""

    text: str
    x: float
    y: float


def placed(lines: Sequence[Line], signs: Iterable[Box], inside: Box) -> list[Name]:
    """A place for the name of each line, above or below it: where it is farthest from all else."""
    taken, found = list(signs), []
    for line in lines:
        others = [box for other in lines if other is not line for box in other.boxes()]
        own = line.boxes()
        places = [
            place
            for at in line.points
            for above in (True, False)
            if (place := _beside(line.name, at[0], own, inside, above=above))
        ]
        if not places:
            continue
        room = _room([*taken, *others, *own])
        best = max(places, key=room)
        taken.append(best)
        found.append(Name(text=line.name, x=(best.left + best.right) / 2, y=(best.top + best.bottom) / 2))
    return found


def _room(taken: list[Box]) -> Callable[[Box], float]:
    def room(place: Box) -> float:
        return min([_ENOUGH, *(place.apart(box) for box in taken)])

    return room


def _beside(name: str, x: float, own: list[Box], inside: Box, *, above: bool) -> Box | None:
    """The name above or below the line, its middle at `x`; None where it would leave the drawing."""
    half = width(name) / 2
    under = [box for box in own if box.left < x + half and box.right > x - half]
    if not under or x - half < inside.left or x + half > inside.right:
        return None
    highest, lowest = min(box.top for box in under), max(box.bottom for box in under)
    top = highest - _APART - _LINE if above else lowest + _APART
    place = Box(left=x - half, top=top, right=x + half, bottom=top + _LINE)
    return place if place.top >= inside.top and place.bottom <= inside.bottom else None
