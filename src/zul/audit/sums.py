"""A conflict as a sum: one figure set against what the others make of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen

from zul.audit import words
from zul.audit.agreement import sum_in_words
from zul.audit.conflicts import Conflict
from zul.terms.bounds import counted, listed, number
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.identity import Identity, Nature, Row

_BECAUSE = {
    Nature.PART: "A part cannot exceed its whole",
    Nature.SIBLINGS: "Parts that share nobody cannot sum to more than their whole",
    Nature.LIST: "The items of the list are read as parts that do not overlap",
    Nature.COMPLETE_LIST: "The list is read as complete, with parts that do not overlap",
    Nature.BALANCE: "The numbers must add up",
    Nature.SAME: "Two figures are taken to count the same",
    Nature.CONVERSION: "The one number is taken to be so many times the other",
    Nature.DECLARED_PART: "The parts are taken to lie within their whole",
    Nature.COUNT: "The list has as many items as is stated",
    Nature.ORDER: "The one cannot come before the other",
    Nature.ELAPSED: "So much time is taken to pass between the two",
}


@frozen(kw_only=True)
class Term:
    """A claim's row in a proof, counted `times`; lower rows push up, upper rows push down."""

    claim: Claim
    times: Fraction
    lower: bool
    written: Fraction

    def __str__(self) -> str:
        if self.times == 1:
            return self.number
        if self.times > 1:
            return f"{number(self.times)} × {self.number}"
        return f"{number(100 * self.times)} % of {self.number}"

    @property
    def is_plain(self) -> bool:
        """True when the proof uses the number that is printed, and nothing but that number."""
        reading = self.claim.reading
        return self.written == self.said and isinstance(reading, Figure) and reading.hedge is Hedge.EXACT

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


def told(case: Case, found: Conflict) -> words.Told:
    """Set one figure against what the others make of it."""
    terms = terms_of(case, found)
    ratios = ratios_of(found)
    title = words.title(case, found.identities[0]) if found.identities else case.describe(ratios[0].cell)
    target = _target(terms, found)
    others = [evolve(t, times=t.times / target.times) for t in terms if t is not target] if target else []
    if target and not others and len(found.identities) == 1 and found.identities[0].nature is Nature.COUNT:
        return _items(case, found, target, title)
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
    missed = "short of" if target.lower else "more than"
    reasons = list(dict.fromkeys(_BECAUSE[identity.nature] for identity in found.identities))
    reasons += [f"The share is given as {words.figure(case, claim)}" for claim in ratios]
    by_itself = others[0] if len(others) == 1 and others[0].times == 1 else None
    if by_itself:
        arithmetic = f"{by_itself} is {words.whole(size)} {missed} {_at_the_bound(target)}"
        comma = "" if by_itself.written == by_itself.said else ","
        others_in_words = f"{_at_the_bound(by_itself, words.figure(case, by_itself.claim))}{comma} is"
    else:
        expression = sum_in_words([(-1 if t.lower == target.lower else 1, str(t)) for t in others])
        arithmetic = (
            f"{expression} = {words.whole(implied)}, {words.whole(size)} {missed} {_at_the_bound(target)}"
        )
        verb = "leave" if any(t.lower == target.lower for t in others) else "come to"
        limit = "" if all(t.is_plain for t in others) else "at most " if target.lower else "at least "
        others_in_words = f"The other figures {verb} {limit}{words.whole(implied)}, which is"
    text = (
        f"{'. '.join(reasons)}. {others_in_words} {counted(size, unit)} {missed} "
        f"{_at_the_bound(target, words.figure(case, target.claim))}."
    )
    return words.Told(title=title, text=text, arithmetic=arithmetic, size=size, unit=unit)


def _at_the_bound(term: Term, figure: str | None = None) -> str:
    """A figure as written, after the number that the proof uses where that is another one."""
    figure = figure or f"“{term.claim.as_written}”"
    if term.written == term.said:
        return figure
    return f"{number(term.written)}, the {'least' if term.lower else 'most'} that {figure} allows"


def _items(case: Case, found: Conflict, target: Term, title: str) -> words.Told:
    """A list that has more or fewer items than is stated."""
    items = found.identities[0].constant
    missing = abs(items - target.said)
    unit = target.claim.cell.measure.unit
    text = (
        f"The list has {counted(items, 'item')}, but {words.figure(case, target.claim)} is stated, "
        f"{words.reading(found)}."
    )
    arithmetic = f"{items:,} listed ≠ “{target.claim.as_written}”"
    return words.Told(title=title, text=text, arithmetic=arithmetic, size=missing, unit=unit)


def _implied(others: Sequence[Term], target: Term) -> Fraction:
    """What the other figures leave for the target."""
    return sum((t.times * t.written * (-1 if t.lower == target.lower else 1) for t in others), Fraction(0))


def _none_at_once(case: Case, found: Conflict, title: str) -> words.Told:
    """Figures of which the proof makes no sum: shares of one base, or a number beside what rules it out."""
    stated = [words.figure(case, claim) for claim in found.claims]
    reasons = list(dict.fromkeys(f"{_BECAUSE[identity.nature]}. " for identity in found.identities))
    if len(stated) == 1:
        return words.Told(
            title=title,
            text=f"{''.join(reasons)}That leaves no room for {stated[0]}.",
            arithmetic=f"“{found.claims[0].as_written}” is impossible",
            size=None,
            unit=None,
        )
    shares = [claim for claim in found.claims if claim.of]
    clashing = shares if len(shares) > 1 else found.claims
    return words.Told(
        title=title,
        text=f"{''.join(reasons)}No number satisfies {listed(stated)} at once.",
        arithmetic=" ≠ ".join(f"“{claim.as_written}”" for claim in clashing),
        size=None,
        unit=None,
    )


def terms_of(case: Case, found: Conflict) -> list[Term]:
    """The figures in the proof, in the order of the ledger."""
    claims = {claim.id: claim for claim in found.claims}
    order = {id: i for i, id in enumerate(case.claims)}
    terms = [
        Term(
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


def _target(terms: Sequence[Term], found: Conflict) -> Term | None:
    """The figure to set apart: what a share weighs most on, else the only hedged one, else the whole."""
    if ratios_of(found):
        return max(terms, key=lambda t: t.times, default=None)
    hedged = [
        t for t in terms if isinstance(t.claim.reading, Figure) and t.claim.reading.hedge is not Hedge.EXACT
    ]
    return hedged[0] if len(hedged) == 1 else _whole_of(terms, found.identities)


def _whole_of(terms: Sequence[Term], identities: Sequence[Identity]) -> Term | None:
    """The closing of an account or the whole of a list; where neither has a figure, the last one."""
    wholes = [i.terms[-1][1] if i.nature is Nature.BALANCE else i.terms[0][1] for i in identities]
    return next((t for whole in wholes for t in terms if t.claim.cell == whole), terms[-1] if terms else None)


def ratios_of(found: Conflict) -> list[Claim]:
    """The rates in a proof."""
    return [claim for claim in found.claims if claim.of]
