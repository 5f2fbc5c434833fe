"""Whole cases: every fault at once, nothing dropped, and no bytes that end in a traceback."""

from __future__ import annotations

import csv
import errno
import re
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import CaseError
from zul.ledger import new_case, read_case
from zul.ledger.tables import COLUMNS
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import measure

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

FILES = ("case.toml", *COLUMNS)
ADDRESS = r"case\.toml(:\d+)?( .+)?|(sources|places|events|claims|judgements)\.csv(:\d+( \w+)*)?"
NEW = "`zul new NAME` makes a small complete case."


def test_the_template_is_read_whole(draft: Draft) -> None:
    case = read_case(draft.folder)
    assert case.title == "The removal from the two valleys (an invented example)"
    assert (case.people.name, case.period, case.languages) == (
        "Valley people",
        Period.parse("1944-03-01/1944-03-05"),
        ("en",),
    )
    assert case.summary == (
        "This people and everything told of it here are invented: the case shows how figures are entered.",
        "In the first days of [March 1944](event:removal) the inhabitants of two valleys were taken from "
        "their homes: [10,212 people](claim:S1-1), as one report has it. The papers about it do not agree.",
    )
    assert {id: (group.part_of, group.by) for id, group in case.groups.items()} == {
        "all": (None, None),
        "valley-people": ("all", "nationality"),
    }
    assert {id: [str(whole) for whole in place.part_of] for id, place in case.places.items()} == {
        "two-valleys": [],
        "upper-valley": ["two-valleys"],
        "lower-valley": ["two-valleys"],
        "exile": [],
    }
    assert {id: source.derived_from for id, source in case.sources.items()} == {
        "S1": (),
        "S2": (),
        "S3": ("S1",),
    }
    assert list(case.events) == ["removal"]
    assert list(case.assumptions) == ["valleys", "register-1945"]
    why = "The article copies the report and has two neighbouring digits swapped."
    judgement = Judgement(
        about="S3-1", verdict=Verdict.DOUBT, who="An example reader", when=date(2026, 11, 23), why=why
    )
    assert case.judgements == (judgement,)


def test_a_claim_has_every_cell_of_its_row(draft: Draft) -> None:
    draft.add(
        "claims.csv", "x,S2,p. 4,10,deaths,all,exile,early 1945,measure=births; place=,a voice,valleys,a note"
    )
    claim = read_case(draft.folder).claims["x"]
    assert (str(claim.citation), claim.as_written, claim.reading) == (
        "S2[p. 4]",
        "10",
        Figure.parse("10", rate=True),
    )
    assert str(claim.cell) == "deaths · all · exile · early 1945"
    assert str(claim.of) == "births · all · early 1945"
    assert (claim.said_by, claim.series, claim.note) == ("a voice", "valleys", "a note")


def test_blanks_around_a_cell_mean_nothing(draft: Draft) -> None:
    draft.replace("claims.csv", 'S1-4,S1,p. 3,"9,480",', 'S1-4 ,S1, p. 3," 9,480 ",')
    claim = read_case(draft.folder).claims["S1-4"]
    assert (str(claim.citation), claim.as_written) == ("S1[p. 3]", "9,480")


def test_a_dated_place_has_its_borders(draft: Draft) -> None:
    draft.replace(
        "places.csv",
        "exile,Place of exile,,region,,,,,,,",
        "exile,Place of exile,Ссылка; Exile,region,-46.3,180,"
        "two-valleys ../1944-08-13; upper-valley 1944-08-14/..,1930,1991,S1,moved",
    )
    place = read_case(draft.folder).places["exile"]
    assert (place.other_names, place.latitude, place.longitude) == (("Ссылка", "Exile"), -46.3, 180.0)
    assert [str(whole) for whole in place.part_of] == [
        "two-valleys ../1944-08-13",
        "upper-valley 1944-08-14/..",
    ]
    assert (place.since, place.until) == (Period.parse("1930"), Period.parse("1991"))
    assert (place.source, place.note) == ("S1", "moved")


def test_a_percent_of_an_area_and_decimals_of_an_area(draft: Draft) -> None:
    draft.add(
        "claims.csv",
        "x,S2,,17.5 square kilometres,area,all,exile,1944,,,,",
        "y,S2,,17 percent,area,all,exile,1944,place=two-valleys,,,",
    )
    assert read_case(draft.folder).claims["x"].cell.measure == measure("area")


@pytest.mark.parametrize("name", ["nowhere", "valleys/case.toml", "a" * 300])
def test_no_case_folder(draft: Draft, name: str) -> None:
    folder = draft.folder.parent / name
    what = (
        "the case folder cannot be read (File name too long)"
        if len(name) == 300
        else "there is no such case folder"
    )
    with pytest.raises(CaseError, match=r"`zul new NAME`") as caught:
        read_case(folder)
    assert str(caught.value) == f"{folder}: {what}. {NEW}"


