"""The nouns of a case in words, for people: addresses of quantities, readings, identities, citations."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from urllib.parse import urlsplit

from attrs import frozen
from markupsafe import Markup

from zul.publish.language import ENGLISH, Language
from zul.publish.language.translated import translated
from zul.terms.assumption import Account, Assumption, Conversion, Count, Elapsed, Order, Part, Series
from zul.terms.bounds import Bounds
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Finding, Grade, Suspect
from zul.terms.identity import Identity
from zul.terms.judgement import Verdict
from zul.terms.measure import Kind

GLYPHS = {  # hedge: (glyph, its meaning)
    Hedge.EXACT: ("exact", "stated"),
    Hedge.APPROXIMATELY: ("about", "stated approximately"),
    Hedge.NEARLY: ("about", "stated approximately"),
    Hedge.MORE_THAN: ("least", "stated as a lower bound"),
    Hedge.AT_LEAST: ("least", "stated as a lower bound"),
    Hedge.UP_TO: ("most", "stated as an upper bound"),
    Hedge.FEWER_THAN: ("most", "stated as an upper bound"),
    Hedge.BETWEEN: ("range", "stated as a range"),
    Hedge.SEVERAL: ("range", "stated as a range"),
    Hedge.MAJORITY: ("least", "stated as a lower bound"),
    Hedge.UNBOUNDED: ("none", "carries no bound"),
}
STOPPED = "The search for contradictions was stopped before its end: there may be more of them."
DERIVED = ("derived", "derived: modelled or estimated by its source")

GRADES = {  # what each grade means
    Grade.CONTRADICTION: "One voice contradicts itself: even the most charitable reading leaves no room "
    "for all of these figures.",
    Grade.SOURCE_CONFLICT: "Each voice is consistent by itself, but they cannot all be right, "
    "however charitably they are read.",
    Grade.TENSION: "The figures clash only if an assumption holds, "
    "or if a rounded or hedged number is taken at its word.",
    Grade.STATEMENT: "Words such as all and only that cannot both be meant literally. "
    "They are set side by side, and no figure is held against them.",
    Grade.GAP: "The items of a list leave a rest that no figure fills. "
    "This is no alarm: a list may simply be incomplete.",
    Grade.CONFIRMATION: "Figures that agree: one follows from the others, or several sources print the same.",
}
ALARMS = (Grade.CONTRADICTION, Grade.SOURCE_CONFLICT, Grade.TENSION)

VERDICTS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected (kept here, left out of the audit)",
    Verdict.DOUBT: "doubted",
    Verdict.PREFER: "preferred",
    Verdict.HARDEN: "counted as a definition",
    Verdict.DROP: "not used",
}
_SAFE = re.compile(r"[A-Za-z0-9_.-]+")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@frozen
class Quantity:
    """What a claim measures: a cell, or the ratio of a cell to a base."""

    cell: Cell
    of: Cell | None


def anchor(kind: str, id: str) -> str:
    """The address of a thing on the page; a digest stands for what an address cannot hold."""
    if _SAFE.fullmatch(id):
        return f"{kind}-{id}"
    slug = re.sub(r"[^A-Za-z0-9]+", "-", id).strip("-")[:60]
    return f"{kind}-{slug}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def plain(text: str) -> str:
    """The text without signs that turn the direction of what follows, for where nothing isolates them."""
    return _BIDI.sub("", text)


def bdi(text: object) -> Markup:
    """Somebody's text, escaped and kept from turning the direction of what stands around it."""
    return Markup("<bdi>{}</bdi>").format(text)


