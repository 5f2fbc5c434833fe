"""The language that a page speaks: its sentences, numbers, dates and plurals.

What stands in the code is English; a catalogue of gettext has the rest, and what it lacks stays English.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from zul.terms.bounds import number
from zul.terms.dates import Period


@frozen(kw_only=True)
class Language:
    """A language by its BCP 47 tag."""

    code: str = "en"

    def say(self, message: str, **parts: object) -> str:
        """The message in this language, with its parts put in by name."""
        return message.format(**parts) if parts else message

    def several(self, one: str, many: str, n: int) -> str:
        """The message for `n` things, by the rules of this language for the plural."""
        return one if n == 1 else many

    def count(self, one: str, many: str, n: int, **parts: object) -> str:
        """The same with its parts put in by name; {n} is the number itself."""
        return self.several(one, many, n).format(n=self.number(n), **parts)

    def number(self, value: Fraction | int) -> str:
        """The number with separators between thousands."""
        return number(value)

    def period(self, period: Period) -> str:
        """A day or stretch of time in words."""
        return period.words


ENGLISH = Language()
