"""Findings, claims and estimates as JSON.

Exact numbers are strings of a rational, such as "9451" or "93/200"; estimates are plain numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import asdict

from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.finding import Certificate, Finding, Suspect
from zul.terms.identity import Identity
from zul.terms.judgement import Judgement

if TYPE_CHECKING:
    from zul.terms.estimate import Estimate, Pyramid, Reconstruction, Spread


def findings_json(findings: Iterable[Finding]) -> str:
    """All findings in their order, with proofs that can be added up again by hand."""
    return dump([finding_data(finding) for finding in findings])


def claims_json(case: Case) -> str:
    """All claims in their order, as written and as read."""
    return dump([_claim(claim, case.judgement(claim.id)) for claim in case.claims.values()])


def estimates_json(found: Reconstruction) -> str:
    """All numbers of a reconstruction, each with its intervals before its median; no draws, and no clock."""
    told = {
        "people": found.people,
        "estimates": [_estimate(estimate) for estimate in found.estimates.values()],
        "courses": [
            {
                "id": course.id,
                "title": course.title,
                "unit": course.unit,
                "times": list(course.times),
                "spreads": [_spread(spread) for spread in course.spreads],
            }
            for course in found.courses.values()
        ],
        "pyramids": [_pyramid(pyramid) for pyramid in found.pyramids],
        "wanted": [asdict(want) for want in found.wanted],
        "readings": [
            {
                "claim": reading.claim,
                "wrong": reading.wrong,
                "expected": _spread(reading.expected),
                "tail": reading.tail,
            }
            for reading in found.readings
        ],
        "left_out": dict(found.left_out),
        "search": asdict(found.search, filter=lambda field, _: field.name != "seconds"),
        "inputs": found.inputs,
    }
    return dump(told)


def _estimate(estimate: Estimate) -> dict[str, Any]:
    """What the claims do not reach has no number but its prior, called so."""
    return {
        "id": estimate.id,
        "title": estimate.title,
        "definition": estimate.definition,
        "unit": estimate.unit,
        "spread": _spread(estimate.spread) if estimate.is_estimable else None,
        "not_estimable": estimate.reason,
        "prior": _spread(estimate.prior),
        "moved_by": [asdict(influence) for influence in estimate.moved_by],
    }


def _spread(spread: Spread) -> dict[str, Any]:
    intervals = {str(one.level): [one.lower, one.upper] for one in spread.intervals}
    return {"intervals": intervals, "median": spread.median}


def _pyramid(pyramid: Pyramid) -> dict[str, Any]:
    return {
        "year": pyramid.year,
        "women": [_spread(group) for group in pyramid.women],
        "men": [_spread(group) for group in pyramid.men],
    }


def dump(value: object) -> str:
    """The value as JSON, one item a line, with a line end."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding with everything that it rests on."""
    return {
        "id": finding.id,
        "grade": finding.grade.value,
        "title": finding.title,
        "text": finding.text,
        "arithmetic": finding.arithmetic,
        "size": _exact(finding.size),
        "unit": finding.unit,
        "claims": list(finding.claims),
        "rivals": list(finding.rivals),
        "identities": [_identity(identity) for identity in finding.identities],
        "assumptions": list(finding.assumptions),
        "grounds": list(finding.grounds),
        "suspects": [_suspect(suspect) for suspect in finding.suspects],
        "hints": list(finding.hints),
        "certificates": [_certificate(certificate) for certificate in finding.certificates],
    }


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        "origin": suspect.origin,
        "share": _exact(suspect.share),
        "implied": _bounds(suspect.implied) if suspect.implied else None,
        "slack": _exact(suspect.slack),
        "slips": list(suspect.slips),
        "moves": [
            {"finding": move.finding, "instead": _exact(move.instead), "words": move.words}
            for move in suspect.moves
        ],
    }


def _identity(identity: Identity) -> dict[str, Any]:
    return {
        "id": identity.id,
        "nature": identity.nature.name.lower(),
        "says": identity.nature.value,
        "equal": identity.equal,
        "hard": identity.hard,
        "assumption": identity.assumption,
        "terms": [[k if isinstance(k, int) else str(k), cell_data(cell)] for k, cell in identity.terms],
        "constant": identity.constant,
        "within": _exact(identity.within),
    }


def _certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "target": _combination(certificate.target),
        "proves": _exact(certificate.proves),
        "lines": [
            {
                "multiplier": _exact(multiplier),
                "origin": row.origin,
                "coefficients": _combination(row.coefficients),
                "bound": _exact(row.bound),
                "written": _exact(row.written),
            }
            for multiplier, row in certificate.lines
        ],
    }


def _combination(coefficients: Mapping[Cell, Fraction]) -> list[list[Any]]:
    return [[_exact(coefficient), cell_data(cell)] for cell, coefficient in coefficients.items()]


def _claim(claim: Claim, judgement: Judgement | None) -> dict[str, Any]:
    return {
        "id": claim.id,
        "source": claim.citation.source,
        "locator": claim.citation.locator,
        "as_written": claim.as_written,
        **cell_data(claim.cell),
        "of": cell_data(claim.of) if claim.of else None,
        "said_by": claim.said_by,
        "series": claim.series,
        "note": claim.note,
        **_reading(claim.reading),
        "judgement": _judgement(judgement) if judgement else None,
    }


def _reading(reading: Figure | Period) -> dict[str, Any]:
    """What the law of figures reads: bounds of a figure, or the days of a date."""
    if isinstance(reading, Period):
        return {
            "earliest": reading.earliest.isoformat() if reading.earliest else None,
            "latest": reading.latest.isoformat() if reading.latest else None,
        }
    return {
        "tight": _bounds(reading.tight),
        "wide": _bounds(reading.wide),
        "hedge": reading.hedge.value,
        "unit": reading.unit,
    }


def cell_data(cell: Cell) -> dict[str, str | None]:
    """The four parts of the address of a quantity."""
    return {
        "measure": cell.measure.id,
        "group": cell.group,
        "place": cell.place,
        "period": str(cell.period) if cell.period else None,
    }


def _bounds(bounds: Bounds) -> dict[str, Any]:
    return {
        "lower": _exact(bounds.lower),
        "lower_open": bounds.lower_open,
        "upper": _exact(bounds.upper),
        "upper_open": bounds.upper_open,
    }


def _judgement(judgement: Judgement) -> dict[str, str]:
    return {
        "verdict": judgement.verdict.value,
        "who": judgement.who,
        "when": judgement.when.isoformat(),
        "why": judgement.why,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
