"""Smallest contradicting sets against slow plain twins: elimination in fractions, and every subset."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.conftest import cell

from zul.audit import system
from zul.audit.cores import certify, certify_bound, components, origins, rivals
from zul.audit.cores import smallest_contradiction as smallest_in
from zul.audit.hitting import cheapest_hitting_set
from zul.audit.repair import cheapest_repair, localise
from zul.audit.system import System
from zul.errors import CertificateError
from zul.terms.cell import Cell
from zul.terms.finding import Certificate
from zul.terms.identity import Row

CELLS = [cell(f"deaths {id} ussr 1944") for id in ("a", "b", "c", "d")]
A, B, C, D = CELLS


def row(origin: str, terms: Mapping[Cell, int | Fraction], bound: int | Fraction = 0) -> Row:
    """Σ coefficient × cell ≥ bound."""
    coefficients = {cell: Fraction(k) for cell, k in terms.items() if k}
    return Row(origin=origin, coefficients=coefficients, bound=Fraction(bound), written=Fraction(bound))


def smallest_contradiction(rows: Sequence[Row]) -> Certificate | None:
    return smallest_in(System(rows))


def is_feasible(rows: Sequence[Row]) -> bool:
    """Fourier and Motzkin: each pair of rows that bounds a cell from both sides becomes one without it."""
    lines = {(tuple(row.coefficients.get(cell, Fraction(0)) for cell in CELLS), row.bound) for row in rows}
    for i in range(len(CELLS)):
        kept = {(k, bound) for k, bound in lines if not k[i]}
        for low, low_bound in lines:
            for high, high_bound in lines:
                if low[i] > 0 > high[i]:
                    up, down = -high[i], low[i]
                    total = tuple(up * a + down * b for a, b in zip(low, high, strict=True))
                    size = max(map(abs, total)) or Fraction(1)
                    kept.add((tuple(k / size for k in total), (up * low_bound + down * high_bound) / size))
        lines = kept
    return all(bound <= 0 for _, bound in lines)


def test_the_twin_knows_what_is_feasible() -> None:
    assert is_feasible([])
    assert is_feasible([row("x", {A: 1}, 5), row("y", {A: -1}, -5)])
    assert not is_feasible([row("x", {A: 1}, 6), row("y", {A: -1}, -5)])
    assert is_feasible([row("x", {A: 1, B: -1}, 1), row("y", {B: 1}, 1)])
    assert not is_feasible([row("x", {A: 1, B: -1}, 1), row("y", {B: 1, C: -1}), row("z", {C: 1, A: -1})])


NUMBERS = st.integers(-3, 3)
TERMS = st.fixed_dictionaries(dict.fromkeys(CELLS, NUMBERS)).filter(lambda terms: any(terms.values()))
SHORT = st.builds(lambda c, k: {c: k}, st.sampled_from(CELLS), st.sampled_from([-2, -1, 1, 2]))


@st.composite
def systems(draw: st.DrawFn, origins: int = 8) -> list[Row]:
    """At most eight rows in at most four cells; some origins have two rows, as claims do."""
    size = draw(st.integers(2, 8))
    return [
        row(f"o{draw(st.integers(0, origins - 1))}", draw(TERMS | SHORT), draw(st.integers(-5, 5)))
        for _ in range(size)
    ]


PRICES = st.sampled_from([0.5, 1.0, 2.0])
CROWDED = st.sampled_from([{A: 1}, {A: -1}, {B: 1}, {B: -1}, {A: 1, B: -1}, {A: -1, B: 1}, {A: -1, B: -1}])


@st.composite
def crowded(draw: st.DrawFn) -> list[Row]:
    """Rows about two cells that miss each other in many ways."""
    size = draw(st.integers(4, 8))
    return [row(f"o{draw(st.integers(0, 4))}", draw(CROWDED), draw(st.integers(-2, 3))) for _ in range(size)]


def check_core(core: Certificate, rows: Sequence[Row]) -> None:
    """The certificate holds, its rows are of the system, and none of them can be spared."""
    core.check()
    assert core.target == {}
    assert core.proves > 0
    assert min(times for times, _ in core.lines) == 1
    used = [row for _, row in core.lines]
    assert all(any(row is other for other in rows) for row in used)
    assert not is_feasible(used)
    assert all(is_feasible([other for other in used if other is not row]) for row in used)


@settings(max_examples=600)
@given(systems())
def test_a_contradiction_is_found_where_the_twin_sees_one(rows: list[Row]) -> None:
    core = smallest_contradiction(rows)
    assert (core is None) == is_feasible(rows)
    if core is not None:
        check_core(core, rows)


def test_a_smallest_set_of_many_ways_to_contradict() -> None:
    chain = [row(f"{i}", {one: 1, other: -1}, 1) for i, (one, other) in enumerate(combinations(CELLS, 2))]
    rows = [*chain, row("low", {A: -1}, -1), row("high", {D: 1}, 0), row("idle", {B: 1})]
    core = smallest_contradiction(rows)
    assert core is not None
    check_core(core, rows)
    assert {"low", "high"} <= set(origins(core))


SHOULD = row("should", {A: 1}, 13_001)
MOVED = row("balance", {B: 1, A: -1, C: -1})
BEFORE, AFTER = row("before", {B: -1}, -93_139), row("after", {C: 1}, 83_688)
PROOF = [SHOULD, MOVED, BEFORE, AFTER]


def test_the_proof_of_the_three_thousand() -> None:
    core = certify(PROOF)
    assert core == Certificate(lines=tuple((Fraction(1), row) for row in PROOF), proves=Fraction(3_550))
    assert core.proves == 13_001 - (93_139 - 83_688)


def test_multipliers_are_exact_fractions() -> None:
    rows = [row("share", {A: 1, B: Fraction(-1, 3)}), row("part", {A: -1}, -1), row("base", {B: 1}, 4)]
    core = certify(rows)
    assert [times for times, _ in core.lines] == [3, 3, 1]
    assert core.proves == 1


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (PROOF[:3], "3 rows are no smallest contradiction: 0 of them are free"),
        ([*PROOF, row("again", {A: 1}, 13_002)], "5 rows are no smallest contradiction: 2 of them are free"),
        ([*PROOF, row("idle", {D: 1}, 1)], "a row of the set can be spared"),
        ([row("low", {A: 1}, 5), row("high", {A: -1}, -5)], "0 ≥ 0 is no contradiction"),
        ([row("low", {A: 1}, 5), row("also", {A: 1}, 4)], "the multiplier -1 of also is negative"),
    ],
)
def test_what_is_no_smallest_contradiction_is_refused(rows: list[Row], message: str) -> None:
    with pytest.raises(CertificateError, match=f"^{re.escape(message)}$"):
        certify(rows)


def tampered(position: int, times: int = 1, bound: int | None = None) -> Certificate:
    """The proof with one line changed."""
    lines = [(Fraction(1), row) for row in PROOF]
    changed = lines[position][1]
    lines[position] = (Fraction(times), evolve(changed, bound=Fraction(bound)) if bound else changed)
    return Certificate(lines=tuple(lines), proves=Fraction(3_550))


@pytest.mark.parametrize(
    ("certificate", "message"),
    [
        (tampered(0, bound=13_002), "the rows prove 3551, not 3550"),
        (tampered(2, bound=-93_140), "the rows prove 3549, not 3550"),
        (tampered(1, times=2), "the rows do not add up to the target"),
        (tampered(1, times=-1), "the multiplier -1 of balance is negative"),
        (evolve(tampered(0), target={A: Fraction(1)}), "the rows do not add up to the target"),
        (evolve(tampered(0), proves=Fraction(9)), "the rows prove 3550, not 9"),
        (evolve(tampered(0, bound=9_451), proves=Fraction(0)), "0 ≥ 0 is no contradiction"),
        (evolve(tampered(0), lines=()), "the rows prove 0, not 3550"),
        (evolve(tampered(0), lines=(), proves=Fraction(0)), "0 ≥ 0 is no contradiction"),
    ],
)
def test_a_tampered_certificate_is_refused(certificate: Certificate, message: str) -> None:
    with pytest.raises(CertificateError, match=f"^{re.escape(message)}$"):
        certificate.check()


def test_a_certificate_may_prove_a_bound() -> None:
    lines = ((Fraction(1), BEFORE), (Fraction(1), MOVED), (Fraction(1), AFTER))
    Certificate(lines=lines, target={A: Fraction(-1), B: Fraction(0)}, proves=Fraction(-9_451)).check()


# ---- many contradictions, the cheapest repair


def price(names: Collection[str], prices: Mapping[str, float]) -> float:
    return sum(prices[name] for name in names)


def subsets(names: Sequence[str]) -> list[set[str]]:
    return [set(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]


@settings(max_examples=200)
@given(
    st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=4), max_size=6),
    st.fixed_dictionaries(dict.fromkeys("abcdef", st.sampled_from([0.5, 0.7, 1.0, 2.0]))),
)
def test_the_cheapest_hitting_set_is_that_of_every_subset(
    sets: list[frozenset[str]], prices: dict[str, float]
) -> None:
    found = cheapest_hitting_set([sorted(members) for members in sets], prices)
    assert found is not None
    chosen = found.members
    assert found.price == pytest.approx(price(chosen, prices))
    assert found.at_least == pytest.approx(found.price)
    assert all(chosen & members for members in sets)
    cheapest = min(price(s, prices) for s in subsets("abcdef") if all(s & members for members in sets))
    assert price(chosen, prices) == pytest.approx(cheapest)


def test_what_has_no_price_is_never_given_up() -> None:
    both = [["definition", "claim"], ["definition", "other"]]
    for cores, prices, expected in (
        (both, {"claim": 2, "other": 2}, {"claim", "other"}),
        ([], {"claim": 1}, set()),
        ([["definition"]], {}, set()),
    ):
        found = cheapest_hitting_set(cores, prices)
        assert found is not None
        assert found.members == expected


def test_another_hitting_set_differs_from_those_known() -> None:
    cores, prices = [["a", "b"], ["b", "c"]], {"a": 1.0, "b": 1.0, "c": 1.0}
    known: list[frozenset[str]] = []
    while (another := cheapest_hitting_set(cores, prices, other_than=known)) is not None:
        known.append(another.members)
    assert known[0] == {"b"}
    assert sorted(map(sorted, known)) == [["a", "b"], ["a", "b", "c"], ["a", "c"], ["b"], ["b", "c"]]


@settings(max_examples=300)
@given(
    systems(origins=5) | crowded(),
    st.fixed_dictionaries({f"o{i}": st.sampled_from([0.5, 1.0, 2.0]) for i in range(4)}),
)
def test_the_cheapest_repair_leaves_a_consistent_system(rows: list[Row], prices: dict[str, float]) -> None:
    """o0 to o3 can be given up, o4 is a definition; the twin tries every set of them."""

    def left(given_up: Collection[str]) -> list[Row]:
        return [row for row in rows if row.origin not in given_up]

    repair = cheapest_repair(rows, prices)
    for core in repair.cores:
        check_core(core, rows)
    if not is_feasible(left(prices)):
        assert not repair.is_possible
        assert {"o4"} in [set(origins(core)) for core in repair.cores]  # definitions against each other
        return
    possible = [given_up for given_up in subsets(sorted(prices)) if is_feasible(left(given_up))]
    cheapest = min(price(given_up, prices) for given_up in possible)
    assert repair.given_up in possible
    assert repair.is_cheapest
    assert repair.price == pytest.approx(price(repair.given_up, prices))
    assert repair.price == pytest.approx(cheapest)
    assert cheapest_repair(rows, prices) == repair
    assert cheapest_repair(rows, prices, repair.cores).cores == repair.cores
    alike = [given_up for given_up in possible if price(given_up, prices) == pytest.approx(cheapest)]
    found = localise(rows, prices, repair)
    assert found.shares == {
        member: Fraction(sum(member in given_up for given_up in alike), len(alike))
        for member in sorted(set().union(*alike))
    }
    for member in found.shares:
        assert member in found.repair_with(member)
        assert found.repair_with(member) in alike


def test_out_of_time_the_best_so_far_is_a_repair_with_a_proved_bound() -> None:
    rows = [row(f"o{i}", {A: 1}, i) for i in range(6)] + [row(f"p{i}", {A: -1}, -i + 1) for i in range(6)]
    prices = {r.origin: 1.0 for r in rows}
    hurried = cheapest_repair(rows, prices, seconds=0)
    best = cheapest_repair(rows, prices)
    assert is_feasible([r for r in rows if r.origin not in hurried.given_up])
    assert hurried.at_least <= best.price <= hurried.price
    assert best.is_cheapest


def test_an_interruption_at_any_moment_keeps_a_repair_with_a_proved_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even in the middle of a pivot, when the lines of the simplex are half changed."""
    rows = [row(f"sum{i}", {A: sign, B: sign, C: -sign, D: 2 * sign}) for i, sign in enumerate((1, -1))]
    claimed = ((A, 30), (B, 40), (C, 10), (D, 7), (A, 31), (C, 12), (B, 2))
    for i, (of, value) in enumerate(claimed):
        rows += [row(f"c{i}", {of: sign}, sign * value) for sign in (1, -1)]
    prices = {f"c{i}": 1.0 + i / 8 for i in range(len(claimed))}
    best = cheapest_repair(rows, prices)
    quotient = system._quotient
    left = moment = 0

    def interrupted(value: system.Number, by: system.Number) -> system.Number:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        return quotient(value, by)

    building = sum(len(r.coefficients) + 1 for r in rows)
    monkeypatch.setattr(system, "_quotient", interrupted)
    while left <= 0:
        moment += 1
        left = building + moment
        hurried = cheapest_repair(rows, prices)
        assert is_feasible([r for r in rows if r.origin not in hurried.given_up])
        assert hurried.at_least <= best.price <= hurried.price
    assert moment > 40


