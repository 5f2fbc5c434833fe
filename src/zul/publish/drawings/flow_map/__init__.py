"""The flow map: from the home region to the places of exile, in ribbons as wide as the figures.

One measure, one group and one time are drawn. What the sources say of others stands in the table.
"""

from __future__ import annotations

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.flow_map.chart import chart
from zul.publish.drawings.flow_map.goals import PERSONS, Flows, bounds, flows, location
from zul.publish.drawings.flow_map.names import number_of
from zul.publish.words import Words, plain
from zul.terms.cell import Cell
from zul.terms.claim import Claim


def flow_map(words: Words) -> Drawing | None:
    """Where people were taken; None when the sources lead to no place that can be shown."""
    found = flows(words.case)
    if found is None:
        return None
    return Drawing(
        id="map",
        title=words.say("Where people were taken"),
        caption=_caption(words, found),
        label=_label(words, found),
        chart=chart(words, found),
        table=_table(words, found),
        claims=tuple(claim.id for claim in found.claims),
    )


def _when(words: Words, cell: Cell) -> str:
    return words.language.period(cell.period) if cell.period else words.say("at a time not stated")


def _caption(words: Words, found: Flows) -> str:
    say, persons = words.say, found.kind.measure.unit == PERSONS
    parts = [
        say(
            "Each ribbon leads from the home region to a place of exile. Its width is the number of {what}, "
            "{when}. It ends at one point, mostly a chief town; the people were spread over the whole of "
            "the place.",
            what=words.tell(found.kind.measure.name),
            when=_when(words, found.kind),
        )
    ]
    if any(goal.least != goal.most for goal in found.drawn):
        parts.append(
            say(
                "Where the sources differ, the strong part of the ribbon is the least that they print; "
                "with the faint part it is the most."
            )
        )
    if found.marked and persons:
        parts.append(
            say(
                "A ring is a place of exile whose figures are of another time, in families, or already "
                "within those of a larger region. It has no ribbon: families are not turned into persons, "
                "and nobody is drawn twice."
            )
        )
    elif found.marked:
        parts.append(say("A ring is a place of exile whose figures are of another time."))
    parts.append(
        say(
            "The ribbons are schematic: they are no routes. The borders are those of 1943, put together from "
            "the provinces of today, and so approximate. A second name in brackets is older or of today. "
            "Ground: Natural Earth; the Aral Sea was larger than it is drawn."
        )
    )
    outside = dict.fromkeys(
        words.case.places[claim.cell.place].name
        for claim in found.elsewhere
        if claim.cell.place and location(words.case.places[claim.cell.place]) is None
    )
    if outside:
        places = words.language.joined(map(plain, outside))
        parts.append(say("Not on the map, for want of a point to put them: {places}.", places=places))
    return words.language.joined(parts, " ")


def _label(words: Words, found: Flows) -> str:
    goals = "; ".join(
        words.say("{place}: {number}", place=plain(goal.place.name), number=number_of(words, goal))
        for goal in found.drawn
    )
    return words.say(
        "A map with ribbons from {home} to the places of exile. {goals}.",
        home=plain(found.home.name),
        goals=goals,
    )


def _table(words: Words, found: Flows) -> Table:
    say, case = words.say, words.case
    how = {claim.id: say("ribbon") for goal in found.drawn for claim in goal.claims}
    how |= {claim.id: say("ring") for goal in found.marked for claim in goal.claims}

    def row(claim: Claim) -> tuple[Value, ...]:
        assert claim.cell.place is not None
        return (
            plain(case.places[claim.cell.place].name),
            plain(case.groups[claim.cell.group].name),
            claim.as_written,
            *bounds(claim),
            say(claim.cell.measure.unit),
            _when(words, claim.cell),
            plain(words.work(claim.citation.source)),
            claim.id,
            how.get(claim.id, ""),
        )

    columns = (
        say("Place of exile"), say("Group"), say("Figure as written"), say("Lower"), say("Upper"),
        say("Unit"), say("Period"), say("Source"), say("Claim"), say("On the map"),
    )  # fmt: skip
    return Table(columns=columns, rows=tuple(map(row, (*found.claims, *found.elsewhere))))
