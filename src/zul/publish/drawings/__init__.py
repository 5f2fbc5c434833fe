"""The drawings of a case, each a pure function from typed data to a chart with its caption and table.

What they are made of: frame, signs, plane (over time), crises (above it), names (of lines), days, columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from zul.publish.drawing import Drawing
from zul.publish.drawings.contradictions import contradictions
from zul.publish.drawings.flow_map import flow_map
from zul.publish.drawings.flows import births, deaths
from zul.publish.drawings.population import population
from zul.publish.drawings.pyramid import pyramid
from zul.publish.drawings.rivals import rivals
from zul.publish.drawings.strips import strips
from zul.publish.drawings.timeline import events
from zul.publish.words import Words
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding

__all__ = ["drawings", "strips"]


def drawings(words: Words, findings: Sequence[Finding], found: Reconstruction | None = None) -> list[Drawing]:
    """All drawings that the case allows, in the order of the page."""
    of_people = [draw(words, found) for draw in (population, births, deaths, pyramid)] if found else []
    of_sources = [rivals(words, found), contradictions(words, findings), events(words)]
    return [drawing for drawing in (flow_map(words), *of_people, *of_sources) if drawing]
