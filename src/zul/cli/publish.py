"""The commands on a publication: publish, verify."""

from __future__ import annotations

import json as json_format
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zul.cli.case import worked_out
from zul.cli.console import ALARM, honest, progress, say, writing
from zul.cli.reconstruct import LARGEST_SEED
from zul.errors import CaseError, Located

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"[\w -]+")  # without a dot: files beside it have one
_DRAWINGS = "drawings"  # the folder beside that page
_BUILT, _PUBLISHED = Path("build"), Path("build", "publication")
_TOGETHER = Path("build", "publications")


def publish(
    cases: Annotated[
        list[Path], typer.Argument(metavar="CASE...", help="The folder of the case, or of several.")
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="DIR",
            help="Where the publication goes; of several cases, each into a folder of its name.",
            show_default="build/publication/CASE, or build/publications",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, max=LARGEST_SEED, help="The same seed gives the same estimates.")
    ] = 1,
) -> None:
    """Write all that is known of a case into one folder, to be cited, checked and worked on.

    The report, its drawings as SVG, PNG and PDF, every table as CSV with its description, the draws behind
    the estimates, the sources and places in the formats of libraries and gazetteers, a README on what not to
    do with the numbers, where everything comes from, and the hash of every file. Two runs give the same
    bytes.

    An answer that `zul build` or `zul reconstruct` has kept in build/CASE is used; else it takes its minutes.
    A folder that holds anything but a former publication is refused. `zul verify DIR` checks what was
    written.
    """
    told = " ".join(map(str, cases))
    with honest(told, "nothing was published"):
        folders = _folders(cases)
        target = to or (_PUBLISHED / folders[0].resolve().name if len(folders) == 1 else _TOGETHER)
        with writing(target, "Choose another folder with --to."):
            from zul.publish.package import assemble, check_target, replace  # noqa: PLC0415
            from zul.publish.package.several import WorkedOut, together  # noqa: PLC0415

            check_target(target)  # before anything takes its minutes
            made, told_of = {}, {}
            for folder in folders:
                name = folder.resolve().name
                case, findings, account = worked_out(folder, _BUILT / name, seed=seed)
                with progress(f"Drawing and writing {folder}"):
                    made[name] = assemble(folder, case, findings, account)
                told_of[name] = WorkedOut(case=case, found=account)
            if len(folders) > 1:
                with progress("Comparing them"):
                    files = together(made, told_of)
                pages = ["index.html", *(f"{name}/report.html" for name in made)]
            else:
                files, pages = made[folders[0].resolve().name], ["report.html"]
            replace(target, files)
        for page in pages:
            say(str(target / page))
        say(f"{len(files):,} files; zul verify {target} checks them")


def _folders(cases: Sequence[Path]) -> list[Path]:
    """The cases, told apart by their names. Of several, what is no case is left aside and told."""
    from zul.ledger.head import FILE  # noqa: PLC0415
    from zul.ledger.published import is_published  # noqa: PLC0415

    if len(cases) == 1:
        return list(cases)
    found: list[Path] = []
    aside: list[Path] = []
    refused: list[Located] = []
    for folder in cases:
        try:
            folder.stat()
            is_case = (folder / FILE).is_file() and not is_published(folder)
        except OSError as error:
            refused.append(Located(str(folder), f"cannot be read ({error.strerror})", "Name a case."))
        else:
            (found if is_case else aside).append(folder)
    if aside:
        typer.echo(
            f"Left aside, for they are no cases of a displacement: {', '.join(map(str, aside))}", err=True
        )
    if not found and not refused:
        raise CaseError([Located(str(cases[0]), "is no case, nor is any of the others", "Name a case.")])
    for name, times in Counter(folder.resolve().name for folder in found).items():
        if times > 1:
            refused.append(Located(name, f"is the name of {times} of these folders", "Rename all but one."))
        if name == _DRAWINGS or not _NAME.fullmatch(name):
            way_out = f"Rename it with letters, digits, spaces, `_` and `-`; not {_DRAWINGS}."
            refused.append(Located(name, "can be no name beside the page that compares the cases", way_out))
    if refused:
        raise CaseError(refused)
    return found


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that zul publish wrote.")],
    json: Annotated[bool, typer.Option("--json", help="Print what differs as JSON.")] = False,
) -> None:
    """Check a publication: its hashes, its findings, its estimates, and every file that follows from them.

    Hashes every file; audits the case in it again; works the estimates out of the draws again; writes every
    table and text again and compares. Says all that differs, each with its place and value, and ends with 1;
    else says in a paragraph what was looked at. Nothing in the folder is trusted, run or changed.
    """
    with honest(str(folder), "nothing was verified"):
        with progress(f"Verifying {folder}"):
            from zul.publish.package.verify import verify as verify_folder  # noqa: PLC0415

            found = verify_folder(folder)
        if json:
            told = {
                "differs": [
                    {"where": one.where, "what": one.what, "way_out": one.way_out} for one in found.differs
                ],
                "statement": None if found.differs else found.statement,
            }
            typer.echo(json_format.dumps(told, ensure_ascii=False, indent=1))
        elif found.differs:
            for one in found.differs:
                say(str(one))
            count = len(found.differs)
            say(f"{count:,} difference{'s' if count > 1 else ''} in {folder}.")
        else:
            for line in found.statement.splitlines():
                say(line)
        if found.differs:
            raise typer.Exit(ALARM)
