"""The quotes of claims as W3C Web Annotations.

The texts themselves stay with whoever holds them: a quote says where it stands in the text with this hash
(TextPositionSelector, in code points) and what it says (TextQuoteSelector; Web Annotation Data Model §4.2).
"""

from __future__ import annotations

import uuid
from typing import Any

from zul.publish.data import dump
from zul.publish.package.addresses import urn
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.quote import Quote

_OWN = uuid.UUID("5f0c9a5e-6d5c-5a53-9d0e-7a756c000002")  # of the quotes of Zul


def web_annotations(case: Case) -> str | None:
    """An annotation for every claim with a quote; None where no claim has one."""
    quoted = [(claim, claim.quote) for claim in case.claims.values() if claim.quote]
    if not quoted:
        return None
    return dump(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": urn(_OWN, case, "quotes"),
            "type": "AnnotationPage",
            "items": [_annotation(case, claim, quote) for claim, quote in quoted],
        }
    )


def _annotation(case: Case, claim: Claim, quote: Quote) -> dict[str, Any]:
    return {
        "id": urn(_OWN, case, claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "format": "text/plain",
            "purpose": "describing",
            "value": f"{claim.id}: {case.describe(claim.cell)}: {claim.as_written} ({claim.citation})",
        },
        "target": {
            "source": f"hash://sha256/{quote.sha256}",
            "selector": [
                {"type": "TextQuoteSelector", "exact": quote.exact},
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            ],
        },
    }
