"""The years that dates without one take, from the day of the writer or from the story."""

from __future__ import annotations

from pathlib import Path

import pytest

from zul.read.drafts import draft_claims
from zul.read.grammar import mentions
from zul.read.grammar.calendar import Years
from zul.read.text.documents import read_document
from zul.terms.dates import Period
from zul.terms.document import Document

SPEECH = "Assembly debates\n\nTuesday, 11 March 1969\n\n"
LETTER = "Camp Tara, Sept. 26th, 1838\n\n"
NEWS = "TARA, Oct. 29, 1931—The ninth train left today.\n\n"
DATES = {
    "a paper is older than the speech": (
        f"{SPEECH}They were told by letter of 17 October.",
        ["1969-03-11", "1968-10-17"],
    ),
    "last and next are beside the day of the speech": (
        f"{SPEECH}He said so on 21 May last. They move in November next.",
        ["1969-03-11", "1968-05-21", "1969-11"],
    ),
    "a year inside a sentence, far before the speech, is a remark": (
        f"{SPEECH}In Natal there were, in 1948, some 250 places.\n\nI was there on 1 March.",
        ["1969-03-11", "1948", "1969-03-01"],
    ),
    "even where the day of the speech stands years after all others": (
        f"{SPEECH}We all served there in 1946.\n\nThe council asked in January.",
        ["1969-03-11", "1946", "1969-01"],
    ),
    "last year is the one before the speech, from which no story goes on": (
        f"{SPEECH}The judgment, of 29 November last year, is of 100 pages. It rained in January.",
        ["1969-03-11", "1968-11-29", "1969-01"],
    ),
    "the dates of a report lie in the year that it covers": (
        "Report for the year ended 30 June 1922\n\nIn October 1921 the huts were let. They had stoves"
        " by 15 February.\n\nOn 30 June 300 were left.\n\nIn September 40 had come.",
        ["1922-06-30", "1921-10", "../1922-02-15", "1922-06-30", "1921-09"],
    ),
    "this month and the month before are those of the letter": (
        f"Born 4 May 1803, he served.\n\n{LETTER}Yours of the 17th inst. came, not that of the 9th ult.",
        ["1803-05-04", "1838-09-26", "1838-09-17", "1838-08-09"],
    ),
    "what has been going on began before the day of the paper": (
        f"{NEWS}Since March 23 the county has moved 6,024 persons.",
        ["1931-10-29", "1931-03-23/.."],
    ),
    "what is hoped for lies ahead": (
        f"{NEWS}They hope to be gone by 8 December.",
        ["1931-10-29", "../1931-12-08"],
    ),
    "a year set as a term is a remark": (
        "The decree of 21 August 1937 set 1 January 1938 as the final term. The first train left on"
        " 9 September.",
        ["1937-08-21", "1938-01-01", "1937-09-09"],
    ),
    "a story goes forward": (
        "In January 1971 the Commissioner came. On 15 October the ship left.",
        ["1971-01", "1971-10-15"],
    ),
    "but a little way back over the new year": (
        "In January 1944 they came. The order was given on 27 December.",
        ["1944-01", "1943-12-27"],
    ),
    "a sentence moves on by years": (
        "She died in spring 2010. Two years later, on 6 March, we left.",
        ["2010-03/2010-05", "2012-03-06"],
    ),
    "a month beside its year": ("It was told in 1959, in November, by radio.", ["1959", "1959-11"]),
    "both ends of a period with commas": (
        "Between 23 October 1941, and 30 July 1942 they were moved.",
        ["1941-10-23/1942-07-30"],
    ),
    "a census is a remark": (
        "In March 1946 they came. The census of 17 May 1939 was old. In June others came.",
        ["1946-03", "1939-05-17", "1946-06"],
    ),
    "so is what somebody had done before": (
        "In 1915 the list was read. In 1913 my father had refused an offer. On 8 July we left.",
        ["1915", "1913", "1915-07-08"],
    ),
    "and what somebody came for long ago": (
        "On 4 August 1972 he spoke. My uncle, who had come in 1898, laughed. By September all were gone.",
        ["1972-08-04", "1898", "../1972-09"],
    ),
    "what had been going on began before": (
        "It was February 1942. We had had little bread since November. On the 26th they came.",
        ["1942-02", "1941-11/..", "1942-02-26"],
    ),
    "the same day of another year gives no year": (
        "In 1950 it was full. On 1 April 96 lived there; on the same day of 1949 it had been 118.",
        ["1950", "1950-04-01", "1949"],
    ),
    "an article comes back to its removal in a new section": (
        "# Deportation of the Tamars\n\nIt began on 8–9 March 1944.\n\n## Background\n\nTroops left in"
        " January 1943.\n\n## Operation\n\nIt was planned for 10 March.",
        ["1944-03-08/1944-03-09", "1943-01", "1944-03-10"],
    ),
    "and in a new paragraph": (
        "Deportation of the Tamars\n\nIt began on 9 October 1937.\n\nIn 1935 some were arrested.\n\n"
        "They were taken by 30 October.",
        ["1937-10-09", "1935", "../1937-10-30"],
    ),
    "an entry of a diary goes on from the one before": (
        "15 April 1940\nNo word came since he was arrested in September 1939.\n\n3 May\nWe read the"
        " amnesty of"
        " 12 August.\n\n6 February\nIt snowed.",
        ["1940-04-15", "1939-09", "1940-05-03", "1939-08-12", "1941-02-06"],
    ),
    "what was left by somebody is no part of a letter's story": (
        f"{NEWS}They lie in tents left by the army in 1918. Typhus came on 18 September.",
        ["1931-10-29", "1918", "1931-09-18"],
    ),
    "nor is an event that a year is named for": (
        f"{NEWS}On 1 September there were some, left over from the movement of 1920.",
        ["1931-10-29", "1931-09-01", "1920"],
    ),
    "a day of the story, told long afterwards": (
        "TARA, 28 October 2010—People met.\n\nBetween 15 and 30 October 1990 all were taken.\n\n"
        "The order came on 15 October.",
        ["2010-10-28", "1990-10-15/1990-10-30", "1990-10-15"],
    ),
    "what a number is set against gives no year to the others": (
        "On 1 April 1943 many were left. Deaths were highest in February, as against 58 in December 1942.",
        ["1943-04-01", "1943-02", "1942-12"],
    ),
    "a report that its writer signs at the end knows of nothing later": (
        "On 20 March 1943 it snowed.\n\nThe boots sent in December were unfit. By 1 May we shall build.\n\n"
        "Director Gusev\n9 April 1943",
        ["1943-03-20", "1942-12", "../1943-05-01", "1943-04-09"],
    ),
    "another speaker of a debate is back at its day": (
        f"{SPEECH}Mrs. Hall (Hove): In March 1965 it was said.\n\nMr. Bell (Rye): They move by 31 January.",
        ["1969-03-11", "1965-03", "../1969-01-31"],
    ),
    "a day alone is one of the month of the letter": (
        f"{LETTER}In the summer of 1830 they came. The board meets again on the 28th.",
        ["1838-09-26", "1830-06/1830-08", "1838-09-28"],
    ),
    "half of a month that waits for its year": (
        "In July 1936 many fled. In the first half of September it was quiet.",
        ["1936-07", "1936-09-01/1936-09-15"],
    ),
}


