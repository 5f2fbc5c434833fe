"""Which numbers count something: not ages, marks of enumerations, names with a number, nor idle words."""

from __future__ import annotations

import re
from functools import cache

from zul.read.atoms import month_names
from zul.read.nouns import stops, verbs
from zul.read.numerals import Numeral
from zul.read.tokens import Stretch
from zul.read.traps import is_age, is_enumerator
from zul.read.units import PARAGRAPH_BEFORE, SENTENCE_BEFORE, Unit

OLDEST = 110  # years
ONE_PER = re.compile(r"\b(?:one|a|1) ([a-z-]+) (?:per|for every|for each|to every) $")
_AFTER_SHARE = re.compile(r" of\b| ?[.,;:)—–-]|$| (?:more|less|fewer|again|that|a million|[a-z]+ed)\b")
_ONLY = re.compile(r"\b(?:only|just|exactly|but|single|another) $")
_ORDINAL = re.compile(r"\b(?:first|second|third|last|other|latter|former) (?:a )?$")
_GREAT = re.compile(r"\b(?:vast|overwhelming|great|large|absolute|clear|slim|narrow|bare|huge) $")
_NAME = re.compile(r"[A-Z][A-Za-z]* $")
_ABBREVIATION = re.compile(r"\b[A-Z]{1,4} $")
_NAME_AND_AGE = re.compile(r"[A-Z][\w.’-]*, $")
_DETERMINED = re.compile(r"\b(?:the|these|those|both|its|his|her|their) $")
_LEANING = frozenset(["none", SENTENCE_BEFORE, PARAGRAPH_BEFORE, "label", "noun before number"])
_SINGLE = frozenset(["family", "measure", "share", "money"])


def counts(numeral: Numeral, unit: Unit, stretch: Stretch) -> bool:
    """Whether a number is a quantity that a claim could be about."""
    low, before = stretch.low, stretch.before(numeral.first, 60)
    value = numeral.quantities[-1].value
    if unit.counted and unit.counted.kind == "none":
        return False
    if before.endswith(("per ", "times ")) and not ONE_PER.search(before):
        return False
    if value <= OLDEST and is_age(stretch, numeral.first, numeral.last):
        return False
    if (
        value <= 31
        and (not unit.noun or unit.noun.counted.kind == "other")
        and _is_day(low, numeral.last, before)
    ):
        return False
    if before.endswith("minus ") or (numeral.first == stretch.start and low.startswith(")", numeral.last)):
        return False
    if value.denominator == 1 and is_enumerator(low, numeral.first - 1, int(value), stretch.block):
        return False
    if numeral.has_word:
        return _word_counts(numeral, unit, stretch, before)
    if unit.noun or numeral.hedge or numeral.is_percent:
        return True
    if unit.rule == "none" and re.fullmatch(
        r"1[0-9]\d\d|20\d\d", numeral.written
    ):  # a year whose day is none
        return False
    printed = stretch.text[max(stretch.start, numeral.first - 24) : numeral.first]
    following = low[numeral.last : numeral.last + 1]
    if value <= OLDEST and following in (*",.;)", "") and _NAME_AND_AGE.search(printed):
        return False
    if unit.rule in (SENTENCE_BEFORE, PARAGRAPH_BEFORE) and _ABBREVIATION.search(printed):
        return False
    return unit.rule not in ("none", PARAGRAPH_BEFORE) or value >= 1000 or not _NAME.search(printed)


@cache
def _days() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(month_names().values()).lower()
    return re.compile(rf" (?:of )?(?:{months})\b"), re.compile(rf"\b(?:{months}) $")


def _is_day(low: str, end: int, before: str) -> bool:
    """True for a day of a month whose year nothing tells."""
    month_after, month_before = _days()
    return bool(month_after.match(low, end) or month_before.search(before))


def _word_counts(numeral: Numeral, unit: Unit, stretch: Stretch, before: str) -> bool:
    first, low = numeral.quantities[0], stretch.low
    if first.is_share:
        return _share_counts(numeral, low, before, stretch.end)
    if numeral.is_percent or " " in first.surface or "," in first.surface:  # with a scale word, or compound
        return True
    if first.is_vague:
        return False
    kind = unit.counted.kind if unit.counted else None
    if len(numeral.quantities) == 1 and first.value == 1:
        return bool(unit.noun) and (bool(_ONLY.search(before)) or bool(numeral.hedge) or kind in _SINGLE)
    if first.value == 2 and _DETERMINED.search(before):
        return False
    if unit.noun:
        return kind != "time" or not low.startswith((" plan", "-plan"), unit.noun.end)
    return unit.rule not in _LEANING or bool(numeral.hedge) or low.startswith(" of ", numeral.last)


def _share_counts(numeral: Numeral, low: str, before: str, end: int) -> bool:
    """Half a loaf, the third time and the other half are no shares of people."""
    surface = low[numeral.first : numeral.last]
    if _ORDINAL.search(before):
        return False
    if "majority" in surface:
        is_meant = surface != "majority" or _GREAT.search(before) is not None
        return is_meant and re.match(r" of\b| (?:were|was|had|died)\b", low[numeral.last : end]) is not None
    if numeral.hedge or len(numeral.quantities) > 1 or " in " in surface or "out of" in surface:
        return True
    if surface.startswith("every"):
        return not re.match(r" (?:day|night|week|month|year|time|hour)\b", low[numeral.last : end])
    if re.search(r"\b(?:year|month|week|day|hour|mile|kilometre|century)s? and $", before):
        return False  # "a year and a half"
    following = re.match(r" (?!an?\b)([a-z]+)", low[numeral.last : min(end, numeral.last + 30)])
    if following and (following[1] in verbs() or following[1] in stops()):
        return True
    return _AFTER_SHARE.match(low, numeral.last, end) is not None
