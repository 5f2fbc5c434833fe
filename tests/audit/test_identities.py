"""Derived identities: each kind on a tiny tree, and a slow twin that no possible world refutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.conftest import case_of, cell, claim, group, judgement, place

from zul.audit.identities import identities
from zul.terms.assumption import Account, Part, Same, Series
from zul.terms.case import Case, Group
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.identity import Identity, Nature
from zul.terms.judgement import Verdict
from zul.terms.measure import MEASURES, Kind
from zul.terms.place import Place

PEOPLES = (group("all"), group("kalmyks", "all", "nationality"), group("tatars", "all", "nationality"))
BORDERS = (
    place("ussr"),
    place("omsk", "ussr"),
    place("tyumen", "ussr"),
    place("tobolsk", "omsk ../1944-08-13; tyumen 1944-08-14/.."),
    place("siberia", "ussr", kind="aggregate"),
    place("ishim", "ussr; omsk ../1944-08-13"),
)


def told(*addresses: str, groups: Iterable[Group] = PEOPLES, places: Iterable[Place] = BORDERS) -> list[str]:
    """The identities of a case that names these cells, in the order of the alphabet."""
    claims = [claim(f"c{i}", "10", address) for i, address in enumerate(addresses)]
    lines = []
    for identity in identities(case_of(claims, groups=groups, places=places)):
        (sign, whole), *parts = identity.terms
        assert (sign, {minus for minus, _ in parts}) == (1, {-1})
        assert not identity.equal
        lines.append(f"{whole} ≥ {' + '.join(sorted(str(part) for _, part in parts))}")
    return sorted(lines)


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (
            ["deaths kalmyks ussr 1944", "deaths_in_transit kalmyks ussr 1944"],
            ["deaths · kalmyks · ussr · 1944 ≥ deaths_in_transit · kalmyks · ussr · 1944"],
        ),
        (["deaths kalmyks ussr 1944", "births kalmyks ussr 1944"], []),
        (
            ["deaths kalmyks ussr 1944", "deaths all ussr 1944"],
            ["deaths · all · ussr · 1944 ≥ deaths · kalmyks · ussr · 1944"],
        ),
        (
            ["deaths kalmyks ussr 1944", "deaths kalmyks omsk 1944"],
            ["deaths · kalmyks · ussr · 1944 ≥ deaths · kalmyks · omsk · 1944"],
        ),
        (["deaths kalmyks - 1944", "deaths kalmyks omsk 1944"], []),  # a source that names no place
        (
            ["deaths kalmyks - 1944", "deaths all - 1944"],
            ["deaths · all · 1944 ≥ deaths · kalmyks · 1944"],
        ),
        (
            ["deaths kalmyks ussr 1944", "deaths kalmyks ussr 1944-02"],
            ["deaths · kalmyks · ussr · 1944 ≥ deaths · kalmyks · ussr · 1944-02"],
        ),
        (["population kalmyks ussr 1944", "population kalmyks ussr 1944-02"], []),  # a stock has one moment
        (
            ["deaths kalmyks ussr ../1944-01", "deaths kalmyks ussr 1943-12"],
            ["deaths · kalmyks · ussr · ../1944-01 ≥ deaths · kalmyks · ussr · 1943-12"],
        ),
        (
            ["deaths kalmyks ussr ../1944-01", "deaths kalmyks ussr ../1944-02"],
            ["deaths · kalmyks · ussr · ../1944-02 ≥ deaths · kalmyks · ussr · ../1944-01"],
        ),
        (
            ["deaths_in_transit kalmyks omsk 1944-02", "died_or_disappeared all ussr 1944"],
            ["died_or_disappeared · all · ussr · 1944 ≥ deaths_in_transit · kalmyks · omsk · 1944-02"],
        ),
    ],
)
def test_a_part_is_at_most_its_whole(addresses: list[str], expected: list[str]) -> None:
    assert told(*addresses) == expected


@pytest.mark.parametrize(
    ("period", "wholes"),
    [
        ("1944-08-13", ["omsk"]),
        ("1944-08-14", ["tyumen"]),
        ("1944-08", []),  # in both, one after the other
        ("../1944-08-13", ["omsk"]),
        ("1944-08-14/..", ["tyumen"]),
        ("1944-08-13~", []),  # about that day may be the day after
    ],
)
def test_a_place_lies_in_the_borders_of_the_day(period: str, wholes: list[str]) -> None:
    addresses = [f"deaths kalmyks {id} {period}" for id in ("tobolsk", "omsk", "tyumen")]
    expected = [f"deaths · kalmyks · {w} · {period} ≥ deaths · kalmyks · tobolsk · {period}" for w in wholes]
    assert told(*addresses) == expected


@pytest.mark.parametrize("period", ["1943-12-28/", "/1944-01"])
def test_nothing_follows_for_a_period_that_is_not_stated(period: str) -> None:
    addresses = [
        f"{id} {g} {p} {period}"
        for id in ("deaths", "deaths_in_transit")
        for g in ("all", "kalmyks", "tatars")
        for p in ("ussr", "omsk", "tyumen")
    ]
    assert told(*addresses, "deaths all ussr ../1960", "deaths kalmyks omsk 1944-01-01") == [
        "deaths · all · ussr · ../1960 ≥ deaths · kalmyks · omsk · 1944-01-01"
    ]


def siblings(*addresses: str) -> list[str]:
    return [identity for identity in told(*addresses) if "+" in identity]


def test_siblings_of_each_tree_sum_to_at_most_the_whole() -> None:
    assert siblings("births all ussr 1944", "births kalmyks ussr 1944", "births tatars ussr 1944") == [
        "births · all · ussr · 1944 ≥ births · kalmyks · ussr · 1944 + births · tatars · ussr · 1944"
    ]
    assert siblings("births all ussr 1944", "births all omsk 1944", "births all tyumen 1944") == [
        "births · all · ussr · 1944 ≥ births · all · omsk · 1944 + births · all · tyumen · 1944"
    ]
    assert siblings("births all ussr 1944", "births all ussr 1944-01", "births all ussr 1944-02") == [
        "births · all · ussr · 1944 ≥ births · all · ussr · 1944-01 + births · all · ussr · 1944-02"
    ]


@pytest.mark.parametrize(
    "addresses",
    [
        ["births all ussr 1944", "births all siberia 1944", "births all omsk 1944"],  # an aggregate overlaps
        ["births all ussr 1944", "births all ussr 1944-01/1944-02", "births all ussr 1944-02/1944-03"],
        ["births all ussr 1944", "births all ussr 1944-01~", "births all ussr 1944-02"],
        ["births all ussr 1944", "births all ishim 1944", "births all omsk 1944"],  # inside until August
        ["births all ussr 1944", "births kalmyks omsk 1944", "births tatars tyumen 1944"],  # across two trees
        ["births all ussr 1944", "births kalmyks ussr 1944", "deaths tatars ussr 1944"],
    ],
)
def test_what_may_overlap_is_not_summed(addresses: list[str]) -> None:
    assert siblings(*addresses) == []


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        (group("a", "all", "sex"), group("b", "all", "sex"), True),
        (group("a", "all", "sex"), group("b", "all", "age"), False),
        (group("a", "all", "sex"), group("b", "all"), False),
        (group("a", "all"), group("b", "all"), False),
        (group("a", "kalmyks", "sex"), group("b", "kalmyks", "sex"), True),
        (group("a", "kalmyks", "sex"), group("b", "tatars", "sex"), True),  # of two peoples
        (group("a", "kalmyks"), group("b", "tatars"), True),
        (group("a", "kalmyks", "sex"), group("b", "all", "sex"), False),
    ],
)
def test_groups_are_apart_by_one_criterion(left: Group, right: Group, apart: bool) -> None:
    summed = [
        identity
        for identity in told(
            "births all ussr 1944",
            "births a ussr 1944",
            "births b ussr 1944",
            groups=[*PEOPLES, left, right],
        )
        if "+" in identity
    ]
    expected = ["births · all · ussr · 1944 ≥ births · a · ussr · 1944 + births · b · ussr · 1944"]
    assert summed == (expected if apart else [])


def test_the_place_that_moved_is_apart_once_it_has_moved() -> None:
    assert siblings("births all ussr 1944-09", "births all ishim 1944-09", "births all omsk 1944-09") == [
        "births · all · ussr · 1944-09 ≥ births · all · ishim · 1944-09 + births · all · omsk · 1944-09"
    ]


def test_no_row_says_what_others_say() -> None:
    places = [place("ussr"), place("krai", "ussr"), place("north", "krai"), place("south", "krai")]
    addresses = [f"births all {id} 1944" for id in ("ussr", "krai", "north", "south")]
    assert told(*addresses, places=places) == [
        "births · all · krai · 1944 ≥ births · all · north · 1944",
        "births · all · krai · 1944 ≥ births · all · north · 1944 + births · all · south · 1944",
        "births · all · krai · 1944 ≥ births · all · south · 1944",
        "births · all · ussr · 1944 ≥ births · all · krai · 1944",
    ]


def test_a_sum_is_tied_to_its_nearest_whole() -> None:
    wholes = [f"births all {id} 1944-01" for id in ("ussr", "omsk")]
    assert siblings(*wholes, "births kalmyks ishim 1944-01", "births tatars ishim 1944-01") == [
        "births · all · omsk · 1944-01 "
        "≥ births · kalmyks · ishim · 1944-01 + births · tatars · ishim · 1944-01"
    ]


def test_two_spellings_of_one_period_both_have_siblings() -> None:
    month, days, other = "1944-01", "1944-01-01/1944-01-31", "1944-02"
    assert sorted(siblings(*(f"births all ussr {p}" for p in (month, days, other, "1944")))) == sorted(
        f"births · all · ussr · 1944 ≥ births · all · ussr · {p} + births · all · ussr · {other}"
        for p in (month, days)
    )


def test_two_spellings_of_one_period_keep_their_whole() -> None:
    month, days, year = (f"births all ussr {p}" for p in ("1944-01", "1944-01-01/1944-01-31", "1944"))
    alone = told(month, year) + told(days, year)
    assert set(alone) <= set(told(month, days, year))


def test_differences_have_no_parts() -> None:
    for id in ("decrease", "birth_deficit"):
        assert told(f"{id} all ussr 1939/1959", f"{id} kalmyks omsk 1944", f"{id} tatars omsk 1944") == []


@pytest.mark.parametrize("id", ["packing_time", "baggage", "distance", "height", "working_day", "meals"])
def test_what_does_not_add_up_is_not_summed(id: str) -> None:
    """Two peoples with 500 kilograms of baggage a family have not 1,000 together."""
    assert told(f"{id} all ussr 1944", f"{id} kalmyks ussr 1944", f"{id} tatars ussr 1944") == []
    assert told(f"{id} all ussr 1944", f"{id} all omsk 1944", f"{id} all tyumen 1944") == []


@pytest.mark.parametrize("id", ["trains", "trucks", "regions_of_exile", "stages", "districts_prepared"])
def test_what_two_peoples_can_share_is_not_summed(id: str) -> None:
    assert siblings(f"{id} all ussr 1944", f"{id} kalmyks ussr 1944", f"{id} tatars ussr 1944") == []


@pytest.mark.parametrize("id", ["served", "arrested", "hospitalised", "resettled"])
def test_who_was_counted_in_two_years_or_places_counts_once(id: str) -> None:
    assert siblings(f"{id} all ussr 1941/1942", f"{id} all ussr 1941", f"{id} all ussr 1942") == []
    assert siblings(f"{id} all ussr 1944", f"{id} all omsk 1944", f"{id} all tyumen 1944") == []
    assert siblings(f"{id} all ussr 1944", f"{id} kalmyks ussr 1944", f"{id} tatars ussr 1944") == [
        f"{id} · all · ussr · 1944 ≥ {id} · kalmyks · ussr · 1944 + {id} · tatars · ussr · 1944"
    ]


def test_who_was_deported_in_december_may_arrive_in_january() -> None:
    assert told("deported all ussr 1944-01", "resettled all ussr 1944-01") == []


def test_a_place_in_two_wholes_at_once_keeps_them_together() -> None:
    places = [place("ussr"), place("front", "ussr"), place("oblast", "ussr"), place("city", "front; oblast")]
    addresses = [f"births all {id} 1944" for id in ("ussr", "front", "oblast", "city")]
    assert [identity for identity in told(*addresses, places=places) if "+" in identity] == []


# ---- declared identities

DEPORTED = cell("deported all ussr 1943-12/1944-01")
DECEMBER = cell("deported all ussr 1943-12")
JANUARY = cell("deported all ussr 1944-01")
DEAD = cell("deaths all ussr 1944")
REGISTERED = cell("registered all ussr 1945")
DECLARED = (
    Series(id="list", title="List", why="It is printed.", whole=DEAD),
    Account(id="account", title="Account", why="So.", opening=(DEPORTED,), exits=(DEAD,), closing=REGISTERED),
    Same(id="same", why="So.", cells=(DEPORTED, REGISTERED)),
    Part(id="part", why="So.", parts=(DEAD, REGISTERED), whole=DEPORTED),
)
LISTED = (
    claim("c1", "1", "deaths_famine all ussr 1944", series="list"),
    claim("c2", "2", "deaths_in_transit all ussr 1944", series="list"),
    claim("c3", "3", "deaths_in_transit all ussr 1944", series="list", source="B"),
)


def declared(case: Case) -> dict[str, Identity]:
    return {identity.id: identity for identity in identities(case) if identity.assumption}


def test_what_is_declared_is_soft() -> None:
    found = declared(case_of(LISTED, assumptions=DECLARED))
    assert [(str(i), i.nature, i.equal, i.hard) for i in found.values()] == [
        (f"{DEAD} ≥ {LISTED[0].cell} + {LISTED[1].cell}", Nature.LIST, False, False),
        (f"{DEPORTED} = {DEAD} + {REGISTERED}", Nature.BALANCE, True, False),
        (f"{DEPORTED} = {REGISTERED}", Nature.SAME, True, False),
        (f"{DEPORTED} ≥ {DEAD} + {REGISTERED}", Nature.DECLARED_PART, False, False),
    ]
    assert list(found) == [i.assumption for i in found.values()] == ["list", "account", "same", "part"]


def test_a_complete_list_is_an_equation() -> None:
    found = declared(case_of(LISTED, assumptions=[evolve(DECLARED[0], complete=True)]))
    assert (found["list"].equal, found["list"].nature) == (True, Nature.COMPLETE_LIST)


@pytest.mark.parametrize("id", ["list", "account", "same", "part"])
def test_a_judgement_hardens_or_drops(id: str) -> None:
    hardened = declared(case_of(LISTED, assumptions=DECLARED, judgements=[judgement(id, Verdict.HARDEN)]))
    assert [i.id for i in hardened.values() if i.hard] == [id]
    dropped = declared(case_of(LISTED, assumptions=DECLARED, judgements=[judgement(id, Verdict.DROP)]))
    assert set(dropped) == {"list", "account", "same", "part"} - {id}


def test_the_last_judgement_is_in_force() -> None:
    both = [judgement("same", Verdict.DROP), judgement("same", Verdict.HARDEN)]
    assert declared(case_of(assumptions=DECLARED, judgements=both))["same"].hard
    assert "same" not in declared(case_of(assumptions=DECLARED, judgements=both[::-1]))


MONTHS = Part(id="months", why="Two months.", parts=(DECEMBER, JANUARY), whole=DEPORTED)


def test_a_list_that_the_trees_make_true_is_hard_and_keeps_its_name() -> None:
    case = case_of(assumptions=[MONTHS])
    assert [i.id for i in identities(case) if len(i.terms) == 3] == ["months"]
    assert declared(case)["months"].hard


def test_a_part_named_twice_is_not_what_the_trees_say() -> None:
    twice = evolve(MONTHS, parts=(DECEMBER, DECEMBER))
    assert not declared(case_of(assumptions=[twice]))["months"].hard


# ---- the slow twin: every possible world

DAYS = [date(1944, 7, 31) + timedelta(days=n) for n in range(8)]
PERIODS = [
    "1944-08-01", "1944-08-04", "1944-08-05", "../1944-08-04", "1944-08-05/..", "1944-08-01/1944-08-04",
    "1944-08-03/1944-08-06", "1944-08", "1944-08-01/1944-08-31", "1944-08-03~", "1944-08-04?", "1944-08-02/",
]  # fmt: skip
HISTORIES = ["", "{a}", "{a} ../1944-08-04; {b} 1944-08-05/..", "{a} ../1944-08-03", "p0; {b} ../1944-08-04"]
COUNTED = ["died_or_disappeared", "deaths", "deaths_in_transit", "population", "registered"]

Atom = tuple[str, frozenset[str], str, date]


@frozen
class World:
    """What the papers leave open: which days their vague periods mean, what an aggregate covers."""

    case: Case
    meant: dict[Cell, tuple[date, date]]  # the days of each flow; for a stock one day, twice
    covers: dict[str, frozenset[str]]

    def territory(self, id: str, day: date) -> set[str]:
        """The spots inside a place on a day: its own, those of its parts, and what an aggregate covers."""
        spots = {id}
        for part in self.case.places.values():
            for membership in part.part_of:
                if membership.whole == id and holds(membership.period, day):
                    spots |= self.territory(part.id, day)
        wholes = [m.whole for m in self.case.places[id].part_of if holds(m.period, day)]
        if all(self.case.places[whole].kind != "aggregate" for whole in wholes):
            covered = self.covers.get(id, frozenset())
            spots |= {spot for spot in covered if all(within(self.case, spot, w, day) for w in wholes)}
        return spots

    def people(self) -> Iterator[frozenset[str]]:
        """Every set of groups that one person can belong to: with each its whole, of siblings one."""
        groups = list(self.case.groups.values())
        for size in range(1, len(groups) + 1):
            for chosen in combinations(groups, size):
                ids = {g.id for g in chosen}
                criteria = [(g.part_of, g.by) for g in chosen if g.by]
                has_wholes = all(g.part_of is None or g.part_of in ids for g in chosen)
                if has_wholes and len(set(criteria)) == len(criteria):
                    yield frozenset(ids)

    def counted(self, cell: Cell) -> frozenset[Atom]:
        """Who is counted in a cell: one person in one spot on one day, to whom one thing happens."""
        assert cell.place is not None
        begin, end = self.meant[cell]
        return frozenset(
            (id, person, spot, day)
            for id in COUNTED
            if cell.measure.id in lineage(id)
            for person in self.people()
            if cell.group in person
            for day in DAYS
            if begin <= day <= end
            for spot in self.territory(cell.place, day)
        )


def holds(period: Period | None, day: date) -> bool:
    """Whether a membership holds on a day."""
    if period is None:
        return True
    begins = period.earliest is None or period.earliest <= day
    return begins and (period.latest is None or day <= period.latest)


def within(case: Case, place: str, whole: str, day: date) -> bool:
    """Whether the declared borders put a place inside another on a day."""
    return place == whole or any(
        within(case, m.whole, whole, day) for m in case.places[place].part_of if holds(m.period, day)
    )


def lineage(id: str) -> list[str]:
    above = MEASURES[id].part_of
    return [id, *lineage(above)] if above else [id]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    places = [place("p0")]
    for i in range(1, draw(st.integers(3, 5))):
        a, b = draw(st.permutations([p.id for p in places if p.kind is None] * 2))[:2]
        kind = draw(st.sampled_from([None, None, "aggregate"]))
        history = "{a}" if kind else draw(st.sampled_from(HISTORIES))
        places.append(place(f"p{i}", history.format(a=a, b=b), kind))
    groups = [group("g0")]
    for i in range(1, draw(st.integers(3, 5))):
        whole = draw(st.sampled_from([groups[0].id, *(g.id for g in groups), None]))
        groups.append(group(f"g{i}", whole, draw(st.sampled_from([None, "sex", "sex", "age"]))))
    trees = [COUNTED, [g.id for g in groups], [p.id for p in places], PERIODS]
    wide = draw(st.integers(0, 3))  # cells that differ along one tree, and little along the others
    few = st.sampled_from([1, 2])
    chosen = [
        draw(st.permutations(tree))[: draw(st.integers(3, 6)) if i == wide else draw(few)]
        for i, tree in enumerate(trees)
    ]
    named = [" ".join(address) for address in product(*chosen)]
    case = case_of([claim(f"c{i}", "1", a) for i, a in enumerate(named)], groups=groups, places=places)
    meant: dict[Cell, tuple[date, date]] = {}
    alike: dict[object, tuple[date, date]] = {}  # papers that write one period mean the same days by it
    for c in (c.cell for c in case.claims.values()):
        assert c.period is not None
        begin, end = c.period.earliest or DAYS[0], c.period.latest or DAYS[-1]
        vague = c.period.approximate or c.period.uncertain or c.period.unknown
        anything = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))
        days = sorted(draw(anything)) if vague else [begin, end]
        if c.measure.kind is Kind.STOCK:
            moment = draw(st.sampled_from([d for d in DAYS if days[0] <= d <= days[1]]))
            days = [moment, moment]
        key: object = c if c.period.unknown else (c.period, c.measure.kind)
        meant[c] = alike.setdefault(key, (days[0], days[1]))
    spots = st.frozensets(st.sampled_from([p.id for p in places]))
    return World(case, meant, {p.id: draw(spots) for p in places if p.kind == "aggregate"})


@settings(max_examples=400)
@given(worlds())
def test_no_derived_identity_is_false_in_a_possible_world(world: World) -> None:
    """An identity holds for all counts if it holds for each single person: sums of the true are true."""
    for identity in identities(world.case):
        total: Counter[Atom] = Counter()
        for sign, of in identity.terms:
            for atom in world.counted(of):
                total[atom] += int(sign)
        assert min(total.values(), default=0) >= 0, (str(identity), min(total, key=lambda atom: total[atom]))


def reachable(found: Iterable[Identity]) -> set[tuple[Cell, Cell]]:
    """Pairs (part, whole) that the identities tie, directly or through others."""
    pairs = {(part, i.terms[0][1]) for i in found for _, part in i.terms[1:]}
    while more := {(a, d) for (a, b), (c, d) in product(pairs, pairs) if b == c and a != d} - pairs:
        pairs |= more
    return pairs


@settings(max_examples=100)
@given(worlds())
def test_what_holds_between_two_cells_alone_holds_among_many(world: World) -> None:
    case = world.case
    alone = set()
    for pair in combinations(case.claims.values(), 2):
        two = {c.id: c for c in pair}
        alone |= reachable(identities(evolve(case, claims=two)))
    assert reachable(identities(case)) == alone


@settings(max_examples=100)
@given(worlds())
def test_no_part_is_tied_to_its_whole_twice(world: World) -> None:
    found = identities(world.case)
    direct = {(i.terms[1][1], i.terms[0][1]) for i in found if len(i.terms) == 2}
    twins = {a for a, b in direct if (b, a) in direct}  # one period spelt in two ways
    steps = [(a, b, d) for (a, b), (c, d) in product(direct, direct) if b == c]
    assert [step for step in steps if (step[0], step[2]) in direct and not twins & {*step}] == []
    assert len({frozenset(i.terms) for i in found}) == len(found)
    sums = [(i.terms[0], set(i.terms[1:])) for i in found if len(i.terms) > 2]
    assert not any(one[0] == other[0] and one[1] < other[1] for one, other in product(sums, sums))
