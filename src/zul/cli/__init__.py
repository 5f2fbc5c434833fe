"""Floor 5: one command a verb. What is heavy loads inside the commands, so that help comes at once."""

from __future__ import annotations

from typing import Annotated

import typer

from zul.cli import case, check, publish, read
from zul.cli.reconstruct import reconstruct, recover

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help comes in half the time
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Which figures about a displacement cannot stand together, and why.\n\n"
    "Look at a text, with no preparation:\n\n"
    "\b\n"
    "  zul check article.txt    which of its figures contradict each other\n"
    "  zul read article.txt     all that was read, one figure a line\n\n"
    "A case is a folder of plain tables: sources, claims, places, events, judgements. "
    "Begin with a small complete one, and look at what comes of it:\n\n"
    "\b\n"
    "  zul new my-people        make a case to fill in\n"
    "  zul audit my-people      what cannot stand together in it\n"
    "  zul reconstruct my-people   the population, deaths and births that it allows\n"
    "  zul build my-people      the report, in build/my-people\n"
    "  zul publish my-people    the report with all its data, to be cited, checked and worked on",
)
for command in (
    case.build, case.audit, reconstruct, recover, publish.publish, publish.verify, case.new,
    check.check, read.read, read.accept, read.reject,
):  # fmt: skip
    app.command()(command)


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
