"""Dates and periods as closed days: EDTF, and the plain English that documents print.

EDTF is ISO 8601-2 level 1 as far as a case needs it: `1943`, `1943-12`, `1943-12-28`; unspecified
digits `194X`, `19XX`, `1943-XX`, `1943-12-XX`; a mark at the end, `?` uncertain, `~` approximate,
`%` both; intervals `a/b`, where `..` is a side without limit and an empty side one that is not
stated. Days are of the Gregorian calendar, years 1 to 9999.

English becomes the EDTF that means the same: "28–31 December 1943" is `1943-12-28/1943-12-31`,
"September and October 1937" `1937-09/1937-10`, "1930s" `193X`. Early, mid and late have no
EDTF and stay words. By definition they are the thirds of

    a month    days 1–10         11–20           21–end
    a year     January–April     May–August      September–December
    a decade   years 0–2         3–6             7–9
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from attrs import frozen

from zul.errors import PeriodError

_LONGEST = 80  # characters; no date that a document prints comes near
_WAY_OUT = "Write the date as EDTF, for instance 1943-12-28 or 1943-12 (docs/case-format.md)."

_NAMES = (  # not calendar.month_name, which follows the locale
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name.lower(): number for number, name in enumerate(_NAMES, start=1)}
_THIRDS = {  # endings of EDTF: of a decade, a year, a month
    "early": (("0", "2"), ("-01", "-04"), ("-01", "-10")),
    "mid": (("3", "6"), ("-05", "-08"), ("-11", "-20")),
    "late": (("7", "9"), ("-09", "-12"), ("-21", "")),
}

_D, _M, _Y = "[0-9]{1,2}", "|".join(_MONTHS), "[0-9]{4}|[0-9]{2}[1-9]0s"  # "1900s" may be a century
_ENGLISH = re.ASCII | re.IGNORECASE
# the lookahead: a digit right of an X is level 2
_EDTF = re.compile(r"(?!.*X.*[0-9])([0-9]{2}[0-9X]{2})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_BETWEEN_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:/[0-9]{4}-[0-9]{2}-[0-9]{2})?")
_DATE = re.compile(rf"(?:the )?(?:(?:({_D}) ?)?({_M}) ?)?({_Y})", _ENGLISH)
_RANGE = re.compile(r"(.+?)( ?[-–] ?| and )(.+)", _ENGLISH)
_STAGE = re.compile(rf"(?:the )?(early|mid|late)[ -](?:({_M}) )?({_Y})", _ENGLISH)
_YEARLESS = re.compile(rf"(?:.*[-– ])?(?:{_D} ?)?(?:{_M})", _ENGLISH)
_FAR = "lies outside the years 1 to 9999"
_FAR_YEAR = re.compile(r"-[0-9]{4}(?:-.*)?|[-+]?[0-9]{5,7}(?:-.*)?")
_LETTER_IN_DIGITS = re.compile(r"\b(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[0-9OoIilxBZ]+\b", re.ASCII)
_HEDGE = re.compile(
    r"\b(?:about|around|approximately|circa|ca?\.|by|before|after|since|until|till|up to|from|between"
    r"|perhaps|probably|possibly|or|not later|no later|not earlier|no earlier)(?:\b|(?<=\.))",
    _ENGLISH,
)


@frozen(kw_only=True)
class Period:
    """The time of a cell or the date of an event, as closed days; made by `parse`.

    `earliest` or `latest`, never both, is None where the period has no limit (`open`) or where
    its limit is not stated (not `open`). `approximate` and `uncertain` hold when either side is.
    """

    text: str
    earliest: date | None
    latest: date | None
    open: bool = False
    approximate: bool = False
    uncertain: bool = False

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that EDTF or English names. Raises PeriodError for everything else.

        >>> str(Period.parse("28–31 December 1943"))
        '1943-12-28/1943-12-31'
        >>> Period.parse("early 1945").latest
        datetime.date(1945, 4, 30)
        """
        if len(text) > _LONGEST:
            raise PeriodError(f"{_quoted(text[:20] + '…')} is longer than {_LONGEST} characters", _WAY_OUT)
        phrase = " ".join(text.split())
        if not phrase:
            raise PeriodError("The date is empty", _WAY_OUT)
        if stage := _STAGE.fullmatch(phrase):
            return cls._third(phrase, *stage.groups())
        edtf = phrase if "/" in phrase or _EDTF.fullmatch(phrase) else _translated(phrase)
        if edtf.count("/") > 1:
            raise _unreadable(phrase)
        begin, end = edtf.split("/") if "/" in edtf else (edtf, edtf)
        earliest = None if begin in ("", "..") else _days(begin)[0]
        latest = None if end in ("", "..") else _days(end)[1]
        if not earliest and not latest:
            raise PeriodError(f"{_quoted(edtf)} has neither a beginning nor an end", _WAY_OUT)
        if earliest and latest and earliest > latest:
            way_out = "Write the earlier date first, for instance 1943-12-28/1944-01-03."
            raise PeriodError(f"{_quoted(edtf)} ends before it begins", way_out)
        return cls(
            text=edtf,
            earliest=earliest,
            latest=latest,
            open=".." in (begin, end),
            approximate="~" in edtf or "%" in edtf,
            uncertain="?" in edtf or "%" in edtf,
        )

    @classmethod
    def _third(cls, phrase: str, stage: str, month: str | None, year: str) -> Period:
        stage, decade = stage.lower(), year.endswith(("s", "S"))
        if month and decade:
            raise _unreadable(phrase)
        base = year[:3] if decade else f"{year}-{_number(month)}" if month else year
        first, last = _THIRDS[stage][0 if decade else 2 if month else 1]
        named = f"{month.title()} {year}" if month else year.lower()
        return cls(
            text=f"{stage}{'-' if stage == 'mid' else ' '}{named}",
            earliest=_days(base + first)[0],
            latest=_days(base + last)[1],
        )

    def __str__(self) -> str:
        return self.text

    @property
    def unknown(self) -> bool:
        """One side is not stated: nothing can be derived from the period."""
        return not self.open and (self.earliest is None or self.latest is None)

    @property
    def vague(self) -> bool:
        """Anything but a day or an interval between two days; a timeline draws it vague."""
        return not _BETWEEN_DAYS.fullmatch(self.text)

    @property
    def _sure(self) -> bool:
        return not (self.unknown or self.approximate or self.uncertain)

    def within(self, other: Period) -> bool:
        """Whether every day of this period surely lies in the other; a side without limit holds all.

        An approximate or uncertain period is surely within itself alone, an unknown one nowhere.
        """
        if not (self._sure and other._sure):
            return self == other and not self.unknown
        begins = not other.earliest or bool(self.earliest and self.earliest >= other.earliest)
        ends = not other.latest or bool(self.latest and self.latest <= other.latest)
        return begins and ends

    def disjoint(self, other: Period) -> bool:
        """Whether the two surely have no day in common; False where a side is in doubt or unknown."""
        return self._sure and other._sure and (self._before(other) or other._before(self))

    def _before(self, other: Period) -> bool:
        return bool(self.latest and other.earliest and self.latest < other.earliest)

    @property
    def words(self) -> str:
        """The period in English, for the page: "28–31 December 1943", "about 1944"."""
        if self.text[0].isalpha():  # a third stays as it is
            return self.text
        begin, slash, end = self.text.partition("/")
        if not slash:
            return _spoken(begin)
        if not self.earliest:
            return f"{_spoken(end)} or earlier" if self.open else f"until {_spoken(end)}, start not stated"
        if not self.latest:
            return f"{_spoken(begin)} or later" if self.open else f"from {_spoken(begin)}, end not stated"
        if len(begin) != len(end) or not (begin + end).replace("-", "").isdigit():
            return f"from {_spoken(begin)} to {_spoken(end)}"
        left, right = _spoken(begin).split(), _spoken(end)
        for word in reversed(right.split()):
            if not left or left[-1] != word:
                break
            left.pop()  # "28–31 December 1943" says month and year once
        dash = " – " if len(left) > 1 else "–"
        return f"{' '.join(left)}{dash}{right}" if left else right


