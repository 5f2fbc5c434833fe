"""Dates are drawn as exactly as they are known, and on their day wherever the page is made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from attrs import evolve

from zul.publish.drawings.timeline import marks, panels, timeline
from zul.publish.export import svg
from zul.terms.case import Case, Event
from zul.terms.dates import Period


def with_dates(case: Case, *dates: str) -> Case:
    events = {
        f"e{i}": Event(id=f"e{i}", date=Period.parse(text), title=f"event {text}", source="S1")
        for i, text in enumerate(dates)
    }
    return evolve(case, events=events, claims={}, assumptions={})


def test_a_few_dates_as_data_of_the_chart(case: Case) -> None:
    (panel,) = panels(
        with_dates(case, "1943-12-28", "1943-12-28/1943-12-31", "1944-01~", "../1943-12-30", "1944-01-02/")
    )
    columns = ("key", "from", "at", "to", "glyph", "dashed", "backward", "side")
    assert [tuple(mark[column] for column in columns) for mark in marks(panel)] == [
        ("e0", *at("1943-12-28", "1943-12-28T12", "1943-12-29"), "day", False, False, "right"),
        ("e1", *at("1943-12-28", "1943-12-29T12", "1944-01-01"), "span", False, False, "right"),
        ("e3", *at("1943-12-27", "1943-12-28T12", "1943-12-31"), "open", False, True, "right"),
        ("e2", *at("1944-01-01", "1944-01-16T12", "1944-02-01"), "vague", True, False, "left"),
        ("e4", *at("1944-01-02", "1944-01-03T12", "1944-01-06"), "unstated", False, False, "right"),
    ]


def at(first: str, middle: str, end: str) -> tuple[str, str, str]:
    return f"{first}T00:00:00Z", f"{middle}:00:00Z", f"{end}T00:00:00Z"


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
    (panel,) = panels(with_dates(case, "1940-01-01", "1949-12-31", text))
    mark = next(mark for mark in marks(panel) if mark["key"] == "e2")
    assert (mark["glyph"], mark["dashed"], mark["backward"]) == (glyph, dashed, backward)


def test_another_date_from_a_claim_stands_under_its_event(case: Case) -> None:
    claim = evolve(case.claims["S1-5"], reading=Period.parse("1944-03-02"), said_by="a witness")
    (panel,) = panels(evolve(case, claims={"S1-5": claim}))
    assert [(mark["label"], mark["rival"]) for mark in marks(panel)] == [
        ("Removal of the Valley people", False),
        ("or 2 March 1944: a witness", True),
    ]
    assert [mark["rival"] for mark in marks(panels(case)[0])] == [False]  # the same date is no other one


def test_a_dense_stretch_gets_a_closer_panel_and_each_event_is_drawn_once(case: Case) -> None:
    weeks = [str(date(1943, 12, 1) + timedelta(days=9 * i)) for i in range(6)]
    far = ["1920", "1930", "1957-01-09", "1989-11-14", "1996"]
    wide, close = panels(with_dates(case, *far, *weeks))
    assert (wide.words, close.words) == ("1920–1996", "December 1943 – January 1944")
    assert [dated.key for dated in wide.dates] == ["e0", "e1", "closer", "e2", "e3", "e4"]
    assert next(dated.label for dated in wide.dates if dated.closer) == "6 events, drawn below"
    assert [dated.key for dated in close.dates] == [f"e{i}" for i in range(5, 11)]


def test_events_spread_evenly_need_no_closer_panel(case: Case) -> None:
    assert len(panels(with_dates(case, *(str(year) for year in range(1930, 1950))))) == 1


def test_no_event_no_panel(case: Case) -> None:
    assert panels(with_dates(case)) == []


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "0001/9999", "9998-12-31/..", "/0001-01-02"])
def test_the_ends_of_the_calendar_can_be_drawn(case: Case, text: str) -> None:
    of_all_time = evolve(with_dates(case, text), period=Period.parse("0001/9999"))
    (panel,) = panels(of_all_time)
    assert "<svg" in svg(timeline(panel), label="")


def test_long_and_turning_labels_are_tamed(case: Case) -> None:
    event = Event(id="e", date=Period.parse("1944"), title="\u202eword " * 30, source="S1")
    (panel,) = panels(evolve(case, events={"e": event}, claims={}))
    assert panel.dates[0].label == "word " * 12 + "…"


DRAW = """
from zul.publish.export import svg
from zul.publish.drawings.timeline import Dated, Panel, timeline
from zul.terms.dates import Period
from datetime import date
dated = Dated(key="a", label="<b>&", period=Period.parse("1943-12-28"))
panel = Panel(first=date(1943, 12, 26), last=date(1943, 12, 31), dates=(dated,))
print(svg(timeline(panel), label='"<'))
"""


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_no_day_slips_whatever_the_clock_of_the_machine(zone: str) -> None:
    command = [sys.executable, "-c", DRAW]
    drawn = subprocess.run(
        command, env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=True
    ).stdout
    days = re.findall(r">(\d+ Dec)<", drawn)
    assert days == ["26 Dec", "27 Dec", "28 Dec", "29 Dec", "30 Dec", "31 Dec"]
    at = r'transform="translate\(([\d.]+),[-\d.]+\)"[^>]*'
    places = [float(x) for x in re.findall(rf"{at}>\d+ Dec<", drawn)]
    (dot,) = re.findall(rf'aria-roledescription="circle" {at} d="', drawn)
    assert places[2] < float(dot) < places[3]  # noon of the 28th
    assert drawn.startswith('<svg role="img" aria-label="&#34;&lt;" ')
    assert "&lt;b&gt;&amp;" in drawn
    assert "currentColor" in drawn


def test_what_lies_a_century_before_stands_in_the_table_only(case: Case) -> None:
    text = "1944-03-01/1944-03-05"
    assert case.period.text == text
    (panel,) = panels(with_dates(case, "1630", text))
    assert [dated.period.text for dated in panel.dates] == [text]
