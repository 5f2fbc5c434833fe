"""The antecedent of a number: a noun somewhere before it that says what it counts."""

from __future__ import annotations

import re
from itertools import pairwise

from zul.read.grammar.memory import BEINGS, CARRIERS
from zul.read.grammar.nouns import (
    COLLECTIVES,
    Counted,
    counted,
    lexicon,
    noun_after,
    one_form,
    stops,
    verbs,
)
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch, tokenize
from zul.read.grammar.units import OF_THE, PERSON, Unit
from zul.terms.document import Part
from zul.terms.mention import Word

_A_TOWN_OF = re.compile(
    r"(?i)\ban? (?:[a-z]+ )?(?:town|city|village|camp|hamlet|settlement|parish) of (?:perhaps |some "
    r"|about )?\Z"
)
_POPULATION_OF = re.compile(r"(?i)\bpopulation of (?:the )?(?:\w+ )?\Z")
_VERB_BEHIND = re.compile(r"\) (?:were|was|had|have|are|did|died|came|went|could|would)\b")
_DETERMINERS = re.compile(r"(?:(?:the|all|these|those|its|their|our|his|her|some) )*")
_IN_NUMBER = re.compile(r" (?:in (?:number|all\b|total)|all told)")
_NUMBER_OF = re.compile(r"(?i)\b(?:number|total|count|amount)s? of (?:\w+ ){0,2}$")
_APPOSED = re.compile(r"\b(\w+),? $")
_APPOSED_FROM = re.compile(r"\b(\w+) (?:from|of|in|at) (?:the )?\w+, $")
_ALL_OF_THEM = re.compile(r"\bthe ([a-z]{4,}), (?:all )?$")  # "the houses, all fifty-three"
_ENDS = re.compile(r"[.,;:)\"”’]| (?:in|of|at) ")
_LISTED = re.compile(
    r"(?:^|[,;:.(] ?|\band )(?:(?!the|its|their|his|her|our|my|these|those|all)[a-z]+ )?([a-z]{4,}),? $"
)
_WHO_CAME = re.compile(
    r"\b(\w+) (?:came|arrived|left|stood|followed|died), $"
)  # "soldiers came, about sixty"
_SPOKEN_OF = re.compile(r"\b(\w+) (?P<verb>were|are|had been|went|came|lived|live)\b(?=[^.;]*[(:])")
_COUNTED = re.compile(r"\bnumber of ([a-z]{4,}), $")  # "only the number of settlements, 516"
_IT_MOVED = re.compile(  # "It fell from 196,420"
    r"(?:it|this|that|this number|the figure) (?:then |first |later |soon |had )?"
    r"(?:fell|rose|sank|grew|dropped|climbed|declined|increased|shrank|went|stood|reached|fallen|risen|grown)\b"
)
_SPOKEN_NUMBER = re.compile(r"\bnumbers? of (?:the )?([a-z]{4,})\b")
_IN_THE = re.compile(r"\b(?:in|at) the (?:[a-z]+ and )?$")
_IN_YEAR = re.compile(r"[\d,.]+ in (?:1[5-9]|20)\d\d\b")  # "labourers from the east, 8,545 in 1891"
_PLURAL = re.compile(r"\b[a-z]{4,}\b")
_FEW = re.compile(  # "deaths on the way were few, 31 in our sample"
    r"\b(?P<noun>[a-z]+)\b(?: [^.,;:()\d]{1,40})? (?:were|was|remained|had been) (?:very |quite |rather )?"
    r"(?:few|many|rare|heavy|high|low|light|numerous|frequent|small|scarce|moderate)(?: there)?, $"
)
_BARE = frozenset(["total", "figures", "numbers", "totals"])  # of what was counted last
_ABOVE = 1_500  # code points before a cell in which the paragraph above its table stands
_FILLERS = frozenset("about only around some a an the estimated roughly over nearly almost".split())
_DIGITS = re.compile(r"\d[\d,]{0,15}")
_BESIDE = re.compile(r"\b(\w+) $")
_AUXILIARIES = frozenset(
    "were was are is be been being had have has did also still already not either all ultimately".split()
)
BACK = re.compile(
    r" of (?:them|whom|these|those|which|us|this number|the total)\b(?! \w+s\b)"
    r"| (?:more|others?|additional)\b"
)
_LINKS = frozenset(
    "of was were is are be at to from by than as had been being : - – — ( reached exceeded counted numbered"
    " numbering number numbers total totals totalled totaled totalling totaling comprised equalled equaled"
    " returned listed gave recorded found showed enumerated registered lists shows gives records".split()
)


