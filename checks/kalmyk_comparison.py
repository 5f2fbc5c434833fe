"""The numbers of docs/kalmyk-answer.md that `zul reconstruct cases/kalmyk` does not print.

`python checks/kalmyk_comparison.py` draws anew, or takes what `zul reconstruct` keeps in build/kalmyk.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from zul.cli.reconstruct import reconstructed
from zul.ledger import read_case
from zul.reconstruct.arrays import Array
from zul.reconstruct.displaced.model import model
from zul.reconstruct.displaced.readings import readings
from zul.reconstruct.displaced.scenarios import scenarios

ROOT = Path(__file__).parents[1]
PERIODS = ((1944, 1945), (1944, 1949), (1944, 1951), (1944, 1953))
DAYS = (1944.0, 1945.0, 1948.0, 1949.0, 1953.0, 1959.0)
EVERY = 4  # draws, one is worked out


def _told(values: Array) -> str:
    middle, low, high = np.quantile(values, (0.5, 0.025, 0.975))
    return f"{middle:,.5g} ({low:,.5g} to {high:,.5g})"


def main() -> None:
    """Print flows by period, stocks by day, and what is expected of each claim."""
    case = read_case(ROOT / "cases/kalmyk")
    assert case.plan is not None
    found = reconstructed(case, "cases/kalmyk", ROOT / "build/kalmyk")
    built = model(case, case.plan)
    draws = found.draws.reshape(-1, built.size)[::EVERY]
    courses = scenarios(built, draws)
    starts = built.timeline.starts
    flows = {
        "births": courses.births,
        "births without the crisis": courses.counterfactual_births,
        "birth deficit": courses.counterfactual_births - courses.births,
        "deaths": courses.deaths,
        "attributable deaths": courses.attributable,
        "registered deaths": courses.registered_deaths,
        "registered births": courses.registered_births,
    }
    lines = []
    for first, end in PERIODS:
        steps = slice(*(int(np.searchsorted(starts, year)) for year in (first, end)))
        lines += [
            f"{first}–{end - 1}, {name}: {_told(flow[:, steps].sum(axis=1))}" for name, flow in flows.items()
        ]
    for day in DAYS:
        at = int(np.searchsorted(starts, day))
        lines.append(f"1 January {day:.0f}, all: {_told(courses.population[:, at])}")
        for number, part in enumerate(built.plan.compartment):
            lines.append(f"1 January {day:.0f}, {part.name}: {_told(courses.by_compartment[:, number, at])}")
    read = readings(built, draws)
    for number, datum in enumerate(built.observed.data):
        wrong = read.wrong[:, number].mean()
        lines.append(
            f"{datum.claim.id} {datum.claim.as_written}: {_told(read.count[:, number])}, wrong {wrong:.0%}"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
