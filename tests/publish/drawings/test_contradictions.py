"""The contradictions as a graph: sources, figures, findings, and rings around what is suspect."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve

from zul.publish.drawing import Drawing
from zul.publish.drawings.contradictions import MOST, contradictions, graph
from zul.publish.theme import ACCENT, PAPER
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.finding import Finding, Grade, Suspect
from zul.terms.identity import Identity, Nature

Layers = Callable[[Drawing], list[dict[str, Any]]]


def a_finding(id: str, *claims: str, nature: Nature | None = None, **more: Any) -> Finding:
    identities = (Identity(id=id, nature=nature, terms=()),) if nature else ()
    facts: dict[str, Any] = {"grade": Grade.SOURCE_CONFLICT, "size": Fraction(90), "unit": "person"} | more
    return Finding(
        id=id, title=id, text="", arithmetic="1 ≠ 2", claims=claims, identities=identities,
        certificates=(), **facts,
    )  # fmt: skip


def test_a_conflict_as_a_graph(case: Case, findings: tuple[Finding, ...]) -> None:
    drawn = graph(Words(case), [finding for finding in findings if finding.grade is Grade.SOURCE_CONFLICT])
    assert [node.id for node in drawn.sources] == ["S1", "S3"]
    assert [(node.id, node.words, node.share) for node in drawn.claims] == [
        ("S1-1", "10,212 people", 0.0), ("S3-1", "10,122 people", 1.0),
    ]  # fmt: skip
    (joint,) = drawn.findings
    assert joint.href == "#finding-conflict-e324e675"
    assert joint.y == sum(node.y for node in drawn.claims) / 2
    assert drawn.links == (
        ("S1", "S1-1"), ("S3", "S3-1"), ("S1-1", "conflict-e324e675"), ("S3-1", "conflict-e324e675"),
    )  # fmt: skip


def test_nothing_lies_on_another_in_its_column(case: Case) -> None:
    ids = list(case.claims)
    found = [a_finding(f"f{place}", *ids[place : place + 3]) for place in range(5)]
    drawn = graph(Words(case), found)
    for column, apart in ((drawn.sources, 17), (drawn.claims, 24), (drawn.findings, 56)):
        heights = sorted(node.y for node in column)
        assert all(two - one >= apart - 1e-9 for one, two in pairwise(heights))
        assert heights[0] > 34
        assert heights[-1] < drawn.height


@pytest.mark.parametrize(
    ("finding", "sign"),
    [
        (a_finding("f", "S1-1", "S3-1"), "≠"),
        (a_finding("f", "S1-1", "S2-2"), "÷"),
        (a_finding("f", "S1-1", "S1-2", nature=Nature.BALANCE), "Σ"),
        (a_finding("f", "S1-1", "S1-2", nature=Nature.PART), "≤"),
        (a_finding("f", "S1-1", "S1-2", nature=Nature.COMPLETE_LIST), "Σ"),
    ],
)
def test_a_joint_says_what_does_not_hold(case: Case, layers: Layers, finding: Finding, sign: str) -> None:
    drawing = contradictions(Words(case), [finding])
    assert drawing is not None
    (joint,) = next(layer["rows"] for layer in layers(drawing) if "sign" in layer["rows"][0])
    assert (joint["sign"], joint["size"], joint["fill"]) == (sign, "90 people apart", PAPER)


def test_a_contradiction_is_full_and_a_suspect_has_a_ring(case: Case, layers: Layers) -> None:
    suspects = (Suspect(origin="S3-1", share=Fraction(1, 2)),)
    grave = a_finding("f", "S1-1", "S3-1", grade=Grade.CONTRADICTION, size=None, suspects=suspects)
    drawing = contradictions(Words(case), [grave])
    assert drawing is not None
    found = layers(drawing)
    (joint,) = next(layer["rows"] for layer in found if "sign" in layer["rows"][0])
    assert (joint["fill"], joint["size"]) == (ACCENT, "1 ≠ 2")
    (ring,) = next(layer["rows"] for layer in found if "weight" in layer["rows"][0])
    assert ring["weight"] == 2.25
    suspected = [layer["rows"] for layer in found if layer["rows"][0].get("suspect")]
    assert [len({row["link"] for row in rows}) for rows in suspected] == [1]


def test_only_what_cannot_stand_is_drawn_and_the_gravest_first(
    case: Case, findings: tuple[Finding, ...]
) -> None:
    drawing = contradictions(Words(case), findings)
    assert drawing is not None
    assert drawing.claims == ("S1-1", "S3-1")
    others = [finding for finding in findings if finding.grade is not Grade.SOURCE_CONFLICT]
    assert contradictions(Words(case), others) is None
    many = [a_finding(f"f{place}", "S1-1", "S3-1") for place in range(MOST + 6)]
    crowded = contradictions(Words(case), many)
    assert crowded is not None
    assert crowded.caption.endswith("It is no verdict. Drawn are the 24 gravest of 30.")
    assert len(crowded.table.rows) == 2 * MOST


def test_the_table_has_a_row_for_each_figure_of_a_finding(case: Case, findings: tuple[Finding, ...]) -> None:
    drawing = contradictions(Words(case), findings)
    assert drawing is not None
    assert drawing.table.columns == (
        "finding", "grade", "arithmetic", "claim", "figure", "source", "repairs that give it up, percent",
    )  # fmt: skip
    assert drawing.table.rows == (
        (
            "persons deported: Valley people, Two Valleys, 1–5 March 1944", "source conflict",
            "10,212 people ≠ 10,122 people: 90 people apart", "S1-1", "10,212 people",
            "Regional office, 1944, Report on the removal", None,
        ),
        (
            "persons deported: Valley people, Two Valleys, 1–5 March 1944", "source conflict",
            "10,212 people ≠ 10,122 people: 90 people apart", "S3-1", "10,122 people",
            "An editor, 1990, Encyclopedia article", 100.0,
        ),
    )  # fmt: skip


def test_hostile_text_is_inert(case: Case, picture: Callable[[Drawing], str]) -> None:
    sources = {id: evolve(source, creator="\u202e<script>") for id, source in case.sources.items()}
    finding = a_finding("f", "S1-1", "S3-1")
    drawing = contradictions(Words(evolve(case, sources=sources)), [evolve(finding, title="\u202e<script>")])
    assert drawing is not None
    shown = picture(drawing)
    assert "<script" not in shown
    assert "\u202e" not in shown
    assert 'xlink:href="#finding-f"' in shown
