"""The unit that a number without a noun of its own takes over from the words around it.

The rules stand in the order in which they are asked; the first that says something holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zul.read.grammar.antecedents import (
    above_table,
    bracketed_subject,
    noun_before,
    noun_beside,
    number_spoken_of,
    subject,
    were_few,
)
from zul.read.grammar.at import At
from zul.read.grammar.captions import Legend, by_legend, caption_of, label_before
from zul.read.grammar.gapped import gapped
from zul.read.grammar.measured import measured_on
from zul.read.grammar.memory import (
    BEINGS,
    LIST,
    STOPS,
    Memory,
    families_before,
    family_taken_out,
)
from zul.read.grammar.nouns import counted, lexicon, noun_in, verbs
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch
from zul.read.grammar.units import PERCENT, PERSON, Unit
from zul.terms.document import Part
from zul.terms.mention import Word

_WHICH = re.compile(r"(\w+)[\"”’]?(?: \([^()]*\))?,? (?:of|among) which (?:\w+ ){0,5}$")
_OF_WHOLE = re.compile(  # "Of the villages back home, 112 are gone"
    r"(?:^|[.;:] )of (?:the|these|those|our|its|their|all the) (?P<whole>[a-z' -]{3,40}?)"
    r"(?: (?:that|which|who|in|of|back|at|from|whose)\b[^.;:]{0,80}?)?(?:,| in question|(?<=ies)|(?<=holds)) "
    r"(?:only |just |about |some |perhaps )?$",
    re.IGNORECASE,
)
_PARTY = re.compile(  # "the party which left on 6 June were about 800"
    r"\b(?:party|detachment|column|contingent|company|caravan)\b[^.;:]{0,60} (?:were|was|numbered|had|of)"
    r" (?:about |some |only |nearly |over )?$"
    r"|\bthe (?:next|last|first|second|third|other|former|latter)\b[^.;:]{0,60}(?:, | )(?:were|had"
    r"|numbered) $"
)
_NUMBER_IS = re.compile(
    r"\b(?:number|figure|total|answer|toll|tally|estimate|count)\b(?! of)[^.;:]{0,40} (?:is|was)"
    r" (?:only |about |some )?$"
)
_ARE_FAMILIES = re.compile(r" (?:are|were) (families|households)\b")
_THEY_ALL = re.compile(r"\b(?:we|they) [^.;:]{2,60}, all $")  # "they were driven to Tara, all eighteen"
_IN_PERCENT = re.compile(r"\bin per ?cent(?: of [^.;:]{1,40})?:")  # "Nationality, in per cent: Poles 81.7"
_ONES_OF_THEM = re.compile(r"(?<!\bthe )\b([a-z]{4,}s)(?: [a-z]+)?, $")
_TO_THE_WAGON = re.compile(
    r" to (?:the|an?|each|every) (?:wagon|waggon|car|truck|lorry|cart|room|hut|house|tent|boat|bed|bench"
    r"|cell|barrack)\b"
)
_PER_HEAD = re.compile(r"\b(?:for|to) (?:every|each) $")  # "one wagon to every twenty"
_EVERY_HUNDRED = re.compile(r"\b(?:of|out of|in) every hundred\b")
_OF_THEM = re.compile(r" of (?:them|these|which)\b")
_WE = re.compile(
    r"\b(?:we|they|us|them) (?:were|are|numbered) (?:only |just |but |some |about )?$|\bpop\. ?$"
    r"|\b(?:built|designed|meant|intended|laid out|planned|equipped|room|space|capacity|fit"
    r"|schools?|homes?|hospitals?|orphanages?|wards?|shelters?) (?:for|of) (?:only |some |about )?$"
    r"|\b(?:seat(?:s|ed|ing)|sleeps|slept|feeds|fed) (?:only |some |about )?$"
    r"|\b(?:family|household|committee|commission|party|class|band|crowd|gang|team|crew|escort|delegation|mob|column|guard)"
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
_ESTIMATES = re.compile(r"\bestimates? of (?:their|the) numbers?\b")
_CROWD = 100  # so many are persons, where a list of names says no more
_OF_PLACE = re.compile(r"\W*[^\W\d_a-z][\w.'’-]+(?:,? (?:and |of )?(?:the )?[^\W\d_a-z][\w.'’-]+){0,5}: ")
_NUMBER_TO = re.compile(  # "their number had doubled to 8,000"
    r"\b(?:their|the|whose|its) (?:number|numbers|strength"
    r"|ranks)\b(?! of)[^.;:()\d]{0,40} to (?:only |some |about )?$"
)
_NUMBER_AT = re.compile(  # "puts the number in all camps at 1.25 million"
    r"\b(?:number|total|figure)(?: (?P<of>of )?(?P<words>[^.;:()]{1,80}))? at (?:only |some |about )?$"
)
_THEM = re.compile(r"\b(?:them|whom|us) \($")
_REST = re.compile(r"(?i)(?:all )?other\b")
_PASSIVE = re.compile(r"\b(?:were|been) (\w+)")
_WERE_PUT = re.compile(r"\b(?:those|people|they|we)\b[^.;:]{0,60} were (?:put|placed|kept|divided|split)\b")
_TOOK = re.compile(
    r"\b(?:know of|knew of|received|took|arrested|deported|evicted|expelled|exiled|killed|shot|executed"
    r"|lost|held|sent|brought|interned"
    r"|resettled|employed|recruited|released|freed|mobili[sz]ed|moved|removed|housed|lodged|absorbed|admitted"
    r"|accepted|hosted|hosts|baptized|baptised|buried|vaccinated|sheltered|shelters|houses|holds|receives"
    r"|took in|taken in|takes in)(?: \w+)? $"
)
_OF_US, _ABOARD = (
    re.compile(
        r" of (?:us|you)\b| who\b"
        r"| of (?:our|their|my|his|her) (?:own )?(?:people|congregation|family|number|party|flock"
        r"|company|kin)\b"
    ),
    re.compile(r" (?:on board|aboard|did so|had done so)\b"),
)
_ENDS = re.compile(r"[.,;:)\"”’]|$| (?:in|of|at) ")


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
    at = At(numeral=numeral, stretch=stretch, free=free, sentence=sentence, block=block, legend=legend)
    found = (unit for rule in _RULES if (unit := rule(at)) is not None)
    return next(found, Unit(counted=None, rule="none"))


def _of_legend(at: At) -> Unit | None:
    said = by_legend(at.legend, at.left) if at.left or at.stretch.block.part is Part.FIELD else None
    return Unit(counted=said, rule="label") if said else None


def _of_every_hundred(at: At) -> Unit | None:
    low, start = at.stretch.low, at.stretch.start
    is_share = _EVERY_HUNDRED.search(low, start, at.start)
    if at.numeral.quantities[-1].value <= 100:
        is_share = is_share or _IN_PERCENT.search(low, start, at.start)
    return Unit(counted=PERCENT, rule="percent") if is_share else None


def _measured_on(at: At) -> Unit | None:
    entry = measured_on(at.numeral, at.stretch, at.free, at.sentence)
    entry = entry or gapped(at.numeral, at.stretch, at.sentence, at.block)
    return _goes_on(entry, LIST) if entry else None


def _of_line(at: At) -> Unit | None:
    named = label_before(at.stretch, at.start)
    return Unit(counted=named, rule="label") if named else None


def _behind_colon(at: At) -> Unit | None:
    """Human beings: "survivors went to eight colonies: 900 to Massachusetts"."""
    if not at.left.endswith(": "):
        return None
    if families := families_before(at.numeral, at.sentence):
        return _goes_on(families, LIST)
    beings = noun_before(at.stretch.text, at.start - len(at.left), at.start)
    if beings and beings.counted and beings.counted.kind in BEINGS:
        return beings
    is_passive = any(verbs().get(verb) for verb in _PASSIVE.findall(at.left)) or _WERE_PUT.search(at.left)
    return Unit(counted=PERSON, rule="verb implies persons") if is_passive else None


def _for_every(at: At) -> Unit | None:
    return Unit(counted=PERSON, rule="pronoun") if _PER_HEAD.search(at.left) else None


def _of_whole(at: At) -> Unit | None:
    told = _OF_WHOLE.search(at.before(120)) if not at.sentence else None
    known = noun_in(told["whole"]) if told else None
    if told and known and known.plural and known.kind in (*BEINGS, "place", "thing", "other"):
        start = at.start - len(told.string) + told.start("whole")
        start, end = start + told["whole"].rfind(" ") + 1, start + len(told["whole"])
        return Unit(counted=known, rule="noun before number", inherited=Word.of(at.stretch.text, start, end))
    return None


def _are_families(at: At) -> Unit | None:
    """Families: "7,620 are families of peasants"."""
    found = _ARE_FAMILIES.match(at.stretch.low, at.numeral.end, at.stretch.end)
    return Unit(counted=lexicon()[found[1]], rule="noun after number") if found else None


def _taken_out(at: At) -> Unit | None:
    whole = family_taken_out(at.numeral, at.stretch, at.sentence)
    return _goes_on(whole, LIST) if whole else None


def _of_which(at: At) -> Unit | None:
    which = _WHICH.search(at.before(120))
    known = counted(which[1]) if which else None
    if which is None or known is None or not known.plural:
        return None
    start = at.start - len(at.before(120)) + which.start(1)
    for entry in at.sentence[-1:]:
        if entry.noun and entry.noun.end == start + len(which[1]):
            return _goes_on(entry, "pronoun")  # "1,700 square kilometres, of which 400"
    word = Word.of(at.stretch.text, start, start + len(which[1]))
    return Unit(counted=known, rule="pronoun", inherited=word)


def _of_us(at: At) -> Unit | None:
    is_said = at.follows(_OF_US) or at.follows(_ABOARD)
    return Unit(counted=PERSON, rule="pronoun") if is_said else None


def _pointing_back(at: At) -> Unit | None:
    """What it points back to: "3,060 acres, 1,600 of them sown"."""
    measured = at.sentence[-1] if at.sentence and at.sentence[-1].counted.kind == "measure" else None
    if measured and at.follows(_OF_THEM):
        return _goes_on(measured, "pronoun")
    ones = _ONES_OF_THEM.search(at.left) if at.follows(_OF_THEM) else None
    at_word = at.start - len(at.left) + ones.start(1) if ones else 0
    if ones and at.stretch.text[at_word].isupper():
        return Unit(counted=PERSON, rule="pronoun")  # "it was the Schmidts, five of them"
    if ones and (known := counted(ones[1])) and known.plural and known.kind in ("thing", "place", "other"):
        return Unit(counted=known, rule="pronoun")  # "we built barracks ourselves, seven of them"
    return _goes_on(at.last[0], "pronoun") if at.points_back and at.last else None


def _to_the_wagon(at: At) -> Unit | None:
    """Persons: "thirty to the wagon", "forty to a room"."""
    return Unit(counted=PERSON, rule="pronoun") if at.follows(_TO_THE_WAGON) else None


def _of_labels(at: At) -> Unit | None:
    labels, heading = at.stretch.block.labels, " ".join(at.stretch.block.section[-1:])
    if (
        at.stretch.block.part is Part.FIELD
        and re.search(r"\bby [a-z]+$", heading)
        and (said := noun_in(heading))
    ):
        return Unit(counted=said, rule="label")  # "Deaths by cause"
    for number, label in reversed(list(enumerate(labels))):
        is_row = number == 0 and len(labels) > 1
        if known := None if is_row and _REST.match(label) else noun_in(label, is_name=is_row):
            return Unit(counted=known, rule="label")
    return None


def _bracketed_subject(at: At) -> Unit | None:
    return bracketed_subject(at.numeral, at.stretch)


def _were_few(at: At) -> Unit | None:
    return were_few(at.left)


def _of_verb(at: At) -> Unit | None:
    return Unit(counted=PERSON, rule="verb implies persons") if at.verb == "person" else None


def _the_number(at: At) -> Unit | None:
    """What a number is put at: "puts the number in all camps at 1.25 million"."""
    number = _NUMBER_AT.search(at.before(120))
    if number and not (at.last and at.last[1] == LIST):
        known = noun_in(number["words"] or "")
        is_count = number["of"] and known and known.plural and known.kind != "other"
        return Unit(counted=known if is_count else PERSON, rule="noun before number")
    if _NUMBER_IS.search(at.left) and not (at.last and at.last[1] == LIST):
        return Unit(counted=PERSON, rule="verb implies persons")
    is_said = (_PARTY.search(at.left) and at.follows(_ENDS)) or (
        _NUMBER_TO.search(at.before(80)) and not at.last
    )
    return Unit(counted=PERSON, rule="noun before number") if is_said else None


def _of_persons(at: At) -> Unit | None:
    """Persons whom the words before the number mean: those a room is for, or who sat in each wagon."""
    is_meant = (
        (_PLACES_FOR.search(at.before(80)) and at.numeral.quantities[-1].value >= 10)
        or _IN_EACH.search(at.before(60))
        or (_ROOM_FOR.search(at.before(80)) and at.follows(STOPS))
    )
    if is_meant:
        return Unit(counted=PERSON, rule="pronoun")
    if (told := _WERE_SO_MANY.search(at.before(80))) and verbs().get(told["verb"]):
        return Unit(counted=PERSON, rule="verb implies persons")
    is_we = _WE.search(at.left) or _THEM.search(at.before(8))
    return Unit(counted=PERSON, rule="pronoun") if is_we else None


def _noun_before(at: At) -> Unit | None:
    text, low = at.stretch.text, at.stretch.low
    return (
        noun_beside(text, at.left, at.start, low[at.numeral.end :][:12])
        or noun_before(text, at.start - len(at.left), at.start)
        or (Unit(counted=PERSON, rule="pronoun") if _THEY_ALL.search(at.before(80)) else None)
    )


def _subject(at: At) -> Unit | None:
    if at.last and at.last[1] == LIST:
        return None
    return subject(at.stretch, at.start) or number_spoken_of(at.stretch, at.start)


def _last(at: At) -> Unit | None:
    is_free = at.last and (at.verb is None or at.last[1] == LIST)
    return _goes_on(*at.last) if at.last and is_free else None


def _of_somebody(at: At) -> Unit | None:
    if at.verb or at.points_back or _TOOK.search(at.left):
        return Unit(counted=PERSON, rule="pronoun" if at.points_back else "verb implies persons")
    is_estimate = _ESTIMATES.search(at.stretch.low, max(at.stretch.start, at.start - 160), at.start)
    return Unit(counted=PERSON, rule="noun before number") if is_estimate else None


def _of_caption(at: At) -> Unit | None:
    if said := above_table(at.stretch) or caption_of(at.stretch, at.start):
        return Unit(counted=said, rule="label")
    is_crowd = at.stretch.block.part is Part.ITEM and at.numeral.quantities[-1].value >= _CROWD
    if is_crowd and _OF_PLACE.fullmatch(at.stretch.text, at.stretch.start, at.start):
        return Unit(counted=PERSON, rule="label")  # "Canada: 6,175"
    return None


_RULES: tuple[Callable[[At], Unit | None], ...] = (
    _of_legend,
    _of_every_hundred,
    _measured_on,
    _of_line,
    _behind_colon,
    _for_every,
    _of_whole,
    _are_families,
    _taken_out,
    _of_which,
    _of_us,
    _pointing_back,
    _to_the_wagon,
    _of_labels,
    _bracketed_subject,
    _were_few,
    _of_verb,
    _the_number,
    _of_persons,
    _noun_before,
    _subject,
    _last,
    _of_somebody,
    _of_caption,
)


def _goes_on(entry: Memory, rule: str) -> Unit:
    return Unit(counted=entry.counted, inherited=entry.noun, rule=rule)
