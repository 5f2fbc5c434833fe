"""How the search for what to distrust grows: random accounts with planted errors.

`python benchmarks/audit.py 100 1000 10000` prints one row for each size and kind of price. An account has
ten places and their sum over years: stock, births, deaths, arrivals and departures, tied by the balancing
equation and by sums over places. Each claim prints the true number, but one in fifty or so has a slip.
"""

from __future__ import annotations

import random
import sys
import time
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from zul.audit.cores import smallest_contradiction
from zul.audit.repair import cheapest_repair
from zul.audit.solver import System
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.identity import DEFINITION, Row
from zul.terms.measure import measure

PLACES = 10
MEASURES = ("population", "births", "deaths", "arrived", "moved")
SECONDS = 90  # given to one search


@frozen(kw_only=True)
class Account:
    """The rows of one account, its claims, and which of them carry a slip."""

    rows: list[Row]
    claims: list[str]
    slips: set[str]


def account(claims: int, *, slips: float, seed: int) -> Account:
    """A random account with so many claims, each cell claimed about equally often."""
    chance = random.Random(seed)
    years = max(2, claims // (len(MEASURES) * (PLACES + 1)))
    truth = _truth(chance, years)
    rows = [row for identity in _identities(years) for row in _both(*identity)]
    cells = list(truth)
    chance.shuffle(cells)
    wrong = set()
    for i in range(claims):
        cell = cells[i % len(cells)]
        value = truth[cell]
        if chance.random() < slips:
            value = _slip(chance, value)
            wrong.add(f"c{i}")
        for sign in (1, -1):
            one = {cell: Fraction(sign)}
            rows.append(Row(origin=f"c{i}", coefficients=one, bound=Fraction(sign * value)))
    rows += [Row(origin=DEFINITION, coefficients={cell: Fraction(1)}) for cell in truth]
    return Account(rows=rows, claims=[f"c{i}" for i in range(claims)], slips=wrong)


def _cell(name: str, place: int | str, year: int) -> Cell:
    return Cell(measure=measure(name), group="g", place=str(place), period=Period.parse(f"{1000 + year}"))


def _truth(chance: random.Random, years: int) -> dict[Cell, int]:
    truth: dict[Cell, int] = {}
    for place in range(PLACES):
        stock = chance.randint(5_000, 90_000)
        for year in range(years):
            births, deaths = chance.randint(0, stock // 20), chance.randint(0, stock // 10)
            arrived, moved = chance.randint(0, 2_000), chance.randint(0, min(2_000, stock - deaths))
            for name, value in zip(MEASURES, (stock, births, deaths, arrived, moved), strict=True):
                truth[_cell(name, place, year)] = value
            stock += births - deaths + arrived - moved
    for name in MEASURES:
        for year in range(years):
            total = sum(truth[_cell(name, place, year)] for place in range(PLACES))
            truth[_cell(name, "all", year)] = total
    return truth


def _identities(years: int) -> list[tuple[str, dict[Cell, int]]]:
    signs = dict(zip(MEASURES, (1, 1, -1, 1, -1), strict=True))
    found = []
    for place in (*range(PLACES), "all"):
        for year in range(years - 1):
            terms = {_cell(name, place, year): sign for name, sign in signs.items()}
            terms[_cell("population", place, year + 1)] = -1
            found.append((f"balance {place} {year}", terms))
    for name in MEASURES:
        for year in range(years):
            terms = {_cell(name, place, year): -1 for place in range(PLACES)}
            found.append((f"sum {name} {year}", terms | {_cell(name, "all", year): 1}))
    return found


def _both(origin: str, terms: dict[Cell, int]) -> list[Row]:
    return [
        Row(origin=origin, coefficients={cell: Fraction(sign * k) for cell, k in terms.items()})
        for sign in (1, -1)
    ]


def _slip(chance: random.Random, value: int) -> int:
    digits = str(value)
    place = chance.randrange(len(digits))
    match chance.randrange(3):
        case 0 if place:
            return int(digits[: place - 1] + digits[place] + digits[place - 1] + digits[place + 1 :])
        case 1:
            return value * 10
        case _:
            return int(digits[:place] + str(chance.randrange(10)) + digits[place + 1 :])


def _measured(claims: int, *, equal: bool) -> str:
    made = account(claims, slips=0.02, seed=claims)
    chance = random.Random(1)
    prices = {id: 1.0 if equal else chance.uniform(0.5, 2) for id in made.claims}
    clock = [time.perf_counter()]
    system = System(made.rows)
    system.contradicting()
    clock.append(time.perf_counter())
    smallest_contradiction(system)
    clock.append(time.perf_counter())
    repair = cheapest_repair(made.rows, prices, seconds=SECONDS)
    clock.append(time.perf_counter())
    steps = [f"{later - earlier:.2f}" for earlier, later in pairwise(clock)]
    gap = max(0.0, repair.price - repair.at_least) / repair.price if repair.price else 0.0
    found = len(made.slips & repair.given_up)
    told = [f"{claims:,}", "equal" if equal else "random", *steps, f"{len(repair.cores):,}"]
    told += [f"{gap:.2%}", f"{found} of {len(made.slips)}"]
    return f"| {' | '.join(told)} |"


def main() -> None:
    """Print the table."""
    head = ("claims", "prices", "feasible? s", "one core s", "repair s", "cores", "gap", "slips given up")
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for size in map(int, sys.argv[1:] or ("100", "1000")):
        lines += [_measured(size, equal=equal) for equal in (True, False)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
