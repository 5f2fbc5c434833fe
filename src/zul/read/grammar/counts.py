"""Which numbers count something: not ages, marks of enumerations, names with a number, nor idle words."""

from __future__ import annotations

import re
from functools import cache

from zul.read.grammar.atoms import month_names
from zul.read.grammar.memory import BEINGS, LIST, PARAGRAPH_BEFORE, SENTENCE_BEFORE
from zul.read.grammar.nouns import lexicon, stops, verbs
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch
from zul.read.grammar.traps import is_age, is_enumerator
from zul.read.grammar.units import Unit
from zul.read.lexicon import rows, words_of
from zul.terms.numbers import SPELL, WORD

OLDEST = 110  # years
ONE_PER = re.compile(r"\b(?:one|a|1) ([a-z-]+) (?:per|for every|for each|to every) $")
_AFTER_SHARE = re.compile(r" of\b| ?[.,;:)—–-]|$| (?:more|less|fewer|again|that|a million|[a-z]+ed)\b")
_ONLY = re.compile(r"\b(?:only|just|exactly|but|single|another) $")
_LAST_OF_LIST = re.compile(
    rf"(?<!\w)(?:\d[\d,]*|{WORD}) [a-z-]+(?: each)?(?:,? and|,) $|\bthere (?:is|was) $"
)
_PER_SO_MANY = re.compile(  # "one well for each 9,000", "one wagon and six horses to every twenty"
    rf" [a-z]+(?: and (?:\d+|{WORD}) [a-z]+)? (?:for|to) (?:each|every) (?:\d|{WORD})"
)
_ORDINAL = re.compile(r"\b(?:first|second|third|last|other|latter|former) (?:a )?$")
_SECOND = re.compile(r"\b(?:a|another) second\b")
_AS_LARGE = re.compile(r" as (?:large|many|much|big|high|long|great)\b")
_GREAT = re.compile(r"\b(?:vast|overwhelming|great|large|absolute|clear|slim|narrow|bare|huge) $")
_STREET = re.compile(
    r" (?:[A-Z][\w.'’]+ ){1,3}(?:Street|Lane|Avenue|Road|Boulevard|Building|Square|Terrace|St\.|Ave\.)(?!\w)"
)
_INTO = re.compile(r" (?:into|to|in|aboard|with|home)\b")
_AFTER_VERB = re.compile(
    r"\b(?:[a-z]{3,}ed|asked for|know of|knew of|had|got|lost|found|saw|took|gave|sent|left|kept|held"
    r"|brought|buried"
    r"|say|says|said|lift|have|has|manage|earn|pick) (?:only |just |but |some |about )?$"
)
_PAUSE = re.compile(r" ?[.,;:)—–”\"]|$| (?:and|but|since|in|into|to|for|from|on|at)\b")
_IN_MONTH = re.compile(rf" in (?:{'|'.join(month_names().values())}|\d{{4}})\b", re.IGNORECASE)
_WORD_BEHIND = re.compile(r" [a-z]+")
_THEY_WERE, _ENDS = re.compile(r"\b[Tt]he [a-z]+s (?:were|are) $"), re.compile(r"[.,;]|$")
_WERE_A = re.compile(r"\b(?:were|are|formed|constituted|made up) an? (?:[a-z]+ )?$")
_NAME = re.compile(r"[A-Z][A-Za-z]* $")
_PLACE_NAME = re.compile(r"\b(?:village|town|hamlet|camp|farm|station|hill) (?:of )?[A-Z][a-z]+ $")
_ABBREVIATION = re.compile(r"\b[A-Z]{1,4} $")
_CAPITAL_WORD = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]$")
_OF_SO_MANY = re.compile(r"\bof (?:[\w'’]+ ){0,3}\d[\d,]* (?:[a-z]+ ){1,3}$")
_PART_OF_MEASURE = re.compile(rf" of an? (?:{SPELL})\b")
_IN_NUMBER = re.compile(r" (?:in (?:number|all|total)|all told|altogether)\b")
_ALL_SO_MANY = re.compile(r", all (?:but |except )?$|\bthe [a-z]+s, $")
_TO_EACH = re.compile(r" to (?:each\b|(?:an?|every) [a-z]+)")
_MINER = re.compile(r"[A-Z][\w.’-]* [A-Z][\w.’-]*, an? [a-z]+(?: [a-z]+)?, $")
_NAME_AND_AGE = re.compile(r"([A-Z][\w.’-]*), $")
_TIMES = re.compile(r" times(?: in all)?(?:[.,;)]|$)")  # "soup perhaps ten times in all"
_WENT = re.compile(r" (?:went|came|died|fled|stayed|returned|left|were|had|did|who)\b")
_ARE = re.compile(r" (?:are|were|had|have|went|came)\b")
_FOR_ONE = re.compile(r"\b(?:had|have|for|within|only|just|given|than|lasted|took|allowed) $")
_ONES = re.compile(r" (?:[\w-]+ )?ones\b")
_APPOSED = re.compile(r", the [^.;:]{2,60}, (?:had|were|was|are|did|could)\b")
_DOES = re.compile(r" (?:did|had|were|was|are|have|never|could|would) (?:not )?[a-z]+")
_NUMBERED = re.compile(
    r"\b(?:number(?:ed|s|ing)|total(?:l?ed|s|l?ing)|came to|amounted to|there (?:were|are"
    r"|remained)) (?:only |but )?$"
)
_OF_ALL, _WHERE = re.compile(r"\b(?:of|out of) the $"), re.compile(r" (?:in|at|on|who|of|aboard)\b|,")
_DETERMINED = re.compile(r"\b(?:the|these|those|both|its|his|her|their) $")
_LEANING = frozenset(["none", SENTENCE_BEFORE, PARAGRAPH_BEFORE, "label", "noun before number"])
_SINGLE = frozenset(["family", "measure", "share", "money"])


