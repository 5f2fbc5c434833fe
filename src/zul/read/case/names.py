"""As many names as a number says: after a colon, or set off by commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.case.relations import Placed, Told
from zul.read.cells.item import Item, value_of
from zul.terms.assumption import Count
from zul.terms.figure import Figure

_NOT_NAMED = frozenset(
    "percent person day week month year hour minute kilometre mile rouble".split()
)  # before a colon
_YEAR = r"\b[12]\d{3}\b"
_NAMED_ITEMS = re.compile(rf"\s*(?:[^\d.;:]|{_YEAR}){{0,60}}:\s*(?P<items>[^\d.;:()]{{10,400}})")
_WORD = r"(?:Mr\. |Mrs\. |Dr\. |St\. )?[^\W\d_a-z][^\W\d_]*(?:[-’'][^\W\d_]+)*"
_NAME = rf"(?:the )?{_WORD}(?: (?:(?:of|de|del|la|von|van|al|el) )?{_WORD}){{0,3}}"
_MORE = r"\s+(?:and\s+)?[^\W\d_a-z]|\s+and\s+(?:an?|another|others?|one|two|three|some|the|his|her)\b(?! of)"
_APPOSED = re.compile(
    rf",\s+(?P<items>{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME})(?=[.;:)]|,(?!{_MORE})|\s*$)"
)
_MOST_APPOSED = 12  # things of which each is named


def names(placed: Sequence[Placed]) -> Told:
    """A number before a colon or commas is followed by as many names."""
    for number, one in enumerate(placed, start=1):
        found = None if one.item.of else (_after_colon(one.item) or _apposed(one.item))
        if found:
            stands, named = found
            why = f"The number stands before {stands}, and as many things should be named after it."
            yield Count(id=f"named-{number}", why=why, items=tuple(named), cell=one.cell)


def _after_colon(item: Item) -> tuple[str, list[str]] | None:
    scene = item.scene
    match = _NAMED_ITEMS.match(scene.document.text, item.end, scene.sentence.end)
    if match is None or item.mention.unit is None or item.mention.unit in _NOT_NAMED:
        return None
    if any(item.end <= other.start < match.start("items") for other in scene.quantities):
        return None  # "220 villages in five districts: …"
    named = [re.sub(r"^(?:the|and)\s+", "", name, flags=re.IGNORECASE) for name in _parted(match["items"])]
    return ("a colon", named) if len(named) >= 2 and all(len(name.split()) <= 6 for name in named) else None


def _apposed(item: Item) -> tuple[str, list[str]] | None:
    """The names of "four new areas, Orn, Kesh and Zol", where nothing but names stands between commas."""
    scene, reading = item.scene, item.mention.reading
    is_few = isinstance(reading, Figure) and not reading.hedge and 2 <= (value_of(item) or 0) <= _MOST_APPOSED
    match = _APPOSED.match(scene.document.text, item.end, scene.sentence.end)
    if match is None or not is_few or item.mention.noun is None or item.is_percent:
        return None
    return "commas", _parted(match["items"])


def _parted(items: str) -> list[str]:
    names = (name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", items))
    return [name for name in names if name]
