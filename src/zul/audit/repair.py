"""Error localisation: the cheapest set of origins to give up, so that the rest is consistent.

Implicit hitting sets: a repair must give up something from every contradicting set; the cheapest
set that meets all the ones found so far is tried, and what still contradicts is one more set
(Fellegi & Holt 1976 for the aim, Moreno-Centeno & Karp 2013 for the method).
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from math import fsum

from attrs import define, frozen

from zul.audit.cores import components, connected, origins, rivals, smallest_contradiction
from zul.audit.hitting import HittingSet, Members, cheapest_hitting_set
from zul.audit.system import System
from zul.terms.finding import Certificate
from zul.terms.identity import Row

NEAR = 1e-6  # prices closer than this are equal
MOST_RIVALS = 5_000  # pairs known from the start, for each component: of a hundred figures for one quantity
MOST_ALIKE = 64  # cheapest repairs counted for each group of cores


@frozen(kw_only=True)
class Repair:
    """What to give up, its price, the price that no repair undercuts, and the cores that prove it.

    Without `is_possible` the definitions contradict each other: nothing that has a price helps.
    """

    given_up: Members
    price: float
    at_least: float
    cores: tuple[Certificate, ...]
    is_possible: bool = True

    @property
    def is_cheapest(self) -> bool:
        return self.is_possible and self.price <= self.at_least * (1 + NEAR) + NEAR


@frozen(kw_only=True)
class Localisation:
    """All cheapest repairs: one choice from each of the groups, whose cores share no member."""

    groups: tuple[tuple[Members, ...], ...]

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """The share of the cheapest repairs in which each origin is given up."""
        return {
            member: Fraction(sum(member in members for members in alike), len(alike))
            for alike in self.groups
            for member in sorted(frozenset[str]().union(*alike))
        }

    def repair_with(self, origin: str) -> Members:
        """A cheapest repair that gives up this origin."""
        chosen = (next((m for m in alike if origin in m), alike[0]) for alike in self.groups)
        return frozenset[str]().union(*chosen)


def cheapest_repair(
    rows: Sequence[Row],
    prices: Mapping[str, float],
    known: Sequence[Certificate] = (),
    *,
    lists: Mapping[str, str] | None = None,
    seconds: float = float("inf"),
) -> Repair:
    """The cheapest repair; after `seconds`, or when interrupted, the best so far with its proved bound.

    `lists` names for an origin the list that it can be given up with, whose price counts once for all of it.
    """
    clock = Clock.of(seconds)
    parts = [search.run() for search in _searches(rows, prices, known, lists or {}, clock)]
    return Repair(
        given_up=frozenset[str]().union(*(part.given_up for part in parts)),
        price=sum(part.price for part in parts),
        at_least=sum(part.at_least for part in parts),
        cores=tuple(core for part in parts for core in part.cores),
        is_possible=all(part.is_possible for part in parts),
    )


def localise(
    rows: Sequence[Row],
    prices: Mapping[str, float],
    repair: Repair,
    *,
    lists: Mapping[str, str] | None = None,
    seconds: float = float("inf"),
) -> Localisation:
    """All cheapest repairs, beginning from one; of each group at most `MOST_ALIKE`.

    After `seconds` those found so far.
    """
    found: list[tuple[Members, ...]] = []
    clock = Clock.of(seconds)
    for search in _searches(rows, prices, repair.cores, lists or {}, clock):
        while (alike := search.alternatives()) is None and not clock.is_over():
            pass  # a new core has joined two groups
        found += alike or []
    return Localisation(groups=tuple(found))


@define
class Clock:
    """When to stop; an interruption moves it to now for every part."""

    deadline: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """A clock that is over so many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds until it is over, at least a tenth: what was begun shall end well."""
        return max(0.1, self.deadline - time.monotonic())

    def is_over(self) -> bool:
        return time.monotonic() > self.deadline


def _searches(
    rows: Sequence[Row],
    prices: Mapping[str, float],
    known: Sequence[Certificate],
    lists: Mapping[str, str],
    clock: Clock,
) -> Iterable[_Search]:
    """One search for each component of the rows, with the known cores inside it."""
    parts = components(rows, tied=prices, lists=lists)
    part_of = {cell: i for i, part in enumerate(parts) for row in part for cell in row.coefficients}
    cores: dict[int, list[Certificate]] = defaultdict(list)
    for core in known:
        cores[part_of[next(iter(core.lines[0][1].coefficients))]].append(core)
    for i, part in enumerate(parts):
        yield _Search(System(part, lists), prices, cores[i], clock)


class _Search:
    """One search: the solver with what is given up, and the cores found."""

    def __init__(
        self, system: System, prices: Mapping[str, float], known: Sequence[Certificate], clock: Clock
    ) -> None:
        self.system = system
        self.prices = prices
        self.cores: list[Certificate] = []
        self.given_up: Members = frozenset()
        self.clock = clock
        self.at_least = 0.0
        self._members: list[Members] = []  # of each core
        self._solved: dict[frozenset[Members], HittingSet] = {}
        for core in known:
            self._add(core)

    def run(self) -> Repair:
        roughly = True
        try:
            self._begin()
            while not self.clock.is_over():
                hitting = self._cheapest(roughly=roughly)
                self.at_least = max(self.at_least, hitting.at_least)
                self.give_up(hitting.members)
                found = self._collect()
                if found is None:
                    return self._impossible()
                if not found and not roughly:
                    return self._result(hitting.members)
                roughly = found
        except KeyboardInterrupt:
            self.clock.deadline = 0.0
            self.system = System(self.system.rows, self.system.list_of)  # the old one may be half changed
            self.system.give_up(self.given_up)
        if self._collect() is None:
            return self._impossible()
        return self._result(self._reduced())

    def give_up(self, members: Members) -> None:
        """Leave out the rows of these origins and no others."""
        self.system.take_back(self.given_up - members)
        self.system.give_up(members - self.given_up)
        self.given_up = members

    def alternatives(self) -> list[tuple[Members, ...]] | None:
        """The cheapest repairs of each group of cores; None when trying one showed that groups are one."""
        together = groups(self._members)
        chosen = [self._cheapest_of(cores, []) for cores in together]
        found = []
        for i, cores in enumerate(together):
            others = frozenset[str]().union(*chosen[:i], *chosen[i + 1 :])
            own = frozenset[str]().union(*cores)
            alike: list[Members] = []
            while len(alike) < MOST_ALIKE and not self.clock.is_over():
                members = self._cheapest_of(cores, alike)
                if not members or (alike and self._price(members) > self._price(alike[0]) + NEAR):
                    break
                self.give_up(others | members)
                core = smallest_contradiction(self.system)
                if core is None:
                    alike.append(members)
                    continue
                cores.append(self._add(core))
                if not cores[-1] <= own:
                    return None
            found.append(tuple(alike))
        return found

    def _begin(self) -> None:
        """Know the rivals from the start: one by one they would take a search for each two of them."""
        known = set(self._members)
        for core in islice(rivals(self.system), MOST_RIVALS):
            if members_of(core, self.prices, self.system.list_of) not in known:
                self._add(core)

    def _add(self, core: Certificate) -> Members:
        members = members_of(core, self.prices, self.system.list_of)
        self.cores.append(core)
        self._members.append(members)
        return members

    def _collect(self) -> bool | None:
        """Find cores until none is left; False when there were none, None when one has no member.

        Each core takes from what is left of its members' prices as much as the cheapest has left, and
        those with nothing left are given up (the local ratio of Bar-Yehuda & Even 1985).
        """
        left = dict(self.prices)
        found = False
        while (core := smallest_contradiction(self.system)) is not None:
            members = self._add(core)
            if not members:
                return None
            found = True
            least = min(left[member] for member in members)
            for member in members:
                left[member] -= least
            self.give_up(self.given_up | {member for member in members if left[member] <= 0})
        return found

    def _cheapest(self, *, roughly: bool) -> HittingSet:
        """The cheapest hitting set of all cores: groups that share no member are met independently."""
        members: Members = frozenset()
        price = at_least = 0.0
        for cores in groups(self._members):
            key = frozenset(cores)
            known = self._solved.get(key)
            if known is None or (not roughly and known.price > known.at_least + NEAR):
                solution = cheapest_hitting_set(cores, self.prices, roughly=roughly, seconds=self.clock.left)
                everything = frozenset[str]().union(*cores)
                self._solved[key] = solution or HittingSet(everything, self._price(everything), 0.0)
            members |= self._solved[key].members
            price += self._solved[key].price
            at_least += self._solved[key].at_least
        return HittingSet(members, price, at_least)

    def _cheapest_of(self, cores: Sequence[Members], other_than: Sequence[Members]) -> Members:
        """The cheapest set that meets these cores and is none of `other_than`; empty when there is none."""
        if len(cores) == 1:
            singles = (frozenset([m]) for m in sorted(cores[0], key=lambda m: (self.prices[m], m)))
            return next((single for single in singles if single not in other_than), frozenset())
        solution = cheapest_hitting_set(cores, self.prices, other_than=other_than, seconds=self.clock.left)
        return solution.members if solution else frozenset()

    def _reduced(self) -> Members:
        """What is given up now, less what the rest can hold beside it, tried from the dearest on."""
        for member in sorted(self.given_up, key=lambda member: (-self.prices[member], member)):
            self.system.take_back([member])
            if self.system.contradiction() is None:
                self.given_up -= {member}
            else:
                self.system.give_up([member])
        return self.given_up

    def _impossible(self) -> Repair:
        cores = tuple(self.cores)
        return Repair(given_up=frozenset(), price=0.0, at_least=0.0, cores=cores, is_possible=False)

    def _price(self, members: Members) -> float:
        return fsum(self.prices[member] for member in members)

    def _result(self, given_up: Members) -> Repair:
        price = self._price(given_up)
        return Repair(given_up=given_up, price=price, at_least=self.at_least, cores=tuple(self.cores))


def members_of(core: Certificate, prices: Mapping[str, float], lists: Mapping[str, str]) -> Members:
    """What can be given up to be rid of a core: origins that have a price, and the lists they stand in."""
    own = [origin for origin in origins(core) if origin in prices]
    return frozenset([*own, *(lists[origin] for origin in own if lists.get(origin) in prices)])


def groups(sets: Iterable[Members]) -> list[list[Members]]:
    """Sets that share a member, directly or through others, together; empty ones are left out."""
    return connected([members for members in sets if members], iter)
