"""The reconstruction drawn over time: bands of 50 and 95 percent, medians, and the claims as signs.

Stocks are lines from day to day, flows are steps from year to year. What would have been is dashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any, Literal

import altair as alt
from attrs import frozen

from zul.publish.theme import ACCENT, INK, MUTED, RULE, WIDTH
from zul.publish.words import plain
from zul.terms.estimate import Course, Spread

_HEIGHTS = {"stock": 360, "flow": 220}  # px
_YEARS = 15  # about as many are named along the axis
_BANDS = ((95, 0.14), (50, 0.4))  # percent, opacity
_SHAPES = {  # of a sign, as before the figures of the ledger
    "exact": "circle",
    "derived": "circle",
    "about": "M-1.7,0L1.7,0",
    "least": "triangle-up",
    "most": "triangle-down",
    "range": "M-1.7,0L1.7,0",
}
_HOLLOW = ("derived", "about", "range")


@frozen(kw_only=True)
class Mark:
    """A claim of a stock in its place: `at` in years, the plain reading, the sign; `of_part` if of a part."""

    at: float
    lower: float | None
    upper: float | None
    glyph: str
    of_part: bool = False


@frozen(kw_only=True)
class Stock:
    """Persons over time, a part of them, and those expected; `crisis` from, to in years."""

    whole: Course
    expected: Course
    part: Course | None = None
    marks: tuple[Mark, ...] = ()
    crisis: tuple[float, float] | None = None


@frozen(kw_only=True)
class Flow:
    """Events by calendar year and those expected; what lies `beyond` the expected is shaded."""

    actual: Course
    expected: Course
    beyond: Literal["above", "below"]
    crisis: tuple[float, float] | None = None


def stock(drawn: Stock) -> alt.LayerChart:
    """The chart of a population, with every claim that counts it."""
    first, last = drawn.whole.times[0], drawn.whole.times[-1]
    parts = [drawn.part] if drawn.part else []
    layers = [
        *_crisis(drawn.crisis, first, last),
        *(layer for part in parts for layer in _spread(_peopled(part), ACCENT, "linear")),
        *_spread(_points(drawn.whole), INK, "linear"),
        _median(_points(drawn.expected), INK, "linear", dashed=True),
        *_signs(drawn.marks),
        _name(drawn.expected, 0.85, -16, INK, align="right"),
        _name(drawn.whole, 0.2, 30, INK),
        *(_name(part, 0.5, 30, ACCENT) for part in parts),
    ]
    return _chart(layers, first, last, "stock")


def flow(drawn: Flow) -> alt.LayerChart:
    """The chart of births or deaths by calendar year."""
    actual, expected = _steps(drawn.actual), _steps(drawn.expected)
    first, last = actual[0]["time"], actual[-1]["time"]
    further = max if drawn.beyond == "above" else min
    between = [
        {"time": own["time"], "expected": other["median"], "beyond": further(own["median"], other["median"])}
        for own, other in zip(actual, expected, strict=True)
    ]
    shaded = _data(between).mark_area(color=ACCENT, opacity=0.45, interpolate="step-after")
    layers = [
        *_crisis(drawn.crisis, first, last),
        shaded.encode(x=_time(), y=_count("expected"), y2="beyond:Q"),
        *_spread(actual, INK, "step-after"),
        _median(expected, INK, "step-after", dashed=True),
    ]
    return _chart(layers, first, last, "flow")


def interval(spread: Spread, level: int) -> tuple[float, float]:
    """The ends of the interval of a level in percent."""
    found = next(one for one in spread.intervals if one.level == level)
    return found.lower, found.upper


def _points(course: Course) -> list[dict[str, float]]:
    return [
        {"time": time, "median": round(spread.median)}
        | {f"{end}{level}": round(value) for level, _ in _BANDS for end, value in _ends(spread, level)}
        for time, spread in zip(course.times, course.spreads, strict=True)
    ]


def _peopled(course: Course) -> list[dict[str, float]]:
    """Without the times when nobody was there."""
    return [point for point in _points(course) if point["upper95"]]


def _steps(course: Course) -> list[dict[str, float]]:
    """A flow holds for its whole year, so that the last one is drawn to its end."""
    points = _points(course)
    return [*points, {**points[-1], "time": points[-1]["time"] + 1}]


def _ends(spread: Spread, level: int) -> Iterator[tuple[str, float]]:
    yield from zip(("lower", "upper"), interval(spread, level), strict=True)


def _data(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _time() -> alt.X:
    return alt.X("time:Q")


def _count(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q")


def _spread(rows: list[dict[str, float]], colour: str, interpolate: Any) -> Iterator[Any]:
    for level, opacity in _BANDS:
        band = _data(rows).mark_area(color=colour, opacity=opacity, interpolate=interpolate)
        yield band.encode(x=_time(), y=_count(f"lower{level}"), y2=f"upper{level}:Q")
    yield _median(rows, colour, interpolate)


def _median(rows: list[dict[str, float]], colour: str, interpolate: Any, *, dashed: bool = False) -> Any:
    dash = [6, 4] if dashed else [1, 0]
    line = _data(rows).mark_line(color=colour, strokeWidth=1.6, strokeDash=dash, interpolate=interpolate)
    return line.encode(x=_time(), y=_count("median"))


def _crisis(crisis: tuple[float, float] | None, first: float, last: float) -> Iterator[Any]:
    if crisis is not None:
        ends = {"time": max(crisis[0], first), "to": min(crisis[1], last)}
        yield _data([ends]).mark_rect(color=RULE, opacity=0.45).encode(x=_time(), x2="to:Q")


def _signs(marks: tuple[Mark, ...]) -> Iterator[Any]:
    for mark in marks:
        colour = ACCENT if mark.of_part else INK
        ends = [end for end in (mark.lower, mark.upper) if end is not None]
        if not ends:
            continue
        at = {"least": ends[0], "most": ends[-1]}.get(mark.glyph, sum(ends) / len(ends))
        row = _data([{"time": mark.at, "count": at, "from": ends[0], "to": ends[-1]}])
        if mark.glyph == "range":
            yield row.mark_rule(color=colour, strokeWidth=5).encode(x=_time(), y=_count("from"), y2="to:Q")
            continue
        sign = row.mark_point(
            shape=_SHAPES[mark.glyph],
            size=70,
            opacity=1,
            filled=mark.glyph not in _HOLLOW,
            color=colour,
            strokeWidth=2,
            strokeDash=[4, 2] if mark.glyph == "about" else [1, 0],
        )
        yield sign.encode(x=_time(), y=_count("count"))


def _name(course: Course, along: float, below: int, colour: str, align: Any = "center") -> Any:
    """The title of a line, at a share of its length."""
    points = _peopled(course)
    at = [{**point, "title": plain(course.title)} for point in points[int(len(points) * along) :][:1]]
    text = _data(at).mark_text(dy=below, align=align, fontSize=13, color=colour)
    return text.encode(x=_time(), y=_count("median"), text="title:N")


def _chart(layers: list[Any], first: float, last: float, kind: str) -> alt.LayerChart:
    x = alt.X(
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(
            title=None,
            format="d",
            grid=False,
            domainColor=RULE,
            tickColor=RULE,
            values=list(range(ceil(first), int(last) + 1, max(1, round((last - first) / _YEARS)))),
        ),
    )
    y = alt.Y(
        scale=alt.Scale(zero=True),
        axis=alt.Axis(title=None, gridColor=RULE, tickMinStep=1, domain=False, ticks=False),
    )
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .encode(x=x, y=y)
        .properties(width=WIDTH - 60, height=_HEIGHTS[kind], background="transparent")
        .configure(font="inherit", numberFormat=",d")
        .configure_axis(labelColor=MUTED, labelFontSize=13, labelPadding=8)
        .configure_view(stroke=None)
    )
    return chart
