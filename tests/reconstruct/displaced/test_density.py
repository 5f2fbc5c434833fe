"""The density of the unknowns: against its plain twin, against differences, and what a figure may say."""

from __future__ import annotations

from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import t
from tests.reconstruct.twin_displaced import log_density as plain
from tests.reconstruct.twin_displaced import mass, process_of, rates_of

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.density import load, to_process
from zul.reconstruct.displaced.figures import Figures, probability
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.observations import Limits, limits
from zul.reconstruct.displaced.prior import Links
from zul.terms.figure import Figure

POINTS = [
    np.random.default_rng(seed).normal(size=200) * width for seed, width in enumerate((0, 0.3, 1, 1, 1.7))
]
LINKS = Links(*(0 for _ in Links._fields))


def value_of(model: Model, z: Array) -> float:
    return float(model(z, np.empty(model.size)))


def figure_of(bounds: Limits, wrong: float = 0.05) -> Figures:
    """One figure of a source with no error of its own; its error is the first rate."""
    none, first = np.array([], dtype=np.int64), np.array([0])
    return Figures(
        top=np.array([0, 0]),
        bottom=first,
        tally=none,
        weight=np.array([]),
        registered=none,
        bias=np.array([-1]),
        witness=first,
        lower=np.array([bounds.lower]),
        upper=np.array([bounds.upper]),
        noise=np.array([bounds.noise]),
        wrong=np.array([wrong]),
    )


def read(bounds: Limits, count: float, scale: float, wrong: float = 0.05) -> tuple[float, ...]:
    """Log probability of the figure at this log of the true number, its slopes, and the part astray."""
    return tuple(probability(figure_of(bounds, wrong), 0, LINKS, np.array([log(scale)]), count))


@pytest.mark.parametrize("number", range(len(POINTS)))
def test_the_plain_twin_has_the_same_density(small: Model, number: int) -> None:
    z = POINTS[number][: small.size]
    assert value_of(small, z) == pytest.approx(plain(small, z), rel=1e-9, abs=1e-9)


def test_the_plain_twin_has_the_same_rates(small: Model) -> None:
    z, desk = POINTS[2][: small.size], small.desk()
    load(z, small.map, desk.rates)
    to_process(desk.rates, small.prior.links, small.laws, small.frame, desk.by_age, desk.process)
    assert desk.rates == pytest.approx(rates_of(small, z), rel=1e-12, abs=1e-12)
    for rate, twin in zip(desk.process, process_of(small, desk.rates), strict=True):
        assert rate == pytest.approx(twin, rel=1e-12)


@pytest.mark.parametrize("number", range(len(POINTS)))
def test_the_gradient_is_the_slope_in_every_unknown(small: Model, number: int) -> None:
    z, gradient, step = POINTS[number][: small.size], np.full(small.size, np.nan), 1e-5
    small(z, gradient)
    for unknown, slope in enumerate(gradient):
        moved = np.zeros(small.size)
        moved[unknown] = step
        expected = (value_of(small, z + moved) - value_of(small, z - moved)) / (2 * step)
        assert slope == pytest.approx(expected, rel=1e-5, abs=1e-5), small.prior.unknowns[unknown]


def test_a_density_does_not_depend_on_what_was_asked_before(small: Model) -> None:
    first, second = POINTS[2][: small.size], POINTS[3][: small.size]
    before = value_of(small, first)
    value_of(small, second)
    assert value_of(small, first) == before


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.floats(0, 60))
def test_far_from_everything_there_is_still_a_density(small: Model, seed: int, radius: float) -> None:
    z = radius * np.random.default_rng(seed).choice([-1.0, 1.0], size=small.size)
    gradient = np.empty(small.size)
    assert np.isfinite(small(z, gradient))
    assert np.isfinite(gradient).all()


