"""Numbers that count nothing: clock times, ages, identifiers, enumerations, footnotes, coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from zul.read.grammar.atoms import months
from zul.read.grammar.nouns import lexicon, noun_after
from zul.read.grammar.tokens import Stretch
from zul.read.lexicon import rows, words_of
from zul.terms.document import Part, Span
from zul.terms.numbers import WORD

NEAR = 2_000  # characters between two marks of one enumeration
_N = rf"(?:\d[\d,]{{0,12}}|{WORD})"
_TO = r"(?: ?- ?| to | and | or )"
_HOUR = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|[1-9]|1[0-2])"
_FROM_TO_LESS = (  # "nights, from 10 to 6"; nobody counts so backwards
    r"from (?:"
    + "|".join(rf"{late} to (?:{'|'.join(map(str, range(1, late)))})" for late in range(7, 13))
    + r")(?=[.,;)])"
)
_PLAIN = {
    "clock time": rf"{_N} minutes (?:past|to|before|after) {_N}(?: o['’]clock)?"
    rf"|(?:half|a quarter|quarter|five|ten|twenty)[ -](?:past|to) {_HOUR}(?=[.,;)]| (?:in|at|when|and|or|the"
    rf"|o['’]clock)\b)"
    rf"|{_N}(?:{_TO}{_N})? (?:o['’]clock|of the clock)|\d{{1,2}}[.:]\d ?(?:[ap]\. ?m\.|[ap]m\b)"
    r"|\d{1,2}[:.]\d{2} ?- ?\d{1,2}[:.]\d{2}(?![\d%])"
    rf"|(?:between|from) (?:noon|midnight|dawn|dusk) (?:and|to|until) {_N}(?=[.,;)])"
    r"|\d{1,2} ?(?:-|to|and|or) ?\d{1,2} ?(?:[ap]\. ?m\.|[ap]m\b)"
    r"|\d{1,2}[:.]\d{2} ?(?:a\.? ?m\b|p\.? ?m\b|hours\b|hrs\b|o['’]clock)"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2} ?(?:[ap]\. ?m\.|[ap]m\b)|0\d{3} hours"
    rf"|(?:at|between|from|after|before|towards|about|was|by) (?:about |around )?{_N}(?:\.\d\d)?"
    rf"(?:{_TO}{_N})?"
    r"(?= in the (?:morning|forenoon|afternoon|evening)\b| at night\b"
    r"| (?:yesterday|this|that|tomorrow|next) (?:morning|afternoon|evening)\b)"
    rf"|(?<=open )(?:daily )?from {_N} to {_N}\b"
    r"|(?:from|between) \d{1,2}\.[0-5]\d (?:until|till|to|and) (?:noon|midnight|dawn|dusk|\d{1,2}\.[0-5]\d\b)"
    r"|(?<=[;:] )\d{1,2}\.[0-5]\d(?=, \d[\d,]*[ ;])"
    r"|(?:at|until|from|by) \d{1,2}\.\d\d(?=[.,;)]| on the \d|$)"
    r"|(?:out|up|open(?:s|ed)?|closed?|closes|beg[ai]ns?|start(?:s|ed)?|end(?:s|ed)?|left|arrived?|rises?|sets?|sailed)"
    rf" at (?!\d{{3}}|\d{{1,3}},\d{{3}}){_N}(?=[.,;)]|$)"
    r"|(?:weekdays|daily|every day|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|hours):?,?"
    r" \d\d? ?- ?\d\d?\b(?: ?h\b)?"
    rf"|{_FROM_TO_LESS}",
    "age": r"(?<!school )(?<!working )(?<!military )(?:age|ages|aged|years of age)\b"
    r"(?: (?:of|from|between|under|over|below|above|at|about|up to|to)){0,3}"
    rf" {_N}(?:{_TO}{_N})?(?: years?)?"
    rf"|{_N}(?:{_TO}{_N})?(?:-| )(?:years?|months?|weeks?|days?)-olds?\b"
    rf"|{_N} or (?:older|younger)\b|(?:{WORD}|[1-7]\d) or over(?=[.,;)]|$)"
    rf"|{_N}(?:{_TO}{_N})? (?:years?|months?|weeks?|days?) (?:old|of age)\b"
    rf"|(?:turned|turning|(?:was|were|is|are) (?:well )?past) {_N}"
    rf"|the (?:oldest|youngest|eldest)(?: of (?:them|all|us|these|the dead|the children))?(?: was| is"
    rf"| being)?(?: only| just)? {_N}(?=[.,;)])"
    rf"|(?:boy|girl|baby|infant|child|son|daughter|man|woman) of {_N} (?:days|weeks|months|years)\b"
    rf"|(?:youngest|oldest|eldest)(?: [a-z]+)?: {_N}(?: (?:days|weeks|months|years))?\b"
    rf"|(?:mother|father|brother|sister|son|daughter|uncle|aunt|wife|husband|widow|grandson"
    r"|granddaughter), [1-9]\d?(?: (?:days|weeks|months|years))?(?=[.,;)])"
    r"|(?:brother|sister|son|daughter|mother|father|grandmother|grandfather|aunt|uncle|child|baby|he|she|i"
    r"|who|youngest|oldest|eldest)(?: [a-z]+)? (?:is|was|am|would be|cannot have been)(?: then| now| only"
    rf"| not yet)? (?:{WORD})(?=[.,;)]| and (?:the|my|his|her|speaks|drives|goes)\b| now\b| when\b| then\b)"
    rf"|\w+, (?:then|now) (?:[1-9]\d|{WORD})(?=[.:;]|, (?:who|told|said|remembered|came|lives)\b)"
    rf"|gave (?:his|her) age as {_N}"
    rf"|from {_N}(?: years)? (?:upwards?|and (?:up|over|above|older))\b",
    "group of ages": r"[<>≤≥] ?\d{1,2}(?: ?- ?\d{1,2})? ?(?:yrs?|years|months|mos)\b|(?<=\()\d\d\+(?=\))",
    "heading": rf"(?:chapter|part|book|room|panel|scene) (?:{WORD})\b(?=[:.\n]|$)",
    "page": r"(?<=\d\d\d\d[,:] )\d{1,4}(?:-\d{1,4})?(?=[);])"
    r"|(?<=\(\d{4}\)[:,] )\d{1,4}(?:-\d{1,4}(?![,\d])|(?=[.;)]))|(?<=\d\d\d\d\), )\d{1,4}-\d{1,4}(?=[.;,)])"
    r"|(?!1[5-9]\d\d|20\d\d)\d{1,5}(?=,? (?:p|pp|fol|fols)\. ?\d)|\d{1,4}(?= \(1[5-9]\d\d\)[,:] \d)"
    r"|\d{1,4} ?\(\d{1,3}\)(?=,? \(?\d{4}\b|:)",
    "column": r"vol(?:ume)?\.? ?\d{1,4},? ?c(?:c|ols?)?\.? ?\d{1,4}(?: ?- ?\d{1,4})?",
    "reference": r"\[\d{1,4}(?:[,; -]{1,3}\d{1,4}){0,20}\]",
    "address": r"(?:tel|telephone|phone|fax)\b[.:]? ?\+?\d[\d ()-]{4,20}|\+\d[\d ()-]{7,20}"
    r"|(?:https?://|www\.)\S{1,300}|doi ?:?\S{1,99}",
    "coordinate": r"\d{1,3}(?:\.\d{1,9})?°(?= ?\d| ?[nsew]\b)(?: ?\d\d?['’′](?: ?\d\d?[\"”″])?)? ?[nsew]?\b",
    "enumerator": r"(?<=[;:,.] )\d{1,2}\)(?= )",
    "number of a person": r"(?:his|her|my|your|their) (?:[a-z]+ )?number(?:, | was | is |: ?)\d[\d,]*",
    "base": r"(?:of|out of|for) every (?:1,?000|100)\b",
    "era": r"\d{1,6} ?(?:bc|bce|ce)\b|\d{1,6} b\.c\.|\ba\.?d\.? \d{1,3}\b",
    "ratio": rf"\d{{1,9}}(?::| : )\d{{1,9}}|{_N} to one\b(?! (?!in\b|among\b|at\b|by\b|for\b)[a-z]+\b)",
    "pages of a book": r"\d{1,4} ?pp\b",
    "number of a copy": r"(?:copy|sheet|page|part|volume|leaf|side|frame|tape|cassette|reel"
    r"|disc) \d{1,4} of \d{1,4}\b",
    "numbers of things": r"numbered (?:from )?1(?: ?- ?| to )\d[\d,]*|numbered from \d[\d,]* to \d[\d,]*",
    "number of a law": r"(?:act|law|ordinance|proclamation|notice|statute"
    r"|decree) no\.? ?\d{1,5} of (?:1[5-9]|20)\d\d\b",
    "section of a law": r"(?<![.'’\w])ss?\. ?\d{1,4}(?:\(\w{1,3}\)){0,4}",
    "law report": r"\[(?:1[6-9]|20)\d\d\] (?:\d )?[a-z.]{2,8} \d{1,4}",
    "order in council": r"p\. ?c\. ?\d{3,5}\b",
    "shelf mark": r"ap\. ?\d{1,4}, b\. ?\d{1,5}\b",
    "written number": r"(?<=\ba )\d{1,4}(?=[.,;)](?!\d)| on the\b)",
    "own number": r"(?:ours|mine|hers) was (?:only |just )?\d{1,5}\b(?! (?:of|per))",
    "key": r"\d{1,6}#",
    "sign": r"\d{1,9}/\d[\w/]{0,20}(?! of\b)",
}
_TRAP = re.compile(
    "|".join(
        rf"(?P<t{at}>(?<!\w)(?:{pattern}))" if pattern[1] != "[" else rf"(?P<t{at}>{pattern})"
        for at, pattern in enumerate(_PLAIN.values())
    )
)
_NAMES = tuple(_PLAIN)
_NO_SIGN = re.compile(  # shares, days and winters
    r"[1-9]/(?:[2-9]|10)|(?:0?[1-9]|[12]\d|3[01])/[01]?\d/(?:1[0-9]|20)\d\d|(?:1[0-9]|20)\d\d/(?:\d\d){1,2}(?:/\d\d)?"
)
_PLACES = frozenset("pit mine barracks school factory plant station kolkhoz sovkhoz hospital shaft".split())
_IN_THE = re.compile(r"\b(?:in|at|on) the (?:[a-z]+ )?$")
_NEEDS_STOP = frozenset("cd cmd f d l n nn p ch no nos art arts fig figs col tab op sec".split())
_COUNTED_AFTER = re.compile(
    r" (?:out )?of (?:them|the|these|those|whom|which|all|his|her|its)\b"
    r"(?! (?:act|law|code|decree|order|constitution|agreement|treaty|convention|charter|ordinance"
    r"|statutes?)\b)"
    r"| (?:were|was|had|have|are|died)\b| ?%| per ?cent\b"
)
_COLON = frozenset("volume vol issue page pages isbn issn doi tel phone fax id code no order article".split())
_AGED = re.compile(
    r"(\w+),?(?: mostly| mainly| chiefly| all)? (?:aged )?"
    r"(?:of )?(?:under|over|below|above|older than|younger than|up to|between|from|of)"
    r" (?:the age of |about )?$"
)
_AT = re.compile(
    r"(?<!stood)(?<!stands)(?<!stand)(?<!put)(?<!puts)(?<!estimated)(?<!set)(?<!valued)(?<!reckoned)(?<!fixed)(?<!given)"
    r"(?<!kept)(?<!remained)(?<!reported)(?<!average)(?<!averaged)(?<!sold)(?<!calculated)(?<!counted)(?<!assessed)"
    r"(?<!number)(?<!total)(?<!them)(?<!dead)(?<!figure)(?<!loss)(?<!losses)(?<!rate) at $"
)
_WED = re.compile(r"\b(?:his|her|my|their|its) (?:husband|wife|companion|partner|friend) of $")
_OLDER = re.compile(r"\b(?:older|younger|elder) than (?:the age of |about )?$")
_AT_AGE = re.compile(r"(?:^|[,;] |\band |\bbut )at (?:about )?$")
_SUBJECT = re.compile(r" (?:he|she|i|they)\b")
_THE = re.compile(r"\b(?:the|this|that|same|another|an?) \Z")
_NOTE = re.compile(r"(\d{1,2})[ \t]{1,3}(?=[\"“‘]?[^\W\d_a-z])")
_WORD = re.compile(r"\w+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TURNS = frozenset("day week round season stage phase step operation".split())
_EACH = re.compile(r"\b(?:each|every) \Z")
_THAT = re.compile(
    r"\b(?:that|this|same|next|following|previous|first|second|third|last|one|each|every|an?) \Z"
)
_SIGNED = re.compile(r"\d{1,4}[-/]\d{3,6}(?:[-/]\w{1,6})?")
_SECTION = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){1,3}\.?|\d{1,3}\.) ?(?=[(\"“‘]?[^\W\d_a-z])")


_LINE_SECTION = re.compile(
    r"(?:^|\n)[ \t]*(\d{1,2}(?:\.\d{1,2}){1,3})(?=[ \t]+[\"“(]?[^\W\d_a-z])", re.MULTILINE
)


_HE_WAS = re.compile(
    r"\b(?:i|he|she|who|\w{0,9}(?:mother|father|brother|sister|son|daughter|uncle|aunt|wife|husband))"
    r" (?:was|is|am|were|feel|felt|turned|(?:must|may|might|would|will|can) have been)"
    r"(?: only| just| about| nearly| almost| close on| not yet| already| well over| over| under)? $"
)
_NAMED_WAS = re.compile(r"(?:^|[.,;] |\b[Ww]hen )(?:[A-Z][\w’'-]+ ){2,3}(?:was|is)(?: only| just)? $")
_SPELL_ENDS = re.compile(r" (?:days?|weeks?|months?|years?)[.;,]")
_ABOUT_AGE = frozenset(
    "were was are is them whom us those anyone everyone everybody all being these those".split()
)


@frozen(kw_only=True)
class Trap:
    """Words with a number in them that is no quantity, and why."""

    start: int
    end: int
    why: str


@cache
def _identifier() -> re.Pattern[str]:
    heads = [head for row in rows("identifiers") for head in words_of(row["heads"])]
    words = "|".join(sorted(map(re.escape, heads), key=len, reverse=True))
    one = r"\d[\w/]{0,20}(?:[.-]\d[\w/]{0,20}){0,9}"
    return re.compile(
        rf"(?<!\w)(?<!a\.)(?!(?<=\bin )question\b)(?P<head>{words})(?P<stop>[.:]?) ?"
        rf"(?:(?:no|nos|nr|number)\.? ?|№ ?|n° ?|# ?)?"
        rf"(?P<number>{one}(?:,\d{{3}}\b){{0,3}}(?: \d{{3}}\b(?! ?%)){{0,3}}(?:\(\w{{1,3}}\)){{0,4}}"
        rf"(?:(?: ?- ?|, | and | & |, and | to ){one}\b(?!,\d)){{0,20}})"
    )


@cache
def _sure() -> frozenset[str]:
    """Heads whose number is no quantity even where a noun follows."""
    return frozenset(head for row in rows("identifiers") if row["sure"] for head in words_of(row["heads"]))


def traps(low: str, start: int, end: int) -> Iterator[Trap]:
    """The numbers between start and end that count nothing, in a text in small letters with plain signs."""
    for match in _TRAP.finditer(low, start, end):
        why = _NAMES[int((match.lastgroup or "t0")[1:])]
        if why != "sign" or not _NO_SIGN.fullmatch(match.group()):
            yield Trap(start=match.start(), end=match.end(), why=why)
    for match in _identifier().finditer(low, start, end):
        if (trap := _identified(low, match, end)) is not None:
            yield trap


def _identified(low: str, match: re.Match[str], end: int) -> Trap | None:
    head, number, start = match["head"], match["number"], match.start("number")
    if (head in _NEEDS_STOP and match["stop"] != ".") or (match["stop"] == ":" and head not in _COLON):
        return None
    if head in _PLACES and _IN_THE.search(low, max(0, match.start() - 24), match.start()):
        return None  # "in the clay pit 142, at the kilns 96"
    if head not in _sure() and _EACH.search(low, max(0, match.start() - 16), match.start()):
        return None  # "in every car 35 to 40"
    if head in _TURNS and _THAT.search(low, max(0, match.start() - 16), match.start()):
        return None  # "the following day 200 left"
    first = re.split(", | and ", number)[0]
    if re.match(r"\d{1,3}(?:,\d{3})+\b", number) and _THE.search(
        low, max(0, match.start() - 16), match.start()
    ):
        return None  # "of the same article 16,735 people"
    if head in _sure() or start - match.end("head") > 2:  # "Order No. 5", not "camp 5"
        is_list = head.endswith("s") or head in ("pp", "ll", "ff", "cc")
        return Trap(start=match.start(), end=match.end() if is_list else start + len(first), why="identifier")
    single = re.match(r"[\w/.-]+(?:,\d{3})*", number)
    if single and _SIGNED.fullmatch(single.group()):  # "directive 52-6927 orders that"
        return Trap(start=match.start(), end=start + single.end(), why="identifier")
    last = start + (single.end() if single else 0)
    if single is None or "," in single.group() or _COUNTED_AFTER.match(low, last, end):
        return None
    if re.match(r" (?:hundred|thousand|[mb]illion)\b", low[last:end]):
        return None
    noun = noun_after(low, last, end)
    if noun and (noun.counted.kind != "other" or noun.end - last < 25):
        return None
    return Trap(start=match.start(), end=last, why="identifier")


def is_age(stretch: Stretch, start: int, end: int) -> bool:
    """True for the number in "children under 16", "men over 60", "my brother was 17"."""
    is_at = _AT_AGE.search(stretch.before(start, 20)) and _SUBJECT.match(stretch.low, end)
    printed = stretch.text[max(stretch.start, start - 60) : start]
    if is_at or _HE_WAS.search(stretch.before(start, 40)) or _NAMED_WAS.search(printed):
        is_spell = _SPELL_ENDS.match(stretch.low, end, stretch.end)  # "she was fourteen months."
        return noun_after(stretch.low, end, stretch.end) is None or is_spell is not None
    if _AT.search(stretch.before(start, 30)) and (end == stretch.end or stretch.low[end] in ",.;)\n"):
        return True  # "she left at 12, on 23 February"
    if _WED.search(stretch.before(start, 30)):
        return False  # "her husband of 51 years"
    before = _AGED.search(stretch.before(start, 60))
    if not before or stretch.low.startswith(("%", " per"), end):
        return False
    known = lexicon().get(before[1])
    fits = before[1] in _ABOUT_AGE or (known is not None and known.kind == "person")
    noun = noun_after(stretch.low, end, stretch.end)
    if (
        before[1].isdigit()
        and "," not in before[0]
        and before[0].endswith(("between ", "under ", "over ", "above ", "below "))
    ):
        fits = True  # "3,310 between 14 and 60"
    if _OLDER.search(before[0]):
        fits = True  # "none older than eighty"
    if before[0].endswith(("from ", "of ")):  # "a widow of 67", not "the men of 3 villages"
        is_one = known is not None and known.plural == before[0].endswith("from ")
        fits = fits and is_one and before[1] != "guard"  # "under guard of eighty"
    return fits and (noun is None or noun.counted.unit == "year")


def opening_number(stretch: Stretch) -> tuple[int, int] | None:
    """The number of a section, which opens its block: "3.2 War", "127. The Commission"."""
    if stretch.start != stretch.block.start or stretch.block.part not in (Part.PARAGRAPH, Part.ITEM):
        return None
    if re.fullmatch(r"\s*\d{1,4}\s*", stretch.text[stretch.block.start : stretch.block.end]):
        return stretch.start, stretch.end  # of a page
    match = _SECTION.match(stretch.text, stretch.start, stretch.end)
    return match.span() if match else None


def line_numbers(stretch: Stretch) -> Iterator[tuple[int, int]]:
    """The numbers of sections that open a line inside a block: "UNIT 7 / 7.3 The Gwembe Tonga"."""
    for match in _LINE_SECTION.finditer(stretch.text, stretch.start, stretch.end):
        yield match.span(1)


def note_number(stretch: Stretch) -> tuple[int, int] | None:
    """The number that opens the line of a footnote: raised in the text, or one of a row of such lines."""
    text, start = stretch.text, stretch.start
    match = _NOTE.match(text, start, stretch.end)
    if match is None or text[max(0, start - 1) : start].strip(" \n"):
        return None
    word = _WORD.match(text, match.end())
    known = lexicon().get(word[0].lower()) if word else None
    if word and (word[0].lower() in months() or (known and known.kind in ("person", "family"))):
        return None  # "2 November", which opens the line of a chronicle; "3 Kalmyks died"
    number = int(match[1])
    beside = text[max(0, start - NEAR) : start + NEAR]
    in_row = rf"\n(?:{number - 1}|{number + 1})[ \t]{{1,3}}[\"“‘]?[^\W\d_a-z]"
    is_note = re.search(rf"[^\W\d_.,;)\"”]{match[1].translate(_RAISED)}(?!\w)", text) or re.search(
        in_row, beside
    )
    return match.span(1) if is_note else None


def is_enumerator(low: str, opening: int, value: int, block: Span) -> bool:
    """True for the number in "(1) …; (2) …": brackets around it alone, and a neighbour in the block."""
    if low[opening : opening + 1] != "(" or value > 30:
        return False
    before, behind = low[max(0, opening - NEAR) : opening], low[opening : opening + NEAR]
    return f"({value - 1})" in before or (value == 1 and "(2)" in behind[: block.end - opening])
