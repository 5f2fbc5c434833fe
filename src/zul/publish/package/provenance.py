"""Where everything comes from, for programs: inputs by hash, seed, and the versions of all that computed.

The words are those of W3C PROV (entity, activity, agent). No clock, machine or user is named, so that two
runs agree to the byte.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from zul.errors import Refusal
from zul.publish.data import dump
from zul.publish.package.inputs import Inputs
from zul.publish.package.kept import fingerprint
from zul.publish.version import zul_version
from zul.terms.estimate import Reconstruction

NAME = "provenance.json"
MADE_BY = "Zul"

Versions = Mapping[str, str]

_VERSION = re.compile(r"[0-9A-Za-z.+!_-]{1,60}")
_AUDIT = ("highspy",)
_RECONSTRUCT = ("numba", "numpy", "nutpie", "scipy")
_PUBLISH = ("altair", "attrs", "babel", "jinja2", "pyarrow", "vl-convert-python")


def versions() -> dict[str, str]:
    """The versions of Zul, of Python, and of the libraries that compute or draw."""
    libraries = {name: version(name) for name in sorted((*_AUDIT, *_RECONSTRUCT, *_PUBLISH))}
    return {"zul": zul_version(), "python": platform.python_version(), **libraries}


def provenance(inputs: Inputs, found: Reconstruction | None, made_with: Versions) -> str:
    """The statement of provenance."""
    entities: dict[str, Any] = {
        f"case/{name}": {"type": "input", "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in inputs.items()
    }
    used = list(entities)
    activities: dict[str, Any] = {
        "audit": {"used": used, "generated": ["findings.json"], "libraries": list(_AUDIT)},
    }
    results = ["findings.json"]
    if found is not None:
        entities["draws.parquet"] = {
            "type": "result",
            "sha256_of_numbers": fingerprint(found.draws, found.unknowns),
        }
        activities["reconstruct"] = {
            "used": used,
            "generated": ["draws.parquet", "estimates.json"],
            "libraries": list(_RECONSTRUCT),
            "seed": found.search.seed,
            "chains": found.search.chains,
            "draws_by_chain": found.search.draws,
            "sha256_of_request": found.inputs,
        }
        results += ["draws.parquet", "estimates.json"]
    activities["publish"] = {
        "used": [*used, *results],
        "generated": "every other file",
        "libraries": list(_PUBLISH),
    }
    told = {
        "made_by": MADE_BY,
        "vocabulary": "http://www.w3.org/ns/prov#",
        "agent": {"versions": dict(made_with)},
        "entity": entities,
        "activity": activities,
    }
    return dump(told)


def read_versions(text: str) -> dict[str, str]:
    """The versions that a statement of provenance names. Refuses one that Zul has not made."""
    try:
        told = json.loads(text)
        found = {str(name): str(one) for name, one in told["agent"]["versions"].items()}
        is_own = told["made_by"] == MADE_BY and found.keys() == versions().keys()
        if is_own and all(map(_VERSION.fullmatch, found.values())):
            return found
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        pass
    raise Refusal("is no statement of provenance that Zul wrote", "Publish the case again.")