@pytest.mark.parametrize(
    ("text", "plain", "charitable"),
    [
        ("93,139", (93_138.5, 93_139.5), (93_138.5, 93_139.5)),
        ("93,000", (92_999.5, 93_000.5), (92_499.5, 93_500.5)),
        ("more than 93,000", (93_000.5, 94_000.5), (93_000.5, inf)),
        ("at least 93,000", (92_999.5, inf), (92_499.5, inf)),
        ("at most 20,000", (0, 20_000.5), (0, 25_000.5)),
        ("fewer than 20,000", (0, 19_999.5), (0, 25_000.5)),
        ("nearly 20", (14.5, 19.5), (9.5, 25.5)),
        ("about 93,000", (92_499.5, 93_500.5), (83_699.5, 102_300.5)),
        ("16,017–16,594", (16_016.5, 16_594.5), (16_016, 16_595)),
        ("several dozen", (35.5, 108.5), (23.5, 119.5)),
    ],
)
@pytest.mark.parametrize("scale", [0.005, 0.3])
def test_a_count_has_the_mass_between_its_bounds(
    text: str, plain: tuple[float, float], charitable: tuple[float, float], scale: float
) -> None:
    bounds = limits(Figure.parse(text), is_ratio=False)
    assert bounds is not None
    assert list(zip(np.exp(bounds.lower), np.exp(bounds.upper), strict=True)) == [
        pytest.approx(plain),
        pytest.approx(charitable),
    ]
    assert bounds.noise == pytest.approx(1 / (plain[0] or plain[1]))
    own = np.sqrt(scale**2 + bounds.noise)
    for count in log(plain[0] or plain[1]) + np.array([-3, -0.1, -0.01, 0, 0.002, 0.05, 4]):
        right, astray = (
            sum(
                weight * mass((low - count) / width, (high - count) / width)
                for weight, low, high in zip((0.9, 0.1), bounds.lower, bounds.upper, strict=True)
            )
            for width in (own, 1.0)
        )
        value, _, _, wrong = read(bounds, count, scale)
        assert value == pytest.approx(log(0.95 * right + 0.05 * astray), rel=1e-9)
        assert wrong == pytest.approx(0.05 * astray / (0.95 * right + 0.05 * astray), rel=1e-9)


@pytest.mark.parametrize(
    ("text", "plain", "charitable"),
    [
        ("4.9 percent", (0.0485, 0.0495), (0.048, 0.05)),
        ("3.5", (3.45, 3.55), (3.4, 3.6)),
        ("half", (0.475, 0.525), (0.45, 0.55)),
        ("between ~17 and ~19 percent", (0.1615, 0.1995), (0.153, 0.209)),
        ("5–5 percent", (0.05 * (1 - 1e-4), 0.05 * (1 + 1e-4)), (0.045, 0.055)),
        ("more than 20 percent", (0.2, 0.3), (0.2, inf)),
    ],
)
def test_a_ratio_has_bounds_of_its_own_and_no_chance(
    text: str, plain: tuple[float, float], charitable: tuple[float, float]
) -> None:
    bounds = limits(Figure.parse(text, rate=True), is_ratio=True)
    assert bounds is not None
    pairs = list(zip(np.exp(bounds.lower), np.exp(bounds.upper), strict=True))
    assert pairs[0] == pytest.approx(plain)
    assert pairs[1] == pytest.approx(charitable)
    assert bounds.noise == 0


def test_nought_bounds_no_logarithm() -> None:
    assert limits(Figure.parse("0 percent"), is_ratio=True) is not None  # up to half a percent
    assert limits(Figure.parse("fewer than 0"), is_ratio=False) is None


FINITE = st.floats(-40, 40)


