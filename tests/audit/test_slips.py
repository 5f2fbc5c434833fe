"""Named slips against what a hand does to digits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.audit.slips import slips
from zul.terms.bounds import Bounds


@pytest.mark.parametrize(
    ("printed", "true", "told"),
    [
        (10_122, 10_212, "10,212 (two neighbouring digits swapped)"),
        (134_271, 131_271, "131,271 (one digit wrong)"),
        (1_400, 14_000, "14,000 (10 times too small)"),
        (93_139_000, 93_139, "93,139 (1,000 times too large)"),
        (933_139, 93_139, "93,139 (one digit too many)"),
        (9_139, 93_139, "93,139 (one digit missing)"),
    ],
)
def test_a_slip_has_its_name(printed: int, true: int, told: str) -> None:
    assert [str(slip) for slip in slips(printed, Bounds(Fraction(true), Fraction(true)))] == [told]


def test_the_likeliest_comes_first_and_each_number_once() -> None:
    found = slips(220_689, Bounds(Fraction(220_600), Fraction(220_700)))
    assert str(found[0]) == "220,698 (two neighbouring digits swapped)"
    assert len({slip.value for slip in found}) == len(found)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**6))
def test_every_slip_lies_within_and_is_another_number(printed: int, lower: int, width: int) -> None:
    within = Bounds(Fraction(lower), Fraction(lower + width))
    assert all(slip.value in within and slip.value != printed for slip in slips(printed, within))
