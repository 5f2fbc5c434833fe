"""What the page tells of a reconstruction: estimates in words, and what moved them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from zul.publish.words import Words
from zul.terms.estimate import Estimate, Influence, Reading, Reconstruction, Spread, Wanted
from zul.terms.plan import Move

HEADLINES = ("excess-attributable", "birth-deficit", "missing-people", "population-closing")
EXCESS = ("excess-attributable", "excess-cohort", "excess-scenario", "excess-register")
DEFICIT = ("birth-deficit", "birth-deficit-fertility", "birth-deficit-women")
MISSING = ("missing-people",)
IDENTITY = ("missing-people", "excess-scenario", "birth-deficit")
_OTHER_COURSE = "excess-attributable-"  # the same, with another course of ordinary mortality
_MOVING = 6  # claims and sources told as moving the main estimate most, and as many as narrowing it
_LIKELY_WRONG = 0.5


class Answer:
    """A reconstruction as the template asks for it."""

    def __init__(self, words: Words, found: Reconstruction) -> None:
        self.words, self.case, self.found = words, words.case, found

    # estimates

    def of(self, ids: Iterable[str]) -> list[Estimate]:
        """The estimates of these ids that were asked."""
        return [self.found.estimates[id] for id in ids if id in self.found.estimates]

    @property
    def headlines(self) -> list[Estimate]:
        return self.of(HEADLINES)

    @property
    def excess(self) -> list[Estimate]:
        return self.of(EXCESS)

    @property
    def other_courses(self) -> list[Estimate]:
        """The first of the excess deaths, had mortality without the crisis taken another course."""
        return self.of(id for id in self.found.estimates if id.startswith(_OTHER_COURSE))

    @property
    def deficit(self) -> list[Estimate]:
        return self.of(DEFICIT)

    @property
    def missing(self) -> list[Estimate]:
        return self.of(MISSING)

    @property
    def others(self) -> list[Estimate]:
        told = {estimate.id for estimate in (*self.excess, *self.other_courses, *self.deficit, *self.missing)}
        return self.of(id for id in self.found.estimates if id not in told)

    @property
    def not_estimable(self) -> list[Estimate]:
        return [estimate for estimate in self.found.estimates.values() if not estimate.is_estimable]

    @property
    def adds_up(self) -> bool:
        """True when the three numbers of the identity were all asked and reached."""
        asked = self.of(IDENTITY)
        return len(asked) == len(IDENTITY) and all(estimate.is_estimable for estimate in asked)

    def between(self, spread: Spread, unit: str = "") -> str:
        """An estimate in words: the interval before the median."""
        return self.words.language.spread(spread, unit)

    # evidence

    @property
    def uncounted(self) -> list[Move]:
        """The moves of the account that no claim read here counts."""
        counted = {self.case.claims[reading.claim].cell.measure.id for reading in self.found.readings}
        moves = self.case.plan.move if self.case.plan else ()
        return [move for move in moves if not counted & {*move.counted_as}]

    def compartment(self, id: str) -> str:
        """The name of a part of the people."""
        assert self.case.plan is not None
        return self.case.plan.part(id).name

    @property
    def main(self) -> Estimate | None:
        """The first headline that the claims reach."""
        return next((estimate for estimate in self.headlines if estimate.is_estimable), None)

    @property
    def moving(self) -> list[Influence]:
        """What moves the main estimate most when it is left out, and what narrows it most."""
        influences = self.main.moved_by if self.main else ()
        by_move = sorted(influences, key=lambda one: -abs(one.moved))
        kept = [*by_move[:_MOVING], *sorted(influences, key=lambda one: -one.narrowed)[:_MOVING]]
        return [influence for influence in by_move if influence in kept]

    def moves(self, influence: Influence) -> str:
        """The change of the median, with its sign."""
        told = self.words.language.digits(near(influence.moved))
        return told if told.startswith("−") or told == "0" else f"+{told}"

    @property
    def wanted(self) -> list[Wanted]:
        return [want for want in self.found.wanted if self.main and want.estimate == self.main.id]

    @property
    def likely_wrong(self) -> list[Reading]:
        wrong = [reading for reading in self.found.readings if reading.wrong >= _LIKELY_WRONG]
        return sorted(wrong, key=lambda reading: -reading.wrong)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why claims were left out, with how many; names and other claims in a reason are not told apart."""
        return Counter(self._kind(reason) for reason in self.found.left_out.values()).most_common()

    def _kind(self, reason: str) -> str:
        return re.sub(r"“[^”]*”|[^\s,.:;]+", self._blank, reason)

    def _blank(self, word: re.Match[str]) -> str:
        if word[0].startswith("“"):
            return "“…”"
        return "…" if word[0] in self.case.claims else word[0]

    def expected(self, reading: Reading) -> str:
        """What the account has for the cell of a claim; in percent where the claim is."""
        if self.case.claims[reading.claim].is_percent:
            return self.between(reading.expected.times(100), "percent")
        return self.between(reading.expected)


def near(value: float) -> str:
    """The number to three digits, and no part of a person.

    >>> near(16594), near(-0.3), near(-98.71)
    ('16,600', '0', '−99')
    """
    return f"{round(float(f'{value:.3g}')):,}".replace("-", "−")
