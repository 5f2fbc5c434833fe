"""A conflict as a share: a printed rate against what its part and its base make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zul.audit import words
from zul.audit.agreement import sum_in_words
from zul.audit.conflicts import Conflict
from zul.audit.rows import Reading, closed
from zul.audit.sums import Term, ratios_of, terms_of
from zul.terms.bounds import counted, listed, number
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.identity import Nature

MOST_HINTS = 2
_DISJOINT = (Nature.SIBLINGS, Nature.LIST, Nature.DECLARED_PART)


def told(case: Case, found: Conflict) -> words.Told | None:
    """One printed rate, or two of one part; None where more is at work."""
    ratios = ratios_of(found)
    terms = terms_of(case, found)
    if len(ratios) == 1:
        return _one(case, found, ratios[0], terms) or _of_a_sum(case, found, ratios[0], terms)
    if len(ratios) == 2 and ratios[0].cell == ratios[1].cell and not found.identities:
        return _two(case, found, ratios, terms)
    if len(ratios) > 1 and not terms and all(ratio.is_percent for ratio in ratios):
        return _over(case, found, ratios)
    return None


def _over(case: Case, found: Conflict, ratios: Sequence[Claim]) -> words.Told | None:
    """Shares of one whole that sum to more than all of it."""
    together = sum((words.printed(ratio) for ratio in ratios), Fraction(0))
    apart = next((i for i in found.identities if i.nature in _DISJOINT), None)
    if apart is None or together <= 100:
        return None
    said = listed([words.figure(case, ratio) for ratio in ratios])
    sum_of = " + ".join(number(words.printed(ratio)) for ratio in ratios)
    return words.Told(
        title="Shares of one whole" if apart.nature is Nature.DECLARED_PART else words.title(case, apart),
        text=f"{said} are read as shares of one whole that do not overlap, but sum to {number(together)} "
        f"percent, {words.reading(found)}.",
        arithmetic=f"{sum_of} = {number(together)} percent of one whole",
        size=None,
        unit=None,
    )


def _one(case: Case, found: Conflict, ratio: Claim, terms: Sequence[Term]) -> words.Told | None:
    """A printed share or ratio against what its printed part and base make."""
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
        f"{words.figure(case, part.claim)} of {words.figure(case, base.claim)} {verb} {made_words}, "
        f"but {words.figure(case, ratio)} is stated: that would take {counted(size, unit)} "
        f"{'fewer' if part.lower else 'more'}, {words.reading(found)}."
    )
    taken = _at_its_word(ratio, limit=not part.lower) if not found.is_charitable else ""
    if taken:
        text += f" “{ratio.as_written}” is then {taken}."
    also = [c for c in found.rivals if (c.cell, c.of) == (ratio.cell, ratio.of)]
    if also:
        given = list(dict.fromkeys(words.figure(case, c) for c in also))
        text += f" The same share is also given as {listed(given)}."
    arithmetic = f"{number(part.said)} ÷ {number(base.said)} = {made_words}, against “{ratio.as_written}”"
    if taken:
        arithmetic += f", {taken} at its word"
    return words.Told(
        title=case.describe(ratio.cell),
        text=text,
        arithmetic=arithmetic,
        size=size,
        unit=unit,
        hints=tuple(_right_of(case, ratio, part, base)),
    )


def _at_its_word(ratio: Claim, *, limit: bool) -> str:
    """What a rate that states one end only means at the other, taken at its word."""
    reading = ratio.reading
    if not isinstance(reading, Figure) or None not in (reading.wide.lower, reading.wide.upper):
        return ""
    end = reading.tight.lower if limit else reading.tight.upper
    unit = " percent" if ratio.is_percent else ""
    return "" if end is None else f"{'at least' if limit else 'at most'} {number(end)}{unit}"


def _of_a_sum(case: Case, found: Conflict, ratio: Claim, terms: Sequence[Term]) -> words.Told | None:
    """A printed share or ratio whose part no figure states: one equation makes it of the others."""
    at = {term.claim.cell: term for term in terms}
    if len(found.identities) != 1 or not found.identities[0].is_sum or ratio.of is None:
        return None
    (equation,) = found.identities
    own = [sign for sign, cell in equation.terms if cell == ratio.cell]
    others = [(-sign, cell) for sign, cell in equation.terms if cell != ratio.cell]
    if len(own) != 1 or at.keys() != {ratio.of, *(cell for _, cell in others)} or not at[ratio.of].said:
        return None
    part = sum((sign * at[cell].said for sign, cell in others), Fraction(0)) / own[0]
    made = part / at[ratio.of].said * (100 if ratio.is_percent else 1)
    made_words = f"{words.rounded(made, ratio)}{' percent' if ratio.is_percent else ''}"
    expression = sum_in_words((sign * own[0], number(at[cell].said)) for sign, cell in others)
    equals = f"({expression}) ÷ {number(at[ratio.of].said)} = {made_words}"
    times, row = next((times, row) for times, row in found.certificate.lines if row.origin == ratio.id)
    size = found.certificate.proves / times
    unit = ratio.cell.measure.unit
    way = "more" if row.coefficients[ratio.cell] > 0 else "fewer"
    return words.Told(
        title=words.title(case, equation),
        text=f"{equals}, but {words.figure(case, ratio)} is stated: that would take "
        f"{counted(size, unit)} {way}, {words.reading(found)}.",
        arithmetic=f"{equals}, against “{ratio.as_written}”",
        size=size,
        unit=unit,
    )


def _right_of(case: Case, ratio: Claim, part: Term, base: Term) -> Iterator[str]:
    """Other quantities of the case of which the rate would be right: the nearest kin of its base first."""
    rate = closed(ratio, Reading.TIGHT)
    told: set[Cell] = {base.claim.cell, part.claim.cell}
    for claim in sorted(case.claims.values(), key=lambda claim: _kinship(case, claim.cell, base.claim.cell)):
        if len(told) == 2 + MOST_HINTS:
            break
        if claim.cell in told or claim.of or not isinstance(claim.reading, Figure):
            continue
        if claim.reading.hedge is not Hedge.EXACT or claim.cell.measure.unit != base.claim.cell.measure.unit:
            continue
        if not _is_kin(case, claim.cell, base.claim.cell) or words.printed(claim) <= part.said:
            continue
        if part.said / words.printed(claim) in rate:
            told.add(claim.cell)
            said = "; ".join(filter(None, (case.describe(claim.cell), words.heard(case, claim))))
            yield f"“{ratio.as_written}” would be right of “{claim.as_written}” ({said})."


def _kinship(case: Case, cell: Cell, base: Cell) -> tuple[bool, bool, bool, str]:
    return cell.group != base.group, cell.measure != base.measure, cell.place != base.place, str(cell)


def _is_kin(case: Case, cell: Cell, base: Cell) -> bool:
    """True where the one group holds the other: a rate of one people is not the rate of another."""
    return cell.group in case.line(base.group) or base.group in case.line(cell.group)


def _two(case: Case, found: Conflict, ratios: Sequence[Claim], terms: Sequence[Term]) -> words.Told | None:
    """Two shares of two bases that make two different parts."""
    made = []
    for ratio in ratios:
        base = next((t for t in terms if t.claim.cell == ratio.of), None)
        row = next(
            row
            for _, row in found.certificate.lines
            if row.origin == ratio.id and ratio.cell in row.coefficients
        )
        if base is None or ratio.of is None:
            return None
        is_least = row.coefficients[ratio.cell] > 0
        rate = abs(row.coefficients.get(ratio.of, Fraction(0)) / row.coefficients[ratio.cell])
        made.append((is_least, rate * base.written, rate, ratio, base))
    (_, least, *_), (_, most, *_) = made if made[0][0] else made[::-1]
    unit = ratios[0].cell.measure.unit
    said = [
        f"{words.figure(case, ratio)} of {words.figure(case, base.claim)} "
        f"is {'at least' if is_least else 'at most'} {words.whole(part)}"
        for is_least, part, _, ratio, base in made
    ]
    apart = counted(least - most, unit)
    arithmetic = " ≠ ".join(
        f"{number(100 * rate)} % of {base.number} = {words.whole(part)}" for _, part, rate, _, base in made
    )
    return words.Told(
        title=case.describe(ratios[0].cell),
        text=f"{', but '.join(said)}: {apart} apart, {words.reading(found)}.",
        arithmetic=f"{arithmetic}: {apart} apart",
        size=least - most,
        unit=unit,
    )


def _same(found: Conflict, cell: Cell | None) -> set[Cell | None]:
    """The cell and those that the conflict takes to count the same."""
    alike = {cell}
    for identity in found.identities:
        pair = {other for _, other in identity.terms}
        alike |= pair if identity.nature is Nature.SAME and cell in pair else set()
    return alike
