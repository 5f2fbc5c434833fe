"""The first case: every figure keyed twice and on the page, and the arithmetic it is known for."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest
from tests.publish.running import loose_numbers

import zul
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.finding import Finding, Grade

ROOT = Path(__file__).parents[1]
KEYED_AGAIN = (
    ROOT / "tests/data/kalmyk_figures.csv"
)  # source, lower and upper number, claim: entered apart from the ledger
COLLECTION = (
    ROOT.parent / "shared/data/kalmyk/figures.csv"
)  # where the figures were collected; not part of the project


@pytest.fixture(scope="module")
def case() -> Case:
    return zul.read_case(ROOT / "cases/kalmyk")


@pytest.fixture(scope="module")
def findings(case: Case) -> tuple[Finding, ...]:
    return zul.audit(case)


@pytest.fixture(scope="module")
def page(case: Case, findings: tuple[Finding, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    return zul.publish(case, findings, to=tmp_path_factory.mktemp("kalmyk")).read_text(encoding="utf-8")


def keyed_again() -> list[dict[str, str]]:
    with KEYED_AGAIN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(claim: Claim) -> set[Fraction]:
    """The printed numbers of a claim; a date counts as its years."""
    if isinstance(claim.reading, Period):
        days = (claim.reading.earliest, claim.reading.latest)
        return {Fraction(day.year) for day in days if day}
    return {quantity.value for quantity in claim.reading.quantities}


def test_181_figures_were_keyed_a_second_time() -> None:
    rows = keyed_again()
    assert len(rows) == 181
    assert len({row["claim"] for row in rows}) == 181


@pytest.mark.parametrize("row", keyed_again(), ids=lambda row: row["claim"])
def test_both_keyings_agree(case: Case, row: dict[str, str]) -> None:
    claim = case.claims[row["claim"]]
    assert claim.citation.source == row["source"]
    tolerance = (
        Fraction(1, 10) if isinstance(claim.reading, Figure) and claim.reading.unit == "percent" else 0
    )
    for end in {row["low"], row["high"]}:  # a third is keyed as 33.3
        assert any(abs(number - Fraction(end)) <= tolerance for number in numbers(claim)), (
            row,
            numbers(claim),
        )


def test_the_collection_is_keyed_whole() -> None:
    if not COLLECTION.exists():
        pytest.skip(f"the collection of figures is not beside the project ({COLLECTION.name})")
    with COLLECTION.open(encoding="utf-8", newline="") as file:
        collected = sorted(row["source_id"] for row in csv.DictReader(file))
    assert collected == sorted(row["source"] for row in keyed_again())


def test_every_figure_is_on_the_page_with_its_citation(case: Case, page: str) -> None:
    claims = dict(re.findall(r'id="(claim-[^"]+)"(.*?)(?=id="claim-|<section)', page, flags=re.DOTALL))
    missing = [
        row["claim"]
        for row in keyed_again()
        if f'href="#source-{row["source"]}"' not in claims.get(f"claim-{row['claim']}", "")
    ]
    assert not missing
    assert len(claims) == len(case.claims)


def test_every_source_place_and_event_is_there(case: Case, page: str) -> None:
    assert len(case.sources) == 51
    assert {f"K{number:02}" for number in range(1, 52)} == set(case.sources)
    assert all(f'id="source-{id}"' in page for id in case.sources)
    assert all(f'id="event-{id}"' in page for id in case.events)


@pytest.mark.parametrize(
    ("grade", "arithmetic"),
    [
        (Grade.SOURCE_CONFLICT, "93,139 − 83,688 = 9,451, 3,549 short of “more than 13,000 people”"),
        (
            Grade.TENSION,
            "6,167 + 7,525 + 5,435 + 8,353 + 660 + 648 + 522 + 2,796 + 1,760 = 33,866, "
            "7,507 more than “26,359 families”",
        ),
        (
            Grade.SOURCE_CONFLICT,
            "6,167 + 7,525 + 5,435 + 8,353 + 648 = 28,128, 1,769 more than “26,359 families”",
        ),
        (Grade.GAP, "24,352 + 21,164 + 20,858 + 18,333 = 84,707; 93,139 − 84,707 = 8,432"),
        (Grade.CONTRADICTION, "131,271 Kalmyks ≠ 134,400: at least 3,079 people apart"),
        (Grade.CONTRADICTION, "more than 93,000 people ≠ 91,919: 1,081 people apart"),
        (Grade.CONTRADICTION, "1957 ≠ 17 March 1956: 290 days apart"),
        (Grade.TENSION, "91,919 + 1,014 = 92,933, 206 short of “93,139 Kalmyks”"),
        (Grade.TENSION, "(131,271 − 106,100) ÷ 131,271 = 19.2 percent, against “more than 20%”"),
        (Grade.TENSION, "16,594 ÷ 134,400 = 12.3 percent, against “between ~17 and ~19 percent”"),
        (Grade.TENSION, "16,594 ÷ 93,139 = 17.8 percent, against “19%”"),
        (Grade.TENSION, "3,735 ÷ 93,139 = 4 percent, against “9.3 percent”"),
        (Grade.TENSION, "45 + 55.9 = 100.9 percent of one whole"),
        (Grade.TENSION, "28 December 1943 to early 1945: at most 1.3 years, not “two years”"),
        (Grade.TENSION, "31 December 1943 is 1 day before January 1944"),
        (Grade.TENSION, "1957 ≠ 29 July 1958: 210 days apart"),
        (Grade.STATEMENT, "“more than 60%” of 106,100 ↔ of 93,139"),
        (Grade.STATEMENT, "“every person” ↔ “women … exempted”"),
        (Grade.STATEMENT, "“only three … families avoided” ↔ “women … exempted”"),
        (Grade.TENSION, "90,940 + 2,702 − 16,594 − 1,364 = 75,684, 766 more than “74,918”"),
        (Grade.CONFIRMATION, "72,665 + 33,401 = 106,066"),
        (Grade.CONFIRMATION, "3,735 ÷ 351 = 10.6"),
        (Grade.CONFIRMATION, "(134,400 − 106,100) ÷ 134,400 = 21.1 percent"),
    ],
)
def test_known_arithmetic(findings: tuple[Finding, ...], page: str, grade: Grade, arithmetic: str) -> None:
    assert [finding.grade for finding in findings if finding.arithmetic == arithmetic] == [grade]
    assert arithmetic in page


def test_every_finding_is_proved(findings: tuple[Finding, ...]) -> None:
    assert findings
    for finding in findings:
        assert finding.certificates or finding.grade is Grade.STATEMENT
        for certificate in finding.certificates:
            certificate.check()


def test_rejected_claims_are_shown_but_not_used(case: Case, findings: tuple[Finding, ...], page: str) -> None:
    rejected = {judgement.about for judgement in case.judgements if judgement.verdict == "reject"}
    assert rejected
    for finding in findings:
        assert not rejected & {*finding.claims, *finding.rivals}
    assert all(f'id="claim-{id}"' in page for id in rejected)


def test_every_claim_is_read_by_the_reconstruction_or_left_out_with_a_reason(case: Case) -> None:
    from zul.reconstruct.displaced.model import model  # noqa: PLC0415 (compiles what it needs)

    assert case.plan is not None
    observed = model(case, case.plan).observed
    read = {datum.claim.id for datum in observed.data}
    assert read | set(observed.left_out) == set(case.claims)
    assert not read & set(observed.left_out)
    assert len(read) == 32
    assert {"K04-01", "K04-02", "K04-03", "K04-04", "K04-05", "K01-100", "K13-01"} <= read
    reasons = {id: observed.left_out[id] for id in ("K01-002", "K01-062", "K02-01", "K17-01", "K01-088")}
    assert reasons == {
        "K01-002": "the period has no known beginning or end",
        "K01-062": "the period holds only a part of the move",
        "K02-01": "K02 is a reconstruction itself, kept for comparison",
        "K17-01": "a judgement rejects it",
        "K01-088": "the same figure as K20-01, taken for one observation",
    }


def test_every_number_of_the_running_text_leads_to_what_it_rests_on(page: str) -> None:
    assert loose_numbers(page) == []
    assert loose_numbers('<p>In 1944 <a href="#x">93</a> of <b>17</b></p><li id="claim-1">5</li>') == [
        "In 1944",
        "17",
    ]


def test_the_page_stays_one_file_that_is_easily_sent(page: str) -> None:
    assert len(page.encode()) < 3_000_000
