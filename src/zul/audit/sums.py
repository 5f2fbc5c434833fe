"""A conflict as a sum: one figure set against what the others make of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from attrs import evolve, frozen

from zul.audit import words
from zul.audit.agreement import sum_in_words
from zul.audit.conflicts import Conflict
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.identity import Identity, Nature, Row
from zul.terms.said import Part, counted, listed, said, sentences

_BECAUSE = {
    Nature.PART: said("A part cannot exceed its whole"),
    Nature.SIBLINGS: said("Parts that share nobody cannot sum to more than their whole"),
    Nature.LIST: said("The items of the list are read as parts that do not overlap"),
    Nature.COMPLETE_LIST: said("The list is read as complete, with parts that do not overlap"),
    Nature.BALANCE: said("The numbers must add up"),
    Nature.SAME: said("Two figures are taken to count the same"),
    Nature.CONVERSION: said("The one number is taken to be so many times the other"),
    Nature.DECLARED_PART: said("The parts are taken to lie within their whole"),
    Nature.COUNT: said("The list has as many items as is stated"),
    Nature.ORDER: said("The one cannot come before the other"),
    Nature.ELAPSED: said("So much time is taken to pass between the two"),
}


@frozen(kw_only=True)
class Term:
    """A claim's row in a proof, counted `times`; lower rows push up, upper rows push down."""

    claim: Claim
    times: Fraction
    lower: bool
    written: Fraction

    @property
    def words(self) -> str:
        """The number as often as it is counted."""
        if self.times == 1:
            return self.number
        if self.times > 1:
            return said("{times} × {number}", times=self.times, number=self.number)
        return said("{rate} % of {base}", rate=100 * self.times, base=self.number)

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
            return said("{n}", n=self.written)
        return said("{n} (from {figure})", n=self.written, figure=words.quoted(self.claim))


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
    by_itself = others[0] if len(others) == 1 and others[0].times == 1 else None
    if by_itself:
        missed = _missed(words.whole(size), target, _at_the_bound(target))
        arithmetic = said("{figure} is {missed}", figure=by_itself.words, missed=missed)
        clashes = said(
            "{figure} is {missed}." if by_itself.written == by_itself.said else "{figure}, is {missed}."
        )
        made: Part = _at_the_bound(by_itself, words.figure(case, by_itself.claim))
    else:
        arithmetic = said(
            "{sum} = {made}, {missed}",
            sum=sum_in_words([(-1 if t.lower == target.lower else 1, t.words) for t in others]),
            made=words.whole(implied),
            missed=_missed(words.whole(size), target, _at_the_bound(target)),
        )
        leave = any(t.lower == target.lower for t in others)
        clashes = said(
            "The other figures leave {figure}, which is {missed}."
            if leave
            else "The other figures come to {figure}, which is {missed}."
        )
        made = words.whole(implied)
        if not all(t.is_plain for t in others):
            made = said("at most {n}" if target.lower else "at least {n}", n=made)
    missed = _missed(counted(size, unit), target, _at_the_bound(target, words.figure(case, target.claim)))
    text = sentences([*_reasons(case, found, ratios), said(clashes, figure=made, missed=missed)])
    return words.Told(title=title, text=text, arithmetic=arithmetic, size=size, unit=unit)


def _missed(size: Part, target: Term, bound: str) -> str:
    """How far the others miss the figure that is set against them."""
    return said(
        "{size} short of {bound}" if target.lower else "{size} more than {bound}", size=size, bound=bound
    )


def _reasons(case: Case, found: Conflict, ratios: Sequence[Claim] = ()) -> list[str]:
    """Why the figures must fit together, a sentence each."""
    because = dict.fromkeys(_BECAUSE[identity.nature] for identity in found.identities)
    return [
        *(said("{reason}.", reason=reason) for reason in because),
        *(said("The share is given as {figure}.", figure=words.figure(case, claim)) for claim in ratios),
    ]


def _at_the_bound(term: Term, figure: str | None = None) -> str:
    """A figure as written, after the number that the proof uses where that is another one."""
    figure = figure or words.quoted(term.claim)
    if term.written == term.said:
        return figure
    limit = (
        said("{n}, the least that {figure} allows")
        if term.lower
        else said("{n}, the most that {figure} allows")
    )
    return said(limit, n=term.written, figure=figure)


def _items(case: Case, found: Conflict, target: Term, title: str) -> words.Told:
    """A list that has more or fewer items than is stated."""
    items = found.identities[0].constant
    missing = abs(items - target.said)
    unit = target.claim.cell.measure.unit
    text = said(
        "The list has {items}, but {figure} is stated, {reading}.",
        items=counted(items, "item"),
        figure=words.figure(case, target.claim),
        reading=words.reading(found),
    )
    arithmetic = said("{n} listed ≠ {figure}", n=items, figure=words.quoted(target.claim))
    return words.Told(title=title, text=text, arithmetic=arithmetic, size=missing, unit=unit)


def _implied(others: Sequence[Term], target: Term) -> Fraction:
    """What the other figures leave for the target."""
    return sum((t.times * t.written * (-1 if t.lower == target.lower else 1) for t in others), Fraction(0))


def _none_at_once(case: Case, found: Conflict, title: str) -> words.Told:
    """Figures of which the proof makes no sum: shares of one base, or a number beside what rules it out."""
    stated = [words.figure(case, claim) for claim in found.claims]
    reasons = _reasons(case, found)
    if len(stated) == 1:
        return words.Told(
            title=title,
            text=sentences([*reasons, said("That leaves no room for {figure}.", figure=stated[0])]),
            arithmetic=said("{figure} is impossible", figure=words.quoted(found.claims[0])),
            size=None,
            unit=None,
        )
    shares = [claim for claim in found.claims if claim.of]
    clashing = shares if len(shares) > 1 else found.claims
    return words.Told(
        title=title,
        text=sentences([*reasons, said("No number satisfies {figures} at once.", figures=listed(stated))]),
        arithmetic=reduce(_unequal, map(words.quoted, clashing)),
        size=None,
        unit=None,
    )


def _unequal(left: str, right: str) -> str:
    return said("{left} ≠ {right}", left=left, right=right)


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
