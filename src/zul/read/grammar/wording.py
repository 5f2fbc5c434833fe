"""The wording of a figure: hedge, number and unit as printed, in a form that the law of figures reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zul.errors import FigureError
from zul.read.grammar.counts import ONE_PER
from zul.read.grammar.numerals import Numeral
from zul.read.grammar.tokens import Stretch
from zul.read.grammar.units import Unit
from zul.terms.figure import Figure
from zul.terms.mention import Mention, Word

WHOLE = ("person", "family", "people", "thing", "place")  # what is counted one by one
_RATE = re.compile(
    r"(?: of (?:[a-z-]+ ){0,2}[a-z-]+)?(?: per (?!cent)(?:1[,0 ]*0\b(?: [a-z]+)?|[a-z-]+)"
    r"| (?:a|an|each|every) (?:day|week|month|year|night|head|person|family|wagon|household)\b)"
)
_AFTER_NOUN = re.compile(
    r" and more(?=[.,;)]|$)|(?: (?:off|away|long|wide|high|deep|each|apart))?,? at most\b| or (?:more"
    r"|over|fewer|less|so|under|thereabouts)\b|,? at (?:the (?:very )?)?(?:least|most)\b"
)
_POINTED = re.compile(r"(?<=\d)\.(?=\d{3}\b)")
_LASTS = re.compile(r"\b(?:for|after|took|takes|lasted|lasting|lasts|last|in|within|spent|waited|of|than) $")
_SCALE = re.compile(r"\b(thousand|million)s?\b|\b000s?\b")


def mention_of(numeral: Numeral, unit: Unit, stretch: Stretch, bounds: tuple[int, int]) -> Mention | None:
    """The quantity with all its words; None where the law of figures reads none of its wordings.

    `bounds` are where the quantity before it ends and where the next number or date begins.
    """
    text, low, noun, (free, limit) = stretch.text, stretch.low, unit.noun, bounds
    hedge, start, end = numeral.hedge, max(free, numeral.start), numeral.end
    is_placed = (
        hedge in ("under", "over") and free > stretch.start and start - free <= 1
    )  # "6,000 men under 8 guards"
    if is_placed or (hedge == "over" and _is_during(numeral, unit, stretch.before(start, 12))):
        hedge, start = "", numeral.first
    if noun:
        end = max(end, noun.end)
        if after := _AFTER_NOUN.match(low, end, limit):
            end = after.end()
    if rate := _RATE.match(low, end, limit):
        end = rate.end()
    for wording in _wordings(numeral, unit, hedge, text[start:end], stretch):
        try:
            written = " ".join(wording.split())
            reading = Figure.parse(written)
            break
        except FigureError:
            continue
    else:
        return None
    counted = unit.counted.unit if unit.counted else None
    return Mention(
        start=start,
        end=end,
        numeral=Word.of(text, numeral.first, numeral.last),
        as_written=written,
        reading=reading,
        unit="percent" if reading.is_percent else counted,
        noun=Word.of(text, noun.start, noun.end) if noun else None,
        inherited=unit.inherited,
        rules={"numeral": _kind(numeral), "hedge": _place(hedge, numeral), "unit": unit.rule},
    )


def _is_during(numeral: Numeral, unit: Unit, before: str) -> bool:
    """True for "over three days in May": during them, not for longer."""
    is_time = unit.counted is not None and unit.counted.kind == "time"
    return is_time and numeral.quantities[-1].value < 20 and not _LASTS.search(before)


def _wordings(numeral: Numeral, unit: Unit, hedge: str, printed: str, stretch: Stretch) -> Iterator[str]:
    """All ways to write the figure, the one that keeps most of the words first."""
    number, noun = numeral.written, unit.noun
    if not numeral.is_percent and not noun and unit.counted and unit.counted.unit == "percent":
        number += " percent"
    elif unit.rule == "money before number" and unit.counted:
        number += f" {unit.counted.unit}s"
    elif scale := _scale(numeral, stretch):
        number += f" {scale}"
    else:
        if noun and (one_per := ONE_PER.search(stretch.before(numeral.first, 60))):
            yield f"{hedge} {number} {stretch.text[noun.start : noun.end]} per {one_per[1]}"
        if numeral.written in stretch.low[numeral.start : numeral.end]:
            yield printed
    for after in (numeral.after, ""):
        if noun:
            yield f"{hedge} {number}{after} {stretch.text[noun.start : noun.end]}"
            yield f"{hedge} {number}{after} {stretch.text[noun.head : noun.end]}"
        yield f"{hedge} {number}{after}"
    if unit.counted and unit.counted.kind in WHOLE and not _parts_with_commas(stretch.text):
        parted = _POINTED.sub(",", number)  # "93.139 persons": nobody counts them to the thousandth
        yield f"{hedge} {parted} {stretch.text[noun.head : noun.end]}" if noun else f"{hedge} {parted}"
    yield number


@lru_cache(maxsize=1)
def _parts_with_commas(text: str) -> bool:
    return re.search(r"\d,\d{3}\b", text) is not None


def _scale(numeral: Numeral, stretch: Stretch) -> str:
    """The scale that the labels of a cell give its numbers: "Deported, thousands"."""
    if numeral.is_percent or numeral.quantities[-1].value >= 100_000:
        return ""
    found = (_SCALE.search(label.lower()) for label in stretch.block.labels)
    match = next((match for match in found if match), None)
    return (match[1] or "thousand") if match else ""


def _kind(numeral: Numeral) -> str:
    kind = (
        "share in words"
        if numeral.quantities[0].is_share
        else "number word"
        if numeral.has_word
        else "digits"
    )
    return f"range of {kind}" if len(numeral.quantities) > 1 else kind


def _place(hedge: str, numeral: Numeral) -> str:
    return "before number" if hedge else "after number" if numeral.after else "none"
