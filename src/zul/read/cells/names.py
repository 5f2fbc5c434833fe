"""Capital words: how a name is written, and which words are none of a place."""

from __future__ import annotations

import re

from zul.read import lexicon
from zul.read.cells.kinds import kinds
from zul.read.grammar.nouns import lexicon as nouns
from zul.read.grammar.nouns import stops
from zul.read.lexicon import not_places

CAPITAL = r"(?:(?:[AaEe][ldnrstz]|[Aa]sh)-)?[^\W\d_a-zа-я][^\W\d_]*(?:[-'’][^\W\d_]+){0,6}"
_JOINT = (
    r"(?:el |al |de |la |las |los |do |da |del |du |des |le |di |della |im |am |an der |von |van |zu |ob "
    r"|sur |sous |nad |pod )?"
)
NAME = rf"(?:(?:St|Ste|Mt|Ft)\. )?{CAPITAL}(?:[ ]{_JOINT}{CAPITAL}){{0,3}}"
ARTICLE = r"(?:the )?"
OF_PEOPLE = re.compile(r"(?:ian|ean|ese|ish|ic|ite|an)s?$")


KEPT = frozenset("SSR ASSR USSR RSFSR USA UK UN NKVD".split())  # also in titles


def is_never(name: str) -> bool:
    """True for capital words that name no place."""
    words = name.replace("-", " ").split()
    return (
        len(name) == 1
        or set(name.upper()) <= set("IVX")
        or name.lower() in kinds()
        or name in not_places()
        or not not_places().isdisjoint(words)
        or (name.isupper() and len(name) > 1)
    )


def is_name(name: str) -> bool:
    """False for capital words that the lexicon knows and that name no place: "Women", "Poles", "Killed"."""
    words = name.lower()
    tables = (lexicon.concepts(), lexicon.roles())
    return not (
        is_never(name)
        or words in stops()
        or words.split()[-1] in nouns()
        or any(any(table.find(words, 0, len(words))) for table in tables)
        or any(lexicon.peoples().find(name, 0, len(name)))
    )


def in_title(words: str) -> str:
    """A title in capitals as a sentence has it: "THE CLEARANCE OF THE ORSA VALLEY"."""
    if not words.isupper():
        return words
    small = {"Of", "The", "In", "To", "From", "And", "At", "On", "For", "By", "A", "An", "Into"}
    titled = ((word, word.title()) for word in words.split(" "))
    return " ".join(
        word if word.strip(".,:") in KEPT else title.lower() if title in small else title
        for word, title in titled
    )
