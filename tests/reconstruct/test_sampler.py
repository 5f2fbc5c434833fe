"""The sampler on targets whose moments are known, and when its draws are refused."""

from __future__ import annotations

import itertools
import re
from _thread import interrupt_main

import numpy as np
import pytest

from zul.errors import Refusal
from zul.reconstruct.arrays import Array
from zul.reconstruct.convergence import Convergence, examine
from zul.reconstruct.sampler import Draws, LogDensity, sample

CORRELATED = np.array([[4.0, 1.8], [1.8, 1.0]])


def normal(covariance: Array, mean: float = 0.0) -> LogDensity:
    precision = np.linalg.inv(covariance)

    def log_density(x: Array, gradient: Array) -> float:
        gradient[:] = -precision @ (x - mean)
        return float(0.5 * (x - mean) @ gradient)

    return log_density


def pooled(draws: Draws) -> Array:
    return draws.x.reshape(-1, draws.x.shape[2])


def test_a_normal_target_is_recovered() -> None:
    draws = sample(normal(np.diag([1.0, 9.0, 0.01])), 3, seed=1)
    assert draws.x.shape == (4, 1000, 3)
    assert (draws.divergences, draws.is_whole) == (0, True)
    assert pooled(draws).mean(axis=0) == pytest.approx([0, 0, 0], abs=0.15)
    assert pooled(draws).std(axis=0) == pytest.approx([1.0, 3.0, 0.1], rel=0.05)
    assert examine(draws.x).refusal("abc") is None


def test_a_correlated_target_far_from_its_start_is_recovered() -> None:
    draws = sample(normal(CORRELATED, mean=50.0), 2, seed=2, start=np.array([40.0, 40.0]))
    assert pooled(draws).mean(axis=0) == pytest.approx([50, 50], abs=0.2)
    assert np.cov(pooled(draws).T) == pytest.approx(CORRELATED, rel=0.12)


def test_the_same_seed_gives_the_same_draws_on_any_number_of_cores() -> None:
    target = normal(CORRELATED)
    first, second, other = (
        sample(target, 2, seed=seed, draws=50, tune=50, cores=cores).x
        for seed, cores in ((7, 2), (7, 1), (8, 2))
    )
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


def test_divergent_paths_are_counted() -> None:
    def half_normal(x: Array, gradient: Array) -> float:
        gradient[:] = -x
        return -np.inf if x[0] < 0 else float(-0.5 * x @ x)

    draws = sample(half_normal, 1, seed=3, chains=2, draws=300, start=np.array([1.5]))
    assert draws.divergent.shape == (2, 300)
    assert draws.divergences > 20
    assert draws.x.min() > 0


def test_an_interrupt_keeps_what_is_drawn() -> None:
    target, asked = normal(CORRELATED), itertools.count()

    def interrupted(x: Array, gradient: Array) -> float:
        if next(asked) == 10_000:
            interrupt_main()
        return target(x, gradient)

    draws = sample(interrupted, 2, seed=4, draws=1_000_000, tune=50)
    assert not draws.is_whole
    assert 0 < draws.x.shape[1] < 1_000_000
    assert np.cov(pooled(draws).T) == pytest.approx(CORRELATED, rel=0.3)


def test_a_density_that_is_nowhere_finite_is_refused() -> None:
    what = (
        "the density of 2 parameters is finite at no point tried near the start. "
        "Start elsewhere, or check the figures against the priors."
    )
    with pytest.raises(Refusal, match=f"^{re.escape(what)}$"):
        sample(lambda x, gradient: -np.inf, 2, seed=5)


def test_independent_draws_count_fully() -> None:
    draws = np.random.default_rng(6).normal(size=(4, 500, 3))
    found = examine(draws)
    assert found.worst_r_hat < 1.01
    assert found.bulk == pytest.approx([2000, 2000, 2000], rel=0.15)
    assert found.least_size > 1500


def test_what_has_not_converged_is_refused_with_every_fault() -> None:
    draws = np.random.default_rng(7).normal(size=(4, 50, 2))
    draws[0, :, 1] += 3
    found = examine(draws, divergences=1200)
    bulk, tail = (f"{size[1]:.0f} effective draws" for size in (found.bulk, found.tail))
    assert str(found.refusal(["TFR 1960", "e0 1960"])) == (
        f"the draws have not converged: 1,200 divergent draws; R-hat of e0 1960 is {found.r_hat[1]:.3f}, "
        f"more than 1.01; {bulk} in the bulk of e0 1960, fewer than 400; "
        f"{tail} in the tails of e0 1960, fewer than 400. Draw and tune more."
    )


def test_a_parameter_that_never_moves_is_passed_over() -> None:
    draws = np.random.default_rng(8).normal(size=(4, 500, 2))
    draws[..., 0] = 1.05
    found = examine(draws)
    assert np.isnan(found.r_hat[0])
    assert found.refusal(["SRB", "e0"]) is None


def test_bounds_are_closed() -> None:
    one = np.ones(1)
    assert Convergence(r_hat=1.01 * one, bulk=400 * one, tail=400 * one, divergences=0).refusal("x") is None


def test_draws_that_are_not_finite_are_refused() -> None:
    draws = np.zeros((4, 10, 1))
    draws[0, :3] = np.nan
    with pytest.raises(Refusal, match=r"^3 draws are not finite\. Check the density\.$"):
        examine(draws)
