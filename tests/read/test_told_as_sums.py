"""Sums of lines, of things of many kinds, of what came one after the other, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "things of many kinds behind a colon": (
        "The Ministry has {} collective centres in all: 261 former hotels, 337 schools, 118 hospitals and 846"
        " other buildings.",
        "1,542",
        "1,562",
    ),
    "lines, and a total below": (
        "Laid out in the same period:\nBread and flour, 4,210 pounds\nBlankets and cloth, 1,385 pounds\nWages"
        " of two orderlies, 640 pounds\nCarts, 965 pounds\nRent of three houses, 520 pounds\nIn all {}"
        " pounds\n",
        "7,270",
        "7,720",
    ),
    "labels, and a total below": (
        "Departed, by destination:\nTara: 28,400 persons\nOrn: 6,900 persons\nLori: 5,300 persons\nOther"
        " places: 2,900 persons\nTotal departed: {} persons\n",
        "45,500",
        "43,500",
    ),
    "a list below the number": (
        "There passed 1,130 families, together {} persons. By sex and age they were:\n- men: 1,702\n- women:"
        " 2,118\n- children: 2,294\n",
        "6,214",
        "6,114",
    ),
    "one train after the other": (
        "The first train came on 7 March, 248 souls. The second counted 512, and the third, on 16 April, 377."
        " With the fourth, of 806 souls, there was great want of room. So there passed in four trains {}"
        " exiles.",
        "2,043",
        "1,943",
    ),
    "three groups": (
        "Her volume prints {} letters. They fall into three groups. The smallest, 311 letters, comes from"
        " before the decree. The middle belongs to the labour army, with 702 letters. The 333 letters from"
        " the end close the collection.",
        "1,246",
        "1,346",
    ),
}

SILENT = {
    "only some kinds behind a colon": (
        "The Ministry has 1,542 collective centres: among them 261 hotels, 337 schools and 846 other houses."
    ),
    "trains of which only some are counted": (
        "The first train carried 248 souls, the second 512 and the third 377. These three were followed by"
        " others, and in the year 5,400 came together."
    ),
    "groups of other things": (
        "The book prints 1,246 letters. The village had three parts, of 90 houses, 120 houses and 40 houses."
    ),
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_a_sum_is_set_against_its_parts(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_to_be_a_sum_is_no_alarm(text: str) -> None:
    assert not alarms(text)
