"""The grammar: what it finds in sentences of many kinds, and what holds for any text at all."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from zul.read.grammar import dates_in, mentions
from zul.read.grammar.tokens import tokens
from zul.read.text.sentences import sentences
from zul.terms.document import Document, Part, Span
from zul.terms.figure import Figure, Hedge
from zul.terms.mention import Mention, Word

DATA = Path(__file__).parents[1] / "data"


def document(
    text: str, *, labels: tuple[str, ...] = (), section: tuple[str, ...] = (), part: Part = Part.PARAGRAPH
) -> Document:
    """A document of one block for each line of the text."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        end = at + len(line.rstrip("\n"))
        block = Span(start=at, end=end, part=part, locator="¶", section=section, labels=labels)
        spans += [block]
        spans += [
            Span(
                start=at + first,
                end=at + last,
                part=Part.SENTENCE,
                locator="¶",
                section=section,
                labels=labels,
            )
            for first, last in sentences(text[at:end])
        ]
        at += len(line)
    return Document(name="test", media_type="text/plain", text=text, spans=tuple(spans))


def told(mention: Mention) -> str:
    """A date as EDTF; a quantity as hedge, number and unit."""
    figure = mention.reading
    if not isinstance(figure, Figure):
        return str(figure)
    numbers = " and ".join(quantity.surface for quantity in figure.quantities)
    hedge = "" if figure.hedge in (Hedge.SEVERAL, Hedge.MAJORITY) else figure.hedge.value
    return f"{hedge} {numbers} {mention.unit or '?'}".strip()


def found(text: str, *, labels: tuple[str, ...] = (), part: Part = Part.PARAGRAPH) -> str:
    return " ; ".join(told(mention) for mention in mentions(document(text, labels=labels, part=part)))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("row", rows("grammar.csv"), ids=lambda row: row["text"][:60])
def test_sentences(row: dict[str, str]) -> None:
    assert found(row["text"]) == row["found"]


def test_a_quantity_holds_all_its_words() -> None:
    text = "The NKVD moved more than 1,226 armed NKVD soldiers per train."
    (mention,) = mentions(document(text))
    assert mention == Mention(
        start=15,
        end=60,
        numeral=Word(surface="1,226", start=25, end=30),
        as_written="more than 1,226 armed NKVD soldiers per train",
        reading=Figure.parse("more than 1,226 armed nkvd soldiers per train"),
        unit="person",
        noun=Word(surface="armed NKVD soldiers", start=31, end=50),
        rules={"numeral": "digits", "hedge": "before number", "unit": "noun after number"},
    )


def test_a_quantity_without_a_noun_names_the_one_that_it_takes_over() -> None:
    text = "In the Altai were 6,167 Kalmyk families, in Omsk 8,353."
    first, second = mentions(document(text))
    assert (first.noun, first.inherited) == (Word(surface="Kalmyk families", start=24, end=39), None)
    assert (second.noun, second.inherited) == (None, first.noun)
    assert second.rules == {"numeral": "digits", "hedge": "none", "unit": "inherited from list"}


def test_a_date_has_its_words_without_the_preposition_as_numeral() -> None:
    (mention,) = mentions(document("By early June 1944 all had left."))
    assert (mention.as_written, mention.numeral.surface) == ("By early June 1944", "early June 1944")
    assert (mention.is_date, mention.unit, mention.rules) == (True, None, {"period": "printed"})


@pytest.mark.parametrize(
    ("text", "unit", "rule"),
    [
        ("3,735 died in 1945.", "person", "verb implies persons"),
        ("The death toll reached 4,800.", "person", "noun before number"),
        ("Of them 91,919 left.", "person", "pronoun"),
        ("They held 5,000 and 600 sheep.", "sheep", "noun after the next number"),
        ("Dozens of trains left.", "train", "noun after “of”"),
        ("He paid Rs 36,000.", "rupee", "money before number"),
        ("He paid £36,000.", "pound", "sign of money"),
        ("It fell by 4 percentage points.", "percentage point", "noun after number"),
        ("It fell by 4 per cent.", "percent", "percent"),
        ("It fell by a third.", "percent", "share in words"),
        ("It fell to 3,000.", None, "none"),
    ],
)
def test_the_rule_of_a_unit(text: str, unit: str | None, rule: str) -> None:
    mention = next(mention for mention in mentions(document(text)) if not mention.is_date)
    assert (mention.unit, mention.rules["unit"]) == (unit, rule)


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("7,352", ("Georgia", "Families"), "7,352 family"),
        ("2944", ("Georgia", "Families"), "2,944 family"),
        ("1944", ("Georgia", "Year"), "1944"),
        ("1944", ("Families", "Year of removal"), "1944"),
        ("36 375", ("Georgia", "Deported"), "36,375 person"),
        ("4.1", ("Georgia", "Deaths, %"), "4.1 percent"),
        ("97.6", ("December 1943", "Population (thousands)"), "97.6 thousand person"),
        ("106,100", ("Kalmyks", "1959"), "106,100 person"),
        ("16,017–17,594 (~17%)", ("Victims",), "between 16,017 and 17,594 person ; approximately 17 percent"),
        ("46", ("Trains",), "46 train"),
        ("12", ("Special settler families",), "12 family"),
        ("31", ("Population",), "31 person"),
        ("31", ("Notes",), "31 note"),
        ("31", ("Nogais", "Total"), "31 person"),
    ],
)  # fmt: skip
def test_cells_and_fields_take_their_unit_from_their_labels(
    text: str, labels: tuple[str, ...], expected: str
) -> None:
    assert found(text, labels=labels, part=Part.CELL) == expected


