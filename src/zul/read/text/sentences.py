"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A stop, the quotes and brackets that close after it, and marks of footnotes.
STOP = re.compile(
    r"(?:[.!?…]{1,9})[\"'”’“»›)\]]{0,4}(?:\[[^\[\]\n]{1,20}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]){0,9}(?=\s|\Z)",
)
WORD_BEFORE = re.compile(r"[^\s(\[«“\"'—–]{1,20}\Z")
WORD_AFTER = re.compile(r"\s*[\"'“„«‹(\[—–-]{0,4}\s?([^\W_]+)?(\.?)")
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")  # "V", "V.V", "U.S", "a.m"
BEFORE_NUMBER = frozenset(
    "no nos art arts p pp op pop tel vol vols tab tabs fig figs ch sec c ca cca approx est jan feb "
    "mar apr jun jul "
    "aug sep sept oct nov dec ст гл рис табл т тт с стр п пп л лл д дд оп ф кн ок прим янв февр апр авг "
    "сент окт нояб дек nr bd s abs £t £e £p £s rs frs fl rbl rbls abt col cols fol fols ff ibid".split()
)
BEFORE_NAME = frozenset(
    "dr mr mrs ms mme mlle messrs prof gen col maj capt lt sgt rev hon st mt ft gov sen rep pres adm "
    "brig cf vs viz ed eds et e.g i.e "
    "проф акад докл доц ген полк тов т.е т.н см ср им ул пос гор бывш".split()
)
PERHAPS_LAST = frozenset("al etc jr sr inc ltd co corp bros г гг в вв др пр обл р н.э".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december januar "
    "februar märz mai juni juli oktober dezember".split()
)
LONGEST = 4_000  # code points of a sentence, about five pages of a list
BETWEEN_WORDS = re.compile(r"[^\w.,]")
# After a stop, capitals in these words can only begin a sentence.
OPENERS = frozenset(
    "the a an in on at by from of to for with after before during since when while although though "
    "because if as this that these those there it its he she they we his her their our all both each "
    "every many most some only more about approximately around however thus therefore according another "
    "other one two but and or so then в на по с со к ко из за до от о об у при после перед во для без "
    "это этот эта эти он она они мы их его её все всего всех многие из-за но и а однако так также кроме "
    "когда если как более около только согласно среди".split()
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as start and end, in code points, without the white space between them.

    Abbreviations, initials, ordinals and ellipses do not end a sentence; quotes, brackets and marks of
    footnotes after the stop belong to it. One that is longer than 4,000 code points
    ends between its next two words.

    >>> text = "V.V. Chernyshov adopted No. 1432 in c. 1944. It cost 5 Rbls. Nobody left…"
    >>> [text[start:end] for start, end in sentences(text)]
    ['V.V. Chernyshov adopted No. 1432 in c. 1944.', 'It cost 5 Rbls.', 'Nobody left…']
    """
    start = _skip_space(text, 0)
    for stop in STOP.finditer(text):
        if start < stop.start() and _ends(text, start, stop):
            yield from _short_enough(text, start, stop.end())
            start = _skip_space(text, stop.end())
    yield from _short_enough(text, start, len(text.rstrip()))


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in parts where nobody writes so long a one: what looks around in it takes the square."""
    while end - start > LONGEST and (parting := BETWEEN_WORDS.search(text, start + LONGEST, end)):
        yield start, parting.start()
        start = _skip_space(text, parting.start())
    if start < end:
        yield start, end


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    after = WORD_AFTER.match(text, stop.end(), stop.end() + 60)
    next_word, next_stop = (after[1] or "", after[2]) if after else ("", "")
    if next_word[:1].islower():
        return False
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    before = WORD_BEFORE.search(text, max(start, stop.start() - 21), stop.start())
    word = before[0].lower().rpartition("-")[2] if before else ""  # "J.-No. 24"
    opens = next_word.lower() in OPENERS and not next_stop
    if word.isdecimal():
        is_list_mark = before is not None and before.start() == start
        return not (is_list_mark or (len(word) < 3 and next_word.lower() in MONTHS))
    if word in BEFORE_NUMBER and next_word[:1].isdecimal():
        return False
    if word in BEFORE_NAME:
        return not next_word
    if word in PERHAPS_LAST or INITIALS.fullmatch(word):
        return opens or not next_word
    return True


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
