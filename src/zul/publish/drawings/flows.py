"""Births and deaths by year: expected against reconstructed, with what lies beyond shaded."""

from __future__ import annotations

from typing import Any

import altair as alt

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.frame import DASHED, heads, line, of, points, spread, told
from zul.publish.drawings.plane import Plane
from zul.publish.drawings.population import reached, without
from zul.publish.theme import ACCENT, INK
from zul.publish.words import Words
from zul.terms.estimate import Course, Reconstruction

_HEIGHT = 220  # px


def births(words: Words, found: Reconstruction) -> Drawing | None:
    """How many children were born each year; None where the claims do not reach it."""
    say = words.say
    return _flow(
        words,
        found,
        "births",
        title=say("How many children were born each year, and how many would have been?"),
        caption=say(
            "Each step is a calendar year: the line is the median, the strong band holds half of what is "
            "possible, the faint one 95 percent. Dashed: how many would have been born {without}. Filled "
            "between the two: births that did not happen. They are no deaths and are never counted as such. "
            "Above stand the times in which, by the account, more people died or fewer children were born.",
            without=without(words),
        ),
    )


def deaths(words: Words, found: Reconstruction) -> Drawing | None:
    """How many people died each year; None where the claims do not reach it."""
    say = words.say
    return _flow(
        words,
        found,
        "deaths",
        title=say("How many people died each year, and how many would have died?"),
        caption=say(
            "Each step is a calendar year: the line is the median, the strong band holds half of what is "
            "possible, the faint one 95 percent. Dashed: how many would have died {without}. Filled between "
            "the two: deaths beyond the expected. Above stand the times in which, by the account, more "
            "people died or fewer children were born.",
            without=without(words),
        ),
    )


def _flow(words: Words, found: Reconstruction, id: str, *, title: str, caption: str) -> Drawing | None:
    if not {id, f"counterfactual-{id}"} <= {*found.courses} or not reached(found, id):
        return None
    actual, expected = found.courses[id], found.courses[f"counterfactual-{id}"]
    shown = {words.say("reconstructed"): actual, without(words): expected}
    return Drawing(
        id=id,
        title=title,
        caption=caption,
        label=words.say(
            "{title} {first} to {last}, medians with bands of 50 and 95 percent; the table has every number",
            title=title,
            first=f"{actual.times[0]:.0f}",
            last=f"{actual.times[-1]:.0f}",
        ),
        chart=_chart(words, shown, above=id == "deaths"),
        table=_table(words, shown),
        estimates=tuple(one for one in (id,) if one in found.estimates),
    )


def _table(words: Words, shown: dict[str, Course]) -> Table:
    actual, expected = shown.values()
    rows: list[tuple[Value, ...]] = [
        (f"{time:.0f}", *told(own), *told(other))
        for time, own, other in zip(actual.times, actual.spreads, expected.spreads, strict=True)
    ]
    return Table(columns=(words.say("year"), *heads(words, shown)), rows=tuple(rows))


def _chart(words: Words, shown: dict[str, Course], *, above: bool) -> Any:
    own, other = map(_steps, shown.values())
    further = max if above else min
    between = [
        {"time": one["time"], "median": two["median"], "beyond": further(one["median"], two["median"])}
        for one, two in zip(own, other, strict=True)
    ]
    shaded = of(between).mark_area(color=ACCENT, opacity=0.45, interpolate="step-after", aria=False)
    first, last = own[0]["time"], own[-1]["time"]
    highest = max(one["upper95"] for one in (*own, *other))
    plane = Plane.over(words, first=first, last=last, highest=highest, height=_HEIGHT)
    layers = [
        shaded.encode(x=alt.X("time:Q"), y=alt.Y("median:Q"), y2=alt.Y2("beyond:Q")),
        *spread(own, INK, "step-after"),
        line(other, INK, "step-after", DASHED),
    ]
    return plane.chart(layers)


def _steps(course: Course) -> list[dict[str, float]]:
    """A flow holds for its whole year, so that the last one is drawn to its end."""
    found = points(course)
    return [*found, {**found[-1], "time": found[-1]["time"] + 1}]
