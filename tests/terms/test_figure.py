from __future__ import annotations

import csv
import re
import time
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zul.errors import FigureError
from zul.terms.bounds import Bounds
from zul.terms.figure import LONGEST, Figure, Hedge

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


# The conformance files were worked out by hand from docs/figures.md.


@pytest.mark.parametrize("row", rows("figures.csv"), ids=lambda row: row["as_written"])
def test_the_law(row: dict[str, str]) -> None:
    figure = Figure.parse(row["as_written"], rate=row["rate"] == "yes")
    read = {
        "as_written": figure.as_written,
        "rate": row["rate"],
        "canonical": str(figure),
        "tight": str(figure.tight),
        "wide": str(figure.wide),
        "unit": figure.unit or "",
    }
    assert read == row


@pytest.mark.parametrize("row", rows("figures_refused.csv"), ids=lambda row: row["as_written"])
def test_what_the_law_refuses(row: dict[str, str]) -> None:
    with pytest.raises(FigureError, match=f"^{re.escape(row['message'])}$"):
        Figure.parse(row["as_written"])


def test_a_sentence_is_no_figure() -> None:
    Figure.parse("1 " + "a" * (LONGEST - 2))
    message = (
        f'"1 {"a" * 38}…" has 201 characters. Write the figure as printed, '
        "or put the row's text into note (docs/figures.md §9)."
    )
    with pytest.raises(FigureError, match=f"^{re.escape(message)}$"):
        Figure.parse("1 " + "a" * (LONGEST - 1))


@pytest.mark.parametrize(
    ("hedge", "spellings"),
    [
        (
            Hedge.APPROXIMATELY,
            "approximately|approx.|approx|about|around|roughly|some|circa|ca.|ca|c.|~|≈|perhaps",
        ),
        (
            Hedge.APPROXIMATELY,
            "just about|in the region of|on the order of|in the neighborhood of|more or less",
        ),
        (Hedge.MORE_THAN, "more than|over|above|>|in excess of|upwards of|exceeding|just over|well over"),
        (Hedge.MORE_THAN, "a little more than|considerably more than|far more than|slightly over"),
        (Hedge.AT_LEAST, "at least|not less than|no less than|no fewer than|≥|a minimum of|as low as"),
        (Hedge.UP_TO, "up to|as high as|at most|no more than|not more than|≤|a maximum of|not exceeding"),
        (Hedge.FEWER_THAN, "fewer than|less than|under|below|<|well under|far fewer than"),
        (
            Hedge.NEARLY,
            "nearly|almost|close to|approaching|just under|slightly less than|a little below|just short of",
        ),
        (Hedge.UNBOUNDED, "as many as|as much as|as few as|many|most of|most"),
    ],
)
def test_spellings_of_a_hedge(hedge: Hedge, spellings: str) -> None:
    for spelling in spellings.split("|"):
        assert Figure.parse(f"{spelling} 1,400 people") == Figure.parse(f"{hedge} 1,400 people")
        assert Figure.parse(f"{spelling} 1,400 people").hedge is hedge


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("100 or more people", "at least 100 people"),
        ("100 people or more", "at least 100 people"),
        ("100 people or fewer", "up to 100 people"),
        ("100 people or less", "up to 100 people"),
        ("100 or so people", "about 100 people"),
        ("100-odd people", "about 100 people"),
        ("100+ people", "at least 100 people"),
        ("100 and more people", "at least 100 people"),
        ("100 people at the very least", "at least 100 people"),
        ("100 people at most", "up to 100 people"),
        ("dozens of trains", "several dozen trains"),
        ("thousands", "several thousand"),
        ("one in every ten", "1 out of 10"),
        ("every quarter", "every fourth"),
        ("3/4", "three quarters"),
        ("£5 million", "5 million pounds"),
        ("one hundred and twenty thousand people", "120,000 people"),
        ("2 ½ million", "2.5 million"),
        ("39 ‰", "3.9 percent"),
        ("MORE THAN 93,000 People", "more than 93,000 people"),
        ("  17   percent. ", "17 %"),
        ("ﬁve families", "5 families"),
        ("１７％", "17 %"),
        ("seven hundred", "7 hundred"),
        ("five thousands", "5 thousand"),
        ("a half", "half"),
        ("a few", "several"),
    ],
)
def test_other_spellings(written: str, alike: str) -> None:
    assert Figure.parse(written) == Figure.parse(alike)


@pytest.mark.parametrize("space", ["", ",", " ", "\u00a0", "\u2009", "\u202f"])
def test_thousands_are_parted_by_any_space(space: str) -> None:
    assert Figure.parse(f"more than 1{space}070{space}324 people") == Figure.parse("more than 1070324 people")


