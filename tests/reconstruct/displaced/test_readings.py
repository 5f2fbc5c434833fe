from __future__ import annotations

import numpy as np

from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.readings import readings


def test_the_probabilities_of_the_figures_make_up_the_density(small: Model) -> None:
    draws = np.random.default_rng(3).standard_normal((6, small.size)) * 0.5
    read = readings(small, draws)
    for draw, z in enumerate(draws):
        whole = small(z, np.empty_like(z))
        np.testing.assert_allclose(read.log_probability[draw].sum() - z @ z / 2, whole, rtol=1e-12)


def test_a_figure_far_from_what_is_expected_is_wrong_and_one_at_it_is_not(small: Model) -> None:
    read = readings(small, np.zeros((1, small.size)))
    far = np.abs(read.below[0] - 0.5) > 0.4999
    near = np.abs(read.below[0] - 0.5) < 0.3
    priors = small.figures.wrong
    assert (read.wrong[0][far] > 0.5).all()
    assert (read.wrong[0][near] < np.maximum(priors[near], 0.2)).all()
    assert ((read.wrong >= 0) & (read.wrong <= 1)).all()
