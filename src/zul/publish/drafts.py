"""Drafts as JSON: plain numbers for their bounds, and for every part the rule that set it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from zul.publish.data import cell_data, dump
from zul.terms.bounds import Bounds
from zul.terms.dates import Period
from zul.terms.document import Document
from zul.terms.draft import Draft
from zul.terms.figure import Figure, Hedge
from zul.terms.measure import MEASURES


def drafts_json(document: Document, drafts: Iterable[Draft]) -> str:
    """A document and its drafts, in the order of its text."""
    return dump({"document": document_data(document), "claims": [draft_data(draft) for draft in drafts]})


def document_data(document: Document) -> dict[str, Any]:
    """What a document is, without its text."""
    return {
        "name": document.name,
        "title": document.title,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "dropped": list(document.dropped),
    }


def draft_data(draft: Draft) -> dict[str, Any]:
    """A draft as its document prints it, and as it was read.

    `lower` and `upper` are its plain reading, `wide_lower` and `wide_upper` its charitable one; None is no
    bound. The period of a date is the date itself.
    """
    quote, numeral, reading = draft.quote, draft.numeral, draft.reading
    cell = cell_data(draft.cell) if draft.cell else dict.fromkeys(("measure", "group", "place", "period"))
    if isinstance(reading, Period):
        cell |= {"measure": MEASURES["date"].id, "period": str(reading)}
    return {
        "id": draft.id,
        "kind": "quantity" if isinstance(reading, Figure) else "date",
        "quote": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
        "end": quote.end,
        "locator": draft.locator,
        "numeral": {"surface": numeral.surface, "start": numeral.start, "end": numeral.end},
        "as_written": draft.as_written,
        **_read(reading),
        "unit": draft.unit,
        **cell,
        "of": cell_data(draft.of) if draft.of else None,
        "said_by": draft.said_by,
        "series": draft.series,
        "rules": dict(draft.rules),
        "confidence": dict(draft.confidence),
    }


def plain_number(value: Fraction | None) -> int | float | None:
    """The number as JSON writes it."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _read(reading: Figure | Period) -> dict[str, Any]:
    """Numbers, bounds and hedge of a figure; a date has no bounds but its days, and its mark is its hedge."""
    if isinstance(reading, Figure):
        values, hedge, tight, wide = reading.quantities, reading.hedge, reading.tight, reading.wide
    else:
        values, tight, wide = (), Bounds(), Bounds()
        hedge = Hedge.APPROXIMATELY if reading.approximate or reading.uncertain else Hedge.EXACT
    return {
        "values": [plain_number(quantity.value) for quantity in values],
        "lower": plain_number(tight.lower),
        "upper": plain_number(tight.upper),
        "lower_open": tight.lower_open,
        "upper_open": tight.upper_open,
        "wide_lower": plain_number(wide.lower),
        "wide_upper": plain_number(wide.upper),
        "hedge": hedge.value,
    }
