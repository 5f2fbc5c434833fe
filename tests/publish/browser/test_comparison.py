"""The page of several peoples in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from tests.publish.browser.conftest import Open

from zul.audit import audit
from zul.ledger import write_text
from zul.publish.comparison import Member, compare
from zul.publish.page import render
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction


@pytest.fixture
def compared(planned: Case, reconstruction: Reconstruction, tmp_path: Path) -> Path:
    """Two peoples, one of them without estimates, and the report of the first."""
    other = evolve(planned, people=evolve(planned.people, name="Hill people"), plan=None)
    members = [
        Member(report="valley/report.html", words=Words(planned), found=reconstruction),
        Member(report="hills/report.html", words=Words(other)),
    ]
    (tmp_path / "valley").mkdir()
    write_text(tmp_path / "valley/report.html", render(planned, audit(planned), reconstruction))
    write_text(tmp_path / "index.html", compare(members))
    return tmp_path / "index.html"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1300])
def test_the_page_is_sound_in_every_theme_and_width(
    open_page: Open, compared: Path, theme: str, width: int
) -> None:
    opened = open_page(compared, theme=theme, width=width)
    assert opened.requests == [compared.as_uri()]
    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.violations() == []


def test_a_number_leads_to_its_place_in_the_report_of_its_people(open_page: Open, compared: Path) -> None:
    page = open_page(compared).page
    page.locator("#excess .peoples a[href*='#estimate-']").first.click()
    assert page.url.endswith("valley/report.html#estimate-excess-attributable")
    assert page.locator(":target").is_visible()
    page.go_back()
    sign = page.locator("#drawing-compared-deaths svg a").first
    assert sign.get_attribute("xlink:href") == "valley/report.html#claim-S2-1"
