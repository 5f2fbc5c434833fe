"""Words that every finding is told with: voices, titles, grounds, counts and addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from zul.audit.conflicts import Conflict
from zul.audit.rows import is_of_unstated_time
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.identity import Identity
from zul.terms.said import Part, Said, said


@frozen(kw_only=True)
class Told:
    """What a finding says: its title, a paragraph, a line of arithmetic, and its size."""

    title: str
    text: str
    arithmetic: str
    size: Fraction | None
    unit: str | None
    hints: tuple[str, ...] = ()


def voice(case: Case, claim: Claim) -> str:
    """Who says a claim: the source, or the voice that it reports."""
    source = claim.citation.source
    if claim.said_by is None:
        return named(case, source)
    return said("{who} in {source}", who=Said(claim.said_by), source=source)


def named(case: Case, source: str) -> str:
    """A source by its creator, or by its title where none is known."""
    found = case.sources[source]
    return said("{who}, {source}", who=Said(found.creator or found.title), source=source)


def heard(case: Case, claim: Claim) -> str | None:
    """Whose voice a reader must be told of: none where the only source of a case speaks for itself."""
    if len(case.sources) > 1:
        return voice(case, claim)
    return Said(claim.said_by) if claim.said_by else None


def figure(case: Case, claim: Claim) -> str:
    """A figure as written, with its voice."""
    voice = heard(case, claim)
    return said("{figure} ({voice})", figure=quoted(claim), voice=voice) if voice else quoted(claim)


def quoted(claim: Claim) -> str:
    """A figure as written."""
    return said("“{figure}”", figure=claim.as_written)


def title(case: Case, identity: Identity) -> str:
    """The title of what declares an identity, else its whole in words."""
    if identity.assumption:
        declared = case.assumptions[identity.assumption]
        own: str | None = getattr(declared, "title", None)
        if own:
            return Said(own)
    return case.describe(identity.terms[0][1])


def grounds(case: Case, identities: Iterable[Identity]) -> tuple[str, ...]:
    """What the finding rests on beyond definitions, in the words of whoever declared it."""
    words = []
    for identity in identities:
        if identity.assumption is None:
            continue
        judgement = case.judgement(identity.assumption)
        if not identity.hard:
            words.append(_assumed(case.assumptions[identity.assumption].why))
        elif judgement:
            words.append(
                said(
                    "Taken as a definition by {who} ({when}): {why}",
                    who=Said(judgement.who),
                    when=str(judgement.when),
                    why=Said(judgement.why),
                )
            )
    return tuple(words)


def _assumed(why: str) -> str:
    bare = why.rstrip(".")
    if why == f"{bare}.":
        return said("This assumes: {why}", why=Said(why))
    return said("This assumes: {why}.", why=Said(bare))


def of_one_time(found: Conflict) -> list[str]:
    """The assumption behind figures of several voices whose periods are not stated."""
    voices = {claim.attribution for claim in found.claims}
    if len(voices) < 2 or not any(map(is_of_unstated_time, found.claims)):
        return []
    return [said("This assumes: figures that leave a side of their period unstated are of the same time.")]


def of_one_figure(found: Conflict) -> list[str]:
    """The choice behind a conflict of a figure that its own source outvotes."""
    if found.instead is None:
        return []
    address = (found.instead.cell, found.instead.of)
    rivals = {c.as_written: quoted(c) for c in found.rivals if (c.cell, c.of) == address}
    taken, others = quoted(found.instead), chained(list(rivals.values()))
    return [
        said("This takes {figure}, where the same source also has {others}.", figure=taken, others=others)
    ]


def chained(parts: Sequence[str]) -> str:
    """The parts with an "and" between each two."""
    first, *others = parts
    for other in others:
        first = said("{first} and {last}", first=first, last=other)
    return first


def assumptions(identities: Iterable[Identity]) -> tuple[str, ...]:
    """The ids of the assumptions that are not taken as definitions."""
    return tuple(i.assumption for i in identities if i.assumption and not i.hard)


def printed(claim: Claim) -> Fraction:
    """The printed number."""
    assert isinstance(claim.reading, Figure)  # dates are never parts of sums
    return claim.reading.quantities[0].value


def rounded(value: Fraction, claim: Claim) -> Fraction:
    """A share or ratio to one digit, or as finely as the claim prints its own."""
    grain = claim.reading.quantities[0].grain if isinstance(claim.reading, Figure) else Fraction(1)
    places = 1
    while grain < Fraction(1, 10**places):
        places += 1
    return round(value, places)


def rate(value: Fraction, claim: Claim) -> Part:
    """The same, in percent where the claim is."""
    found = rounded(value, claim)
    return said("{n} percent", n=found) if claim.is_percent else found


def whole(value: Fraction) -> Part:
    """Things that come one by one are told to the nearest one; the proof keeps the fraction."""
    return value if value.denominator == 1 else said("about {n}", n=round(value))


def address(kind: str, parts: Iterable[object]) -> str:
    """A stable address: it depends on what is found, not on when or in which order."""
    text = "\n".join(sorted(_name(part) for part in parts))
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _name(part: object) -> str:
    return " ∕ ".join(map(str, part)) if isinstance(part, tuple) else str(part)


def reading(found: Conflict) -> str:
    """How charitably the figures of a conflict are read."""
    if found.is_charitable:
        return said("even read charitably")
    return said("with rounded and hedged numbers taken at their word")
