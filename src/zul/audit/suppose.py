"""What if: the same case without some claims, with other figures, or with assumptions taken for granted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from zul.errors import CaseError, Located, Refusal, nearest
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure
from zul.terms.judgement import Judgement, Verdict
from zul.terms.measure import Kind


def supposing(case: Case, *, without: Sequence[str] = (), assume: Sequence[str] = ()) -> Case:
    """The case without some claims, and with what is assumed.

    Each `assume` is the id of an assumption, which is then taken as a definition, or `CLAIM=FIGURE`,
    and the claim is read as that figure. Raises CaseError with everything that is not of the case.
    """
    refusals = [
        Located(f"--without {id}", "no claim has this id", nearest(id, case.claims))
        for id in without
        if id not in case.claims
    ]
    claims = {id: claim for id, claim in case.claims.items() if id not in without}
    hardened = []
    for what in assume:
        id, is_figure, figure = (part.strip() for part in what.partition("="))
        try:
            if is_figure:
                claims[id] = _read_as(claims, id, figure)
            else:
                hardened.append(_hardened(case, id))
        except Refusal as refusal:
            refusals.append(Located(f"--assume {what}", refusal.what, refusal.way_out))
    if refusals:
        raise CaseError(refusals)
    return evolve(case, claims=claims, judgements=(*case.judgements, *hardened))


def _read_as(claims: dict[str, Claim], id: str, figure: str) -> Claim:
    if id not in claims:
        raise Refusal(f'no claim has the id "{id}"', nearest(id, claims))
    claim = claims[id]
    if claim.cell.measure.kind is Kind.DATE:
        return evolve(claim, as_written=figure, reading=Period.parse(figure))
    return evolve(claim, as_written=figure, reading=Figure.parse(figure, rate=claim.of is not None))


def _hardened(case: Case, id: str) -> Judgement:
    if id not in case.assumptions:
        raise Refusal("no assumption has this id", nearest(id, case.assumptions))
    return Judgement(
        about=id, verdict=Verdict.HARDEN, who="what if", when=date.min, why="Supposed for this run only."
    )