def test_a_case_folder_that_cannot_be_entered(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", failing)
    assert draft.refusals() == [f"{draft.folder}: the case folder cannot be read (Permission denied). {NEW}"]


def test_the_people_is_a_group_of_the_ledger(draft: Draft) -> None:
    draft.replace("case.toml", 'own_name = "Valley people"', 'group = "valley-peple"')
    assert draft.refusals() == [
        "case.toml people group: \"valley-peple\" is no group of this case. Did you mean 'valley-people'?"
    ]


def test_every_fault_of_every_file_in_the_order_of_the_files(draft: Draft) -> None:
    draft.replace("case.toml", "own_name", "ownname")
    draft.replace("case.toml", 'why = "The letter', 'y = "The letter')
    draft.replace("case.toml", 'part_of = "all"', 'part_of = "al"')
    draft.replace("sources.csv", ",1961,", ",196I,")
    draft.replace("places.csv", "valley,,,two-valleys,,,,\nlower", "valley,x,,exil,,,,\nlower")
    draft.replace("places.csv", "region,,,", "region,,,exile")
    draft.replace("events.csv", ",,S1,", ",,S7,")
    draft.replace("claims.csv", "S1-1,", "S1/1,")
    draft.replace("claims.csv", "S3-1,S3", "S3-1,S33")
    draft.replace("claims.csv", '"9,480",registered', "9 48O,registered")
    draft.replace("claims.csv", "deaths,valley-people,exile,1944-03/1944-12,,", "deths,,exile,1944-13,,")
    draft.replace("claims.csv", "1–5 March 1944", "1–5 March")
    draft.replace("judgements.csv", "doubt,", "drop,")
    draft.add("judgements.csv", "valley,harden,,2026,w")
    edtf = "Write the date as EDTF, for instance 1943-12-28 or 1943-12 (docs/case-format.md)."
    missing = "is missing. Every such entry needs it (docs/case-format.md)."
    assert draft.refusals() == [
        "case.toml people: 'ownname' is unknown here. Did you mean 'own_name'?",
        f'case.toml account "register-1945" why: {missing}',
        "case.toml account \"register-1945\" key: 'y' is unknown here. "
        "Known: closing, entries, exits, id, opening, title, why.",
        'case.toml group "valley-people" part_of: "al" is no group of this case. Did you mean \'all\'?',
        'sources.csv:3 year: "196I" is no whole number. Write digits only, or leave the cell empty.',
        'places.csv:3 lat: "x" is no coordinate. Write decimal degrees, for instance 46.30794.',
        'places.csv:5 part_of: "exile" leads back to itself. Break the circle.',
        'events.csv:2 source: "S7" is no source of this case. Known: S1, S2, S3.',
        'claims.csv:2 id: "S1/1" is no id. '
        "Use letters a to z, digits, `_`, `.` and `-`, at most 80, opening with a letter or digit.",
        "claims.csv:5 source: \"S33\" is no source of this case. Did you mean 'S3'?",
        'claims.csv:6 as_written: "9 48O" has a letter in its digits. '
        "Write the figure as printed, or put the row's text into note (docs/figures.md §9).",
        "claims.csv:7 measure: 'deths' is no measure of the vocabulary. Did you mean 'deaths'?",
        f"claims.csv:7 group: {missing}",
        f'claims.csv:7 period: "1944-13" is no month of the calendar. {edtf}',
        f'claims.csv:9 as_written: "1–5 March" names no year. {edtf}',
        'judgements.csv:2 verdict: "drop" cannot be said of a claim. Say accept, reject, doubt or prefer.',
        f"judgements.csv:3 who: {missing}",
        'judgements.csv:3 when: "2026" is no day. Write it as YYYY-MM-DD.',
    ]


def test_the_error_is_its_refusals_line_by_line(draft: Draft) -> None:
    draft.replace("sources.csv", ",1961,", ",196I,")
    draft.replace("judgements.csv", "doubt", "dout")
    with pytest.raises(CaseError, match="196I") as caught:
        read_case(draft.folder)
    assert str(caught.value) == "\n".join(draft.refusals())
    assert len(caught.value.refusals) == 2


def test_no_row_is_dropped_and_none_changes_its_place(draft: Draft) -> None:
    draft.add("claims.csv", *(f"X-{n},S2,,{n},births,all,,1944,,,," for n in range(500, 0, -1)))
    rows = (draft.folder / "claims.csv").read_text("utf-8").splitlines()[1:]
    claims = read_case(draft.folder).claims
    assert list(claims) == [row.split(",")[0] for row in rows]
    assert len(claims) == 508


@st.composite
def spoilt_files(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of the template, of which some bytes are replaced, removed or inserted."""
    with TemporaryDirectory() as scratch:
        folder = new_case(Path(scratch) / "valleys")
        files = {name: (folder / name).read_bytes() for name in FILES}
    for name in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=3)):
        raw = files[name]
        start = draw(st.integers(0, len(raw)))
        end = start + draw(st.integers(0, 12))
        sneaky = st.sampled_from(
            [b'"', b",", b"\n", b"\0", b"\r", b";", b"=", b"/", b"[", b"{", b"\xff", b"~", "٣".encode()]
        )
        put = draw(
            st.one_of(
                st.binary(max_size=4), sneaky, st.text("0123456789-/.,;= aX", max_size=6).map(str.encode)
            )
        )
        files[name] = raw[:start] + put + raw[end:]
    return files


@given(spoilt_files())
def test_spoilt_bytes_give_a_case_or_refusals(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        for name, raw in files.items():
            (Path(folder) / name).write_bytes(raw)
        result: Case | CaseError
        try:
            result = read_case(folder)
        except CaseError as error:
            result = error
    if isinstance(result, Case):
        assert list(result.claims) == _ids(files["claims.csv"])
    else:
        assert result.refusals
        for refusal in result.refusals:
            assert re.fullmatch(ADDRESS, refusal.where, re.DOTALL)
            assert refusal.what.strip()
            assert refusal.way_out.strip()


def _ids(table: bytes) -> list[str]:
    """The ids of a claims table, read by the standard library alone."""
    return [row["id"] for row in csv.DictReader(StringIO(table.decode(), newline=""))]
