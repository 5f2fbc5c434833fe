"""Dates and periods in a text, as the EDTF that they mean.

"By", "until" and "before" leave the beginning open, "since" and "after" the end; both hold the date itself.
A date without its year takes the year in which it lies nearest to the last date before it in its section, or
the year of the next date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from attrs import evolve, frozen

from zul.errors import PeriodError
from zul.read.grammar.atoms import POINTER, Atom, atoms, month_names
from zul.read.grammar.calendar import FAR, PAPER, TAKEN, Calendar, looks_back
from zul.read.grammar.pointers import a_year_before, in_year, pointed
from zul.read.grammar.tokens import meets
from zul.terms.dates import Period
from zul.terms.numbers import take

_JOIN = re.compile(
    r"\s?[-‐‑–—/]\s?|\s(?P<word>to|until|till|through|and|or)\s(?:the\s)?"
    r"|,\s(?P<far>to|until|till|through|and)\s(?:the\s)?|,\s"
)
_BEFORE = re.compile(
    r"(?i)(?<!\w)(?P<word>by|until|till|up to|before|prior to|(?:not|no) (?:later|earlier) than|not before"
    r"|since|after|starting (?:in|from)|from|between(?: the (?:months|years) of)?|in|on|at|of|during"
    r"|through|throughout|for|to|and|early in|late in)\s+(?:the\s+)?(?:years?\s+)?(?:about\s+)?$"
)
_SILENT = frozenset("in on at of during for to and through throughout".split())
_NOT_TILL = re.compile(r"\b(?:[Nn]ot|[Nn]ever|n['’]t)\b[^.;:,]{0,40}$")
_OPEN_LEFT = frozenset(
    ["by", "until", "till", "up to", "before", "prior to", "not later than", "no later than"]
)
_OPEN_RIGHT = frozenset(["since", "had since", "after", "not earlier than", "no earlier than", "not before"])
_OPEN_RIGHT |= {"starting in", "starting from"}
_SAME = re.compile(r"\bsame (?:day|date|month|time) (?:of|in) $")
_CENSUS = re.compile(r"\b(?:census|count|survey|enumeration) of (?:the )?$")
_YEARS_LATER = re.compile(r"\b(\w+) years (?:later|afterwards),? (?:[a-z]+ ){0,3}$")
_OF_YEAR = re.compile(
    r"\b(?:movement|war|famine|flight|exodus|rising|revolt|revolution|massacres?|events) of $"
)
_AGAINST = re.compile(r"\b(?:against|than|compared (?:with|to))\b[^.;]{0,40}$")
_TERM = re.compile(r" as (?:the|a) (?:final |latest |last )?(?:term|deadline|date|limit)\b")
_END = 9999
_SOON = 2  # months
_LATELY = 1  # months
_INSIDE = 5  # code points after which a date no longer opens its sentence
_FUTURE = re.compile(
    r"\b(?:will|shall|would|is to|are to|next|plans?|planned|due|deadline|again on|set for|expected)\b"
)
_IN_IT = re.compile(r",? (?:in|on) (?:the )?")  # "in 1959, in November"
_ERA = 150  # years before all others
_ITEM = re.compile(r"[,;:(–—] $|\($")
_BORN = re.compile(r"\b(?:born|b\.|aged)(?: (?:in|on))?\s?$")
_ONWARDS = re.compile(r"\s(?:on|onwards?)\b")
_OPENING = re.compile(  # "a decree from 1948" is of 1948, it does not begin then
    r"(?:^|[.,;:(–—]|\b(?:and|but|[a-z]+ed|force|effect|valid|held|lived|kept|open|there|here"
    r"|(?:in|at|near) (?:the )?[A-Z][\w ]+))\s?$"
)


@frozen(kw_only=True)
class Dated:
    """A date in a text: `start` and `end` with its preposition, `first` and `last` without it."""

    start: int
    end: int
    first: int
    last: int
    period: Period
    rule: str


def dates(
    text: str, start: int, end: int, calendar: Calendar, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[Dated]:
    """The dates between start and end, in their order; `taken` are numbers that count nothing."""
    found = [
        atom
        for atom in atoms(text, start, end)
        if not (meets(atom.start, atom.end, taken) or _is_no_year(text, atom, calendar))
    ]
    following, is_future = _next_with_year(text, found), _FUTURE.search(text, start, end) is not None
    at, free, listed, is_first = 0, start, False, True
    while at < len(found):
        first = last = found[at]
        before = _BEFORE.search(text, max(free, first.start - 40), first.start)
        word = _word(text, start, before) if before else ""
        at += 1
        if at < len(found):
            link = _link(text, first, found[at])
            if not listed and _are_joined(first, found[at], link, word, calendar):
                last, at, word = found[at], at + 1, ""
            listed = link == ","  # "in 1944, 1945 and 1946" are three dates
        free = last.end
        beside = found[at - 2] if at > 1 and first is last else None
        if beside and beside.begin.isdigit() and _IN_IT.fullmatch(text, beside.end, first.start):
            following[at - 1], is_first = beside, True
        later = _years_later(text, start, first.start) if first is last and not first.year else 0
        if later and calendar.year and calendar.year + later < _END:
            calendar.year, calendar.month = calendar.year + later, None  # "Two years later, on 6 March"
        pair = _with_years(first, last, following[at - 1], calendar, is_first=is_first, word=word)
        if pair and not last.year and word not in _OPEN_LEFT and (word == "since" or not is_future):
            pair = _not_after(pair, calendar)
        alone = first is last and first.rule == "month alone" and not (before or first.stage)
        if not pair or alone:
            continue
        is_first = is_first and not last.year
        opening = before.start() if before and before["word"].lower() not in _SILENT else first.start
        if dated := _dated(text, opening, (first.start, last.end, end), pair, word):
            is_near = (
                pair[0].begin[:4] == pair[1].finish[:4] or min(len(pair[0].begin), len(pair[1].finish)) > 4
            )
            is_attribute = (
                calendar.year and pair[1].finish.isdigit() and _is_attribute(text, first, last, end)
            )
            is_aside = (
                is_attribute
                or word == "had since"
                or _is_aside(text, (start, opening, end), (first, last), pair[1], calendar)
            )
            if is_near and not is_aside and not _BORN.search(text[max(0, opening - 12) : opening]):
                is_winter = pair[0].begin[5:] == "12" and pair[1].finish[5:] == "02"
                calendar.note(
                    pair[0].begin if is_winter else pair[1].finish,
                    is_bound=word in _OPEN_LEFT and last.year,
                    is_printed=last.year,
                )
            elif is_attribute:
                calendar.named = int(pair[1].finish)
            yield dated


def _word(text: str, start: int, before: re.Match[str]) -> str:
    """The preposition of a date, and whether it is that of a paper or of what had been going on."""
    word = " ".join(before["word"].lower().split())
    if word in ("until", "till", "before") and _NOT_TILL.search(text, start, before.start()):
        return "in"  # "not until 1 April 1949 could anyone go home"
    if word == "of" and PAPER.search(text, max(start, before.start() - 30), before.start()):
        return "paper of"
    if word == "since" and re.search(r"\bhad\b", text[start : before.start()]):
        return "had since"
    return word


def _years_later(text: str, start: int, end: int) -> int:
    """How many years a sentence moves on before a date: "Two years later, on 6 March"."""
    moved = _YEARS_LATER.search(text, start, end)
    years = take(moved[1].lower()) if moved else None
    return int(years[0].value) if years else 0


def _is_aside(
    text: str, places: tuple[int, int, int], printed: tuple[Atom, Atom], ended: Atom, calendar: Calendar
) -> bool:
    """True for a date from which the story does not go on; `places` are of sentence, date and its end."""
    (start, opening, end), (first, last), year = places, printed, ended.finish[:4]
    if last.back == "month of letter" or (last.back.startswith("this ") and last.rule == POINTER):
        return True
    if last.back == "this year" and last.step and calendar.dateline:
        return True  # "29 November last year", in a speech
    if not year.isdigit():
        return False
    is_term = _TERM.match(text, last.end, end)  # "set 1 January 1938 as the final term"
    if calendar.year and (is_term or _AGAINST.search(text, max(start, first.start - 60), first.start)):
        return True
    if story := calendar.year:
        if int(year) < story and _CENSUS.search(text, start, first.start):
            return True
        if looks_back(text, (start, first.start, last.end, end), int(year), story):
            return True
    is_alone = ended.finish == year and opening - start > _INSIDE and int(year) in calendar.years.isolated
    is_far = calendar.dateline is not None and int(year) + FAR < calendar.dateline[0]
    return is_alone and is_far and TAKEN.search(text, start, end) is None


def _is_no_year(text: str, atom: Atom, calendar: Calendar) -> bool:
    """True for four digits that no date of the text comes near: "1640 in barracks" in a text on 1949."""
    if not (
        calendar.years.first
        and atom.begin == atom.finish
        and atom.begin.isdigit()
        and atom.end - atom.start == 4
    ):
        return False
    return (
        int(atom.begin) + _ERA < calendar.years.first
        and _ITEM.search(text, atom.start - 3, atom.start) is not None
    )


def _is_attribute(text: str, first: Atom, last: Atom, end: int) -> bool:
    """True for the year of "the census of 1939" and "the 1939 census", from which no story goes on."""
    before = text[max(0, first.start - 5) : first.start]
    return before.endswith(" of ") or (
        before.endswith(" the ") and re.match(r" [a-z]+", text[last.end : end]) is not None
    )


def _next_with_year(text: str, found: Sequence[Atom]) -> list[Atom | None]:
    """For each date the next one after it whose year is printed."""
    following: list[Atom | None] = [None] * len(found)
    for at in range(len(found) - 2, -1, -1):
        after = found[at + 1]
        is_near = (
            after.year
            and after.begin[:4].isdigit()
            and not _SAME.search(text, max(0, after.start - 20), after.start)
            and not _AGAINST.search(text, max(0, after.start - 60), after.start)
            and not (after.begin.isdigit() and _OF_YEAR.search(text, max(0, after.start - 20), after.start))
        )
        following[at] = after if is_near else following[at + 1]
    return following


def _link(text: str, first: Atom, last: Atom | None) -> str:
    join = _JOIN.fullmatch(text, first.end, last.start) if last else None
    return (join["word"] or join["far"] or join.group().strip()).lower() if join else ""


def _are_joined(first: Atom, last: Atom, link: str, word: str, calendar: Calendar) -> bool:
    """Whether two dates are the ends of one period: "from … to", "between … and", "May and June"."""
    pair = _with_years(first, last, None, calendar)
    if link in ("", ",", "or") or (first.year and not last.year) or not pair:
        return False
    if pair[0].begin >= pair[1].finish:
        return False
    if link != "and" or word.startswith("between"):
        return True
    with suppress(PeriodError, ValueError):
        ended, following = _period(pair[0].finish).latest, _period(pair[1].begin).earliest
        return bool(ended and following and (following - ended).days == 1)
    return False


def _with_years(
    first: Atom,
    last: Atom,
    following: Atom | None,
    calendar: Calendar,
    *,
    is_first: bool = False,
    word: str = "",
) -> tuple[Atom, Atom] | None:
    """Both ends with the years that they take from each other, from the date before or from the next one.

    Where no date stands before it in the sentence, one that follows there with a year is nearer.
    """
    if first.back or last.back:
        first, last = (pointed(atom, calendar) if atom.back else atom for atom in (first, last))
        if not (first.begin and last.begin):
            return None
    if not last.year:
        month = int(last.begin[1:3])
        year, rule = (
            calendar.year_of(month, is_paper=word == "paper of", goes_on=word in _OPEN_LEFT),
            "year of the date before",
        )
        if not is_first and first is last and calendar.month == 1 and month == 12 and year:
            year = calendar.year or year  # "on 1 January 1943 there were 497, and on 31 December 431"
        is_now = calendar.written is not None and calendar.written == (calendar.year, calendar.month)
        is_ahead = (calendar.month or 12) < month and year == calendar.year
        if year and is_ahead and (word == "had since" or (word == "since" and is_now)):
            year -= 1  # "since July" looks back
        if year and year - 1 == calendar.year and word == "paper of":
            year -= 1  # "the letter of 2 March" was not written in the year to come
        is_story = calendar.is_printed and not calendar.years.ended
        if is_first and calendar.dateline and is_story and year is not None:
            lately = calendar.dateline[0] - (month > calendar.dateline[1])
            if year + 1 == lately and (calendar.dateline[1] - month) % 12 <= _LATELY:
                year = lately  # "agreed on in 1946, is under way. The first train left on 12 April"
        is_of_writer = (calendar.year, calendar.month) == calendar.dateline and calendar.day is None
        is_told = is_first and first is last and calendar.dateline is None
        if last.begin in calendar.years.days and (calendar.month is None or is_of_writer or is_told):
            year, rule = calendar.years.days[last.begin], "year of the same day"
        elif following and (year is None or (is_first and not _is_next_month(calendar, month))):
            ahead = month > int(following.begin[5:7] or 12)
            year, rule = int(following.begin[:4]) - ahead, "year of the next date"
        if year is None:
            return None
        alone, last = first is last, in_year(evolve(last, rule=rule), year)
        first = last if alone else first
    if not first.year:
        if not last.begin[:4].isdigit():  # "May to the 1930s"
            return None
        ahead = len(last.begin) > 5 and first.begin[1:3] > last.begin[5:7]
        first = in_year(first, int(last.begin[:4]) - ahead)
    return first, last


def _is_next_month(calendar: Calendar, month: int) -> bool:
    """True for a month that follows closely on the last day told: the story goes on with it."""
    return calendar.month is not None and calendar.day is not None and 0 <= month - calendar.month <= _SOON


def _not_after(pair: tuple[Atom, Atom], calendar: Calendar) -> tuple[Atom, Atom]:
    """The dates a year earlier where the writer could not have known of them."""
    year, month = int(pair[1].begin[:4]), int(pair[1].begin[5:7] or 1)
    if calendar.dateline is None or (year, month) <= calendar.dateline:
        return pair
    first, last = (
        evolve(atom, begin=a_year_before(atom.begin), finish=a_year_before(atom.finish)) for atom in pair
    )
    return first, last


def _dated(
    text: str, opening: int, places: tuple[int, int, int], pair: tuple[Atom, Atom], word: str
) -> Dated | None:
    """The date with its preposition; None where the calendar has no such day."""
    (start, stop, end), (first, last) = places, pair
    rule = "printed" if last.rule == "month alone" else last.rule
    begin, finish, whole = first.begin, last.finish, stop
    with suppress(PeriodError, ValueError):
        if first.stage:
            begin = _earliest(_period(begin, first.stage))
        if last.stage:
            finish = _latest(_period(finish, last.stage))
        onwards = _ONWARDS.match(text, stop, end) if word in ("from", "since") else None
        if first.start != last.start:
            period = Period.parse(f"{begin}/{finish}")
        elif word in _OPEN_LEFT:
            period = Period.parse(f"../{finish}")
        elif word in _OPEN_RIGHT or (
            word == "from" and begin == finish and (onwards or _opens(text, opening))
        ):
            period, whole = Period.parse(f"{begin}/.."), onwards.end() if onwards else stop
        elif first.stage or begin == finish:
            period = _period(first.begin, first.stage, about=first.about)
        else:
            period = Period.parse(f"{begin}/{finish}")
        return Dated(start=opening, end=whole, first=start, last=stop, period=period, rule=rule)
    return None


def _opens(text: str, at: int) -> bool:
    """Whether "from 1944" begins a period; in "a decree from 1948", "up 12 % from 2018" it does not."""
    return bool(_OPENING.search(text[max(0, at - 60) : at]))


def _period(edtf: str, stage: str = "", *, about: bool = False) -> Period:
    if stage:
        year, _, month = edtf.partition("-")
        name = f"{month_names()[int(month)]} {year}" if month else f"{year[:3]}0s" if year[3] == "X" else year
        return Period.parse(f"{stage} {name}")
    return Period.parse(f"{edtf}~" if about else edtf)


def _earliest(period: Period) -> str:
    """The first day; the first of a month or a year by their name."""
    day = period.earliest
    return f"{day}" if day is None or day.day != 1 else f"{day:%Y-%m}"


def _latest(period: Period) -> str:
    """The last day; the last of a month or a year by their name."""
    day = period.latest
    if day is None or (day + timedelta(days=1)).day != 1:
        return f"{day}"
    return f"{day:%Y}" if day.month == 12 else f"{day:%Y-%m}"
