"""Figures in words that the grammar passes over and a check needs: ages, and words such as none."""

from __future__ import annotations

from attrs import evolve, frozen

from zul.read.cells.item import Item
from zul.read.cells.scene import Scene
from zul.terms.bounds import Bounds
from zul.terms.cell import Cell
from zul.terms.draft import Draft
from zul.terms.figure import Figure
from zul.terms.mention import Mention, Word
from zul.terms.quote import Quote


@frozen(kw_only=True)
class Spoken:
    """A number in such words, with the draft that stands for it."""

    item: Item
    draft: Draft


def spoken(
    scene: Scene, words: tuple[int, int], numeral: tuple[int, int], reading: Figure, cell: Cell
) -> Spoken:
    """The number of a scene that stands in the words from one place up to another."""
    text = scene.document.text
    as_written = " ".join(text[words[0] : words[1]].split())
    mention = Mention(
        start=words[0],
        end=words[1],
        numeral=Word(surface=text[numeral[0] : numeral[1]], start=numeral[0], end=numeral[1]),
        as_written=as_written,
        reading=evolve(reading, as_written=as_written),
        unit=reading.unit,
        rules={"numeral": "words"},
    )
    draft = Draft(
        id=f"s{words[0]}",
        quote=Quote.of(scene.document, *words),
        numeral=mention.numeral,
        as_written=as_written,
        reading=mention.reading,
        locator=scene.block.locator,
        unit=reading.unit,
        cell=cell,
        rules=mention.rules,
    )
    item = Item(scene=scene, mention=mention, measure=cell.measure.id, rules={"numeral": "words"})
    return Spoken(item=item, draft=draft)


def whole(number: int, unit: str, *, below: int) -> Figure:
    """A whole number that stands for everything from it up to, but without, another one."""
    figure = Figure.parse(f"{number} {unit}")
    bounds = Bounds(figure.quantities[0].value, figure.quantities[0].value + below, upper_open=below > 0)
    return evolve(figure, tight=bounds, wide=bounds)
