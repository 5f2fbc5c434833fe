"""The ages of a people, then and after: women to the left, men to the right, by five years of age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import altair as alt

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.crises import spans
from zul.publish.drawings.frame import BANDS, axis, ends, framed, heads, of, ticks, told
from zul.publish.drawings.population import reached
from zul.publish.theme import ACCENT, INK, MUTED
from zul.publish.words import Words, plain
from zul.terms.dates import Period
from zul.terms.estimate import Pyramid, Reconstruction

_ACROSS, _AGE = 336, 18  # px: of a pyramid; of an age group
_YEARS = 5  # of an age group
_CERTAIN = 0.26  # opacity: up to where an interval begins
_RESTS_ON = ("population-before", "population-closing")


def pyramid(words: Words, found: Reconstruction) -> Drawing | None:
    """The ages before the crisis and at the end; None where the claims do not reach both."""
    crisis = words.case.plan.left_out if words.case.plan else None
    lived = next((span for _, span in spans([crisis])), None) if crisis else None
    before = [one for one in found.pyramids if lived is None or one.year <= lived[0] + 0.5]  # the nearest one
    if not before or len(found.pyramids) < 2 or not all(reached(found, id) for id in _RESTS_ON):
        return None
    then, after = before[-1], found.pyramids[-1]
    if then.year >= after.year:
        return None
    say, years = words.say, {"then": str(then.year), "after": str(after.year)}
    caption = [
        say(
            "Women to the left, men to the right, in groups of five years of age on 1 January, on one scale. "
            "The line across a bar is the median; the strong band around it holds half of what is possible, "
            "the faint one 95 percent."
        )
    ]
    if crisis:
        name = plain(words.tell(crisis.name))
        caption.append(
            say(
                "In colour: those born while, by the account, {crisis} raised deaths or lowered births.",
                crisis=name,
            )
        )
    if _groups_between(then, after) is not None:
        caption.append(
            say(
                "Dashed: the same people as they were in {then}, {n} years younger; those missing inside the "
                "dashes died or went away.",
                then=str(then.year),
                n=after.year - then.year,
            )
        )
    return Drawing(
        id="pyramid",
        title=say("How old were the people in {then}, and how old in {after}?", **years),
        caption=words.language.joined(caption, " "),
        label=say(
            "Ages of women and men in {then} and in {after}, with intervals; the table lists every number",
            **years,
        ),
        chart=_chart(words, then, after, lived),
        table=_table(words, then, after),
        estimates=tuple(id for id in _RESTS_ON if id in found.estimates),
    )


def ages(groups: int) -> list[str]:
    """The names of age groups of five years, of which the last is open.

    >>> ages(3)
    ['0–4', '5–9', '10+']
    """
    closed = [f"{_YEARS * group}–{_YEARS * group + _YEARS - 1}" for group in range(groups - 1)]
    return [*closed, f"{_YEARS * (groups - 1)}+"]


def _table(words: Words, then: Pyramid, after: Pyramid) -> Table:
    say = words.say
    rows: list[tuple[Value, ...]] = [
        (age, sex, *told(own), *told(other))
        for sex, one, two in (
            (say("women"), then.women, after.women),
            (say("men"), then.men, after.men),
        )
        for age, own, other in zip(ages(len(one)), one, two, strict=True)
    ]
    years = heads(words, [str(then.year), str(after.year)])
    return Table(columns=(say("age"), say("sex"), *years), rows=tuple(rows))


def _chart(words: Words, then: Pyramid, after: Pyramid, lived: tuple[float, float] | None) -> Any:
    farthest = max(ends(one)["upper95"] for both in (then, after) for one in (*both.women, *both.men))
    shifted = _groups_between(then, after)
    return framed(
        alt.hconcat(
            _one(words, then, farthest, lived, before=None),
            _one(words, after, farthest, lived, before=None if shifted is None else (then, shifted)),
        )
    )


def _groups_between(then: Pyramid, after: Pyramid) -> int | None:
    """By how many age groups people have moved on; None where the years are no whole groups apart."""
    shifted, rest = divmod(after.year - then.year, _YEARS)
    return None if rest else shifted


def _one(
    words: Words,
    drawn: Pyramid,
    farthest: float,
    lived: tuple[float, float] | None,
    before: tuple[Pyramid, int] | None,
) -> Any:
    groups = len(drawn.women)
    height = groups * _AGE
    bars = [
        {
            **_turned(ends(spread), side),
            "top": place * _AGE + 1.5,
            "bottom": (place + 1) * _AGE - 1.5,
            "born": born,
        }
        for side, sex in ((-1, drawn.women), (1, drawn.men))
        for group, spread in enumerate(sex)
        for place, born in [(groups - 1 - group, _is_of(drawn.year, group, groups, lived))]
    ]
    layers = [
        layer
        for colour, some in (
            (INK, [bar for bar in bars if not bar["born"]]),
            (ACCENT, [bar for bar in bars if bar["born"]]),
        )
        if some
        for layer in _bars(some, colour)
    ]
    if before:
        layers += [_outline(before[0], before[1], side, groups) for side in (-1, 1)]
    sides: tuple[tuple[str, Literal["right", "left"], int], ...] = (
        (words.say("women"), "right", -10),
        (words.say("men"), "left", 10),
    )
    for name, align, away in sides:
        text = of([{"name": name}]).mark_text(color=MUTED, align=align, aria=False)
        layers.append(text.encode(x=alt.value(_ACROSS / 2 + away), y=alt.value(-10), text=alt.Text("name:N")))
    names = ages(groups)
    labels = {(groups - group - 0.5) * _AGE: name for group, name in enumerate(names)}
    numbers = ticks(-farthest, farthest, 5)
    x = alt.X(
        scale=alt.Scale(domain=[-farthest, farthest], nice=False),
        axis=axis({at: words.language.number(abs(int(at))) for at in numbers}, ticks=True),
    )
    y = alt.Y(
        scale=alt.Scale(domain=[0, height], range=[0, height]),
        axis=axis(labels, grid=False, labelFontSize=12, labelPadding=4),
    )
    day = words.language.period(Period.parse(f"{drawn.year}-01-01"))
    title = alt.TitleParams(day, anchor="middle", color=INK, fontSize=14, fontWeight="normal", offset=18)
    return alt.layer(*layers).encode(x=x, y=y).properties(width=_ACROSS, height=height, title=title)


def _turned(found: dict[str, float], side: int) -> dict[str, float]:
    return {key: side * value for key, value in found.items()} | {"nought": 0}


def _is_of(year: int, group: int, groups: int, lived: tuple[float, float] | None) -> bool:
    """Whether at least half of the years in which the group was born lie in the crisis."""
    if lived is None or group == groups - 1:
        return False
    first = year - _YEARS * (group + 1)
    return min(lived[1], first + _YEARS) - max(lived[0], first) >= _YEARS / 2


def _bars(rows: Sequence[dict[str, Any]], colour: str) -> Iterator[Any]:
    for start, end, opacity in (
        ("nought", "lower95", _CERTAIN),
        *((f"lower{level}", f"upper{level}", opacity) for level, opacity in BANDS),
    ):
        bar = of(rows).mark_rect(color=colour, opacity=opacity, aria=False)
        yield bar.encode(
            x=alt.X(f"{start}:Q"), x2=alt.X2(f"{end}:Q"), y=alt.Y("top:Q"), y2=alt.Y2("bottom:Q")
        )
    median = of(rows).mark_rule(color=colour, strokeWidth=1.6, aria=False)
    yield median.encode(x=alt.X("median:Q"), y=alt.Y("top:Q"), y2=alt.Y2("bottom:Q"))


def _outline(then: Pyramid, shifted: int, side: int, groups: int) -> Any:
    """The medians of then as a dashed edge, so many groups higher; those in the open group stay apart."""
    sex = then.women if side < 0 else then.men
    steps = [
        {"at": side * round(spread.median), "y": (groups - group - shifted - end) * _AGE}
        for group, spread in enumerate(sex[: groups - shifted - 1])
        for end in (0, 1)
    ]
    steps = [{**step, "order": place} for place, step in enumerate(steps)]
    line = of(steps).mark_line(color=INK, strokeWidth=1.3, strokeDash=[4, 3], aria=False)
    return line.encode(x=alt.X("at:Q"), y=alt.Y("y:Q"), order=alt.Order("order:Q"))
