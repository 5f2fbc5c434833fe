"""What each file of the package is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

Files = Mapping[str, bytes]  # by their paths in the folder

_FILES = {
    "report.html": "The report, one page that works without a network and without script.",
    "README.md": "What the files are, what the numbers mean, and what not to do with them.",
    "LICENSE": "What may be done with the case.",
    "datapackage.json": "Every table with types, constraints, keys and a sentence on each column "
    "(Frictionless Data Package).",
    "ro-crate-metadata.json": "What the package is and which file came of which (RO-Crate 1.2).",
    "provenance.json": "Inputs by hash, the seed, and the versions of all that computed.",
    "checksums.txt": "The SHA-256 of every other file, as sha256sum reads it.",
    "findings.json": "What cannot stand together, what is left open and what agrees, each with a proof that "
    "can be added up by hand.",
    "claims.json": "Every figure as written and as read, with exact bounds.",
    "estimates.json": "Every estimate with its intervals, courses over time, and what moved it.",
    "draws.parquet": "The draws of the unknowns, from which every estimate is worked out.",
    "sources.json": "The sources for citation processors (CSL-JSON).",
    "sources.bib": "The sources for TeX (BibTeX).",
    "places.geojson": "The places with names, dates and what they lay inside (Linked Places).",
    "quotes.json": "Where the quotes of claims stand in their texts (W3C Web Annotations).",
    "quickstatements.txt": "What sources state, for Wikidata (QuickStatements).",
}
_FOLDERS = {
    "case": "The case as people keep it, copied byte for byte.",
    "data": "A table; datapackage.json says what each column is.",
    "drawings": "A drawing of the report, or the table under it.",
}
_MEDIA = {
    ".html": "text/html", ".md": "text/markdown", ".json": "application/json", ".txt": "text/plain",
    ".bib": "application/x-bibtex", ".geojson": "application/geo+json", ".csv": "text/csv",
    ".toml": "application/toml", ".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf",
    ".parquet": "application/vnd.apache.parquet", ".po": "text/x-gettext-translation", "": "text/plain",
}  # fmt: skip


def about(path: str) -> tuple[str, str]:
    """A sentence on the file, and its media type."""
    file = PurePosixPath(path)
    media = _MEDIA[file.suffix]
    if path in _FILES:
        return _FILES[path], media
    if path.startswith("report."):
        return "The report in another language.", media
    return _FOLDERS[file.parts[0]], media
