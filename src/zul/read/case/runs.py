"""Shares of one whole side by side, which come to more than all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from zul.read.case.care import is_no_ratio
from zul.read.case.comparisons import grain
from zul.read.case.plain import added, is_beside, single
from zul.read.case.portions import OF_THESE, OTHERS_BEFORE, is_others
from zul.read.case.relations import Placed
from zul.read.cells.item import LISTED, Item
from zul.terms.assumption import Part
from zul.terms.bounds import Bounds
from zul.terms.cell import Cell
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES

_OF_ONE = re.compile(
    r"\b(?:of|among|out of) (?:those|them|these|the|all|whom|which|every)\b(?: \d[\d,]*)?[^.;\d]*$", re.I
)
_ONCE = (
    re.compile(  # "each person had been entered under exactly one of three groups", "each named one source"
        r"\b(?:each|every(?:body)?)\b[^.]{0,60}\b"
        r"(?:counted|entered|named|recorded|listed|told|gave|put|asked)\b"
        r"[^.]{0,40}\b(?:once|one|single)\b"
        r"|\b(?:once|one|single)\b[^.]{0,20}\b(?:for|by|of|to) (?:each|every)\b"
        r"|\b(?:counted|entered|named|recorded|taken down|listed|told) (?:only |just )?once\b"
        r"|\b(?:under|in|to|by) (?:exactly |only |just )?(?:one|a single) (?:[^\W\d]+ )?"
        r"(?:head(?:ing)?|group|class|cause|category|tribe|origin|list|source|answer|trade)\b",
        re.IGNORECASE,
    )
)
_MOST = 140  # percent: shares that come to more are answers to several questions
_FEWEST = 3  # shares
_APART = 350  # code points between two shares of which nobody has two
_SEVERAL = re.compile(
    r"\b(?:several answers|answers|more than one|respectively|from(?=\s*$|\s+(?:about |some )?\d)|rose|fell"
    r"|compared|at least|including)(?:\b|$)",
    re.I,
)
_FURTHER = re.compile(r"\s*(?:a further|another|a second|a third|(?:some )?other)\s+", re.IGNORECASE)
_OTHERS_OPEN = re.compile(r"\b[Tt]he (?:remainder|rest|remaining|others?|last)\b")
_OPENS_OF = re.compile(r"\s*(?:Of|Among|In)\b")  # "Of those from Smyrna, two in three"
_KINDS = "men women children adults boys girls".split()
_GAP = 70  # code points between two shares
_OVER = 101  # percent of one whole


@frozen(kw_only=True)
class Run:
    """Shares of one whole side by side."""

    items: tuple[Item, ...]

    @property
    def whole(self) -> Cell:
        """What they are shares of."""
        return Cell(measure=MEASURES["things"], group=f"whole-of-{self.items[0].start}")

    def placed(self) -> Iterator[Placed]:
        """Each of them as a share of the whole."""
        for item in self.items:
            cell = Cell(measure=MEASURES["things"], group=f"share-{item.start}")
            yield Placed(item=item, cell=cell, shared=cell, of=self.whole, reading=self._reading(item))

    def _reading(self, item: Item) -> Figure | None:
        """A round share as exact as those beside it: the 30 of "52 percent children, 30 percent women"."""
        figure, finest = single(item), min(map(grain, self.items))
        if figure is None or figure.hedge or grain(item) == finest or not figure.quantities:
            return None
        value = figure.quantities[0].value
        tight, wide = (Bounds(value - finest / half, value + finest / half) for half in (2, 1))
        return evolve(figure, tight=tight, wide=wide)

    def told(self) -> Part:
        """That they do not overlap."""
        return Part(
            id=f"portions-{self.items[0].start}",
            why="The shares stand side by side, and are read as shares of one whole that do not overlap.",
            parts=tuple(one.cell for one in self.placed()),
            whole=self.whole,
        )


def runs(items: Sequence[Item]) -> Iterator[Run]:
    """Three shares or more of one sentence that open with "of those" and come to more than all.

    With "the remaining ones" two shares are enough, whatever they open with.
    """
    yield from _of_everybody_once(items)
    run: list[Item] = []
    for item in (*items, None):
        if item is not None and is_no_ratio(item):
            continue
        if item is not None and item.is_percent and run and _goes_on(run[-1], item):
            run.append(item)
            continue
        is_all = len(run) > 1 and is_others(run[-1]) and added(run[:-1]) < _OVER - 1
        is_rough = len({grain(one) for one in run}) > 1  # the audit takes 30 for 25 to 35
        is_of_one = len(run) > 2 and (is_rough or not _is_told(run)) and _is_of_one(run)
        is_told_once = bool(run) and _is_told_once(run[0])  # by what it opens with
        if (is_all or is_of_one) and added(run) > _OVER and not is_told_once:
            yield Run(items=tuple(run))
        run = [item] if item is not None and item.is_percent and single(item) else []


def _of_everybody_once(items: Sequence[Item]) -> Iterator[Run]:
    """Shares in one sentence or in several, of people each of whom is said to be counted once."""
    run: list[Item] = []
    for item in (*items, None):
        if item is not None and not item.is_percent:
            continue
        if item is not None and run and _follows(run[-1], item):
            run.append(item)
            continue
        if len(run) >= _FEWEST and _is_told_once(run[0]) and _OVER < added(run) < _MOST:
            yield Run(items=tuple(run))
        run = [item] if item is not None and single(item) else []


def _is_told_once(item: Item) -> bool:
    """Whether the sentence of a share, or the one before it, says that each is counted once."""
    text, start = item.scene.document.text, item.scene.sentence.start
    opening = text[max(item.scene.block.start, start - _APART) : max(start - 1, 0)]
    before = re.split(r"[.!?]\s", opening)[-1]
    return bool(_ONCE.search(before) or _ONCE.search(item.scene.text(start, item.start)))


def _follows(last: Item, item: Item) -> bool:
    """True for the next share of a sentence, and for the first one of the next sentence or of the rest."""
    between = item.scene.document.text[last.end : item.start]
    is_rest = bool(_OTHERS_OPEN.search(between))
    is_near = len(between) < (_APART if is_rest else _GAP * 2)
    is_beside = item.scene.block is last.scene.block or is_rest
    if last.scene is not item.scene:
        shares = [one for one in item.scene.quantities if one.unit == "percent"]
        is_beside &= len(shares) == 1 and not _OPENS_OF.match(
            item.scene.text(item.scene.sentence.start, item.end)
        )
    is_of_others = last.scene is item.scene and _SEVERAL.search(between)
    return is_near and is_beside and single(item) is not None and not is_of_others


def _is_told(run: Sequence[Item]) -> bool:
    """True where the shares are known for parts of one whole already."""
    of_one = all(one.of and one.of == run[0].of for one in run)
    groups = sorted(one.group for one in run)
    are_apart = not any(other.startswith(one) for one, other in pairwise(groups))
    are_parts = all(one.measure == "population" or one.rules.get("group") == LISTED for one in run)
    return of_one and are_apart and are_parts


def _goes_on(last: Item, item: Item) -> bool:
    between = item.scene.document.text[last.end : item.start]
    dated = any(last.end <= date.start < item.start for date in item.scene.dates)
    is_next = is_beside(last.scene, item.scene) and (last.scene is item.scene or _is_further(item))
    is_near = is_next and len(between) <= _GAP * (2 if is_others(item) else 1)
    beside = is_near and not (dated or _SEVERAL.search(between))
    own_whole = OF_THESE.match(item.scene.document.text, item.end)
    is_parted = re.search(r"[,;.]|\band\b", between)
    return beside and single(item) is not None and not own_whole and is_parted is not None


def _is_further(item: Item) -> bool:
    """True for the share of a sentence that begins with "a further" or "the remaining"."""
    before = item.scene.text(item.scene.sentence.start, item.start)
    return bool(_FURTHER.fullmatch(before) or OTHERS_BEFORE.fullmatch(before))


def _is_of_one(run: Sequence[Item]) -> bool:
    scene = run[0].scene
    before = scene.text(scene.sentence.start, run[0].start)
    words = scene.text(scene.sentence.start, scene.sentence.end)
    opens = _OF_ONE.search(before) or OF_THESE.match(scene.document.text, run[0].end)
    return (bool(opens) or _are_everybody(run)) and not _SEVERAL.search(words)


def _are_everybody(run: Sequence[Item]) -> bool:
    """True for "44 percent were children, 37 percent women and 29 percent men"."""
    ends = [*(one.start for one in run[1:]), run[-1].scene.sentence.end]
    words = [run[0].scene.text(one.end, end).lower() for one, end in zip(run, ends, strict=True)]
    kinds = [{kind for kind in _KINDS if re.search(rf"\b{kind}\b", told)} for told in words]
    return all(len(kind) == 1 for kind in kinds) and len(set.union(*kinds)) == len(run)
