"""What of a gold text was read right: rows and findings are matched, then compared field by field."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache

from attrs import evolve, field, frozen
from marks import Row

from zul.read.lexicon import rows, words_of
from zul.terms.cell import Cell
from zul.terms.dates import Period

ASPECTS = (
    "found",
    "value",
    "hedge",
    "unit",
    "all three",
    "EDTF",
    "spurious",
    "trapped",
    "year",
    "place",
    "measure",
)
REGION = re.compile(
    r"\b(?:the|of|oblast|krai|region|republic|autonomous|okrug|district|province|county|state|area|assr|ssr|raion|islands?|town|city|village)\b"
)
_PER_THOUSAND = re.compile(r" ?‰| (?:per|in every) (?:thousand|mille|1[, ]?000)\b")
AROUND = 50  # characters of the text on both sides of a miss


@frozen(kw_only=True)
class Found:
    """A figure or a date that a reader found, from `start` up to but without `end`."""

    start: int
    end: int
    value: tuple[Fraction, Fraction] | None = None
    hedge: str | None = None  # "" where the figure has none
    unit: str | None = None
    period: Period | None = None  # of a date
    cell: Cell | None = None


NOTHING = Found(start=0, end=0)


@frozen(kw_only=True)
class Score:
    """How many were right of how many, aspect by aspect, and what was not, in words."""

    right: Counter[str] = field(factory=Counter)
    of: Counter[str] = field(factory=Counter)
    misses: list[str] = field(factory=list)

    def tell(self, aspect: str, holds: bool) -> bool:
        """Count one case."""
        self.of[aspect] += 1
        self.right[aspect] += holds
        return holds

    def __add__(self, other: Score) -> Score:
        return Score(right=self.right + other.right, of=self.of + other.of, misses=self.misses + other.misses)

    def cells(self) -> list[str]:
        """A cell for each aspect: the share, and of how many."""
        return [
            f"{self.right[aspect] / self.of[aspect]:.3f} of {self.of[aspect]}" if self.of[aspect] else "–"
            for aspect in ASPECTS
        ]


def score(text: str, gold: Sequence[Row], found: Sequence[Found], *, cells: bool) -> Score:
    """Score one text; `cells` tells that the reader says what its figures count.

    Each row takes the finding of its kind that shares most characters with it, and no finding is taken
    twice. What no row takes is spurious, but where the gold leaves it open. Year, place and measure are
    scored where the gold has one.
    """
    result, left = Score(), list(found)
    for row in gold:
        if row.kind not in ("quantity", "date"):
            continue
        one = taken(row, [it for it in left if (it.period is not None) == (row.kind == "date")])
        if one:
            left.remove(one)
        read = one or NOTHING
        wanted_row = _as_read(row, read) if _PER_THOUSAND.match(text, row.end) else row
        aspects = _date(row, read) if row.kind == "date" else quantity_aspects(wanted_row, read, cells)
        for aspect, (holds, wanted, read) in aspects.items():
            if not result.tell(aspect, holds) and aspect != "all three":
                result.misses.append(f"{row.text} · {aspect} · {wanted}, read {read} · {_around(text, row)}")
    either, traps = ([row for row in gold if row.kind == kind] for kind in ("either", "trap"))
    for one in found:
        if result.tell("spurious", one in left and not any(_shared(row, one) for row in either)):
            read = one.period or _spoken(one.value)
            result.misses.append(f"{gold[0].text} · spurious · read {read} {one.unit} · {_around(text, one)}")
    for row in traps:
        result.tell("trapped", any(_shared(row, one) for one in found))
    return result


def _as_read(row: Row, one: Found) -> Row:
    """The row of a rate per thousand, which may be read as printed or in percent."""
    low, high = (value / 10 for value in row.value)
    if one.unit != "percent" or one.value != (low, high):
        return row
    return evolve(row, low=str(low), high=str(high), unit="percent")


def moved(gold: list[Row], text: str, read: str) -> list[Row]:
    """The rows at their places in the text as read, which may lack marks of its format."""
    if text == read:
        return gold
    before, after = ([*re.finditer(r"\w+|[^\w\s]", one)] for one in (text, read))
    blocks = SequenceMatcher(None, [it[0] for it in before], [it[0] for it in after], autojunk=False)
    place = {}
    for block in blocks.get_matching_blocks():
        for i in range(block.size):
            place[before[block.a + i].start()] = after[block.b + i].start()
    starts = sorted(place)

    def where(at: int) -> int:
        anchor = starts[max(0, bisect_right(starts, at) - 1)]
        return place[anchor] + at - anchor

    return [evolve(row, start=where(row.start), end=where(row.end - 1) + 1) for row in gold]


def _date(row: Row, one: Found) -> dict[str, tuple[bool, object, object]]:
    days = [(it.earliest, it.latest) for it in map(Period.parse, row.edtf.split(" or "))]
    read = one.period
    return {"EDTF": (read is not None and (read.earliest, read.latest) in days, row.edtf, read)}


def quantity_aspects(row: Row, one: Found, cells: bool) -> dict[str, tuple[bool, object, object]]:
    """Of each aspect: whether it is right, what is wanted, what was read."""
    told: dict[str, tuple[bool, object, object]] = {
        "found": (one is not NOTHING, row.surface, None),
        "value": (one.value == row.value, _spoken(row.value), _spoken(one.value)),
        "hedge": (one.hedge in row.hedge.split(" or "), repr(row.hedge), repr(one.hedge)),
        "unit": (one.unit in row.unit.split(" or "), row.unit, one.unit),
    }
    told["all three"] = (all(told[aspect][0] for aspect in ("value", "hedge", "unit")), None, None)
    if not cells:
        return told
    period, place, measure = (
        (one.cell.period, one.cell.place, one.cell.measure.id) if one.cell else (None, None, None)
    )
    if row.year:
        wanted = [_years(Period.parse(it)) for it in row.year.split(" or ")]
        told["year"] = (_years(period) in wanted, row.year, period)
    if row.place:
        names = {_name(spelled) for it in row.place.split(" or ") for spelled in (it, _of_lexicon(it))}
        spoken = (place or "").replace("-", " ")
        told["place"] = (bool({_name(spoken), _name(_of_lexicon(spoken))} & names), row.place, place)
    if row.measure:
        told["measure"] = (measure in row.measure.split(" or "), row.measure, measure)
    return told


def _years(period: Period | None) -> set[int]:
    """The years that a period names: its first and its last, where they are stated."""
    return {day.year for day in (period.earliest, period.latest) if day} if period else set()


def _of_lexicon(place: str) -> str:
    """The name under which Zul knows a place that has several: Kyrgyzstan for the Kirghiz SSR."""
    return _known().get(place.lower(), place)


@cache
def _known() -> dict[str, str]:
    return {
        name.lower(): row["name"]
        for row in rows("places")
        for name in (row["name"], *words_of(row["other_names"]))
    }


def _name(place: str) -> str:
    """A place without accents, signs and words such as oblast."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", place.lower()) if sign.isascii())
    return "".join(re.findall("[a-z0-9]+", REGION.sub("", re.sub("[^a-z0-9]+", " ", letters))))


def taken(row: Row, found: Sequence[Found]) -> Found | None:
    """The finding that shares most characters with a row."""
    return max((one for one in found if _shared(row, one)), key=lambda one: _shared(row, one), default=None)


def _shared(row: Row, one: Found) -> int:
    """How many characters both have in common."""
    return max(0, min(row.end, one.end) - max(row.start, one.start))


def _spoken(value: tuple[Fraction, Fraction] | None) -> str | None:
    return value and (str(value[0]) if value[0] == value[1] else f"{value[0]} – {value[1]}")


def _around(text: str, one: Row | Found) -> str:
    before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
    return " ".join(f"…{before}[{text[one.start : one.end]}]{after}…".split())
