"""The relational model: printed logits, its identities, and the log-quadratic model beside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.reconstruct.rates.brass import fit, logit, related, survivors
from zul.reconstruct.rates.lifetable import of_rates
from zul.reconstruct.rates.logquad import log_quadratic, match
from zul.reconstruct.rates.reference import PERIODS, both_sexes

ALPHA, BETA = st.floats(-0.8, 0.4), st.floats(0.7, 1.4)


def test_the_printed_logits_come_back() -> None:
    # IUSSP, Population Analysis for Policies & Programmes, session 103-1, steps 1 and 2 of the example
    printed = {
        0.96807: -1.70593, 0.95709: -1.55240, 0.92464: -1.25355, 0.81992: -0.75790, 0.64479: -0.29811,
        0.34301: 0.32495, 0.06989: 1.29417, 0.01632: 2.04954, 0.984: -2.05952, 0.975: -1.83178,
        0.872: -0.95938, 0.8: -0.69315,
    }  # fmt: skip
    share, y = np.array(list(printed)), np.array(list(printed.values()))
    rounding = 5e-6 + 0.5 * 5e-6 / (share * (1 - share))  # of the logit and of the survivors
    assert (np.abs(logit(share) - y) < rounding).all()


@given(st.floats(1e-6, 1 - 1e-6))
def test_logit_and_survivors_undo_each_other(share: float) -> None:
    assert survivors(logit(np.array(share))) == pytest.approx(share)


@given(ALPHA, BETA)
def test_the_fit_finds_the_relation_that_made_the_table(alpha: float, beta: float) -> None:
    standard = both_sexes("USSR", "1926-1927", "rural")
    found = fit(related(standard, alpha, beta), standard)
    np.testing.assert_allclose(found, [[alpha] * 2, [beta] * 2], atol=1e-9)


@given(ALPHA, BETA, ALPHA, BETA)
def test_a_relation_of_a_relation_is_one(a: float, b: float, c: float, d: float) -> None:
    standard = both_sexes("USSR", "1926-1927", "rural")
    twice, once = related(related(standard, a, b), c, d), related(standard, c + d * a, d * b)
    np.testing.assert_allclose(twice.lx, once.lx, atol=1e-12)


def test_no_change_is_the_standard_itself() -> None:
    standard = both_sexes("USSR", "1926-1927", "rural")
    np.testing.assert_allclose(related(standard, 0, 1).mx, standard.mx, rtol=1e-6)


def test_a_higher_alpha_means_more_deaths() -> None:
    standard = both_sexes("USSR", "1926-1927", "rural")
    low, high = related(standard, np.array([-0.1, 0.1]), 1).ex[:, 0] - standard.ex[:, 0]
    assert low > 0 > high


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("area", ["rural", "total"])
def test_both_models_agree_about_the_ussr_within_two_years_of_life(period: str, area: str) -> None:
    table, standard = both_sexes("USSR", period, area), both_sexes("USSR", "1926-1927", "rural")
    by_brass = related(standard, *fit(table, standard)).ex[:, 0]
    by_logquad = of_rates(log_quadratic().rates(*match(table))).ex[:, 0]
    assert (np.abs(by_brass - table.ex[:, 0]) < 0.7).all()
    assert (np.abs(by_brass - by_logquad) < 2.0).all()


def test_what_makes_no_table_is_refused() -> None:
    standard = both_sexes("USSR", "1926-1927", "rural")
    with pytest.raises(
        Refusal, match=r"^beta is -1, so that survivors would grow with age\. Give a positive beta\.$"
    ):
        related(standard, 0, -1)
    with pytest.raises(
        Refusal,
        match=r"^shares of survivors are not all between 0 and 1\. Leave age 0 out, divide by the radix\.$",
    ):
        logit(standard.lx)
