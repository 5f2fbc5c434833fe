"""The command that reconstructs: what it prints, keeps and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ledger.test_plan import PLAN
from typer.testing import CliRunner, Result

from zul.cli import app
from zul.ledger import new_case


@pytest.fixture(scope="module")
def valleys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case that `zul new` makes, with an account of its people."""
    folder = tmp_path_factory.mktemp("cases") / "valleys"
    new_case(folder)
    head = folder / "case.toml"
    head.write_text(head.read_text() + PLAN)
    return folder


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["reconstruct", *(str(argument) for argument in arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_an_answer_is_told_kept_and_told_again(valleys: Path, tmp_path: Path) -> None:
    asked = (valleys, "--to", tmp_path, "--draws", 800)
    first = run(*asked)
    assert first.exit_code == 0, first.output
    assert first.stderr.startswith("Reconstructing: compiling, then drawing …\n")
    second = run(*asked)
    assert (second.stdout, second.stderr) == (first.stdout, "")
    kept = json.loads((tmp_path / "reconstruction.json").read_text())
    printed = json.loads(run(*asked, "--json").stdout)
    assert printed == kept
    told = run(*asked, "--claims").stdout.splitlines()
    assert len(told) == len(kept["readings"]) + len(kept["left_out"])
    for id, reason in kept["left_out"].items():
        assert any(line.startswith(f"{id}: ") and line.endswith(f": left out, for {reason}") for line in told)


def test_a_changed_case_is_worked_out_anew(valleys: Path, tmp_path: Path) -> None:
    run(valleys, "--to", tmp_path, "--draws", 800)
    other = run(valleys, "--to", tmp_path, "--draws", 400, "--seed", 2)
    assert other.stderr.startswith("Reconstructing: compiling, then drawing …\n")


def test_a_case_without_an_account_is_refused(tmp_path: Path) -> None:
    new_case(tmp_path / "plain")
    result = run(tmp_path / "plain", "--to", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"{tmp_path}/plain: not estimable: the case declares no account of the people. "
        "Add [reconstruction] to case.toml (docs/case-format.md).\n"
        f"1 error in {tmp_path}/plain; no answer was written.\n"
    )


def test_a_source_that_is_none_is_refused(valleys: Path, tmp_path: Path) -> None:
    result = run(valleys, "--to", tmp_path, "--without", "nobody")
    assert result.exit_code == 2
    assert f"{valleys}: nobody is no source of this case. Name ids of sources.csv.\n" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_draws_that_have_not_converged_are_kept_and_no_number_is_read_off_them(
    valleys: Path, tmp_path: Path
) -> None:
    result = run(valleys, "--to", tmp_path, "--draws", 100)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"What was drawn is kept in {tmp_path}/draws.parquet; no number is read off it.\n" in result.stderr
    assert f"{valleys}: the draws have not converged: " in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["draws.parquet"]


def test_a_place_that_keeps_nothing_is_told_before_anything_is_worked_out(
    valleys: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    result = run(valleys, "--to", taken)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{taken}: cannot be written (File exists). Choose another folder with --to.\n"
        f"1 error in {valleys}; no answer was written.\n"
    )


@pytest.mark.parametrize("option", [("--seed", 2**64), ("--draws", 10**9)])
def test_numbers_that_the_sampler_cannot_take_are_refused(
    valleys: Path, tmp_path: Path, option: tuple[str, int]
) -> None:
    result = run(valleys, "--to", tmp_path, *option)
    assert result.exit_code == 2
    assert f"Invalid value for '{option[0]}'" in result.stderr


def test_an_answer_without_a_source_is_kept_apart(
    valleys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(valleys, "--draws", 800, "--without", "S2")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in Path("build/valleys").iterdir()) == ["without-S2"]
