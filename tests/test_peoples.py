"""The cases of other peoples: what must hold of each, and the arithmetic that each is known for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import zul
from zul.terms.case import Case
from zul.terms.finding import Findings, Grade
from zul.terms.judgement import Verdict

CASES = Path(__file__).parents[1] / "cases"
PEOPLES = sorted({file.parent.name for file in CASES.glob("*/claims.csv")} - {"kalmyk"})


@cache
def case_of(people: str) -> Case:
    return zul.read_case(CASES / people)


@cache
def findings_of(people: str) -> Findings:
    return zul.audit(case_of(people))


@pytest.mark.parametrize("people", PEOPLES)
def test_every_source_says_how_much_of_it_was_seen(people: str) -> None:
    assert [source.id for source in case_of(people).sources.values() if not source.seen] == []


@pytest.mark.parametrize("people", PEOPLES)
def test_every_source_is_used(people: str) -> None:
    case = case_of(people)
    used = {claim.citation.source for claim in case.claims.values()}
    used |= {event.source for event in case.events.values()}
    used |= {place.source for place in case.places.values() if place.source}
    assert set(case.sources) <= used


@pytest.mark.parametrize("people", PEOPLES)
def test_places_of_exile_can_be_drawn(people: str) -> None:
    case = case_of(people)
    reached = {claim.cell.place for claim in case.claims.values() if claim.cell.measure.id == "resettled"}
    places = [case.places[id] for id in reached if id and id != "ussr"]
    wholes = {place.id: [case.places[one.whole] for one in place.part_of] for place in places}
    assert [p.id for p in places if all(one.latitude is None for one in (p, *wholes[p.id]))] == []


@pytest.mark.parametrize("people", PEOPLES)
def test_every_finding_is_proved_without_what_a_judgement_rejects(people: str) -> None:
    findings = findings_of(people)
    judgements = case_of(people).judgements
    rejected = {judgement.about for judgement in judgements if judgement.verdict is Verdict.REJECT}
    assert findings
    assert findings.is_complete
    for finding in findings:
        assert not rejected & {*finding.claims, *finding.rivals}
        for certificate in finding.certificates:
            certificate.check()


@pytest.mark.parametrize(
    ("people", "grade", "arithmetic"),
    [
        (
            "chechens-ingush",
            Grade.TENSION,
            "239,768 + 78,470 + 70,097 + 2,278 = 390,613, 99,387 short of “more than 490,000 people”",
        ),
        (
            "chechens-ingush",
            Grade.SOURCE_CONFLICT,
            "91,250 Ingush ≠ about 134,000: at least 29,350 people apart",
        ),
        ("chechens-ingush", Grade.SOURCE_CONFLICT, "1,272 ≠ at least 223,500: at least 222,178 people apart"),
        ("chechens-ingush", Grade.TENSION, "452,737 ≠ 608,749: 156,012 people apart"),
        ("chechens-ingush", Grade.CONTRADICTION, "75,000 ÷ 731,700 = 10.3 percent, against “12.0 %”"),
        ("chechens-ingush", Grade.CONFIRMATION, "578,527 + 28,120 − 146,892 − 7,018 = 452,737"),
        ("koreans", Grade.CONFIRMATION, "95,256 + 76,525 = 171,781"),
        ("koreans", Grade.TENSION, "50,000 ÷ 172,000 = 29.1 percent, against “10%–25%”"),
        ("koreans", Grade.SOURCE_CONFLICT, "4,000 miles ≠ 12,000 miles: at least 7,000 miles apart"),
        ("koreans", Grade.TENSION, "700 Russian-Koreans ≠ 816: 116 people apart"),
        ("karachays", Grade.CONTRADICTION, "~43,000 ≠ 13,000—19,000 deaths: at least 19,200 people apart"),
        (
            "karachays",
            Grade.SOURCE_CONFLICT,
            "69 people ≠ almost 80 thousand people: at least 69,931 people apart",
        ),
        ("karachays", Grade.TENSION, "75,763 is 904,237 short of “more than 980 thousand people”"),
        ("karachays", Grade.TENSION, "(150,303 − 75,736) ÷ 150,303 = 49.6 percent, against “43.0%”"),
        ("karachays", Grade.CONFIRMATION, "25,216 + 20,285 = 45,501"),
        (
            "balkars",
            Grade.SOURCE_CONFLICT,
            "455,000 cattle ≠ 45.5 thousand head of cattle: at least 408,950 things apart",
        ),
        (
            "balkars",
            Grade.TENSION,
            "16,300 ÷ 42,600 = 38.3 percent, against “30 percent of the whole nation”",
        ),
        ("balkars", Grade.TENSION, "37,713 is 610 more than “37,103”"),
        ("balkars", Grade.CONFIRMATION, "9 + 5 = 14"),
    ],
)
def test_known_arithmetic(people: str, grade: Grade, arithmetic: str) -> None:
    found = [finding.grade for finding in findings_of(people) if finding.arithmetic == arithmetic]
    assert found == [grade]
