"""A small account of an invented people, and claims about it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pytest
from tests.audit.conftest import case_of, claim

from zul.reconstruct.displaced.model import Model, model
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.plan import (
    Bearing,
    Compartment,
    Crisis,
    Dying,
    Fertility,
    Mortality,
    Move,
    Opening,
    Plan,
    Register,
    Witness,
)

WHY = "It is known."
SPRING = "1943-12-28/1944-01-31"


def share(text: str) -> Fraction:
    return Fraction(text)


def dying(period: str, per_1000: int, error: str = "0.5") -> Dying:
    return Dying(period=Period.parse(period), per_1000=Fraction(per_1000), error=share(error))


def bearing(period: str, part: str, error: str = "0.3") -> Bearing:
    return Bearing(period=Period.parse(period), share=share(part), error=share(error))


def move(id: str, during: str, origin: str, goal: str, part: str, **more: object) -> Move:
    facts = {"share": share(part), "error": share("0.4"), "why": WHY, **more}
    return Move(id=id, during=Period.parse(during), origin=origin, goal=goal, **facts)  # type: ignore[arg-type]


MOVES = (
    move("discharge", "1944-10-01", "army", "exile", "0.6"),
    move("draft", "1941-02-01", "home", "army", "0.3", men=True),
    move("retreat", "1943-01-05", "home", "abroad", "0.05"),
    move("deportation", SPRING, "home", "exile", "0.97", counted_as=("deported", "arrived")),
    move("late", "1945-03-20/1945-05", "home", "exile", "0.5", counted_as=("deported",)),
)
WAR = Crisis(
    id="war",
    name="war",
    compartment="army",
    men=True,
    mortality=(dying("1941/1942", 120), dying("1943/1945", 60)),
    fertility=(bearing("1942/1943", "0.75"),),
    why=WHY,
)
EXILE = Crisis(
    id="exile",
    name="exile",
    compartment="exile",
    by_age=share("0.6"),
    mortality=(
        dying("1944-01/1944-03", 150),
        dying("1944-04/1944-06", 100),
        dying("1944-07/1944-12", 50),
        dying("1945", 30, "0.4"),
        dying("1946", 10),
    ),
    fertility=(bearing("1944", "0.6"), bearing("1945/1946", "0.5")),
    why=WHY,
)
PLAN = Plan(
    people="hill-people",
    place="ussr",
    without="exile",
    opening=Period.parse("1940-01-01"),
    closing=Period.parse("1948-01-01"),
    quarters=Period.parse("1944/1945"),
    comparisons=("M",),
    population=Opening(median=Fraction(100_000), error=share("0.1"), area="rural", why=WHY),
    mortality=Mortality(
        area="rural", error=share("0.15"), drift=share("0.05"), adult_error=share("0.1"), why=WHY
    ),
    fertility=Fertility(
        opening=share("5.5"),
        closing=share("4.2"),
        error=share("0.1"),
        drift=share("0.07"),
        mean_age=Fraction(30),
        spread=Fraction(7),
        why=WHY,
    ),
    compartment=(
        Compartment(id="home", name="at home"),
        Compartment(id="army", name="army", groups=("soldiers",)),
        Compartment(id="exile", name="exile", groups=("exiles", "settlers")),
        Compartment(id="abroad", name="abroad", abroad=True),
    ),
    move=MOVES,
    crisis=(WAR, EXILE),
    register=(
        Register(
            group="settlers",
            compartment="exile",
            error=share("0.02"),
            births=share("0.6"),
            births_error=share("0.4"),
            young_deaths=share("0.5"),
            young_deaths_error=share("0.4"),
            deaths=share("0.93"),
            deaths_error=share("0.3"),
            why=WHY,
        ),
    ),
    witness=(
        Witness(id="census", sources=("A",), error=share("0.02"), wrong=share("0.05"), why=WHY),
        Witness(id="register", sources=("B", "D"), error=share("0.03"), wrong=share("0.05"), why=WHY),
        Witness(id="press", error=share("0.1"), wrong=share("0.2"), why=WHY),
    ),
)

PEOPLE, SETTLERS, EXILES = "hill-people ussr", "settlers ussr", "exiles ussr"
CLAIMS = (
    claim("A1", "98,412", f"population {PEOPLE} 1940-01-01", source="A"),
    claim("A2", "2,686", "serving soldiers ussr 1943-01-01", source="A"),
    claim("B1", "90,120", f"arrived {SETTLERS} 1943-12-28/1944-12-31", source="B"),
    claim("B2", "9,100", f"deaths {SETTLERS} 1944", source="B"),
    claim("B3", "1,204", f"births {SETTLERS} 1944", source="B"),
    claim("B4", "more than 70,000", f"registered {SETTLERS} 1947-01-01", source="B"),
    claim("B5", "5", f"deaths {SETTLERS} 1945", of=f"births {SETTLERS} 1945", source="B"),
    claim(
        "D1",
        "4.9 percent",
        f"deaths {SETTLERS} 1944-04/1944-06",
        of=f"population {SETTLERS} 1944-04/1944-06",
        source="D",
    ),
    claim("P1", "about 95,000 people", f"deported {PEOPLE} {SPRING}", source="P"),
    claim("P2", "up to 20,000", f"deaths {EXILES} 1944/1946", source="P"),
    claim("Q1", "10,000–15,000", f"deaths {EXILES} 1944", source="Q"),
    claim(
        "Q2",
        "between a third and a half",
        f"deaths {EXILES} 1944/1946",
        of=f"deported {PEOPLE} {SPRING}",
        source="Q",
    ),
    claim("R1", "93,000", f"population {PEOPLE} 1946-05", source="R"),
)


def small_case(claims: Iterable[Claim] = CLAIMS, **more: object) -> Case:
    return case_of(claims, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def small() -> Model:
    return model(small_case(), PLAN)
