"""What all commands share: how they speak, show that they work, and tell a user's mistake."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zul.errors import CaseError, Located

if TYPE_CHECKING:
    from rich.progress import Progress

MOST_ERRORS, LONGEST_LINE = 1_000, 2_000  # told of bad input
ALARM, BAD_INPUT, INTERRUPTED = 1, 2, 130  # how a command ends that does not end well


def say(line: str) -> None:
    """Print a line, without what could steer a terminal."""
    typer.echo(clean(line))


def clean(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say on standard error what is under way: a moving line on a terminal, a plain one elsewhere."""
    if not sys.stderr.isatty():
        typer.echo(f"{clean(what)} …", err=True)
        yield
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    with Console(stderr=True).status(Text(f"{clean(what)} …")):
        yield


@contextmanager
def advancing(what: str, total: int) -> Iterator[Callable[[str | None], None]]:
    """Show on standard error how far many things are; each step may tell what went wrong with it."""
    if not sys.stderr.isatty():
        typer.echo(f"{what}: {total:,} …", err=True)
        yield lambda trouble: typer.echo(clean(trouble)[:LONGEST_LINE], err=True) if trouble else None
        return
    from rich.text import Text  # noqa: PLC0415

    with _bar() as shown:
        task = shown.add_task(what, total=total)

        def advance(trouble: str | None) -> None:
            if trouble:
                shown.console.print(Text(clean(trouble)[:LONGEST_LINE]))
            shown.advance(task)

        yield advance


@contextmanager
def telling(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Say on standard error what is under way, then what each part of it is, how far, and of how much."""
    typer.echo(f"{what} …", err=True)
    if not sys.stderr.isatty():
        told: set[str] = set()

        def tell(part: str, _done: int, of: int) -> None:
            kind = part.split(" ", maxsplit=1)[0]
            if kind not in told:  # a line for each kind of work is enough
                told.add(kind)
                typer.echo(f"{clean(part)} (1 of {of:,}) …", err=True)

        yield tell
        return
    with _bar(transient=True) as shown:
        task = shown.add_task("", visible=False)

        def move(part: str, done: int, of: int) -> None:
            shown.update(task, description=clean(part), completed=done, total=of, visible=True)

        yield move


def _bar(*, transient: bool = False) -> Progress:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=transient)


@contextmanager
def honest(folder: str, left_undone: str) -> Iterator[None]:
    """A user's mistake is told line by line and ends with 2; an internal error keeps its traceback."""
    try:
        yield
        sys.stdout.flush()
    except CaseError as error:
        for refusal in error.refusals[:MOST_ERRORS]:
            typer.echo(clean(str(refusal))[:LONGEST_LINE], err=True)
        count = len(error.refusals)
        if count > MOST_ERRORS:
            typer.echo(f"… and {count - MOST_ERRORS:,} more", err=True)
        typer.echo(clean(f"{count:,} error{'s' if count > 1 else ''} in {folder}; {left_undone}."), err=True)
        raise typer.Exit(BAD_INPUT) from None
    except BrokenPipeError:
        # The reader has had enough, as in `zul audit … | head`: nothing is left to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except KeyboardInterrupt:
        typer.echo(f"Stopped; {left_undone}.", err=True)
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def writing(target: Path, way_out: str) -> Iterator[None]:
    """A place that cannot be written is a user's mistake, too."""
    try:
        yield
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise CaseError([Located(str(target), what, way_out)]) from None
