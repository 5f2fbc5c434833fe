"""The data package: whole, the same every time, and passed by the examiners of each format."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from edtf import parse_edtf
from rocrate.rocrate import ROCrate
from tests.publish.package.conftest import LICENCE, Published

from zul.errors import CaseError
from zul.ledger import read_case
from zul.ledger.texts import TEXTS
from zul.publish.package import assemble
from zul.publish.package.quotes import web_annotations
from zul.terms.claim import Claim
from zul.terms.document import Document
from zul.terms.quote import Quote

SCHEMAS = Path(__file__).parents[2] / "data/schemas"

Lay = Callable[[dict[str, bytes]], Path]


def validated(folder: Path) -> list[str]:
    """What frictionless says against the package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate  # noqa: PLC0415 (its import warns)

        report = validate(str(folder / "datapackage.json"))
    return [error.message for error in report.errors] + [
        error.message for task in report.tasks for error in task.errors
    ]


def rows(files: dict[str, bytes], path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[path].decode(), newline="")))


def test_everything_is_there(plain: Published, estimated: Published) -> None:
    common = {
        "LICENSE", "README.md", "checksums.txt", "claims.json", "datapackage.json", "findings.json",
        "places.geojson", "provenance.json", "quickstatements.txt", "report.html", "ro-crate-metadata.json",
        "sources.bib", "sources.json",
    }  # fmt: skip
    assert {path for path in plain.files if "/" not in path} == common
    beside = {path for path in estimated.files if "/" not in path} - common
    assert beside == {"draws.parquet", "estimates.json"}
    drawn = {Path(path).stem for path in estimated.files if path.startswith("drawings/")}
    assert drawn
    for name in drawn:
        assert {f"drawings/{name}.{form}" for form in ("svg", "png", "pdf", "csv")} <= estimated.files.keys()
    for name in ("case.toml", "claims.csv", "LICENSE.md"):
        assert plain.files[f"case/{name}"] == (plain.folder / name).read_bytes()
    assert plain.files["LICENSE"].decode() == LICENCE


def test_two_runs_give_the_same_bytes(estimated: Published) -> None:
    again = estimated.again()
    assert {path for path in again if again[path] != estimated.files.get(path)} == set()
    assert again.keys() == estimated.files.keys()


def test_frictionless_finds_nothing_and_would(estimated: Published, lay: Lay) -> None:
    folder = lay(estimated.files)
    assert validated(folder) == []
    claims = folder / "data/claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b"S3-1,S3,", b"S3-1,S4,"))
    assert any('not found in the lookup table "sources"' in message for message in validated(folder))


def test_every_column_is_described_and_every_table_has_a_key(estimated: Published) -> None:
    package = json.loads(estimated.files["datapackage.json"])
    assert package["licenses"] == [
        {
            "name": "CC0-1.0",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            "title": "CC0 1.0 Universal",
        }
    ]
    tables = [one for one in package["resources"] if "schema" in one]
    assert {one["path"] for one in tables} == {path for path in estimated.files if path.startswith("data/")}
    for one in tables:
        fields = one["schema"]["fields"]
        assert {*one["schema"]["primaryKey"]} <= {field["name"] for field in fields}
        for field in fields:
            assert re.fullmatch(r"[A-Z].*\.", field["description"]), field


def test_claims_are_printed_as_written_and_as_read(plain: Published) -> None:
    claims = {row["id"]: row for row in rows(plain.files, "data/claims.csv")}
    told = {column: value for column, value in claims["S2-2"].items() if value}
    assert told == {
        "id": "S2-2",
        "source": "S2",
        "as_written": "about a tenth",
        "hedge": "approximately",
        "unit": "percent",
        "tight_lower": "7.5",
        "tight_lower_open": "false",
        "tight_upper": "12.5",
        "tight_upper_open": "false",
        "wide_lower": "5",
        "wide_lower_open": "false",
        "wide_upper": "15",
        "wide_upper_open": "false",
        "measure": "deaths",
        "group": "valley-people",
        "place": "exile",
        "period": "1944-03/1944-12",
        "earliest": "1944-03-01",
        "latest": "1944-12-31",
        "of_measure": "deported",
        "of_group": "valley-people",
        "of_place": "two-valleys",
        "of_period": "1944-03-01/1944-03-05",
    }
    assert claims["S1-5"]["event"] == "removal"
    assert (claims["S1-5"]["read_earliest"], claims["S1-5"]["group"]) == ("1944-03-01", "")
    assert claims["S3-1"]["verdict"] == "doubt"


