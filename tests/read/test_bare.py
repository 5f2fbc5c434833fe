"""What the audit says of short texts: each kind of clash, and what only looks like one."""

import pytest
from tests.read.conftest import alarms

from zul.audit import audit
from zul.read.case.bare import bare_case
from zul.read.drafts import understood
from zul.read.text.documents import read_document

TABLE = """
| Camp | Arrived | Died | Left |
|---|---|---|---|
| North | 12,410 | 2,310 | 10,100 |
| South | 15,667 | 3,201 | 12,466 |
| East | 13,045 | 2,629 | 11,371 |
| Total | 41,122 | 8,140 | 32,982 |
"""
# name: text, and each alarm as "grade: arithmetic"
CLASHES = {
    "a list above its whole": (
        "In March 1944, 10,011 Tamars were deported: 6,023 to Kazakhstan and 4,512 to Uzbekistan.",
        ["tension: 6,023 + 4,512 = 10,535, 524 more than “10,011 Tamars”"],
    ),
    "men, women and children": (
        "Of the 4,803 deported, 1,210 were men, 1,590 were women and 2,103 were children.",
        ["contradiction: 1,210 + 1,590 + 2,103 = 4,903, 100 more than “4,803 deported”"],
    ),
    "what is left of the deported": (
        "Of the 93,139 deported Kalmyks, 83,688 were registered in early 1945, "
        "meaning that more than 13,000 had died.",
        ["tension: 93,139 − 83,688 = 9,451, 3,549 short of “more than 13,000”"],
    ),
    "the balance of a year": (
        "On 1 January 1943 the camp held 12,480 people. During 1943 5,311 arrived, 1,121 were released and "
        "2,644 died. On 1 January 1944 the camp held 14,106 people.",
        ["tension: 12,480 + 5,311 − 1,121 − 2,644 = 14,026, 80 short of “14,106 people”"],
    ),
    "shares of one whole": (
        "On 1 May 1944, 52% of the prisoners were men, 31% women and 27% children.",
        ["contradiction: 52 + 31 + 27 = 110 percent of one whole"],
    ),
    "shares of two peoples": (
        "In 1989, Kalmyks made up 45% and Russians 55.9% of the population of Kalmykia.",
        ["tension: 45 + 55.9 = 100.9 percent of one whole"],
    ),
    "a rate beside its numbers": (
        "The list names 1,200 families with 5,400 people, 6.5 people per family.",
        ["contradiction: 5,400 ÷ 1,200 = 4.5, against “6.5 people per family”"],
    ),
    "deaths to a birth": (
        "In 1943 there were 1,842 deaths and 307 births, three deaths to every birth.",
        ["contradiction: 1,842 ÷ 307 = 6, against “three deaths per birth”"],
    ),
    "a fall between two counts": (
        "The census of 1959 counted 106,123 Tamars, down from 134,402 in 1939, a decline of 31 percent.",
        ["tension: (134,402 − 106,123) ÷ 134,402 = 21 percent, against “31 percent”"],
    ),
    "two totals": (
        "In May 1944 47,251 people were deported from Senna.\n\n"
        "In all, 42,751 people were deported from Senna in May 1944.",
        ["contradiction: 47,251 people ≠ 42,751 people: 4,500 people apart"],
    ),
    "two voices": (
        "According to the NKVD, 93,139 Tamars were deported. Historians estimate that 120,412 "
        "Tamars were deported.",
        ["source conflict: 93,139 Tamars ≠ 120,412 Tamars: 27,273 people apart"],
    ),
    "a factor of ten": (
        "The soviet made a list of 3,611 families to be deported. The report speaks of 36,110 "
        "families deported.",
        ["tension: 3,611 families ≠ 36,110 families: 32,499 families apart"],
    ),
    "two units": (
        "The journey of 3,200 km (1,250 miles) took two weeks.",
        ["tension: 1.61 × 1,250 = about 2,012, about 1,138 short of 3,150, the least that “3,200 km” allows"],
    ),
    "names after a colon": (
        "Four villages were emptied on that day: Alvo, Berg and Cala.",
        ["tension: 3 listed ≠ “Four villages”"],
    ),
    "more of the things than there are": (
        "There were 3,121 houses in the district. In June the soldiers blew up 3,211 of the houses.",
        ["tension: 3,211 is 90 more than “3,121 houses”"],
    ),
    "two dates for one event": (
        "The operation began on 2 May 1944. The operation began on 12 May 1944.",
        ["tension: 2 May 1944 ≠ 12 May 1944: 10 days apart"],
    ),
    "an end before its beginning": (
        "The operation began on 12 May 1944 and ended on 2 May 1944.",
        ["tension: 2 May 1944 is 10 days before 12 May 1944"],
    ),
    "a row of a table": (
        TABLE,
        [
            "tension: 2,629 + 11,371 = 14,000, 955 more than “13,045”",
            "tension: 10,050 (from “10,100”) + 12,466 + 11,371 = 33,887, 905 more than “32,982”",
        ],
    ),
    "all, and some exempt": (
        "Every person of the Tamar people was deported. Only three families were exempted.",
        ["statement: “Every person of the Tamar people was deported.” ↔ “Only three families were exempted”"],
    ),
}
HARMLESS = {
    "a list that includes": "In March 1944, 10,241 Tamars were deported, including 2,311 from Orn "
    "and 1,408 from Senna.",
    "different years": "In 1944, 1,510 Tamars died. In 1945, 3,735 Tamars died.",
    "different peoples": "In 1945, 351 Koreans and 1,210 Kalmyks were registered in Omsk.",
    "units that agree": "The journey of 3,200 km (1,990 miles) took two weeks.",
    "a rounded total": "In May 1944, 47,251 people were deported from Senna. About 47,000 people were "
    "deported in May 1944.",
    "a share that fits": "In 1943 there were 1,842 deaths among the 16,379 exiles, or 11.2 percent.",
    "far apart, so not of one thing": "In 1944, 93,139 Tamars were deported. In 1944, 3,332,589 people were "
    "deported.",
    "counts of several years": "In 1939 the census counted 134,402 Tamars, in 1959 106,123 and in 1970 "
    "137,194.",
    "no figure at all": "Nothing is counted here.",
}


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_is_found_and_nothing_else(name: str) -> None:
    text, expected = CLASHES[name]
    assert [str(finding) for finding in alarms(text)] == expected


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_like_a_clash_is_none(name: str) -> None:
    assert [str(finding) for finding in alarms(HARMLESS[name])] == []


def test_what_the_words_do_not_say_is_named_as_an_assumption() -> None:
    (finding,) = alarms(CLASHES["a fall between two counts"][0])
    assert finding.grounds == ("This assumes: The fall is the difference of the two numbers.",)


def test_documents_are_sources_of_one_case() -> None:
    texts = ["93,139 Tamars were deported in 1944.", "92,933 Tamars were deported in 1944."]
    read = [understood(read_document(text.encode(), name=f"{n}.txt")) for n, text in enumerate(texts)]
    case = bare_case(read).case
    assert list(case.sources) == ["D1", "D2"]
    assert [str(finding) for finding in audit(case)] == [
        "source conflict: 93,139 Tamars ≠ 92,933 Tamars: 206 people apart"
    ]
