"""Wordings that many kinds of documents share: what is a number, what it counts, when and where."""

from __future__ import annotations

import pytest
from tests.read.conftest import alarms

from zul.read.drafts import draft_claims
from zul.read.grammar import mentions
from zul.read.text.documents import read_document
from zul.terms.document import Document
from zul.terms.figure import Figure


def plain(text: str) -> Document:
    return read_document(text.encode(), name="text.txt")


def numbers(text: str) -> list[tuple[str, float, str | None]]:
    """Surface, value and unit of each quantity."""
    read = [(one, one.reading) for one in mentions(plain(text))]
    return [
        (one.numeral.surface, float(figure.quantities[-1].value), one.unit)
        for one, figure in read
        if isinstance(figure, Figure)
    ]


NUMBERS = {
    "a fortnight": ("They left within a fortnight.", [("a", 1, "fortnight")]),
    "scores": (
        "A score of villages burned. Three score and ten men left.",
        [("A score", 20, "village"), ("Three score and ten", 70, "person")],
    ),
    "two that are named": ("The two physicians had left.", [("two", 2, "person")]),
    "all of them": ("They burnt the houses, all fifty-three.", [("fifty-three", 53, "house")]),
    "some of them": ("They closed the schools, twelve in Tara alone.", [("twelve", 12, "school")]),
    "a range after a verb that tells a change": (
        "The railway set down nine trains, each of from fifteen to twenty cars.",
        [("nine", 9, "train"), ("fifteen to twenty", 20, "car")],
    ),
    "in each": (
        "There were nine cars, and in every car 35 to 40.",
        [("nine", 9, "car"), ("35 to 40", 40, "person")],
    ),
    "for so many": ("They had a hut of 20 feet, for six.", [("20", 20, "foot"), ("six", 6, "person")]),
    "an aged verb": ("Exempted at first were some 23,000 with papers.", [("23,000", 23000, "person")]),
    "so many more are no miles": (
        "Ten miles away, at Fort Butler, 600 more were penned.",
        [("Ten", 10, "mile"), ("600", 600, "person")],
    ),
    "those who": ("Of the eighty who set out, 19 came.", [("eighty", 80, "person"), ("19", 19, "person")]),
    "a number that grew": ("Their number had doubled to 8,000.", [("8,000", 8000, "person")]),
    "a number put at": (
        "It puts the number in all 85 camps at 1.25 million.",
        [("85", 85, "camp"), ("1.25 million", 1250000, "person")],
    ),
    "a measure that fell": (
        "Sugar, 141,000 tonnes in 1971, was down to 2,400 in 1984.",
        [("141,000", 141000, "tonne"), ("2,400", 2400, "tonne")],
    ),
    "at least so much of a measure": (
        "35 tons a day were needed, as little as 12 came.",
        [("35", 35, "ton"), ("12", 12, "ton")],
    ),
    "percent in brackets": (
        "Women 9,866 (47.7 %), men 4,566 (22).",
        [
            ("9,866", 9866, "person"),
            ("47.7", 47.7, "percent"),
            ("4,566", 4566, "person"),
            ("22", 22, "percent"),
        ],
    ),
    "a part of acres": (
        "They ploughed 3,060 acres, 1,600 of them late.",
        [("3,060", 3060, "acre"), ("1,600", 1600, "acre")],
    ),
    "money of a country": ("It costs us £T. 110 a day.", [("110", 110, "pound")]),
    "a marriage": ("Her husband of 51 years died.", [("51", 51, "year")]),
    "a majority in apposition": (
        "Of them 2,110, a majority, worked.",
        [("2,110", 2110, "person"), ("a majority", 50, "percent")],
    ),
    "hours of work": ("I work nights, from 10 to 6, at home.", []),
    "an age in months": ("My girl died. She was fourteen months. I wept.", []),
    "the oldest": ("The youngest was three days old, the oldest 95.", []),
    "an age in a headline": ("Mary Okada dies at 96\n\nShe kept the names.", []),
    "a copy": ("Copy 3 of 5 of the memorandum.", []),
    "a directive": ("Directive 52-6927 orders that they leave.", []),
    "a room with a sign": ("They were in 9L-7B.", []),
    "columns": ("Debates, Vol. 411, c. 1542, and cols. 1788–1790.", []),
    "a section of an act": ("Papers were handed in late under Section 4 of the Act.", []),
}


