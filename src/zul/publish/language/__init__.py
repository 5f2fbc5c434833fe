"""The language that a page speaks: its sentences, numbers, dates and plurals.

What stands in the code is English; a catalogue of gettext has the rest, and what it lacks stays English,
which the page shows (docs/languages.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations, c2py
from importlib.resources import files

from attrs import field, frozen
from markupsafe import Markup

from zul.publish.language.fallback import CLOSING, OPENING, Told, english, filled, sentence
from zul.publish.language.periods import numeric, russian
from zul.publish.language.recognised import recognised
from zul.terms.bounds import Bounds, number
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import Spread, three_digits
from zul.terms.said import Part, Said, counted, said

LANGUAGES = {"en": "English", "ru": "Русский", "xal": "Хальмг"}  # as they name themselves
SPREADS = ("", "people", "births", "deaths", "percent", "deaths for each 1,000")  # units of intervals
_NUMBERS = {"xal": "ru"}  # no data of Kalmyk in CLDR: its numbers are printed as Russian ones
_PERIODS = {"ru": russian, "xal": numeric}
_PERCENT = re.compile(r"(?<!%)%(?![%(])")
_TAG = re.compile(r"</?\w[^>]*>")
_NEUTRAL = re.compile(r"(?:\{\w+\}|[\W\d_])*")  # no word of any language


@frozen(kw_only=True, eq=False)
class Language:
    """A language by its BCP 47 tag, with what a case says in it; `asked` is what was, and if it was found."""

    code: str = "en"
    texts: Mapping[str, str] = field(factory=dict)
    asked: dict[str, bool] = field(factory=dict, init=False)

    def of(self, case: Case) -> Language:
        """The same language with the translations that a case brings."""
        return Language(code=self.code, texts=case.translations.get(self.code, {}))

    # sentences

    def say(self, message: str, **parts: object) -> str:
        """The message in this language, with its parts put in by name."""
        template = self._found(message)
        return filled(template, parts) if parts else template

    def count(self, one: str, many: str, n: int, **parts: object) -> str:
        """The message for `n` things with its parts put in by name; {n} is the number itself."""
        template = self._found_for(one, many, n)
        return filled(template, {"n": self.number(n), **parts})

    def tell(self, text: str) -> str:
        """A text of the case, the audit or the account in this language; quotes in it stay as they are."""
        if self.code == "en" or isinstance(text, Told):
            return text
        if not isinstance(text, Said) or not text.parts:
            return self._of_case(str(text))
        if isinstance(text.message, str):
            template = self._found(text.message)
        else:
            things = text.parts["n"]
            assert isinstance(things, int)
            template = self._found_for(*text.message, things)
        return filled(template, {name: self._part(part) for name, part in text.parts.items()})

    def _part(self, part: Part) -> str:
        if isinstance(part, Said):
            return self.tell(part)
        if isinstance(part, Period):
            return self.period(part)
        if isinstance(part, Bounds):
            return self.bounds(part)
        return self.number(part) if isinstance(part, int | Fraction) else part

    def _of_case(self, text: str) -> str:
        found = self._known(text)
        if not found and (known := recognised(text)):
            names = [part for part in known.parts.values() if isinstance(part, Said)]
            if all(_NEUTRAL.fullmatch(name) or self._known(name) or recognised(name) for name in names):
                told = self.tell(known)
                return sentence(told) if text[:1].isupper() else told
        if not _NEUTRAL.fullmatch(text):
            self.asked[text] = bool(found)
            return Told(found) if found else english(text)
        return Told(found or text)

    def joined(self, parts: Iterable[str], mark: str = ", ") -> str:
        """The parts, which are in this language already, with a mark between them, without the empty ones."""
        first, *others = [part for part in parts if part] or [""]
        for other in others:
            first = filled("{first}{mark}{next}", {"first": first, "mark": mark, "next": other})
        return first

    def listed(self, parts: Sequence[str]) -> str:
        """The same as the language lists them."""
        if len(parts) < 2:
            return self.joined(parts)
        return self.say("{first} and {last}", first=self.joined(parts[:-1]), last=parts[-1])

    # templates

    def markup(self, message: str) -> str:
        """The message of a template, whose own tags stay; a translation with other tags is not used."""
        return self._in_template(message, self._catalogue.gettext(message))

    def markups(self, one: str, many: str, n: int) -> str:
        """The same for `n` things."""
        plain = one if n == 1 else many
        return self._in_template(plain, self._catalogue.ngettext(one, many, n), key=one)

    def _in_template(self, message: str, translated: str, key: str = "") -> str:
        if self.code == "en":
            return message
        is_found = bool(translated) and _tags(translated) == _tags(message)
        if _NEUTRAL.fullmatch(message):
            return message
        self.asked[key or message] = is_found
        if not is_found:
            return Markup(f"{OPENING}{message}{CLOSING}")
        return _PERCENT.sub("%%", translated)  # a template puts its parts in after a percent sign

    # numbers

    def number(self, value: Fraction | int) -> str:
        """The number with separators between thousands."""
        return self.digits(number(value))

    def rounded(self, value: float) -> str:
        """The number to three digits."""
        return self.digits(three_digits(value))

    def digits(self, written: str) -> str:
        """A number that is written in English, with the separators of this language."""
        if self.code == "en":
            return written
        return written.translate(_separators(_NUMBERS.get(self.code, self.code)))

    def counted(self, value: Fraction | int, unit: str) -> str:
        """A number of things with its unit, told to the nearest one."""
        return self.tell(counted(value, unit))

    def bounds(self, bounds: Bounds) -> str:
        """Bounds in words."""
        lower, upper = bounds.lower, bounds.upper
        if self.code == "en" or (lower is not None and lower == upper):
            return self.digits(str(bounds))
        if lower is None and upper is None:
            return self.say("no bound")
        if lower is None:
            limit = said("under {n}") if bounds.upper_open else said("at most {n}")
            return self.tell(said(limit, n=upper or 0))
        if upper is None:
            limit = said("over {n}") if bounds.lower_open else said("at least {n}")
            return self.tell(said(limit, n=lower))
        between = {
            (False, False): said("{lower} to {upper}"),
            (True, False): said("over {lower} to {upper}"),
            (False, True): said("{lower} to under {upper}"),
            (True, True): said("over {lower} to under {upper}"),
        }[bounds.lower_open, bounds.upper_open]
        return self.tell(said(between, lower=lower, upper=upper))

    def spread(self, spread: Spread, unit: str = "") -> str:
        """The interval before the median, to three digits, in its unit."""
        if self.code == "en":
            return spread.words(unit)
        return self.say(
            spread_of(unit),
            lower=self.rounded(spread.widest.lower),
            upper=self.rounded(spread.widest.upper),
            level=str(spread.widest.level),
            median=self.rounded(spread.median),
        )

    # time

    def period(self, period: Period) -> str:
        """A day or stretch of time in words."""
        if self.code == "en":
            return period.words
        told = _PERIODS[self.code](period) if self.code in _PERIODS else None
        return told if told is not None else english(period.words)

    # what was found

    @property
    def missing(self) -> int:
        """How many of the messages that were asked have no translation."""
        return len(self.asked) - sum(self.asked.values())

    @property
    def note(self) -> str:
        """How much is not translated; nothing where all is."""
        missing, asked = self.missing, self.number(len(self.asked))
        if not missing:
            return ""
        return self.count(
            "{n} of {asked} texts on this page is not translated yet. It stays English, with a dotted line.",
            "{n} of {asked} texts on this page are not translated yet. They stay English, with a dotted "
            "line.",
            missing,
            asked=asked,
        )

    @property
    def _catalogue(self) -> NullTranslations:
        return catalogue(self.code)

    def _known(self, text: str) -> str:
        if not text:  # the message of the head of a catalogue
            return ""
        return self._catalogue.gettext(text) or self.texts.get(text, "")

    def _found(self, message: str) -> str:
        if self.code == "en" or not message:
            return message
        found = self._catalogue.gettext(message)
        if _NEUTRAL.fullmatch(message):
            return Told(found or message)
        is_found = bool(found) and _tags(found) == _tags(message)
        self.asked[message] = is_found
        return Told(found) if is_found else english(message)

    def _found_for(self, one: str, many: str, n: int) -> str:
        if self.code == "en":
            return one if n == 1 else many
        found = self._catalogue.ngettext(one, many, n)
        self.asked[one] = bool(found)
        return Told(found) if found else english(one if n == 1 else many)


class _Missing(NullTranslations):
    """What no catalogue has is no text."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


@cache
def catalogue(code: str) -> NullTranslations:
    """The sentences of Zul in a language, from src/zul/publish/locale; English has none to translate."""
    if code == "en":
        return NullTranslations()
    path = files("zul.publish").joinpath("locale", f"{code}.po")
    if not path.is_file():
        return _Missing()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 (takes a moment to load)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    read, compiled = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True), io.BytesIO()
    for entry in read:
        if not isinstance(entry.string, str) and not all(entry.string or ()):
            entry.string = ""  # else a form that is missing would be compiled as English
    write_mo(compiled, read)
    compiled.seek(0)
    found = GNUTranslations(compiled)
    found.plural = c2py(read.plural_expr)  # type: ignore[attr-defined]  # lost for a language without CLDR
    found.add_fallback(_Missing())
    return found


@cache
def _separators(locale: str) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415

    return {ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale), ord("-"): "−"}


def _tags(text: str) -> list[str]:
    return sorted(_TAG.findall(text))


def spread_of(unit: str) -> str:
    """The message of an interval and a median in a unit."""
    counted = f"{{lower}} and {{upper}} {unit}".rstrip()
    return f"between {counted} ({{level}} %), most likely near {{median}}"


ENGLISH = Language()