def test_an_estimate_that_the_claims_do_not_reach_has_no_number(estimated: Published) -> None:
    estimates = rows(estimated.files, "data/estimates.csv")
    columns = list(estimates[0])
    assert columns.index("lower_95") < columns.index("median")
    unreached = [row for row in estimates if row["not_estimable"]]
    assert unreached
    assert len(unreached) < len(estimates)
    for row in estimates:
        numbers = [row[f"{end}_{level}"] for level in (95, 80, 50) for end in ("lower", "upper")]
        assert all(bool(number) != bool(row["not_estimable"]) for number in (*numbers, row["median"]))
        assert row["prior_median"]


@pytest.mark.parametrize("path", ["data/claims.csv", "data/events.csv", "data/places.csv"])
def test_periods_are_edtf(plain: Published, path: str) -> None:
    for row in rows(plain.files, path):
        for column in ("period", "date", "since", "until", "of_period"):
            if row.get(column):
                parse_edtf(row[column])


def test_the_crate_names_every_file(estimated: Published, lay: Lay) -> None:
    crate = ROCrate(str(lay(estimated.files)))
    assert crate.name == estimated.case.title
    assert crate.root_dataset["license"].id == "LICENSE"
    assert crate.root_dataset["datePublished"] == "2026-11-23"
    files = {entity.id for entity in crate.get_by_type("File")}
    assert files == estimated.files.keys() - {"ro-crate-metadata.json", "checksums.txt"}


def errors_of(schema: str, value: Any) -> list[str]:
    rules = json.loads((SCHEMAS / schema).read_text("utf-8"))
    return [error.message for error in jsonschema.Draft7Validator(rules).iter_errors(value)]


def test_sources_pass_the_schema_of_csl(plain: Published) -> None:
    sources = json.loads(plain.files["sources.json"])
    assert errors_of("csl-data.json", sources) == []
    assert sources[0] == {
        "id": "S1",
        "type": "document",
        "title": "Report on the removal",
        "author": [{"literal": "Regional office"}],
        "issued": {"date-parts": [[1944]]},
        "genre": "archival document",
        "archive": "Invented archive",
        "archive_location": "fonds 1, series 2, file 3",
        "note": "seen: whole",
    }
    assert sources[2]["note"] == "copies or builds on S1; seen: whole; copies the report"
    assert errors_of("csl-data.json", [{**sources[0], "type": "letter"}]) != []


def test_sources_are_told_to_tex(plain: Published) -> None:
    assert plain.files["sources.bib"].decode().split("\n\n")[0] == (
        "@unpublished{S1,\n"
        "  author = {{Regional office}},\n"
        "  title = {{Report on the removal}},\n"
        "  year = {1944},\n"
        "  type = {archival document},\n"
        "  library = {Invented archive},\n"
        "  number = {fonds 1, series 2, file 3},\n"
        "  note = {seen: whole},\n"
        "}"
    )


def test_places_pass_the_schema_of_linked_places(plain: Published) -> None:
    places = json.loads(plain.files["places.geojson"])
    assert errors_of("linked-places.json", places) == []
    upper = places["features"][1]
    assert upper["properties"] == {"title": "Upper Valley", "id": "upper-valley", "fclasses": ["L"]}
    assert upper["relations"][0]["relationTo"] == places["features"][0]["@id"]
    assert upper["geometry"] is None
    del upper["names"]
    assert errors_of("linked-places.json", places) == ["'names' is a required property"]


