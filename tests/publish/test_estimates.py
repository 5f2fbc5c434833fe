"""What a reconstruction says is told with its definition before it and its interval, or not as a number."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from zul.publish.estimates import Answer
from zul.publish.page import render
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.estimate import Estimate, Reconstruction
from zul.terms.finding import Finding

Findings = tuple[Finding, ...]
Read = Callable[[str], Any]

HOSTILE = ["<script>alert(1)</script>", "javascript:alert(1)", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"]
NUMBER = re.compile(r"[Bb]etween (?:-?[\d,.]+) and (?:-?[\d,.]+)[^()]{0,12} \(95 %\), most likely near ")


def section(text: str) -> str:
    """The part of a page that tells the reconstruction."""
    return text[text.index('<section id="estimates"') : text.index('<section id="in-short"')]


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


def test_without_a_reconstruction_the_page_is_the_same(
    planned: Case, findings: Findings, reconstruction: Reconstruction
) -> None:
    bare, full = render(planned, findings), render(planned, findings, reconstruction)
    assert "estimates" not in bare

    def without_policy(page: str) -> list[str]:
        return list(filter(None, re.sub("style-src &#39;.*?&#39;", "", page).splitlines()))

    cut = full.replace(section(full), "")
    cut = cut.replace('<li><a href="#estimates">What the figures allow</a></li>\n', "")
    cut = re.sub(r"\n/\* what the figures allow \*/\n.*?(?=</style>)", "", cut, flags=re.DOTALL)
    assert without_policy(cut) == without_policy(bare)


def test_an_estimate_is_told_definition_first_interval_before_median(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    text = read_page(section(render(planned, findings, reconstruction))).text
    for said in (
        "Excess deaths, attributable, to the end of 1946 . "
        "Deaths of the people as it was, beyond the expected. "
        "Between 1,020 and 1,980 people (95 %), most likely near 1,500 .",
        "Name What it counts How many Excess deaths, attributable, to the end of 1946 "
        "Deaths of the people as it was, beyond the expected. "
        "Between 1,020 and 1,980 people (95 %), most likely near 1,500 . "
        "Excess deaths by comparison of scenarios All deaths, less all deaths expected. "
        "Between 812 and 1,790 people (95 %), most likely near 1,300 .",
        "Each of these counts something else of one calamity. They stand side by side and are never added.",
        "A birth that did not happen is no death: this stands apart. It has two parts, which add up to it in "
        "every draw.",
        "Birth deficit: missing women . The part due to missing women. "
        "Between 102 and 198 births (95 %), most likely near 150 .",
        "Missing people = excess deaths by comparison of scenarios + birth deficit. This holds in every ",
        "Share of births that the register has . Registered births, in percent. "
        "Not estimable : the claims leave it as wide as it was before they were read .",
        "Share of births that the register has : the claims leave it as wide as it was before they were "
        "read . Prior: between 20.2 and 39.8 percent (95 %), most likely near 30.0 .",
    ):
        assert said in text


def test_no_number_stands_without_its_interval(
    planned: Case, findings: Findings, reconstruction: Reconstruction, read_page: Read
) -> None:
    text = read_page(section(render(planned, findings, reconstruction))).text
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
    text = read_page(section(render(planned, findings, reconstruction))).text
    for said in (
        "all figures of Regional office, 1944, Report on the removal +1,230 1.50 times as wide "
        "weighting the draws 9,480 ( persons on the register of the special settlements, Valley people, "
        "Place of exile, 1 January 1945 ) −321 1.10 times as wide fitting anew",
        "A count of all Valley people on 1 January 1946 : the 95 % interval would be 2.1 times as narrow.",
        "By 4 chains of 1,000 draws each, from seed 7. The chains agree (R-hat of the worst unknown 1.004), "
        "its draws are worth at least 812 independent ones, and 0 paths diverged.",
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
    text = read_page(section(render(planned, findings, reconstruction))).text
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
    text = read_page(section(render(planned, findings, reconstruction))).text
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
    text = read_page(section(render(planned, findings, none))).text
    assert text.count("most likely near") == text.count("Prior: between") == len(unreached)
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
