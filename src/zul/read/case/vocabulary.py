"""The groups and places that the cells of bare documents name, with those that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from zul.read import lexicon
from zul.read.cells.item import ALL, PEOPLE, slug
from zul.terms.case import Group
from zul.terms.cell import Cell
from zul.terms.measure import Kind
from zul.terms.place import Membership, Place
from zul.terms.statement import Statement

_BY = dict.fromkeys(("men", "women", "children"), "men, women and children")


def groups_of(cells: Iterable[Cell], said: Iterable[Statement]) -> dict[str, Group]:
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


def places_of(cells: Iterable[Cell]) -> dict[str, Place]:
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
