"""How far the figures of a case reach into its accounts and complete lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from zul.terms.assumption import Account, Series
from zul.terms.case import Case
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.finding import Coverage, Reach


def coverage(case: Case, without: Collection[str] = ()) -> Iterator[Coverage]:
    """For each account and each complete list which of its terms are stated, implied by the rest, or open."""
    at: dict[Cell, list[Claim]] = defaultdict(list)
    for claim in case.claims.values():
        if claim.of is None and claim.id not in without:
            at[claim.cell].append(claim)
    for assumption in case.assumptions.values():
        if not isinstance(assumption, Account | Series):
            continue
        if isinstance(assumption, Series) and not assumption.complete:
            continue
        cells = list(dict.fromkeys(assumption.named_cells))
        if isinstance(assumption, Series):
            listed = (claim.cell for claim in case.claims.values() if claim.series == assumption.id)
            cells = list(dict.fromkeys([*cells, *listed]))
        silent = [cell for cell in cells if not at[cell]]
        yield Coverage(
            about=assumption.id,
            title=assumption.title,
            terms=tuple(
                (
                    cell,
                    Reach.STATED if at[cell] else Reach.IMPLIED if len(silent) == 1 else Reach.OPEN,
                    tuple(claim.id for claim in at[cell]),
                )
                for cell in cells
            ),
        )
