"""Where and when a number stands, by the names that a text announces and by what points back to them."""

import pytest

from zul.read.drafts import draft_claims
from zul.read.grammar import mentions
from zul.read.text.documents import read_document
from zul.terms.dates import Period
from zul.terms.draft import Draft


def drafts(text: str) -> dict[str, Draft]:
    """The quantities of a text by their words."""
    found = draft_claims(read_document(text.encode(), name="text.txt"))
    return {draft.as_written: draft for draft in found if not isinstance(draft.reading, Period)}


PLACES = {
    "there is the last place named": (
        "Osk lies under water; 90 people went to the town of Dolna. A museum there has 80 rooms.",
        "80 rooms",
        "dolna",
    ),
    "there may be nowhere": ("Nobody knew. In all 312 people lived there.", "312 people", None),
    "here points back after a verb of living": (
        "In Sardol it was cold. About 460 people lived here.",
        "About 460 people",
        "sardol",
    ),
    "its source is no place": (
        "In Sardol it was cold. The claim that 460 people died has its source here.",
        "460 people",
        "sardol",
    ),
    "a number in brackets behind a name": (
        "They came to three camps: Tole (14,200 people), Biraro (13,750 people) and Kisanga (9,800 people).",
        "13,750 people",
        "biraro",
    ),
    "a name that says where it is": (
        "Typhus broke out in Hesk-Nord and in the second camp, Hesk-Sud, where 417 people died.",
        "417 people",
        "hesk-sud",
    ),
    "a name that another one stands near": (
        "New Ilova, near Serres, was founded by 310 families.",
        "310 families",
        "new-ilova",
    ),
    "a name that is a place of a kind": (
        "Gask was a small island. Then 64 people died.",
        "64 people",
        "gask",
    ),
    "a name that says its kind itself": (
        "The ships lay off Port Arden. In all 312 people were there.",
        "312 people",
        "port-arden",
    ),
    "the last name of a list": (
        "Tara district took in 906 people, Ishim 2,214.",
        "2,214",
        "ishim",
    ),
    "a caption that the text names as a place": (
        "Report\n\nKEMBLE BAY\n\nIt was cold. In all 118 people died.\n\n"
        "ESK\n\nFrom Kemble Bay they went to Esk.",
        "118 people",
        "kemble-bay",
    ),
    "a caption with an article is none": (
        "A NEW ISLAND\n\nIn all 118 people died.",
        "118 people",
        None,
    ),
    "who is here is not the place": (
        "It was so.\n\nGold was found here. The settlement had 890 people.",
        "890 people",
        None,
    ),
    "a numbered paragraph opens with its place": (
        "214. The Sembu highlands lie in the province of Marwa. There were few roads, and 96 huts.",
        "96 huts",
        "sembu",
    ),
    "a place of a kind that is told of elsewhere": (
        "On the island of Arua 90 people lived.\n\n"
        "They were put ashore on Rabi. Then the island had 151 people.",
        "151 people",
        "rabi",
    ),
    "both places that people come from": (
        "In Batina the houses were empty. The settlers came from Dalmatia and Lika. In all 180 people died.",
        "180 people",
        "batina",
    ),
    "from the port of one place to another": (
        "The ship took 2,600 people from the port of Ilova to Piraeus.",
        "2,600 people",
        "piraeus",
    ),
    "from there to another place": (
        "They came to Tara. From there 2,800 people were sent to Ishim.",
        "2,800 people",
        "ishim",
    ),
    "those who arrive are not where they come from": (
        "In Lisbon it was cold. A ship from Luanda came with 1,312 settlers who arrived late.",
        "1,312 settlers",
        "lisbon",
    ),
    "labourers from elsewhere": (
        "In the town of Arua the mines employed 1,100 labourers from Minsk.",
        "1,100 labourers",
        "arua",
    ),
    "a name that has room for many": (
        "In Lapua it was cold. Kauhava has room for 900 people.",
        "900 people",
        "kauhava",
    ),
    "hills that people left": (
        "In the Corran Hills the villages burnt. At Chisa it was cold. Then 217 people left the hills.",
        "217 people",
        "corran-hills",
    ),
    "what a sentence with a place tells of trucks": (
        "In Lapua it was cold. On the island of Valaam monks packed 30 trucks.",
        "30 trucks",
        "valaam",
    ),
    "the place that they left for": (
        "A transport of 1,120 people left for Tara in Bohemia.",
        "1,120 people",
        "tara",
    ),
    "a dateline at the end of a title": (
        "Bulletin of the Office, Tarnopol, 20 May 1915\n\nIn all 118 people died.",
        "118 people",
        "tarnopol",
    ),
    "the prison of the town named before": (
        "The county of Lower Tigma was quiet. In the town of Bresk 55 people were shot in the prison.",
        "55 people",
        "bresk",
    ),
}


@pytest.mark.parametrize(("text", "figure", "place"), PLACES.values(), ids=PLACES)
def test_the_place_of_a_number(text: str, figure: str, place: str | None) -> None:
    draft = drafts(text)[figure]
    assert draft.cell is not None
    assert draft.cell.place == place


