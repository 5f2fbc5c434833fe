"""How often each rule of reading was right in the open gold texts: the confidence of the drafts.

`python benchmarks/rules.py [--article FILE]` prints the table that src/zul/read/lexicon/confidence.csv holds.
A rule is right where the part that it set is what the gold says. One case right and one wrong are added to
each, for what the gold texts do not show (Laplace's rule of succession).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from marks import Row
from read import by_zul, gold
from scores import quantity_aspects, taken

from zul.read.drafts import draft_claims
from zul.terms.document import Document

PARTS = {"hedge": "hedge", "unit": "unit", "year": "period", "place": "place", "measure": "measure"}


def judged(document: Document, its_rows: list[Row]) -> Iterator[tuple[str, bool]]:
    """Each rule that set a part which the gold knows, and whether it set it right."""
    drafts = {(draft.numeral.start, draft.numeral.end): draft for draft in draft_claims(document)}
    found = [one for one in by_zul(document) if one.period is None]
    for row in (row for row in its_rows if row.kind == "quantity"):
        one = taken(row, found)
        draft = drafts.get((one.start, one.end)) if one else None
        if one is None or draft is None:
            continue
        for aspect, (right, _, _) in quantity_aspects(row, one, cells=True).items():
            if rule := draft.rules.get(PARTS.get(aspect, "")):
                yield rule, right


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--article", type=Path, help="the text that gold/article.csv has the rows of")
    arguments = parser.parse_args()
    arguments.held = False
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for document, its_rows in gold(arguments):
        for rule, holds in judged(document, its_rows):
            of[rule] += 1
            right[rule] += holds
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["rule", "right", "of"])
    for rule, count in sorted(of.items(), key=lambda pair: (-pair[1], pair[0])):
        out.writerow([rule, f"{(right[rule] + 1) / (count + 2):.2f}", count])


if __name__ == "__main__":
    main()