@pytest.mark.parametrize("dash", [*"-‐‑‒–—―−", " – ", "\u2009–\u2009", " to "])
def test_a_range_has_any_dash(dash: str) -> None:
    assert Figure.parse(f"16,017{dash}16,594 people") == Figure.parse("between 16,017 and 16,594 people")


def test_only_rates_are_rates() -> None:
    rates = [
        "17 %",
        "a quarter",
        "majority",
        "2.5",
        "1.0",
        "40 people per wagon",
        "one in ten",
        "39 per 1,000",
    ]
    counts = [
        "17",
        "2.5 million",
        "half a million",
        "several",
        "many people",
        "17 people",
        "dozens",
        "$5 million",
    ]
    assert [Figure.parse(text).is_rate for text in rates + counts] == [True] * 8 + [False] * 8
    assert Figure.parse("17", rate=True).is_rate


def test_a_range_has_two_quantities_and_no_bound_may_have_none() -> None:
    counted = {"17": 1, "16–17": 2, "as many as 17": 1, "many people": 0}
    assert {text: len(Figure.parse(text).quantities) for text in counted} == counted


# Properties of all figures.

UNITS = ["", " people", " percent", " % of the deported", " people per wagon", " km²", " deaths per 1,000"]
SCALES = ["", "", "", " hundred", " thousand", " hundred thousand", " million", " billion"]
HEDGES = [hedge.value for hedge in Hedge if hedge not in (Hedge.BETWEEN, Hedge.SEVERAL, Hedge.MAJORITY)]
# Three decimals are left out: without a base they may as well part thousands, and are refused.
WRITTEN = st.builds(
    lambda whole, zeros, decimals: f"{whole * 10**zeros:,}{decimals}",
    st.integers(0, 99_999),
    st.sampled_from([0, 0, 0, 1, 2, 3, 6]),
    st.sampled_from(["", "", "", ".0", ".5", ".07", ".50", ".1234"]),
)
WORDS = st.sampled_from(["three", "ten", "forty-two", "one", "eighty", "two and a half"])
LONG_WORDS = [
    "half a million",
    "a quarter of a million",
    "half a dozen",
    "two thousand and six",
    "a hundred and ten",
]
PARTS = st.sampled_from(
    ["half", "a quarter", "two thirds", "nine tenths", "one seventh", "one in ten", "every third"]
)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    mantissa = draw(WRITTEN | WORDS)
    scaled = draw(st.sampled_from(SCALES))
    return draw(st.sampled_from([f"{mantissa}{scaled}", *LONG_WORDS]))


@st.composite
def single_figures(draw: st.DrawFn) -> str:
    hedge, unit = draw(st.sampled_from(HEDGES)), draw(st.sampled_from(UNITS))
    number, share = draw(numbers()), draw(PARTS)
    vague = draw(
        st.sampled_from(
            [
                f"several{draw(st.sampled_from(SCALES))} families",
                "a majority of them",
                "many",
                "tens of thousands",
            ]
        )
    )
    return draw(st.sampled_from([f"{hedge} {number}{unit}", f"{hedge} {share} of the people", vague]))


@st.composite
def ranges(draw: st.DrawFn) -> str:
    scale, unit = draw(st.sampled_from(SCALES)), draw(st.sampled_from(UNITS))
    ends = sorted(draw(st.tuples(WRITTEN, WRITTEN)), key=lambda end: Fraction(end.replace(",", "")))
    outer, first, last = (draw(st.sampled_from(["", "about "])) for _ in range(3))
    return draw(
        st.sampled_from(
            [
                f"{outer}{ends[0]}–{last}{ends[1]}{scale}{unit}",
                f"between {first}{ends[0]}{scale} and {last}{ends[1]}{scale}{unit}",
                f"{outer}from {ends[0]}{scale} to {ends[1]}{scale}{unit}",
                f"~{ends[0]}{scale} and ~{ends[1]}{scale}{unit}",
                f"{outer}between a quarter and a third{draw(st.sampled_from(['', ' of the people']))}",
            ]
        )
    )


FIGURES = (single_figures() | ranges()).map(Figure.parse)


@given(FIGURES)
def test_the_plain_reading_lies_in_the_charitable_one(figure: Figure) -> None:
    assert figure.tight.within(figure.wide)


@given(FIGURES)
@example(Figure.parse("nearly 7"))
@example(Figure.parse("nearly half a dozen"))
def test_no_count_is_left_without_a_whole_number(figure: Figure) -> None:
    whole = figure.tight.whole_numbers()
    if (
        not figure.is_rate
        and whole.lower is not None
        and whole.upper is not None
        and figure.quantities[0].value
    ):
        assert whole.lower <= whole.upper


