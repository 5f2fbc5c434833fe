"""Where, when and of what a number is that only the rest of its document tells."""

import pytest

from zul.read.drafts import draft_claims
from zul.read.text.documents import read_document
from zul.terms.dates import Period
from zul.terms.draft import Draft


def read(text: str) -> list[Draft]:
    name = "text.md" if text.startswith("#") else "text.txt"
    return draft_claims(read_document(text.encode(), name=name))


def drafts(text: str) -> dict[str, Draft]:
    """The quantities of a text by their words."""
    return {draft.as_written: draft for draft in read(text) if not isinstance(draft.reading, Period)}


TIMES = {
    "what had been done before does not move the story": (
        "They came for us on 25 March 1949. Father could not help. He had been arrested in the autumn of"
        " 1945.\n\nFrom Kaika they took 31 people.",
        "31 people",
        "1949",
    ),
    "nor does a paper that had foreseen it": (
        "A decree of 17 July 1937 set up zones. A resolution signed on 17 December 1936, had already"
        " foreseen it. On 4 October 318 left.",
        "318",
        "1937",
    ),
    "nor do those who had been brought there earlier": (
        "On 1 January 1946 there were 412 families, all of them Tamars brought from Sardol in March 1944."
        " In the same months 47 children were born.",
        "47 children",
        "1946",
    ),
    "nor does how many had lived there": (
        "In March 1942 the trucks came. Lempola had 412 inhabitants in 1939; perhaps 290 were alive.",
        "perhaps 290",
        "1942",
    ),
    "by November they had gone, and the story goes on from it": (
        "The census of 1951 recorded 73,000 exiles. By November 1947 the army had moved 8,100. A column left"
        " on 11 September with 4,020 people.",
        "4,020 people",
        "1947",
    ),
    "a bound comes after what is told of it": (
        "All was to be finished by 1 January 1938. The first train left on 9 September with 318 people.",
        "318 people",
        "1937",
    ),
    "a line in capitals says of which year a table is": (
        "CENSUS OF SARDOL, 1951. NOTE ON TABLE FOUR\n\n1. A displaced person is anyone who left his home on"
        " 15 August 1947.\n\n2. The first line shows 2,104 persons.",
        "2,104 persons",
        "1951",
    ),
    "a report is of the days that it covers": (
        "SARDOL\nPeriod: 1–15 February 2024\n\nOn 31 December 2023 there were 709 people.\n\nBetween 8 and 13"
        " February 780 houses were burned.",
        "780 houses",
        "2024",
    ),
    "a decree in an infobox does not say when the article was written": (
        "# The Tamars\n\n- **Decree:** No. 1428 of 21 August 1937\n- **Trains:** 124\n\nAt Sardol a train ran"
        " off the line on 12 September, and 21 people died.",
        "21 people",
        "1937",
    ),
    "today is the day of the line above": (
        "SARDOL, 18 May 1994. In 1989 there were 38,000 Tamars, and today there are 250,000.",
        "250,000",
        "1994",
    ),
    "a day beside that of the dispatch": (
        "SARDOL, April 16, 1947. The exchange, agreed on February 27, 1946, is under way. The first train"
        " left on April 12 with 41 families.",
        "41 families",
        "1947",
    ),
    "the parts are of the time of their whole": (
        "Under the ordinance of 29 November 1949, 69,400 exiles moved in 1950: 31,700 to Tara and 18,200 to"
        " Sardol.",
        "18,200",
        "1950",
    ),
    "a census counted at its own date": (
        "The census of 1 March 1951 counted 2,098 persons who had left their homes after 1 March 1947.",
        "2,098 persons",
        "1951",
    ),
    "those deported were so when it happened": (
        "On 25 March 1949 the Tamars were taken away. They came home on 9 September 1956. In the county 1,874"
        " people had been deported.",
        "1,874 people",
        "1949",
    ),
    "what will be ready later tells nothing of now": (
        "SARDOL, 5 November 1949. Of six new houses four are finished; the rest will be ready before spring"
        " 1950.",
        "six new houses",
        "1949",
    ),
    "an entry of a chronicle leads on to the next": (
        "1 September 1948. We begin with 87 pupils.\n\n10 June. The year ends with 59 pupils.\n\n2"
        " November. A"
        " letter with 12 names.",
        "12 names",
        "1949",
    ),
}


@pytest.mark.parametrize(("text", "figure", "year"), TIMES.values(), ids=TIMES)
def test_the_year_of_a_number(text: str, figure: str, year: str) -> None:
    draft = drafts(text)[figure]
    assert draft.cell is not None
    assert str(draft.cell.period)[:4] == year


DATES = {
    "not until": ("Not until April 1, 1949 could anyone go home.", ["1949-04-01"]),
    "never before": ("The houses will not be ready before May 1950.", ["1950-05"]),
    "until alone": ("They stayed there until 1 April 1949.", ["../1949-04-01"]),
    "two months and a number": (
        "On 3 June 1949 they came. In August and September 19 settlers fell ill.",
        ["1949-06-03", "1949-08/1949-09"],
    ),
    "that winter": ("On 3 November 1946 we left. That winter it snowed.", ["1946-11-03", "1946-12/1947-02"]),
    "both ends of a yearly report": (
        "Yearly Report for 1943\n\nOn 1 January 1943 there were 497, and on 31 December 431. Until May"
        " it snowed.",
        ["1943", "1943-01-01", "1943-12-31", "../1943-05"],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), DATES.values(), ids=DATES)
