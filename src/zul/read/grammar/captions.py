"""What a caption above a list says that its numbers count."""

from __future__ import annotations

import re

from attrs import frozen

from zul.read.grammar.memory import BEINGS
from zul.read.grammar.nouns import Counted, lexicon, noun_in
from zul.read.grammar.tokens import Stretch

_LEGEND = re.compile(
    r"(?i)\b(?P<out>\w+)(?:,| with| and|;)? (?:the )?(?:number of )?(?P<in>\w+) (?:are |is |given )?"
    r"in (?:round |square )?(?:brackets|parentheses)"
)
_COLUMNS = re.compile(  # "Region: families; persons", "By region (persons; share of all refugees)"
    r"(?im)(?:^(?:[^\n:;()]{2,40}: )?(?P<out>[a-z]+); (?P<in>[a-z]+)\W*$"
    r"|\((?P<out2>[a-z]+); (?P<in2>[a-z]+)[^)]{0,40}\)\W*$)"
)
_ALONE = re.compile(r"(?i)\((?P<in>\w+) in (?:round |square )?(?:brackets|parentheses)\)")
_SENTENCE = re.compile(r"\b(?:who|were|was|had|are|is)\b")
_OTHERS = re.compile(r"(?:all |the )?(?:other|remaining|rest)\b", re.IGNORECASE)


@frozen(kw_only=True)
class Legend:
    """What the numbers of a list count outside and inside brackets."""

    outside: Counted
    inside: Counted


def legend_in(text: str) -> Legend | None:
    """What a caption says that the numbers below it count: "Figures are persons, families in brackets"."""
    if alone := _ALONE.search(text):
        known = lexicon().get(alone["in"].lower())
        return Legend(outside=lexicon()["people"], inside=known) if known else None
    if columns := _COLUMNS.search(text):
        first = lexicon().get((columns["out"] or columns["out2"]).lower())
        second = lexicon().get((columns["in"] or columns["in2"]).lower())
        return Legend(outside=first, inside=second or first) if first else None
    match = _LEGEND.search(text)
    outside, inside = (
        (lexicon().get(match[name].lower()) for name in ("out", "in")) if match else (None, None)
    )
    return Legend(outside=outside, inside=inside) if outside and inside else None


def by_legend(legend: Legend | None, left: str) -> Counted | None:
    """What the legend says of a number after these words: in brackets or second, or after a dash or colon."""
    if legend and not left:
        return legend.outside  # the first number of a field
    if not legend or not (sign := re.search(r"(\(|^; )$|[:—–=-] $|[^\W\d_]\t$", left)):
        return None
    return legend.inside if sign[1] else legend.outside


def label_before(stretch: Stretch, start: int) -> Counted | None:
    """What the words of a line before its number count: "Homes demolished: 6,215"; never a bare name."""
    line = max(stretch.start, stretch.text.rfind("\n", stretch.start, start) + 1)
    match = re.fullmatch(r"([^\d\n.,;:()]{3,40}): ", stretch.text[line:start])
    known = noun_in(match[1]) if match else None
    is_told = match and (_OTHERS.match(match[1]) or _SENTENCE.search(match[1]))
    if known and known.kind == "place" and is_told:
        return None  # "other regions: nearly 4,500", "they were put into camps: 1,250"
    is_sure = known and (known.kind != "other" or re.search(r"[a-z]ed\b", match[1] if match else ""))
    return known if is_sure and known and known.plural and known.kind not in ("measure", "time") else None


def caption_of(stretch: Stretch, start: int) -> Counted | None:
    """The human beings that the first line of a list, or its heading, says that "Mugunga: 17,885" counts."""
    line = stretch.text.rfind("\n", stretch.block.start, start) + 1
    if not re.fullmatch(
        r"[^\d\n]{2,40}(?:[:—–=-]|\t) ?", stretch.text[max(line, stretch.block.start) : start]
    ):
        return None
    first = stretch.text[stretch.block.start : line].partition("\n")[0]
    known = (noun_in(label) for label in (first, *stretch.block.section[-1:]))
    return next((one for one in known if one and one.kind in BEINGS and one.plural), None)
