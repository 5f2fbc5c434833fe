"""Numbers as they are written: digits, number words, scale words, shares; their values and grains."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_STEMS = ["thir", "four", "fif", "six", "seven", "eigh", "nine"]
_TEENS = ["ten", "eleven", "twelve", *(f"{stem}teen" for stem in _STEMS)]
_TENS = ["twenty", *(f"{stem}ty".replace("u", "") for stem in _STEMS)]
_VALUES = {word: value for value, word in enumerate(_ONES + _TEENS)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, start=2)} | {"a": 1, "an": 1}
_SCALES = {"hundred thousand": 10**5, "hundred million": 10**8, "hundred": 100, "thousand": 1_000}
_SCALES |= {"million": 10**6, "billion": 10**9, "dozen": 12, "lakh": 10**5, "crore": 10**7}
_HEAPS = _SCALES | {"ten": 10, "score": 20, "ten thousand": 10**4, "ten million": 10**7}
_PARTS = {"second": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10}
_NAMES = {part: word for word, part in _PARTS.items()}

SCALE = "|".join(_SCALES)
SPELL = "year|month|week|day|night|hour|minute|decade|century|mile|kilometre|kilometer|metre|meter"
SPELL += "|foot|tonne|ton|pound|kilo|kilogram|litre|acre|hectare"
PART = "|".join([*list(_PARTS)[1:], "fourth"])
WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:])}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)}"
_HUNDREDS = rf"(?:(?:an?|{WORD})[- ]hundred(?:(?: and |[- ])(?:{WORD}))?|{WORD})"
_THOUSANDS = rf"(?:an?|{_HUNDREDS})[- ]thousand"
_COMPOUND = (  # "two thousand three hundred and forty-five"; a word with its scale word is none
    rf"(?:(?:an?|{_HUNDREDS})[- ]million (?:and )?{_THOUSANDS}(?: (?:and )?{_HUNDREDS})?"
    rf"|(?:an?|{_HUNDREDS})[- ]million and {_HUNDREDS}|{_THOUSANDS} (?:and )?{_HUNDREDS}"
    rf"|(?:an?|{WORD})[- ]hundred(?: and |[- ])(?:{WORD})(?:[- ](?:thousand|million))?)"
    rf"\b(?![- ](?:{SCALE})s?\b)"
)
QUANTITY = (  # in small letters, with plain spaces and hyphens
    r"(?:(?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/])"
    r"|(?P<digits>[1-9]\d{0,2}(?:,\d{3}){1,66}(?!,?\d)|[1-9]\d{0,2}(?: \d{3}){1,66}(?!\d)|\d+(?!,?\d))"
    r"(?P<decimals>\.\d+)?"
    rf"|every (?P<every>second|{PART})\b"
    rf"|(?:an?|(?P<times>{'|'.join(_ONES[1:])}))[- ](?P<part>{PART})s?\b(?! of an? (?:{SCALE})\b)"
    rf"|(?P<part_of>half an?|(?:(?:a|one|three) )?quarters? of an?)(?= (?:{SCALE})\b)"
    r"|(?:(?:a|one)[- ])?(?P<half>half)\b"
    rf"|(?P<several>several|a few|few(?= (?:{SCALE})\b))\b(?: (?P<heap>ten(?: thousand| million)?|score)\b)?"
    r"|(?P<heaps>(?:(?:ten|hundred)s of (?:thousand|million)|ten|dozen|score|hundred|thousand|[mb]illion)s)\b"
    r"|(?:(?:a|the) )?(?P<majority>majority)\b"
    rf"|(?P<compound>{_COMPOUND})"
    rf"|(?P<word>{WORD}|an?(?= (?:{SCALE}|{SPELL})\b))\b)"
)
# a share as "one in ten"; stands before QUANTITY, which would take its first number alone
SHARE_OF = (
    rf"(?P<few>\d{{1,2}}|{WORD}) (?:in|out of) (?:every )?(?P<many>\d{{1,3}}|{WORD}|a hundred|a thousand)\b"
)
_SHARE_OF, _QUANTITY = re.compile(SHARE_OF), re.compile(QUANTITY)
_AND_A_HALF = re.compile(r"[- ]and[- ]a[- ]half\b")
_AND_THOUSANDS = re.compile(r" (\d{1,3}) thousand\b")  # "1 million 200 thousand"
_AND_ONES = re.compile(r" (\d{3})(?![\d,.]|\s\d{3}\b)")  # "12 thousand 500"
VULGAR = {"½": ".5", "¼": ".25", "¾": ".75"}
_SCALED = re.compile(rf"[- ]?({SCALE})s?\b")
_IS_SHARE = re.compile(rf".*\b(?:(?:second|{PART})s?|half|majority|\d+ in \d+)")


@frozen(kw_only=True)
class Quantity:
    """One number with its grain: the value of its last written digit, 10^k for k trailing zeros."""

    value: Fraction
    grain: Fraction
    surface: str  # canonical spelling, from which value and grain are read again

    @property
    def is_round(self) -> bool:
        """True when the grain is above one: trailing zeros, a scale word or a fraction word."""
        return self.grain > 1

    @property
    def is_share(self) -> bool:
        """True for a part of a whole in words: a half, two thirds, one in ten; its value is in percent."""
        return _IS_SHARE.fullmatch(self.surface) is not None

    @property
    def is_vague(self) -> bool:
        """True for several, a few, dozens, thousands and a majority."""
        return self.surface.startswith(("several", "majority"))


def take(text: str) -> tuple[Quantity, str] | None:
    """The quantity that a text in small letters begins with, and what follows it; None when there is none."""
    if (match := _SHARE_OF.match(text)) and (share := _one_in(match["few"], match["many"])):
        return share, text[match.end() :]
    if not (match := _QUANTITY.match(text)):
        return None
    rest, groups = text[match.end() :], match.groupdict()
    if groups["half"] or groups["majority"]:
        return Quantity(
            value=Fraction(50), grain=Fraction(5), surface="half" if groups["half"] else "majority"
        ), rest
    if groups["every"]:
        share = _one_in("1", str(_PARTS.get(groups["every"], 4)))
        return (share, rest) if share else None
    if groups["part"] or groups["over"]:
        times = int(groups["over"] or _value(groups["times"] or "one"))
        share = _part(times, int(groups["under"] or _PARTS.get(groups["part"] or "", 4)))
        return (share, rest) if share else None
    if groups["heaps"]:
        return _several(groups["heaps"].replace("s of", "").removesuffix("s")), rest.removeprefix(" of")
    if groups["compound"]:
        return _from_digits(str(_value(groups["compound"])), "", ""), rest
    half = (
        _AND_A_HALF.match(rest) if groups["word"] or (groups["digits"] and not groups["decimals"]) else None
    )
    scale = _SCALED.match(rest, half.end() if half else 0)
    rest = rest[scale.end() if scale else half.end() if half else 0 :]
    if scale and not half and groups["word"] in ("a", "one") and (half := _AND_A_HALF.match(rest)):
        rest = rest[half.end() :]  # "a million and a half"
    if groups["several"]:
        return _several(groups["heap"] or (scale[1] if scale else "")), rest
    if groups["part_of"] and scale:
        return _part_of(groups["part_of"], scale[1]), rest
    digits = groups["digits"] or str(_value(groups["word"] or ""))
    if scale and groups["digits"] and not groups["decimals"] and (more := _rest_of(scale[1], rest)):
        whole = int(digits.replace(",", "").replace(" ", "")) * _SCALES[scale[1]]
        part = int(more[1]) * (1_000 if scale[1] == "million" else 1)
        return _from_digits(str(whole + part), "", ""), rest[more.end() :]
    return _from_digits(digits, groups["decimals"] or (".5" if half else ""), scale[1] if scale else ""), rest


def _rest_of(scale: str, rest: str) -> re.Match[str] | None:
    """What a number with a scale word goes on with, in the words of the next scale."""
    following = {"million": _AND_THOUSANDS, "thousand": _AND_ONES}.get(scale)
    return following.match(rest) if following else None


def scale_of(surface: str) -> str:
    """The scale word that a canonical spelling ends with."""
    match = re.search(rf"(?:{SCALE})$", surface)
    return match.group() if match else ""


_PARTED = 1_000  # a number with a mark of thousands says itself how large it is


def same_scale(first: Quantity, last: Quantity) -> Quantity:
    """The first end of a range: in "16–17 thousand" both are thousands, in "640,000 to 1.1 million" not."""
    own, scale = scale_of(first.surface), scale_of(last.surface)
    if own == scale or not scale.startswith(own):
        return first
    size = Fraction(_SCALES[scale], _SCALES.get(own, 1))
    if not own and _PARTED <= first.value < last.value < first.value * size:
        return first
    surface = f"{first.surface.removesuffix(own).rstrip()} {scale}"
    return Quantity(value=first.value * size, grain=first.grain * size, surface=surface)


def in_thousands(first: Quantity, last: Quantity) -> Quantity:
    """The first end of a range with a dash: in "12-15,000" both ends are thousands."""
    value = first.value * 1_000
    if re.fullmatch(r"\d{1,3}", first.surface) and last.surface.endswith(",000") and value < last.value:
        return _from_digits(str(value), "", "")
    return same_scale(first, last)


def in_percent(quantity: Quantity, base: int) -> Quantity:
    """A rate per 1,000 or another power of ten as the percent that it is."""
    value, grain = quantity.value * 100 / base, quantity.grain * 100 / base
    places = max(0, len(str(grain.denominator)) - 1)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return _from_digits(digits[: len(digits) - places], f".{digits[-places:]}" if places else "", "")


def _value(words: str) -> int:
    """The value of number words: "two thousand three hundred and forty-five"."""
    total = below = 0
    for word in re.split("[- ]", words):
        if word == "hundred":
            below *= 100
        elif word in _SCALES:
            total += below * _SCALES[word]
            below = 0
        elif word != "and":
            below += _VALUES[word]
    return total + below


def _part(times: int, part: int) -> Quantity | None:
    if times >= part or (part == 2 and times > 1):
        return None
    name = "half" if part == 2 else f"{_ONES[times]} {_NAMES[part]}{'s' if times > 1 else ''}"
    return Quantity(value=Fraction(100 * times, part), grain=Fraction(5), surface=name)


def _one_in(few: str, many: str) -> Quantity | None:
    """Such words come in steps of about five points, or of one in so many where that is less."""
    part, whole = (int(word) if word.isdigit() else _value(word) for word in (few, many))
    if not 0 < part < whole:
        return None
    grain = min(Fraction(5), Fraction(100, whole))
    return Quantity(value=Fraction(100 * part, whole), grain=grain, surface=f"{part} in {whole}")


def _part_of(words: str, scale: str) -> Quantity:
    size = Fraction(_SCALES[scale])
    times = 2 if words.startswith("half") else 3 if words.startswith("three") else 1
    name = {1: "one quarter of a", 2: "half a", 3: "three quarters of a"}[times]
    return Quantity(value=size * times / 4, grain=size / 10, surface=f"{name} {scale}")


def _several(scale: str) -> Quantity:
    size = Fraction(_HEAPS.get(scale, 1))
    return Quantity(value=size, grain=size, surface=f"several {scale}".strip())


def _from_digits(digits: str, decimals: str, scale: str) -> Quantity:
    whole = digits.replace(",", "").replace(" ", "")
    size = _SCALES.get(scale, 1)
    places = len(decimals[1:])
    zeros = 0 if places or not int(whole) else len(whole) - len(whole.rstrip("0"))
    return Quantity(
        value=Fraction(whole + decimals) * size,
        grain=Fraction(10) ** (zeros - places) * size,
        surface=f"{int(whole):,}{decimals} {scale}".rstrip(),
    )
