"""What earlier numbers counted, and which of them a number without a noun goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen

from zul.read.grammar.nouns import Counted, lexicon
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch
from zul.terms.mention import Word

BEINGS = ("person", "family")
NOT_TAKEN_OVER = ("share", "time", "measure", "none")
LIST = "inherited from list"
SENTENCE_BEFORE, PARAGRAPH_BEFORE = "inherited from sentence before", "inherited from paragraph before"
STOPS = re.compile(r"[.,;)]|$")  # what a number without a noun ends before
NEAR = 12  # numbers before one that it may follow
_ADJUNCT = ("in", "into", "by", "on", "aboard", "to", "with")
_LEAD = re.compile(r"\b(in|into|by|on|aboard|to|from|of|with|for) (?:the |these |its )?(?:\w+['’]s )?$")
ALONG = ("by", "with")
CARRIERS = frozenset("train wagon truck car bus ship steamer boat barge convoy flight plane aircraft".split())
_CARRIED = re.compile(r"\b(?:took|carried|brought|held|transported|delivered|with|for)(?: \w+)? $")
_APIECE = re.compile(r" (?:to|in|per|for) (?:an?|each|every|one) ([a-z]+)\b")
_OTHERS = re.compile(r" others?\b")
_WHOLE_BEFORE = re.compile(r"\bof (?:[\w'’]+ ){0,3}\d[\d,]* (?:[a-z]+,? ){1,4}(?:only |just )?$")
_TAKING = re.compile(r" (?:took|carried|brought) ")
_OF_THESE = re.compile(r" of (?:these|them|those)\b")
_DASH = re.compile(r" ?[-:(] ?")
_OF_THE_SUM = re.compile(r"\bof the \d[\d,.]* $")
_BESIDE = re.compile(r",? (?:only |just |as many as |no fewer than )?")
_OF_FAMILIES = re.compile(r"of (?:the|these|those|all|our) (?:[a-z]+ )?(?:famil|household)")
_THERE_WERE = re.compile(r"\bthere (?:were|are|remained) (?:only |just |still )?$")


@frozen(kw_only=True)
class Memory:
    """What an earlier number counted, with its noun and its value, and where it stood.

    `lead` is the preposition before it ("by 32 trains"); `is_near` is false for numbers of the block before.
    """

    counted: Counted
    noun: Word | None
    value: Fraction
    lead: str
    bracketed: bool
    is_near: bool = True


def lead_of(low: str, at: int) -> str:
    """The preposition just before a number."""
    match = _LEAD.search(low[max(0, at - 30) : at])
    return match[1] if match else ""


def family_taken_out(numeral: Numeral, stretch: Stretch, sentence: Sequence[Memory]) -> Memory | None:
    """The families of "of the 57 families 22 came back and 16 had died out", whatever the verb."""
    are_families = bool(sentence) and all(entry.counted.kind == "family" for entry in sentence)
    if are_families and _OF_FAMILIES.match(stretch.low, stretch.start, stretch.end):
        return sentence[0]  # "of the families registered, 412 lodge with farmers, 139 in barracks"
    whole = sentence[0] if sentence and sentence[0].lead == "of" else None
    if whole is None:
        return None
    if not are_families and not (len(sentence) == 1 and _is_taken_out_of(whole, numeral, stretch.low)):
        return None
    return whole if numeral.quantities[-1].value < whole.value else None


def families_before(numeral: Numeral, sentence: Sequence[Memory]) -> Memory | None:
    """The families of whom a part follows: "13,624 families were deported: 9,250 as kulaks"."""
    told = [entry for entry in sentence if entry.counted.kind in BEINGS and not entry.bracketed]
    are_families = told and all(entry.counted.kind == "family" for entry in told)
    return told[-1] if are_families and numeral.quantities[-1].value < told[-1].value else None


def _is_taken_out_of(whole: Memory, numeral: Numeral, low: str) -> bool:
    """True for "of 176 villages 100 vanished" and "of the 200 roubles that you sent 150 came"."""
    if whole.noun is None:
        return False
    if whole.counted.kind in ("money", "measure"):
        return _OF_THE_SUM.search(low, max(0, whole.noun.start - 30), whole.noun.start) is not None
    is_beside = _BESIDE.fullmatch(low, whole.noun.end, numeral.start) is not None
    return whole.counted.kind in ("place", "thing", "other") and is_beside


def last_counted(
    numeral: Numeral,
    stretch: Stretch,
    sentence: Sequence[Memory],
    block: Sequence[Memory],
    verb: str | None,
) -> tuple[Memory, str] | None:
    """What the last number counted that a number without a noun can follow, and the rule.

    With a verb of human beings only those, or families, count; without one, a list goes on with what it
    counts, in brackets and outside them, and by the same preposition. It does not go on with the places that
    its items went to, nor with the trains that took them, nor with what it says that each had.
    """
    value, lead = numeral.quantities[-1].value, lead_of(stretch.low, numeral.start)
    bracketed = stretch.low[numeral.start - 1 : numeral.start] == "("
    each = _APIECE.match(stretch.low, numeral.end, stretch.end)
    whose = each and lexicon().get(each[1])
    sentence = [
        entry
        for entry in sentence
        if entry.counted.kind not in NOT_TAKEN_OVER
        and not (whose and entry.counted.unit == whose.unit)
        and (entry.counted.kind in (*BEINGS, "money") or value <= _most(entry))
    ]
    if (
        verb is None
        and sentence
        and sentence[-1].counted.unit in CARRIERS
        and _CARRIED.search(stretch.before(numeral.start, 40))
    ):
        verb = "either"
    wanted = {"person": ("person",), "either": BEINGS}.get(
        verb or "", (*BEINGS, "thing", "people", "other", "money")
    )
    if _OTHERS.match(stretch.low, numeral.end) or (verb is None and lead not in _ADJUNCT):
        wanted = (*wanted, "place")
    carriers = [entry for entry in sentence if entry.counted.unit in CARRIERS and entry.lead == ""]
    if carriers and _TAKING.match(stretch.low, numeral.end):
        return carriers[-1], LIST  # "346 trains took 555,000 persons and 40 took 62,400"
    if sentence and sentence[-1].lead == "of" and _WHOLE_BEFORE.search(stretch.before(numeral.start, 40)):
        return sentence[-1], LIST  # "of the 68 houses one was left"
    if sentence and verb != "person" and _is_part_of_last(sentence[-1], numeral, stretch):
        return sentence[-1], LIST
    if not (sentence or verb) and (again := _there(numeral, stretch, block)):
        return again, SENTENCE_BEFORE
    if sentence and _is_divided(sentence[-1], numeral, stretch):
        return sentence[-1], LIST
    same = [
        entry for entry in block[-NEAR:] if lead in ALONG and entry.lead == lead and value <= _most(entry)
    ]
    if same and not verb and all(entry.lead != lead for entry in sentence):
        return same[-1], SENTENCE_BEFORE  # "Omsk — 83,516, by 34 trains. Altai — 94,799, by 40"
    if _OF_THESE.match(stretch.low, numeral.end, stretch.end) and not (verb or sentence) and block[-1:]:
        last = block[-1]
        if last.is_near and last.counted.kind in ("thing", "other") and value <= last.value:
            return last, SENTENCE_BEFORE  # "They got 415 houses. Thirty of these had no stove"
    near = [entry for entry in sentence[-NEAR:] if entry.counted.kind in wanted]
    near = [entry for entry in near if entry.bracketed == bracketed] or near
    if lead in _ADJUNCT:
        near = [entry for entry in near if entry.lead == lead] or near
    else:
        near = [entry for entry in near if entry.lead not in _ADJUNCT] or near
    near = near or ([] if verb else list(sentence[-1:]))
    if near:
        return near[-1], LIST
    far = [entry for entry in block[-NEAR:] if entry.counted.kind in BEINGS and entry.counted.kind in wanted]
    far = [entry for entry in far if entry.lead not in _ADJUNCT] or far
    if not far:
        return None
    if far[-1].value < value and (larger := [entry for entry in far if entry.value >= value]):
        far = larger  # "of 612 people … more than three families … 11 were in the camp"
    rule = SENTENCE_BEFORE if far[-1].is_near else PARAGRAPH_BEFORE
    if far[-1].counted.kind == "family" and value > 50 * far[-1].value:
        return evolve(far[-1], counted=lexicon()["people"], noun=None), rule  # "three families … 139,000"
    return far[-1], rule


def _is_part_of_last(entry: Memory, numeral: Numeral, stretch: Stretch) -> bool:
    """True for the ten of "at thirty-one forts and then in eleven camps, ten of them in this State"."""
    if entry.noun is None or numeral.quantities[-1].value > entry.value:
        return False
    is_beside = stretch.low[entry.noun.end : numeral.start] == ", " or entry.counted.kind == "thing"
    return is_beside and _OF_THESE.match(stretch.low, numeral.end, stretch.end) is not None


def _there(numeral: Numeral, stretch: Stretch, block: Sequence[Memory]) -> Memory | None:
    """What "Once there were seven." counts: the things that were counted last."""
    near = [entry for entry in block[-NEAR:] if entry.is_near and entry.lead not in _ADJUNCT]
    if (
        near
        and _THERE_WERE.search(stretch.before(numeral.start, 40))
        and STOPS.match(stretch.low, numeral.end, stretch.end)
    ):
        return near[-1]
    return None


def _is_divided(entry: Memory, numeral: Numeral, stretch: Stretch) -> bool:
    """True for the first part of "2,085 colonies — 1,381 in Macedonia, 273 in Thrace"."""
    if entry.noun is None or entry.counted.kind not in ("place", "thing", "other"):
        return False
    between = stretch.low[entry.noun.end : numeral.start]
    return numeral.quantities[-1].value < entry.value and _DASH.fullmatch(between) is not None


def _most(entry: Memory) -> Fraction:
    """The largest number that may count the same things as an earlier one."""
    if entry.counted.kind == "place":
        return entry.value * (1 if entry.lead in _ADJUNCT else 2)
    return entry.value * (10 if entry.counted.unit in CARRIERS else 50)
