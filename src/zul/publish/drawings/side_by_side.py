"""Peoples side by side: a measure with intervals and claims, and the curves as small multiples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.frame import (
    BANDS,
    DASHED,
    axis,
    ends,
    framed,
    line,
    of,
    points,
    spread,
    ticks,
    told,
)
from zul.publish.drawings.population import RESTS_ON, reached
from zul.publish.drawings.signs import DOT, Sign, lying
from zul.publish.language import Language
from zul.publish.theme import INK, WIDTH
from zul.publish.words import plain
from zul.terms.estimate import Estimate, Reconstruction

_NAMES = 190  # px, of the names of peoples at the left
_ROW = 40  # px
_BELOW = 0.3  # of a row: the signs under the interval
_MULTIPLE, _ACROSS = 240, 3  # px of one curve; curves in a row


@frozen(kw_only=True)
class Printed:
    """A figure as its source prints it, its sign and address, what it covers, and whether it is doubted."""

    as_written: str
    sign: Sign
    address: str
    covers: str
    is_doubted: bool = False


@frozen(kw_only=True)
class Row:
    """A people, its report and the last year of its account; its estimate, and what sources print."""

    people: str
    report: str
    until: int | None
    estimate: Estimate | None
    address: str | None
    printed: tuple[Printed, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there is more to draw than what is doubted."""
        is_printed = any(not one.is_doubted for one in self.printed)
        return is_printed or (self.estimate is not None and self.estimate.is_estimable)

    @property
    def most_printed(self) -> Printed | None:
        """The stated number that stands in most figures; of two the more exact, or the larger."""
        stated = [one for one in self.printed if one.sign.glyph == DOT and not one.is_doubted]
        often = Counter(one.sign.at for one in stated)

        def rank(one: Printed) -> tuple[int, int, float]:
            digits = f"{one.sign.at:.0f}"
            return often[one.sign.at], len(digits.rstrip("0")) - len(digits), one.sign.at

        return max(stated, key=rank, default=None)

    @property
    def by_coverage(self) -> Mapping[str, list[Printed]]:
        """The figures by what they cover; one that is printed again in the same words stands once."""
        found: dict[str, dict[str, Printed]] = {}
        for one in self.printed:
            found.setdefault(one.covers, {}).setdefault(one.as_written, one)
        return {covers: list(told.values()) for covers, told in found.items()}


def intervals(
    language: Language, id: str, question: str, definition: str, rows: Sequence[Row]
) -> Drawing | None:
    """One measure for every people, from nought; None where no people has a number."""
    found = [row for row in rows if row.is_drawn]
    if not found:
        return None
    say = language.say
    return Drawing(
        id=f"compared-{id}",
        title=question,
        caption=language.joined((definition, *_signs_told(language, found)), " "),
        label=say("{question} One row for each people; the table lists every number.", question=question),
        chart=_rows(language, found),
        table=_table(language, rows),
    )


def _signs_told(language: Language, rows: Sequence[Row]) -> Iterator[str]:
    if any(row.estimate for row in rows):
        yield language.say(
            "The strong bar holds half of what is possible, the faint one 95 percent, and the line in it is "
            "the median."
        )
    if any(row.printed for row in rows):
        yield language.say(
            "The signs are figures as sources print them: a dot is stated, a ring derived, a dashed stroke "
            "approximate, an arrow a bound, a bar a range. The table tells what each covers, and has those "
            "that are doubted, too."
        )


def curves(language: Language, populations: Sequence[tuple[str, Reconstruction]]) -> Drawing | None:
    """The population of each people over time, each on its own scale; None where no people has one."""
    found = [(name, one) for name, one in populations if reached(one, *RESTS_ON)]
    if not found:
        return None
    first = min(one.courses["population"].times[0] for _, one in found)
    last = max(one.courses["population"].times[-1] for _, one in found)
    multiples = [_curve(language, name, one, first, last) for name, one in found]
    lines = [alt.hconcat(*multiples[at : at + _ACROSS]) for at in range(0, len(multiples), _ACROSS)]
    say = language.say
    return Drawing(
        id="compared-population",
        title=say("How many people were there, year by year?"),
        caption=say(
            "Each people has its own scale, from nought, over the same years. The line is the median, the "
            "strong band holds half of what is possible, the faint one 95 percent; dashed is what would have "
            "been without the deportation."
        ),
        label=say("The population of each people over time; the table lists every number."),
        chart=framed(alt.vconcat(*lines)),
        table=Table(
            columns=(say("people"), say("year"), *_columns(language)),
            rows=tuple(
                (name, f"{time:.2f}", *told(at))
                for name, one in found
                for time, at in zip(
                    one.courses["population"].times, one.courses["population"].spreads, strict=True
                )
            ),
        ),
    )