def test_dates(text: str, wanted: list[str]) -> None:
    assert [str(draft.reading) for draft in read(text) if isinstance(draft.reading, Period)] == wanted


PLACES = {
    "an article comes back to the place of its title": (
        "The Deportation from the Sardol SSR\n\nThe files were opened in Tara in 2004. In all 31"
        " came.\n\nIn the"
        " event 11,293 families were deported.",
        "11,293 families",
        "sardol",
    ),
    "where something was decided it did not happen": (
        "In 14 districts of Sardol 312 were heard.\n\nIt was decided in Moscow on 29 January. The plan"
        " was for"
        " 8,500 families.",
        "8,500 families",
        "sardol",
    ),
    "the republic is that of the people": (
        "The census counted 368 Chechens in the Checheno-Ingush ASSR and 26 Chechens in"
        " Dagestan.\n\nSome 1,900"
        " soldiers were assembled in the republic.",
        "Some 1,900 soldiers",
        "checheno-ingush-assr",
    ),
    "a report to a district is about it": (
        "To the executive committee of Tara district\n\nREPORT on the settlers from the Volga\n\n1."
        " Reception."
        " The farm received 64 families.",
        "64 families",
        "tara",
    ),
    "a place with those in which it lies": (
        "Hospital at Cape Tumul, Bulun District\nReport\n\nWe have 18 beds.",
        "18 beds",
        "cape-tumul",
    ),
    "a word of a title in capitals is no place": (
        "TO THE READER\n\nThis book holds 4,318 names.",
        "4,318 names",
        None,
    ),
    "nor is a mood": (
        "THE EMPTY VALLEY\n\nThey took 46 lorries.",
        "46 lorries",
        None,
    ),
    "the page of a village stays there when some are sent away": (
        "# History of our village Sardol\n\nSardol lies on a hill. In 1930 23 families were sent to"
        " Tara. In the war"
        " 164 men served.",
        "164 men",
        "sardol",
    ),
    "an interview is told of another place than it was recorded at": (
        "Interview\nTara, 12 March 1983\n\nQ: Tell me about the farm at Sardol.\n\nA: We were"
        " seven.\n\nQ: And"
        " then?\n\nA: We had 12 acres.",
        "12 acres",
        "sardol",
    ),
    "a consulate lies in the town that its letter names first": (
        "American Consulate, Tara, Syria, 3 October 1915\n\nSir: 61,240 exiles came.",
        "61,240 exiles",
        "tara",
    ),
    "names with their numbers between semicolons": (
        "I read out the top: Tara, 2,610; Sardol, 1,930; Ishim, 1,875.",
        "1,930",
        "sardol",
    ),
    "the word for its kind belongs to a name": (
        "By destination: Tara oblast 78,240 persons (33 trains), Sardol oblast 71,900 (31 trains).",
        "31 trains",
        "sardol",
    ),
    "one after the other, each with its number": (
        "Tara stands first with 527 exiles, followed by Sardol with 433 and Ishim with 426.",
        "433",
        "sardol",
    ),
    "where one part of a list went the others did not": (
        "In Sardol, 189 were released, 71 were transferred to Tara and 15 deserted.",
        "15",
        "sardol",
    ),
    "those from several lands are where they came to": (
        "# The Tara oblast\n\nIt took 21 trains from the western oblasts of the Ukrainian SSR, with"
        " 9,146 families.",
        "9,146 families",
        "tara",
    ),
}


@pytest.mark.parametrize(("text", "figure", "place"), PLACES.values(), ids=PLACES)
def test_the_place_of_a_number(text: str, figure: str, place: str | None) -> None:
    draft = drafts(text)[figure]
    assert draft.cell is not None
    assert draft.cell.place == place


UNITS = {
    "the columns of lines": (
        "Region: families; persons\nTara: 7,216; 21,340\nOther regions: 812; 2,126",
        {"812": "family", "2,126": "person"},
    ),
    "deaths by their cause": (
        "The train was late.\n\nAnnex 1. Deaths by cause\nPneumonia: 14\nMeasles: 9\nTyphus: 6",
        {"14": "person", "9": "person"},
    ),
    "what others got of the same": (
        "Whoever worked got 800 grams of bread, whoever did not got 400.",
        {"400": "gram"},
    ),
    "parts of families": (
        "In all 13,624 families were deported: 9,250 as kulaks and 4,374 as others.",
        {"9,250": "family"},
    ),
    "families that a sentence is of": (
        "Of the families registered, 412 lodge with farmers, 139 in barracks; 37 have bought houses.",
        {"139": "family", "37": "family"},
    ),
    "a majority that did something": (
        "Of the 246 witnesses a majority said that they had been robbed.",
        {"a majority": "percent"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), UNITS.values(), ids=UNITS)
def test_what_numbers_count(text: str, wanted: dict[str, str]) -> None:
    found = drafts(text)
    assert {figure: found[figure].unit for figure in wanted} == wanted
