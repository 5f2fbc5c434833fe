"""Where and when a sentence stands that does not say so itself."""

import pytest

from zul.read.drafts import draft_claims, understood
from zul.read.text.documents import read_document
from zul.terms.draft import Draft


def drafts(text: str) -> dict[str, Draft]:
    """The quantities of a text by their words."""
    name = "text.md" if text.startswith("#") else "text.txt"
    found = draft_claims(read_document(text.encode(), name=name))
    return {draft.as_written: draft for draft in found if draft.unit}


PLACES = {
    "a sentence goes on where the one before was": (
        "In Sardol 1,514 Tamars lived. The register had 312 families.",
        "312 families",
        "sardol",
        "sentence before",
    ),
    "a short name stands for the one full name that begins so": (
        "In 1954 the camp at Orlov Grandal was full. At Orlov we counted 312 families.",
        "312 families",
        "orlov-grandal",
        "place before",
    ),
    "a name may hold a small word": (
        "They brought us to Dolna du Mink. At Dolna du Mink 30 families went in.",
        "30 families",
        "dolna-du-mink",
        "place before",
    ),
    "the last of several places is not where the story stays": (
        "The camp of Orlov was full. 300 Tamars went to Mink and 400 to Dolna. Then 55 Tamars died.",
        "55 Tamars",
        "orlov",
        "sentence before",
    ),
    "a place that people come from is none where they arrive": (
        "The camp of Orlov was full. That day 3,412 settlers from Silesia arrived.",
        "3,412 settlers",
        "orlov",
        "sentence before",
    ),
    "parts of a list are told by where they come from": (
        "The census found 900 Tamars: 626 from Minsk, 274 from Pinsk.",
        "626",
        "minsk",
        "place after",
    ),
    "where they come to goes before where they come from": (
        "In 1944 the NKVD moved 812 Tamars from Minsk to Pinsk.",
        "812 Tamars",
        "pinsk",
        "place after",
    ),
    "an oblast is the last place of its kind": (
        "Omsk Oblast was cold. In the village of Tara nobody was left. In the oblast 1,514 Tamars died.",
        "1,514 Tamars",
        "omsk",
        "place before of its kind",
    ),
    "a kind that nobody has named is the place of the story": (
        "In Nyabye the huts were ready. By spring the camp held 413 Tamars.",
        "413 Tamars",
        "nyabye",
        "place before of its kind",
    ),
    "a country that nobody has named is none": (
        "In Sardol 212 children died, as against 64 in the country.",
        "64",
        None,
        "place before of its kind",
    ),
    "a dateline": (
        "LAHORE, 24 September 1947. — Here 1,514 people died.",
        "1,514 people",
        "lahore",
        "heading",
    ),
    "a heading": (
        "# Report\n\n## In Mauritius\n\nHere 426 families lived.",
        "426 families",
        "mauritius",
        "heading",
    ),
    "a heading that is a bare name, where the town is spoken of": (
        "# Report\n\n## Nicosia\n\nBefore the war the capital had 95,515 inhabitants.",
        "95,515 inhabitants",
        "nicosia",
        "place before of its kind",
    ),
    "a heading that is another word": (
        "# Report\n\n## Exile\n\nBefore the war the people had 95,515 inhabitants.",
        "95,515 inhabitants",
        None,
        None,
    ),
    "the title, also in capitals": (
        "THE CLEARANCE OF THE ORSA VALLEY\n\nIn all 1,514 people died.",
        "1,514 people",
        "orsa-valley",
        "subject of the document",
    ),
    "the title that an event has its name from": (
        "The Strathdearn Evictions\n\nIn all 1,514 people died.",
        "1,514 people",
        "strathdearn",
        "subject of the document",
    ),
    "a field of an infobox": (
        "Location: Chagos Archipelago\nDate: 1968\n\nIn all 1,514 people died.",
        "1,514 people",
        "chagos-archipelago",
        "subject of the document",
    ),
    "the paragraph before": (
        "In Sardol it was cold.\n\nThat year 1,514 people died.",
        "1,514 people",
        "sardol",
        "paragraph before",
    ),
    "a name that opens a paragraph about a place": (
        "It was so all over.\n\nKaribib is better. 322 men live there in 85 huts.",
        "322 men",
        "karibib",
        "place before of its kind",
    ),
    "a name that opens a paragraph about somebody": (
        "It was so all over.\n\nSellar was hard. He had 322 men there.",
        "322 men",
        None,
        None,
    ),
    "an item of a list of places": (
        "# Camps\n\n* **Kuru** – opened in 1947\n* 35,000 tents\n* **Ludhi** – 3 sites",
        "35,000 tents",
        "kuru",
        "heading",
    ),
    "the town below a bare name": (
        "# Guide\n\n## Nazran\n\nA town of 7,400 people.",
        "7,400 people",
        "nazran",
        "heading",
    ),
    "the other way": (
        "Of these 1,362 went into West Punjab and 951 the other way.",
        "951",
        "east-punjab",
        "place before of its kind",
    ),
    "a place that receives": (
        "Poston holds 17,800 people, Tule Lake 15,200.",
        "17,800 people",
        "poston",
        "place before",
    ),
    "a share for a name": (
        "Georgia accounts for 83 percent, Krasnodar for 12 percent.",
        "12 percent",
        "krasnodar",
        "place before",
    ),
    "a side of a country": (
        "South Kazakhstan received 1,200 people.",
        "1,200 people",
        "south-kazakhstan",
        "place before",
    ),
    "beyond the ships": (
        "From Virginia 1,044 people, in four ships, were sent on to England.",
        "1,044 people",
        "england",
        "place after",
    ),
    "a part of a number elsewhere": (
        "The Soviet census lists 207,500 Turks, 51 percent of them in Uzbekistan.",
        "51 percent",
        "uzbekistan",
        "place after",
    ),
    "a list of places is no place to stay": (
        "In Sardol they waited. Tara took 75, Omsk 95, Ishim 85. Then 312 people died.",
        "312 people",
        "sardol",
        "sentence before",
    ),
    "names of a list": (
        "Tara took 1,906 Tamars, Ishim 2,214, Dolna 1,388.",
        "2,214",
        "ishim",
        "place before",
    ),
    "numbers of a line share its place": (
        "Sent away:\n\nto Maryland — 420 persons in 3 ships\nto Virginia — 580 persons in 4 ships",
        "4 ships",
        "virginia",
        "place before",
    ),
    "the place that holds the place": (
        "At Heart Mountain, Wyoming, 807 people died.",
        "807 people",
        "heart-mountain",
        "place before",
    ),
    "an adjective of a state": (
        "The Greek census counted 1,221 refugees.",
        "1,221 refugees",
        "greece",
        "place before",
    ),
    "a government speaks for a place, and is not there": (
        "The camp of Orlov was full. The Government of India took it over. 807 people came.",
        "807 people",
        "orlov",
        "sentence before",
    ),
    "the place that holds another one is not the one": (
        "We were sent to Heathfield in Devon. There 807 people lived.",
        "807 people",
        "heathfield",
        "place before of its kind",
    ),
    "a road is named after a place": (
        "At Mawingo, on the Nakuru road, 807 people lived. In Nakuru they were few.",
        "807 people",
        "mawingo",
        "place before",
    ),
    "a chronicle of a village is about the village": (
        "Lisna: A Village History\n\nOn 3 May they came from Tara. 807 people were counted.",
        "807 people",
        "lisna",
        "heading",
    ),
    "an adjective of no state": (
        "In 1946 the trains to the American sector took 807 people.",
        "807 people",
        None,
        None,
    ),
    "a name with a number": (
        "There were 1,440 people at Kilometre 40.",
        "1,440 people",
        "kilometre-40",
        "place after",
    ),
    "a camp with a letter, which its name tells to be one": (
        "Camp A held 2,436 people, Camp B 2,520.",
        "2,436 people",
        "camp-a",
        "place before",
    ),
    "a camp with a number": (
        "Camp No. 5 held 2,436 people. Camp No. 6 held 2,520.",
        "2,436 people",
        "camp-no-5",
        "place before",
    ),
    "a point of an agreement is no place": (
        "By Point 7 of the agreement 807 people left Tara.",
        "807 people",
        "tara",
        "place after",
    ),
    "a label in capitals, which begins a place of its own": (
        "KOREZ. Ships came to the port of Korez.\n\nSUVAR. Troops are in the town. Then 900 people left.",
        "900 people",
        "suvar",
        "sentence before",
    ),
    "a name that has inhabitants": (
        "In 1730 the Pongau had 31,500 inhabitants.",
        "31,500 inhabitants",
        "pongau",
        "place before",
    ),
    "a building of the town": (
        "In Sardol was a camp.\n\nHere 400 people occupied the town hall.",
        "400 people",
        "sardol",
        "paragraph before",
    ),
    "those who were taken from the place of the document": (
        "THE REMOVAL FROM THE ORSA VALLEY\n\nIn all 1,514 people were deported.",
        "1,514 people",
        "orsa-valley",
        "subject of the document",
    ),
    "the sender of a letter, not whom it is for": (
        "To the Head of the Police of Omsk Oblast\nFrom the Head of the Tara District Department\n\nIt died "
        "out.\n\nWe have 97 beds.",
        "97 beds",
        "tara",
        "subject of the document",
    ),
    "an office in the head of a letter": (
        "RELIEF STATION, SALONICA\n18 November 1922\n\nWe live in Salonica. A ship came from Smyrna.\n\n"
        "LODGING. We have 97 beds.\n\nFOOD. None came.",
        "97 beds",
        "salonica",
        "subject of the document",
    ),
    "the camp of a title": (
        "REPORT\non the housing at the Vym timber camp\n\nThere are 97 beds.",
        "97 beds",
        "vym",
        "subject of the document",
    ),
    "a word that says what a paragraph is about leads back to the place of the document": (
        "REPORT ON THE REMOVAL OF THE ISLANDERS TO RABI\n\nHealth. Twelve of them left again for Suva, since"
        " there was no doctor.\n\nHousing. There were 97 beds.",
        "97 beds",
        "rabi",
        "subject of the document",
    ),
    "from where an article says that they were taken": (
        "# Deportation of the Tamars\n\nThe deportation of the Tamars was the forced transfer of a whole"
        " people"
        " from Orsania to Vohland."
        "\n\n## Operation\n\nThere were 97 trucks.",
        "97 trucks",
        "orsania",
        "subject of the document",
    ),
    "to where an article says that they were taken": (
        "# Deportation of the Tamars\n\nThe deportation of the Tamars was the forced transfer of a whole"
        " people"
        " from Orsania to Vohland."
        "\n\n## In exile\n\nThere were 97 births.",
        "97 births",
        "vohland",
        "subject of the document",
    ),
    "two peoples of one place": (
        "The census recorded 407,690 Tamars and 92,074 Orns in Sardol.",
        "407,690 Tamars",
        "sardol",
        "place after",
    ),
    "a name in brackets after another one": (
        "They came to four towns: Tara (31,450 people), Ishim town (28,906), Orn (11,240) and Alsa"
        " (nearly 97).",
        "nearly 97",
        "alsa",
        "place before",
    ),
    "the land of a people, where an article has no other": (
        "# Operation Spring\n\nOperation Spring was the deportation of Lithuanian farming families to"
        " the east, far"
        " away.\n\n## Operation\n\nThere were 97 trucks.",
        "97 trucks",
        "lithuania",
        "subject of the document",
    ),
    "a dam, and what was emptied for it": (
        "COMMISSION FOR THE NEW VILLAGES, KOSSOU DAM\n\nA clerk came from Tara. The rest of it was done"
        " by the people"
        " themselves.\n\nThere were 97 wells.",
        "97 wells",
        "kossou",
        "subject of the document",
    ),
    "a strath that was emptied": (
        "CHAPTER SEVEN: THE EMPTYING OF STRATHMORAN\n\nThere were 97 wells.",
        "97 wells",
        "strathmoran",
        "subject of the document",
    ),
    "a village in a district": (
        "Kaltenbach (Czech: Studený Potok), district of Trautenau\n\nThere were 97 wells.",
        "97 wells",
        "kaltenbach",
        "heading",
    ),
    "a land and a part of it": (
        "MOZAMBIQUE: CABO DELGADO\n\nThere were 97 wells.",
        "97 wells",
        "cabo-delgado",
        "subject of the document",
    ),
    "a town whose history calls it the town": (
        "At the census Sardol had 23,464 inhabitants. The town was rich, and the town lived well on"
        " cloth and on beer"
        " for many a year.\n\nSome walked to Tara, which took them more than a day.\n\nIn the town 97"
        " wells were dug.",
        "97 wells",
        "sardol",
        "place before of its kind",
    ),
    "where somebody arrives last": (
        "They were unloaded at Chany, in Sardol oblast, with 40 carts and taken to Lyubimovka. There"
        " were 97 wells.",
        "97 wells",
        "lyubimovka",
        "sentence before",
    ),
    "where one part of a list went": (
        "In Tara it rained. Then 312 died, 71 were transferred to Sardol and 15 deserted. There remained"
        " 97 people.",
        "97 people",
        "tara",
        "sentence before",
    ),
    "who signed is no place": (
        "In Tara it was read. It was signed by Stalin and Molotov. Then 97 people left.",
        "97 people",
        "tara",
        "sentence before",
    ),
    "for whom they were said to spy": (
        "In Tara they were accused of spying for Japan. Then 97 people left.",
        "97 people",
        "tara",
        "sentence before",
    ),
    "where somebody was born": (
        "In Tara there were 947 people, most of them born beyond the Oder. Then 97 people left.",
        "97 people",
        "tara",
        "sentence before",
    ),
    "a district and what it is in are left together": (
        "In Tara it rained. They came from the district of Trebnitz in Silesia. It was 97 people.",
        "97 people",
        "tara",
        "sentence before",
    ),
    "the town of this sentence": (
        "The Turks came to Turkey. The consul at Trebizond wrote that 97 people were camped outside the"
        " town.",
        "97 people",
        "trebizond",
        "place before of its kind",
    ),
    "a train for a place, far from its verb": (
        "In Tara it rained. A train left on 17 November at 6.40 a.m. for Drama with 97 people.",
        "97 people",
        "drama",
        "place before",
    ),
}


