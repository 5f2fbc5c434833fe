"""Sentences that remember how they are made, so that another language can say them anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from zul.terms.bounds import Bounds, number
from zul.terms.dates import Period

Part = str | int | Fraction | Bounds | Period
_NONE: Mapping[str, Part] = MappingProxyType({})
_PLURALS = {"person": "people", "family": "families", "quantity": "quantities"}


class Said(str):
    """An English text with its message and its parts by name: `"{left} = {right}"`.

    A message of two forms is that of one thing and of many; its part `n` decides. A part that is a bare text
    is somebody's own, such as a figure as written, and stays as it is in every language.
    """

    __slots__ = ("message", "parts")

    message: str | tuple[str, str]
    parts: Mapping[str, Part]

    def __new__(
        cls, text: str, message: str | tuple[str, str] = "", parts: Mapping[str, Part] = _NONE
    ) -> Said:
        """Without a message the text is its own."""
        made = super().__new__(cls, text)
        made.message = message or str(text)
        made.parts = parts
        return made

    def __reduce__(self) -> tuple[type[Said], tuple[object, ...]]:
        return Said, (str(self), self.message, dict(self.parts))


def said(message: str, **parts: Part) -> Said:
    """The message in English, its parts put in: numbers with separators between thousands.

    >>> said("{left} is {n} short of “{claim}”", left="93,139 − 83,688", n=3549, claim="over 13,000")
    '93,139 − 83,688 is 3,549 short of “over 13,000”'
    """
    return Said(_english(message, parts), message, parts) if parts else Said(message)


def counted(value: Fraction | int, unit: str) -> Said:
    """A number of things with its unit, told to the nearest one.

    >>> counted(1, "figure"), counted(3549, "person"), counted(2, "family"), counted(3, "percent")
    ('1 figure', '3,549 people', '2 families', '3 percent')
    >>> counted(Fraction(31, 2), "person")
    'about 16 people'
    """
    nearest = round(value)
    one, many = ("{n} " + form.replace("{", "{{").replace("}", "}}") for form in forms(unit))
    if nearest != value:
        one, many = f"about {one}", f"about {many}"
    parts = {"n": nearest}
    return Said(_english(one if nearest == 1 else many, parts), (one, many), parts)


def forms(unit: str) -> tuple[str, str]:
    """A unit in English, of one thing and of many."""
    if unit == "percent" or unit.endswith("s"):
        return unit, unit
    return unit, _PLURALS.get(unit, f"{unit}s")


def joined(parts: Iterable[str]) -> str:
    """The parts with commas between them, without those that say nothing.

    >>> joined(["deaths", "", "1944"])
    'deaths, 1944'
    """
    return _chained(said("{first}, {next}"), parts)


def listed(parts: Sequence[str]) -> str:
    """The parts as English lists them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(parts) < 2:
        return joined(parts)
    return said("{first} and {last}", first=joined(parts[:-1]), last=parts[-1])


def sentences(parts: Iterable[str]) -> str:
    """The parts with spaces between them."""
    return _chained(said("{first} {next}"), parts)


def _chained(message: str, parts: Iterable[str]) -> str:
    first, *others = [part for part in parts if part] or [""]
    for other in others:
        first = said(message, first=first, next=other)
    return first


def _english(message: str, parts: Mapping[str, Part]) -> str:
    return message.format(**{name: _word(part) for name, part in parts.items()})


def _word(part: Part) -> str:
    if isinstance(part, Period):
        return part.words
    return number(part) if isinstance(part, int | Fraction) else str(part)
