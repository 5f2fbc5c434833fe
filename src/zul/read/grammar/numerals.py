"""Numbers in a text: digits, words and shares, both ends of a range as one, with the hedges around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from zul.read.grammar.nouns import Counted, lexicon, noun_after
from zul.read.grammar.tokens import Stretch
from zul.terms.hedges import HEDGES
from zul.terms.numbers import QUANTITY, SCALE, SPELL, VULGAR, WORD, Quantity, same_scale, take

LONGEST = 90  # characters of a number in words
_SCORE = (
    rf"(?:an?|{WORD})[- ]score(?: and (?:{WORD}))?"
    r"(?=,| of | or (?:so|more)\b|[^.;]{0,20}[a-z]s\b|[^.;]{0,12}\bmen\b)"
)
_SCORES = re.compile(_SCORE)
_SIGN = r"(?:us ?)?[$£€₽¥] ?"
_START = re.compile(
    rf"(?<![\w.,/:#'’])(?:{_SIGN})?(?={QUANTITY})(?!an? (?:{SPELL})\b)"
    rf"|(?<=\bthan )(?=an? (?:{SPELL})\b)"
    rf"|(?:(?<=\bover )|(?<=\babout )|(?<=\bnearly )|(?<=\balmost )|(?<=\bunder )|(?<=\bup to ))"
    rf"(?=an? (?:{SPELL})\b)"
    r"|(?<!\w)(?=an? [a-z]+ and a half\b)"
    rf"|(?<![\w-])(?={_SCORE})"
    r"|(?:(?<=\bwithin )|(?<=\bthan )|(?<=\babout )|(?<=\bnearly ))(?=a fortnight\b)"
    rf"|(?<=\bwithin )(?=an? (?:{SPELL})\b)"
    r"|(?<![\w.,])(?=\d{1,2}(?:,\d\d)+,\d{3}(?![,\d]))"
    rf"|(?:(?<=\bclose to )|(?<=\bupwards of ))(?=an? (?:{SPELL})\b)|(?<=\bgiven )(?=an? (?:{SPELL}) of\b)"
    r"|(?<= r)(?=\d[\d.,]{0,9}(?: million\b| an? | per | each|[.,;)](?!\d)| on ))"
    r"|(?:(?<=\btake )|(?<=\btaken )|(?<=\bbring )|(?<=\bmaximum of )|(?<=\ballowed ))(?=an? (?:ton|tonne)\b)"
    r"|(?:(?<=\bhad )|(?<=\bhave )|(?<=\bgiven )|(?<=\ballowed ))(?=an hour\b)"
    r"|(?:(?<=\b[qrkp])|(?<=\brs)|(?<=\b[ac]\$)|(?<=\bnz\$))(?=\d{1,3}(?:,\d{3})+(?!,?\d))"
)
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?![.,]?\d)")
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?![,\d])")
_SHORT = re.compile(r"(\d[\d.,]*) ?(mln|mio|mn?|bn|k)\b")
_MILLIARD = re.compile(r"(\d[\d.,]*) thousand million\b")
_SHORTENED = {"bn": "billion", "k": "thousand"}
_NOT_ONE_IN = re.compile(
    r"(?:\d{2,}(?! (?:in|out of) every )|\d(?= (?:in|out of) (?!every |(?:[2-9]|10|20|50|100|1000)\b)))"
    r" (?:in|out of) "
)
_VULGAR = re.compile(rf"(\d+) ?([{''.join(VULGAR)}])( (?:{SCALE})\b)?")
_ONE_NOUN_IN = re.compile(
    rf"(one|two|three|four) [a-z]+ (in|out of) (?:every )?({WORD})\b(?! (?!(?:is|was|has)\b)[a-z]+s\b)"
)
_AND_HALF = re.compile(r"(?:an?|one) ([a-z]+) and a half\b")
_PART_OF_ONE = re.compile(r"(half|(?:a |one |three )?quarters? of) an? (?=([a-z]+)\b)")
_NOBODY = re.compile(r"\b(?:no|none|never|nobody|not|no one) (?:[a-z]+ ){1,5}$")
_ONE_IN, _NOT = re.compile(r"one (?:in|out of) "), re.compile(r"\bnot $")
_NO_UNIT = Counted(unit="", kind="none", plural=False)
_PERCENT = re.compile(
    r" ?(?:%|‰|per ?cent\b|pct\b|p\. ?c\.)"
    r"| ?per (?:thousand|mille|1[, ]?000|10[, ]?000|100[, ]?000)\b"
)
_AFTER = re.compile(
    r"(?:[- ](?:odd|plus)\b| ?\+(?!\d)| or (?:more|over|above|fewer|less|so|under|thereabouts)\b"
    r"| and (?:more|over|above)\b|,? at (?:the (?:very )?)?(?:least|most)\b"
    r"|,? (?:more or less|give or take)\b)"
)
_ABOUT = r"(?P<hedge>[~≈] ?|c\. ?|about |around |approximately |roughly )?"
_JOIN = re.compile(rf"(?: ?(?P<dash>-) ?| (?P<word>to|up to|and|or) ){_ABOUT}")
_OPENING = re.compile(rf"\b(?P<word>between|from) {_ABOUT}$")
_MONEY_LEFT = re.compile(r"\b(?:rs|re|fr|frs|rm|kr|dm|rbls?|usd|eur|lt)\.? $")  # "about Rs. 7,500"
_UNDER = re.compile(r"\b(?:under|over|aged|to) $")
_BY = re.compile(r"\bby (?:about |some |nearly |over |only |another )?$")
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|gr[eo]w|grown|increas\w+|f[ae]ll|fallen|declin\w+|drop\w*|decreas\w+|reduc\w+"
    r"|shr[aiu]nk|went|climb\w+|jump\w+|sank|doubl\w+|rais\w+|chang\w+|dwindl\w+|plummet\w+)\b[^.;]{0,60}$"
    r"|\b(?:down|up)\b[^.;,]{0,15}$"
)
_IDLE = re.compile(r"(?: |^)(?:(?:a|the) total of|another|only|(?:a )?further|(?:an )?additional)$")
_PARTICLE = re.compile(  # "handed over six boxes", "spread over 171 villages"
    r"\b(?:handed|turned|passed|signed|them|us|him|her|it|spread|scattered|distributed|extended"
    r"|stretched|all) over$"
)
_ADDING = re.compile(
    r"\b(?:add|adds|added|adding|sum|sums|summed|come|comes|came|mount|mounts|mounted|led)"
    r"(?: (?:these|them|this|it))? up to$"
)
_SYMBOLS = frozenset("~≈><≥≤")
_NOT_BEFORE = frozenset(["many", "most", "most of"])
_SYNONYMS = {  # words that a text puts before a number for a hedge of the law of figures
    **dict.fromkeys(("exceed", "exceeds", "exceeded", "exceeding", "better than", "surpassed"), "more than"),
    **dict.fromkeys(("nigh on", "getting on for", "going on for", "verging on", "bordering on"), "nearly"),
    **dict.fromkeys(("did not exceed", "does not exceed", "do not exceed", "never exceeded"), "up to"),
    **dict.fromkeys(("not above", "up to and including", "at the outside"), "up to"),
    "possibly": "perhaps",
    "an estimated": "approximately",
    "estimated at": "approximately",
    "so many as": "as many as",
}
_NOTE = re.compile(r"\.\d{1,2}(?=\s+[\"“(]?[A-Z]|\s*$)")  # "more than two-thirds.1 On 3 May"
_HYPHENS, _CLOSING = "-‐‑", "”»’"


@frozen(kw_only=True)
class Numeral:
    """A number with its hedge: `start` and `end` hold both, `first` and `last` the number alone.

    `written` is what the law of figures reads of it, without hedge and unit; `after` is a hedge behind it.
    """

    start: int
    end: int
    first: int
    last: int
    written: str
    quantities: tuple[Quantity, ...]
    is_percent: bool
    has_word: bool  # no digits
    hedge: str
    after: str


@frozen(kw_only=True)
class _Piece:
    start: int  # of the sign of money, if there is one
    last: int  # end of the number
    end: int  # with the sign of percent
    written: str
    quantity: Quantity
    is_percent: bool
    has_word: bool
    follows_hyphen: bool  # as the second end of a range, or as part of a name
    leads_to_hyphen: bool


def numerals(stretch: Stretch, taken: Sequence[tuple[int, int]]) -> Iterator[Numeral]:
    """The numbers of a stretch, in their order, outside what is taken by dates and traps (in order, too)."""
    pieces = list(_pieces(stretch, taken))
    at, free = 0, stretch.start
    while at < len(pieces):
        first, following = pieces[at], pieces[at + 1 : at + 2]
        last = following[0] if following and _is_range(stretch, free, first, following[0]) else None
        at += 2 if last else 1
        if not (first.follows_hyphen or (last or first).leads_to_hyphen):
            found = _hedged(stretch, free, first, last)
            if again := _again(stretch, last or first, pieces[at : at + 1]):
                found, at = evolve(found, end=again), at + 1
            free = found.end
            yield found


def _pieces(stretch: Stretch, taken: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    at, waiting = stretch.start, list(reversed(taken))
    while match := _START.search(stretch.low, at, stretch.end):
        while waiting and waiting[-1][1] <= match.start():
            waiting.pop()
        begin, stop = waiting[-1] if waiting else (stretch.end, stretch.end)
        if begin <= match.end() < stop:
            at = stop
            continue
        piece = _piece(stretch, match.start(), match.end(), min(begin, stretch.end))
        if piece:
            yield piece
        at = piece.end if piece else _word_end(stretch.low, match.end() + 1, stretch.end)


def _piece(stretch: Stretch, start: int, number: int, end: int) -> _Piece | None:
    text, low = stretch.text, stretch.low
    written = tail = low[number : min(end, number + LONGEST)]
    stop = None
    if lakhs := _LAKHS.match(tail):  # "1,02,350"
        written, stop = lakhs.group().replace(",", ""), number + lakhs.end()
    elif dotted := _DOTTED.match(tail):
        written = dotted.group().replace(".", ",")
    elif _NOT_ONE_IN.match(tail):  # "3,000 in 5 camps"
        written = re.split(" in | out of ", tail)[0]
    elif (short := _SHORT.match(tail)) and (start < number or noun_after(text, number + short.end(), end)):
        written = f"{short[1]} {_SHORTENED.get(short[2], 'million')}"  # "£4m", "2.5m people", "20k people"
        stop = number + short.end()
    elif milliard := _MILLIARD.match(tail):
        written, stop = f"{milliard[1]} billion", number + milliard.end()
    elif vulgar := _VULGAR.match(tail):  # "3½ million"
        written, stop = f"{vulgar[1]}{VULGAR[vulgar[2]]}{vulgar[3] or ''}", number + vulgar.end()
    elif (halves := _AND_HALF.match(tail)) and lexicon().get(halves[1], _NO_UNIT).kind in ("measure", "time"):
        written, stop = "1.5", number + halves.end()  # "a tonne and a half"
    elif (part := _PART_OF_ONE.match(tail)) and lexicon().get(part[2], _NO_UNIT).kind in ("measure", "time"):
        written = {"half": "0.5", "three": "0.75"}.get(part[1].split()[0], "0.25")  # "half an hour"
        stop = number + part.end() - 1
    elif scores := _SCORES.match(tail):  # "three score and ten", "a score of villages"
        written, stop = _in_scores(scores.group()), number + scores.end()
    elif tail.startswith("a fortnight"):
        written, stop = "1", number + 1
    elif one := _ONE_NOUN_IN.match(tail):  # "one family in six"
        written, stop = f"{one[1]} {one[2]} {one[3]}", number + one.end()
    found = take(written)
    if found is None:
        return None
    quantity, rest = found
    written = written[: len(written) - len(rest)].removesuffix(" of")
    last = stop or number + len(written)
    percent = None if quantity.is_share else _PERCENT.match(low, last, end)
    stop = percent.end() if percent else last
    if not _stands_alone(text, number, stop, end):
        return None
    return _Piece(
        start=start,
        last=last,
        end=stop,
        written=low[start:number] + written + re.sub(r" ?p\. ?c\.", " percent", low[last:stop]),
        quantity=quantity,
        is_percent=quantity.is_share or percent is not None,
        has_word=not low[number].isdigit(),
        follows_hyphen=re.search(r"[\d%][-‐‑–]$", text[max(0, start - 2) : start]) is not None,
        leads_to_hyphen=re.match(r"[-‐‑–]\d", text[stop : stop + 2]) is not None,
    )


def _in_scores(words: str) -> str:
    """The digits of "three score and ten"."""
    many, _, more = words.replace("-", " ").partition(" score")
    scores, ones = take(many), take(more.removeprefix(" and ")) if more else None
    return str((scores[0].value if scores else 1) * 20 + (ones[0].value if ones else 0))


def _word_end(low: str, at: int, end: int) -> int:
    while at < end and (low[at].isalnum() or low[at] in ",."):
        at += 1
    return at


def _stands_alone(text: str, start: int, end: int, limit: int) -> bool:
    """False for numbers that are part of a name or a word, or the mark of a footnote: T-34, 26A, left”1."""
    before, after = text[max(0, start - 2) : start].rjust(2), text[end : min(limit, end + 12)]
    if before[1] in _CLOSING or (before[1] == '"' and before[0] != " "):
        return False
    if (before[1] in _HYPHENS and before[0].isalpha()) or (before[1] in "-−–" and before[0] in " ("):
        return False  # "T-34", "−35 °C"
    if re.match(r"[-‐‑](?:odd|plus)\b", after):
        return True
    if glued := re.match(r"[-‐‑]?([^\W\d_]+[²³23]?)", after):
        is_sign = re.match(r"[-‐‑]\w", after[glued.end() :])  # "9L-7B"
        return not is_sign and glued[1].lower() in lexicon() and (len(glued[1]) < 3 or after[0] in _HYPHENS)
    if not text[start].isdigit() and _NOTE.match(after):
        return True
    return not re.match(r"\d|[.,:/]\d|[²³¹⁰-⁹′″]|/\w", after)


def _is_range(stretch: Stretch, free: int, first: _Piece, last: _Piece) -> bool:
    """Whether two numbers are the ends of one range, not two figures."""
    join = _JOIN.fullmatch(stretch.low, first.end, last.start)
    if (
        not join
        or first.quantity.is_share != last.quantity.is_share
        or (first.is_percent and not last.is_percent)
    ):
        return False
    lower = first.quantity if first.is_percent else same_scale(first.quantity, last.quantity)
    if lower.is_vague or last.quantity.is_vague or lower.value >= last.quantity.value:
        return False
    opening = _OPENING.search(stretch.low, max(free, first.start - 30), first.start)
    if join["dash"] and " " in join[0] and _UNDER.search(stretch.before(first.start, 12)):
        return False  # "children under 16 – 6,819"
    if (opening and opening["word"] == "between") or join["dash"]:
        return True
    match join["word"]:
        case "and":  # "~17 and ~19 percent"
            return bool(join["hedge"] and _hedge_before(stretch, free, first.start)[0])
        case "or":
            return last.quantity.value <= 2 * lower.value + 1
        case _:  # "rose from 15 to 20", not "went 15 to 20 km"
            is_change = (opening and opening["word"] == "from") or _BY.search(stretch.before(first.start, 20))
            return not (is_change and _CHANGE.search(stretch.before(first.start, 70)))


def _again(stretch: Stretch, piece: _Piece, following: Sequence[_Piece]) -> int | None:
    """The end of the brackets that say a number again: "20,000 (twenty thousand) people"."""
    for other in following:
        is_alone = (
            stretch.low[piece.end : other.start] == " (" and stretch.low[other.end : other.end + 1] == ")"
        )
        if is_alone and other.quantity.value == piece.quantity.value and other.has_word != piece.has_word:
            return other.end + 1
    return None


def _hedged(stretch: Stretch, free: int, first: _Piece, last: _Piece | None) -> Numeral:
    low, stop = stretch.low, last or first
    begin, written = first.start, first.written
    if last:
        written += low[first.end : last.start] + last.written
        if opening := _OPENING.search(low, max(free, first.start - 30), first.start):
            begin, written = opening.start(), f"{opening.group()}{written}"
    money = _MONEY_LEFT.search(low, max(free, begin - 6), begin)
    hedge, start = _hedge_before(stretch, free, money.start() if money else begin)
    start = start if hedge or not money else begin
    if (
        not hedge
        and _ONE_IN.match(first.written)
        and (denied := _NOT.search(low, max(free, begin - 6), begin))
    ):
        hedge, start = "fewer than", denied.start()  # "not one in ten"
    if hedge == "more than" and (nobody := _NOBODY.search(low, max(free, start - 40), start)):
        hedge, start = "no more than", nobody.start()  # "no settlement had more than twenty families"
    after = _AFTER.match(low, stop.end, stretch.end)
    return Numeral(
        start=start,
        end=after.end() if after else stop.end,
        first=first.start,
        last=stop.last,
        written=written,
        quantities=(first.quantity, last.quantity) if last else (first.quantity,),
        is_percent=stop.is_percent,
        has_word=first.has_word,
        hedge=hedge,
        after=after.group() if after else "",
    )


def _hedge_before(stretch: Stretch, free: int, at: int) -> tuple[str, int]:
    """The hedge that ends before a number, and where it starts; no hedge starts at the number itself."""
    offset = max(free, at - 70)
    left = stretch.low[offset:at].rstrip()
    if left[-1:] in _SYMBOLS and left:
        return left[-1], offset + len(left) - 1
    while idle := _IDLE.search(left):
        left = left[: idle.start()].rstrip()
    for word in list(re.finditer(r"[^\s(\[“„«\"‘'-][^\s-]*", left))[-5:]:
        phrase = " ".join(left[word.start() :].split())
        if phrase == "near" and left[: word.start()].rstrip()[-1:] in (*",(-", ""):
            return "nearly", offset + word.start()
        if phrase == "up to" and _ADDING.search(left):
            break
        if phrase == "over" and _PARTICLE.search(left) and not left.endswith("among them over"):
            break
        if said := _SYNONYMS.get(phrase):
            return said, offset + word.start()
        if phrase in HEDGES and phrase not in _NOT_BEFORE:
            return phrase, offset + word.start()
    return "", at