def link(url: str | None) -> str | None:
    """The address when it is of the web; anything else stays text."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc else None
    except ValueError:
        return None


class Words:
    """A case in the words of a language."""

    def __init__(self, case: Case, language: Language = ENGLISH) -> None:
        self.language = language.of(case)
        self.case = case if language.code == "en" else translated(case, self.language.tell)
        self.say, self.tell = self.language.say, self.language.tell

    # quantities

    def parts(self, cell: Cell) -> tuple[str, str, str, str]:
        """Measure, group, place and period of a cell; the group of a date is its event."""
        if cell.measure.kind is Kind.DATE:
            return self.tell(cell.measure.name), self.case.events[cell.group].title, "", ""
        place = self.case.places[cell.place].name if cell.place else self.say("no place named")
        period = self.language.period(cell.period) if cell.period else ""
        return self.tell(cell.measure.name), self.case.groups[cell.group].name, place, period

    def cell(self, cell: Cell) -> str:
        """The address of a quantity in one line."""
        return self.language.joined(self.parts(cell))

    def stated(self, cell: Cell) -> str:
        """What is stated of a quantity, in one line: a place that is not named is not told of."""
        measure, group, place, period = self.parts(cell)
        return self.language.joined((measure, group, place if cell.place else "", period))

    def address(self, cell: Cell) -> str:
        """Group, place and period of a cell, without the measure."""
        return self.language.joined(self.parts(cell)[1:])

    def base(self, quantity: Quantity, *, percent: bool) -> str:
        """What a ratio is a ratio of: the measure of the base, and what else differs from the cell."""
        if quantity.of is None:
            return ""
        own, base = self.parts(quantity.cell), self.parts(quantity.of)
        told = [base[0], *(b for a, b in zip(own[1:], base[1:], strict=True) if a != b and b)]
        of = self.language.joined(told)
        return self.say("as a share of {base}", base=of) if percent else self.say("per {base}", base=of)

    def ratio(self, claim: Claim) -> str:
        """What the figure of a claim is a ratio of."""
        return self.base(Quantity(claim.cell, claim.of), percent=claim.is_percent)

    def short(self, cells: Iterable[Cell]) -> tuple[str, dict[Cell, str]]:
        """What the cells have in common, and each by what tells it apart."""
        parts = {cell: self.parts(cell) for cell in cells}
        columns = list(zip(*parts.values(), strict=True))
        same = [len(parts) > 1 and len(set(column)) == 1 for column in columns]
        if len(parts) > 1 and all(same):  # two places or periods of one name
            same = [False] * len(same)
        shared = [column[0] for column, alike in zip(columns, same, strict=True) if alike and column[0]]
        apart = {
            cell: self.language.joined(part for part, alike in zip(said, same, strict=True) if not alike)
            for cell, said in parts.items()
        }
        return self.language.joined(shared), apart

    def identity(self, identity: Identity) -> tuple[str, str]:
        """What the cells of an identity have in common, and the relation between them."""
        common, names = self.short(dict.fromkeys(cell for _, cell in identity.terms))
        positive = [names[cell] for sign, cell in identity.terms if sign > 0]
        negative = [names[cell] for sign, cell in identity.terms if sign < 0]
        constant = self.language.number(identity.constant) if identity.constant else ""
        left, right = (
            self.language.joined(positive, " + "),
            self.language.joined([*negative, constant], " + "),
        )
        return common, self.language.joined([left or "0", right or "0"], " = " if identity.equal else " ≥ ")

    # claims

    def glyph(self, claim: Claim) -> tuple[str, str]:
        """The sign before a figure, and its meaning."""
        name, meaning = self._glyph(claim)
        return name, self.say(meaning)

    def _glyph(self, claim: Claim) -> tuple[str, str]:
        if self.is_derived(claim):
            return DERIVED
        if isinstance(claim.reading, Figure):
            return GLYPHS[claim.reading.hedge]
        if claim.reading.approximate or claim.reading.uncertain:
            return GLYPHS[Hedge.APPROXIMATELY]
        return GLYPHS[Hedge.EXACT if claim.reading.earliest == claim.reading.latest else Hedge.BETWEEN]

    def is_derived(self, claim: Claim) -> bool:
        """True for what nobody counted: modelled measures, and the figures of demographic estimates."""
        modelled = claim.cell.measure.id in ("births_expected", "birth_deficit")
        return modelled or "estimate" in self.case.sources[claim.citation.source].kind

    def readings(self, claim: Claim) -> list[tuple[str, str]]:
        """The plain and the charitable reading of a claim, one where they are the same."""
        if isinstance(claim.reading, Period):
            return [(self.say("read as"), self.language.period(claim.reading))]
        tight, wide = self.bounds(claim, claim.reading.tight), self.bounds(claim, claim.reading.wide)
        if tight == wide:
            return [(self.say("read as"), tight)]
        return [(self.say("plain reading"), tight), (self.say("charitable"), wide)]

    def bounds(self, claim: Claim, bounds: Bounds) -> str:
        """Bounds in words; those of a count hold whole numbers only."""
        rate = claim.of is not None or not claim.cell.measure.whole_numbers
        told = self.language.bounds(bounds if rate else bounds.whole_numbers())
        is_bounded = not bounds.lower is bounds.upper is None
        return self.say("{n} percent", n=told) if claim.is_percent and is_bounded else told

    # sources, assumptions, judgements

    def work(self, id: str) -> str:
        """Creator, year and title of a source."""
        source = self.case.sources[id]
        return self.language.joined((source.creator or "", str(source.year or ""), source.title))

    def assumption(self, assumption: Assumption) -> tuple[str, str]:
        """The title of an assumption, and what it holds."""
        if isinstance(assumption, Series):
            whole = self.cell(assumption.whole)
            if assumption.complete:
                return self.tell(assumption.title), self.say(
                    "A list: its items sum to “{whole}”.", whole=whole
                )
            return self.tell(assumption.title), self.say(
                "A list: its items do not overlap and lie within “{whole}”.", whole=whole
            )
        if isinstance(assumption, Account):
            return self.tell(assumption.title), self.say(
                "A balance: what was there, with what came and went, is what was left."
            )
        if isinstance(assumption, Order | Elapsed):
            first, then = (self.case.events[event].title for event in (assumption.first, assumption.then))
            if isinstance(assumption, Order):
                return self.say("Two events in their order"), self.say(
                    "“{then}” does not come before “{first}”.", then=then, first=first
                )
            return self.say("The time between two events"), self.say(
                "From “{first}” to “{then}”: {time}.", first=first, then=then, time=self.cell(assumption.time)
            )
        if isinstance(assumption, Count):
            items = self.language.joined(map(self.tell, assumption.items))
            return self.say("A list and its number"), self.language.joined(
                (self.cell(assumption.cell), f"{items}."), ": "
            )
        common, names = self.short(dict.fromkeys(assumption.named_cells))
        join = self.language.joined
        if isinstance(assumption, Part):
            parts = join((names[cell] for cell in assumption.parts), " + ")
            relation = join((parts, names[assumption.whole]), " ≤ ")
            return self.say("A part and its whole"), join((common, relation), ": ")
        if isinstance(assumption, Conversion):
            first, second = (names[cell] for cell in assumption.cells)
            units = {cell.measure.unit for cell in assumption.cells}
            title = (
                self.say("One quantity in two units") if len(units) > 1 else self.say("So many times another")
            )
            times = join((self.language.number(assumption.factor), second), " × ")
            return title, join((common, join((first, times), " = ")), ": ")
        relation = join((names[cell] for cell in assumption.cells), " = ")
        return self.say("Two names for one quantity"), join((common, relation), ": ")

    def verdict(self, verdict: Verdict) -> str:
        return self.say(VERDICTS[verdict])

    # findings

    def share(self, suspect: Suspect) -> str:
        """The share of the cheapest repairs, in percent."""
        return self.say("{n} percent", n=self.language.number(round(100 * suspect.share)))

    def origin(self, origin: str) -> str:
        """What a cheapest repair gives up, where it is no claim: an assumption, or all of one list."""
        if origin in self.case.assumptions:
            assumption = self.case.assumptions[origin]
            title = getattr(assumption, "title", None) or assumption.why.rstrip(".")
            return self.say("the assumption: {title}", title=title)
        if " in " in origin:
            return self.say("all figures of {list}", list=origin)
        return self.say("an assumption that the program proposes")

    def size(self, finding: Finding) -> str | None:
        """How far the figures miss each other, or how much is left out."""
        if finding.size is None or finding.unit is None:
            return None
        return self.language.counted(finding.size, finding.unit)


def day(ordinal: Fraction | int) -> Period:
    """A day of the calendar, counted from 1 January of the year 1."""
    return Period.parse(date.fromordinal(int(ordinal)).isoformat())


def quantity_anchor(quantity: Quantity) -> str:
    """The stable address of a quantity: its words, and a digest that tells it from all others."""
    key = str(quantity.cell) + (f" of {quantity.of}" if quantity.of else "")
    slug = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-").lower()[:80].rstrip("-")
    return f"cell-{slug}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
