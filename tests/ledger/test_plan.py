"""[reconstruction] of case.toml: what is read, and every refusal with its whole message."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import fields, frozen

import zul
from zul.ledger import read_case
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

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

ROOT = Path(__file__).parents[2]
PLAN = """
[reconstruction]
people = "valley-people"
place = "two-valleys"
opening = "1940-01-01"
closing = "1950-01-01"
quarters = "1944/1945"
without = "removal"
comparisons = ["S3"]

[reconstruction.population]
median = 12_000
error = 0.1
area = "urban"
why = "The census."

[reconstruction.mortality]
area = "rural"
ratio = 1.2
error = 0.15
drift = 0.05
adult_error = 0.1
why = "Neighbours."

[reconstruction.fertility]
opening = 5
closing = 4.5
error = 0.1
drift = 0.07
mean_age = 30
spread = 6.5
why = "Neighbours, too."

[[reconstruction.compartment]]
id = "home"
name = "at home"

[[reconstruction.compartment]]
id = "exile"
name = "in exile"
groups = ["valley-people"]

[[reconstruction.move]]
id = "journey"
during = "1944-03-01/1944-03-05"
origin = "home"
goal = "exile"
share = 0.9
error = 0.2
counted_as = ["deported"]
why = "Nearly all."

[[reconstruction.crisis]]
id = "war"
name = "war"
compartment = "home"
men = true
mortality = [{period = "1941/1943", per_1000 = 40, error = 0.5}]
why = "The front."

[[reconstruction.crisis]]
id = "removal"
name = "removal and exile"
compartment = "exile"
by_age = 0.6
mortality = [
    {period = "1944-01/1944-06", per_1000 = 150, error = 0.4},
    {period = "1944-07/1945-12", per_1000 = 60, error = 0.5},
]
fertility = [{period = "1945/1947", share = 0.5, error = 0.3}]
why = "The first winter."

[[reconstruction.register]]
group = "valley-people"
compartment = "exile"
error = 0.02
births = 0.6
births_error = 0.4
young_deaths = 0.5
young_deaths_error = 0.3
deaths = 0.9
deaths_error = 0.2
why = "Guards count."

[[reconstruction.witness]]
id = "police"
sources = ["S1"]
error = 0.03
wrong = 0.05
why = "Papers."

