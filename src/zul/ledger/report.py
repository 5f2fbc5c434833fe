"""The report's own words: every number in them leads to the claim or event that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from zul.errors import Located, nearest
from zul.ledger.claims import Known
from zul.ledger.gate import refer
from zul.terms.case import Event
from zul.terms.claim import Claim
from zul.terms.figure import LONGEST, Figure
from zul.terms.numbers import take
from zul.terms.prose import KINDS, Link, prose
from zul.terms.source import Source

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def check_report(
    paragraphs: Sequence[str],
    things: Mapping[str, Mapping[str, Claim | Event | Source]],
    known: Known,
    where: str,
    refusals: list[Located],
) -> None:
    """Refuse a number outside a link, an unknown id, and a link that says another number than its thing.

    `things` are the claims, events and sources, by kind and id. An estimate is known only once it is made.
    """
    for place, paragraph in enumerate(paragraphs, start=1):
        here = f"{where} paragraph {place}"
        for piece in prose(paragraph):
            if isinstance(piece, str):
                for number in (found[:LONGEST] for found in _NUMBER.findall(piece)):
                    way_out = f"Link it to its claim or event, as in [{number}](claim:ID)."
                    refusals.append(Located(here, f'"{number}" leads nowhere', way_out))
            elif piece.kind not in KINDS:
                what = f'"{str(piece)[:LONGEST]}" leads to no claim, event, estimate or source'
                refusals.append(Located(here, what, nearest(piece.kind, KINDS)))
            elif piece.kind == "estimate" or piece.id in things[piece.kind]:
                thing = None if piece.kind == "estimate" else things[piece.kind][piece.id]
                refusals += [
                    Located(here, f'"{str(piece)[:LONGEST]}" {what}', way_out)
                    for what, way_out in _faults(piece, thing)
                ]
            else:
                refer(here, piece.id, known[piece.kind], piece.kind, refusals)


def _faults(link: Link, thing: Claim | Event | Source | None) -> Iterator[tuple[str, str]]:
    """What is wrong with the words of a link, with the way out."""
    said = _numbers(link.words)
    if isinstance(thing, Claim):
        if isinstance(thing.reading, Figure):
            own = {quantity.value for quantity in thing.reading.quantities} | _numbers(thing.as_written)
            own |= set(_in_words(thing.as_written))
            says = bool(said or own & set(_in_words(link.words)))
        else:
            own, says = _numbers(thing.as_written), bool(said)
        if not says or not said <= own:
            yield f'does not say what its claim says, "{thing.as_written}"', "Say its number as printed."
    elif isinstance(thing, Event):
        days = (thing.date.earliest, thing.date.latest)
        own = _numbers(thing.date.words) | {Fraction(day.year) for day in days if day}
        if not said <= own:
            yield f"says another date than its event, {thing.date.words}", "Say the date of the event."
    elif thing and not said <= {Fraction(thing.year or 0)}:
        yield "says a number that is not the year of its source", "Link a number to its claim."
    elif thing is None and said:
        yield "types a number of an estimate", "Name it in words: its number stands with its definition."


def _numbers(text: str) -> set[Fraction]:
    """The numbers in digits; one that is longer than any figure is none of them, cut or not."""
    return {Fraction(number.replace(",", "")[: LONGEST + 1]) for number in _NUMBER.findall(text)}


def _in_words(text: str) -> Iterator[Fraction]:
    """The numbers in words: three, half, several thousand."""
    small = text.lower()
    for word in re.finditer(r"\b[a-z]", small):
        if taken := take(small[word.start() :]):
            yield taken[0].value
