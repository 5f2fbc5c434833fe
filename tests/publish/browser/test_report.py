"""The report in a real browser, as a visitor opens it: from a file, with the network off."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from pypdfium2 import PdfDocument
from tests.publish.browser.conftest import Open

from zul.audit import audit
from zul.ledger import read_case, write_text
from zul.publish.page import render
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction

WIDEST = 3_000_000  # bytes of a page
THEMES = ("light", "dark")


@pytest.fixture(scope="module")
def kalmyk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the Kalmyks, with its findings and without estimates."""
    case = read_case("cases/kalmyk")
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_text(path, render(case, audit(case)))
    return path


@pytest.fixture
def small(planned: Case, reconstruction: Reconstruction, tmp_path: Path) -> Path:
    """A small case with estimates."""
    path = tmp_path / "report.html"
    write_text(path, render(planned, audit(planned), reconstruction))
    return path


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    open_page: Open, kalmyk: Path, small: Path, theme: str
) -> None:
    for path in (kalmyk, small):
        opened = open_page(path, theme=theme)
        assert opened.requests == [path.as_uri()]
        assert opened.complaints == []
        assert path.stat().st_size <= WIDEST


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(open_page: Open, kalmyk: Path, small: Path, theme: str) -> None:
    for path in (kalmyk, small):
        opened = open_page(path, theme=theme)
        assert opened.violations() == [], path


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_its_window_and_every_drawing_is_seen(
    open_page: Open, kalmyk: Path, small: Path, width: int
) -> None:
    for path, at_least in ((kalmyk, 4), (small, 5)):
        page = open_page(path, width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        drawings = page.locator("figure.drawn .drawing > svg")
        assert drawings.count() >= at_least
        for drawing in drawings.all():
            box = drawing.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) > 40


def test_the_page_is_whole_without_script(open_page: Open, small: Path) -> None:
    with_script, without = (open_page(small, script=script).page for script in (True, False))
    addresses = [
        page.evaluate("[...document.querySelectorAll('main [id]')].map((one) => one.id)")
        for page in (with_script, without)
    ]
    assert addresses[0] == addresses[1]
    for drawing in without.locator("figure.drawn .drawing > svg").all():
        assert drawing.is_visible()
    without.locator("#ledger a[href^='#finding-']").first.click()
    assert without.evaluate("document.querySelector(':target').className") == "finding"


def test_a_claim_is_lit_wherever_it_stands_and_tells_its_citation(open_page: Open, small: Path) -> None:
    page = open_page(small).page
    link = page.locator("#people a[href^='#claim-']").first
    link.focus()
    id = (link.get_attribute("href") or "")[1:]
    lit = page.evaluate(
        "[...document.querySelectorAll('.lit')].map((one) => one.id || one.closest('[id]').id)"
    )
    assert id in lit
    assert len(lit) > 1
    assert "Report on the removal" in page.locator("#note").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#note").is_hidden()


def test_findings_and_claims_are_reached_with_the_keyboard_alone(open_page: Open, small: Path) -> None:
    page = open_page(small).page
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    wanted = page.evaluate(
        "[...document.querySelectorAll('article.finding, li.claim')].map((one) => '#' + one.id)"
    )
    assert wanted
    assert {href for href in wanted if href not in reached} == set()


def test_the_ledger_is_filtered_and_a_table_saved(open_page: Open, small: Path) -> None:
    page = open_page(small).page
    page.locator("#filter-text").fill("9,480")
    assert page.locator(".claim:visible").count() == 1
    with page.expect_download() as saving:
        page.locator("#drawing-population [data-save=csv]").click()
    told = saving.value.path().read_text("utf-8")
    assert told.splitlines()[0].startswith("day,")
    assert len(told.splitlines()) == 6


def test_the_page_prints_on_a4_with_its_drawings_whole(open_page: Open, small: Path) -> None:
    page = open_page(small, width=1000).page
    printed = page.pdf(format="A4")
    document = PdfDocument(printed)
    text = "".join(one.get_textpage().get_text_range() for one in document)
    assert "Excess deaths, attributable" in text
    assert len(document) < 40
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})  # A4 within its margins
    for drawing in page.locator("figure.drawn .drawing > svg").all():
        box = drawing.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 720


def test_hostile_words_do_nothing(open_page: Open, planned: Case, tmp_path: Path) -> None:
    words = "</bdi><script>window.done = 1</script><img src=x onerror='window.done = 1'>\u202e=cmd()"
    hostile = evolve(
        planned,
        title=words,
        people=evolve(planned.people, name=words),
        sources={
            id: evolve(source, title=words, url="javascript:window.done = 1")
            for id, source in planned.sources.items()
        },
        events={id: evolve(event, title=words) for id, event in planned.events.items()},
        places={id: evolve(place, name=words) for id, place in planned.places.items()},
    )
    path = tmp_path / "report.html"
    write_text(path, render(hostile, audit(hostile)))
    opened = open_page(path)
    assert opened.requests == [path.as_uri()]
    assert opened.complaints == []
    assert opened.page.evaluate("window.done") is None
    assert opened.page.locator("a[href^='javascript']").count() == 0
