"""What is left of a number, or was lost or won, over several sentences, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "missing": (
        "Of cattle there were driven in 2,460 head; 2,312 were handed over, so that {} are missing.",
        "248",
        "148",
    ),
    "lost, in a list": ("Cattle: loaded 2,460 head, handed over 2,312 head, lost {} head.", "248", "148"),
    "those who stayed behind": (
        "At Tara, where 4,180 inhabitants had been counted, 3,655 were put on the trains. The {} who stayed"
        " behind were railwaymen.",
        "625",
        "525",
    ),
    "of the remaining ones, after other sentences": (
        "There were 213 girls in the school in June. Fifty-eight are with us. Twelve have been taken to other"
        " homes. Of the remaining {} we have no word.",
        "133",
        "143",
    ),
    "a receipt at the other end": (
        "The conductor signed for 874 people in October. He wrote down 57 deaths and 54 “desertions”. Nine"
        " children were born on the road. The officer at the other end gave him a receipt for {} people.",
        "799",
        "772",
    ),
    "a year that closed with so many": (
        "The colony opened the year with 512 inmates; 87 arrivals and 64 discharges were noted, and the year"
        " closed with {} in the house.",
        "545",
        "535",
    ),
    "births, deaths and the loss": (
        "In the settlement births stood at 312 in 1945 and deaths at {}; the natural loss was 793.",
        "1,205",
        "1,105",
    ),
    "an excess": (
        "In 1948 the offices registered 1,204 births and 3,917 deaths."
        " The excess of deaths was therefore {}.",
        "2,613",
        "2,713",
    ),
}

SILENT = {
    "the remaining ones of others": (
        "The store held 1,240 blankets in autumn. By spring 860 had been given out. The remaining 300"
        " families got none."
    ),
    "several taken out": "From 850 names 620 were ticked, 30 were crossed out, and 200 were missing.",
    "those who fled, too": (
        "4,180 were counted in spring. 3,655 were put on the trains in autumn, after 900 had fled. The 120"
        " who stayed behind were nurses."
    ),
    "the room in a camp": (
        "In Tara 1,118 people were fetched by police and put behind the wire of a camp, built for 400. From"
        " there three trains took 948 of them to the north. The other 170 were let go."
    ),
    "an increase of another year": (
        "In 1949 births exceeded deaths: 2,140 against 1,690, a natural increase of 450. In 1952 the increase"
        " was 1,120."
    ),
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_what_is_told_as_left_is_set_against_the_rest(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_told_as_left_is_no_alarm(text: str) -> None:
    assert not alarms(text)
