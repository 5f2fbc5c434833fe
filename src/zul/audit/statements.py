"""Words such as all, only and exempt: which of them cannot both be meant literally."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from attrs import frozen

from zul.audit import words
from zul.terms.case import Case
from zul.terms.finding import Finding, Grade
from zul.terms.said import Said, joined, said
from zul.terms.statement import Quantifier, Statement

WITHIN, APART = "within", "apart"  # how the group of the second statement lies to that of the first
_DIFFERENT = said("different people are said to be the only ones")

RULES = (  # (what is said of the one group, of the other, how they lie, what that comes to)
    (Quantifier.ALL, Quantifier.EXEMPT, WITHIN, said("nobody was left out, but some were")),
    (Quantifier.ALL, Quantifier.ONLY_EXEMPT, WITHIN, said("nobody was left out, but some were")),
    (Quantifier.ALL, Quantifier.NONE, WITHIN, said("it holds of all, but of none of a part of them")),
    (Quantifier.NONE, Quantifier.SOME, WITHIN, said("it holds of none, but of some of them")),
    (Quantifier.NONE, Quantifier.ALL, WITHIN, said("it holds of none, but of all of a part of them")),
    (Quantifier.ONLY, Quantifier.SOME, APART, said("it holds of the first only, but of the second too")),
    (Quantifier.ONLY, Quantifier.ALL, APART, said("it holds of the first only, but of the second too")),
    (
        Quantifier.ONLY_EXEMPT,
        Quantifier.EXEMPT,
        APART,
        said("only the first were left out, but the second were too"),
    ),
    (Quantifier.ONLY_EXEMPT, Quantifier.ONLY_EXEMPT, APART, _DIFFERENT),
    (Quantifier.ONLY, Quantifier.ONLY, APART, _DIFFERENT),
)


@frozen(kw_only=True)
class Opposition:
    """Two statements about one measure that a rule sets against each other."""

    one: Statement
    other: Statement
    why: str


def oppositions(case: Case) -> Iterator[Opposition]:
    """Every pair of statements that some rule sets against each other, once."""
    told: set[frozenset[str]] = set()
    for one, other in permutations(case.statements.values(), 2):
        pair = frozenset((one.id, other.id))
        if one.measure != other.measure or pair in told:
            continue
        lies = WITHIN if one.group in case.line(other.group) else None
        lies = lies or (None if other.group in case.line(one.group) else APART)
        for first, second, how, why in RULES:
            if (one.says, other.says, lies) == (first, second, how):
                told.add(pair)
                yield Opposition(one=one, other=other, why=why)
                break


def _where(case: Case, statement: Statement) -> str:
    """In which source a statement stands, where there are several, and at which place of it."""
    source = words.named(case, statement.source) if len(case.sources) > 1 else ""
    return joined([source, statement.locator or ""])


def finding(case: Case, found: Opposition) -> Finding:
    """The finding of two statements: shown side by side, without a proof and without a grade of error."""
    one, other = found.one, found.other
    words_of = [said("“{words}”", words=statement.as_written) for statement in (one, other)]
    first, second = (
        said(
            "{words} is said of: {group}",
            words=said("{words} ({where})", words=spoken, where=where) if where else spoken,
            group=Said(case.groups[statement.group].name),
        )
        for statement, spoken in zip((one, other), words_of, strict=True)
        for where in [_where(case, statement)]
    )
    return Finding(
        id=words.address("statement", [one.id, other.id]),
        grade=Grade.STATEMENT,
        title=said(
            "{measure}: {what}", measure=Said(one.measure.name), what=Said(case.groups[one.group].name)
        ),
        text=said(
            "{first}; {second}. Taken literally, {why}. Such words are seldom meant so.",
            first=first,
            second=second,
            why=found.why,
        ),
        arithmetic=said("{one} ↔ {other}", one=words_of[0], other=words_of[1]),
        size=None,
        unit=None,
        claims=(),
        certificates=(),
    )