@given(FIGURES)
def test_the_canonical_spelling_reads_alike(figure: Figure) -> None:
    again = Figure.parse(str(figure))
    assert again == figure
    assert str(again) == str(figure)


@given(FIGURES, st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"]), st.sampled_from("-‐‑‒–—―−"))
def test_spaces_dashes_and_capitals_change_nothing(figure: Figure, space: str, dash: str) -> None:
    written = figure.as_written.replace(" ", space).replace("–", dash).upper()
    assert Figure.parse(written) == figure


@given(FIGURES)
def test_all_arithmetic_is_exact(figure: Figure) -> None:
    ends = [
        end
        for bounds in (figure.tight, figure.wide)
        for end in (bounds.lower, bounds.upper)
        if end is not None
    ]
    parts = [part for quantity in figure.quantities for part in (quantity.value, quantity.grain)]
    assert {type(number) for number in ends + parts} <= {Fraction}


def not_below(larger: Bounds, smaller: Bounds) -> bool:
    pairs = ((larger.lower, smaller.lower), (larger.upper, smaller.upper))
    return all(a == b if a is None or b is None else a >= b for a, b in pairs)


@given(
    st.sampled_from(HEDGES),
    st.lists(st.integers(0, 10_000).filter(lambda n: n % 10), min_size=2, max_size=2, unique=True).map(
        sorted
    ),
    st.sampled_from(["{}", "{}0", "{}00", "{}000", "0.{:05}", "{} thousand", "{}0 million"]),
    st.sampled_from(UNITS),
)
def test_bounds_grow_with_the_number(hedge: str, mantissas: list[int], form: str, unit: str) -> None:
    smaller, larger = (Figure.parse(f"{hedge} {form.format(m)}{unit}") for m in mantissas)
    assert smaller.quantities[0].grain == larger.quantities[0].grain
    assert not_below(larger.tight, smaller.tight)
    assert not_below(larger.wide, smaller.wide)


@given(FIGURES)
def test_a_base_makes_a_rate_and_nothing_else(figure: Figure) -> None:
    rate = Figure.parse(figure.as_written, rate=True)
    if figure.is_rate:
        assert rate == figure
    elif figure.quantities:
        assert (rate.is_rate, rate.hedge, rate.unit) == (True, figure.hedge, figure.unit)
        assert [q.value for q in rate.quantities] == [q.value for q in figure.quantities]


# Anything at all gives a figure or a refusal.

TOKENS = [
    *(hedge.value for hedge in Hedge),
    *SCALES,
    *UNITS,
    *"0123456789.,-–~%²½",
    *"aefnorstu",
    "between",
    "from",
]
TOKENS += [
    "and",
    "to",
    "or more",
    "or so",
    "half",
    "a quarter",
    "thirds",
    "several",
    "twenty",
    "one",
    "per",
    "per thousand",
    "in",
    "dozens",
    "and a half",
    "hundred and",
    "$",
    "½",
    "+",
    "-odd",
    "at least",
    " ",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(TOKENS), max_size=9).map(" ".join), st.booleans())
@example("many from from x", False)
@example("1000000000000000000000", False)
@example("10 people or more or so", False)
def test_anything_is_a_figure_or_a_refusal(text: str, rate: bool) -> None:
    try:
        figure = Figure.parse(text, rate=rate)
    except FigureError:
        return
    assert figure.tight.within(figure.wide)
    assert Figure.parse(str(figure), rate=rate) == figure


HOSTILE = [
    *(
        "1,1" * 66,
        "1," * 100,
        "1 " * 100,
        "111 " * 50,
        "1,000" + ",000" * 48,
        "9" * 200,
        "1." * 100,
        "1–" * 100,
    ),
    *(" " * 200, "1" + " " * 199, " " * 199 + "1", "1" + "." * 199, "1 " + "a'" * 99, "1 " + "e\u0301" * 99),
    *(
        "between " * 25,
        "between 1 and " * 14,
        "about " * 33,
        "half a " * 28,
        "several " * 25,
        "percent " * 25,
    ),
    *("one hundred and " * 12, "two thousand " * 15, "1 in " * 40, "and a half " * 18, "$" * 200, "‰" * 200),
    *("tens of " * 25, "1 per 10" + "0" * 190, "-odd " * 40, "½" * 200, "1½" * 100, "1/2" * 66),
    *(
        "hundred thousand " * 11,
        "twenty-" * 28,
        "1 " + "or more " * 24,
        "1 " + "at least " * 22,
        "²" * 200,
        "ﷺ" * 200,
    ),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_are_read_in_no_time(text: str) -> None:
    assert len(text) <= LONGEST
    started = time.process_time()
    with suppress(FigureError):
        Figure.parse(text)
    assert time.process_time() - started < 0.25
