"""How well texts are read, beside quantulum3: the gold texts, each figure and date scored by itself.

`python benchmarks/read.py [--article FILE] [--held] [--misses]` prints Markdown tables; `--held` scores the
texts that nobody looks at before the end, and only those. benchmarks/gold/README.md says what is right.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from marks import ARTICLE, GOLD, Row, rows, texts
from scores import ASPECTS, Found, Score, moved, score

from zul.read.drafts import draft_claims
from zul.read.grammar import mentions
from zul.read.text.documents import read_document
from zul.terms.document import Document
from zul.terms.figure import Figure

RUNS = 5  # of which the median is told
UNITS = {  # quantulum3's words for ours
    "percentage": "percent", "russian ruble": "rouble", "pound-mass": "pound", "pound sterling": "pound",
    "indian rupee": "rupee", "dimensionless": None,
}  # fmt: skip


def by_zul(document: Document) -> list[Found]:
    """What Zul finds: figures and dates by the grammar, cells by the draft claims."""
    drafts = {(draft.numeral.start, draft.numeral.end): draft for draft in draft_claims(document)}
    found = []
    for mention in mentions(document):
        start, end, reading = mention.numeral.start, mention.numeral.end, mention.reading
        if isinstance(reading, Figure):
            draft = drafts.get((start, end))
            numbers = [quantity.value for quantity in reading.quantities]
            found.append(
                Found(
                    start=start,
                    end=end,
                    value=(numbers[0], numbers[-1]) if numbers else None,
                    hedge=reading.hedge.value,
                    unit=draft.unit if draft else mention.unit,
                    cell=draft.cell if draft else None,
                )
            )
        else:
            found.append(Found(start=start, end=end, period=reading))
    return found


@cache
def quantulum() -> Callable[[str], list[Any]] | None:
    """quantulum3's parser, without its classifier of units; None where it is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the classifier is missing
        try:
            from quantulum3 import parser  # noqa: PLC0415
        except ImportError:
            return None
    parse: Callable[[str], list[Any]] = parser.parse
    return parse


def by_quantulum(parse: Callable[[str], list[Any]], document: Document) -> list[Found]:
    """What quantulum3 finds; it knows neither hedges nor dates."""
    found = []
    for quantity in parse(document.text):
        value, more = Fraction(str(quantity.value)), Fraction(str(quantity.uncertainty or 0))
        unit = UNITS.get(quantity.unit.name, quantity.unit.name)
        start, end = quantity.span
        found.append(Found(start=start, end=end, value=(value - more, value + more), hedge="", unit=unit))
    return found


def gold(arguments: argparse.Namespace) -> Iterator[tuple[Document, list[Row]]]:
    """Each document with its rows, which stand where the document has their words."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text, its_rows in texts(GOLD / ("held" if arguments.held else "texts")):
            path = Path(folder, name)
            path.write_text(text, "utf-8")
            document = read_document(path)
            yield document, moved(its_rows, text, document.text)
    if arguments.article and not arguments.held:
        data = arguments.article.read_bytes()
        if hashlib.sha256(data).hexdigest() != (GOLD / "article.sha256").read_text("utf-8").split()[0]:
            raise SystemExit(f"{arguments.article} · is not the text that gold/article.csv has rows of")
        document = read_document(arguments.article)
        yield document, moved(rows(GOLD / "article.csv"), data.decode(), document.text)


def tell_scores(documents: list[tuple[Document, list[Row]]], *, misses: bool) -> None:
    """A line for each text and reader, and for each reader one that has all texts but the article."""
    readers: dict[str, Callable[[Document], list[Found]]] = {"Zul": by_zul}
    if parse := quantulum():
        readers["quantulum3"] = lambda document: by_quantulum(parse, document)
    else:
        tell("quantulum3 is not installed and is left out: pip install quantulum3", "")
    lines, misses_of_zul = [], []
    sums = dict.fromkeys(readers, Score())  # without the article, which is no unseen text
    for document, its_rows in documents:
        text = its_rows[0].text
        for reader, read in readers.items():
            one = score(document.text, its_rows, read(document), cells=reader == "Zul")
            lines.append([text, reader, *one.cells()])
            misses_of_zul += one.misses if reader == "Zul" else []
            if text != ARTICLE:
                sums[reader] += one
    lines += [["all but the article", reader, *one.cells()] for reader, one in sums.items()]
    table(["text", "reader", *ASPECTS], lines)
    if misses:
        tell("", *misses_of_zul)


def tell_speed(document: Document) -> None:
    """Characters per second, and how many times as long the others take."""
    readers: dict[str, Callable[[], object]] = {
        "Zul, figures and dates": lambda: mentions(document),
        "Zul, draft claims": lambda: draft_claims(document),
    }
    if parse := quantulum():
        readers["quantulum3"] = lambda: parse(document.text)
    taken: dict[str, list[float]] = {reader: [] for reader in readers}
    for _ in range(RUNS):
        for reader, read in readers.items():
            begin = time.perf_counter()
            read()
            taken[reader].append(time.perf_counter() - begin)
    medians = {reader: statistics.median(times) for reader, times in taken.items()}
    tell("", f"{len(document.text):,} characters, medians of {RUNS} runs", "")
    drafts = medians["Zul, draft claims"]
    told = [
        [reader, f"{seconds:.3f}", f"{len(document.text) / seconds:,.0f}", f"{seconds / drafts:.1f}×"]
        for reader, seconds in medians.items()
    ]
    table(["reader", "s", "characters/s", "of the time of draft claims"], told)


def table(head: list[str], lines: list[list[str]]) -> None:
    """Print a table in Markdown."""
    tell(*("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *lines)))


def tell(*lines: str) -> None:
    """Print lines."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def main() -> None:
    """Print the scores, then the speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--article", type=Path, help=f"the text that gold/article.csv has the rows of ({ARTICLE})"
    )
    parser.add_argument("--held", action="store_true", help="score the texts held back, and only those")
    parser.add_argument("--misses", action="store_true", help="print each miss of Zul with its words around")
    arguments = parser.parse_args()
    if not arguments.article and not arguments.held:
        tell("The article is left out: say where it is with --article FILE", "")
    documents = list(gold(arguments))
    tell_scores(documents, misses=arguments.misses)
    tell_speed(max((document for document, _ in documents), key=lambda document: len(document.text)))


if __name__ == "__main__":
    main()
