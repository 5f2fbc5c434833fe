"""The dates of a document as claims, and what they say of each other and of the time between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from attrs import evolve

from zul.read.case import durations
from zul.read.case.ages import Aged
from zul.read.case.lapses import lapses
from zul.read.case.narrated import narrated
from zul.read.case.relations import Placed
from zul.read.case.sequences import sequences
from zul.read.case.stays import stays
from zul.read.case.unfolding import unfolding
from zul.read.cells.events import Dated
from zul.read.cells.scene import Scene
from zul.read.drafts import Understood
from zul.terms.assumption import Assumption, Elapsed, Order, Same, day_of
from zul.terms.case import Event
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.draft import Draft
from zul.terms.mention import Mention
from zul.terms.source import Citation


class Dates:
    """The events of one document; their claims are put among those of its numbers."""

    def __init__(self, understood: Understood, source: str, prefix: str, claims: dict[str, Claim]) -> None:
        self.source, self.prefix, self.claims = source, prefix, claims
        self.events: dict[str, Event] = {}
        self._understood = understood
        self._drafts = {(draft.quote.start, draft.quote.end): draft for draft in understood.drafts}

    def happened(self) -> list[tuple[str, Dated]]:
        """What happened on the dates, with the ids of the events."""
        dated = {(event.mention.start, event.mention.end): event for event in self._understood.events}
        told = []
        for draft in self._understood.drafts:
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

    def durations(self, placed: Sequence[Placed]) -> Iterator[Assumption]:
        """A stretch of time beside the dates that it passes between."""
        times = {(one.item.start, one.item.end): one.cell for one in placed}
        claims = {claim.cell: claim for claim in reversed(self.claims.values())}
        read = self._understood.items, self._understood.scenes
        found = {one.item.start: one for one in (*stays(*read), *lapses(*read), *durations.durations(*read))}
        for number, lasting in enumerate(found.values(), start=1):
            item = lasting.item
            time = times.get((item.start, item.end))
            drafts = [self._drafts.get((date.start, date.end)) for date in lasting.dates]
            if time is None or None in drafts:
                continue
            ends = [draft for draft in drafts if draft is not None]
            if len(ends) == 2:
                first, then = (self._event(draft, f"day-{draft.id}", item.scene) for draft in ends)
                why = "The time is told between the two dates."
                within = durations.slack_of(lasting.unit)
                yield Elapsed(
                    id=f"time-{number}",
                    why=why,
                    first=first,
                    then=then,
                    time=time,
                    days=lasting.unit,
                    within=within,
                )
            elif (id := self.prefix + ends[0].id) not in self.claims:
                passed = evolve(time, group=f"{time.group}-passed")
                self.claims[id] = evolve(
                    claims[time],
                    id=id,
                    as_written=ends[0].as_written,
                    reading=durations.length_of(ends[0], item.mention.unit or "year"),
                    cell=passed,
                )
                why = "The time is told of what lies between the two dates."
                yield Same(id=f"time-{number}", why=why, cells=(time, passed))

    def ages(self, found: Sequence[Aged]) -> Iterator[Assumption]:
        """An age beside the dates of the birth and of the day when somebody was so old."""
        for aged in found:
            ends = [self._drafts.get((date.start, date.end)) for date in (aged.born, aged.then)]
            cell = aged.age.draft.cell
            if cell is None or ends[0] is None or ends[1] is None:
                continue
            born, then = (self._event(end, f"day-{end.id}", aged.age.item.scene) for end in ends if end)
            why = "The age is told of who was born on the one date, and of the other date."
            yield Elapsed(id=f"age-{aged.age.item.start}", why=why, first=born, then=then, time=cell)

    def sequences(self) -> Iterator[Assumption]:
        """What cannot come before what, and two dates of one event."""
        scenes = self._understood.scenes
        all_of_it = (*sequences(scenes), *narrated(scenes), *unfolding(scenes))
        for number, found in enumerate(all_of_it, start=1):
            ends = [self._known(*end) for end in (found.first, found.then)]
            if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
                continue
            if found.is_one_event:
                cells = (day_of(ends[0]), day_of(ends[1]))
                yield Same(id=f"one-day-{number}", why=found.why, cells=cells)
            else:
                yield Order(id=f"sequence-{number}", why=found.why, first=ends[0], then=ends[1])

    def _known(self, date: Mention, scene: Scene) -> str | None:
        draft = self._drafts.get((date.start, date.end))
        return self._event(draft, f"day-{draft.id}", scene) if draft else None

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
