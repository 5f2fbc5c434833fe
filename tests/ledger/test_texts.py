"""A quote stands at its place in the frozen text, or it is refused as an orphan."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zul.ledger import read_case
from zul.ledger.tables import COLUMNS
from zul.ledger.write import table
from zul.terms.document import Document
from zul.terms.quote import Quote

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

WORDS = "Калмыки: 93,139 e\u0301 \U0001f54a people,\nthen 92,000."
TEXT = unicodedata.normalize("NFC", WORDS)
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
AGAIN = "Read the document again, or empty quote, start, end and text."
ORPHAN = f"texts/{HASH}.txt. It is an orphan. {AGAIN}"


def quoted(draft: Draft, *cells: str) -> None:
    """Give the first claim a quote, and every other one none."""
    path = draft.folder / "claims.csv"
    header, first, *others = path.read_text("utf-8").splitlines()
    lines = [
        f"{header},quote,start,end,text",
        f"{first},{','.join(cells)}",
        *(f"{line},,,," for line in others),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def frozen(draft: Draft, text: str = TEXT) -> None:
    (draft.folder / "texts").mkdir(exist_ok=True)
    (draft.folder / f"texts/{HASH}.txt").write_bytes(text.encode())


def test_a_quote_is_found_again_with_what_stands_around_it(draft: Draft) -> None:
    quoted(draft, '"93,139"', "9", "15", HASH)
    frozen(draft)
    claims = read_case(draft.folder).claims
    document = Document(name="", media_type="", text=TEXT, spans=())
    assert claims["S1-1"].quote == Quote.of(document, 9, 15)
    assert claims["S1-1"].quote.prefix == "Калмыки: "
    assert claims["S1-2"].quote is None


def test_a_quote_of_a_private_text_is_kept_as_it_is(draft: Draft) -> None:
    quoted(draft, '"93,139"', "9", "15", HASH)
    assert read_case(draft.folder).claims["S1-1"].quote == Quote(
        exact="93,139", prefix="", suffix="", start=9, end=15, sha256=HASH
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (('"92,000"', "9", "15", HASH), '"92,000" does not stand at 9 to 15 of ORPHAN'),
        (('"93,139"', "10", "16", HASH), '"93,139" does not stand at 10 to 16 of ORPHAN'),
        (("people", "-16", "-10", HASH), '"people" does not stand at -16 to -10 of ORPHAN'),
        (("people", "900", "906", HASH), '"people" does not stand at 900 to 906 of ORPHAN'),
        (("people", "", "906", HASH), "quote, start, end and text need each other. Give all four or none."),
        (("", "", "", HASH), "quote, start, end and text need each other. Give all four or none."),
    ],
)  # fmt: skip
def test_an_orphan_is_refused(draft: Draft, cells: tuple[str, ...], message: str) -> None:
    quoted(draft, *cells)
    frozen(draft)
    assert draft.refusals() == [f"claims.csv:2 quote: {message.replace('ORPHAN', ORPHAN)}"]


def test_places_are_whole_numbers_and_a_text_is_named_by_its_hash(draft: Draft) -> None:
    quoted(draft, "people", "x", "1.5", HASH)
    assert draft.refusals() == [
        'claims.csv:2 start: "x" is no whole number. Write digits only, or leave the cell empty.',
        'claims.csv:2 end: "1.5" is no whole number. Write digits only, or leave the cell empty.',
    ]


def test_no_file_but_a_text_is_named(draft: Draft) -> None:
    quoted(draft, "people", "1", "7", "../case.toml")
    assert draft.refusals() == [
        'claims.csv:2 text: "../case.toml" is no hash of a text. '
        "Write the 64 small hexadecimal digits of the text's SHA-256."
    ]


def test_a_text_that_was_changed_holds_no_quote(draft: Draft) -> None:
    quoted(draft, '"93,139"', "9", "15", HASH)
    frozen(draft, TEXT + "!")
    now = hashlib.sha256(f"{TEXT}!".encode()).hexdigest()
    assert draft.refusals() == [
        f"claims.csv:2 text: texts/{HASH}.txt is not the text that was read: its hash is now {now}. "
        f"Put the text back. {AGAIN}"
    ]


def test_the_columns_come_together_and_last(draft: Draft) -> None:
    draft.replace("claims.csv", "series,note", "series,note,quote,text")
    assert draft.refusals() == [
        "claims.csv:1: the header lacks 'start', 'end'. "
        f'The header is "{COLUMNS["claims.csv"]},quote,start,end,text".'
    ]


@given(text=st.text(alphabet="aж\u0301\U0001f54a,\n 9", min_size=1))
def test_every_quote_survives_the_table_and_the_text(text: str) -> None:
    document = Document(name="", media_type="", text=unicodedata.normalize("NFC", text), spans=())
    stored = evolve(document, text=document.text.encode("utf-8").decode("utf-8"))
    for start in range(len(document.text)):
        quote = Quote.of(document, start, len(document.text))
        ((_,), (exact,)) = csv.reader(io.StringIO(table("quote", [{"quote": quote.exact}]), newline=""))
        assert evolve(quote, exact=exact).stands_in(stored)
