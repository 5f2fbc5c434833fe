"""The calendar of a text: the years that it prints, and the date that was read last.

A date without its year lies beside the last date: a story leaves it forward, but for some months back over
the new year. Some dates only remark on what lies outside the story, which does not go on from them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attrs import define, field, frozen

from zul.read.grammar.atoms import month_names, month_number

FAR = 4  # years before the story
_BACKWARD, _NEAREST = 3, 6  # months that a story goes back over the new year, and that a paper may be older
_YEAR_ALONE = 4  # code points
_FOOT = 200  # code points at the end of a report
_HEAD = 600  # code points in which a report says what year it covers
_LATE, _NEAR = 8, 6  # years after all others; years within which two belong to one story
MONTH_NAMES = "|".join(month_names().values())
_MONTH_AND_YEAR = re.compile(rf"(?:{MONTH_NAMES})(?: \d\d?)?,? (1[0-9]\d\d|20\d\d)\b")
_ENDED = re.compile(  # "for the year ended 30 June 1922", at the head of a report
    rf"\b(?:year|twelve ?months?|season) (?:ended|ending|to|up to) (?:the )?"
    rf"\d\d?(?:st|nd|rd|th)? ({MONTH_NAMES}),? (\d{{4}})\b",
    re.IGNORECASE,
)
_COVERED = re.compile(  # "Yearly Report for 1943"
    r"\b(?:yearly|annual) (?:[a-z]+ )?(?:report|return|review|statement)s? (?:[a-z]+ ){0,4}?(?:for|of|on) "
    r"(?:the year )?(\d{4})\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(  # "9 April 1943" in a line of its own at the end
    rf"\n(?:[^\W\d_a-z][^\n,]{{2,30}}, )?\d\d? ({MONTH_NAMES}) (1[5-9]\d\d|20\d\d)\.?\s*\Z"
)
_BARE_YEAR = re.compile(r"\b(?:in|of|since|by) (1[5-9]\d\d|20\d\d)\b")
_FULL_DATE = re.compile(
    rf"\b(?:(?:(?P<first>\d\d?)(?:[–-]| and | to ))?(?P<day>\d\d?) (?P<month>{MONTH_NAMES})"
    rf"|(?P<month2>{MONTH_NAMES}) (?P<day2>\d\d?)),? (?P<year>1[0-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d,.])(?:1[5-9]\d\d|20\d\d)(?!\d|[,.]\d)")
_DONE = (
    r"(?:[a-z]+(?:ed|en|wn|ne|nt|ght|pt|ld|ft)|cost|put|made|come|become|paid|met|lost|led|said|won|begun)"
)
_HAD = re.compile(  # "In 1913 my father had refused seventy"
    rf"(?:,? (?:[^.;,]|,(?=\d)){{1,40}}\b|, )had (?:[a-z]+ly |been |already )?{_DONE}\b"
)
_BACK = re.compile(  # "Grandfather, who had come in", "the law of", "since"
    r"(?:\b(?:had|who|whose|which|whom|since|dating|built|founded|laid|drawn|bought|dug|planted"
    r"|left (?:by|over))\b"
    r"|['’]d )[^.;:]{0,60}$"
)
_PEOPLED = re.compile(  # "Lempaala had 412 inhabitants in 1939; perhaps 290 were alive"
    r"\d[\d,]* (?:[a-z]+ )?(?:inhabitants|people|souls|residents|persons|houses|households"
    r"|families|farms|members|pupils) (?:in|by|of) $"
)
TAKEN_THEN = re.compile(  # "all of them Balkars brought there in March 1944", "the exchange, agreed on"
    r"(?<!\bwas)(?<!\bwere)(?<!\bbeen)(?<!\bhad)(?<!\band)(?<!\bbeing)"
    r"(?<!\bI)(?<!\byou)(?<!\bwe)(?<!\bthey)(?<!\bhe),? (?:brought|deported|sent|taken|expelled|evicted"
    r"|resettled|shipped|banished|agreed|signed|adopted|issued|concluded|imposed|introduced|drafted|built)"
    r" (?:[^.;:,\d]{0,60} )?(?:in|on|during|of) (?:the )?$"
)
_BY = re.compile(r"\b[Bb]y (?:the )?(?:end of )?$")  # "By November they had moved eight million"
_HAD_BEEN = re.compile(  # "He had been arrested in the autumn of 1945"
    rf"(?:\bhad |['’]d )(?:[a-z]+ly |been |already ){{0,2}}{_DONE} (?:[^.;:,\d]{{0,40}} )?(?:in|on|during|of)"
    r" (?:the )?$"
)
_SINCE_THEN = re.compile(  # "no word from him since he was arrested in"
    r"\bsince (?:he|she|they|we|I|it|the|my|his|her|our|their) [^.;:]{0,40}$"
)
TAKEN = re.compile(r"\b(?:deport|remov|expel|exil|evict|resettl|banish|uproot)\w*")  # what the story is about
PAPER = re.compile(  # "the decree of"
    r"\b(?:law|decree|order|resolution|directive|instruction|circular|letter|note|telegram|cable|report|dispatch"
    r"|despatch|memorandum|list|article|agreement|treaty|protocol|decision|edict|[Aa]ct|[Tt]reaty|[Ll]aw"
    r"|minutes|amnesty|instruction)s?(?: of)? $"
)


@frozen(kw_only=True)
class Years:
    """The years that a text prints: what a date without one may take, and those that stand apart."""

    usual: int | None = None  # that of most dates
    lead: int | None = None  # the first one with a month
    event: int | None = None  # the first one with a month, where the title tells of one removal
    first: int = 0  # the earliest one with a month; 0 where there is none
    lonely: frozenset[int] = frozenset()  # printed once and years after all others
    isolated: frozenset[int] = frozenset()  # to which no other one comes near
    ended: tuple[int, int] | None = None  # year and month in which the year of a report ended
    signed: tuple[int, int] | None = None  # year and month of the last line, that says when it was written
    days: Mapping[str, int] = field(factory=dict)  # of each day of a month, as "-10-17", the one year printed

    @classmethod
    def of(cls, text: str) -> Years:
        """The years of a text."""
        with_month = list(map(int, _MONTH_AND_YEAR.findall(text)))
        printed = Counter(map(int, _YEAR.findall(text)))
        lonely = frozenset(
            year
            for year, times in printed.items()
            if times == 1
            and len(printed) > 1
            and max(other for other in printed if other != year) + _LATE < year
        )
        signed = _SIGNED.search(text, max(0, len(text) - _FOOT))
        return cls(
            signed=(int(signed[2]), month_number(signed[1])) if signed else None,
            ended=_ended(text),
            usual=_usual(text),
            lead=with_month[0] if with_month else None,
            event=with_month[0] if with_month and TAKEN.search(text.partition("\n")[0].lower()) else None,
            first=min(with_month, default=0),
            lonely=lonely,
            isolated=frozenset(
                year for year in printed if not any(0 < abs(other - year) <= _NEAR for other in printed)
            ),
            days={day: year for day, year in _days_of(text).items() if year not in lonely},
        )


@define
class Calendar:
    """The last date that was read, from which dates without a year take theirs."""

    years: Years = field(factory=Years)
    year: int | None = None
    named: int | None = None  # year of a census or the like, to which "that year" points
    month: int | None = None
    day: int | None = None
    is_printed: bool = False  # the date has its year
    is_bound: bool = False  # the date closes what had been done "by 1 January"
    written: tuple[int, int] | None = None  # year and month of the first day printed: that of a letter
    dateline: tuple[int, int] | None = None  # year and month of the line that says when this was written
    only_forward: bool = False  # for the days above the entries of a diary
    fallback: int | None = None  # year of a date that no other one gives its year

    def note(self, edtf: str, *, is_bound: bool = False, is_printed: bool = False) -> None:
        """Remember a date, whether it only bounds what is told, and whether its year is printed."""
        year, month, day = [*edtf.split("-"), "", ""][:3]
        if year.isdigit():
            self.year, self.named, self.is_bound = int(year), None, is_bound
            self.is_printed = is_printed
            self.month = int(month) if month.isdigit() else None
            self.day = int(day) if day.isdigit() else None
            if self.month and self.day and self.written is None:
                self.written = self.year, self.month

    def year_of(self, month: int, *, is_paper: bool, goes_on: bool = False) -> int | None:
        """The year of a month beside the last date, before or after which a paper may lie."""
        ended = self.years.ended
        if ended and not is_paper and (self.year or ended[0]) in (ended[0] - 1, ended[0]):
            return ended[0] - (month > ended[1])
        if self.year is None or self.month is None:
            return self.year or self.fallback
        distance = month - self.month
        if self.only_forward:
            return self.year + (distance < 0)
        if self.is_bound and not goes_on and distance > _BACKWARD:
            return self.year - 1  # "to be finished by 1 January 1938. The first train left on 9 September"
        return self.year + (distance < -6) - (distance > 12 - (_NEAREST if is_paper else _BACKWARD))


def month_from(year: int, month: int, step: int) -> str:
    """The month so many months after another one."""
    months = year * 12 + month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}"


def looks_back(text: str, places: tuple[int, int, int, int], year: int, story: int) -> bool:
    """True for what had happened before the story: "who had come in 1898", "In 1913 he had refused".

    `places` are the beginning of the sentence, both ends of the date and the end of the sentence.
    """
    start, first, last, end = places
    before = max(start, first - 80)
    if year < story and (
        (_HAD.match(text, last, end) and not _BY.search(text, before, first))
        or _SINCE_THEN.search(text, max(start, first - 60), first)
        or _HAD_BEEN.search(text, before, first)
        or TAKEN_THEN.search(text, before, first)
        or (last - first == _YEAR_ALONE and _PEOPLED.search(text, before, first))
    ):
        return True
    return year + FAR < story and _BACK.search(text, before, first) is not None


def _ended(text: str) -> tuple[int, int] | None:
    """The year and month in which the year of a report ended, as its head says."""
    if match := _ENDED.search(text, 0, _HEAD):
        return int(match[2]), month_number(match[1])
    match = _COVERED.search(text, 0, _HEAD)
    return (int(match[1]), 12) if match else None


def _usual(text: str) -> int | None:
    """The year that most dates of a text with a month have, else most dates, if no other one comes near."""
    found = _MONTH_AND_YEAR.findall(text) or _BARE_YEAR.findall(text)
    years = Counter(map(int, found)).most_common(2)
    return years[0][0] if years and (len(years) == 1 or years[0][1] > years[1][1]) else None


def _days_of(text: str) -> dict[str, int]:
    """The year of each day of a month, as "-10-17", that a text prints with one year and no other."""
    years: dict[str, set[int]] = {}
    for match in _FULL_DATE.finditer(text):
        month = month_number(match["month"] or match["month2"])
        for day in filter(None, (match["first"], match["day"], match["day2"])):
            years.setdefault(f"-{month:02}-{int(day):02}", set()).add(int(match["year"]))
    return {day: found.pop() for day, found in years.items() if len(found) == 1}