def noun_beside(text: str, left: str, end: int, after: str) -> Unit | None:
    """The human beings that the word just before a number names: "the exiles, 1,300 in all", "men 29,400".

    Of other things a list tells so, or a sum: "marriages 31, burials 147", "the maps, three in all".
    """
    word = _APPOSED.search(left)
    if _IN_NUMBER.match(after) and (far := _APPOSED_FROM.search(left)):
        word = far  # "villagers from Tara, 870 in all"
    if came := _WHO_CAME.search(left):
        word = came
    is_sum = word is not None and _IN_NUMBER.match(after) is not None
    listed = word if is_sum else _LISTED.search(left) if after[:1] in ",;." else None
    if left.endswith((", all ", ", all but ", ", all except ")) and _ENDS.match(after):
        subject = next(
            (
                match
                for match in re.finditer(r"\b[a-z]{3,}\b", left)
                if (known := lexicon().get(match[0])) and known.plural and known.kind != "time"
            ),
            None,
        )
        if subject:  # "my sons were born here, all three"
            start = end - len(left) + subject.start()
            noun = Word.of(text, start, start + len(subject[0]))
            return Unit(counted=lexicon()[subject[0]], rule="noun before number", inherited=noun)
    listed = listed or (_COUNTED.search(left) if after[:1] in ",;." else None)
    is_last = _ENDS.match(after) and not after.startswith(" at ")
    listed = listed or (_ALL_OF_THEM.search(left) if is_last else None)
    is_name = (  # "Kotsonis has 40,000, Agtzidis 60,000", not the first word of a sentence
        listed is not None
        and listed[1] not in lexicon()
        and left[: listed.start(1)].rstrip()[-1:] not in (*".:!?", "")
        and text[end - len(left) + listed.start(1)].isupper()
    )
    if listed and not is_name and (one := counted(listed[1])) and one.plural:
        start = end - len(left) + listed.start(1)
        noun = Word.of(text, start, start + len(listed[1]))
        return Unit(counted=one, rule="noun before number", inherited=noun)
    known = lexicon().get(word[1]) if word else None
    if not word or not (word[1] in COLLECTIVES or (known and known.plural and known.kind in BEINGS)):
        return None
    start = end - len(left) + word.start(1)
    noun = Word.of(text, start, start + len(word[1]))
    return Unit(counted=known or PERSON, rule="noun before number", inherited=noun)


def noun_before(text: str, start: int, end: int) -> Unit | None:
    """The noun to which a link leads back: "a population of", "the deportees reached", "deaths:"."""
    words = [token for token in tokenize(text, start, end) if token.surface not in "\"“”‘’'"]
    while words and words[-1].lower in _FILLERS:
        words.pop()
    if not words or words[-1].lower not in _LINKS:
        return None
    reach = 5 if words[-1].surface == "(" else 12
    for token, after in reversed(list(pairwise(words[-reach:]))):
        if token.surface in (";", ".", ")") or (token.lower in _BARE and after.lower != "of"):
            return None
        if after.kind == "word" and after.lower not in stops() and token.lower in one_form():
            continue  # "the English colonies"
        if token.surface[0].isupper() and token.lower.endswith("men") and token.lower not in lexicon():
            continue  # Tyumen
        known = PERSON if token.lower in COLLECTIVES else lexicon().get(token.lower) or counted(token.lower)
        if (
            known
            and known.kind == "place"
            and _IN_THE.search(text, max(start, token.start - 30), token.start)
        ):
            continue  # "deaths in the town and camps were 40 a day"
        is_number_of = _NUMBER_OF.search(text, max(start, token.start - 40), token.start)
        is_list = words[-1].surface == ":" or (words[-1].surface == "(" and after.lower == "of")
        if known and known.kind == "place" and is_list:
            continue  # "in three villages they were most: 214 in Dremi", "the oblasts of Tara (5,541)"
        if known and known.kind == "place" and not known.plural and _A_TOWN_OF.search(text, start, end):
            return Unit(counted=PERSON, rule="noun before number")
        if known and known.kind == "place" and _POPULATION_OF.search(text, start, token.start):
            known = PERSON
        if known and known.unit in CARRIERS and words[-1].lower == "of":
            return Unit(counted=PERSON, rule="noun before number")  # "trains of a thousand each"
        is_many = known is not None and (known.plural or token.lower in COLLECTIVES)
        if known and (
            (is_many and known.kind in (*BEINGS, "people", "thing", "money", "place"))
            or is_number_of
            or (is_many and after is words[-1] and after.lower in ("were", "are"))  # "the carts were 48"
        ):
            noun = Word(surface=token.surface, start=token.start, end=token.end)
            return Unit(counted=known, rule="noun before number", inherited=noun)
    return None


