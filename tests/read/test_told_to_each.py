"""So much to each, with the whole and those who shared it in other sentences, and the silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "an hour, over three sentences": (
        "From the station to the halt was 640 kilometres. It took thirty-two hours. He worked it out, {}"
        " kilometres an hour, and laughed.",
        "thirty",
        "twenty",
    ),
    "each day, in what somebody wrote": (
        "Between the rivers the party covered 168 miles in 14 days. “We make {} miles each day,” he wrote.",
        "17",
        "12",
    ),
    "days told first": (
        "In those 63 days the kitchen gave out {} bowls a day, or 144,900 bowls in all.",
        "2,500",
        "2,300",
    ),
    "deaths a day, on average": (
        "From 1 to 28 February 84 persons died of all causes, which means {} deaths a day on average over"
        " these 28 days.",
        "six",
        "three",
    ),
    "life at so many to a wagon": (
        "It was made up of 58 goods wagons, and 2,320 people were entered on its papers; all but nineteen"
        " are known. He tells of life at {} to a wagon.",
        "fifty",
        "forty",
    ),
    "an average to the voyage": (
        "The ship has made ten voyages, five to Venice and five to Ancona. The office puts the number of"
        " her passengers at 13,058, of whom 7,214 landed at Venice. With an average of {} to the voyage she"
        " was never empty.",
        "1,530",
        "1,306",
    ),
    "the mean size of a family": (
        "Through the points there passed 1,130 families, together 6,214 persons. The mean size of a family"
        " was {} persons.",
        "4.4",
        "5.5",
    ),
    "each family, out of a sum told before": (
        "The Government made a payment of £650,000. They think of an equal division among the 520 families"
        " on the register, which would give each family £{}.",
        "1,520",
        "1,250",
    ),
    "one loaf to so many": (
        "There are 5,400 people in its yards. The bakers send up 2,700 loaves each morning, which makes one"
        " loaf to {} persons.",
        "three",
        "two",
    ),
    "every one of the trains, and departures": (
        "In March nine trains left, every one of them with its full 1,650 passengers, and the office booked"
        " {} departures.",
        "16,850",
        "14,850",
    ),
    "grams a day, and kilograms": (
        "An adult received 250 grams of flour a day, or {} kilograms in a month of 30 days.",
        "10.5",
        "7.5",
    ),
    "in each of the wagons exactly": (
        "He counted the train: fifty-two wagons with people in them, and in each exactly thirty, so that"
        " there were {} of us.",
        "1,860",
        "1,560",
    ),
    "carts that so many shared": (
        "The convoy had 46 carts. On them 828 persons found room, so that {} shared one cart.",
        "twenty-four",
        "eighteen",
    ),
    "each barrack, before they are counted": (
        "Each barrack held 120 people. There were 16 barracks, and {} people lived in the settlement.",
        "2,120",
        "1,920",
    ),
    "an average told before the census": (
        "The average number of persons per house was {}. The census found 2,450 persons in 490 houses.",
        "6.4",
        "5",
    ),
    "on each of the days, and altogether": (
        "The bakery sent 1,150 loaves on each of the 30 days of June. Altogether we received {} loaves.",
        "43,500",
        "34,500",
    ),
    "a day, and a week": (
        "A ration was 600 grams a day, which my mother wrote down as {} kilograms a week.",
        "4.8",
        "4.2",
    ),
    "a month, and a year": (
        "The Committee gave 20 roubles a month, or {} roubles a year, to each widow.",
        "300",
        "240",
    ),
    "on so many days, in the sentence before": (
        "They ran every day, that is on 40 days, and brought 240 persons a day. Thus {} persons have been"
        " moved.",
        "7,200",
        "9,600",
    ),
    "on every one of these days": (
        "The office was open on 20 days in February. On every one of these days it packed the goods of 45"
        " families, {} families in all that month.",
        "1,200",
        "900",
    ),
    "grams a day to each, for so many days": (
        "Each of 96 children was given 250 grams a day for four days, so that the children received {}"
        " kilograms of bread altogether.",
        "240",
        "96",
    ),
    "litres a head, and days in the next sentence": (
        "The ration was 10 litres of water a day per head. In 20 days the 350 persons used {} litres.",
        "700,000",
        "70,000",
    ),
    "tonnes of so many grams": (
        "For 30 days the 1,500 settlers got 300 grams of flour a day each, altogether {} tonnes.",
        "31.5",
        "13.5",
    ),
}

SILENT = {
    "days of a journey, and people": "After 12 days they came, at 20 miles a day. In all 3,200 people came.",
    "rations of two kinds": (
        "Each worker got 500 grams a day, each child 300. For 30 days 1,200 kilograms came to 200 persons."
    ),
    "what women cut": (
        "Each of the 40 women had 300 grams a day. In 12 days they cut 900 kilograms of reeds."
    ),
    "a week of work": "He was paid 4 shillings a day, that is 24 shillings a week.",
    "another ration a week": "A child got 200 grams a day, instead of 2 kilograms a week.",
    "wagons of their own": (
        "He counted fifty-two wagons, and in each exactly thirty, so that there were 1,560 of us. The"
        " guards had 3 wagons of their own at the end."
    ),
    "a rough number to a train": (
        "The 37,460 people were carried off in 14 trains, with about 2,700 people to a train."
    ),
    "the days in which money was spent": (
        "The £40 were 6,000 drachmas, reckoned at 150 to the pound, and spent in two days on blankets at"
        " thirty drachmas apiece."
    ),
    "families and their heads": (
        "The list showed 1,260 families. Of 1,260 heads of households 819 were women."
    ),
    "a norm, and what was done": (
        "The norm was 4 cubic metres a day, and in June, with 24 working days, each of them was credited"
        " with 96."
    ),
    "houses and lodgers, and others at the fountain": (
        "We have rented three houses for orphans, with forty-five children in each, 135 altogether. The"
        " consul gave bread for 120 women."
    ),
    "what it costs, and what died in other days": (
        "Bread costs us 110 pounds a day, and I have in hand 1,450 pounds. There died in the last seven days"
        " 317 persons."
    ),
    "money a head, and the length of the road": (
        "There are five horses to every twenty persons. They are to have $65.88 a head. The road is reckoned"
        " at 800 miles."
    ),
    "a rule, and those on board": (
        "The rule allowed two persons to the ton. The sloop of 70 tons took 170 people on board."
    ),
    "those who shared the carts that were left": (
        "The party of 45 carts carried 1,800 people. Each cart that was left had lost a wheel, and fifty"
        " loaves were given out."
    ),
    "an average told roughly": (
        "The 12,600 families, 40,320 people, were loaded on trains. There were three people to a family on"
        " average."
    ),
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_what_is_told_to_each_is_set_against_the_whole(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_told_to_each_is_no_alarm(text: str) -> None:
    assert not alarms(text)
