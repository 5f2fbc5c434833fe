"""The counted noun of a number: which word it is, and the unit that it names (lexicon/nouns.csv)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from attrs import frozen

from zul.read.grammar.tokens import Token, tokenize
from zul.read.lexicon import rows, words_of
from zul.terms.numbers import SCALE, WORD

LONGEST = 8  # tokens between a number and its noun
QUOTES = "\"“”„«»‘’'"
COLLECTIVES = frozenset(  # their number is a number of human beings
    "population toll mortality fatalities casualties natality strength manpower membership contingent"
    " workforce army garrison audience crew census".split()
)
_NO_PLURAL = re.compile(
    r".*(?:ss|ous|less|ius|sis|['’]s)|was|has|is|as|this|its|his|thus|perhaps|always|others?['’]"
)
_PERSONS = re.compile(r".*(?:men|folk|ers|ors|ists|ees|ians|eers|wives|mates)")
_SIZES = frozenset("old high long wide deep tall thick".split())
_NUMBER = re.compile(rf"(?:{WORD}|(?:{SCALE}|ten|score)s?|several|half)")
_OF = re.compile(r"[^\W\d_]+ of [^\W\d_]+")
_VERB_NEXT = re.compile(
    r"[\u0300-\u036f]? (?:\([A-Z]\w+\) )?(?:(?:were|had|have|are|who|living|in|from|died|fled)\b|\w+ed\b)",
)
_IRREGULAR = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("men", "man"),
    ("atoes", "ato"),
    ("leaves", "leaf"),
    ("loaves", "loaf"),
    ("halves", "half"),
    ("hooves", "hoof"),
    ("scarves", "scarf"),
    ("sheaves", "sheaf"),
    ("knives", "knife"),
    ("shelves", "shelf"),
    ("calves", "calf"),
    ("wolves", "wolf"),
    ("s", ""),
)


@frozen(kw_only=True)
class Counted:
    """A counted noun: its unit, the kind of things it names, and whether the word stands in the plural."""

    unit: str
    kind: (
        str  # person, family, people, thing, place, share, money, measure, time; "other" outside the lexicon
    )
    plural: bool


@cache
def lexicon() -> Mapping[str, Counted]:
    """Each word of the lexicon of nouns, in small letters, singular and plural."""
    named: dict[str, Counted] = {}
    for row in rows("nouns"):
        for entry in words_of(row["nouns"]):
            singular, *plurals = entry.split("/")
            for word in plurals or [_plural(singular)]:
                named.setdefault(word, Counted(unit=row["unit"] or singular, kind=row["kind"], plural=True))
            named.setdefault(singular, Counted(unit=row["unit"] or singular, kind=row["kind"], plural=False))
    return named


@cache
def stops() -> frozenset[str]:
    """Words that end the noun phrase after a number."""
    return frozenset(word for row in rows("stops") for word in words_of(row["words"]))


@cache
def verbs() -> Mapping[str, str]:
    """Verbs and participles that count human beings: "person" for those only, "either" for families too."""
    return {word: row["implies"] for row in rows("verbs") for word in words_of(row["words"])}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def singular(noun: str) -> str:
    """The singular of a regular plural."""
    for ending, replaced in _IRREGULAR:
        if noun == ending or (noun.endswith(ending) and len(noun) > len(ending) + 1):
            return noun[: -len(ending)] + replaced
    return noun


def counted(word: str) -> Counted | None:
    """What a word names when it may be counted: a noun of the lexicon, or another word in the plural."""
    lower = word.lower()
    if (known := lexicon().get(lower)) or lower in stops():
        return known
    last = lower.rpartition("-")[2]
    if last != lower and (known := lexicon().get(last)) and known.plural:
        return known
    if not lower.endswith(("s", "men", "folk")) or len(lower) < 4 or _NO_PLURAL.fullmatch(lower):
        return None
    if _PERSONS.fullmatch(lower) or (word[0].isupper() and word[1:].islower()):
        return Counted(unit="person", kind="person", plural=True)
    return Counted(unit=singular(lower), kind="other", plural=True)


@frozen(kw_only=True)
class Noun:
    """A counted noun at its place, from its first modifier up to but without `end`."""

    start: int
    end: int
    head: int  # where the head noun begins
    counted: Counted


def noun_after(text: str, start: int, end: int, *, one: bool = False) -> Noun | None:
    """The counted noun that the words from `start` on name; after "one" it stands in the singular.

    It is the first plural; a plural beside it ("women prisoners"), or after a word that has one form only
    ("Ingush families"), takes its place.
    """
    read = _phrase(text, start, end)
    one = one or (bool(read) and text[start : start + 1] in "-‐‑" and read[0].start == start + 1)
    head: tuple[int, int, Counted] | None = None  # first and last token, and what they name
    at = 0
    while at < len(read):
        last, known = _known(read, at, text)
        possessive = text[read[last].end : read[last].end + 1] in ("’", "'")
        if known and possessive and known.kind in ("time", "money") and at == 0:  # "three days' rations"
            head = (at, last, known)
            break
        if (
            known
            and not possessive
            and (known.plural or one or (known.kind in ("measure", "time") and at == 0))
        ):
            beside = (
                head is not None
                and at == head[1] + 1
                and head[2].kind not in ("measure", "money", "time")
                and not _has_one_form(read[last], known)
            )
            if head is None or beside or _has_one_form(read[head[1]], head[2]):
                head = (at, last, known)
        elif head and not _has_one_form(read[head[1]], head[2]):
            break
        at = last + 1
    if head is None and one and read:
        last = len(read) - 1
        head = (last, last, Counted(unit=read[last].lower, kind="other", plural=False))
    if head is None:
        return _people(text, read, end)
    first, last, known = head
    return Noun(start=read[0].start, end=read[last].end, head=read[first].start, counted=known)


def _people(text: str, read: list[Token], end: int) -> Noun | None:
    """A name that is no plural but is followed by a verb: "23,000 Nikkei were", "300 Sioux died"."""
    if not read or not all(token.surface[0].isupper() and not token.surface.isupper() for token in read):
        return None
    first, last = read[0], read[-1]
    if not _VERB_NEXT.match(text, last.end, end):
        return None
    return Noun(start=first.start, end=last.end, head=last.start, counted=lexicon()["persons"])


@cache
def _singulars() -> Mapping[str, str]:
    """The singular of each noun of the lexicon that counts things one by one."""
    named: dict[str, str] = {}
    for row in rows("nouns"):
        if row["kind"] in ("family", "thing", "place", "people"):
            for entry in words_of(row["nouns"]):
                one, *plurals = entry.split("/")
                named |= dict.fromkeys((one, *(plurals or [_plural(one)])), one)
    return named


def printed_unit(unit: str | None, noun: str) -> str | None:
    """The unit as the words of a number name it: a lorry, which the lexicon counts among the trucks."""
    words = noun.lower().split()
    for first in range(max(0, len(words) - 3), len(words)):
        name = " ".join(words[first:])
        if (known := lexicon().get(name)) and known.unit == unit:
            one = _singulars().get(name, unit)
            return unit if one and " " in one else one
    return unit


def noun_of(text: str, start: int, end: int) -> Noun | None:
    """The counted noun after "of": "of the deported Kalmyks"."""
    of = re.compile(r" ?of (?:(?:the|these|those|his|her|its|their|our|own|all|such|these) )*", re.IGNORECASE)
    match = of.match(text, start, end)
    return noun_after(text, match.end(), end) if match else None


def _phrase(text: str, start: int, end: int) -> list[Token]:
    """The words up to the next that no noun phrase holds; "old and sick people" is one phrase."""
    read: list[Token] = []
    for token in tokenize(text, start, min(end, start + 160)):
        if len(read) == LONGEST:
            break
        if token.kind == "mark" and (token.surface in QUOTES or (token.surface in "-‐‑" and not read)):
            continue
        if read and _joins(token, read, text):
            continue
        of = _OF.match(text, read[-1].start, end) if token.lower == "of" and read else None
        if of and of.group().lower() in lexicon():  # "head of cattle"
            read.append(token)
            continue
        if read and token.surface[0].isupper() and "\n" in text[read[-1].end : token.start]:
            break  # "139,200 people / Villages emptied: more than 390"
        is_unit = token.kind == "mark" and token.lower in lexicon()
        if (
            token.kind == "number"
            or _NUMBER.fullmatch(token.lower)
            or (token.kind == "mark" and not is_unit)
            or (token.lower in stops() and not (token.lower in _SIZES and _may_follow(read)))
        ):
            break
        read.append(token)
    return read


def _may_follow(read: list[Token]) -> bool:
    """True before the noun: "three old men", not "16 years old"."""
    return not read or counted(read[-1].surface) is None


def _joins(token: Token, read: list[Token], text: str) -> bool:
    """Whether a word stands between two modifiers: "old and sick people", "NKVD, NKGB and army men"."""
    if token.lower == "and":
        last, known = _known(read, len(read) - 1, text)
        return not (known and known.plural) or _has_one_form(read[last], known)
    if token.surface == ".":
        return read[-1].lower == "sq" and len(read) == 1  # "450 sq. km"
    return token.surface == "," and all(word.surface.isupper() for word in read)


def _known(read: list[Token], at: int, text: str) -> tuple[int, Counted | None]:
    """The longest words from `at` on that name something countable: the last of them, and what it is."""
    for last in range(min(at + 2, len(read) - 1), at, -1):
        words = " ".join(text[read[at].start : read[last].end].lower().split())
        if known := lexicon().get(words):
            return last, known
    return at, counted(read[at].surface)


def _has_one_form(token: Token, known: Counted) -> bool:
    word = token.lower
    return known.kind == "person" and known.plural and not word.endswith("s") and word in one_form()


@cache
def one_form() -> frozenset[str]:
    """The nouns of the lexicon whose singular and plural are one: Ingush, wounded, personnel."""
    entries = (entry.split("/") for row in rows("nouns") for entry in words_of(row["nouns"]))
    return frozenset(entry[0] for entry in entries if len(entry) > 1 and entry[0] in entry[1:])


def noun_in(label: str, *, is_name: bool = False) -> Counted | None:
    """What the label of a field, a column or a row says that its numbers count.

    The head of a row may be the name of a people, whose capital letter tells it from other nouns.
    """
    low = label.lower()
    if "%" in low or re.search(r"\b(?:per ?cent|percentage|share)\b", low):
        return lexicon()["percent"]
    text = label if is_name else label.lower()
    words = [token for token in tokenize(text, 0, len(text)) if token.kind == "word"]
    found = [
        known for at in range(len(words)) if (known := _known(words, at, text)[1]) and known.kind != "none"
    ]
    plurals = [known for known in found if known.plural and known.kind != "other"]
    if plurals:
        return next((known for known in plurals if known.kind != "person"), plurals[0])
    if any(word.lower in verbs() or word.lower in COLLECTIVES for word in words):
        return lexicon()["people"]
    return found[0] if found else None
