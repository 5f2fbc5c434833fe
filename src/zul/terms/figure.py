"""The law of figures: from words to bounds.

A figure as written gets two intervals, **tight** (the plain reading) and **wide** (the charitable one).
The table of the law stands in docs/figures.md; its ground for rounding and hedges is
Williams & Power (2013), cited there. All arithmetic is exact.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from fractions import Fraction

from attrs import field, frozen

from zul.errors import FigureError
from zul.terms.bounds import Bounds

LONGEST = 200  # characters; a longer cell holds a sentence, not a figure


class Hedge(StrEnum):
    """The word before the number, by its canonical spelling."""

    EXACT = ""
    APPROXIMATELY = "approximately"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    UP_TO = "up to"
    FEWER_THAN = "fewer than"
    NEARLY = "nearly"
    BETWEEN = "between"
    SEVERAL = "several"
    MAJORITY = "majority"
    UNBOUNDED = "as many as"  # carries no bound


_SPELLINGS = {
    Hedge.APPROXIMATELY: "approximately|approx.|approx|about|around|roughly|some|circa|ca.|ca|c.|~|≈",
    Hedge.MORE_THAN: "more than|over|above|>",
    Hedge.AT_LEAST: "at least|not less than|no less than|no fewer than|≥",
    Hedge.UP_TO: "up to|as high as|at most|no more than|not more than|≤",
    Hedge.FEWER_THAN: "fewer than|less than|under|below|<",
    Hedge.NEARLY: "nearly|almost",
    Hedge.UNBOUNDED: "as many as|many|most of|most",
}
_HEDGES = {word: hedge for hedge, words in _SPELLINGS.items() for word in words.split("|")}
_TRAILING = {"more": Hedge.AT_LEAST, "fewer": Hedge.UP_TO, "less": Hedge.UP_TO, "so": Hedge.APPROXIMATELY}
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_STEMS = ["thir", "four", "fif", "six", "seven", "eigh", "nine"]
_TEENS = ["ten", "eleven", "twelve", *(f"{stem}teen" for stem in _STEMS)]
_TENS = ["twenty", *(f"{stem}ty".replace("u", "") for stem in _STEMS)]
_WORDS = _ONES + _TEENS + [f"{tens}-{one}".removesuffix("-zero") for tens in _TENS for one in _ONES]
_SCALES = {"hundred thousand": 10**5, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_PARTS = {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}

_LETTER = r"[^\W\d_]"
_SCALE = "|".join(_SCALES)
_PART = "|".join(_PARTS)
_WORD = "|".join(word.replace("-", "[- ]") for word in sorted(_WORDS, key=len, reverse=True))
_HEDGE = "|".join(
    re.escape(w) + (rf"(?!{_LETTER})" if w[-1].isalpha() else "")
    for w in sorted(_HEDGES, key=len, reverse=True)
)
_QUANTITY = re.compile(
    r"(?P<digits>[1-9]\d{0,2}(?:,\d{3})+(?![,\d])|[1-9]\d{0,2}(?: \d{3})+(?!\d)|\d+(?![,\d]))"
    r"(?P<decimals>\.\d+)?"
    rf"|(?:an?|(?P<times>{'|'.join(_ONES[1:])}))[ -](?P<part>{_PART})s?\b"
    rf"|(?P<half_of>half an?)(?= (?:{_SCALE})\b)|(?:(?:a|one)[ -])?(?P<half>half)\b"
    r"|(?P<several>several|a few)\b|(?:(?:a|the) )?(?P<majority>majority)\b"
    rf"|(?P<word>{_WORD}|a(?= (?:{_SCALE})\b))\b"
)
_SCALED = re.compile(rf" ?({_SCALE})s?\b")
_PERCENT = re.compile(r" ?(?:%|percent\b|per cent\b)")
_RANGE = re.compile(r" ?- ?| to | and ")
_OR_MORE = re.compile(rf"\bor ({'|'.join(_TRAILING)})\b")
_NO_UNIT = re.compile(
    rf"(?!{_LETTER})|(?:an?|and|or|to|than|plus|odd)\b|{_HEDGE}|.*\b(?:{_HEDGE})$"
    rf"|.*{_OR_MORE.pattern}|.*\bper ?cent|.*[^\w '’/()-]"
)
_SECOND_NUMBER = re.compile(
    rf"\d.*|\b(?:{_WORD}|{_SCALE}|{_PART}|half|halve|dozen|score|twelf|twentie)(?:th)?s?\b"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_WAY_OUT = "Write the figure as printed, or put the row's text into note (docs/figures.md §9)."


@frozen(kw_only=True)
class Quantity:
    """One number with its grain: the value of its last written digit, 10^k for k trailing zeros."""

    value: Fraction
    grain: Fraction
    surface: str  # canonical spelling, from which value and grain are read again

    @property
    def is_round(self) -> bool:
        """True when the grain is above one: trailing zeros, a scale word or a fraction word."""
        return self.grain > 1


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
        if any(_is_part(surface) for surface in surfaces):
            unit = unit.removeprefix("percent").lstrip()
        return " ".join(word for word in (*words, unit) if word)


def _is_part(surface: str) -> bool:
    return surface.rsplit(" ", 1)[-1].rstrip("s") in (*_PARTS, "half", "majority")


def _scale_of(surface: str) -> str:
    match = re.search(rf"(?:{_SCALE})$", surface)
    return match.group() if match else ""


def _plain(text: str) -> str:
    """The text in small letters with plain spaces and dashes; a raised footnote mark stays no digit."""
    folded = (c if c.isnumeric() and not c.isdecimal() else unicodedata.normalize("NFKC", c) for c in text)
    return " ".join(unicodedata.normalize("NFC", "".join(folded).lower()).translate(_DASHES).split())


def _parse(text: str, rate: bool) -> Figure:
    if len(text) > LONGEST:
        raise FigureError(f'"{text[:40]}…" has {len(text):,} characters', _WAY_OUT)
    rest = _plain(text)
    if not rest:
        raise FigureError("the figure is empty", _WAY_OUT)
    if re.search(rf"\d{_LETTER}|{_LETTER}\d", rest):
        raise FigureError(f'"{text}" has a letter in its digits', _WAY_OUT)
    if re.search(r"(?![0-9])\d", rest):
        raise FigureError(f'"{text}" has digits that are not 0 to 9', _WAY_OUT)

    hedge, rest = _take_hedge(rest)
    opened = re.match(r"(?:between|from) ", rest)
    inner, rest = _take_hedge(rest[opened.end() :] if opened else rest)
    hedge = _one_hedge(hedge, inner, text)
    first, percent, rest = _take_quantity(rest, text)
    if first is None:
        if hedge is Hedge.UNBOUNDED and not opened:
            return _unbounded(text, rest)
        raise FigureError(f'"{text}" has no number that the law of figures knows', _WAY_OUT)
    quantities = [first]
    if separator := _RANGE.match(rest):
        last_hedge, after = _take_hedge(rest[separator.end() :])
        last, last_percent, after = _take_quantity(after, text)
        # "10 and 20 people" are two figures, "~17 and ~19 percent" are the ends of one.
        if last and (opened or separator.group() != " and " or last_hedge is not Hedge.EXACT):
            if _is_part(first.surface) != _is_part(last.surface) or (percent and not last_percent):
                raise FigureError(f'"{text}" joins a share and a number', _WAY_OUT)
            hedge, percent, rest = _one_hedge(hedge, last_hedge, text), last_percent, after
            quantities = [_same_scale(first, last), last]
    if opened and len(quantities) == 1:
        raise FigureError(f'"{text}" opens a range without a second number', _WAY_OUT)
    if trailing := _OR_MORE.search(rest):
        hedge = _one_hedge(hedge, _TRAILING[trailing.group(1)], text)
        rest = " ".join((rest[: trailing.start()] + rest[trailing.end() :]).split())
    return _build(text, hedge, quantities, _unit(rest, text), percent=percent, rate=rate)


def _take_hedge(rest: str) -> tuple[Hedge, str]:
    match = re.match(_HEDGE, rest)
    return (_HEDGES[match.group()], rest[match.end() :].lstrip()) if match else (Hedge.EXACT, rest)


def _one_hedge(outer: Hedge, inner: Hedge, text: str) -> Hedge:
    if Hedge.EXACT in (outer, inner) or outer is inner:
        return outer if inner is Hedge.EXACT else inner
    raise FigureError(f'"{text}" has two hedges, "{outer.value}" and "{inner.value}"', _WAY_OUT)


def _take_quantity(rest: str, text: str) -> tuple[Quantity | None, bool, str]:
    """The quantity that the rest begins with, whether it is a share of a whole, and what follows."""
    match = _QUANTITY.match(rest)
    if not match:
        if re.match(r"\d", rest):
            raise FigureError(f'"{text}" has a comma or space that does not part thousands', _WAY_OUT)
        return None, False, rest
    rest = rest[match.end() :]
    groups = match.groupdict()
    if groups["part"] or groups["half"] or groups["majority"]:
        return _share(groups), True, rest
    scale = _SCALED.match(rest)
    quantity = _count(groups, scale.group(1) if scale else "")
    rest = rest[scale.end() :] if scale else rest
    percent = _PERCENT.match(rest)
    return quantity, percent is not None, rest[percent.end() :] if percent else rest


def _share(groups: dict[str, str | None]) -> Quantity:
    if word := groups["half"] or groups["majority"]:
        return Quantity(value=Fraction(50), grain=Fraction(5), surface=word)
    times, part = _ONES.index(groups["times"] or "one"), groups["part"] or ""
    surface = f"{_ONES[times]} {part}{'s' if times > 1 else ''}"
    return Quantity(value=Fraction(100 * times, _PARTS[part]), grain=Fraction(5), surface=surface)


def _count(groups: dict[str, str | None], scale: str) -> Quantity:
    size = Fraction(_SCALES.get(scale, 1))
    if groups["half_of"]:
        return Quantity(value=size / 2, grain=size / 10, surface=f"half a {scale}")
    if groups["several"]:
        return Quantity(value=size, grain=size, surface=f"several {scale}".strip())
    if groups["digits"]:
        return _from_digits(groups["digits"], groups["decimals"] or "", scale)
    word = (groups["word"] or "").replace(" ", "-")
    return _from_digits(str(1 if word == "a" else _WORDS.index(word)), "", scale)


def _from_digits(digits: str, decimals: str, scale: str) -> Quantity:
    whole = digits.replace(",", "").replace(" ", "")
    size = _SCALES.get(scale, 1)
    places = len(decimals[1:])
    zeros = 0 if places or not int(whole) else len(whole) - len(whole.rstrip("0"))
    return Quantity(
        value=Fraction(whole + decimals) * size,
        grain=Fraction(10) ** (zeros - places) * size,
        surface=f"{int(whole):,}{decimals} {scale}".rstrip(),
    )


def _same_scale(first: Quantity, last: Quantity) -> Quantity:
    """The first end of a range: in "16–17 thousand" both ends are thousands."""
    own, scale = _scale_of(first.surface), _scale_of(last.surface)
    if own == scale or not scale.startswith(own):
        return first
    size = Fraction(_SCALES[scale], _SCALES.get(own, 1))
    surface = f"{first.surface.removesuffix(own).rstrip()} {scale}"
    return Quantity(value=first.value * size, grain=first.grain * size, surface=surface)


def _unit(rest: str, text: str) -> str | None:
    unit = rest.strip(" ,.;")
    if number := _SECOND_NUMBER.search(unit):
        way_out = "Give each figure its own row, or put the row's text into note (docs/figures.md §9)."
        raise FigureError(f'"{text}" holds a second number, "{number.group()}"', way_out)
    if unit and _NO_UNIT.match(unit):
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
    if vague := next((q for q in quantities if q.surface.startswith(("several", "majority"))), None):
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
            near = g / 2 if is_rate or quantity.is_round else g
            return Bounds(v - near, v, upper_open=True), Bounds(v - broad, v + g / 2)
        case _:
            return Bounds(), Bounds()
