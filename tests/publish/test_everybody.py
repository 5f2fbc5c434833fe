"""Which quantities are of a people as a whole, with an account and without."""

from __future__ import annotations

import pytest
from attrs import evolve

from zul.publish.everybody import is_of_all
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.measure import MEASURES


@pytest.mark.parametrize(
    ("group", "place", "with_and_without"),
    [
        ("all", None, (True, False)),
        ("all", "exile", (True, False)),
        ("all", "two-valleys", (False, False)),
        ("valley-people", None, (True, True)),
        ("valley-people", "two-valleys", (False, True)),
        ("valley-people", "upper-valley", (False, False)),
    ],
)
def test_the_account_says_who_and_where_all_are(
    case: Case, planned: Case, group: str, place: str | None, with_and_without: tuple[bool, bool]
) -> None:
    cell = Cell(measure=MEASURES["deaths"], group=group, place=place, period=None)
    named = evolve(case, people=evolve(case.people, group="valley-people"))
    assert (is_of_all(planned, cell), is_of_all(named, cell)) == with_and_without
