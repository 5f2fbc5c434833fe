"""Figures that belong together across sentences and units: days between dates, so much to each, the rest."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

CLASHES = {
    "days later, behind two dates": (
        "The order was cried in the squares on 22 September 1609 and the last ship left on 3 November, "
        "61 days later.",
        "tension: 22 September 1609 to 3 November: at most 42 days, not “61 days”",
    ),
    "days later, before the second date": (
        "The fever ward was opened on 17 January 1940 and sixty-one days later, on 2 March, it was closed.",
        "tension: 17 January 1940 to 2 March: at most 45 days, not “sixty-one days”",
    ),
    "days behind both ends": (
        "The evacuation lasted from 12 September to 9 October 1944, forty-one days.",
        "tension: from 12 September to 9 October 1944 ≠ forty-one days: at least about 12 days apart",
    ),
    "days on the way from a day some sentences before": (
        "They came on the night of 13 June 1941. At the station they put us into a wagon. On 9 July we "
        "were set down on a sandbank, after thirty-five days on the way.",
        "tension: 13 June 1941 to 9 July: at most 26 days, not “thirty-five days”",
    ),
    "years of building": (
        "The foundation of the church was laid in 1927. Money was short, and it was consecrated in "
        "1934, after eleven years of building.",
        "tension: 1927 to 1934: at most 8 years, not “eleven years”",
    ),
    "so many in a thousand of those of a sentence before": (
        "The brig sailed with 640 emigrants. 32 of the emigrants died on the crossing, which is 80 in "
        "a thousand.",
        "tension: 32 ÷ 640 = 5 percent, against “80 in a thousand”",
    ),
    "so many in every thousand": (
        "75 of the 1,250 settlers died in that winter, that is 90 in every thousand.",
        "tension: 75 ÷ 1,250 = 6 percent, against “90 in every thousand”",
    ),
    "so many are in a thousand": (
        "The parish had sent 2,100 evacuees, so that the 63 dead are 40 in a thousand.",
        "tension: 63 ÷ 2,100 = 3 percent, against “40 in a thousand”",
    ),
    "pounds a household": (
        "Compensation was paid to 684 households, in all £47,880, which is on the average £95 a household.",
        "contradiction: 47,880 ÷ 684 = 70, against “£95”",
    ),
    "paid to each of so many": (
        "In 1945 5,500 marks were paid to each of 1,200 families, 7,600,000 marks in all.",
        "contradiction: 7,600,000 ÷ 1,200 = 6,333.3, against “5,500 marks”",
    ),
    "head of cattle in each of the weeks of a year": (
        "In each of the 52 weeks of 1866 the agent gave out 14 head of cattle, 528 head in the year.",
        "contradiction: 528 ÷ 52 = 10.2, against “14 head of cattle”",
    ),
    "every one of the days": (
        "For every one of the 80 days of the march he had to furnish 25 bushels of corn, 2,400 bushels "
        "in all.",
        "contradiction: 2,400 ÷ 80 = 30, against “25 bushels”",
    ),
    "ounces to each ration, and pounds": (
        "Each is given 12 ounces of flour. On Saturday, when 16,500 rations were handed out, 9,600 "
        "pounds of flour were drawn for them.",
        "tension: 75 % of 16,450 (from “16,500 rations”) = about 12,338, about 2,688 more than 9,650, "
        "the most that “9,600 pounds” allows",
    ),
    "shillings and pounds": (
        "In 1816 the estate repaid 2,400 shillings of rent, or £160, to the tenants.",
        "tension: 5 % of 2,450 (from “2,400 shillings”) = about 122, about 38 short of “£160”",
    ),
    "one night and another": (
        "The camp held 18,350 people on Sunday night. On Monday 2,480 came in and 1,130 were sent "
        "away, so that last night 20,260 people slept under its canvas.",
        "tension: 18,350 + 2,480 − 1,130 = 19,700, 560 short of “20,260 people”",
    ),
    "counted in at the gate": (
        "Of the 2,140 people who set out, 187 died on the road and 64 were carried off. An officer "
        "stood at the gate, and counted in 1,829.",
        "tension: 2,140 − 187 − 64 = 1,889, 60 more than “1,829”",
    ),
    "men, women and children of whom a number consists": (
        "The 36 islanders were 13 men, 10 women and 8 children.",
        "tension: 13 + 10 + 8 = 31, 5 short of “36 islanders”",
    ),
    "those in the centres": (
        "In June 29,050 persons lived in private homes, and 2,150 in collective centres. Of the "
        "persons in the collective centres, 2,390 were lodged in schools.",
        "tension: 2,390 is 240 more than “2,150”",
    ),
    "journeys by lorry in two paragraphs": (
        "The removal had taken 412 journeys by lorry.\n\nFor the 368 journeys by lorry the contractor "
        "was paid in May.",
        "tension: 412 journeys ≠ 368 journeys: 44 journeys apart",
    ),
    "what the evacuation cost in two paragraphs": (
        "The evacuation cost the Department £1,006.\n\nThe Department set off the evacuation’s cost of "
        "£1,340 against the rent.",
        "tension: £1,006 ≠ £1,340: 334 pounds apart",
    ),
    "persons named one by one": (
        "We were seven in our cart: my father, my mother, Grandmother Rifka, my brothers Leo and Max, and I.",
        "tension: 6 listed ≠ “seven”",
    ),
    "an old doctor and I": (
        "We were five: Sister Klara, Sister Agnes, an old doctor and I.",
        "tension: 4 listed ≠ “five”",
    ),
}
HARMLESS = {
    "days later that fit": (
        "The order was cried in the squares on 22 September 1609 and the last ship left on 3 November, "
        "42 days later."
    ),
    "days later than others": (
        "The order was signed on 4 March and read on 9 March, two days later than in the town."
    ),
    "a season is no stretch of time": ("We came home in the summer of 1946, after five years."),
    "a journey of others": (
        "They were arrested on 3 March 1943. On 14 April, after thirty days on the way, the parcel came."
    ),
    "years in an office": (
        "The dam was begun in 1931. He left the office in 1938, after ten years of service."
    ),
    "a rate of others in a thousand": (
        "Of 400 infants 60 died, or 150 in a thousand. In the valley the rate was 40 in a thousand."
    ),
    "rations that fit": (
        "Each is given 12 ounces of flour. When 16,500 rations were handed out, 12,375 pounds of flour "
        "were drawn for them."
    ),
    "rations of two kinds": (
        "The store gave 500 grams of meal to each man and 300 grams to each woman. When 1,200 people "
        "had been served, 480 kilograms of meal were gone."
    ),
    "pounds and shillings of one sum": ("Rent was £3 10s, or 70 shillings, at the May term."),
    "so much a week, and a year": ("The carter took 30 shillings a week (£78 a year)."),
    "all of it, and so much a day": ("Each family got 14 kilograms of bread (500 grams a day)."),
    "the price of another thing": ("Bread was sold for 12 kopecks, or two roubles the pood."),
    "two payments": ("Rent was paid in shillings: 240 shillings (£6 in May and £6 in November)."),
    "two sides in two units": ("It measures 68 by 52 inches (173 by 132 cm)."),
    "others who slept elsewhere": (
        "On Friday night the camp held 6,120 people. On Saturday 480 came in. On Sunday 5,900 people "
        "slept in tents, and the others in the open."
    ),
    "counted in another party": (
        "Of the 800 in the first party 12 died. The guard counted 640 in the second party."
    ),
    "out of the next number": (
        "Of the 900 prisoners 60 died and 40 fled. Of the 102 who came back, 2 died on the road. The "
        "guards counted 100."
    ),
    "came and went": (
        "During the week 58 were admitted and 71 died, so that on Saturday 329 patients lay in the wards."
    ),
    "and others": ("There were six of us: three boys, two girls and I."),
    "a number of whom some are counted again": (
        "In May there were 144 of us, or 135 if you don’t count the boys who were with the Army. 31 "
        "had died and three were born since 172 of us left."
    ),
    "a list behind a colon with a number before it": (
        "They put us into a wagon with forty others, so that it held forty-six: twelve men, eighteen "
        "women and sixteen children.\n\nThere were 112 of us in the settlement."
    ),
    "a total of other things, further on": (
        "The list has 65 wagons with tents, and three for the sick. He furnished 2,000 bushels in all. "
        "For the 65 wagons they paid $5 a day."
    ),
    "those in the centres a year later": (
        "In the barracks lived 900 people in June. In August they held more. Of the people in the "
        "barracks, 850 had come in winter."
    ),
    "journeys of two years": (
        "The levy took 63 wagons of hay in 1914.\n\nIn 1915 the 71 wagons of hay were refused."
    ),
    "what another evacuation cost": (
        "The evacuation cost the parish 900 marks.\n\nThe second evacuation’s cost of 1,100 marks was "
        "paid by the state."
    ),
    "parents are two": ("There were four of us left: my parents, my aunt and I."),
    "others in the cell": ("There were five in the cell: Petrov, Ivanov, Sidorov and two others."),
    "a few here and a few there": (
        "We were five in the hut. In June 1942 my aunt died. They were three in the next one."
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_what_is_told_apart_is_set_against_each_other(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == [expected]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_seems_to_belong_together_is_no_alarm(name: str) -> None:
    assert [str(finding) for finding in alarms(HARMLESS[name])] == []
