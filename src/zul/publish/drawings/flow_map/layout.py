"""Where things stand on the flow map, in pixels: projection, frame and ribbons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, permutations
from math import atan2, cos, hypot, radians, sin, sqrt

from attrs import frozen

Point = tuple[float, float]

SOUTH, NORTH, MERIDIAN = 48, 62, 68  # degrees: parallels of true scale, and the meridian that stands upright
_STEPS = 48  # of a ribbon
_TRIED = 6  # ribbons, at most, of which every order is tried
_CLEAR = 7  # px between a ribbon and the end of another
_BOWS = (0.14, 0.12, 0.1, 0.08)  # of the northernmost ribbon, of its length
_LESS = 0.8  # of it is missing to the southernmost
_N = (sin(radians(SOUTH)) + sin(radians(NORTH))) / 2
_C = 1 + sin(radians(SOUTH)) * (2 * _N - sin(radians(SOUTH)))


def projected(longitude: float, latitude: float) -> Point:
    """Albers' equal-area conic on a sphere of radius 1, in degrees; y grows to the south.

    After Snyder 1987, Map projections: a working manual, p. 100, formulas 14-1 to 14-6, with latitude 0
    as its origin: Vega calls it conicEqualArea, with parallels [48, 62] and rotate [-68, 0, 0].
    """
    rho, turn = sqrt(_C - 2 * _N * sin(radians(latitude))) / _N, radians(longitude - MERIDIAN) * _N
    return rho * sin(turn), rho * cos(turn) - sqrt(_C) / _N


@frozen(kw_only=True)
class Frame:
    """A stretch of the projected map on the page: `scale` pixels for a unit, `left` and `top` the corner."""

    width: float
    height: float
    scale: float
    left: float
    top: float

    @classmethod
    def around(
        cls, points: Sequence[Point], *, width: float, least: float, most: float, room: Point
    ) -> Frame:
        """The largest frame of a width that shows all projected points with room for names at the sides."""
        (west, east), (north, south) = _extent(points)
        across, down = max(east - west, 0.02), max(south - north, 0.02)
        scale = min((width - 2 * room[0]) / across, (most - 2 * room[1]) / down)
        height = max(least, down * scale + 2 * room[1])
        left, top = (west + east) / 2 - width / 2 / scale, (north + south) / 2 - height / 2 / scale
        return cls(width=width, height=height, scale=scale, left=left, top=top)

    def px(self, longitude: float, latitude: float) -> Point:
        """The pixel of a place, in degrees east and north."""
        x, y = projected(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def holds(self, point: Point) -> bool:
        """True for a pixel inside."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def _extent(points: Sequence[Point]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), max(xs)), (min(ys), max(ys))


def centre(rings: Iterable[Sequence[Point]]) -> Point:
    """The centroid of the largest ring."""
    return max(map(_centroid, rings))[1]


def _centroid(ring: Sequence[Point]) -> tuple[float, Point]:
    crosses = [((x * v - u * y), x + u, y + v) for (x, y), (u, v) in pairwise(ring)]
    twice = sum(cross for cross, _, _ in crosses)
    if not twice:
        return 0.0, ring[0]
    return abs(twice), (
        sum(cross * x for cross, x, _ in crosses) / 3 / twice,
        sum(cross * y for cross, _, y in crosses) / 3 / twice,
    )


# ribbons


@frozen(kw_only=True)
class Ribbon:
    """A schematic line from the origin to a destination."""

    line: tuple[Point, ...]

    @property
    def length(self) -> float:
        """Its length in px."""
        return sum(hypot(x - u, y - v) for (u, v), (x, y) in pairwise(self.line))

    def outline(self, left: float, right: float) -> list[Point]:
        """The outline of a band along the line, from so many px on its left hand to so many on its right."""
        sides: tuple[list[Point], list[Point]] = ([], [])
        for i, (x, y) in enumerate(self.line):
            (u, v), (p, q) = self.line[max(i - 1, 0)], self.line[min(i + 1, len(self.line) - 1)]
            long = hypot(p - u, q - v) or 1.0
            across = ((v - q) / long, (p - u) / long)  # to the right hand, since y grows downwards
            for side, far in zip(sides, (-left, right), strict=True):
                side.append((x + across[0] * far, y + across[1] * far))
        return [*sides[0], *reversed(sides[1]), sides[0][0]]


def ribbons(
    origin: Point, goals: Sequence[Point], widths: Sequence[float], others: Sequence[Point] = ()
) -> list[Ribbon]:
    """A ribbon to each goal; they leave the origin side by side.

    Their order and bow are those that let the fewest cross, and run over the fewest goals and `others`.
    """
    mean = (sum(x for x, _ in goals) / len(goals), sum(y for _, y in goals) / len(goals))
    long = hypot(mean[0] - origin[0], mean[1] - origin[1]) or 1.0
    ahead = ((mean[0] - origin[0]) / long, (mean[1] - origin[1]) / long)
    down = 1 if ahead[0] >= 0 else -1  # the first ribbon is the northernmost, wherever they lead

    def curves(order: Sequence[int], bow: float) -> dict[int, tuple[Point, ...]]:
        found, offset = {}, -sum(widths) / 2
        for turn, i in enumerate(order):
            middle = offset + widths[i] / 2
            start = (origin[0] - ahead[1] * middle * down, origin[1] + ahead[0] * middle * down)
            found[i] = _curve(start, goals[i], ahead, bow * (1 - turn * _LESS / max(len(order) - 1, 1)))
            offset += widths[i]
        return found

    def cost(lines: dict[int, tuple[Point, ...]]) -> tuple[int, int]:
        covered = sum(
            hypot(x - point[0], y - point[1]) < widths[i] / 2 + _CLEAR
            for i, line in lines.items()
            for point in (*goals[:i], *goals[i + 1 :], *others)
            for x, y in line
        )
        return _crossings(lines), covered

    by_angle = sorted(
        range(len(goals)), key=lambda i: atan2(goals[i][1] - origin[1], goals[i][0] - origin[0])
    )
    orders = permutations(by_angle) if len(by_angle) <= _TRIED else [tuple(by_angle)]
    order = min(orders, key=lambda order: cost(curves(order, _BOWS[0])))
    found = min((curves(order, bow) for bow in _BOWS), key=cost)
    return [Ribbon(line=found[i]) for i in range(len(goals))]


def _crossings(lines: dict[int, tuple[Point, ...]]) -> int:
    coarse = [[*pairwise(line[::6])] for line in lines.values()]
    return sum(_cross(*a, *b) for one, two in combinations(coarse, 2) for a in one for b in two)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True when the lines from a to b and from c to d cross."""
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _curve(start: Point, goal: Point, ahead: Point, bow: float) -> tuple[Point, ...]:
    """A cubic curve that leaves ahead; `bow` is how far it rises to the north, of its length."""
    long = hypot(goal[0] - start[0], goal[1] - start[1])
    first = (start[0] + ahead[0] * long * 0.4, start[1] + ahead[1] * long * 0.4 - long * bow)
    last = (goal[0] - (goal[0] - start[0]) * 0.3, goal[1] - (goal[1] - start[1]) * 0.3 - long * bow)
    points = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, first, last, goal)
        x = sum(share * corner[0] for share, corner in zip(shares, corners, strict=True))
        y = sum(share * corner[1] for share, corner in zip(shares, corners, strict=True))
        points.append((x, y))
    return tuple(points)
