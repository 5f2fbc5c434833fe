"""Dates are drawn as exactly as they are known, and on their day wherever the page is made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import as_file, files

import pytest
from attrs import evolve

from zul.publish.drawing import Drawing
from zul.publish.drawings.timeline import Panel, events, marks, panels
from zul.publish.words import Words
from zul.terms.case import Case, Event
from zul.terms.dates import Period


def with_dates(case: Case, *dates: str) -> Case:
    events = {
        f"e{i}": Event(id=f"e{i}", date=Period.parse(text), title=f"event {text}", source="S1")
        for i, text in enumerate(dates)
    }
    return evolve(case, events=events, claims={}, assumptions={})


def panels_of(case: Case) -> list[Panel]:
    return panels(Words(case))


def day(ordinal: float) -> str:
    return date.fromordinal(int(ordinal)).isoformat() + ("" if ordinal == int(ordinal) else " noon")


def test_a_few_dates_as_data_of_the_chart(case: Case) -> None:
    (panel,) = panels_of(
        with_dates(case, "1943-12-28", "1943-12-28/1943-12-31", "1944-01~", "../1943-12-30", "1944-01-02/")
    )
    days, others = ("from", "at", "to"), ("href", "glyph", "dashed", "backward", "side")
    found = [(*(day(mark[key]) for key in days), *(mark[key] for key in others)) for mark in marks(panel)]
    assert found == [
        ("1943-12-28", "1943-12-28 noon", "1943-12-29", "#event-e0", "day", False, False, "right"),
        ("1943-12-28", "1943-12-30", "1944-01-01", "#event-e1", "span", False, False, "right"),
        ("1943-12-27", "1943-12-29", "1943-12-31", "#event-e3", "open", False, True, "right"),
        ("1944-01-01", "1944-01-16 noon", "1944-02-01", "#event-e2", "vague", True, False, "over"),
        ("1944-01-02", "1944-01-04", "1944-01-06", "#event-e4", "unstated", False, False, "right"),
    ]


@pytest.mark.parametrize(
    ("text", "glyph", "dashed", "backward"),
    [
        ("1944-02-29", "day", False, False),
        ("1944-02-01/1944-12-31", "span", False, False),
        ("1944-02-01/1944-02-03", "day", False, False),  # too short to be seen in ten years
        ("1944", "vague", False, False),
        ("early 1944", "vague", False, False),
        ("1944~", "vague", True, False),
        ("1944?", "vague", True, False),
        ("1944/..", "open", False, False),
        ("../1944", "open", False, True),
        ("1944/", "unstated", False, False),
        ("/1944", "unstated", False, True),
    ],
)
def test_each_kind_of_date_has_its_glyph(
    case: Case, text: str, glyph: str, dashed: bool, backward: bool
) -> None:
    (panel,) = panels_of(with_dates(case, "1940-01-01", "1949-12-31", text))
    mark = next(mark for mark in marks(panel) if mark["href"] == "#event-e2")
    assert (mark["glyph"], mark["dashed"], mark["backward"]) == (glyph, dashed, backward)


def test_another_date_from_a_claim_stands_under_its_event(case: Case) -> None:
    claim = evolve(case.claims["S1-5"], reading=Period.parse("1944-03-02"), said_by="a witness")
    (panel,) = panels_of(evolve(case, claims={"S1-5": claim}))
    found = marks(panel)
    assert [(mark["label"], mark["rival"], mark["href"]) for mark in found] == [
        ("Removal of the Valley people", False, "#event-removal"),
        ("or 2 March 1944: a witness", True, "#claim-S1-5"),
    ]
    coarser = evolve(claim, reading=Period.parse("1944"))
    (told_coarsely,) = panels_of(evolve(case, claims={"S1-5": coarser}))
    assert [mark["rival"] for mark in marks(told_coarsely)] == [False]
    assert [mark["rival"] for mark in marks(panels_of(case)[0])] == [False]  # the same date is no other one


def test_a_dense_stretch_gets_a_closer_panel_and_each_event_is_drawn_once(case: Case) -> None:
    weeks = [str(date(1943, 12, 1) + timedelta(days=9 * i)) for i in range(6)]
    far = ["1920", "1930", "1957-01-09", "1989-11-14", "1996"]
    wide, close = panels_of(with_dates(case, *far, *weeks))
    assert (wide.period.words, close.period.words) == ("1920–1996", "December 1943 – January 1944")
    assert [dated.key for dated in wide.dates] == ["e0", "e1", "closer", "e2", "e3", "e4"]
    assert next(dated.label for dated in wide.dates if dated.closer) == "6 events, drawn below"
    assert [dated.key for dated in close.dates] == [f"e{i}" for i in range(5, 11)]


def test_events_spread_evenly_need_no_closer_panel(case: Case) -> None:
    assert len(panels_of(with_dates(case, *(str(year) for year in range(1930, 1950))))) == 1


def test_no_event_no_panel(case: Case) -> None:
    assert panels_of(with_dates(case)) == []
    assert events(Words(with_dates(case))) is None


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "0001/9999", "9998-12-31/..", "/0001-01-02"])
def test_the_ends_of_the_calendar_can_be_drawn(
    case: Case, picture: Callable[[Drawing], str], text: str
) -> None:
    of_all_time = evolve(with_dates(case, text), period=Period.parse("0001/9999"))
    drawing = events(Words(of_all_time))
    assert drawing is not None
    assert "<svg" in picture(drawing)


def test_a_label_is_cut_where_its_side_ends_and_turns_nothing(case: Case) -> None:
    event = Event(id="e", date=Period.parse("1944"), title="\u202eword " * 50, source="S1")
    (panel,) = panels_of(evolve(case, events={"e": event}, claims={}))
    (mark,) = marks(panel)
    assert (mark["label"], mark["side"], mark["y"]) == ("word " * 21 + "word…", "over", 28.6)


def test_a_label_stands_over_a_bar_that_leaves_no_room_beside_it(case: Case) -> None:
    (panel,) = panels_of(with_dates(case, "1940", "1940/1949", "1949"))
    assert [(mark["side"], mark["y"]) for mark in marks(panel)] == [
        ("right", 11.0), ("over", pytest.approx(50.6)), ("left", pytest.approx(72.6)),
    ]  # fmt: skip


def test_what_is_drawn_again_below_is_said(case: Case) -> None:
    weeks = [str(date(1943, 12, 1) + timedelta(days=9 * i)) for i in range(6)]
    far = ["1920", "1930", "1957-01-09", "1989-11-14", "1996"]
    drawing = events(Words(with_dates(case, "1630", *far, *weeks)))
    assert drawing is not None
    assert drawing.caption.endswith(
        "An outlined bar is drawn again below, closer. "
        "Too early for the drawing, and in the table only: event 1630 (1630)."
    )
    assert len(drawing.chart.to_dict()["vconcat"]) == 2
    assert len(drawing.table.rows) == 12
    assert drawing.table.rows[:2] == (
        ("1630", "1630", "Event 1630", None, "S1"), ("1920", "1920", "Event 1920", None, "S1"),
    )  # fmt: skip


def test_a_rival_date_is_a_figure_of_the_drawing(case: Case) -> None:
    claim = evolve(case.claims["S1-5"], reading=Period.parse("1944-03-02"))
    drawing = events(Words(evolve(case, claims={"S1-5": claim})))
    assert drawing is not None
    assert drawing.claims == ("S1-5",)


DRAW = """
from datetime import date
from pathlib import Path
from zul.ledger import read_case
from zul.publish.drawings.timeline import events
from zul.publish.export import svg
from zul.publish.words import Words
drawing = events(Words(read_case(Path({folder!r}))))
print(svg(drawing.chart, label='"<'))
"""


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_no_day_slips_whatever_the_clock_of_the_machine(zone: str) -> None:
    with as_file(files("zul.ledger") / "template") as folder:
        command = [sys.executable, "-c", DRAW.format(folder=str(folder))]
        drawn = subprocess.run(
            command, env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=True
        ).stdout
    days = [f"{day} March 1944" for day in range(1, 7)]
    places = dict(re.findall(r'transform="translate\(([\d.]+),[-\d.]+\)"[^>]*>([^<]*)<', drawn))
    told = {text: float(x) for x, text in places.items()}
    assert [text for text in told if text in days] == days
    assert told["2 March 1944"] - told["1 March 1944"] == pytest.approx(820 / 7, abs=0.1)
    assert drawn.startswith('<svg role="group" aria-label="&#34;&lt;" ')
    assert "currentColor" in drawn


def test_what_lies_a_century_before_stands_in_the_table_only(case: Case) -> None:
    text = "1944-03-01/1944-03-05"
    assert case.period.text == text
    (panel,) = panels_of(with_dates(case, "1630", text))
    assert [dated.period.text for dated in panel.dates] == [text]


def test_hostile_titles_are_inert(case: Case, picture: Callable[[Drawing], str]) -> None:
    event = Event(id='"><script>', date=Period.parse("1944"), title="\u202e<script>", source="S1")
    drawing = events(Words(evolve(case, events={event.id: event}, claims={})))
    assert drawing is not None
    shown = picture(drawing)
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in shown
