"""Findings told: a short paragraph in words, and one line of arithmetic with the figures as written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from zul.audit import words
from zul.audit.agreement import Agreement, Gap, sum_in_words
from zul.audit.conflicts import Conflict
from zul.audit.cores import origins
from zul.terms.bounds import counted, number
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Finding, Grade, Suspect
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


def conflict(case: Case, found: Conflict, suspects: Mapping[str, Suspect]) -> Finding:
    """The finding of a conflict, with those of its members that a cheapest repair gives up."""
    distrusted = [suspects[origin] for origin in origins(found.certificate) if origin in suspects]
    told = _rivals(case, found) if not found.identities and not _ratios(found) else _arithmetic(case, found)
    return Finding(
        id=words.address("conflict", found.signature),
        grade=found.grade,
        title=told.title,
        text=told.text,
        arithmetic=told.arithmetic,
        size=told.size,
        unit=told.unit,
        claims=tuple(claim.id for claim in found.claims),
        rivals=tuple(claim.id for claim in found.rivals),
        identities=found.identities,
        assumptions=words.assumptions(found.identities),
        grounds=(*words.grounds(case, found.identities), *words.of_one_time(found)),
        suspects=tuple(sorted(distrusted, key=lambda suspect: (-suspect.share, suspect.origin))),
        certificates=(found.certificate,),
    )


def gap(case: Case, found: Gap) -> Finding:
    """The finding of a list that does not fill its whole."""
    listed = sum((words.printed(claim) for claim in found.parts), Fraction(0))
    whole = words.printed(found.whole)
    order = list(case.claims)
    in_order = sorted(found.parts, key=lambda claim: order.index(claim.id))
    parts = " + ".join(number(words.printed(claim)) for claim in in_order)
    unit = found.whole.cell.measure.unit
    return Finding(
        id=words.address("gap", [found.identity.id]),
        grade=Grade.GAP,
        title=words.title(case, found.identity),
        text=(
            f"The items add to {number(listed)} of {number(whole)}; "
            f"{counted(found.rest, unit)} are in none of them. "
            "A list need not be complete, so this is no error."
        ),
        arithmetic=f"{parts} = {number(listed)}; {number(whole)} − {number(listed)} = {number(found.rest)}",
        size=found.rest,
        unit=unit,
        claims=tuple(dict.fromkeys(claim.id for claim in (found.whole, *found.parts))),
        identities=(found.identity,),
        assumptions=words.assumptions([found.identity]),
        grounds=words.grounds(case, [found.identity]),
        certificates=(found.certificate,),
    )


def agreement(case: Case, found: Agreement) -> Finding:
    """The finding of a claim that others imply."""
    stated = f"“{found.claim.as_written}” ({words.voice(case, found.claim)})"
    identities = found.identities
    if found.claim.of:
        unit = " percent" if found.claim.is_percent else ""
        arithmetic = f"{found.expression} = {words.rounded(found.implied, found.claim)}{unit}"
        text = f"{arithmetic}, as {stated} says."
        title = case.describe(found.claim.cell)
        key: list[object] = [(found.claim.cell, found.claim.of)]
    elif identities:
        is_sum = found.expression != number(found.implied)
        given = f" = {number(found.implied)}" if is_sum else f", as “{found.claim.as_written}”"
        arithmetic = f"{found.expression}{given}"
        text = f"The other figures give {number(found.implied)}, as {stated} says."
        title = words.title(case, identities[0])
        key = [identities[0].id]
    else:
        voices = " and ".join(
            dict.fromkeys(words.voice(case, claim) for claim in (found.claim, *found.others))
        )
        arithmetic = " = ".join(number(words.printed(claim)) for claim in (found.claim, *found.others))
        text = f"{voices} print the same number. Whether they drew on one document is not known."
        title = case.describe(found.claim.cell)
        key = [found.claim.cell, found.implied]
    return Finding(
        id=words.address("agreement", key),
        grade=Grade.CONFIRMATION,
        title=title,
        text=text,
        arithmetic=arithmetic,
        size=None,
        unit=None,
        claims=tuple(claim.id for claim in (found.claim, *found.others)),
        identities=identities,
        assumptions=words.assumptions(identities),
        grounds=words.grounds(case, identities),
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
    one, other = found.claims
    unit = "day" if one.cell.measure.kind is Kind.DATE else one.cell.measure.unit
    written = sum((times * row.written for times, row in found.certificate.lines), Fraction(0))
    size = written if written >= 1 else found.certificate.proves  # "more than 5" misses 5 by one
    spoken: dict[str, list[str]] = {}
    for claim in (*found.claims, *found.rivals):
        spoken.setdefault(claim.as_written, []).append(words.voice(case, claim))
    figures = "; ".join(
        f"“{figure}” ({' and '.join(dict.fromkeys(voices))})" for figure, voices in spoken.items()
    )
    # A bound that is not the printed number leaves only a least distance.
    plain = all(
        row.written == 0 or abs(row.written) in _numbers(found, row) for _, row in found.certificate.lines
    )
    apart = f"{'' if plain else 'at least '}{counted(size, unit)} apart"
    return _Told(
        title=case.describe(one.cell),
        text=f"One quantity is given as {figures}. “{one.as_written}” and “{other.as_written}” are {apart}, "
        f"{_reading(found)}.{_copied(case, one, other)}",
        arithmetic=f"{one.as_written} ≠ {other.as_written}: {apart}",
        size=size,
        unit=unit,
    )


def _numbers(found: Conflict, row: Row) -> set[Fraction]:
    """The numbers that the claim behind a row prints; days count as themselves."""
    claim = next(claim for claim in found.claims if claim.id == row.origin)
    if isinstance(claim.reading, Figure):
        return {quantity.value for quantity in claim.reading.quantities}
    return {abs(row.written)}


def _reading(found: Conflict) -> str:
    return "even read charitably" if found.is_charitable else "with each hedge taken at its word"


def _alone(case: Case, claim: Claim) -> _Told:
    """A figure that its quantity cannot have, whatever the others say."""
    text = f"{words.voice(case, claim)} gives “{claim.as_written}”, a number that this quantity cannot have."
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
    title = words.title(case, found.identities[0]) if found.identities else case.describe(ratios[0].cell)
    if len(ratios) == 1 and (told := _share(case, found, ratios[0], terms)):
        return told
    target = _target(terms, found)
    others = [evolve(t, times=t.times / target.times) for t in terms if t is not target] if target else []
    if target is None or not others:
        return _none_at_once(case, found, title)
    implied = _implied(others, target)
    if implied < 0 and (whole := _whole_of(terms, found.identities)) and whole is not target:
        target = whole
        others = [evolve(t, times=t.times / target.times) for t in terms if t is not target]
        implied = _implied(others, target)
    missing = abs(implied - target.written)
    size = missing or found.certificate.proves / target.times
    unit = target.claim.cell.measure.unit
    expression = sum_in_words([(-1 if t.lower == target.lower else 1, str(t)) for t in others])
    equation = (
        f"{expression} = {words.whole(implied)}" if len(others) > 1 or others[0].times != 1 else expression
    )
    missed = "short of" if target.lower else "more than"
    stated = f"“{target.claim.as_written}”"
    if target.written != target.said:
        needs = "needs at least" if target.lower else "allows at most"
        stated = f"the {number(target.written)} that {stated} {needs}"
    reasons = list(dict.fromkeys(_BECAUSE[identity.nature] for identity in found.identities))
    reasons += [
        f"The share is given as “{claim.as_written}” ({words.voice(case, claim)})" for claim in ratios
    ]
    limit = "at most" if target.lower else "at least"
    text = (
        f"{'. '.join(reasons)}. The other figures leave {limit} {words.whole(implied)}, "
        f"which is {counted(size, unit)} {missed} {stated} ({words.voice(case, target.claim)})."
    )
    arithmetic = f"{equation}, {words.whole(size)} {missed} {stated}"
    return _Told(title=title, text=text, arithmetic=arithmetic, size=size, unit=unit)


def _implied(others: Sequence[_Term], target: _Term) -> Fraction:
    """What the other figures leave for the target."""
    return sum((t.times * t.written * (-1 if t.lower == target.lower else 1) for t in others), Fraction(0))


def _none_at_once(case: Case, found: Conflict, title: str) -> _Told:
    """Figures of which the proof makes no sum: shares of one base, or a number beside what rules it out."""
    stated = [f"“{claim.as_written}” ({words.voice(case, claim)})" for claim in found.claims]
    reasons = list(dict.fromkeys(f"{_BECAUSE[identity.nature]}. " for identity in found.identities))
    if len(stated) == 1:
        return _Told(
            title=title,
            text=f"{''.join(reasons)}That leaves no room for {stated[0]}.",
            arithmetic=f"“{found.claims[0].as_written}” is impossible",
            size=None,
            unit=None,
        )
    shares = [claim for claim in found.claims if claim.of]
    clashing = shares if len(shares) > 1 else found.claims
    return _Told(
        title=title,
        text=f"{''.join(reasons)}No number satisfies {' and '.join(stated)} at once.",
        arithmetic=" ≠ ".join(f"“{claim.as_written}”" for claim in clashing),
        size=None,
        unit=None,
    )


def _share(case: Case, found: Conflict, ratio: Claim, terms: Sequence[_Term]) -> _Told | None:
    """A printed share or ratio against what its printed part and base make; None where more is at work."""
    parts, bases = _same(found, ratio.cell), _same(found, ratio.of)
    part = next((t for t in terms if t.claim.cell in parts), None)
    base = next((t for t in terms if t.claim.cell in bases), None)
    if len(terms) != 2 or not part or not base or any(i.nature is not Nature.SAME for i in found.identities):
        return None
    made = part.said / base.said * (100 if ratio.is_percent else 1) if base.said else Fraction(0)
    made_words = f"{words.rounded(made, ratio)}{' percent' if ratio.is_percent else ''}"
    size = abs(base.times / part.times * base.written - part.written)
    unit = part.claim.cell.measure.unit
    is_an_end = isinstance(part.claim.reading, Figure) and len(part.claim.reading.quantities) > 1
    verb = "is" if not is_an_end else "is at least" if part.lower else "is at most"
    text = (
        f"“{part.claim.as_written}” ({words.voice(case, part.claim)}) of “{base.claim.as_written}” "
        f"({words.voice(case, base.claim)}) {verb} {made_words}, but “{ratio.as_written}” is stated "
        f"({words.voice(case, ratio)}): that would be {counted(size, unit)} "
        f"{'fewer' if part.lower else 'more'}, {_reading(found)}."
    )
    arithmetic = f"{number(part.said)} ÷ {number(base.said)} = {made_words}, against “{ratio.as_written}”"
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
        _Term(
            claim=claims[row.origin],
            times=times,
            lower=_is_lower(row),
            written=row.written if _is_lower(row) else -row.written,
        )
        for times, row in found.certificate.lines
        if row.origin in claims and claims[row.origin].of is None
    ]
    return sorted(terms, key=lambda t: order[t.claim.id])


def _is_lower(row: Row) -> bool:
    return next(iter(row.coefficients.values())) > 0


def _target(terms: Sequence[_Term], found: Conflict) -> _Term | None:
    """The figure to set apart: what a share weighs most on, else the only hedged one, else the whole."""
    if _ratios(found):
        return max(terms, key=lambda t: t.times, default=None)
    hedged = [
        t for t in terms if isinstance(t.claim.reading, Figure) and t.claim.reading.hedge is not Hedge.EXACT
    ]
    return hedged[0] if len(hedged) == 1 else _whole_of(terms, found.identities)


def _whole_of(terms: Sequence[_Term], identities: Sequence[Identity]) -> _Term | None:
    """The closing of an account or the whole of a list; where neither has a figure, the last one."""
    wholes = [i.terms[-1][1] if i.nature is Nature.BALANCE else i.terms[0][1] for i in identities]
    return next((t for whole in wholes for t in terms if t.claim.cell == whole), terms[-1] if terms else None)


def _ratios(found: Conflict) -> list[Claim]:
    return [claim for claim in found.claims if claim.of]
