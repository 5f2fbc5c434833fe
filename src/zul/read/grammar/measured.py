"""Which measures, shares and times a number without a noun goes on with: "6 oz of flour and 2 of pulse"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.grammar.memory import NOT_TAKEN_OVER, STOPS, Memory, lead_of
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch

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
    r"|(?:sat|served|lived|stayed|worked|lasted) for|(?:let|gave|allowed) (?:us|them|him|her|me"
    r"|you)(?: have)?) $"
)
_THEN = re.compile(  # "200 grams, in winter 100", "twelve kilos, for the women twenty"
    r",(?: and| but)? (?:(?:in|later|then|after) (?:[a-z]+ ){0,3}|for (?:[a-z]+ ){1,3})$"
)
_SUPERLATIVE = re.compile(r"\bthe (?:other|first|second|third|last|latter|next|[a-z]+est)(?: only| just)? $")
_NAMED = re.compile(r"; (?:and )?[^;,.\d]{2,40}, $")
_MORE = re.compile(
    r" (?:(?:more|fewer|less)\b(?! (?:were|was|had|have|came|went|left|died|fled)\b)"
    r"|of (?!(?:them|whom|these|those|us)\b))"
)
_BACK = re.compile(r" (?:back|there|home)\b")
_ELSEWHERE = re.compile(
    r"(?:;|\band) (?:and )?(?:in|at|from|for) (?:the )?(?:[^\W\d_]+ ){1,3}(?:only |just |but )?$"
)
_FOR = re.compile(r" (for|to|of|per|by) ")
_SIGN = re.compile(r"%|per ?cent")
_THAT_TO = re.compile(
    r", that (?:to|from|of|for) [^,.;]{2,30} $"
)  # "about two weeks, that to Tara up to seven"
_IT_WAS = re.compile(
    r"\b(?:in|by) \d{4},? (?:it|they|the figure|the share) (?:was|were|is) (?:only |just )?$"
)
_IN_YEAR = re.compile(r",? (?:and|but) (?:in|by) \d{4},? $")  # "81 percent lived there, and by 1979 ninety"
_GREW_BY = re.compile(
    r"\b(?:grew|rose|fell|increased|declined|decreased|shrank)\b[^.;]{0,40} by (?:a mere |only |just "
    r"|about )?$"
)
_OF_NAME = re.compile(r" [A-Z][\w-]+[,.;]")  # "39 per cent gave Multan as their home, 22 Lyallpur"
_IN_BAND = re.compile(  # "31 per cent between two and five"
    r"(?:%|per ?cent) (?:of them |had |held |owned |of (?:the )?[a-z]+ )?$"
)
_NEXT_YEAR = re.compile(r" (?:in (?:the )?\d{4}|(?:[a-z]+|\d+) (?:years?|months?|days?) (?:later|earlier))\b")
_NEXT_DAY = re.compile(
    r" (?:yesterday|to-?day|the (?:next|day|following|second|third)\b)"
)  # "9 miles, and fifteen yesterday"
_HAD = re.compile(
    r"\ballowed (?:only |just )?$|[;,] [^;,.]{0,30}(?:\bhad|['’]d had|\bowned|\bheld) (?:had |only |just )?$"
)
_COVERED = re.compile(r"\b(?:covered|made|did|marched|walked) (?:only |about |some )?$")
_OF_ANOTHER = re.compile(r", the [a-z]+ $")  # "86 per cent by the German count, the Italian 70"
_OTHER = re.compile(r"\bthe (?:other|remaining) $")  # "15 per cent, and the Colony the other 85"


_GOT = re.compile(  # before what is handed out
    r"\b(?:got|gets?|receives?|received|(?:gave|gives?|given|earned|allowed)"
    r"(?: (?:us|them|me|him|her))?|asked for) (?:only |up to |about |some |nearly |at most )?$"
)


def measured_on(numeral: Numeral, stretch: Stretch, free: int, sentence: Sequence[Memory]) -> Memory | None:
    """The measure, share, time or money that a number goes on with; `free` is where the last number ends."""
    left = stretch.low[free : numeral.start]
    if not sentence:
        return None
    inside = [entry for entry in sentence if entry.bracketed] if _IN_BRACKETS.search(left) else []
    are_shares = inside and all(entry.counted.kind == "share" for entry in inside)
    if are_shares and numeral.quantities[-1].value <= 100:
        return inside[-1]  # "women 9,866 (47.7 %), men 4,566 (22)"
    measures = [entry for entry in sentence if entry.counted.kind == "measure"]
    handed = [entry for entry in sentence if entry.counted.kind in ("measure", "money", "time")]
    if handed and _GOT.search(left) and STOPS.match(stretch.low, numeral.last, stretch.end):
        value = numeral.quantities[-1].value
        if handed[-1].value / 10 <= value <= handed[-1].value * 10:
            return handed[-1]  # "whoever worked got 800 grams, whoever did not got 400"
    if measures and len(numeral.quantities) > 1 and _IN_BAND.search(left):
        return measures[-1]
    is_whole = sentence[-1].lead == "of" and sentence[-1].counted.kind not in NOT_TAKEN_OVER
    last = sentence[-2] if is_whole and sentence[-2:-1] else sentence[-1]
    if _AGAINST.search(left) or (last.lead == "from" and left.endswith(" to ")):
        is_on = True
    else:
        is_on = _goes_on(last, numeral, stretch, free)
    if last.counted.kind not in ("measure", "share", "time", "money"):
        return None  # but for the whole of a share: "55 percent of the 6,200 inhabitants; in Tara 45"
    if last.counted.kind == "share" and not _SIGN.search(stretch.low, stretch.start, numeral.start):
        return None  # "214 per 1,000 births, against 160"
    return last if is_on else None


def _goes_on(last: Memory, numeral: Numeral, stretch: Stretch, free: int) -> bool:
    left, low, kind = stretch.low[free : numeral.start], stretch.low, last.counted.kind
    if kind != "time" and (_DOWN_TO.search(left) or numeral.hedge in _OF_MEASURES):
        return True
    if kind == "share":
        return _share_goes_on(last, numeral, stretch, left)
    is_named = _NAMED.search(left) and low[numeral.end : numeral.end + 1] in ";."
    words = [_FOR.match(low, at) for at in (free, numeral.end)]
    is_alike = words[0] is not None and words[1] is not None and words[0][1] == words[1][1]
    if is_named or _SUPERLATIVE.search(left) or is_alike:
        return True
    is_last = STOPS.match(low, numeral.end, stretch.end) is not None
    if kind == "time":
        is_more = low.startswith(" more", numeral.end)  # "for fifty years, with an option of twenty more"
        if is_more or _THAT_TO.search(left):
            return True
        is_other = left.endswith(", or ") or _TAKEN.search(left) is not None
        return (is_last and is_other) or _BACK.match(low, numeral.end) is not None
    if is_last and _THEN.search(left):
        return True
    if kind == "money":
        return False
    is_less = left.endswith(", or ") and low.startswith(
        " for ", numeral.end
    )  # "or 300 for those who fell short"
    behind = _MORE.match(low, numeral.end) or _NEXT_DAY.match(low, numeral.end)
    is_year = left.endswith((" and ", ", ")) and _NEXT_YEAR.match(low, numeral.end) is not None
    is_walked = _COVERED.search(left) is not None and low.startswith((" a day", " daily"), numeral.end)
    return bool(behind) or (is_last and _HAD.search(left) is not None) or is_year or is_walked or is_less


def _share_goes_on(last: Memory, numeral: Numeral, stretch: Stretch, left: str) -> bool:
    """True for another share: "39 per cent from Tara, 22 Omsk", "and the Colony the other 85"."""
    if _ELSEWHERE.search(left):
        return True
    if numeral.quantities[-1].value > 100:
        return False
    lead = lead_of(stretch.low, numeral.start)
    is_told = any(words.search(left) for words in (_IT_WAS, _IN_YEAR, _OF_ANOTHER, _OTHER, _GREW_BY))
    return (
        is_told or (lead != "" and lead == last.lead) or _OF_NAME.match(stretch.text, numeral.end) is not None
    )
