"""Words such as all, only and exempt, where a text says them of those deported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.cells.addresses import Topic
from zul.read.cells.item import PEOPLE, slug
from zul.read.cells.measures import said_in
from zul.read.cells.scene import Clause, Scene
from zul.terms.document import Part
from zul.terms.measure import MEASURES
from zul.terms.statement import Quantifier, Statement

_SPARED = r"(?:exempt(?:ed)?|spared|allowed to (?:stay|remain)|avoided|escaped|left behind|not deported)"
_ONLY_SPARED = re.compile(
    rf"\bonly (?P<who>[^.;:]{{3,80}}?),?\s{{1,9}}(?:were |was |had been )?{_SPARED}\b", re.IGNORECASE
)
_SOME_SPARED = re.compile(
    rf"(?P<who>[^.;:,]{{3,80}}?)\s{{1,9}}(?:were|was|had been)\s{{1,9}}{_SPARED}\b", re.IGNORECASE
)
_ALL = re.compile(
    r"\b(?:every (?:single )?(?:person|one|man|woman|member|family)|all (?:of )?(?:the )?(?=[^\W\d_a-z])"
    r"|the (?:entire|whole) (?:people|nation|population)|without exception|to the last (?:man|person))\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no one|nobody|none|not a single)\b[^.;:]{0,40}\b(?:exempt(?:ed)?|spared)\b", re.IGNORECASE
)


def statements(scenes: Sequence[Scene], topic: Topic, source: str) -> Iterator[Statement]:
    """Each clause that says who was deported, and who was not, without a number."""
    people = slug(topic.people) if topic.people else PEOPLE
    for scene in scenes:
        if scene.block.part is Part.HEADING:
            continue
        for clause in scene.clauses:
            found = _said(scene, clause, people)
            if found is None:
                continue
            says, group, start, end = found
            yield Statement(
                id=f"{source}-says-{start}",
                source=source,
                locator=scene.block.locator,
                as_written=" ".join(scene.text(start, end).split()),
                says=says,
                measure=MEASURES["deported"],
                group=group,
            )


def _said(scene: Scene, clause: Clause, people: str) -> tuple[Quantifier, str, int, int] | None:
    text = scene.document.text
    for pattern, says in ((_ONLY_SPARED, Quantifier.ONLY_EXEMPT), (_SOME_SPARED, Quantifier.EXEMPT)):
        if match := pattern.search(text, clause.start, clause.end):
            return says, f"{people}-{slug(match.group('who'))}"[:70], match.start(), match.end()
    if match := _NONE.search(text, clause.start, clause.end):
        return Quantifier.ALL, people, match.start(), match.end()
    match = _ALL.search(text, clause.start, clause.end)
    if match and said_in(scene.text(clause.start, clause.end), "person") == "deported":
        named = [p for p in scene.peoples if clause.start <= p.start < clause.end]
        return Quantifier.ALL, slug(named[0].what) if named else people, match.start(), clause.end
    return None
