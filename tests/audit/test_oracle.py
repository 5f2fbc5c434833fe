"""The audit against z3, which reckons in exact rationals: a thousand random models, small but unkind.

Half of the models have something wrong in them, often by a hair: one person in 10^15, or a millionth of one.
Floating point cannot see such a gap, nor be trusted where figures touch without missing each other.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache

import pytest
import z3
from attrs import frozen
from tests.audit.conftest import cell

from zul.audit.cores import smallest_contradiction
from zul.audit.repair import cheapest_repair
from zul.audit.system import System
from zul.errors import CertificateError
from zul.terms.cell import Cell
from zul.terms.finding import Certificate
from zul.terms.identity import DEFINITION, Row

MODELS = 1_000
REPAIRED = 200
BLOCKS = 10
PRICES = [Fraction(1), Fraction(7, 10), Fraction(1, 2), Fraction(2)]
HAIRS = [Fraction(1), Fraction(1, 10**6), Fraction(1, 10**12)]
SIZES = [10, 1_000, 10**6, 10**12, 10**15]


@frozen(kw_only=True)
class Model:
    """Rows, what each origin that may be given up costs, and how the model was made."""

    rows: list[Row]
    prices: Mapping[str, Fraction]
    forms: frozenset[str]

    @property
    def as_floats(self) -> dict[str, float]:
        return {origin: float(price) for origin, price in self.prices.items()}


@cache
def model(seed: int) -> Model:
    """A small account that is consistent, then told by claims of which some are wrong."""
    return _Maker(random.Random(seed), is_wrong=seed % 2 == 1).model()


class _Maker:
    def __init__(self, chance: random.Random, *, is_wrong: bool) -> None:
        self.chance = chance
        self.is_wrong = is_wrong
        self.size = chance.choice(SIZES)
        self.truth: dict[Cell, Fraction] = {}
        self.rows: list[Row] = []
        self.forms: set[str] = set()

    def model(self) -> Model:
        for _ in range(self.chance.randint(2, 4)):
            self.new_cell(Fraction(self.chance.randint(1, self.size)))
        for i in range(self.chance.randint(1, 4)):
            self.chance.choice([self.sum, self.sum, self.balance, self.part])(f"i{i}")
        for i in range(self.chance.randint(1, 3)):
            self.ratio(f"r{i}")
        wrong = self.chance.randint(1, 3) if self.is_wrong else 0
        cells = [*self.truth, *self.chance.choices(list(self.truth), k=self.chance.randint(1, 4))]
        for i, place in enumerate(self.chance.sample(range(len(cells)), k=len(cells))):
            self.claim(f"c{i}", cells[place], is_wrong=i < wrong)
        self.rows += [Row(origin=DEFINITION, coefficients={c: Fraction(1)}) for c in self.truth]
        self.chance.shuffle(self.rows)
        # Some identities are definitions, and once in a while a figure is past doubt.
        certain = {
            DEFINITION,
            *(o for o in _origins(self.rows) if o[0] == "i" and self.chance.random() < 0.6),
        }
        certain |= {o for o in _origins(self.rows) if o[0] != "i" and self.chance.random() < 0.15}
        priced = [origin for origin in _origins(self.rows) if origin not in certain]
        prices = {origin: self.chance.choice(PRICES) for origin in priced}
        return Model(rows=self.rows, prices=prices, forms=frozenset(self.forms))

    def new_cell(self, value: Fraction) -> Cell:
        new = cell(f"population g{len(self.truth)} ussr 1944")
        self.truth[new] = value
        return new

    def some(self, most: int) -> list[Cell]:
        return self.chance.sample(list(self.truth), k=self.chance.randint(1, min(most, len(self.truth))))

    def sum(self, origin: str) -> None:
        """The whole is all of its parts."""
        parts = self.some(4)
        whole = self.new_cell(sum((self.truth[part] for part in parts), Fraction(0)))
        self.equation(origin, {whole: 1} | dict.fromkeys(parts, -1))
        self.forms.add("sum")

    def balance(self, origin: str) -> None:
        """Opening plus entries less exits is closing."""
        opening, *rest = self.some(4)
        signs = {entry: self.chance.choice((1, -1)) for entry in rest}
        left = self.truth[opening] + sum((sign * self.truth[c] for c, sign in signs.items()), Fraction(0))
        if left < 0:
            return
        self.equation(origin, {opening: 1, **signs, self.new_cell(left): -1})
        self.forms.add("balance")

    def part(self, origin: str) -> None:
        """A part is at most its whole, sometimes all of it."""
        part, whole = sorted(self.chance.sample(list(self.truth), k=2), key=lambda c: self.truth[c])
        self.row(origin, {whole: 1, part: -1})
        self.forms.add("inequality")

    def ratio(self, origin: str) -> None:
        """A cell as a share of its base, exact or rounded; the base is at least one."""
        part, base = self.chance.sample(list(self.truth), k=2)
        if not self.truth[base]:
            return
        share = self.truth[part] / self.truth[base]
        around = self.chance.choice([Fraction(0), Fraction(1, 3), Fraction(1, 200)]) * share
        self.row(origin, {part: 1, base: -(share - around)})
        self.row(origin, {part: -1, base: share + around})
        self.row(origin, {base: 1}, Fraction(1))
        self.forms.add("ratio")

    def claim(self, origin: str, about: Cell, *, is_wrong: bool) -> None:
        """A figure: exact, a range that may touch the truth, or one-sided."""
        value, near = (
            self.truth[about],
            self.chance.choice([Fraction(0), Fraction(1, 7), self.truth[about] / 20]),
        )
        if is_wrong and self.chance.random() < 0.5:
            value += self.chance.choice([1, -1]) * self.chance.choice(HAIRS)
            near = Fraction(0)
            self.forms.add("wrong by a hair")
        elif is_wrong:
            value *= self.chance.choice([Fraction(1, 10), Fraction(2), Fraction(10)])
            self.forms.add("wrong by far")
        form = self.chance.choice(["exact", "exact", "range", "at least", "at most"])
        if form != "range":
            near = Fraction(0)
        if form != "at most":
            self.row(origin, {about: 1}, value - near)
        if form != "at least":
            self.row(origin, {about: -1}, -(value + near))
        self.forms.add(form)

    def equation(self, origin: str, terms: Mapping[Cell, int]) -> None:
        self.row(origin, terms)
        self.row(origin, {c: -sign for c, sign in terms.items()})

    def row(self, origin: str, terms: Mapping[Cell, int | Fraction], bound: Fraction = Fraction(0)) -> None:
        coefficients = {c: Fraction(k) for c, k in terms.items() if k}
        if coefficients:
            self.rows.append(Row(origin=origin, coefficients=coefficients, bound=bound))


def _origins(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.origin for row in rows))


class Oracle:
    """The rows as z3 sees them, each behind a switch of its own."""

    def __init__(self, rows: Sequence[Row]) -> None:
        names: dict[Cell, z3.ArithRef] = {}
        self._switch: dict[int, z3.BoolRef] = {}
        self._lines: list[z3.BoolRef] = []
        self._solver = z3.SolverFor("QF_LRA")
        for i, row in enumerate(rows):
            terms = [
                _exact(k) * names.setdefault(c, z3.Real(f"x{len(names)}"))
                for c, k in row.coefficients.items()
            ]
            self._lines.append(z3.Sum(terms) >= _exact(row.bound))
            self._switch[id(row)] = z3.Bool(f"row {i}")
            self._solver.add(z3.Implies(self._switch[id(row)], self._lines[i]))
        self.rows = rows

    @property
    def is_feasible(self) -> bool:
        return self.satisfies(self.rows)

    def satisfies(self, rows: Iterable[Row]) -> bool:
        answer = self._solver.check([self._switch[id(row)] for row in rows])
        assert answer != z3.unknown
        return bool(answer == z3.sat)

    def cheapest(self, prices: Mapping[str, Fraction]) -> Fraction | None:
        """The least price of what must be given up; None where nothing that has a price helps."""
        search = z3.Optimize()
        for row, line in zip(self.rows, self._lines, strict=True):
            search.add(z3.Implies(z3.Bool(row.origin), line) if row.origin in prices else line)
        given_up = [z3.If(z3.Bool(o), z3.RealVal(0), _exact(price)) for o, price in prices.items()]
        total = search.minimize(z3.Sum(given_up))
        answer = search.check()
        assert answer != z3.unknown
        return Fraction(str(total.value())) if answer == z3.sat else None


def _exact(number: Fraction) -> z3.RatNumRef:
    return z3.RealVal(f"{number.numerator}/{number.denominator}")


@cache
def oracle(seed: int) -> Oracle:
    return Oracle(model(seed).rows)


def seeds(block: int, among: int) -> range:
    return range(block * among // BLOCKS, (block + 1) * among // BLOCKS)


def is_proof(core: Certificate, oracle: Oracle) -> bool:
    """The certificate holds, z3 finds its rows infeasible, and feasible without any one of them."""
    core.check()
    used = [row for _, row in core.lines]
    return not oracle.satisfies(used) and all(
        oracle.satisfies(other for other in used if other is not row) for row in used
    )


@pytest.mark.parametrize("block", range(BLOCKS))
def test_what_is_feasible_and_every_smallest_contradiction(block: int) -> None:
    told = {}
    for seed in seeds(block, MODELS):
        try:
            core = smallest_contradiction(System(model(seed).rows))
        except (CertificateError, RuntimeError) as error:
            told[seed] = repr(error)
            continue
        if (core is None) != oracle(seed).is_feasible:
            told[seed] = "called feasible" if core is None else "called infeasible"
        elif core is not None and not is_proof(core, oracle(seed)):
            told[seed] = "no smallest contradiction"
    assert told == {}


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_price_of_the_cheapest_repair(block: int) -> None:
    told = {}
    for seed in seeds(block, REPAIRED):
        made, judge = model(seed), oracle(seed)
        try:
            repair = cheapest_repair(made.rows, made.as_floats)
        except (CertificateError, RuntimeError) as error:
            told[seed] = repr(error)
            continue
        price = sum((made.prices[origin] for origin in repair.given_up), Fraction(0))
        cheapest = judge.cheapest(made.prices)
        if repair.is_possible != (cheapest is not None):
            told[seed] = f"is possible: {repair.is_possible}"
        elif cheapest is not None and not judge.satisfies(
            r for r in made.rows if r.origin not in repair.given_up
        ):
            told[seed] = "what is left contradicts itself"
        elif cheapest is not None and price != cheapest:
            told[seed] = f"costs {price}, the cheapest {cheapest}"
        elif not all(is_proof(core, judge) for core in repair.cores):
            told[seed] = "a core is no smallest contradiction"
    assert told == {}


def test_the_models_are_worth_asking() -> None:
    """About half are infeasible, a good part of them by a hair; every form of row is there."""
    wrong = [seed for seed in range(MODELS) if not oracle(seed).is_feasible]
    assert 0.35 * MODELS < len(wrong) < 0.65 * MODELS
    by_a_hair = [seed for seed in wrong if "wrong by far" not in model(seed).forms]
    assert len(by_a_hair) > 0.05 * MODELS
    assert frozenset[str]().union(*(model(seed).forms for seed in range(MODELS))) == {
        *("exact", "range", "at least", "at most", "ratio", "sum", "balance", "inequality"),
        *("wrong by a hair", "wrong by far"),
    }
    assert any(
        not oracle(seed).satisfies(row for row in model(seed).rows if row.origin not in model(seed).prices)
        for seed in wrong
    )
