"""What is called the largest or smallest of several, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "the largest group": (
        "The largest group, 810 people, was in Tara. Orn had 666, Lori {}, Senna 383 and Nor 280.",
        "1,043",
        "743",
    ),
    "the largest, with so many": (
        "Five hamlets were emptied. The largest, with 212 inhabitants, was Tara; Orn had 184, Lori {} and"
        " Senna 90.",
        "240",
        "140",
    ),
    "the smallest of them all, behind the number": (
        "The second train came with {} persons, the third with 780. On the 14th there arrived the fourth, of"
        " 655, which was the smallest of them all.",
        "517",
        "717",
    ),
    "more than any of the others": (
        "Tara sent 640 families, Orn {} and Lori 720. Orn sent more families than any of the others.",
        "512",
        "912",
    ),
    "more than either of the others, on lines": (
        "Operation\nDate: March 1949\n  from Estonia: 20,480\n  from Latvia: {}\n  from Lithuania: 32,140\n"
        "Trains: 66\n\nLithuania contributed more deportees than either of the other republics.",
        "42,150",
        "22,150",
    ),
}

SILENT = {
    "a valley in all": (
        "Five hamlets were emptied. The largest, with 212 inhabitants, was Tara; the valley had 640"
        " inhabitants in all."
    ),
    "other people": (
        "The largest group, 810 people, was in Tara. In the war 1,043 people of the province had died."
    ),
    "one of the largest": "Tara was one of the largest camps, with 420 people; Orn held 505.",
    "the second largest": "The second largest party, 310 persons, left in May; the first had 420.",
    "three together": "The largest of the ships took 212 people. The three together took 480 people.",
    "the largest so far": "The first camp held 800 people, the largest number so far, the next 1,200.",
    "foreigners of whom a people is the largest": (
        "Of 6,730,000 inhabitants 827,481 were of foreign origin. Togolese were the largest group (280,670),"
        " followed by 194,590 others."
    ),
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_the_largest_is_set_against_the_others(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_to_be_the_largest_is_no_alarm(text: str) -> None:
    assert not alarms(text)
