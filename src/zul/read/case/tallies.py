"""A number whose parts are told sentence by sentence, down to the last of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from zul.read.case.comparisons import grain
from zul.read.case.durations import UNITS
from zul.read.case.plain import added, exact_count, is_bare
from zul.read.case.relations import Placed, Told, sum_of
from zul.read.case.totals import is_slip
from zul.terms.document import Part

_THE_LAST = re.compile(  # "The remainder, 178 in number", "the last 5 carried hay"
    r"\b(?:the|all(?: the)?) (?:remainder|rest|remaining|others?(?! (?:end|side|hand)\b)|last)\b[^.;]*$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(  # "There were no other outgoings", "beyond the rock there was nobody"
    r"[^.]{0,120}\b(?:nowhere else|no others?|(?:was|were|is) nobody|nobody else|no one else"
    r"|none (?:else|other)|nothing else)\b"
    r"|[^.]{0,120}\.\s+[^.]{0,60}\b(?:no others?|nobody else|no one else|none (?:else|other)|nothing else)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:including|among (?:them|these|those)|such as|for example|at least|remained"
    r"|difference)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r":|[.;]\s")  # "in four districts and nowhere else: 1,482 in Kant"
_IN_SO_MANY = re.compile(r"\b(?:in|into|among|from|over) (?:the )?$", re.IGNORECASE)
_ANOTHER = re.compile(r"\banother $", re.IGNORECASE)  # "A week later there came another 510"
_SEX_OR_AGE = {
    "men": "men", "males": "men", "women": "women", "females": "women", "boys": "boys", "girls": "girls",
    "children": "children",
}  # fmt: skip
_EVERYBODY = [frozenset(kinds.split()) for kinds in ("men women children", "men women", "boys girls")]
_KIND = re.compile(rf"\b(?:{'|'.join(_SEX_OR_AGE)})\b", re.IGNORECASE)
_NO_PART = ("percent", *UNITS)
_FEWEST, _SMALLEST = 3, 20  # parts, and the whole: smaller numbers often happen to fit
_LARGE = 100  # of a whole whose parts have no noun
_MOST_PARTS = 12
_MOST = 16  # numbers behind a whole
_NEAR = 0.1  # of a sum: parts that miss it by more are of others
_APART, _GAP = 1_500, 450  # code points between a whole and its last part, and between two parts


def tallies(placed: Sequence[Placed]) -> Told:
    """The sums that so many things, "the remainder" or the kinds of people close, where they are missed."""
    plain = [one for one in placed if _is_plain(one)]
    for at, whole in enumerate(plain):
        if whole.value < _SMALLEST or whole.item.scene.block.part is Part.CELL:
            continue
        behind = [one for one in plain[at + 1 : at + 1 + _MOST] if one.item.start - whole.item.end < _APART]
        values = {one.value for one in plain[max(0, at - _MOST) : at + _MOST]}
        for parts in (
            *_of_so_many(whole, behind),
            *_down_to_the_last(whole, behind),
            *_of_kinds(whole, behind),
        ):
            if _may_be_told(parts, whole, values) and not _adds_up(behind, whole):
                title = f"The parts of “{whole.item.mention.as_written}”"
                why = "The text tells the parts of this number one by one, and seems to leave none out."
                yield sum_of(f"tally-{whole.item.start}", title, why, parts, whole)
                break


def _is_plain(one: Placed) -> bool:
    return (
        one.of is None
        and one.item.mention.unit not in _NO_PART
        and exact_count(one.item) is not None
        and one.value > 0
    )


def _is_alike(one: Placed, whole: Placed) -> bool:
    return one.item.mention.unit == whole.item.mention.unit or is_bare(one.item)


def _of_so_many(whole: Placed, behind: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The five numbers behind "632 souls, in five townships": as many as there are things."""
    for at, many in enumerate(behind[:_FEWEST]):
        if (
            not _FEWEST <= many.value <= _MOST_PARTS
            or _is_alike(many, whole)
            or many.item.mention.noun is None
        ):
            continue
        alike = [one for one in behind[at + 1 :] if _is_alike(one, whole)]
        parts = _side_by_side(alike[: int(many.value)])
        opening = many.item.scene.document.text[many.item.end : parts[0].item.start] if parts else ""
        leading = many.item.scene.document.text[whole.item.end : many.item.start]
        if (
            len(parts) == many.value
            and _OPENS.search(opening)
            and (":" in opening or _IN_SO_MANY.search(leading))
        ):
            yield parts


