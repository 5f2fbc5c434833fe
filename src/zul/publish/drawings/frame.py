"""What drawings share: axes with labels in words, bands of 50 and 95 percent, text that fits, the frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, log10
from typing import Any

import altair as alt

from zul.publish.theme import INK, MUTED, RULE
from zul.publish.words import Words
from zul.terms.estimate import Course, Spread

BANDS = ((95, 0.14), (50, 0.4))  # percent, opacity
DASHED = [6, 4]  # px: of what would have been
_LETTER = 7.2  # px: about so wide is a letter of 13 px
_STEPS = (1, 2, 5, 10)  # of an axis, times a power of ten


def of(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """A chart of these rows, with no mark yet."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def ticks(first: float, last: float, about: int) -> list[float]:
    """About so many round numbers from the first to the last, both included where they are round.

    >>> ticks(0, 136_000, 5), ticks(92_900, 93_200, 3)
    ([0.0, 50000.0, 100000.0], [92900.0, 93000.0, 93100.0, 93200.0])
    """
    least = (last - first) / about
    power = Fraction(10) ** floor(log10(least)) if least > 0 else Fraction(1)
    step = next(power * times for times in _STEPS if power * times >= least * (1 - 1e-9))
    return [float(step * place) for place in range(ceil(first / step), floor(last / step) + 1)]


def axis(labels: Mapping[float, str], **more: Any) -> alt.Axis:
    """An axis that has these words at these numbers, so that no library formats them its own way."""
    found = json.dumps({repr(at if at % 1 else int(at)): text for at, text in labels.items()})
    return alt.Axis(title=None, values=list(labels), labelExpr=f"{found}[datum.value]", **more)


def interval(spread: Spread, level: int) -> tuple[float, float]:
    """The ends of the interval of a level in percent."""
    found = spread.interval(level)
    return found.lower, found.upper


def points(course: Course) -> list[dict[str, float]]:
    """The course as rows of a chart, in whole numbers."""
    return [{"time": time, **ends(spread)} for time, spread in zip(course.times, course.spreads, strict=True)]


def ends(spread: Spread) -> dict[str, float]:
    """The median and the ends of the bands, in whole numbers."""
    bands = {
        f"{side}{level}": round(end)
        for level, _ in BANDS
        for side, end in zip(("lower", "upper"), interval(spread, level), strict=True)
    }
    return {"median": round(spread.median), **bands}


def told(spread: Spread) -> tuple[int, ...]:
    """The same as cells of a table: the wide interval, the narrow one, the median."""
    found = ends(spread)
    return tuple(int(found[key]) for key in ("lower95", "upper95", "lower50", "upper50", "median"))


def heads(words: Words, names: Iterable[str]) -> Iterator[str]:
    """The heads of these cells in a table, for each of the names."""
    say = words.say
    for name in names:
        yield say("{what}, 95 % from", what=name)
        yield say("{what}, 95 % to", what=name)
        yield say("{what}, 50 % from", what=name)
        yield say("{what}, 50 % to", what=name)
        yield say("{what}, median", what=name)


def spread(rows: list[dict[str, float]], colour: str, interpolate: Any = "linear") -> Iterator[Any]:
    """The bands over time, and the median as a line."""
    for level, opacity in BANDS:
        band = of(rows).mark_area(color=colour, opacity=opacity, interpolate=interpolate, aria=False)
        yield band.encode(x=alt.X("time:Q"), y=alt.Y(f"lower{level}:Q"), y2=alt.Y2(f"upper{level}:Q"))
    yield line(rows, colour, interpolate)


def line(rows: list[dict[str, float]], colour: str, interpolate: Any = "linear", dash: Any = None) -> Any:
    """The median over time, dashed for what would have been."""
    drawn = of(rows).mark_line(
        color=colour, strokeWidth=1.6, strokeDash=dash or [1, 0], interpolate=interpolate, aria=False
    )
    return drawn.encode(x=alt.X("time:Q"), y=alt.Y("median:Q"))


def width(text: str) -> float:
    """About how wide the text is drawn, in px."""
    return _LETTER * len(text)


def cut(text: str, space: float) -> str:
    """The text, as far as it fits."""
    letters = max(int(space / _LETTER), 6)
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def framed(chart: Any) -> Any:
    """The chart with the letters, axes and numbers of all drawings."""
    return (
        chart.properties(background="transparent")
        .configure(font="inherit", numberFormat=",d")
        .configure_axis(
            aria=False,
            labelColor=MUTED,
            labelFontSize=13,
            labelPadding=8,
            gridColor=RULE,
            domain=False,
            ticks=False,
        )
        .configure_text(fontSize=13, color=INK)
        .configure_view(stroke=None)
        .configure_concat(spacing=28)
    )
