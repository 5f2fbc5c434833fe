from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import evolve, fields

from zul.audit import audit
from zul.ledger import read_case, write_text
from zul.publish.page import render
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import (
    Course,
    Estimate,
    Influence,
    Pyramid,
    Reading,
    Reconstruction,
    Search,
    Spread,
    Wanted,
)
from zul.terms.finding import Finding
from zul.terms.plan import (
    Compartment,
    Crisis,
    Dying,
    Fertility,
    Mortality,
    Opening,
    Plan,
    Witness,
)

WHY = "It is known."
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "circle", "use"}
ADDRESSES = {"id", "group", "place", "part_of", "by", "source", "series", "about", "url"}


class Page(HTMLParser):
    """A page read strictly: every element that opens closes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []  # tag, name, value
        self.texts: list[tuple[str, tuple[str, ...]]] = []  # text, and the elements around it
        self.declared: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_decl(self, decl: str) -> None:
        self.declared.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((data, tuple(self._open)))

    def values(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]

    @property
    def text(self) -> str:
        return " ".join(
            " ".join(data for data, around in self.texts if not {"style", "script"} & {*around}).split()
        )


@pytest.fixture
def case() -> Case:
    with as_file(files("zul.ledger") / "template") as folder:
        return read_case(folder)


@pytest.fixture
def findings(case: Case) -> tuple[Finding, ...]:
    return audit(case)


@pytest.fixture
def read_page() -> Callable[[str], Page]:
    return Page


def _filled(noun: Any, text: str) -> Any:
    """The noun with every free text, present or absent, replaced."""
    free = [f for f in fields(type(noun)) if f.name not in ADDRESSES and "str" in str(f.type)]
    texts = [f.name for f in free if str(f.type) in ("str", "str | None", "typing.Optional[str]")]
    return evolve(noun, **dict.fromkeys(texts, text))


@pytest.fixture
def page_saying(case: Case, findings: tuple[Finding, ...]) -> Callable[[str, str], Page]:
    """The page of the case with every free text replaced by one, and every address of a source by `url`."""

    def each(nouns: Any, text: str) -> Any:
        return {id: _filled(noun, text) for id, noun in nouns.items()}

    def say(text: str, url: str) -> Page:
        claims = each(case.claims, text).values()
        said: Case = evolve(
            _filled(case, text),
            people=evolve(case.people, name=text, own_name=f"{text}."),
            summary=(text, text),
            groups=each(case.groups, text),
            places=each(case.places, text),
            sources={id: evolve(source, url=url) for id, source in each(case.sources, text).items()},
            events=each(case.events, text),
            claims={claim.id: evolve(claim, citation=_filled(claim.citation, text)) for claim in claims},
            assumptions=each(case.assumptions, text),
            judgements=tuple(_filled(judgement, text) for judgement in case.judgements),
        )
        return Page(render(said, [_filled(finding, text) for finding in findings]))

    return say


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes the disk full when a file of this name is written."""

    def fill(name: str) -> None:
        def write(path: Path, text: str) -> None:
            if path.name == name:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write_text(path, text)

        monkeypatch.setattr(sys.modules["zul.publish"], "write_text", write)

    return fill


def around(middle: float, share: float) -> Spread:
    """Evenly likely, up to a share of the middle away from it."""
    return Spread.of(np.linspace(middle * (1 - share), middle * (1 + share), 101).tolist())


def _estimate(id: str, title: str, definition: str, middle: float, reach: float, **more: Any) -> Estimate:
    facts = {"unit": "people", "spread": around(middle, reach), "prior": around(middle, 0.9), **more}
    return Estimate(id=id, title=title, definition=definition, **facts)


def _course(id: str, title: str, times: tuple[float, ...], middles: tuple[float, ...]) -> Course:
    spreads = tuple(around(middle, 0.05) for middle in middles)
    return Course(id=id, title=title, unit="people", times=times, spreads=spreads)


@pytest.fixture
def planned(case: Case) -> Case:
    """The case with an account of its people, of whom those deported are a part."""
    half = Fraction(1, 2)
    dying = (Dying(period=Period.parse("1944/1945"), per_1000=Fraction(50), error=half),)
    plan = Plan(
        people="all",
        place="exile",
        without="exile",
        opening=Period.parse("1943-01-01"),
        closing=Period.parse("1947-01-01"),
        population=Opening(median=Fraction(10_000), error=half, area="rural", why=WHY),
        mortality=Mortality(area="rural", error=half, drift=half, adult_error=half, why=WHY),
        fertility=Fertility(
            opening=Fraction(5), closing=Fraction(4), error=half, drift=half, mean_age=Fraction(30),
            spread=Fraction(7), why=WHY,
        ),
        compartment=(
            Compartment(id="home", name="at home"),
            Compartment(id="exile", name="in exile", groups=("valley-people",)),
        ),
        crisis=(Crisis(id="exile", name="exile", compartment="exile", mortality=dying, why=WHY),),
        witness=(Witness(id="all", error=half, wrong=half, why=WHY),),
    )  # fmt: skip
    return evolve(case, plan=plan)


