"""The drawings of a case, each a pure function from typed data to a chart with its caption and table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zul.publish.drawing import Drawing
from zul.publish.words import Words
from zul.terms.finding import Finding

if TYPE_CHECKING:
    from zul.terms.estimate import Reconstruction


def drawings(words: Words, findings: Sequence[Finding], found: Reconstruction | None = None) -> list[Drawing]:
    """All drawings that the case allows, in the order of the page."""
    return []
