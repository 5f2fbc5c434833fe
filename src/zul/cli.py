"""Floor 5: one command a verb. What is heavy loads inside the commands, so that help comes at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zul.errors import CaseError, Located, nearest

if TYPE_CHECKING:
    from zul.terms.case import Case
    from zul.terms.finding import Finding, Findings

MOST_ERRORS, LONGEST_LINE = 1_000, 2_000  # told of a bad case
GRAVEST = 5  # findings told at the end of a build
BAD_INPUT, INTERRUPTED = 2, 130

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help comes in half the time
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Which figures about a displacement cannot stand together, and why.\n\n"
    "A case is a folder of plain tables: sources, claims, places, events, judgements.\n\n"
    "Begin with a small complete one, and look at what comes of it:\n\n"
    "\b\n"
    "  zul new my-people        make a case to fill in\n"
    "  zul audit my-people      what cannot stand together in it\n"
    "  zul build my-people      the report, in build/my-people",
)
Folder = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]


def main() -> None:
    """The command `zul`."""
    app(prog_name="zul")


def _print_version(wanted: bool) -> None:
    if wanted:
        from zul.publish.version import zul_version  # noqa: PLC0415

        typer.echo(f"zul {zul_version()}")
        raise typer.Exit


@app.callback()
def _zul(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    case: Folder,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Where the report goes.", show_default="build/CASE"),
    ] = None,
) -> None:
    """Read a case, audit it and write its report."""
    with _honest(str(case), "nothing was written"):
        with _progress(f"Reading and auditing {case}"):
            read, findings = _audited(case)
        with _progress("Writing the report"):
            from zul.publish import publish  # noqa: PLC0415

            target = to or Path("build", case.resolve().name)
            try:
                page = publish(read, findings, to=target)
            except OSError as error:
                raise _unwritable(target, error) from None
        _say(_counts(read, findings))
        for finding in findings[:GRAVEST]:
            if finding.grade.value not in ("gap", "confirmation"):
                _say(f"  {finding.grade.value}: {finding.arithmetic}")
        _say(str(page))


@app.command()
def audit(  # noqa: PLR0917 - each parameter is an option of the command line
    case: Folder,
    json: Annotated[
        bool, typer.Option("--json", help="Print the findings with their proofs as JSON.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="Print one finding with its proof.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="CLAIM", help="Leave a claim out; may be given again."),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume",
            metavar="WHAT",
            help="Take an assumption as a definition, by its id, or a claim as another figure: "
            "--assume 'K01-054=92,933'. May be given again.",
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0,
            help="Stop the search for what to distrust after so long; the best so far is kept.",
            show_default="none",
        ),
    ] = None,
) -> None:
    """Print what cannot stand together in a case, what it leaves open, and what agrees."""
    with _honest(str(case), "nothing was audited"):
        with _progress(f"Reading and auditing {case}"):
            read, findings = _audited(case, without or [], assume or [], seconds)
        if explain is not None:
            _explain(read, findings, explain)
        elif json:
            from zul.publish.data import findings_json  # noqa: PLC0415

            typer.echo(findings_json(findings), nl=False)
        elif sys.stdout.isatty():
            _show(read, findings)
        else:
            for finding in findings:
                _say(f"{finding.grade.value}: {finding.title} [{finding.id}]")
                _say(f"  {finding.arithmetic}")
                if finding.claims:
                    _say(f"  {', '.join(finding.claims)}")
                if finding.rivals:
                    _say(f"  also: {', '.join(finding.rivals)}")
            for line in _summary(read, findings):
                _say(line)


@app.command()
def new(
    name: Annotated[
        Path, typer.Argument(metavar="NAME", help="The folder to make, for instance cases/my-people.")
    ],
) -> None:
    """Make a small complete case to begin from."""
    with _honest(str(name), "nothing was made"):
        from zul.ledger import new_case  # noqa: PLC0415

        made = new_case(name)
        _say(f"{made} holds a small invented case. Put your own figures into its tables, then:")
        _say(f"  zul audit {made}")
        _say(f"  zul build {made}")


def _audited(
    folder: Path, without: Sequence[str] = (), assume: Sequence[str] = (), seconds: float | None = None
) -> tuple[Case, Findings]:
    from zul.audit import audit as audit_case  # noqa: PLC0415
    from zul.audit.suppose import supposing  # noqa: PLC0415
    from zul.ledger import read_case  # noqa: PLC0415

    case = read_case(folder)
    return case, audit_case(
        supposing(case, without=without, assume=assume), seconds=float("inf") if seconds is None else seconds
    )


def _explain(case: Case, findings: Sequence[Finding], id: str) -> None:
    """One finding in full: its words, claims, grounds, what giving way would settle it, and its proof."""
    from zul.publish.proof import proof  # noqa: PLC0415
    from zul.publish.words import Words  # noqa: PLC0415

    finding = next((finding for finding in findings if finding.id == id), None)
    if finding is None:
        advice = nearest(id, [finding.id for finding in findings])
        raise CaseError([Located(f"--explain {id}", "no finding has this id", advice)])
    _say(f"{finding.grade.value}: {finding.title}")
    _say(f"  {finding.arithmetic}")
    for words in (finding.text, *finding.hints, *finding.grounds):
        _say(f"  {words}")
    for claim in (case.claims[id] for id in (*finding.claims, *finding.rivals)):
        _say(f"{claim.id}: {claim.as_written} ({claim.citation}), {case.describe(claim.cell)}")
    for suspect in finding.suspects:
        left = f"; the others leave {suspect.implied}" if suspect.implied else ""
        _say(f"gives way in {round(100 * suspect.share)} % of the cheapest repairs: {suspect.origin}{left}")
        for slip in suspect.slips:
            _say(f"  perhaps {slip}")
        for move in suspect.moves:
            _say(f"  elsewhere: {move.words} [{move.finding}]")
    for certificate in finding.certificates:
        told = proof(Words(case), certificate)
        _say("proof:")
        for letter, name in told.letters:
            _say(f"  {letter} = {', '.join(part for part in (name, told.common) if part)}")
        for line in told.lines:
            _say(f"  {line.multiplier} × ({line.says})  [{line.origin}]")
        _say(f"  together: {told.proves}{', which cannot be' if told.impossible else ''}")


def _counts(case: Case, findings: Sequence[Finding]) -> str:
    from zul.publish.words import GRADES, listed  # noqa: PLC0415
    from zul.terms.bounds import counted  # noqa: PLC0415

    numbers = {grade: sum(finding.grade is grade for finding in findings) for grade in GRADES}
    found = [counted(count, grade.value) for grade, count in numbers.items() if count]
    return f"{counted(len(case.claims), 'figure')}: {listed(found) or 'nothing found'}."


def _summary(case: Case, findings: Findings) -> Iterator[str]:
    """How many there are, what consistency would cost, and how far the figures reach into the accounts."""
    from zul.terms.bounds import counted  # noqa: PLC0415

    yield _counts(case, findings)
    if findings.given_up:
        claims = sum(origin in case.claims for origin in findings.given_up)
        others = len(findings.given_up) - claims
        proved = "nothing cheaper would do" if findings.is_cheapest else "the search was stopped"
        yield (
            f"For the rest to hold, {counted(claims, 'figure')} and {counted(others, 'assumption')} "
            f"would have to give way ({proved})."
        )
    for coverage in findings.coverage:
        yield f"account: {coverage}"


def _show(case: Case, findings: Findings) -> None:
    """The findings as a table on a terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for heading in ("grade", "quantity", "arithmetic"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "grade")
    for finding in findings:
        quantity = Text(_clean(finding.title)).append(f"\n{finding.id}", style="dim")
        table.add_row(_clean(finding.grade.value), quantity, Text(_clean(finding.arithmetic)))
    console = Console()
    console.print(table)
    for line in _summary(case, findings):
        console.print(Text(_clean(line)))