@pytest.fixture
def reconstruction() -> Reconstruction:
    """A small answer made by hand."""
    moved_by = (
        Influence(about="S1", moved=1234.0, narrowed=1.5, by="weighting the draws"),
        Influence(about="S1-4", moved=-321.0, narrowed=1.1, by="fitting anew"),
    )
    unreached = "the claims leave it as wide as it was before they were read"
    estimates = (
        _estimate(
            "excess-attributable",
            "Excess deaths, attributable, to the end of 1946",
            "Deaths of the people as it was, beyond the expected.",
            1500,
            0.34,
            moved_by=moved_by,
        ),
        _estimate(
            "excess-scenario",
            "Excess deaths by comparison of scenarios",
            "All deaths, less all deaths expected.",
            1300,
            0.395,
        ),
        _estimate("birth-deficit", "Birth deficit", "Births missing.", 450, 0.34, unit="births"),
        _estimate(
            "birth-deficit-fertility",
            "Birth deficit: lower fertility",
            "The part due to lower fertility.",
            300,
            0.34,
            unit="births",
        ),
        _estimate(
            "birth-deficit-women",
            "Birth deficit: missing women",
            "The part due to missing women.",
            150,
            0.34,
            unit="births",
        ),
        _estimate("missing-people", "Missing people", "People expected, less those there were.", 1750, 0.34),
        _estimate("population-closing", "People on 1 January 1947", "All in the account.", 8200, 0.05),
        _estimate(
            "births-registered",
            "Share of births that the register has",
            "Registered births, in percent.",
            31,
            0.33,
            unit="percent",
            prior=around(30, 0.345),
            reason=unreached,
        ),
        _estimate(
            "excess-attributable-union",
            "Excess deaths with another trend",
            "As the first, with another course.",
            1450,
            0.34,
        ),
    )
    days, years = (1943.0, 1944.25, 1945.0, 1946.0, 1947.0), (1944.0, 1945.0)
    courses = (
        _course("population", "Population", days, (10_000, 8_000, 7_900, 8_000, 8_200)),
        _course(
            "counterfactual-population", "Without the crisis", days, (10_000, 10_200, 10_300, 10_400, 10_500)
        ),
        _course("compartment-exile", "Population: in exile", days, (0, 7_900, 7_800, 7_900, 8_000)),
        _course("births", "Births a year", years, (200, 150)),
        _course("counterfactual-births", "Births a year without the crisis", years, (300, 300)),
        _course("deaths", "Deaths a year", years, (320, 80)),
        _course("counterfactual-deaths", "Deaths a year without the crisis", years, (100, 100)),
    )
    return Reconstruction(
        people="Valley people",
        estimates={estimate.id: estimate for estimate in estimates},
        courses={course.id: course for course in courses},
        pyramids=(Pyramid(year=1947, women=(around(700, 0.1),), men=(around(600, 0.1),)),),
        wanted=(
            Wanted(
                title="a count of all Valley people on 1 January 1946",
                estimate="excess-attributable",
                narrowed=2.1,
            ),
        ),
        readings=(
            Reading(claim="S3-1", wrong=0.91, expected=around(10_233, 0.005), tail=0.03),
            Reading(claim="S1-4", wrong=0.02, expected=around(9_500, 0.05), tail=0.45),
            Reading(claim="S2-2", wrong=0.2, expected=around(0.0755, 0.339), tail=0.8),
            Reading(claim="S2-1", wrong=0.1, expected=around(900, 0.3), tail=0.7),
        ),
        left_out={
            "S1-1": "the same figure as S1-2, taken for one observation",
            "S1-2": "the account has no part for the place “upper-valley”",
            "S1-3": "the account has no part for the place “lower-valley”",
            "S1-5": "it is a date",
        },
        search=Search(
            seed=7, chains=4, draws=1000, divergences=0, r_hat=1.0042, size=812.4, seconds=90.0, is_whole=True
        ),
        inputs="3f2a",
        unknowns=("z",),
        draws=np.zeros((4, 1, 1)),
    )
