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
NEAR = 12  # numbers before one that it may follow
_ADJUNCT = ("in", "into", "by", "on", "aboard", "to", "with")
_LEAD = re.compile(r"\b(in|into|by|on|aboard|to|from|of|with|for) (?:the |these |its )?(?:\w+['’]s )?$")
ALONG = ("by", "with")
CARRIERS = frozenset("train wagon truck car bus ship steamer boat barge convoy flight plane aircraft".split())
_CARRIED = re.compile(r"\b(?:took|carried|brought|held|transported|delivered|with|for)(?: \w+)? $")
_APIECE = re.compile(r" (?:to|in|per|for) (?:an?|each|every|one) ([a-z]+)\b")
_OTHERS = re.compile(r" others?\b")
_WHOLE_BEFORE = re.compile(r"\bof (?:[\w'’]+ ){0,3}\d[\d,]* (?:[a-z]+,? ){1,4}(?:only |just )?$")
_AGAINST = re.compile(
    r"\b(?:against|instead of|in (?:place|lieu) of|down from|up from|compared (?:with|to)"
    r"|(?:norm|standard|average|ration) of|rather than|others? (?:as|at|say|said|give|gave|have|had)|not"
    r"|served|spent|lasted)"
    r"(?: the| an?)?(?: \w+ of)? $"
)
_IN_BRACKETS = re.compile(r"\((?:the (?:remaining|other) |about |some |only )?$")
_OF_MEASURES = ("as little as", "as much as")
_DOWN_TO = re.compile(  # "141,000 tonnes in 1971, was down to 2,400"
    r"\b(?:down|up|fell|fallen|r[io]se|risen|sank|sunk|dropped|declined|grew|grown|increased|reduced|cut|shrank|shrunk"
    r"|raised|lowered) to (?:only |just |about |some )?$"
)
_TAKEN = re.compile(  # "we stood for a day, then travelled eighteen"
    r"\b(?:travell?ed|waited|walked|marched|rode|stayed|needed|took|stood|lay|worked|rested|slept|sailed"
    r"|(?:let|gave|allowed) (?:us|them|him|her|me|you)(?: have)?) $"
)
_THEN = re.compile(r",(?: and| but)? (?:in|later|then|after) (?:[a-z]+ ){0,3}$")  # "200 grams, in winter 100"
_ENDS = re.compile(r"[.,;)]|$")
_SUPERLATIVE = re.compile(r"\bthe (?:other|first|second|third|last|latter|next|[a-z]+est)(?: only| just)? $")
_NAMED = re.compile(r"; (?:and )?[^;,.\d]{2,40}, $")
_TAKING = re.compile(r" (?:took|carried|brought) ")
_MORE = re.compile(
    r" (?:(?:more|fewer|less)\b(?! (?:were|was|had|have|came|went|left|died|fled)\b)"
    r"|of (?!(?:them|whom|these|those|us)\b))"
)
_BACK = re.compile(r" (?:back|there|home)\b")
_OF_THESE = re.compile(r" of (?:these|them|those)\b")
_ELSEWHERE = re.compile(
    r"(?:;|\band) (?:and )?(?:in|at|from|for) (?:the )?(?:[^\W\d_]+ ){1,3}(?:only |just |but )?$"
)
_DASH = re.compile(r" ?[-:(] ?")
_FOR = re.compile(r" (for|to|of|per) ")
_SIGN = re.compile(r"%|per ?cent")


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


def measured_on(numeral: Numeral, stretch: Stretch, free: int, sentence: Sequence[Memory]) -> Memory | None:
    """The measure or share that goes on: "6 oz of flour and 2 of pulse", "11 litres, against 15"."""
    left = stretch.low[free : numeral.start]
    if not sentence:
        return None
    inside = [entry for entry in sentence if entry.bracketed] if _IN_BRACKETS.search(left) else []
    are_shares = inside and all(entry.counted.kind == "share" for entry in inside)
    if are_shares and numeral.quantities[-1].value <= 100:
        return inside[-1]  # "women 9,866 (47.7 %), men 4,566 (22)"
    last = sentence[-2] if sentence[-1].lead == "of" and sentence[-2:-1] else sentence[-1]
    if last.counted.kind not in ("measure", "share", "time", "money"):
        return None  # but for the whole of a share: "55 percent of the 6,200 inhabitants; in Tara 45"
    if last.counted.kind == "share" and not _SIGN.search(stretch.low, stretch.start, numeral.start):
        return None  # "214 per 1,000 births, against 160"
    goes_on = bool(_AGAINST.search(left)) or (last.lead == "from" and left.endswith(" to "))
    if last.counted.kind != "time":
        goes_on = goes_on or _DOWN_TO.search(left) is not None or numeral.hedge in _OF_MEASURES
    lead = lead_of(stretch.low, numeral.start)
    if last.counted.kind != "share":
        is_named = _NAMED.search(left) and stretch.low[numeral.end : numeral.end + 1] in ";."
        goes_on = goes_on or bool(is_named or _SUPERLATIVE.search(left))
    if last.counted.kind == "share":
        goes_on = (
            goes_on
            or _ELSEWHERE.search(left) is not None
            or (lead != "" and lead == last.lead and numeral.quantities[-1].value <= 100)
        )
    else:
        words = (_FOR.match(stretch.low, at) for at in (free, numeral.end))
        goes_on = goes_on or len({word[1] if word else at for at, word in enumerate(words)}) == 1
    if last.counted.kind == "time":
        is_last = _ENDS.match(stretch.low, numeral.end, stretch.end) is not None
        goes_on = goes_on or (is_last and _TAKEN.search(left) is not None)
        goes_on = goes_on or _BACK.match(stretch.low, numeral.end) is not None
    if last.counted.kind in ("measure", "money"):
        goes_on = goes_on or bool(_ENDS.match(stretch.low, numeral.end) and _THEN.search(left))
    if last.counted.kind == "measure":
        goes_on = goes_on or _MORE.match(stretch.low, numeral.end) is not None
    return last if goes_on else None


def family_taken_out(numeral: Numeral, sentence: Sequence[Memory]) -> Memory | None:
    """The families of "of the 57 families 22 came back and 16 had died out", whatever the verb."""
    whole = sentence[0] if sentence and sentence[0].lead == "of" else None
    if whole is None or any(entry.counted.kind != "family" for entry in sentence):
        return None
    return whole if numeral.quantities[-1].value < whole.value else None


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
    if sentence and _is_divided(sentence[-1], numeral, stretch):
        return sentence[-1], LIST
    same = [
        entry for entry in block[-NEAR:] if lead in ALONG and entry.lead == lead and value <= _most(entry)
    ]
    if same and not verb and all(entry.lead != lead for entry in sentence):
        return same[-1], SENTENCE_BEFORE  # "Omsk — 83,516, by 34 trains. Altai — 94,799, by 40"
    if _OF_THESE.match(stretch.low, numeral.end, stretch.end) and not (verb or sentence) and block[-1:]:
        last = block[-1]
        if last.is_near and last.counted.kind == "thing" and value <= last.value:
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