def counts(numeral: Numeral, unit: Unit, stretch: Stretch) -> bool:
    """Whether a number is a quantity that a claim could be about."""
    low, before = stretch.low, stretch.before(numeral.first, 60)
    value = numeral.quantities[-1].value
    if unit.counted and unit.counted.kind == "none":
        return bool(numeral.hedge) and _TIMES.match(low, numeral.end, stretch.end) is not None
    if before.endswith(("per ", "times ")) and not ONE_PER.search(before):
        return False
    if re.match(r"0\d", low[numeral.first : numeral.last]):  # "SOFIA 02114"
        return False
    if (
        value <= OLDEST
        and not numeral.quantities[0].is_share
        and is_age(stretch, numeral.first, numeral.last)
    ):
        return False
    if (
        value <= 31
        and (not unit.noun or unit.noun.counted.kind == "other")
        and not numeral.is_percent
        and _is_day(stretch, numeral)
    ):
        return False
    if before.endswith("minus ") or (numeral.first == stretch.start and low.startswith(")", numeral.last)):
        return False
    if value.denominator != 1 and unit.rule in (SENTENCE_BEFORE, PARAGRAPH_BEFORE):
        is_told = numeral.hedge or numeral.is_percent or low.startswith((" a ", " per "), numeral.last)
        if unit.counted and unit.counted.kind in BEINGS and not is_told:  # nobody counts half of one
            return False
    if value.denominator == 1 and is_enumerator(low, numeral.first - 1, int(value), stretch.block):
        return False
    if _STREET.match(stretch.text, numeral.last, stretch.end):
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
    if value <= OLDEST and _MINER.search(stretch.text, max(stretch.start, numeral.first - 60), numeral.first):
        return False  # "James Brew, a miner, 37,"
    named = _NAME_AND_AGE.search(printed) if value <= OLDEST and following in (*",.;)", "") else None
    if named and named[1].lower() not in lexicon() and named[1].lower() not in verbs():
        return False  # "Anna Weiss, 67", not "Dead, 20; missing, 5"
    if unit.rule in (SENTENCE_BEFORE, PARAGRAPH_BEFORE) and value < 1000 and _PLACE_NAME.search(printed):
        return False
    if unit.rule in (SENTENCE_BEFORE, PARAGRAPH_BEFORE) and _ABBREVIATION.search(printed):
        return False
    return unit.rule not in ("none", PARAGRAPH_BEFORE) or value >= 1000 or not _NAME.search(printed)


@cache
def _days() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(name for row in rows("months") for name in words_of(row["names"]))
    return re.compile(rf" (?:of )?(?:{months})\b"), re.compile(rf"(?<!\d )\b(?:{months})\.? $")


def _is_day(stretch: Stretch, numeral: Numeral) -> bool:
    """True for a day of a month whose year nothing tells, not for "on the march three died"."""
    month_after, month_before = _days()
    before = stretch.text[max(stretch.start, numeral.first - 20) : numeral.first]
    return bool(month_after.match(stretch.text, numeral.last) or month_before.search(before))


