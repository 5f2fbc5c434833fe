"""What is called a contradiction rests on no assumption; and what is told of others, of some or of a plan."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "numbers of nobody that is named, in two sentences": (
        "In May 1950 there were 412 deaths in the huts.\n\nThe list of May 1950 has 421 deaths.",
        "tension",
    ),
    "numbers of a people and a place that are named": (
        "In May 1944 47,251 Tamars were deported from Senna.\n\nIn all, 42,751 Tamars were deported from "
        "Senna in May 1944.",
        "contradiction",
    ),
    "a season that is the first one is no part": (
        "In Tara the first winter killed 58 people.\n\nIn Tara the first winter killed 85 people.",
        "contradiction",
    ),
    "of them, or so many percent, after a year": (
        "In 1908, 1,600 Yaqui were brought to the plantations. Within a year 640 of them, or 60 percent, "
        "had died.",
        "tension",
    ),
}
HARMLESS = {
    "a small number that counts no parts": (
        "The district has 2,400 people and 3 schools. In Tara 700 people live. In Omka 800 people live. "
        "In Ishim 760 people live."
    ),
    "one pood for every settler": (
        "Every settler got one pood of flour. 60 percent lived in huts. 35 percent worked in the mine. "
        "20 percent were ill."
    ),
    "nobody who was let out": (
        "The train carried 1,250 people. At Omsk 400 people got off. At Tara 350 people got off. At Tyumen "
        "430 people got off and nobody was let out to find water."
    ),
    "some of the deaths of a month": (
        "Deaths fell from 248 in August 1992 to 186 in September. Cholera accounted for 31 of the deaths in "
        "August and for 9 of those in September."
    ),
    "those who had died before a day": (
        "On 31 December 1922 there were 9,210 refugees, after 267 had died.\n\nThere were 119 deaths in "
        "December 1922."
    ),
    "of whom some are in one place": (
        "The office has registered 178,000 Greeks. Milk is given to Greeks under five, of whom there are "
        "540 at Kolossi."
    ),
    "what was planned, and what was done": (
        "188 trains are provided for the Germans. So far 126 trains with Germans have left."
    ),
    "some of those confirmed": (
        "For 1944 we could name 1,140 dead Karachays. In 1944–1945 the office has confirmed 412 of them; "
        "97 were killed."
    ),
    "a range for each": (
        "81,275 Turks were on the books, of whom 46,900 in the lowlands, and 37 farms had between 40 and 310 "
        "Turks each."
    ),
    "at most so many, and so much a head": (
        "By January up to 24,000 labourers had come home; the state had provided nine million crowns for "
        "their care, or 216 crowns a head."
    ),
    "percent fewer": ("The cohort of 1938 counts 9,340, that of 1948 only 5,884, 37 per cent fewer."),
    "two places on both sides of a semicolon": (
        "Of those brought to Kazakhstan, 14,535 were women; in Kyrgyzstan women were 5,273, or 52 per cent."
    ),
    "some of two peoples": (
        "They had counted 391,750 Chechens and 90,840 Ingush, 401,330 of them, or 83 percent, in Kazakhstan."
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_only_what_words_say_is_a_contradiction(name: str) -> None:
    text, grade = CLASHES[name]
    assert [finding.grade for finding in alarms(text)] == [grade]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_may_be_of_others_is_no_alarm(name: str) -> None:
    assert [str(finding) for finding in alarms(HARMLESS[name])] == []
