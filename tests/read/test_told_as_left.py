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
    "carried over": (
        "It received 84,000 dollars during the year and spent 61,500, so that {} dollars were carried over.",
        "23,500",
        "22,500",
    ),
    "in hand": (
        "The fund took in 48,300 francs in the year and gave out 39,750; {} francs are in hand.",
        "9,550",
        "8,550",
    ),
    "a shortfall": (
        "He paid $816,200 for them. Their valuer had put them at $1,520,000, so that the shortfall"
        " comes to {}.",
        "$730,800",
        "$703,800",
    ),
    "the remaining ones, with parts of the others between": (
        "We had 48 carts. Of these 19 broke down, 12 on the pass and 7 in the mud, and the other {}"
        " came through.",
        "39",
        "29",
    ),
    "taken off, in another paragraph": (
        "The train was loaded at Tara with 412 persons. It had 31 wagons.\n\nAt Orn the police took off 38"
        " persons. Nobody else left or joined it. At Kem I handed over all who were left, {} persons.",
        "364",
        "374",
    ),
    "counted at the end, with nobody else": (
        "It left Tara with 858 people and 60 wagons. 54 people died on the march. Nobody joined or left the"
        " party. When it disbanded, {} people were counted.",
        "814",
        "804",
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
    "money of three years": (
        "In 1941 it received 84,000 dollars. In 1942 it spent 61,500. In 1943 it had 23,500 dollars in hand."
    ),
    "money of another year, too": (
        "It received 84,000 dollars during the year and spent 61,500; another 23,500 dollars were left over."
    ),
    "others who joined": (
        "It left with 858 people in 60 wagons. 54 people died on the march. 814 people were counted, for ten"
        " had joined it."
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
