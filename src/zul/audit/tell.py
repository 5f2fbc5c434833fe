"""Findings told: a short paragraph in words, and one line of arithmetic with the figures as written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from zul.audit.agreement import Agreement, Gap, sum_in_words
from zul.audit.conflicts import Conflict
from zul.terms.bounds import number
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Finding, Grade
from zul.terms.identity import Identity, Nature, Row
from zul.terms.measure import Kind

_BECAUSE = {
    Nature.PART: "A part cannot exceed its whole",
    Nature.SIBLINGS: "Parts that share nobody cannot sum to more than their whole",
    Nature.LIST: "The items of the list are read as not overlapping",
    Nature.COMPLETE_LIST: "The list is read as complete, with items that do not overlap",
    Nature.BALANCE: "The account must balance",
    Nature.SAME: "Two quantities are taken to be one",
    Nature.DECLARED_PART: "The parts are taken to lie within their whole",
}


def conflict(case: Case, found: Conflict) -> Finding:
    """The finding of a conflict."""
    told = _rivals(case, found) if not found.identities and not _ratios(found) else _arithmetic(case, found)
    return Finding(
        id=_id("conflict", found.signature),
        grade=found.grade,
        title=told.title,
        text=told.text,
        arithmetic=told.arithmetic,
        size=told.size,
        unit=told.unit,
        claims=tuple(claim.id for claim in found.claims),
        rivals=tuple(claim.id for claim in found.rivals),
        identities=found.identities,
        assumptions=_assumptions(found.identities),
        grounds=_grounds(case, found.identities),
        certificates=(found.certificate,),
    )


def gap(case: Case, found: Gap) -> Finding:
    """The finding of a list that does not fill its whole."""
    listed = sum((_printed(claim) for claim in found.parts), Fraction(0))
    whole = _printed(found.whole)
    order = list(case.claims)
    in_order = sorted(found.parts, key=lambda claim: order.index(claim.id))
    parts = " + ".join(number(_printed(claim)) for claim in in_order)
    unit = found.whole.cell.measure.unit
    return Finding(
        id=_id("gap", [found.identity.id]),
        grade=Grade.GAP,
        title=_title(case, found.identity),
        text=(
            f"The items add to {number(listed)} of {number(whole)}; "
            f"{_count(found.rest, unit)} are in none of them. "
            "A list need not be complete, so this is no error."
        ),
        arithmetic=f"{parts} = {number(listed)}; {number(whole)} − {number(listed)} = {number(found.rest)}",
        size=found.rest,
        unit=unit,
        claims=tuple(dict.fromkeys(claim.id for claim in (found.whole, *found.parts))),
        identities=(found.identity,),
        assumptions=_assumptions([found.identity]),
        grounds=_grounds(case, [found.identity]),
        certificates=(found.certificate,),
    )


def agreement(case: Case, found: Agreement) -> Finding:
    """The finding of a claim that others imply."""
    stated = f"“{found.claim.as_written}” ({_voice(case, found.claim)})"
    identities = found.identities
    if found.claim.of:
        unit = " percent" if isinstance(found.claim.reading, Figure) and found.claim.reading.unit else ""
        arithmetic = f"{found.expression} = {number(round(found.implied, 1))}{unit}"
        text = f"{arithmetic}, as {stated} says."
        title = case.describe(found.claim.cell)
        key: list[object] = [(found.claim.cell, found.claim.of)]
    elif identities:
        arithmetic = f"{found.expression} = {number(found.implied)}"
        text = f"The other figures give {number(found.implied)}, as {stated} says."
        title = _title(case, identities[0])
        key = [identities[0].id]
    else:
        voices = " and ".join(dict.fromkeys(_voice(case, claim) for claim in (found.claim, *found.others)))
        arithmetic = " = ".join(number(_printed(claim)) for claim in (found.claim, *found.others))
        text = f"{voices} give the same number, and none of them is known to copy another."
        title = case.describe(found.claim.cell)
        key = [found.claim.cell, found.implied]
    return Finding(
        id=_id("agreement", key),
        grade=Grade.CONFIRMATION,
        title=title,
        text=text,
        arithmetic=arithmetic,
        size=None,
        unit=None,
        claims=tuple(claim.id for claim in (found.claim, *found.others)),
        identities=identities,
        assumptions=_assumptions(identities),
        grounds=_grounds(case, identities),
        certificates=found.certificates,
    )


@frozen(kw_only=True)
class _Told:
    title: str
    text: str
    arithmetic: str
    size: Fraction | None
    unit: str | None


@frozen(kw_only=True)
class _Term:
    """A claim's row in a proof, counted `times`; lower rows push up, upper rows push down."""

    claim: Claim
    times: Fraction
    lower: bool
    written: Fraction

    def __str__(self) -> str:
        if self.times == 1:
            return self.number
        return f"{number(100 * self.times)} % of {self.number}"

    @property
    def said(self) -> Fraction:
        """The printed number; of a range the end that the proof uses."""
        quantities = self.claim.reading.quantities if isinstance(self.claim.reading, Figure) else ()
        return min(
            (q.value for q in quantities), key=lambda value: abs(value - self.written), default=self.written
        )

    @property
    def number(self) -> str:
        """The bound that the proof uses, with the figure as written where it says something else."""
        reading = self.claim.reading
        if isinstance(reading, Figure) and self.written in [q.value for q in reading.quantities]:
            return number(self.written)
        return f"{number(self.written)} (from “{self.claim.as_written}”)"


