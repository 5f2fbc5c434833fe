"""So much a day to each of so many for so many days, and all of it: bread for a camp, or days of work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from zul.read.case.comparisons import grain
from zul.read.case.plain import is_beside, is_exact
from zul.read.case.relations import Placed, Told
from zul.read.cells.item import Item, conversions
from zul.terms.assumption import Conversion

_TIMES = r"day|night|week|month"
_A_TIME = re.compile(  # "250 grams a day", "300 grams daily per head"
    rf"[^.;:,()\d]{{0,40}}?\b(?:(?:an?|per|each|every) (?P<each>{_TIMES})"
    r"|(?P<every>daily|nightly|weekly|monthly))\b",
    re.IGNORECASE,
)
_EVERY = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
_TO_EACH = re.compile(
    r"\b(?:each|apiece|every (?:one|man|woman|child|person|worker|family|household|settler)"
    r"|(?:per|a|the|to a) (?:head|person|family|worker|settler|child|soul|ration))\b",
    re.IGNORECASE,
)
_SHARED = frozenset("person family".split())
_OTHERWISE = re.compile(
    r"\b(?:at first|at (?:most|least)|up to|later|until|then|rose|fell|instead|should|due|planned|promised"
    r"|would|were to|was to|half|some of|only)\b",
    re.IGNORECASE,
)
_BESIDE = 8  # numbers on either side of a rate
_FURTHEST = 4  # times: what is further off is not all of it
_TENFOLD = (Fraction(10), Fraction(1, 10), Fraction(1000), Fraction(1, 1000))
_LITTLE, _NEAR = Fraction(1, 50), Fraction(1, 20)  # of all of it: how far right numbers may be off


def issues(placed: Sequence[Placed]) -> Told:
    """What each got a time, times their number and the times, is all that was given out."""
    for at, rate in enumerate(placed):
        unit = _time_of(rate.item)
        around = placed[max(0, at - _BESIDE) : at + 1 + _BESIDE]
        if unit is None or rate.of or not is_exact(rate.item) or _has_another(rate, around):
            continue
        near = [one for one in around if one is not rate and _is_near(one.item, rate.item)]
        inside = [one for one in near if one.item.scene is rate.item.scene]
        triples = list(_triples(inside, rate, unit)) or list(_triples(near, rate, unit))
        told = [(made / Fraction(it[2].value), *it) for made, it in triples]
        if len(told) != 1 or abs(told[0][0] - 1) <= _LITTLE or not _is_possible(told[0][0]):
            continue
        times, people, days, total = told[0]
        added = Fraction(total.value)
        printed = (it.item.mention.as_written for it in (rate, people, days, total))
        yield Conversion(
            id=f"issue-{at}",
            why="“{}” to each of “{}” for “{}” are taken to come to “{}”.".format(*printed),
            cells=(total.cell, people.cell),
            factor=times * added / Fraction(people.value),
            within=times * added * _LITTLE + min(grain(total.item) / 2, added * _NEAR),
        )


def _triples(
    near: Sequence[Placed], rate: Placed, unit: str
) -> Iterator[tuple[Fraction, tuple[Placed, Placed, Placed]]]:
    """Those who got it, the times and all of it, with what the rate makes of them."""
    people = [one for one in near if one.item.mention.unit in _SHARED and one.value > 1]
    days = [one for one in near if one.item.mention.unit == unit and one.value > 1]
    for one, time, total in product(people, days, near):
        factor = _factor(total.item, rate.item)
        scenes = {id(it.item.scene) for it in (rate, one, time, total)}
        if (
            factor is not None
            and total.value > rate.value * factor
            and len(scenes) < 3
            and _time_of(total.item) is None
        ):
            made = Fraction(rate.value) * Fraction(one.value) * Fraction(time.value) * factor
            yield made, (one, time, total)


def _time_of(item: Item) -> str | None:
    """The day or week in each of which each got so much."""
    scene = item.scene
    match = _A_TIME.match(scene.document.text, item.mention.numeral.end, scene.sentence.end)
    sentence = scene.text(scene.sentence.start, scene.sentence.end)
    if match is None or not _TO_EACH.search(sentence) or _OTHERWISE.search(sentence):
        return None
    return (match["each"] or _EVERY[match["every"].lower()]).lower()


def _has_another(rate: Placed, around: Sequence[Placed]) -> bool:
    """True for "500 grams a day to each man and 300 to each woman"."""
    alike = [one for one in around if one.item.scene is rate.item.scene]
    return sum(one.item.mention.unit == rate.item.mention.unit for one in alike) > 1


def _is_near(one: Item, rate: Item) -> bool:
    is_number = is_exact(one) and not one.is_percent and one.of is None
    return is_number and (is_beside(rate.scene, one.scene) or is_beside(one.scene, rate.scene))


def _factor(total: Item, rate: Item) -> Fraction | None:
    """How many of the unit of all of it make one of the unit of the rate: kilograms, of grams."""
    units = total.mention.unit or "", rate.mention.unit or ""
    is_thing = units[0] == units[1] and units[0] not in _SHARED
    return Fraction(1) if is_thing else conversions().get(units)


def _is_possible(times: Fraction) -> bool:
    is_tenfold = any(abs(times / ten - 1) <= _NEAR for ten in _TENFOLD)
    return is_tenfold or 1 / Fraction(_FURTHEST) <= times <= _FURTHEST
