"""Shares that the reader took for shares of one number, and that are of another one, or of none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zul.read.case.care import is_no_ratio
from zul.read.case.percents import slack
from zul.read.case.plain import single
from zul.read.case.portions import OF_THESE, named_whole
from zul.read.cells.item import Item, value_of
from zul.read.cells.measures import is_base

_WIDE = 1_000  # code points


def is_of_another(share: Item, items: Sequence[Item]) -> bool:
    """True for a share whose number is that share of another one around, and not of its base elsewhere.

    In "the second had 540 … 78 of the settlers died … there the typhus took 54, or one in ten" 54 are of 540.
    """
    part, base, figure = share.restates, share.base, single(share)
    if is_no_ratio(share):
        return True
    if part is not None and (whole := named_whole(part, items)) and whole is not base:
        return True
    if part is None or base is None or figure is None or is_base(base.mention, base.scene):
        return False
    told = figure.quantities[0].value
    if OF_THESE.match(part.scene.document.text, part.mention.numeral.end):
        return False  # "300 of the people who set out, 25 percent"
    others = [
        one for one in items if one.scene.block is share.scene.block and one.mention.unit == part.mention.unit
    ]
    others += [
        one
        for one in items
        if one.scene.block is not share.scene.block and abs(one.start - share.start) < _WIDE
    ]
    before = [Fraction(value_of(one) or 0) for one in others if one.end <= part.start and one is not base]
    if base.scene is part.scene:  # "150 and 90 beds, merged into one with 120, half of the former number"
        before += [
            Fraction(value_of(base) or 0) + Fraction(value_of(one) or 0) for one in _beside(base, others)
        ]
    is_of_base = _is_share(part, Fraction(value_of(base) or 0), told, share)
    return not is_of_base and any(_is_share(part, whole, told, share) for whole in before)


def _beside(base: Item, others: Sequence[Item]) -> list[Item]:
    return [one for one in others if one.scene is base.scene and one is not base]


def _is_share(part: Item, whole: Fraction, told: Fraction, share: Item) -> bool:
    exact = min(slack(share), told / 20)
    return bool(whole) and abs(Fraction(value_of(part) or 0) / whole * 100 - told) <= exact
