"""Dates and periods: examples, whole messages, laws, and the `edtf` package as a second opinion."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st

from zul.errors import PeriodError
from zul.terms.dates import Period

WAY_OUT = "Write the date as EDTF, for instance 1943-12-28 or 1943-12 (docs/case-format.md)."

# what is read · its text · earliest · latest · its words
EXAMPLES = [
    ("1943", "1943", "1943-01-01", "1943-12-31", "1943"),
    ("1944-02", "1944-02", "1944-02-01", "1944-02-29", "February 1944"),
    ("1900-02", "1900-02", "1900-02-01", "1900-02-28", "February 1900"),
    ("1943-12-28", "1943-12-28", "1943-12-28", "1943-12-28", "28 December 1943"),
    ("0001", "0001", "0001-01-01", "0001-12-31", "1"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31", "31 December 9999"),
    ("194X", "194X", "1940-01-01", "1949-12-31", "1940s"),
    ("190X", "190X", "1900-01-01", "1909-12-31", "1900–1909"),
    ("19XX", "19XX", "1900-01-01", "1999-12-31", "1900–1999"),
    ("1943-XX", "1943-XX", "1943-01-01", "1943-12-31", "a month of 1943"),
    ("1943-12-XX", "1943-12-XX", "1943-12-01", "1943-12-31", "a day in December 1943"),
    ("1943-XX-XX", "1943-XX-XX", "1943-01-01", "1943-12-31", "a day in 1943"),
    ("1944~", "1944~", "1944-01-01", "1944-12-31", "about 1944"),
    ("194X?", "194X?", "1940-01-01", "1949-12-31", "perhaps 1940s"),
    ("1956-03-17%", "1956-03-17%", "1956-03-17", "1956-03-17", "perhaps about 17 March 1956"),
    ("1944~/1945?", "1944~/1945?", "1944-01-01", "1945-12-31", "from about 1944 to perhaps 1945"),
    ("../1944-01", "../1944-01", None, "1944-01-31", "January 1944 or earlier"),
    ("1944-08-14/..", "1944-08-14/..", "1944-08-14", None, "14 August 1944 or later"),
    ("1943-12-28/", "1943-12-28/", "1943-12-28", None, "from 28 December 1943, end not stated"),
    ("/1944-01", "/1944-01", None, "1944-01-31", "until January 1944, start not stated"),
    (
        "1943-12-28/1944-01",
        "1943-12-28/1944-01",
        "1943-12-28",
        "1944-01-31",
        "from 28 December 1943 to January 1944",
    ),
    ("1943/1957", "1943/1957", "1943-01-01", "1957-12-31", "1943–1957"),
    ("1944-05-03/1944-05-03", "1944-05-03/1944-05-03", "1944-05-03", "1944-05-03", "3 May 1944"),
    ("  17 March\t1956\n", "1956-03-17", "1956-03-17", "1956-03-17", "17 March 1956"),
    ("14 January 1949", "1949-01-14", "1949-01-14", "1949-01-14", "14 January 1949"),
    ("26April 1991", "1991-04-26", "1991-04-26", "1991-04-26", "26 April 1991"),
    ("december 1943", "1943-12", "1943-12-01", "1943-12-31", "December 1943"),
    ("28–31 December 1943", "1943-12-28/1943-12-31", "1943-12-28", "1943-12-31", "28–31 December 1943"),
    ("28-31 December 1943", "1943-12-28/1943-12-31", "1943-12-28", "1943-12-31", "28–31 December 1943"),
    (
        "27 December 1943 – 3 January 1944",
        "1943-12-27/1944-01-03",
        "1943-12-27",
        "1944-01-03",
        "27 December 1943 – 3 January 1944",
    ),
    (
        "28 October–3 November 1943",
        "1943-10-28/1943-11-03",
        "1943-10-28",
        "1943-11-03",
        "28 October – 3 November 1943",
    ),
    ("27 and 28 December 1943", "1943-12-27/1943-12-28", "1943-12-27", "1943-12-28", "27–28 December 1943"),
    (
        "September and October 1937",
        "1937-09/1937-10",
        "1937-09-01",
        "1937-10-31",
        "September–October 1937",
    ),
    (
        "December 1943 and January 1944",
        "1943-12/1944-01",
        "1943-12-01",
        "1944-01-31",
        "December 1943 – January 1944",
    ),
    ("1943–1957", "1943/1957", "1943-01-01", "1957-12-31", "1943–1957"),
    ("1930s", "193X", "1930-01-01", "1939-12-31", "1930s"),
    ("the 1930s", "193X", "1930-01-01", "1939-12-31", "1930s"),
    ("early 1945", "early 1945", "1945-01-01", "1945-04-30", "early 1945"),
    ("mid-1944", "mid-1944", "1944-05-01", "1944-08-31", "mid-1944"),
    ("mid 1944", "mid-1944", "1944-05-01", "1944-08-31", "mid-1944"),
    ("Late 1944", "late 1944", "1944-09-01", "1944-12-31", "late 1944"),
    ("early December 1943", "early December 1943", "1943-12-01", "1943-12-10", "early December 1943"),
    ("mid-december 1943", "mid-December 1943", "1943-12-11", "1943-12-20", "mid-December 1943"),
    ("late February 1944", "late February 1944", "1944-02-21", "1944-02-29", "late February 1944"),
    ("early 1950s", "early 1950s", "1950-01-01", "1952-12-31", "early 1950s"),
    ("mid-1950s", "mid-1950s", "1953-01-01", "1956-12-31", "mid-1950s"),
    ("the late 1950s", "late 1950s", "1957-01-01", "1959-12-31", "late 1950s"),
]


@pytest.mark.parametrize(("read", "text", "earliest", "latest", "words"), EXAMPLES)
def test_examples(read: str, text: str, earliest: str | None, latest: str | None, words: str) -> None:
    period = Period.parse(read)
    days = tuple(day and date.fromisoformat(day) for day in (earliest, latest))
    assert (str(period), (period.earliest, period.latest), period.words) == (text, days, words)
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("1943-12-28", ""),
        ("1943-12-28/1943-12-31", ""),
        ("1943-12", "vague"),
        ("1943-12-28/1944-01", "vague"),
        ("1943-12-XX", "vague"),
        ("early 1945", "vague"),
        ("1943-12-28~", "approximate vague"),
        ("1943-12-28?", "uncertain vague"),
        ("1943-12-28%", "approximate uncertain vague"),
        ("1943~/1944", "approximate vague"),
        ("1943/1944?", "uncertain vague"),
        ("../1943-12-28", "open vague"),
        ("1943-12-28/..", "open vague"),
        ("1943-12-28/", "unknown vague"),
        ("/1943-12-28", "unknown vague"),
    ],
)
def test_what_is_in_doubt(text: str, doubts: str) -> None:
    period = Period.parse(text)
    named = ("approximate", "uncertain", "open", "unknown", "vague")
    assert [name for name in named if getattr(period, name)] == doubts.split()


FIRST = "Write the earlier date first, for instance 1943-12-28/1944-01-03."
APART = "Make two claims of it, or write the interval that is meant as EDTF (docs/case-format.md)."
HEDGED = (
    "Write what it surely means as EDTF: 1959~ (about), ../1959 (by), 1959/.. (from), 1944/1948 "
    "(between); see docs/case-format.md."
)
REFUSED = [
    ("", "The date is empty", WAY_OUT),
    (" \n", "The date is empty", WAY_OUT),
    ("1" * 81, '"11111111111111111111…" is longer than 80 characters', WAY_OUT),
    ("1943-02-30", '"1943-02-30" is no day of the calendar', WAY_OUT),
    ("1943-12-00", '"1943-12-00" is no day of the calendar', WAY_OUT),
    ("1900-02-29", '"1900-02-29" is no day of the calendar', WAY_OUT),
    ("28–31 February 1943", '"1943-02-31" is no day of the calendar', WAY_OUT),
    ("1943-13", '"1943-13" is no month of the calendar', WAY_OUT),
    ("1943-00-XX", '"1943-00-XX" is no month of the calendar', WAY_OUT),
    ("1943-12-28/1943-21", '"1943-21" is no month of the calendar', WAY_OUT),  # seasons are not read
    ("0000", '"0000" lies outside the years 1 to 9999', WAY_OUT),
    ("000X", '"000X" lies outside the years 1 to 9999', WAY_OUT),
    ("10000", '"10000" lies outside the years 1 to 9999', WAY_OUT),
    ("1943/10000-01", '"10000-01" lies outside the years 1 to 9999', WAY_OUT),
    ("-0044", '"-0044" lies outside the years 1 to 9999', WAY_OUT),
    ("1944/1943", '"1944/1943" ends before it begins', FIRST),
    ("27 December – 3 January 1944", '"1944-12-27/1944-01-03" ends before it begins', FIRST),
    ("../..", '"../.." has neither a beginning nor an end', WAY_OUT),
    ("/", '"/" has neither a beginning nor an end', WAY_OUT),
    ("../", '"../" has neither a beginning nor an end', WAY_OUT),
    ("/..", '"/.." has neither a beginning nor an end', WAY_OUT),
    ("１９４３", '"１９４３" has digits other than 0 to 9', WAY_OUT),
    ("١٩٤٣", '"١٩٤٣" has digits other than 0 to 9', WAY_OUT),
    ("194O", '"194O" has a letter in its digits', WAY_OUT),
    ("1943/l944", '"l944" has a letter in its digits', WAY_OUT),
    ("2O December 1943", '"2O December 1943" has a letter in its digits', WAY_OUT),
    ("194x", '"194x" has a letter in its digits', WAY_OUT),
    ("by 1959", '"by 1959" hedges its date', HEDGED),
    ("about 1944", '"about 1944" hedges its date', HEDGED),
    ("c. 1944", '"c. 1944" hedges its date', HEDGED),
    ("between 1944 and 1948", '"between 1944 and 1948" hedges its date', HEDGED),
    ("28 December", '"28 December" names no year', WAY_OUT),
    ("28–31 December", '"28–31 December" names no year', WAY_OUT),
    (
        "September and December 1937",
        '"September and December 1937" names two dates that do not follow one another',
        APART,
    ),
    ("9999 and 0001", '"9999 and 0001" names two dates that do not follow one another', APART),
    ("1900s", '"1900s" is no date that Zul reads', WAY_OUT),  # ten years or a hundred
    ("December 1930s", '"December 1930s" is no date that Zul reads', WAY_OUT),
    ("early December 1950s", '"early December 1950s" is no date that Zul reads', WAY_OUT),
    ("28 December–1944", '"28 December–1944" is no date that Zul reads', WAY_OUT),
    ("28–December 1944", '"28–December 1944" is no date that Zul reads', WAY_OUT),
    ("1943–44", '"1943–44" is no date that Zul reads', WAY_OUT),
    ("28 1943", '"28 1943" is no date that Zul reads', WAY_OUT),
    ("19X3", '"19X3" is no date that Zul reads', WAY_OUT),
    ("194X-12", '"194X-12" is no date that Zul reads', WAY_OUT),
    ("1943-XX-28", '"1943-XX-28" is no date that Zul reads', WAY_OUT),
    ("1944?~", '"1944?~" is no date that Zul reads', WAY_OUT),
    ("1943/1944/1945", '"1943/1944/1945" is no date that Zul reads', WAY_OUT),
    ("19\x0043", r"'19\x0043' is no date that Zul reads", WAY_OUT),
    ("\ud800", r"'\ud800' is no date that Zul reads", WAY_OUT),
]


@pytest.mark.parametrize(("text", "what", "way_out"), REFUSED)
def test_refused(text: str, what: str, way_out: str) -> None:
    with pytest.raises(PeriodError, match=rf"\A{re.escape(f'{what}. {way_out}')}\Z"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("inner", "outer", "within", "disjoint"),
    [
        ("1943-12-28", "1943-12", True, False),
        ("1943-12", "1943-12-28", False, False),
        ("1943-12-28/1943-12-31", "1943-12-28/1944-01", True, False),
        ("1943-12-27/1943-12-31", "1943-12-28/1944-01", False, False),
        ("1943-12", "1944-01", False, True),
        ("1943-12/1944-01", "1944-01/1944-02", False, False),  # share the days at the border
        ("1943-12-31", "1944-01-01", False, True),
        ("1944", "1944-01/1944-12", True, False),
        ("early 1945", "1945-01/1945-04", True, False),
        ("early 1945", "mid-1945", False, True),
        # a side without limit
        ("1943-12", "../1944-01", True, False),
        ("../1943-12", "../1944-01", True, False),
        ("../1944-01", "1900/1944-01", False, False),
        ("../1944-01", "1944-01-31/..", False, False),
        ("../1944-01", "1944-02/..", False, True),
        ("1944/..", "1943/..", True, False),
        ("1944/..", "1943/2000", False, False),
        # a side that is not stated
        ("1943-12-28/", "1943-12-28/", False, False),
        ("1943-12-28/", "1943/..", False, False),
        ("1943-12-28", "1943-12-28/", False, False),
        ("1943-12-28/", "1937", False, False),
        # a side in doubt
        ("1945-01~", "1945-01~", True, False),
        ("1945-01~", "1940/1950", False, False),
        ("1945-01-15", "1945-01?", False, False),
        ("1945-01~", "1990", False, False),
        ("1990", "1945-01%", False, False),
    ],
)
def test_within_and_disjoint(inner: str, outer: str, within: bool, disjoint: bool) -> None:
    one, other = Period.parse(inner), Period.parse(outer)
    assert (one.within(other), one.disjoint(other)) == (within, disjoint)


YEARS = st.integers(1, 9999) | st.integers(1940, 1949)  # near years meet more often


@st.composite
def dates(draw: st.DrawFn, marks: str = "", unspecified: bool = True) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    whole = f"{year:04}-{month:02}-{day:02}"
    shapes = [whole, whole[:7], whole[:4]]
    if unspecified:
        shapes += [f"{whole[:7]}-XX", f"{whole[:4]}-XX", f"{whole[:4]}-XX-XX"]
    if unspecified and year >= 100:
        shapes += [f"{whole[:3]}X", f"{whole[:2]}XX"]
    shape: str = draw(st.sampled_from(shapes))
    return shape + (draw(st.sampled_from(marks)) if marks and draw(st.booleans()) else "")


@st.composite
def intervals(draw: st.DrawFn, sides: st.SearchStrategy[str], missing: tuple[str, ...]) -> str:
    begin, end = sorted((draw(sides), draw(sides)))
    if draw(st.booleans()):
        absent = draw(st.sampled_from(missing))
        return draw(st.sampled_from([f"{absent}/{end}", f"{begin}/{absent}"]))
    earliest, latest = Period.parse(begin).earliest, Period.parse(end).latest
    assume(earliest and latest and earliest <= latest)
    return f"{begin}/{end}"


@st.composite
def thirds(draw: st.DrawFn) -> str:
    stage = draw(st.sampled_from(["early ", "mid-", "late "]))
    month = draw(st.sampled_from(["", "February ", "December "]))
    decade = f"{draw(st.integers(1, 99)):02}{draw(st.integers(1, 9))}0s"
    return stage + draw(st.sampled_from([month + f"{draw(YEARS):04}", decade]))


TEXTS = dates("?~%") | intervals(dates("?~%"), ("", "..")) | thirds()
KNOWN = (dates() | intervals(dates(), ("..",)) | thirds()).map(Period.parse)
PERIODS = TEXTS.map(Period.parse)


@given(TEXTS)
def test_canonical_text_is_kept(text: str) -> None:
    assert str(Period.parse(text)) == text


@given(PERIODS)
def test_days_are_in_order_and_one_is_stated(period: Period) -> None:
    days = [day for day in (period.earliest, period.latest) if day]
    assert days == sorted(days)
    assert len(days) == 2 or (len(days) == 1 and period.open != period.unknown)


def words_of(day: date, precision: int) -> str:
    months = "January February March April May June July August September October November December"
    return " ".join([str(day.day), months.split()[day.month - 1], str(day.year)][precision:])


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)), st.integers(0, 2))
def test_english_says_what_edtf_says(one: date, other: date, precision: int) -> None:
    begin, end = sorted((one, other))
    edtf = [day.isoformat()[: (10, 7, 4)[precision]] for day in (begin, end)]
    english = f"{words_of(begin, precision)} – {words_of(end, precision)}"
    assert Period.parse(words_of(begin, precision)) == Period.parse(edtf[0])
    assert Period.parse(english) == Period.parse("/".join(edtf))


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(0, 800), st.integers(0, 2))
def test_plain_words_are_read_back(begin: date, span: int, precision: int) -> None:
    assume(begin.toordinal() + span <= date.max.toordinal())
    end = date.fromordinal(begin.toordinal() + span)
    edtf = [day.isoformat()[: (10, 7, 4)[precision]] for day in (begin, end)]
    period = Period.parse("/".join(edtf) if edtf[0] != edtf[1] else edtf[0])
    assert Period.parse(period.words) == period


def closed_days(text: str) -> tuple[date | None, date | None]:
    """Earliest and latest day by the `edtf` package, which calls a side without limit infinite."""
    parsed = parse_edtf(text)
    bounds = (parsed.lower_strict(), parsed.upper_strict())
    earliest, latest = (None if isinstance(bound, float) else date(*bound[:3]) for bound in bounds)
    return earliest, latest


@given(dates("?~%") | intervals(dates(unspecified=False), ("..",)))  # it reads no 194X inside an interval
def test_the_edtf_package_agrees(text: str) -> None:
    period = Period.parse(text)
    assert (period.earliest, period.latest) == closed_days(text)


@given(KNOWN, KNOWN, KNOWN)
def test_within_is_an_order_where_known(a: Period, b: Period, c: Period) -> None:
    assert a.within(a)
    if a.within(b) and b.within(c):
        assert a.within(c)


@given(KNOWN, KNOWN)
def test_within_and_disjoint_say_what_the_days_say(a: Period, b: Period) -> None:
    def span(period: Period) -> tuple[float, float]:
        begin = period.earliest.toordinal() if period.earliest else float("-inf")
        return begin, period.latest.toordinal() if period.latest else float("inf")

    (a1, a2), (b1, b2) = span(a), span(b)
    assert a.within(b) == (b1 <= a1 and a2 <= b2)
    assert a.disjoint(b) == (max(a1, b1) > min(a2, b2))


@given(PERIODS, PERIODS)
def test_disjoint_is_symmetric_and_forbids_within(a: Period, b: Period) -> None:
    assert a.disjoint(b) == b.disjoint(a)
    assert not (a.disjoint(b) and (a.within(b) or b.within(a)))


PIECES = "1943 0000 9999 12 28 31 194X XX - – / .. ? ~ % December may and the early mid late by 1930s , ２ O"


@given(
    st.text(max_size=90)
    | st.lists(st.sampled_from([" ", "\n", "\x00", *PIECES.split()]), max_size=9).map("".join)
)
@example("9999-12-31 and 0001-01-01")
@example("1" * 10_000_000)
@example(("-and " * 16)[:80])
@example("X" * 80)
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except PeriodError:
        return
    assert Period.parse(str(period)) == period
    assert period.words.isprintable()
