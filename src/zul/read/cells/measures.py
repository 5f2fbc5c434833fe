"""What a number counts: the word that says so, in its own words, its clause, its list or its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read import lexicon
from zul.read.cells.item import INHERITED, Item
from zul.read.cells.scene import Clause, Scene
from zul.read.grammar.memory import PARAGRAPH_BEFORE, SENTENCE_BEFORE
from zul.read.lexicon import Concept, Found
from zul.terms.mention import Mention

_OF_THE = re.compile(
    r"\b(?:of|out of)(?: all)?(?: the| (?P<these>these|those)| its| their)?\s*$", re.IGNORECASE
)
_IS_SUBJECT = re.compile(  # "of these 2,916, that is 45 percent, were Poles" counts those who were
    r"(?:,? (?:or|that is|i\.e\.),? [^,;.()]{1,40},| \([^()]{1,40}\))? (?:were|was|are|had|have|died)\b"
)
_NEXT_PART = re.compile(r",|\band\b|\bor\b", re.IGNORECASE)
_GOVERNS = re.compile(
    r"\s+(?:of|by|:)\s*(?:about |some |nearly |over |more than )?", re.IGNORECASE
)  # the next number
_NEAR_ENOUGH = 60  # code points between a number and the verb after it
_STRONG = {"deaths", "births", "deaths_in_transit", "decrease", "died_or_disappeared"}
_OF_SERVICE = {
    "employed",
    "population",
    "resettled",
    "registered",
    "arrived",
    "deported",
}  # said of agents and troops
_OWN_WORDS = "own words"
_FALLS_TO = re.compile(r"\s+(?:to|from|by)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\bto\s*(?:about |some |only |just |nearly )?$", re.IGNORECASE)
Meaning = tuple[str, str]  # measure and rule


def measure_of(mention: Mention, scene: Scene, before: Sequence[Item]) -> Meaning | None:
    """The measure of a quantity and the rule that found it; None where nothing says."""
    clause = scene.clause(mention.numeral.start)
    own = _in_own_words(mention, scene, clause)
    is_near = mention.noun is not None or mention.rules.get("unit") not in (SENTENCE_BEFORE, PARAGRAPH_BEFORE)
    if own and own[0] in _STRONG and is_near:
        return own
    around = _around(mention, scene, clause)
    if own and own[0] == "forces" and around and around[0] in _OF_SERVICE:
        return own
    if own and (around is None or (is_near and is_base(mention, scene))):
        return own
    return (
        around
        or _of_list(mention, scene, before)
        or _in_labels(mention, scene)
        or _elsewhere(mention, scene)
        or _of_unit(mention, scene, before)
    )


def meaning(
    trigger: Found[tuple[Concept, ...]], unit: str | None, scene: Scene, clause: Clause
) -> str | None:
    """The measure that a word means for numbers of a unit, given the words of its clause."""
    wanted = {"person", "family"} if unit == "percent" else {unit}
    for concept in sorted(trigger.what, key=lambda concept: concept.rank):
        if concept.unit not in wanted:
            continue
        if concept.near is None or concept.near.search(scene.document.text, clause.start, clause.end):
            return concept.measure
        on_journey = concept.measure == "deaths_in_transit"  # the journey is often told beside the deaths
        if on_journey and concept.near.search(scene.document.text, scene.sentence.start, scene.sentence.end):
            return concept.measure
    return None


def _in_own_words(mention: Mention, scene: Scene, clause: Clause) -> Meaning | None:
    noun = mention.noun or mention.inherited
    if mention.noun is None and mention.unit in (None, "percent"):
        return None
    if noun is None:
        return None
    text = noun.surface
    found = [
        measure
        for trigger in lexicon.concepts().find(text, 0, len(text))
        if (measure := meaning(trigger, mention.unit, scene, clause))
    ]
    strong = [measure for measure in found if measure in _STRONG]
    if mention.noun is None and not strong:
        return None
    return ((strong or found)[-1], _OWN_WORDS) if found else None


def is_base(mention: Mention, scene: Scene) -> bool:
    """True for "of the 93,139 deported": the verb that follows speaks of others."""
    opens = _OF_THE.search(scene.text(scene.sentence.start, mention.start))
    return bool(opens and not (opens["these"] and _IS_SUBJECT.match(scene.document.text, mention.end)))


def _around(mention: Mention, scene: Scene, clause: Clause) -> Meaning | None:
    """The nearest fitting verb or noun between the numbers on both sides."""
    others = [q for q in scene.numbers_beside(mention) if not _is_aside(q, mention)]
    left = max([clause.start, *(_end(q, scene) for q in others if q.end <= mention.start)])
    right = min([clause.end, *(q.start for q in others if q.start >= mention.end)])
    following = _end(mention, scene)
    after = _first(_meanings(scene, mention, clause, following, right))
    before = _first(reversed(list(_meanings(scene, mention, clause, left, mention.numeral.start))))
    if after and before:
        between = scene.text(mention.end, after[1])
        return (
            (after[0], "verb after")
            if len(between) <= _NEAR_ENOUGH and not _NEXT_PART.search(between)
            else (before[0], "verb before")
        )
    if after:
        return after[0], "verb after"
    if before:
        return before[0], "verb before"
    if scene.bracket(mention.start):  # the clause around the brackets
        outer = scene.clause(clause.start - 1)
        found = list(_meanings(scene, mention, outer, outer.start, outer.end))
        if found:
            return found[-1][0], "clause around"
    return None


def _is_aside(share: Mention, mention: Mention) -> bool:
    """True for the share in "1,890 of them, 4 percent of those deported, died"."""
    return share.unit == "percent" and mention.unit != "percent" and share.start > mention.end


def _end(mention: Mention, scene: Scene) -> int:
    """Where a number ends; of a share also the words that name its whole."""
    if mention.unit != "percent":
        return mention.end
    words, start = scene.words_of_whole(mention)
    return max(mention.end, start + len(words))


def _first(found: Iterator[tuple[str, int]]) -> tuple[str, int] | None:
    return next(found, None)


def _governs_next(at: int, scene: Scene) -> bool:
    """True for the word of "a decline of 31 percent": it speaks of the number that follows it."""
    following = next((q.start for q in scene.quantities if q.start >= at), None)
    return following is not None and bool(_GOVERNS.fullmatch(scene.text(at, following)))


def _meanings(
    scene: Scene, mention: Mention, clause: Clause, start: int, end: int
) -> Iterator[tuple[str, int]]:
    asides = [(q.start, _end(q, scene)) for q in scene.quantities if _is_aside(q, mention)]
    for trigger in scene.triggers:
        if any(one <= trigger.start < other for one, other in asides):
            continue
        if (
            start <= trigger.start
            and trigger.end <= end
            and scene.beside(trigger.start, clause.start)
            and not (trigger.start >= mention.end and _governs_next(trigger.end, scene))
            and (measure := meaning(trigger, mention.unit, scene, clause))
            and not (measure == "decrease" and _is_level(trigger, mention, scene))
        ):
            yield measure, trigger.start


def _is_level(trigger: Found[tuple[Concept, ...]], mention: Mention, scene: Scene) -> bool:
    """True for the numbers of "111,200 strong, shrank to 67,550": neither is a fall."""
    if trigger.start >= mention.end:
        return bool(_FALLS_TO.match(scene.text(trigger.end, scene.sentence.end)))
    return bool(_UP_TO.search(scene.text(trigger.end, mention.start)))


def _of_list(mention: Mention, scene: Scene, before: Sequence[Item]) -> Meaning | None:
    """The measure of the number before in the same sentence, where the unit is the same."""
    for item in reversed(before):
        if item.scene is not scene:
            break
        if item.mention.unit == mention.unit and item.measure:
            return item.measure, "number before"
    return None


def _in_labels(mention: Mention, scene: Scene) -> Meaning | None:
    for label in reversed(scene.block.labels):
        if measure := said_in(label, mention.unit):
            return measure, "label"
    return None


def said_in(words: str, unit: str | None) -> str | None:
    """The measure that a label or a heading says."""
    wanted = {"person", "family"} if unit == "percent" else {unit}
    for trigger in lexicon.concepts().find(words, 0, len(words)):
        for concept in trigger.what:
            if concept.unit in wanted and (concept.near is None or concept.near.search(words)):
                return concept.measure
    return None


def _elsewhere(mention: Mention, scene: Scene) -> Meaning | None:
    for trigger in scene.triggers:
        if measure := meaning(trigger, mention.unit, scene, scene.clause(trigger.start)):
            return measure, "whole sentence"
    return None


def _of_unit(mention: Mention, scene: Scene, before: Sequence[Item]) -> Meaning | None:
    """The measure of the number before, in the same block; then what the heading says."""
    for item in reversed(before[-6:]):
        if item.scene.block is scene.block and item.mention.unit == mention.unit and item.measure:
            return item.measure, INHERITED
    for heading in reversed(scene.block.section):
        if measure := said_in(heading, mention.unit):
            return measure, "heading"
    alone = {"family": "families_deported", "person": "population"}
    measure = alone.get(mention.unit or "")
    return (measure, "unit alone") if measure else None