@pytest.mark.parametrize(("text", "wanted"), NUMBERS.values(), ids=NUMBERS)
def test_what_is_a_number_and_what_it_counts(text: str, wanted: list[tuple[str, float, str | None]]) -> None:
    assert numbers(text) == wanted


def test_the_names_of_a_list_count_persons() -> None:
    document = read_document(b"# Exiles\n\n- Canada: 6,175 by 1973\n- India: 4,500 later", name="text.md")
    assert [one.unit for one in mentions(document) if not one.is_date] == ["person", "person"]


HEDGES = {
    "The distance exceeds 7,000 versts.": "more than",
    "Nigh on 2,000 people came.": "nearly",
    "Not above 300 people died.": "up to",
    "Possibly 2,000 people came.": "approximately",
}


@pytest.mark.parametrize(("text", "hedge"), HEDGES.items())
def test_words_for_a_hedge(text: str, hedge: str) -> None:
    (one,) = mentions(plain(text))
    assert isinstance(one.reading, Figure)
    assert one.reading.hedge.value == hedge


DATES = {
    "the following spring": (
        "In February 1975 they came. The following spring 318 died.",
        ["1975-02", "1975-03/1975-05"],
    ),
    "that winter": ("In February 1975 they came. That winter 318 died.", ["1975-02", "1974-12/1975-02"]),
    "instant and last month": (
        "Aleppo, 19 August 1915. Since the 1st instant nine came; before the 25th ultimo none.",
        ["1915-08-19", "1915-08-01/..", "../1915-07-25"],
    ),
    "a paper is not of the year to come": (
        "It is 9 November 1938. Under the law of 31 March few have passports.",
        ["1938-11-09", "1938-03-31"],
    ),
    "a year that is only that of the papers": (
        "On 3 March 1974 it was ordered. The archive gave us its boxes on 2 December 1996."
        "\n\nBy 30 June they had been moved.",
        ["1974-03-03", "1996-12-02", "../1974-06-30"],
    ),
    "a number is no day": ("In May 1944 they came. In June 30 more left.", ["1944-05", "1944-06"]),
    "a date that a later sentence gives its year": (
        "She died on Feb. 21 at home. She was old.\n\nIt was told on 25 February 2019. In 1942 and 1944 so.",
        ["2019-02-21", "2019-02-25", "1942", "1944"],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), DATES.values(), ids=DATES)
def test_dates(text: str, wanted: list[str]) -> None:
    assert [str(one.reading) for one in mentions(plain(text)) if one.is_date] == wanted


