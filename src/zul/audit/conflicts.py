"""Which claims cannot stand together: one conflict per quantity or identity, told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from zul.audit.cores import certify, contradictions, origins
from zul.audit.rows import Reading, claim_rows, definition_rows, reading_of, system
from zul.audit.solver import cheapest_hitting_set
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.finding import Certificate, Grade
from zul.terms.identity import DEFINITION, Identity, Row
from zul.terms.judgement import Verdict

Address = tuple[Cell, Cell | None]
GRAVITY = {grade: i for i, grade in enumerate(Grade)}
PRICES = {Verdict.DOUBT: 0.5, Verdict.PREFER: 2.0}  # of giving up a claim; without a judgement 1
ASSUMPTION_PRICE = 0.7


@frozen(kw_only=True)
class Conflict:
    """A smallest contradicting set, graded. `claims` are in the proof, `rivals` told with them."""

    grade: Grade
    certificate: Certificate
    claims: tuple[Claim, ...]
    identities: tuple[Identity, ...]
    rivals: tuple[Claim, ...] = ()

    @property
    def signature(self) -> frozenset[object]:
        """What is contradicted: conflicts with the same signature are one and are told once."""
        between: set[object] = {identity.id for identity in self.identities}
        between |= {(claim.cell, claim.of) for claim in self.claims if claim.of}
        return frozenset(between or {claim.cell for claim in self.claims})


def conflicts(case: Case, claims: Sequence[Claim], identities: Sequence[Identity]) -> list[Conflict]:
    """Every conflict worth telling: among rivals for one quantity, within an identity, and across several.

    A chain of several identities is told only where the cheapest repair of the whole case gives
    something up that no simpler conflict names.
    """
    at = defaultdict(list)
    for claim in claims:
        at[claim.cell].append(claim)
    search = _Search(case, {claim.id: claim for claim in claims}, {i.id: i for i in identities}, at)
    simple = [
        conflict for rivals in _by_address(claims).values() for conflict in search.rival_conflicts(rivals)
    ]
    cores = [conflict.certificate for conflict in simple]
    for scope_claims, scope_identities in _scopes(at, claims, identities):
        new = search.cores(scope_claims, scope_identities, cores)
        cores += new
        simple += [search.conflict(core) for core in new]
    chains = search.cores(list(claims), list(identities), cores, readings=[Reading.WIDE])
    return _told_once(simple + search.needed(chains, simple))


def _told_once(found: list[Conflict]) -> list[Conflict]:
    """One conflict a signature: the gravest, then the smallest; claims of the others become its rivals."""
    alike = defaultdict(list)
    for conflict in found:
        alike[conflict.signature].append(conflict)
    told = []
    for same in alike.values():
        best = min(same, key=lambda conflict: (GRAVITY[conflict.grade], len(conflict.claims)))
        rivals = dict.fromkeys(claim for conflict in same for claim in (*conflict.claims, *conflict.rivals))
        told.append(evolve(best, rivals=tuple(claim for claim in rivals if claim not in best.claims)))
    return told


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
    figures = [claim for cell in wider for claim in at[cell] if claim.of is None]
    return [*ratios, *shares, *figures], [*identities, *steps]


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


@frozen
class _Search:
    case: Case
    claims: Mapping[str, Claim]
    identities: Mapping[str, Identity]
    at: Mapping[Cell, list[Claim]]

    def cores(
        self,
        claims: list[Claim],
        identities: list[Identity],
        known: Sequence[Certificate],
        readings: Sequence[Reading] = (Reading.WIDE, Reading.TIGHT),
    ) -> list[Certificate]:
        """New contradicting sets: by definitions, then with assumptions, then with hedges at their word."""
        prices = self._prices([*(claim.id for claim in claims), *(identity.id for identity in identities)])
        hard = [identity for identity in identities if identity.hard]
        new: list[Certificate] = []
        for reading in readings:
            for chosen in (hard, identities) if len(hard) < len(identities) else (identities,):
                rows = system(claims, chosen, reading)
                inside = set(rows)
                valid = [core for core in (*known, *new) if all(row in inside for _, row in core.lines)]
                new += contradictions(rows, prices, valid)
        return new

    def _prices(self, names: Iterable[str]) -> dict[str, float]:
        """What may be given up, and its price."""
        prices = {}
        for name in names:
            if name in self.claims:
                judgement = self.case.judgement(name)
                prices[name] = PRICES.get(judgement.verdict, 1.0) if judgement else 1.0
            elif name in self.identities and not self.identities[name].hard:
                prices[name] = ASSUMPTION_PRICE
        return prices

    def needed(self, chains: Sequence[Certificate], simple: Sequence[Conflict]) -> list[Conflict]:
        """Of the chains, the shortest for each thing given up that no simpler conflict names as gravely."""
        cores = [*(conflict.certificate for conflict in simple), *chains]
        members = [origins(core) for core in cores]
        given_up = cheapest_hitting_set(members, self._prices({o for core in members for o in core}))
        gravest: dict[str, int] = {}
        told = []
        for conflict in (
            *simple,
            *sorted(map(self.conflict, chains), key=lambda c: (len(c.identities), len(c.claims))),
        ):
            own = given_up & set(origins(conflict.certificate))
            gravity = GRAVITY[conflict.grade]
            if conflict not in simple and any(gravity < gravest.get(o, len(GRAVITY)) for o in own):
                told.append(conflict)
            gravest |= {o: min(gravity, gravest.get(o, gravity)) for o in own}
        return told

    def conflict(self, core: Certificate) -> Conflict:
        """The conflict that a contradicting set proves, with its grade."""
        core = self._in_full(core)
        proving = set(origins(core))
        claims = tuple(claim for id, claim in self.claims.items() if id in proving)
        identities = tuple(self.identities[o] for o in origins(core) if o in self.identities)
        wide = [row for claim in claims for row in claim_rows(claim, Reading.WIDE)]
        charitable = all(row in wide for _, row in core.lines if row.origin in self.claims)
        if not charitable or any(not identity.hard for identity in identities):
            grade = Grade.TENSION
        elif len({claim.attribution for claim in claims}) > 1:
            grade = Grade.SOURCE_CONFLICT
        else:
            grade = Grade.CONTRADICTION
        return Conflict(grade=grade, certificate=core, claims=claims, identities=identities)

    def _in_full(self, core: Certificate) -> Certificate:
        """The same proof with every figure that its voices give, by as few voices as can give it.

        A list is told whole and not just far enough; where several sources print the number that
        the proof uses, the one that says most of the rest speaks.
        """
        claims = [self.claims[o] for o in origins(core) if o in self.claims]
        voices = {claim.attribution for claim in claims}

        def best(row: Row) -> Row:
            if row.origin in self.claims:
                claim = self.claims[row.origin]
                alike = [other for other in self._rows_at(claim.cell, claim.of) if _alike(other, row)]
                rest = [other for other in claims if other is not claim]
                return max(alike, key=lambda other: _says(self.claims[other.origin], rest))
            if row.origin == DEFINITION:
                (cell,) = row.coefficients
                stated = [
                    other
                    for other in self._rows_at(cell, None)
                    if other.coefficients == row.coefficients
                    and self.claims[other.origin].attribution in voices
                ]
                return max([row, *stated], key=lambda other: other.bound)
            return row

        lines = tuple((times, best(row)) for times, row in core.lines)
        full = Certificate(
            lines=tuple(lines), proves=sum((times * row.bound for times, row in lines), Fraction(0))
        )
        full.check()
        return full

    def _rows_at(self, cell: Cell, of: Cell | None) -> list[Row]:
        return [
            row
            for claim in self.at[cell]
            if claim.of == of
            for reading in (Reading.WIDE, Reading.TIGHT)
            for row in claim_rows(claim, reading)
        ]

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
                highest, lowest = reading_of(lower, reading).lower, reading_of(upper, reading).upper
                if highest is not None and lowest is not None and highest > lowest:
                    rows = [next(claim_rows(lower, reading)), list(claim_rows(upper, reading))[-1]]
                    rows += [row for row in definition_rows([lower], []) if lower.of in row.coefficients]
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
    lower = [(bound, claim) for claim in claims if (bound := reading_of(claim, reading).lower) is not None]
    upper = [(bound, claim) for claim in claims if (bound := reading_of(claim, reading).upper) is not None]
    highest = max(lower, key=lambda pair: pair[0])[1] if lower else None
    lowest = min(upper, key=lambda pair: pair[0])[1] if upper else None
    return highest, lowest
