"""Where a document is set by its own words: its subject, sender, title and dateline."""

import pytest

from zul.read.drafts import draft_claims
from zul.read.text.documents import read_document
from zul.terms.draft import Draft

PLACES = {
    "the subject of a report": (
        "To the Head of the Administration for Tomar Krai\n\nI report on the special settlers in Sardol "
        "district as of 1 February 1942.\n\n1. Reception. In Tamburg they were unloaded.\n\n2. "
        "Housing. In all 2,110 families live in huts.",
        "2,110 families",
        "sardol",
    ),
    "not whence its settlers came": (
        "From the director of the Sardol Brick Works\n\nREPORT\non the labour of the settlers from "
        "the western "
        "oblasts of Ukraine in 1948\n\n1. Numbers. On 1 January the works had 187 families.",
        "187 families",
        "sardol",
    ),
    "whose report it is": (
        "To the Medical Board, Tamburg\n\nReport of the municipal physician of Sardol on the health of the "
        "evacuees\n\nNumbers. The first train left us 612 persons.",
        "612 persons",
        "sardol",
    ),
    "a removal goes before where the consul sits": (
        "British Consulate, Tamburg, 30 September 1937\n\nSir,\n\nI have the honour to report on the removal "
        "of Kurds from Sardol.\n\nA merchant has a list of 54 villages burned.",
        "54 villages",
        "sardol",
    ),
    "the place of a situation report": (
        "SARDOL HUMANITARIAN SITUATION REPORT No. 23\n\nAnother 200,000 are refugees in Chad.\n\n"
        "In August WFP fed 940,000 people.",
        "940,000 people",
        "sardol",
    ),
    "the province and not the country of a title": (
        "MOZAMBIQUE: SARDOL PROVINCE\nSituation Report No. 7\n\n18,900 people fled to Mambo territory.\n\n"
        "1,200 people are now displaced in the province.",
        "1,200 people",
        "sardol",
    ),
    "a place at the end of a title": (
        "THE GREAT CLEARANCES: SARDOL\n\nIn Sardol sheep came.\n\nThe estate admitted 3,000 people.",
        "3,000 people",
        "sardol",
    ),
    "the village of a memorial book": (
        "SARDOL OF TOMAR\nFrom the memorial book of the villages of Kilkis\n\nOur village lay high up.\n\n"
        "In 1914 the priest wrote down 642 souls.",
        "642 souls",
        "sardol",
    ),
    "a seat of government only writes of its land": (
        "HUNGARIANS LEAVE SLOVAKIA\n\nBRATISLAVA, April 16, 1947 — The exchange is under way.\n\n"
        "In all 1,208 persons left.",
        "1,208 persons",
        "slovakia",
    ),
    "a private letter is about the town": (
        "Riga, 3 May 1990\n\nDear Anna, we have 45 pupils from Latvia. It rains in Latvia.",
        "45 pupils",
        "latvia",
    ),
    "a day that opens an entry changes no place": (
        "LETTERS\n\nSardol, 8 May 1949\n\nWe are alive.\n\n20 November 1950\n\nMother keeps 11 hens.",
        "11 hens",
        "sardol",
    ),
    "the far land and not the country of the title": (
        "# Deportation of the Tamars in the Soviet Union\n\nThe deportation of the Tamars was the "
        "forced transfer "
        "of a people from the Soviet Far East to Central Asia.\n\n## Decision\n\nThe order took "
        "1,208 people.",
        "1,208 people",
        "soviet-far-east",
    ),
    "a village stays at home when some are sent away": (
        "Sardol: A Village History\n\nIn 1951 the young went away to Tamburg. Of the rest 178 people stayed.",
        "178 people",
        "sardol",
    ),
    "a village stays at home where a sentence names it": (
        "Sardol: A Village History\n\nTrains came into Tamburg, and the district assigned families "
        "to Sardol. "
        "Soon 178 people were here.",
        "178 people",
        "sardol",
    ),
    "the farm of the title": (
        "The Red Dawn Collective Farm at Sardol\n\nA train reached Tamburg station. The farm was "
        "allotted 71 families.",
        "71 families",
        "sardol",
    ),
    "they were let out and went on": (
        "On 1 March we were let out at Kotlas and went on by sledge, in five days, to a settlement "
        "called Sardol. "
        "We stood as 612 souls.",
        "612 souls",
        "sardol",
    ),
    "they came near a town": (
        "At Tamburg 40 people sat.\n\nWe were brought to a cotton farm 40 kilometres from Sardol. "
        "Soon 62 families worked on it.",
        "62 families",
        "sardol",
    ),
    "those who left a place are told of next": (
        "In Tamburg 14 people live.\n\nThe Nordvaer left Sardol in 1971. She carried 146 people.",
        "146 people",
        "sardol",
    ),
    "a removal is told where it was": (
        "In Tamburg 14 people live.\n\nThe removal from Sardol took place in 1971. The ship took 146 "
        "persons.",
        "146 persons",
        "sardol",
    ),
    "a report sent to Moscow": (
        "The order was for the removal of 11,280 families from the Moldavian SSR. According to the "
        "report that the "
        "Minister sent to Moscow, 10,874 families went: 9,412 men and others.",
        "9,412 men",
        "moldavian-ssr",
    ),
    "papers kept in a town": (
        "In Sardol all is calm. The lists kept in Tamburg account for 33,206 people.",
        "33,206 people",
        "sardol",
    ),
    "works and sites": (
        "In Omsk oblast many worked. Workers at the Sardol cannery got 500 grams of bread.",
        "500 grams",
        "sardol",
    ),
    "the second of two zones": (
        "In all 1,446 were taken to the American zone and 786 to the Soviet.",
        "786",
        "soviet-zone",
    ),
    "our village by its name": ("In our Sardol we are 2,640 souls.", "2,640 souls", "sardol"),
    "where guests come from": (
        "In 1951 Sardol had 1,840 inhabitants, 131 refugees from Bessarabia among them.",
        "131 refugees",
        "sardol",
    ),
    "nationals of a country": (
        "In Sardol there were 3,200 farmers and 5,591 nationals of Japan.",
        "5,591 nationals",
        "sardol",
    ),
    "a ticket to a town": (
        "In Sardol we wait. A ticket to Tallinn is dear. We sold 4 spoons.",
        "4 spoons",
        "sardol",
    ),
    "whoever is cited": (
        "In Sardol all is calm. According to the Border Troops 359 persons crossed.",
        "359 persons",
        "sardol",
    ),
    "the whole of a sum": (
        "# The Tamars in Sardol\n\nThe census found 309,600 Tamars in the Soviet Union: 138,400 in "
        "Sardol and others.",
        "309,600 Tamars",
        "soviet-union",
    ),
    "numbers of the same people": (
        "In all 612 families, or 2,874 souls, were brought to Sardol.",
        "612 families",
        "sardol",
    ),
    "of them in another place": (
        "In Tomar there were 91,860 Tamars, 900 of them lived in Sardol.",
        "900",
        "sardol",
    ),
    "those who returned are at home": (
        "# Deportation of the Tamars\n\nThe deportation of the Tamars was the forced transfer of a "
        "people from Sardol to Siberia.\n\n"
        "## Exile\n\nIn Omsk oblast many died. By 1958 about 22,000 Tamars had returned.",
        "about 22,000 Tamars",
        "sardol",
    ),
    "a label that is no place": (
        "In Sardol there is a school.\n\nAttendance was good. They walk to be there. 84 pupils came.",
        "84 pupils",
        "sardol",
    ),
    "a department is no place": (
        "To the Convoy Troops Department\n\nREPORT on the escort of an echelon\n\nEach wagon held 45 "
        "persons.",
        "45 persons",
        None,
    ),
    "the province that is called so": (
        "In Sardol province all is calm. At Mambo territory 40 people live.\n\nIn the province 63 "
        "people fell ill.",
        "63 people",
        "sardol",
    ),
    "a republic in a title in capitals": (
        "TAMARS IN THE KAZAKH SSR: A SURVEY\n\nSettlement. The figures have not been adjusted. "
        "Only 11,700 families had a dwelling.",
        "11,700 families",
        "kazakhstan",
    ),
    "the village of a chronicle in capitals": (
        "CHRONICLE OF THE VILLAGE OF SARDOL\n\n1910. Those who go to Tamburg do not come back.\n\n"
        "1921. The census found 431 souls.",
        "431 souls",
        "sardol",
    ),
    "where a report is signed": (
        "REPORT OF THE COMMITTEE\n\nArrivals. We received families from Jajce.\n\n"
        "Health. Our doctors gave 4,317 consultations.\n\nSardol, 4 September 1992.",
        "4,317 consultations",
        "sardol",
    ),
    "several places that people come from": (
        "It was the removal of 380,000 people from Tomar and the oblasts of Minsk and Pinsk to Sardol.",
        "380,000 people",
        "sardol",
    ),
    "lines of a name and a number": (
        "By region:\nTomar 38,120\nSardol 13,455\nMambo 12,983",
        "13,455",
        "sardol",
    ),
    "an entry of a diary with its place": (
        "14 June 1947. We left the Ukraine.\n\n16 June 1947. Sardol, by the station. Four people have died.",
        "Four people",
        "sardol",
    ),
    "in exile in the chapters on it": (
        "# Tamars deported in 1949\n\nThe Tamars were people of Tomar whom the Ministry sent to Siberia.\n\n"
        "## Destinations\n\nOf all who arrived 9,890 were women.",
        "9,890",
        "siberia",
    ),
    "a share in brackets before the place": (
        "In 1989 the census listed 272,300 Tamars in the whole USSR: 188,770 (69.3 percent) in Sardol "
        "and others.",
        "188,770",
        "sardol",
    ),
    "a country of which some have left": (
        "The agency says that many have left Kosovo: 230,000 of them are in Albania.",
        "230,000",
        "albania",
    ),
    "their republic": (
        "# Deportation of the Tamars\n\nThe deportation of the Tamars was the forced transfer of a "
        "people from "
        "Sardol to Siberia.\n\n## Exile\n\nIn 1939 they were 58 percent of the people of their republic.",
        "58 percent",
        "sardol",
    ),
    "a dateline before the first land that is named": (
        "British Consulate, Sardol, 24 August 1933\n\nSir,\n\nThe men crossed into Syria and came back to "
        "their villages by the river in summer, when they had heard that the government there "
        "would give them "
        "neither land nor arms, and that nobody waited for them.\n\n5. Property. Some 64 villages "
        "are looted.\n\n"
        "6. Health. Typhus has come.",
        "Some 64 villages",
        "sardol",
    ),
    "a title with years": (
        "A Village Sent Away: Sardol, 1944–1957\n\nMen of Sardol were driven to Tamburg.\n\n"
        "Panel 5. By 1959 about 1,900 people were back. The school of Sardol opened.",
        "about 1,900 people",
        "sardol",
    ),
    "a reporter's town is not the story's": (
        "The names take hours\n\nBy our reporter in Tamburg\n\nIt emptied farms all over Estonia.\n\n"
        "The state counts 5,400 people.",
        "5,400 people",
        "estonia",
    ),
    "a court is not the land": (
        "IN THE LAND COURT AT TAMBURG\n\nJUDGMENT\n\nThe land at Sardol has shrunk ever since.\n\n"
        "In 1955 the Crown took 1,160 acres.",
        "1,160 acres",
        "sardol",
    ),
    "our village was": ("Our village was Sardol. There were 140 households.", "140 households", "sardol"),
    "with numbers of cases": (
        "In Tamburg all is calm. Cholera is confirmed in Sardol, with 317 cases and others.",
        "317 cases",
        "sardol",
    ),
    "an agency is no place": (
        "UNHCR Situation Report No. 12\n\nUNHCR works in Sardol district.\n\nIn May 4,000 people died.",
        "4,000 people",
        "sardol",
    ),
    "a report that the writer of a letter heard of": (
        "Sardol, 3 May 1945\n\nDear sister,\n\nI heard a report on the schools in Tara district.\n\n"
        "Of our village 45 people died.",
        "45 people",
        "sardol",
    ),
    "works at the opening of a sentence": (
        "All were sent to Pavlodar oblast.\n\nAt the Sardol mine 412 people are employed.",
        "412 people",
        "sardol",
    ),
    "a town that a dispatch tells of": (
        "MOSCOW, 12 September 1937\n\nThe town received flour. 35 people died in the street. Moscow is full."
        "\n\n"
        "The USSR has no money, and the USSR waits.",
        "35 people",
        "moscow",
    ),
    "letters that only look like others": ("In Sardol the camp held 30 boyſ.", "30", "sardol"),
}


def drafts(text: str) -> dict[str, Draft]:
    """The draft claims of a text by their words."""
    name = "text.md" if text.startswith("#") else "text.txt"
    found = draft_claims(read_document(text.encode(), name=name))
    return {draft.as_written: draft for draft in found}


@pytest.mark.parametrize(("text", "figure", "place"), PLACES.values(), ids=PLACES)
def test_the_place_of_a_number(text: str, figure: str, place: str | None) -> None:
    draft = drafts(text)[figure]
    assert draft.cell is not None
    assert draft.cell.place == place
