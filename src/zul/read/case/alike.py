"""Numbers whose digits are so alike that one of them was perhaps copied wrongly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from zul.read.case.plain import exact_count, is_exact, words_before
from zul.read.case.relations import Placed, Told, is_of_others
from zul.read.case.totals import is_slip
from zul.read.cells.item import ELSEWHERE, Item, extents, value_of
from zul.terms.assumption import Conversion, Same
from zul.terms.document import Part

_FEWEST_DIGITS = 4  # three digits are a swap away from too many others
_ROUND = 100  # a number of whole hundreds is seldom counted
_SMALLEST, _LARGEST = 2, 12  # members of a family, on average
_SENT = frozenset("deported resettled moved families_deported families_settled".split())
_RIVALS_NEAR = 0.1
_MOST = 500  # numbers of a text that are compared
_FEWEST_SHARED = 2  # words that stand in both sentences, and nowhere else
_WORD = re.compile(r"\b[a-zß-ÿ]{5,}\b")
_NEXT_DOOR = re.compile(r"\bneighbou?ring\b", re.I)  # "In the neighbouring district there were 3,468"
_NEXT_STATEMENT = re.compile(r"[;:]|,\s+(?:and|but|while|whereas|of which|of whom)\b", re.IGNORECASE)


def swapped(placed: Sequence[Placed]) -> Told:
    """Two exact numbers of one unit in two sentences that differ in two neighbouring digits only."""
    seen: dict[str, list[tuple[str, Placed]]] = defaultdict(list)
    printed_often = Counter(digits for digits, _ in _exact(placed))
    for number, (digits, one) in enumerate(_exact(placed), start=1):
        key = "".join(sorted(digits))
        for other_digits, other in seen[key]:
            if not _is_swap(digits, other_digits) or _are_side_by_side(other.item, one.item):
                continue
            if min(printed_often[digits], printed_often[other_digits]) > 1:
                continue  # both come back, and are two numbers
            if not _may_be_one(one.item, other.item, len(digits)):
                continue
            if one.cell == other.cell or _are_told_apart(one, other):
                continue
            if any(_NEXT_DOOR.search(words_before(it.item)) for it in (one, other)):
                continue
            printed = other.item.mention.as_written, one.item.mention.as_written
            why = f"“{printed[0]}” and “{printed[1]}” differ in two neighbouring digits only."
            yield Same(id=f"swapped-{number}", why=why, cells=(other.cell, one.cell))
            break
        seen[key].append((digits, one))


def _are_side_by_side(one: Item, other: Item) -> bool:
    """True for two numbers of one statement, which are told as two."""
    between = one.scene.text(one.end, other.start)
    return one.scene is other.scene and not _NEXT_STATEMENT.search(between)


def _may_be_one(one: Item, other: Item, digits: int) -> bool:
    """Whether they count the same unit, or, of one paragraph, things that no measure counts otherwise."""
    units = {one.mention.unit, other.mention.unit}
    is_one_place = one.scene is other.scene or (one.place is not None and one.place == other.place)
    if digits < _FEWEST_DIGITS:
        told = is_one_place and one.place and one.measure == other.measure and not one.inherits("place")
        beside = is_one_place and (bool(told) or one.scene.block is other.scene.block)
        return len(units) == 1 and (beside or _are_of_one_matter(one, other))
    return len(units) == 1 or (one.scene.block is other.scene.block and units.isdisjoint(extents()))


def _are_of_one_matter(one: Item, other: Item) -> bool:
    """True for numbers of one year and one deed, or whose sentences share words that stand nowhere else."""
    places = {item.place for item in (one, other) if item.place and not item.inherits("place")}
    if len(places) > 1 or one.scene is other.scene or not _may_be_one_time(one, other):
        return False
    is_one_deed = one.measure == other.measure and one.measure not in (None, "population")
    if is_one_deed and not (one.inherits("measure") or other.inherits("measure")):
        return True
    words = _often(one.scene.document.text)
    shared = _words(one) & _words(other)
    return sum(words[word] == 2 for word in shared) >= _FEWEST_SHARED


@lru_cache(maxsize=1)
def _often(text: str) -> Mapping[str, int]:
    """How often each word stands in a text; most pairs of numbers are of the same one."""
    return Counter(_WORD.findall(text.lower()))


def _may_be_one_time(one: Item, other: Item) -> bool:
    """Whether both are of one year, and not of two times of it that their own words tell."""
    is_told = not (one.inherits("period") or other.inherits("period"))
    is_one_year = bool(_years_of(one) & _years_of(other))
    return is_one_year and not (is_told and one.measure == other.measure and one.period != other.period)


def _words(item: Item) -> set[str]:
    sentence = item.scene.sentence
    return set(_WORD.findall(item.scene.text(sentence.start, sentence.end).lower()))


def _exact(placed: Sequence[Placed]) -> Iterator[tuple[str, Placed]]:
    """The numbers printed to the last digit, without hedge, with their digits."""
    for one in placed[:_MOST]:
        figure = exact_count(one.item)
        if figure is None:
            continue
        value = figure.quantities[0].value
        if (
            value.denominator == 1
            and value % _ROUND
            and len(str(value)) >= _FEWEST_DIGITS - 1
            and not one.item.of
        ):
            yield str(value), one


def _is_swap(one: str, other: str) -> bool:
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(differ) == 2 and differ[1] == differ[0] + 1


def _are_told_apart(one: Placed, other: Placed) -> bool:
    """True for two parts of one list, and for two numbers of one measure whose own words name other years."""
    if one.item.series and one.item.series == other.item.series:
        return True
    times = [item.period for item in (one.item, other.item) if not item.inherits("period")]
    are_told = len(times) == 2 and None not in times and one.item.measure == other.item.measure
    return are_told and bool(_years_of(one.item) - _years_of(other.item))


def _years_of(item: Item) -> set[int]:
    period = item.period
    return {day.year for day in (period.earliest, period.latest) if day} if period else set()


def one_place(placed: Sequence[Placed]) -> Told:
    """Two exact numbers near each other of those sent to, or taken from, one place, in other words each."""
    sent: dict[tuple[str | None, str], list[Placed]] = defaultdict(list)
    for number, (digits, one) in enumerate(_exact(placed), start=1):
        item, place = one.item, one.item.place
        is_told = (
            item.measure in _SENT
            and place
            and item.rules.get("place") not in ELSEWHERE
            and not is_of_others(item)
        )
        if len(digits) < _FEWEST_DIGITS or not is_told or not place:
            continue
        rivals = sent[item.mention.unit, place]
        for other in rivals:
            near = abs(other.value / (value_of(item) or 1.0) - 1) <= _RIVALS_NEAR
            apart = other.item.scene is item.scene or other.cell == one.cell or other.item.group != item.group
            if near and not apart and not _years_of(other.item) - _years_of(item):
                printed = other.item.mention.as_written, item.mention.as_written
                why = f"“{printed[0]}” and “{printed[1]}” seem to tell of those sent to or from one place."
                yield Same(id=f"one-place-{number}", why=why, cells=(other.cell, one.cell))
                break
        rivals.append(one)


def labelled(placed: Sequence[Placed]) -> Told:
    """A field's number, and the only one in running text, a slip away, that the label is told of as well."""
    for number, field in enumerate(placed, start=1):
        span = field.item.scene.block
        words = _WORD.findall(span.labels[0].lower()) if span.part is Part.FIELD and span.labels else []
        if len(words) < 2 or field.of or not is_exact(field.item):
            continue
        told = [
            one
            for one in placed
            if one.item.scene.block.part is Part.PARAGRAPH
            and one.item.mention.unit == field.item.mention.unit
            and not one.of
            and _names(one.item, words)
        ]
        if len(told) != 1 or told[0].cell == field.cell or not is_exact(told[0].item):
            continue
        if is_slip(field.value, told[0].value):
            why = f"The text tells of “{told[0].item.mention.as_written}” what the label says."
            yield Same(id=f"labelled-{number}", why=why, cells=(field.cell, told[0].cell))


