"""What is left of a number of which a sentence says how many died, left or came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.case.relations import ANOTHER, STOCKS, Placed, Told
from zul.read.cells.item import Item
from zul.read.cells.measures import is_base
from zul.read.cells.scene import Scene
from zul.terms.assumption import Account

_REST = re.compile(r"\b(?:the |its )?(?:remaining|rest|others?|survivors)\b[^.;\d]{0,12}$", re.IGNORECASE)
_LEFT_BEHIND = re.compile(
    r"\s+(?:[^\W\d]+ )?(?:were|was|had been|had|stayed|remained) ?(?:left )?behind\b", re.I
)
_ROLL = re.compile(
    r"\b(?:count|muster|roll)[^\W\d]*\b[^.;\d]*\bthere were (?:only |but )?$"
    r"|\b(?:counted|mustered|ticked|checked|numbered)(?: (?:in|off|out|them|us|only|but|just|and found))*"
    r"\s+$",
    re.IGNORECASE,
)

_MORE = 1.25  # times: what is left is less than all of them, but for a slip


def remainders(placed: Sequence[Placed]) -> Told:
    """Of a number some died and some left, and the rest arrived or remained."""
    for at, opening in enumerate(placed):
        scene = opening.item.scene
        if (
            not (is_base(opening.item.mention, scene) and opening.item.mention.unit == "person")
            or opening.item.of
        ):
            continue
        following = [
            one
            for one in _up_to_next_opening(scene, placed[at + 1 : at + 8])
            if one.item.scene.block is scene.block and one.item.mention.unit == "person" and not one.item.of
        ]
        inside = [one for one in following if one.item.scene is scene]
        rest = next((one for one in following if one not in inside and _is_rest(one.item)), None)
        stocks = (one for one in inside[1:] if one.shared.measure.id in ("arrived", *STOCKS))
        staying = (one for one in stocks if not _is_left_behind(one.item))
        closing = rest or next(staying, None) or next(filter(_is_roll, following[len(inside) :]), None)
        parts = [one for one in inside if one is not closing]
        cells = [one.cell for one in (opening, *parts, closing) if one]
        measures = {one.shared.measure.id for one in parts if not _is_left_behind(one.item)}
        if closing is None or not parts or len(set(cells)) < len(cells) or measures & {*STOCKS, "deported"}:
            continue
        if closing.value > _MORE * opening.value:
            continue  # of many more than there were before
        yield Account(
            id=f"rest-{at}",
            title=f"What is left of “{opening.item.mention.as_written}”",
            why="The text takes the numbers out of the first one, and names nothing else.",
            opening=(opening.cell,),
            entries=tuple(one.cell for one in parts if one.shared.measure.id == "births"),
            exits=tuple(one.cell for one in parts if one.shared.measure.id != "births"),
            closing=closing.cell,
        )


def _up_to_next_opening(scene: Scene, placed: Sequence[Placed]) -> Iterator[Placed]:
    """The numbers before the 120 of the next "of the 120"."""
    for one in placed:
        if one.item.scene is not scene and is_base(one.item.mention, one.item.scene):
            return
        yield one


def _is_rest(item: Item) -> bool:
    before = item.scene.text(item.scene.sentence.start, item.start)
    return bool(_REST.search(before))


def _is_left_behind(item: Item) -> bool:
    """True for those who stayed somewhere while the others went on."""
    return bool(_LEFT_BEHIND.match(item.scene.document.text, item.end, item.scene.sentence.end))


def _is_roll(one: Placed) -> bool:
    """True for "when they counted us there were 253"."""
    scene = one.item.scene
    is_of_another = ANOTHER.search(scene.text(one.item.end, scene.sentence.end))
    return bool(_ROLL.search(scene.text(scene.sentence.start, one.item.start))) and not is_of_another
