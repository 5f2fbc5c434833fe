"""How the search for what to distrust grows, beside its peers: random accounts with planted errors.

`python benchmarks/audit.py 100 1000 10000` prints Zul's own figures, cores beside z3's, and repairs beside
those of one big-M program and of R's errorlocate. An account has ten places and their sum over years: stock,
births, deaths, arrivals and departures, tied by the balancing equation and by sums over places. Each claim
prints the true number, but one in fifty or so has a slip.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import peers
from attrs import frozen

from zul.audit.cores import origins, smallest_contradiction
from zul.audit.repair import Repair, cheapest_repair
from zul.audit.system import System
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.identity import DEFINITION, Row
from zul.terms.measure import measure

PLACES = 10
MEASURES = ("population", "births", "deaths", "arrived", "moved")
RUNS = 3  # of which the median is told
LONG = 10  # seconds after which nothing is run again
SECONDS, MILP_SECONDS, R_SECONDS, Z3_SECONDS = 90, 120, 300, 600  # given to one search
MOST_FOR_R = 1_000

T = TypeVar("T")


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


@frozen(kw_only=True)
class _Zul:
    """What Zul finds in an account, and the seconds of each step."""

    building: float
    deciding: float
    core: int
    proving: float
    repair: Repair
    repairing: float


def _zul(made: Account, prices: dict[str, float]) -> _Zul:
    def fresh() -> System:
        return System(made.rows)

    _, building = _timed(lambda _: fresh())
    _, deciding = _timed(System.contradiction, fresh)
    core, proving = _timed(smallest_contradiction, fresh)
    repair, repairing = _timed(lambda _: cheapest_repair(made.rows, prices, seconds=SECONDS))
    assert core is not None
    return _Zul(
        building=building,
        deciding=deciding,
        core=len(origins(core)),
        proving=proving,
        repair=repair,
        repairing=repairing,
    )


def _timed(work: Callable[[Any], T], prepare: Callable[[], object] = lambda: None) -> tuple[T, float]:
    """What the work makes of what is prepared, and its median seconds: of three runs, or of one long one."""
    taken: list[float] = []
    while len(taken) < RUNS and sum(taken) < LONG:
        prepared = prepare()
        begun = time.perf_counter()
        answer = work(prepared)
        taken.append(time.perf_counter() - begun)
    return answer, statistics.median(taken)


def _prices(made: Account, kind: str) -> dict[str, float]:
    chance = random.Random(1)
    return {id: 1.0 if kind == "equal" else chance.uniform(0.5, 2) for id in made.claims}


def _own(size: int, kind: str, made: Account, zul: _Zul) -> list[str]:
    repair = zul.repair
    gap = max(0.0, repair.price - repair.at_least) / repair.price if repair.price else 0.0
    seconds = (zul.building, zul.deciding, zul.proving, zul.repairing)
    found = f"{len(made.slips & repair.given_up)} of {len(made.slips)}"
    return [f"{size:,}", kind, *map(_seconds, seconds), f"{len(repair.cores):,}", f"{gap:.2%}", found]


def _cores(size: int, made: Account, zul: _Zul) -> Iterator[list[str]]:
    """A line for Zul and one for z3 with and without its own search for a small core."""
    both = zul.building + zul.proving
    own = [f"{size:,}", "Zul", _seconds(zul.building), _seconds(zul.proving), str(zul.core), "1×", "1×"]
    yield own
    for name, minimal in (("z3", False), ("z3, minimised", True)):
        asked = [peers.z3_core(made.rows, minimal=minimal, seconds=Z3_SECONDS) for _ in range(RUNS)]
        found = sorted((core for core in asked if core), key=lambda core: core.proving)
        if len(found) == RUNS:
            core = found[RUNS // 2]
            told = [_seconds(core.building), _seconds(core.proving), str(core.members)]
            ratios = (core.proving / zul.proving, (core.building + core.proving) / both)
            yield [f"{size:,}", name, *told, *map(_times, ratios)]
        else:
            yield [
                f"{size:,}",
                name,
                "–",
                f"> {Z3_SECONDS}",
                "–",
                f"> {_times(Z3_SECONDS / zul.proving)}",
                "–",
            ]


def _repairs(size: int, kind: str, made: Account, prices: dict[str, float], zul: _Zul) -> Iterator[list[str]]:
    """A line for Zul and one for each peer that is asked."""
    own = [f"{size:,}", kind]
    yield [*own, "Zul", _seconds(zul.repairing), "1×", *_weighed(made, zul.repair, zul.repair.at_least)]
    milp = peers.big_m(made.rows, prices, seconds=MILP_SECONDS)
    yield [*own, "big M, HiGHS", *_compared(made, milp, zul, MILP_SECONDS)]
    if size <= MOST_FOR_R and kind == "equal" and not peers.why_no_errorlocate():
        asked = peers.errorlocate(made.rows, prices, seconds=R_SECONDS)
        yield [*own, "errorlocate", *_compared(made, asked, zul, R_SECONDS)]


def _compared(made: Account, theirs: peers.Repair | None, zul: _Zul, limit: int) -> list[str]:
    if theirs is None:
        return [f"> {limit}", f"> {_times(limit / zul.repairing)}", "–", "–", "–"]
    told = [_seconds(theirs.seconds), _times(theirs.seconds / zul.repairing)]
    return told + _weighed(made, theirs, theirs.at_least)


def _weighed(made: Account, repair: Repair | peers.Repair, at_least: float | None) -> list[str]:
    """The price, the price proved to be the least, and whether what is left is consistent."""
    proved = "–" if at_least is None else f"{max(0.0, at_least):,.2f}"
    consistent = "yes" if peers.is_repair(made.rows, repair.given_up) else "**no**"
    return [f"{repair.price:,.2f}", proved, consistent]


def _seconds(seconds: float) -> str:
    """To two digits that say something, or to a tenth."""
    return f"{seconds:.{max(1, 1 - math.floor(math.log10(seconds)))}f}"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.1f}×"


def _print(head: str, lines: Iterable[Sequence[str]]) -> None:
    names = head.split(", ")
    table = [names, ["---"] * len(names), *lines]
    sys.stdout.write("".join(f"| {' | '.join(line)} |\n" for line in table) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the tables."""
    own: list[list[str]] = []
    cores: list[list[str]] = []
    repairs: list[list[str]] = []
    for size in map(int, sys.argv[1:] or ("100", "1000")):
        made = account(size, slips=0.02, seed=size)
        for kind in ("equal", "random"):
            prices = _prices(made, kind)
            zul = _zul(made, prices)
            own.append(_own(size, kind, made, zul))
            if kind == "equal":
                cores += _cores(size, made, zul)
            repairs += _repairs(size, kind, made, prices, zul)
    _print("claims, prices, model s, feasible? s, one core s, repair s, cores, gap, slips given up", own)
    _print("claims, by, model s, one core s, members, core ratio, ratio with the model", cores)
    _print("claims, prices, by, s, ratio, price, at least, the rest is consistent", repairs)
    if reason := peers.why_no_errorlocate():
        sys.stdout.write(f"errorlocate was not asked: {reason}\n")


if __name__ == "__main__":
    main()