TIMES = {
    "years later": ("In 1945 they came. Ten years later 312 people lived.", "312 people", "1955"),
    "years earlier": ("In 1945 they came. Ten years earlier 312 people lived.", "312 people", "1935"),
    "a time goes on from years later": (
        "In 1945 they came. Ten years later all was well. There were 312 people.",
        "312 people",
        "1955",
    ),
    "a share of things has a time, too": ("In 1940, 60 percent of the farms burnt.", "60 percent", "1940"),
}


@pytest.mark.parametrize(("text", "figure", "period"), TIMES.values(), ids=TIMES)
def test_the_time_of_a_number(text: str, figure: str, period: str) -> None:
    draft = drafts(text)[figure]
    assert str(draft.cell and draft.cell.period) == period


def test_a_share_of_things_has_an_address() -> None:
    cell = drafts("In Sardol two thirds of the farms burnt in 1940.")["two thirds"].cell
    assert cell is not None
    assert (cell.measure.id, cell.measure.unit, cell.group, cell.place) == (
        "things",
        "percent",
        "farms",
        "sardol",
    )


def test_a_rate_stays_one_where_times_are_followed() -> None:
    found = drafts("In 1922 we carried 61,200 refugees in 102 trains. I told them: 900 to a train.")
    assert str(found["61,200 refugees"].cell) == "fled · people · 1922"
    assert str(found["900 per train"].of) == "trains · people · 1922"


GRAMMAR = {
    "a rise by so many to so many": (
        "It has risen by 455 people to 3,645.",
        [("455", "person"), ("3,645", "person")],
    ),
    "a rise without its noun": ("The Tamars have risen by 455 to 3,645.", [("455", None), ("3,645", None)]),
    "people of an article": (
        "By virtue of the same article 16,735 people left.",
        [("16,735", "person")],
    ),
    "an article": ("By virtue of article 16 they left.", []),
    "so many to a room": (
        "In Vologda were 90 people, forty to a room.",
        [("90", "person"), ("forty", "person")],
    ),
    "who survived": ("They walked for weeks; seventeen did not survive.", [("seventeen", "person")]),
    "who have gone back": ("So far 110 have gone back to Ossa.", [("110", "person")]),
    "who did so": ("They might go home; 4,410 did so.", [("4,410", "person")]),
    "a verb behind “of them”": (
        "They were 9 families with 20 people. Three of them froze to death.",
        [("9", "family"), ("20", "person"), ("Three", "person")],
    ),
    "so many of these things": (
        "They got 415 houses. In winter thirty of these had no stove.",
        [("415", "house"), ("thirty", "house")],
    ),
    "of things, so many": (
        "Of 5,000 blankets promised, 1,850 arrived.",
        [("5,000", "blanket"), ("1,850", "blanket")],
    ),
    "the subject of brackets": (
        "Only 11 families stayed. The people were brought to Tole (14,200).",
        [("11", "family"), ("14,200", "person")],
    ),
    "those from a place, so many in all": (
        "Villagers from Ntoro, 870 in all, were moved.",
        [("870", "person")],
    ),
    "people in villages": (
        "There were 31,000 people. In the villages of Dremi and Paleo they were most: 2,214 in Dremi.",
        [("31,000", "person"), ("2,214", "person")],
    ),
    "a compound without a noun": (
        "It had four hundred and twelve Selknam.",
        [("four hundred and twelve", None)],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), GRAMMAR.values(), ids=GRAMMAR)
def test_numbers_and_units(text: str, wanted: list[tuple[str, str | None]]) -> None:
    document = read_document(text.encode(), name="text.txt")
    assert [(it.numeral.surface, it.unit) for it in mentions(document) if not it.is_date] == wanted


DATES = {
    "a count of a year": ("At the count of 1965 Port Lamar had 2,180 people.", ["1965"]),
    "since looks back": ("It is 14 March 1976. Since July they came.", ["1976-03-14", "1975-07/.."]),
    "a day printed with its year elsewhere": (
        "Date: 17 October 1951. In 1949 a dam was planned. On 17 October they came.",
        ["1951-10-17", "1949", "1951-10-17"],
    ),
    "a day printed with two years": (
        "On 17 October 1951 and 17 October 1950. In 1949 a dam. On 17 October they came.",
        ["1951-10-17", "1950-10-17", "1949", "1949-10-17"],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), DATES.values(), ids=DATES)
def test_dates(text: str, wanted: list[str]) -> None:
    document = read_document(text.encode(), name="text.txt")
    assert [str(mention.reading) for mention in mentions(document) if mention.is_date] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The register repeats 57,680 persons¹ of that year.\n\n1 Order of 2 June 1949.",
        "The register repeats 57,680 persons of that year.\n\n1 Order of 2 June.\n2 Files of the camp.",
    ],
)
def test_the_number_of_a_footnote_counts_nothing(text: str) -> None:
    assert list(drafts(text)) == ["57,680 persons"]


def test_the_day_that_opens_a_line_is_no_footnote() -> None:
    text = "In 1943 it was so.\n\n1 October They came.\n2 November They left.\n3 March Nobody came."
    found = mentions(read_document(text.encode(), name="text.txt"))
    assert [str(mention.reading) for mention in found] == ["1943", "1943-10-01", "1943-11-02", "1944-03-03"]
