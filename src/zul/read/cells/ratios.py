"""Shares and ratios: which part of which whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from zul.errors import FigureError
from zul.read import lexicon
from zul.read.cells.item import ALL, PEOPLE, Item, cell_of, slug, value_of
from zul.read.cells.measures import is_base, said_in
from zul.read.cells.scene import Scene
from zul.read.cells.trends import change_of
from zul.read.grammar.nouns import singular
from zul.terms.cell import Cell
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES
from zul.terms.mention import Mention

_BEFORE_WHOLE = re.compile(r"\s*(?:of|out of|among|for|in)\s+", re.IGNORECASE)
_RATE = re.compile(r"\b(?:mortality|death) rate\b|\bmortality\b", re.IGNORECASE)
_PERSONS = re.compile(
    r"\b(?:prisoners|inhabitants|residents|people|persons|settlers|inmates|refugees)\b", re.IGNORECASE
)
_EVERYBODY = re.compile(
    r"(?:all |the |whole |total )*(?:inhabitants|residents|population)\b.*", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:them|these|those|whom|which|that number|the total|this number)\b", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:all |the |its |their |our |those |these |total |whole )+", re.IGNORECASE)
_OF_THE_DEPORTED = re.compile(
    r"\b(?:of|among|for) (?:all )?(?:the |those )?(?:deported|exiled|deportees|exiles)\b", re.I
)
_SMALL = r"(?:about |some |nearly |almost |over |around |more than |only |an? )*"
_RESTATES = re.compile(  # between a count and the share that follows it
    r"(?:[^.;()\d]|\b(?:in|of|by|since) [12]\d{3}\b|\b(?:under|over) \d\d?\b){0,90}?(?:\(\s*|,? or "
    r"|\s[–—]\s|, i\.e\.,? |, that is,? |, which (?:is|was|makes|made) |, (?=an? |every )|: )"
    rf"{_SMALL}[^.,;()\d]{{0,12}}",
    re.IGNORECASE,
)
_RESTATED = re.compile(  # between a share and the count that follows it
    rf"[^.;()\d]{{0,60}}(?:\(|, )\s*(?:or |i\.e\.,? |that is,? )?{_SMALL}", re.IGNORECASE
)
_COMMA = re.compile(rf"[^.,;()\d]{{0,60}},\s*{_SMALL}", re.IGNORECASE)
_OF_WHOM = re.compile(r"\bof (?:whom|them|these|those|which)\b", re.IGNORECASE)
_AMONG_THEM = re.compile(r"\b(?:among (?:them|these|those|whom)|of (?:whom|them|these|which)|including)\b")
_OF_THESE = re.compile(r"\W*(?:of|among) (?:these|those|them)\b", re.IGNORECASE)
_OF_US = re.compile(r" of us\b")
_OF_NUMBER = re.compile(
    r"\s*(?:out )?of (?:the |these |those |all |his |her |its |their |our |my )*", re.IGNORECASE
)
_A_DAY = re.compile(r"\s+(?:an?|per|each|every) (?:hour|day|night|week|month|year)\b", re.IGNORECASE)
_A_CHANGE = re.compile(  # "the increase comes to 240, or 14 percent": not of everybody
    r"\b(?:increase|rise|growth|gain|surplus|fall|decrease|decline|drop|loss)\b[^.;]*$", re.IGNORECASE
)
_GREW_BY = re.compile(  # "the native population grew by a mere 1.2" is of what it was
    r"\b(?:gr[eo]wn?|rose|risen|increased|fell|fallen|dropped|declined"
    r"|decreased)(?: [^\W\d]+)? by\b[^.;,\d]{0,20}$",
    re.IGNORECASE,
)
_NAMED_APART = re.compile(r"[^.;:()\d]{0,40}(?:,|:|\(|–|—)\s*")
_MOST_PARTS = 8  # of a number, before a share of which it is told
_ROUND = 10  # grain of an average that nobody takes to the last digit
_ON_AVERAGE = re.compile(r"\b(?:average|mean|each)\b", re.IGNORECASE)
_TO_EACH = re.compile(
    r"\s+(?:to|for|in|per)\s+(?:an?|each|every|one|every single)\s+(?P<each>[^\W\d_]+)", re.IGNORECASE
)
_EACH_WITH = re.compile(
    r"\beach (?:of (?:which|whom|them) )?(?:\w+ )?(?:with|had|having|has|made up of|consist\w* of) $", re.I
)
_PER = {
    "birth": "births", "family": "families_deported", "household": "families_deported", "wagon": "wagons",
    "car": "wagons", "train": "trains", "truck": "trucks", "lorry": "trucks",
}  # fmt: skip
Whole = Item | Cell  # a number of the text, or what words describe


def set_base(item: Item, before: Sequence[Item], following: Sequence[Item]) -> None:
    """Give a share its part and its whole, as far as the text says; without a whole it stays a draft."""
    if change := change_of(item, [*before, *following]):
        item.base, item.toward, item.measure = change
        item.group, item.place, item.period = item.base.group, item.base.place, None
        item.rules |= dict.fromkeys(("measure", "group", "place", "period"), "change between two numbers")
        item.of = cell_of(item.base)
        return
    counted = _restated(item, before, following)
    if counted:
        item.take_address(counted)
        item.restates = counted
    whole = _stated_whole(item, before, following) or _shared_whole(item, following)
    whole = whole or (taken_out_of(counted, before) if counted else None)
    whole = whole or _implied_whole(item, counted, before)
    if isinstance(whole, Item):
        item.base = whole
        whole = cell_of(whole)
    own = cell_of(item)
    alike = own is not None and whole is not None and (own.measure, own.group) == (whole.measure, whole.group)
    if item.base and counted and alike and counted is not item.base:
        counted.group += "-part"  # a part of the number that has the same words around it
        item.take_address(counted)
        own = cell_of(item)
    if own is None or whole is None or whole == own:
        item.base = None
        return
    if own.measure == whole.measure and own.group == whole.group and own.measure.id != "population":
        item.base = None  # nothing is a share of itself
        return
    item.of = whole


def as_rate(scene: Scene, mention: Mention) -> Mention:
    """The same number as a rate, where the words after it make it one: "2,690 persons to a train"."""
    match = _TO_EACH.match(scene.document.text, mention.end, scene.sentence.end)
    if match is None or mention.is_date or mention.unit == "percent":
        return mention
    on_average = _ON_AVERAGE.search(scene.document.text, scene.sentence.start, scene.sentence.end)
    if match["each"].lower() not in _PER and not on_average:
        return mention  # "forty people to a camp" is no rate
    as_written = f"{mention.as_written} per {match['each']}"
    try:
        reading = Figure.parse(as_written)
        if on_average and reading.quantities[-1].grain >= _ROUND:
            rough = Figure.parse(f"about {mention.as_written}")
            reading = evolve(reading, tight=rough.tight, wide=rough.wide)
    except FigureError:
        return mention
    return evolve(mention, as_written=as_written, reading=reading)


def set_ratio(item: Item, before: Sequence[Item]) -> None:
    """Give "6.5 people per family" its base: the families told beside it, else of the whole text."""
    if _A_DAY.match(item.scene.document.text, item.end):
        return  # "1.20 dollars per person a day"
    _, per, words = item.mention.as_written.rpartition(" per ")
    each = singular(words.split()[0].lower()) if per and words.split() else ""
    measure = MEASURES.get(_PER.get(each, ""))
    unit = measure.unit if measure else each
    counts = [other for other in before if other.scene.block is item.scene.block and not other.of]
    bases = [o for o in counts if (o.measure == "births" if each == "birth" else o.mention.unit == unit)]
    if any(map(is_to_each, bases)):
        return  # of the wagons of each train
    others = [o for o in counts if o not in bases and o.measure != "births"]
    if item.mention.noun is None and others and others[-1].scene is item.scene:
        others = others[-1:]  # "490 horses, ten to a wagon" are ten of what stands before
    parts = [o for o in others if o.mention.unit == item.mention.unit]
    if bases and parts:
        item.take_address(parts[-1])
        item.restates, item.base, item.of = parts[-1], bases[-1], cell_of(bases[-1])
    elif measure and (own := cell_of(item)) and measure != own.measure:
        item.of = evolve(own, measure=measure)


def is_to_each(item: Item) -> bool:
    """True for the wagons of "38 trains, each with 40 wagons and 30 persons to a wagon"."""
    return bool(_EACH_WITH.search(item.scene.text(item.scene.sentence.start, item.start)))


def _sentence(items: Sequence[Item], item: Item) -> Iterator[Item]:
    """The counts among the items that stand in the sentence of this one."""
    return (one for one in items if one.scene is item.scene and not one.is_percent)


def _restated(item: Item, before: Sequence[Item], following: Sequence[Item]) -> Item | None:
    """The count that a share says again: "3,735 (9.3 percent)", "9.3 percent (3,735)"."""
    scene = item.scene
    last = before[-1] if before else None
    if last and last.scene is scene and last.is_count:
        between = scene.text(last.end, item.start)
        of_them = _PRONOUN.match(scene.words_of_whole(item.mention)[0])  # "207,500 Turks, 51 percent of them"
        if _RESTATES.fullmatch(between) or (
            _COMMA.fullmatch(between) and not (of_them or _has_own_verb(item))
        ):
            earlier = before[-2] if len(before) > 1 else None
            if (
                earlier
                and earlier.scene is scene
                and _OF_NUMBER.fullmatch(scene.text(earlier.end, last.start))
            ):
                return earlier  # "9,500 of the 20,170 families, or 57 percent"
            return _all_of_parts(before) or last
    beside = [one for one in following if one.scene is scene and one.is_count]
    if not beside or beside[0] is not following[0]:
        return None
    between = scene.text(item.end, beside[0].start)
    if _RESTATED.fullmatch(between):
        return beside[0]
    is_of_it = len(beside) > 1 and _OF_NUMBER.fullmatch(between)
    if is_of_it and _RESTATED.fullmatch(scene.text(beside[0].end, beside[1].start)):
        beside[1].group += "-part"  # the words around it are those of the number that it is a part of
        return beside[1]
    return None


def _all_of_parts(before: Sequence[Item]) -> Item | None:
    """The 2,340 of "2,340, 1,280 boys and 1,060 girls, had lost both parents, that is one child in six"."""
    last = before[-1]
    inside = [one for one in before[-_MOST_PARTS:] if one.scene is last.scene and one.is_count]
    for at, whole in enumerate(inside[:-2]):
        parts = inside[at + 1 :]
        alike = all(one.mention.unit == whole.mention.unit for one in parts)
        alike = alike and bool(_NAMED_APART.fullmatch(last.scene.text(whole.end, parts[0].start)))
        if (
            alike
            and not _has_share(before, whole)
            and sum(value_of(one) or 0.0 for one in parts) == value_of(whole)
        ):
            return whole
    return None


def _has_share(before: Sequence[Item], whole: Item) -> bool:
    """True where a share stands behind a number already: "women 1,860 (50 %), children 1,302 (35 %)"."""
    return any(one.is_percent for one in before if one.start > whole.start)


def _has_own_verb(share: Item) -> bool:
    """True when something is said of the share after the words of its whole: it is no aside."""
    scene, mention = share.scene, share.mention
    words, start = scene.words_of_whole(mention)
    clause = scene.clause(mention.start)
    after = max(mention.end, start + len(words))
    following = [q.start for q in scene.quantities if q.start >= after]
    end = min([clause.end, *following])
    rest = scene.text(after, clause.end).strip()
    if rest in ("", ".") or rest.startswith(","):
        return False  # set off by commas
    return not words or any(after <= found.start < end for found in scene.triggers)


def _stated_whole(item: Item, before: Sequence[Item], following: Sequence[Item]) -> Whole | None:
    """The whole that "of the …" names, after the share or at the beginning of the sentence."""
    scene = item.scene
    words, start = scene.words_of_whole(item.mention)
    clause = scene.clause(item.mention.numeral.start)
    rate = None if words else _RATE.search(scene.document.text, item.mention.numeral.end, clause.end)
    if rate and (opening := _BEFORE_WHOLE.match(scene.document.text, rate.end(), clause.end)):
        start = opening.end()
        words = scene.text(start, clause.end)
    for other in following[:1] if words else ():
        is_inside = start <= other.start < start + len(words) + 4
        is_inside = is_inside and ";" not in scene.text(start, other.start)
        if other.scene is scene and not other.is_percent and is_inside:
            return other
    if words and (_PRONOUN.match(words) or not _ARTICLES.sub("", words, count=1).strip()):
        counts = [one for one in before if one.counts_people]
        return counts[-1] if counts else None
    described = _described(item, words) if words else None
    return described or _number_taken_from(item, before)


def _number_taken_from(share: Item, before: Sequence[Item]) -> Item | None:
    """The number that the sentence takes another one out of: "18 of the 160 people died"."""
    counts = list(_sentence(before, share))
    for one, other in pairwise(counts[-2:]):
        between = share.scene.text(one.end, other.start)
        if _OF_NUMBER.fullmatch(between):
            return other
        if _OF_WHOM.search(between) or _OF_WHOM.match(share.scene.text(other.end, other.end + 10).lstrip()):
            return one
    bases = [one for one in counts if is_base(one.mention, one.scene)]
    return bases[-1] if bases else None


def _shared_whole(item: Item, following: Sequence[Item]) -> Whole | None:
    """The whole that the next share of the sentence names: "45 % and Russians 55.9 % of the population"."""
    after = following[0] if following and following[0].scene is item.scene else None
    if after is None or not after.is_percent or after.group == item.group:
        return None
    words, _ = item.scene.words_of_whole(after.mention)
    if not words or _PRONOUN.match(words):
        return None
    if item.place is None or item.inherits("place"):
        item.place, item.rules["place"] = after.place, after.rules.get("place", "")
    return _described(item, words)


def _described(item: Item, words: str) -> Cell | None:
    measure = said_in(words, "person") or ("population" if _people(words) or _PERSONS.search(words) else None)
    if measure is None:
        return None
    people = _people(words)
    if measure == "population" and re.search(r"\bdeported|exile", words, re.IGNORECASE):
        measure = "deported"
    of_all = item.measure == "population" and measure == "population"
    if item.measure is None:  # "52 % of the prisoners were men"
        item.measure, item.rules["measure"] = measure, "whole of the share"
        of_all = item.group == _without_role(item.group)
    everybody = of_all or _EVERYBODY.fullmatch(words.strip())
    group = slug(people) if people else (ALL if everybody else _without_role(item.group))
    place = next((p.what for p in item.scene.places if p.surface in words), None)
    if place is None and of_all and not people:
        place = item.place
    return Cell(
        measure=MEASURES[measure],
        group=group,
        place=slug(place) if place else None,
        period=item.period if item.measure == measure == "population" else None,
    )


def _people(words: str) -> str | None:
    found = list(lexicon.peoples().find(words, 0, len(words)))
    return found[-1].what if found else None


def _without_role(group: str) -> str:
    """The people without the role: children are a part of their people."""
    roles = {slug(row["role"]) for row in lexicon.rows("roles")}
    role = next((role for role in roles if group.endswith(f"-{role}")), None)
    return group.removesuffix(f"-{role}") if role else group


def _implied_whole(item: Item, counted: Item | None, before: Sequence[Item]) -> Whole | None:
    """The whole of a share that names none."""
    scene = item.scene
    clause = scene.clause(item.mention.numeral.start)
    is_rate = _RATE.search(scene.document.text, clause.start, clause.end)
    if _GREW_BY.search(scene.text(clause.start, item.start)):
        return None
    if (
        item.measure is None
        and before
        and before[-1].scene is scene
        and before[-1].is_percent
        and before[-1].of
    ):
        item.measure, item.rules["measure"] = before[-1].measure, "number before"  # "52 % men, 31 % women"
    if item.measure is None and item.rules.get("group") == "predicate":
        item.measure, item.rules["measure"] = "population", "predicate"
    for last in reversed(before):
        near = last.scene is scene or (is_rate and last.scene.block is scene.block)
        if near and last.is_percent and last.of and last.measure == item.measure:
            time = item.period if last.of.measure.id == "population" else last.of.period
            return last.base or evolve(last.of, period=time)
    opening = scene.text(clause.start, min(item.start, counted.start)) if counted else ""
    if item.measure == "population" and item.group != PEOPLE and not _A_CHANGE.search(opening):
        place = slug(item.place) if item.place else None
        return Cell(measure=MEASURES["population"], group=ALL, place=place, period=item.period)
    if is_rate and item.measure in ("deaths", "deaths_in_transit"):
        if _OF_THE_DEPORTED.search(scene.text(scene.sentence.start, scene.sentence.end)):
            return Cell(measure=MEASURES["deported"], group=_without_role(item.group))
        return Cell(measure=MEASURES["population"], group=item.group, period=item.period)
    return _larger_number(counted, before) if counted and not is_rate else None


def taken_out_of(counted: Item, before: Sequence[Item]) -> Item | None:
    """The larger number that the words take a number out of: "among them", "of these", "12 of us"."""
    base, scene = _larger_number(counted, before), counted.scene
    if base is None or not counted.is_count or is_base(base.mention, base.scene):
        return None
    text = scene.document.text
    is_told = (
        _AMONG_THEM.search(text, base.end, counted.start)
        if base.scene is scene
        else _OF_THESE.match(text, scene.sentence.start, counted.start)
    )
    return base if is_told or _OF_US.match(text, counted.mention.numeral.end) else None


def _larger_number(counted: Item, before: Sequence[Item]) -> Item | None:
    """The larger number that the sentence, or the one before it, opens with."""
    value = value_of(counted)
    for other in before:
        gap = counted.scene.sentence.start - other.scene.sentence.end
        near = other.scene is counted.scene or (other.scene.block is counted.scene.block and gap <= 2)
        if other is counted or not near or other.is_percent or other.mention.unit != counted.mention.unit:
            continue
        if value is not None and (larger := value_of(other)) is not None and larger > value:
            return other
    return None
