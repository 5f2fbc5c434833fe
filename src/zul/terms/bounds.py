"""Intervals of exact numbers, and how numbers are printed."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen


def number(value: Fraction | int) -> str:
    """The number with thousands separators, exactly where four decimals are enough, else to two decimals.

    >>> number(Fraction(93139)), number(Fraction(2495, 1000)), number(Fraction(100, 3))
    ('93,139', '2.495', '33.33')
    """
    value = Fraction(value)
    if value.denominator == 1:
        return f"{value.numerator:,}"
    places = 4 if 10_000 % value.denominator == 0 else 2
    scaled = round(value * 10**places)  # Fraction learns to format itself only in Python 3.12
    units, rest = divmod(abs(scaled), 10**places)
    return f"{'-' if scaled < 0 else ''}{units:,}.{rest:0{places}}".rstrip("0").rstrip(".")


@frozen
class Bounds:
    """The numbers from `lower` to `upper`; None is no bound, an open end is not included."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = False
    upper_open: bool = False

    def __contains__(self, value: Fraction | int) -> bool:
        above = self.lower is None or value > self.lower or (value == self.lower and not self.lower_open)
        below = self.upper is None or value < self.upper or (value == self.upper and not self.upper_open)
        return above and below

    def within(self, other: Bounds) -> bool:
        """True when every number of these bounds lies in the other ones."""
        if other.lower is not None and (
            self.lower is None
            or self.lower < other.lower
            or (self.lower == other.lower and other.lower_open and not self.lower_open)
        ):
            return False
        return other.upper is None or not (
            self.upper is None
            or self.upper > other.upper
            or (self.upper == other.upper and other.upper_open and not self.upper_open)
        )

    def whole_numbers(self) -> Bounds:
        """The closed bounds of the whole numbers inside: a count of "more than 93,000" starts at 93,001."""
        lower, upper = self.lower, self.upper
        if lower is not None:
            lower = Fraction(lower // 1 + 1 if self.lower_open else -(-lower // 1))
        if upper is not None:
            upper = Fraction(-(-upper // 1) - 1 if self.upper_open else upper // 1)
        return Bounds(lower, upper)

    def __str__(self) -> str:
        """The bounds in words; "over" and "under" mark an open end.

        >>> str(Bounds(Fraction(5), Fraction(5))), str(Bounds(Fraction(13), lower_open=True))
        ('5', 'over 13')
        """
        lower, upper = self.lower, self.upper
        if lower is None:
            closing = "under" if self.upper_open else "at most"
            return "no bound" if upper is None else f"{closing} {number(upper)}"
        if upper is None:
            return f"{'over' if self.lower_open else 'at least'} {number(lower)}"
        if lower == upper:
            return number(lower)
        opening = "over " if self.lower_open else ""
        closing = "under " if self.upper_open else ""
        return f"{opening}{number(lower)} to {closing}{number(upper)}"
