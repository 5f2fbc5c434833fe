"""A conflict as a share: a printed rate against what its part and its base make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zul.audit import words
from zul.audit.agreement import sum_in_words
from zul.audit.conflicts import Conflict
from zul.audit.rows import Reading, closed
from zul.audit.sums import Term, ratios_of, terms_of
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.figure import Figure, Hedge
from zul.terms.identity import Nature
from zul.terms.said import counted, listed, said, sentences

MOST_HINTS = 2
_AT_LEAST = said("{part} of {base} is at least {made}")
_AT_MOST = said("{part} of {base} is at most {made}")
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
    title = words.title(case, apart)
    return words.Told(
        title=said("Shares of one whole") if apart.nature is Nature.DECLARED_PART else title,
        text=said(
            "{shares} are read as shares of one whole that do not overlap, but sum to {together} percent, "
            "{reading}.",
            shares=listed([words.figure(case, ratio) for ratio in ratios]),
            together=together,
            reading=words.reading(found),
        ),
        arithmetic=said(
            "{sum} = {together} percent of one whole",
            sum=sum_in_words((1, said("{n}", n=words.printed(ratio))) for ratio in ratios),
            together=together,
        ),
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
    made_words = words.rate(made, ratio)
    size = abs(base.times / part.times * base.written - part.written)
    unit = part.claim.cell.measure.unit
    is_an_end = isinstance(part.claim.reading, Figure) and len(part.claim.reading.quantities) > 1
    makes = said("{part} of {base} is {made}")
    if is_an_end:
        makes = _AT_LEAST if part.lower else _AT_MOST
    figures = [words.figure(case, claim) for claim in (part.claim, base.claim)]
    text = [
        said(
            "{made}, but {ratio} is stated: that would take {take}, {reading}.",
            made=said(makes, part=figures[0], base=figures[1], made=made_words),
            ratio=words.figure(case, ratio),
            take=_take(size, unit, fewer=part.lower),
            reading=words.reading(found),
        )
    ]
    taken = _at_its_word(ratio, limit=not part.lower) if not found.is_charitable else ""
    if taken:
        text.append(said("{ratio} is then {taken}.", ratio=words.quoted(ratio), taken=taken))
    also = [c for c in found.rivals if (c.cell, c.of) == (ratio.cell, ratio.of)]
    if also:
        given = list(dict.fromkeys(words.figure(case, c) for c in also))
        text.append(said("The same share is also given as {figures}.", figures=listed(given)))
    arithmetic = said(
        "{part} ÷ {base} = {made}, against {ratio}",
        part=part.said,
        base=base.said,
        made=made_words,
        ratio=words.quoted(ratio),
    )
    if taken:
        arithmetic = said("{arithmetic}, {taken} at its word", arithmetic=arithmetic, taken=taken)
    return words.Told(
        title=case.describe(ratio.cell),
        text=sentences(text),
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
    if end is None:
        return ""
    bound = said("at least {n}") if limit else said("at most {n}")
    return said(bound, n=said("{n} percent", n=end) if ratio.is_percent else end)


def _take(size: Fraction, unit: str, *, fewer: bool) -> str:
    return said("{size} fewer" if fewer else "{size} more", size=counted(size, unit))


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
    expression = sum_in_words((sign * own[0], said("{n}", n=at[cell].said)) for sign, cell in others)
    equals = said(
        "({sum}) ÷ {base} = {made}", sum=expression, base=at[ratio.of].said, made=words.rate(made, ratio)
    )
    times, row = next((times, row) for times, row in found.certificate.lines if row.origin == ratio.id)
    size = found.certificate.proves / times
    unit = ratio.cell.measure.unit
    return words.Told(
        title=words.title(case, equation),
        text=said(
            "{made}, but {ratio} is stated: that would take {take}, {reading}.",
            made=equals,
            ratio=words.figure(case, ratio),
            take=_take(size, unit, fewer=row.coefficients[ratio.cell] <= 0),
            reading=words.reading(found),
        ),
        arithmetic=said("{made}, against {ratio}", made=equals, ratio=words.quoted(ratio)),
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
            of, voice = case.describe(claim.cell), words.heard(case, claim)
            yield said(
                "{ratio} would be right of {figure} ({of}).",
                ratio=words.quoted(ratio),
                figure=words.quoted(claim),
                of=said("{of}; {voice}", of=of, voice=voice) if voice else of,
            )


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
    first, second = (
        said(
            _AT_LEAST if is_least else _AT_MOST,
            part=words.figure(case, ratio),
            base=words.figure(case, base.claim),
            made=words.whole(part),
        )
        for is_least, part, _, ratio, base in made
    )
    one, other = (
        said("{rate} % of {base} = {part}", rate=100 * rate, base=base.number, part=words.whole(part))
        for _, part, rate, _, base in made
    )
    apart = said("{size} apart", size=counted(least - most, unit))
    return words.Told(
        title=case.describe(ratios[0].cell),
        text=said(
            "{first}, but {second}: {apart}, {reading}.",
            first=first,
            second=second,
            apart=apart,
            reading=words.reading(found),
        ),
        arithmetic=said("{one} ≠ {other}: {apart}", one=one, other=other, apart=apart),
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