PLACES = {
    "a dateline behind an office": (
        "AMERICAN CONSULATE, Aleppo, August 19, 1915. No. 382.\n\nThe khans hold 5,200 people.",
        "5,200 people",
        "aleppo",
    ),
    "a dateline with the country in brackets": (
        "ZBASZYN (Poland), November 9, 1938\n\nThe committee counted 5,799 refugees.",
        "5,799 refugees",
        "zbaszyn",
    ),
    "a dateline of a letter": (
        "Tara, the 5th of May 1944. Dear Anna, we are 40 people.",
        "40 people",
        "tara",
    ),
    "a report on something is no place": (
        "REPORT ON THE EMERGENCY\n\nIn Mwale 318 children died. In 1975 there were 430 persons.",
        "430 persons",
        "mwale",
    ),
    "the largest of them": (
        "Villages were built. The largest, Mwale, was full. There were 430 persons.",
        "430 persons",
        "mwale",
    ),
    "descent": (
        "Today about 12,000 people of Indian descent live in Uganda.",
        "about 12,000 people",
        "uganda",
    ),
    "a newspaper": (
        "In Leicester the council wrote in the Uganda Argus; 6,000 people came.",
        "6,000 people",
        "leicester",
    ),
    "where one comes from": (
        "I come from Chirang, in the south of Bhutan. My father had eleven acres.",
        "eleven acres",
        "chirang",
    ),
    "a name with an article": (
        "They reached Ras al-Ayn. In the camp 14,000 people died.",
        "14,000 people",
        "ras-al-ayn",
    ),
    "where one came": ("The Commission visited Gaza. It found 200,000 refugees.", "200,000 refugees", "gaza"),
    "names with their numbers": (
        "Mozdok: 2,300 persons. Nalchik: 1,400 people. Grozny: 7,000 persons.",
        "1,400 people",
        "nalchik",
    ),
    "the rest of them": (
        "They went to Altai Krai 4,310, Irkutsk Oblast 3,902 people, the rest to Yakutia.",
        "3,902 people",
        "irkutsk",
    ),
    "a vilayet": ("The vilayet of Aleppo had 50,000 people.", "50,000 people", "aleppo"),
}


@pytest.mark.parametrize(("text", "figure", "place"), PLACES.values(), ids=PLACES)
def test_the_place_of_a_number(text: str, figure: str, place: str) -> None:
    found = {draft.as_written: draft for draft in draft_claims(plain(text))}
    cell = found[figure].cell
    assert cell is not None
    assert cell.place == place


CLASHES = {
    "begun and over": (
        "Its removal began on 9 April 1956 and was finished on 27 April 1956; it took seven weeks.",
        "tension",
    ),
    "by death and by birth": (
        "The population of Kori, 591 persons on 1 January 1944, lost 130 persons by death and gained "
        "22 persons by "
        "birth. On 1 January 1946 the population of Kori was 583 persons.",
        "tension",
    ),
    "things done away with": (
        "The 1,381 camps of the Land held 146,200 persons in June 1947. By the end of November 412 of "
        "these camps had "
        "been closed, so that 1,069 camps were left.",
        "tension",
    ),
    "half of that number": (
        "The census of 1881 found 2,580 Muslims in Selino, that of 1911 one half of that number, 1,720.",
        "contradiction",
    ),
    "a share behind a year": (
        "In Lusi, of 1,250 children 350 died of measles in 1958, that is 18 percent.",
        "contradiction",
    ),
    "in each wagon": (
        "The train had 42 wagons, and in each wagon were 55 people. There were 1,840 people on the train.",
        "tension",
    ),
    "each of so many": ("Each of the 120 families got 5 acres, 750 acres in all.", "contradiction"),
    "under and over an age": (
        "The register had 312 persons, 275 of them under sixteen, 86 of them sixteen or over.",
        "tension",
    ),
    "taken and released": (
        "They took him on 20 June 1941 and released him on 12 June 1941, with two ribs broken.",
        "tension",
    ),
    "old units": ("In 1945 the village owned 11,400 dunams (114 ha).", "tension"),
    "a round number converted": ("The distance is 1,000 miles (620 km).", "tension"),
}


@pytest.mark.parametrize(("text", "grade"), CLASHES.values(), ids=CLASHES)
def test_what_clashes(text: str, grade: str) -> None:
    assert [finding.grade.value for finding in alarms(text)] == [grade]


HARMLESS = {
    "these are those who were": (
        "In Tara 6,480 citizens lived. Of these 2,916, that is 45 percent, were Poles, 2,268, or 35 "
        "percent, Jews."
    ),
    "nobody came or left": (
        "The population of Kori was 591 on 1 January 1944; nobody came or left. On 1 January 1946 it was 583."
    ),
    "after four days": "It left Truk on 27 January 1946 and reached Kori on 31 January, after four days.",
    "sides": "The center had 20 blocks, each of 24 barracks of 20 by 120 feet.",
    "a round distance": "The march of 450 miles (724 km) was long.",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_does_not(text: str) -> None:
    assert alarms(text) == []
