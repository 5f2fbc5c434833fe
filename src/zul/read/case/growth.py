"""Rises and falls that the text gives in numbers: by so much to so much, or births over deaths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from zul.read.case.plain import is_beside, single
from zul.read.case.relations import Placed, Told
from zul.read.cells.item import Item
from zul.terms.assumption import Account
from zul.terms.bounds import Bounds
from zul.terms.cell import Cell
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES

_LITTLE = r"(?:only |just |about |some |a further |another )?"
_UP = r"rose|risen|rises|grew|grown|increased|went up|gone up|climbed"
_DOWN = r"fell|fallen|dropped|declined|decreased|shrank|shrunk|went down|gone down"
_BY = re.compile(
    rf"\b(?:(?P<up>{_UP})|{_DOWN})(?: again| further)?(?: from \d[^.;]{{0,50}}?)? by {_LITTLE}$",
    re.IGNORECASE,
)
_TO = re.compile(r",?(?: [^\W\d]+){0,2} to $", re.IGNORECASE)
_MORE = re.compile(
    r"\s+(?:[^\W\d]+ )?(?:fewer\b|less\b|more(?= than)|too (?:few|many|little|much)\b)(?! than [\d£$€])",
    re.IGNORECASE,
)
_CHANGES = (
    "rise|fall|loss|gain|drop|increase|decrease|decline|difference|growth|surplus|deficit|shortfall|shortage"
)
_A_CHANGE = re.compile(rf"\b(?:{_CHANGES}|excess) of {_LITTLE}$", re.IGNORECASE)
_THE_CHANGE = re.compile(  # "the natural loss was therefore 793", "the excess of deaths came to 9"
    rf"\b(?:{_CHANGES}|excess)(?: of [^\W\d]+(?: over [^\W\d]+)?)?"
    rf" (?:was|is|c[ao]mes? to|amount(?:ed|s) to|st(?:ood|ands) at)"
    rf" (?:thus |therefore |hence |then |accordingly )?{_LITTLE}$",
    re.IGNORECASE,
)
_CLOSE = 0.25  # of the larger number: a difference that is further off is of others
_NEAR = 12  # numbers before a rise, among which its beginning is looked for
_SIDES = 80  # code points


def plain_shares(items: Sequence[Item]) -> Iterator[Placed]:
    """Shares that rise or fall by points, as numbers of their own."""
    for at, item in enumerate(items):
        if way_of(item) and item.mention.unit == "point":
            shares = [one for one in items[max(0, at - _NEAR) : at + 2] if one.is_percent and not one.of]
            for one in shares:
                if one.scene.block is item.scene.block and single(one):
                    measure = evolve(MEASURES["extent"], unit="percent")
                    cell = Cell(measure=measure, group=f"share-{one.start}")
                    yield Placed(item=one, cell=cell, shared=cell, reading=_to_half_a_percent(one))


def _to_half_a_percent(item: Item) -> Figure:
    """A share beside which points are told is as exact as it is printed."""
    assert isinstance(item.mention.reading, Figure)
    return evolve(item.mention.reading, wide=item.mention.reading.tight)


def exact_ends(placed: Sequence[Placed]) -> Iterator[Placed]:
    """Plain numbers between which a rise or fall is told in percent, which nobody draws from rough ones."""
    at = {id(one.item): one for one in placed}
    for share in placed:
        opening, closing = at.get(id(share.item.base)), at.get(id(share.item.toward))
        if opening is None or closing is None:
            continue
        for one in (opening, closing):
            figure = one.reading or one.item.mention.reading
            if not one.of and isinstance(figure, Figure) and not figure.hedge and len(figure.quantities) == 1:
                yield evolve(one, reading=_to_a_fiftieth(figure))


def _to_a_fiftieth(figure: Figure) -> Figure:
    value = figure.quantities[0].value
    near = Bounds(value * Fraction(49, 50), value * Fraction(51, 50))
    return figure if figure.wide.within(near) else evolve(figure, wide=near)


def rises(placed: Sequence[Placed]) -> Told:
    """What rose or fell "by 455 to 3,645" began with the number of the same unit before."""
    for at, change in enumerate(placed[:-1]):
        way, after = way_of(change.item), placed[at + 1]
        between = change.item.scene.text(change.item.end, after.item.start)
        if way is None or after.item.scene is not change.item.scene or not _TO.fullmatch(between):
            continue
        unit = after.item.mention.unit or change.item.mention.unit
        before = [
            one
            for one in placed[max(0, at - _NEAR) : at]
            if one.item.scene.block is change.item.scene.block and one.item.mention.unit == unit
        ]
        cells = {one.cell for one in (*before[-1:], change, after)}
        if before and len(cells) == 3:
            opening = before[-1]
            yield Account(
                id=f"by-{at}",
                title=f"From “{opening.item.mention.as_written}” to “{after.item.mention.as_written}”",
                why="The text says by how much the one number became the other.",
                opening=(opening.cell,),
                entries=(change.cell,) if way == "up" else (),
                exits=(change.cell,) if way == "down" else (),
                closing=after.cell,
            )


def differences(placed: Sequence[Placed]) -> Told:
    """The "120 fewer" or "a loss of 120" after two numbers of one unit is what lies between them."""
    for at, change in enumerate(placed):
        item = change.item
        if item.is_percent or change.of or not single(item) or not is_difference(item):
            continue
        before = [one for one in placed[max(0, at - _NEAR) : at] if _may_change(one, change)][-2:]
        if len(before) < 2 or before[0].item.mention.unit != before[1].item.mention.unit:
            continue
        small, large = sorted(before, key=lambda one: one.value)
        values = [one.value for one in (small, change, large)]
        if (
            abs(values[0] + values[1] - values[2]) > _CLOSE * values[2]
            or len({small.cell, change.cell, large.cell}) < 3
        ):
            continue
        yield Account(
            id=f"difference-{at}",
            title=f"Between “{before[0].item.mention.as_written}” and “{before[1].item.mention.as_written}”",
            why="The text gives the difference of the two numbers before it.",
            opening=(small.cell,),
            entries=(change.cell,),
            closing=large.cell,
        )


def is_difference(item: Item) -> bool:
    """True for "120 fewer" and "a loss of 120"."""
    start = max(item.scene.sentence.start, item.start - _SIDES)
    more = _MORE.match(item.scene.document.text, item.end, item.scene.sentence.end)
    return bool(more or _A_CHANGE.search(item.scene.text(start, item.start)) or is_the_change(item))


def is_the_change(item: Item) -> bool:
    """True for "the natural loss was 120", which counts no deaths."""
    start = max(item.scene.sentence.start, item.start - _SIDES)
    return bool(_THE_CHANGE.search(item.scene.text(start, item.start)))


def _may_change(one: Placed, change: Placed) -> bool:
    """True for a plain number of the unit of a change, in its sentence or the one before it."""
    item = one.item
    near = is_beside(item.scene, change.item.scene)
    unit = change.item.mention.unit
    alike = unit is None or item.mention.unit == unit
    is_plain = not (item.is_percent or one.of or is_difference(item))
    return near and alike and is_plain and single(item) is not None


def natural_growth(placed: Sequence[Placed]) -> Told:
    """What a population grew by is its births without its deaths, where one sentence tells all three."""
    for at, change in enumerate(placed):
        way = way_of(change.item)
        beside = [one for one in placed[max(0, at - _NEAR) : at] if one.item.scene is change.item.scene]
        births = [one for one in beside if one.item.measure == "births" and not one.of]
        deaths = [one for one in beside if one.item.measure == "deaths" and not one.of]
        if way is None or len(births) != 1 or len(deaths) != 1:
            continue
        more, fewer = (births, deaths) if way == "up" else (deaths, births)
        if len({more[0].cell, fewer[0].cell, change.cell}) == 3:
            yield Account(
                id=f"natural-{at}",
                title="Births and deaths",
                why="The sentence draws the change from births and deaths.",
                entries=(more[0].cell,),
                exits=(fewer[0].cell,),
                closing=change.cell,
            )


def way_of(item: Item) -> str | None:
    """Whether the words before a number say that something rose or fell by it."""
    if item.is_percent or item.of:
        return None
    start = max(item.scene.sentence.start, item.start - _SIDES)
    match = _BY.search(item.scene.text(start, item.start))
    return ("up" if match["up"] else "down") if match else None
