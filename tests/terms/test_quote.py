from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from zul.terms.document import Document
from zul.terms.quote import Quote

# Cyrillic, combining marks, both line ends, signs beyond the first plane, right-to-left and Indic scripts.
SIGNS = st.sampled_from("a1 .,–жЙ\u0438\u0306e\u0301\r\n\u2028\t\U0001d7d7\U0001f56f\u05d0\u0928\u093f")
TEXTS = st.text(alphabet=st.one_of(SIGNS, st.characters(codec="utf-8")))


def document(text: str) -> Document:
    return Document(name="a.txt", media_type="text/plain", text=text, spans=())


def part(text: str, data: st.DataObject) -> tuple[int, int]:
    start = data.draw(st.integers(0, len(text)))
    return start, data.draw(st.integers(start, len(text)))


@given(TEXTS, st.data())
def test_a_quote_is_found_again_after_its_text_was_saved(text: str, data: st.DataObject) -> None:
    quote = Quote.of(document(text), *part(text, data))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "text.txt")
        file.write_text(text, encoding="utf-8", newline="")
        with file.open(encoding="utf-8", newline="") as saved:
            again = document(saved.read())
    assert quote.stands_in(again)
    assert again.text[quote.start : quote.end] == quote.exact
    assert quote.prefix + quote.exact + quote.suffix in again.text


@given(TEXTS, TEXTS, st.data())
def test_a_quote_is_an_orphan_after_any_change(before: str, after: str, data: st.DataObject) -> None:
    assume(before != after)
    assert not Quote.of(document(before), *part(before, data)).stands_in(document(after))


@given(TEXTS.filter(bool), st.data())
def test_a_quote_that_was_changed_is_an_orphan(text: str, data: st.DataObject) -> None:
    quote = Quote.of(document(text), *part(text, data))
    changed = [
        evolve(quote, exact=f"{quote.exact}x"),
        evolve(quote, prefix=f"x{quote.prefix}"),
        evolve(quote, suffix=f"{quote.suffix}x"),
        evolve(quote, start=quote.start - len(text) - 1),
        evolve(quote, end=quote.end + len(text) + 1),
        evolve(quote, start=quote.end + 1),
    ]
    assert not any(each.stands_in(document(text)) for each in changed)


def test_a_quote_counts_code_points() -> None:
    quote = Quote.of(document("At Zul 🕯🕯 burn: 93 139 людей"), 16, 22)
    assert (quote.exact, quote.prefix, quote.suffix) == ("93 139", "At Zul 🕯🕯 burn: ", " людей")


def test_a_look_alike_is_no_match() -> None:
    composed, decomposed = "caf\u00e9 5", "cafe\u0301 5"
    assert not Quote.of(document(composed), 0, 4).stands_in(document(decomposed))


def test_prefix_and_suffix_have_32_code_points_at_most() -> None:
    quote = Quote.of(document("a" * 50 + "b" + "c" * 50), 50, 51)
    assert (quote.prefix, quote.exact, quote.suffix) == ("a" * 32, "b", "c" * 32)


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
        document("a\ud800b")
