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
    "names of a country's places between commas": (
        "They emptied four villages of Abkhazia, Otap, Jgerda, Kutol, Lata and Chlou, in May.",
        "tension: 5 listed ≠ “four villages”",
    ),
    "days at sea between two dates": (
        "The brig sailed from Kiel on 3 June 1841 and came to Pictou on 29 July 1841, having been thirty-six "
        "days at sea.",
        "tension: 3 June 1841 to 29 July 1841: at least 56 days, not “thirty-six days”",
    ),
    "an age behind another one, of another date": (
        "She was born in 1831, walked with them at the age of seven, and told her story in 1907. She died in "
        "1912, aged ninety-one.",
        "tension: 1831 to 1912: at most 82 years, not “aged ninety-one”",
    ),
    "so many a day, for days, in all": (
        "Lorries carried 150 people a day for 20 days, 3,600 in all.",
        "tension: 3,600 ÷ 20 = 180, against “150 people a day”",
    ),
    "so many a week, and in the weeks": (
        "The shop turned out 36 ploughs a week; in the 50 working weeks of the year it delivered 2,160.",
        "tension: 2,160 ÷ 50 = 43.2, against “36 ploughs a week”",
    ),
    "parts of the number of the sentence before": (
        "At the coast they counted 2,914 houses. Of these 1,120 had been built by us, 983 had been left by "
        "the others, and 721 had been put up since.",
        "tension: 1,120 + 983 + 721 = 2,824, 90 short of “2,914 houses”",
    ),
    "a fall between round numbers": (
        "Deaths, which had numbered 1,250 in 1925, came down to 1,000 in 1926, a reduction of 25 per cent.",
        "tension: (1,250 − 1,000) ÷ 1,250 = 20 percent, against “25 per cent”",
    ),
    "born, dead and fled on a march": (
        "The party left Kiran on 24 September 1838 with 983 people. On the road 57 of them died, 19 children "
        "were born, and 10 people deserted. On 23 February 1839 965 people were counted.",
        "tension: 983 + 19 − 57 − 10 = 935, 30 short of “965 people”",
    ),
    "labelled lines between two counts": (
        "Strength on 1 January 1930: 900 persons\nArrived: 203\nBorn: 12\nDied: 41\n"
        "Strength on 1 January 1931: 1,047 persons",
        "tension: 900 + 203 + 12 − 41 = 1,074, 27 more than “1,047 persons”",
    ),
    "the dead out of whom children are told": (
        "The Kalmyks were deported in 1943. In 1944 there were 75 dead Kalmyks. Of the 57 dead Kalmyks of "
        "1944 38 dead were children.",
        "contradiction: 75 dead Kalmyks ≠ 57 dead Kalmyks: 18 people apart",
    ),
    "the dead of a place out of whom others are told": (
        "In Omsk 75 Kalmyks died in 1944. 19 of the 57 dead Kalmyks were children.",
        "tension: 75 Kalmyks ≠ 57 dead Kalmyks: 18 people apart",
    ),
    "the deportees out of whom others are told": (
        "In 1943 93,139 Kalmyks were deported. 12,000 of the 91,919 deportees were children.",
        "tension: 93,139 Kalmyks ≠ 91,919 deportees: 1,220 people apart",
    ),
    "a field and the words of its label": (
        "Date: 1755\nHouses burned: 276\n\nThe raid was long. By the end 726 houses had been burned at Orn.",
        "tension: 276 ≠ 726 houses: 450 houses apart",
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
    "whose villages they are, and names": "They left three villages of Abkhazia, Otap, Kutol and Lata.",
    "villages of as many countries": (
        "The party came from five districts of Kars, Ani, Van and Mush, and reached the port."
    ),
    "the names of ships are no numbers": (
        "Three ships lay there: the Three Friends, the Dolphin and the Ranger."
    ),
    "days of others between two dates": (
        "The ship sailed from Kiel on 3 May 1930 and reached Riga on 20 May 1930; the passengers were three "
        "days in quarantine."
    ),
    "years after what the sentence before does not tell": (
        "The regime was lifted in 1956. Only in 1968, 24 years after the deportation, could they come home."
    ),
    "so many a day, and what was saved": "He earned 3 roubles a day for 20 days, and saved 12 roubles.",
    "up to so many a day": "Up to 200 people a day came for ten days, 1,200 in all.",
    "kinds that overlap": (
        "There were 1,000 families. Of these 480 had a cow, 310 had a horse, and 100 had both."
    ),
    "a fall that fits": (
        "Deaths, which had numbered 1,250 in 1925, came down to 1,000 in 1926, a reduction of 20 per cent."
    ),
    "a march of which some came": (
        "The party left Kiran on 3 May 1915 with 840 people. On the road 90 died, 12 were born and 6 fled. "
        "On 9 June 1915 there were 210 people in the camp at Ras."
    ),
    "labelled lines of two camps": (
        "Camp A on 1 March 1930: 400 persons\nArrived: 20\nDied: 5\nCamp B on 1 March 1930: 390 persons"
    ),
    "a form that is filled in again": (
        "On 1 March: 400 persons\nArrived: 20\nDied: 5\nOn 1 April: 415 persons\nArrived: 30\nDied: 10\n"
        "On 1 May: 435 persons"
    ),
    "a field and a part of it": (
        "Date: 1755\nHouses burned: 376\n\nIn the suburb 346 houses were burned, and 30 in the town."
    ),
    "a field and the half of it": ("Date: 1755\nHouses burned: 376\n\nIn the suburb 188 houses were burned."),
    "labelled lines of what was let go": (
        "Released in 1944: 300 persons\nArrived: 50\nReleased in 1945: 320 persons"
    ),
    "kinds without an end": (
        "There were 1,095 sheep. Of these 480 were black, 310 were white, 170 were brown."
    ),
    "a march of which only the dead are told": (
        "The party left Kiran on 3 May 1915 with 840 people. On the road 90 died. On 9 June 1915 700 people "
        "were counted."
    ),
    "what two ships of one day took": (
        "The expulsion from Pisiquid was a part of the expulsion of the Acadians. On 5 September 1755 "
        "Captain Murray called the men into Fort Edward; 183 came. The Dolphin, of 87 tons, was allowed two "
        "persons to the ton, or 174; she took 230, which was 56 too many. The Ranger, of 91 tons, took 263."
    ),
    "settlers of whom others died": (
        "Memorandum on the special settlers in 1949\n\nOn the register on 1 January 1949: 48,620 persons\n"
        "Died: 986\n\nMortality differs greatly. In the area of Abansk, 105 of 5,250 settlers died, 20 per "
        "thousand. In the area of the Turovo office, 192 of 6,400 settlers died, 30 per thousand."
    ),
    "what two ships took": "The Dolphin took 230 exiles. The Ranger took 263 exiles.",
    "settlers of whom some died": (
        "The settlers are in two areas. In the area of Abansk, 105 of 5,250 settlers died, 20 per thousand. "
        "In the area of Turovo, 192 of 6,400 settlers died, 30 per thousand."
    ),
    "ten of the horses": "It had 49 wagons, one to every twenty people, and 490 horses, ten to a wagon.",
    "families of whom houses are no part": (
        "The office settled 12,480 families.\n\n11,408 houses were taken over. Of these 5,214 were deported "
        "people’s, 4,318 were new, and 1,876 were sheds."
    ),
    "two out of two others": (
        "Of the 80 men 9 died, and of the 90 women 7 died, and of the 100 children 30 died."
    ),
    "children of whom some went": (
        "There are 7,140 children of school age. 6,426 of them, that is, 90 percent, attended school."
    ),
    "settlers of two settlements": (
        "In the Kuzma settlement 84 of 4,200 settlers died, 20 per thousand. In the Belaya settlement 130 of "
        "5,200 settlers died, 25 per thousand."
    ),
    "of stone, of timber and of clay": (
        "In the village stood 1,402 houses. Of them 610 were of stone, 512 of timber, and 280 of clay."
    ),
    "three to a cart": "They had 14 carts, one to every thirty persons, and 42 mules, three to a cart.",
    "an increase that is no share of all": (
        "In 1950 there lived 9,184,466 persons in Bavaria, 1,937,300 of them Germans. On 29 October 1946 "
        "there had been 1,695,000 Germans. The increase comes to 242,300, that is 14.3 per cent; in the same "
        "period the native population grew by a mere 1.2 per cent."
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_what_is_told_together_is_set_against_each_other(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == [expected]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_seems_told_together_is_no_alarm(name: str) -> None:
    assert [str(finding) for finding in alarms(HARMLESS[name])] == []
