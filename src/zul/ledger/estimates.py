"""Keeping a reconstruction: numbers as JSON, draws as Parquet; read back only if nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cattrs
import numpy as np
import numpy.typing as npt
from attrs import evolve
from cattrs.errors import BaseValidationError

from zul.ledger.write import write_text
from zul.terms.estimate import Reconstruction

if TYPE_CHECKING:
    import pyarrow as pa

NUMBERS, DRAWS = "reconstruction.json", "draws.parquet"
PLACES = {  # the columns before those of the unknowns
    "chain": "Number of the chain of the sampler, from 0.",
    "draw": "Number of the draw in its chain, from 0, after tuning.",
}
_CONVERTER = cattrs.Converter()
_CONVERTER.register_structure_hook_func(
    lambda type_: "ndarray" in str(type_), lambda value, _: np.array(value, dtype=float)
)


def write_reconstruction(folder: Path, reconstruction: Reconstruction) -> None:
    """Write both files, the numbers last: a half-written pair is never taken for an answer."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NUMBERS).unlink(missing_ok=True)
    write_draws(folder, reconstruction.draws, reconstruction.unknowns)
    numbers = _CONVERTER.unstructure(evolve(reconstruction, draws=np.zeros((0, 0, 0)), unknowns=()))
    del numbers["draws"], numbers["unknowns"]
    write_text(folder / NUMBERS, json.dumps(numbers, ensure_ascii=False, indent=1) + "\n")


def write_draws(folder: Path, draws: npt.NDArray[np.float64], unknowns: Sequence[str]) -> Path:
    """Write `draws[chain, draw, unknown]` as a table with a column for each unknown; returns the file."""
    from pyarrow import parquet  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f".{DRAWS}"
    parquet.write_table(draws_table(draws, unknowns), scratch)
    return scratch.replace(folder / DRAWS)


def draws_table(draws: npt.NDArray[np.float64], unknowns: Sequence[str]) -> pa.Table:
    """A row for each draw, a column for each unknown, and what each column says."""
    import pyarrow as pa  # noqa: PLC0415 (takes a moment to load)

    chains, length, _ = draws.shape
    columns: dict[str, Any] = {
        "chain": np.repeat(np.arange(chains), length),
        "draw": np.tile(np.arange(length), chains),
    }
    columns |= {unknown: draws[:, :, number].ravel() for number, unknown in enumerate(unknowns)}
    says = PLACES | {
        unknown: f"The unknown “{unknown}”; a standard normal before the claims are read."
        for unknown in unknowns
    }
    fields = [
        pa.field(name, pa.int64() if name in PLACES else pa.float64(), nullable=False,
                 metadata={"description": says[name]})
        for name in columns
    ]  # fmt: skip
    return pa.table(columns, schema=pa.schema(fields))


def draws_of(table: pa.Table, unknowns: Sequence[str], chains: int) -> npt.NDArray[np.float64]:
    """`draws[chain, draw, unknown]` as such a table holds them."""
    flat = np.column_stack([table.column(name).to_numpy() for name in unknowns])
    return flat.reshape(chains, -1, len(unknowns))


def read_reconstruction(folder: Path, inputs: str) -> Reconstruction | None:
    """What was kept for exactly these inputs, whole; None where there is nothing, or something else."""
    from pyarrow import parquet  # noqa: PLC0415

    try:
        numbers = json.loads((folder / NUMBERS).read_text(encoding="utf-8"))
        if numbers.get("inputs") != inputs or not numbers["search"]["is_whole"]:
            return None
        table = parquet.read_table(folder / DRAWS)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    unknowns = tuple(name for name in table.column_names if name not in PLACES)
    try:
        draws = draws_of(table, unknowns, numbers["search"]["chains"])
        bare = _CONVERTER.structure({**numbers, "draws": [], "unknowns": []}, Reconstruction)
    except (BaseValidationError, KeyError, TypeError, ValueError):
        return None
    return evolve(bare, draws=draws, unknowns=unknowns)