@settings(max_examples=200)
@given(systems(), st.sampled_from(CELLS), st.sampled_from([1, -1]))
def test_a_proved_bound_is_the_tightest(rows: list[Row], of: Cell, sign: int) -> None:
    """The bound holds, and anything beyond it does not: the twin decides both."""
    if not is_feasible(rows) or not any(of in r.coefficients for r in rows):
        return
    proof = certify_bound(System(rows), of, sign)
    if proof is None:
        assert is_feasible([*rows, row("far", {of: -sign}, 10**6)])
        return
    proof.check()
    assert is_feasible([*rows, row("at", {of: -sign}, -proof.proves)])
    assert not is_feasible([*rows, row("beyond", {of: -sign}, Fraction(1, 1000) - proof.proves)])


def test_definitions_that_contradict_each_other_end_the_search() -> None:
    rows = [row("low", {A: 1}, 5), row("high", {A: -1}, -4), row("claim", {A: -1}, -3)]
    for seconds in (0.0, float("inf")):
        repair = cheapest_repair(rows, {"claim": 1.0}, seconds=seconds)
        assert not repair.is_possible
        assert set(origins(repair.cores[-1])) == {"low", "high"}


def test_rows_that_share_cells_stay_together() -> None:
    rows = [
        row("1", {A: 1}),
        row("2", {B: 1}),
        row("3", {C: 1, A: 1}),
        row("4", {D: 1}),
        row("5", {D: 1, B: 1}),
    ]
    assert [[row.origin for row in part] for part in components(rows)] == [["1", "3"], ["2", "4", "5"]]


