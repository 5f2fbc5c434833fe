"""Why the figures for one quantity differ: what is known of it, and where no source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from zul.publish.words import DERIVED, Words, plain
from zul.terms.bounds import Bounds
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure, Hedge
from zul.terms.finding import Finding
from zul.terms.judgement import Judgement, Verdict

_ROUGH = (Hedge.APPROXIMATELY, Hedge.NEARLY)
_BOUND = (Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.UP_TO, Hedge.FEWER_THAN, Hedge.MAJORITY)


class _Reading(NamedTuple):
    """What two claims share when they say the same: for a figure its law, for a date its days."""

    hedge: Hedge | None
    tight: Bounds | None
    wide: Bounds | None
    period: Period | None


@frozen(kw_only=True, eq=False)
class _Voice:
    """One of the different figures, with the claims that print it alike."""

    claims: tuple[Claim, ...]

    @property
    def figure(self) -> Figure | None:
        reading = self.claims[0].reading
        return reading if isinstance(reading, Figure) else None

    @property
    def period(self) -> Period | None:
        reading = self.claims[0].reading
        return reading if isinstance(reading, Period) else None


def why_differ(words: Words, claims: Sequence[Claim], findings: Sequence[Finding]) -> str:
    """Why the figures of one quantity differ, in a few sentences; nothing where all of them say the same.

    Told are judgements, misprints that the audit names, copies, rounding, bounds, ranges, estimates and
    figures that fit another time. Of what is left it says that no source tells why.
    """
    voices = _voices(words, claims)
    if len(voices) < 2:
        return ""
    told: list[str] = []
    left: list[_Voice] = []
    slips = _slips(words, voices, findings)
    for voice in voices:
        others = [other for other in voices if other is not voice]
        is_judged = _against(words, voice.claims[0]) is not None
        if voice in slips.voices and not is_judged:
            continue
        if reason := next(_reasons(words, voice, others), None):
            told.append(reason)
        else:
            left.append(voice)
    if slips.told:
        told.append(slips.told)
    if len(left) > 1:
        names = words.language.listed([_named(words, voice) for voice in left])
        told.append(words.say("No source says why {figures} differ.", figures=names))
        if any(claim.note for voice in left for claim in voice.claims):
            told.append(words.say("The notes beside the figures say what is known of them."))
    return words.language.joined(told, " ")


def _voices(words: Words, claims: Sequence[Claim]) -> list[_Voice]:
    alike: dict[tuple[_Reading, Judgement | None], list[Claim]] = {}
    for claim in claims:
        figure = claim.reading
        if isinstance(figure, Figure):
            reading = _Reading(figure.hedge, figure.tight, figure.wide, None)
        else:
            reading = _Reading(None, None, None, figure)
        alike.setdefault((reading, _against(words, claim)), []).append(claim)
    return [_Voice(claims=tuple(found)) for found in alike.values()]


def _against(words: Words, claim: Claim) -> Judgement | None:
    """The judgement that rejects or doubts the claim, if one does."""
    return words.case.judgement(claim.id) if words.case.is_doubted(claim.id) else None


def _reasons(words: Words, voice: _Voice, others: Sequence[_Voice]) -> Iterator[str]:
    """Why the figure is another one, the best reason first."""
    say, name = words.say, _named(words, voice)
    if judgement := _against(words, voice.claims[0]):
        why = words.tell(judgement.why)
        if judgement.verdict is Verdict.REJECT:
            yield say("{figure} is set aside here: {why}", figure=name, why=why)
        yield say("{figure} is doubted here: {why}", figure=name, why=why)
    for other in others:
        if _is_rounded(voice, other):
            yield say("{rough} may be {exact}, rounded.", rough=name, exact=_named(words, other))
        if _is_coarser(voice, other):
            yield say("{rough} says less exactly what {exact} says.", rough=name, exact=_named(words, other))
    if figure := voice.figure:
        if figure.hedge in _BOUND and all(_meet(figure.wide, other.figure) for other in others):
            yield say("{figure} is a bound that the others keep.", figure=name)
        if figure.hedge is Hedge.BETWEEN and any(_meet(figure.tight, other.figure) for other in others):
            yield say("{figure} is a range that leaves room for others.", figure=name)
    for other in others:
        if _draws_on(words, voice, other):
            yield say(
                "{figure} differs from {other}, on which it draws.", figure=name, other=_named(words, other)
            )
    if fitting := _elsewhere(words, voice):
        yield say(
            "{figure} fits {other}, which is of another time: {period}.",
            figure=name,
            other=_named(words, _Voice(claims=(fitting,))),
            period=_time(words, fitting.cell),
        )
    estimated = [words.glyph(one.claims[0]) == DERIVED for one in (voice, *others)]
    if estimated[0] and not all(estimated):
        yield say("{figure} was estimated and not counted.", figure=name)


@frozen(kw_only=True, eq=False)
class _Slips:
    voices: tuple[_Voice, ...] = ()
    told: str = ""


def _slips(words: Words, voices: Sequence[_Voice], findings: Sequence[Finding]) -> _Slips:
    """The figures of which the audit says that one turns into the other by a common misprint."""
    by_claim = {claim.id: voice for voice in voices for claim in voice.claims}
    for suspect in (suspect for finding in findings for suspect in finding.suspects):
        voice = by_claim.get(suspect.origin)
        for slip in suspect.slips if voice else ():
            other = next((one for one in voices if one is not voice and _prints(one, slip)), None)
            if voice and other:
                told = words.say(
                    "One of {figure} and {other} may be a misprint: {slip}.",
                    figure=_named(words, voice),
                    other=_named(words, other),
                    slip=words.tell(slip),
                )
                return _Slips(voices=(voice, other), told=told)
    return _Slips()


def _prints(voice: _Voice, slip: str) -> bool:
    """Whether the slip leads to this very figure; it is told as “220,689 (one digit wrong)”."""
    return any(claim.as_written.split(" ")[0] == slip.split(" ", maxsplit=1)[0] for claim in voice.claims)


def _draws_on(words: Words, voice: _Voice, other: _Voice) -> bool:
    """Whether all sources of the figure are taken from sources that have the other one."""
    sources = words.case.sources
    origins = {claim.citation.source for claim in other.claims}
    return all(
        origins & {*sources[claim.citation.source].derived_from} and claim.citation.source not in origins
        for claim in voice.claims
    )


def _is_rounded(voice: _Voice, other: _Voice) -> bool:
    """Whether the figure is what the other one becomes, printed to fewer digits."""
    rough, exact = voice.figure, other.figure
    if rough is None or exact is None or len(rough.quantities) != 1 or len(exact.quantities) != 1:
        return False
    if rough.hedge not in (*_ROUGH, Hedge.EXACT) or exact.hedge in _BOUND:
        return False
    one, two = rough.quantities[0], exact.quantities[0]
    is_finer = two.grain < one.grain or (rough.hedge in _ROUGH and exact.hedge is Hedge.EXACT)
    return is_finer and abs(one.value - two.value) <= one.grain / 2


def _is_coarser(voice: _Voice, other: _Voice) -> bool:
    """Whether the date says the same as the other one, but less exactly."""
    if voice.period is None or other.period is None or voice.period == other.period:
        return False
    return voice.period.vague and other.period.within(voice.period)


def _meet(bounds: Bounds, figure: Figure | None) -> bool:
    """Whether a figure, read charitably, leaves a number that lies within the bounds."""
    if figure is None:
        return False
    one, two = bounds.whole_numbers(), figure.wide
    lower = max((end for end in (one.lower, two.lower) if end is not None), default=None)
    upper = min((end for end in (one.upper, two.upper) if end is not None), default=None)
    return lower is None or upper is None or lower <= upper


def _elsewhere(words: Words, voice: _Voice) -> Claim | None:
    """A figure for a longer or shorter time that this one fits; of the same measure, group and place."""
    figure, cell = voice.figure, voice.claims[0].cell
    if figure is None or len(figure.quantities) != 1 or voice.claims[0].of or cell.period is None:
        return None
    value = figure.quantities[0]
    for claim in words.case.claims.values():
        there, period = claim.reading, claim.cell.period
        if claim.of or not isinstance(there, Figure) or period is None or period == cell.period:
            continue
        is_near = (claim.cell.measure, claim.cell.group, claim.cell.place) == (
            cell.measure,
            cell.group,
            cell.place,
        )
        overlaps = period.within(cell.period) or cell.period.within(period)
        if not (is_near and overlaps and there.hedge is Hedge.EXACT and len(there.quantities) == 1):
            continue
        number = there.quantities[0].value
        if number in figure.tight or (
            figure.hedge in _ROUGH and abs(number - value.value) <= value.grain / 2
        ):
            return claim
    return None


def _time(words: Words, cell: Cell) -> str:
    return words.language.period(cell.period) if cell.period else words.cell(cell)


def _named(words: Words, voice: _Voice) -> str:
    """The figure as written, with its sources."""
    sources = list(dict.fromkeys(claim.citation.source for claim in voice.claims))
    return words.say(
        "“{figure}” ({sources})",
        figure=plain(voice.claims[0].as_written),
        sources=plain(", ".join(sources)),
    )
