"""Consistent accounts in printed words: a register of exiles as the cases hold them.

Regions and their total, people at the turn of each year and what moved them in between, a total by age,
shares and ratios, and a second source that repeats part of it roundly. The law of figures reads every word.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve, field, mutable

from zul.terms.assumption import Account, Assumption, Series
from zul.terms.case import Case, Group, People
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import measure
from zul.terms.place import Membership, Place
from zul.terms.source import Citation, Source

ENTRIES, EXITS = ("births", "arrived"), ("deaths", "released")
AGES = ("men", "women", "children")
COMPLETE = 0.7  # of the lists that are printed

# How a figure is printed, and how often: first by the register, then by who repeats it.
FORMS = ("exact", "rounded", "about", "more than", "between")
REGISTER, REPEATED = (86, 7, 4, 3, 0), (35, 20, 20, 15, 10)


@mutable
class Writing:
    """An account while it is written: what is true, and who claims it."""

    chance: random.Random
    tied: float
    truth: dict[Cell, int] = field(factory=dict)
    claims: dict[str, Claim] = field(factory=dict)
    assumptions: dict[str, Assumption] = field(factory=dict)

    def claim(
        self, cell: Cell, as_written: str, *, source: str, of: Cell | None = None, series: str | None = None
    ) -> None:
        reading = Figure.parse(as_written, rate=of is not None)
        true = Fraction(self.truth[cell])
        if of:
            true = true / self.truth[of] * (100 if reading.is_percent else 1)
        assert true in reading.wide, f"{true} is not {as_written}"
        id = f"{source}{len(self.claims)}"
        self.claims[id] = Claim(
            id=id,
            citation=Citation(source=source),
            as_written=as_written,
            reading=reading,
            cell=cell,
            of=of,
            series=series,
        )

    def printed(self, value: int, forms: Sequence[int]) -> str:
        """A true number in words; small ones are always exact."""
        (form,) = self.chance.choices(FORMS, forms)
        grain = 100 if value < 20_000 else 1_000
        near = (value + grain // 2) // grain * grain
        if value < 1_000 or form == "exact" or near == value:
            return f"{value:,}"
        below = value // grain * grain
        return {
            "rounded": f"{near:,}",
            "about": f"about {near:,}",
            "more than": f"more than {below:,}",
            "between": f"between {below:,} and {below + grain:,}",
        }[form]


def account(seed: int, *, tied: float, judged: float) -> Case:
    """A consistent account: `tied` of its lists and balances are printed, `judged` of these are certain."""
    chance = random.Random(seed)
    writing = Writing(chance, tied)
    regions = [f"region{i}" for i in range(chance.randint(3, 5))]
    years = range(1945, 1945 + chance.randint(2, 3))
    _tell_truth(writing, regions, years)
    _print_register(writing, regions, years)
    _print_shares(writing, regions, years)
    for claim in [claim for claim in writing.claims.values() if claim.of is None]:
        if chance.random() < 0.35:
            words = writing.printed(writing.truth[claim.cell], REPEATED)
            writing.claim(claim.cell, words, source="B")
    judgements = [_definition(id) for id in writing.assumptions if chance.random() < judged]
    everywhere = (Membership(whole="all"),)
    return Case(
        title="A register",
        people=People(name="Exiles"),
        period=Period.parse("1944/1950"),
        languages=("en",),
        summary=(),
        groups={"exiles": Group(id="exiles", name="exiles")}
        | {age: Group(id=age, name=age, part_of="exiles", by="age") for age in AGES},
        places={"all": Place(id="all", name="all regions")}
        | {id: Place(id=id, name=id, part_of=everywhere) for id in regions},
        sources={id: Source(id=id, title=id, kind="book") for id in ("A", "B")},
        events={},
        claims=writing.claims,
        assumptions=writing.assumptions,
        judgements=tuple(judgements),
    )


def _definition(id: str) -> Judgement:
    return Judgement(about=id, verdict=Verdict.HARDEN, who="A reader", when=date(2026, 11, 23), why="It is.")


def _stock(year: int, place: str, group: str = "exiles") -> Cell:
    return Cell(measure=measure("registered"), group=group, place=place, period=Period.parse(f"{year}-01-01"))


def _flow(name: str, year: int, place: str) -> Cell:
    return Cell(measure=measure(name), group="exiles", place=place, period=Period.parse(str(year)))


def _tell_truth(writing: Writing, regions: Sequence[str], years: Sequence[int]) -> None:
    chance, truth = writing.chance, writing.truth
    for region in regions:
        stock = chance.randint(800, 40_000)
        for year in years:
            truth[_stock(year, region)] = stock
            moved = {
                "births": chance.randint(0, stock // 25),
                "arrived": chance.randint(0, stock // 5),
                "deaths": chance.randint(stock // 50, stock // 10),
                "released": chance.randint(0, stock // 10),
            }
            truth.update({_flow(name, year, region): value for name, value in moved.items()})
            stock += sum(moved[name] for name in ENTRIES) - sum(moved[name] for name in EXITS)
        truth[_stock(years[-1] + 1, region)] = stock
    for cell in [cell for cell in truth if cell.place == regions[0]]:
        truth[evolve(cell, place="all")] = sum(truth[evolve(cell, place=region)] for region in regions)
    for year in (*years, years[-1] + 1):
        total = truth[_stock(year, "all")]
        men = chance.randint(total // 5, total // 3)
        women = chance.randint(total // 4, total // 2)
        for age, value in zip(AGES, (men, women, total - men - women), strict=True):
            truth[_stock(year, "all", age)] = value


def _print_register(writing: Writing, regions: Sequence[str], years: Sequence[int]) -> None:
    """Every part and nine in ten of the wholes, with the lists and balances that tie them."""
    wholes = [cell for cell in writing.truth if cell.place == "all" and cell.group == "exiles"]
    lists = {
        f"list of {whole}": (whole, [evolve(whole, place=region) for region in regions]) for whole in wholes
    }
    for year in (*years, years[-1] + 1):
        whole = _stock(year, "all")
        lists[f"ages {year}"] = (whole, [evolve(whole, group=age) for age in AGES])
    for id, (whole, parts) in lists.items():
        is_list = writing.chance.random() < writing.tied
        if is_list:
            complete = writing.chance.random() < COMPLETE
            why = "It is printed so."
            writing.assumptions[id] = Series(id=id, title=id, why=why, whole=whole, complete=complete)
        for part in parts:
            # A part that is left out would be no member of the list.
            words = writing.printed(writing.truth[part], REGISTER)
            writing.claim(part, words, source="A", series=id if is_list else None)
    for whole in wholes:
        if writing.chance.random() < 0.9:
            writing.claim(whole, writing.printed(writing.truth[whole], REGISTER), source="A")
    for place in (*regions, "all"):
        for year in years:
            if writing.chance.random() > writing.tied:
                continue
            id = f"balance {place} {year}"
            writing.assumptions[id] = Account(
                id=id,
                title=id,
                why="It is printed so.",
                opening=(_stock(year, place),),
                entries=tuple(_flow(name, year, place) for name in ENTRIES),
                exits=tuple(_flow(name, year, place) for name in EXITS),
                closing=_stock(year + 1, place),
            )


def _print_shares(writing: Writing, regions: Sequence[str], years: Sequence[int]) -> None:
    """Deaths in percent of the people, deaths for each birth, and a region's share of all."""
    for year in years:
        place = writing.chance.choice([*regions, "all"])
        deaths, births, stock = (
            _flow("deaths", year, place),
            _flow("births", year, place),
            _stock(year, place),
        )
        percent = Fraction(100 * writing.truth[deaths], writing.truth[stock])
        writing.claim(deaths, f"{float(percent):.1f} percent", source="A", of=stock)
        if writing.truth[births]:
            each = Fraction(writing.truth[deaths], writing.truth[births])
            writing.claim(deaths, f"{float(each):.2f}", source="A", of=births)
        part, whole = _stock(year, writing.chance.choice(regions)), _stock(year, "all")
        share = Fraction(100 * writing.truth[part], writing.truth[whole])
        writing.claim(part, f"{float(share):.1f} percent", source="B", of=whole)