def _rivals(case: Case, found: Conflict) -> _Told:
    """Figures for one quantity: each told with its voices, then the distance between the furthest."""
    if len(found.claims) == 1:
        return _alone(case, found.claims[0])
    lower, upper = found.claims
    cell = lower.cell
    spoken: dict[str, list[str]] = {}
    for claim in (*found.claims, *found.rivals):
        spoken.setdefault(claim.as_written, []).append(_voice(case, claim))
    figures = "; ".join(
        f"“{written}” ({', '.join(dict.fromkeys(voices))})" for written, voices in spoken.items()
    )
    written = sum((times * row.written for times, row in found.certificate.lines), Fraction(0))
    size = written or found.certificate.proves  # "more than 5" misses 5 by one
    unit = "day" if cell.measure.kind is Kind.DATE else cell.measure.unit
    reading = (
        "even read charitably, "
        if found.grade is not Grade.TENSION
        else "with each hedge taken at its word, "
    )
    return _Told(
        title=case.describe(cell),
        text=f"One quantity is given as {figures}; {reading}the two furthest are {_count(size, unit)} apart."
        f"{_copied(case, lower, upper)}",
        arithmetic=f"{lower.as_written} ≠ {upper.as_written}: {_count(size, unit)} apart",
        size=size,
        unit=unit,
    )


def _alone(case: Case, claim: Claim) -> _Told:
    """A figure that its quantity cannot have, whatever the others say."""
    text = f"{_voice(case, claim)} gives “{claim.as_written}”, a number that this quantity cannot have."
    arithmetic = f"“{claim.as_written}” is impossible"
    return _Told(title=case.describe(claim.cell), text=text, arithmetic=arithmetic, size=None, unit=None)


def _copied(case: Case, one: Claim, other: Claim) -> str:
    """A word on a source that derives from the other: the two are no independent witnesses."""
    sources = (case.sources[one.citation.source], case.sources[other.citation.source])
    for copy, original in (sources, sources[::-1]):
        if original.id in copy.derived_from:
            return f" {copy.id} derives from {original.id}, so one of the two may be a slip of copying."
    return ""


def _arithmetic(case: Case, found: Conflict) -> _Told:
    """Set one figure against what the others make of it."""
    terms = _terms(case, found)
    ratios = _ratios(found)
    title = _title(case, found.identities[0]) if found.identities else case.describe(ratios[0].cell)
    if len(ratios) == 1 and (told := _share(case, found, ratios[0], terms)):
        return told
    target = _target(terms, found.identities)
    others = [evolve(t, times=t.times / target.times) for t in terms if t is not target] if target else []
    if target is None or not others:
        shares = [f"“{claim.as_written}” ({_voice(case, claim)})" for claim in ratios]
        text = f"No number satisfies {' and '.join(shares)} at once."
        arithmetic = " ≠ ".join(f"“{claim.as_written}”" for claim in ratios)
        return _Told(title=title, text=text, arithmetic=arithmetic, size=None, unit=None)
    implied = sum((t.times * t.written * (-1 if t.lower == target.lower else 1) for t in others), Fraction(0))
    size = abs(implied - target.written) or found.certificate.proves
    unit = target.claim.cell.measure.unit
    expression = sum_in_words([(-1 if t.lower == target.lower else 1, str(t)) for t in others])
    equation = f"{expression} = {_whole(implied)}" if len(others) > 1 or others[0].times != 1 else expression
    missed = "short of" if target.lower else "more than"
    stated = f"“{target.claim.as_written}”"
    reasons = list(dict.fromkeys(_BECAUSE[identity.nature] for identity in found.identities))
    reasons += [f"the share is given as “{claim.as_written}” ({_voice(case, claim)})" for claim in ratios]
    limit = "at most" if target.lower else "at least"
    text = (
        f"{_capital('; '.join(reasons))}. The other figures leave {limit} {_whole(implied)}, "
        f"which is {_count(size, unit)} {missed} {stated} ({_voice(case, target.claim)})."
    )
    return _Told(
        title=title,
        text=text,
        arithmetic=f"{equation}, {_whole(size)} {missed} {stated}",
        size=size,
        unit=unit,
    )


