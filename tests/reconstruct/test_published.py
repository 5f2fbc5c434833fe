"""The published model against its plain twin, and what its simulator and its results promise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconstruct.twins import log_posterior, unpacked

from zul.ledger.published import InverseGamma, PublishedTables, read_published
from zul.reconstruct.arrays import Array
from zul.reconstruct.process.five_year import project
from zul.reconstruct.published import (
    Published,
    Row,
    evidence_of,
    log_density,
    natural_of,
    outcomes_of,
    rates_of,
    reconstruct_published,
    simulated,
    size_of,
    table_of,
)

CASES = Path(__file__).parents[2] / "cases"
BURKINA = read_published(CASES / "burkina-faso")
THAILAND = read_published(CASES / "thailand")
CASE = pytest.mark.parametrize("tables", [BURKINA, THAILAND], ids=["women", "both sexes"])


def somewhere(tables: PublishedTables, seed: int = 1) -> Array:
    return np.random.default_rng(seed).normal(0, 0.3, size_of(evidence_of(tables)))


def test_sizes_are_those_of_the_papers() -> None:
    assert size_of(evidence_of(BURKINA)) == 395 + 4
    assert size_of(evidence_of(THAILAND)) == 56 + 288 + 272 + 34 + 8 + 5


@CASE
def test_rates_are_those_of_the_twin(tables: PublishedTables) -> None:
    evidence, x = evidence_of(tables), somewhere(tables)
    found = rates_of(evidence, natural_of(evidence, x))
    for ours, twin in zip(found, unpacked(tables, x)[0], strict=True):
        assert ours == pytest.approx(twin, rel=1e-12)


@CASE
@settings(max_examples=20)
@given(seeds=st.tuples(st.integers(0, 2**32), st.integers(0, 2**32)))
def test_the_density_differs_from_that_of_the_twin_by_a_constant(
    tables: PublishedTables, seeds: tuple[int, int]
) -> None:
    """Between errors and unknowns lies the Jacobian: log spread for each error, log variance for itself."""
    evidence = evidence_of(tables)
    ours, twins = [], []
    for seed in seeds:
        x = somewhere(tables, seed)
        rates, variance = unpacked(tables, x)
        sizes = np.diff(evidence.begins)[: len(variance)]
        jacobian = 0.5 * sizes @ np.log(variance) + np.log(variance).sum()
        ours.append(log_density(evidence, x, np.empty_like(x)))
        twins.append(log_posterior(tables, rates, variance) + jacobian)
    assert ours[1] - ours[0] == pytest.approx(twins[1] - twins[0], rel=1e-9, abs=1e-6)


@CASE
def test_the_gradient_agrees_with_finite_differences(tables: PublishedTables) -> None:
    evidence, x = evidence_of(tables), somewhere(tables)
    gradient, unused = np.empty_like(x), np.empty_like(x)
    log_density(evidence, x, gradient)
    for k in range(x.size):
        ends = [log_density(evidence, x + step * np.eye(1, x.size, k)[0], unused) for step in (1e-5, -1e-5)]
        assert (ends[0] - ends[1]) / 2e-5 == pytest.approx(gradient[k], rel=1e-4, abs=1e-4)


def test_a_negative_count_has_no_density() -> None:
    evidence, x = evidence_of(BURKINA), somewhere(BURKINA)
    x[4 + evidence.begins[2] + 5] = -30.0  # nearly all of an age group leave twice
    assert project(rates_of(evidence, natural_of(evidence, x))).min() < 0
    assert log_density(evidence, x, np.empty_like(x)) == -np.inf


def test_the_simulator_leaves_out_what_the_density_leaves_out() -> None:
    """With so wide a migration most draws have a negative count; none comes out."""
    wide = evolve(BURKINA, spread=BURKINA.spread | {"migration": InverseGamma(shape=50.0, scale=2.0)})
    evidence, random = evidence_of(wide), np.random.default_rng(2)
    for _ in range(20):
        x, counted = simulated(evidence, random)
        assert np.isfinite(log_density(counted, x, np.empty_like(x)))
        assert counted.census.shape == (4, 1, 17)


def test_variances_are_simulated_from_their_prior() -> None:
    evidence, random = evidence_of(BURKINA), np.random.default_rng(3)
    drawn = np.array([simulated(evidence, random)[0] for _ in range(400)])
    below_median = (np.exp(drawn[:, :2]) < 1 / np.log(2)).mean(
        axis=0
    )  # fertility and survival: not truncated
    assert below_median == pytest.approx([0.5, 0.5], abs=0.08)


def test_initial_estimates_have_the_published_outcomes() -> None:
    found = outcomes_of(evidence_of(BURKINA), np.zeros((1, 399)))
    assert found.children[0, [0, -1]] == pytest.approx([7.2540, 6.4349], abs=5e-5)
    assert found.expectancy[0, [0, -1], 0] == pytest.approx([35.5570, 52.4360], abs=5e-5)
    assert found.migrants[0, [0, -1], 0] == pytest.approx([-66385.0, 157669.1], abs=0.5)
    assert found.stock[0, [0, -1]].sum(axis=(1, 2)) == pytest.approx([2304000.0, 7405550.3], abs=0.5)


@pytest.fixture(scope="module")
def burkina() -> Published:
    return reconstruct_published(BURKINA, seed=1, chains=2, draws=300, tune=300, target=0.8)


def test_a_short_run_is_near_the_published_posterior(burkina: Published) -> None:
    medians = {(row.quantity, row.when): row.median for row in burkina.rows}
    assert medians["children a woman", "1960–1965"] == pytest.approx(7.108, abs=0.1)
    assert medians["years of life expected, women", "2000–2005"] == pytest.approx(52.32, abs=0.3)
    assert medians["women", "2005"] == pytest.approx(6_915_000, rel=0.005)


def test_rows_and_names_are_complete(burkina: Published) -> None:
    assert len(burkina.rows) == 9 + 9 + 9 + 10
    assert burkina.values.shape == (2, 300, 395 + 9 + 4)
    assert len(set(burkina.names)) == len(burkina.names) == 395 + 9 + 4
    assert (burkina.names[0], burkina.names[-1]) == ("fertility from 15, 1960–1965", "variance of population")
    assert all(row.low < row.median < row.high for row in burkina.rows)
    assert burkina.names.index("female survival from 0, 1960–1965") == 63
    initial = burkina.outcomes.natural[:, 63]
    assert np.median(initial) == pytest.approx(0.76, abs=0.03)


def test_the_known_ratio_is_passed_over_by_the_diagnostics(burkina: Published) -> None:
    assert np.isnan(burkina.examine().r_hat).sum() == 9


def test_the_table_rounds_persons_to_thousands() -> None:
    rows = [
        Row(quantity="children a woman", when="1960–1965", initial=7.254, low=6.5, median=7.1, high=7.6),
        Row(
            quantity="net migrants, women",
            when="1960–1965",
            initial=-66385.0,
            low=-131e3,
            median=12.0,
            high=64e3,
        ),
        Row(quantity="women", when="1960", initial=2304000.0, low=2.26e6, median=2.31e6, high=2.36e6),
    ]
    assert table_of(rows) == [
        ("quantity", "when", "initial estimate", "median", "95 % interval"),
        ("children a woman", "1960–1965", "7.25", "7.10", "6.50 to 7.60"),
        ("net migrants, women, thousand", "1960–1965", "−66", "0", "−131 to 64"),
        ("women, thousand", "1960", "2,304", "2,310", "2,260 to 2,360"),
    ]
