"""Sums, shares, balances and orders that a reader draws from the words between figures."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "so many times as many as the sentence before tells": (
        "In 1939 the village had 520 houses. In 1959 it had 678 houses, three times as many.",
        "tension: 3 × 520 = 1,560, 882 more than “678 houses”",
    ),
    "patients who came and went": (
        "At the beginning of January there were 342 patients in the wards. From January to June "
        "2,316 were admitted, 1,985 were discharged and 287 died. At the end of June 436 patients"
        " were in the wards.",
        "tension: 342 + 2,316 − 1,985 − 287 = 386, 50 short of “436 patients”",
    ),
    "those who died on the way": (
        "Train 319 left Grozny with 2,744 persons on board. 31 died on the journey. At "
        "Petropavlovsk 2,731 persons were unloaded.",
        "tension: 2,744 − 31 = 2,713, 18 short of “2,731 persons”",
    ),
    "a percentage after a stretch of time": (
        "Of the 1,742 deported, 384 died within two years, 32 percent.",
        "contradiction: 384 ÷ 1,742 = 22 percent, against “32 percent”",
    ),
    "more of it than there is": (
        "The land given back measures 12,500 acres. 14,100 acres of it are mortgaged.",
        "tension: 14,050 (from “14,100 acres”) is 1,500 more than 12,550, the most that “12,500 "
        "acres” allows",
    ),
    "a death before the arrest": (
        "He was arrested on 2 February 1938 and died in the prison of Zaporozhe on 11 November 1937.",
        "tension: 11 November 1937 is 83 days before 2 February 1938",
    ),
    "a sum but for one slip": (
        "The first ship took 386 of us, the second 418 and the third 259; we were 1,036 people.",
        "tension: 386 + 418 + 259 = 1,063, 27 more than “1,036 people”",
    ),
    "a fall of so many": (
        "The number of applications fell from 812 in 2019 to 764 in 2020, a fall of 58.",
        "tension: 764 + 58 = 822, 10 more than “812”",
    ),
    "so many percent more": (
        "In 2021 it paid 1,254 euros, 40 percent more than in 2020, when it paid 1,013 euros.",
        "tension: 1.4 × 1,013 = about 1,418, about 164 more than “1,254 euros”",
    ),
    "in every barrack": (
        "The settlement of Kara has 240 barracks, each with 18 persons, in all 3,420 persons.",
        "contradiction: 3,420 ÷ 240 = 14.2, against “18 persons”",
    ),
    "flour in two units": (
        "The store holds 150 poods of flour (5,457 kg).",
        "tension: 16.38 × 150 = about 2,457, about 3,000 short of “5,457 kg”",
    ),
    "one in ten of them": (
        "One in ten of the huts, 34 of the 94, has no roof.",
        "contradiction: 34 ÷ 94 = 36.2 percent, against “One in ten”",
    ),
    "the others": (
        "His family were nine. Six of the nine died in the first winter, and the four others were"
        " sent to a mine.",
        "tension: 6 + 4 = 10, 1 more than “nine”",
    ),
    "nobody lived there, and some": (
        "It has been said that nobody lived on the islands in 1965. The Office knew in 1965 that "
        "1,013 people lived on the islands.",
        "tension: 1,013 people ≠ nobody: 1,013 people apart",
    ),
    "nobody, says another": (
        "The department has eleven deaths on the way, the chief of the convoys says that nobody "
        "died on the way.",
        "tension: eleven deaths ≠ nobody: 11 people apart",
    ),
    "a third of its houses": (
        "Of its 214 houses one third, or 107, stood empty in 1950.",
        "contradiction: 107 ÷ 214 = 50 percent, against “one third”",
    ),
    "sick of all": (
        "At the camp they counted 1,214 persons. One in four was ill: the doctor wrote down 152 "
        "sick of the 1,214.",
        "contradiction: 152 ÷ 1,214 = 12.5 percent, against “One in four”",
    ),
    "closed before it was built": (
        "The mosque, built in 1867, was closed in 1859.",
        "tension: 1859 is 2,558 days before 1867",
    ),
    "put into effect before it was decided": (
        "The operation was decided on 5 September 1951. The decision was put into effect on 20 August 1951.",
        "tension: 20 August 1951 is 16 days before 5 September 1951",
    ),
    "money that came and went": (
        "The Committee had 12,400 drachmas on 1 July. It received 61,300 drachmas and spent "
        "58,150 drachmas, so that 14,550 drachmas were left on 30 September.",
        "tension: 12,350 (from “12,400 drachmas”) + 61,250 (from “61,300 drachmas”) − 58,150 = "
        "15,450, 900 more than “14,550 drachmas”",
    ),
    "sent to one place in two ways": (
        "In 1951, 3,716 settlers were deported to Tomsk.\n\nOnly 3,612 settlers were sent to Tomsk,"
        " says the department.",
        "tension: 3,716 settlers ≠ 3,612 settlers: 104 people apart",
    ),
}
HARMLESS = {
    "to each of the houses that fit": (
        "Druzhba got 310 more houses in 1958, so that there were 524. In it lived 2,620 people, "
        "five to a house."
    ),
    "years after what the sentence before tells": (
        "The church had been built in 1884. It was turned into a granary in 1934, fifty years "
        "after it had been built, and burned down in 1978."
    ),
    "the age beside its date": (
        "Eugen Reiff was born on 3 May 1894. He was ordained in 1919, aged 25, and served the "
        "parish from 1922."
    ),
    "not one in ten": ("Of 118 infants not one in ten lived to the spring; 11 of them did."),
    "the rest": (
        "Typhus was the most frequent disease with 1,044 cases. The rest, 261 cases, were of other kinds."
    ),
    "no person of whom another thing is said": (
        "In 1949 the State moved 24,600 persons. No person was kept back by force."
    ),
    "some of the fled": ("By 1943, 612 had died and 94 had fled. 71 of the fled were caught."),
    "children among all the dead": ("In 1946, 287 patients died. Of 460 children admitted, 115 died."),
    "about so much to each": (
        "It paid £650,000, which was to be shared among 426 families; each got about £1,500."
    ),
    "so many more": ("His book of 2003 names 5,300 dead; the second edition, of 2011, names 600 more."),
    "parts before the number itself": (
        "In 1961 they planned 3,118 rooms, 6,235 rooms, 4,677 rooms and 1,559 rooms."
    ),
    "a journey that fits": (
        "Train 319 left Grozny with 2,744 persons on board. 31 died on the journey. At "
        "Petropavlovsk 2,713 persons were unloaded."
    ),
    "nobody else joined or left": (
        "It left Tara on 1 November 1838 with 858 people. Nobody joined or left the party on the way."
    ),
    "nobody was put on later": (
        "At Tara the police took off 38 persons. Nobody was put on there or later, nobody died or was born on"
        " the way and nobody ran away."
    ),
    "not one day": "For two days it rained. Not one day was dry.",
    "some died, and some were taken off": (
        "On the way 14 people died and six were taken off ill. The train was full."
    ),
    "the settlers of two trains": (
        "The settlers of the third train were taken to the districts: Tara 1,104 persons, Kem 876, in all"
        " 1,980. Those of the seventh train went to Orn, 1,246 persons, and Omsk, 985, in all 2,231."
    ),
    "a plan": (
        "Between 11 September and 10 October 1941 the krai received 58,940 people. The plan had been 75,000."
    ),
    "a neighbouring district": (
        "The district held 3,486 settlers on 1 July. In the neighbouring district there were 3,468 settlers"
        " on the same day."
    ),
    "his wife": (
        "He died in the camp on 21 November 1942. His wife was arrested on 14 May 1944 and freed in 1949."
    ),
    "another house, built later": ("The church was closed in 1930, and the school was built in 1935."),
}


@pytest.mark.parametrize("name", CLASHES)
def test_what_the_words_say_is_set_against_the_figures(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == [expected]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_so_is_no_alarm(name: str) -> None:
    assert alarms(HARMLESS[name]) == []
