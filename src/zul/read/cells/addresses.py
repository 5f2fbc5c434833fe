"""Of whom, where and when: the rest of the address of a number, from its clause outwards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from zul.read import lexicon
from zul.read.cells.item import ALL, INHERITED, PARALLEL, PEOPLE, TOPIC, Item, slug
from zul.read.cells.moments import had_been, is_aside, is_citation, years_from
from zul.read.cells.scene import Clause, Scene
from zul.read.grammar.calendar import TAKEN_THEN
from zul.read.grammar.memory import CARRIERS
from zul.read.lexicon import Found
from zul.terms.dates import Period
from zul.terms.document import Document, Part
from zul.terms.mention import Mention

_TITLE_WEIGHT = 20
_FROM_TO = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_TO = re.compile(r"\bto\s*(?:just |only |about |around |nearly |almost |over )*$", re.IGNORECASE)
_RESTATED = re.compile(  # "13,592, or 9.1%, died in Omsk"
    r"(?: of (?:them|these|whom))?,? (?:or|that is|i\.e\.),? (?:\w+ )?", re.IGNORECASE
)
_SAID_AGAIN = re.compile(  # "186 families, which is to say close on 1,200 souls, had been put down at Tara"
    r",? (?:which is to say|that is to say|comprising|numbering|totalling|i\.e\.),? (?:[a-z]+ ){0,2}"
)
_ABOARD = re.compile(
    r",? (?:in|aboard|on board|by|on) (?:[a-z]+ )?"
)  # "1,044 people, in four ships, were sent"
_WAY = re.compile(r" (?:(?P<on>later|afterwards)|earlier|before(?=[,.;)]|$))")
_TODAY = re.compile(r"\b(?:today|nowadays|at present|(?<!until )(?<!by )(?<!till )now)\b", re.IGNORECASE)
_COUNTED = re.compile(  # "the census of 1 March 1951 counted 2,098,640 persons who had come since 1947"
    r" (?:had )?(?:counted|found|recorded|showed|shows|gave|gives|put|listed|lists|registered"
    r"|numbered|enumerated) "
    r"(?:only |some |about |nearly |over |just |at least )?"
)
_AND_IN = re.compile(r"[,;] (?:(?:and|but) )?(?:in |by |on )?$")  # "in 1942 8,104 were sent, and in 1944"
_ACTS_ON = re.compile(r" [a-z]+ed (?:some |about |over |nearly )?")  # "2,000 men landed 3,650 tons in 1963"
_JUST_BEHIND = re.compile(r" (?:in |on |by |for |during )?(?:the )?")
ONCE = frozenset(  # what a text about a displacement counts over the whole of it
    {"deported", "families_deported", "deaths_in_transit", "trains", "wagons", "trucks", "forces"}
)


@frozen(kw_only=True)
class Topic:
    """What a document is about: the people named most often, and the time of its title or infobox."""

    people: str | None
    period: Period | None
    first_date: Period | None = None
    peoples: tuple[Found[str], ...] = ()


def topic_of(document: Document, scenes: Sequence[Scene]) -> Topic:
    """The topic; None where the document does not say."""
    counts: Counter[str] = Counter()
    period = None
    for scene in scenes:
        in_front = scene.block.part in (Part.HEADING, Part.FIELD)
        for people in scene.peoples:
            counts[people.what] += _TITLE_WEIGHT if scene.block.part is Part.HEADING else 1
        if period is None and in_front and scene.dates:
            period = _date(scene.dates[0])
    if document.title:
        for people in lexicon.peoples().find(document.title, 0, len(document.title)):
            counts[people.what] += _TITLE_WEIGHT
    best = counts.most_common(1)
    return Topic(
        people=best[0][0] if best else None,
        period=period,
        first_date=next((_date(date) for scene in scenes for date in scene.dates), None),
        peoples=tuple(people for scene in scenes for people in scene.peoples),
    )


def _date(mention: Mention) -> Period:
    assert isinstance(mention.reading, Period)
    return mention.reading


def group_of(mention: Mention, scene: Scene, topic: Topic, measure: str | None) -> tuple[str, str]:
    """The id of the group that a number counts, and the rule."""
    noun = mention.noun or mention.inherited
    words = noun.surface if noun else ""
    people = people_in(words)
    if (
        mention.noun
        and people is None
        and _OTHERS.match(words)
        and words not in (p.surface for p in scene.peoples)
    ):
        return slug(words), "own words"
    role = (
        None
        if mention.noun
        else next((r.what for r in scene.roles if _is_predicate(mention, r, scene)), None)
    )
    role = role or next((found.what for found in lexicon.roles().find(words, 0, len(words))), None)
    rule = "own words" if mention.noun else "noun of the list"
    if people is None and mention.noun:
        inside = [p for p in scene.peoples if mention.noun.start <= p.start < mention.noun.end]
        people = inside[-1].what if inside else None
    if people is None:
        people = next((found.what for found in scene.peoples if _is_predicate(mention, found, scene)), None)
        rule = "predicate" if people else rule
    if people is None and _EVERYBODY.search(words):
        return ALL, "own words"
    if people is None:
        if measure == "forces":  # whose people they are is seldom said, and it is not those deported
            return slug(role or "forces"), "own words"
        people, rule = _nearest_people(mention, scene, topic)
    if measure == "births":  # children are born to their whole people
        role = None
    group = slug(people) if people else PEOPLE
    return (f"{group}-{slug(role)}" if role else group), rule


_OTHERS = re.compile(r"[^\W\d_a-z][^\W\d_]+ [^\W\d_A-Z]+")  # "NKVD agents", "Soviet citizens"
_JUST_BEFORE = re.compile(r"\s*[:–—-]?\s+", re.IGNORECASE)
_EVERYBODY = re.compile(r"\b(?:inhabitants|residents|population|souls)\b", re.IGNORECASE)
_BEING = re.compile(
    r"\s*(?:of (?:them|whom|these|the \w+),?\s*)?(?:(?:were|was|are|being|had been)\s+(?:[^\W\d]+\s+)?)?",
    re.IGNORECASE,
)


def _is_predicate(mention: Mention, role: Found[str], scene: Scene) -> bool:
    """True for the role of "12,500 were men"."""
    return role.start >= mention.end and bool(_BEING.fullmatch(scene.text(mention.end, role.start)))


def people_in(words: str) -> str | None:
    """The people that words name last."""
    found = list(lexicon.peoples().find(words, 0, len(words)))
    return found[-1].what if found else None


def _nearest_people(mention: Mention, scene: Scene, topic: Topic) -> tuple[str | None, str]:
    for label in reversed(scene.block.labels):
        if people := people_in(label):
            return people, "label"
    clause = scene.clause(mention.numeral.start)
    _, right = segment(mention, scene)
    inside = [p for p in scene.peoples if clause.start <= p.start and p.end <= right]
    named = inside or [p for p in scene.peoples if p.end <= mention.start]
    if named:
        nearest = min(named, key=lambda p: (abs(p.start - mention.start), p.start))
        others = {p.what for p in named}
        if len(others) == 1 or topic.people not in others:
            return nearest.what, "clause" if inside else "whole sentence"
        earlier = [p for p in named if p.end <= mention.start]
        chosen = earlier[-1] if earlier else nearest
        return chosen.what, "clause" if inside else "whole sentence"
    if _is_of_many(scene, topic):
        return None, INHERITED
    return topic.people, TOPIC


def _is_of_many(scene: Scene, topic: Topic) -> bool:
    """True where the sentences before name so many peoples that "people" means no single one."""
    first, last = (
        bisect_left(topic.peoples, at, key=lambda people: people.start)
        for at in (scene.block.start, scene.sentence.start)
    )
    named = {people.what for people in topic.peoples[first:last]}
    return len(named) >= 3


def stands_before(between: str) -> bool:
    """True for what stands just before a number: "in the Kazakh SSR 28,598", "1947: 221,406"."""
    return bool(_JUST_BEFORE.fullmatch(between))


def segment(mention: Mention, scene: Scene) -> tuple[int, int]:
    """The stretch around a number up to the numbers beside it, inside its clause."""
    clause = scene.clause(mention.numeral.start)
    others = [
        other
        for other in scene.numbers_beside(mention)
        if not _SAID_AGAIN.fullmatch(scene.text(mention.end, other.start))
        and not (other.unit == "percent" and _is_apposed(mention, other, scene))
        and not (other.unit == "percent" and _RESTATED.fullmatch(scene.text(mention.end, other.start)))
        and not (other.unit in CARRIERS and _ABOARD.fullmatch(scene.text(mention.end, other.start)))
    ]
    left = max([clause.start, *(q.end for q in others if q.end <= mention.start)])
    right = min([clause.end, *(q.start for q in others if q.start >= mention.end)])
    return left, right


def _is_apposed(mention: Mention, share: Mention, scene: Scene) -> bool:
    """True for the share in "84,215, more than nine tenths, lived in the republic"."""
    behind = scene.text(share.end, scene.sentence.end)
    return re.fullmatch(
        r", (?:[a-z]+ )*", scene.text(mention.end, share.start)
    ) is not None and behind.startswith(",")


def in_brackets(mention: Mention, scene: Scene, before: Sequence[Item]) -> Item | None:
    """The number that a number in brackets stands behind: what is said of the one holds for the other."""
    bracket = scene.bracket(mention.start)
    outside = [item for item in before[-4:] if item.scene is scene and not scene.bracket(item.start)]
    return outside[-1] if bracket and outside and outside[-1].end <= bracket.start else None


def period_of(
    mention: Mention, scene: Scene, before: Sequence[Item], topic: Topic, measure: str | None
) -> tuple[Period, str] | None:
    """The time of a number, and the rule."""
    for label in reversed(scene.block.labels):
        if period := _period_in(label):
            return period, "label"
    left, right = segment(mention, scene)
    beside = [
        d
        for d in scene.dates
        if scene.beside(d.start, mention.start)
        and not (d.as_written.lower().startswith("since") and had_been(d, scene, scene.moment))
    ]
    if (now := _now(mention, scene, left, right)) and (scene.written or now != "now"):
        return (scene.written, "time of the writer") if scene.written else None
    after = [d for d in beside if mention.end <= d.start < right]
    earlier = [d for d in beside if left <= d.start and d.end <= mention.start]
    before_it = [d for d in scene.dates if d.end <= mention.start]
    since = scene.time_of(before_it[-1]) if before_it else scene.moment
    after = [d for d in after if not (since and _is_aside_of(d, mention, scene, since))]
    if told := _years_from(mention, scene, earlier):
        return told, "date before"
    for date in earlier:
        if stands_before(scene.text(date.end, mention.start)):
            return scene.time_of(date), "date before"
    if (
        earlier
        and _COUNTED.fullmatch(scene.text(earlier[-1].end, mention.start))
        and not _taken(earlier[-1], before)
    ):
        return scene.time_of(earlier[-1]), "date before"
    if (
        after
        and earlier
        and _is_parted(earlier[-1], mention, after[0], scene)
        and not _taken(earlier[-1], before)
    ):
        return scene.time_of(earlier[-1]), "date before"
    if after and not _opens_next(after[0], mention, scene):
        return scene.time_of(after[0]), "date after"
    if earlier and not _taken(earlier[-1], before):
        return scene.time_of(earlier[-1]), "date before"
    if around := in_brackets(mention, scene, before):
        return (around.period, around.rules["period"]) if around.period else None
    if parallel := _parallel(mention, scene, before):
        return parallel, PARALLEL
    clause = scene.clause(mention.numeral.start)
    in_clause = [
        d
        for d in beside
        if clause.start <= d.start < clause.end
        and not _taken(d, before)
        and (d.end <= mention.start or not (is_aside(d, scene) or _is_of_number(d, mention, scene)))
    ]
    fitting = [d for d in in_clause if d.end <= mention.start] or in_clause
    if fitting and not _is_change(mention, scene):
        return scene.time_of(fitting[-1] if fitting[-1].end <= mention.start else fitting[0]), "clause"
    if whole := _before_colon(clause, scene, before):
        return whole, "number beside"
    opening = [
        d for d in scene.dates if d.end <= mention.start and not (_taken(d, before) or is_citation(d, scene))
    ]
    if opening and not _is_change(mention, scene):
        return scene.time_of(opening[-1]), "sentence"
    following = [
        d
        for d in scene.dates
        if not (is_aside(d, scene) or _is_of_number(d, mention, scene) or had_been(d, scene, scene.moment))
        and not (d.start > mention.end and _is_of_next(d, mention, scene))
    ]
    if following and not _is_change(mention, scene):
        return scene.time_of(following[0]), "whole sentence"
    if measure in ONCE and topic.period:
        return topic.period, TOPIC
    for heading in reversed(scene.block.section):
        if period := _period_in(heading):
            return period, "heading"
    last = scene.moment or topic.first_date
    return (last, INHERITED) if last else None


def _is_aside_of(date: Mention, mention: Mention, scene: Scene, since: Period) -> bool:
    """True for a date of what was done before: "412 families, all of them brought there in March 1944"."""
    between = scene.text(mention.end, date.numeral.start)
    return "," in between and had_been(date, scene, since) and TAKEN_THEN.search(between) is not None


def _now(mention: Mention, scene: Scene, left: int, right: int) -> str:
    """The word for the time of the writer, such as today, in the stretch of a number; "" where none is."""
    dates = [date.start for date in scene.dates if date.start >= mention.end]
    first = max([left, *(d.end for d in scene.dates if d.end <= mention.start)])
    word = _TODAY.search(scene.text(first, min([right, *dates])))
    return word[0].lower() if word else ""


def _before_colon(clause: Clause, scene: Scene, before: Sequence[Item]) -> Period | None:
    """The time of the whole whose parts follow: "69,400 moved on in 1950: 31,700 to Tara"."""
    opener = next((c for c in reversed(scene.clauses) if c.start <= clause.start and c.opener == ":"), None)
    told = [item for item in before[-12:] if opener and item.scene is scene and item.end < opener.start]
    return told[-1].period if told and told[-1].rules.get("period") == "date after" else None


def _years_from(mention: Mention, scene: Scene, earlier: Sequence[Mention]) -> Period | None:
    """The time of "in 2011 there were 18,658, against 39,106 ten years earlier"."""
    years = next((q for q in scene.quantities if 0 <= q.start - mention.end <= 1 and q.unit == "year"), None)
    way = years and _WAY.match(scene.document.text, years.end, scene.sentence.end)
    dates = [date for date in scene.dates if date.end <= mention.start]
    since = scene.time_of((earlier or dates)[-1]) if earlier or dates else scene.moment
    return years_from(since, years, later=way["on"] is not None) if years and way else None


def _period_in(label: str) -> Period | None:
    from zul.read.grammar import dates_in  # noqa: PLC0415

    found = dates_in(label)
    return found[0] if found else None


def _opens_next(date: Mention, mention: Mention, scene: Scene) -> bool:
    """True when a comma or "and" parts the date from this number, and another number follows it closely."""
    between = scene.text(mention.end, date.start)
    following = [q for q in scene.quantities if q.start >= date.end]
    return bool(following) and bool(re.search(r",|\band\b|;", between)) and following[0].start - date.end < 25


def _is_parted(earlier: Mention, mention: Mention, after: Mention, scene: Scene) -> bool:
    """True for "founded in 1924 on 27,400 hectares, was dissolved in 1941": a comma parts the second."""
    between = scene.text(mention.end, after.start)
    is_told = "," not in scene.text(earlier.end, mention.start) and re.search(r", [a-z]+ [a-z]+ed\b", between)
    return bool(is_told or _AND_IN.search(between))


def _is_of_number(date: Mention, mention: Mention, scene: Scene) -> bool:
    """True for a date that stands just behind another number: "2,480 in the first year, 1,915 in 1994"."""
    return any(
        mention.end < other.end <= date.start
        and _JUST_BEHIND.fullmatch(scene.text(other.end, date.start))
        and not _ACTS_ON.fullmatch(scene.text(mention.end, other.start))
        for other in scene.quantities
    )


def _is_of_next(date: Mention, mention: Mention, scene: Scene) -> bool:
    """True for a date behind a semicolon with a number of its own: "231 died; by 1960 1,500 were back"."""
    own = next((q for q in scene.quantities if q.start >= date.end), None)
    return ";" in scene.text(mention.end, date.start) and bool(own and own.start - date.end < 3)


def _taken(date: Mention, before: Sequence[Item]) -> bool:
    """True when a number before the date has it for its own."""
    return any(
        item.rules.get("period") == "date after" and item.period == date.reading and item.end <= date.start
        for item in before[-3:]
    )


def _is_change(mention: Mention, scene: Scene) -> bool:
    """True for the second number of "from 10.7 % in 1926 to 55.9 %"."""
    left = scene.text(scene.sentence.start, mention.start)
    return bool(_TO.search(left)) and any(
        _FROM_TO.search(scene.text(scene.sentence.start, q.start))
        for q in scene.quantities
        if q.end < mention.start
    )


def _parallel(mention: Mention, scene: Scene, before: Sequence[Item]) -> Period | None:
    """The end of a change without a date: that of a change told before, which began at the same time."""
    if not _is_change(mention, scene) or not before or before[-1].scene is not scene:
        return None
    begun = before[-1].period
    for first, second in zip(reversed(before[:-2]), reversed(before[:-1]), strict=False):
        same = first.scene is second.scene and first.scene.block is scene.block
        if same and first.period == begun and second.period and second.period != begun:
            return second.period
    return None
