"""Totals that the words name as such: of the numbers before them, and of one thing told twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from zul.read.case.flows import has_come
from zul.read.case.plain import added, exact_count, is_beside
from zul.read.case.relations import AND_OTHERS, Placed, Told, sum_of
from zul.read.cells.item import Item, value_of
from zul.terms.assumption import Same
from zul.terms.document import Part

_BEFORE = re.compile(
    r"\b(?:in all|in total|altogether|all together|all told|together"
    r"|(?:a|the) total(?: number)?(?: of|:| was| is)?|total(?:l?ing|l?ed)?:?"
    r"|adds? (?:these |them |this |it )?up to|adding up to|and these|in sum|the sum(?: of)?|overall|makes?"
    r"|making|that is)[\s,:(]*"
    r"(?:there were |they were |these were |the |of |to |just |only |some )*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[^.;:,()\d]{0,25}?,?\s*(?:in all|in total|altogether|all together|all told|together)\b(?!\s+[\d£$€])",
    re.I,
)
_PARTLY = re.compile(
    r"\b(?:including|among them|of whom|of which|of them|of these|for example|such as|at least|rose|fell"
    r"|grew)\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(
    r"[;:–—(=]|\b(?:were|was|number\w*|came to|com(?:e|ing) to|amount\w*|so that|thus|hence|sum|or)\b",
    re.IGNORECASE,
)
_ODD = re.compile(r"\b(?:rose|fell|grew|increased|from|per|each|respectively)\b", re.IGNORECASE)
_SOME = re.compile(r"\b(?:including|among|such as|for example|at least)\b", re.IGNORECASE)
_APPOSED = re.compile(r"[^.;:()\d]{0,25},\s+")  # "120 families, 45 from Tara and 85 from Omsk"
_FROM = re.compile(r"\s+(?:from|in|at|to|of)\s")
_ASIDE = re.compile(  # "87 persons off the trains, 52 men and 35 women", "the 36 were 13 men and 23 women"
    r"[^.;:()\d]{0,100},\s+"
    r"|[^.;:,()\d]{0,40}\b(?:were|are|consist\w* of|compris\w+|(?:were|was|is) made up of)\s+"
)
_NO_VERB = re.compile(r"\s*(?:[.,;:)]|$|(?:and|under|over|aged|of|from|in|at)\b)", re.IGNORECASE)
_OF_THESE = re.compile(
    r"\s*(?:of|among) (?:these|those|them|this number)(?: [^\W\d]+)?,? (?:only |just |some )?$", re.IGNORECASE
)
_AND_LAST = re.compile(r"[^.;:()]*\band\s+[^.;:()\d]{0,40}$|[^.:()]*;[^.;:()\d]*$")
_KINDS = {
    "men": "men", "males": "men", "women": "women", "females": "women", "boys": "boys", "girls": "girls",
    "adults": "adults", "children": "minors", "youths": "minors", "infants": "minors", "minors": "minors",
}  # fmt: skip
_EVERYBODY = [set(kinds.split()) for kinds in ("boys girls", "men women", "adults minors")]
_GAP = 130  # code points between two parts
_MOST_PARTS = 12
_NEAR = 0.25  # of the total: parts that miss it by more are others
_TWICE_NEAR = 0.1
_MISSED = 0.1  # of the total: what a sentence names out of it may overlap, or leave some out
_FEWEST = 1_000  # of a total told twice
_REMOVED = frozenset("deported resettled moved fled arrived families_deported families_settled".split())


def sums(placed: Sequence[Placed]) -> Told:
    """A number that the words call a total is the sum of the numbers before it."""
    for at, total in enumerate(placed):
        item = total.item
        if not _is_exact(item) or item.series or total.of or not is_total(item):
            continue
        parts = _parts(placed[max(0, at - _MOST_PARTS - 1) : at], total)
        if len(parts) < 2 or any(_adds_up(parts[first:], item) for first in range(len(parts) - 1)):
            continue
        if _may_add_up(parts, total):
            title = f"The total “{item.mention.as_written}”"
            why = "The text gives the total of the numbers before it."
            yield sum_of(f"sum-{at}", title, why, parts, total)


def announced(placed: Sequence[Placed]) -> Told:
    """A number before a colon is the sum of the numbers that the sentence lists after it."""
    for at, whole in enumerate(placed):
        item, scene = whole.item, whole.item.scene
        text = scene.document.text
        inside = [one for one in placed[at + 1 : at + 1 + _MOST_PARTS] if one.item.scene is scene]
        parts = [one for one in inside if one.item.mention.unit == item.mention.unit]
        if len(parts) < 2 or len(parts) < len(inside) or not _is_exact(item) or item.series or whole.of:
            continue
        opening = text[item.end : parts[0].item.start]
        words = text[item.end : parts[-1].item.start]
        is_apposed = _APPOSED.fullmatch(opening) and not _FROM.match(text, item.end)
        is_apposed = is_apposed and not _OF_THESE.fullmatch(scene.text(scene.sentence.start, item.start))
        is_apposed = is_apposed and all(_FROM.match(text, one.item.end) for one in parts)
        is_listed = (":" in opening and not _PARTLY.search(words)) or (is_apposed and not _SOME.search(words))
        is_free = all(_is_exact(one.item) and not (one.item.series or one.of) for one in parts)
        if is_listed and is_free and _may_add_up(parts, whole):
            title = f"The parts of “{item.mention.as_written}”"
            why = "The numbers are listed after a colon as the parts of the one before it."
            yield sum_of(f"announced-{at}", title, why, parts, whole)


def out_of_these(placed: Sequence[Placed]) -> Told:
    """The numbers of a sentence that opens with "of these" are the last number of the sentence before."""
    for at, whole in enumerate(placed[:-1]):
        item, scene = whole.item, placed[at + 1].item.scene
        parts = [one for one in placed[at + 1 : at + 1 + _MOST_PARTS] if one.item.scene is scene]
        beside = scene is not item.scene and is_beside(item.scene, scene)
        opens = _OF_THESE.fullmatch(scene.text(scene.sentence.start, parts[0].item.start))
        if not beside or not opens or len(parts) < 3 or not _is_exact(item) or item.is_percent or whole.of:
            continue
        last = scene.text(parts[-2].item.end, parts[-1].item.start)
        are_plain = all(
            _is_exact(one.item) and not (one.of or one.item.series or one.item.mention.noun) for one in parts
        )
        if are_plain and _may_add_up(parts, whole, _MISSED) and _AND_LAST.fullmatch(last):
            title = f"The parts of “{item.mention.as_written}”"
            why = "The sentence takes the numbers out of the one before, and seems to leave none out."
            yield sum_of(f"of-these-{at}", title, why, parts, whole)


def divided(placed: Sequence[Placed]) -> Told:
    """A number of persons is the sum of the men and women, or boys and girls, named after it."""
    for at, whole in enumerate(placed):
        item, scene = whole.item, whole.item.scene
        following = [one for one in placed[at + 1 : at + 1 + _MOST_PARTS] if one.item.scene is scene]
        parts = list(takewhile(_sex_or_age, following))
        kinds = [_sex_or_age(one) for one in parts]
        if (
            not (item.mention.unit == "person" and _is_exact(item))
            or item.series
            or whole.of
            or len(parts) < 2
        ):
            continue
        is_all = any(every <= set(kinds) for every in _EVERYBODY) and len(set(kinds)) == len(kinds)
        opening = scene.text(item.end, parts[0].item.start)
        text, end = scene.document.text, parts[-1].item.end
        is_all = is_all and bool(_NO_VERB.match(text, end)) and not AND_OTHERS.match(text, end)
        if is_all and _may_add_up(parts, whole) and _ASIDE.fullmatch(opening):
            title = f"The parts of “{item.mention.as_written}”"
            why = "The sentence names them by sex or age, and leaves nobody out."
            yield sum_of(f"divided-{at}", title, why, parts, whole)


def _sex_or_age(one: Placed) -> str | None:
    """The kind of persons, in its own noun, that an exact number counts."""
    noun = one.item.mention.noun
    is_free = noun and _is_exact(one.item) and not (one.of or one.item.series)
    return _KINDS.get(noun.surface.lower().split()[0]) if noun and is_free else None


def nearly(placed: Sequence[Placed]) -> Told:
    """A number that a sentence draws from others before it, a slip of the pen away from their sum."""
    for at, total in enumerate(placed):
        item, scene = total.item, total.item.scene
        if not _may_be_sum(total) or _ODD.search(scene.text(scene.sentence.start, scene.sentence.end)):
            continue
        inside = [
            one for one in placed[max(0, at - _MOST_PARTS) : at + _MOST_PARTS] if one.item.scene is scene
        ]
        alike = [one for one in inside if one.item.mention.unit == item.mention.unit or one.item.series]
        parts = [one for one in alike if one is not total]
        is_last = bool(parts) and parts[-1].item.end <= item.start
        if len(parts) < 2 or not is_last or not _DRAWN.search(scene.text(parts[-1].item.end, item.start)):
            continue
        values = [one.value for one in parts]
        cells = {one.cell for one in (*parts, total)}
        if {True, False} <= {has_come(one.item) for one in parts}:
            continue  # some came and some went
        if not all(map(_may_be_sum, parts)) or len(cells) <= len(parts):
            continue
        if max(values) < (value_of(item) or 0.0) and is_slip(sum(values), value_of(item) or 0.0):
            title = f"The sum “{item.mention.as_written}”"
            why = "The numbers of the sentence add up to this one, but for a slip of the pen."
            yield sum_of(f"nearly-{at}", title, why, parts, total)


def _may_be_sum(one: Placed) -> bool:
    return (
        _is_exact(one.item) and not one.of and one.item.mention.unit not in (None, "percent", "year", "day")
    )


def is_slip(one: float, other: float) -> bool:
    """True for two numbers of three digits or more of which one differs, or two neighbours are swapped."""
    a, b = f"{one:.0f}", f"{other:.0f}"
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    is_swap = len(differ) == 2 and differ[1] == differ[0] + 1 and a[differ[0]] == b[differ[1]]
    return len(a) == len(b) > 2 and (len(differ) == 1 or is_swap)


def _is_exact(item: Item) -> bool:
    return exact_count(item) is not None and bool(value_of(item))


def is_total(item: Item) -> bool:
    """True for a number that the words beside it call a total."""
    scene = item.scene
    if scene.block.part is Part.CELL:
        return False
    start = max(scene.sentence.start, item.start - 50)
    return bool(
        _BEFORE.search(scene.text(start, item.start)) or _AFTER.match(scene.text(item.end, item.end + 45))
    )


def _parts(before: Sequence[Placed], total: Placed) -> list[Placed]:
    """The numbers of the same unit that stand side by side before it."""
    text, item = total.item.scene.document.text, total.item
    found: list[Placed] = []
    after = item
    for one in reversed(before):
        if one.item.mention.unit in ("percent", "year", "day"):
            continue
        between = text[one.item.end : after.start]
        beside = one.item.scene.block is item.scene.block or one.item.scene.block.part is Part.ITEM
        if one.item.mention.unit not in (None, item.mention.unit) or not beside or len(between) > _GAP:
            break
        if not _is_exact(one.item) or one.of or _PARTLY.search(between) or is_total(one.item):
            break
        if one.value >= (value_of(item) or 0.0):
            break
        found.append(one)
        after = one.item
    return found[::-1]


def _adds_up(parts: Sequence[Placed], total: Item) -> bool:
    return added(part.item for part in parts) == value_of(total)


def _may_add_up(parts: Sequence[Placed], total: Placed, missed: float = _NEAR) -> bool:
    """Whether parts come near a total, each of them and the total with a cell of its own."""
    number = added(part.item for part in parts)
    is_near = abs(number - total.value) <= missed * number
    return is_near and len({one.cell for one in (*parts, total)}) == len(parts) + 1


def told_twice(placed: Sequence[Placed]) -> Told:
    """Two totals of those removed, paragraphs apart, that are near each other."""
    exact = [one for one in placed if _is_exact(one.item) and one.value >= _FEWEST]
    removed = [
        one
        for one in exact
        if one.item.measure in _REMOVED and not one.item.series and not one.of and one.value % 10
    ]
    for at, total in enumerate(exact):
        item = total.item
        if not is_total(item) or item.series or total.of:
            continue
        rivals = [
            one
            for one in removed
            if one.item.end < item.start
            and one.item.mention.unit == item.mention.unit
            and one.cell != total.cell
            and one.item.scene.block is not item.scene.block
            and abs(one.value / (value_of(item) or 1.0) - 1) <= _TWICE_NEAR
        ]
        if rivals:
            words = item.mention.as_written, rivals[0].item.mention.as_written
            why = f"“{words[0]}” is called a total, and “{words[1]}” seems to count the same."
            yield Same(id=f"total-{at}", why=why, cells=(rivals[0].cell, total.cell))
