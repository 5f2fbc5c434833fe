"""Lists: numbers side by side that are parts of one whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise

from attrs import evolve, frozen

from zul.read.cells.item import LISTED, Item, cell_of, slug, value_of
from zul.read.cells.labels import is_total_row, words_beside
from zul.read.cells.measures import is_base
from zul.terms.cell import Cell
from zul.terms.document import Part
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES, Kind

_OPEN = re.compile(
    r"\b(?:including|included|among (?:them|whom|these)|such as|for example|notably|especially"
    r"|mostly(?![^\d,]*, and\b))\b",
    re.I,
)
_OF_THEM = re.compile(
    r"\b(?:of (?:them|these|those|whom|which)|consist(?:ing|ed|s) of|compris\w+|made up of|divided"
    r"|composed of)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:in all|in total|altogether|a total of|total(?:l?ing|l?ed|s)?|all together|overall|in sum|sum"
    r"|together|that is|make|making)\b",
    re.IGNORECASE,
)
_DRAWN_ON = re.compile(r"\b(?:that is|mak(?:e|ing))\b", re.I)  # behind a number it is of the next one
_FURTHER = re.compile(
    r"\b(?:additional|another|further|the remaining|the rest|the other|the last)\b", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:up to \w+ answers|several answers|more than one|multiple|respectively|from|rose|fell)\b", re.I
)
_TAKEN_OUT = re.compile(r"\s+(?:out )?of (?:the |these |those |its |all )*", re.IGNORECASE)  # "34 of the 42"
_ENDING = re.compile(r"\band\b|;|\n|&|[:(\t|]")  # before the last of them: there is no further one
_LISTS = re.compile(r"[^.;:,()\d]{0,30}:")
_LARGEST_GAP = 110  # code points between two items of a list
_SO_CALLED = 40  # code points beside a number that may call it a total
_MOST_OF_IT = 0.6  # parts that come to less are some of them
_MOST_NESTED = 8  # parts of a part
_NEIGHBOURS = 500  # numbers on either side of a list that may be its whole
_GREW_TO = re.compile(r"\b(?:increased|rose|grew|raised|brought|up) to\s*$", re.IGNORECASE)
_OUT_OF = "The sentence takes the numbers out of the one before."
_BESIDE = "The numbers stand side by side as parts of the one before."
_TOTALLED = "The text gives the total of the numbers."
_ADD_UP = "The numbers add up to nearly this one."
_LARGER = "The numbers stand side by side, and are parts of the larger one, which counts the same."
_WIDER = {
    "resettled": "deported", "arrived": "deported", "registered": "deported",
    "families_settled": "families_deported",
}  # fmt: skip


Reading = Callable[[], "ReadList | None"]  # read when its turn comes: what one list takes, the next cannot


@frozen(kw_only=True)
class ReadList:
    """Numbers that are parts of one; `complete` when the words leave nothing out."""

    id: str
    why: str
    whole: Item
    parts: tuple[Item, ...]
    complete: bool


def lists(items: Sequence[Item]) -> Iterator[ReadList]:
    """Every list whose whole is told; its parts get addresses of their own."""
    number = 0
    runs = (run for run in _runs(items) if len(run) > 1)
    running: Iterator[Reading] = (partial(_read, run, _around(run, items)) for run in runs)
    for read in chain(running, _tables(items)):
        one = read()
        if one is None or not _is_told_apart(one):
            continue
        number += 1
        for part in one.parts:
            part.said_by = part.said_by or one.parts[0].said_by
            part.series = f"list-{number}"
            part.rules["series"] = one.why
        whole, added = value_of(one.whole) or 0.0, sum(value_of(part) or 0.0 for part in one.parts)
        yield evolve(one, id=f"list-{number}", complete=one.complete and added > _MOST_OF_IT * whole)


def _is_told_apart(one: ReadList) -> bool:
    """Give each part an address of its own; False where that fails."""
    _tell_apart(one.parts, one.whole)
    cells = [cell_of(part) for part in one.parts]
    if cell_of(one.whole) in cells and one.whole.inherits("period"):
        one.whole.period = None  # what it inherits is the time of a part
    whole = cell_of(one.whole)
    return whole is not None and None not in cells and whole not in cells and len(set(cells)) == len(cells)


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Numbers of one unit that stand side by side in running text."""
    counts = [item for item in items if not (item.is_percent or item.scene.block.part is Part.CELL)]
    for in_brackets in (True, False):
        run: list[Item] = []
        for item in (item for item in counts if _is_list_in_brackets(item) is in_brackets):
            if run and not _continues(run[-1], item):
                yield run
                run = []
            run.append(item)
        yield run


