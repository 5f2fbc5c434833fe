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
from zul.terms.assumption import Account, Assumption, Conversion, Count, Elapsed, Order, Part, Series
from zul.terms.bounds import Bounds, counted, number
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

_VERDICTS = {
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


def sentence(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


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
    """A case in words."""

    def __init__(self, case: Case, language: Language = ENGLISH) -> None:
        self.case, self.language = case, language
        self.say = language.say

    # quantities

    def parts(self, cell: Cell) -> tuple[str, str, str, str]:
        """Measure, group, place and period of a cell; the group of a date is its event."""
        if cell.measure.kind is Kind.DATE:
            return cell.measure.name, self.case.events[cell.group].title, "", ""
        place = self.case.places[cell.place].name if cell.place else "no place named"
        period = cell.period.words if cell.period else ""
        return cell.measure.name, self.case.groups[cell.group].name, place, period

    def cell(self, cell: Cell) -> str:
        """The address of a quantity in one line."""
        return ", ".join(filter(None, self.parts(cell)))

    def stated(self, cell: Cell) -> str:
        """What is stated of a quantity, in one line: a place that is not named is not told of."""
        measure, group, place, period = self.parts(cell)
        return ", ".join(filter(None, (measure, group, cell.place and place, period)))

    def address(self, cell: Cell) -> str:
        """Group, place and period of a cell, without the measure."""
        return ", ".join(filter(None, self.parts(cell)[1:]))

    def base(self, quantity: Quantity, *, percent: bool) -> str:
        """What a ratio is a ratio of: the measure of the base, and what else differs from the cell."""
        if quantity.of is None:
            return ""
        own, base = self.parts(quantity.cell), self.parts(quantity.of)
        said = [base[0], *(b for a, b in zip(own[1:], base[1:], strict=True) if a != b and b)]
        return f"{'as a share of' if percent else 'per'} {', '.join(said)}"

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
            cell: ", ".join(part for part, alike in zip(said, same, strict=True) if part and not alike)
            for cell, said in parts.items()
        }
        return ", ".join(shared), apart

    def identity(self, identity: Identity) -> tuple[str, str]:
        """What the cells of an identity have in common, and the relation between them."""
        common, names = self.short(dict.fromkeys(cell for _, cell in identity.terms))
        positive = " + ".join(names[cell] for sign, cell in identity.terms if sign > 0)
        negative = " + ".join(names[cell] for sign, cell in identity.terms if sign < 0)
        constant = f"{identity.constant:,}" if identity.constant else ""
        right = " + ".join(filter(None, (negative, constant))) or "0"
        return common, f"{positive or '0'} {'=' if identity.equal else '≥'} {right}"

    # claims

    def glyph(self, claim: Claim) -> tuple[str, str]:
        """The sign before a figure, and its meaning."""
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
            return [("read as", claim.reading.words)]
        tight, wide = self.bounds(claim, claim.reading.tight), self.bounds(claim, claim.reading.wide)
        return [("read as", tight)] if tight == wide else [("plain reading", tight), ("charitable", wide)]

    def bounds(self, claim: Claim, bounds: Bounds) -> str:
        """Bounds in words; those of a count hold whole numbers only."""
        rate = claim.of is not None or not claim.cell.measure.whole_numbers
        words = str(bounds if rate else bounds.whole_numbers())
        return f"{words} percent" if claim.is_percent and words != "no bound" else words

    # sources, assumptions, judgements

    def work(self, id: str) -> str:
        """Creator, year and title of a source."""
        source = self.case.sources[id]
        return ", ".join(str(part) for part in (source.creator, source.year, source.title) if part)

    def assumption(self, assumption: Assumption) -> tuple[str, str]:
        """The title of an assumption, and what it holds."""
        if isinstance(assumption, Series):
            whole = self.cell(assumption.whole)
            holds = "its items sum to" if assumption.complete else "its items do not overlap and lie within"
            return assumption.title, f"A list: {holds} “{whole}”."
        if isinstance(assumption, Account):
            return assumption.title, "A balance: what was there, with what came and went, is what was left."
        if isinstance(assumption, Order | Elapsed):
            first, then = (self.case.events[event].title for event in (assumption.first, assumption.then))
            if isinstance(assumption, Order):
                return "Two events in their order", f"“{then}” does not come before “{first}”."
            return "The time between two events", f"From “{first}” to “{then}”: {self.cell(assumption.time)}."
        if isinstance(assumption, Count):
            return "A list and its number", f"{self.cell(assumption.cell)}: {', '.join(assumption.items)}."
        common, names = self.short(dict.fromkeys(assumption.named_cells))
        before = f"{common}: " if common else ""
        if isinstance(assumption, Part):
            parts = " + ".join(names[cell] for cell in assumption.parts)
            return "A part and its whole", f"{before}{parts} ≤ {names[assumption.whole]}"
        if isinstance(assumption, Conversion):
            first, second = (names[cell] for cell in assumption.cells)
            units = {cell.measure.unit for cell in assumption.cells}
            title = "One quantity in two units" if len(units) > 1 else "So many times another"
            return title, f"{before}{first} = {number(assumption.factor)} × {second}"
        return "Two names for one quantity", f"{before}{' = '.join(names[cell] for cell in assumption.cells)}"

    def verdict(self, verdict: Verdict) -> str:
        return _VERDICTS[verdict]

    # findings

    def share(self, suspect: Suspect) -> str:
        """The share of the cheapest repairs, in percent."""
        return f"{round(100 * suspect.share)} percent"

    def origin(self, origin: str) -> str:
        """What a cheapest repair gives up, where it is no claim: an assumption, or all of one list."""
        if origin in self.case.assumptions:
            assumption = self.case.assumptions[origin]
            return f"the assumption: {getattr(assumption, 'title', None) or assumption.why.rstrip('.')}"
        return f"all figures of {origin}" if " in " in origin else "an assumption that the program proposes"

    def size(self, finding: Finding) -> str | None:
        """How far the figures miss each other, or how much is left out."""
        if finding.size is None or finding.unit is None:
            return None
        return counted(finding.size, finding.unit)


def day(ordinal: Fraction | int) -> str:
    """A day of the calendar, counted from 1 January of the year 1."""
    return Period.parse(date.fromordinal(int(ordinal)).isoformat()).words


def quantity_anchor(quantity: Quantity) -> str:
    """The stable address of a quantity: its words, and a digest that tells it from all others."""
    key = str(quantity.cell) + (f" of {quantity.of}" if quantity.of else "")
    slug = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-").lower()[:80].rstrip("-")
    return f"cell-{slug}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
