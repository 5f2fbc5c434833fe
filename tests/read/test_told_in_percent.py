"""Shares, falls and rises in percent of numbers in other sentences, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "before a colon": ("In 1948 mortality was {} per cent: of the 8,400 exiles 1,420 died.", "12", "17"),
    "of those of the sentence before": (
        "The train had 50 wagons, so there were 1,500 of us. The Red Cross counted 420 children, which"
        " was {} percent of the train.",
        "35",
        "28",
    ),
    "a cross behind the names": (
        "The list of 1942 has 640 names. A cross stands behind 96 of them, which makes {} per cent.",
        "25",
        "15",
    ),
    "one grave in every so many": (
        "Of those who came, 1,680 are buried on the steppe. The registers name 174 of them as children, so"
        " that one grave in every {} is an infant's.",
        "four",
        "ten",
    ),
    "of the voters, whose votes are counted": (
        "In May 336 men and women put a paper in the box. 270 papers said Tara, 66 said Orn. He wired that {}"
        " per cent of the voters had decided to stay.",
        "92",
        "80",
    ),
    "what the others make": (
        "Of 560 men 140 were sent back as unfit, so that {} per cent remained at work.",
        "65",
        "75",
    ),
    "of the claims": (
        "The commission examined 1,200 claims and granted 300. It thus rejected {} per cent of the claims.",
        "85",
        "75",
    ),
    "a loss": (
        "The settlement had 1,240 inhabitants in 1942. By 1945 there were 930, a loss of {} per cent.",
        "35",
        "25",
    ),
    "an increase over the opening figure, of the closing one": (
        "The camp opened with 86,400 inmates. On 1 November the strength was 213,700, an increase over the"
        " opening figure of {} per cent.",
        "60",
        "147",
    ),
    "a fall between two counts, the later one first": (
        "The magistrate counted 177 persons on the islands in 1968. There were 260 inhabitants in 1960, so"
        " that a fall of {} per cent had already occurred.",
        "45",
        "32",
    ),
    "shrunk by so much": (
        "In 1930 there were 4,500 inhabitants; by 1939 the number had shrunk by {} per cent to 3,600.",
        "40",
        "20",
    ),
    "everybody by sex and age": (
        "The list gives their make-up: 44 percent were children, 37 percent women and {} percent men.",
        "29",
        "19",
    ),
    "of them, with a stop behind per cent": (
        "To Tara went 38 per cent. of them, to Orn 31 per cent., to Lori 24 per cent., to Senna {} per cent.",
        "19",
        "7",
    ),
    "round ones beside others": (
        "There were 37,460 people, of whom 52 percent were children, {} percent women and 24 percent men.",
        "30",
        "24",
    ),
    "of the women": (
        "There were 1,200 adults, 540 men and 660 women. Of the men 351 had work, or 65 per cent. Of the"
        " women 198 had, or {} per cent of all the women.",
        "37",
        "30",
    ),
    "of whom so many by a day": (
        "We have 31,400 settlers. The lists of the six districts have 13,120 people, of whom 9,184 had been"
        " given work by 15 October, that is {} per cent.",
        "78",
        "70",
    ),
    "digits that changed places": (
        "There were 2,250 persons in the period. Thirty-six of them died in it, which makes {} deaths per"
        " thousand persons.",
        "61",
        "16",
    ),
    "the last of them": (
        "They made up 366 families. Whole farms were given to 183 families and parts of farms to 122. The"
        " last 61, or {} percent of the families, had to share a house.",
        "27",
        "17",
    ),
    "between commas": (
        "Of 273,000 exiles Valencia sent 117,500. Aragon came second with 60,800, {} per cent, before"
        " Castile.",
        "32",
        "22",
    ),
}

SILENT = {
    "half of both together": (
        "By then two hospitals, with 150 and 90 beds, had been made one with 120, half of the former number."
    ),
    "of those counted in a list above": (
        "They came to:\n- Tara 28,500\n- Orn 10,140\n\nOf those brought to Tara, 14,535, or 51 per cent, were"
        " women; in Orn women were 5,273, or 52 per cent."
    ),
    "of those of another place": (
        "There were 624 of us; another camp had 540. In the first year 78 of the 624 died. In the other"
        " camp typhus took 54, or one in ten."
    ),
    "of other things": ("The list of 1942 has 640 names. In the town 20 per cent of the shops were closed."),
    "a rise of the price": (
        "The population was 4,500 in 1930. The price of bread rose by 40 per cent, and 900 people left."
    ),
    "of others in the camp": (
        "There were 300 Germans and 120 Poles in the camp; 15 per cent of the guards were women."
    ),
    "of two months together": (
        "640 families came in May and 320 in June; a third of the families had no roof."
    ),
    "patients, and those who went with them": (
        "A train took 299 patients from the asylum, with ten nurses, to Orn. By 1945 nearly half of these"
        " patients were dead."
    ),
    "what many said, of two kinds": (
        "We interviewed 147 refugees, 82 women and 65 men. Nine out of ten had no papers; 61% had been taken"
        " to the river in lorries."
    ),
    "the others": "By 1946 1,100 of 4,400 were dead. The others, 75 per cent, lived in barracks.",
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_what_is_told_in_percent_is_set_against_the_numbers(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong percentage, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_told_in_percent_is_no_alarm(text: str) -> None:
    assert not alarms(text)
