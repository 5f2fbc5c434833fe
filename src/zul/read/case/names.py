"""As many names as a number says: after a colon, or set off by commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zul.read.case.plain import is_exact
from zul.read.case.relations import Placed, Told
from zul.read.cells.item import Item, value_of
from zul.read.grammar.nouns import counted, singular
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
_ITEMS = rf"(?P<items>{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME})"
_APPOSED = re.compile(rf",\s+{_ITEMS}(?=[.;:)]|,(?!{_MORE})|\s*$)")
_OF_NAMES = re.compile(rf"\s+(?:of|called|named)\s+{_ITEMS}(?!,?{_MORE}|[-’'\w])")
_IN_BRACKETS = re.compile(rf"\s+\({_ITEMS}\)")
_PLACES = frozenset(
    "district village camp province island town city port station oblast county settlement republic canton"
    " parish colony region state valley monastery fortress commune quarter suburb raion governorate"
    " hamlet prefecture department".split()
)
_FEWEST = 3  # names
_THE = re.compile(r"\b(?:the|these|all|its|their) $", re.IGNORECASE)
_OF_ONE = re.compile(rf"\s+(?:of|in|on|near)\s+(?:the )?{_WORD}(?: {_WORD})?(?=,)")
_SO_MANY = re.compile(r"\b(?:we|they|us|there) (?:were|are)(?: only| now| still| left)*\s+$", re.IGNORECASE)
_SINGLE = (
    r"(?:grand|step|great-grand)?(?:father|mother|son|daughter|child|dad|mum|mama|papa)|brother|sister|wife"
    r"|husband|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|granny|grandpa|baby|neighbour"
    r"|(?:father|mother|brother|sister|son|daughter)-in-law"
)
_NAMED = re.compile(_WORD)
_ONE_PERSON = re.compile(
    rf"(?:my|his|her|our|their|the)(?: [a-z]+)? (?:{_SINGLE})(?: {_WORD})?|(?:[^\W\d_a-z]\w+ )?{_WORD}"
    rf"|(?:my|his|her|our|their)(?: [a-z]+)? (?:brothers|sisters|sons|daughters|cousins|aunts|uncles) {_WORD}"
    r"|I|me|myself|himself|herself|he|she"
)
_A_PERSON = re.compile(r"an? (?:[a-z]+ ){0,2}(?P<who>[a-z]+)")
_BROTHERS = re.compile(r"(?:my|his|her|our|their)(?: [a-z]+)? [a-z]+s [^\W\d_a-z]")
_MOST_APPOSED = 12  # things of which each is named


def names(placed: Sequence[Placed]) -> Told:
    """A number before a colon or commas is followed by as many names."""
    for number, one in enumerate(placed, start=1):
        is_counted = not (one.item.of or _is_name(one.item))
        found = _named_after(one.item) if is_counted else None
        if found:
            stands, named = found
            why = f"The number stands before {stands}, and as many things should be named after it."
            yield Count(id=f"named-{number}", why=why, items=tuple(named), cell=one.cell)


def _named_after(item: Item) -> tuple[str, list[str]] | None:
    return _after_colon(item) or _apposed(item) or _of_names(item) or _kin(item)


def _of_names(item: Item) -> tuple[str, list[str]] | None:
    """The names of "the three camps of Hain, Moschwitz and Neudorf", or of "two ports (Varna and Burgas)".

    Others may be of what holds them, or begin with it: "three villages of Osh and Uzgen".
    """
    scene = item.scene
    if not _is_few(item) or item.mention.noun is None or item.mention.unit in _NOT_NAMED:
        return None
    text, end = scene.document.text, scene.sentence.end
    if match := _IN_BRACKETS.match(text, item.end, end):
        return "brackets", _parted(match["items"])
    match = _OF_NAMES.match(text, item.end, end)
    noun = item.mention.noun.surface.lower().split()[-1]
    if match is None or singular(noun) not in _PLACES or _is_of_places(text[match.end() : end]):
        return None
    named = _parted(match["items"])
    missed = (value_of(item) or 0) - len(named)
    is_told = missed < -1 or (abs(missed) <= 1 and _THE.search(_opening(item)))
    may_hold = not is_told or (missed > 0 and len(named) < _FEWEST)
    return None if may_hold else ("names", named)


def _is_few(item: Item) -> bool:
    reading = item.mention.reading
    return isinstance(reading, Figure) and not reading.hedge and 2 <= (value_of(item) or 0) <= _MOST_APPOSED


def _is_of_places(behind: str) -> bool:
    """True before the districts of "the three villages of Osh, Uzgen and Kara districts"."""
    word = re.match(r" ([^\W\d]+)", behind)
    return bool(word and singular(word[1].lower()) in _PLACES)


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
    scene = item.scene
    of_one = _OF_ONE.match(scene.document.text, item.end, scene.sentence.end)
    end = of_one.end() if of_one else item.end
    match = _APPOSED.match(scene.document.text, end, scene.sentence.end)
    if match is None or not _is_few(item) or item.mention.noun is None or item.is_percent:
        return None
    named = _parted(match["items"])
    if of_one and len(named) <= (value_of(item) or 0):
        return None  # "five districts of Kars, Ani, Van and Mush" may name four of whose they are
    return "commas", named


def _kin(item: Item) -> tuple[str, list[str]] | None:
    """The persons of "we were six: my father, Aunt Rifka, my brothers Leo and Max, my wife and I".

    Nothing is counted where one of them may be several, as in "my parents".
    """
    scene = item.scene
    match = _NAMED_ITEMS.match(scene.document.text, item.end, scene.sentence.end)
    is_told = match and item.mention.unit == "person" and is_exact(item) and _SO_MANY.search(_opening(item))
    named = _parted(match["items"].strip()) if match and is_told else []
    one_by_one = len(named) > 1 and all(map(_is_one_person, named))
    follow = [not _BROTHERS.match(one) or _NAMED.fullmatch(then) for one, then in pairwise([*named, ""])]
    return ("a colon", named) if one_by_one and all(follow) else None


def _is_one_person(name: str) -> bool:
    someone = _A_PERSON.fullmatch(name)
    noun = counted(someone["who"]) if someone else None
    is_person = noun is not None and noun.unit == "person" and not noun.plural
    return is_person or bool(_ONE_PERSON.fullmatch(name))


def _opening(item: Item) -> str:
    return item.scene.text(item.scene.sentence.start, item.start)


def _is_name(item: Item) -> bool:
    """True for "the Three Friends", a ship."""
    noun, numeral = item.mention.noun, item.mention.numeral.surface
    return bool(
        noun and noun.surface.istitle() and numeral.istitle() and item.start > item.scene.sentence.start
    )


def _parted(items: str) -> list[str]:
    names = (name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", items))
    return [name for name in names if name]
