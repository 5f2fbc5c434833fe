from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from attrs import evolve, fields

from zul.ledger.estimates import DRAWS, NUMBERS, read_reconstruction, write_reconstruction
from zul.terms.estimate import (
    Course,
    Estimate,
    Influence,
    Pyramid,
    Reading,
    Reconstruction,
    Search,
    Spread,
    Wanted,
)

SPREAD = Spread.of([float(value) for value in range(101)])
FOUND = Reconstruction(
    people="Hill people",
    estimates={
        "births": Estimate(
            id="births",
            title="Births",
            definition="All births.",
            unit="births",
            spread=SPREAD,
            prior=SPREAD,
            reason="the claims leave it as wide as it was before they were read",
            moved_by=(Influence(about="A", moved=-3.0, narrowed=1.2, by="weighting the draws"),),
        )
    },
    courses={
        "births": Course(
            id="births", title="Births a year", unit="people", times=(1944.0,), spreads=(SPREAD,)
        )
    },
    pyramids=(Pyramid(year=1944, women=(SPREAD,), men=(SPREAD, SPREAD)),),
    wanted=(Wanted(title="a count", estimate="births", narrowed=2.0),),
    readings=(Reading(claim="A1", wrong=0.25, expected=SPREAD, tail=0.5),),
    left_out={"A2": "it is a date"},
    search=Search(
        seed=1, chains=2, draws=3, divergences=0, r_hat=1.0, size=400.0, seconds=1.5, is_whole=True
    ),
    inputs="abc",
    unknowns=("fertility", "mortality “x”"),
    draws=np.arange(12.0).reshape(2, 3, 2),
)


def same(one: Reconstruction, other: Reconstruction) -> bool:
    rest = [name.name for name in fields(Reconstruction) if name.name != "draws"]
    return all(getattr(one, name) == getattr(other, name) for name in rest) and np.array_equal(
        one.draws, other.draws
    )


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    write_reconstruction(tmp_path / "build", FOUND)
    kept = read_reconstruction(tmp_path / "build", "abc")
    assert kept is not None
    assert same(kept, FOUND)
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [DRAWS, NUMBERS]


def test_it_is_never_shown_for_other_inputs(tmp_path: Path) -> None:
    write_reconstruction(tmp_path, FOUND)
    assert read_reconstruction(tmp_path, "abd") is None


def test_an_interrupted_search_is_no_answer_for_later(tmp_path: Path) -> None:
    write_reconstruction(tmp_path, evolve(FOUND, search=evolve(FOUND.search, is_whole=False)))
    assert read_reconstruction(tmp_path, "abc") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inputs": "abc"}', '{"inputs": "abc", "search": 3}'])
def test_broken_numbers_are_worked_out_again(tmp_path: Path, text: str) -> None:
    write_reconstruction(tmp_path, FOUND)
    (tmp_path / NUMBERS).write_text(text)
    assert read_reconstruction(tmp_path, "abc") is None


def test_without_its_draws_or_with_broken_ones_it_is_worked_out_again(tmp_path: Path) -> None:
    write_reconstruction(tmp_path, FOUND)
    (tmp_path / DRAWS).write_bytes(b"PAR1")
    assert read_reconstruction(tmp_path, "abc") is None
    (tmp_path / DRAWS).unlink()
    assert read_reconstruction(tmp_path, "abc") is None


def test_a_spread_has_its_quantiles() -> None:
    found = Spread.of([float(value) for value in range(101)])
    ends = [
        (interval.level, round(interval.lower, 9), round(interval.upper, 9)) for interval in found.intervals
    ]
    assert (found.median, ends) == (50.0, [(50, 25.0, 75.0), (80, 10.0, 90.0), (95, 2.5, 97.5)])
    with pytest.raises(ValueError, match=r"^no draws$"):
        Spread.of([])
