"""What is concluded about one number while a document is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache

from attrs import define, evolve, field

from zul.read import lexicon
from zul.read.cells.scene import Scene
from zul.read.grammar.nouns import noun_of
from zul.terms.cell import Cell
from zul.terms.dates import Period
from zul.terms.document import Part
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES, Measure
from zul.terms.mention import Mention

ALL = "all"  # everybody, of whatever people
PEOPLE = "people"  # the group of those whom a text does not name
INHERITED, TOPIC, PARALLEL = "sentence before", "subject of the document", "parallel sentence"
POINTED = "place before of its kind"  # "the oblast"
ELSEWHERE = frozenset(  # the rules that look further than the words around the figure
    {INHERITED, TOPIC, PARALLEL, POINTED, "heading", "whole sentence", "unit alone", "pronoun"}
)
LISTED = "words beside"  # the rule that tells the parts of a list apart
_ADDRESS = ("measure", "group", "place", "period")


@define(kw_only=True, eq=False)
class Item:
    """A number under way to a draft claim: its address so far, and the rule behind each part of it.

    A share `restates` a count of the text, or is of a number of the text, its `base`; where words
    describe the base, `of` is all there is. A fall or rise leads from its base `toward` another number.
    """

    scene: Scene
    mention: Mention
    measure: str | None = None
    group: str = PEOPLE
    place: str | None = None
    period: Period | None = None
    restates: Item | None = None
    base: Item | None = None
    toward: Item | None = None
    of: Cell | None = None
    said_by: str | None = None
    series: str | None = None
    rules: dict[str, str] = field(factory=dict)

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end

    @property
    def is_percent(self) -> bool:
        return self.mention.unit == "percent"

    @property
    def is_count(self) -> bool:
        """True for a number of things that is no ratio."""
        return self.mention.unit not in (None, "percent") and self.of is None

    @property
    def counts_people(self) -> bool:
        """True for a number of persons that is no ratio."""
        return self.mention.unit == "person" and self.of is None

    @property
    def day(self) -> date:
        """The first day known of its time; the last day of the calendar where none is."""
        return (self.period.earliest or self.period.latest if self.period else None) or date.max

    def inherits(self, part: str) -> bool:
        """True when a part of the address stands elsewhere than in the words around the figure."""
        return self.rules.get(part) in ELSEWHERE

    def take_address(self, other: Item) -> None:
        """Count what the other one counts."""
        for part in _ADDRESS:
            setattr(self, part, getattr(other, part))
            self.rules[part] = "number beside"


def value_of(item: Item) -> float | None:
    """The number as printed; of a range the upper end."""
    reading = item.mention.reading
    return float(reading.quantities[-1].value) if isinstance(reading, Figure) and reading.quantities else None


def cell_of(item: Item) -> Cell | None:
    """The address of what a number counts; None where nothing says what it is."""
    unit = item.mention.unit
    measure, group = MEASURES.get(item.measure or ""), item.group
    if measure is None:
        thing = _thing(item)
        if unit == "percent" or thing is None:
            return None
        named = f"-{item.group}" if item.rules.get("group") == LISTED else ""
        measure, group = _of_unit(unit or "thing"), f"{thing}{named}"
    elif not measure.has_parts and unit not in (measure.unit, "percent", None):
        measure = evolve(measure, unit=unit)
    return Cell(
        measure=measure, group=group, place=slug(item.place) if item.place else None, period=item.period
    )


def cell_of_share(item: Item) -> Cell:
    """The address of a share of what the vocabulary has no measure for: "60 percent of the houses"."""
    text, sentence = item.scene.document.text, item.scene.sentence
    noun = noun_of(text, item.end, sentence.end)
    return Cell(
        measure=_of_unit("percent"),
        group=slug(text[noun.start : noun.end]) if noun else "share",
        place=slug(item.place) if item.place else None,
        period=item.period,
    )


def _of_unit(unit: str) -> Measure:
    """What counts or measures things that the vocabulary has no measure for."""
    return evolve(MEASURES["extent" if unit in extents() else "things"], unit=unit)


def _thing(item: Item) -> str | None:
    """What is counted, where no measure of the vocabulary counts it: the noun, or the head of the column."""
    if item.mention.unit is None:
        return "numbers"
    if item.mention.unit in ("person", "family"):
        column = item.scene.block.labels[-1] if item.scene.block.part is Part.CELL else ""
        return slug(column) if column else None
    noun = item.mention.noun or item.mention.inherited
    return slug(noun.surface if noun else item.mention.unit or "")


@cache
def conversions() -> Mapping[tuple[str, str], Fraction]:
    """How many of the first unit make one of the second."""
    return {(row["unit"], row["other"]): Fraction(row["factor"]) for row in lexicon.rows("conversions")}


@cache
def extents() -> frozenset[str]:
    """The units that have a conversion: of length, area, weight, volume, time and money."""
    return frozenset(unit for pair in conversions() for unit in pair)


def slug(name: str) -> str:
    """A name as an id: small letters a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    ascii_only = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if ascii_only:
        return ascii_only[:60].rstrip("-")
    return "u-" + "-".join(f"{ord(sign):x}" for sign in letters if sign.isalnum())[:60]
