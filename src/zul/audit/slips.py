"""Named slips: the ways in which a number changes between a document and its copy."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from zul.terms.bounds import Bounds, number

FACTORS = (10, 100, 1000)


@frozen(kw_only=True)
class Slip:
    """What the number would be had this not happened to it."""

    name: str
    value: int

    def __str__(self) -> str:
        return f"{number(self.value)} ({self.name})"


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


def _undone(printed: int) -> Iterator[tuple[str, int]]:
    digits = str(printed)
    places = range(len(digits))
    for i in places[1:]:
        yield (
            "two neighbouring digits swapped",
            int(f"{digits[: i - 1]}{digits[i]}{digits[i - 1]}{digits[i + 1 :]}"),
        )
    for factor in FACTORS:
        yield f"{factor:,} times too small", printed * factor
        if printed % factor == 0:
            yield f"{factor:,} times too large", printed // factor
    for i in places:
        if len(digits) > 1:
            yield "one digit too many", int(digits[:i] + digits[i + 1 :])
    for i in (*places, len(digits)):
        for digit in "0123456789":
            yield "one digit missing", int(f"{digits[:i]}{digit}{digits[i:]}")
    for i in places:
        for digit in "0123456789":
            yield "one digit wrong", int(f"{digits[:i]}{digit}{digits[i + 1 :]}")
