from __future__ import annotations

import numpy as np

from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.simulate import counted, simulate


def test_a_simulated_case_has_figures_of_the_same_form_and_the_same_cells(small: Model) -> None:
    _, other = simulate(small, np.random.default_rng(5))
    assert [d.claim.id for d in other.observed.data] == [d.claim.id for d in small.observed.data]
    for before, after in zip(small.observed.data, other.observed.data, strict=True):
        assert (before.bounds.upper[0] == np.inf) == (after.bounds.upper[0] == np.inf) or before.base
        assert all(low < high for low, high in zip(after.bounds.lower, after.bounds.upper, strict=True))
    assert any(a.bounds != b.bounds for a, b in zip(small.observed.data, other.observed.data, strict=True))


def test_the_same_seed_simulates_the_same_case(small: Model) -> None:
    one, other = (simulate(small, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one[0], other[0])
    assert one[1].observed == other[1].observed


def test_a_simulated_figure_is_near_the_truth_as_often_as_its_source_is_right(small: Model) -> None:
    """A source with an error of up to 10 percent is within 30 percent of the truth nearly always."""
    far, count = 0, 0
    for seed in range(60):
        z, other = simulate(small, np.random.default_rng(seed))
        for datum, value in counted(other, z):
            if datum.wrong <= 0.05 and np.isfinite(datum.bounds.upper[1]):
                count += 1
                far += not datum.bounds.lower[1] - 0.3 < value < datum.bounds.upper[1] + 0.3
    assert count > 200
    assert far / count < 0.08