def subject(stretch: Stretch, at: int) -> Unit | None:
    """The human beings that the clause of a number in brackets or behind a colon speaks of."""
    for match in _SPOKEN_OF.finditer(stretch.low, max(stretch.start, at - 160), at):
        known = counted(match[1])
        is_announced = ":" in stretch.low[match.end() : at]  # "the houses were occupied: in Tara alone 41"
        in_brackets = stretch.low[at - 1] == "("  # "the trains are bound for Omsk (9)"
        if match["verb"] == "are" and not in_brackets:
            continue
        is_announced = is_announced or in_brackets
        may_be = (*BEINGS, "thing", "other") if is_announced else BEINGS
        if known and known.plural and known.kind in may_be:
            noun = Word.of(stretch.text, *match.span(1))
            return Unit(counted=known, rule="noun before number", inherited=noun)
    if stretch.low[max(0, at - 2) : at] == ", " and _IN_YEAR.match(stretch.low, at, stretch.end):
        for match in reversed(list(_PLURAL.finditer(stretch.low, stretch.start, at))):
            known = lexicon().get(match[0])
            if known and known.plural and known.kind in BEINGS:
                noun = Word.of(stretch.text, *match.span())
                return Unit(counted=known, rule="noun before number", inherited=noun)
    return None


def were_few(left: str) -> Unit | None:
    """What is few before a number: "deaths on the way were few, 31 in our sample"."""
    few = _FEW.search(left)
    known = counted(few["noun"]) if few else None
    return Unit(counted=known, rule="noun before number") if known and known.plural else None


def number_spoken_of(stretch: Stretch, at: int) -> Unit | None:
    """What the sentence before gives the number of: "shows the number of settlers. It fell from 196,420"."""
    if not _IT_MOVED.match(stretch.low, stretch.start, at):
        return None
    spoken = list(_SPOKEN_NUMBER.finditer(stretch.low, stretch.block.start, stretch.start))
    known = counted(spoken[-1][1]) if spoken else None
    if known is None or not known.plural:
        return None
    return Unit(
        counted=known, rule="noun before number", inherited=Word.of(stretch.text, *spoken[-1].span(1))
    )


def bracketed_subject(numeral: Numeral, stretch: Stretch) -> Unit | None:
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
    word = Word.of(stretch.text, noun.start, noun.end)
    return Unit(counted=noun.counted, rule="noun before number", inherited=word)


def above_table(stretch: Stretch) -> Counted | None:
    """The human beings that the paragraph above a table without units says that it counts."""
    labels = stretch.block.labels
    if stretch.block.part is not Part.CELL or not any(
        re.fullmatch(r"\W*[12]\d{3}\W*", label) for label in labels
    ):
        return None
    before = stretch.text[max(0, stretch.block.start - _ABOVE) : stretch.block.start]
    above = before.rpartition("\n\n")[0].rpartition("\n\n")[2]
    words = re.findall(r"\w+", above.rstrip().rstrip(":").rpartition(". ")[2].lower())
    known = next((one for word in words if (one := lexicon().get(word)) and one.kind == "person"), None)
    return PERSON if known or not COLLECTIVES.isdisjoint(words) else None


def verb_beside(low: str, start: int, end: int, left: str) -> str | None:
    """What the verb beside a number implies: "person", "either" (a family, too) or nothing."""
    if (whole := OF_THE.match(low, start, end)) and (number := _DIGITS.match(low, whole.end(), end)):
        start = number.end()  # "2,300 of the original 5,100 were alive"
    elif back := BACK.match(low, start, end):
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
