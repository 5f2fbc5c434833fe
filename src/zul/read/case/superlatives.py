"""What a text calls the largest or the smallest of several, beside the numbers of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.case.durations import UNITS
from zul.read.case.plain import exact_count, is_bare
from zul.read.case.relations import Placed, Told
from zul.read.case.totals import is_total
from zul.read.cells.item import Item
from zul.read.cells.measures import is_base
from zul.terms.assumption import Part

_LARGEST = r"largest|biggest|greatest|strongest|highest|most numerous|longest"
_SMALLEST = r"smallest|fewest|lowest|weakest|shortest|least numerous"
_CALLED_BEFORE = re.compile(  # "The largest group, 810 people, was in Maryland"
    rf"\b(?:the|their|its|our) (?:by far the |very )?(?:(?P<large>{_LARGEST})|(?:{_SMALLEST}))\b(?! but)"
    r"(?: (?!of\b)[^\W\d]+){0,2}?(?: of (?:them |these )?all)?"
    r"(?:,? (?:with|of|was|were|had|numbering|numbered|counted|at|held|took|got)|,|:| \()"
    r"(?: (?:that|those) (?:of|from|in) (?:the )?[^\W\d]+,?(?: (?:with|of|had))?)? ?$",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(  # "there arrived the fourth, of 655, which was the smallest of them all"
    rf"[^.;:\d]{{0,25}}, (?:which (?:was|is|were) |it (?:was|is) )?the (?:by far the |very )?"
    rf"(?:(?P<large>{_LARGEST})|(?:{_SMALLEST}))\b(?:(?: [^\W\d]+)? of (?:them|these|those|all|the)\b|[,.;]"
    rf"| (?:number|group|party|train|camp|parish|class|company|detachment)\b"
    r"(?! (?:so far|yet|ever|up to|until|till|since|in|of any)))",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\b(?:one of|among|second|third|next|perhaps|until then|so far|up to then)\b", re.IGNORECASE
)
_MORE_THAN_ANY = re.compile(  # "The Endeavour carried more exiles than any of the other four"
    r"\b(?P<way>more|fewer|less)\b[^.;:\d]{0,40}? than (?:any|either|all|each|every one)(?: of)?"
    r"(?: the)? other",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_STARTERS = frozenset("The This That These Those There With From Most When Only Such And But For Our".split())
_NEAR = 6  # numbers on either side
_FURTHEST = 2.5  # times: what is further off is of another kind
_APART = 170  # code points between two that are compared


def superlatives(placed: Sequence[Placed]) -> Told:
    """What is called the largest or smallest, against each number beside it that is larger or smaller."""
    plain = [one for one in placed if _is_plain(one)]
    for at, one in enumerate(plain):
        is_large = _is_called(one)
        if is_large is not None:
            beside = plain[max(0, at - _NEAR) : at + _NEAR]
            yield from _exceeded(one, [other for other in beside if _is_rival(one, other)], is_large)
    yield from _more_than_any(plain)


def _is_plain(one: Placed) -> bool:
    unit = one.item.mention.unit
    return exact_count(one.item) is not None and one.of is None and unit not in ("percent", *UNITS)


def _is_called(one: Placed) -> bool | None:
    """Whether a number is called the largest, or the smallest; None where it is neither."""
    item, scene = one.item, one.item.scene
    before = scene.text(scene.sentence.start, item.start)
    match = _CALLED_BEFORE.search(before)
    match = match or _CALLED_AFTER.match(scene.document.text, item.end, scene.sentence.end)
    around = scene.text(max(scene.sentence.start, item.start - 40), item.end)
    return None if match is None or _ONE_OF.search(around) else match["large"] is not None


def _is_rival(one: Placed, other: Placed) -> bool:
    """True for a number of the same kind near by, which is neither a total nor of other things."""
    item, rival = one.item, other.item
    if one is other or rival.scene.block is not item.scene.block or is_total(rival):
        return False
    nouns = {it.mention.noun.surface.lower().split()[-1] for it in (item, rival) if it.mention.noun}
    alike = (item.mention.unit == rival.mention.unit or is_bare(rival)) and len(nouns) <= 1
    is_listed = rival.scene is item.scene or _counts_several(rival)
    gap = max(rival.start - item.end, item.start - rival.end)
    return (
        alike
        and is_listed
        and gap < _APART
        and 1 / _FURTHEST < (other.value or 1) / (one.value or 1) < _FURTHEST
    )


def _counts_several(item: Item) -> bool:
    """True for a number of a sentence that counts several such things, one after the other."""
    inside = [one for one in item.scene.quantities if one.unit == item.mention.unit]
    return len(inside) > 1 and not is_base(inside[0], item.scene)


def _exceeded(one: Placed, rivals: Sequence[Placed], is_large: bool) -> Iterator[Part]:
    """The number, and the first of its rivals that is larger, or smaller, than it."""
    values = [one.value, *(other.value for other in rivals)]
    for other in rivals:
        is_whole = any(abs(other.value - added_up) < 1 for added_up in _sums(values, other.value))
        if other.cell == one.cell or is_whole or (other.value > one.value) is not is_large:
            continue
        if other.value == one.value:
            continue
        small, large = (other, one) if is_large else (one, other)
        word = "largest" if is_large else "smallest"
        printed = one.item.mention.as_written, other.item.mention.as_written
        why = f"The text calls “{printed[0]}” the {word}, beside “{printed[1]}”."
        yield Part(id=f"{word}-{one.item.start}", why=why, parts=(small.cell,), whole=large.cell)
        break


def _sums(values: Sequence[float], whole: float) -> Iterator[float]:
    """What all smaller numbers, and all from the first one on, come to."""
    smaller = [value for value in values if value < whole]
    yield sum(smaller)
    yield from (sum(smaller[: number + 1]) for number in range(1, len(smaller)))


def _more_than_any(plain: Sequence[Placed]) -> Iterator[Part]:
    """The number of a ship, place or people that is said to have more than any of the others."""
    done: set[int] = set()
    for scene in {id(one.item.scene): one.item.scene for one in plain}.values():
        text = scene.document.text
        for match in _MORE_THAN_ANY.finditer(text) if id(scene.document) not in done else ():
            start = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            names = [name for name in _NAME.findall(text[start : match.start()]) if name not in _STARTERS]
            numbers = [one for one in plain if names and names[0] in _piece(one)]
            if len(numbers) != 1:
                continue
            at = plain.index(numbers[0])
            rivals = [
                one for one in plain[max(0, at - _NEAR) : at + _NEAR] if _stands_beside(one, numbers[0])
            ]
            yield from _exceeded(numbers[0], rivals, match["way"].lower() == "more")
        done.add(id(scene.document))


def _piece(one: Placed) -> str:
    """The words beside a number up to commas, numbers and ends of lines."""
    text, item = one.item.scene.document.text, one.item
    before = re.split(
        r"[,;:.\d](?!\w*:)|\band\b", text[max(0, item.start - 60) : item.start].rpartition("\n")[2]
    )[-1]
    label = text[max(0, item.start - 60) : item.start].rpartition("\n")[2]
    after = re.split(r"[,;:.\n\d]|\band\b", text[item.mention.numeral.end : item.mention.numeral.end + 60])[0]
    return f"{label if label.rstrip().endswith(':') else before} {after}"


def _stands_beside(one: Placed, other: Placed) -> bool:
    """True for another number of the same list, or of a line of the same kind."""
    first, then = sorted((one, other), key=lambda it: it.item.start)
    text = first.item.scene.document.text
    between = text[first.item.mention.numeral.end : then.item.start]
    is_line = between.count("\n") in (1, 2) and _label(text, first)[:4] == _label(text, then)[:4]
    is_listed = first.item.scene is then.item.scene and len(between) < _APART and not is_total(one.item)
    return one is not other and (is_line or is_listed) and one.item.mention.unit == other.item.mention.unit


def _label(text: str, one: Placed) -> str:
    start = one.item.mention.numeral.start
    return text[text.rfind("\n", 0, start) + 1 : start].strip()
