"""A case out of bare documents: what the audit needs, with nothing declared by anybody.

Whatever the words around a figure do not say themselves is an assumption here, so that a finding that
rests on it is a tension and names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from attrs import evolve, frozen

from zul.read.case import columns, comparisons, growth, happenings, portions, relations
from zul.read.case.absences import absences
from zul.read.case.accounts import left_over, the_others
from zul.read.case.additions import additions
from zul.read.case.again import again, costs, sizes
from zul.read.case.ages import ages
from zul.read.case.alike import labelled, one_place, swapped, two_units
from zul.read.case.bases import is_of_another
from zul.read.case.care import is_no_ratio, is_some, loose, may_be_told_of
from zul.read.case.daily import daily
from zul.read.case.dating import Dates
from zul.read.case.drawn import drawn
from zul.read.case.factors import factors
from zul.read.case.flows import flows, journeys, ledgers
from zul.read.case.issues import issues
from zul.read.case.names import names
from zul.read.case.percents import percents
from zul.read.case.periods import periods
from zul.read.case.placing import (
    MOST,
    cells_of,
    has_rivals,
    is_elsewhere,
    is_readable,
    is_unsure,
    may_rival,
    private,
    shared_cell,
    stands_apart,
    taken_from,
)
from zul.read.case.rates import averages, outputs, over_time, rates
from zul.read.case.rations import rations
from zul.read.case.recalled import recalled
from zul.read.case.relations import Placed
from zul.read.case.remainders import remainders
from zul.read.case.runs import Run, runs
from zul.read.case.spoken import Spoken
from zul.read.case.spreads import is_roughly_right, spreads
from zul.read.case.superlatives import superlatives
from zul.read.case.tallies import tallies
from zul.read.case.thousandths import thousandths
from zul.read.case.totals import announced, divided, nearly, out_of_these, sums, told_twice
from zul.read.case.vocabulary import groups_of, places_of
from zul.read.cells.item import Item
from zul.read.cells.statements import statements
from zul.read.drafts import Understood
from zul.terms.assumption import Account, Assumption, Same
from zul.terms.case import Case, Event, People
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.draft import Draft
from zul.terms.said import listed
from zul.terms.source import Citation, Source
from zul.terms.statement import Statement

_MOST_TOLD = 150  # assumptions of one kind in one document: a search through more takes minutes
_WHY = {"measure": "what it counts", "group": "whom it counts", "place": "the place", "period": "the time"}


@frozen(kw_only=True)
class Bare:
    """A case out of documents, and for each of them the drafts of what stands in words only."""

    case: Case
    spoken: tuple[tuple[Draft, ...], ...]


def bare_case(documents: Sequence[Understood]) -> Bare:
    """The case that the documents make, each of them a source.

    Claims have the ids of the drafts; with several documents the number of the document comes before: 2-d7.
    """
    claims: dict[str, Claim] = {}
    events: dict[str, Event] = {}
    assumptions: dict[str, Assumption] = {}
    sources: dict[str, Source] = {}
    said: dict[str, Statement] = {}
    spoken = []
    for number, understood in enumerate(documents, start=1):
        prefix = f"{number}-" if len(documents) > 1 else ""
        source = f"D{number}"
        document = understood.document
        title = document.name if len(documents) > 1 else document.title or document.name
        sources[source] = Source(id=source, title=title, kind="document")
        part = _Part(understood, source, prefix)
        claims |= part.claims
        events |= part.events
        assumptions |= part.assumptions
        said |= part.statements
        spoken.append(tuple(part.spoken))
    cells = cells_of(claims.values(), assumptions.values())
    topic = next((one.topic.people for one in documents if one.topic.people), None)
    first = documents[0].document
    case = Case(
        title=first.title or first.name,
        people=People(name=topic or "people"),
        period=Period.parse("0001/9999"),
        languages=("en",),
        summary=(),
        groups=groups_of(cells, said.values()),
        places=places_of(cells),
        sources=sources,
        events=events,
        claims=claims,
        assumptions=assumptions,
        statements=said,
    )
    return Bare(case=case, spoken=tuple(spoken))


_RELATIONS = (
    relations.of_the_operation,
    relations.at_most,
    portions.taken_from,
    portions.of_those_there,
    portions.of_those_of_a_place,
    portions.others,
    portions.remaining,
    left_over,
    the_others,
    growth.rises,
    growth.natural_growth,
    growth.differences,
    drawn,
    journeys,
    sums,
    announced,
    additions,
    out_of_these,
    tallies,
    divided,
    nearly,
    told_twice,
    swapped,
    recalled,
    one_place,
    again,
    costs,
    sizes,
    labelled,
    two_units,
    relations.transit,
    comparisons.taken_out,
    comparisons.changes,
    comparisons.multiples,
    comparisons.exceeding,
    superlatives,
    comparisons.shares,
    relations.last_counts,
    names,
    comparisons.in_two_units,
    rations,
    issues,
    daily,
    periods,
    factors,
    columns.accounts,
)


class _Part:
    """The claims, events and assumptions of one document."""

    def __init__(self, understood: Understood, source: str, prefix: str) -> None:
        self.source, self.prefix = source, prefix
        self.claims: dict[str, Claim] = {}
        self.assumptions: dict[str, Assumption] = {}
        self.spoken: list[Draft] = []
        items = {(item.mention.start, item.mention.end): item for item in understood.items}
        read = [
            (draft, items[place], shared_cell(draft.cell, items[place]))
            for draft in understood.drafts
            if (place := (draft.quote.start, draft.quote.end)) in items and draft.cell and is_readable(draft)
        ]
        alike: dict[tuple[Cell, Cell | None], list[Item]] = defaultdict(list)
        for draft, item, shared in read:
            alike[shared, draft.of].append(item)
        drafts = {id(item): draft for draft, item, _ in read}
        wholes = {id(part): one.whole for one in understood.lists for part in one.parts}
        wholes_only = taken_from(understood.items)
        apart = {
            id(item)
            for draft, item, shared in read
            if id(item) in wholes_only
            or is_some(item)
            or stands_apart(item, alike[shared, draft.of], wholes.get(id(item)))
        }
        scattered = loose(understood.items) - apart
        self.unsure = scattered | {id(item) for _, item, _ in read if is_unsure(item)}
        cells = {
            id(item): private(shared, draft) if id(item) in apart | self.unsure else shared
            for draft, item, shared in read
        }
        placed = [Placed(item=item, cell=cells[id(item)], shared=shared) for _, item, shared in read]
        # A share of a number of the text is a share of just that number, whatever its address.
        placed = [
            evolve(
                one,
                cell=cells.get(id(one.item.restates), one.cell),
                of=None if is_of_another(one.item, understood.items) else self._base(one, cells, drafts),
            )
            for one in placed
            if one.item.is_percent or not is_no_ratio(one.item)
        ]
        placed = list(self._rated(understood, placed, drafts))
        in_runs = list(runs(understood.items))
        placed = self._instead(understood, placed, drafts, in_runs)
        placed = [
            one for one in placed if one.of or not one.item.is_percent or one.cell.measure.unit == "percent"
        ]
        for one in placed:
            self._add(drafts[id(one.item)], one)
        self.statements = {said.id: said for said in statements(understood.scenes, understood.topic, source)}
        dates = Dates(understood, source, prefix, self.claims)
        self.events = dates.events
        self._take(happenings.one_event(dates.happened()))
        self._take(dates.durations(placed))
        aged = list(ages(understood.scenes))
        for known in aged:
            self._speak(known.age)
        self._take(dates.ages(aged))
        self._take(dates.sequences())
        self._take(run.told() for run in in_runs)
        self._balance(understood, placed)
        for relation in _RELATIONS:
            self._take(relation(placed))
        shares = [one for one in understood.items if one.is_percent]
        self._take(comparisons.percents_more(placed, shares))
        self._take(percents(placed, shares))
        self._take(relations.lists(understood.lists, placed))
        self._take(self._ties(placed, drafts))

    def _balance(self, understood: Understood, placed: Sequence[Placed]) -> None:
        """Every balance once: where verbs tell who came and who went, what the measures tell is left."""
        told = [*flows(placed), *ledgers(placed)]
        closed = {one.closing for one in told}
        self._take(told)
        for found in (relations.balances(self._with_none(understood, placed)), remainders(placed)):
            self._take(one for one in found if not (isinstance(one, Account) and one.closing in closed))

    def _base(self, one: Placed, cells: Mapping[int, Cell], drafts: Mapping[int, Draft]) -> Cell | None:
        """The whole of a share; where another sentence counts it, that it is this one is an assumption."""
        base = cells.get(id(one.item.base))
        if base is not None and one.item.base is not None and is_elsewhere(one.item, one.item.base):
            return None
        if base is None or one.item.base is None or one.item.base.scene is one.item.scene:
            return base or one.item.of
        draft = drafts[id(one.item)]
        taken = evolve(base, group=f"{base.group}.of-{draft.id}")
        name = f"{self.prefix}whole-{draft.id}"
        number = one.item.base.mention.as_written
        why = f"“{draft.as_written}” is a share of “{number}”, which stands in another sentence."
        self.assumptions[name] = Same(id=name, why=why, cells=(taken, base))
        return taken

    def _rated(
        self, understood: Understood, placed: Sequence[Placed], drafts: dict[int, Draft]
    ) -> Iterator[Placed]:
        """The same numbers, with what the rates among them are of."""
        cells = {id(one.item): one.cell for one in placed}
        read = {(draft.quote.start, draft.quote.end): draft for draft in understood.drafts}
        found = {
            id(rate.item): rate
            for rate in (
                *spreads(understood.items),
                *rates(understood.items),
                *over_time(understood.items),
                *outputs(understood.items),
                *averages(understood.items),
                *thousandths(understood.items),
                *portions.shares(understood.items),
            )
            if id(rate.part) in cells and id(rate.base) in cells and may_be_told_of(rate.item, rate.base)
        }
        known = {id(one.item): one for one in placed}
        for item in understood.items:
            one, rate = known.get(id(item)), found.get(id(item))
            if rate is not None and (draft := read.get((item.start, item.end))):
                drafts[id(item)] = evolve(draft, as_written=rate.printed or draft.as_written)
                part, base = cells[id(rate.part)], cells[id(rate.base)]
                if rate.why or not rate.part.scene is rate.base.scene is item.scene:
                    taken = evolve(part, group=f"{part.group}.of-{draft.id}")
                    name = f"{self.prefix}rate-{draft.id}"
                    words = (one.mention.as_written for one in (item, rate.part, rate.base))
                    why = rate.why or "“{}” is told of “{}” and “{}”, which stand in other sentences."
                    why = why.format(*words)
                    self.assumptions[name] = Same(id=name, why=why, cells=(taken, part))
                    part = taken
                yield Placed(item=item, cell=part, shared=part, of=base, reading=rate.reading)
            elif one is not None and not is_roughly_right(item):
                yield one

    def _instead(
        self,
        understood: Understood,
        placed: Sequence[Placed],
        drafts: dict[int, Draft],
        in_runs: Sequence[Run],
    ) -> list[Placed]:
        """The same numbers, with shares that get their whole, or none, from the words beside them."""
        read = {(draft.quote.start, draft.quote.end): draft for draft in understood.drafts}
        instead = {id(one.item): one for one in growth.plain_shares(understood.items)}
        instead |= {id(one.item): one for run in in_runs for one in run.placed()}
        instead |= {id(one.item): one for one in growth.exact_ends(placed) if id(one.item) not in instead}
        for one in instead.values():
            drafts[id(one.item)] = read[one.item.start, one.item.end]
        others = (one for one in placed if id(one.item) not in instead)
        return sorted([*others, *instead.values()], key=lambda one: one.item.start)

    def _with_none(self, understood: Understood, placed: Sequence[Placed]) -> list[Placed]:
        """The same numbers, with the words that deny some of them, or that nobody was left."""
        cells = {id(one.item): one.cell for one in placed}
        found = []
        for denied in absences(understood.scenes, understood.items):
            none, cell = denied.none, denied.none.draft.cell
            assert cell is not None
            number = denied.number
            if number is not None and id(number) in cells:
                words = none.item.mention.as_written, number.mention.as_written
                why = f"“{words[0]}” is said of what “{words[1]}” counts."
                self._speak(none)
                self._take([Same(id=f"none-{none.item.start}", why=why, cells=(cell, cells[id(number)]))])
            elif number is None:
                found.append(Placed(item=none.item, cell=cell, shared=cell))
                self._speak(none)
        return sorted([*placed, *found], key=lambda one: one.item.start)

    def _speak(self, said: Spoken) -> None:
        """Take in a number that stands in words only."""
        self.spoken.append(said.draft)
        cell = said.draft.cell
        assert cell is not None
        self._add(said.draft, Placed(item=said.item, cell=cell, shared=cell))

    def _take(self, told: Iterable[Assumption]) -> None:
        for assumption in islice(told, _MOST_TOLD):
            self.assumptions[self.prefix + assumption.id] = evolve(assumption, id=self.prefix + assumption.id)

    def _add(self, draft: Draft, one: Placed) -> None:
        id = self.prefix + draft.id
        self.claims[id] = Claim(
            id=id,
            citation=Citation(source=self.source, locator=draft.locator),
            as_written=draft.as_written,
            reading=one.reading or draft.reading,
            cell=one.cell,
            of=one.of if one.of != one.cell else None,
            said_by=draft.said_by,
            series=self.prefix + draft.series if draft.series else None,
        )

    def _ties(self, placed: Sequence[Placed], drafts: Mapping[int, Draft]) -> Iterator[Assumption]:
        """A figure whose address is told elsewhere is tied to its rivals, as an assumption."""
        named = cells_of(self.claims.values(), self.assumptions.values())
        rivals: dict[tuple[Cell, Cell | None], list[Item]] = defaultdict(list)
        for one in placed:
            if has_rivals(one.item):
                rivals[one.shared, one.of].append(one.item)
        for one in placed:
            told = one.item.measure is not None and one.item.rules.get("measure") != "unit alone"
            known = told and one.shared.measure.has_parts
            if not (id(one.item) in self.unsure and has_rivals(one.item)) or one.item.restates or not known:
                continue
            for shared in dict.fromkeys((one.shared, evolve(one.shared, period=None))):
                alike = rivals[shared, one.of] if len(rivals[shared, one.of]) <= MOST else []
                others = [item for item in alike if item.scene is not one.item.scene]
                alone = not others and shared == one.shared and (shared in named or one.item.is_percent)
                if alone or any(may_rival(one.item, other) for other in others):
                    draft = drafts[id(one.item)]
                    unsure = [words for part, words in _WHY.items() if one.item.inherits(part)]
                    taken = f"{listed(unsure)} {'are' if len(unsure) > 1 else 'is'} taken"
                    why = f"For “{draft.as_written}”, {taken} from elsewhere in the text."
                    yield Same(id=f"read-{draft.id}", why=why, cells=(one.cell, shared))
                    break
