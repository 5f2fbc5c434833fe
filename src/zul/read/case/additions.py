"""Sums whose parts stand on lines of their own, in other sentences, or count many kinds of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.case.durations import UNITS
from zul.read.case.plain import added, exact_count, is_bare, words_before
from zul.read.case.relations import Placed, Told, sum_of
from zul.read.case.totals import is_slip
from zul.terms.document import Part

_COLON = re.compile(r"[^.;\d]{0,60}:[^.;\d]{0,30}$")  # "1,542 centres in all: 261 hotels, 337 schools"
_PARTLY = re.compile(
    r"\b(?:including|among|of whom|of which|of them|of these|for example|such as|at least|chiefly|mostly|most"
    r"|largest|instead|against|planned)\b",
    re.IGNORECASE,
)
_TOTAL_LABEL = re.compile(r"\s*(?:in all|(?:grand )?totals?|altogether|together|sum|all)\b", re.IGNORECASE)
_OUT_OF_IT = re.compile(  # "Of this for children, 1,385 pounds": told twice
    r"(?:out )?of (?:this|these|which|whom|them|it)\b|including\b|among (?:them|these)\b|thereof\b",
    re.IGNORECASE,
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_SO_MANY = re.compile(  # "So there passed in seven trains 3,411 exiles"
    r"\b(?:so|thus|in all|altogether|all told|together|these|total\w*|in sum)\b", re.IGNORECASE
)
_GROUPS = re.compile(  # "They fall into three groups"
    r"\b(?:two|three|four|five|six|seven) (?:[^\W\d]+ )?(?:groups?|parts?|classes|kinds?|sections?"
    r"|categories|sorts?|stages|waves|divisions|lots|batches)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NO_PART = ("percent", *UNITS)
_FEWEST = 3  # parts
_MOST = 14  # parts
_NEAR, _CLOSE = 0.1, 0.03  # of a sum: parts that miss it by more are of others
_LARGE = 100  # smaller sums are hit, or nearly so, by numbers of all kinds
_LONGEST, _SHORT = 70, 20  # code points of a line before and behind its number
_APART = 900  # code points between a whole and the last of its groups


def additions(placed: Sequence[Placed]) -> Told:
    """The sums of a text of any of these kinds, where they are missed."""
    plain = [one for one in placed if _is_plain(one)]
    for found in (
        _after_colon(plain),
        _on_lines(plain),
        _in_order(plain),
        _of_groups(plain),
    ):
        yield from found


def _is_plain(one: Placed) -> bool:
    is_free = one.of is None and one.item.mention.unit not in _NO_PART
    is_cell = one.item.scene.block.part is Part.CELL
    return is_free and not is_cell and exact_count(one.item) is not None and one.value > 0


def _told(kind: str, parts: Sequence[Placed], whole: Placed, near: float) -> Told:
    """The sum, where its parts nearly come to it."""
    number = added(one.item for one in parts)
    is_near = abs(number - whole.value) <= near * number or is_slip(number, whole.value)
    is_large = whole.value >= _LARGE and whole.value > max(one.value for one in parts)
    if (
        number != whole.value
        and is_near
        and is_large
        and len({one.cell for one in (*parts, whole)}) > len(parts)
    ):
        title = f"The sum “{whole.item.mention.as_written}”"
        why = "The text tells the parts of this number one after the other, and seems to leave none out."
        yield sum_of(f"{kind}-{whole.item.start}", title, why, parts, whole)


def _after_colon(plain: Sequence[Placed]) -> Told:
    """The numbers of whatever things behind "1,542 centres in all: 261 hotels, 337 schools …"."""
    for at, whole in enumerate(plain):
        scene = whole.item.scene
        parts = [one for one in plain[at + 1 : at + 1 + _MOST] if one.item.scene is scene]
        if len(parts) < _FEWEST or len({one.item.mention.unit for one in (*parts, whole)}) == 1:
            continue
        opening = scene.text(whole.item.end, parts[0].item.start)
        words = scene.text(whole.item.start, parts[-1].item.end)
        if _COLON.fullmatch(opening) and not _PARTLY.search(words):
            yield from _told("colon", parts, whole, _CLOSE)


def _on_lines(plain: Sequence[Placed]) -> Told:
    """The numbers of the lines above "Total departed: 49,600", and below "By sex and age they were:"."""
    for rows in _columns(plain):
        text = rows[0].item.scene.document.text
        totals = [at for at, one in enumerate(rows) if _TOTAL_LABEL.match(_label(one))]
        for first, at in zip([-1, *totals], totals, strict=False):
            parts = rows[first + 1 : at]
            if len(parts) >= _FEWEST:
                yield from _told("lines", parts, rows[at], _NEAR)
        opening = text[: text.rfind("\n", 0, rows[0].item.start) + 1].rstrip()
        if not totals and len(rows) >= _FEWEST and opening.endswith(":"):
            yield from _below_a_whole(plain, rows, opening)


def _below_a_whole(plain: Sequence[Placed], rows: Sequence[Placed], opening: str) -> Told:
    """The numbers of lines behind a colon, which the paragraph above counts together, but for a slip."""
    paragraph = opening.rfind("\n\n")
    above = [one for one in plain if paragraph < one.item.start < len(opening) and _is_alike(one, rows[0])]
    number = added(one.item for one in rows)
    slips = [one for one in above if is_slip(number, one.value)]
    if len(slips) == 1 and not any(one.value == number for one in above):
        yield from _told("below", rows, slips[0], 0)


def _columns(plain: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The last numbers of the short lines that stand below each other."""
    rows: list[Placed] = []
    for one in plain:
        text = one.item.scene.document.text
        between = text[rows[-1].item.mention.numeral.end : one.item.mention.numeral.start] if rows else ""
        if not _is_row(one) or _OUT_OF_IT.match(_label(one)):
            continue
        if rows and between.count("\n") != 1:
            yield rows
            rows = []
        rows.append(one)
    if rows:
        yield rows


