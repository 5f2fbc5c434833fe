"""The answer as the package keeps it, estimates.json and draws.parquet; read back without trust."""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections.abc import Mapping
from typing import Any

import cattrs
import numpy as np
import numpy.typing as npt
from cattrs.errors import BaseValidationError

from zul.errors import Refusal
from zul.ledger.estimates import PLACES, draws_of, draws_table
from zul.publish.data import estimates_json
from zul.terms.estimate import (
    Course,
    Estimate,
    Influence,
    Interval,
    Pyramid,
    Reading,
    Reconstruction,
    Search,
    Spread,
    Wanted,
)

Draws = npt.NDArray[np.float64]

_CONVERTER = cattrs.Converter(forbid_extra_keys=True)
_MOST_NUMBERS = 50_000_000  # draws times unknowns: beyond, the memory of a small computer is full
_WAY_OUT = "Publish the case again."


def as_kept(found: Reconstruction) -> Reconstruction:
    """The answer as it will be read back: without its seconds, and no number where there is none."""
    return read_estimates(estimates_json(found), found.draws, found.unknowns)


def read_estimates(text: str, draws: Draws, unknowns: tuple[str, ...]) -> Reconstruction:
    """The reconstruction that estimates.json and the draws tell. Refuses what Zul has not written."""
    try:
        return _reconstruction(json.loads(text), draws, unknowns)
    except (
        LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError,
        BaseValidationError,
    ) as error:  # fmt: skip
        reason = f"{type(error).__name__}: {error}"[:200]
        raise Refusal(f"cannot be read as the answer that Zul writes ({reason})", _WAY_OUT) from None


def _reconstruction(told: Mapping[str, Any], draws: Draws, unknowns: tuple[str, ...]) -> Reconstruction:
    return Reconstruction(
        people=told["people"],
        estimates={one["id"]: _estimate(one) for one in told["estimates"]},
        courses={
            one["id"]: Course(
                id=one["id"], title=one["title"], unit=one["unit"], times=tuple(map(float, one["times"])),
                spreads=tuple(map(_spread, one["spreads"])),
            )
            for one in told["courses"]
        },
        pyramids=tuple(
            Pyramid(year=int(one["year"]), women=tuple(map(_spread, one["women"])),
                    men=tuple(map(_spread, one["men"])))
            for one in told["pyramids"]
        ),
        wanted=_CONVERTER.structure(told["wanted"], tuple[Wanted, ...]),
        readings=tuple(
            Reading(claim=one["claim"], wrong=float(one["wrong"]), expected=_spread(one["expected"]),
                    tail=float(one["tail"]))
            for one in told["readings"]
        ),
        left_out=_CONVERTER.structure(told["left_out"], dict[str, str]),
        search=_CONVERTER.structure({**told["search"], "seconds": 0.0}, Search),
        inputs=told["inputs"],
        unknowns=unknowns,
        draws=draws,
    )  # fmt: skip


def _estimate(told: Mapping[str, Any]) -> Estimate:
    prior = _spread(told["prior"])
    moved_by = _CONVERTER.structure(told["moved_by"], tuple[Influence, ...])
    if not all(math.isfinite(number) for one in moved_by for number in (one.moved, one.narrowed)):
        raise ValueError("an influence is no number")
    return Estimate(
        id=told["id"],
        title=told["title"],
        definition=told["definition"],
        unit=told["unit"],
        spread=_spread(told["spread"]) if told["spread"] else prior,
        prior=prior,
        reason=told["not_estimable"],
        moved_by=moved_by,
    )


def _spread(told: Mapping[str, Any]) -> Spread:
    return Spread(
        median=float(told["median"]),
        intervals=tuple(
            Interval(level=int(level), lower=float(ends[0]), upper=float(ends[1]))
            for level, ends in told["intervals"].items()
        ),
    )


def draws_parquet(draws: Draws, unknowns: tuple[str, ...]) -> bytes:
    """The draws as Parquet: a row for each draw, a column for each unknown, and what each column says."""
    from pyarrow import parquet  # noqa: PLC0415 (takes a moment to load)

    written = io.BytesIO()
    parquet.write_table(draws_table(draws, unknowns), written, compression="zstd")
    return written.getvalue()


def read_draws(data: bytes) -> tuple[Draws, tuple[str, ...]]:
    """`draws[chain, draw, unknown]` and the names of the unknowns. Refuses anything but numbers."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        names, types = file.schema_arrow.names, file.schema_arrow.types
        if file.metadata.num_rows * len(names) > _MOST_NUMBERS:
            raise Refusal(f"holds more than {_MOST_NUMBERS:,} numbers", _WAY_OUT)
        if names[:2] != [*PLACES] or any(
            kind != (pa.int64() if name in PLACES else pa.float64())
            for name, kind in zip(names, types, strict=True)
        ):
            raise Refusal("is no table of draws as Zul writes it", _WAY_OUT)
        table = file.read()
        unknowns = tuple(names[2:])
        chains = len(table.column("chain").unique())
        return draws_of(table, unknowns, chains), unknowns
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(f"cannot be read as Parquet ({str(error)[:200]})", _WAY_OUT) from None


def fingerprint(draws: Draws, unknowns: tuple[str, ...]) -> str:
    """The hash of the numbers themselves, however a version of Parquet packs them."""
    found = hashlib.sha256(repr((draws.shape, unknowns)).encode())
    found.update(np.ascontiguousarray(draws, dtype="<f8").tobytes())
    return found.hexdigest()
