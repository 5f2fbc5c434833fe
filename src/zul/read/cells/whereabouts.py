"""Where: the place of a number, from its own words outwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.cells.addresses import ONCE, in_brackets, segment, stands_before
from zul.read.cells.anchors import HEADING, OF_GUESTS
from zul.read.cells.item import INHERITED, POINTED, TOPIC, Item
from zul.read.cells.kinds import countries, end_of, kinds
from zul.read.cells.moments import is_long_after
from zul.read.cells.names import is_name
from zul.read.cells.naming import is_of_decision, took_part
from zul.read.cells.origins import is_left, is_origin
from zul.read.cells.places import places_in
from zul.read.cells.scene import Scene, Setting
from zul.read.grammar.memory import BEINGS
from zul.read.lexicon import Found
from zul.terms.document import Part
from zul.terms.mention import Mention

_OF_ARRIVAL = frozenset(
    {
        "arrived", "resettled", "population", "registered", "families_settled", "employed", "forces",
        "sent_to_camp", "births", None,
    }
)  # fmt: skip
_STANDS_AFTER = re.compile(
    r"(?: \([^()]{1,30}\))?\s+(?:in|at|on|to|into) (?:the )?(?:whole )?", re.IGNORECASE
)
_PLACED = re.compile(
    r"(?: \([^()]{1,30}\))?(?: of (?:them|these|whom)(?: [a-z]+)?)?\s+(?:in|at|on|to|into|from) (?:the )?",
    re.IGNORECASE,
)
_OPENS_BRACKET = re.compile(r" \((?:with |about |some |nearly |over )?")  # "Tole (14,200)"
_HAS = re.compile(  # "Tara received 300", "Omsk for 12 percent"
    r" (?:has |had |was to )?(?:received?|receives|got|get|took|taken in|take in|took in|counted|lost"
    r"|gave|held|housed|holds|houses|sheltered|contained|had|has|accounts? for|accounted for|for)"
    r" (?:the (?:remaining|other|last) )?(?:only |some |about |nearly |perhaps |over |at least )?"
)
_WITH = re.compile(  # "Tara came first with 300, followed by Ishim with 200 and Omsk with 120"
    r"(?: (?:stands?|stood|comes?|came|ranks?|ranked|leads|led)(?: (?:first|second|third|next|last|ahead"
    r"|the (?:list|table)))?,?)?,? with (?:only |some |about |nearly |over )?"
)
_IN_OTHER_WORDS = re.compile(
    r",? \(?(?:or|forming|making up|comprising|in|some) (?:some |about |a total of |nearly |over )?"
)
_AND = re.compile(r" (?:[^\W\d]+ )?and ")
_IN_ALL = re.compile(r"[^,;:.]{0,20}\b(?:in all|altogether|in total|all told|together)\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:according to|as (?:stated|reported|recorded)|says|said)\b", re.IGNORECASE)
_THE_REST = re.compile(r"\b(?:the rest|the remainder|the others|others)\b")
_NEXT_CLAUSE = re.compile(r",\s+(?:and|but|while|by)\s", re.IGNORECASE)
_LINE = re.compile(r"[ \t]*[^\n\d:]{2,45}(?:(?:\s[—–-]\s|:\s|\t)[^\n\d]{0,15}\d| \d[\d,.]*(?=\n|$))")
_OF_THEM = re.compile(  # not "67,830 of them, or more than four fifths, in Tara"
    r" of (?:them|whom|these)\b(?!(?: \([^()]*\)|, or [^,;.]{3,40},)?"
    r" (?:(?:were |was |had )?(?:lived|living|sent|settled|stayed|remained|died|born)? ?)?"
    r"(?:to|in|at|from)\b)"
)
_LONGEST_LINE = 200  # code points
_FROM_ANOTHER = re.compile(r",? (?:and )?\d[\d,]* from (?:the )?[^\W\d_a-z]")
_TOWARDS = re.compile(r"\s+(?:were |went |had been )?to\s", re.IGNORECASE)


def place_of(
    mention: Mention, scene: Scene, before: Sequence[Item], measure: str | None
) -> tuple[str | None, str] | None:
    """The name of the place of a number, None where it lies somewhere unnamed, and the rule."""
    for at, label in enumerate(scene.block.labels):
        found = list(places_in(label, 0, len(label), (), ()))
        if found:
            return found[0].what, "label"
        if at == 0 and scene.block.part is Part.CELL and label[:1].isupper() and is_name(label):
            return label, "label"
    last = before[-1] if before and before[-1].scene is scene else None
    if last and last.place and _OF_THEM.match(scene.document.text, mention.end, scene.sentence.end):
        return last.place, "number beside"
    near = _place_near(mention, scene, before, measure)
    if near is not None:
        place, rule = near
        return place.what or None, POINTED if place.start in scene.pointing else rule
    if around := in_brackets(mention, scene, before):
        return (around.place, around.rules["place"]) if around.place else None
    if measure in ONCE:
        return None
    if told := _told(mention, scene):
        return told.what, INHERITED
    setting = scene.setting
    if measure == "returned" and scene.home:
        return None
    return (setting.place, setting.rule) if setting and setting.rule == INHERITED else None


def _told(mention: Mention, scene: Scene) -> Found[str] | None:
    """The last place before a number in its sentence, unless the number is of all of them."""
    text = scene.document.text
    told = [
        p
        for p in scene.places
        if p.what
        and p.end <= mention.start
        and not (is_origin(p, text) or took_part(p, scene.quantities, scene) or is_of_decision(p, scene))
    ]
    return told[-1] if told and not _IN_ALL.match(text, mention.end, scene.sentence.end) else None


def setting_of(item: Item) -> Setting | None:
    """The place that a draft proposes for a number where its paragraph names none.

    The audit leaves it out: what a text does not say there is the same for all such numbers.
    """
    setting = item.scene.setting
    if setting and setting.before and is_long_after(item.scene.written, item.period):
        setting = Setting(place=setting.before, rule=TOPIC)
    if told := _told(item.mention, item.scene):
        setting = Setting(place=told.what, rule=INHERITED)
    if setting is None and item.mention.unit in BEINGS and (left := _origin(item)):
        setting = Setting(place=left.what, rule=INHERITED)
    if item.measure == "returned" and setting and item.scene.home:
        setting = item.scene.home
    is_open = item.rules.get("place") == "number beside" or _is_of_unnamed(item, setting)
    if setting is None or ("place" in item.rules and (item.place or not is_open)):
        return None
    return setting


def _is_of_unnamed(item: Item, setting: Setting | None) -> bool:
    """True for "in the district" where no name says which; a country that is not named is another one."""
    words = [place.surface.lower() for place in item.scene.places if not place.what]
    is_country = any(kinds()[word][1] == "none" for word in words)
    is_fitting = not is_country or (setting is not None and setting.place in countries())
    return item.rules.get("place") == POINTED and is_fitting


def _origin(item: Item) -> Found[str] | None:
    """Where people were taken from, in the sentence of a number: "ordered 21,460 people from the coast"."""
    text = item.scene.document.text
    return next((p for p in item.scene.places if p.start >= item.end and is_origin(p, text)), None)


def _place_near(
    mention: Mention, scene: Scene, before: Sequence[Item], measure: str | None
) -> tuple[Found[str], str] | None:
    """The place of a number in its own sentence; where people come to goes before where they come from."""
    text = scene.document.text
    left, right = segment(mention, scene)
    before_it = [p for p in scene.places if p.end <= mention.start and not is_of_decision(p, scene)]
    after = [
        place
        for place in scene.places
        if mention.end <= place.start < right
        and scene.beside(place.start, mention.start)
        and not _is_of_another(place, mention, scene, before_it)
    ]
    if after and _STANDS_AFTER.fullmatch(text, mention.end, after[0].start):
        return after[0], "place after"
    reached = [place for place in after if not is_origin(place, text)]
    for place in before_it:
        between = scene.text(end_of(place, text), mention.start)
        if reached and is_left(place, text):
            continue  # "from Tara 2,800 were sent to Ishim"
        has = _HAS.fullmatch(between) and not is_origin(place, text)
        has = has or _is_listed(place, mention, scene)
        has = has or (_WITH.fullmatch(between) and not is_origin(place, text))
        if stands_before(between) or _OPENS_BRACKET.fullmatch(between) or has:
            return place, "place before"
    if of_line := _place_of_line(mention, scene):
        return of_line, "place before"
    if after and not reached and OF_GUESTS.search(text, mention.numeral.end, after[0].start):
        stay = [place for place in before_it if not is_origin(place, text)]
        if stay or (scene.setting and scene.setting.rule == HEADING):
            after = []  # "in Tara 131 refugees from Bessarabia"
    if reached or (after and (measure not in _OF_ARRIVAL or _is_part_by_origin(after[0], mention, scene))):
        return (reached or after)[0], "place after"
    if scene.bracket(mention.start):
        return None
    if told := _of_next(mention, scene, before, measure):
        return told, "place after"
    if shared := _of_both(mention, scene):
        return shared, "place after"
    before_it = [p for p in before_it if not OF_GUESTS.search(text, scene.sentence.start, p.start)]
    if measure in _OF_ARRIVAL:
        before_it = [place for place in before_it if not is_origin(place, text)]
    earlier = [p for p in before_it if left <= p.start]
    if earlier and not _is_place_of_last(earlier[-1], before):
        return earlier[-1], "place before"
    clause = scene.clause(mention.numeral.start)
    in_clause = [p for p in before_it if clause.start <= p.start]
    if in_clause and not _serves_another(in_clause[-1], mention, scene):
        return in_clause[-1], "clause"
    opening = [p for p in before_it if _opens(p, scene)]
    last = next((place for place in reversed(before_it) if not is_origin(place, text)), None)
    return (opening[0], "opening of the sentence") if opening and last is opening[0] else None


def _is_listed(place: Found[str], mention: Mention, scene: Scene) -> bool:
    """True for a part of "the top: Tartu, 2,610; Harju, 1,930; Viljandi, 1,875"."""
    before = scene.text(max(scene.sentence.start, place.start - 6), place.start)
    return bool(
        scene.text(end_of(place, scene.document.text), mention.start) == ", "
        and re.search(r"(?:[;:] |; and )$", before)
        and re.match(r"[;.]|,? and ", scene.text(mention.end, scene.sentence.end))
    )


def _of_both(mention: Mention, scene: Scene) -> Found[str] | None:
    """The place of two numbers: "407,690 Chechens and 92,074 Ingush in the Soviet Union"."""
    other = next((q for q in scene.quantities if q.start > mention.end), None)
    if other is None or not _AND.fullmatch(scene.text(mention.end, other.start)):
        return None
    behind = next((place for place in scene.places if place.start >= other.end), None)
    return behind if behind and _STANDS_AFTER.fullmatch(scene.text(other.end, behind.start)) else None


def _is_of_another(
    place: Found[str], mention: Mention, scene: Scene, before_it: Sequence[Found[str]]
) -> bool:
    """True for a place behind a number that belongs to the next one, to its source or to another clause."""
    between = scene.text(mention.end, place.start)
    following = next((q for q in scene.quantities if q.start >= place.end), None)
    return bool(
        ":" in between
        or _THE_REST.search(between)
        or _SOURCE.search(between)
        or (following and _stands_before_next(place, following, scene))
        or (before_it and _NEXT_CLAUSE.search(between))
    )


def _of_next(
    mention: Mention, scene: Scene, before: Sequence[Item], measure: str | None
) -> Found[str] | None:
    """The place of "612 families, or 2,874 souls, were brought to Tara": both are of the same people."""
    other = next((q for q in scene.quantities if q.start > mention.end), None)
    if (
        other is None
        or not {mention.unit, other.unit} <= {*BEINGS}
        or not _IN_OTHER_WORDS.fullmatch(scene.text(mention.end, other.start))
    ):
        return None
    near = _place_near(other, scene, before, measure)
    return near[0] if near and near[1] == "place after" else None


def _stands_before_next(place: Found[str], following: Mention, scene: Scene) -> bool:
    """True for "Omsk: 24,000"; not for the whole of "309,600 in the Union: 138,400 in Tara"."""
    between = scene.text(end_of(place, scene.document.text), following.start)
    behind = next((one for one in scene.places if one.start >= following.end), None)
    is_whole = (
        between.startswith(":") and behind and _PLACED.fullmatch(scene.text(following.end, behind.start))
    )
    return stands_before(between) and not is_whole


def _place_of_line(mention: Mention, scene: Scene) -> Found[str] | None:
    """The place that opens the line of a list, which is that of all its numbers."""
    text, block = scene.document.text, scene.block
    first = max(block.start, mention.start - _LONGEST_LINE)
    start = text.rfind("\n", first, mention.start) + 1 or first
    is_alone = (
        text.find("\n", start, min(block.end, mention.end + _LONGEST_LINE)) < 0 and start == block.start
    )
    if is_alone or not _LINE.match(text, start, block.end):
        return None
    named = [place for place in scene.places if start <= place.start and place.end <= mention.start]
    return named[0] if len({place.what for place in named}) == 1 else None


def _is_part_by_origin(place: Found[str], mention: Mention, scene: Scene) -> bool:
    """True for "626,954 from Asia Minor, 256,635 from Thrace": the parts of a list are told by it."""
    start, text = scene.clause(mention.start).start, scene.document.text
    reached = any(start <= p.start < mention.start and not is_origin(p, text) for p in scene.places)
    between, behind = scene.text(mention.end, place.start), scene.text(place.end, scene.sentence.end)
    if re.fullmatch(r"\s+(?:[a-z]+ ){1,3}from (?:the )?", between) and _FROM_ANOTHER.match(behind):
        return not reached  # "1,360 arrived from Poland and 11,900 from Hungary"
    return not reached and bool(
        re.fullmatch(r"\s+from (?:the )?", between) and re.match(r"[,;.)]| and\b|$", behind)
    )


def _is_place_of_last(place: Found[str], before: Sequence[Item]) -> bool:
    """True when the number before has the place for its own, as what follows it."""
    last = before[-1] if before else None
    return last is not None and last.rules.get("place") == "place after" and last.place == place.what


def is_destination(item: Item) -> bool:
    """True for a part of a list that went to a place: "9,420 to Makinsk", "to Virginia: 580"."""
    text, sentence, rule = item.scene.document.text, item.scene.sentence, item.rules.get("measure")
    if item.measure == "deported" and rule == "number before":
        return bool(_TOWARDS.match(text, item.end, sentence.end))
    if item.mention.unit != "person" or rule not in ("unit alone", None):
        return False
    behind = _TOWARDS.match(text, item.end, sentence.end)
    return bool(
        behind
        or re.search(rf"\bto (?:the )?{re.escape(item.place or '-')}\W+$", text[sentence.start : item.start])
    )


def _opens(place: Found[str], scene: Scene) -> bool:
    """True for the place that a sentence opens with, unless it is that of the number just behind it."""
    following = next((q for q in scene.quantities if q.end > place.start), None)
    return (
        place.start - scene.sentence.start < 25
        and (following is None or following.start > place.start)
        and not (following and stands_before(scene.text(place.end, following.start)))
        and not any(q.end <= place.start for q in scene.quantities)
    )


def _serves_another(found: Found[str], mention: Mention, scene: Scene) -> bool:
    """True when a number stands between the name and this one: the name belongs to it."""
    return any(q.end <= found.start for q in scene.quantities if q is not mention) or any(
        found.end <= q.start < mention.start for q in scene.quantities
    )
