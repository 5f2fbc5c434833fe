"""What a check found, as JSON: a finding names its figures by their place in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zul.publish.check import Checked
from zul.publish.data import dump, finding_data
from zul.publish.drafts import document_data, draft_data, plain_number
from zul.terms.finding import Finding


def check_json(checked: Checked) -> str:
    """Documents, draft claims, findings and whether all were looked for, the same digits under two labels."""
    return dump(
        {
            "documents": [document_data(reading.document) for reading in checked.readings],
            "claims": [
                {"document": document.name, **draft_data(draft)}
                for document, draft in checked.drafts.values()
            ],
            "findings": [_finding(checked, finding) for finding in checked.findings],
            "is_complete": checked.findings.is_complete,
            "same_digits": [
                {"number": number, "claims": _claims(checked, ids)}
                for number, ids in checked.same_digits.items()
            ],
        }
    )


def _finding(checked: Checked, finding: Finding) -> dict[str, Any]:
    """A finding as in findings.json, with figures in place of ids and its size as a plain number."""
    data = finding_data(finding)
    certificate = data.pop("certificates")
    return {
        **data,
        "size": plain_number(finding.size),
        "claims": _claims(checked, finding.claims),
        "rivals": _claims(checked, finding.rivals),
        "slips": slips(checked, finding),
        "certificate": certificate,
    }


def _claims(checked: Checked, ids: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": draft.id,
            "document": document.name,
            "start": draft.quote.start,
            "end": draft.quote.end,
            "as_written": draft.as_written,
            "locator": draft.locator,
        }
        for document, draft in checked.figures(ids)
    ]


def slips(checked: Checked, finding: Finding) -> list[str]:
    """The slips that would explain a finding, each with the figure that it would be in."""
    return [
        f"{checked.case.claims[suspect.origin].as_written}: perhaps {slip}"
        for suspect in finding.suspects
        if suspect.origin in checked.case.claims
        for slip in suspect.slips
    ]
