"""Which claims are data, what each asks of the process, and why the others are left out."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.conftest import claim, judgement
from tests.reconstruct.displaced.conftest import (
    CLAIMS,
    EXILES,
    PEOPLE,
    PLAN,
    SETTLERS,
    SPRING,
    small_case,
)

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.model import Model, model
from zul.reconstruct.displaced.observations import Datum, Observations, observations
from zul.reconstruct.displaced.operators import Operator, Reader
from zul.reconstruct.displaced.timeline import timeline
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.judgement import Verdict

TIMES = timeline(PLAN)
READER = Reader(plan=PLAN, timeline=TIMES)
PARTS = [compartment.id for compartment in PLAN.compartment]


def observed(case: Case, *without: str) -> Observations:
    return observations(case, PLAN, READER, without=without)


def datum(*claims: Claim, **more: object) -> Datum:
    (only,) = observed(small_case(claims, **more)).data
    return only


def asked(operator: Operator | None) -> dict[str, float]:
    """Weights by what is asked; with the rate of the register that hides a part, if any."""
    assert operator is not None
    arrays: list[tuple[str, tuple[int, ...]]] = [
        ("births", (4, TIMES.steps)),
        ("deaths", (4, TIMES.steps, 3)),
        ("total", (4, TIMES.steps + 1)),
        ("moved", (5,)),
    ]
    names = []
    for kind, shape in arrays:
        for index in np.ndindex(shape):
            part, *rest = index
            if kind == "moved":
                names.append(f"moved {part}")
            else:
                age = f" age {rest[1]}" if rest[1:] else ""
                names.append(f"{kind} {PARTS[part]} {TIMES.starts[rest[0]]:g}{age}")
    rates = {-1: "", 0: " (births)", 1: " (young)", 2: " (others)", 3: " (count)"}
    return {f"{names[term.tally]}{rates[term.registered]}": term.weight for term in operator.terms}


@pytest.mark.parametrize(
    ("as_written", "address", "of", "reason"),
    [
        ("12 March 1944", "date removal", None, "it is a date"),
        (
            "90,000",
            "population hill-people kalmyk-assr 1941",
            None,
            "the account has no part for the place “kalmyk-assr”",
        ),
        (
            "90,000",
            "population valley-people ussr 1941",
            None,
            "the account has no part for the group “valley-people”",
        ),
        ("many people", f"deaths {PEOPLE} 1944", None, "the figure has no bound"),
        ("46", f"trains {PEOPLE} 1944", None, "the account does not tell “trains” apart"),
        (
            "15,000",
            f"deported soldiers ussr {SPRING}",
            None,
            "the account does not tell “persons deported” apart",
        ),
        (
            "23,000",
            f"serving {PEOPLE} 1942-01-01",
            None,
            "the account does not tell “persons serving in an army on a day” apart",
        ),
        (
            "80,000",
            f"registered {PEOPLE} 1945-01-01",
            None,
            "the account does not tell “persons on the register of the special settlements” apart",
        ),
        ("500", "serving exiles ussr 1944/1945", None, None),
        (
            "9,000",
            f"deported {PEOPLE} 1944-01-05/1944-01-20",
            None,
            "the period holds only a part of the move",
        ),
        ("9,000", f"deported {PEOPLE} 1941", None, "no move of the account lies in the period"),
        ("9,000", f"deaths {PEOPLE} 1944/", None, "the period has no known beginning or end"),
        ("9,000", f"deaths {PEOPLE} ../1944", None, "the period has no known beginning or end"),
        ("9,000", f"births {PEOPLE} 1947/1950", None, "the period lies outside the account"),
        ("9,000", f"deaths {PEOPLE} 1938/1941", None, "the period lies outside the account"),
        ("98,000", f"population {PEOPLE} 1939-01-15", None, "the period lies outside the account"),
        ("98,000", f"population {PEOPLE} 1959", None, "the period lies outside the account"),
        ("4 percent", f"deaths {PEOPLE} 1944", None, "it is a share of nothing named"),
        ("fewer than 0", f"deaths {PEOPLE} 1944", None, "the figure is nought or less"),
        (
            "4 percent",
            f"deaths {PEOPLE} 1944",
            "population valley-people ussr 1944",
            "of its base, the account has no part for the group “valley-people”",
        ),
        (
            "4 percent",
            f"deaths {PEOPLE} 1944",
            f"population {PEOPLE} 1959",
            "of its base, the period lies outside the account",
        ),
    ],
)
def test_a_claim_that_is_no_datum_has_its_reason(
    as_written: str, address: str, of: str | None, reason: str | None
) -> None:
    found = observed(small_case([claim("X1", as_written, address, of=of)]))
    expected = {"X1": reason} if reason else {}
    assert (found.left_out, len(found.data)) == (expected, 1 - len(expected))


def test_comparisons_requests_and_judgements_leave_claims_out() -> None:
    claims = [
        claim("M1", "97,000", f"population {PEOPLE} 1944-06", source="M"),
        claim("A1", "98,412", f"population {PEOPLE} 1940-01-01", source="A"),
        claim("B1", "9,100", f"deaths {SETTLERS} 1944", source="B"),
        claim("B2", "1,100", f"births {SETTLERS} 1944", source="B"),
        claim("B3", "1,500", f"births {SETTLERS} 1945", source="B"),
    ]
    judged = [
        judgement("B1", Verdict.REJECT),
        judgement("B2", Verdict.REJECT),
        judgement("B2", Verdict.DOUBT),  # the last one is in force
        judgement("B3", Verdict.ACCEPT),
    ]
    found = observed(small_case(claims, judgements=judged), "A")
    assert found.left_out == {
        "M1": "M is a reconstruction itself, kept for comparison",
        "A1": "the source A is left out on request",
        "B1": "a judgement rejects it",
    }
    assert [(one.claim.id, one.wrong) for one in found.data] == [("B2", 0.5), ("B3", 0.05)]


def test_the_witness_of_a_source_not_named_is_the_last() -> None:
    found = observed(small_case())
    witnesses = {one.claim.citation.source: (one.witness, one.wrong) for one in found.data}
    assert witnesses == {
        "A": (0, 0.05), "B": (1, 0.05), "D": (1, 0.05), "P": (2, 0.2), "Q": (2, 0.2), "R": (2, 0.2),
    }  # fmt: skip
    assert found.biased == (("A", 0), ("B", 1), ("P", 2), ("Q", 2))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            f"population {PEOPLE} 1940-01-01",
            {f"total {part} 1940": 1 - 1 / 744 for part in ("home", "army", "exile")}
            | {f"total {part} 1941": 1 / 744 for part in ("home", "army", "exile")},
        ),
        ("population exiles ussr 1944-04/1944-06", {"total exile 1944.25": 0.5, "total exile 1944.5": 0.5}),
        ("serving soldiers ussr 1943", {"total army 1943": 0.5, "total army 1944": 0.5}),
        (
            f"registered {SETTLERS} 1946-12/1947-01",
            {"total exile 1947 (count)": 1},
        ),
        (
            f"births {SETTLERS} 1945-10/1946-06",
            {"births exile 1945.75 (births)": 1, "births exile 1946 (births)": 0.5},
        ),
        (
            f"deaths {SETTLERS} 1944-01/1944-03",
            {
                "deaths exile 1944 age 0 (young)": 1,
                "deaths exile 1944 age 1 (others)": 1,
                "deaths exile 1944 age 2 (others)": 1,
            },
        ),
        ("deaths soldiers ussr 1942", {f"deaths army 1942 age {age}": 1 for age in range(3)}),
        (f"deported {PEOPLE} {SPRING}", {"moved 2": 1}),
        (f"deported {PEOPLE} 1943-12/1946", {"moved 2": 1, "moved 4": 1}),
        (f"arrived {SETTLERS} 1943-12/1946", {"moved 2 (count)": 1}),
    ],
)
def test_a_cell_is_a_sum_of_what_the_process_tells(address: str, expected: dict[str, float]) -> None:
    one = datum(claim("X1", "5,000", address))
    assert asked(one.top) == pytest.approx(expected)
    assert one.base is None


def test_the_people_are_all_who_are_not_abroad() -> None:
    one = datum(claim("X1", "5,000", f"births {PEOPLE} 1942"))
    assert asked(one.top) == {"births home 1942": 1, "births army 1942": 1, "births exile 1942": 1}


@pytest.mark.parametrize(
    "quarter", ["1944-01/1944-03", "1944-04/1944-06", "1945-07/1945-09", "1945-10/1945-12"]
)
def test_a_rate_of_a_quarter_is_of_the_population_at_its_beginning(quarter: str) -> None:
    one = datum(
        claim("X1", "4.9 percent", f"deaths {SETTLERS} {quarter}", of=f"population {SETTLERS} {quarter}")
    )
    year, month = quarter[:7].split("-")
    begin = int(year) + (int(month) - 1) / 12
    assert asked(one.base) == {f"total exile {begin:g} (count)": 1}
    assert {key.split()[2] for key in asked(one.top)} == {f"{begin:g}"}


def test_a_base_of_another_time_is_the_population_of_that_time() -> None:
    one = datum(claim("X1", "half", f"deaths {EXILES} 1944/1946", of=f"population {EXILES} 1944-04/1944-06"))
    assert asked(one.base) == {"total exile 1944.25": 0.5, "total exile 1944.5": 0.5}
    ratio = datum(claim("X1", "5", f"deaths {EXILES} 1946", of=f"births {EXILES} 1946"))
    assert asked(ratio.base) == {"births exile 1946": 1}


def value_of(model: Model, z: dict[str, float]) -> float:
    """The log density at unknowns by name."""
    return float(model(np.array([z[name] for name in model.prior.unknowns]), np.empty(model.size)))


def points(of: Model, count: int = 3) -> list[dict[str, float]]:
    random = np.random.default_rng(5)
    return [dict(zip(of.prior.unknowns, random.normal(size=of.size), strict=True)) for _ in range(count)]


def values(of: Model, z: list[dict[str, float]]) -> Array:
    return np.array([value_of(of, one) for one in z])


@settings(max_examples=20)
@given(st.permutations(CLAIMS))
def test_no_order_of_claims_and_sources_matters(small: Model, claims: list[Claim]) -> None:
    """But to the order in which the errors of the sources stand among the unknowns."""
    other = model(small_case(claims), PLAN)
    assert sorted(other.prior.unknowns) == sorted(small.prior.unknowns)
    z = points(small)
    assert values(other, z) == pytest.approx(values(small, z), rel=1e-12)


COPIES = [
    claim("A0", "98,412", f"population {PEOPLE} 1940-01-01", source="K"),  # first by its id
    claim("Z1", "98,000", f"population {PEOPLE} 1940-01-01", source="K"),  # with other digits
    claim("Z1", "98,412", f"population {PEOPLE} 1940-01-01", source="L"),  # a copy of a copy
]


@pytest.mark.parametrize("copy", COPIES)
def test_a_declared_copy_changes_nothing(small: Model, copy: Claim) -> None:
    copies = {"K": ("A",), "L": ("K",)}
    with_copy = model(small_case([*CLAIMS, copy], copies=copies), PLAN)
    reason = "one observation with A1: of the two sources one copies the other"
    assert with_copy.observed.left_out == {copy.id: reason}
    _the_same(with_copy, small)


def test_a_copy_in_a_better_class_changes_nothing_either(small: Model) -> None:
    copy = claim("A3", "about 96,000", f"deported {PEOPLE} {SPRING}", source="A")
    with_copy = model(small_case([*CLAIMS, copy], copies={"A": ("P",)}), PLAN)
    reason = "one observation with P1: of the two sources one copies the other"
    assert with_copy.observed.left_out == {"A3": reason}
    _the_same(with_copy, small)


def test_a_figure_repeated_changes_nothing(small: Model) -> None:
    copy = claim("Z1", "9,100", f"deaths {SETTLERS} 1944", source="Z")
    again = claim("B9", "9,100 people", f"deaths {SETTLERS} 1944", source="B")
    repeated = model(small_case([*CLAIMS, copy, again]), PLAN)
    reason = "the same figure as B2, taken for one observation"
    assert repeated.observed.left_out == {"Z1": reason, "B9": reason}
    _the_same(repeated, small)


def test_another_figure_of_the_same_cell_is_another_observation(small: Model) -> None:
    other = model(small_case([*CLAIMS, claim("Z1", "9,200", f"deaths {SETTLERS} 1944", source="Z")]), PLAN)
    assert other.observed.left_out == {}
    assert len(other.observed.data) == len(small.observed.data) + 1
    z = points(small)
    assert (np.abs(values(other, z) - values(small, z)) > 0.01).all()


def _the_same(one: Model, other: Model) -> None:
    assert [datum.claim for datum in one.observed.data] == [datum.claim for datum in other.observed.data]
    assert one.prior.unknowns == other.prior.unknowns
    z = points(other)
    assert np.array_equal(values(one, z), values(other, z))


POOL = (
    *CLAIMS,
    *COPIES[:2],
    claim("M1", "97,000", f"population {PEOPLE} 1944-06", source="M"),
    claim("X1", "12 March 1944", "date removal"),
    claim("X2", "many people", f"deaths {PEOPLE} 1944"),
    claim("X3", "9,000", f"deaths {PEOPLE} 1944/"),
    claim("X4", "9,100", f"deaths {SETTLERS} 1944", source="Z"),
)


@given(st.lists(st.sampled_from(POOL), unique_by=lambda claim: claim.id), st.sampled_from(["", "A", "B"]))
def test_every_claim_is_a_datum_or_left_out_with_a_reason(claims: list[Claim], without: str) -> None:
    found = observed(small_case(claims, copies={"K": ("A",)}), without)
    data = [one.claim.id for one in found.data]
    ids = [claim.id for claim in claims]
    assert sorted([*data, *found.left_out]) == sorted(ids)
    assert all(found.left_out.values())
    assert data == [id for id in ids if id in data]
    assert list(found.left_out) == [id for id in ids if id in found.left_out]


def test_a_case_without_any_datum_has_the_density_of_the_prior() -> None:
    empty = model(small_case([claim("X1", "many people", f"deaths {PEOPLE} 1944")]), PLAN)
    z, gradient = np.linspace(-1, 1, empty.size), np.full(empty.size, np.nan)
    assert empty(z, gradient) == pytest.approx(-0.5 * z @ z)
    assert np.array_equal(gradient, -z)


def test_a_figure_of_people_before_there_are_any_is_left_out() -> None:
    claims = [
        claim("X1", "5,000", f"population {EXILES} 1941"),
        claim("X2", "5,000", f"population {EXILES} 1945"),
        claim("X3", "5,000", f"births {SETTLERS} 1942"),
    ]
    found = model(small_case(claims), PLAN).observed
    nobody = "the account has nobody there at that time"
    assert found.left_out == {"X1": nobody, "X3": nobody}
    assert [one.claim.id for one in found.data] == ["X2"]


def test_sources_left_out_on_request_leave_no_trace() -> None:
    without = model(small_case(), PLAN, without=("B", "Q"))
    never = model(small_case([one for one in CLAIMS if one.citation.source not in "BQ"]), PLAN)
    _the_same(without, never)
    assert evolve(without.observed, left_out={}) == evolve(never.observed, left_out={})


def test_a_number_and_what_it_may_be_rounded_to_are_one_observation() -> None:
    cell = f"population {PEOPLE} 1940-01-01"
    claims = (
        claim("A1", "134,402", cell, source="A"),
        claim("B1", "134,400", cell, source="B"),
        claim("P1", "134,271", cell, source="P"),
        claim("Q1", "about 134,000", cell, source="Q"),
    )
    observed = model(small_case(claims), PLAN).observed
    assert [datum.claim.id for datum in observed.data] == ["A1", "P1", "Q1"]
    assert observed.left_out == {"B1": "the same number as A1 but for rounding, taken for one observation"}


def test_a_ratio_has_the_chance_of_both_its_numbers(small: Model) -> None:
    ratio = next(datum for datum in small.observed.data if datum.claim.id == "B5")
    assert 0.0005 < ratio.bounds.noise < 0.01
    count = next(datum for datum in small.observed.data if datum.claim.id == "B3")
    assert count.bounds.noise == pytest.approx(1 / 1204, rel=1e-3)
