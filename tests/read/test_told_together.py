"""What a reader draws from numbers, names and dates that a sentence or a paragraph tells together."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

_ROLL = "Of the 262 who had set out, 19 died on the way and eight were left behind in the hospital. "
_ORDER = "The order was read to us on 18 July 1915, and nobody sang that day. "
_YEAR = (
    "On 1 January 1931 there were registered 21,840 persons. During the year 3,115 arrived, 402 were born, "
    "1,987 died, 318 escaped, 121 of the escaped were returned, and 1,640 were transferred to other "
    "districts. On 1 January 1932 there were registered {} persons."
)
_ILL = (
    "In the winter of 1942–43 the measles made 129 people ill.\n\nShe nursed the {} people who fell ill "
    "with the measles in the winter of 1942–43."
)
CLASHES = {
    "names between commas": (
        "They were given four new areas, Sinde, Chipya Hill, Old Mission, Kabwa Flats and Lusanga.",
        "tension: 5 listed ≠ “four new areas”",
    ),
    "names of brothers, one of them a month": (
        "My father had six brothers, Adolf, Reinhold, Emil, Julius and August, and not one came.",
        "tension: 5 listed ≠ “six brothers”",
    ),
    "names after a colon behind a year": (
        "From the harbour five ships sailed in 1923 and 1924: the Arslan, the Rahmi, the Kizil and the Ümit.",
        "tension: 4 listed ≠ “five ships”",
    ),
    "the whole of it from the first to the last": (
        "The last lorries left the valley on 11 October 1958. In all 23,460 people were moved. The first had "
        "been moved on 3 June 1958, so that the whole undertaking was got through in eleven weeks.",
        "tension: 3 June 1958 to 11 October 1958: at least 18.6 weeks, not “eleven weeks”",
    ),
    "years between the dates of the sentence before": (
        "We got there in June 1942 and nobody left before October 1946. So I lived three years in that hut.",
        "tension: June 1942 to before October 1946: at least 4.3 years, not “three years”",
    ),
    "the remaining ones behind another number": (
        "Of 8,940 houses to be built in the three departments, 6,214 had been delivered and the remaining "
        "2,762 had not.",
        "tension: 6,214 + 2,762 = 8,976, 36 more than “8,940 houses”",
    ),
    "those left behind and those counted then": (
        _ROLL + "When they counted us on the platform there were 253.",
        "tension: 262 − 19 − 8 = 235, 18 short of “253”",
    ),
    "the escaped who came back": (
        _YEAR.format("21,353"),
        "tension: 21,840 + 3,115 + 402 + 121 − 1,987 − 318 − 1,640 = 21,533, 180 more than “21,353 persons”",
    ),
    "boys and girls": (
        "The school had 380 children, my sister taught there, 170 boys and 190 girls, and eight teachers.",
        "tension: 170 + 190 = 360, 20 short of “380 children”",
    ),
    "men, women and youths": (
        "They took 87 persons off the trains, 52 men, 18 women and 27 youths under eighteen.",
        "tension: 52 + 18 + 27 = 97, 10 more than “87 persons”",
    ),
    "an average of the two numbers before it": (
        "Department of Kavalla: 3,480 families, 12,180 persons, an average of 4.5.",
        "contradiction: 12,180 ÷ 3,480 = 3.5, against “4.5”",
    ),
    "so many to each cart": (
        "480 children came, for whom he hired 32 carts, so they rode, when all sat, eighteen to each cart.",
        "contradiction: 480 ÷ 32 = 15, against “eighteen per cart”",
    ),
    "for each, and for all of them": (
        "He was paid $30 for each person who arrived. For the 756 persons who arrived he received $37,800.",
        "tension: 37,800 ÷ 756 = 50, against “$30 per person”",
    ),
    "among those who had died there then": (
        "VALLEY, 14 October 1958. Lusanga had 41 deaths in September. Among those who had died at Lusanga in "
        "September there were 56 infants.",
        "tension: 56 is 15 more than “41 deaths”",
    ),
    "of those taken from a place": (
        "The district of Orhei lost 1,912 people. 2,191 of the people deported from the district of Orhei "
        "were sent to the Altai.",
        "tension: 2,191 is 279 more than “1,912 people”",
    ),
    "three digits of one illness": (
        _ILL.format(219),
        "tension: 129 people ≠ 219 people: 90 people apart",
    ),
    "a book that closes before it opens": (
        "The letterbook opens with a letter of 2 March 1837 and closes with his resignation of "
        "30 November 1836.",
        "tension: 30 November 1836 is 92 days before 2 March 1837",
    ),
    "on the road before it left": (
        "The caravan that left Kiran on 27 June 1915 was seen by a nurse on 19 June 1915.",
        "tension: 19 June 1915 is 8 days before 27 June 1915",
    ),
    "an order read to those who had gone": (
        _ORDER + "On 12 July 1915 we drove out of the village.",
        "tension: 12 July 1915 is 6 days before 18 July 1915",
    ),
    "a journey with a part of those who left": (
        "They left Orn with 874 persons, half of them, 437, under sixteen years of age. There were 53 "
        "deaths on the road. At Kesh 871 persons arrived.",
        "tension: 874 − 53 = 821, 50 short of “871 persons”",
    ),
}
HARMLESS = {
    "as many names": "They were given four new areas, Sinde, Chipya Hill, Old Mission and Lusanga.",
    "names that hold “and”": "They left two states, Bosnia and Herzegovina, and Croatia.",
    "adjectives between commas": "In three camps, Polish and Russian soldiers died.",
    "names and one more": "They had three sons, Ivan and Karl, and one more.",
    "weeks that fit the first and the last": (
        "The last lorries left on 11 October 1958. The first had been moved on 3 June 1958, so the whole "
        "undertaking was got through in nineteen weeks."
    ),
    "years and months": (
        "The removal began on 14 September 1967 and ended on 27 May 1971, three years and eight months later."
    ),
    "years that fit the sentence before": (
        "We got there in June 1942 and nobody left before October 1946. So I lived four years in that shack."
    ),
    "gone at some time before": (
        "We got there in June 1942 and left before October 1946. So I lived three years in that shack."
    ),
    "the remaining ones of all but some of the others": (
        "Of 8,940 houses to be built in the three departments, 6,214 had been delivered, 300 of these of "
        "stone, and the remaining 2,726 had not."
    ),
    "the roll that fits": _ROLL + "When they counted us on the platform there were 235.",
    "the year that fits": _YEAR.format("21,533"),
    "men and women of whom something is said": (
        "The village had 380 people, 170 men and 190 women fled that night."
    ),
    "men and women of others": "In the camp were 380 people. 100 men and 190 women died.",
    "an average that fits": "Department of Kavalla: 3,480 families, 12,180 persons, an average of 3.5.",
    "carts that fit": (
        "480 children came, for whom he hired 32 carts, so they rode, when all sat, fifteen to each cart."
    ),
    "for each, and it fits": (
        "He was paid $50 for each person who arrived. For the 756 persons who arrived he received $37,800."
    ),
    "those who died at another time": (
        "VALLEY, 14 October 1958. Lusanga had 41 deaths in September. Among those who had died at Lusanga in "
        "August there were 56 infants."
    ),
    "taken from another place": (
        "The district of Orhei lost 1,912 people. 2,191 of the people deported from the district of Soroca "
        "were sent to the Altai."
    ),
    "boys who are no part of the girls": (
        "The house at Ghazir has 415 girls. The boys are in the tents at Jbeil, 620 of them in the new ones."
    ),
    "three digits of two illnesses": (
        "In the winter of 1942–43 the measles made 129 people ill.\n\nShe nursed 219 people ill with "
        "typhus in the summer of 1942."
    ),
    "a show that goes back": (
        "The exhibition opens with a letter of 2 March 1837 and closes with one of 30 November 1836."
    ),
    "on the road after it left": (
        "The caravan that left Kiran on 17 June 1915 was seen by a nurse on 19 June 1915."
    ),
    "an order read before": _ORDER + "On 22 July 1915 we drove out of the village.",
    "a number of others behind brothers": (
        "My father had six brothers, and not one of them was taken. In 1915 we children, there were five of "
        "us, two boys and three girls, shared a bed."
    ),
    "three parties": (
        "Three detachments were marched west in 1838. Captain Hale's left on 4 October 1838 with 1,103 "
        "persons. There were 38 deaths on the march. Captain Peake's left with 874 persons. He reported 53 "
        "deaths on the road. The third detachment had 1,240 persons."
    ),
    "none of another party": (
        "Captain Hale's party left with 1,103 persons. There were 12 desertions. Captain Peake's left with "
        "874 persons. He reported no desertions."
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_what_is_told_together_is_set_against_each_other(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == [expected]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_seems_told_together_is_no_alarm(name: str) -> None:
    assert [str(finding) for finding in alarms(HARMLESS[name])] == []