def test_a_unit_is_taken_over_from_the_sentence_or_paragraph_before() -> None:
    near = mentions(document("In Omsk were 660 families. In Tobolsk 522."))[-1]
    far = mentions(document("In Omsk were 660 families.\nIn Tobolsk 1,522."))[-1]
    assert (near.unit, near.rules["unit"]) == ("family", "inherited from sentence before")
    assert (far.unit, far.rules["unit"]) == ("family", "inherited from paragraph before")


def test_a_point_parts_thousands_only_where_it_is_clear() -> None:
    assert found("They moved 93.139 persons.") == "93,139 person"
    assert found("They moved between 93.139 and 94.200 persons.") == "between 93,139 and 94,200 person"
    assert found("They sowed 93.139 hectares.") == ""
    assert found("They moved 93.139 persons and 1,200 cows.") == "1,200 cow"


def test_a_cell_takes_nothing_over_from_another() -> None:
    assert found("660 families\n1,522", part=Part.CELL) == "660 family ; 1,522 ?"


def test_a_heading_dates_what_stands_below_it_and_is_no_quantity() -> None:
    text = "Winter 1943\nOn 27 December they left."
    heading = Span(start=0, end=11, part=Part.HEADING, locator="title")
    below = document(text, section=("Winter of 1943",)).spans[2:]
    whole = Document(name="t", media_type="text/plain", text=text, spans=(heading, *below))
    assert [told(mention) for mention in mentions(whole)] == ["1943-12/1944-02", "1943-12-27"]
    assert [str(period) for period in dates_in("Exile, 1943–1957")] == ["1943/1957"]


# Anything at all.

