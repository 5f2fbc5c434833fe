"""The population over time: the reconstruction, what would have been, and the claims that count it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.crises import middle
from zul.publish.drawings.frame import DASHED, heads, line, of, points, spread, told
from zul.publish.drawings.plane import Plane
from zul.publish.drawings.signs import BAR, LEAST, MOST, Sign, shaped, sign
from zul.publish.everybody import is_of_all
from zul.publish.theme import ACCENT, INK
from zul.publish.words import Words, plain
from zul.terms.estimate import Course, Reconstruction
from zul.terms.measure import Kind

_HEIGHT = 360  # px
_ARROW = 20  # px: of a bound
_FEW = 0.02  # of the most that there ever were
RESTS_ON = ("population-opening", "population-before", "population-closing")


@frozen(kw_only=True)
class Counted:
    """A claim of a stock in its place: `at` in years; `of_part` if it counts those under the crisis alone."""

    at: float
    sign: Sign
    of_part: bool


def population(words: Words, found: Reconstruction) -> Drawing | None:
    """How many people there were over time; None where the claims do not reach it."""
    courses, plan, say = found.courses, words.case.plan, words.say
    if not {"population", "counterfactual-population"} <= {*courses} or not reached(found, *RESTS_ON):
        return None
    shown = {say("reconstructed"): courses["population"]}
    crisis = plan.left_out if plan else None
    shown[without(words)] = courses["counterfactual-population"]
    part = courses.get(f"compartment-{crisis.compartment}") if crisis else None
    if plan and crisis and part:
        shown[plain(words.tell(plan.part(crisis.compartment).name))] = part
    counts = tuple(counted(words, found))
    first, last = courses["population"].times[0], courses["population"].times[-1]
    return Drawing(
        id="population",
        title=say("How many people were there, and how many would there have been?"),
        caption=say(
            "The line is the median; the strong band around it holds half of what is possible, the faint one "
            "95 percent. Dashed: what would have been without the crisis; its interval is in the table. "
            "Signs are the figures that were read, as in the ledger: a dot is stated, a ring derived, a "
            "dashed stroke approximate, an arrow a bound from below or above, a bar a range. Above stand "
            "the times in which, by the account, more people died or fewer children were born; what happened "
            "may have gone on longer."
        ),
        label=say(
            "People from {first} to {last}: medians with bands of 50 and 95 percent, and the figures that "
            "were read; the table lists every number",
            first=f"{first:.0f}",
            last=f"{last:.0f}",
        ),
        chart=_chart(words, shown, counts),
        table=_table(words, shown),
        claims=tuple(one.sign.claim for one in counts),
        estimates=tuple(id for id in RESTS_ON if id in found.estimates),
    )


def reached(found: Reconstruction, *ids: str) -> bool:
    """Whether the claims say anything of it; what was thought before them is never drawn as a result."""
    asked = [found.estimates[id] for id in ids if id in found.estimates]
    return not asked or any(one.is_estimable for one in asked)


def counted(words: Words, found: Reconstruction) -> Iterator[Counted]:
    """The claims read that count all the people, or all those under the crisis."""
    plan = words.case.plan
    if plan is None:
        return
    for claim in (words.case.claims[reading.claim] for reading in found.readings):
        cell, drawn = claim.cell, sign(words, claim)
        is_count = claim.of is None and cell.measure.kind is Kind.STOCK
        at = middle(cell.period) if cell.period else None
        if is_count and is_of_all(words.case, cell) and at is not None and drawn:
            yield Counted(at=at, sign=drawn, of_part=cell.group != plan.people)


def without(words: Words) -> str:
    """The name of what would have been."""
    crisis = words.case.plan.left_out if words.case.plan else None
    if crisis is None:
        return words.say("without the crisis")
    return words.say("without {crisis}", crisis=plain(words.tell(crisis.name)))


def _table(words: Words, shown: dict[str, Course]) -> Table:
    courses = list(shown.values())
    there = [{row["time"] for row in peopled(course)} for course in courses]
    rows: list[tuple[Value, ...]] = [
        (
            _day(time),
            *(
                cell
                for course, times in zip(courses, there, strict=True)
                for cell in (told(course.spreads[place]) if time in times else (None,) * 5)
            ),
        )
        for place, time in enumerate(courses[0].times)
    ]
    return Table(columns=(words.say("day"), *heads(words, shown)), rows=tuple(rows))


def _day(time: float) -> str:
    whole, part = divmod(round(time * 12), 12)
    return f"{whole:04}-{part + 1:02}-01"


def _chart(words: Words, shown: dict[str, Course], counts: tuple[Counted, ...]) -> Any:
    whole, expected, *_ = shown.values()
    courses = {name: peopled(course) for name, course in shown.items()}
    plane = Plane.over(
        words,
        first=min([whole.times[0], *(one.at - 0.5 for one in counts)]),
        last=max([whole.times[-1], *(one.at + 0.5 for one in counts)]),
        highest=max(
            [*(row["upper95"] for rows in courses.values() for row in rows), *(one.sign.at for one in counts)]
        ),
        height=_HEIGHT,
    )
    colours = dict(zip(shown, (INK, INK, ACCENT), strict=False))
    banded = [name for name in shown if shown[name] is not expected]
    lines = [
        (plane.line(name, rows, is_banded=name in banded), colours[name]) for name, rows in courses.items()
    ]
    layers = [
        *(layer for name in reversed(banded) for layer in spread(courses[name], colours[name])),
        line(points(expected), INK, dash=DASHED),
        *_signs(plane, counts),
        *plane.names(lines, [(one.at, one.sign.at) for one in counts]),
    ]
    return plane.chart(layers)


def peopled(course: Course) -> list[dict[str, float]]:
    """The course without the times when nobody was there, or only the few that a step leaves behind."""
    rows = points(course)
    few = _FEW * max(row["median"] for row in rows)
    return [row for row in rows if row["median"] > few]


def _glyph(one: Counted) -> str:
    return one.sign.glyph


def _signs(plane: Plane, counts: tuple[Counted, ...]) -> Iterator[Any]:
    """The signs, upright: a bound is an arrow from its number to where more or fewer may lie."""
    reach = _ARROW * plane.highest / (plane.height - plane.top)
    for glyph, alike in groupby(sorted(counts, key=_glyph), _glyph):
        turned = {LEAST: reach, MOST: -reach}.get(glyph, 0.0)
        rows = [
            {
                **one.sign.row,
                "time": one.at,
                "colour": ACCENT if one.of_part else INK,
                "end": one.sign.at + turned,
            }
            for one in alike
        ]
        base = of(rows).encode(x=alt.X("time:Q"), color=alt.Color("colour:N", scale=None))
        linked = base.encode(href=alt.Href("href:N"), description=alt.Description("words:N"))
        if glyph == BAR:
            yield linked.mark_rule(strokeWidth=5).encode(y=alt.Y("from:Q"), y2=alt.Y2("to:Q"))
        elif turned:
            yield base.mark_rule(strokeWidth=2, aria=False).encode(y=alt.Y("at:Q"), y2=alt.Y2("end:Q"))
            shape = "triangle-up" if glyph == LEAST else "triangle-down"
            head = linked.mark_point(shape=shape, size=60, filled=True, opacity=1)
            yield head.encode(y=alt.Y("end:Q"))
        else:
            yield linked.mark_point(size=70, **shaped(glyph)).encode(y=alt.Y("at:Q"))
