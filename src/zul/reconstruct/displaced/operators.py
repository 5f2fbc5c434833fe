"""From the cell of a claim to what the process produces for it: a sum of tallies, or why there is none."""

from __future__ import annotations

from attrs import frozen

from zul.reconstruct.displaced.timeline import Timeline
from zul.reconstruct.process.annual import AGES_OF_DEATH
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.plan import Move, Plan, Register

BIRTHS, YOUNG, OTHERS, COUNT = range(4)  # the rates of a register
_OLDER = len(AGES_OF_DEATH) - 1


@frozen(kw_only=True)
class Term:
    """One tally with its weight; `registered` is the rate of a register that misses a part of it, or -1."""

    tally: int
    weight: float
    registered: int = -1


@frozen(kw_only=True)
class Operator:
    """A sum of tallies."""

    terms: tuple[Term, ...]


@frozen(kw_only=True)
class Reader:
    """What the process produces, by number of tally: births, deaths by age, totals, moves."""

    plan: Plan
    timeline: Timeline

    def read(self, cell: Cell, *, at: Period | None = None) -> Operator | str:
        """The sum for a cell, or why there is none. `at` is the period of the flow whose base the cell is."""
        plan = self.plan
        if cell.place not in (None, plan.place):
            return f"the account has no part for the place “{cell.place}”"
        register = next((one for one in plan.register if one.group == cell.group), None)
        inside = self._compartments(cell.group, register)
        if inside is None:
            return f"the account has no part for the group “{cell.group}”"
        period = cell.period or at
        if period is None or period.unknown or period.open:
            return "the period has no known beginning or end"
        measure = cell.measure.id
        parts = {plan.compartment[number].id for number in inside}
        moves = [
            number
            for number, move in enumerate(self._moves)
            if measure in move.counted_as and not parts.isdisjoint((move.origin, move.goal))
        ]
        if moves:
            return self._moved(moves, period, register)
        # of a whole people only a part serves or is registered
        if measure == "population" or (measure in ("registered", "serving") and cell.group != plan.people):
            return self._stock(inside, period, register, flow=at)
        if measure in ("births", "deaths"):
            return self._flow(measure, inside, period, register)
        return f"the account does not tell “{cell.measure.name}” apart"

    @property
    def _moves(self) -> list[Move]:
        return self.timeline.in_order(self.plan.move)

    def _compartments(self, group: str, register: Register | None) -> list[int] | None:
        parts = list(enumerate(self.plan.compartment))
        if group == self.plan.people:
            return [number for number, part in parts if not part.abroad]
        if register is not None:
            return [number for number, part in parts if part.id == register.compartment]
        return [number for number, part in parts if group in part.groups] or None

    def _registered(self, register: Register | None, kind: int) -> int:
        return -1 if register is None else 4 * self.plan.register.index(register) + kind

    def _stock(
        self, inside: list[int], period: Period, register: Register | None, flow: Period | None
    ) -> Operator | str:
        if flow is not None and period == flow:  # the base of a rate is the population at its beginning
            steps = self.timeline.within(flow)
            weights = {min(steps): 1.0} if steps else None
        else:
            weights = self.timeline.at(period)
        if weights is None:
            return "the period lies outside the account"
        first = self.births + self.deaths
        terms = [
            Term(
                tally=first + c * (self.timeline.steps + 1) + boundary,
                weight=weight,
                registered=self._registered(register, COUNT),
            )
            for c in inside
            for boundary, weight in weights.items()
        ]
        return Operator(terms=tuple(terms))

    def _flow(
        self, measure: str, inside: list[int], period: Period, register: Register | None
    ) -> Operator | str:
        shares = self.timeline.within(period)
        if not shares:
            return "the period lies outside the account"
        steps = self.timeline.steps
        if measure == "births":
            terms = [
                Term(tally=c * steps + step, weight=share, registered=self._registered(register, BIRTHS))
                for c in inside
                for step, share in shares.items()
            ]
        else:
            kinds = (YOUNG, *(OTHERS for _ in range(_OLDER - 1)))
            terms = [
                Term(
                    tally=self.births + (c * steps + step) * _OLDER + age,
                    weight=share,
                    registered=self._registered(register, kind),
                )
                for c in inside
                for step, share in shares.items()
                for age, kind in enumerate(kinds)
            ]
        return Operator(terms=tuple(terms))

    def _moved(self, moves: list[int], period: Period, register: Register | None) -> Operator | str:
        first = self.births + self.deaths + self.totals
        during = {number: self._moves[number].during for number in moves}
        inside = [number for number in moves if during[number].within(period)]
        partly = [n for n in moves if n not in inside and not during[n].disjoint(period)]
        if partly:
            return "the period holds only a part of the move"
        if not inside:
            return "no move of the account lies in the period"
        return Operator(
            terms=tuple(
                Term(tally=first + number, weight=1.0, registered=self._registered(register, COUNT))
                for number in inside
            )
        )

    @property
    def births(self) -> int:
        return len(self.plan.compartment) * self.timeline.steps

    @property
    def deaths(self) -> int:
        return self.births * _OLDER

    @property
    def totals(self) -> int:
        return len(self.plan.compartment) * (self.timeline.steps + 1)