def _names(item: Item, words: Sequence[str]) -> bool:
    """Whether a sentence counts once what one word of a label names, and tells of it by the other words."""
    noun = item.mention.noun
    counted = set(noun.surface.lower().split()) if noun else set()
    is_only_one = sum(one.unit == item.mention.unit for one in item.scene.quantities) == 1
    return is_only_one and not counted.isdisjoint(words) and set(words) <= _words(item) | counted


def two_units(placed: Sequence[Placed]) -> Told:
    """The same exact digits for families and for persons, of whom there should be several to a family."""
    families: dict[int, Placed] = {}
    persons: dict[int, Placed] = {}
    for printed, one in _exact(placed):
        noun = one.item.mention.noun
        if len(printed) < _FEWEST_DIGITS or (noun and noun.surface.lower().startswith("head")):
            continue  # 1,260 heads of households are as many as the families
        kinds = {"family": families, "person": persons}
        if (kind := kinds.get(one.item.mention.unit or "")) is not None and value_of(one.item):
            kind.setdefault(int(printed), one)
    for number, digits in enumerate(sorted(families.keys() & persons.keys()), start=1):
        family, person = families[digits], persons[digits]
        middle = Fraction(_SMALLEST + _LARGEST, 2)
        why = "The same digits count families and persons, and there are several persons to a family."
        yield Conversion(
            id=f"two-units-{number}",
            why=why,
            cells=(person.cell, family.cell),
            factor=middle,
            within=(middle - _SMALLEST) * Fraction(digits),
        )