def _around(run: Sequence[Item], items: Sequence[Item]) -> Sequence[Item]:
    """The numbers among which the whole of a run is looked for."""
    at = bisect_left(items, run[0].start, key=lambda item: item.start)
    return items[max(0, at - _NEIGHBOURS) : at + len(run) + _NEIGHBOURS]


def _is_list_in_brackets(item: Item) -> bool:
    """True for "703 Banabans (185 men, 200 women)", and not for a single number in brackets."""
    scene, bracket = item.scene, item.scene.bracket(item.start)
    return bracket is not None and sum(bracket.start <= q.start < bracket.end for q in scene.quantities) > 1


def _is_one_list(last: Item, item: Item) -> bool:
    """True for numbers of one paragraph, and for items of one list."""
    one, other = last.scene.block, item.scene.block
    return one is other or (one.part is other.part is Part.ITEM and one.section == other.section)


def _continues(last: Item, item: Item) -> bool:
    if last.mention.unit != item.mention.unit or not _is_one_list(last, item):
        return False
    if _announces(item) and not _announces(last):
        return False
    if last.scene.bracket(last.start) is not item.scene.bracket(item.start) and _is_list_in_brackets(item):
        return False
    between = item.scene.document.text[last.end : item.start]
    if len(between) > _LARGEST_GAP or _TAKEN_OUT.fullmatch(between):
        return False
    if last.scene is item.scene or last.mention.unit is None:
        return True
    return (last.measure, last.group) == (item.measure, item.group) and any(
        getattr(last, part) and getattr(item, part) and not (last.inherits(part) or item.inherits(part))
        for part in ("place", "period")
    )


def _announces(item: Item) -> bool:
    """True for the 46 of "with 40 others, so that it held 46: 12 men, 18 women and 16 children"."""
    listed, unit = _LISTS.match(item.scene.document.text, item.end), item.mention.unit
    return sum(q.unit == unit and q.start >= listed.end() for q in item.scene.quantities if listed) > 1


def _read(run: list[Item], items: Sequence[Item]) -> ReadList | None:
    """The list that a run makes: its whole stands at its beginning, at its end, or elsewhere."""
    text = run[0].scene.document.text
    first, opening = run[0], text[run[0].end : run[1].start]
    rest = _without_nested(run[1:])
    behind = text[rest[0].end : rest[0].end + 12].lstrip()  # "24,000, 15,000 of them Germans"
    if _holds(first, rest):
        opens = is_base(first.mention, first.scene) and not any(is_base(o.mention, o.scene) for o in rest)
        if opens or _OF_THEM.search(opening) or _OF_THEM.match(behind):
            return _list(first, rest, _is_full(rest), _OUT_OF)
        if _OPEN.search(opening):
            return _list(first, rest, False, "The words open a list that may leave others out.")
        if len(rest) > 1 and re.search(r"[:(–—]", opening):
            return _list(first, rest, _is_full(rest), _BESIDE)
    if len(rest) > 2 and _is_slip(sum(value_of(part) or 0.0 for part in rest), value_of(first) or 0.0):
        return _list(first, rest, True, _ADD_UP)
    last, before_last = run[-1], text[run[-2].end : run[-1].start]
    is_total = _TOTAL.search(before_last) or _TOTAL.match(text[last.end : last.end + 15].lstrip())
    if is_total and len(run) > 2 and _holds(last, run[:-1]):
        return _list(last, run[:-1], True, _TOTALLED)
    if len(run) == 2 and _TOTAL.search(opening):
        return None
    return _with_whole_elsewhere(run, items)


def _without_nested(parts: Sequence[Item]) -> list[Item]:
    """The parts without those of a part: "six of them, four sons and two daughters"."""
    kept: list[Item] = []
    at = 0
    while at < len(parts):
        part, at = parts[at], at + 1
        kept.append(part)
        sums = accumulate(value_of(one) or 0.0 for one in parts[at : at + _MOST_NESTED])
        inner = next((n for n, added in enumerate(sums, start=1) if n > 1 and added == value_of(part)), 0)
        for number, one in enumerate(parts[at : at + inner], start=1):
            one.group, one.rules["group"] = f"{part.group}-{number}", "place in the list"
        at += inner
    return kept


def _list(whole: Item, parts: Sequence[Item], complete: bool, why: str) -> ReadList:
    return ReadList(id="", why=why, whole=whole, parts=tuple(parts), complete=complete)