def _word_counts(numeral: Numeral, unit: Unit, stretch: Stretch, before: str) -> bool:
    first, low = numeral.quantities[0], stretch.low
    if first.is_share:
        return _share_counts(numeral, low, before, stretch.end)
    if (
        numeral.is_percent or " and " in numeral.written or " " in first.surface or "," in first.surface
    ):  # with a scale word, or compound
        return True
    if first.is_vague:
        is_taken = unit.rule == "verb implies persons" and _INTO.match(low, numeral.end, stretch.end)
        is_ones = unit.counted is not None and _ONES.match(low, numeral.last, stretch.end)
        is_said = unit.counted is not None and unit.counted.kind in BEINGS and unit.rule == LIST
        is_said = is_said and _WENT.match(low, numeral.last, stretch.end) is not None
        return unit.noun is not None or bool(is_taken or is_ones or is_said)
    if _CAPITAL_WORD.search(stretch.text[max(stretch.start, numeral.first - 24) : numeral.first + 2]):
        return False  # "District Six"
    kind = unit.counted.kind if unit.counted else None
    if low.startswith("a", numeral.first) and kind in ("time", "measure"):
        return True  # "within a fortnight"
    if len(numeral.quantities) == 1 and first.value == 1:
        if _OF_SO_MANY.search(before) and re.match(r" (?:was|had|[a-z]+ed)\b", low[numeral.last :][:20]):
            return True
        is_told = (
            _PER_SO_MANY.match(low, numeral.last, stretch.end)
            or _ONLY.search(before)
            or _LAST_OF_LIST.search(before)
            or numeral.hedge
        )
        is_spell = kind == "time" and _FOR_ONE.search(before) is not None  # "had one hour to pack"
        return bool(unit.noun) and (bool(is_told) or kind in _SINGLE or is_spell)
    if first.value == 2 and _DETERMINED.search(before) and not (unit.noun and unit.noun.counted.plural):
        return False
    if first.value == 0:
        return bool(unit.noun)  # not "below zero"
    if unit.noun:
        return kind != "time" or not low.startswith((" plan", "-plan"), unit.noun.end)
    if before.endswith(": ") and re.match(r"[.,;]|$", low[numeral.end : stretch.end]):
        return unit.counted is not None
    if _IN_NUMBER.match(low, numeral.end, stretch.end) or _ALL_SO_MANY.search(before):
        return unit.counted is not None and unit.rule != PARAGRAPH_BEFORE
    if len(numeral.quantities) > 1 or _TO_EACH.match(low, numeral.end, stretch.end):
        return unit.counted is not None
    if (
        unit.rule not in _LEANING
        or numeral.hedge
        or _NUMBERED.search(before)
        or low.startswith(" of ", numeral.last)
    ):
        return True
    if (
        unit.rule == "noun before number"
        and _THEY_WERE.search(before)
        and _ENDS.match(low[numeral.end :][:1])
    ):
        return True  # "the carts were forty-eight, lent by the farms"
    if first.value > 1 and _AFTER_VERB.search(before) and _PAUSE.match(low, numeral.end, stretch.end):
        return True  # "we asked for four and got three"
    if (
        first.value > 1
        and numeral.first == stretch.start
        and _WORD_BEHIND.match(low, numeral.last, stretch.end)
    ):
        return unit.counted is not None  # "Four broke through"
    if first.value > 1 and before.endswith((": ", ", ", "and ")) and _IN_MONTH.match(low, numeral.end):
        return True  # "I saw it: twenty-nine in December, sixty-four in January"
    if numeral.first == stretch.start and _APPOSED.match(low, numeral.last, stretch.end):
        return unit.counted is not None  # "Nineteen, the miller and others, had to stay"
    if first.value > 2:
        return True
    is_subject = _DOES.match(low, numeral.last, stretch.end) and not _DETERMINED.search(before)
    return unit.counted is not None and bool(
        is_subject or (_OF_ALL.search(before) and _WHERE.match(low, numeral.last))
    )


def _share_counts(numeral: Numeral, low: str, before: str, end: int) -> bool:
    """Half a loaf, the third time and the other half are no shares of people."""
    surface = low[numeral.first : numeral.last]
    if _PART_OF_MEASURE.match(low, numeral.last, end):
        return False
    if surface.startswith("a ") and _SECOND.search(before):
        return False  # "a second of 776 and a third of 1,070"
    if _AS_LARGE.match(low, numeral.last, end):
        return False  # "half as large again"
    if _ORDINAL.search(before) and not surface.startswith("a "):
        return False
    if "majority" in surface:
        if surface.startswith("the ") and _ARE.match(low, numeral.last, end):
            return True  # "a few went to Tara; the majority are lost to our records"
        is_meant = surface != "majority" or _GREAT.search(before) is not None
        if surface == "a majority" and before.endswith((", ", "; ")) and low.startswith(",", numeral.last):
            return True  # "2,610 of them, a majority, worked"
        if _GREAT.search(before) and _WERE_A.search(before):
            return True  # "they were a bare majority"
        return (
            is_meant
            and re.match(
                r" of\b| (?:were|was|had|did|died|are|have|said|came|went|left|without|[a-z]{3,}ed)\b",
                low[numeral.last : end],
            )
            is not None
        )
    if before.endswith(("of which ", "of whom ", "of these ", "of them ")):
        return True
    if before.endswith(" by "):
        return True  # "which would exceed by a third the whole population"
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