def test_a_place_that_was_for_a_time_has_its_dates_and_point(plain: Published) -> None:
    tables = plain.folder / "places.csv"
    before = tables.read_text()
    try:
        tables.write_text(
            before.replace(
                "exile,Place of exile,,region,,,,,,,",
                "exile,Place of exile,,city,46.5,45.25,,192X,1943-12-27,S1,",
            )
        )
        from zul.publish.package.gazetteer import linked_places  # noqa: PLC0415

        places = json.loads(linked_places(read_case(plain.folder)))
    finally:
        tables.write_text(before)
    assert errors_of("linked-places.json", places) == []
    exile = places["features"][3]
    assert exile["geometry"] == {"type": "Point", "coordinates": [45.25, 46.5]}
    assert exile["when"] == {
        "timespans": [
            {"start": {"earliest": "1920-01-01", "latest": "1929-12-31"}, "end": {"in": "1943-12-27"}}
        ]
    }
    assert exile["types"] == [
        {"identifier": "aat:300008389", "label": "city", "sourceLabels": [{"label": "city", "lang": "en"}]}
    ]
    assert exile["names"][0]["citations"] == [{"label": "Regional office, 1944, Report on the removal"}]


def quoting(claim: Claim) -> Claim:
    document = Document(
        name="report.txt", media_type="text/plain", text="10,212 people were taken.", spans=()
    )
    return evolve(claim, quote=Quote.of(document, 0, 13))


def test_quotes_are_web_annotations(plain: Published) -> None:
    assert web_annotations(plain.case) is None
    claims = plain.case.claims
    told = web_annotations(evolve(plain.case, claims={**claims, "S1-1": quoting(claims["S1-1"])}))
    assert told is not None
    page = json.loads(told)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    (one,) = page["items"]
    assert one["type"] == "Annotation"
    assert re.fullmatch(r"hash://sha256/[0-9a-f]{64}", one["target"]["source"])
    assert one["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "10,212 people"},
        {"type": "TextPositionSelector", "start": 0, "end": 13},
    ]
    assert one["body"]["value"].startswith("S1-1: ")
    assert one["body"]["value"].endswith(": 10,212 people (S1[p. 1])")


def test_texts_stay_where_they_are(plain: Published) -> None:
    (plain.folder / TEXTS).mkdir()
    try:
        (plain.folder / TEXTS / "work-of-others.txt").write_text("All rights reserved.")
        assert not any("work-of-others" in path for path in plain.again())
    finally:
        (plain.folder / TEXTS / "work-of-others.txt").unlink()
        (plain.folder / TEXTS).rmdir()


def test_a_case_that_changes_on_the_way_is_refused(plain: Published) -> None:
    changed = evolve(plain.case, title="Another title")
    message = f"{plain.folder}: has changed since it was read. Publish it once nobody is writing into it."
    with pytest.raises(CaseError, match=f"^{re.escape(message)}$"):
        assemble(plain.folder, changed, plain.findings, None)


def test_nothing_names_the_machine_or_a_folder_of_it(estimated: Published) -> None:
    names = {socket.gethostname(), str(Path.cwd()), str(Path.home()), str(estimated.folder.parent)}
    texts = [
        data.decode() for path, data in estimated.files.items()
        if Path(path).suffix in (".json", ".md", ".txt", ".csv", ".bib", ".geojson", ".html")
    ]  # fmt: skip
    for name in names:
        assert not any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for text in texts), name
    assert "seconds" not in json.loads(estimated.files["estimates.json"])["search"]


def test_the_readme_says_what_not_to_do_and_what_each_number_is(estimated: Published) -> None:
    told = estimated.files["README.md"].decode()
    assert "- **Do not add excess deaths and birth deficit.**" in told
    assert found(estimated) <= set(re.findall(r"^- ([^`*].*?): ", told, re.MULTILINE))
    for path in estimated.files:
        if "/" not in path:
            assert f"- `{path}`: " in told


def found(estimated: Published) -> set[str]:
    assert estimated.found is not None
    return {estimate.title.split(": ")[0] for estimate in estimated.found.estimates.values()}