def _down_to_the_last(whole: Placed, behind: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The numbers up to "the remainder, 178 in number", or up to "and there were no others"."""
    text = whole.item.scene.document.text
    alike = _side_by_side([one for one in behind if _is_alike(one, whole)])
    opening = text[whole.item.end : alike[0].item.start] if alike else ""
    if _ANOTHER.search(opening) or (alike and alike[0].item.scene is whole.item.scene and ":" not in opening):
        return  # it stands beside them
    for at, one in enumerate(alike[1:], start=1):
        between = text[alike[at - 1].item.mention.numeral.end : one.item.start]
        if _THE_LAST.search(between) or _NO_MORE.match(text, one.item.end):
            yield _without_nested(alike[: at + 1])
            return


def _of_kinds(whole: Placed, behind: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The men, the women and the children, each told once in whatever sentence."""
    if whole.item.mention.unit != "person" or _kind(whole):
        return
    parts = [one for one in behind if one.item.mention.unit == "person"]
    kinds = [_kind(one) for one in parts]
    told = list(takewhile(bool, kinds))
    for everybody in _EVERYBODY:
        are_apart = any(one.item.scene is not whole.item.scene for one in parts[: len(told)])
        if are_apart and frozenset(told) == everybody and len(told) == len(everybody):
            yield parts[: len(told)]


def _kind(one: Placed) -> str:
    """The kind of people that a number counts: men, women, boys, girls or children."""
    noun, scene = one.item.mention.noun, one.item.scene
    words = noun.surface if noun else scene.text(one.item.end, min(scene.sentence.end, one.item.end + 12))
    found = _KIND.findall(words)
    if not found and noun is None:  # "Children under sixteen … numbered 916"
        found = _KIND.findall(scene.text(scene.sentence.start, one.item.start))
    return _SEX_OR_AGE[found[0].lower()] if len(found) == 1 else ""


def _side_by_side(parts: Sequence[Placed]) -> list[Placed]:
    """The first numbers that stand no further apart than two sentences."""
    kept = list(parts[:1])
    for one in parts[1:]:
        if one.item.start - kept[-1].item.end > _GAP:
            break
        kept.append(one)
    return kept


def _without_nested(parts: Sequence[Placed]) -> list[Placed]:
    """The parts without those that make the one before them: "1,290 pounds, 1,160 of them for flour"."""
    kept: list[Placed] = []
    rest = list(parts)
    while rest:
        kept.append(rest.pop(0))
        for many in (2, 3):
            if len(rest) >= many and added(one.item for one in rest[:many]) == kept[-1].value:
                rest = rest[many:]
                break
    return kept


def _adds_up(behind: Sequence[Placed], whole: Placed) -> bool:
    """True where some of the numbers side by side make the whole."""
    alike = [one.value for one in behind if _is_alike(one, whole)]
    sums = (sum(alike[first:end]) for first in range(3) for end in range(first + 2, len(alike) + 1))
    return whole.value in sums


def _may_be_told(parts: Sequence[Placed], whole: Placed, values: Container[float]) -> bool:
    """Whether parts miss a whole by little, and make no other number that the text has."""
    number = added(one.item for one in parts)
    text, missed = whole.item.scene.document.text, abs(number - whole.value)
    is_near = grain(whole.item) / 2 < missed <= _NEAR * number or is_slip(number, whole.value)
    is_larger = len(parts) > 1 and whole.value > max(one.value for one in parts)
    is_open = _SOME.search(text, whole.item.end, parts[-1].item.start)
    is_known = number in values or any(number - one.value == whole.value for one in parts)
    blocks = {id(one.item.scene.block) for one in (*parts, whole)}
    are_bare = any(is_bare(one.item) for one in parts) and (whole.value < _LARGE or len(blocks) > 1)
    are_far = len(blocks) > 2
    cells = {one.cell for one in (*parts, whole)}
    return (
        is_near and is_larger and not (is_open or is_known or are_bare or are_far) and len(cells) > len(parts)
    )
