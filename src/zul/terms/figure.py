"""The law of figures: from words to bounds.

A figure as written gets two intervals, **tight** (the plain reading) and **wide** (the charitable one).
The table of the law stands in docs/figures.md; its ground for rounding and hedges is
Williams & Power (2013), cited there. All arithmetic is exact.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from attrs import field, frozen

from zul.errors import FigureError
from zul.terms.bounds import Bounds
from zul.terms.hedges import LETTER, Hedge, is_hedge_last, take_hedge, take_trailing
from zul.terms.numbers import PART, SCALE, VULGAR, WORD, Quantity, in_percent, in_thousands, same_scale, take

__all__ = ["LONGEST", "Figure", "Hedge", "Quantity"]

LONGEST = 200  # characters; a longer cell holds a sentence, not a figure

_PERCENT = re.compile(r" ?(?:%|percent\b|per cent\b)")
_PER = re.compile(
    r" ?(?P<sign>‰)|\b ?per (?:(?P<word>hundred|thousand|mille|million)|(?P<digits>1[0, ]*0))\b"
)
_BASES = {"hundred": 100, "thousand": 1_000, "mille": 1_000, "million": 10**6}
_RANGE = re.compile(r" ?- ?| (?:up )?to | and | or ")
_CURRENCIES = {"$": "dollars", "us$": "dollars", "£": "pounds", "€": "euros", "₽": "roubles", "¥": "yen"}
_SIGN = re.compile(r"((?:us)?\$|[£€₽¥]) ?")
_NO_UNIT = re.compile(rf"(?!{LETTER})|(?:an?|and|or|to|than|plus|odd)\b|.*\bper ?cent|.*[^\w '’/()-]")
_SECOND_NUMBER = re.compile(
    rf"[\d½¼¾].*|\b(?:{WORD}|{SCALE}|{PART}|half|halve|score|twelf|twentie)(?:th)?s?\b"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_WAY_OUT = "Write the figure as printed, or put the row's text into note (docs/figures.md §9)."


@frozen(kw_only=True)
class Figure:
    """A figure as written, with what the law makes of it.

    `quantities` holds one number, the two ends of a range, or none when the figure has no bound.
    `unit` is the counted noun, "percent" for shares; `is_rate` is true for percents and ratios.
    Two figures are equal when the law reads them alike, whatever their spelling.
    """

    as_written: str = field(eq=False)
    hedge: Hedge
    quantities: tuple[Quantity, ...]
    unit: str | None
    is_rate: bool
    tight: Bounds
    wide: Bounds

    @classmethod
    def parse(cls, text: str, *, rate: bool = False) -> Figure:
        """Read a figure with its hedge and unit; `rate` tells that a plain number is a ratio.

        >>> figure = Figure.parse("more than 93,000 people")
        >>> figure.hedge.value, figure.unit, str(figure.tight), str(figure.wide)
        ('more than', 'people', 'over 93,000 to 94,000', 'over 93,000')

        Raises FigureError for anything the law does not cover.
        """
        return _parse(text, rate)

    @property
    def is_percent(self) -> bool:
        """True for a share given in percent; other rates are plain numbers."""
        return (self.unit or "").startswith("percent")

    def __str__(self) -> str:
        """The canonical spelling; parsing it gives an equal figure."""
        surfaces = [quantity.surface for quantity in self.quantities]
        if self.hedge is Hedge.BETWEEN:
            words = ["between", " and ".join(surfaces)]
        elif self.hedge in (Hedge.SEVERAL, Hedge.MAJORITY):
            words = surfaces
        else:
            words = [self.hedge.value, *surfaces] if surfaces else ["many"]
        unit = self.unit or ""
        if any(quantity.is_share for quantity in self.quantities):
            unit = unit.removeprefix("percent").lstrip()
        return " ".join(word for word in (*words, unit) if word)


def _plain(text: str) -> str:
    """The text in small letters with plain spaces and dashes; a raised footnote mark stays no digit."""
    folded = (c if c.isnumeric() and not c.isdecimal() else unicodedata.normalize("NFKC", c) for c in text)
    return " ".join(unicodedata.normalize("NFC", "".join(folded).lower()).translate(_DASHES).split())


def _parse(text: str, rate: bool) -> Figure:
    if len(text) > LONGEST:
        raise FigureError(f'"{text[:40]}…" has {len(text):,} characters', _WAY_OUT)
    rest = re.sub(r"(?<=\d) ?([½¼¾])", lambda part: VULGAR[part[1]], _plain(text))
    if not rest:
        raise FigureError("the figure is empty", _WAY_OUT)
    if re.search(rf"\d{LETTER}|{LETTER}\d", rest):
        raise FigureError(f'"{text}" has a letter in its digits', _WAY_OUT)
    if re.search(r"(?![0-9])\d", rest):
        raise FigureError(f'"{text}" has digits that are not 0 to 9', _WAY_OUT)

    rest, currency = _take_currency(rest)
    hedge, rest = take_hedge(rest)
    opened = re.match(r"(?:between|from) ", rest)
    inner, rest = take_hedge(rest[opened.end() :] if opened else rest)
    hedge = _one_hedge(hedge, inner, text)
    first, percent, rest = _take_quantity(rest, text)
    if first is None:
        if hedge is Hedge.UNBOUNDED and not opened:
            return _unbounded(text, rest)
        raise FigureError(f'"{text}" has no number that the law of figures knows', _WAY_OUT)
    quantities = [first]
    if separator := _RANGE.match(rest):
        last_hedge, after = take_hedge(rest[separator.end() :])
        last, last_percent, after = _take_quantity(after, text)
        # "10 and 20 people" are two figures, "~17 and ~19 percent" are the ends of one.
        if last and (opened or separator.group() != " and " or last_hedge is not Hedge.EXACT):
            if first.is_share != last.is_share or (percent and not last_percent):
                raise FigureError(f'"{text}" joins a share and a number', _WAY_OUT)
            hedge, percent, rest = _one_hedge(hedge, last_hedge, text), last_percent, after
            is_short = "-" in separator.group()  # "12-15,000 people"
            quantities = [in_thousands(first, last) if is_short else same_scale(first, last), last]
    if opened and len(quantities) == 1:
        raise FigureError(f'"{text}" opens a range without a second number', _WAY_OUT)
    trailing, rest = take_trailing(rest)
    hedge = _one_hedge(hedge, trailing, text)
    if not percent and (base := _PER.search(rest)):
        quantities = [in_percent(quantity, _base(base)) for quantity in quantities]
        percent, rest = True, " ".join((rest[: base.start()] + rest[base.end() :]).split())
    unit = " ".join(word for word in (currency, _unit(rest, text)) if word) or None
    return _build(text, hedge, quantities, unit, percent=percent, rate=rate)


def _take_currency(text: str) -> tuple[str, str]:
    """The text without its signs of money, and the money that they name."""
    signs = {_CURRENCIES[sign] for sign in _SIGN.findall(text)}
    return (_SIGN.sub("", text), signs.pop()) if len(signs) == 1 else (text, "")


def _base(match: re.Match[str]) -> int:
    digits = re.sub("[, ]", "", match["digits"] or "")
    return int(digits) if digits else _BASES[match["word"] or "thousand"]


def _one_hedge(outer: Hedge, inner: Hedge, text: str) -> Hedge:
    if Hedge.EXACT in (outer, inner) or outer is inner:
        return outer if inner is Hedge.EXACT else inner
    raise FigureError(f'"{text}" has two hedges, "{outer.value}" and "{inner.value}"', _WAY_OUT)


def _take_quantity(rest: str, text: str) -> tuple[Quantity | None, bool, str]:
    """The quantity that the rest begins with, whether it is a share of a whole, and what follows."""
    taken = take(rest)
    if taken is None:
        if re.match(r"\d", rest):
            raise FigureError(f'"{text}" has a comma or space that does not part thousands', _WAY_OUT)
        return None, False, rest
    quantity, rest = taken
    percent = None if quantity.is_share else _PERCENT.match(rest)
    return quantity, quantity.is_share or percent is not None, rest[percent.end() :] if percent else rest


def _unit(rest: str, text: str) -> str | None:
    unit = rest.strip(" ,.;")
    if number := _SECOND_NUMBER.search(unit):
        way_out = "Give each figure its own row, or put the row's text into note (docs/figures.md §9)."
        raise FigureError(f'"{text}" holds a second number, "{number.group()}"', way_out)
    if unit and (
        _NO_UNIT.match(unit) or take_hedge(unit)[0] or take_trailing(unit)[0] or is_hedge_last(unit)
    ):
        raise FigureError(f'"{unit}" after the number is no unit', _WAY_OUT)
    return unit or None


def _unbounded(text: str, rest: str) -> Figure:
    return Figure(
        as_written=text, hedge=Hedge.UNBOUNDED, quantities=(), unit=_unit(rest, text), is_rate=False,
        tight=Bounds(), wide=Bounds(),
    )  # fmt: skip


def _build(
    text: str, hedge: Hedge, quantities: list[Quantity], unit: str | None, *, percent: bool, rate: bool
) -> Figure:
    is_rate = rate or percent or " per " in f" {unit} "
    if not is_rate and any(q.grain == Fraction(1, 1000) and q.value >= 1 for q in quantities):
        raise FigureError(f'"{text}" has a point that may part thousands or decimals', _WAY_OUT)
    is_rate = is_rate or any(q.grain < 1 for q in quantities)
    if is_rate:
        # A share printed as 100 percent is not known to the nearest hundred.
        quantities = [_with_grain(q, min(q.grain, Fraction(10))) for q in quantities]
    if percent:
        unit = f"percent {unit}" if unit else "percent"
    if vague := next((q for q in quantities if q.is_vague), None):
        if hedge is not Hedge.EXACT or len(quantities) > 1:
            raise FigureError(f'"{text}" hedges or joins "{vague.surface}", which is vague already', _WAY_OUT)
        hedge, tight, wide = _vague(vague)
    elif len(quantities) == 2:
        tight, wide = _range(hedge, *quantities, text=text)
        quantities = [_hedged(hedge, q) for q in quantities]
        hedge = Hedge.BETWEEN
    else:
        tight, wide = _law(hedge, quantities[0], is_rate)
    return Figure(
        as_written=text,
        hedge=hedge,
        quantities=tuple(quantities),
        unit=unit,
        is_rate=is_rate,
        tight=tight,
        wide=wide,
    )


def _with_grain(quantity: Quantity, grain: Fraction) -> Quantity:
    return Quantity(value=quantity.value, grain=grain, surface=quantity.surface)


def _hedged(hedge: Hedge, quantity: Quantity) -> Quantity:
    surface = f"{hedge.value} {quantity.surface}".strip()
    return Quantity(value=quantity.value, grain=quantity.grain, surface=surface)


def _vague(quantity: Quantity) -> tuple[Hedge, Bounds, Bounds]:
    v = quantity.value
    if quantity.surface == "majority":
        return Hedge.MAJORITY, Bounds(v, lower_open=True), Bounds(v)
    return Hedge.SEVERAL, Bounds(3 * v, 9 * v), Bounds(2 * v, 10 * v, upper_open=True)


def _range(hedge: Hedge, first: Quantity, last: Quantity, *, text: str) -> tuple[Bounds, Bounds]:
    if hedge not in (Hedge.EXACT, Hedge.APPROXIMATELY):
        raise FigureError(f'"{text}" has the hedge "{hedge.value}" before a range', _WAY_OUT)
    if first.value > last.value:
        raise FigureError(f'"{text}" has its larger number first', _WAY_OUT)
    if hedge is Hedge.EXACT:
        tight = Bounds(first.value, last.value)
        return tight, Bounds(first.value - first.grain / 2, last.value + last.grain / 2)
    ends = [_law(hedge, quantity, True) for quantity in (first, last)]
    tight, wide = (Bounds(ends[0][i].lower, ends[1][i].upper) for i in (0, 1))
    return tight, wide


def _law(hedge: Hedge, quantity: Quantity, is_rate: bool) -> tuple[Bounds, Bounds]:
    """Tight and wide bounds of one number: the table of docs/figures.md, row by row."""
    v, g = quantity.value, quantity.grain
    moved = g / 2 if quantity.is_round else Fraction(0)
    broad = max(g, v / 10)
    match hedge:
        case Hedge.EXACT if is_rate:
            return Bounds(v - g / 2, v + g / 2), Bounds(v - g, v + g)
        case Hedge.EXACT:
            half = g / 2 if v >= 1_000 and g >= 100 else Fraction(0)
            return Bounds(v, v), Bounds(v - half, v + half)
        case Hedge.APPROXIMATELY:
            near = g / 2 if quantity.is_round else v / 20
            return Bounds(v - near, v + near), Bounds(v - broad, v + broad)
        case Hedge.MORE_THAN:
            following = v + g if is_rate or quantity.is_round else Fraction(v // 10 + 1) * 10
            return Bounds(v, following, lower_open=True), Bounds(v, lower_open=True)
        case Hedge.AT_LEAST:
            return Bounds(v), Bounds(v - moved)
        case Hedge.UP_TO:
            return Bounds(upper=v), Bounds(upper=v + moved)
        case Hedge.FEWER_THAN:
            return Bounds(upper=v, upper_open=True), Bounds(upper=v + moved, upper_open=not moved)
        case Hedge.NEARLY:
            # Half a person below is nobody: the last whole number stays in the plain reading.
            near = g / 2 if is_rate or g >= 2 else g
            return Bounds(v - near, v, upper_open=True), Bounds(v - broad, v + g / 2)
        case _:
            return Bounds(), Bounds()