def document(text: str, folder: Path) -> Document:
    path = folder / "text.txt"
    path.write_text(text, "utf-8")
    return read_document(path)


@pytest.mark.parametrize(("text", "read"), DATES.values(), ids=DATES)
def test_the_year_of_a_date(text: str, read: list[str], tmp_path: Path) -> None:
    dates = [one.reading for one in mentions(document(text, tmp_path)) if isinstance(one.reading, Period)]
    assert list(map(str, dates)) == read


def test_what_has_happened_is_of_the_day_of_the_speech(tmp_path: Path) -> None:
    text = f"{SPEECH}A farmer sold his land in 1967. Fourteen people have died since."
    read = {draft.as_written: draft for draft in draft_claims(document(text, tmp_path))}
    died = read["Fourteen people"].cell
    assert died is not None
    assert str(died.period) == "1969-03-11"


def test_a_story_long_past_goes_on_in_the_next_paragraph(tmp_path: Path) -> None:
    text = "TARA, 14 April 2022—People met.\n\nOn 14 April 1942 the police came.\n\n"
    text += "In May 221 families were gone. It was 1942 in all papers, and 1943."
    read = {draft.as_written: draft for draft in draft_claims(document(text, tmp_path))}
    gone = read["221 families"].cell
    assert gone is not None
    assert str(gone.period) == "1942-05"


def test_a_sentence_with_a_day_is_no_dateline(tmp_path: Path) -> None:
    text = "He came on 18 May 1944.\n\nIn June 1953 he died. They left on 3 March."
    dates = [str(one.reading) for one in mentions(document(text, tmp_path)) if one.is_date]
    assert dates == ["1944-05-18", "1953-06", "1953-03-03"]


def test_the_years_of_a_text() -> None:
    text = "On 28 December 1943 and in January 1944 they were taken; a stone of 6 June 1993 says so."
    years = Years.of(text)
    assert (years.usual, years.lead, years.first) == (None, 1943, 1943)
    assert years.lonely == {1993}
    assert years.isolated == {1993}
    assert years.days == {"-12-28": 1943}


def test_the_place_is_named_as_the_document_names_it(tmp_path: Path) -> None:
    text = "Some 5,541 people were settled in Kirghizia. Of the people in Kirghizia 300 died."
    assert {draft.cell.place for draft in draft_claims(document(text, tmp_path)) if draft.cell} == {
        "kirghizia"
    }
    both = f"{text} Kyrgyzstan has counted 5,000 of them."
    places = {draft.cell.place for draft in draft_claims(document(both, tmp_path)) if draft.cell}
    assert places == {"kyrgyzstan"}


def test_the_unit_is_named_as_the_document_names_it(tmp_path: Path) -> None:
    drafts = draft_claims(document("They came in 12 lorries to 40 households of two provinces.", tmp_path))
    assert [draft.unit for draft in drafts] == ["lorry", "household", "province"]
