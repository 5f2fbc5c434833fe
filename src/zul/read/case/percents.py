"""Shares, falls and rises in percent, beside numbers that stand in other sentences or in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from attrs import frozen

from zul.read.case.care import are_of_two_places, is_no_ratio
from zul.read.case.comparisons import grain
from zul.read.case.durations import UNITS
from zul.read.case.placing import is_elsewhere
from zul.read.case.plain import is_bare, single, without_days
from zul.read.case.portions import named_whole
from zul.read.case.relations import Placed, Told, is_of_others
from zul.read.case.totals import is_total
from zul.read.cells.item import Item
from zul.read.cells.measures import is_base
from zul.terms.assumption import Conversion
from zul.terms.document import Part
from zul.terms.figure import Hedge

_RISE = r"rise|increase|growth|gain|surplus"
_FALL = r"fall|decrease|decline|drop|loss|reduction|shrinkage"
_CHANGE_BEFORE = re.compile(  # "so that a fall of 45 per cent", "had fallen by 40 per cent"
    rf"\b(?:(?P<rise>{_RISE})|(?:{_FALL}))\b(?: [^\W\d]+){{0,6}} (?:of|by)(?: about| some| only)? $"
    rf"|\b(?:(?P<rose>rose|risen|grew|grown|increased|went up|gone up|swollen|swelled)"
    rf"|fell|fallen|dropped|declined|decreased|shrank|shrunk|gone down|went down|reduced)"
    rf"(?: [^\W\d]+){{0,3}} by(?: about| some| only| nearly)? $",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(  # "40 per cent fewer", "a 40 per cent fall"
    rf"[ -](?:(?P<rise>more|higher|{_RISE})|fewer|less|lower|{_FALL})\b", re.IGNORECASE
)
_RESTATES = re.compile(  # "84, or 56 per cent", "420 children, which was 35 percent of the train"
    r"(?:[^.;:()\d]|\b(?:under|over|above|below|of|aged) \d\d?\b){0,60}?"
    r"(?:\(|,? or |,? that (?:is|was)(?: to say)?,? |,? which (?:is|was|are|were|makes?|made) |, i\.e\.,? "
    r"|,? (?:thus|being|making) |,? so that |[–—:] ?)(?:about |some |only |just |nearly |(?:an?|the|every) )*"
    r"(?:[^\W\d]+ ){0,2}?$",
    re.IGNORECASE,
)
_COMMA = re.compile(
    r", (?:about |some |nearly |only )?"
)  # "Aragon came second with 60,800, 32 per cent, before"
_CLOSED = re.compile(r"(?: of (?:the|all) [^\W\d]+)?[,.;)]")
_OF_WHOM = re.compile(r"\bof (?:whom|which|these|them|those),? (?:only |some |about )?$", re.IGNORECASE)
_SO_THAT = re.compile(
    r"\b(?:so that|thus)\b", re.IGNORECASE
)  # "140 were sent back, so that 65 per cent remained"
_OF = re.compile(  # "33 per cent of the listed families"
    r"(?: of (?P<all>all )?(?:(?:the|these|those|its|their|our|them) ?)+(?P<whole>(?:[^\W\d]+ ?){0,3}))", re.I
)
_ELSEWHERE = re.compile(  # of what no number near by counts
    r" of (?:the )?(?:all|total|whole|entire|world|state|national|country|population|average|pre-?war|year"
    r"|those|budget|cost|price|plan|norm|area|land|(?:[A-Z]))",
)
_REST = re.compile(r"\b(?:so that|thus|it|they|this|only|the (?:others?|rest|remainder))\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:but|only|of (?:them|these|those|which|whom)|just)\b", re.IGNORECASE)
_COLON = re.compile(r"[^.;\d]{0,30}: [^.;\d]{0,15}$", re.IGNORECASE)
_EVERY = frozenset(("every", "one"))  # "180 came from exiled families, every third child"
_FEWEST = 50  # of those who are two parts together: smaller numbers often happen to be
_BACK = 6  # numbers before a share
_APART = 260  # code points
_NEAR, _ROUGH = Fraction(1), Fraction(4)  # percent: how far a right share may be off, and one in words
_FURTHEST = Fraction(5, 2)  # times: a share that is further off is of others
_HUNDRED, _TEN, _TWO = 100, 10, 2


@frozen(kw_only=True)
class _Told:
    """What a percentage says of two numbers: one is `factor` percent of the other."""

    part: Placed
    base: Placed
    factor: Fraction  # as told
    is_rest: bool = False  # of what is not the part
    is_named: bool = False  # by the words that open the sentence
    way: int = 0  # of a rise 1, of a fall −1

    @property
    def right(self) -> Fraction:
        """What the percentage should be."""
        share = Fraction(self.part.value) / Fraction(self.base.value) * _HUNDRED
        if self.way:
            return (share - _HUNDRED) * self.way
        return _HUNDRED - share if self.is_rest else share


def percents(placed: Sequence[Placed], shares: Sequence[Item]) -> Told:
    """Each percentage that none of the numbers around it make right, with the two that it is told of."""
    counts = [one for one in placed if _is_count(one)]
    items = [one.item for one in placed]
    for share in shares:
        figure = single(share)
        if (
            figure is None
            or (_is_told(share) and not (share.restates and named_whole(share.restates, items)))
            or figure.hedge not in (Hedge.EXACT, Hedge.APPROXIMATELY, Hedge.NEARLY)
        ):
            continue
        number = figure.quantities[0].value
        near = [one for one in counts if _is_near(one, share)]
        around = [
            one for one in placed if one.item.mention.unit != "percent" and one.value and _is_near(one, share)
        ]
        way = _way(share)
        if not 0 < number < _HUNDRED * (1 + (way == 1)) or share.scene.block.part is Part.CELL:
            continue
        found = _changed(near, share, number, way) if way else _part_of(near, share, number)
        if found is not None and _is_possible(found, share) and not _is_right(found, share, around):
            yield _conversion(found, share)


def _is_told(share: Item) -> bool:
    """True for a share that was read with both its numbers."""
    if share.of is None or share.base is None or is_no_ratio(share) or is_elsewhere(share, share.base):
        return False
    return share.restates is not None or share.toward is not None


def _is_right(found: _Told, share: Item, around: Sequence[Placed]) -> bool:
    """True where one of its numbers makes the percentage right with another one around."""
    if found.is_named:
        return False
    told = found.part, found.base
    alike = [one for one in around if _is_alike(one, found.part) or is_bare(one.item)]
    pairs = (one for one in _all(alike, found.factor, found.way) if one.part in told or one.base in told)
    if not found.is_rest and share.restates is found.part.item:  # "640 of them, or 60 percent"
        pairs = (one for one in pairs if not one.is_rest)
    return any(_fits(one, share) for one in pairs) or _is_of_a_sum(found, share, alike)


def _is_of_a_sum(found: _Told, share: Item, alike: Sequence[Placed]) -> bool:
    """True for "1,870 persons were unloaded here and 1,270 there. Typhus killed 418, or 13%"."""
    part = Fraction(found.part.value) * _HUNDRED
    before = [one for one in alike if one.item.end <= share.start and one is not found.part]
    sums = (Fraction(one.value) + Fraction(other.value) for one, other in combinations(before, 2))
    return not found.way and any(abs(part / whole - found.factor) <= slack(share) for whole in sums)


def _is_count(one: Placed) -> bool:
    figure, unit = single(one.item), one.item.mention.unit
    is_plain = (
        figure is not None and not figure.is_rate and figure.hedge in (Hedge.EXACT, Hedge.APPROXIMATELY)
    )
    return is_plain and unit not in ("percent", *UNITS) and one.of is None and one.value > 1


def _is_near(one: Placed, share: Item) -> bool:
    return one.item.scene.block is share.scene.block and abs(one.item.start - share.start) < 2 * _APART


def _all(near: Sequence[Placed], number: Fraction, way: int) -> Iterator[_Told]:
    """All that the percentage may say of any two numbers."""
    for part, base in permutations(near, 2):
        if way:
            yield _Told(part=part, base=base, factor=number, way=way)
        elif part.value <= base.value:
            yield _Told(part=part, base=base, factor=number)
            yield _Told(part=part, base=base, factor=number, is_rest=True)


def _fits(found: _Told, share: Item) -> bool:
    return abs(found.right - found.factor) <= slack(share)


def slack(share: Item) -> Fraction:
    """How many percent a right share may be off."""
    figure = single(share)
    is_digits = share.mention.numeral.surface[:1].isdigit()
    rounded = grain(share) / 2
    if not is_digits:
        return _ROUGH
    return max(_NEAR, rounded) if figure is None or not figure.hedge else max(3 * _NEAR, rounded)


def _is_possible(found: _Told, share: Item) -> bool:
    right = found.right
    is_near = right > 0 and 1 / _FURTHEST <= right / found.factor <= _FURTHEST
    return (is_near or _is_swap(right, found.factor)) and not _fits(found, share)


def _is_swap(right: Fraction, told: Fraction) -> bool:
    """True for "61 per thousand" of 16: two digits that changed places."""
    digits = [f"{float(number * _TEN):.0f}".rstrip("0") for number in (right, told)]
    return len(digits[0]) == _TWO and digits[0] != digits[1] == digits[0][::-1]


def _way(share: Item) -> int:
    """1 for a percentage that something rose by, −1 for a fall, nought for a share."""
    scene = share.scene
    before = _CHANGE_BEFORE.search(scene.text(scene.sentence.start, share.start))
    if before:
        return 1 if before["rise"] or before["rose"] else -1
    after = _CHANGE_AFTER.match(scene.document.text, share.end, scene.sentence.end)
    return 0 if after is None else 1 if after["rise"] else -1


def _changed(near: Sequence[Placed], share: Item, number: Fraction, way: int) -> _Told | None:
    """The two numbers of a fall or rise: of one unit, the later one in its sentence or just before it."""
    before = [one for one in near if one.item.end <= share.start and not _is_aside(one.item)][-_BACK:]
    last = before[-1] if before else None
    if last is None or share.start - last.item.end > _APART:
        return None
    others = [one for one in before[:-1] if _is_alike(one, last) and one.value != last.value]
    pairs = [_in_order(one, last, number, way) for one in others]
    wrong_base = [pair for pair in pairs if _is_of_other_end(pair, share)]
    placed = [pair for pair in pairs if _are_of_one_place(pair)]
    told = wrong_base or placed or pairs
    return told[-1] if told else None


def _is_aside(item: Item) -> bool:
    return is_of_others(item) or is_total(item)


def _in_order(one: Placed, other: Placed, number: Fraction, way: int) -> _Told:
    small, large = sorted((one, other), key=lambda end: end.value)
    opening, closing = (small, large) if way == 1 else (large, small)
    return _Told(part=closing, base=opening, factor=number, way=way)


def _is_of_other_end(found: _Told, share: Item) -> bool:
    """True where the percentage was reckoned of the number at the other end."""
    apart = abs(Fraction(found.part.value) - Fraction(found.base.value)) / Fraction(found.part.value)
    return abs(apart * _HUNDRED - found.factor) <= slack(share)


def _are_of_one_place(found: _Told) -> bool:
    places = [one.item.place for one in (found.part, found.base)]
    first = [place.split()[0] for place in places if place]
    return len(first) == len(places) and first[0] == first[1]


def _is_alike(one: Placed, other: Placed) -> bool:
    return one.item.mention.unit == other.item.mention.unit


def _part_of(near: Sequence[Placed], share: Item, number: Fraction) -> _Told | None:
    """The two numbers of a share, as the words around it tell them."""
    before = [one for one in near if one.item.end <= share.start][-_BACK:]
    after = [one for one in near if one.item.start >= share.end]
    return (
        _of_opening(before, share, number)
        or _restated(before, share, number)
        or _announced(after, share, number)
        or _of_what_is_named(before, share, number)
        or _of_two_parts(before, share, number)
    )


def _of_opening(before: Sequence[Placed], share: Item, number: Fraction) -> _Told | None:
    """Those of "There were 540 men and 660 women. Of the women 198 had work, or 37 per cent"."""
    part = before[-1] if before else None
    if part is None or part.item.scene is not share.scene:
        return None
    whole = named_whole(part.item, [one.item for one in before[:-1]])
    base = next((one for one in before if one.item is whole), None)
    between = without_days(share.scene.text(part.item.end, share.start))
    is_told = base is not None and base.value > part.value and _RESTATES.fullmatch(between)
    return _Told(part=part, base=base, factor=number, is_named=True) if base and is_told else None


def _restated(before: Sequence[Placed], share: Item, number: Fraction) -> _Told | None:
    """Those of "1,500 of us. They counted 420 children, which was 35 percent of the train"."""
    part = before[-1] if before else None
    scene = share.scene
    if part is None or part.item.scene is not scene or is_base(part.item.mention, scene):
        return None
    first = share.mention.numeral.surface.split()[0].lower()
    between = without_days(scene.text(part.item.end, share.start))
    is_word = first in _EVERY and between.endswith(", ")
    is_apposed = _COMMA.fullmatch(between) and _CLOSED.match(scene.document.text, share.end)
    if not (is_word or is_apposed or _RESTATES.fullmatch(between)):
        return None
    if _ELSEWHERE.match(scene.document.text, share.end):
        return None
    larger = [
        one
        for one in before[:-1]
        if _is_alike(one, part) and one.value > part.value and part.item.start - one.item.end < _APART
    ]
    opening = [one for one in larger if one.item.scene is scene and is_base(one.item.mention, scene)]
    if _OF_WHOM.search(scene.text(scene.sentence.start, part.item.start)):
        opening = larger[-1:]  # "a list of 13,120 people, of whom 9,184 had been given work"
    base = max(opening or larger, key=lambda one: one.value, default=None)
    if base is None or _are_apart(base, part):
        return None
    found = [_Told(part=part, base=base, factor=number, is_rest=rest) for rest in (False, True)]
    is_drawn = _SO_THAT.search(scene.text(part.item.end, share.start))
    return min(found, key=lambda one: abs(one.right - number)) if is_drawn else found[0]


def _are_apart(base: Placed, part: Placed) -> bool:
    """True for numbers of two places in two sentences, or on the two sides of a semicolon."""
    between = base.item.scene.document.text[base.item.end : part.item.start]
    is_parted = base.item.scene is not part.item.scene or ";" in between
    return is_parted and are_of_two_places(base.item, part.item)


def _announced(after: Sequence[Placed], share: Item, number: Fraction) -> _Told | None:
    """Those of "mortality was 12 per cent: of the 8,400 exiles 1,420 died"."""
    inside = [one for one in after if one.item.scene is share.scene]
    if len(inside) != 2 or not is_base(inside[0].item.mention, share.scene):
        return None
    base, part = inside
    is_told = _COLON.fullmatch(share.scene.text(share.end, base.item.start))
    return _Told(part=part, base=base, factor=number) if is_told and _is_alike(base, part) else None


def _of_what_is_named(before: Sequence[Placed], share: Item, number: Fraction) -> _Told | None:
    """Those of "8,800 families were listed but only 6,600 found; 33 per cent of the families escaped"."""
    scene = share.scene
    inside = [one for one in before if one.item.scene is scene] or _sentence_before(before, share)
    if len(inside) != 2 or not (_is_alike(*inside) or inside[1].item.mention.noun is None):
        return None
    base, part = sorted(inside, key=lambda one: -one.value)
    text, noun = scene.document.text, base.item.mention.noun
    of = _OF.match(text, share.end, scene.sentence.end)
    names = of and noun and noun.surface.lower().split()[-1] in of["whole"].lower().split()
    is_rest = _REST.search(scene.text(inside[-1].item.end, share.start))
    own = part.item.mention.noun
    is_other = own and noun and own.surface.split()[-1].lower() != noun.surface.split()[-1].lower()
    is_named = names and (
        is_rest or _ONLY.search(scene.document.text, inside[0].item.end, inside[1].item.start)
    )
    if base is part or is_other or not (is_named or (is_rest and not of and inside[0].item.scene is scene)):
        return None
    found = [_Told(part=part, base=base, factor=number, is_rest=rest) for rest in (True, False)]
    return min(found, key=lambda one: abs(one.right - number))


def _sentence_before(before: Sequence[Placed], share: Item) -> list[Placed]:
    last = before[-1].item.scene if before else None
    is_next = last is not None and 0 <= share.scene.sentence.start - last.sentence.end < 3
    return [one for one in before if one.item.scene is last] if is_next else []


def _of_two_parts(before: Sequence[Placed], share: Item, number: Fraction) -> _Told | None:
    """Those of "336 voted. 270 papers said yes, 66 no. The wire said that 92 per cent of the voters …"."""
    of = _OF.match(share.scene.document.text, share.end, share.scene.sentence.end)
    if not of or not share.mention.numeral.surface[:1].isdigit():
        return None
    for whole, (one, other) in ((w, p) for w in before for p in combinations(before, 2) if w not in p):
        if (
            whole.value >= _FEWEST
            and one.value + other.value == whole.value
            and share.start - other.item.end < _APART
        ):
            parts = [_Told(part=part, base=whole, factor=number) for part in (one, other)]
            return min(parts, key=lambda told: abs(told.right - number))
    return None


def _conversion(found: _Told, share: Item) -> Conversion:
    factor = found.factor / _HUNDRED
    factor = 1 + found.way * factor if found.way else (1 - factor if found.is_rest else factor)
    printed = share.mention.as_written, found.part.item.mention.as_written, found.base.item.mention.as_written
    why = "“{}” is taken to be told of “{}” and “{}”.".format(*printed)
    within = slack(share) / _HUNDRED * Fraction(found.base.value)
    cells = (found.part.cell, found.base.cell)
    return Conversion(id=f"share-{share.start}", why=why, cells=cells, factor=factor, within=within)
