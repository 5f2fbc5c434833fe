"""Whose party a place of the text tells of, where a paragraph tells of several one after another."""

from __future__ import annotations

import re

from zul.read.cells.scene import Scene

ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last".split())
_OFFICER = r"(?:Captain|Capt\.|Lieutenant|Lt\.|Major|Colonel|Col\.|Sergeant|Agent|Conductor)"
_PARTY = re.compile(
    rf"\b{_OFFICER} (?P<who>[^\W\d_a-z][^\W\d]+)[’']s\b(?! [^\W\d]+ (?:is|are)\b)"
    rf"|\b[Tt]he (?P<which>{'|'.join(sorted(ORDINALS))})"
    r" (?:detachment|party|company|column|caravan|contingent|train|transport|convoy|echelon)\b"
)
_ALL = re.compile(r"\b(?:in all|altogether|all told|in total|together|the whole)\b", re.IGNORECASE)
_FAR = 1_500  # code points on either side


def party_at(scene: Scene, at: int) -> str | None:
    """The captain or the number of the last party named before, where the paragraph names others as well."""
    text, block = scene.document.text, scene.block
    inside = _PARTY.findall(text, scene.sentence.start, scene.sentence.end)
    if len(inside) != 1 and _ALL.search(text, scene.sentence.start, scene.sentence.end):
        return None  # of several of them
    named = list(_PARTY.finditer(text, max(block.start, at - _FAR), min(block.end, at + _FAR)))
    before = [match for match in named if match.start() < max(at, scene.sentence.start + 1)]
    if not before or len({_name(match) for match in named}) < 2:
        return None
    return _name(before[-1])


def _name(match: re.Match[str]) -> str:
    return (match["who"] or match["which"]).lower()
