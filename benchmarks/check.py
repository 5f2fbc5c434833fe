"""How many of the contradictions in short texts `zul check` names, and how often it raises a false alarm.

`python benchmarks/check.py [--held] [--findings] [--article FILE]` prints a Markdown table; `--held` checks
the texts that nobody looks at before the end, and only those; `--findings` prints what was not named and
every alarm that names nothing; `--article` checks the article of gold/article-contradictions.csv alone.
benchmarks/gold/README.md says what counts as named.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marks import GOLD, Contradiction, checks, table

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


def in_article(path: Path) -> tuple[str, str, list[Contradiction]]:
    """The article, and where the figures of each of its contradictions stand, every time that they do."""
    text = path.read_text("utf-8")
    real = []
    for row in table(GOLD / "article-contradictions.csv"):
        found = [match.span() for one in row["figures"].split("|") for match in _spelled(one).finditer(text)]
        told = {key: row[key] for key in ("id", "kind", "why")}
        real.append(Contradiction(text=path.stem, numerals=tuple(found), **told))
    return path.name, text, real


def _spelled(figure: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d,]){re.escape(figure)}(?![\d]|,\d)")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--held", action="store_true", help="check the texts held back, and only those")
    parser.add_argument(
        "--findings", action="store_true", help="print what was not named, and the false alarms"
    )
    parser.add_argument("--article", type=Path, help="check this article alone")
    arguments = parser.parse_args()
    lines, words = [], []
    texts = checks(GOLD / ("held/checks" if arguments.held else "checks"))
    with tempfile.TemporaryDirectory() as folder:
        for name, text, real in [in_article(arguments.article)] if arguments.article else texts:
            path = Path(folder, name)
            path.write_text(text, "utf-8")
            numbers, its_words = judged(path.stem, check(path), real)
            lines.append([path.stem, *map(str, numbers)])
            words += its_words
    lines.append(["all", *(str(sum(int(line[i]) for line in lines)) for i in range(1, len(HEAD)))])
    rows = (HEAD, ["---"] * len(HEAD), *lines)
    sys.stdout.writelines(f"| {' | '.join(line)} |\n" for line in rows)
    if arguments.findings:
        sys.stdout.writelines(f"{line}\n" for line in ("", *words))


if __name__ == "__main__":
    main()
