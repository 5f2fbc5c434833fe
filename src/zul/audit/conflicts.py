"""Which claims cannot stand together: one conflict per quantity or identity, told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from zul.audit.cores import certify, components, origins, smallest_contradiction, standing_in
from zul.audit.hitting import cheapest_hitting_set
from zul.audit.repair import Clock, cheapest_repair
from zul.audit.rows import Reading, claim_rows, closed, definition_rows, is_of_unstated_time, system
from zul.audit.system import System
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.finding import Certificate, Grade
from zul.terms.identity import DEFINITION, Identity, Nature, Row
from zul.terms.judgement import Verdict

Address = tuple[Cell, Cell | None]
GRAVITY = {grade: i for i, grade in enumerate(Grade)}
PRICES = {Verdict.DOUBT: 0.5, Verdict.PREFER: 2.0}  # of giving up a claim; without a judgement 1
ASSUMPTION_PRICE = 0.7


@frozen(kw_only=True)
class Conflict:
    """A contradicting set, graded. `claims` are in the proof, `rivals` told with them.

    `members` are the origins of the smallest set found; the proof may say more of the same list.
    `instead` is a figure taken in place of those of the rivals that outvote it, in one and the same source.
    """

    grade: Grade
    certificate: Certificate
    members: frozenset[str]
    is_charitable: bool
    claims: tuple[Claim, ...]
    identities: tuple[Identity, ...]
    rivals: tuple[Claim, ...] = ()
    instead: Claim | None = None

    @property
    def signature(self) -> frozenset[object]:
        """What is contradicted: conflicts with the same signature are one and are told once."""
        between: set[object] = {identity.id for identity in self.identities}
        between |= {(claim.cell, claim.of) for claim in self.claims if claim.of}
        return frozenset(between or {claim.cell for claim in self.claims})


def conflicts(
    case: Case, claims: Sequence[Claim], identities: Sequence[Identity], clock: Clock
) -> list[Conflict]:
    """Every conflict worth telling: among rivals for one quantity, within an identity, and across several.

    A chain of several identities is told only where the cheapest repair of the whole case gives
    something up that no simpler conflict names. When the clock is over, those found so far are told.
    """
    at = defaultdict(list)
    for claim in claims:
        at[claim.cell].append(claim)
    search = _Search(
        case,
        {claim.id: claim for claim in claims},
        {identity.id: identity for identity in identities},
        at,
        prices(case, claims, identities),
        clock,
    )
    simple = [
        conflict for rivals in _by_address(claims).values() for conflict in search.rival_conflicts(rivals)
    ]
    cores = [conflict.certificate for conflict in simple]
    for scope_claims, scope_identities in _scopes(at, claims, identities):
        if clock.is_over():
            return search.told_once(simple)
        new = search.cores(scope_claims, scope_identities, cores)
        cores += new
        simple += map(search.conflict, new)
        if not new:
            simple += search.of_outvoted(scope_claims, scope_identities, cores)
    chains = search.cores(list(claims), list(identities), cores, readings=[Reading.WIDE])
    return search.told_once(simple + search.needed(chains, simple))


def in_doubt(claims: Sequence[Claim], identities: Sequence[Identity]) -> tuple[list[Claim], list[Identity]]:
    """Those tied to something that cannot all hold, read plainly: nothing else needs a search."""
    parts = components(system(list(claims), list(identities), Reading.TIGHT))
    cells = {
        cell
        for part in parts
        if smallest_contradiction(System(part)) is not None
        for row in part
        for cell in row.coefficients
    }
    return (
        [claim for claim in claims if claim.cell in cells or claim.of in cells],
        [identity for identity in identities if any(cell in cells for _, cell in identity.terms)],
    )


def _by_address(claims: Iterable[Claim]) -> Mapping[Address, list[Claim]]:
    addresses = defaultdict(list)
    for claim in claims:
        addresses[claim.cell, claim.of].append(claim)
    return addresses


def _scopes(
    at: Mapping[Cell, list[Claim]], claims: Sequence[Claim], identities: Sequence[Identity]
) -> Iterator[tuple[list[Claim], list[Identity]]]:
    """What is searched first: each ratio and each identity by itself, voice by voice, then all together."""
    equations = [identity for identity in identities if identity.equal]
    for (cell, of), ratios in _by_address(claims).items():
        if of:
            yield from _voices(*_within_reach(at, [cell, of], ratios, [], equations))
    for identity in identities:
        yield from _voices(
            *_within_reach(at, [cell for _, cell in identity.terms], [], [identity], equations)
        )


def _within_reach(
    at: Mapping[Cell, list[Claim]],
    cells: list[Cell],
    ratios: list[Claim],
    identities: list[Identity],
    equations: list[Identity],
) -> tuple[list[Claim], list[Identity]]:
    """The figures of the cells; for a cell without any, one step through equations or shares that give it."""
    silent = [cell for cell in cells if all(claim.of for claim in at[cell])]
    shares = [claim for cell in silent for claim in at[cell] if claim.of in cells and claim not in ratios]
    steps = [e for e in equations if e not in identities and any(cell in silent for _, cell in e.terms)]
    wider = dict.fromkeys([*cells, *(cell for step in steps for _, cell in step.terms)])
    further: list[Claim] = []
    if any(identity.nature is Nature.SIBLINGS for identity in identities):
        further, more = shares_elsewhere(at, cells, steps, equations)
        steps += more
    figures = [claim for cell in wider for claim in at[cell] if claim.of is None]
    return [*ratios, *shares, *further, *figures], [*identities, *steps]


def shares_elsewhere(
    at: Mapping[Cell, list[Claim]], cells: list[Cell], steps: list[Identity], equations: list[Identity]
) -> tuple[list[Claim], list[Identity]]:
    """Shares of the same whole under other names: their part and base are taken to be the ones here."""
    same = [e for e in equations if e.nature is Nature.SAME]
    names = dict.fromkeys(cell for e in steps if e in same for _, cell in e.terms)
    renamed = [cell for cell in names if cell not in cells]  # no set: its order would change from run to run
    found: list[Claim] = []
    between: list[Identity] = []
    for claim in (claim for cell in renamed for claim in at[cell]):
        ties = [e for e in same if claim.of in (own := {cell for _, cell in e.terms}) and own & set(cells)]
        if ties or claim.of in cells:
            found.append(claim)
            between += [e for e in ties if e not in (*steps, *between)]
    return found, between


def _voices(claims: list[Claim], identities: list[Identity]) -> Iterator[tuple[list[Claim], list[Identity]]]:
    """The claims of each source that speaks of more than one cell, then all of them."""
    sources = defaultdict(list)
    for claim in claims:
        sources[claim.citation.source].append(claim)
    for own in sources.values():
        if len({(claim.cell, claim.of) for claim in own}) > 1:
            yield own, identities
    if len(sources) > 1:
        yield claims, identities


def prices(case: Case, claims: Iterable[Claim], identities: Iterable[Identity]) -> dict[str, float]:
    """What may be given up, and at what price: claims and assumptions, not definitions."""
    priced = {identity.id: ASSUMPTION_PRICE for identity in identities if not identity.hard}
    for claim in claims:
        judgement = case.judgement(claim.id)
        price = PRICES.get(judgement.verdict, 1.0) if judgement else 1.0
        priced[claim.id] = price * float(case.weight(claim.citation.source))
    return priced


@frozen
class _Search:
    case: Case
    claims: Mapping[str, Claim]
    identities: Mapping[str, Identity]
    at: Mapping[Cell, list[Claim]]
    priced: Mapping[str, float]
    clock: Clock

    def cores(
        self,
        claims: list[Claim],
        identities: list[Identity],
        known: Sequence[Certificate],
        readings: Sequence[Reading] = (Reading.WIDE, Reading.TIGHT),
    ) -> list[Certificate]:
        """New contradicting sets: by definitions, then with assumptions, then with hedges at their word."""
        # What is outvoted at its own quantity is told there, and would only hide or repeat what follows.
        claims = [claim for rivals in _by_address(claims).values() for claim in self._agreeing(rivals)]
        priced = self._prices([*(claim.id for claim in claims), *(identity.id for identity in identities)])
        hard = [identity for identity in identities if identity.hard]
        new: list[Certificate] = []
        for reading in readings:
            for chosen in (hard, identities) if len(hard) < len(identities) else (identities,):
                rows = system(claims, chosen, reading)
                valid = standing_in((*known, *new), rows)
                found = cheapest_repair(rows, priced, valid, seconds=self.clock.left)
                known_here = set(map(id, valid))
                new += [core for core in found.cores if id(core) not in known_here]
        return new

    def of_outvoted(
        self, claims: list[Claim], identities: list[Identity], known: Sequence[Certificate]
    ) -> Iterator[Conflict]:
        """What a figure contradicts elsewhere, though its own source outvotes it with another."""
        if len({claim.citation.source for claim in claims}) > 1:
            return
        for rivals in _by_address(claims).values():
            agreeing = self._agreeing(rivals)
            for outvoted in (claim for claim in rivals if claim not in agreeing):
                instead = [claim for claim in claims if claim is outvoted or claim not in rivals]
                for found in map(self.conflict, self.cores(instead, identities, known)):
                    if outvoted.id in found.members:
                        yield evolve(found, grade=Grade.TENSION, instead=outvoted, rivals=tuple(agreeing))

    def told_once(self, found: Sequence[Conflict]) -> list[Conflict]:
        """One conflict a signature, the clearest of its kind; claims of the others become its rivals."""
        alike = defaultdict(list)
        for conflict in found:
            alike[conflict.signature].append(conflict)
        told = []
        for same in alike.values():
            best = min(same, key=self._clearest)
            rivals = dict.fromkeys(
                claim for conflict in same for claim in (*conflict.claims, *conflict.rivals)
            )
            told.append(evolve(best, rivals=tuple(claim for claim in rivals if claim not in best.claims)))
        return told

    def _clearest(self, conflict: Conflict) -> tuple[float, ...]:
        """Graver first, with no figure outvoted or doubted, read charitably, of few claims, and far apart."""
        judged = (self.case.judgement(claim.id) for claim in conflict.claims)
        doubted = sum(judgement is not None and judgement.verdict is Verdict.DOUBT for judgement in judged)
        apart = 0.0 if conflict.identities else -float(conflict.certificate.proves)
        return (
            GRAVITY[conflict.grade],
            conflict.instead is not None,
            not conflict.is_charitable,
            doubted,
            len(conflict.claims),
            apart,
        )

    def _agreeing(self, rivals: list[Claim]) -> list[Claim]:
        """The rivals that some one number satisfies, at the greatest total price of a claim."""
        if len(rivals) < 2:
            return rivals
        bounds = {claim.id: closed(claim, Reading.WIDE) for claim in rivals}
        ends = {end for b in bounds.values() for end in (b.lower, b.upper) if end is not None}
        together = [[claim for claim in rivals if end in bounds[claim.id]] for end in sorted(ends)]
        return max(together, key=lambda some: sum(self.priced[claim.id] for claim in some), default=rivals)

    def _prices(self, names: Iterable[str]) -> dict[str, float]:
        return {name: self.priced[name] for name in names if name in self.priced}

    def needed(self, chains: Sequence[Certificate], simple: Sequence[Conflict]) -> list[Conflict]:
        """Of the chains, the shortest for each thing given up that no simpler conflict names as gravely."""
        longer = sorted(map(self.conflict, chains), key=lambda c: (len(c.identities), len(c.claims)))
        members = [conflict.members for conflict in (*simple, *longer)]
        priced = self._prices(sorted(frozenset[str]().union(*members)))
        hitting = cheapest_hitting_set(members, priced, seconds=self.clock.left)
        given_up = hitting.members if hitting else frozenset()
        gravest: dict[str, int] = {}

        def name(conflict: Conflict) -> None:
            gravity = GRAVITY[conflict.grade]
            gravest.update({o: min(gravity, gravest.get(o, gravity)) for o in conflict.members & given_up})

        for conflict in simple:
            name(conflict)
        told = []
        for conflict in longer:
            own = conflict.members & given_up
            if any(GRAVITY[conflict.grade] < gravest.get(o, len(GRAVITY)) for o in own):
                told.append(conflict)
                name(conflict)
        return told

    def conflict(self, core: Certificate) -> Conflict:
        """The conflict that a contradicting set proves, with its grade."""
        full = self._in_full(core)
        proving = set(origins(full))
        claims = tuple(claim for id, claim in self.claims.items() if id in proving)
        identities = tuple(self.identities[o] for o in origins(full) if o in self.identities)
        voices = {claim.attribution for claim in claims}
        is_charitable = self._is_charitable(full)
        if not is_charitable or not all(identity.hard for identity in identities):
            grade = Grade.TENSION
        elif len(voices) == 1:
            grade = Grade.CONTRADICTION
        else:
            # Two voices that leave the period open may mean different ones.
            grade = Grade.TENSION if any(map(is_of_unstated_time, claims)) else Grade.SOURCE_CONFLICT
        return Conflict(
            grade=grade,
            certificate=full,
            members=frozenset(origins(core)),
            is_charitable=is_charitable,
            claims=claims,
            identities=identities,
        )

    def _is_charitable(self, core: Certificate) -> bool:
        return all(
            row in claim_rows(self.claims[row.origin], Reading.WIDE)
            or row.coefficients == {self.claims[row.origin].of: 1}
            for _, row in core.lines
            if row.origin in self.claims
        )

    def _in_full(self, core: Certificate) -> Certificate:
        """The same proof with every figure that its voices give, by as few voices as can give it.

        A list is told whole and not just far enough; where several sources print the number that
        the proof uses, the one that says most of the rest speaks.
        """
        claims = [self.claims[o] for o in origins(core) if o in self.claims]
        voices = {claim.attribution for claim in claims}
        reading = Reading.WIDE if self._is_charitable(core) else Reading.TIGHT

        def best(row: Row) -> Row:
            if row.origin in self.claims:
                claim = self.claims[row.origin]
                rest = [other for other in claims if other is not claim]
                alike = [r for r in self._rows_at(claim.cell, claim.of, reading) if _alike(r, row)]
                return max([row, *alike], key=lambda other: _says(self.claims[other.origin], rest))
            if row.origin == DEFINITION:
                (cell,) = row.coefficients
                stated = [
                    other
                    for other in self._rows_at(cell, None, reading)
                    if other.coefficients == row.coefficients
                    and self.claims[other.origin].attribution in voices
                ]
                return max([row, *stated], key=lambda other: other.bound)
            return row

        full = Certificate.adding_up((times, best(row)) for times, row in core.lines)
        full.check()
        return full

    def _rows_at(self, cell: Cell, of: Cell | None, reading: Reading) -> list[Row]:
        return [row for claim in self.at[cell] if claim.of == of for row in claim_rows(claim, reading)]

    def rival_conflicts(self, rivals: list[Claim]) -> Iterator[Conflict]:
        """Figures for one quantity that miss each other: the two furthest apart, voice by voice, then all."""
        voices = defaultdict(list)
        for claim in rivals:
            voices[claim.attribution].append(claim)
        for pool in (*(own for own in voices.values() if len(own) > 1), rivals):
            for reading in (Reading.WIDE, Reading.TIGHT):
                lower, upper = _furthest(pool, reading)
                if lower is None or upper is None:
                    continue
                highest, lowest = closed(lower, reading).lower, closed(upper, reading).upper
                is_provable = lower.of is None or lower.of.measure.whole_numbers
                if is_provable and highest is not None and lowest is not None and highest > lowest:
                    rows = [next(claim_rows(lower, reading)), list(claim_rows(upper, reading))[-1]]
                    rows += [row for row in definition_rows([lower], []) if row.origin == lower.id]
                    conflict = self.conflict(certify(rows))
                    others = tuple(claim for claim in rivals if claim not in (lower, upper))
                    yield evolve(conflict, rivals=others)
                    break


def _says(claim: Claim, rest: Sequence[Claim]) -> tuple[int, int]:
    """How much of the rest is said by the claim's voice, and by its source."""
    return (
        sum(claim.attribution == other.attribution for other in rest),
        sum(claim.citation.source == other.citation.source for other in rest),
    )


def _alike(one: Row, other: Row) -> bool:
    return (one.coefficients, one.bound, one.written) == (other.coefficients, other.bound, other.written)


def _furthest(claims: list[Claim], reading: Reading) -> tuple[Claim | None, Claim | None]:
    """The claim with the highest lower bound, and the one with the lowest upper bound."""
    lower = [(bound, claim) for claim in claims if (bound := closed(claim, reading).lower) is not None]
    upper = [(bound, claim) for claim in claims if (bound := closed(claim, reading).upper) is not None]
    highest = max(lower, key=lambda pair: pair[0])[1] if lower else None
    lowest = min(upper, key=lambda pair: pair[0])[1] if upper else None
    return highest, lowest
