from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.evidence import Left, influences, left_outs
from zul.reconstruct.displaced.model import Model
from zul.reconstruct.displaced.readings import Readings


def never(_: Sequence[str]) -> dict[str, Array]:
    raise AssertionError("no fit was needed")


def _read(log_probability: Array) -> Readings:
    return Readings(
        log_probability=log_probability,
        wrong=np.zeros_like(log_probability),
        count=np.zeros_like(log_probability),
        below=np.zeros_like(log_probability),
    )


def test_leaving_out_a_normal_figure_gives_the_normal_without_it() -> None:
    """N(0, 1) before, a figure 2 with error 2: after it N(0.4, 0.8); without it N(0, 1) again."""
    draws = np.random.default_rng(1).normal(0.4, np.sqrt(0.8), 40_000)
    log_probability = -((draws - 2.0) ** 2) / (2 * 4.0)
    left = Left(about="A", claims=("A1",), figures=(0,))
    found = influences(left, _read(log_probability[:, np.newaxis]), {"x": draws}, never)["x"]
    assert found.moved == pytest.approx(-0.4, abs=0.03)
    assert found.narrowed == pytest.approx(1 / np.sqrt(0.8), abs=0.03)
    assert found.by == "weighting the draws"


def test_where_few_draws_carry_the_weight_the_model_is_fitted_anew() -> None:
    draws = np.random.default_rng(1).normal(0, 0.1, 1000)
    log_probability = 1000.0 * draws
    asked: list[Sequence[str]] = []

    def refit(claims: Sequence[str]) -> dict[str, Array]:
        asked.append(claims)
        return {"x": draws + 5}

    left = Left(about="A", claims=("A1", "A2"), figures=(0,))
    found = influences(left, _read(log_probability[:, np.newaxis]), {"x": draws}, refit)["x"]
    assert asked == [("A1", "A2")]
    assert (found.by, round(found.moved, 6), round(found.narrowed, 6)) == ("fitting anew", 5.0, 1.0)


def test_every_source_is_left_out_and_each_claim_of_those_with_more(small: Model) -> None:
    lefts = left_outs(small)
    sources = [left.about for left in lefts if len(left.claims) > 1 or not left.about[-1].isdigit()]
    ids = [datum.claim.id for datum in small.observed.data]
    assert sorted({claim for left in lefts for claim in left.claims}) == sorted(ids)
    assert len(sources) == len({datum.claim.citation.source for datum in small.observed.data})
    assert all(
        small.observed.data[n].claim.id == id
        for left in lefts
        for n, id in zip(left.figures, left.claims, strict=True)
    )
