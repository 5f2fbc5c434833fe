"""A number or a date where it stands in a text, before anybody says what it counts."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from zul.terms.dates import Period
from zul.terms.figure import Figure


@frozen(kw_only=True)
class Word:
    """Some words of the text, from `start` up to but without `end`, in code points."""

    surface: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Word:
        """The words of a text from `start` up to but without `end`."""
        return cls(surface=text[start:end], start=start, end=end)


@frozen(kw_only=True)
class Mention:
    """A quantity or a date as printed, with the words that belong to it.

    `start` and `end` hold all of it: hedge, number and unit, as far as they stand together.
    `numeral` is the number alone, both ends of a range included; of a date, all of it.
    `reading` is what the law of figures makes of `as_written`, or the period of a date.
    `unit` is a unit in the singular, of the vocabulary where it has one: person, family, train, percent,
    rouble, kilogram, hour; for any other counted noun, that noun in the singular. `noun` is the counted
    head noun as printed, with its modifiers ("east-bound trains"); None where it was not printed, and
    `inherited` then holds the noun that the mention takes over from a list, an ellipsis or a pronoun.
    `rules` names for each field the rule that set it.
    """

    start: int
    end: int
    numeral: Word
    as_written: str
    reading: Figure | Period
    unit: str | None = None
    noun: Word | None = None
    inherited: Word | None = None
    rules: Mapping[str, str] = field(factory=dict)

    @property
    def is_date(self) -> bool:
        """True for a date or period, false for a quantity."""
        return isinstance(self.reading, Period)
