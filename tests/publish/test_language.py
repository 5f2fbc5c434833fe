from __future__ import annotations

import re
import sys
from collections.abc import Callable
from fractions import Fraction
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from zul.audit import audit
from zul.ledger import read_case
from zul.publish.language import ENGLISH, LANGUAGES, Language
from zul.publish.language.fallback import CLOSING, OPENING, Mixed, Told, english, filled, marked, sentence
from zul.publish.language.recognised import recognised
from zul.publish.page import render
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.dates import Period
from zul.terms.estimate import Spread
from zul.terms.finding import Finding
from zul.terms.said import Said, counted, listed, said

ROOT = Path(__file__).resolve().parents[2]
RUSSIAN, KALMYK = Language(code="ru"), Language(code="xal")


# numbers, dates, plurals


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "0 человек"),
        (1, "1 человек"),
        (2, "2 человека"),
        (5, "5 человек"),
        (11, "11 человек"),
        (12, "12 человек"),
        (21, "21 человек"),
        (22, "22 человека"),
        (111, "111 человек"),
        (1002, "1\u00a0002 человека"),
        (93_139, "93\u00a0139 человек"),
        (Fraction(43, 2), "около 22 человек"),
        (Fraction(41, 2), "около 20 человек"),
        (Fraction(209, 10), "около 21 человека"),
    ],
)
def test_russian_counts_by_its_three_forms(n: int | Fraction, told: str) -> None:
    assert RUSSIAN.counted(n, "person") == told


def test_a_noun_with_a_kalmyk_numeral_stays_in_the_singular() -> None:
    assert [KALMYK.counted(n, "year") for n in (1, 2, 5)] == ["1 җил", "2 җил", "5 җил"]
    assert [KALMYK.counted(n, "person") for n in (1, 2)] == ["1 person", "2 people"]  # not translated


@pytest.mark.parametrize(
    ("edtf", "russian", "kalmyk"),
    [
        ("1943-12-28", "28 декабря 1943 года", "28.12.1943"),
        ("1943-12", "декабрь 1943 года", "12.1943"),
        ("1943", "1943 год", "1943"),
        ("193X", "1930-е годы", None),
        ("190X", "1900–1909 годы", None),
        ("1943-12-28/1943-12-31", "с 28 по 31 декабря 1943 года", "28.12.1943–31.12.1943"),
        ("1943-06-30/1943-07-03", "с 30 июня по 3 июля 1943 года", "30.06.1943–03.07.1943"),
        ("1943-12-28/1944-01-03", "с 28 декабря 1943 года по 3 января 1944 года", "28.12.1943–03.01.1944"),
        ("1943-12-28/1944-01", "с 28 декабря 1943 года по январь 1944 года", "28.12.1943–01.1944"),
        ("1937-09/1937-10", "сентябрь–октябрь 1937 года", "09.1937–10.1937"),
        ("1943-12/1944-01", "с декабря 1943 года по январь 1944 года", "12.1943–01.1944"),
        ("1944/1952", "1944–1952 годы", "1944–1952"),
        ("193X/194X", "с 1930-х годов по 1940-е годы", None),
        ("1943-12-28/", "с 28 декабря 1943 года, конец не указан", None),
        ("/1959", "по 1959 год, начало не указано", None),
        ("../1959-01", "не позднее января 1959 года", None),
        ("1959/..", "не ранее 1959 года", None),
        ("1943~", "около 1943 года", None),
        ("1943-12~", "около декабря 1943 года", None),
        ("1943?", "возможно, 1943 год", None),
        ("1943%", "возможно, около 1943 года", None),
        ("1943~/1944", "примерно с 1943 года по 1944 год", None),
        ("1943-12-XX", "один из дней декабря 1943 года", None),
        ("1943-XX~", "около одного из месяцев 1943 года", None),
        ("early 1945", "начало 1945 года", None),
        ("mid-December 1943", "середина декабря 1943 года", None),
        ("late 1930s", "конец 1930-х годов", None),
    ],
)
def test_periods_by_the_grammar_of_each_language(edtf: str, russian: str, kalmyk: str | None) -> None:
    period = Period.parse(edtf)
    assert RUSSIAN.period(period) == russian
    told = KALMYK.period(period)
    assert told == (kalmyk or period.words)
    assert isinstance(told, Mixed) == (kalmyk is None)  # what it cannot say stays English, and is marked


BOUNDS = st.builds(
    Bounds,
    st.none() | st.integers(0, 9999).map(Fraction),
    st.none() | st.integers(10_000, 99_999).map(Fraction),
    st.booleans(),
    st.booleans(),
)


