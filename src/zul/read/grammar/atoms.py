"""Single dates as they are printed, before their neighbours say how far they reach.

A season or a quarter is the months that it holds: spring March to May, summer June to August, autumn
September to November; the winter of 1943, or of 1943–44, December 1943 to February 1944.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from attrs import frozen

from zul.read.grammar.nouns import noun_after
from zul.read.lexicon import rows, words_of
from zul.terms.dates import Period

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "latter": 2}
_ROMAN = {name: at for at, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_CENTURIES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CENTURIES += "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_CENTURIES += ["twenty-first"]
_MANY = "two three four five six seven eight nine ten eleven".split()
_STAGES = {"early": "early", "beginning": "early", "start": "early", "outset": "early", "mid": "mid"}
_STAGES |= {"middle": "mid", "late": "late", "end": "late", "close": "late"}
_ORDINAL_BEFORE = re.compile(
    r"(?i)\b(?:on|until|till|by|from|of|since|before|after|to|between|for|night|morning|evening"
    r"|afternoon) the $"
)
_ORDINAL_AFTER = re.compile(
    r"(?:\s?[.,;:!?)]|$|\s(?:at|in|on|when|with|and|or|to|the|an?|we|they|he|she|it|all|there|for|from|by"
    r"|of th|inst|ult|prox|but|nearly|about|some|only|almost|more|reads?|says?|has|had|was|tells|notes"
    r"|records|runs|gives)\b)"
    r"(?!.{0,30}\bcentur)"
)
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
)
_NTH += " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_DAYS_IN_WORDS = [*_NTH.split(), *(f"twenty-{day}" for day in _NTH.split()[:9]), "thirtieth", "thirty-first"]
_STEPS = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "last": -1}
_MORE = re.compile(r" (?:more|others|of (?:them|these|us))\b")  # "in January 30 more left"
_USAGE = {
    "inst": 0,
    "instant": 0,
    "ult": -1,
    "ultimo": -1,
    "prox": 1,
    "proximo": 1,
    "of last month": -1,
    "of this month": 0,
}  # of a letter: this month, the last one, the next one
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_YEARS = {"year": 1, "decade": 10}
POINTER = "date pointed to"  # the rule of a date that only points to another one

_Y = r"(?:1[0-9]\d\d|20\d\d)"
_YY = rf"(?:{_Y}|['’]\d\d(?![\d\w]))"  # with a month or season: "Dec. '44"
_NO_DIGIT = r"(?!\d|,\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|d\b)?"
_DASH = r"\s?[-‐‑–—]\s?"
_DAYS = rf"{_D}(?:(?:{_DASH}|/|\s(?:to|and|or|through|until)\s(?:the\s)?){_D})?"
_BACK = r"[Tt]hat(?:\ssame)?|[Tt]he\ssame|[Tt]he\s(?P<{}>following|next|previous|preceding)"
_SEASON = r"spring|summer|autumn|fall|winter"
_ABOUT = r"(?P<about>(?:c\.|ca\.|c|ca|[Cc]irca|[Aa]bout|[Aa]round|[Aa]pproximately|~)\s?)?"
_LEAD = (
    r"(?P<lead>(?:[Tt]he\s)?(?:(?P<stage>[Ee]arly|[Mm]id|[Ll]ate)(?:[\s-]|\sin\s)(?:the\s)?"
    r"|(?:[Vv]ery\s)?(?P<part>beginning|start|outset|middle|end|close)\sof\s(?:the\s(?:year\s)?)?"
    r"|(?P<which>first|second|third|fourth|last|latter)\s(?P<unit>half|quarter)\sof\s(?:the\s)?"
    rf"|first\s(?P<many>{'|'.join(_MANY)})\smonths\sof\s)|[Tt]he\s(?:year\s)?)?"
)
_CENTURY = (
    rf"(?P<century>\d\d?(?:st|nd|rd|th)|(?i:{'|'.join(reversed(_CENTURIES))}))"
    r"(?:[\s-][Cc]entur(?:y|ies)\b|(?=\s(?:and|to)\s(?:the\s)?\S+\scentur(?:y|ies)))"
)
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_YEAR = (
    rf"(?P<from>{_Y})(?:{_DASH}|/)(?P<to>{_Y}|\d\d)(?!\d|[,.]\d|%|\s{_SHORT_MONTH})"
    rf"|(?P<year>{_Y})(?!(?!\.\d\d?\s+[A-Z\"“(]|\.\d\d?\Z)(?:[\d%]|[,.:/]\d)|{_DASH}(?!\d\d?\s{_SHORT_MONTH})\d|['’]?s\b|[-‐‑][^\W\d]|\s?[-–]?\s?(?:%|per\s?cent\b))"
)


@frozen(kw_only=True)
class Atom:
    """One date of the text: EDTF of its first and of its last part, or what of it waits for a year.

    Without its year a date begins with a hyphen; `back` names what of the date before it points to (year,
    month, day, or the month of its day; "this year" is that of the writer), `step` how many of them later it
    lies.
    """

    start: int
    end: int
    begin: str
    finish: str
    rule: str = "printed"
    year: bool = True  # the year is printed
    stage: str = ""  # early, mid, late
    about: bool = False
    back: str = ""
    step: int = 0


@cache
def months() -> dict[str, int]:
    """The number of each month by all its names, in small letters."""
    return {name.lower(): int(row["month"]) for row in rows("months") for name in words_of(row["names"])}


@cache
def month_names() -> dict[int, str]:
    """The months by their numbers."""
    return {int(row["month"]): words_of(row["names"])[0] for row in rows("months")}


@cache
def _pattern() -> re.Pattern[str]:
    named = [words_of(row["names"]) for row in rows("months")]
    whole = "|".join(f"{name}|{name.upper()}" for name, *_ in named)
    short = "|".join(f"{name}|{name.upper()}" for _, *names in named for name in names)
    month = rf"(?:(?:{whole})\b|(?:{short})\b\.?)"
    return re.compile(
        rf"(?<!\w)(?<!\d/)(?<![\d][.,-]){_ABOUT}{_LEAD}"
        rf"(?:(?P<iso>{_Y}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)(?![\w-])"
        rf"|(?P<turned>{_Y}(?P<mark>[./])(?:0[1-9]|1[0-2])(?P=mark)[0-3]\d)(?![\w./])"
        rf"|(?P<dotted>[0-3]?\d\.(?:[01]?\d|[IVX]{{1,4}})\.{_Y})(?!\d)"
        rf"|(?P<slashed>(?:1[3-9]|2\d|3[01])/[01]?\d/{_Y})(?!\d)"
        rf"|(?:(?P<pastday>{_D})\s)?(?P<past>{month})\s(?P<side>last|next)\b(?!\s(?:year|month|week))"
        rf"|(?P<days>{_DAYS})\s?(?:of\s|day\sof\s)?(?P<m>{month})(?:,?\s(?:of\s)?(?P<y>{_YY}){_NO_DIGIT})?"
        rf"|(?P<m2>{month})\s(?:the\s)?(?P<days2>{_DAYS})(?![\d.,]*\d)(?:,?\s(?P<y2>{_YY}){_NO_DIGIT})?"
        rf"|(?i:(?P<nth2>{'|'.join(sorted(_DAYS_IN_WORDS, key=len, reverse=True))}))\sof\s(?P<m6>{month})"
        rf"(?:,?\s(?:of\s)?(?P<y6>{_Y}){_NO_DIGIT})?"
        rf"|(?P<m3>{month})(?:\sof)?,?\s(?P<y3>{_YY})(?:{_DASH}(?P<y3b>{_Y}))?{_NO_DIGIT}"
        r"|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?(?:\sthe\syear)?"
        rf"\s(?P<y4>{_YY})(?:[-‐‑–—/](?:{_Y}|\d\d)(?!\d))?"
        rf"|{_CENTURY}"
        r"|(?P<nth>(?<=the )(?:\d\d?(?:st|nd|rd|th|d)|first(?=\sof\sthe\smonth\b))"
        rf"(?:(?:{_DASH}|\s(?:and|to)\s(?:the\s)?)\d\d?(?:st|nd|rd|th|d))?(?![\w-])(?!\s[Cc]entur)"
        r"(?:\sof\s(?:the|that)\s(?:same\s|said\s)?month\b)?)(?:\s(?P<usage>of\s(?:last|this)\smonth"
        r"|inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?)?"
        rf"|(?P<decade>1\d\d|20\d)0['’]?s\b|{_YEAR}"
        rf"|(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=until )|(?<=[Bb]y )|(?<=of )"
        rf"|(?<=and ))(?P<short>['’]\d\d)(?![\d\w])"
        rf"|(?:(?<=the )|(?<=early )|(?<=late ))(?P<tens>(?i:{'|'.join(_TENS)}))(?=[\s.,;)]|$)(?!\s[a-z]+s\b)"
        r"|(?<!the )(?P<near>[Ll]ast|[Tt]his|(?:[Tt]he\s)?(?:current|present))\s(?P<which2>year"
        r"|month)\b(?!\sof)"
        rf"|(?P<m5>{month})(?![\w'’])|(?P<season5>[Ss]pring|[Ss]ummer|[Aa]utumn)\b"
        r"|[Tt]he\s(?P<what3>year)\sfollowing\b"
        rf"|(?:{_BACK.format('next')})\s(?P<what>year|month|day)\b"
        rf"|(?:{_BACK.format('next3')}|(?:[Tt]he\s)?(?P<last>[Ll]ast))\s(?P<season6>{_SEASON}|{whole})\b"
        r"|(?:[Aa]|[Oo]ne)\s(?P<later>year|decade)\s(?P<way>later|afterwards|earlier|before)\b"
        r"|(?P<ago>[Tt]he\syear)\sbefore(?!\s(?:the|that|this|his|her|their)\b)"
        r"|(?P<bare>(?<=the )year)(?=[\s.,;)]|$))"
        rf"(?P<of>\sof\s(?:{_BACK.format('next2')})\syear\b)?"
        r"(?P<now>(?:\sof)?\s(?:this|last)\syear\b|\sof\sthe\s(?:present|current)\syear\b)?"
    )


def atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    """The dates between start and end, each by itself."""
    for match in _pattern().finditer(text, start, end):
        with suppress(ValueError):  # a day or month that no calendar has
            if atom := _atom(text, match, end):
                yield atom


def _atom(text: str, match: re.Match[str], end: int) -> Atom | None:
    g = {name: part or "" for name, part in match.groupdict().items()}
    rule, back, year = "printed", "", True
    if whole := _whole(g):
        begin, finish = whole
    elif g["m"] or g["m2"]:
        printed = _full(g["y"] or g["y2"])
        if g["m2"] and not printed and _is_plural_next(text, match.end(), end):
            return _month_alone(match)  # "in December 28 people died"
        month = f"{printed}-{month_number(g['m'] or g['m2']):02}"
        first, *later = (f"{month}-{int(day):02}" for day in re.findall(r"\d+", g["days"] or g["days2"]))
        begin, finish, year = first, (later or [first])[-1], bool(printed)
    elif g["m6"]:
        begin = finish = _day_in_words(g)
        year = bool(g["y6"])
    elif g["near"]:
        begin = finish = ""
        rule, back = POINTER, f"this {g['which2']}"
    elif g["from"]:
        begin, finish = g["from"], g["from"][: 4 - len(g["to"])] + g["to"]
        if finish <= begin:
            return None
    elif g["year"]:
        if _counts(text, match, end):
            return None
        begin = finish = g["year"]
    elif g["nth"]:
        if not (days := _days_of_month(text, match, end, is_usage=bool(g["usage"]))):
            return None
        begin, finish = f"-{days[0]:02}", f"-{days[-1]:02}"
        rule, back = "month of the date before", "month of letter" if g["usage"] else "day of month"
    elif g["past"]:
        begin = finish = _day_past(g)
        rule, back = "month after" if g["side"] == "next" else "month before", "season"
    elif named := g["m5"] or g["season5"] or g["season6"]:
        begin, finish = (
            f"-{month:02}" for month in _SEASONS.get(named.lower()) or (month_number(named),) * 2
        )
        rule, back, year = "month alone", "", False
        if g["season6"]:  # "the following spring", "that winter"
            rule, back, year = "date before", "season", True
            if g["last"] and named.lower() not in _SEASONS:
                rule = "month before"
    else:
        if not any(g[name] for name in ("what", "what3", "part", "stage", "later", "ago", "bare")):
            return None
        is_part, begin, finish = bool(g["part"] or g["stage"]), "", ""
        covered = "year covered" if g["bare"] and not is_part else "year"
        rule, back = "date before" if is_part else POINTER, g["what"] or covered
    rule, back = ("date before", "year") if g["of"] and not year else (rule, back)
    rule, back = ("date before", "this year") if g["now"] and not year else (rule, back)
    stage = _STAGES.get((g["stage"] or g["part"]).lower(), "")
    begin, finish = _share_of(begin, g) if g["which"] or g["many"] else (begin, finish)
    if begin != finish or len(begin.lstrip("-")) > 7 or begin.endswith("XX"):
        stage = ""
    article = re.fullmatch(r"[Tt]he\s(?:year\s)?", g["lead"])
    return Atom(
        start=match.end("lead") if article else match.start(),
        end=match.end() if not year or back else match.start("of") if g["of"] else match.end(),
        begin=begin,
        finish=finish,
        rule=rule,
        year=year,
        stage=stage,
        about=bool(g["about"]),
        back=back,
        step=_step(g),
    )


def _month_alone(match: re.Match[str]) -> Atom:
    month = f"-{month_number(match['m2']):02}"
    return Atom(
        start=match.start("m2"),
        end=match.end("m2"),
        begin=month,
        finish=month,
        rule="month alone",
        year=False,
    )


def _day_in_words(g: dict[str, str]) -> str:
    """The day of "the twenty-third of May 1944"."""
    day = _DAYS_IN_WORDS.index(g["nth2"].lower()) + 1
    return f"{g['y6']}-{month_number(g['m6']):02}-{day:02}"


def _day_past(g: dict[str, str]) -> str:
    """The month of "last November", or the day of "20 November last"."""
    day = f"-{int(re.sub(r'[^0-9]', '', g['pastday'])):02}" if g["pastday"] else ""
    return f"-{month_number(g['past']):02}{day}"


def _whole(g: dict[str, str]) -> tuple[str, str] | None:
    """Both ends of a date that waits for nothing: a day in figures, a month or a century of its own."""
    if g["iso"] or g["turned"]:
        begin = finish = g["iso"] or re.sub("[./]", "-", g["turned"])
    elif g["dotted"] or g["slashed"]:
        day, month, printed = re.split("[./]", g["dotted"] or g["slashed"])
        begin = finish = f"{printed}-{_ROMAN.get(month) or int(month):02}-{int(day):02}"
    elif g["m3"]:
        begin = f"{_full(g['y3'])}-{month_number(g['m3']):02}"
        finish = g["y3b"] or begin
    elif g["season"]:
        first, last = _SEASONS[g["season"].lower()]
        printed = _full(g["y4"])
        begin, finish = f"{printed}-{first:02}", f"{int(printed) + (last < first)}-{last:02}"
    elif g["century"]:
        begin = finish = _century(g["century"].lower())
    elif g["short"]:
        begin = finish = _full(g["short"])
    elif g["tens"] or g["decade"]:
        begin = finish = f"{g['decade']}X" if g["decade"] else f"19{_TENS.index(g['tens'].lower()) + 2}X"
    else:
        return None
    return begin, finish


def _full(year: str) -> str:
    """A year in four digits: 1944 for "’44"."""
    return f"19{year[1:]}" if year[:1] in ("'", "’") else year


def _step(g: dict[str, str]) -> int:
    """How many years, months or days later than the date before it a date lies."""
    if g["later"] or g["ago"]:
        return _YEARS.get(g["later"], 1) * (1 if g["way"] in ("later", "afterwards") else -1)
    if g["past"]:
        return -1
    if g["near"]:
        return -(g["near"].lower() == "last")
    if g["usage"]:
        return _USAGE[" ".join(g["usage"].split())]
    if g["what3"]:
        return 1
    if g["now"]:
        return -(" last " in g["now"])
    to = (g["next"] or g["next2"] or g["next3"] or g["last"]).lower()
    return _STEPS.get(to, int(bool(g["nth"]) and "month" not in g["nth"]))


def month_number(month: str) -> int:
    """The number of a month by any of its names."""
    return months()[month.lower().rstrip(".")]


def _days_of_month(text: str, match: re.Match[str], end: int, *, is_usage: bool) -> list[int]:
    """The days of "on the 7th", "the night of the 21st–22nd", "the first of the month"; none else."""
    start = match.start("nth")
    days = [int(day) for day in re.findall(r"\d+", match["nth"])] or [1]
    is_day = 0 < days[0] <= days[-1] <= 31 and _ORDINAL_AFTER.match(text, match.end(), end)
    return days if is_usage or (is_day and _ORDINAL_BEFORE.search(text[max(0, start - 20) : start])) else []


def _is_plural_next(text: str, at: int, end: int) -> bool:
    noun = noun_after(text, at, end)
    return (noun is not None and noun.counted.plural) or _MORE.match(text, at, end) is not None


def _century(name: str) -> str:
    digits = re.match(r"\d+", name)
    return f"{(int(digits.group()) if digits else _CENTURIES.index(name) + 1) - 1:02}XX"


def _share_of(edtf: str, g: dict[str, str]) -> tuple[str, str]:
    """The months or years of "the first half of" and "the first three months of"."""
    if g["many"]:
        return f"{int(edtf):04}-01", f"{int(edtf):04}-{_MANY.index(g['many']) + 2:02}"
    parts = 2 if g["unit"] == "half" else 4
    part = min(_ORDINALS[g["which"]], parts)
    if edtf.endswith("X"):
        size = (100 if edtf.endswith("XX") else 10) // parts
        first = int(edtf.replace("X", "0")) + (part - 1) * size
        return f"{first}", f"{first + size - 1}"
    if re.fullmatch(r"-\d\d", edtf):  # of a month that waits for its year
        return (f"{edtf}-01", f"{edtf}-15") if part == 1 else (f"{edtf}-16", edtf)
    if len(edtf) == 7:
        middle, last = ("01", "15"), ("16", f"{Period.parse(edtf).latest:%d}")
        first_day, last_day = middle if part == 1 else last
        return f"{edtf}-{first_day}", f"{edtf}-{last_day}"
    size = 12 // parts
    return f"{int(edtf):04}-{(part - 1) * size + 1:02}", f"{int(edtf):04}-{part * size:02}"


_HEDGED = re.compile(
    r"(?i)\b(?:some|over|more than|at least|nearly|almost|up to|only|about|around|fewer than|less than)\s$"
)
_DATED = re.compile(
    r"(?i)(?:\b(?:in|by|since|until|during|for|year)|\d{4} and|\b(?:census|count|survey) of)\s$"
)
_CLAUSE = re.compile(r"[A-Z]\w*(?: [A-Z]\w*)* [a-z]+ed ")
_PERHAPS_DATED = re.compile(r"(?i)\b(?:the|from|before|after)\s$")


def _counts(text: str, match: re.Match[str], end: int) -> bool:
    """Whether four digits count something: "1640 families", "some 1500 people", not "in 1943 Kalmyks"."""
    at, about = match.start("year"), (match["about"] or "").strip()
    if match["lead"] or about in ("c.", "ca.", "circa", "~"):
        return False
    before = text[max(0, at - 60) : at]
    noun = noun_after(text, match.end("year"), end)
    if noun is None:  # "900 to Massachusetts, 1150 to Virginia"
        goes_on = re.match(r" (to|in|from|at|for) (?:the )?[A-Z]", text[match.end("year") : end])
        return bool(goes_on and re.search(rf"\d {goes_on[1]} [^.;]+(?:,|,? and) $", before))
    if _CLAUSE.match(text, noun.start, noun.head):
        return False  # "after the conquest of 1453 Mehmed II ordered families"
    hedged = bool(about or _HEDGED.search(before))
    if noun.counted.kind == "other" or hedged:
        return hedged
    if _DATED.search(before):
        return False
    return match["year"].endswith("00") or not _PERHAPS_DATED.search(before)
