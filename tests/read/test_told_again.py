"""Numbers that a text comes back to with other digits, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "all of the cabins": (
        "By October the Commission had built 264 cabins. They stood on the flat. All of the {} cabins were"
        " auctioned the next spring.",
        "246",
        "264",
    ),
    "not one of the flights": (
        "Military transports made 93 flights. The commander said that not one of the {} flights was late.",
        "39",
        "93",
    ),
    "the figure of so many": (
        "The Service announced last night that it had registered 178,000 refugees. Most are in schools."
        " The figure of {} refugees given out by the Service does not take in those of Tara.",
        "187,000",
        "178,000",
    ),
    "the sum of so many": (
        "Its receipts for the month were 412,500 drachmas. The Committee met four times.\n\nTo the sum of {}"
        " drachmas received from all sources must be added a balance of 18,000.",
        "421,500",
        "412,500",
    ),
    "those who were deported": (
        "Those who were deported numbered 2,347, in 498 families. They walked.\n\nOn its wall a tablet says:"
        " in memory of the {} who were deported from this commune.",
        "2,734",
        "2,347",
    ),
    "of the farms": (
        "By the end of 1948, 146 new farms had been laid out in the parish. Saunas came first.\n\nOf the {}"
        " new farms that had been laid out in the parish by then, 21 are still worked by one family.",
        "164",
        "146",
    ),
    "all of the names": (
        "The stone carries 312 names of the dead. It is of granite. They read all {} names on it.",
        "321",
        "312",
    ),
    "his own workers": (
        "On 1 July 1944 the plant had 274 Kalmyks on its list. It is well known.\n\nIts director wrote that"
        " with his {} Kalmyks he filled the plan.",
        "247",
        "274",
    ),
    "as high, decades later": (
        "It had a church of 1884, whose tower, 31 metres high, could be seen.\n\nIn 1953 the church tower,"
        " which had kept its full height of {} metres, was blown up.",
        "24",
        "31",
    ),
    "the length of the bridge": (
        "The bridge, 310 metres long, was burned.\n\nHe says that the length of the bridge was {} metres.",
        "301",
        "310",
    ),
}

SILENT = {
    "other ones": (
        "By October the Commission had built 264 cabins. The other 246 cabins were built in spring."
    ),
    "another place": (
        "In Omsk they built 264 cabins. In Tomsk the 246 cabins of the town were auctioned in spring."
    ),
    "numbers that are both told again": (
        "The first camp had 1,482 tents and the second 1,842 tents. The 1,842 tents were new, the 1,482 tents"
        " were old."
    ),
    "two buildings": "The tower, 31 metres high, is seen.\n\nThe nave, 24 metres high, was blown up.",
    "a second bridge": "The bridge, 310 metres long, fell.\n\nThe second bridge, 301 metres long, stands.",
    "another thing": "The camp had 93 tents. The 39 sick lay in the school.",
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_a_number_that_is_told_again_is_set_against_itself(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_to_be_told_again_is_no_alarm(text: str) -> None:
    assert not alarms(text)
