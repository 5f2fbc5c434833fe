"""The commands that make claims of a document: read, accept, reject."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zul.cli.console import clean, honest, progress, say, writing
from zul.cli.documents import Private, opened
from zul.errors import CaseError, Located

if TYPE_CHECKING:
    from zul.terms.document import Document
    from zul.terms.draft import Draft

Ids = Annotated[list[str], typer.Argument(metavar="ID", help="The drafts, by their ids in drafts.csv.")]
Who = Annotated[str | None, typer.Option("--who", help="Who decides.", show_default="the name of this login")]


def read(
    document: Annotated[str, typer.Argument(metavar="FILE|-|URL", help="A document; - is standard input.")],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="CASE", help="Write the drafts beside the ledger of this case."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the draft claims as JSON.")] = False,
    allow_private: Private = False,
) -> None:
    """Print the figures and dates of a document, and what each seems to count.

    They are drafts: nothing enters a ledger before somebody accepts it.
    """
    with honest(document, "nothing was read"):
        with progress(f"Reading {document}"):
            text = opened(document, allow_private=allow_private)
            from zul.ledger.drafts import named  # noqa: PLC0415
            from zul.read.drafts import draft_claims  # noqa: PLC0415

            drafts = named(text, draft_claims(text))
        if json:
            from zul.publish.drafts import drafts_json  # noqa: PLC0415

            typer.echo(drafts_json(text, drafts), nl=False)
    if into is not None:
        with honest(str(into), "no draft was written"):
            _write(into, text, drafts, tell=not json)
    elif not json:
        with honest(document, "nothing was read"):
            _show(text, drafts)


def accept(  # noqa: PLR0917 - each parameter is an option of the command line
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")],
    ids: Ids,
    who: Who = None,
    why: Annotated[str, typer.Option("--why", help="Why they are right.")] = "Accepted as it was read.",
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Their source.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="ID", help="What they count.")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="ID", help="Of whom.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="ID", help="Where.")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="EDTF", help="When.")] = None,
    of: Annotated[str | None, typer.Option("--of", metavar="BASE", help="The base of a ratio.")] = None,
    series: Annotated[
        str | None, typer.Option("--series", metavar="ID", help="The list they stand in.")
    ] = None,
) -> None:
    """Move drafts into the ledger, each with a judgement, all of them or none.

    What an option gives holds for all of them, and '' empties it. Other things are changed in drafts.csv.
    """
    changes = {
        "source": source,
        "measure": measure,
        "group": group,
        "place": place,
        "period": period,
        "of": of,
        "series": series,
    }
    with honest(str(case), "nothing was accepted"):
        from zul.ledger import accept as accept_drafts  # noqa: PLC0415

        given = {column: value for column, value in changes.items() if value is not None}
        with writing(case, "Check the folder and its rights."):
            accepted = accept_drafts(case, ids, given, who=who or _login(), when=_today(), why=why)
        say(f"{case / 'claims.csv'}: {', '.join(accepted)}")


def reject(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")],
    ids: Ids,
    why: Annotated[str, typer.Option("--why", help="Why they are no claims.")],
    who: Who = None,
) -> None:
    """Keep drafts out of the ledger: they stay in drafts.csv, marked, and do not come back."""
    with honest(str(case), "nothing was rejected"):
        from zul.ledger import reject as reject_drafts  # noqa: PLC0415

        with writing(case, "Check the folder and its rights."):
            reject_drafts(case, ids, who=who or _login(), when=_today(), why=why)
        say(f"{case / 'drafts.csv'}: {', '.join(dict.fromkeys(ids))} rejected")


def _today() -> date:
    """The day by the clock of this machine."""
    return datetime.now(UTC).astimezone().date()


def _login() -> str:
    """The name under which somebody works at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # Python 3.13 raises the one, older ones the other
        raise CaseError([Located("--who", "is missing", "Say who decides.")]) from None


def _write(case: Path, document: Document, drafts: Sequence[Draft], *, tell: bool) -> None:
    from zul.ledger import write_drafts  # noqa: PLC0415
    from zul.terms.dates import Period  # noqa: PLC0415
    from zul.terms.said import counted  # noqa: PLC0415

    with writing(case, "Check the folder and its rights."):
        written = write_drafts(case, document, drafts)
    if not tell:
        return
    say(f"{case / 'drafts.csv'}: {counted(len(written.ids), 'draft')}")
    if written.decided:
        say(f"  {counted(written.decided, 'draft')} accepted or rejected before")
    if written.unprintable:
        say(f"  {counted(written.unprintable, 'draft')} left out for signs that no table may hold")
    if written.ids:
        # A figure rather than a date, whose event the case must know.
        figures = [draft for draft in drafts if draft.cell and not isinstance(draft.reading, Period)]
        starts = {str(draft.quote.start) for draft in figures}
        first = next((id for id in written.ids if id.rpartition("-")[2] in starts), written.ids[0])
        say(f"  zul accept {case} {first} --source ID")
        say(f"  zul reject {case} {first} --why REASON")


def _show(document: Document, drafts: Sequence[Draft]) -> None:
    from zul.terms.dates import Period  # noqa: PLC0415
    from zul.terms.said import counted  # noqa: PLC0415

    if sys.stdout.isatty():
        _as_table(drafts)
    else:
        for draft in drafts:
            say(f"{draft.id}, {draft.locator}: {draft.as_written} ({_what(draft)})")
    understood = sum(draft.cell is not None or isinstance(draft.reading, Period) for draft in drafts)
    say(f"{counted(len(drafts), 'figure')}, {understood} of them understood.")
    if document.dropped:
        say(f"Not read: {', '.join(document.dropped)}.")


def _what(draft: Draft) -> str:
    """What a draft seems to count, or the days that it names."""
    from zul.terms.dates import Period  # noqa: PLC0415

    if isinstance(draft.reading, Period):
        return str(draft.reading)
    if draft.cell is None:
        return "not understood"
    return f"{draft.cell}, of {draft.of}" if draft.of else str(draft.cell)


def _as_table(drafts: Sequence[Draft]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("id", "figure", "what", "where"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "id")
    for draft in drafts:
        cells = (draft.id, draft.as_written, _what(draft), draft.locator)
        table.add_row(*(Text(clean(cell)) for cell in cells))
    Console().print(table)