def _columns(language: Language) -> tuple[str, ...]:
    say = language.say
    return say("95 % from"), say("95 % to"), say("50 % from"), say("50 % to"), say("median")


def _table(language: Language, rows: Sequence[Row]) -> Table:
    say = language.say
    empty = (None,) * 5
    written: list[tuple[Value, ...]] = []
    for row in rows:
        if row.estimate:
            numbers: tuple[Value, ...] = told(row.estimate.spread) if row.estimate.is_estimable else empty
            covers = row.estimate.definition
            if row.estimate.reason:
                covers = say("not estimable: {reason}", reason=row.estimate.reason)
            written.append((row.people, say("estimate"), row.estimate.title, *numbers, covers))
        for one in row.printed:
            both = (one.sign.lower, one.sign.upper)
            kind = say("figure, doubted") if one.is_doubted else say("figure")
            written.append((row.people, kind, one.sign.words, *both, None, None, None, one.covers))
        if not row.estimate and not row.printed:
            written.append((row.people, say("none"), "", *empty, say("no figure and no estimate")))
    bounds = (say("from, as printed or with 95 %"), say("to, as printed or with 95 %"))
    columns = (
        say("people"),
        say("kind"),
        say("name"),
        *bounds,
        *_columns(language)[2:],
        say("what it covers"),
    )
    return Table(columns=columns, rows=tuple(written))


def _rows(language: Language, rows: Sequence[Row]) -> Any:
    lanes = {row.people: number for number, row in enumerate(rows)}
    drawn = [
        {"lane": lanes[row.people] - 0.1, "href": row.address, **ends(row.estimate.spread)}
        for row in rows
        if row.estimate and row.estimate.is_estimable
    ]
    printed = [
        {**one.sign.row, "y": lanes[row.people] + _BELOW, "href": one.address}
        for row in rows
        for one in row.printed
        if not one.is_doubted
    ]
    reach = [one.sign.at for row in rows for one in row.printed if not one.is_doubted]
    for row in rows:
        if row.estimate and row.estimate.is_estimable:
            reach += [row.estimate.spread.widest.lower, row.estimate.spread.widest.upper]
    lowest, highest = min(0, *reach), max(reach)
    marks = [
        of(drawn)
        .mark_bar(height=14, color=INK, opacity=opacity)
        .encode(
            x=alt.X(f"lower{level}:Q"),
            x2=alt.X2(f"upper{level}:Q"),
            y=alt.Y("lane:Q"),
            href=alt.Href("href:N"),
        )
        for level, opacity in BANDS
    ]
    if drawn:
        marks.append(
            of(drawn)
            .mark_tick(thickness=2, height=14, color=INK, opacity=1)
            .encode(x=alt.X("median:Q"), y=alt.Y("lane:Q"))
        )
    names = [{"lane": number, "name": plain(people)} for people, number in lanes.items()]
    marks.append(
        of(names)
        .mark_text(align="right", dx=-14, baseline="middle", fontSize=14)
        .encode(x=alt.value(0), y=alt.Y("lane:Q"), text=alt.Text("name:N"))
    )
    marks += lying(printed, (highest - lowest) / (WIDTH - _NAMES))
    labels = {at: language.number(int(at)) for at in ticks(lowest, highest, 6)}
    x = alt.X(scale=alt.Scale(domain=[lowest, highest]), axis=axis(labels, labelFlush=True))
    y = alt.Y(scale=alt.Scale(domain=[len(rows) - 0.4, -0.5]), axis=None)
    chart = alt.layer(*marks).encode(x=x, y=y).properties(width=WIDTH - _NAMES, height=_ROW * len(rows))
    return framed(chart)


def _curve(language: Language, name: str, found: Reconstruction, first: float, last: float) -> Any:
    whole, expected = found.courses["population"], found.courses["counterfactual-population"]
    highest = max(one["upper95"] for one in points(whole))
    highest = max(highest, *(one["median"] for one in points(expected)))
    years = {at: f"{at:.0f}" for at in ticks(first, last, 4)}
    heights = {at: language.number(int(at)) for at in ticks(0, highest, 3)}
    x = alt.X(scale=alt.Scale(domain=[first, last], nice=False), axis=axis(years, grid=False))
    y = alt.Y(scale=alt.Scale(domain=[0, highest]), axis=axis(heights))
    layers = [*spread(points(whole), INK), line(points(expected), INK, dash=DASHED)]
    title = alt.TitleParams(plain(name), anchor="start", fontSize=14, fontWeight="normal", color=INK)
    return alt.layer(*layers).encode(x=x, y=y).properties(width=_MULTIPLE - 60, height=150, title=title)
