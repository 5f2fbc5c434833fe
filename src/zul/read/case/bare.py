"""A case out of bare documents: what the audit needs, with nothing declared by anybody.

Whatever the words around a figure do not say themselves is an assumption here, so that a finding that
rests on it is a tension and names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from textwrap import shorten

from attrs import evolve

from zul.read import lexicon
from zul.read.case import columns, comparisons, durations, happenings, relations
from zul.read.case.relations import Placed
from zul.read.cells.addresses import ONCE
from zul.read.cells.events import Dated
from zul.read.cells.item import ALL, PEOPLE, TOPIC, Item, slug
from zul.read.cells.scene import Scene
from zul.read.cells.statements import statements
from zul.read.drafts import Understood
from zul.terms.assumption import Assumption, Elapsed, Same, day_of
from zul.terms.bounds import listed
from zul.terms.case import Case, Event, Group, People
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.draft import Draft
from zul.terms.figure import Figure
from zul.terms.measure import Kind
from zul.terms.place import Membership, Place
from zul.terms.source import Citation, Source
from zul.terms.statement import Statement

LARGEST, LARGEST_RATE = 5 * 10**15, 10**6  # what the audit can tell from its neighbours
_MOST = 60  # numbers of one thing
_MOST_TOLD = 150  # assumptions of one kind in one document: a search through more takes minutes
_BY = dict.fromkeys(("men", "women", "children"), "men, women and children")
_WHY = {"measure": "what it counts", "group": "whom it counts", "place": "the place", "period": "the time"}


def bare_case(documents: Sequence[Understood]) -> Case:
    """The case that the documents make, each of them a source.

    Claims have the ids of the drafts; with several documents the number of the document comes before: 2-d7.
    """
    claims: dict[str, Claim] = {}
    events: dict[str, Event] = {}
    assumptions: dict[str, Assumption] = {}
    sources: dict[str, Source] = {}
    said: dict[str, Statement] = {}
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
    cells = _cells(claims.values(), assumptions.values())
    topic = next((one.topic.people for one in documents if one.topic.people), None)
    first = documents[0].document
    return Case(
        title=first.title or first.name,
        people=People(name=topic or "people"),
        period=Period.parse("0001/9999"),
        languages=("en",),
        summary=(),
        groups=_groups(cells, said.values()),
        places=_places(cells),
        sources=sources,
        events=events,
        claims=claims,
        assumptions=assumptions,
        statements=said,
    )


class _Part:
    """The claims, events and assumptions of one document."""

    def __init__(self, understood: Understood, source: str, prefix: str) -> None:
        self.source, self.prefix = source, prefix
        self.claims: dict[str, Claim] = {}
        self.events: dict[str, Event] = {}
        self.assumptions: dict[str, Assumption] = {}
        items = {(item.mention.start, item.mention.end): item for item in understood.items}
        read = [
            (draft, items[place], _shared(draft.cell, items[place]))
            for draft in understood.drafts
            if (place := (draft.quote.start, draft.quote.end)) in items and draft.cell and _readable(draft)
        ]
        alike: dict[tuple[Cell, Cell | None], list[Item]] = defaultdict(list)
        for draft, item, shared in read:
            alike[shared, draft.of].append(item)
        drafts = {id(item): draft for draft, item, _ in read}
        cells = {
            id(item): _private(shared, draft)
            if _is_unsure(item) or _stands_apart(item, alike[shared, draft.of])
            else shared
            for draft, item, shared in read
        }
        placed = [Placed(item=item, cell=cells[id(item)], shared=shared) for _, item, shared in read]
        # A share of a number of the text is a share of just that number, whatever its address.
        placed = [
            evolve(
                one,
                cell=cells.get(id(one.item.restates), one.cell),
                of=self._base(one, cells, drafts),
            )
            for one in placed
        ]
        for one in placed:
            self._add(drafts[id(one.item)], one)
        self.statements = {said.id: said for said in statements(understood.scenes, understood.topic, source)}
        told = self._date(understood)
        self._take(happenings.one_event(told))
        self._take(self._durations(understood, placed))
        self._take(relations.of_the_operation(placed))
        self._take(relations.at_most(placed))
        self._take(relations.balances(placed))
        self._take(relations.remainders(placed))
        self._take(relations.transit(placed))
        self._take(comparisons.taken_out(placed))
        self._take(comparisons.changes(placed))
        self._take(comparisons.multiples(placed))
        self._take(comparisons.shares(placed))
        self._take(relations.last_counts(placed))
        self._take(relations.counts(placed))
        self._take(relations.in_two_units(placed))
        self._take(columns.accounts(placed))
        self._take(relations.lists(understood.lists, placed))
        self._take(self._ties(placed, drafts))

    def _base(self, one: Placed, cells: Mapping[int, Cell], drafts: Mapping[int, Draft]) -> Cell | None:
        """The whole of a share; where another sentence counts it, that it is this one is an assumption."""
        base = cells.get(id(one.item.base))
        if base is None or one.item.base is None or one.item.base.scene is one.item.scene:
            return base or one.item.of
        draft = drafts[id(one.item)]
        taken = evolve(base, group=f"{base.group}.of-{draft.id}")
        name = f"{self.prefix}whole-{draft.id}"
        number = one.item.base.mention.as_written
        why = f"“{draft.as_written}” is a share of “{number}”, which stands in another sentence."
        self.assumptions[name] = Same(id=name, why=why, cells=(taken, base))
        return taken

    def _take(self, told: Iterable[Assumption]) -> None:
        for assumption in islice(told, _MOST_TOLD):
            self.assumptions[self.prefix + assumption.id] = evolve(assumption, id=self.prefix + assumption.id)

    def _add(self, draft: Draft, one: Placed) -> None:
        id = self.prefix + draft.id
        self.claims[id] = Claim(
            id=id,
            citation=Citation(source=self.source, locator=draft.locator),
            as_written=draft.as_written,
            reading=draft.reading,
            cell=one.cell,
            of=one.of if one.of != one.cell else None,
            said_by=draft.said_by,
            series=self.prefix + draft.series if draft.series else None,
        )

    def _ties(self, placed: Sequence[Placed], drafts: Mapping[int, Draft]) -> Iterator[Assumption]:
        """A figure whose address is told elsewhere is tied to its rivals, as an assumption."""
        named = _cells(self.claims.values(), self.assumptions.values())
        rivals: dict[tuple[Cell, Cell | None], list[Item]] = defaultdict(list)
        for one in placed:
            rivals[one.shared, one.of].append(one.item)
        for one in placed:
            told = one.item.measure is not None and one.item.rules.get("measure") != "unit alone"
            known = told and one.shared.measure.has_parts
            if not _is_unsure(one.item) or one.item.restates or not known:
                continue
            for shared in dict.fromkeys((one.shared, evolve(one.shared, period=None))):
                alike = rivals[shared, one.of] if len(rivals[shared, one.of]) <= _MOST else []
                others = [item for item in alike if item.scene is not one.item.scene]
                alone = not others and shared == one.shared and (shared in named or one.item.is_percent)
                if alone or any(_may_rival(one.item, other) for other in others):
                    draft = drafts[id(one.item)]
                    unsure = [words for part, words in _WHY.items() if one.item.inherits(part)]
                    taken = f"{listed(unsure)} {'are' if len(unsure) > 1 else 'is'} taken"
                    why = f"For “{draft.as_written}”, {taken} from elsewhere in the text."
                    yield Same(id=f"read-{draft.id}", why=why, cells=(one.cell, shared))
                    break

    def _date(self, understood: Understood) -> list[tuple[str, Dated]]:
        dated = {(event.mention.start, event.mention.end): event for event in understood.events}
        told = []
        for draft in understood.drafts:
            event = dated.get((draft.quote.start, draft.quote.end))
            if event is None or draft.cell is None or not isinstance(draft.reading, Period):
                continue
            id = self.prefix + draft.cell.group
            self.events[id] = Event(id=id, date=draft.reading, title=event.words, source=self.source)
            claim = self.prefix + draft.id
            self.claims[claim] = Claim(
                id=claim,
                citation=Citation(source=self.source, locator=draft.locator),
                as_written=draft.as_written,
                reading=draft.reading,
                cell=evolve(draft.cell, group=id),
                said_by=draft.said_by,
            )
            told.append((id, event))
        return told

    def _durations(self, understood: Understood, placed: Sequence[Placed]) -> Iterator[Assumption]:
        """A number of years beside the dates that it passes between."""
        drafts = {(draft.quote.start, draft.quote.end): draft for draft in understood.drafts}
        times = {(one.item.start, one.item.end): one.cell for one in placed}
        claims = {claim.cell: claim for claim in reversed(self.claims.values())}
        for number, (item, dates) in enumerate(durations.durations(understood.items), start=1):
            time = times.get((item.start, item.end))
            read = [drafts.get((date.start, date.end)) for date in dates]
            if time is None or None in read:
                continue
            ends = [draft for draft in read if draft is not None]
            if len(ends) == 2:
                first, then = (self._event(draft, f"day-{draft.id}", item.scene) for draft in ends)
                why = "The years are told between the two dates."
                yield Elapsed(id=f"years-{number}", why=why, first=first, then=then, time=time)
            elif (id := self.prefix + ends[0].id) not in self.claims:
                passed = evolve(time, group=f"{time.group}-passed")
                self.claims[id] = evolve(
                    claims[time],
                    id=id,
                    as_written=ends[0].as_written,
                    reading=durations.length_of(ends[0]),
                    cell=passed,
                )
                why = "The years are told of the time between the two dates."
                yield Same(id=f"years-{number}", why=why, cells=(time, passed))

    def _event(self, draft: Draft, event: str, scene: Scene) -> str:
        """The event of a date, which is made for it where it has none."""
        id = self.prefix + draft.id
        if id in self.claims:
            return self.claims[id].cell.group
        words = shorten(scene.text(scene.sentence.start, scene.sentence.end), 90, placeholder=" …")
        reading = durations.opening_of(draft)
        self.events[self.prefix + event] = Event(
            id=self.prefix + event, date=reading, title=words, source=self.source
        )
        self.claims[id] = Claim(
            id=id,
            citation=Citation(source=self.source, locator=draft.locator),
            as_written=draft.as_written,
            reading=reading,
            cell=day_of(self.prefix + event),
        )
        return self.prefix + event


def _readable(draft: Draft) -> bool:
    """True for a figure that the audit can set beside others."""
    figure = draft.reading
    if not isinstance(figure, Figure) or draft.cell is None:
        return False
    if draft.of is None and (figure.is_rate and draft.cell.measure.whole_numbers):
        return False
    largest = LARGEST_RATE if figure.is_rate else LARGEST
    return all(quantity.value <= largest for quantity in figure.quantities)


def _shared(cell: Cell, item: Item) -> Cell:
    """The cell that the figure shares with its rivals; what happened once needs no time told elsewhere."""
    if item.inherits("period") and cell.measure.id in ONCE:
        return evolve(cell, period=None)
    return cell


def _is_unsure(item: Item) -> bool:
    parts = ["measure", "group", "place", "period"]
    if item.measure in ONCE:
        parts.remove("period")
    if item.measure == "elapsed":
        return True  # each stretch of time is one of its own
    if item.rules.get("group") == TOPIC:
        parts.remove("group")
    return item.measure is None or any(item.inherits(part) for part in parts)


def _may_rival(item: Item, other: Item) -> bool:
    """True for numbers near each other; two voices may differ more than one that says a thing twice."""
    return relations.near(item, other, 1.5 if item.said_by == other.said_by else 2)


def _stands_apart(item: Item, alike: Sequence[Item]) -> bool:
    """True for a number that must count another thing than those that seem to count the same.

    It is far from them all; or one of them stands before it in its own sentence, told by the same voice; or
    there are more of them than any text says of one thing.
    """
    if len(alike) > _MOST:
        return True
    others = [other for other in alike if other is not item and not item.is_percent]
    beside = [
        o for o in others if o.scene is item.scene and o.start < item.start and o.said_by == item.said_by
    ]
    return bool(beside) or (bool(others) and not any(relations.near(item, other, 2) for other in others))


def _private(cell: Cell, draft: Draft) -> Cell:
    return evolve(cell, group=f"{cell.group}.{draft.id}")


def _cells(claims: Iterable[Claim], assumptions: Iterable[Assumption]) -> set[Cell]:
    found = {cell for assumption in assumptions for cell in assumption.named_cells}
    return found | {cell for claim in claims for cell in (claim.cell, claim.of) if cell}


def _groups(cells: Iterable[Cell], said: Iterable[Statement]) -> dict[str, Group]:
    """The groups of the cells and those that hold them: children in their people, peoples in all."""
    peoples = {slug(row["name"]): row["name"] for row in lexicon.rows("peoples")}
    groups = {ALL: Group(id=ALL, name="whole population")}

    def hold(id: str) -> None:
        line = _line(id, peoples)
        for whole, part in zip([ALL, *line], line, strict=False):
            by = "people" if whole == ALL and part in peoples else _BY.get(part.removeprefix(f"{whole}-"))
            groups[part] = Group(id=part, name=_name(part, peoples), part_of=whole, by=by)

    for cell in sorted(cells, key=str):
        id, _, private = cell.group.partition(".")
        if cell.measure.kind is Kind.DATE or cell.group == ALL:
            continue
        if cell.measure.unit in ("person", "family") and id != ALL:
            hold(id)
        if private or id not in groups:
            groups[cell.group] = Group(id=cell.group, name=_name(id, peoples))
    for statement in said:
        hold(statement.group)
    return groups


def _line(id: str, peoples: Mapping[str, str]) -> list[str]:
    """A group and the people that it is a part of, the people first."""
    holding = [people for people in (*peoples, PEOPLE) if id.startswith(f"{people}-")]
    return [max(holding, key=len), id] if holding else [id]


def _name(id: str, peoples: Mapping[str, str]) -> str:
    line = _line(id, peoples)
    whole = peoples.get(line[0], line[0].replace("-", " "))
    words = [_capitals().get(word, word) for word in id.removeprefix(line[0]).split("-") if word]
    return f"{whole}, {' '.join(words)}" if words else whole


@cache
def _capitals() -> Mapping[str, str]:
    """The names of peoples that are one word, by their small letters."""
    forms = (form for row in lexicon.rows("peoples") for form in lexicon.words_of(row["forms"]))
    return {form.lower(): form for form in forms}


def _places(cells: Iterable[Cell]) -> dict[str, Place]:
    """The places of the cells and those of the lexicon that hold them."""
    names = {slug(row["name"]): row["name"] for row in lexicon.rows("places")}
    wholes = {slug(part): slug(whole) for part, whole in lexicon.wholes().items()}
    places: dict[str, Place] = {}

    def add(id: str) -> None:
        whole = wholes.get(id)
        if whole is not None and whole not in places:
            add(whole)
        name = names.get(id, id.replace("-", " ").title())
        places[id] = Place(id=id, name=name, part_of=(Membership(whole=whole),) if whole else ())

    for id in sorted({cell.place for cell in cells if cell.place}):
        if id not in places:
            add(id)
    return places
