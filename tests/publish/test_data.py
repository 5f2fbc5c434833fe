"""What programs read: exact numbers that can be added up again without Zul."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from zul.publish import publish
from zul.publish.data import claims_json, findings_json
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding

Findings = tuple[Finding, ...]


def added_up(certificate: dict[str, Any]) -> tuple[dict[str, Fraction], Fraction]:
    """The rows of a printed proof, multiplied and added: what is left of the cells, and the bound."""
    total: dict[str, Fraction] = defaultdict(Fraction)
    bound = Fraction(0)
    for line in certificate["lines"]:
        multiplier = Fraction(line["multiplier"])
        assert multiplier > 0
        bound += multiplier * Fraction(line["bound"])
        for coefficient, cell in line["coefficients"]:
            total[json.dumps(cell)] += multiplier * Fraction(coefficient)
    return {cell: left for cell, left in total.items() if left}, bound


def test_every_proof_holds_as_printed(findings: Findings) -> None:
    printed = json.loads(findings_json(findings))
    assert [finding["id"] for finding in printed] == [finding.id for finding in findings]
    for finding in printed:
        assert finding["certificates"]
        for certificate in finding["certificates"]:
            target = {json.dumps(cell): Fraction(coefficient) for coefficient, cell in certificate["target"]}
            assert added_up(certificate) == (target, Fraction(certificate["proves"]))
            assert target or Fraction(certificate["proves"]) > 0


def test_findings_keep_their_order_of_keys(findings: Findings) -> None:
    text = findings_json(findings)
    assert text.endswith("}\n]\n")
    (first, *_) = json.loads(text)
    assert list(first) == [
        "id", "grade", "title", "text", "arithmetic", "size", "unit", "claims", "rivals", "identities",
        "assumptions", "grounds", "suspects", "hints", "certificates",
    ]  # fmt: skip


def test_claims_are_told_as_written_and_as_read(case: Case) -> None:
    printed = {claim["id"]: claim for claim in json.loads(claims_json(case))}
    assert list(printed) == list(case.claims)
    assert printed["S2-2"] == {
        "id": "S2-2",
        "source": "S2",
        "locator": None,
        "as_written": "about a tenth",
        "measure": "deaths",
        "group": "valley-people",
        "place": "exile",
        "period": "1944-03/1944-12",
        "of": {
            "measure": "deported",
            "group": "valley-people",
            "place": "two-valleys",
            "period": "1944-03-01/1944-03-05",
        },
        "said_by": None,
        "series": None,
        "note": None,
        "tight": {"lower": "15/2", "lower_open": False, "upper": "25/2", "upper_open": False},
        "wide": {"lower": "5", "lower_open": False, "upper": "15", "upper_open": False},
        "hedge": "approximately",
        "unit": "percent",
        "judgement": None,
    }
    assert (printed["S1-5"]["earliest"], printed["S1-5"]["latest"]) == ("1944-03-01", "1944-03-05")
    assert printed["S3-1"]["judgement"]["verdict"] == "doubt"


def test_publish_writes_three_files_and_touches_nothing_else(
    case: Case, findings: Findings, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "report"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    page = publish(case, findings, to=folder)
    assert page == folder / "report.html"
    assert sorted(path.name for path in folder.iterdir()) == [
        "claims.json", "findings.json", "mine.txt", "report.html",
    ]  # fmt: skip
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    publish(case, findings, to=str(folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_estimates_are_numbers_with_intervals_and_what_is_not_reached_has_none(
    planned: Case, reconstruction: Reconstruction, tmp_path: Path
) -> None:
    publish(planned, (), reconstruction, to=tmp_path)
    told = json.loads((tmp_path / "estimates.json").read_text("utf-8"))
    assert list(told) == [
        "people", "estimates", "courses", "pyramids", "wanted", "readings", "left_out", "search", "inputs",
    ]  # fmt: skip
    assert [estimate["id"] for estimate in told["estimates"]] == list(reconstruction.estimates)
    estimates = {estimate["id"]: estimate for estimate in told["estimates"]}
    assert estimates["birth-deficit-women"] == {
        "id": "birth-deficit-women",
        "title": "Birth deficit: missing women",
        "definition": "The part due to missing women.",
        "unit": "births",
        "spread": {
            "intervals": {
                "50": [pytest.approx(124.5), pytest.approx(175.5)],
                "80": [pytest.approx(109.2), pytest.approx(190.8)],
                "95": [pytest.approx(101.55), pytest.approx(198.45)],
            },
            "median": pytest.approx(150.0),
        },
        "not_estimable": None,
        "prior": estimates["birth-deficit-women"]["prior"],
        "moved_by": [],
    }
    unreached = estimates["births-registered"]
    assert (unreached["spread"], unreached["not_estimable"]) == (
        None,
        "the claims leave it as wide as it was before they were read",
    )
    assert unreached["prior"]["median"] == pytest.approx(30.0)
    assert [len(course["spreads"]) for course in told["courses"]] == [5, 5, 5, 2, 2, 2, 2]
    assert [reading["claim"] for reading in told["readings"]] == ["S3-1", "S1-4", "S2-2", "S2-1"]
    assert told["pyramids"][0]["women"][0]["median"] == pytest.approx(700.0)
    assert told["left_out"] == reconstruction.left_out
    assert told["search"]["r_hat"] == 1.0042


def test_a_full_disk_leaves_the_old_report(
    case: Case, findings: Findings, tmp_path: Path, full_disk: Callable[[str], None]
) -> None:
    publish(case, (), to=tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    full_disk("report.html")
    with pytest.raises(OSError, match="No space left on device"):
        publish(case, findings, to=tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
