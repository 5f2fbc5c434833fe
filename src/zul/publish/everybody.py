"""Which quantities are of a people as a whole."""

from __future__ import annotations

from zul.terms.case import Case
from zul.terms.cell import Cell


def is_of_all(case: Case, cell: Cell) -> bool:
    """True for all of the people, or all of it under the crisis that is left out, wherever they were.

    Without an account the group of the people counts, in no place or in one that lies inside no other.
    """
    plan = case.plan
    if plan is None:
        anywhere = cell.place is None or not case.places[cell.place].part_of
        return cell.group == case.people.group and anywhere
    here = plan.left_out.compartment
    groups = {
        plan.people,
        *plan.part(here).groups,
        *(register.group for register in plan.register if register.compartment == here),
    }
    return cell.group in groups and cell.place in (None, plan.place)
