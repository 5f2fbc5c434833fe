"""The places in the Linked Places format, which is GeoJSON and JSON-LD (v1.2; LinkedPasts 2022).

A place that nobody has located has no geometry. A date is what is known of it: earliest and latest day.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from zul.publish.data import dump
from zul.publish.package.addresses import urn
from zul.publish.words import link
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.place import Place

_CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld"
)
_OWN = uuid.UUID("5f0c9a5e-6d5c-5a53-9d0e-7a756c000001")  # of the places of Zul
_TYPES = {  # a kind of place: its term in the Getty Art & Architecture Thesaurus, and a class of GeoNames
    "city": ("300008389", "city", "P"),
    "town": ("300008375", "town", "P"),
    "village": ("300008372", "village", "P"),
    "state": ("300232420", "sovereign state", "A"),
}
_DIVISIONS = ("republic", "oblast", "krai", "okrug", "district", "ulus", "raion", "province")
_DIVISION = ("300232418", "administrative division", "A")


def linked_places(case: Case) -> str:
    """All places with their names, dates, points, and what they lay inside."""
    return dump(
        {
            "type": "FeatureCollection",
            "@context": _CONTEXT,
            "features": [dict(_feature(case, place)) for place in case.places.values()],
        }
    )


def _feature(case: Case, place: Place) -> Iterator[tuple[str, Any]]:
    yield "@id", urn(_OWN, case, place.id)
    yield "type", "Feature"
    aat, label, kind = _type(place)
    yield "properties", {"title": place.name, "id": place.id, "fclasses": [kind]}
    yield "when", _when(case, place)
    citation = _citation(case, place)
    yield "names", [{"toponym": name, "citations": [citation]} for name in (place.name, *place.other_names)]
    if place.kind:
        term = {"identifier": f"aat:{aat}", "label": label} if aat else {"label": place.kind}
        yield "types", [{**term, "sourceLabels": [{"label": place.kind, "lang": "en"}]}]
    yield "geometry", _geometry(place)
    if place.part_of:
        yield (
            "relations",
            [
                {
                    "relationType": "gvp:broaderPartitive",
                    "relationTo": urn(_OWN, case, part.whole),
                    "label": f"part of {case.places[part.whole].name}",
                    **({"when": {"timespans": [_span(part.period)]}} if part.period else {}),
                }
                for part in place.part_of
            ],
        )
    if place.note:
        yield "descriptions", [{"value": place.note, "lang": "en"}]


def _type(place: Place) -> tuple[str, str, str]:
    kind = (place.kind or "").lower()
    if kind in _TYPES:
        return _TYPES[kind]
    return _DIVISION if any(word in kind.split() for word in _DIVISIONS) else ("", "", "L")


def _geometry(place: Place) -> dict[str, Any] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _when(case: Case, place: Place) -> dict[str, Any]:
    """From its beginning to its end; where neither is known, the period of the case that names it."""
    if not place.since and not place.until:
        return {"timespans": [_span(case.period)], "label": "the period of the case, in which it is named"}
    span: dict[str, Any] = {}
    if place.since:
        span["start"] = _side(place.since.earliest, place.since.latest)
    if place.until:
        span["end"] = _side(place.until.earliest, place.until.latest)
    return {"timespans": [span]}


def _span(period: Period) -> dict[str, Any]:
    """From the first to the last day; a side that has none is left away."""
    sides = {"start": period.earliest, "end": period.latest}
    return {side: {"in": _day(day)} for side, day in sides.items() if day}


def _side(earliest: date | None, latest: date | None) -> dict[str, str]:
    if earliest and earliest == latest:
        return {"in": _day(earliest)}
    return {name: _day(day) for name, day in (("earliest", earliest), ("latest", latest)) if day}


def _day(day: date) -> str:
    return day.isoformat()


def _citation(case: Case, place: Place) -> dict[str, str]:
    """The source that places it; where none is named, the case itself."""
    if place.source is None:
        return {"label": f"{case.title} (this case; its claims name the place)"}
    source = case.sources[place.source]
    label = ", ".join(str(part) for part in (source.creator, source.year, source.title) if part)
    address = link(source.url)
    return {"label": label} | ({"@id": address} if address else {})
