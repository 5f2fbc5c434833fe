"""Rival figures: how far apart the sources are, for all quantities at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from statistics import median_low
from typing import Any

import altair as alt
from attrs import evolve, frozen

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.frame import BANDS, axis, cut, framed, heads, interval, of, ticks
from zul.publish.drawings.signs import ARROW, BAR, Sign, lying, sign
from zul.publish.language.fallback import sentence
from zul.publish.theme import ACCENT, INK, WIDTH
from zul.publish.words import Quantity, Words, plain, quantity_anchor
from zul.terms.estimate import Reconstruction, Spread

_BLOCK = 46  # px: a quantity, its name above its signs
_MARGIN = 12  # px: at the sides


@frozen(kw_only=True)
class Rivals:
    """The signs of one quantity, by their numbers, and what the reconstruction has for it, if it has."""

    quantity: Quantity
    signs: tuple[Sign, ...]
    is_percent: bool
    expected: Spread | None = None


def cells(words: Words, found: Reconstruction | None = None) -> list[Rivals]:
    """The quantities with two or more different figures, in the order of the ledger; dates stand in time."""
    case = words.case
    claims = defaultdict(list)
    for claim in case.claims.values():
        if drawn := sign(words, claim):
            claims[Quantity(claim.cell, claim.of)].append((claim, drawn))
    readings = {reading.claim: reading for reading in found.readings} if found else {}
    rivals = []
    for quantity, both in claims.items():
        if not _differ([drawn for _, drawn in both]):
            continue
        is_percent = any(claim.is_percent for claim, _ in both)
        expected = next((readings[claim.id].expected for claim, _ in both if claim.id in readings), None)
        rivals.append(
            Rivals(
                quantity=quantity,
                signs=tuple(sorted((drawn for _, drawn in both), key=lambda one: one.at)),
                is_percent=is_percent,
                expected=expected.times(100) if expected and is_percent else expected,
            )
        )
    return rivals


def rivals(words: Words, found: Reconstruction | None = None) -> Drawing | None:
    """How far the figures for one quantity lie apart, for all quantities at once; None where none differ."""
    trusted = [
        evolve(cell, signs=tuple(one for one in cell.signs if not words.case.is_doubted(one.claim)))
        for cell in cells(words, found)
    ]
    rows = [cell for cell in trusted if _differ(cell.signs) and _base(cell)]
    if not rows:
        return None
    say = words.say
    rows.sort(key=lambda cell: -_reach(cell))
    return Drawing(
        id="rivals",
        title=say("How far apart are the figures for one and the same quantity?"),
        caption=say(
            "Each row is one quantity. Nought is the figure in the middle, given in brackets: so far above "
            "or below it lie the others. A dot is stated, a ring derived, a dashed stroke approximate, a bar "
            "a range, an arrow a bound. Where the account reaches the quantity, the strong band holds half "
            "of what is possible, the faint one 95 percent. Figures that a judgement doubts or rejects stand "
            "in the ledger alone, and dates that differ on the timeline."
        ),
        label=words.language.count(
            "{n} quantity with different figures; the table lists every figure",
            "{n} quantities with different figures; the table lists every figure",
            len(rows),
        ),
        chart=_overview(words, rows),
        table=table(words, rows),
        claims=tuple(one.claim for cell in rows for one in cell.signs),
    )


def _differ(signs: Sequence[Sign]) -> bool:
    return len({(one.glyph, one.lower, one.upper) for one in signs}) > 1


def exact(at: float) -> Fraction:
    """The number as it is printed."""
    return Fraction(str(at))


def _overview(words: Words, rivals: Sequence[Rivals]) -> Any:
    rows: list[dict[str, Any]] = []
    bands: list[dict[str, float]] = []
    names: list[dict[str, str | float]] = []
    for place, cell in enumerate(rivals):
        base, y = _base(cell), (place + 0.72) * _BLOCK

        def apart(value: float, base: float = base) -> float:
            return round(100 * (value / base - 1), 4)

        middle = words.language.number(exact(base))
        head = f"{sentence(named(words, cell))} ({middle}{' %' if cell.is_percent else ''})"
        names.append({
            "name": cut(plain(head), WIDTH),
            "href": f"#{quantity_anchor(cell.quantity)}",
            "y": (place + 0.3) * _BLOCK,
        })  # fmt: skip
        rows += [
            {**one.row, "at": apart(one.at), "from": apart(one.extent[0]), "to": apart(one.extent[1]), "y": y}
            for one in cell.signs
        ]
        if cell.expected:
            bands += [
                {"from": apart(lower), "to": apart(upper), "level": level, "y": y - 8, "end": y + 8}
                for level, _ in BANDS
                for lower, upper in [interval(cell.expected, level)]
            ]
    ends = [float(row[end]) for row in rows for end in (("from", "to") if row["glyph"] == BAR else ("at",))]
    ends += [band[end] for band in bands for end in ("from", "to")]
    margin = (max(ends) - min(ends)) * (ARROW + _MARGIN) / WIDTH
    low, high = min(ends) - margin, max(ends) + margin
    labels = {at: _signed(words, at) for at in ticks(low, high, 7)}
    px = (high - low) / WIDTH
    layers = [
        *(
            of([band for band in bands if band["level"] == level])
            .mark_rect(color=ACCENT, opacity=opacity, aria=False)
            .encode(x=alt.X("from:Q"), x2=alt.X2("to:Q"), y=alt.Y("y:Q"), y2=alt.Y2("end:Q"))
            for level, opacity in BANDS
            if bands
        ),
        *lying(rows, px),
        of(names)
        .mark_text(align="left", color=INK)
        .encode(x=alt.value(0), y=alt.Y("y:Q"), text=alt.Text("name:N"), href=alt.Href("href:N")),
    ]
    height = len(rivals) * _BLOCK
    x = alt.X(scale=alt.Scale(domain=[low, high], nice=False), axis=axis(labels, orient="top"))
    y_axis = alt.Y(scale=alt.Scale(domain=[0, height], range=[0, height]), axis=None)
    return framed(alt.layer(*layers).encode(x=x, y=y_axis).properties(width=WIDTH, height=height))


def named(words: Words, cell: Rivals) -> str:
    """The quantity in one line, with what it is a ratio of."""
    base = words.base(cell.quantity, percent=cell.is_percent)
    stated = words.stated(cell.quantity.cell)
    return words.say("{quantity}, {base}", quantity=stated, base=base) if base else stated


def _signed(words: Words, at: float) -> str:
    number = words.language.number(exact(abs(at)))
    return words.say("{n} %", n=f"{'−' if at < 0 else '+' if at else ''}{number}")


def _base(cell: Rivals) -> float:
    """The figure in the middle, against which the others are measured."""
    return median_low(one.at for one in cell.signs)


def _reach(cell: Rivals) -> float:
    ends = [end for one in cell.signs for end in one.extent]
    return (max(ends) - min(ends)) / abs(_base(cell))


def table(words: Words, rivals: Sequence[Rivals]) -> Table:
    """The figures one a row, with what the account has for their quantity."""
    say = words.say
    own = (say("quantity"), say("claim"), say("figure"), say("sign"), say("at least"), say("at most"))
    rows: list[tuple[Value, ...]] = [
        (
            named(words, cell),
            one.claim,
            words.case.claims[one.claim].as_written,
            words.glyph(words.case.claims[one.claim])[1],
            _number(one.lower),
            _number(one.upper),
            words.work(words.case.claims[one.claim].citation.source),
            *_account(cell),
        )
        for cell in rivals
        for one in cell.signs
    ]
    return Table(columns=(*own, say("source"), *heads(words, [say("account")])), rows=tuple(rows))


def _account(cell: Rivals) -> tuple[Value, ...]:
    if cell.expected is None:
        return (None,) * 5
    places = 0 if cell.quantity.of is None and cell.quantity.cell.measure.whole_numbers else 2
    found = (*interval(cell.expected, 95), *interval(cell.expected, 50), cell.expected.median)
    return tuple(_number(round(end, places)) for end in found)


def _number(value: float | None) -> Value:
    return None if value is None else int(value) if value == int(value) else value
