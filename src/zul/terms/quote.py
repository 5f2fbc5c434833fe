"""Quotes of a frozen text, as the W3C Web Annotation Data Model selects them."""

from __future__ import annotations

from attrs import frozen

from zul.terms.document import CONTEXT, Document


@frozen(kw_only=True)
class Quote:
    """The words from `start` up to but without `end`, in code points, of the text with this hash.

    `prefix` and `suffix` are what stands just before and after (TextQuoteSelector and
    TextPositionSelector of the W3C Web Annotation Data Model, §4.2.4 and §4.2.5).
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    sha256: str

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Quote:
        """The quote of a part of a document."""
        text = document.text
        return cls(
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            start=start,
            end=end,
            sha256=document.sha256,
        )

    def stands_in(self, document: Document) -> bool:
        """True when exactly these words stand at their place; a miss is an orphan, never a look-alike."""
        return (
            self.sha256 == document.sha256
            and 0 <= self.start <= self.end <= len(document.text)
            and self == Quote.of(document, self.start, self.end)
        )
