"""Words such as none, nobody and no school, against the numbers that they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from zul.read.case.parties import party_at
from zul.read.case.plain import is_time
from zul.read.case.spoken import Spoken, spoken, whole
from zul.read.cells.item import Item, slug, value_of
from zul.read.cells.measures import meaning
from zul.read.cells.scene import Scene
from zul.read.grammar.nouns import singular
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.measure import MEASURES, Kind

_NOBODY = re.compile(
    r"\b(?P<none>none(?: of (?:them|these|those(?: who \w+)?|the \w+|whom))?|nobody|no one|no-one|not one"
    r"(?: of (?:them|these|the \w+))?|not a single (?:person|one|man|inhabitant))\b",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"\b(?P<none>no|not a single|not one|not any)\s+(?P<words>(?:[^\W\d]+[ -]){0,3}?[^\W\d]+)", re.IGNORECASE
)
_OTHER = frozenset("other others more longer further new additional such less fewer doubt one but".split())
_AGAIN = {"moved back": "returned", "went back": "returned", "gone back": "returned"}
_STAYED = re.compile(  # "nobody is left", not "nobody came or left"
    r"\b(?:remain\w*|stay\w*|still|(?:is|are|was|were|be|been) left)\b", re.IGNORECASE
)
_CLOSES = re.compile(  # "nobody joined or left the party", "nobody was put on there or later"
    r"(?: else)? (?:was |were |had |has |been )*"
    r"(?:joined|added|put on|taken on|sent|brought|came|went|born|died|left|ran away|got)\b"
    r"[^.;]*?\b(?:or|nor|and) (?:was |were )?"
    r"(?:joined|added|came|went|born|died|left|later|ran|out|in|off|away)\b"
    r"|(?: else)? (?:was |were |had |been )*(?:joined|added|put on)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r",[^,;]*\b(?:says?|said|writes?|wrote|reports?|reported|claims?|claimed|states?|stated|insists?"
    r"|swears?|swore) that\b",
    re.IGNORECASE,
)
_ON_THE_WAY = re.compile(r"\b(?:way|journey|road|route|march|voyage|transit)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+([^\W\d]+)", re.IGNORECASE)
_NEAR = 60  # code points between nobody and what is said of it
_MOST = 200  # numbers of one thing that are set beside one denial


@frozen(kw_only=True)
class Denied:
    """Words for none, and the number that they deny; None for those that only close a balance."""

    none: Spoken
    number: Item | None


def absences(scenes: Sequence[Scene], items: Sequence[Item]) -> Iterator[Denied]:
    """Each "no school" with a number of schools, and each "nobody" with a number of whom the same is said."""
    counted = _by_noun(items)
    for scene in scenes:
        yield from _things(scene, counted)
        yield from _persons(scene, items)


def _by_noun(items: Sequence[Item]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        if is_time(item):
            continue  # "it rained for two days; not one day was dry"
        flows = MEASURES[item.measure].kind is Kind.FLOW if item.measure else True
        may_be_denied = flows or not item.counts_people  # "no inhabitant was spared" denies no inhabitants
        if item.is_count and may_be_denied and item.mention.noun and value_of(item):
            found.setdefault(_head(item), []).append(item)
    return found


def _head(item: Item) -> str:
    """The counted noun in the singular, without what describes it."""
    noun = item.mention.noun
    words = re.split(r"\s+(?:of|in|from|for)\s+", noun.surface.lower())[0].split() if noun else []
    return singular(words[-1]) if words else ""


def _things(scene: Scene, counted: Mapping[str, list[Item]]) -> Iterator[Denied]:
    text = scene.document.text
    for match in _NO_THING.finditer(text, scene.sentence.start, scene.sentence.end):
        words = match["words"].lower().split()
        at = next((at for at, word in enumerate(words) if singular(word) in counted), None)
        if at is None or not _OTHER.isdisjoint(words[: at + 1]):
            continue
        end = match.start("words") + len(" ".join(match["words"].split()[: at + 1]))
        described = set(words[:at])
        for item in counted[singular(words[at])][:_MOST]:
            if item.counts_people and _said(scene, end) != item.measure:
                continue
            if _may_deny(scene, match.start(), item) and _described_alike(scene, end, described, item):
                none = _none(scene, (match.start(), end), match.span("none"), item)
                yield Denied(none=none, number=item)
                break


def _described_alike(scene: Scene, end: int, described: set[str], item: Item) -> bool:
    """Whether what is denied is all of what is counted: "no case" of "27 confirmed cases"."""
    noun = item.mention.noun
    own = set(noun.surface.lower().split()[:-1]) if noun else set()
    of, of_number = (
        match and match[1].lower()
        for match in (_OF.match(scene.document.text, end), _OF.match(scene.document.text, item.end))
    )
    return (described <= own or own <= described) and (not of or not of_number or of == of_number)


def _persons(scene: Scene, items: Sequence[Item]) -> Iterator[Denied]:
    text = scene.document.text
    for match in _NOBODY.finditer(text, scene.sentence.start, scene.sentence.end):
        measure = _said(scene, match.end())
        if measure is None or _is_of_the_others(scene, match):
            continue
        denied = next((item for item in items if _counts(item, measure, scene, match.start())), None)
        like = denied or _last_counted(scene, items)
        if like is None or (denied is None and measure != "population"):
            continue
        none = _none(scene, match.span(), match.span("none"), like)
        yield Denied(none=none, number=denied)


def _is_of_the_others(scene: Scene, nobody: re.Match[str]) -> bool:
    """True for "nobody joined or left it", which closes an account of those who did."""
    sentence = scene.text(scene.sentence.start, scene.sentence.end)
    said = re.split("[,;]", scene.text(nobody.end(), scene.sentence.end), maxsplit=1)[0]
    return len(_NOBODY.findall(sentence)) > 1 or bool(_CLOSES.match(said))


def _last_counted(scene: Scene, items: Sequence[Item]) -> Item | None:
    """The last population before in the same paragraph, at the time of this sentence."""
    before = [
        item
        for item in items
        if item.scene.block is scene.block
        and item.end <= scene.sentence.start
        and item.measure == "population"
    ]
    time = next((date.reading for date in scene.dates if isinstance(date.reading, Period)), None)
    if not before or time is None:
        return None
    last = before[-1]
    return Item(
        scene=scene,
        mention=last.mention,
        measure="population",
        group=last.group,
        place=last.place,
        period=time,
    )


def _said(scene: Scene, at: int) -> str | None:
    """What is said of nobody: the first word after it that tells a measure of persons."""
    clause = scene.clause(at)
    said = scene.text(at, min(clause.end, at + _NEAR)).lower().split(",")[0]
    for words, again in _AGAIN.items():
        if words in said:
            return again
    if _STAYED.search(scene.text(max(clause.start, at - _NEAR // 2), at).lower() + said):
        return "population"
    for trigger in scene.triggers:
        if at <= trigger.start < at + len(said) and (measure := meaning(trigger, "person", scene, clause)):
            on_the_way = measure == "deaths" and _ON_THE_WAY.search(said)
            return "deaths_in_transit" if on_the_way else measure
    return None


def _counts(item: Item, measure: str, scene: Scene, at: int) -> bool:
    """Whether a number counts persons of whom the same is said as of nobody."""
    if not item.counts_people or item.series or not value_of(item) or not _may_deny(scene, at, item):
        return False
    around = item.scene.clause(item.start)
    words = item.scene.text(around.start, around.end)
    said = next((m for again, m in _AGAIN.items() if again in words.lower()), item.measure)
    if said != measure or (item.inherits("measure") and said == item.measure):
        return False
    is_later = item.start > at and bool(_STAYED.search(words))
    both_dated = bool(scene.dates and item.scene.dates)
    return MEASURES[measure].kind is Kind.FLOW or is_later or both_dated


def _may_deny(scene: Scene, at: int, item: Item) -> bool:
    """Whether both may be of one place, time and party, as far as their own words say."""
    if item.scene.block is scene.block and party_at(scene, at) != party_at(item.scene, item.start):
        return False
    if item.scene is scene and scene.clause(at) == scene.clause(item.start):
        between = scene.text(min(at, item.end), max(at, item.end))
        return at > item.start and bool(_SAYS.search(between))
    here = {
        place.what for place in scene.places if scene.clause(at).start <= place.start < scene.clause(at).end
    }
    if item.place and not item.inherits("place") and here and item.place not in here:
        return False
    own = [date.reading for date in scene.dates]
    times = [date.reading for date in item.scene.dates]
    both = [(one, other) for one in own for other in times]
    return not both or any(_meet(one, other) for one, other in both)


def _meet(one: object, other: object) -> bool:
    assert isinstance(one, Period)
    assert isinstance(other, Period)
    return not (
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def _none(scene: Scene, words: tuple[int, int], numeral: tuple[int, int], like: Item) -> Spoken:
    """The words as nought of what another number counts, or as the last of a population."""
    measure = MEASURES.get(like.measure or "", MEASURES["things"])
    cell = Cell(
        measure=measure,
        group=like.group if like.scene is scene else f"{like.group}.s{words[0]}",
        place=slug(like.place) if like.place else None,
        period=like.period,
    )
    unit = "person" if measure.unit == "person" else like.mention.unit or "thing"
    found = spoken(scene, words, numeral, whole(0, unit, below=0), cell)
    found.item.group, found.item.place, found.item.period = like.group, like.place, like.period
    return found