def _share(case: Case, found: Conflict, ratio: Claim, terms: Sequence[_Term]) -> _Told | None:
    """A printed share or ratio against what its printed part and base make; None where more is at work."""
    parts, bases = _same(found, ratio.cell), _same(found, ratio.of)
    part = next((t for t in terms if t.claim.cell in parts), None)
    base = next((t for t in terms if t.claim.cell in bases), None)
    if len(terms) != 2 or not part or not base or any(i.nature is not Nature.SAME for i in found.identities):
        return None
    is_percent = isinstance(ratio.reading, Figure) and (ratio.reading.unit or "").startswith("percent")
    made = part.said / base.said * (100 if is_percent else 1)
    words = f"{number(round(made, 1))}{' percent' if is_percent else ''}"
    size = abs(base.times / part.times * base.written - part.written)
    unit = part.claim.cell.measure.unit
    text = (
        f"“{part.claim.as_written}” ({_voice(case, part.claim)}) of “{base.claim.as_written}” "
        f"({_voice(case, base.claim)}) is {words}, but “{ratio.as_written}” is stated "
        f"({_voice(case, ratio)}): {_count(size, unit)} too {'many' if part.lower else 'few'}, "
        "even read charitably."
    )
    arithmetic = f"{number(part.said)} ÷ {number(base.said)} = {words}, against “{ratio.as_written}”"
    return _Told(title=case.describe(ratio.cell), text=text, arithmetic=arithmetic, size=size, unit=unit)


def _same(found: Conflict, cell: Cell | None) -> set[Cell | None]:
    """The cell and those that the conflict takes to count the same."""
    alike = {cell}
    for identity in found.identities:
        pair = {other for _, other in identity.terms}
        alike |= pair if identity.nature is Nature.SAME and cell in pair else set()
    return alike


def _terms(case: Case, found: Conflict) -> list[_Term]:
    """The figures in the proof, in the order of the ledger."""
    claims = {claim.id: claim for claim in found.claims}
    order = {id: i for i, id in enumerate(case.claims)}
    terms = [
        _Term(claim=claims[row.origin], times=times, lower=_is_lower(row), written=abs(row.written))
        for times, row in found.certificate.lines
        if row.origin in claims and claims[row.origin].of is None
    ]
    return sorted(terms, key=lambda t: order[t.claim.id])


def _is_lower(row: Row) -> bool:
    return next(iter(row.coefficients.values())) > 0


def _target(terms: Sequence[_Term], identities: Sequence[Identity]) -> _Term | None:
    """The figure to set apart: the only hedged one, else the closing of an account or the whole of a list."""
    hedged = [
        t for t in terms if isinstance(t.claim.reading, Figure) and t.claim.reading.hedge is not Hedge.EXACT
    ]
    if len(hedged) == 1:
        return hedged[0]
    wholes = [i.terms[-1][1] if i.nature is Nature.BALANCE else i.terms[0][1] for i in identities]
    return next((t for whole in wholes for t in terms if t.claim.cell == whole), terms[-1] if terms else None)


def _ratios(found: Conflict) -> list[Claim]:
    return [claim for claim in found.claims if claim.of]


def _grounds(case: Case, identities: Iterable[Identity]) -> tuple[str, ...]:
    """What the finding rests on beyond definitions, in the words of whoever declared it."""
    words = []
    for identity in identities:
        if identity.assumption is None:
            continue
        judgement = case.judgement(identity.assumption)
        why = case.assumptions[identity.assumption].why.rstrip(".")
        if not identity.hard:
            words.append(f"This assumes: {why}.")
        elif judgement:
            words.append(f"Taken as a definition by {judgement.who} ({judgement.when}): {judgement.why}")
    return tuple(words)


def _assumptions(identities: Iterable[Identity]) -> tuple[str, ...]:
    return tuple(i.assumption for i in identities if i.assumption and not i.hard)


def _title(case: Case, identity: Identity) -> str:
    if identity.assumption:
        declared = case.assumptions[identity.assumption]
        title: str | None = getattr(declared, "title", None)
        if title:
            return title
    return case.describe(identity.terms[0][1])


def _voice(case: Case, claim: Claim) -> str:
    source = case.sources[claim.citation.source]
    name = source.creator or source.title
    return f"{claim.said_by} in {source.id}" if claim.said_by else f"{name}, {source.id}"


def _printed(claim: Claim) -> Fraction:
    assert isinstance(claim.reading, Figure)  # dates are never parts of sums
    return claim.reading.quantities[0].value


_PLURALS = {"person": "people", "family": "families"}


def _count(value: Fraction, unit: str) -> str:
    word = unit if value == 1 else _PLURALS.get(unit, f"{unit}s")
    return f"{_whole(value)} {word}"


def _whole(value: Fraction) -> str:
    """Things that come one by one are told to the nearest one; the proof keeps the fraction."""
    return number(value) if value.denominator == 1 else f"about {number(round(value))}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _id(kind: str, parts: Iterable[object]) -> str:
    """A stable address: it depends on what is found, not on when or in which order."""
    text = "\n".join(sorted(_name(part) for part in parts))
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _name(part: object) -> str:
    return " ∕ ".join(map(str, part)) if isinstance(part, tuple) else str(part)