def _say(line: str) -> None:
    typer.echo(_clean(line))


def _clean(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


@contextmanager
def _progress(what: str) -> Iterator[None]:
    """Say on standard error what is under way: a moving line on a terminal, a plain one elsewhere."""
    if not sys.stderr.isatty():
        typer.echo(f"{_clean(what)} …", err=True)
        yield
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    with Console(stderr=True).status(Text(f"{_clean(what)} …")):
        yield


@contextmanager
def _honest(folder: str, left_undone: str) -> Iterator[None]:
    """A user's mistake is told line by line and ends with 2; an internal error keeps its traceback."""
    try:
        yield
        sys.stdout.flush()
    except CaseError as error:
        for refusal in error.refusals[:MOST_ERRORS]:
            typer.echo(_clean(str(refusal))[:LONGEST_LINE], err=True)
        count = len(error.refusals)
        if count > MOST_ERRORS:
            typer.echo(f"… and {count - MOST_ERRORS:,} more", err=True)
        typer.echo(_clean(f"{count:,} error{'s' if count > 1 else ''} in {folder}; {left_undone}."), err=True)
        raise typer.Exit(BAD_INPUT) from None
    except BrokenPipeError:
        # The reader has had enough, as in `zul audit … | head`: nothing is left to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except KeyboardInterrupt:
        typer.echo(f"Stopped; {left_undone}.", err=True)
        raise typer.Exit(INTERRUPTED) from None


def _unwritable(target: Path, error: OSError) -> CaseError:
    what = f"cannot be written ({error.strerror or error})"
    return CaseError([Located(str(target), what, "Choose another folder with --to.")])
