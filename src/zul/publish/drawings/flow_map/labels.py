"""Labels of the flow map, each put where it collides with no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from math import hypot
from typing import Literal

from attrs import frozen

from zul.publish.drawings.flow_map.layout import Point

Align = Literal["left", "center", "right"]
Style = Literal["name", "figure", "other", "water", "faint"]
Box = tuple[float, float, float, float]  # left, top, right, bottom

SIZES: dict[Style, float] = {"name": 14, "figure": 13.5, "other": 12, "faint": 12.5, "water": 12.5}  # px
_LETTER, _WIDE, _CAPITAL = 0.6, 0.66, 0.78  # of the size of the type: Latin, other alphabets, capitals
_BROAD, _BOLD = "mwMWжмшщыюЖМШЩЮ—", 1.12  # letters as wide as high; how much wider bold type is
LEADING = 1.28  # height of a line, likewise
_APART = 3  # px between two labels
_CHOOSING = 5  # labels whose order is tried out
_LOST = 1_000.0  # the cost of a label that must stand, and finds no place
_REACHES = (9, 16, 26, 40, 58, 80, 106, 136, 170)  # px between a point and its label
_NEAR = 2  # of them are tried for a label that may go
_SQUARE = 6  # px
_FROM_SIGNS = 12  # px between a sign and the name of something else
_LED = 28  # px: a label as far away is tied to its point by a line
_LEADER = 15  # what such a line costs
_EDGE = 5  # px between a label and the edge of the map
_SIDES: tuple[tuple[float, float, Align], ...] = (
    (1, 0, "left"), (0.75, 0.75, "left"), (0.75, -0.75, "left"), (-1, 0, "right"),
    (-0.75, 0.75, "right"), (-0.75, -0.75, "right"), (0, 1, "center"), (0, -1, "center"),
)  # fmt: skip


@frozen(kw_only=True)
class Row:
    """A line of a label: `style` names how it is written."""

    text: str
    size: float
    style: Style

    @property
    def width(self) -> float:
        """An upper estimate in px, for a wide typeface, since nobody can know which one a reader has."""
        return sum(map(_width, self.text)) * self.size * (_BOLD if self.style == "name" else 1)


def _width(letter: str) -> float:
    if letter in _BROAD:
        return 1.0
    return _CAPITAL if letter.isupper() else _WIDE if letter >= "\u0370" else _LETTER


@frozen(kw_only=True)
class Label:
    """Rows that belong to one of the `spots`; one that `may_go` is left out where there is no room.

    Of a place there is one spot, of a river there are many. `over`: on the spot itself, not beside it.
    """

    rows: tuple[Row, ...]
    spots: tuple[Point, ...]
    may_go: bool = False
    over: bool = False

    @property
    def width(self) -> float:
        return max(row.width for row in self.rows)

    @property
    def height(self) -> float:
        return sum(row.size * LEADING for row in self.rows)


@frozen(kw_only=True)
class Placed:
    """A label in its box."""

    label: Label
    box: Box
    align: Align
    spot: Point

    @property
    def anchors(self) -> Iterator[tuple[Row, Point]]:
        """Each row with the middle of its height, at the side that it is aligned to."""
        left, top, right, _ = self.box
        x = {"left": left, "center": (left + right) / 2, "right": right}[self.align]
        for row in self.label.rows:
            yield row, (x, top + row.size * LEADING / 2)
            top += row.size * LEADING

    @property
    def leader(self) -> tuple[Point, Point] | None:
        """The line from the spot to a label that stands far from it."""
        left, top, right, bottom = self.box
        x, y = self.spot
        near = (min(max(x, left), right), min(max(y, top), bottom))
        return (
            (self.spot, near)
            if not self.label.over and hypot(near[0] - x, near[1] - y) >= _LED * 0.7
            else None
        )


@frozen(kw_only=True)
class Room:
    """Where labels may stand: within `width` and `height`, on no `kept` box, and best on no `busy` square.

    Squares are counted from the upper left corner; a point lies in the square that `square` gives.
    """

    width: float
    height: float
    kept: tuple[Box, ...] = ()
    busy: frozenset[tuple[int, int]] = frozenset()

    def crossed(self, box: Box) -> int:
        """The busy squares that a box covers."""
        (left, top), (right, bottom) = square((box[0], box[1])), square((box[2], box[3]))
        return sum((x, y) in self.busy for x in range(left, right + 1) for y in range(top, bottom + 1))

    def holds(self, box: Box, apart: float) -> bool:
        """True for a box inside that keeps so many pixels away from the kept ones."""
        within = (
            min(box[0], box[1]) >= _EDGE and box[2] <= self.width - _EDGE and box[3] <= self.height - _EDGE
        )
        return within and not any(meet(box, kept, apart) for kept in self.kept)


def square(point: Point) -> tuple[int, int]:
    """The square that a point lies in."""
    return int(point[0] // _SQUARE), int(point[1] // _SQUARE)


Choice = tuple[float, Placed]  # with what it costs


def placed(labels: Sequence[Label], room: Room) -> list[Placed]:
    """The labels at free places; of all orders in which the first few may choose, the one that ends best."""
    choices = [sorted(_choices(label, room), key=lambda choice: choice[0]) for label in labels]
    first, rest = range(min(len(labels), _CHOOSING)), range(_CHOOSING, len(labels))
    orders = ([*order, *rest] for order in permutations(first))
    _, best = min((_in_turn(choices, order) for order in orders), key=lambda found: found[0])
    return best


def _in_turn(choices: Sequence[Sequence[Choice]], order: Iterable[int]) -> tuple[float, list[Placed]]:
    """Each label at its best place that is still free, and what all of it costs."""
    found: dict[int, Placed] = {}
    costs = 0.0
    for i in order:
        for cost, one in choices[i]:
            if not any(meet(one.box, other.box) for other in found.values()):
                found[i] = one
                costs += cost
                break
        else:
            costs += 0 if not choices[i] or choices[i][0][1].label.may_go else _LOST
    return costs, [found[i] for i in sorted(found)]


def meet(a: Box, b: Box, apart: float = _APART) -> bool:
    """True when two boxes are not so many pixels apart."""
    return a[0] < b[2] + apart and b[0] < a[2] + apart and a[1] < b[3] + apart and b[1] < a[3] + apart


def _choices(label: Label, room: Room) -> Iterator[Choice]:
    """Where a label could stand, were it alone; near, to the right, and over no ribbon is best."""
    wide, high = label.width, label.height
    for order, (x, y) in enumerate(label.spots):
        for reach in (0,) if label.over else _REACHES[: _NEAR if label.may_go else None]:
            for side, (right, down, align) in enumerate(_SIDES[-1:] if label.over else _SIDES):
                left = x + right * reach - {"left": 0, "center": wide / 2, "right": wide}[align]
                top = y + down * reach - high / 2
                if align == "center" and not label.over:
                    top += down * high / 2
                box = (left, top, left + wide, top + high)
                if not room.holds(box, _FROM_SIGNS if label.may_go else 0):
                    continue
                crossed = room.crossed(box)
                if label.may_go and crossed:
                    continue
                one = Placed(label=label, box=box, align=align, spot=(x, y))
                cost = crossed * 4 + reach * 0.6 + side * 0.4 + order * 0.2
                if leader := one.leader:
                    along = _around(*leader)
                    if sum(meet(along, kept, 1) for kept in room.kept) > 1:  # over another sign than its own
                        continue
                    cost += _LEADER + room.crossed(along) * 4
                yield cost, one


def _around(one: Point, two: Point) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])