[[reconstruction.witness]]
id = "rest"
error = 0.1
wrong = 0.2
why = "All else."
"""
TOP = "case.toml reconstruction"
MOVE, WAR, REMOVAL = f'{TOP}.move "journey"', f'{TOP}.crisis "war"', f'{TOP}.crisis "removal"'
SHARE = "Write a number above 0 and below 1, without quotes."
MISSING = "is missing. Every such entry needs it (docs/case-format.md)."
STEPS = "does not begin and end with steps of the account. The nearest that does is"
OUTSIDE = "lies outside the account, which opens on 1940-01-01 and closes on 1950-01-01."
LONGER = "Keep it inside, or make the account longer."
BOTH = "Write both, for instance 1944/1946 or 1944-01/1944-03."
ID = "Use letters a to z, digits, `_`, `.` and `-`, at most 80, opening with a letter or digit."


@frozen
class Planned:
    """The template case with a plan."""

    draft: Draft

    def refusals(self, old: str, new: str) -> list[str]:
        """What is said when `new` stands for the only `old`."""
        assert PLAN.count(old) == 1, f"{old!r} stands {PLAN.count(old)} times in the plan"
        self.draft.add("case.toml", PLAN.replace(old, new))
        return self.draft.refusals()


@pytest.fixture
def planned(draft: Draft) -> Planned:
    return Planned(draft)


def test_a_case_needs_no_plan(draft: Draft) -> None:
    assert read_case(draft.folder).plan is None


def test_a_plan_is_read_whole(draft: Draft) -> None:
    draft.add("case.toml", PLAN)
    assert read_case(draft.folder).plan == Plan(
        people="valley-people",
        place="two-valleys",
        opening=Period.parse("1940-01-01"),
        closing=Period.parse("1950-01-01"),
        quarters=Period.parse("1944/1945"),
        without="removal",
        comparisons=("S3",),
        population=Opening(median=Fraction(12_000), error=Fraction(1, 10), area="urban", why="The census."),
        mortality=Mortality(
            area="rural",
            ratio=Fraction(6, 5),
            error=Fraction(3, 20),
            drift=Fraction(1, 20),
            adult_error=Fraction(1, 10),
            why="Neighbours.",
        ),
        fertility=Fertility(
            opening=Fraction(5),
            closing=Fraction(9, 2),
            error=Fraction(1, 10),
            drift=Fraction(7, 100),
            mean_age=Fraction(30),
            spread=Fraction(13, 2),
            why="Neighbours, too.",
        ),
        compartment=(
            Compartment(id="home", name="at home"),
            Compartment(id="exile", name="in exile", groups=("valley-people",)),
        ),
        move=(
            Move(
                id="journey",
                during=Period.parse("1944-03-01/1944-03-05"),
                origin="home",
                goal="exile",
                share=Fraction(9, 10),
                error=Fraction(1, 5),
                counted_as=("deported",),
                why="Nearly all.",
            ),
        ),
        crisis=(
            Crisis(
                id="war",
                name="war",
                compartment="home",
                men=True,
                mortality=(
                    Dying(period=Period.parse("1941/1943"), per_1000=Fraction(40), error=Fraction(1, 2)),
                ),
                why="The front.",
            ),
            Crisis(
                id="removal",
                name="removal and exile",
                compartment="exile",
                by_age=Fraction(3, 5),
                mortality=(
                    Dying(
                        period=Period.parse("1944-01/1944-06"), per_1000=Fraction(150), error=Fraction(2, 5)
                    ),
                    Dying(
                        period=Period.parse("1944-07/1945-12"), per_1000=Fraction(60), error=Fraction(1, 2)
                    ),
                ),
                fertility=(
                    Bearing(period=Period.parse("1945/1947"), share=Fraction(1, 2), error=Fraction(3, 10)),
                ),
                why="The first winter.",
            ),
        ),
        register=(
            Register(
                group="valley-people",
                compartment="exile",
                error=Fraction(1, 50),
                births=Fraction(3, 5),
                births_error=Fraction(2, 5),
                young_deaths=Fraction(1, 2),
                young_deaths_error=Fraction(3, 10),
                deaths=Fraction(9, 10),
                deaths_error=Fraction(1, 5),
                why="Guards count.",
            ),
        ),
        witness=(
            Witness(
                id="police", sources=("S1",), error=Fraction(3, 100), wrong=Fraction(1, 20), why="Papers."
            ),
            Witness(id="rest", error=Fraction(1, 10), wrong=Fraction(1, 5), why="All else."),
        ),
    )


def test_what_may_be_left_out(planned: Planned) -> None:
    optional = ["quarters =", "comparisons =", "ratio =", "groups =", "counted_as =", "by_age =", "men ="]
    text = "\n".join(line for line in PLAN.splitlines() if not line.startswith(tuple(optional)))
    planned.draft.add("case.toml", text.replace("1944-01/1944-06", "1944").replace("1944-07/1945-12", "1945"))
    plan = read_case(planned.draft.folder).plan
    assert plan is not None
    assert plan.quarters is None
    assert (plan.comparisons, plan.mortality.ratio) == ((), Fraction(1))
    assert (plan.crisis[0].men, plan.crisis[0].by_age, plan.move[0].counted_as) == (False, Fraction(1, 2), ())


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        # keys and types
        ('people = "valley-people"\n', "", [f"{TOP} people: {MISSING}"]),
        ("drift = 0.05\n", "", [f"{TOP} mortality.drift: {MISSING}"]),
        ('[reconstruction.population]\nmedian', '[reconstruction.popluation]\nmedian', [
            f"{TOP} population: {MISSING}",
            f"{TOP} key: 'popluation' is unknown here. Did you mean 'population'?",
        ]),
        ("ratio = 1.2", "ration = 1.2", [
            f"{TOP} mortality: 'ration' is unknown here. Did you mean 'ratio'?"
        ]),
        ("men = true", "man = true", [f"{WAR}: 'man' is unknown here. Did you mean 'men'?"]),
        ("men = true", 'men = "yes"', [
            f"{WAR} men: 'yes' is neither true nor false. Write true or false, without quotes."
        ]),
        ('id = "journey"\n', "", [f"{TOP}.move without id id: {MISSING}"]),
        ('why = "Nearly all."', "", [f"{MOVE} why: {MISSING}"]),
        ("[[reconstruction.move]]", "[reconstruction.move]", [
            f"{TOP} move: is one table, and a list of them is needed. "
            "Open each with [[…]] (docs/case-format.md)."
        ]),
        ('mortality = [{period = "1941/1943", per_1000 = 40, error = 0.5}]', "mortality = 40", [
            f"{WAR} mortality: 40 is no list. Put it in [brackets]."
        ]),
        ('fertility = [{period = "1945/1947", share = 0.5, error = 0.3}]', "fertility = [0.5]", [
            f"{REMOVAL} fertility[0]: 0.5 is no table. Write it as keys with values (docs/case-format.md)."
        ]),
        # numbers
        ("share = 0.9", 'share = "0.9"', [f"{MOVE} share: '0.9' is no share. {SHARE}"]),
        ("share = 0.9", "share = true", [f"{MOVE} share: True is no share. {SHARE}"]),
        ("share = 0.9", "share = 1", [f"{MOVE} share: 1 is no share. {SHARE}"]),
        ("share = 0.9", "share = 0.0", [f"{MOVE} share: 0.0 is no share. {SHARE}"]),
        ("share = 0.9", "share = nan", [f"{MOVE} share: nan is no share. {SHARE}"]),
        ("share = 0.9\nerror = 0.2", "share = 90\nerror = 20", [
            f"{MOVE} share: 90 is no share. {SHARE}",
            f"{MOVE} error: 20 is no relative error. {SHARE}",
        ]),
        ("wrong = 0.2", "wrong = 0", [f'{TOP}.witness "rest" wrong: 0 is no share. {SHARE}']),
        ("births = 0.6", "births = 1.1", [
            f'{TOP}.register "valley-people" births: 1.1 is no share. {SHARE}'
        ]),
        ("median = 12_000", "median = -5", [
            f"{TOP} population.median: -5 is no number of persons. "
            "Write a number above 0 and below 1,000,000,000, without quotes."
        ]),
        ("per_1000 = 40", "per_1000 = 0", [
            f"{WAR} mortality[0].per_1000: 0 is no number of deaths a year and 1,000 persons. "
            "Write a number above 0 and below 5,000, without quotes."
        ]),
        ("per_1000 = 60", "per_1000 = inf", [
            f"{REMOVAL} mortality[1].per_1000: inf is no number of deaths a year and 1,000 persons. "
            "Write a number above 0 and below 5,000, without quotes."
        ]),
        ("ratio = 1.2", "ratio = 2", [
            f"{TOP} mortality.ratio: 2 is no ratio of mortalities. "
            "Write a number above 0.25 and below 1.75, without quotes."
        ]),
        ("opening = 5\n", "opening = 50\n", [
            f"{TOP} fertility.opening: 50 is no number of children a woman. "
            "Write a number above 0 and below 15, without quotes."
        ]),
        ("mean_age = 30", "mean_age = 15", [
            f"{TOP} fertility.mean_age: 15 is no mean age of childbearing. "
            "Write a number above 20 and below 40, without quotes."
        ]),
        ("spread = 6.5", "spread = 0", [
            f"{TOP} fertility.spread: 0 is no spread of ages. "
            "Write a number above 2 and below 12, without quotes."
        ]),
        # names
        ('people = "valley-people"', 'people = "valley-folk"', [
            f"{TOP} people: \"valley-folk\" is no group of this case. Did you mean 'valley-people'?"
        ]),
        ('place = "two-valleys"', 'place = "two"', [
            f"{TOP} place: \"two\" is no place of this case. "
            "Known: exile, lower-valley, two-valleys, upper-valley."
        ]),
        ('area = "urban"', 'area = "urbane"', [
            f"{TOP} population.area: \"urbane\" is no area with a reference table. Did you mean 'urban'?"
        ]),
        ('area = "rural"', 'area = "urban"', [
            f"{TOP} mortality.area: \"urban\" is no area with a reference table. Did you mean 'rural'?"
        ]),
        ('without = "removal"', 'without = "removel"', [
            f"{TOP} without: \"removel\" is no crisis of this plan. Did you mean 'removal'?"
        ]),
        ('groups = ["valley-people"]', 'groups = ["exiles"]', [
            f'{TOP}.compartment "exile" groups: "exiles" is no group of this case. Known: all, valley-people.'
        ]),
        ('origin = "home"', 'origin = "hame"', [
            f"{MOVE} origin: \"hame\" is no compartment of this plan. Did you mean 'home'?"
        ]),
        ('goal = "exile"', 'goal = "army"', [
            f'{MOVE} goal: "army" is no compartment of this plan. Known: exile, home.'
        ]),
        ('goal = "exile"', 'goal = "home"', [
            f'{MOVE} goal: "home" is also its origin. Name another compartment.'
        ]),
        ('compartment = "home"', 'compartment = "front"', [
            f'{WAR} compartment: "front" is no compartment of this plan. Known: exile, home.'
        ]),
        ('compartment = "exile"\nerror', 'compartment = "exil"\nerror', [
            f"{TOP}.register \"valley-people\" compartment: \"exil\" is no compartment of this plan. "
            "Did you mean 'exile'?"
        ]),
        ('group = "valley-people"', 'group = "valley-folk"', [
            f"{TOP}.register \"valley-folk\" group: \"valley-folk\" is no group of this case. "
            "Did you mean 'valley-people'?"
        ]),
        ('counted_as = ["deported"]', 'counted_as = ["deports"]', [
            f"{MOVE} counted_as: 'deports' is no measure of the vocabulary. Did you mean 'deported'?"
        ]),
        ('counted_as = ["deported"]', 'counted_as = ["population", "trains", "deported"]', [
            f'{MOVE} counted_as: "population" counts no persons who move. '
            "Name a flow of persons, such as deported or released.",
            f'{MOVE} counted_as: "trains" counts no persons who move. '
            "Name a flow of persons, such as deported or released.",
        ]),
        ('comparisons = ["S3"]', 'comparisons = ["S9"]', [
            f'{TOP} comparisons: "S9" is no source of this case. Known: S1, S2, S3.'
        ]),
        ('sources = ["S1"]', 'sources = ["S9"]', [
            f'{TOP}.witness "police" sources: "S9" is no source of this case. Known: S1, S2, S3.'
        ]),
        ('sources = ["S1"]', 'sources = ["S3"]', [
            f'{TOP}.witness "police" sources: "S3" is named before: {TOP} comparisons. Leave it in one place.'
        ]),
        ('id = "rest"', 'id = "rest"\nsources = ["S2", "S1"]', [
            f'{TOP}.witness "rest" sources: "S1" is named before: {TOP}.witness "police" sources. '
            "Leave it in one place."
        ]),
        # said twice, or not at all
        ('id = "rest"', 'id = "police"', [
            f'{TOP}.witness "police": 2 have this id. Give each one of its own.'
        ]),
        ('id = "journey"', 'id = "long journey"', [
            f'{TOP}.move "long journey": "long journey" is no id. {ID}'
        ]),
        ('name = "at home"', 'name = "at home"\nabroad = true', [
            f'{TOP}.compartment "home": is abroad and the first, which holds all at the opening. '
            "Name another one first."
        ]),
        ('mortality = [{period = "1941/1943", per_1000 = 40, error = 0.5}]', "", [
            f"{WAR}: changes neither deaths nor births. Give its mortality or its fertility, by periods."
        ]),
        ('compartment = "home"\nmen = true\nmortality = [{period = "1941/1943"',
         'compartment = "exile"\nmortality = [{period = "1944/1945"', [
            f'{REMOVAL} mortality[0].period: "1944-01/1944-06" overlaps "1944/1945" '
            '(crisis "war" mortality[0].period), and a compartment has one crisis of mortality at a time. '
            "Part the two, or join them.",
            f'{REMOVAL} mortality[1].period: "1944-07/1945-12" overlaps "1944/1945" '
            '(crisis "war" mortality[0].period), and a compartment has one crisis of mortality at a time. '
            "Part the two, or join them.",
        ]),
        ('fertility = [{period = "1945/1947"',
         'fertility = [{period = "1946", share = 0.5, error = 0.3}, {period = "1945/1947"', [
            f'{REMOVAL} fertility[1].period: "1945/1947" overlaps "1946" '
            '(crisis "removal" fertility[0].period), and a crisis lowers fertility once at a time. '
            "Part the two, or join them.",
        ]),
        # time
        ('opening = "1940-01-01"', 'opening = "1940"', [
            f'{TOP} opening: "1940" is not the first day of a year. Write one, for instance 1940-01-01.'
        ]),
        ('closing = "1950-01-01"', 'closing = "1949-12-31"', [
            f'{TOP} closing: "1949-12-31" is not the first day of a year. Write one, for instance 1949-01-01.'
        ]),
        ('closing = "1950-01-01"', 'closing = "1940-01-01"', [
            f'{TOP} closing: "1940-01-01" does not lie 1 to 100 years after the opening, "1940-01-01". '
            "Correct one of the two."
        ]),
        ('quarters = "1944/1945"', 'quarters = "1943-12-28/1945-12"', [
            f'{TOP} quarters: "1943-12-28/1945-12" {STEPS} 1944/1945.'
        ]),
        ('quarters = "1944/1945"', 'quarters = "1944/1951"', [
            f'{TOP} quarters: "1944/1951" {OUTSIDE} {LONGER}'
        ]),
        ('"1941/1943"', '"1941-06/1943"', [f'{WAR} mortality[0].period: "1941-06/1943" {STEPS} 1941/1943.']),
        ('"1944-01/1944-06"', '"1944-01/1944-05"', [
            f'{REMOVAL} mortality[0].period: "1944-01/1944-05" {STEPS} 1944-01/1944-06.'
        ]),
        ('"1945/1947"', '"1945-03-10/1945-04-20"', [
            f'{REMOVAL} fertility[0].period: "1945-03-10/1945-04-20" {STEPS} 1945-04/1945-06.'
        ]),
        ('"1945/1947"', '"1947-01/1947-03"', [
            f'{REMOVAL} fertility[0].period: "1947-01/1947-03" {STEPS} 1947.'
        ]),
        ('"1945/1947"', '"1938/1947"', [f'{REMOVAL} fertility[0].period: "1938/1947" {OUTSIDE} {LONGER}']),
        ('"1945/1947"', '"1945/.."', [
            f'{REMOVAL} fertility[0].period: "1945/.." has no certain beginning and end. {BOTH}'
        ]),
        ('"1945/1947"', '"1945~"', [
            f'{REMOVAL} fertility[0].period: "1945~" has no certain beginning and end. {BOTH}'
        ]),
        ('"1944-03-01/1944-03-05"', '"1950-03"', [f'{MOVE} during: "1950-03" {OUTSIDE} {LONGER}']),
        ('"1944-03-01/1944-03-05"', '"../1944-03"', [
            f'{MOVE} during: "../1944-03" has no certain beginning and end. {BOTH}'
        ]),
    ],
)  # fmt: skip
def test_fault(planned: Planned, old: str, new: str, messages: list[str]) -> None:
    assert planned.refusals(old, new) == messages


def test_a_register_is_told_once(planned: Planned) -> None:
    register = PLAN[PLAN.index("[[reconstruction.register]]") : PLAN.index("[[reconstruction.witness]]")]
    planned.draft.add("case.toml", PLAN, register)
    message = f'{TOP}.register "valley-people": 2 have this group. Keep one of them.'
    assert planned.draft.refusals() == [message]


def test_there_is_a_witness(planned: Planned) -> None:
    planned.draft.add("case.toml", PLAN[: PLAN.index("[[reconstruction.witness]]")])
    assert planned.draft.refusals() == [f"{TOP} witness: {MISSING}"]


def test_a_plan_is_a_table(draft: Draft) -> None:
    draft.replace("case.toml", "[people]", "reconstruction = 5\n[people]")
    message = f"{TOP}: 5 is no table. Open it with [reconstruction] (docs/case-format.md)."
    assert draft.refusals() == [message]


def test_all_faults_come_at_once(planned: Planned) -> None:
    faults = planned.refusals(
        'place = "two-valleys"\nopening = "1940-01-01"\nclosing = "1950-01-01"',
        'place = "two"\nopening = "1940"\nclosing = "1950"',
    )
    assert [fault.split(": ")[0] for fault in faults] == [f"{TOP} place", f"{TOP} opening", f"{TOP} closing"]


def test_every_key_is_told() -> None:
    page = (ROOT / "docs/case-format.md").read_text("utf-8")
    section = page.partition("\n## Reconstruction\n")[2].partition("\n## ")[0]
    prose = re.sub(r"```.*?```", "", section, flags=re.DOTALL)
    told = set(re.findall(r"[a-z_0-9]+", " ".join(re.findall(r"`([^`]+)`", prose))))
    nouns = (
        Plan,
        Opening,
        Mortality,
        Fertility,
        Compartment,
        Move,
        Dying,
        Bearing,
        Crisis,
        Register,
        Witness,
    )
    keys = {field.name for noun in nouns for field in fields(noun)}
    assert {key for key in keys if key not in told and f"reconstruction.{key}]" not in section} == set()


def test_the_plan_of_the_kalmyks_is_read() -> None:
    case = zul.read_case(ROOT / "cases/kalmyk")
    plan = case.plan
    assert plan is not None
    assert (plan.people, plan.without, str(plan.opening), str(plan.closing)) == (
        "kalmyks",
        "exile",
        "1927-01-01",
        "1959-01-01",
    )
    assert [compartment.id for compartment in plan.compartment] == ["home", "army", "exile", "abroad"]
    named = {source for witness in plan.witness for source in witness.sources} | set(plan.comparisons)
    counting = {
        claim.citation.source for claim in case.claims.values() if claim.cell.measure.id == "deported"
    }
    assert counting - named == {"K14", "K18"}  # the last witness has these: press and a garbled copy
