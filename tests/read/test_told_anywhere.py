"""Figures that belong together in whatever words and order they are told, and their silent twins."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "among so many, so many children, or percent": (
        "In all 16,480 people were flown out, among them 7,240 children, or {} percent.",
        "54",
        "44",
    ),
    "of these beds": (
        "The camp has 2,400 beds. Of these 1,560, or {} per cent, were occupied at noon.",
        "75",
        "65",
    ),
    "of these deaths, of children under an age": (
        "They registered 13,183 deaths. Of these, 6,096 were deaths of children under 16, or {} percent.",
        "56.2",
        "46.2",
    ),
    "a balance": (
        "The Committee received 18,260 florins and spent 15,985, which leaves a balance of {} florins.",
        "2,725",
        "2,275",
    ),
    "the remaining ones of these": (
        "The report speaks of {} deportees, who left in 67 trains. Of these, 151,136 were sent to Tara,"
        " 8,597 to"
        " Orn and the remaining 31,911 to Senna.",
        "191,044",
        "191,644",
    ),
    "the other ones": (
        "It moved {} Muslims to Turkey, 271,900 of them by ship and the other 62,700 by rail.",
        "354,600",
        "334,600",
    ),
    "what a report adds up to": (
        "From Tara 21,480 people were taken, from Orn 9,340 and from Senna 6,215; the report adds these"
        " up to {}"
        " deportees.",
        "37,935",
        "37,035",
    ),
    "and these": (
        "97 households were sent to Tara, 54 to Orn and 43 to Senna, and these {} are all that left.",
        "184",
        "194",
    ),
    "so many days later, on a day": (
        "They received their notice on 19 May 1942. They left the house four days later, on {}, with a cart.",
        "17 May",
        "23 May",
    ),
    "those days": (
        "We were loaded on 14 June 1946 and reached the camp on {}; those nine days I shall not describe.",
        "21 June",
        "23 June",
    ),
    "a journey between the days of other sentences": (
        "They came on 13 April 1940. The journey lasted {} days. A door was opened. On 1 May 1940 we"
        " were set down"
        " in the steppe.",
        "26",
        "18",
    ),
    "after days on a train": (
        "We left on the 19th of June 1941. After {} days on the train we were let out at Tara. It was"
        " the 2nd of July.",
        "23",
        "13",
    ),
    "destroyed before it was put up": (
        "The third tent, put up on 18 January 1923, was destroyed by a storm on {}.",
        "11 January 1923",
        "21 January 1923",
    ),
    "emptied before it left": (
        "The last train left Tara on 28 November 1944 and was emptied at Orn on {}.",
        "18 November 1944",
        "18 December 1944",
    ),
    "so many kilometres long": (
        "The route was 610 kilometres long, or {} miles in the papers.",
        "479",
        "379",
    ),
    "reckoning a unit at so much": (
        "It comes to 12,500 feddans. Reckoning the feddan at 0.42 hectares, as we do, this is {} hectares.",
        "2,250",
        "5,250",
    ),
    "miles in brackets": (
        "It is 6,500 km ({} mi) from here.",
        "5,200",
        "4,040",
    ),
    "so many a day, and the number in the days": (
        "In April the average was 130 a day and the number of the dead in the 30 days {}.",
        "4,900",
        "3,900",
    ),
    "so many a day, all of them before the days": (
        "In March 120 people died a day on the average, so that {} were buried in the thirty-one "
        "days of the month.",
        "2,720",
        "3,720",
    ),
    "daily, and there were so many": (
        "On average 35 graves were dug daily, and in the 28 days of February there were {} of them.",
        "1,980",
        "980",
    ),
    "meals a day in the next sentence": (
        "The kitchen gave out 2,400 meals a day. In the 15 days of the strike it gave out {} meals.",
        "63,000",
        "36,000",
    ),
    "every day, and after so many days": (
        "140 refugees crossed the bridge every day; after 20 days {} had crossed it.",
        "8,200",
        "2,800",
    ),
    "deaths a day, all of them before the days": (
        "With 65 deaths a day the camp lost {} persons in 30 days.",
        "2,950",
        "1,950",
    ),
    "a unit told by half of it": (
        "The ration was half an oke (640 grammes) for a grown person. At the camp 2,500 okes ({} "
        "kg) were given out a day in May.",
        "320",
        "3,200",
    ),
    "a unit told outright": (
        "An oke is 1.28 kg. The camp received 3,000 okes ({} kg) of bread.",
        "8,340",
        "3,840",
    ),
    "a unit told by another number of it": (
        "They had 30 kantars (1,680 kg) of olives. The tax took 7 kantars ({} kg).",
        "932",
        "392",
    ),
    "a unit told in metres and repeated in hectares": (
        "A dönüm (919 square metres) was given to each head; the village got 600 dönüms ({} "
        "hectares) in all.",
        "51.1",
        "55.1",
    ),
    "the remaining share": (
        "In the camp 45 percent of the prisoners were Poles and 35 percent Ukrainians; the "
        "remaining {} percent were Jews.",
        "30",
        "20",
    ),
    "the remaining share, of where they came from": (
        "Of the refugees, 42 percent came from Orn, 31 percent from Kesh and 15 percent from the "
        "region of Zol; the remaining {} percent were from Tar.",
        "22",
        "12",
    ),
    "the remaining share in a sentence of its own": (
        "In 1937 35 percent of the deportees were settled in the district of Osh. A further 45 "
        "percent went to Jalal. The remaining {} percent were sent to the north.",
        "40",
        "20",
    ),
    "a rise from one number by another": (
        "At the census of 1928 the province had 74,260 inhabitants. In eight years the population "
        "had risen from 61,850 in 1920 by {}.",
        "22,410",
        "12,410",
    ),
    "a rise from one number to another, that is by": (
        "The population rose from 42,200 in 1926 to 53,700 in 1939, that is by {}.",
        "12,500",
        "11,500",
    ),
    "what a village had thus lost": (
        "The village had 1,360 people before the war and 872 after it; it had thus lost {}.",
        "588",
        "488",
    ),
    "a rise since another year": (
        "The census of 1911 gave 21,750 souls. Since 1901, when it had been 17,230, the population "
        "had thus increased by {}.",
        "4,250",
        "4,520",
    ),
    "dead, born and fled between the start and the agent": (
        "According to the muster roll it set out with 1,318 people. On the march 93 died and 17 "
        "were born, 41 deserted, and none joined. At the fort {} were handed over to the agent.",
        "1,210",
        "1,201",
    ),
    "deaths and births as nouns": (
        "With 580 Cherokees the second party set out on 3 October. There were 38 deaths and 11 "
        "births on the march, and 17 people deserted. At the end of the road {} were mustered.",
        "563",
        "536",
    ),
    "signed for": (
        "The detachment consisted of 1,220 people when it left. 64 of them died, 22 escaped and 9 "
        "children were born on the march. The agent signed for {} people.",
        "1,243",
        "1,143",
    ),
    "names after of": (
        "They were held in the {} internment camps of Hain, Moschwitz, Neudorf and Sankt Anna.",
        "three",
        "four",
    ),
    "names in brackets": (
        "The ships stopped at {} ports (Varna, Burgas, Constanta and Odessa).",
        "three",
        "four",
    ),
    "fewer names than villages": (
        "The {} villages of Malk, Zheleznovo and Terek were burned down.",
        "four",
        "three",
    ),
    "a family had on average": (
        "4,460 families were deported from the oblast, 22,300 persons in all, so that a family had "
        "{} members on average.",
        "3.0",
        "5.0",
    ),
    "the average household": (
        "The 830 households numbered 4,565 souls; the average household had {} members.",
        "4.5",
        "5.5",
    ),
    "one in so many, behind their boys and girls": (
        "Among those landed there were 14,040 children under twelve. 2,340 of them, 1,280 boys and "
        "1,060 girls, had lost both parents, that is one child in {}.",
        "four",
        "six",
    ),
    "which is one in so many": (
        "310 of the 2,480 houses had been burned, which is one house in {}.",
        "five",
        "eight",
    ),
    "every so-manieth of them": (
        "The district had 640 farms in 1940. In 1946 80 of them stood empty, every {} farm.",
        "fourth",
        "eighth",
    ),
}

SILENT = {
    "wagons of each train": (
        "38 trains left the station, each with 40 wagons and 30 persons to a wagon, so that 45,600 "
        "people were transferred."
    ),
    "those sent on, and those still there": (
        "In 1864 74,300 emigrants were landed. Of these 35,200 were sent on by sea and 18,900 by "
        "road, 14,640 died, and 5,560 were still in the camps on 30 September."
    ),
    "many more in another year": (
        "Of the 6,240 who were found fit for work, 2,184 had been mobilised by March 1942. In 1946 "
        "the commandants counted 15,600 settlers."
    ),
    "orphans and a total that is told of the next number": (
        "2,340 of the children, 1,280 boys and 1,060 girls, had lost both parents, that is many. "
        "The Board placed 870 of the orphans with families; 46 were found to have been sold."
    ),
    "men of each day, and metres of the days": (
        "In June 180 men were at work each day, and in the thirty days 700 metres of road were built."
    ),
    "villages of other areas": (
        "Each of 3 villages (40 hectares) was sold, and 5 villages (120 hectares) burned."
    ),
    "a tenth of those of whom a share is told": (
        "At least 1,731 persons died there, or 4.3 percent of the deported; 175 of them, a tenth, "
        "were children."
    ),
}


@pytest.mark.parametrize(("text", "wrong", "right"), CLASHES.values(), ids=CLASHES)
def test_what_is_told_anywhere_is_set_against_each_other(text: str, wrong: str, right: str) -> None:
    """An alarm is raised with the wrong number, and none with the right one."""
    assert alarms(text.format(wrong))
    assert not alarms(text.format(right))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_seems_told_anywhere_is_no_alarm(text: str) -> None:
    assert not alarms(text)
