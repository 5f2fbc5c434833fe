"""The unit of a number: its own noun, or the one that it takes over from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from zul.read.grammar.captions import Legend, by_legend, caption_of, label_before
from zul.read.grammar.memory import (
    BEINGS,
    CARRIERS,
    LIST,
    Memory,
    family_taken_out,
    last_counted,
    measured_on,
)
from zul.read.grammar.nouns import (
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
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch, tokenize
from zul.terms.document import Part
from zul.terms.mention import Word

_PERSON = Counted(unit="person", kind="person", plural=True)
_PERCENT = Counted(unit="percent", kind="share", plural=True)
_FOREIGN = re.compile(r"[$£](?:[a-z]|[a-z]{2})\.? ?$")  # "£T. 110", "£E 40"
_LETTERS = {"q": "quetzal", "r": "rand", "k": "kwacha", "p": "peso", "rs": "rupee"}
_MONEY = {"$": "dollar", "£": "pound", "€": "euro", "₽": "rouble", "¥": "yen"}
_WHICH = re.compile(r"(\w+)[\"”’]?(?: \([^()]*\))?,? (?:of|among) which (?:\w+ ){0,2}$")
_OF_US, _ABOARD = (
    re.compile(r" of (?:us|you)\b| who\b"),
    re.compile(r" (?:on board|aboard|did so|had done so)\b"),
)
_EVERY_HUNDRED = re.compile(r"\b(?:of|out of|in) every hundred\b")
_OF_HUNDRED = re.compile(r" (?:of|in|out of) every (?:hundred|100)\b")
_POPULATION_OF = re.compile(r"(?i)\bpopulation of (?:the )?(?:\w+ )?\Z")
_BACK = re.compile(
    r" of (?:them|whom|these|those|which|us|this number|the total)\b(?! \w+s\b)"
    r"| (?:more|others?|additional)\b"
)
_OF_THEM = re.compile(r" of (?:them|these|which)\b")
_FROM = re.compile(
    r"\b(?:another|an? (?:further|additional)|the other|other|the remaining"
    r"|(?:of|among) (?:whom|which|them|these))(?: \w+){0,2} ?$"
)
_WE = re.compile(
    r"\b(?:we|they|us|them) (?:were|are|numbered) (?:only |just |but |some |about )?$|\bpop\. ?$"
    r"|\b(?:built|designed|meant|intended|laid out|planned|equipped|room|space|capacity|fit"
    r"|schools?|homes?|hospitals?|orphanages?|wards?|shelters?) (?:for|of) (?:only |some |about )?$"
    r"|\b(?:party|class|band|crowd|gang|team|crew|escort|delegation|mob|column|guard)"
    r" of (?:only |some |about )?$"
)
_ROOM_FOR = re.compile(  # "a room 20 by 24 feet, for six"
    r"\b(?:room|hut|tent|cell|hall|cabin|shed|stable|dormitory|ward|kitchen)s?\b[^.;:()]{0,40},? for "
    r"(?:only |some |about )?$"
)
_IN_EACH = re.compile(  # "and in every car 35 to 40"
    r"\b(?:in|on|aboard|to) (?:each|every|one|an?) (?:[a-z]+ )?(?:car|wagon|truck|lorry|van|carriage"
    r"|train|ship|boat|barge|hut|house"
    r"|room|tent|barrack|barracks|cell|stable|cart|bus|bed|bunk|grave)(?:,? (?:sat|lay|slept|stood"
    r"|lived|were|rode|went))? $"
)
_WERE_SO_MANY = re.compile(  # "exempted at first were some 23,000"
    r"(?:^|[.;:,] |and |but )(?P<verb>[a-z]+ed|[a-z]+en|left|sent|held"
    r"|kept)\b[^.,;:()\d]{0,40} (?:was|were) (?:also )?$"
)
_PLACES_FOR = re.compile(  # "opened 3 September 1947 for 100,000"
    r"\b(?:opened|open|ready|prepared|equipped|fitted|places?|berths|beds|huts|barracks|tents|quarters|rations|food"
    r"|accommodation|shelter)\b[^.,;:()]{0,30} for (?:only |some |about )?$"
)
_CROWD = 100  # so many are persons, where a list of names says no more
_OF_PLACE = re.compile(r"\W*[^\W\d_a-z][\w.'’-]+(?:,? (?:and |of )?(?:the )?[^\W\d_a-z][\w.'’-]+){0,5}: ")
_NUMBER_TO = re.compile(  # "their number had doubled to 8,000"
    r"\b(?:their|the|whose|its) (?:number|numbers|strength"
    r"|ranks)\b(?! of)[^.;:()\d]{0,40} to (?:only |some |about )?$"
)
_NUMBER_AT = re.compile(  # "puts the number in all camps at 1.25 million"
    r"\b(?:number|total|figure)(?: (?P<of>of )?(?P<words>[^.;:()]{1,80}))? at (?:only |some |about )?$"
)
_FEW = re.compile(  # "deaths on the way were few, 31 in our sample"
    r"\b(?P<noun>[a-z]+)\b(?: [^.,;:()\d]{1,40})? (?:were|was|remained|had been) (?:very |quite |rather )?"
    r"(?:few|many|rare|heavy|high|low|light|numerous|frequent|small|scarce|moderate)(?: there)?, $"
)
_VERB_BEHIND = re.compile(r"\) (?:were|was|had|have|are|did|died|came|went|could|would)\b")
_DETERMINERS = re.compile(r"(?:(?:the|all|these|those|its|their|our|his|her|some) )*")
_THEM = re.compile(r"\b(?:them|whom|us) \($")
_NEXT = re.compile(r"(?:, | and |, and | or )(?:about |around |some |over |only )?")
_BY = re.compile(r" (?:by|x|×) ")
_IN_NUMBER = re.compile(r" (?:in (?:number|all\b|total)|all told)")
_REST = re.compile(r"(?i)(?:all )?other\b")
_OF_BARE = re.compile(r" of (?!the |these |those |its |their |his |her |our |all )")
_AND_HALF = re.compile(r"(?:an?|one) (\w+) and a half\b")
_DIGITS = re.compile(r"\d[\d,]{0,15}")
_OF_THE = re.compile(
    r" (?:of|out of) (?:the |these |those |its |their |his |a total of )?(?:original |remaining |total )?"
)
_NUMBER_OF = re.compile(r"(?i)\b(?:number|total|count|amount)s? of (?:\w+ ){0,2}$")
_APPOSED = re.compile(r"\b(\w+),? $")
_APPOSED_FROM = re.compile(r"\b(\w+) (?:from|of|in|at) (?:the )?\w+, $")
_ALL_OF_THEM = re.compile(r"\bthe ([a-z]{4,}), (?:all )?$")  # "the houses, all fifty-three"
_ENDS = re.compile(r"[.,;:)\"”’]| (?:in|of|at) ")
_LISTED = re.compile(r"(?:^|[,;:.(] ?|\band )([a-z]{4,}),? $")
_BESIDE = re.compile(r"\b(\w+) $")
_PASSIVE = re.compile(r"\b(?:were|been) (\w+)")
_SPOKEN_OF = re.compile(r"\b(\w+) (?:were|had been|went|came|lived|live)\b(?=[^.;]*[(:])")
_TOOK = re.compile(
    r"\b(?:received|took|arrested|deported|evicted|expelled|exiled|killed|shot|executed|lost|held|sent|brought|interned"
    r"|resettled|employed|recruited|released|freed|mobili[sz]ed|moved|removed|housed|lodged|absorbed|admitted|accepted|hosted|hosts|sheltered|shelters|houses|holds|receives"
    r"|took in|taken in|takes in)(?: \w+)? $"
)
_FILLERS = frozenset("about only around some a an the estimated roughly over nearly almost".split())
_LINKS = frozenset(
    "of was were is are be at to from by than as had been being : - – — ( reached exceeded counted numbered"
    " numbering number numbers total totals totalled totaled totalling totaling comprised equalled equaled"
    " returned listed gave recorded found showed enumerated registered lists shows gives records".split()
)
_AUXILIARIES = frozenset(
    "were was are is be been being had have has did also still already not either all ultimately".split()
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
        return Unit(counted=_PERCENT, rule="percent")
    if numeral.is_percent:
        return Unit(counted=_PERCENT, rule="percent" if low[numeral.first].isdigit() else "share in words")
    if money := _money_before(stretch, numeral.first):
        return Unit(counted=money, rule="money before number")
    half = _AND_HALF.match(low, numeral.first, end)
    if half and numeral.written == "1.5":
        noun = Noun(start=half.start(1), end=half.end(1), head=half.start(1), counted=lexicon()[half[1]])
        return Unit(counted=noun.counted, rule="noun after number", noun=noun)
    one = numeral.quantities[-1].value == 1 and len(numeral.quantities) == 1
    following = noun_after(text, numeral.end, end, one=one)
    if following and low[following.start : following.end] != "others":
        return Unit(counted=following.counted, rule="noun after number", noun=following)
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
    return any(link.fullmatch(stretch.low, first.end, second.start) for link in (_NEXT, _OF_THE, _BY))


def taken_over(
    numeral: Numeral,
    stretch: Stretch,
    free: int,
    sentence: Sequence[Memory],
    block: Sequence[Memory],
    *,
    legend: Legend | None = None,
) -> Unit:
    """The unit of a number without a noun of its own; `free` is where the number before it ends."""
    text, low, start = stretch.text, stretch.low, numeral.start
    left = low[max(free, start - 120) : start]
    if said := by_legend(legend, left):
        return Unit(counted=said, rule="label")
    if _EVERY_HUNDRED.search(low, stretch.start, start):
        return Unit(counted=_PERCENT, rule="percent")
    if entry := measured_on(numeral, stretch, free, sentence):
        return Unit(counted=entry.counted, inherited=entry.noun, rule=LIST)
    if named := label_before(stretch, start):
        return Unit(counted=named, rule="label")
    if left.endswith(": "):  # "survivors went to eight colonies: 900 to Massachusetts"
        left = stretch.before(start, 120)
        beings = _noun_before(text, start - len(left), start)
        if beings and beings.counted and beings.counted.kind in BEINGS:
            return beings
        if any(verbs().get(verb) for verb in _PASSIVE.findall(left)):
            return Unit(counted=_PERSON, rule="verb implies persons")
    if whole := family_taken_out(numeral, sentence):
        return Unit(counted=whole.counted, inherited=whole.noun, rule=LIST)
    verb = _verb_beside(low, numeral.end, stretch.end, left)
    last = last_counted(numeral, stretch, sentence, block, verb)
    if which := _WHICH.search(stretch.before(start, 120)):
        known = counted(which[1])
        if known and known.plural:
            at = start - len(stretch.before(start, 120)) + which.start(1)
            noun = Word(surface=text[at : at + len(which[1])], start=at, end=at + len(which[1]))
            return Unit(counted=known, rule="pronoun", inherited=noun)
    if _OF_US.match(low, numeral.end, stretch.end) or _ABOARD.match(low, numeral.end, stretch.end):
        return Unit(counted=_PERSON, rule="pronoun")
    points_back = bool(_BACK.match(low, numeral.end, stretch.end) or _FROM.search(left))
    measured = sentence[-1] if sentence and sentence[-1].counted.kind == "measure" else None
    if measured and _OF_THEM.match(low, numeral.end, stretch.end):  # "3,060 acres, 1,600 of them sown"
        return Unit(counted=measured.counted, inherited=measured.noun, rule="pronoun")
    if points_back and last:
        return Unit(counted=last[0].counted, inherited=last[0].noun, rule="pronoun")
    for at, label in reversed(list(enumerate(stretch.block.labels))):
        is_row = at == 0 and len(stretch.block.labels) > 1
        if known := None if is_row and _REST.match(label) else noun_in(label, is_name=is_row):
            return Unit(counted=known, rule="label")
    if subject := _bracketed_subject(numeral, stretch):
        return subject
    if few := _FEW.search(left):
        known = counted(few["noun"])
        if known and known.plural:
            return Unit(counted=known, rule="noun before number")
    if verb == "person":
        return Unit(counted=_PERSON, rule="verb implies persons")
    if (number := _NUMBER_AT.search(stretch.before(start, 120))) and not (last and last[1] == LIST):
        known = noun_in(number["words"] or "")
        is_count = number["of"] and known and known.plural and known.kind != "other"
        return Unit(counted=known if is_count else _PERSON, rule="noun before number")
    if _NUMBER_TO.search(stretch.before(start, 80)) and not last:
        return Unit(counted=_PERSON, rule="noun before number")
    if _PLACES_FOR.search(stretch.before(start, 80)) and numeral.quantities[-1].value >= 10:
        return Unit(counted=_PERSON, rule="pronoun")
    if _IN_EACH.search(stretch.before(start, 60)):
        return Unit(counted=_PERSON, rule="pronoun")
    if _ROOM_FOR.search(stretch.before(start, 80)) and low[numeral.end : numeral.end + 1] in (*".,;)", ""):
        return Unit(counted=_PERSON, rule="pronoun")
    if (told := _WERE_SO_MANY.search(stretch.before(start, 80))) and verbs().get(told["verb"]):
        return Unit(counted=_PERSON, rule="verb implies persons")
    if _WE.search(left) or _THEM.search(stretch.before(start, 8)):
        return Unit(counted=_PERSON, rule="pronoun")
    if before := _noun_beside(text, left, start, low[numeral.end :][:12]) or _noun_before(
        text, start - len(left), start
    ):
        return before
    if (last is None or last[1] != LIST) and (subject := _subject(stretch, start)):
        return subject
    if last and (verb is None or last[1] == LIST):
        return Unit(counted=last[0].counted, inherited=last[0].noun, rule=last[1])
    if verb or points_back or _TOOK.search(left):
        return Unit(counted=_PERSON, rule="pronoun" if points_back else "verb implies persons")
    if caption := caption_of(stretch, start):
        return Unit(counted=caption, rule="label")
    if (
        stretch.block.part is Part.ITEM
        and numeral.quantities[-1].value >= _CROWD
        and _OF_PLACE.fullmatch(stretch.text, stretch.start, start)
    ):
        return Unit(counted=_PERSON, rule="label")  # "Canada: 6,175"
    return Unit(counted=None, rule="none")


def _money_before(stretch: Stretch, at: int) -> Counted | None:
    """The money that stands before its number: "Rs 36,000", "USD 5 million"."""
    if foreign := _FOREIGN.search(stretch.before(at, 6)):
        return Counted(unit=_MONEY[foreign[0][0]], kind="money", plural=True)
    word = re.search(r"(?<!\w)([a-z]{1,4})(\.? ?|\$)$", stretch.before(at, 7))
    if not word:
        return None
    if word[2] == "$":
        return Counted(unit="dollar", kind="money", plural=True)
    if unit := _LETTERS.get(word[1]) if stretch.text[at - len(word[0])].isupper() else None:
        return Counted(unit=unit, kind="money", plural=True)
    known = lexicon().get(word[1])
    return known if known and known.kind == "money" and len(word[1]) > 1 and word[2] else None


def _verb_beside(low: str, start: int, end: int, left: str) -> str | None:
    """What the verb beside a number implies: "person", "either" (a family, too) or nothing."""
    if (whole := _OF_THE.match(low, start, end)) and (number := _DIGITS.match(low, whole.end(), end)):
        start = number.end()  # "2,300 of the original 5,100 were alive"
    elif back := _BACK.match(low, start, end):
        start = back.end()  # "three of them froze to death"
    for token in tokenize(low, start, min(end, start + 50)):
        if token.surface == "," and token.start == start and left.endswith(", "):
            continue  # "the rest, some 39,700, were taken"
        if implied := verbs().get(token.lower):
            return implied
        if token.kind != "word" or (token.lower not in _AUXILIARIES and not token.lower.endswith("ly")):
            break
    before = _BESIDE.search(left)
    return verbs().get(before[1]) if before else None


def _noun_beside(text: str, left: str, end: int, after: str) -> Unit | None:
    """The human beings that the word just before a number names: "the exiles, 1,300 in all", "men 29,400".

    Of other things a list tells so, or a sum: "marriages 31, burials 147", "the maps, three in all".
    """
    word = _APPOSED.search(left)
    if _IN_NUMBER.match(after) and (far := _APPOSED_FROM.search(left)):
        word = far  # "villagers from Tara, 870 in all"
    is_sum = word is not None and _IN_NUMBER.match(after) is not None
    listed = word if is_sum else _LISTED.search(left) if after[:1] in ",;." else None
    listed = listed or (_ALL_OF_THEM.search(left) if _ENDS.match(after) else None)
    if listed and (one := counted(listed[1])) and one.plural:
        start = end - len(left) + listed.start(1)
        noun = Word(surface=text[start : start + len(listed[1])], start=start, end=start + len(listed[1]))
        return Unit(counted=one, rule="noun before number", inherited=noun)
    known = lexicon().get(word[1]) if word else None
    if not word or not (word[1] in COLLECTIVES or (known and known.plural and known.kind in BEINGS)):
        return None
    start = end - len(left) + word.start(1)
    noun = Word(surface=text[start : start + len(word[1])], start=start, end=start + len(word[1]))
    return Unit(counted=known or _PERSON, rule="noun before number", inherited=noun)


def _subject(stretch: Stretch, at: int) -> Unit | None:
    """The human beings that the clause of a number in brackets or behind a colon speaks of."""
    for match in _SPOKEN_OF.finditer(stretch.low, max(stretch.start, at - 160), at):
        known = counted(match[1])
        is_announced = ":" in stretch.low[match.end() : at]  # "the houses were occupied: in Tara alone 41"
        may_be = (*BEINGS, "thing", "other") if is_announced else BEINGS
        if known and known.plural and known.kind in may_be:
            noun = Word(
                surface=stretch.text[match.start(1) : match.end(1)], start=match.start(1), end=match.end(1)
            )
            return Unit(counted=known, rule="noun before number", inherited=noun)
    return None


def _bracketed_subject(numeral: Numeral, stretch: Stretch) -> Unit | None:
    """What a number alone in brackets before the verb counts: "Files without a date (212) were set aside"."""
    before, low = stretch.before(numeral.start, 160), stretch.low
    if not before.endswith("(") or not _VERB_BEHIND.match(low, numeral.end, stretch.end):
        return None
    start = numeral.start - len(re.split(r"[.;:,] ", before)[-1])
    start += len(_DETERMINERS.match(low[start : numeral.start]).group())  # type: ignore[union-attr]
    opens = start == stretch.start  # its capital letter says nothing there
    noun = noun_after(low if opens else stretch.text, start, numeral.start - 1)
    if noun is None:
        return None
    word = Word(surface=stretch.text[noun.start : noun.end], start=noun.start, end=noun.end)
    return Unit(counted=noun.counted, rule="noun before number", inherited=word)


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
        if known and known.kind == "place" and words[-1].surface == ":":
            continue  # "in three villages they were most: 214 in Dremi"
        if known and known.kind == "place" and _POPULATION_OF.search(text, start, token.start):
            known = _PERSON
        if known and known.unit in CARRIERS and words[-1].lower == "of":
            return Unit(counted=_PERSON, rule="noun before number")  # "trains of a thousand each"
        is_many = known is not None and (known.plural or token.lower in COLLECTIVES)
        if known and (
            (is_many and known.kind in (*BEINGS, "people", "thing", "money", "place")) or is_number_of
        ):
            noun = Word(surface=token.surface, start=token.start, end=token.end)
            return Unit(counted=known, rule="noun before number", inherited=noun)
    return None
