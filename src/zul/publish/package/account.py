"""What was reconstructed, as tables: intervals before medians, and no number that the claims do not reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zul.publish.package.table import Cell, Column, Sheet, sheet
from zul.terms.estimate import Reconstruction, Spread

AGES = 5  # years in an age group


def account(found: Reconstruction) -> list[Sheet]:
    """The tables of estimates, what moved them, courses over time, age pyramids and readings of claims."""
    return [_estimates(found), _influences(found), _courses(found), _pyramids(found), _readings(found),
            _left_out(found), _wanted(found)]  # fmt: skip


def _estimates(found: Reconstruction) -> Sheet:
    return sheet(
        "estimates", "Estimates", "The numbers that the figures allow; excess deaths and birth deficit are "
        "apart, and are not to be added.", found.estimates.values(), "id",
        Column(name="id", says="Stable id of the estimate.", of=lambda one: one.id, required=True),
        Column(name="title", says="The estimate in words.", of=lambda one: one.title, required=True),
        Column(name="definition", says="What it counts.", of=lambda one: one.definition, required=True),
        Column(name="unit", says="What one of it is.", of=lambda one: one.unit, required=True),
        *_spread("", lambda one: one.spread if one.is_estimable else None),
        *_spread("prior_", lambda one: one.prior),
        Column(name="not_estimable", says="Why there is no number, where the claims do not reach it.",
               of=lambda one: one.reason),
    )  # fmt: skip


def _influences(found: Reconstruction) -> Sheet:
    rows = [(estimate.id, one) for estimate in found.estimates.values() for one in estimate.moved_by]
    return sheet(
        "influences", "Influences", "What leaving out a claim, or all claims of a source, would do.", rows,
        "estimate about",
        _of_estimate(lambda one: one[0]),
        Column(name="about", says="The claim or source left out.", of=lambda one: one[1].about,
               required=True),
        Column(name="moved", says="By how much the median changes without it.", of=lambda one: one[1].moved,
               type="number", required=True),
        Column(name="narrowed", says="How many times as wide the 95 % interval is without it.",
               of=lambda one: one[1].narrowed, type="number", required=True),
        Column(name="by", says="How that was found.", of=lambda one: one[1].by, required=True),
    )  # fmt: skip


def _courses(found: Reconstruction) -> Sheet:
    rows = [
        (course, time, spread)
        for course in found.courses.values()
        for time, spread in zip(course.times, course.spreads, strict=True)
    ]
    return sheet(
        "courses", "Courses", "Quantities over time; those of flows are of the year that begins then.", rows,
        "course time",
        Column(name="course", says="Id of the quantity.", of=lambda one: one[0].id, required=True),
        Column(name="title", says="The quantity in words.", of=lambda one: one[0].title, required=True),
        Column(name="unit", says="What one of it is.", of=lambda one: one[0].unit, required=True),
        Column(name="time", says="When, in years: 1944.25 is 1 April 1944.", of=lambda one: one[1],
               type="number", required=True),
        *_spread("", lambda one: one[2]),
    )  # fmt: skip


def _pyramids(found: Reconstruction) -> Sheet:
    rows = [
        (pyramid.year, sex, AGES * group, None if group == len(groups) - 1 else AGES * (group + 1), spread)
        for pyramid in found.pyramids
        for sex, groups in (("female", pyramid.women), ("male", pyramid.men))
        for group, spread in enumerate(groups)
    ]
    return sheet(
        "pyramids", "Age pyramids", "Persons by sex and completed age on 1 January.", rows,
        "year sex age_from",
        Column(name="year", says="The year on whose 1 January they are counted.", of=lambda one: one[0],
               type="integer", required=True),
        Column(name="sex", says="Women and girls, or men and boys.", of=lambda one: one[1], required=True,
               one_of=("female", "male")),
        Column(name="age_from", says="The youngest completed age of the group.", of=lambda one: one[2],
               type="integer", required=True, minimum=0),
        Column(name="age_before", says="The age that none of them has reached; empty for the oldest group.",
               of=lambda one: one[3], type="integer"),
        *_spread("", lambda one: one[4]),
    )  # fmt: skip


def _readings(found: Reconstruction) -> Sheet:
    return sheet(
        "readings", "Claims in the reconstruction", "How each claim that was read stands in the account.",
        found.readings, "claim",
        Column(name="claim", says="The claim.", of=lambda one: one.claim, required=True,
               refers=("claims", "id")),
        Column(name="wrong", says="The probability that it is wrong or counts something else.",
               of=lambda one: one.wrong, type="number", required=True, minimum=0, maximum=1),
        *_spread("expected_", lambda one: one.expected),
        Column(name="tail", says="The probability that a figure drawn anew falls below the printed one.",
               of=lambda one: one.tail, type="number", required=True, minimum=0, maximum=1),
    )  # fmt: skip


def _left_out(found: Reconstruction) -> Sheet:
    return sheet(
        "left_out", "Claims left out", "The claims that the reconstruction does not read.",
        found.left_out.items(), "claim",
        Column(name="claim", says="The claim.", of=lambda one: one[0], required=True,
               refers=("claims", "id")),
        Column(name="reason", says="Why it is left out.", of=lambda one: one[1], required=True),
    )  # fmt: skip


def _wanted(found: Reconstruction) -> Sheet:
    return sheet(
        "wanted", "Counts wanted", "The counts that would narrow an estimate most, if somebody found them.",
        found.wanted, "estimate title",
        _of_estimate(lambda one: one.estimate),
        Column(name="title", says="The count.", of=lambda one: one.title, required=True),
        Column(name="narrowed", says="How many times narrower the estimate would be.",
               of=lambda one: one.narrowed, type="number", required=True),
    )  # fmt: skip


def _of_estimate(of: Callable[[Any], Cell]) -> Column:
    return Column(name="estimate", says="The estimate.", of=of, required=True, refers=("estimates", "id"))


def _spread(prefix: str, of: Callable[[Any], Spread | None]) -> list[Column]:
    """The credible intervals, the widest first, then the median."""
    what = {"": "the number", "prior_": "what was thought before the claims were read",
            "expected_": "what the account has for its cell"}[prefix]  # fmt: skip

    def end(level: int, side: str) -> Callable[[Any], Cell]:
        def read(one: Any) -> Cell:
            spread = of(one)
            if spread is None:
                return None
            interval = spread.interval(level)
            return interval.lower if side == "lower" else interval.upper

        return read

    def median(one: Any) -> Cell:
        spread = of(one)
        return None if spread is None else spread.median

    return [
        *(
            Column(
                name=f"{prefix}{side}_{level}",
                says=f"The {side} end of the {level} % interval of {what}.",
                of=end(level, side),
                type="number",
            )
            for level in (95, 80, 50)
            for side in ("lower", "upper")
        ),
        Column(
            name=f"{prefix}median",
            says=f"The median of {what}; half of the draws lie below.",
            of=median,
            type="number",
        ),
    ]
