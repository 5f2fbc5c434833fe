"""Numbers that words take out of one before, and nobody else, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "of these households": (
        "In September the files show 1,460 Cham households in the district. Of these households, {} had"
        " crossed by the end of November.",
        "1,508",
        "1,308",
    ),
    "of these inhabitants": (
        "The farm had 412 inhabitants in 96 families. Of these inhabitants {}, the chairman wrote, were fit.",
        "438",
        "238",
    ),
    "among these horses": ("It kept 214 horses. Among these horses only {} were fit.", "231", "131"),
    "built of these": (
        "At the end of 1926 it had 386 houses. The Commission had built {} of these, the families the rest.",
        "402",
        "302",
    ),
    "of them": ("They were given 60 tents. Storms tore {} of them.", "75", "35"),
}

SILENT = {
    "two kinds before": "It had 386 houses and 40 barns. The Commission had built 302 of these.",
    "of what no number counts": "There were 12 days of rain. They lost 300 of these animals.",
    "of others": "The school has 120 pupils in 4 classes. Of the families, 134 are new.",
    "their own noun": "By 1958 about 90 families had gone. We have their photographs, some 200 of them.",
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_a_part_is_at_most_what_it_is_taken_out_of(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_is_taken_out_of_others_is_no_alarm(text: str) -> None:
    assert not alarms(text)
