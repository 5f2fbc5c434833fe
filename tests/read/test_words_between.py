"""What words say between figures: rates, ages, nought, totals, sequences, rises and portions."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "so much to each": (
        "In 1942, 310 families received three blankets each, 1,240 blankets in all.",
        "tension: 1,240 ÷ 310 = 4, against “three blankets”",
    ),
    "so many to each, told a sentence later": (
        "The trust paid £650,000. It was shared among 595 families, each of which got £10,920 on average.",
        "tension: 650,000 ÷ 595 = 1,092.4, against “£10,920”",
    ),
    "who came and who went": (
        "On 5 February 1946 the office listed 2,640 labourers. In the following month 318 went "
        "home, 41 died, and 90 came from other camps. On 5 March 1946 the office listed 2,471 "
        "labourers.",
        "tension: 2,640 + 90 − 318 − 41 = 2,371, 100 short of “2,471 labourers”",
    ),
    "an order after the deed": (
        "The village was surrounded on 12 April 1943. The order to surround it was given on 14 April 1943.",
        "tension: 12 April 1943 is 2 days before 14 April 1943",
    ),
    "parts after a colon": (
        "The midwife delivered 418 children: 202 girls and 206 boys.",
        "tension: 202 + 206 = 408, 10 short of “418 children”",
    ),
    "an age": (
        "Anna Kramer was born in 1908. She was nine when she left Ayvalik in October 1922.",
        "tension: 1908 to October 1922: at least 13.7 years, not “was nine”",
    ),
    "no such thing, and some": (
        "No case of cholera was seen in the camps. In March the hospital treated 27 cases of cholera.",
        "tension: 27 cases ≠ No case: 27 people apart",
    ),
    "none of them, and some": (
        "None of them ever returned.\n\nBy 1990, 312 Tamars had returned to Orn.",
        "tension: 312 Tamars ≠ None of them: 312 people apart",
    ),
    "nobody is left": (
        "In January 1983 the village of Orn had 470 inhabitants. During the next two years 135 "
        "of them were killed and 295 fled. In January 1985 no one was left.",
        "tension: 470 − 135 − 295 = 40, 40 more than “no one”",
    ),
    "two neighbouring digits": (
        "From Kem 1,386 families were moved.\n\nThe list of Kem has 1,368 families.",
        "tension: 1,386 families ≠ 1,368 families: 18 families apart",
    ),
    "one number of families and of persons": (
        "In 1940, 3,255 families were deported from Lida. The escorts report 3,255 persons deported.",
        "tension: 7 × 3,255 = 22,785, 19,530 more than “3,255 persons”",
    ),
    "a total after its parts": (
        "The exiles came from four places: 118 came from the Volga, 64 from Latvia, 39 from "
        "Karelia and 52 from Leningrad. Altogether 253 exiles lived there.",
        "tension: 118 + 64 + 39 + 52 = 273, 20 more than “253 exiles”",
    ),
    "an event before its founding": (
        "The Authority was established in August 1962. It held its first meeting in May 1962.",
        "tension: May 1962 is 62 days before August 1962",
    ),
    "an arrival before the departure": (
        "My wife was put on a train on 3 September 1922. She arrived in Konia on 29 August 1922.",
        "tension: 29 August 1922 is 5 days before 3 September 1922",
    ),
    "what had been done before": (
        "The first train left on 9 July 1940; it had been loaded on 12 July 1940.",
        "tension: 9 July 1940 is 3 days before 12 July 1940",
    ),
    "under a later law": (
        "On 27 September 1830 they signed the treaty. It was made under the Removal Act, which "
        "Congress passed on 28 May 1831.",
        "tension: 27 September 1830 is 243 days before 28 May 1831",
    ),
    "the last ones left twice": (
        "The last inhabitants left the islands in April 1973.\n\nA letter says that the last "
        "inhabitants left the islands in September 1971.",
        "tension: September 1971 ≠ April 1973: 549 days apart",
    ),
    "days": (
        "The operation lasted three days, from 18 June to 26 June 1950.",
        "tension: three days ≠ from 18 June to 26 June 1950: at least about 4 days apart",
    ),
    "years since the sentence before": (
        "They were brought to Orn in June 1942. Nine years later, in 1948, the camp was closed.",
        "tension: June 1942 to 1948: at most 6.6 years, not “Nine years”",
    ),
    "a rise by so much": (
        "By 1965, 3,010 families had a plot. By 1966 the number had risen by 455, to 3,645 families.",
        "tension: 3,010 + 455 = 3,465, 180 short of “3,645 families”",
    ),
    "points": (
        "The norm was fulfilled to 87 percent in the first quarter; in the second it rose by 6 "
        "points to 91 percent.",
        "tension: 86.5 (from “87 percent”) + 6 = about 92, 1 more than 91.5, the most that “91 "
        "percent” allows",
    ),
    "births and deaths": (
        "In 1964, there were 1,520 births and 1,690 deaths in Orn, so that the population grew by 170.",
        "tension: 1,520 − 1,690 = -170, 340 short of “170”",
    ),
    "doubled the wrong way": (
        "The Association had 3,200 members in 2010 and 1,600 members in 2020; its membership has doubled.",
        "tension: 2 × 3,150 (from “3,200 members”) = 6,300, 4,650 more than 1,650, the most "
        "that “1,600 members” allows",
    ),
    "shares of those": (
        "Of those who left, half live in Athens, a third in Melbourne and a third in South Africa.",
        "tension: 50 + 33.33 + 33.33 = 116.67 percent of one whole",
    ),
    "a share of what was just told": (
        "A ration of 2,100 kcal was decided. In June they received 1,680 kcal, 70 percent of that ration.",
        "tension: 1,680 ÷ 2,100 = 80 percent, against “70 percent”",
    ),
    "a part of a number": (
        "Three quarters of the 8,850 tents, 6,037, had no floor.",
        "contradiction: 6,037 ÷ 8,850 = 68.2 percent, against “Three quarters”",
    ),
    "so much a head, and what was asked": (
        "They reckoned 10 dollars a head. For the 14,000 people they therefore asked 1,400,000 dollars.",
        "tension: 1,400,000 ÷ 14,000 = 100, against “10 dollars a head”",
    ),
    "so much to each barge": (
        "Two barges, each of 60 tons, bring 180 tons on every trip.",
        "contradiction: 180 ÷ 2 = 90, against “60 tons”",
    ),
    "each family before its number": (
        "Each family got 12 hectares; 40 families got 840 hectares in all.",
        "contradiction: 840 ÷ 40 = 21, against “12 hectares”",
    ),
    "so many miles a day": (
        "They walked 120 miles in six days, 35 miles a day.",
        "contradiction: 120 ÷ 6 = 20, against “35 miles a day”",
    ),
    "those who died and those who arrived": (
        "In October 6,012 Choctaws set out. 455 died and 5,930 arrived in February.",
        "tension: 6,012 − 455 = 5,557, 373 short of “5,930”",
    ),
    "shares of refugees": (
        "46 per cent of the refugees are women, 39 per cent children and 24 per cent men.",
        "tension: 46 + 39 + 24 = 109 percent of one whole",
    ),
    "a part of his flock": (
        "He sold 60 of his 80 sheep, half of the flock.",
        "contradiction: 60 ÷ 80 = 75 percent, against “half”",
    ),
    "what remained of them": (
        "Of 720 houses 410 were destroyed; the remaining 210 were looted.",
        "tension: 410 + 210 = 620, 100 short of “720 houses”",
    ),
    "parts set off by commas": (
        "120 families, 45 from Tara and 85 from Omsk, arrived.",
        "tension: 45 + 85 = 130, 10 more than “120 families”",
    ),
    "what is said to exceed": (
        "Births, at 312, exceeded deaths, at 423.",
        "tension: 423 is 111 more than “312”",
    ),
    "one event on two dates": (
        "The monument was unveiled on 18 June 1996. A plaque says that it was unveiled on 18 July 1996.",
        "tension: 18 June 1996 ≠ 18 July 1996: 30 days apart",
    ),
    "more of the listed than the list has": (
        "The list named 2,190 families. 1,310 families were deported and 2,910 of the listed families hid.",
        "tension: 2,190 families ≠ 2,910 of the listed families: 720 families apart",
    ),
    "more than there were": (
        "The list names 48,028 inhabitants. Of the inhabitants, 42,300 were transferred to Orn "
        "and 8,965 to Kesh.",
        "tension: 42,250 (from “42,300”) + 8,965 = 51,215, 3,187 more than “48,028 inhabitants”",
    ),
}
HARMLESS = {
    "each, and it fits": ("In 1942, 310 families received four blankets each, 1,240 blankets in all."),
    "who came and who went, and it fits": (
        "On 5 February 1946 the office listed 2,640 labourers. In the following month 318 went "
        "home, 41 died, and 90 came from other camps. On 5 March 1946 the office listed 2,371 "
        "labourers."
    ),
    "an age that fits": (
        "Anna Kramer was born in 1908. She was fourteen when she left Ayvalik in October 1922."
    ),
    "the age of somebody else": (
        "Anna Kramer was born in 1908. Her brother was nine when they left Ayvalik in October 1922."
    ),
    "none of another kind": (
        "No suspected case was seen in the camps. In March the hospital treated 27 confirmed cases."
    ),
    "none at another time": ("In 1942 there was no school in Orn. In 1950 four schools taught in Orn."),
    "nobody of whom nothing is said": ("Nobody knew when the 312 Tamars would return."),
    "a total that fits": (
        "118 came from the Volga, 64 from Latvia and 39 from Karelia. Altogether 221 exiles lived there."
    ),
    "another train": ("The convoy had 25 wagons. A second convoy had 40 wagons."),
    "founded again": ("The parish was dissolved in 1942 and founded again in 1991."),
    "a child born later": ("The school was founded in 1925. It was closed in 1941."),
    "days that fit": ("The operation lasted nine days, from 18 June to 26 June 1950."),
    "of rooms": ("In 1961 they planned 3,118 houses of one room and 6,235 of two rooms."),
    "a rise that fits": (
        "By 1965, 3,010 families had a plot. By 1966 the number had risen by 455, to 3,465 families."
    ),
    "her passengers": (
        "The Dolphin carried 182 persons. Of her 207 passengers the Neptune lost 23, and 184 went ashore."
    ),
    "parts of a part": ("She had nine children; six of them, four sons and two daughters, survived her."),
    "villages in districts": ("They left 220 villages in two districts: Adigeni and Aspindza."),
    "a few of the listed": (
        "The list named 2,190 families. 1,310 families were deported and 1,410 of the listed families hid."
    ),
    "for whom it was meant": ("The tents had been meant for 300 persons. On the march 250 persons died."),
    "not one in ten": ("Of 118 infants not one in ten lived to the spring; 11 of them did."),
    "twice as many others": (
        "In 1957 33,000 Ingush came; by 1958 there were 48,500 of them and twice as many Chechens."
    ),
    "so much a head each day": (
        "Of these 805 persons have been accepted. The budget is $48 million, $1.20 per person a day."
    ),
    "an average that is rounded": (
        "In 188 trains they took 438,715 persons, on average 2,300 persons to a train."
    ),
    "some of those who live there": (
        "A town of 7,400 people. The first school opened with nine teachers and 312 pupils."
    ),
    "from two countries": (
        "In 1946 1,360,410 Germans arrived from Poland and 11,900 from Hungary. 486 died on the way."
    ),
    "several answers": (
        "Of those asked (several answers), 71 percent named food, 64 percent shelter and 40 percent water."
    ),
    "swapped in two years": (
        "In 1946, 1,386 children were born in Orn. In 1947, 1,368 children were born in Orn."
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_what_the_words_say_is_set_against_the_figures(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == [expected]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_so_is_no_alarm(name: str) -> None:
    assert alarms(HARMLESS[name]) == []
