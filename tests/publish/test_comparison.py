"""Several peoples on one page: what is compared, and that nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from zul.publish.comparison import Measured, Member, compare, drawings, measured, rows
from zul.publish.language import ENGLISH
from zul.publish.words import Words
from zul.terms.case import Case, People
from zul.terms.estimate import Reconstruction
from zul.terms.figure import Figure


def of(id: str) -> Measured:
    return next(one for one in measured(ENGLISH) if one.id == id)


def member(case: Case, found: Reconstruction | None = None, name: str = "valley") -> Member:
    return Member(report=f"{name}/report.html", words=Words(case), found=found)


def test_a_people_has_its_estimate_and_the_figures_of_the_same_measure(
    planned: Case, reconstruction: Reconstruction
) -> None:
    (excess,) = rows([member(planned, reconstruction)], of("excess"))
    assert excess.estimate == reconstruction.estimates["excess-attributable"]
    assert excess.address == "valley/report.html#estimate-excess-attributable"
    assert excess.printed == ()
    (dead,) = rows([member(planned, reconstruction)], of("deaths"))
    assert [(one.as_written, one.address, one.covers) for one in dead.printed] == [
        (
            "more than 1,000 people",
            "valley/report.html#claim-S2-1",
            "Valley people, Place of exile, March–December 1944",
        )
    ]
    (deported,) = rows([member(planned, reconstruction)], of("deported"))
    assert (deported.estimate, deported.printed) == (None, ())  # the figures are of a part: the two valleys


def test_without_an_account_the_case_names_the_group_that_is_its_people(case: Case) -> None:
    (unnamed,) = rows([member(case)], of("deported"))
    assert (unnamed.estimate, unnamed.printed) == (None, ())
    named = evolve(case, people=evolve(case.people, group="valley-people"))
    (told,) = rows([member(named)], of("deported"))
    assert told.printed


def test_the_page_has_every_people_in_each_measure(
    planned: Case, reconstruction: Reconstruction, read_page: Callable[[str], Any]
) -> None:
    other = evolve(planned, people=People(name="<script>\u202eHill people"))
    text = compare([member(planned, reconstruction), member(other, name="hill people")])
    page = read_page(text)
    assert "<script>\u202e" not in text
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    assert "valley/report.html" in links
    assert "hill%20people/report.html" in links
    found = drawings([member(planned, reconstruction), member(other, name="hill people")])
    assert list(found) == ["deaths", "excess", "birth-deficit", "population"]
    people = [row[0] for row in found["excess"].table.rows]
    assert people == ["Valley people", "<script>\u202eHill people"]


def test_a_drawing_has_intervals_and_figures_with_what_they_cover(
    planned: Case, reconstruction: Reconstruction
) -> None:
    found = drawings([member(planned, reconstruction)])
    assert found["excess"].table.columns == (
        "people", "kind", "name", "from, as printed or with 95 %", "to, as printed or with 95 %",
        "50 % from", "50 % to", "median", "what it covers",
    )  # fmt: skip
    spread = reconstruction.estimates["excess-attributable"].spread
    (row,) = found["excess"].table.rows
    assert row[:3] == ("Valley people", "estimate", "Excess deaths, attributable, to the end of 1946")
    assert row[3] == round(spread.widest.lower)
    assert row[7] == round(spread.median)


def test_what_is_not_estimable_has_its_reason_and_no_number(
    planned: Case, reconstruction: Reconstruction
) -> None:
    was = reconstruction.estimates["excess-attributable"]
    unreached = {**reconstruction.estimates, was.id: evolve(was, reason="the claims do not reach it")}
    people = member(planned, evolve(reconstruction, estimates=unreached))
    assert "excess" not in drawings([people])
    assert "Not estimable</a>: <bdi>the claims do not reach it</bdi>." in compare([people])


def test_what_is_doubted_is_told_and_not_drawn(planned: Case, reconstruction: Reconstruction) -> None:
    doubt = evolve(planned.judgements[0], about="S2-1")
    people = member(evolve(planned, judgements=(doubt,)), reconstruction)
    (row,) = rows([people], of("deaths"))
    assert [one.is_doubted for one in row.printed] == [True]
    assert row.most_printed is None
    assert "deaths" not in drawings([people])
    assert 'more than 1,000 people</bdi></a> <span class="small">(doubted)</span>' in compare([people])


def test_of_two_numbers_printed_as_often_the_more_exact_stands_at_a_glance(case: Case) -> None:
    first = next(claim for claim in case.claims.values() if claim.id == "S1-1")
    claims = {
        id: evolve(first, id=id, as_written=written, reading=Figure.parse(written))
        for id, written in (("a", "11,000"), ("b", "10,212"))
    }
    named = evolve(case, people=evolve(case.people, group="valley-people"), claims=claims, judgements=())
    (row,) = rows([member(named)], of("deported"))
    assert row.most_printed is not None
    assert row.most_printed.as_written == "10,212"
