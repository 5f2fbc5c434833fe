"""What the audit finds, with its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from html import escape

from attrs import field, frozen

from zul.errors import CertificateError
from zul.terms.bounds import Bounds
from zul.terms.cell import Cell
from zul.terms.identity import Identity, Row


class Grade(StrEnum):
    """From the gravest to what speaks for the figures."""

    CONTRADICTION = "contradiction"  # one voice contradicts itself, by definitions alone
    SOURCE_CONFLICT = "source conflict"  # each voice is consistent alone
    TENSION = "tension"  # needs an assumption, or the plain reading of a hedge
    STATEMENT = "statement"  # words such as all and only that cannot both be meant literally; no alarm
    GAP = "gap"  # the unfilled rest of a list; no alarm
    CONFIRMATION = "confirmation"  # implied by the others


@frozen(kw_only=True)
class Certificate:
    """A proof that `target` ≥ `proves`: non-negative multiples of rows that add up to it exactly.

    An empty target with a positive number proves a contradiction: 0 ≥ 3,549.
    (Farkas' lemma; Gleeson & Ryan 1990 for minimal infeasible sets.)
    """

    lines: tuple[tuple[Fraction, Row], ...]
    target: Mapping[Cell, Fraction] = field(factory=dict, hash=False)
    proves: Fraction

    @classmethod
    def adding_up(
        cls, lines: Iterable[tuple[Fraction, Row]], target: Mapping[Cell, Fraction] | None = None
    ) -> Certificate:
        """The certificate of what the lines prove of a target; it is not checked here."""
        lines = tuple(lines)
        proves = sum((times * row.bound for times, row in lines), Fraction(0))
        return cls(lines=lines, target=target or {}, proves=proves)

    def check(self) -> None:
        """Add the rows up again, exactly. Raises CertificateError when they prove something else."""
        total: dict[Cell, Fraction] = {}
        bound = Fraction(0)
        for multiplier, row in self.lines:
            if multiplier < 0:
                raise CertificateError(f"the multiplier {multiplier} of {row.origin} is negative")
            bound += multiplier * row.bound
            for cell, coefficient in row.coefficients.items():
                total[cell] = total.get(cell, Fraction(0)) + multiplier * coefficient
        left = {cell: coefficient for cell, coefficient in total.items() if coefficient}
        if left != {cell: Fraction(c) for cell, c in self.target.items() if c}:
            raise CertificateError("the rows do not add up to the target")
        if bound != self.proves:
            raise CertificateError(f"the rows prove {bound}, not {self.proves}")
        if not left and bound <= 0:
            raise CertificateError(f"0 ≥ {bound} is no contradiction")


@frozen(kw_only=True)
class Move:
    """What becomes of another finding when a suspect gives way to the number `instead`."""

    finding: str
    instead: Fraction
    words: str


@frozen(kw_only=True)
class Suspect:
    """A claim or assumption that a cheapest repair of the whole case gives up.

    `share` of the cheapest repairs do; `implied` is what the others then leave for its quantity, and
    `slack` how far the figure lies outside of it. `slips` name the ways in which a number in there
    turns into the printed one. `moves` is what that does elsewhere.
    """

    origin: str
    share: Fraction
    implied: Bounds | None = None
    slack: Fraction | None = None
    slips: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


@frozen(kw_only=True)
class Finding:
    """A smallest set of claims and identities, its arithmetic, its size and its proof.

    `claims` are the ids of the claims in the proof, `rivals` other claims told with them.
    `size` is in `unit`: how far the figures miss each other, or how much a list leaves out;
    None where size has no meaning. `assumptions` are those the finding needs; `grounds` says in words
    what was declared, why it may be assumed, and who takes it as a definition. `suspects` are its
    members that a cheapest repair of the whole case gives up, the likeliest first. `hints` say what a
    figure would be right of.
    """

    id: str
    grade: Grade
    title: str
    text: str
    arithmetic: str
    size: Fraction | None
    unit: str | None
    claims: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()
    assumptions: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    hints: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...]

    def __str__(self) -> str:
        return f"{self.grade.value}: {self.arithmetic}"


class Reach(StrEnum):
    """How a term of an account is known."""

    STATED = "stated"
    IMPLIED = "implied"  # by the terms that are stated
    OPEN = "open"


@frozen(kw_only=True)
class Coverage:
    """The terms of an account or a complete list: each cell, how it is known, and the claims that do it."""

    about: str
    title: str
    terms: tuple[tuple[Cell, Reach, tuple[str, ...]], ...]

    def __str__(self) -> str:
        counts = Counter(reach for _, reach, _ in self.terms)
        return (
            f"{self.title}: {', '.join(f'{counts[reach]} {reach.value}' for reach in Reach if counts[reach])}"
        )


class Findings(tuple[Finding, ...]):
    """What an audit found, gravest first; a notebook shows it as a table.

    `given_up` is a cheapest repair: what has to give way for the rest to hold, at `price`; no repair
    costs less than `at_least`, and the two are equal unless the search was stopped. `coverage` says
    how far the figures reach into the accounts. Without `is_complete` the search for contradictions was
    stopped, and there may be others.
    """

    given_up: frozenset[str] = frozenset()
    price: float = 0.0
    at_least: float = 0.0
    coverage: tuple[Coverage, ...] = ()
    is_complete: bool = True

    @property
    def is_cheapest(self) -> bool:
        """True when it is proved that nothing cheaper than `given_up` would do."""
        return self.price <= self.at_least * (1 + 1e-6) + 1e-6

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(found.grade.value)}</td><td>{escape(found.title)}</td>"
            f"<td>{escape(found.arithmetic)}</td><td>{escape(', '.join(found.claims))}</td></tr>"
            for found in self
        )
        heads = "".join(f"<th>{head}</th>" for head in ("grade", "quantity", "arithmetic", "claims"))
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
