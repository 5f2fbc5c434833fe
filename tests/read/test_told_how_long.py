"""How long a story has lasted, with its beginning and its end in other sentences, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "at sea, after both days": (
        "The brig left Tara on 4 May 1834 and dropped anchor at Orn on 10 June 1834, after {} days at sea.",
        "fifty-seven",
        "thirty-seven",
    ),
    "by then": (
        "Embarkation began on 8 October 1755. Then came the waiting. The fleet sailed down the bay on 27"
        " October; those who had been first on board had by then spent {} days below deck.",
        "twelve",
        "nineteen",
    ),
    "till the day of the letter": (
        "Orn, 2 October 1922\n\nMy dear Edith,\n\nWe were put ashore here on 21 September, so that I have"
        " now been {} days on this island.",
        "nineteen",
        "eleven",
    ),
    "an age on the day of the letter": (
        "Orn, 2 October 1922\n\nMy dear Edith,\n\nOld Despina asks most of all. She was born in 1841 and"
        " will not be carried because at {} she can still walk.",
        "seventy-one",
        "eighty-one",
    ),
    "on the rails": (
        "It started at last on 13 February 1940. Two infants died in our wagon. On 1 March we were turned out"
        " at Tara. {} days on the rails had made us weak.",
        "Twenty-four",
        "Seventeen",
    ),
    "those years": (
        "The first families moved in in September 1942. The camp was closed in August 1946. For the children"
        " those {} years were simply childhood.",
        "six",
        "four",
    ),
}

SILENT = {
    "days of waiting on the way": (
        "The brig left Tara on 4 May 1834 and dropped anchor at Orn on 10 June 1834, after five days of"
        " waiting in the roads."
    ),
    "some of the days": (
        "The train left the station on 5 September 1941. On 21 September we reached Tara. Three days in the"
        " wagon we had no water."
    ),
    "years later": (
        "The first barracks were opened in May 1931. The camp was closed in October 1934. Two years later it"
        " was a ruin."
    ),
    "years of somebody else": (
        "He was arrested in May 1931. In June 1932 the school was closed. The ten years in prison broke him."
    ),
    "others on the road": (
        "Orn, 12 March 1916\n\nDear Anna,\n\nWe came here on 1 March; the others have been three months on"
        " the road."
    ),
    "the next days": (
        "We were loaded on 14 June 1941. On 2 July we arrived. In the next three days"
        " the barracks were filled."
    ),
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_how_long_it_was_is_set_against_the_days(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_to_tell_how_long_it_was_is_no_alarm(text: str) -> None:
    assert not alarms(text)