def _days(edtf: str) -> tuple[date, date]:
    """First and last day of a date, or of one side of an interval."""
    year, month_digits, day_digits, _ = _parts(edtf)
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first == 0:
        raise PeriodError(f"{_quoted(edtf)} {_FAR}", _WAY_OUT)
    if month_digits in ("", "XX"):
        return date(first, 1, 1), date(last, 12, 31)
    month = int(month_digits)
    if not 1 <= month <= 12:
        raise PeriodError(f"{_quoted(edtf)} is no month of the calendar", _WAY_OUT)
    end = monthrange(first, month)[1]
    if day_digits in ("", "XX"):
        return date(first, month, 1), date(first, month, end)
    day = int(day_digits)
    if not 1 <= day <= end:
        raise PeriodError(f"{_quoted(edtf)} is no day of the calendar", _WAY_OUT)
    return date(first, month, day), date(first, month, day)


def _translated(phrase: str) -> str:
    """The EDTF of an English date or range."""
    if single := _DATE.fullmatch(phrase):
        return _edtf(single)
    span = _RANGE.fullmatch(phrase)
    right = span and _DATE.fullmatch(span[3])
    if not span or not right:
        raise _unreadable(phrase)
    left = _DATE.fullmatch(span[1])
    if not left and right[2]:  # "28–31 December 1943": what the left side leaves out, the right side says
        missing = f"{right[2]} {right[3]}" if span[1].isdigit() else right[3]
        left = _DATE.fullmatch(f"{span[1]} {missing}")
        if left and bool(left[1]) != bool(right[1]):
            left = None
    if not left:
        raise _unreadable(phrase)
    begin, end = _edtf(left), _edtf(right)
    if span[2].lower() == " and " and _days(end)[0].toordinal() - _days(begin)[1].toordinal() != 1:
        raise PeriodError(
            f"{_quoted(phrase)} names two dates that do not follow one another",
            "Make two claims of it, or write the interval that is meant as EDTF (docs/case-format.md).",
        )
    return f"{begin}/{end}"


