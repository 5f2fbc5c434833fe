"""The numbers of an answer, worked out again from its draws and from the case."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from attrs import frozen

from zul.errors import Refusal
from zul.publish.data import estimates_json
from zul.reconstruct import again
from zul.reconstruct.displaced.evidence import REFITTED
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction

TOLERANCE = 1e-9  # relative; processors round the last digits differently
_NAMES = ("id", "claim", "about", "year", "title")  # by which one of many is told


@frozen(kw_only=True)
class Difference:
    """A number or word of the answer, as told and as it comes out."""

    what: str
    told: object
    comes_out: object


def differences(case: Case, found: Reconstruction) -> Iterator[Difference]:
    """What the draws do not bear out; all but the influences that took another fit of the model."""
    if case.plan is None:
        yield Difference(what="account", told="estimates", comes_out="none, for the case declares no account")
        return
    try:
        other = again(case, found)
    except Refusal as refusal:
        yield Difference(what="draws", told=refusal.what, comes_out="draws of this case")
        return
    yield from _apart("", *(json.loads(estimates_json(one)) for one in (found, other)))


def refitted(found: Reconstruction) -> int:
    """How many influences only another fit can tell."""
    return sum(one.by == REFITTED for estimate in found.estimates.values() for one in estimate.moved_by)


def _apart(where: str, told: object, comes_out: object) -> Iterator[Difference]:
    """Where two values of JSON differ; of a pair of lists of other lengths only that."""
    if isinstance(told, dict) and isinstance(comes_out, dict) and told.keys() == comes_out.keys():
        for name, value in told.items():
            yield from _apart(f"{where} {name}".strip(), value, comes_out[name])
    elif isinstance(told, list) and isinstance(comes_out, list) and len(told) == len(comes_out):
        for number, (one, other) in enumerate(zip(told, comes_out, strict=True)):
            yield from _apart(f"{where} {_name(one) or number}", one, other)
    elif not _is_same(told, comes_out):
        yield Difference(what=where, told=told, comes_out=comes_out)


def _name(value: object) -> object:
    return next((value[name] for name in _NAMES if name in value), None) if isinstance(value, dict) else None


def _is_same(told: object, comes_out: object) -> bool:
    if isinstance(told, float | int) and isinstance(comes_out, float | int):
        return math.isclose(told, comes_out, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return told == comes_out
