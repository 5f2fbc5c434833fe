"""What came and what went between two counts of the same people or things, by the verb beside each number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zul.read.case.durations import UNITS
from zul.read.case.plain import is_exact, words_before
from zul.read.case.relations import Placed, is_of_others
from zul.read.cells.item import Item
from zul.terms.assumption import Account
from zul.terms.document import Part

_BEING = (
    r"\s*(?:of them |of these )?(?:(?!(?:when|before|after|as|until|who) )[^\W\d]+ ){0,2}?"
    r"(?:were |was |had |had been |have been |then |later )?"
)
_OUT = re.compile(
    rf"{_BEING}(?:died|dead|deaths|left|fled|escaped|went|released|discharged|sent|transferred|taken|moved"
    r"|killed|shot|disappeared|returned|sold|freed|deserted|perished"
    r"|ran away|deserted|vanished|drowned|starved|emigrated|expelled|dismissed)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"{_BEING}(?:came|arrived|arrivals|born|births|joined|added|admitted|received|brought|newcomers"
    r"|were born|transferred (?:here|in))\b",
    re.IGNORECASE,
)
_BACK_AGAIN = re.compile(  # "121 of the escaped were returned"
    r"\s*of (?:the|those) (?:who )?(?:had )?(?:escape\w*|fugitives|runaways|fled|deserters)\b[^.,;\d]*"
    r"\b(?:were|was|came|had been) (?:returned|brought back|caught|captured|recaptured|back)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:list(?:s|ed)?|count(?:s|ed)?|h[eo]lds?|held|had|has|have|there were|were left|remain\w*|liv\w+"
    r"|stayed|population|number\w*|roll|register\w*|(?:was|were) (?:still )?(?:in|at|on)|there (?:was|were)"
    r"|consist\w*|strength|slept|closed with|ended with|stood at|lodged|sheltered|were (?:being )?fed)\b",
    re.IGNORECASE,
)
_LITTLE = r"(?: (?:only|another|a further|about|some))?"
_GOT = re.compile(rf"\b(?:received|bought|gained|earned|collected|built|added){_LITTLE}\s+$", re.IGNORECASE)
_GAVE = re.compile(
    rf"\b(?:spent|paid(?: out)?|lost|sold|gave away|used|slaughtered|burned|delivered){_LITTLE}\s+$",
    re.IGNORECASE,
)
_TAKEN_OFF = re.compile(  # "At Tara the police took off 38 persons"
    rf"\b(?:took off|put off|set down|lost|left behind|buried|let go|discharged){_LITTLE} $", re.IGNORECASE
)
_NOBODY_ELSE = re.compile(  # "nobody joined or left the party on the way"
    r"\b(?:nobody|no one|none|no others?)\b[^.;]*\b(?:joined|came|left|added|put on|got on|taken on|went)\b",
    re.IGNORECASE,
)
_BY_WHAT = re.compile(
    r" (?:by|through|to|from) (?:deaths?|births?|flight|emigration|immigration|disease|departure)\b"
)
_DONE_AWAY = re.compile(  # "412 of these camps had been closed"
    rf"{_BEING}(?:been )?(?:closed|pulled down|destroyed|burn[et]d?|burnt|abandoned|dissolved|emptied"
    rf"|sold|lost|sunk"
    r"|demolished|slaughtered|perished|died|wrecked|scrapped)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r" (?:more |further |new )?(?:were|had been|have been) (?:built|added|founded|opened|put up|bought)\b"
)
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:the )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:beginning|start|end) of)(?: \d{1,2}(?:st|nd|rd|th)?\b)?,?(?: (?:the )?(?:year|month|\d{4}))?"
    r"|\b[12]\d{3}\b"
)
_LEFT = re.compile(r" (?:were |was )?(?:left|remain\w*)\b", re.IGNORECASE)
_THE_REST = re.compile(r"\b(?:the (?:others|rest|remainder)|others)\b", re.IGNORECASE)
_SET_OUT = re.compile(
    r"\b(?:left|departed|sailed|set out|set off|embark\w+|boarded|put on|loaded|entrained|despatched"
    r"|dispatched|sent|carried|took|taken|started|marched|with)\b",
    re.IGNORECASE,
)
_ON_THE_WAY = re.compile(
    r"\b(?:died|deaths?|perished|drowned|killed)\b[^.;\d]*\b(?:way|journey|route|road|voyage|sea|passage|march|aboard"
    r"|board|transit|crossing)\b|\b(?:way|journey|route|road|voyage|sea|passage|march|aboard|board|transit"
    r"|crossing)\b[^.;]*\b(?:died|perished|drowned)\b",
    re.IGNORECASE,
)
_DIED = re.compile(r"\b(?:died|deaths?|perished|drowned|starved|had died)\b", re.IGNORECASE)
_ARRIVED = re.compile(
    r"\b(?:arriv\w+|reached|landed|disembarked|came ashore|unloaded|detrained)\b", re.IGNORECASE
)
_HANDED_OVER = re.compile(
    r"(?: (?:of them|people|persons|souls|prisoners|exiles|emigrants|survivors))?"
    r" (?:were|was|had been)(?: [^\W\d]+ly)? (?:handed over|delivered|turned over|landed|mustered|counted"
    r"|received|put ashore|set ashore|unloaded|signed for|enrolled|accepted"
    r"|taken over|given over|checked in|ticked off"
    r"|left alive|alive)\b"
    r"| (?:arrived|reached|came through|stepped ashore|went ashore|came ashore|walked ashore)\b"
)
_WERE_COUNTED = re.compile(r"(?: [^\W\d]+)? (?:were|was|had been) (?:mustered|counted|alive|enrolled)\b")
_TAKEN_OVER = re.compile(
    r"\b(?:signed for|receipt for|(?:delivered|handed over|landed|unloaded|mustered|counted(?: off| in| out)?"
    r"|put ashore|arrived with|took over|reached [^.;,\d]{1,30} with))(?: only| just)?"
    r"(?: all (?:of them )?(?:who|that) (?:were left|remained|were alive|had come)[^.;\d]{0,20},)? $",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:took on|signed for|was given"
    r"|started|consisted of|strong|began|numbered|when it left|roll|aboard|on board|departure)\b",
    re.I,
)
_TOLD_BY_NOUN = {
    "birth": True, "births": True, "arrivals": True, "newcomers": True, "admissions": True,
    "death": False, "deaths": False, "desertions": False, "departures": False, "discharges": False,
    "escapes": False, "dismissals": False, "transfers": False,
}  # fmt: skip
_DATED = re.compile(
    r"\b(?:(?:week|month|quarter|half-year|year|season) (?:closed|ended|opened)"
    r"|at the (?:beginning|start|end|close)|at first|in the end|in the beginning|then|now|by the end"
    r"|a (?:week|month|year) later|in (?:spring|summer|autumn|winter)|the (?:next|following) \w+"
    r"|(?:last|that|the same) (?:night|morning|evening|week|month)|yesterday|to-?day|to-?night"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_LINE_IN = re.compile(
    r"(?:newly |re)?(?:arriv|born|birth|added|addition|admi|receiv|joined|came|new\b)", re.IGNORECASE
)
_LINE_OUT = re.compile(
    r"(?:died|dead|death|releas|discharg|escap|fled|flight|left\b|departe|departure"
    r"|transferred (?:to|away|out)|sent|removed|expelled|disappear|missing|desert|lost\b)",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\s*(?:out )?of (?:these|those|them|whom)\b", re.IGNORECASE)
_MOST_BETWEEN, _MOST_BEFORE = 8, 20  # numbers between two counts, and all of them
_NEAR = 0.25  # of the closing count: flows that miss it by more are not all


def flows(placed: Sequence[Placed]) -> Iterator[Account]:
    """The balance of each two counts of a paragraph with nothing but comings and goings between them."""
    for at, closing in enumerate(placed):
        between: list[tuple[Placed, bool]] = []
        ends = _has_ended(closing)
        if not (ends or _is_count(closing)):
            continue
        for one in _before_it(placed[max(0, at - _MOST_BEFORE) : at], closing):
            is_beside = one.item.scene.block is closing.item.scene.block
            if not _is_alike(one, closing) or not (is_beside or (ends and between and _is_all(one, closing))):
                break
            comes = has_come(one.item)
            if comes is None:
                has_both = {come for _, come in between} == {True, False}
                is_opening = _is_count(one, dated=len(between) > 1) or (has_both and _set_out(one))
                is_opening = _begins(one) if ends else is_opening
                if ends and len(between) < 2 and _is_counted(closing) and not _is_all(one, closing):
                    break  # of whom only the dead are told
                if is_opening and between and not _is_out_of_these(one):
                    yield from _balance(at, one, between, closing)
                break
            between.append((one, comes))


def _before_it(before: Sequence[Placed], closing: Placed) -> Iterator[Placed]:
    """The last numbers before a count, the nearest first, without times and what is of another kind."""
    is_of_persons = closing.item.mention.unit == "person"
    told = [
        one
        for one in before
        if one.item.mention.unit not in UNITS
        and (_counts_persons(one) is is_of_persons or one.item.mention.unit == closing.item.mention.unit)
    ]
    return reversed(told[-_MOST_BETWEEN:])


def _counts_persons(one: Placed) -> bool:
    """True for persons and what befell them: "54 desertions", not "1,381 camps" or "60 wagons"."""
    return one.item.mention.unit == "person" or _noun_of(one.item) in _TOLD_BY_NOUN


def ledgers(placed: Sequence[Placed]) -> Iterator[Account]:
    """The balance of labelled lines: "On 1 January: 940", "Born: 31", "Died: 52", "On 31 December: 919"."""
    for at, opening in enumerate(placed):
        dated = _label_and_date(opening)
        between: list[tuple[Placed, bool]] = []
        is_count = dated is not None and not (_LINE_IN.match(dated) or _LINE_OUT.match(dated))
        for one in placed[at + 1 : at + 2 + _MOST_BETWEEN] if is_count else ():
            label = one.item.scene.block.labels[0] if _is_line(one) else ""
            if between and _label_and_date(one) == dated:
                yield from _balance(at, opening, between, one)
                break
            if not _is_exact(one) or bool(_LINE_IN.match(label)) is bool(_LINE_OUT.match(label)):
                break
            between.append((one, bool(_LINE_IN.match(label))))


def _is_line(one: Placed) -> bool:
    return one.item.scene.block.part is Part.FIELD and bool(one.item.scene.block.labels)


def _label_and_date(one: Placed) -> str | None:
    """The label of a count on a day, without the day; None for other lines."""
    label = one.item.scene.block.labels[0].lower() if _is_line(one) and _is_exact(one) else ""
    return _DAY.sub("", label) if _DAY.search(label) else None


def _is_person(one: Placed) -> bool:
    return _is_exact(one) and one.item.mention.unit == "person"


def _is_exact(one: Placed) -> bool:
    unit = one.item.mention.unit
    return is_exact(one.item) and unit not in (None, "percent", *UNITS) and not one.of


def _is_alike(one: Placed, closing: Placed) -> bool:
    unit = closing.item.mention.unit
    is_of_persons = unit == "person" and _noun_of(one.item) in _TOLD_BY_NOUN  # "54 desertions"
    return _is_exact(one) and (one.item.mention.unit == unit or is_of_persons)


def _is_count(one: Placed, *, dated: bool = False) -> bool:
    """True for what was counted on a day, which several comings and goings after it tell, too."""
    scene = one.item.scene
    words = scene.text(scene.sentence.start, scene.sentence.end)
    is_dated = dated or bool(
        scene.dates or _DATED.search(words) or _LEFT.match(scene.document.text, one.item.end)
    )
    is_told = is_dated and bool(_COUNTED.search(words)) and not _THE_REST.search(words)
    return is_told and _is_exact(one) and has_come(one.item) is None and not is_of_others(one.item)


def _has_ended(one: Placed) -> bool:
    """True for those who came to the end of the way: "2,132 were handed over to the agent"."""
    item, scene = one.item, one.item.scene
    if (
        not _is_person(one)
        or is_of_others(item)
        or _THE_REST.search(scene.text(scene.sentence.start, item.start))
    ):
        return False
    clause = scene.clause(item.start)
    handed_over = _HANDED_OVER.match(scene.document.text, item.end, clause.end)
    return bool(handed_over or _TAKEN_OVER.search(words_before(item)))


def _is_counted(one: Placed) -> bool:
    """True for those of whom it is only told that somebody counted them."""
    scene = one.item.scene
    return bool(_WERE_COUNTED.match(scene.document.text, one.item.end, scene.sentence.end))


def _is_all(opening: Placed, closing: Placed) -> bool:
    """True where the text says between two counts that nobody else came or went."""
    text = closing.item.scene.document.text
    return bool(_NOBODY_ELSE.search(text, opening.item.end, closing.item.start))


def _begins(one: Placed) -> bool:
    """True for those who set out, whatever the day."""
    item, scene = one.item, one.item.scene
    words = scene.text(scene.sentence.start, scene.sentence.end)
    return bool(_SET_OUT.search(words) or _STARTED.search(words)) and not is_of_others(item)


def _is_out_of_these(one: Placed) -> bool:
    """True for a number of a sentence that opens with "of these", and takes all of its numbers out of one."""
    scene = one.item.scene
    return bool(_OF_THESE.match(scene.document.text, scene.sentence.start, scene.sentence.end))


def _set_out(one: Placed) -> bool:
    """True for what left on a day, as in "the party set out on 24 September with 983 people"."""
    scene = one.item.scene
    before = scene.text(scene.sentence.start, one.item.start)
    return bool(scene.dates) and bool(_SET_OUT.search(before)) and not is_of_others(one.item)


def has_come(item: Item) -> bool | None:
    """Whether those of a number came, by the verb just after it; None where it tells of neither."""
    text, end = item.scene.document.text, item.scene.sentence.end
    if (noun := _noun_of(item)) in _TOLD_BY_NOUN:
        return _TOLD_BY_NOUN[noun]
    if item.mention.unit == "person" and _BY_WHAT.match(text, item.end, end):
        got = _was_got(item)
        if got is not None:
            return got  # "lost 130 persons by death and gained 22 by birth"
    if item.mention.unit != "person":
        if _DONE_AWAY.match(text, item.end, end):
            return False
        return True if _ADDED.match(text, item.end, end) else _was_got(item)
    if item.mention.unit == "person" and _TAKEN_OFF.search(_before(item)):
        return False
    if _IN.match(text, item.end, end) or _BACK_AGAIN.match(text, item.mention.numeral.end, end):
        return True
    return False if _OUT.match(text, item.end, end) else None


def _noun_of(item: Item) -> str:
    return item.mention.noun.surface.lower().split()[-1] if item.mention.noun else ""


def _was_got(item: Item) -> bool | None:
    """Whether somebody got or gave those of a number, by the verb just before it."""
    if _GOT.search(_before(item)):
        return True
    return False if _GAVE.search(_before(item)) else None


def _before(item: Item) -> str:
    return item.scene.text(max(item.scene.sentence.start, item.start - 30), item.start)


def _balance(
    at: int, opening: Placed, between: Sequence[tuple[Placed, bool]], closing: Placed
) -> Iterator[Account]:
    entries = tuple(one.cell for one, comes in between if comes)
    exits = tuple(one.cell for one, comes in between if not comes)
    left = opening.value
    left += sum(one.value * (1 if comes else -1) for one, comes in between)
    counted = closing.value
    cells = {opening.cell, *entries, *exits, closing.cell}
    if len(cells) == len(between) + 2 and abs(left - counted) <= _NEAR * counted:
        yield Account(
            id=f"flows-{at}",
            title=f"From “{opening.item.mention.as_written}” to “{closing.item.mention.as_written}”",
            why="The paragraph tells who came and who went between the two counts, and names nobody else.",
            opening=(opening.cell,),
            entries=entries,
            exits=exits,
            closing=closing.cell,
        )


def journeys(placed: Sequence[Placed]) -> Iterator[Account]:
    """Those who set out, without those who died on the way, are those who arrived."""
    whole = [
        one for one in placed if not (one.item.series or one.of)
    ]  # "with 874 persons, 437 of them children"
    for at, one in enumerate(whole[:-2]):
        died, arrived = whole[at + 1 : at + 3]
        cells = {other.cell for other in (one, died, arrived)}
        inside = all(other.item.scene.block is one.item.scene.block for other in (died, arrived))
        if not inside or not all(map(_is_person, (one, died, arrived))) or len(cells) < 3:
            continue
        on_the_way = _is_told(died, _ON_THE_WAY)
        on_the_way |= died.item.scene is arrived.item.scene and _is_told(died, _DIED)
        if _is_told(one, _SET_OUT) and on_the_way and _is_told(arrived, _ARRIVED):
            yield Account(
                id=f"journey-{at}",
                title=f"From “{one.item.mention.as_written}” to “{arrived.item.mention.as_written}”",
                why="Those who did not die on the way arrived; the paragraph names nobody else.",
                opening=(one.cell,),
                exits=(died.cell,),
                closing=arrived.cell,
            )


def _is_told(one: Placed, words: re.Pattern[str]) -> bool:
    clause, scene = one.item.scene.clause(one.item.start), one.item.scene
    start, end = max(clause.start, one.item.start - 60), min(clause.end, one.item.end + 60)
    beside = [q for q in scene.quantities if q.unit not in UNITS]
    start = max([start, *(q.end for q in beside if q.end <= one.item.start)])
    end = min([end, *(q.start for q in beside if q.start >= one.item.end)])
    return bool(words.search(scene.text(start, end)))