def _holds(whole: Item, parts: Sequence[Item]) -> bool:
    """True when the number is large enough to be the whole, but for a slip; and the parts count one thing."""
    largest = max(value_of(part) or 0.0 for part in parts)
    measures = {part.measure for part in parts if part.measure}
    return (value_of(whole) or 0.0) * 1.25 > largest and len(measures) <= 1


def _with_whole_elsewhere(parts: list[Item], items: Sequence[Item]) -> ReadList | None:
    text, block = parts[0].scene.document.text, parts[0].scene.block
    alike = [item for item in items if item.mention.unit == parts[0].mention.unit and not item.is_percent]
    at = alike.index(parts[0])
    measures = {part.measure for part in parts}
    if len(parts) > 2 and len(measures) == 1 and (total := _near_total(parts, alike)):
        return _list(total, parts, True, _ADD_UP)
    items_of_list = block.part is Part.ITEM  # whose total stands in the paragraph before or after
    previous = next((o for o in alike[at - 1 : at] if items_of_list or o.scene.block is block), None)
    following = next(
        (o for o in alike[at + len(parts) :][:1] if items_of_list or o.scene.block is block), None
    )
    if previous and _holds(previous, parts):
        opening = text[max(previous.end, parts[0].scene.sentence.start) : parts[0].start]
        near = previous.scene is parts[0].scene or parts[0].start - previous.end < 200
        if parts[0].scene.bracket(parts[0].start) and opening.strip(" ,") in ("(", "["):
            return _list(previous, parts, _is_full(parts), _BESIDE)
        if near and is_base(previous.mention, previous.scene):
            return _list(previous, parts, _is_full(parts), _OUT_OF)
        if near and _OPEN.search(opening):
            return _list(previous, parts, False, "The words open a list that may leave others out.")
        if near and (
            _OF_THEM.search(opening) or (previous.scene is parts[0].scene and re.search(r"[:—–]", opening))
        ):
            return _list(previous, parts, _is_full(parts), _BESIDE)
    for total, after, end, full in (
        (following, parts[-1].end, len(text), True),
        (previous, 0, parts[0].start, _is_full(parts)),
    ):
        if total is None or not _holds(total, parts):
            continue
        start = max(after, total.scene.sentence.start, total.start - _SO_CALLED)
        words = _DRAWN_ON.sub(" ", text[total.end : min(end, total.end + _SO_CALLED)])
        if _TOTAL.search(text[start : total.start]) or _TOTAL.search(words):
            return _list(total, parts, full, _TOTALLED)
    if len(measures) > 1 or None in measures or _at_several_times(parts):
        return None
    cells = {cell_of(part) for part in parts}
    if len(cells) < len(parts) and not (_has_further(parts) or _are_counted_off(parts)):
        return None
    if len(cells) < len(parts):
        for number, part in enumerate(parts, start=1):
            part.group, part.rules["group"] = f"{part.group}-{number}", "place in the list"
    larger = _larger(parts, items)
    return _list(larger, parts, _has_further(parts), _LARGER) if larger else None


def _near_total(parts: Sequence[Item], alike: Sequence[Item]) -> Item | None:
    """A number near by that the parts add up to, or miss by a slip of the pen."""
    if _at_several_times(parts) or any(value_of(part) is None for part in parts):
        return None
    added = sum(value_of(part) or 0.0 for part in parts)
    block = parts[0].scene.block
    near = [item for item in alike if item not in parts and not (item.of or item.series)]
    near.sort(key=lambda item: (item.scene.block is not block, abs(item.start - parts[0].start)))
    return next((item for item in near[:6] if _is_slip(added, value_of(item) or 0.0)), None)


def _is_slip(one: float, other: float) -> bool:
    """True for equal numbers, and for large ones nearly equal or one slip of the pen apart."""
    if one == other:
        return True
    if min(one, other) < 100:
        return False
    a, b = f"{one:.0f}", f"{other:.0f}"
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and a[differ[0]] == b[differ[1]]
    return abs(one - other) <= max(one, other) / 200 or (len(a) == len(b) and (len(differ) == 1 or swapped))


def _at_several_times(parts: Sequence[Item]) -> bool:
    """True for counts of one population on several days, which nobody adds."""
    kinds = {MEASURES[part.measure].kind for part in parts if part.measure}
    return Kind.STOCK in kinds and len({part.period for part in parts}) > 1


def _are_counted_off(parts: Sequence[Item]) -> bool:
    """True for "in the first … ; in the second …"."""
    scene = parts[0].scene
    words = scene.text(scene.sentence.start, parts[-1].start).lower()
    return "first" in words and "second" in words


