"""Texts of a case that would run, steer or break something, in every format of the package."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zul.publish.package.bibliography import bibtex, csl_json
from zul.publish.package.gazetteer import linked_places
from zul.publish.package.ledger import ledger
from zul.publish.package.readme import plain
from zul.publish.package.table import Column, sheet
from zul.publish.package.wikidata import quick_statements
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import MEASURES
from zul.terms.source import Source

HOSTILE = '=cmd()|"x"\t{<script>alert(1)</script>}\\input{/etc/passwd}%$&#_~^\n@misc{x,'


def hostile(source: Source, **more: Any) -> Source:
    return evolve(source, title=HOSTILE, creator=HOSTILE, note=HOSTILE, **more)


def test_no_cell_of_a_table_runs(case: Case) -> None:
    sources = {id: hostile(source) for id, source in case.sources.items()}
    for one in ledger(evolve(case, sources=sources), ()):
        for row in csv.reader(io.StringIO(one.csv(), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row), row


@given(st.text(max_size=20))
def test_a_text_comes_back_from_a_table_but_for_an_apostrophe(text: str) -> None:
    column = Column(name="text", says="The text.", of=lambda one: one)
    table = sheet("texts", "Texts", "Texts.", [text], "text", column).csv()
    if "\0" not in text:
        ((_,), (back,)) = csv.reader(io.StringIO(table, newline="")) if text else ((0,), ("",))
        assert back in (text, f"'{text}")
        assert back[:1] not in {"=", "+", "-", "@"} - {""}


def test_numbers_are_exact_where_they_can_be() -> None:
    column = Column(name="n", says="The number.", of=lambda one: one, type="number")
    values = [Fraction(93139), Fraction(15, 2), Fraction(-5), True, None]
    table = sheet("numbers", "Numbers", "Numbers.", values, "n", column).csv()
    assert table == 'n\r\n93139\r\n7.5\r\n-5\r\ntrue\r\n""\r\n'


def test_tex_reads_signs_as_signs(case: Case) -> None:
    told = bibtex(evolve(case, sources={"S1": hostile(case.sources["S1"], url="https://x.org/}{\\a b")}))
    assert len(re.findall(r"^@", told, re.MULTILINE)) == 1
    bare = re.sub(r"\\[\\{}%$&#_]|\\text\w+\{\}", "", told)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[\\%$&#~^]", bare.replace("url = {https://x.org/%7D%7B%5Ca%20b}", ""))
    assert "url = {https://x.org/%7D%7B%5Ca%20b}" in told


def test_an_address_that_is_none_of_the_web_is_left_away(case: Case) -> None:
    sources = {"S1": evolve(case.sources["S1"], url="javascript:alert(1)")}
    for told in (bibtex, csl_json):
        assert "javascript" not in told(evolve(case, sources=sources))
    places = {id: evolve(place, source="S1") for id, place in case.places.items()}
    assert "javascript" not in linked_places(evolve(case, sources=sources, places=places))


def test_json_holds_any_text(case: Case) -> None:
    sources = {id: hostile(source) for id, source in case.sources.items()}
    assert json.loads(csl_json(evolve(case, sources=sources)))[0]["title"] == HOSTILE


@given(st.text(max_size=30))
def test_nothing_is_markup_in_the_readme(text: str) -> None:
    bare = re.sub(r"\\.", "", plain(text))
    assert not re.search(r"[`*_\[\]<>&#|~\n]", bare)


@pytest.fixture
def counted(planned: Case) -> Callable[..., Case]:
    """A case of one claim about all of those in exile, of a source with an address."""

    def make(as_written: str = "1,234", period: str = "1944-03/1944-12", **more: Any) -> Case:
        cell = evolve(
            planned.claims["S2-1"].cell, measure=MEASURES[more.pop("measure", "deaths")],
            period=Period.parse(period), group=more.pop("group", "valley-people"),
        )  # fmt: skip
        claim: Claim = evolve(
            planned.claims["S2-1"], as_written=as_written, reading=Figure.parse(as_written), cell=cell,
            **{name: more.pop(name) for name in ("said_by",) if name in more},
        )  # fmt: skip
        source = evolve(planned.sources["S2"], url="https://example.org/a|b", kind="letter", **more)
        return evolve(
            planned, claims={"S2-1": claim}, sources={**planned.sources, "S2": source}, judgements=()
        )

    return make


def test_a_plain_count_becomes_a_statement_with_its_time_and_reference(counted: Callable[..., Case]) -> None:
    assert quick_statements(counted()) == (
        "ITEM_OF_THE_EVENT\tP1120\t1234\tP580\t+1944-03-00T00:00:00Z/10\tP582\t+1944-12-00T00:00:00Z/10\t"
        'S854\t"https://example.org/a b"\n'
    )
    assert quick_statements(counted("about 1,234", "1944")) == (
        "ITEM_OF_THE_EVENT\tP1120\t1234\tP580\t+1944-00-00T00:00:00Z/9\tP582\t+1944-00-00T00:00:00Z/9\t"
        'P1480\tQ5727902\tS854\t"https://example.org/a b"\n'
    )
    assert quick_statements(counted("1,234", "1945-01-01", measure="population", group="all")) == (
        'ITEM_OF_THE_PEOPLE\tP1082\t1234\tP585\t+1945-01-01T00:00:00Z/11\tS854\t"https://example.org/a b"\n'
    )


@pytest.mark.parametrize(
    "more",
    [
        {"as_written": "more than 1,234"},
        {"as_written": "1,000–1,200"},
        {"period": "1944-03/"},
        {"period": "1944~"},
        {"period": "194X"},
        {"said_by": "a witness"},
        {"kind": "encyclopedia article"},
        {"kind": "blog"},
        {"kind": "demographic estimate"},
        {"url": None},
        {"measure": "births"},
        {"group": "all"},
    ],
)
def test_what_does_not_map_safely_is_left_away(counted: Callable[..., Case], more: dict[str, Any]) -> None:
    named = {"url": "url" in more, "kind": "kind" in more}
    case = counted(**{key: value for key, value in more.items() if not named.get(key)})
    changed = {key: value for key, value in more.items() if named.get(key)}
    sources = {**case.sources, "S2": evolve(case.sources["S2"], **changed)}
    assert quick_statements(evolve(case, sources=sources)) == ""


def test_what_was_rejected_or_doubted_is_left_away(counted: Callable[..., Case]) -> None:
    case = counted()
    (when,) = {Period.parse("2026-11-23").earliest}
    assert when is not None
    for verdict, commands in ((Verdict.REJECT, 0), (Verdict.DOUBT, 0), (Verdict.ACCEPT, 1)):
        judged = Judgement(about="S2-1", verdict=verdict, who="We", when=when, why="It is so.")
        assert quick_statements(evolve(case, judgements=(judged,))).count("\n") == commands
