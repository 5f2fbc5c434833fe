"""How many errors that were planted in a consistent account stand in the cheapest repairs of it.

`python checks/planted_errors.py [accounts] [--seed SEED]` prints the tables of checks/README.md. One to five
errors are planted in each account of checks/accounts.py; those count as detectable that alone would make the
account, read charitably, contradict itself.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from accounts import account
from attrs import evolve, frozen

from zul.audit.cores import smallest_contradiction
from zul.audit.identities import identities
from zul.audit.repair import Localisation
from zul.audit.rows import Reading, system
from zul.audit.suspects import repairs_of
from zul.audit.system import System
from zul.errors import FigureError
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.figure import Figure
from zul.terms.identity import Identity

ACCOUNTS = 600
MOST_ERRORS = 5
TIED = (0.4, 0.7, 1.0)  # of the lists and balances that could be printed
JUDGED = {"assumed": 0.0, "judged": 1.0}  # of the lists and balances, taken as definitions


def _swapped(chance: random.Random, digits: str) -> str:
    i = chance.randrange(1, max(2, len(digits)))
    return f"{digits[: i - 1]}{digits[i : i + 1]}{digits[i - 1]}{digits[i + 1 :]}"


def _ten_times(chance: random.Random, digits: str) -> str:
    return digits[:-1] if digits.endswith("0") and chance.random() < 0.5 else f"{digits}0"


def _one_wrong(chance: random.Random, digits: str) -> str:
    i = chance.randrange(len(digits))
    return f"{digits[:i]}{chance.choice('0123456789')}{digits[i + 1 :]}"


def _one_missing(chance: random.Random, digits: str) -> str:
    i = chance.randrange(len(digits))
    return digits[:i] + digits[i + 1 :]


def _one_extra(chance: random.Random, digits: str) -> str:
    i = chance.randrange(len(digits) + 1)
    return f"{digits[:i]}{chance.choice('0123456789')}{digits[i:]}"


_SLIPS: Mapping[str, Callable[[random.Random, str], str]] = {
    "neighbouring digits swapped": _swapped,
    "factor ten": _ten_times,
    "one digit wrong": _one_wrong,
    "one digit missing": _one_missing,
    "one digit extra": _one_extra,
}
COPIED = "another cell's figure"
KINDS = (*_SLIPS, COPIED)


def planted(chance: random.Random, case: Case, claim: Claim, kind: str) -> Claim | None:
    """The claim with an error of this kind; None where its figure cannot have one."""
    if kind == COPIED:
        beside = [
            other
            for other in case.claims.values()
            if other.cell.measure == claim.cell.measure
            and other.citation.source == claim.citation.source
            and (other.of is None) == (claim.of is None)
            and _bounds(other) != _bounds(claim)
            and (claim.of is None or _figure(other).is_percent == _figure(claim).is_percent)
        ]
        words = chance.choice(beside).as_written if beside else claim.as_written
    else:
        words = _with_slip(claim.as_written, lambda digits: _SLIPS[kind](chance, digits))
    try:
        reading = Figure.parse(words, rate=claim.of is not None)
    except FigureError:
        return None
    wrong = evolve(claim, as_written=words, reading=reading)
    return wrong if _bounds(wrong) != _bounds(claim) else None


def _with_slip(as_written: str, slip: Callable[[str], str]) -> str:
    """The first number of the words with a slip in its digits; zeros at its front vanish."""
    number = re.search(r"[\d,]*\d(?:\.\d+)?", as_written)
    assert number
    places = len(number.group().partition(".")[2])
    digits = slip(number.group().replace(",", "").replace(".", "")).zfill(places + 1)
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    changed = f"{int(whole):,}" + (f".{rest}" if places else "")
    return as_written[: number.start()] + changed + as_written[number.end() :]


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.reading, Figure)
    return claim.reading


def _bounds(claim: Claim) -> Bounds:
    return _figure(claim).wide


# ---- what becomes of them


@frozen(kw_only=True)
class Planted:
    """A detectable error, and what the cheapest repairs make of it; `missed` says why it is no suspect.

    It `is_near` a suspect when it is one, or when a list or balance that its figure stands in is one.
    """

    kind: str
    is_near: bool
    is_first: bool = False
    missed: str | None = None


@frozen(kw_only=True)
class Trial:
    """One account with its errors: how many claims it has, and how many of them are suspects."""

    planted: tuple[Planted, ...]
    among: int
    tied: float
    claims: int
    suspects: int


def trial(seed: int, *, judged: float) -> Trial:
    """Plant one to five errors in an account and ask for all its cheapest repairs."""
    # Density varies apart from the number of errors.
    tied, among = TIED[seed // MOST_ERRORS % len(TIED)], 1 + seed % MOST_ERRORS
    case = account(seed, tied=tied, judged=judged)
    between = identities(case)
    assert _is_consistent(case, between), f"account {seed} contradicts itself before anything is planted"
    chance = random.Random(f"errors {seed}")
    wrong: dict[str, tuple[str, Case]] = {}
    together = case
    while len(wrong) < among:
        kind, claim = chance.choice(KINDS), chance.choice(list(case.claims.values()))
        changed = planted(chance, case, claim, kind)
        if changed and claim.id not in wrong:
            wrong[claim.id] = (kind, _with(case, changed))
            together = _with(together, changed)
    repairs = _repairs(together, between)
    suspects = repairs.shares.keys()
    tied_by = {id: _tied_by(case.claims[id], between) for id in wrong}
    found = []
    for id, (kind, alone) in wrong.items():
        if not _is_consistent(alone, between):
            error = Planted(
                kind=kind,
                is_near=not suspects.isdisjoint({id, *tied_by[id]}),
                is_first=_is_first(id, repairs, wrong),
                missed=None if id in suspects else _why_missed(id, alone, between),
            )
            found.append(error)
    return Trial(
        planted=tuple(found),
        among=among,
        tied=tied,
        claims=len(case.claims),
        suspects=len(suspects & case.claims.keys()),
    )


def _tied_by(claim: Claim, between: Sequence[Identity]) -> list[str]:
    own = {claim.cell, claim.of}
    return [identity.id for identity in between if any(cell in own for _, cell in identity.terms)]


def _with(case: Case, error: Claim) -> Case:
    return evolve(case, claims={**case.claims, error.id: error})


def _is_consistent(case: Case, between: Sequence[Identity]) -> bool:
    rows = system(list(case.claims.values()), list(between), Reading.WIDE)
    return smallest_contradiction(System(rows)) is None


def _repairs(case: Case, between: Sequence[Identity]) -> Localisation:
    _, repairs = repairs_of(case, list(case.claims.values()), between)
    assert repairs is not None  # nothing stops the search here
    return repairs


def _is_first(id: str, repairs: Localisation, wrong: Collection[str]) -> bool:
    """True when nothing true in the same conflicts stands in as many of the repairs."""
    shares = repairs.shares
    own = [frozenset[str]().union(*alike) for alike in repairs.groups]
    beside = next((members for members in own if id in members), None)
    return beside is not None and all(shares[other] < shares[id] for other in beside.difference(wrong))


def _why_missed(id: str, alone: Case, between: Sequence[Identity]) -> str:
    """What the cheapest repairs of the account with this error alone make of it."""
    suspects = _repairs(alone, between).shares.keys()
    if id in suspects:
        return "a suspect only where it is the only error"
    return "an assumption is cheaper" if suspects & alone.assumptions.keys() else "another figure is cheaper"


# ---- tables


def _told(trials: Sequence[Trial], judged: str) -> Iterable[list[str]]:
    for among in range(1, MOST_ERRORS + 1):
        yield [judged, str(among), *_counts([t for t in trials if t.among == among])]
    for share in TIED:
        yield [judged, f"any, {share:.0%} tied", *_counts([t for t in trials if t.tied == share])]
    yield [f"**{judged}**", "**all**", *_counts(trials)]


def _counts(trials: Sequence[Trial]) -> list[str]:
    found = [error for t in trials for error in t.planted]
    suspects, claims = sum(t.suspects for t in trials), sum(t.claims for t in trials)
    return [
        str(len(trials)),
        f"{len(found)} of {sum(t.among for t in trials)}",
        *_shares(found),
        f"{suspects / len(found):.1f}" if found else "–",
        f"{suspects / claims:.1%}" if claims else "–",
    ]


def _shares(found: Sequence[Planted]) -> list[str]:
    counts = (
        sum(error.missed is None for error in found),
        sum(error.is_first for error in found),
        sum(error.is_near for error in found),
    )
    return [f"{count} ({count / len(found):.1%})" if found else "–" for count in counts]


def _print(head: str, lines: Iterable[Sequence[str]]) -> None:
    names = head.split(", ")
    table = [names, ["---"] * len(names), *lines]
    sys.stdout.write("".join(f"| {' | '.join(line)} |\n" for line in table) + "\n")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Planted errors found again in the cheapest repairs.")
    parser.add_argument("accounts", type=int, nargs="?", default=ACCOUNTS)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seeds = range(asked.seed * 100_000, asked.seed * 100_000 + asked.accounts)
    trials = {name: [trial(seed, judged=share) for seed in seeds] for name, share in JUDGED.items()}
    found = "detectable, among the suspects, ahead of all that is true, or what ties it"
    by_number = [line for name, some in trials.items() for line in _told(some, name)]
    _print(
        f"lists and balances, errors planted, accounts, {found}, suspects for each, suspects of all figures",
        by_number,
    )
    by_kind, by_reason = [], []
    for name, some in trials.items():
        errors = [error for t in some for error in t.planted]
        for kind in KINDS:
            alike = [error for error in errors if error.kind == kind]
            by_kind.append([name, kind, str(len(alike)), *_shares(alike)])
        reasons = Counter(error.missed for error in errors if error.missed)
        by_reason += [[name, reason, str(count)] for reason, count in sorted(reasons.items())]
    _print(f"lists and balances, kind of error, {found}", by_kind)
    _print("lists and balances, why no suspect, errors", by_reason)


if __name__ == "__main__":
    main()
