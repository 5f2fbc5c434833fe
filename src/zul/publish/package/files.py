"""All files of a publication. They follow from the case, the draws and the estimates alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files as resources
from pathlib import PurePosixPath
from typing import get_args

from zul.publish.data import claims_json, estimates_json, findings_json
from zul.publish.drawing import Drawing
from zul.publish.drawings import drawings
from zul.publish.export import Format, pictures
from zul.publish.language import LANGUAGES, Language
from zul.publish.package.account import account
from zul.publish.package.bibliography import bibtex, csl_json
from zul.publish.package.contents import Files
from zul.publish.package.descriptor import CRATE, PACKAGE, crate, data_package
from zul.publish.package.gazetteer import linked_places
from zul.publish.package.inputs import LICENCE, Inputs
from zul.publish.package.kept import draws_parquet
from zul.publish.package.ledger import ledger
from zul.publish.package.pdf import in_order
from zul.publish.package.provenance import NAME, Versions, provenance
from zul.publish.package.quotes import web_annotations
from zul.publish.package.readme import licence, readme
from zul.publish.package.wikidata import quick_statements
from zul.publish.page import Edition, render
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding

CHECKSUMS = "checksums.txt"
_LOCALE = resources("zul.publish").joinpath("locale")
_PICTURES = tuple(f".{form}" for form in get_args(Format))


def as_files(drawn: Sequence[Drawing]) -> dict[str, bytes]:
    """Every drawing as SVG, PNG and PDF."""
    found = {}
    for drawing in drawn:
        for form, data in pictures(drawing).items():
            found[f"drawings/{drawing.id}.{form}"] = in_order(data) if form == "pdf" else data
    return found


def files(
    inputs: Inputs,
    case: Case,
    findings: Sequence[Finding],
    found: Reconstruction | None,
    made_with: Versions,
    *,
    pictured: Callable[[Sequence[Drawing]], Files],
    page: Callable[[str, str], bytes] = lambda _, html: html.encode(),
) -> dict[str, bytes]:
    """Every file by its path but the checksums.

    `pictured` gives the pictures of the drawings, `page` the bytes of a page by its name and HTML.
    """
    drawn = drawings(Words(case), findings, found)
    sheets = [*ledger(case, findings), *(account(found) if found else ())]
    quotes = web_annotations(case)
    texts = {
        "findings.json": findings_json(findings),
        "claims.json": claims_json(case),
        **({"estimates.json": estimates_json(found)} if found else {}),
        "sources.json": csl_json(case),
        "sources.bib": bibtex(case),
        "places.geojson": linked_places(case),
        **({"quotes.json": quotes} if quotes else {}),
        "quickstatements.txt": quick_statements(case),
        **{sheet.path: sheet.csv() for sheet in sheets},
        **{f"drawings/{drawing.id}.csv": drawing.table.csv() for drawing in drawn},
        NAME: provenance(inputs, found, made_with),
    }
    all_files = {
        "LICENSE": licence(inputs.get(LICENCE)),
        **({"draws.parquet": draws_parquet(found.draws, found.unknowns)} if found else {}),
        **{path: text.encode() for path, text in texts.items()},
        **pictured(drawn),
        **{f"case/{name}": data for name, data in inputs.items()},
    }
    editions = editions_of(case)
    named = ["README.md", *(one.file for one in editions), *all_files, PACKAGE, CRATE, CHECKSUMS]
    for edition in editions:
        others = [one for one in editions if one is not edition]
        language = Language(code=edition.code)
        html = render(
            case, findings, found, language=language, others=others, files=named,
            drawn=drawn if edition.code == "en" else None,
        )  # fmt: skip
        all_files[edition.file] = page(edition.file, html)
    all_files["README.md"] = readme(case, found, sheets, sorted(named), made_with).encode()
    all_files[PACKAGE] = data_package(case, sheets, all_files, inputs).encode()
    all_files[CRATE] = crate(case, all_files, made_with).encode()
    return dict(sorted(all_files.items()))


def editions_of(*cases: Case, page: str = "report") -> list[Edition]:
    """English, and every language of the cases that Zul has a catalogue for: its own name, and its page."""
    asked = dict.fromkeys(code for case in cases for code in case.languages if code in LANGUAGES)
    codes = ["en", *(code for code in asked if code != "en" and _LOCALE.joinpath(f"{code}.po").is_file())]
    return [
        Edition(
            code=code, name=LANGUAGES[code], file=f"{page}.html" if code == "en" else f"{page}.{code}.html"
        )
        for code in codes
    ]


def checksums(files: Files) -> bytes:
    """The SHA-256 of every file, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
    return "".join(lines).encode()


def is_picture(path: str) -> bool:
    """True for what vl-convert draws: its bytes depend on the fonts of a machine."""
    return path.startswith("drawings/") and PurePosixPath(path).suffix in _PICTURES
