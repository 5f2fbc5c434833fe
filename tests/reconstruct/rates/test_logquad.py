"""The log-quadratic model: a published fit, its single years, and the tables of the USSR."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.reconstruct.rates.lifetable import of_rates
from zul.reconstruct.rates.logquad import fit, fit_groups, group_rates, log_quadratic, match
from zul.reconstruct.rates.reference import both_sexes

LEVELS = st.floats(np.log(0.02), np.log(0.55))
ADULTS = st.floats(-1, 1)

# Austrian men, 1992: rates at 0, 1–4, …, 80–84 (Preston, Heuveline & Guillot 2001, box 3.1)
AUSTRIA = [
    0.008743, 0.000370, 0.000153, 0.000193, 0.000976, 0.001285, 0.001135, 0.001360, 0.001882,
    0.002935, 0.004849, 0.007133, 0.011263, 0.018600, 0.028382, 0.041238, 0.071634, 0.112324,
]  # fmt: skip

# h = ln 5q0 and k of the USSR by least squares, and k with the 45q15 of the table; women, then men
FITTED = {
    ("1926-1927", "rural"): ([-1.355, -1.272], [-1.373, -0.961], [-1.999, -0.952]),
    ("1926-1927", "total"): ([-1.373, -1.303], [-1.366, -0.760], [-1.943, -0.737]),
    ("1938-1939", "rural"): ([-1.437, -1.339], [-1.644, -1.198], [-2.531, -0.994]),
    ("1938-1939", "total"): ([-1.392, -1.356], [-1.944, -0.952], [-2.685, -0.773]),
    ("1958-1959", "rural"): ([-2.932, -2.678], [-0.397, -0.242], [-1.700, -0.108]),
    ("1958-1959", "total"): ([-2.981, -2.775], [-0.585, -0.033], [-1.524, 0.079]),
}


def test_the_published_fit_comes_back() -> None:
    # Rodríguez, Model mortality schedules (grodri.github.io/demography/mortmods): h, k and the sum of
    # squares, with coefficients rounded to four decimals
    observed = np.array([AUSTRIA, AUSTRIA])
    h, k = fit_groups(observed)
    squares = (np.log(observed / group_rates(h, k)[:, :18]) ** 2).sum(axis=1)
    np.testing.assert_allclose([h[1], k[1], squares[1]], [-4.801874, 0.307924, 0.289429], rtol=2e-3)


@given(LEVELS, ADULTS)
def test_rates_lead_back_to_h_and_k(level: float, adult: float) -> None:
    h, k = fit_groups(group_rates(level, adult)[:, :18])
    np.testing.assert_allclose((h, k), [[level] * 2, [adult] * 2], atol=1e-7)


@given(LEVELS, ADULTS)
def test_single_years_return_the_published_groups(level: float, adult: float) -> None:
    table = of_rates(log_quadratic().rates(level, adult))
    error = np.abs(np.log(table.grouped() / group_rates(level, adult)))
    assert (error[:, 0] < 1e-9).all()
    assert (error[:, 1] < 0.05).all()
    assert (error[:, 2:4] < 0.035).all()
    assert (error[:, 4:] < 0.016).all()
    assert (np.abs(np.log(table.nqx(5, 0)) - level) < 0.02).all()


@given(LEVELS)
def test_rates_grow_with_age_from_fifty_on(level: float) -> None:
    assert (np.diff(log_quadratic().rates(level, 0)[:, 50:100]) > 0).all()


def test_each_sex_may_have_its_own_h_and_k() -> None:
    h, k = np.array([-1.3, -1.2]), np.array([0.5, -0.5])
    rates = log_quadratic().rates(h, k)
    np.testing.assert_array_equal(rates[0], log_quadratic().rates(h[0], k[0])[0])
    np.testing.assert_array_equal(rates[1], log_quadratic().rates(h[1], k[1])[1])


@pytest.mark.parametrize(("period", "area"), FITTED)
def test_the_tables_of_the_ussr(period: str, area: str) -> None:
    table = both_sexes("USSR", period, area)
    h, k, adult = FITTED[period, area]
    np.testing.assert_allclose(fit(table), (h, k), atol=6e-4)
    level, matching = match(table)
    np.testing.assert_array_equal(level, np.log(table.nqx(5, 0)))
    np.testing.assert_allclose(matching, adult, atol=6e-4)
    matched = of_rates(log_quadratic().rates(level, matching))
    assert (np.abs(matched.nqx(45, 15) / table.nqx(45, 15) - 1) < 1e-6).all()
    assert (np.abs(matched.nqx(1, 0) / table.nqx(1, 0) - 1) < 0.14).all()
    short = table.ex[:, 0] - matched.ex[:, 0]  # above 65 the model has more deaths than the Soviet tables
    assert ((short > 0.4) & (short < 2.2)).all()
    assert (table.ex[:, 65] - matched.ex[:, 65] > 0.9).all()


def test_a_level_beyond_the_model_is_refused() -> None:
    message = r"^5q0 of 0\.01, 0\.01 is beyond the model\. Keep 5q0 between 0\.02 and 0\.55\.$"
    with pytest.raises(Refusal, match=message):
        log_quadratic().rates(np.log(0.01), 0)
