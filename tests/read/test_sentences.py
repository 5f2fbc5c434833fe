import pytest
from hypothesis import given
from hypothesis import strategies as st

from zul.read.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


ONE_SENTENCE = """
NKVD deputy V.V. Chernyshov held a meeting in Moscow.
Resolution No. 1432 425 of the Council was adopted in c. 1944.
The damage of 1,070,324,789 Rbls. was estimated by Dr. Rudolf Otto Doll and J. A. Smith.
A 9.3 percent rate (cf. tab. 3, p. 12) was told by Prof. Popov on 1. January.
They said so … and left, e.g. for Omsk.
He asked "why?" and went on.
The U.S. Army and the U.S.S.R. Academy agreed at 5 p.m. Moscow time.
Сов. секретно: ГАРФ, ф. 9479, оп. 1, д. 925, л. 7.
В декабре 1943 г. Калмыцкая АССР была ликвидирована, см. докл. В. И. Чернышова.
Было выселено 93,1 тыс. человек, т. е. все.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", ONE_SENTENCE)
def test_what_does_not_end_a_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


TWO_SENTENCES = """
It cost 1,070,324,789 Rbls.| When the Germans withdrew, many left.
They went in 1944.| 45,985 deportees were registered.
He called them "unreliable."| The decision was made.
(They had left.)| Nobody came back.
It was 1943.[12]| The trains were cold.
It was 1943.¹²| The trains were cold.
It was told.[citation needed]| Nobody believed it.
Were they told?| No!| They were not…| Later they learned it.
He came from the U.S.| The others did not.
They were deported in 1943 г.| В 1944 году их было меньше.
Было выселено 26 359 семей и т. д.| Это все.
«Все выселены.»| Поезда ушли.
This was plan B.| It failed.
It was sent to Omsk etc.| However, many died.
He died in 1943.| January was cold.
""".strip().splitlines()


@pytest.mark.parametrize("marked", TWO_SENTENCES)
def test_what_ends_a_sentence(marked: str) -> None:
    assert split(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_the_number_of_an_item_belongs_to_its_sentence() -> None:
    assert split("1. The first stage. 2. The second.") == ["1. The first stage.", "2. The second."]


def test_white_space_lies_between_sentences() -> None:
    assert list(sentences("  One.\n Two. \n")) == [(2, 6), (8, 12)]
    assert list(sentences(" \n")) == []


@given(st.text(alphabet=st.sampled_from(list("Aa1 .!?…\"')]»[\nг№В")), max_size=60))
def test_sentences_follow_each_other_and_leave_out_only_white_space(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert not text[end:start].strip()
        assert text[start:stop].strip() == text[start:stop] != ""
        end = stop
    assert not text[end:].strip()