PIECES = [
    *(
        "1,014 Kalmyks",
        "three",
        "more than",
        "of whom",
        "families",
        "17%",
        "28 December 1943",
        "1943–44",
        "№ 5",
    ),
    *(
        "between 10 and 20",
        "~17 and ~19 percent",
        "a quarter",
        "dozens of",
        "12 hours a day",
        "$5 million",
        "(1)",
    ),
    *(
        "[12]",
        "at 5:30",
        "aged 14 to 60",
        "one in ten",
        "half a million",
        "26April 1991",
        "the",
        "died",
        "were",
    ),
    *(
        ",",
        ".",
        ";",
        ":",
        "—",
        "(",
        ")",
        "\u0301",
        "İ",
        "𝟙𝟚",
        "١٢",
        "ﬁve",
        "\n",
        "тысяча",
        "10.5.1944",
        "T-34",
        "’",
    ),
    *(
        "99" * 60,
        "the same month",
        "in January",
        "to",
        "and",
        "or",
        "from",
        "over",
        "1640 men",
        "II",
        "%",
        "§ 5",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60)


@given(TEXTS)
@example("one in ten in 12 of 5,000 in 28 December")
def test_every_word_stands_at_its_place(text: str) -> None:
    for mention in mentions(document(text)):
        words = [word for word in (mention.numeral, mention.noun, mention.inherited) if word]
        assert [text[word.start : word.end] for word in words] == [word.surface for word in words]
        assert mention.start <= mention.numeral.start < mention.numeral.end <= mention.end
        if mention.noun:
            assert mention.numeral.end <= mention.noun.start


@given(TEXTS)
def test_mentions_come_in_order_and_never_meet(text: str) -> None:
    read = mentions(document(text))
    assert all(before.end <= after.start for before, after in pairwise(read))


@given(TEXTS)
def test_nothing_crosses_a_sentence(text: str) -> None:
    whole = document(text)
    inside = [(span.start, span.end) for span in whole.spans if span.part is Part.SENTENCE]
    for mention in mentions(whole):
        assert any(start <= mention.start and mention.end <= end for start, end in inside)


@given(TEXTS)
def test_the_law_reads_what_was_written(text: str) -> None:
    for mention in mentions(document(text)):
        if not mention.is_date:
            assert Figure.parse(mention.as_written) == mention.reading


@given(TEXTS)
def test_the_tokens_are_all_signs_but_white_space(text: str) -> None:
    read = tokens(document(text))
    assert "".join(token.surface for token in read) == "".join(text.split())
    assert all(text[token.start : token.end] == token.surface for token in read)


HOSTILE: dict[str, Callable[[int], str]] = {
    text: (lambda n, text=text: text * (n // len(text)))  # type: ignore[misc]
    for text in (
        *(
            "1",
            "1,",
            "1 ",
            "111 ",
            "1-",
            "1–",
            "1.",
            "1.000",
            "1/2",
            "1:",
            "1°",
            "$5 ",
            "10% ",
            "½",
            "(1) ",
            "[1",
        ),
        *(
            "one hundred and ",
            "twenty ",
            "half ",
            "tens of ",
            "several ",
            "one in ",
            "between 1 and ",
            "from 1 to ",
        ),
        *("1943 ", "1943–", "December ", "1 December ", "1943 and ", "the same year ", "that ", "May 1, "),
        *(
            "a",
            "a-",
            "a'",
            "Aa ",
            "of the ",
            "more than ",
            "at least ",
            "No. ",
            "p. 1, 2 and 3 ",
            "aged of from ",
        ),
        *(
            "5, ",
            "5,000 and ",
            "of whom ",
            "http://",
            "+1 ",
            "doi ",
            "(",
            '"',
            " ",
            "\u0301",
            "İ 5 ",
            "тысяча ",
        ),
    )
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_alone(make: Callable[[int], str]) -> None:
    def seconds(length: int) -> float:
        text = make(length)
        sentence = Span(start=0, end=len(text), part=Part.SENTENCE, locator="¶")
        whole = Document(name="t", media_type="text/plain", text=text, spans=(sentence,))
        started = time.process_time()
        mentions(whole)
        return time.process_time() - started

    # of two, for the collector of garbage may run in one of them
    short, long = (min(seconds(length), seconds(length)) for length in (3_000, 12_000))
    assert long < 12 * short + 0.2
    assert long < 3


def test_an_article_is_read_in_no_time() -> None:
    text = " ".join(row["text"] for row in rows("grammar.csv"))[:20_000]
    whole = document(text)
    mentions(whole)  # the lexicon is read once
    started = time.process_time()
    mentions(whole)
    assert time.process_time() - started < 0.5


def test_a_date_without_its_year_takes_that_of_most_dates_of_the_text_else_the_first() -> None:
    text = "18–20 May 1944\nSoldiers came on 23 May 1944.\nHe died on 2 June 1953.\nIt was signed on 11 May."
    sections = [(), ("Day",), ("Later",), ("Signing",)]
    spans = [evolve(span, section=sections[text.count("\n", 0, span.start)]) for span in document(text).spans]
    read = mentions(evolve(document(text), spans=tuple(spans)))
    assert [told(mention) for mention in read][-1] == "1944-05-11"
    split = "He came on 18 May 1944.\nHe died on 2 June 1953.\nIt was signed on 11 May."
    spans = [
        evolve(span, section=sections[split.count("\n", 0, span.start)]) for span in document(split).spans
    ]
    assert [told(mention) for mention in mentions(evolve(document(split), spans=tuple(spans)))] == [
        "1944-05-18",
        "1953-06-02",
        "1944-05-11",
    ]


def test_a_legend_says_what_a_list_counts() -> None:
    text = "Figures are persons, families in brackets.\nAltai — 94,799 (21,450), by 40 trains\n"
    text += "Omsk — 83,516 (19,003), by 34"
    assert found(text) == (
        "94,799 person ; 21,450 family ; 40 train ; 83,516 person ; 19,003 family ; 34 train"
    )


def test_the_first_line_of_a_list_says_what_it_counts() -> None:
    text = "Population by site\nMugunga: 17,885\nKibati: 12,730"
    block = Span(start=0, end=len(text), part=Part.PARAGRAPH, locator="¶")
    spans = (block, evolve(block, part=Part.SENTENCE))
    listed = Document(name="test", media_type="text/plain", text=text, spans=spans)
    assert [told(mention) for mention in mentions(listed)] == ["17,885 person", "12,730 person"]
