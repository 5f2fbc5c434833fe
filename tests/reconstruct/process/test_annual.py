"""The annual process against its plain twin, its identities, and its adjoint against differences."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconstruct.twin_annual import as_slots, told

from zul.reconstruct.arrays import Array
from zul.reconstruct.process.annual import (
    FEMALE,
    MALE,
    SLOTS,
    Course,
    Frame,
    Rates,
    blank_course,
    project,
    pull_back,
)

MEN = slice(18, 46)
BEARING = np.where((np.arange(SLOTS) >= 16) & (np.arange(SLOTS) < 50), 1 / 34, 0.0)


def account(
    quarters: list[bool],
    moves: list[tuple[int, int, int, bool]] | None = None,
    compartments: int = 1,
    crises: dict[tuple[int, int], int] | None = None,
) -> Frame:
    """A frame of so many years, in quarters where it says so; a move is (step, from, to, men alone)."""
    year = np.repeat(np.arange(len(quarters)), [4 if cut else 1 for cut in quarters])
    moves = sorted(moves or [], key=lambda move: move[0])
    movers = np.ones((len(moves), 2, SLOTS))
    cause = np.full((compartments, year.size), -1, dtype=np.int64)
    for where, number in (crises or {}).items():
        cause[where] = number
    for number, move in enumerate(moves):
        if move[3]:
            movers[number] = 0.0
            movers[number, MALE, MEN] = 1.0
    step, origin, goal = np.array([move[:3] for move in moves], dtype=np.int64).reshape(-1, 3).T.copy()
    reach = np.zeros((compartments, year.size, 2, 2), dtype=np.int64)
    reach[..., 1] = SLOTS
    return Frame(
        length=np.where(np.array(quarters)[year], 0.25, 1.0),
        year=year,
        is_last=(np.append(year[1:], year[-1] + 1) != year).astype(np.int64),
        reach=reach,
        cause=cause,
        move_step=step,
        move_from=origin,
        move_to=goal,
        movers=movers,
        childbearing=BEARING,
        births_by_sex=np.array([1.0, 1.05]) / 2.05,
    )


def rates_of(frame: Frame, seed: int, crises: int = 2) -> Rates:
    random = np.random.default_rng(seed)
    years, moves = int(frame.year[-1]) + 1, frame.move_step.size
    return Rates(
        opening=random.uniform(0, 1000, (2, SLOTS)),
        hazard=random.uniform(0, 0.6, (years, 2, SLOTS)),
        pattern=random.uniform(0, 4, (crises, 2, SLOTS)),
        level=random.uniform(0, 0.5, frame.cause.shape),
        fertility=random.uniform(0, 9, frame.length.size),
        share=random.uniform(0, 1, moves),
    )


def blank(frame: Frame) -> Course:
    compartments, steps = frame.cause.shape
    return blank_course(int(frame.year[-1]) + 1, compartments, steps, frame.move_step.size)


def course_of(frame: Frame, rates: Rates) -> Course:
    course = blank(frame)
    project(frame, rates, course)
    return course


def calm(frame: Frame, **other: Array) -> Rates:
    """Nobody dies, nobody is born and everybody moves who may, but for what is given."""
    nought = Rates(*(np.zeros_like(rate) for rate in rates_of(frame, 0)))
    return nought._replace(share=np.ones(frame.move_step.size))._replace(**other)


@frozen
class Account:
    """A few years, some cut into quarters; three compartments, any moves between them, some crises."""

    quarters: list[bool]
    moves: list[tuple[int, int, int, bool]]
    crises: dict[tuple[int, int], int]
    seed: int

    @property
    def parts(self) -> tuple[Frame, Rates]:
        frame = account(self.quarters, self.moves, compartments=3, crises=self.crises)
        return frame, rates_of(frame, self.seed)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    quarters = draw(st.lists(st.booleans(), min_size=1, max_size=4))
    steps = sum(4 if cut else 1 for cut in quarters)
    step, place = st.integers(0, steps - 1), st.integers(0, 2)
    move = st.tuples(step, place, place, st.booleans()).filter(lambda move: move[1] != move[2])
    moves = draw(st.lists(move, max_size=5))
    crises = draw(st.dictionaries(st.tuples(place, step), st.integers(0, 1), max_size=6))
    return Account(quarters, moves, crises, draw(st.integers(0, 2**32 - 1)))


@settings(max_examples=15)
@given(accounts())
def test_the_plain_twin_tells_the_same(drawn: Account) -> None:
    frame, rates = drawn.parts
    course, story = course_of(frame, rates), told(frame, rates)
    for kind in ("births", "deaths", "total", "moved"):
        array, twin = getattr(course, kind), getattr(story, kind)
        keys = list(np.ndindex(array.shape)) if kind != "moved" else list(range(array.size))
        assert {key: array[key] for key in keys} == pytest.approx(twin, rel=1e-9, abs=1e-9), kind
    years = [*frame.year, frame.year[-1] + 1]
    for step, (people, year) in enumerate(zip(story.stocks, years, strict=True)):
        assert course.stock[:, step] == pytest.approx(as_slots(people, 3, int(year)), rel=1e-9, abs=1e-9)


@settings(max_examples=60)
@given(accounts())
def test_every_compartment_balances_at_every_step(drawn: Account) -> None:
    frame, rates = drawn.parts
    course = course_of(frame, rates)
    entries, exits = np.zeros(course.total.shape), np.zeros(course.total.shape)
    for move in range(frame.move_step.size):
        entries[frame.move_to[move], frame.move_step[move]] += course.moved[move]
        exits[frame.move_from[move], frame.move_step[move]] += course.moved[move]
    closing = course.total[:, :-1] + course.births - course.deaths.sum(axis=2)
    assert course.total[:, 1:] == pytest.approx(closing + (entries - exits)[:, 1:], rel=1e-12, abs=1e-9)
    assert course.after.sum(axis=(2, 3)) == pytest.approx(closing, rel=1e-12, abs=1e-9)
    assert course.total == pytest.approx(course.stock.sum(axis=(2, 3)), rel=1e-12, abs=1e-9)
    growth = course.total.sum(axis=0)[-1] - rates.opening.sum()
    assert growth == pytest.approx(course.births.sum() - course.deaths.sum(), rel=1e-12, abs=1e-9)
    assert min(course.stock.min(), course.deaths.min(), course.births.min()) >= 0


@settings(max_examples=20)
@given(accounts())
def test_a_course_may_be_written_over(drawn: Account) -> None:
    frame, rates = drawn.parts
    course = blank(frame)
    project(frame, rates_of(frame, 7), course)
    project(frame, rates, course)
    for again, fresh in zip(course, course_of(frame, rates), strict=True):
        assert np.array_equal(again, fresh)


@settings(max_examples=20)
@given(accounts())
def test_where_nobody_dies_or_is_born_nobody_is_lost(drawn: Account) -> None:
    frame, rates = drawn.parts
    course = course_of(frame, calm(frame, opening=rates.opening, share=rates.share))
    assert course.births.sum() == course.deaths.sum() == 0
    assert course.total.sum(axis=0) == pytest.approx(
        np.full(frame.length.size + 1, rates.opening.sum()), rel=1e-12
    )
    years = int(frame.year[-1]) + 1
    by_age = course.stock[:, -1].sum(axis=0)
    assert by_age[:, years:-1] == pytest.approx(rates.opening[:, : -1 - years], rel=1e-12)
    assert by_age[:, -1] == pytest.approx(rates.opening[:, -1 - years :].sum(axis=1), rel=1e-12)


@given(
    st.lists(st.booleans(), min_size=1, max_size=6),
    st.integers(0, SLOTS - 1),
    st.sampled_from((FEMALE, MALE)),
)
def test_a_cohort_ages_one_year_a_year_in_quarters_or_not(quarters: list[bool], age: int, sex: int) -> None:
    frame = account(quarters)
    opening = np.zeros((2, SLOTS))
    opening[sex, age] = 1.0
    course = course_of(frame, calm(frame, opening=opening))
    for step, year in enumerate([*frame.year, len(quarters)]):
        expected = np.zeros((2, SLOTS))
        expected[sex, min(age + int(year), SLOTS - 1)] = 1.0
        assert np.array_equal(course.stock[0, step], expected)


def test_a_move_takes_its_share_of_those_it_may_take_at_once_and_for_good() -> None:
    frame = account([False, True], [(0, 0, 1, True), (3, 1, 2, False)], compartments=3)
    opening = np.ones((2, SLOTS))
    course = course_of(frame, calm(frame, opening=opening, share=np.array([0.25, 0.5])))
    taken = np.zeros((2, SLOTS))
    taken[MALE, MEN] = 0.25
    assert np.array_equal(course.stock[0, 0], opening - taken)
    assert np.array_equal(course.stock[1, 0], taken)
    a_year_later = np.roll(taken, 1, axis=1)
    assert np.array_equal(course.stock[1, 3], a_year_later / 2)
    assert np.array_equal(course.stock[2, 3], a_year_later / 2)
    assert course.moved.tolist() == [7.0, 3.5]


def test_of_a_birth_cohort_the_first_year_takes_what_its_hazard_says() -> None:
    """From birth to the first birthday, over two calendar years; two thirds of it fall in the first."""
    frame = account([False, False])
    infant = 0.65 * 0.2
    hazard = np.zeros((2, 2, SLOTS))
    hazard[:, :, 0] = infant
    hazard[:, :, 1] = infant / 2  # half of that year lies after the first birthday
    opening = np.zeros((2, SLOTS))
    opening[FEMALE, 25] = 1000.0
    rates = calm(frame, opening=opening, hazard=hazard, fertility=np.array([34.0, 0.0]))
    course = course_of(frame, rates)
    assert course.births[0].tolist() == [1000.0, 0.0]
    deaths = course.deaths[0, :, 0]
    assert deaths.sum() == pytest.approx(1000 * (1 - np.exp(-0.2)), rel=1e-12)
    assert deaths[0] / deaths.sum() == pytest.approx(0.69, abs=0.01)


@pytest.mark.parametrize("crisis", [0.0, 0.1])
def test_a_year_and_its_quarters_tell_nearly_the_same(crisis: float) -> None:
    """Over five years of the same hazards; who lives at the opening does not notice the quarters at all."""
    courses = []
    ages = np.arange(SLOTS)
    for cut in (False, True):
        frame = account([cut] * 5, crises={(0, step): 0 for step in range(20 if cut else 5)})
        by_age = np.where(ages < 2, 0.12, 0.004 + np.exp(-10 + 0.09 * ages))
        hazard = np.broadcast_to(by_age, (5, 2, SLOTS)).copy()
        opening = np.broadcast_to(1000 * np.exp(-0.03 * ages), (2, SLOTS)).copy()
        steps = frame.length.size
        rates = calm(frame, opening=opening, hazard=hazard, fertility=np.full(steps, 6.0))
        rates = rates._replace(pattern=np.ones((2, 2, SLOTS)), level=np.full((1, steps), crisis))
        courses.append(course_of(frame, rates))
    yearly, quarterly = courses
    assert quarterly.stock[0, ::4, :, 6:] == pytest.approx(yearly.stock[0, :, :, 6:], rel=1e-12)
    births = quarterly.births[0].reshape(5, 4).sum(axis=1)
    deaths = quarterly.deaths[0].reshape(5, 4, 3).sum(axis=1)
    assert births == pytest.approx(yearly.births[0], rel=0.002)
    assert deaths[:, 0] == pytest.approx(yearly.deaths[0, :, 0], rel=0.01)
    assert deaths[:, 1:] == pytest.approx(yearly.deaths[0, :, 1:], rel=0.002)
    assert quarterly.total[0, ::4] == pytest.approx(yearly.total[0], rel=0.001)


def test_quarters_of_one_year_share_its_births_by_their_fertility() -> None:
    frame = account([True])
    opening = np.zeros((2, SLOTS))
    opening[FEMALE, 30] = 340.0
    course = course_of(frame, calm(frame, opening=opening, fertility=np.array([4.0, 0.0, 8.0, 4.0])))
    assert course.births[0] == pytest.approx([10, 0, 20, 10])
    assert course.stock[0, :, :, :2].sum(axis=1).tolist() == pytest.approx(
        np.array([[0, 0], [10, 0], [10, 0], [30, 0], [0, 40]])
    )


@settings(max_examples=15)
@given(accounts(), st.integers(0, 2**32 - 1))
def test_the_adjoint_is_the_slope(drawn: Account, seed: int) -> None:
    frame, rates = drawn.parts
    random = np.random.default_rng(seed)
    course = course_of(frame, rates)
    pulls = [random.normal(size=array.shape) for array in _told(course)]
    slope = Rates(*(np.full_like(rate, np.nan) for rate in rates))
    pull_back(frame, rates, course, pulls[0], pulls[1], pulls[2], pulls[3], slope)

    def number(rates: Rates) -> float:
        return sum(
            float((pull * array).sum())
            for pull, array in zip(pulls, _told(course_of(frame, rates)), strict=True)
        )

    for kind in Rates._fields:
        rate = getattr(rates, kind)
        direction = random.normal(size=rate.shape) * (1e-5 * rate)
        up, down = (number(rates._replace(**{kind: rate + sign * direction})) for sign in (1, -1))
        expected = (getattr(slope, kind) * direction).sum()
        assert (up - down) / 2 == pytest.approx(expected, rel=1e-4, abs=1e-5), kind


def _told(course: Course) -> tuple[Array, ...]:
    return course.births, course.deaths, course.total, course.moved


@pytest.mark.parametrize("kind", Rates._fields)
def test_the_adjoint_is_the_slope_in_single_rates(kind: str) -> None:
    moves = [(0, 0, 1, True), (2, 0, 2, False), (4, 1, 2, False), (5, 2, 0, False)]
    frame = account([False, True, False], moves, 3, {(0, 1): 0, (2, 2): 1, (2, 3): 1, (1, 0): 0, (1, 5): 1})
    rates, random = rates_of(frame, 3), np.random.default_rng(4)
    course = course_of(frame, rates)
    pulls = [random.normal(size=array.shape) for array in _told(course)]
    slope = Rates(*(np.full_like(rate, np.nan) for rate in rates))
    pull_back(frame, rates, course, pulls[0], pulls[1], pulls[2], pulls[3], slope)
    rate = getattr(rates, kind)
    for index in {tuple(random.integers(n) for n in rate.shape) for _ in range(30)}:
        step = 1e-5 * max(1.0, rate[index])
        differences = 0.0
        for sign in (1, -1):
            moved = rate.copy()
            moved[index] += sign * step
            told = _told(course_of(frame, rates._replace(**{kind: moved})))
            differences += sign * sum(float((p * a).sum()) for p, a in zip(pulls, told, strict=True))
        assert getattr(slope, kind)[index] == pytest.approx(differences / 2 / step, rel=1e-5, abs=1e-4), index
