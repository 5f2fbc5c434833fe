"""A number without a noun of its own, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from attrs import define

from zul.read.grammar.antecedents import BACK, verb_beside
from zul.read.grammar.captions import Legend
from zul.read.grammar.memory import Memory, last_counted
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch

_FROM = re.compile(
    r"\b(?:another|an? (?:further|additional)|the other|other|the remaining"
    r"|(?:of|among) (?:whom|which|them|these))(?: \w+){0,2} ?$"
)


@define(kw_only=True, slots=False)
class At:
    """A number, what was counted before it, and where the number before it ends (`free`)."""

    numeral: Numeral
    stretch: Stretch
    free: int
    sentence: Sequence[Memory]
    block: Sequence[Memory]
    legend: Legend | None

    @property
    def start(self) -> int:
        return self.numeral.start

    @cached_property
    def left(self) -> str:
        """The words before the number, as far as the number before it but for those before a colon."""
        left = self.stretch.low[max(self.free, self.start - 120) : self.start]
        return self.before(120) if left.endswith(": ") else left

    @cached_property
    def verb(self) -> str | None:
        """What the verb beside the number implies: "person", "either" (a family, too) or nothing."""
        return verb_beside(self.stretch.low, self.numeral.end, self.stretch.end, self.left)

    @cached_property
    def last(self) -> tuple[Memory, str] | None:
        """What was counted last that the number can go on with, and the rule."""
        return last_counted(self.numeral, self.stretch, self.sentence, self.block, self.verb)

    @cached_property
    def points_back(self) -> bool:
        """True for "300 of them", "300 more", "of whom 300"."""
        return self.follows(BACK) or _FROM.search(self.left) is not None

    def before(self, length: int) -> str:
        """At most so many signs before the number."""
        return self.stretch.before(self.start, length)

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern stands just behind the number."""
        return pattern.match(self.stretch.low, self.numeral.end, self.stretch.end) is not None
