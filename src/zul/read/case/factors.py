"""Units that the text itself converts: "half an oke (640 grammes)", and later "1,500 okes (1,920 kg)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zul.read.case.comparisons import grain, repeated
from zul.read.case.plain import is_beside, is_exact
from zul.read.case.relations import Placed, Told
from zul.read.case.totals import is_slip
from zul.read.cells.item import conversions, value_of
from zul.read.grammar.nouns import counted, singular
from zul.terms.assumption import Conversion

_IS_SO_MUCH = re.compile(  # "An oke is 1.28 kg"
    r"\b(?:an?|one|the|each|every) (?P<unit>[^\W\d]+)(?: of [^\W\d]+)?,?"
    r" (?:is|was|equals|equalled|weigh(?:s|ed)|contain(?:s|ed)|measure[sd]|being|holds|held|of)"
    r"(?: equal to)?(?: about)? $",
    re.IGNORECASE,
)
_RECKONED = re.compile(  # "Reckoning the feddan at 0.42 hectares"
    r"\b(?:reckoning|counting|taking|computing|reckoned|counted|taken|with)(?: the| an?| one)?"
    r" (?P<unit>[^\W\d]+) (?:at|as|to be|for|being)(?: about)? $",
    re.IGNORECASE,
)
_THIS_IS = re.compile(
    r"[^.;\d]*\b(?:is|are|was|were|makes?|made|c[ao]mes? to|equals?|gives?|gave|amounts? to)"
    r"(?: about| some)? $",
    re.IGNORECASE,
)
_ONE_IN_BRACKETS = re.compile(  # "half an oke (640 grammes)"
    r"\b(?P<half>half )?(?:an?|one|the|each|every) (?P<unit>[^\W\d]+)(?: of [^\W\d]+)? ?"
    r"(?:\(|, or |, i\.e\.,? )(?:of |about )?$",
    re.IGNORECASE,
)
_METRIC = frozenset(
    (
        *"kilometre metre centimetre kilogram gram tonne hectare litre".split(),
        "square kilometre",
        "square metre",
    )
)
_TEN = (Fraction(1, 1000), Fraction(1, 100), Fraction(1, 10), Fraction(10), Fraction(100), Fraction(1000))
_NEAR = Fraction(1, 20)  # of a number that is ten times too large or small
_LITTLE = Fraction(1, 50)  # a conversion in words is seldom exact
_FURTHEST = 5  # times: what is further off, but for noughts, is of something else


def factors(placed: Sequence[Placed]) -> Told:
    """What a unit is in another one, as the text says once, holds for the numbers that it repeats later."""
    known = dict(_said(placed))
    for number, (one, other) in enumerate((*repeated(placed), *_reckoned(placed)), start=1):
        unit, in_metric = (it.item.mention.unit or "" for it in (one, other))
        values = [Fraction(it.value) for it in (one, other)]
        is_lexical = bool({(unit, in_metric), (in_metric, unit)} & conversions().keys())
        if in_metric not in _METRIC or is_lexical or unit in _METRIC or not all(values):
            continue
        if unit not in known:
            known[unit] = values[1] / values[0], in_metric, one, False
            continue
        factor, metric, source, is_defined = known[unit]
        into = _into(in_metric, metric)
        if into is None or source is one:
            continue
        expected, printed = values[0] * factor * into, values[1]
        if not (_may_be_wrong(expected, printed) or (is_defined and _is_near(expected, printed))):
            continue
        rough = min(grain(one.item) * factor * into / 2, expected * _NEAR)
        yield Conversion(
            id=f"factor-{number}",
            why=f"“{source.item.mention.as_written}” tells what one “{unit}” is in another unit.",
            cells=(other.cell, one.cell),
            factor=factor * into,
            within=rough + min(grain(other.item) / 2, expected * _NEAR) + expected * _LITTLE,
        )


def _said(placed: Sequence[Placed]) -> Iterator[tuple[str, tuple[Fraction, str, Placed, bool]]]:
    """The units of which the text says outright what they are."""
    for one in placed:
        scene, unit = one.item.scene, one.item.mention.unit or ""
        before = scene.text(scene.sentence.start, one.item.start)
        outright = _IS_SO_MUCH.search(before) or _RECKONED.search(before)
        match = outright or _ONE_IN_BRACKETS.search(before)
        if match and unit in _METRIC and is_exact(one.item) and value_of(one.item):
            noun = counted(match["unit"].lower())
            named = noun.unit if noun and noun.unit else singular(match["unit"].lower())
            of_one = Fraction(one.value) * (1 if outright or not match["half"] else 2)
            yield named, (of_one, unit, one, outright is not None)


def _reckoned(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """The two of "12,500 feddans. Reckoning the feddan at 0.42 hectares, this is 5,250 hectares"."""
    for one, each, other in zip(placed, placed[1:], placed[2:], strict=False):
        scene = each.item.scene
        is_said = _RECKONED.search(scene.text(scene.sentence.start, each.item.start))
        is_drawn = _THIS_IS.fullmatch(scene.text(each.item.end, other.item.start))
        if is_said and is_drawn and other.item.scene is scene and is_beside(one.item.scene, scene):
            yield one, other


def _into(unit: str, other: str) -> Fraction | None:
    """How many of a unit make one of another."""
    if unit == other:
        return Fraction(1)
    if factor := conversions().get((unit, other)):
        return factor
    back = conversions().get((other, unit))
    return 1 / back if back else None


def _may_be_wrong(expected: Fraction, printed: Fraction) -> bool:
    """True for a nought too many or too few, and for a slip of the pen."""
    is_tenfold = any(abs(expected * ten - printed) <= printed * _LITTLE for ten in _TEN)
    right, wrong = (f"{float(number):.2e}"[:4].replace(".", "") for number in (expected, printed))
    is_swap = sorted(f"{float(expected):.0f}") == sorted(f"{float(printed):.0f}")
    return (
        is_tenfold
        or is_swap
        or is_slip(float(right), float(wrong))
        or is_slip(float(expected), float(printed))
    )


def _is_near(expected: Fraction, printed: Fraction) -> bool:
    return expected / _FURTHEST <= printed <= expected * _FURTHEST
