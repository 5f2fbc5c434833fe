"""The commands on a case: build, audit, new."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zul.cli.console import clean, honest, progress, say, writing
from zul.errors import CaseError, Located, nearest

if TYPE_CHECKING:
    from zul.terms.case import Case
    from zul.terms.estimate import Reconstruction
    from zul.terms.finding import Finding, Findings

GRAVEST = 5  # findings told at the end of a build

Folder = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]


def build(
    case: Folder,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Where the report goes.", show_default="build/CASE"),
    ] = None,
) -> None:
    """Read a case, audit it, reconstruct the people where it declares an account, and write its report."""
    with honest(str(case), "nothing was written"):
        target = to or Path("build", case.resolve().name)
        with writing(target, "Choose another folder with --to."):
            read, findings, account = worked_out(case, target)
            with progress("Writing the report"):
                from zul.publish import publish  # noqa: PLC0415

                page = publish(read, findings, account, to=target)
        say(_counts(read, findings))
        for finding in findings[:GRAVEST]:
            if finding.grade.value not in ("gap", "confirmation"):
                say(f"  {finding.grade.value}: {finding.arithmetic}")
        say(str(page))


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
            help="Stop the search for contradictions and for what to distrust after so long; "
            "the best so far is kept.",
            show_default="none",
        ),
    ] = None,
) -> None:
    """Print what cannot stand together in a case, what it leaves open, and what agrees."""
    with honest(str(case), "nothing was audited"):
        with progress(f"Reading and auditing {case}"):
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
                say(f"{finding.grade.value}: {finding.title} [{finding.id}]")
                say(f"  {finding.arithmetic}")
                if finding.claims:
                    say(f"  {', '.join(finding.claims)}")
                if finding.rivals:
                    say(f"  also: {', '.join(finding.rivals)}")
            for line in _summary(read, findings):
                say(line)


def new(
    name: Annotated[
        Path, typer.Argument(metavar="NAME", help="The folder to make, for instance cases/my-people.")
    ],
) -> None:
    """Make a small complete case to begin from."""
    with honest(str(name), "nothing was made"):
        from zul.ledger import new_case  # noqa: PLC0415

        made = new_case(name)
        say(f"{made} holds a small invented case. Put your own figures into its tables, then:")
        say(f"  zul audit {made}")
        say(f"  zul build {made}")


def worked_out(folder: Path, kept: Path, *, seed: int = 1) -> tuple[Case, Findings, Reconstruction | None]:
    """A case, its findings and, where it declares an account, its answer: as `kept` has it, or made anew."""
    with progress(f"Reading and auditing {folder}"):
        case, findings = _audited(folder)
    if case.plan is None:
        return case, findings, None
    from zul.cli.reconstruct import reconstructed  # noqa: PLC0415

    try:
        return case, findings, reconstructed(case, str(folder), kept, seed=seed)
    except CaseError as error:  # the audit stands without it
        typer.echo(clean(f"No estimates: {error}"), err=True)
        return case, findings, None


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
    say(f"{finding.grade.value}: {finding.title}")
    say(f"  {finding.arithmetic}")
    for words in (finding.text, *finding.hints, *finding.grounds):
        say(f"  {words}")
    for claim in (case.claims[id] for id in (*finding.claims, *finding.rivals)):
        say(f"{claim.id}: {claim.as_written} ({claim.citation}), {case.describe(claim.cell)}")
    for suspect in finding.suspects:
        left = f"; the others leave {suspect.implied}" if suspect.implied else ""
        say(f"gives way in {round(100 * suspect.share)} % of the cheapest repairs: {suspect.origin}{left}")
        for slip in suspect.slips:
            say(f"  perhaps {slip}")
        for move in suspect.moves:
            say(f"  elsewhere: {move.words} [{move.finding}]")
    for certificate in finding.certificates:
        told = proof(Words(case), certificate)
        say("proof:")
        for letter, name in told.letters:
            say(f"  {letter} = {', '.join(part for part in (name, told.common) if part)}")
        for line in told.lines:
            say(f"  {line.multiplier} × ({line.says})  [{line.origin}]")
        say(f"  together: {told.proves}{', which cannot be' if told.impossible else ''}")


def _counts(case: Case, findings: Sequence[Finding]) -> str:
    from zul.publish.words import GRADES  # noqa: PLC0415
    from zul.terms.said import counted, listed  # noqa: PLC0415

    numbers = {grade: sum(finding.grade is grade for finding in findings) for grade in GRADES}
    found = [counted(count, grade.value) for grade, count in numbers.items() if count]
    return f"{counted(len(case.claims), 'figure')}: {listed(found) or 'nothing found'}."


def _summary(case: Case, findings: Findings) -> Iterator[str]:
    """How many there are, what consistency would cost, and how far the figures reach into the accounts."""
    from zul.publish.words import STOPPED  # noqa: PLC0415
    from zul.terms.said import counted  # noqa: PLC0415

    yield _counts(case, findings)
    if not findings.is_complete:
        yield STOPPED
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
        quantity = Text(clean(finding.title)).append(f"\n{finding.id}", style="dim")
        table.add_row(clean(finding.grade.value), quantity, Text(clean(finding.arithmetic)))
    console = Console()
    console.print(table)
    for line in _summary(case, findings):
        console.print(Text(clean(line)))
