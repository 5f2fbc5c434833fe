"""The unit of a number: the noun, the sign or the measure that stands beside it."""

from __future__ import annotations

import re

from attrs import frozen

from zul.read.grammar.nouns import Counted, Noun, lexicon, noun_after, noun_of, singular
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch
from zul.terms.mention import Word

PERSON = Counted(unit="person", kind="person", plural=True)
PERCENT = Counted(unit="percent", kind="share", plural=True)
_FOREIGN = re.compile(r"[$£](?:[a-z]|[a-z]{2})\.? ?$")  # "£T. 110", "£E 40"
_LETTERS = {"q": "quetzal", "r": "rand", "k": "kwacha", "p": "peso", "rs": "rupee"}
_MONEY = {"$": "dollar", "£": "pound", "€": "euro", "₽": "rouble", "¥": "yen"}
_OF_LAND = re.compile(  # "six hold of land", a measure that the lexicon lacks
    r" ([a-z]{3,12}) of (?:land|soil|arable|meadow|vineyard|ground|flour|bread|rye|wheat|barley|maize|rice"
    r"|grain|seed|corn|potatoes|salt|sugar|oil|meat|cloth)\b"
)
_OF_HUNDRED = re.compile(r" (?:of|in|out of) every (?:hundred|100)\b")
_NEXT = re.compile(r"(?:, | and |, and | or )(?:about |around |some |over |only )?")
_BY = re.compile(r" (?:by|x|×) ")
_FROM, _UP_TO = re.compile(r"\bfrom (?:about |some )?$"), re.compile(r" to (?:about |some |over |nearly )?")
_PRONOUNS = frozenset(["others", "ones"])
_OF_BARE = re.compile(r" of (?!the |these |those |its |their |his |her |our |all )")
_AND_HALF = re.compile(r"(?:an?|one) (\w+) and a half\b")
OF_THE = re.compile(
    r" (?:of|out of) (?:the |these |those |its |their |his |a total of )?(?:original |remaining |total )?"
)


@frozen(kw_only=True)
class Unit:
    """What a number counts, the noun that says so, and the rule."""

    counted: Counted | None
    rule: str
    noun: Noun | None = None
    inherited: Word | None = None


def own_unit(numeral: Numeral, stretch: Stretch, end: int) -> Unit | None:
    """The unit that stands beside the number itself, before `end`; None where it has to be taken over."""
    text, low = stretch.text, stretch.low
    if sign := next((sign for sign in _MONEY if sign in numeral.written), None):
        return Unit(counted=Counted(unit=_MONEY[sign], kind="money", plural=True), rule="sign of money")
    if _OF_HUNDRED.match(low, numeral.end, end):
        return Unit(counted=PERCENT, rule="percent")
    if numeral.is_percent:
        return Unit(counted=PERCENT, rule="percent" if low[numeral.first].isdigit() else "share in words")
    if money := _money_before(stretch, numeral.first):
        return Unit(counted=money, rule="money before number")
    half = _AND_HALF.match(low, numeral.first, end)
    if half and numeral.written == "1.5":
        noun = Noun(start=half.start(1), end=half.end(1), head=half.start(1), counted=lexicon()[half[1]])
        return Unit(counted=noun.counted, rule="noun after number", noun=noun)
    one = numeral.quantities[-1].value == 1 and len(numeral.quantities) == 1
    following = noun_after(text, numeral.end, end, one=one)
    if (
        following
        and low[following.start : following.end] not in _PRONOUNS
        and not low[following.start : following.end].endswith(" ones")
    ):
        return Unit(counted=following.counted, rule="noun after number", noun=following)
    if of_land := _OF_LAND.match(low, numeral.end, end):
        noun = Noun(
            start=of_land.start(1),
            end=of_land.end(1),
            head=of_land.start(1),
            counted=Counted(unit=singular(of_land[1]), kind="measure", plural=True),
        )
        return Unit(counted=noun.counted, rule="noun after number", noun=noun)
    whole = noun_of(text, numeral.end, end)
    is_bare = _OF_BARE.match(text, numeral.end) and not numeral.quantities[0].is_vague
    if whole is None or (is_bare and whole.counted.kind in ("other", "measure", "time")):
        return None  # "139 of other causes"
    return Unit(counted=whole.counted, rule="noun after “of”", noun=whole)


def are_coordinate(stretch: Stretch, first: Numeral, second: Numeral) -> bool:
    """True for "5 and 6 trains", "14 of the 22 trains": what stands after the second number serves both."""
    if first.is_percent or second.quantities[0].is_share:
        return False
    if second.is_percent and first.quantities[-1].value > 100:  # "12,859 or 14.6 %"
        return False
    if _FROM.search(stretch.before(first.start, 12)) and _UP_TO.fullmatch(
        stretch.low, first.end, second.start
    ):
        return True  # "flour has risen from 3 to 5½ drachmas"
    return any(link.fullmatch(stretch.low, first.end, second.start) for link in (_NEXT, OF_THE, _BY))


def _money_before(stretch: Stretch, at: int) -> Counted | None:
    """The money that stands before its number: "Rs 36,000", "USD 5 million"."""
    if foreign := _FOREIGN.search(stretch.before(at, 6)):
        return Counted(unit=_MONEY[foreign[0][0]], kind="money", plural=True)
    word = re.search(r"(?<!\w)([a-z]{1,4})(\.? ?|\$)$", stretch.before(at, 7))
    if not word or word[1] == "won":  # "the dykes had won 5,300 hectares"
        return None
    if word[2] == "$":
        return Counted(unit="dollar", kind="money", plural=True)
    if unit := _LETTERS.get(word[1]) if stretch.text[at - len(word[0])].isupper() else None:
        return Counted(unit=unit, kind="money", plural=True)
    known = lexicon().get(word[1])
    return known if known and known.kind == "money" and len(word[1]) > 1 and word[2] else None
