"""What a reconstruction says is told with its definition before it and its interval, or not as a number."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.publish.running import loose_numbers

from zul.publish.estimates import Answer
from zul.publish.page import render
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import Estimate, Reconstruction
from zul.terms.finding import Finding
from zul.terms.plan import Move

Findings = tuple[Finding, ...]
Read = Callable[[str], Any]

HOSTILE = ["<script>alert(1)</script>", "javascript:alert(1)", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"]
NUMBER = re.compile(r"[Bb]etween (?:-?[\d,.]+) and (?:-?[\d,.]+)[^()]{0,12} \(95 %\), most likely near ")


def sections(text: str) -> str:
    """The parts of a page that tell the reconstruction."""
    found = (
        text[text.index(f'<section id="{id}"') :] for id in ("estimates", "open", "evidence", "building")
    )
    return "".join(part[: part.index("\n</section>") + len("\n</section>")] for part in found)


def saying(found: Reconstruction, text: str) -> Reconstruction:
    """The reconstruction with every free text replaced."""

    def estimate(one: Estimate) -> Estimate:
        moved_by = tuple(evolve(influence, by=text) for influence in one.moved_by)
        reason = one.reason and text
        return evolve(one, title=text, definition=text, unit=text, reason=reason, moved_by=moved_by)

    return evolve(
        found,
        people=text,
        estimates={id: estimate(one) for id, one in found.estimates.items()},
        courses={id: evolve(course, title=text, unit=text) for id, course in found.courses.items()},
        wanted=tuple(evolve(want, title=text) for want in found.wanted),
        left_out=dict.fromkeys(found.left_out, text),
        inputs=text,
    )


def test_without_a_reconstruction_the_page_tells_the_same_of_the_sources(
    planned: Case, findings: Findings, reconstruction: Reconstruction
) -> None:
    bare, full = render(planned, findings), render(planned, findings, reconstruction)
    assert "estimate-" not in bare
    for id in ("people", "agreement", "conflicts", "sources"):
        part = bare[bare.index(f'<section id="{id}"') :]
        assert part[: part.index("\n</section>")] in full


def test_an_estimate_is_told_definition_first_interval_before_median(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    text = read_page(sections(render(planned, findings, reconstruction))).text
    for said in (
        "Excess deaths, attributable, to the end of 1946 . "
        "Deaths of the people as it was, beyond the expected. "
        "Between 1,020 and 1,980 people (95 %), most likely near 1,500 .",
        "Deaths beyond the expected Name What it counts How many "
        "Excess deaths, attributable, to the end of 1946 Deaths of the people as it was, beyond the "
        "expected. Between 1,020 and 1,980 people (95 %), most likely near 1,500 . "
        "Excess deaths by comparison of scenarios All deaths, less all deaths expected. "
        "Between 812 and 1,790 people (95 %), most likely near 1,300 .",
        "Each of these counts something else of one calamity. They stand side by side and are never added.",
        "A birth that did not happen is no death: this stands apart. It has two parts, which add up to it in "
        "every draw.",
        "Birth deficit: missing women The part due to missing women. "
        "Between 102 and 198 births (95 %), most likely near 150 .",
        "Missing people = excess deaths by comparison of scenarios + birth deficit. This holds in every ",
        "Share of births that the register has Registered births, in percent. "
        "Not estimable : the claims leave it as wide as it was before they were read . "
        "What was thought before: between 20.2 and 39.8 percent (95 %), most likely near 30.0 .",
        "Share of births that the register has : the claims leave it as wide as it was before they were "
        "read .",
    ):
        assert said in text


def test_no_number_stands_without_its_interval(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    text = read_page(sections(render(planned, findings, reconstruction))).text
    assert text.count("most likely near") == len(NUMBER.findall(text)) > 10
    unreached = reconstruction.estimates["births-registered"]
    assert not unreached.is_estimable
    assert unreached.spread.words(unreached.unit)[1:] not in text


def test_every_estimate_has_one_address_and_every_link_arrives(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    page = read_page(render(planned, findings, reconstruction))
    ids = Counter(page.values("id"))
    assert {id: count for id, count in ids.items() if count > 1} == {}
    assert {f"estimate-{id}" for id in reconstruction.estimates} <= set(ids)
    assert {link for link in page.values("href") if link.startswith("#")} <= {f"#{id}" for id in ids}


def test_what_moved_it_and_what_would_narrow_it(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    text = read_page(sections(render(planned, findings, reconstruction))).text
    for said in (
        "all figures of Regional office, 1944, Report on the removal +1,230 1.50 times as wide "
        "weighting the draws 9,480 ( persons on the register of the special settlements, Valley people, "
        "Place of exile, 1 January 1945 ) −321 1.10 times as wide fitting anew",
        "A count of The 95 % interval would be A count of all Valley people on 1 January 1946 "
        "2.1 times as narrow",
        "Seed 7 Chains and draws 4 chains of 1,000 draws each Do the chains agree? R-hat of the worst "
        "unknown 1.004; its draws are worth at least 812 independent ones Paths that diverged 0",
    ):
        assert said in text


def test_claims_likely_wrong_come_first_and_percents_stay_percents(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    answer = Answer(Words(planned), reconstruction)
    assert [reading.claim for reading in answer.likely_wrong] == ["S3-1"]
    by_claim = {reading.claim: answer.expected(reading) for reading in reconstruction.readings}
    assert by_claim["S2-2"] == "between 5.12 and 9.98 percent (95 %), most likely near 7.55"
    assert by_claim["S1-4"] == "between 9,050 and 9,950 (95 %), most likely near 9,500"
    text = read_page(sections(render(planned, findings, reconstruction))).text
    assert (
        "10,122 people persons deported, Valley people, Two Valleys, 1–5 March 1944 "
        "An editor, 1990, Encyclopedia article between 10,200 and 10,300 (95 %), most likely near 10,200 "
        "91 % 3 %"
    ) in text


def test_reasons_are_grouped_and_each_is_told(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    assert Answer(Words(planned), reconstruction).reasons == [
        ("the account has no part for the place “…”", 2),
        ("the same figure as …, taken for one observation", 1),
        ("it is a date", 1),
    ]
    text = read_page(sections(render(planned, findings, reconstruction))).text
    assert "4 figures left out, each with its reason" in text
    assert (
        "3,912 ( persons deported, Valley people, Lower Valley, 1–5 March 1944 ) : the account has no "
        in text
    )


def test_nothing_estimable_gives_no_result(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    unreached = {id: evolve(one, reason="no claim") for id, one in reconstruction.estimates.items()}
    none = evolve(reconstruction, estimates=unreached, readings=(), left_out={}, courses={})
    text = read_page(sections(render(planned, findings, none))).text
    told = len(unreached) + len(Answer(Words(planned), none).headlines)  # these twice
    assert text.count("most likely near") == text.count("What was thought before: between") == told
    assert "What moved it" not in text
    assert "Missing people =" not in text


def test_a_search_that_was_stopped_says_so(
    planned: Case, findings: Findings, reconstruction: Reconstruction
) -> None:
    stopped = evolve(reconstruction, search=evolve(reconstruction.search, is_whole=False))
    told = "The search was stopped before its end."
    assert told in render(planned, findings, stopped)
    assert told not in render(planned, findings, reconstruction)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_reconstruction_says_stays_text(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read, text: str
) -> None:
    harmless, page = (
        read_page(render(planned, findings, saying(reconstruction, said))) for said in ("x" * len(text), text)
    )
    assert page.tags == harmless.tags
    assert [attribute[:2] for attribute in page.attributes] == [a[:2] for a in harmless.attributes]
    assert not [link for link in page.values("href") if not link.startswith("#")]
    assert page.text.count(text) > 40


def test_text_that_turns_is_isolated(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    page = read_page(render(planned, findings, saying(reconstruction, "\u202eabc")))
    assert [text for text, around in page.texts if "\u202e" in text and "bdi" not in around] == []
    assert not [value for _, _, value in page.attributes if "\u202e" in value]


def test_strange_ids_get_safe_addresses(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    id = '"><script>'
    odd = evolve(reconstruction.estimates["population-closing"], id=id)
    page = read_page(
        render(planned, findings, evolve(reconstruction, estimates={**reconstruction.estimates, id: odd}))
    )
    (address,) = [value for value in page.values("id") if value.startswith("estimate-script")]
    assert re.fullmatch(r"estimate-script-[0-9a-f]{8}", address)
    assert page.tags.count("script") == 1


def test_headings_go_down_one_step_at_a_time(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    page = read_page(render(planned, findings, reconstruction))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert not {name for _, name, _ in page.attributes} & {"src", "style", "background"}


def test_every_number_of_the_running_text_leads_to_what_it_rests_on(
    planned: Case, findings: Findings, reconstruction: Reconstruction
) -> None:
    assert loose_numbers(render(planned, findings, reconstruction)) == []


def test_moves_that_nobody_counted_are_told(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    assert planned.plan
    flight = Move(
        id="flight",
        during=Period.parse("1944"),
        origin="exile",
        goal="home",
        share=Fraction(1, 10),
        error=Fraction(1, 2),
        why="The letter (S2) names some.",
    )
    counted = evolve(flight, id="removal", counted_as=("registered",), why="It was counted.")
    moving = evolve(planned, plan=evolve(planned.plan, move=(flight, counted)))
    page = read_page(sections(render(moving, findings, reconstruction)))
    assert "From To When Grounds in exile at home 1944 The letter ( S2 ) names some." in page.text
    assert "It was counted." not in page.text


def test_the_summary_leads_to_estimates_that_were_made(
    planned: Case, findings: Findings, reconstruction: Reconstruction
) -> None:
    told = evolve(planned, summary=("Of [deaths](estimate:excess-attributable), [none](estimate:other).",))
    made = '<bdi>Of <a href="#estimate-excess-attributable">deaths</a>, none.</bdi>'
    assert made in render(told, findings, reconstruction)
    assert "<bdi>Of deaths, none.</bdi>" in render(told, findings)