@given(BOUNDS)
def test_in_english_bounds_are_told_as_ever(bounds: Bounds) -> None:
    assert ENGLISH.bounds(bounds) == str(bounds)


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (Bounds(), "без границ"),
        (Bounds(Fraction(13_000), None, lower_open=True), "более 13\u00a0000"),
        (Bounds(None, Fraction(5)), "не более 5"),
        (Bounds(Fraction(1), Fraction(5, 2)), "от 1 до 2,5"),
        (Bounds(Fraction(1), Fraction(5), upper_open=True), "от 1, менее 5"),
        (Bounds(Fraction(7000), Fraction(7000)), "7\u00a0000"),
    ],
)
def test_bounds_in_russian(bounds: Bounds, told: str) -> None:
    assert RUSSIAN.bounds(bounds) == told


def test_an_interval_stands_before_the_median_in_both() -> None:
    spread = Spread.of([9_000 + 100 * step for step in range(101)])
    assert ENGLISH.spread(spread, "people") == spread.words("people")
    assert RUSSIAN.spread(spread, "people") == (
        "от 9\u00a0250 до 18\u00a0800 человек (95 %), вероятнее всего около 14\u00a0000"
    )
    assert isinstance(RUSSIAN.spread(spread, "bears"), Mixed)


# sentences, and what is not translated


def test_a_sentence_of_the_audit_is_told_anew_part_by_part() -> None:
    told = said(
        "{figures} are taken to count the same.", figures=listed([said("“{figure}”", figure="8"), "x"])
    )
    assert RUSSIAN.tell(told) == "Принято, что «8» и x считают одно и то же."
    assert ENGLISH.tell(told) == "“8” and x are taken to count the same."


def test_a_text_of_the_case_is_told_as_the_case_has_it(case: Case) -> None:
    russian = RUSSIAN.of(evolve(case, translations={"ru": {"Kalmyks": "калмыки"}}))
    assert russian.tell("Kalmyks") == "калмыки"
    assert russian.tell(said("{who} in {source}", who=Said("Kalmyks"), source="K01")) == "калмыки в K01"
    assert russian.tell(russian.tell("Kalmyks")) == "калмыки"
    assert (russian.missing, dict(russian.asked)) == (0, {"Kalmyks": True, "{who} in {source}": True})


def test_what_a_case_brings_never_stands_for_a_sentence_of_the_program(case: Case) -> None:
    kalmyk = KALMYK.of(evolve(case, translations={"xal": {"What is agreed": "x"}}))
    assert kalmyk.say("What is agreed") == "What is agreed"
    assert kalmyk.markup("What is agreed") == f"{OPENING}What is agreed{CLOSING}"


def test_a_part_that_is_not_translated_stays_english_and_marked() -> None:
    told = RUSSIAN.tell(said("{who} in {source}", who=Said("<Nobody>"), source="K01"))
    assert told == "<Nobody> в K01"
    assert isinstance(told, Mixed)
    assert told.html == f"{OPENING}&lt;Nobody&gt;{CLOSING} в K01"


def test_a_sentence_that_is_not_translated_is_counted_once() -> None:
    language = Language(code="xal")
    assert [language.say("Nowhere said"), language.say("Nowhere said")] == ["Nowhere said"] * 2
    assert (language.missing, len(language.asked)) == (1, 1)
    assert language.note == (
        "1 of 1 texts on this page is not translated yet. It stays English, with a dotted line."
    )
    assert Language(code="xal").note == ""


def test_signs_without_words_are_of_every_language() -> None:
    language = Language(code="xal")
    assert language.tell(said("{left} = {right}", left=1234, right="x")) == "1\u00a0234 = x"
    assert language.asked == {}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>\x02a\x03 b</p>", '<p><span lang="en" class="untranslated">a</span> b</p>'),
        (
            "<p>\x02a <b>c</b>\x03</p>",
            '<p><span lang="en" class="untranslated">a </span><b>'
            '<span lang="en" class="untranslated">c</span></b></p>',
        ),
        ('<p title="\x02a\x03">b</p>', '<p title="a">b</p>'),
        ("<title>\x02a\x03</title>", "<title>a</title>"),
        ("<svg><title>\x02a\x03</title></svg><p>b</p>", "<svg><title>a</title></svg><p>b</p>"),
        ("<option>\x02a\x03</option>", "<option>a</option>"),
        ("\x03<p>a</p>", "<p>a</p>"),
    ],
)
def test_english_is_marked_where_a_page_shows_it(page: str, expected: str) -> None:
    assert marked(page) == expected


def test_capitals_and_templates_keep_the_mark() -> None:
    assert sentence(english("<a>")).__html__() == f"{OPENING}&lt;a&gt;{CLOSING}"  # type: ignore[attr-defined]
    assert sentence(english("a")).__html__() == f"{OPENING}A{CLOSING}"  # type: ignore[attr-defined]
    assert isinstance(sentence(Told("а")), Told)
    assert Markup("{}").format(filled("{x}: {y}", {"x": english("&"), "y": "<"})) == (
        f"{OPENING}&amp;{CLOSING}: &lt;"
    )


class _Foreign(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"a <b>c</b>": "x <script>y</script>", "d": "<i>e</i>", "f": "5 %", "g": "%(n)s %"}.get(
            message, ""
        )


