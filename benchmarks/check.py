"""How many of the contradictions in short texts `zul check` names, and how often it raises a false alarm.

`python benchmarks/check.py [--held] [--findings]` prints a Markdown table; `--held` checks the texts that
nobody looks at before the end, and only those; `--findings` prints what was not named and every alarm that
names nothing. benchmarks/gold/README.md says what counts as named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marks import GOLD, Contradiction, checks

ALARMS = ("contradiction", "source conflict", "tension")
HEAD = ("text", "contradictions", "named", "as a contradiction", "false contradictions", "other alarms")

Span = tuple[int, int]


def check(path: Path) -> dict[str, Any]:
    """What `zul check` finds in a file."""
    command = [sys.executable, "-m", "zul", "check", str(path), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if not run.stdout:
        raise SystemExit(f"{path.name} · zul check gave no answer\n{run.stderr}")
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def figures(told: dict[str, Any], finding: dict[str, Any]) -> list[Span]:
    """Where the numbers of a finding stand."""
    numerals = {claim["id"]: claim["numeral"] for claim in told["claims"]}
    spans = [numerals.get(claim["id"], claim) for claim in finding["claims"]]
    return [(span["start"], span["end"]) for span in spans]


def names(spans: Iterable[Span], contradiction: Contradiction) -> bool:
    """Whether at least two figures of the contradiction are among them, or the only one."""
    spans = list(spans)
    met = [it for it in contradiction.numerals if any(it[0] < end and start < it[1] for start, end in spans)]
    return len(met) >= min(2, len(contradiction.numerals))


def judged(text: str, told: dict[str, Any], real: list[Contradiction]) -> tuple[list[int], list[str]]:
    """The numbers of a line of the table, and what went wrong, in words."""
    alarms = [(one, figures(told, one)) for one in told["findings"] if one["grade"] in ALARMS]
    named = [it for it in real if any(names(spans, it) for _, spans in alarms)]
    graver = [
        it
        for it in named
        if any(names(spans, it) for one, spans in alarms if one["grade"] == "contradiction")
    ]
    false = [one for one, spans in alarms if not any(names(spans, it) for it in real)]
    worst = [one for one in false if one["grade"] == "contradiction"]
    words = [f"not named · {text} {it.id} · {it.why}" for it in real if it not in named]
    words += [f"false {one['grade']} · {text} · {one['text']}" for one in false]
    return [len(real), len(named), len(graver), len(worst), len(false) - len(worst)], words


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--held", action="store_true", help="check the texts held back, and only those")
    parser.add_argument(
        "--findings", action="store_true", help="print what was not named, and the false alarms"
    )
    arguments = parser.parse_args()
    lines, words = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, text, real in checks(GOLD / ("held/checks" if arguments.held else "checks")):
            path = Path(folder, name)
            path.write_text(text, "utf-8")
            numbers, its_words = judged(path.stem, check(path), real)
            lines.append([path.stem, *map(str, numbers)])
            words += its_words
    lines.append(["all", *(str(sum(int(line[i]) for line in lines)) for i in range(1, len(HEAD)))])
    table = (HEAD, ["---"] * len(HEAD), *lines)
    sys.stdout.writelines(f"| {' | '.join(line)} |\n" for line in table)
    if arguments.findings:
        sys.stdout.writelines(f"{line}\n" for line in ("", *words))


if __name__ == "__main__":
    main()
