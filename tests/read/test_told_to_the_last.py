"""Sums and shares that sentences tell one after the other, down to the last part."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "in four districts and nowhere else": (
        "The oblast had 4,736 settlers. They live in four districts and nowhere else: 1,482 in Kant, 1,260 "
        "in Tokmak, 1,037 in Sardol and 875 in Talas.",
        "tension: 1,482 + 1,260 + 1,037 + 875 = 4,654, 82 short of “4,736 settlers”",
    ),
    "in five townships, one sentence each": (
        "I had under my charge 632 persons, in five townships and no more. Rossal had 118 persons. In "
        "Grummore I had 204. At Achness there were 97. Dalvina gave me 83, and I closed my roll at Syre with "
        "120.",
        "tension: 118 + 204 + 97 + 83 + 120 = 622, 10 short of “632 persons”",
    ),
    "the remainder": (
        "On the island the population was 483. Of these people 146 chose to stay. A further 129 went to "
        "Salomon. The remainder, 178 in number, were carried to Mauritius.",
        "tension: 146 + 129 + 178 = 453, 30 short of “483”",
    ),
    "no other outgoings": (
        "Your gifts came to 4,860 pounds. Flour was 2,145 pounds. Blankets took 1,290 pounds.\n\nFor huts "
        "we paid 1,525 pounds. There were no other outgoings.",
        "tension: 2,145 + 1,290 + 1,525 = 4,960, 100 more than “4,860 pounds”",
    ),
    "men, women and children of three sentences": (
        "In the county 2,964 people were put on the trains. Only 538 adult men were taken. Against them "
        "stand 1,410 adult women. Children under sixteen numbered 916.",
        "tension: 538 + 1,410 + 916 = 2,864, 100 short of “2,964 people”",
    ),
    "some of those of a place": (
        "The households went to two sites: 706 to Samarkand and 212 to Tashkent. Titles are free of charge. "
        "In Tashkent titles have been given to 236 of the resettled households.",
        "tension: 236 is 24 more than “212”",
    ),
    "some of them, and what remained": (
        "We received 1,250 tents. We passed 385 of them on, and none was lost, so that 775 tents remained.",
        "tension: 1,250 − 385 = 865, 90 more than “775 tents”",
    ),
    "kilometres from a town, and miles": (
        "The camp lay 12 kilometres from Arezzo (18.6 miles).",
        "tension: 1.61 × 18.5 (from “18.6 miles”) = about 30, about 18 more than “12 kilometres”",
    ),
    "every household under one of three groups": (
        "Each household had been entered under exactly one of three groups: Kenuz 46 percent, Arabs 21 "
        "percent and Fadija 39 percent.",
        "tension: 46 + 21 + 39 = 106 percent of one whole",
    ),
    "each person once, in three sentences": (
        "Each person has been entered once, under the means by which he came. Lorries account for 58 per "
        "cent. The barges account for 31 per cent. The remainder went on foot, and form 17 per cent.",
        "tension: 58 + 31 + 17 = 106 percent of one whole",
    ),
}
HARMLESS = {
    "in four districts and elsewhere": (
        "The oblast had 4,736 settlers. They live in four districts: 1,482 in Kant, 1,260 in Tokmak, 1,037 "
        "in Sardol and 957 in Talas."
    ),
    "five mosques": (
        "The churches shelter 7,140, the five mosques lately opened 4,900, the schools 1,100, the inns 600, "
        "the baths 400 and the sheds 470."
    ),
    "beside the remainder": (
        "Altai took 22,250, Omsk 24,200, Tomsk 18,100; the remaining 3,860 were scattered over others."
    ),
    "some of those of a place, and fewer": (
        "The households went to two sites: 706 to Samarkand and 212 to Tashkent. In Tashkent titles have "
        "been given to 206 of the resettled households."
    ),
    "what is left of all": (
        "We received 1,250 tents. We passed 385 of them on, and none was lost, so that 865 tents remained."
    ),
    "several answers": (
        "A survey of 400 heads of household has been made, one answer to each question. 72 percent wished "
        "for land. Of the women 65 percent asked for a school."
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_parts_told_to_the_last_are_set_against_their_whole(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == [expected]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_no_part_is_no_alarm(name: str) -> None:
    assert [str(finding) for finding in alarms(HARMLESS[name])] == []
