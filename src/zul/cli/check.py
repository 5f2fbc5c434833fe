"""The command that needs no preparation: check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zul.cli.console import ALARM, advancing, honest, progress, say, writing
from zul.cli.documents import Private, opened
from zul.errors import CaseError, Located

if TYPE_CHECKING:
    from zul.publish.check import Checked
    from zul.terms.document import Document
    from zul.terms.draft import Draft

SECONDS = 10.0  # enough for any text that is no ledger


def check(  # noqa: PLR0917 - each parameter is an option of the command line
    places: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Documents; - is standard input, and URLs are fetched."),
    ],
    json: Annotated[
        bool, typer.Option("--json", help="Print claims and findings with their proofs as JSON.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="Write one page: the text beside its findings."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="CSV",
            help="Check each document on its own, also those of folders and ZIP archives, and write what is "
            "found into this table. Documents that stand in it already are not read again.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, help="How many at once, with --out.", show_default="all cores"),
    ] = None,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            min=0,
            help="Stop the search for contradictions and for what to distrust after so long.",
        ),
    ] = SECONDS,
    allow_private: Private = False,
) -> None:
    """Read documents and print which of their figures cannot stand together, with no preparation.

    Several documents are checked together, so that figures which differ between them are found.

    Ends with 0 when nothing is alarming, with 1 when there is a contradiction, a source conflict or a tension
    (with --out also when a document could not be read), and with 2 when the input is bad.
    """
    with honest(", ".join(places), "nothing was checked"):
        _refuse_targets(places, json, html, out)
        if out is None:
            is_alarming = _together(list(dict.fromkeys(places)), json, html, seconds, allow_private)
        else:
            is_alarming = _table(places, out, jobs, seconds)
    if is_alarming:
        raise typer.Exit(ALARM)


def _refuse_targets(places: Sequence[str], json: bool, html: Path | None, out: Path | None) -> None:
    """Raises CaseError for a table beside other output, and for a page in the place of a document."""
    if out is not None and (json or html):
        what, way_out = "goes with neither --json nor --html", "Check the documents to see one by one."
        raise CaseError([Located("--out", what, way_out)])
    if html is not None and html.exists() and any(Path(p).exists() and html.samefile(p) for p in places):
        what = "is one of the documents, and would be overwritten"
        raise CaseError([Located(f"--html {html}", what, "Choose another file with --html.")])


def _together(
    places: Sequence[str], json: bool, html: Path | None, seconds: float, allow_private: bool
) -> bool:
    """Check documents with one another; whether anything is alarming."""
    with progress(f"Checking {', '.join(places)}"):
        documents = _all(places, allow_private)
        from zul.publish.check import check as check_documents  # noqa: PLC0415

        checked = check_documents(*documents, seconds=seconds)
    if html is not None:
        from zul.ledger import write_text  # noqa: PLC0415
        from zul.publish.check.page import render  # noqa: PLC0415

        with writing(html, "Choose another file with --html."):
            write_text(html, render(checked))
    if json:
        from zul.publish.check.data import check_json  # noqa: PLC0415

        typer.echo(check_json(checked), nl=False)
    else:
        for line in lines_of(checked):
            say(line)
        if html is not None:
            say(str(html))
    return bool(checked.alarms)


def _all(places: Sequence[str], allow_private: bool) -> list[Document]:
    """The documents at all places; every one that cannot be read is told."""
    from zul.publish.check.sources import holds_several  # noqa: PLC0415

    documents, refusals = [], []
    for place in places:
        if holds_several(place):
            way_out = "Say with --out into which table their findings go: --out findings.csv."
            refusals.append(Located(place, "holds several documents", way_out))
            continue
        try:
            documents.append(opened(place, allow_private=allow_private))
        except CaseError as error:
            refusals += error.refusals
    if refusals:
        raise CaseError(refusals)
    return documents


def _table(places: Sequence[str], out: Path, jobs: int | None, seconds: float) -> bool:
    """Check many documents, each on its own; whether anything is alarming or could not be read."""
    from zul.publish.check.many import check_into  # noqa: PLC0415
    from zul.publish.check.sources import find  # noqa: PLC0415
    from zul.publish.check.table import UNREAD, FindingsTable  # noqa: PLC0415
    from zul.publish.words import ALARMS, GRADES  # noqa: PLC0415
    from zul.terms.said import counted, listed  # noqa: PLC0415

    found = find(places)
    new = 0
    with writing(out, "Choose another file with --out."):
        opened_table = FindingsTable(out)
    with (
        honest(", ".join(places), f"what was checked stands in {out}"),
        writing(out, "Choose another file with --out."),
        opened_table as table,
        advancing("Checking", len(found.places)) as advance,
    ):
        for place, rows in check_into(table, found.places, seconds=seconds, jobs=jobs):
            new += bool(rows)
            advance(f"{place}: {rows[0]['text']}" if rows and rows[0]["grade"] == UNREAD else None)
    told = [counted(table.grades[grade.value], grade.value) for grade in GRADES if table.grades[grade.value]]
    say(
        f"{counted(new, 'document')} checked, {len(found.places) - new} before, "
        f"{counted(found.others, 'file')} of other kinds left alone."
    )
    say(
        f"{out}: {listed(told) or 'nothing found'}; {counted(table.grades[UNREAD], 'document')} not readable."
    )
    return any(table.grades[grade] for grade in (*ALARMS, UNREAD))


def lines_of(checked: Checked) -> Iterator[str]:
    """The findings in plain lines, gravest first: alarms with the words of the text, the others in one."""
    from zul.publish.check.data import slips  # noqa: PLC0415
    from zul.publish.words import (  # noqa: PLC0415
        ALARMS,
        GRADES,
        STOPPED,
    )
    from zul.terms.bounds import number  # noqa: PLC0415
    from zul.terms.said import counted, listed  # noqa: PLC0415

    for finding in checked.findings:
        yield f"{finding.grade.value}: {finding.arithmetic}"
        yield f"  {finding.title}"
        if finding.grade in ALARMS:
            for document, draft in checked.figures((*finding.claims, *finding.rivals)):
                yield f"  {_where(checked, document, draft)}: {_in_context(document, draft)}"
            for line in (*finding.grounds, *finding.hints):
                yield f"  {line}"
            if perhaps := slips(checked, finding):
                yield f"  Slips of the pen that would explain it: {'; '.join(perhaps)}"
        else:
            yield f"  {_listed(checked, finding.claims) or finding.text}"
        yield ""
    for digits, ids in checked.same_digits.items():
        yield f"the same digits under two labels: {number(digits)}"
        yield f"  {_listed(checked, ids)}"
        yield ""
    numbers = {grade: sum(finding.grade is grade for finding in checked.findings) for grade in GRADES}
    for grade, meaning in GRADES.items():
        if numbers[grade]:
            yield f"{grade.value} means: {meaning}"
    if not checked.findings.is_complete:
        yield STOPPED
    found = [counted(count, grade.value) for grade, count in numbers.items() if count]
    figures = counted(len(checked.drafts), "figure")
    yield f"{figures}, {len(checked.understood)} of them understood: {listed(found) or 'nothing found'}."


def _listed(checked: Checked, ids: Iterable[str]) -> str:
    return "; ".join(
        f"{draft.as_written} ({_where(checked, document, draft)})" for document, draft in checked.figures(ids)
    )


def _where(checked: Checked, document: Document, draft: Draft) -> str:
    """The locator of a figure, with its document where there are several."""
    return f"{document.name} {draft.locator}" if len(checked.readings) > 1 else draft.locator


def _in_context(document: Document, draft: Draft) -> str:
    """The words of a figure in [brackets], with the whole words around it on their line.

    A row of a table, whose cells are parted by tabs, is told with its first cell.
    """
    quote = draft.quote
    before, after = quote.prefix.rpartition("\n")[2], quote.suffix.partition("\n")[0]
    if before and before == quote.prefix:
        name, *row = document.text[: quote.start].rpartition("\n")[2].split("\t")
        before = f"{name}\t…\t" if row else f"…{before[before.find(' ') :]}"
    if after and after == quote.suffix:
        after = f"{after[: after.rfind(' ') + 1]}…"
    return f"{before}[{' '.join(quote.exact.split())}]{after}".replace("\t", " | ")
