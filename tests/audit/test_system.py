"""Exact arithmetic decides: against the plain twin, where tolerances mislead, and with hostile prices."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.test_cores import A, B, C, check_core, is_feasible, row, systems

from zul.audit.cores import certify, smallest_contradiction
from zul.audit.hitting import cheapest_hitting_set
from zul.audit.repair import cheapest_repair
from zul.audit.system import System
from zul.terms.identity import Row

STEPS = st.lists(st.tuples(st.booleans(), st.frozensets(st.integers(0, 4).map("o{}".format))), max_size=6)


@settings(max_examples=600)
@given(systems(origins=5), STEPS)
def test_whatever_was_given_up_and_taken_back_the_truth_is_told(
    rows: list[Row], steps: list[tuple[bool, frozenset[str]]]
) -> None:
    """The search goes on from where it was; the twin begins anew each time. o0 and o1 stand in one list."""
    system = System(rows, {"o0": "list", "o1": "list"})
    given_up: set[str] = set()
    for give_up, names in [
        *steps,
        (False, frozenset()),
        (True, frozenset({"list"})),
        (False, frozenset({"list"})),
    ]:
        (system.give_up if give_up else system.take_back)(names)
        given_up = given_up | names if give_up else given_up - names
        out = given_up | ({"o0", "o1"} if "list" in given_up else set())
        left = [row for row in rows if row.origin not in out]
        assert system.holding == left
        core = smallest_contradiction(system)
        assert (core is None) == is_feasible(left)
        if core is not None:
            check_core(core, left)
            assert certify([row for _, row in core.lines]) == core  # by elimination, without the search


@settings(max_examples=300)
@given(systems())
def test_out_of_patience_it_ends_all_the_same(rows: list[Row]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[System.__module__], "PATIENCE", 0)
        core = smallest_contradiction(System(rows))
    assert (core is None) == is_feasible(rows)


HAIR = Fraction(1, 10**15)


@pytest.mark.parametrize(
    "rows",
    [
        [row("x", {A: 1}, 1 + HAIR), row("y", {A: -1}, -1)],
        [row("x", {A: 1}, 10**15 + 1), row("y", {A: -1}, -(10**15))],
        [row("x", {A: 10**12, B: -1}), row("y", {B: 1}, 10**12 + 1), row("z", {A: -1}, -1)],
        [row("x", {A: 1, B: -HAIR}), row("y", {A: -1}), row("z", {B: 1}, HAIR)],
        [row("x", {A: 1, B: 1, C: 1}, 3), *(row(f"{c}", {c: -1}, HAIR - 1) for c in (A, B, C))],
    ],
)
def test_a_hair_s_breadth_is_a_contradiction(rows: Sequence[Row]) -> None:
    core = smallest_contradiction(System(rows))
    assert core is not None
    check_core(core, rows)


def test_what_only_touches_is_none() -> None:
    third = Fraction(1, 3)
    rows = [row("x", {A: 3}, 1), row("y", {A: -1}, -third), row("z", {A: 1, B: -1}), row("w", {B: 1}, third)]
    assert smallest_contradiction(System(rows)) is None


@pytest.mark.parametrize("dear", [1e9, 1e15])
def test_far_prices_do_not_blur_near_ones(dear: float) -> None:
    prices = {"dear": dear, "a": 1.0, "b": 1.0 + 1e-6, "c": 0.5}
    found = cheapest_hitting_set([{"dear", "a", "b"}, {"dear", "b", "c"}, {"a", "c", "dear"}], prices)
    assert found is not None
    assert found.members == {"a", "c"}
    assert (found.price, found.at_least) == (1.5, 1.5)


def test_what_is_free_is_given_up_only_where_it_helps() -> None:
    found = cheapest_hitting_set(
        [{"free", "a"}, {"free", "b"}, {"b", "other"}], {"free": 0.0, "other": 0.0, "a": 1, "b": 1}
    )
    assert found is not None
    assert (found.members, found.price) == (frozenset({"free", "other"}), 0.0)
    rows = [row("free", {A: 1}, 5), row("a", {A: -1}, -4), row("idle", {B: 1}, 1)]
    repair = cheapest_repair(rows, {"free": 0.0, "a": 1e9, "idle": 0.0})
    assert (repair.given_up, repair.price, repair.is_cheapest) == (frozenset({"free"}), 0.0, True)


def test_where_only_the_dear_can_give_way_it_does() -> None:
    rows = [row("dear", {A: 1}, 5), row("sure", {A: -1}, -4), row("x", {B: 1}, 2), row("y", {B: -1}, -1)]
    repair = cheapest_repair(rows, {"dear": 1e9, "x": 0.5, "y": 1.0})
    assert (repair.given_up, repair.price, repair.is_cheapest) == (frozenset({"dear", "x"}), 1e9 + 0.5, True)