def _is_row(one: Placed) -> bool:
    """True for the last number of a short line, with a label before it."""
    text, numeral = one.item.scene.document.text, one.item.mention.numeral
    rest = text[numeral.end :].partition("\n")[0]
    label = _label(one)
    is_short = len(label) <= _LONGEST and len(rest) <= _SHORT
    return is_short and bool(re.search(r"[^\W\d]", label)) and not re.search(r"\d", rest)


def _label(one: Placed) -> str:
    """The words of its line before a number."""
    text, start = one.item.scene.document.text, one.item.mention.numeral.start
    return text[text.rfind("\n", 0, start) + 1 : start].lstrip(" \t-*•–")


def _in_order(plain: Sequence[Placed]) -> Told:
    """The numbers of "the first train", "the second" and so on before "so there passed 3,411 exiles"."""
    run: list[Placed] = []
    for at, one in enumerate(plain):
        scene = one.item.scene
        is_sum = len(run) >= _FEWEST and _SO_MANY.search(words_before(one.item)) and _is_alike(one, run[0])
        if is_sum and one.value > max(part.value for part in run):
            yield from _told("order", run, one, _NEAR)
            run = []
            continue
        before = plain[at - 1].item.end if at and plain[at - 1].item.scene is scene else scene.sentence.start
        named = _ORDINAL.findall(scene.text(before, one.item.start))
        if named and named[-1].lower() == _ORDINALS[0]:
            run = [one]
        elif run and named and named[-1].lower() == _ORDINALS[min(len(run), len(_ORDINALS) - 1)]:
            run = [*run, one] if _is_alike(one, run[0]) else []


def _is_alike(one: Placed, other: Placed) -> bool:
    return one.item.mention.unit == other.item.mention.unit or is_bare(one.item) or is_bare(other.item)


def _of_groups(plain: Sequence[Placed]) -> Told:
    """The numbers of "The volume has 1,246 letters. They fall into three groups", and of each group."""
    for at, whole in enumerate(plain):
        text = whole.item.scene.document.text
        match = _GROUPS.search(text, whole.item.end, whole.item.end + _APART // 2)
        if match is None:
            continue
        many = _NUMBERS[match.group().split()[0].lower()]
        following = [one for one in plain[at + 1 : at + 1 + _MOST] if one.item.start > match.end()]
        parts = [one for one in following if one.item.mention.unit == whole.item.mention.unit][:many]
        is_near = len(parts) == many and parts[-1].item.start - match.end() < _APART
        if is_near and many >= _FEWEST:
            yield from _told("groups", parts, whole, _NEAR)
