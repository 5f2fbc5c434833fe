"""What the package is, for programs: Frictionless Data Package, and RO-Crate."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from zul.publish.data import dump
from zul.publish.package.contents import Files, about
from zul.publish.package.inputs import LICENCE, Inputs
from zul.publish.package.provenance import Versions
from zul.publish.package.table import Sheet
from zul.terms.case import Case

PACKAGE, CRATE = "datapackage.json", "ro-crate-metadata.json"

_OTHERS = ("findings.json", "claims.json", "estimates.json", "draws.parquet", "sources.json", "sources.bib",
           "places.geojson", "quotes.json")  # fmt: skip
_LICENCES = (  # what the text of a licence holds: its name, address and title
    ("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0", "CC0 1.0 Universal"),
    ("creativecommons.org/licenses/by/4.0", "CC-BY-4.0", "Creative Commons Attribution 4.0"),
    ("creativecommons.org/licenses/by-sa/4.0", "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0"),
)


def data_package(case: Case, sheets: Sequence[Sheet], files: Files, inputs: Inputs) -> str:
    """datapackage.json: every table with its schema, and the other data with their hashes."""
    told: dict[str, Any] = {
        "name": "zul-case",
        "title": case.title,
        "description": f"What sources say of {case.people.name}, {case.period.words}, what cannot stand "
        "together in it, and what it allows. README.md says what not to do with it.",
        "profile": "data-package",
        "licenses": licences(inputs),
        "contributors": [{"title": who, "role": "author"} for who in _who(case)],
        "resources": [
            *(_table(sheet, files[sheet.path]) for sheet in sheets),
            *(_other(path, files[path]) for path in files if path in _OTHERS),
        ],
    }
    return dump({key: value for key, value in told.items() if value})


def licences(inputs: Inputs) -> list[dict[str, str]]:
    """The licences that the text beside the case names by their address."""
    text = inputs.get(LICENCE, b"").decode("utf-8", errors="replace")
    return [
        {"name": name, "path": f"https://{address}/", "title": title}
        for address, name, title in _LICENCES
        if address in text
    ]


def _who(case: Case) -> list[str]:
    return list(dict.fromkeys(judgement.who for judgement in case.judgements))


def _table(sheet: Sheet, data: bytes) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "title": sheet.title,
        "description": sheet.says,
        "path": sheet.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "bytes": len(data),
        "schema": sheet.schema,
    }


def _other(path: str, data: bytes) -> dict[str, Any]:
    says, media = about(path)
    return {
        "name": path.replace(".", "-"),
        "description": says,
        "path": path,
        "type": "file",
        "mediatype": media,
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "bytes": len(data),
    }


def crate(case: Case, files: Files, made_with: Versions) -> str:
    """ro-crate-metadata.json (RO-Crate 1.2): every file with its hash, and what made it out of what.

    The day of publication is that of the last judgement, for no clock is read.
    """
    entities = [
        {
            "@id": path,
            "@type": "File",
            "name": path,
            "description": about(path)[0],
            "encodingFormat": about(path)[1],
            "contentSize": str(len(data)),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for path, data in sorted(files.items())
    ]
    inputs = [{"@id": path} for path in sorted(files) if path.startswith("case/")]
    results = [{"@id": path} for path in sorted(files) if not path.startswith("case/")]
    people = [
        {"@id": f"#who-{number}", "@type": "Person", "name": who}
        for number, who in enumerate(_who(case), start=1)
    ]
    days = [judgement.when.isoformat() for judgement in case.judgements]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": case.title,
        "description": f"Sources, figures, contradictions and estimates for {case.people.name}, "
        f"{case.period.words}.",
        "datePublished": max(days) if days else None,
        "license": {"@id": "LICENSE"},
        "author": [{"@id": one["@id"]} for one in people],
        "hasPart": [*inputs, *results],
        "mentions": {"@id": "#publish"},
    }
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
            "about": {"@id": "./"},
        },
        {key: value for key, value in root.items() if value},
        *people,
        {"@id": "#zul", "@type": "SoftwareApplication", "name": "Zul", "version": made_with["zul"]},
        {
            "@id": "#publish",
            "@type": "CreateAction",
            "name": "Audit, reconstruct and publish the case",
            "instrument": {"@id": "#zul"},
            "object": inputs,
            "result": results,
        },
        *entities,
    ]
    return dump({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph})