def _is_full(parts: Sequence[Item]) -> bool:
    roles = {part.group.rsplit("-", 1)[-1] for part in parts}
    text = parts[0].scene.document.text
    is_closed = len(parts) >= 3 and _ENDING.search(text[parts[-2].end : parts[-1].start]) is not None
    return is_closed or "children" in roles or {"men", "women"} <= roles


def _has_further(parts: Sequence[Item]) -> bool:
    text = parts[0].scene.document.text
    return any(_FURTHER.search(text[one.end : other.start]) for one, other in pairwise(parts))


def _larger(parts: Sequence[Item], items: Sequence[Item]) -> Item | None:
    """A number of the document that counts what the parts count, without what tells them apart."""
    measure = parts[0].measure
    groups = {part.group for part in parts}
    places = {part.place for part in parts}
    readings = {part.mention.reading for part in parts}
    largest = max(value_of(part) or 0.0 for part in parts)
    for wanted in (measure, _WIDER.get(measure or "")):
        exact = [
            item
            for item in items
            if wanted is not None
            and item.measure == wanted
            and item not in parts
            and not (item.is_percent or item.of or item.series)
            and (item.place is None or item.place not in places)
            and (item.group in groups or len(groups) > 1)
            and item.mention.reading not in readings
            and isinstance(item.mention.reading, Figure)
            and not item.mention.reading.hedge
            and (value_of(item) or 0.0) > largest
            and not _GREW_TO.search(item.scene.text(item.scene.sentence.start, item.start))
        ]
        near = [item for item in exact if item.scene.block is parts[0].scene.block] or exact
        if near:
            return near[-1] if near[-1].start < parts[0].start else near[0]
    return None


def _tell_apart(parts: Sequence[Item], whole: Item) -> None:
    """Parts without a place, group or time of their own are told apart by the words beside them."""
    cells = [cell_of(part) for part in (*parts, whole)]
    some_placed = any(part.place for part in parts)
    times = Counter(cells)
    for part, cell in zip(parts, cells, strict=False):
        is_alike = times[cell] > 1 or (some_placed and not part.place)
        if is_alike and (words := words_beside(part)):
            part.group, part.rules["group"] = f"{part.group}-{slug(words)}"[:70], LISTED
    # What the list is a list of, where a part does not say it again.
    for part in parts:
        part.measure = part.measure or whole.measure


def tell_shares_apart(items: Sequence[Item]) -> None:
    """Give three shares or more that stand side by side an address each, and one whole."""
    run: list[Item] = []
    for item in [*items, None]:
        if item is not None and item.is_percent and (not run or _is_beside(run[-1], item)):
            run.append(item)
            continue
        if len(run) > 2:
            _share_whole(run)
        run = [item] if item is not None and item.is_percent else []


def _is_beside(last: Item, item: Item) -> bool:
    between = item.scene.document.text[last.end : item.start]
    close = last.scene is item.scene and len(between) <= _LARGEST_GAP and not _SEVERAL.search(between)
    return close and last.period == item.period and not (last.restates or item.restates)


def _share_whole(run: Sequence[Item]) -> None:
    scene = run[0].scene
    if _SEVERAL.search(scene.text(scene.sentence.start, scene.sentence.end)) or any(
        item.toward for item in run
    ):
        return
    wholes = {item.of for item in run if item.of}
    if len(wholes) > 1:
        return
    whole = wholes.pop() if wholes else Cell(measure=MEASURES["things"], group=f"whole-of-{run[0].start}")
    names = [words_beside(item) or str(number) for number, item in enumerate(run, start=1)]
    cells = [cell_of(item) for item in run]
    for item, name in zip(run, names, strict=True):
        if item.measure is None or None in cells or len(set(cells)) < len(cells):
            item.measure, item.group = "things", f"share-{item.start}-{slug(name)}"
            item.rules["group"] = LISTED
        item.of = whole


def _tables(items: Sequence[Item]) -> Iterator[Reading]:
    """The columns of tables that have a row for the total."""
    columns: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        span = item.scene.block
        if span.part is Part.CELL and not item.is_percent:
            table = span.locator.split(",")[0]
            columns.setdefault((table, span.labels[-1] if span.labels else ""), []).append(item)
    for column in columns.values():
        totals = [item for item in column if is_total_row(item)]
        parts = [item for item in column if not is_total_row(item)]
        if len(totals) == 1 and len(parts) > 1:
            totals[0].place = None
            yield partial(_list, totals[0], parts, True, "The table has a row for the total.")
