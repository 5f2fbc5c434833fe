"""The page is whole, safe, and reaches for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from zul.publish.page import Edition, render
from zul.terms.case import Case
from zul.terms.finding import Finding, Grade
from zul.terms.judgement import Judgement, Verdict

Findings = tuple[Finding, ...]
Read = Callable[[str], Any]
Say = Callable[[str, str], Any]

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "]]></style></script><b>",
    "{{ 7*7 }}{% raw %}",
]
TURNED = "\u202eabc"


def test_every_thing_has_one_address_and_every_link_arrives(
    case: Case, findings: Findings, read_page: Read
) -> None:
    page = read_page(render(case, findings))
    ids = Counter(page.values("id"))
    assert {id: count for id, count in ids.items() if count > 1} == {}
    wanted = {
        *(f"claim-{id}" for id in case.claims),
        *(f"source-{id}" for id in case.sources),
        *(f"event-{id}" for id in case.events),
        *(f"finding-{finding.id}" for finding in findings),
    }
    assert wanted <= set(ids)
    quantities = {(claim.cell, claim.of) for claim in case.claims.values()}
    assert len([id for id in ids if id.startswith("cell-")]) == len(quantities)
    assert {link for link in page.values("href") if link.startswith("#")} <= {f"#{id}" for id in ids}


def test_addresses_stay_when_the_page_is_made_again(case: Case, findings: Findings) -> None:
    assert render(case, findings) == render(case, findings)


def test_the_page_asks_for_nothing_outside(case: Case, findings: Findings, read_page: Read) -> None:
    text = render(case, findings)
    page = read_page(text)
    assert not {name for _, name, _ in page.attributes} & {
        "src",
        "srcset",
        "action",
        "ping",
        "background",
        "style",
    }
    assert "link" not in page.tags
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp", text)
    assert page.declared == ["doctype html"]
    assert ("html", "lang", "en") in page.attributes


def test_the_policy_lets_only_our_own_style_and_script_run(
    case: Case, findings: Findings, read_page: Read
) -> None:
    page = read_page(render(case, findings))
    policy = next(value for _, name, value in page.attributes if name == "content" and "default-src" in value)

    def digest(element: str) -> str:
        (text,) = (data for data, around in page.texts if around[-1:] == (element,))
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest('style')}'; script-src 'sha256-{digest('script')}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_headings_go_down_one_step_at_a_time(case: Case, findings: Findings, read_page: Read) -> None:
    page = read_page(render(case, findings))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert {"header", "nav", "main", "footer"} <= set(page.tags)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_case_says_stays_text(page_saying: Say, text: str) -> None:
    harmless, page = page_saying("x" * len(text), "gopher:x"), page_saying(text, "javascript:alert(1)")
    assert page.tags == harmless.tags
    assert [attribute[:2] for attribute in page.attributes] == [a[:2] for a in harmless.attributes]
    assert not [link for link in page.values("href") if not link.startswith("#")]
    assert page.text.count(text) > 50


def test_only_addresses_of_the_web_become_links(case: Case, read_page: Read) -> None:
    urls = [
        "https://example.org/a?b=1&c",
        "JavaScript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "//x",
        "http://[x",
    ]
    source = case.sources["S1"]
    sources = {str(i): evolve(source, id=str(i), url=url) for i, url in enumerate(urls)}
    page = read_page(render(evolve(case, sources={**case.sources, **sources}), ()))
    assert [link for link in page.values("href") if not link.startswith("#")] == urls[:1]
    assert all(url.strip() in page.text for url in urls)


def test_text_that_turns_is_isolated(page_saying: Say) -> None:
    page = page_saying(TURNED, TURNED)
    loose = [text for text, around in page.texts if "\u202e" in text and "bdi" not in around]
    assert loose == []
    assert not [value for _, _, value in page.attributes if "\u202e" in value]


def test_a_case_without_findings_says_so(case: Case, read_page: Read) -> None:
    text = read_page(render(case, ())).text
    assert "It holds 8 figures from 3 sources about 7 quantities ." in text
    assert "Nothing: all figures of the ledger can be true together." in text


def test_an_empty_case_is_a_page_too(case: Case, read_page: Read) -> None:
    empty = evolve(case, claims={}, events={}, sources={}, assumptions={}, judgements=(), summary=())
    text = read_page(render(empty, ())).text
    assert "It holds 0 figures from 0 sources about 0 quantities ." in text
    assert "The ledger holds no figure yet." in text
    assert "The case names no events." in text


def test_a_finding_is_told_with_its_sources_its_ground_and_its_proof(
    case: Case, findings: Findings, read_page: Read
) -> None:
    hardened = Judgement(
        about="register-1945",
        verdict=Verdict.HARDEN,
        who="A reader",
        when=date(2026, 1, 2),
        why="It was said.",
    )
    page = read_page(render(evolve(case, judgements=(*case.judgements, hardened)), findings))
    for said in (
        "10,212 − 9,480 = 732, 268 short of “more than 1,000 people”",
        "A teacher, 1961, Letter to a newspaper",
        "Regional office, 1944, Report on the removal , p. 3",
        "Assumption: From the deportation to the register of 1945 .",
        "Why: The letter names no births, no releases and no later arrivals.",
        "Counted as a definition by A reader , 2026-01-02 : It was said.",
        "0 ≥ 269, which cannot be",
        "Doubted by An example reader , 2026-11-23 :",
        "about a tenth",
        "as a share of persons deported, Two Valleys, 1–5 March 1944",
    ):
        assert said in page.text


def test_every_finding_is_one_click_from_the_head_of_its_section(
    case: Case, findings: Findings, read_page: Read
) -> None:
    assert {f.grade for f in findings} == {Grade.SOURCE_CONFLICT, Grade.TENSION, Grade.GAP}
    text = read_page(render(case, findings)).text
    assert (
        "which one is wrong, this page does not say. "
        "10,212 people ≠ 10,122 people: 90 people apart Persons deported: Valley people, Two Valleys, "
        "1–5 March 1944 (source conflict) "
        "10,212 − 9,480 = 732, 268 short of “more than 1,000 people” "
        "From the deportation to the register of 1945 (tension)"
    ) in text


def test_the_contents_lead_to_every_section_and_every_drawing(
    case: Case, findings: Findings, read_page: Read
) -> None:
    text = render(case, findings)
    page = read_page(text)
    contents = read_page(text[text.index("<nav") : text.index("</nav>") + len("</nav>")]).values("href")
    sections = re.findall('<section id="([^"]+)"', text)
    drawings = re.findall('<figure id="([^"]+)" class="drawn"', text)
    assert "drawing-timeline" in drawings
    assert sorted(contents) == sorted(f"#{id}" for id in (*sections, *drawings))
    assert set(contents) <= {f"#{id}" for id in page.values("id")}


def test_the_summary_leads_to_what_its_numbers_rest_on(
    case: Case, findings: Findings, read_page: Read
) -> None:
    hostile = '[<script>](claim:S1-1) [x](javascript:alert) [y](event:"><b>)'
    text = render(evolve(case, summary=(*case.summary, hostile)), findings)
    assert (
        '<p><bdi>In the first days of <a href="#event-removal">March 1944</a> the inhabitants of two valleys '
        'were taken from their homes: <a href="#claim-S1-1">10,212 people</a>, as one report has it. '
        "The papers about it do not agree.</bdi></p>"
    ) in text
    assert '<a href="#claim-S1-1">&lt;script&gt;</a>' in text
    assert {link for link in read_page(text).values("href") if not link.startswith("#")} == set()


def test_a_drawing_stands_with_caption_table_and_citation(
    case: Case, findings: Findings, read_page: Read
) -> None:
    text = render(case, findings, files=("drawings/timeline.csv", "drawings/map.csv"))
    figure = text[text.index('<figure id="drawing-timeline"') :]
    page = read_page(figure[: figure.index("</figure>") + len("</figure>")])
    assert [
        tag for tag in dict.fromkeys(page.tags) if tag in ("svg", "figcaption", "table", "caption", "button")
    ] == ["svg", "figcaption", "table", "caption", "button"]
    assert (
        "“ What happened, and when? ”. In: The removal from the two valleys (an invented example) ."
        in page.text
    )
    assert [link for link in page.values("href") if not link.startswith("#")] == ["drawings/timeline.csv"]


def test_editions_in_other_languages_are_linked(case: Case, findings: Findings) -> None:
    edition = Edition(code="ru", name="Русский", file="report.ru.html")
    linked = '<a href="report.ru.html" hreflang="ru" lang="ru">Русский</a>'
    assert linked in render(case, findings, others=(edition,))
    assert 'class="editions"' not in render(case, findings)


def test_rivals_are_told_with_why_they_differ(case: Case, findings: Findings) -> None:
    text = render(case, findings)
    cell = text[text.index('id="claim-S3-1"') :]
    why = cell[cell.index('<p class="why">') : cell.index("</article>")]
    assert "<b>Why do these differ?</b> <bdi>" in why
    assert '<a href="#claim-S1-1">“10,212 people”</a>' in why