def test_a_translation_with_other_markup_than_its_message_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.modules["zul.publish.language"], "catalogue", lambda code: _Foreign())
    assert RUSSIAN.markup("a <b>c</b>") == f"{OPENING}a <b>c</b>{CLOSING}"
    assert RUSSIAN.markup("d") == f"{OPENING}d{CLOSING}"
    assert RUSSIAN.say("d") == "d"
    assert [RUSSIAN.markup("f"), RUSSIAN.markup("g")] == ["5 %%", "%(n)s %%"]  # one percent sign on the page


# the page


@pytest.fixture
def page_in(case: Case, findings: tuple[Finding, ...], read_page: Callable[[str], Any]) -> Callable[..., Any]:
    def page(code: str, **translations: str) -> Any:
        told = evolve(case, translations={code: translations})
        return read_page(render(told, findings, language=Language(code=code)))

    return page


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_whole_in_every_language(page_in: Callable[..., Any], code: str) -> None:
    page = page_in(code)
    assert ("html", "lang", code) in page.attributes
    assert not re.search("[\x02\x03]", page.text)
    assert [value for tag, name, value in page.attributes if "<" in value and name != "content"] == []
    assert ("untranslated" in page.values("class")) == (code != "en")
    assert ("untranslated-note" in page.values("class")) == (code != "en")


def test_the_texts_of_a_case_are_told_on_its_page(page_in: Callable[..., Any], case: Case) -> None:
    page = page_in("ru", **{case.title: "Выселение", case.people.name: "люди долины"})
    assert "Выселение" in page.text
    assert case.title not in page.text


def test_a_hostile_translation_is_inert(page_in: Callable[..., Any], case: Case) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    texts = [case.title, case.people.name, *(group.name for group in case.groups.values())]
    plain, page = page_in("ru"), page_in("ru", **dict.fromkeys(texts, hostile))
    assert "<script>alert(1)</script>" in page.text
    assert [page.tags.count(tag) for tag in ("script", "img")] == [plain.tags.count("script"), 0]
    assert page.values("onerror") == []


def test_every_sentence_of_the_audit_of_the_first_case_is_russian() -> None:
    case = read_case(ROOT / "cases" / "kalmyk")
    russian = RUSSIAN.of(case)
    for finding in audit(case):
        texts = [finding.title, finding.text, finding.arithmetic, *finding.grounds, *finding.hints]
        for suspect in finding.suspects:
            texts += [*suspect.slips, *(move.words for move in suspect.moves)]
        assert [text for text in map(russian.tell, texts) if isinstance(text, Mixed)] == []
    assert russian.missing == 0


# the answer of a reconstruction, kept as text


@pytest.mark.parametrize(
    ("text", "russian"),
    [
        ("Birth deficit, to the end of 1958", "Дефицит рождений, по конец 1958 года"),
        ("Kalmyks on 1 January 1944", "Калмыки на 1 января 1944 года"),
        ("all deaths of 1953", "все смерти 1953 года"),
        (
            "of its base, the account does not tell “wagons” apart",
            "об основании доли: счёт населения не выделяет «вагоны»",
        ),
    ],
)
def test_its_sentences_are_known_again(case: Case, text: str, russian: str) -> None:
    language = RUSSIAN.of(evolve(case, translations={"ru": {"Kalmyks": "калмыки"}}))
    assert language.tell(text) == russian


@pytest.mark.parametrize(
    "text", ["Somebody arrived on 1 January 1944", "no such sentence", "Bears, to the end of 1958"]
)
def test_other_sentences_are_not_taken_for_them(text: str) -> None:
    assert RUSSIAN.tell(text) == text


def test_every_question_of_the_first_case_is_known_again() -> None:
    from zul.reconstruct.displaced.model import model  # noqa: PLC0415 (compiles for some seconds)
    from zul.reconstruct.displaced.questions import questions  # noqa: PLC0415

    case = read_case(ROOT / "cases" / "kalmyk")
    assert case.plan is not None
    built, russian = model(case, case.plan, without=()), RUSSIAN.of(case)
    asked = questions(built, case.people.name)
    texts = [text for one in asked for text in (one.title, one.definition)]
    assert [text for text in texts if isinstance(russian.tell(text), Mixed)] == []
    assert all(str(recognised(text) or text) == text for text in texts)
    for question in asked:
        assert not isinstance(RUSSIAN.spread(Spread.of([1.0]), question.unit), Mixed)


def test_counting_in_a_sentence_is_by_the_number_itself() -> None:
    assert RUSSIAN.count("{n} figure", "{n} figures", 22) == "22 цифры"
    assert counted(22, "figure") == "22 figures"


def test_an_empty_text_stays_empty() -> None:
    """In a catalogue of gettext the empty message is its head."""
    russian = Language(code="ru")
    assert (russian.say(""), russian.tell("")) == ("", "")