@settings(max_examples=400)
@given(
    low=st.one_of(FINITE, st.just(-inf)),
    width=st.one_of(st.floats(1e-8, 1e-3), st.floats(1e-3, 30), st.just(inf)),
    count=FINITE,
    scale=st.floats(1e-3, 3),
    wrong=st.sampled_from([1e-12, 0.05, 0.5]),
)
@example(low=0.9, width=1.5e-7, count=0.0, scale=1e-3, wrong=1e-12)  # nine hundred errors away
def test_no_distance_is_too_far(low: float, width: float, count: float, scale: float, wrong: float) -> None:
    high = low + width if low > -inf else width
    bounds = Limits(lower=(low, low), upper=(high, high), noise=0.0)
    value, of_count, of_scale, astray = read(bounds, count, scale, wrong)
    assert -200 < value <= 1e-12
    assert np.isfinite([of_count, of_scale]).all()
    assert 0 <= astray <= 1


@pytest.mark.parametrize("distance", [1.0, 30.0, 1e3, 1e4, 1e6])
@pytest.mark.parametrize("width", [1e-5, 1e-3, 1.0, inf])
def test_a_tail_keeps_its_digits(distance: float, width: float) -> None:
    bounds = Limits(lower=(distance, distance), upper=(distance + width, distance + width), noise=0.0)
    mirrored = Limits(lower=(-distance - width,) * 2, upper=(-distance, -distance), noise=0.0)
    if width < 1:
        expected = t.pdf(distance + width / 2, 4) * (distance + width - distance)
    else:
        expected = t.sf(distance, 4) - t.sf(distance + width, 4)
    for one in (bounds, mirrored):
        value = read(one, 0.0, 1.0, wrong=0.0)[0]
        assert value == pytest.approx(log(expected), abs=1e-5)


@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_what_lies_below_and_above_a_bound_is_everything(bound: float, count: float) -> None:
    scale = 0.1
    below = read(Limits(lower=(-inf, -inf), upper=(bound, bound), noise=0.0), count, scale)[0]
    above = read(Limits(lower=(bound, bound), upper=(inf, inf), noise=0.0), count, scale)[0]
    assert exp(below) + exp(above) == pytest.approx(1, abs=1e-12)


@given(
    st.floats(1e-4, 2),
    st.floats(1e-4, 2),
    st.floats(-30, 30),
    st.floats(0.01, 0.5),
    st.sampled_from([1e-12, 0.05, 0.5]),
)
def test_a_coarser_figure_never_speaks_louder_for_itself(
    one: float, other: float, distance: float, scale: float, wrong: float
) -> None:
    """The true number in the middle of the bounds is less borne out against others, the wider they are."""
    fine, coarse = sorted((one, other))

    def borne_out(half: float) -> float:
        bounds = Limits(lower=(-half, -half), upper=(half, half), noise=0.0)
        return read(bounds, 0.0, scale, wrong)[0] - read(bounds, distance, scale, wrong)[0]

    bent = 1e-9 + 0.01 * wrong  # a mixture of two widths keeps this all but exactly
    assert -1e-9 <= borne_out(coarse) <= borne_out(fine) + bent


@given(st.floats(1e-3, 2), st.floats(1e-3, 2), st.floats(0.01, 0.5))
def test_a_coarser_figure_is_never_more_curved_at_its_middle(one: float, other: float, scale: float) -> None:
    fine, coarse = sorted((one, other))

    def curvature(half: float) -> float:
        bounds = Limits(lower=(-half, -half), upper=(half, half), noise=0.0)
        step = 1e-4 * scale
        slopes = [read(bounds, at, scale, wrong=1e-9)[1] for at in (step, -step)]
        return -(slopes[0] - slopes[1]) / (2 * step)

    assert 0 <= curvature(coarse) <= curvature(fine) * (1 + 1e-6)


def test_a_figure_far_off_is_rather_wrong_than_far_off() -> None:
    bounds = limits(Figure.parse("93,139"), is_ratio=False)
    assert bounds is not None
    astray = [read(bounds, log(true), 0.03)[3] for true in (93_000, 100_000, 130_000)]
    assert astray[0] < 0.01
    assert astray[1] < 0.5 < astray[2]
    assert read(bounds, log(93_000), 0.03, wrong=0.5)[3] < 0.05