def test_a_contradiction_is_found_beside_one_without_proof() -> None:
    """A miss of less than the solver can tell hides no other one among the same cells."""
    hair = Fraction(1, 10**12)
    rows = [
        row("low", {A: 1}, 1 + hair),
        row("high", {A: -1}, -1),
        row("tied", {A: 1, B: -1}),
        row("more", {B: 1}, 7),
        row("less", {B: -1}, -5),
    ]
    core = smallest_contradiction(rows)
    assert core is not None
    check_core(core, rows)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from([1, -1, 2, -2]), st.integers(-3, 3), st.booleans()), max_size=8))
def test_rivals_are_all_pairs_of_rows_that_clash(bounds: list[tuple[int, int, bool]]) -> None:
    rows = [row(f"o{i}", {A: k, B: k} if both else {A: k}, at) for i, (k, at, both) in enumerate(bounds)]
    pairs = {frozenset(pair) for pair in combinations(rows, 2) if not is_feasible(pair)}
    found = list(rivals(System(rows)))
    assert {frozenset(line for _, line in core.lines) for core in found} == pairs
    assert len(found) == len(pairs)


@pytest.mark.parametrize("scale", [10**6, 10**9, 10**12, 10**15])
def test_one_person_among_many_is_noticed(scale: int) -> None:
    rows = [row("low", {A: 1, B: 1}, scale + 1), row("a", {A: -1}, 1 - scale), row("b", {B: -1}, -1)]
    core = smallest_contradiction(rows)
    assert core is not None
    assert core.proves == 1
    assert smallest_contradiction([evolve(rows[0], bound=Fraction(scale)), *rows[1:]]) is None