def _edtf(match: re.Match[str]) -> str:
    day, month, year = match.groups(default="")
    decade = len(year) > 4
    if decade and month:
        raise _unreadable(match[0])
    whole_year = year[:3] + "X" if decade else year
    return whole_year + (f"-{_number(month)}" if month else "") + (f"-{int(day):02}" if day else "")


def _number(month: str) -> str:
    return f"{_MONTHS[month.lower()]:02}"


def _parts(edtf: str) -> tuple[str, ...]:
    """Year, month, day and mark of a date, each empty where absent."""
    match = _EDTF.fullmatch(edtf)
    if not match:
        raise _unreadable(edtf)
    return match.groups(default="")


def _spoken(edtf: str) -> str:
    """One side of an interval, or a date, in English."""
    year, month, day, mark = _parts(edtf)
    if year[2] in "0X" and year[3] == "X":  # "1900s" would be read as a century
        named = f"{int(year.replace('X', '0'))}–{int(year.replace('X', '9'))}"
    elif year[3] == "X":
        named = f"{int(year[:3])}0s"
    else:
        named = f"{int(year)}"
    if month.isdigit():
        named = f"{_NAMES[int(month) - 1]} {named}"
    if day == "XX":
        named = f"a day in {named}"
    elif month == "XX":
        named = f"a month of {named}"
    elif day:
        named = f"{int(day)} {named}"
    return {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[mark] + named


def _quoted(text: str) -> str:
    return f'"{text}"' if text.isprintable() else ascii(text)


def _unreadable(phrase: str) -> PeriodError:
    """Why a phrase cannot be read, as precisely as it shows."""
    if any(sign.isdigit() and not sign.isascii() for sign in phrase):
        return PeriodError(f"{_quoted(phrase)} has digits other than 0 to 9", _WAY_OUT)
    if _LETTER_IN_DIGITS.search(phrase):
        return PeriodError(f"{_quoted(phrase)} has a letter in its digits", _WAY_OUT)
    if _HEDGE.search(phrase):
        return PeriodError(
            f"{_quoted(phrase)} hedges its date",
            "Write what it surely means as EDTF: 1959~ (about), ../1959 (by), 1959/.. (from), 1944/1948 "
            "(between); see docs/case-format.md.",
        )
    if _YEARLESS.fullmatch(phrase):
        return PeriodError(f"{_quoted(phrase)} names no year", _WAY_OUT)
    if _FAR_YEAR.fullmatch(phrase):
        return PeriodError(f"{_quoted(phrase)} {_FAR}", _WAY_OUT)
    return PeriodError(f"{_quoted(phrase)} is no date that Zul reads", _WAY_OUT)
