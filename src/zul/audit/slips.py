"""Named slips: the ways in which a number changes between a document and its copy."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from zul.terms.bounds import Bounds
from zul.terms.said import Said, said

FACTORS = (10, 100, 1000)


@frozen(kw_only=True)
class Slip:
    """What the number would be had this not happened to it."""

    name: Said
    value: int

    @property
    def words(self) -> Said:
        return said("{n} ({slip})", n=self.value, slip=self.name)

    def __str__(self) -> str:
        return self.words


def slips(printed: int, within: Bounds) -> list[Slip]:
    """The slips that turn a number inside the bounds into the printed one; each value once, likeliest first.

    Digits swapped or a separator lost before digits lost or added, and those before one wrong digit,
    which reaches so many numbers that it explains little.
    """
    found: dict[int, Slip] = {}
    for name, value in _undone(printed):
        if value != printed and value in within and value not in found:
            found[value] = Slip(name=name, value=value)
    return list(found.values())


def _undone(printed: int) -> Iterator[tuple[Said, int]]:
    digits = str(printed)
    places = range(len(digits))
    for i in places[1:]:
        yield (
            said("two neighbouring digits swapped"),
            int(f"{digits[: i - 1]}{digits[i]}{digits[i - 1]}{digits[i + 1 :]}"),
        )
    for factor in FACTORS:
        yield said("{n} times too small", n=factor), printed * factor
        if printed % factor == 0:
            yield said("{n} times too large", n=factor), printed // factor
    for i in places:
        if len(digits) > 1:
            yield said("one digit too many"), int(digits[:i] + digits[i + 1 :])
    for i in (*places, len(digits)):
        for digit in "0123456789":
            yield said("one digit missing"), int(f"{digits[:i]}{digit}{digits[i:]}")
    for i in places:
        for digit in "0123456789":
            yield said("one digit wrong"), int(f"{digits[:i]}{digit}{digits[i + 1 :]}")