@pytest.mark.parametrize(("text", "figure", "place", "rule"), PLACES.values(), ids=PLACES)
def test_the_place_of_a_number(text: str, figure: str, place: str | None, rule: str | None) -> None:
    draft = drafts(text)[figure]
    assert (draft.cell and draft.cell.place, draft.rules.get("place")) == (place, rule)


def test_the_audit_leaves_out_what_only_the_title_says() -> None:
    text = "THE CLEARANCE OF THE ORSA VALLEY\n\nIn all 1,514 people died."
    (item,) = understood(read_document(text.encode(), name="text.txt")).items
    assert (item.place, item.rules.get("place")) == (None, None)


TIMES = {
    "brackets are an aside": (
        "In 1943 they were taken (the order of 1921 was forgotten). Then 55 Tamars died.",
        "55 Tamars",
        "1943",
    ),
    "what is compared with is an aside": (
        "In 1946 few were left, against many in 1939. Then 55 Tamars died.",
        "55 Tamars",
        "1946",
    ),
    "the year of a paper is an aside": (
        "In 1755 they were put on board. I copy a list printed in 1881. It has 580 persons.",
        "580 persons",
        "1755",
    ),
    "the year of a thing is an aside": (
        "In 1942 they left. Leather, c. 1935. There were 55 families.",
        "55 families",
        "1942",
    ),
    "a story that lasts until a time goes on at its beginning": (
        "Removals began in 1964 and went on until 1967. In all 55 Tamars died.",
        "55 Tamars",
        "1964",
    ),
    "a census that opens the sentence is none": (
        "In 1922 they fled. The census of 1928 counted few. There were 55 Tamars.",
        "55 Tamars",
        "1928",
    ),
    "what another clause tells is an aside": (
        "In 1841 it was so: there were 1,640 people, where in 1801 there had been 380.",
        "1,640 people",
        "1841",
    ),
    "a paragraph begins with its dateline": (
        "OMSK, 3 February 1944 — I report.\n\nIn 1943 they left. All was well.\n\nNow 55 Tamars died.",
        "55 Tamars",
        "1944-02-03",
    ),
    "a decade later": ("In 1952 there were 1,279 Tamars. A decade later there were 963.", "963", "1962"),
    "the year before": ("In 1866 they had 423 Tamars. The year before it had been 300.", "300", "1865"),
    "what had happened before the story": (
        "In February 1940 they came. My father had been given land in 1921. I counted 48 wagons.",
        "48 wagons",
        "1940-02",
    ),
    "years after a date": (
        "Two years after the pogroms of 3 June 1989 at least 52,000 people have no home.",
        "at least 52,000 people",
        "1991",
    ),
    "years ago": ("14 March 1946. Two years ago 312 people came.", "312 people", "1944"),
    "years earlier than a count": (
        "In the census of 2011 there were 18,658 Germans, against 39,106 ten years earlier.",
        "39,106",
        "2001",
    ),
    "a heading that names what the text has dated": (
        "# Note\n\n## Now\n\nThe pogroms of 3 June 1989 are over. Since 1990 all is calm.\n\n"
        "## The pogroms\n\nOfficially 103 people died.",
        "103 people",
        "1989-06-03",
    ),
    "the date of the next number": (
        "Returns began in 1993. In that year 2,480 people came, 1,915 in 1994.",
        "2,480 people",
        "1993",
    ),
    "the first of two dates": (
        "The republic, founded in 1924 on 27,400 hectares, was dissolved in 1941.",
        "27,400 hectares",
        "1924",
    ),
    "a year that the next sentence names": (
        "They came on 10 February with 4 wagons. It was 1940. In September 1941 all left.",
        "4 wagons",
        "1940-02-10",
    ),
    "the year that a report covers": (
        "Report for the year ended 30 June 1922.\n\nIn the course of the year 55 Tamars died.",
        "55 Tamars",
        "1921-07/1922-06",
    ),
    "that winter": ("In October 1937 they came. That winter 55 Tamars died.", "55 Tamars", "1937-12/1938-02"),
}


@pytest.mark.parametrize(("text", "figure", "period"), TIMES.values(), ids=TIMES)
def test_the_time_of_a_number(text: str, figure: str, period: str) -> None:
    draft = drafts(text)[figure]
    assert str(draft.cell and draft.cell.period) == period
