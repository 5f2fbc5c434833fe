"""Scales from relative errors, checked by chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.reconstruct.rates.elicit import inverse_gamma_beta, scale_of


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2, 0.5])
def test_half_of_all_errors_are_larger(share: float) -> None:
    z = np.random.default_rng(1).standard_normal(400_000)
    assert np.median(np.abs(np.exp(scale_of(share) * z) - 1)) == pytest.approx(share, rel=0.01)


@pytest.mark.parametrize("share", [0.1, 0.2])
def test_the_median_of_the_mean_absolute_error_is_the_share(share: float) -> None:
    random = np.random.default_rng(1)
    variances = inverse_gamma_beta(share) / random.gamma(1, size=4001)  # InvGamma(1, beta)
    mean_errors = [np.abs(np.sqrt(v) * random.standard_normal(500)).mean() for v in variances]
    assert np.median(mean_errors) == pytest.approx(share, rel=0.04)


def test_the_published_values_come_back() -> None:
    assert round(inverse_gamma_beta(0.1), 4) == 0.0109
    assert round(inverse_gamma_beta(0.2), 4) == 0.0436
    assert round(scale_of(0.1), 4) == 0.1487


@given(st.floats(0.001, 0.9), st.floats(0.001, 0.9))
def test_a_larger_error_is_a_wider_scale(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert scale_of(low) <= scale_of(high) <= 5


@pytest.mark.parametrize("share", [0, 1, -0.1])
def test_no_share_is_refused(share: float) -> None:
    message = rf"^a relative error of {share:g} is none\. Give a share between 0 and 1\.$"
    for elicit in (scale_of, inverse_gamma_beta):
        with pytest.raises(Refusal, match=message):
            elicit(share)
