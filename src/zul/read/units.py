"""The unit of a number: its own noun, or the one that it takes over from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from zul.read.nouns import (
    COLLECTIVES,
    Counted,
    Noun,
    counted,
    lexicon,
    noun_after,
    noun_in,
    noun_of,
    one_form,
    stops,
    verbs,
)
from zul.read.numerals import Numeral
from zul.read.tokens import Stretch, tokenize
from zul.terms.mention import Word

BEINGS = ("person", "family")
NOT_TAKEN_OVER = ("share", "time", "measure", "none")
LIST = "inherited from list"
SENTENCE_BEFORE, PARAGRAPH_BEFORE = "inherited from sentence before", "inherited from paragraph before"
NEAR = 12  # numbers before one that it may follow
_PERSON = Counted(unit="person", kind="person", plural=True)
_PERCENT = Counted(unit="percent", kind="share", plural=True)
_MONEY = {"$": "dollar", "£": "pound", "€": "euro", "₽": "rouble", "¥": "yen"}
_BACK = re.compile(
    r" of (?:them|whom|these|those|which|us|this number|the total)\b(?! \w+s\b)"
    r"| (?:more|others?|additional)\b"
)
_FROM = re.compile(
    r"\b(?:another|an? (?:further|additional)|the other|other|the remaining"
    r"|(?:of|among) (?:whom|which|them|these))(?: \w+){0,2} ?$"
)
_WE = re.compile(
    r"\b(?:we|they|us|them) (?:were|are|numbered) (?:only |just |but |some |about )?$|\bpop\. ?$"
)
_THEM = re.compile(r"\b(?:them|whom|us) \($")
_NEXT = re.compile(r"(?:, | and |, and | or )(?:about |around |some |over |only )?")
_DIGITS = re.compile(r"\d[\d,]{0,15}")
_OF_THE = re.compile(
    r" (?:of|out of) (?:the |these |those |its |their |his |a total of )?(?:original |remaining |total )?"
)
_NUMBER_OF = re.compile(r"(?i)\b(?:number|total|count|amount)s? of (?:\w+ ){0,2}$")
_APPOSED = re.compile(r"\b(\w+),? $")
_BESIDE = re.compile(r"\b(\w+) $")
_PASSIVE = re.compile(r"\b(?:were|been) (\w+)")
_TOOK = re.compile(
    r"\b(?:received|took|arrested|deported|evicted|expelled|exiled|killed|shot|executed|lost|held|sent|brought|interned"
    r"|resettled|employed|recruited|released|freed|mobili[sz]ed|moved|removed|housed|lodged)(?: \w+)? $"
)
_FILLERS = frozenset("about only around some a an the estimated roughly over nearly almost".split())
_LINKS = frozenset(
    "of was were is are be at to from by than as had been being : - – — ( reached exceeded counted numbered"
    " numbering number numbers total totals totalled totaled totalling totaling comprised equalled equaled"
    " returned listed gave recorded found showed enumerated registered lists shows gives records".split()
)
_AUXILIARIES = frozenset(
    "were was are is be been being had have has also still already not either all ultimately".split()
)


@frozen(kw_only=True)
class Unit:
    """What a number counts, the noun that says so, and the rule."""

    counted: Counted | None
    rule: str
    noun: Noun | None = None
    inherited: Word | None = None


@frozen(kw_only=True)
class Memory:
    """What an earlier number counted, its noun, whether it stood in brackets, and whether in this block."""

    counted: Counted
    noun: Word | None
    bracketed: bool
    is_near: bool = True


def own_unit(numeral: Numeral, stretch: Stretch, end: int) -> Unit | None:
    """The unit that stands beside the number itself, before `end`; None where it has to be taken over."""
    text, low = stretch.text, stretch.low
    if sign := next((sign for sign in _MONEY if sign in numeral.written), None):
        return Unit(counted=Counted(unit=_MONEY[sign], kind="money", plural=True), rule="sign of money")
    if numeral.is_percent:
        return Unit(counted=_PERCENT, rule="percent" if low[numeral.first].isdigit() else "share in words")
    if money := _money_before(stretch, numeral.first):
        return Unit(counted=money, rule="money before number")
    one = numeral.quantities[-1].value == 1 and len(numeral.quantities) == 1
    if noun := noun_after(text, numeral.end, end, one=one):
        return Unit(counted=noun.counted, rule="noun after number", noun=noun)
    if noun := noun_of(text, numeral.end, end):
        return Unit(counted=noun.counted, rule="noun after “of”", noun=noun)
    return None


def are_coordinate(stretch: Stretch, first: Numeral, second: Numeral) -> bool:
    """True for "5 and 6 trains", "14 of the 22 trains": what stands after the second number serves both."""
    if first.is_percent or second.quantities[0].is_share:
        return False
    if second.is_percent and first.quantities[-1].value > 100:  # "12,859 or 14.6 %"
        return False
    return any(link.fullmatch(stretch.low, first.end, second.start) for link in (_NEXT, _OF_THE))


def taken_over(
    numeral: Numeral, stretch: Stretch, free: int, sentence: Sequence[Memory], block: Sequence[Memory]
) -> Unit:
    """The unit of a number without a noun of its own; `free` is where the number before it ends."""
    text, low, start = stretch.text, stretch.low, numeral.start
    left = low[max(free, start - 120) : start]
    if left.endswith(": "):  # "survivors went to eight colonies: 900 to Massachusetts"
        left = stretch.before(start, 120)
        named = _noun_before(text, start - len(left), start)
        if named and named.counted and named.counted.kind in BEINGS:
            return named
        if any(verbs().get(verb) for verb in _PASSIVE.findall(left)):
            return Unit(counted=_PERSON, rule="verb implies persons")
    verb = _verb_beside(low, numeral.end, stretch.end, left)
    last = _last(sentence, block, verb, bracketed=left.endswith("("))
    points_back = bool(_BACK.match(low, numeral.end, stretch.end) or _FROM.search(left))
    if points_back and last:
        return Unit(counted=last[0].counted, inherited=last[0].noun, rule="pronoun")
    for at, label in reversed(list(enumerate(stretch.block.labels))):
        is_row = at == 0 and len(stretch.block.labels) > 1
        if known := noun_in(label, is_name=is_row):
            return Unit(counted=known, rule="label")
    if verb == "person":
        return Unit(counted=_PERSON, rule="verb implies persons")
    if _WE.search(left) or _THEM.search(stretch.before(start, 8)):
        return Unit(counted=_PERSON, rule="pronoun")
    if before := _noun_beside(text, left, start) or _noun_before(text, start - len(left), start):
        return before
    if last and (verb is None or last[1] == LIST):
        return Unit(counted=last[0].counted, inherited=last[0].noun, rule=last[1])
    if verb or points_back or _TOOK.search(left):
        return Unit(counted=_PERSON, rule="pronoun" if points_back else "verb implies persons")
    return Unit(counted=None, rule="none")


def _last(
    sentence: Sequence[Memory], block: Sequence[Memory], verb: str | None, *, bracketed: bool
) -> tuple[Memory, str] | None:
    """What the last number counted that a number without a noun can follow, and the rule.

    With a verb of human beings only those, or families, count; without one, a list goes on with what it
    counts, in brackets and outside them, but for the places that its items went to.
    """
    wanted = {"person": ("person",), "either": BEINGS}.get(
        verb or "", (*BEINGS, "thing", "people", "other", "money")
    )
    near = [entry for entry in sentence[-NEAR:] if entry.counted.kind in wanted]
    near = [entry for entry in near if entry.bracketed == bracketed] or near
    near = near or ([] if verb else list(sentence[-1:]))
    if near:
        return near[-1], LIST
    far = [entry for entry in block[-NEAR:] if entry.counted.kind in BEINGS and entry.counted.kind in wanted]
    if not far:
        return None
    return far[-1], SENTENCE_BEFORE if far[-1].is_near else PARAGRAPH_BEFORE


def _money_before(stretch: Stretch, at: int) -> Counted | None:
    """The money that stands before its number: "Rs 36,000", "USD 5 million"."""
    word = re.search(r"(?<!\w)([a-z]{2,4})\.? $", stretch.before(at, 7))
    known = lexicon().get(word[1]) if word else None
    return known if known and known.kind == "money" else None


def _verb_beside(low: str, start: int, end: int, left: str) -> str | None:
    """What the verb beside a number implies: "person", "either" (a family, too) or nothing."""
    if (whole := _OF_THE.match(low, start, end)) and (number := _DIGITS.match(low, whole.end(), end)):
        start = number.end()  # "2,300 of the original 5,100 were alive"
    for token in tokenize(low, start, min(end, start + 50)):
        if implied := verbs().get(token.lower):
            return implied
        if token.kind != "word" or (token.lower not in _AUXILIARIES and not token.lower.endswith("ly")):
            break
    before = _BESIDE.search(left)
    return verbs().get(before[1]) if before else None


def _noun_beside(text: str, left: str, end: int) -> Unit | None:
    """The human beings that the word just before a number names: "the exiles, 1,300 in all", "men 29,400"."""
    word = _APPOSED.search(left)
    known = lexicon().get(word[1]) if word else None
    if not word or not (word[1] in COLLECTIVES or (known and known.plural and known.kind in BEINGS)):
        return None
    start = end - len(left) + word.start(1)
    noun = Word(surface=text[start : start + len(word[1])], start=start, end=start + len(word[1]))
    return Unit(counted=known or _PERSON, rule="noun before number", inherited=noun)


def _noun_before(text: str, start: int, end: int) -> Unit | None:
    """The noun to which a link leads back: "a population of", "the deportees reached", "deaths:"."""
    words = [token for token in tokenize(text, start, end) if token.surface not in "\"“”‘’'"]
    while words and words[-1].lower in _FILLERS:
        words.pop()
    if not words or words[-1].lower not in _LINKS:
        return None
    reach = 5 if words[-1].surface == "(" else 12
    for token, after in reversed(list(pairwise(words[-reach:]))):
        if token.surface in (";", ".", ")"):
            return None
        if after.kind == "word" and after.lower not in stops() and token.lower in one_form():
            continue  # "the English colonies"
        known = _PERSON if token.lower in COLLECTIVES else lexicon().get(token.lower) or counted(token.lower)
        is_number_of = _NUMBER_OF.search(text, max(start, token.start - 40), token.start)
        if known and (known.kind in (*BEINGS, "people", "thing", "money", "place") or is_number_of):
            noun = Word(surface=token.surface, start=token.start, end=token.end)
            return Unit(counted=known, rule="noun before number", inherited=noun)
    return None
