"""What a number goes on with where the words beside it leave out what it counts, as rations and prices do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.grammar.memory import STOPS, Memory
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch

_EATERS = (
    "child(?:ren)?|dependants?|dependents?|adults?|others?|workers?|women|men|woman|man|invalids?|infants?"
    "|the rest(?: of (?:us|them|the family))?|families|labourers?|prisoners?|idlers?|old people"
)
_EATER = re.compile(  # "600 grams of bread, a dependant 300 and we children 200"
    rf"(?:[,;] |\band )(?:and )?(?:an?|the|each|every|we|all)?(?: ?[a-z-]+)?? ?(?:{_EATERS})"
    r" (?:only |just |about )?$"
)
_FOR_EATER = re.compile(  # "ten ounces of flour for a grown person, six for a child"
    rf" (?:for|to) (?:an?|the|each|every) (?:[a-z-]+ )?(?:{_EATERS}|man|person)\b"
)
_MANAGED = re.compile(  # "thirty kilos a day; my mother managed nearly forty, I at most fifteen"
    r"(?:[,;] |\band )(?:i|he|she|we|they|mother|father|(?:my|his|her) [a-z]+)"
    r"(?: (?:managed|made|did|earned|got|picked|brought|dug|cut))? $"
    r"|, (?:seldom|sometimes|often) $|\b(?:if|who|whoever) [^.;,]{0,40}(?:n['’]t|not), $"
)
_ANOTHER_PRICE = re.compile(
    r"(?:,| and|, and) (?:[a-z]+ ){1,3}$"
)  # "potatoes cost 15 roubles, and felt boots 120"
_COSTS = re.compile(r"\b(?:costs?|priced?|fetch(?:es|ed)?|sold|paid)\b")
_COST = re.compile(r"\b(?:costs?|paid|fetch(?:es|ed)?|earned) $")
_WIDE = re.compile(r" (?:long|wide|deep|high|tall|broad|thick)\b")
_DECIDED = re.compile(  # "41,706 claims were lodged; 38,950 were allowed, 2,214 rejected"
    r" (?:were |was |had been |are |is |have been )?(?:still )?"
    r"(?:allowed|granted|approved|upheld|accepted|refused|rejected|dismissed|declined|withdrawn|pending|undecided)\b"
)
_LODGED = re.compile(r"\b(?:applications?|claims?|petitions?|requests?|appeals?|cases?|files?)\b")
_WE_FOUND = re.compile(
    r" (?:we|they|he|she|i) [a-z]+ (?:only |just )?"
)  # "of the 300 stones we found a dozen"
_WORKED = re.compile(  # "62,000 cubic metres; 44,640 were felled and 30,000 hauled out"
    r" (?:were |was |had been )?(?:felled|hauled|cut|sawn|delivered|floated|harvested|mined|threshed|sown"
    r"|ploughed|procured|stacked|rafted|dug|unloaded|cultivated|forest|arable|pasture|meadow|grazing|woodland"
    r"|waste|fallow|irrigated|marsh)\b| lay (?:under|fallow|waste)\b"
)
_IN_STATE = re.compile(  # "Only 37 are finished", "Eleven have no stoves"
    r" (?:are|were|is|was|have|had|stood|stand|remained|remain) (?:still |now |already |not |been )?"
    r"(?:finished|built|completed|ready|repaired|roofed|standing|empty|burnt|burned|destroyed|habitable|damaged"
    r"|unfinished|occupied|vacant|in use|under construction"
    r"|no (?:stoves?|roofs?|windows?|floors?|doors?|glass|lights?|water|chimneys?|ceilings?))\b"
)
_OPENING = re.compile(
    r"(?:of (?:these|them|those),? )?(?:only|just|about|some|fewer than|more than|nearly|almost)? ?"
)
_PRICE = re.compile(
    r"\b(?:bought|sold|went|fetched|pawned|exchanged)\b[^.;:,\d]{0,40} (?:for|at) (?:only |about )?$"
    r"|\b(?:need|needs|needed|require|requires|asked for|lack|lacks) (?:a further|another|a total of) $"
)
_WHOLE = 100  # percent
_RECENT = 6  # numbers before one among which a price is looked for


def gapped(
    numeral: Numeral, stretch: Stretch, sentence: Sequence[Memory], block: Sequence[Memory]
) -> Memory | None:
    """The number before, of a measure, of money or of things, that a number goes on with."""
    low, before = stretch.low, stretch.before(numeral.start, 60)
    measured = [entry for entry in sentence if entry.counted.kind in ("measure", "money")]
    ends = STOPS.match(low, numeral.end, stretch.end) or low.startswith(" and ", numeral.end)
    is_again = _EATER.search(before) or _MANAGED.search(before) or numeral.hedge == "never more than"
    is_for_eater = _FOR_EATER.match(low, numeral.end, stretch.end)
    if measured and ((ends and is_again) or is_for_eater or _WIDE.match(low, numeral.end, stretch.end)):
        return measured[-1]
    if _DECIDED.match(low, numeral.end, stretch.end):
        lodged = [e for e in sentence if e.noun and _LODGED.fullmatch(low, e.noun.start, e.noun.end)]
        if lodged:
            return lodged[-1]
    shares = [entry for entry in sentence if entry.counted.kind == "share"]
    is_share = shares and shares[-1] is sentence[-1] and numeral.quantities[-1].value < _WHOLE
    if is_share and ends and _ANOTHER_PRICE.search(before) and not numeral.has_word:
        return shares[-1]  # "agriculture fed 56 percent, industry 19, and trade 11"
    is_other = ends and _ANOTHER_PRICE.search(before) and _COSTS.search(low, stretch.start, numeral.start)
    if is_other and measured and measured[-1].counted.kind == "money":
        return measured[-1]
    if found := [entry for entry in sentence if entry.counted.kind in ("thing", "other") and entry.noun]:
        noun = found[-1].noun
        if noun and ends and _WE_FOUND.fullmatch(low, noun.end, numeral.start):
            return found[-1]
    if measured and _WORKED.match(low, numeral.end, stretch.end):
        return measured[-1]
    if not sentence and _OPENING.fullmatch(low, stretch.start, numeral.start):
        things = [
            entry for entry in block if entry.is_near and entry.counted.kind in ("place", "thing", "other")
        ]
        is_of_these = low.startswith("of ", stretch.start) and things and things[-1] is block[-1]
        if things and (is_of_these or _IN_STATE.match(low, numeral.end, stretch.end)):
            return things[-1] if numeral.quantities[-1].value <= things[-1].value else None
    money = [entry for entry in (*block, *sentence)[-_RECENT:] if entry.counted.kind == "money"]
    is_price = _PRICE.search(before) or (ends and _COST.search(before))
    return money[-1] if money and is_price else None
