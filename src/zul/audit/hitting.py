"""The cheapest set that meets every core: what has to give way for each of them to be gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import fsum  # of a set in any order the same

from attrs import frozen

from zul.audit.solver import cheapest_cover

FAR_APART = 1e6  # prices with a greater ratio are not trusted to one search in floating point
ALL = 0.5  # of a member: a cover in parts that takes more is rounded to the whole member

Members = frozenset[str]


@frozen
class HittingSet:
    """Members that meet every core, their price, and what no such set can undercut."""

    members: Members
    price: float
    at_least: float


def cheapest_hitting_set(
    cores: Iterable[Collection[str]],
    prices: Mapping[str, float],
    *,
    other_than: Sequence[Collection[str]] = (),
    roughly: bool = False,
    seconds: float = float("inf"),
) -> HittingSet | None:
    """The cheapest set that has a member in every core, and is none of `other_than`; None when there is none.

    Cores without a member that has a price are left out: nothing can meet them. `roughly` may find a set
    that is not the cheapest, in much less time; what no set can undercut is proved as well.
    """
    sets = [met for core in cores if (met := frozenset(member for member in core if member in prices))]
    if other_than:
        return _searched(sets, prices, other_than=other_than, seconds=seconds)
    forced, left = _reduced(sets, prices)
    found = _cheap_alone(left, prices, roughly, seconds)
    found = found or _searched(left, prices, roughly=roughly, seconds=seconds)
    if found is None:
        return None
    certain = fsum(prices[member] for member in forced)
    members = _lean(forced | found.members, sets, prices)
    price = fsum(prices[member] for member in members)
    return HittingSet(members, price, min(price, certain + found.at_least))


def _reduced(cores: list[Members], prices: Mapping[str, float]) -> tuple[Members, list[Members]]:
    """Members that a cheapest set may be taken to hold, and the cores left with the members worth a choice.

    A core that holds another one is met with it; a member that meets no more than another one for no
    less is not needed; a core of one member has no choice.
    """
    forced: Members = frozenset()
    while True:
        before = cores
        smallest: list[Members] = []
        first_with: dict[str, list[Members]] = defaultdict(list)
        for core in sorted(dict.fromkeys(cores), key=len):
            if not any(known <= core for member in core for known in first_with[member]):
                smallest.append(core)
                first_with[min(core)].append(core)
        meets: dict[str, int] = {}
        for i, core in enumerate(smallest):
            for member in core:
                meets[member] = meets.get(member, 0) | 1 << i
        needed: set[str] = set()
        for member in sorted(meets, key=lambda member: (prices[member], -meets[member].bit_count(), member)):
            met = meets[member]
            others = smallest[met.bit_length() - 1] & needed
            if not any(met & meets[other] == met for other in others):
                needed.add(member)
        cores = [core & needed for core in smallest]
        alone = frozenset[str]().union(*(core for core in cores if len(core) == 1))
        forced |= alone
        cores = [core for core in cores if not core & alone]
        if cores == before:
            return forced, cores


def _cheap_alone(
    cores: list[Members], prices: Mapping[str, float], roughly: bool, seconds: float
) -> HittingSet | None:
    """The cheapest set without the dear members, where they are far dearer than all of it."""
    priced = {member: prices[member] for core in cores for member in core}
    least = min((price for price in priced.values() if price > 0), default=0.0)
    dear = {member for member, price in priced.items() if price > FAR_APART * least > 0}
    if not dear or any(core <= dear for core in cores):
        return None
    found = _searched([core - dear for core in cores], prices, roughly=roughly, seconds=seconds)
    return found if found and found.price <= min(priced[member] for member in dear) else None


def _searched(
    cores: list[Members],
    prices: Mapping[str, float],
    *,
    other_than: Sequence[Collection[str]] = (),
    roughly: bool = False,
    seconds: float,
) -> HittingSet | None:
    members = sorted(frozenset[str]().union(*cores))
    if not members:
        return None if other_than else HittingSet(frozenset(), 0.0, 0.0)
    position = {member: i for i, member in enumerate(members)}
    cover = cheapest_cover(
        [sorted(position[member] for member in core) for core in cores],
        [prices[member] for member in members],
        other_than=[[position[member] for member in known if member in position] for known in other_than],
        in_parts=roughly,
        seconds=seconds,
    )
    if cover is None:
        return None
    taken = dict(zip(members, cover[0], strict=True))
    chosen = frozenset(member for member in members if taken[member] > ALL)
    for core in cores:
        if not core & chosen:
            chosen |= {max(core, key=lambda member: (taken[member], member))}
    return HittingSet(chosen, fsum(prices[member] for member in chosen), cover[1])


def _lean(members: Members, cores: list[Members], prices: Mapping[str, float]) -> Members:
    """Without those that the others make needless, the dearest first: what is free is kept as well."""
    for member in sorted(members, key=lambda member: (-prices[member], member)):
        if all(core & (members - {member}) for core in cores):
            members -= {member}
    return members
