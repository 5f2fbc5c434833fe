"""The sentences of a reconstruction known again: its answer is kept as text, without how it was made."""

from __future__ import annotations

import re
from functools import cache

from zul.errors import PeriodError
from zul.terms.dates import Period
from zul.terms.said import Part, Said, said

_HOLE = re.compile(r"\\\{(\w+)\\\}")
_QUESTIONS = (  # titles and definitions of what is asked
    said("Excess deaths, attributable"),
    said("Excess deaths among those alive at the beginning"),
    said("Excess deaths by comparison of scenarios"),
    said("Registered deaths beyond the expected"),
    said("Birth deficit"),
    said("Birth deficit: lower fertility"),
    said("Birth deficit: missing women"),
    said("Birth deficit in percent"),
    said("Missing people on {day}"),
    said("Excess deaths for each 1,000 people"),
    said("Share of births that the register has"),
    said("Excess deaths, attributable, were mortality to have gone on with the trend of the Union"),
    said("Excess deaths, attributable, were mortality to have gone on unchanged from the year before"),
    said("Births from {day} to the end of {year}"),
    said("Deaths from {day} to the end of {year}"),
    said("{people} in the compartment “{compartment}” on {day}"),
    said(
        "Deaths of the people as it was, beyond those that mortality without the {crisis} would have "
        "brought. Children who were never born are not among them."
    ),
    said(
        "Of those alive on {day}: deaths up to the end of {year}, less those that there would have been by "
        "then without the {crisis}. It grows smaller with time, for some would have died in those years of "
        "other causes."
    ),
    said(
        "All deaths up to the end of {year}, less all deaths without the {crisis}. Lower than the others, "
        "because children who were not born could not die."
    ),
    said(
        "Deaths on the register, less those expected of the persons on it without the {crisis}: what can be "
        "worked out from the register alone, its gaps included."
    ),
    said("Births that there would have been without the {crisis}, less those that there were."),
    said("The part of the birth deficit due to fewer children of the women who lived."),
    said("The part of the birth deficit due to women who had died, or had not been born."),
    said(
        "{people} that there would have been without the {crisis}, less those that there were: the "
        "excess deaths by comparison of scenarios and the birth deficit together."
    ),
    said(
        "{people} that there would have been without the {crisis}, less those that there were: the "
        "excess deaths by comparison of scenarios and the birth deficit together, and the difference of "
        "those abroad."
    ),
    said("All {people} in the account but those abroad."),
    said("Those under the crisis when it begins."),
    said("All births of {people} not abroad, registered or not."),
    said("All deaths of {people} not abroad, registered or not."),
    said("The excess deaths, attributable, to the end of {year}, for each 1,000 {people} on {day}."),
    said("The birth deficit to the end of {year}, in percent of the births expected without the {crisis}."),
    said("Registered births from {day} to the end of {year}, in percent of the births in “{compartment}”."),
    said("Registered births from {day} to the end of {year}, in percent of the births in {compartments}."),
    said("As the first, with another course of ordinary mortality after the crisis began."),
    said("{title}, to the end of {year}"),
    said("{people} on {day}"),
)
_COURSES = (
    said("Population"),
    said("Population without the crisis"),
    said("Population: {compartment}"),
    said("Births a year"),
    said("Deaths a year"),
    said("Births a year without the crisis"),
    said("Deaths a year without the crisis"),
    said("Attributable deaths a year"),
)
_EVIDENCE = (
    said("weighting the draws"),
    said("fitting anew"),
    said("a count of all {people} on {day}"),
    said("a count of those in “{compartment}” on {day}"),
    said("all births of {year}"),
    said("all deaths of {year}"),
    said("a count by age on {day}: persons of {first} to {last} years"),
    said("a count by sex on {day}: women"),
    said("the claims leave it nearly as wide as it was before they were read"),
)
_LEFT_OUT = (
    said("the account has nobody there at that time"),
    said("the source {id} is left out on request"),
    said("{id} is a reconstruction itself, kept for comparison"),
    said("a judgement rejects it"),
    said("it is a date"),
    said("the figure has no bound"),
    said("of its base, {reason}"),
    said("it is a share of nothing named"),
    said("the figure is nought or less"),
    said("one observation with {id}: of the two sources one copies the other"),
    said("the same figure as {id}, taken for one observation"),
    said("the same number as {id} but for rounding, taken for one observation"),
    said("the account has no part for the place “{id}”"),
    said("the account has no part for the group “{id}”"),
    said("the period has no known beginning or end"),
    said("the account does not tell “{measure}” apart"),
    said("the period lies outside the account"),
    said("the period holds only a part of the move"),
    said("no move of the account lies in the period"),
)
MESSAGES = (*_QUESTIONS, *_COURSES, *_EVIDENCE, *_LEFT_OUT)


def recognised(text: str) -> Said | None:
    """The sentence with its message and parts; None for what is no sentence of a reconstruction."""
    for message, pattern in _patterns():
        if found := pattern.fullmatch(text):
            parts = {name: _part(name, part) for name, part in found.groupdict().items()}
            if None not in parts.values():
                return said(message, **{name: part for name, part in parts.items() if part is not None})
    return None


@cache
def _patterns() -> tuple[tuple[Said, re.Pattern[str]], ...]:
    """Those with parts; one without is its own message."""
    with_parts = sorted((one for one in MESSAGES if "{" in one), key=lambda one: -len(one))
    pattern = ((message, _HOLE.sub(r"(?P<\1>.+?)", re.escape(message))) for message in with_parts)
    return tuple((message, re.compile(one)) for message, one in pattern)


def _part(name: str, text: str) -> Part | None:
    """A part by what it is: a day, a number or an id that stays, or a text of the case or of the account."""
    if name == "day":
        try:
            return Period.parse(text)
        except PeriodError:
            return None
    return text if name in ("id", "year", "first", "last", "compartments") else Said(text)
