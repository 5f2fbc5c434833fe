"""The command that reconstructs a population."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer

from zul.cli.console import advancing, clean, honest, say, telling, writing
from zul.errors import CaseError, Located, Refusal

if TYPE_CHECKING:
    from zul.terms.case import Case
    from zul.terms.estimate import Reconstruction

LARGEST_SEED = 2**64 - 1  # that the sampler takes
_MOST_DRAWS = 100_000  # by chain; more would fill the memory
_SHOWN = 3  # claims or sources told with an estimate


def reconstruct(  # noqa: PLR0917 - each parameter is an option of the command line
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")],
    seed: Annotated[
        int, typer.Option(min=0, max=LARGEST_SEED, help="The same seed gives the same answer.")
    ] = 1,
    draws: Annotated[
        int, typer.Option(min=100, max=_MOST_DRAWS, help="Draws of each of the four chains, after tuning.")
    ] = 1000,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="SOURCE", help="Leave a source out; may be given again."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="DIR", help="Where numbers and draws are kept.", show_default="build/CASE"
        ),
    ] = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print how each claim stands, and why others are left out.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
) -> None:
    """Estimate the population, deaths and births that the claims of a case allow, with credible intervals.

    If the account is right, a number lies in its interval with 95 %. What the claims do not reach is called
    not estimable, and the number that was assumed is never shown as a result. The answer is kept, and worked
    out again only where the case, the request or Zul itself has changed.
    """
    with honest(str(case), "no answer was written"):
        from zul.ledger import read_case  # noqa: PLC0415
        from zul.ledger.published import is_published  # noqa: PLC0415

        if is_published(case):
            for line in _published(case, seed=seed, draws=draws):
                say(line)
            return
        read = read_case(case)
        aside = [f"without-{'-'.join(sorted(without))}"] if without else []  # the whole answer stays kept
        folder = to or Path("build", case.resolve().name, *aside)
        with writing(folder, "Choose another folder with --to."):
            found = reconstructed(read, str(case), folder, seed=seed, draws=draws, without=without or [])
        if json:
            typer.echo((folder / "reconstruction.json").read_text(encoding="utf-8"), nl=False)
            return
        for line in _claims(read, found) if claims else _answer(found):
            say(line)


def recover(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")],
    replicates: Annotated[int, typer.Option(min=2, help="How many truths are simulated.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="The same seed simulates the same truths.")] = 1,
) -> None:
    """Simulate truths with the account, priors and sources of a case, and see if they are found again.

    Each truth prints the figures that the sources of the case would have printed of it; it is then ranked
    among the draws of its own reconstruction. About half a minute a replicate.
    """
    with honest(str(case), "nothing was written"):
        from zul.ledger import read_case  # noqa: PLC0415
        from zul.reconstruct import recover as recover_case  # noqa: PLC0415
        from zul.reconstruct.recovery import limits  # noqa: PLC0415

        read = read_case(case)
        try:
            with advancing("Replicates", replicates) as advance:
                found = recover_case(read, replicates=replicates, seed=seed, tell=lambda _: advance(None))
        except Refusal as refusal:
            raise CaseError([Located(str(case), refusal.what, refusal.way_out)]) from None
        for line in _aligned(found.table()):
            say(line)
        inside = found.inside()
        say(f"Inside the simultaneous band of 95 %: {sum(inside)} of {len(inside)} quantities.")
        low, high = limits(replicates, 0.9)
        say(f"* outside the band, or outside what chance allows (a 90 % interval: {low:.0%} to {high:.0%})")


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def reconstructed(
    case: Case, name: str, folder: Path, *, seed: int = 1, draws: int = 1000, without: Sequence[str] = ()
) -> Reconstruction:
    """The answer to a case, as it was kept or made anew and kept."""
    from zul.ledger.estimates import NUMBERS, read_reconstruction, write_draws, write_reconstruction  # noqa: PLC0415
    from zul.reconstruct import NotConverged, inputs, reconstruct  # noqa: PLC0415

    kept = read_reconstruction(folder, inputs(case, seed=seed, draws=draws, without=without))
    if kept is not None:
        return kept
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder):
        pass  # what cannot be kept is told before it is worked out
    try:
        is_watched = sys.stderr.isatty()
        hint = "; Ctrl-C keeps what is drawn" if is_watched else ""
        with telling(f"Reconstructing: compiling, then drawing{hint}") as tell:
            found = reconstruct(case, seed=seed, draws=draws, without=without, progress=is_watched, tell=tell)
    except Refusal as refusal:
        if isinstance(refusal, NotConverged):
            (folder / NUMBERS).unlink(missing_ok=True)
            drawn = write_draws(folder, refusal.draws, refusal.unknowns)
            typer.echo(clean(f"What was drawn is kept in {drawn}; no number is read off it."), err=True)
        raise CaseError([Located(name, refusal.what, refusal.way_out)]) from None
    write_reconstruction(folder, found)
    return found


def _published(folder: Path, *, seed: int, draws: int) -> Iterator[str]:
    """The table of a published model, its columns aligned."""
    from zul.ledger.published import read_published  # noqa: PLC0415
    from zul.reconstruct.published import reconstruct_published, table_of  # noqa: PLC0415

    tables = read_published(folder)
    found = reconstruct_published(tables, seed=seed, draws=draws, progress=sys.stderr.isatty())
    if refusal := found.examine().refusal(found.names):
        raise CaseError([Located(str(folder), refusal.what, refusal.way_out)])
    yield f"{tables.title} ({tables.source})"
    yield from _aligned(table_of(found.rows))


def _answer(found: Reconstruction) -> Iterator[str]:
    search = found.search
    for estimate in found.estimates.values():
        if estimate.reason:
            yield f"{estimate.title}: not estimable ({estimate.reason})"
        else:
            yield f"{estimate.title}: {estimate.spread.words(estimate.unit)}"
        yield f"  {estimate.definition}"
        moved = [i for i in estimate.moved_by if abs(i.moved) >= 0.01 * abs(estimate.spread.median)][:_SHOWN]
        for influence in moved if estimate.is_estimable else ():
            yield (
                f"  without {influence.about} the median moves by {influence.moved:+,.0f}, "
                f"and the interval is {influence.narrowed:.1f} times as wide"
            )
    best = next((want for want in found.wanted if want.estimate in found.estimates), None)
    if best:
        yield (
            f"What would narrow “{found.estimates[best.estimate].title}” most: {best.title} "
            f"({best.narrowed:.1f} times narrower)"
        )
    yield (
        f"{len(found.readings):,} claims read, {len(found.left_out):,} left out (--claims says why); "
        f"{search.chains} chains of {search.draws:,} draws, R-hat up to {search.r_hat:.3f}, at least "
        f"{search.size:,.0f} effective draws, {search.divergences} divergent; seed {search.seed}"
    )
    if not search.is_whole:
        yield "The search was stopped before its end."


def _claims(case: Case, found: Reconstruction) -> Iterator[str]:
    for reading in found.readings:
        claim = case.claims[reading.claim]
        is_percent = claim.is_percent
        expected = reading.expected.times(100 if is_percent else 1).words("percent" if is_percent else "")
        yield (
            f"{claim.id}: {claim.as_written} ({claim.citation}), {case.describe(claim.cell)}: "
            f"expected {expected}; wrong or of something else with {reading.wrong:.0%}"
        )
    for id, reason in found.left_out.items():
        yield f"{id}: {case.claims[id].as_written}: left out, for {reason}"
