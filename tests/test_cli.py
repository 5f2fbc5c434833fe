"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner, Result

from zul.cli import app
from zul.ledger import new_case

COUNTS = "8 figures: 1 source conflict, 1 tension and 1 gap.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def valleys(here: Path) -> Path:
    new_case(here / "cases/valleys")
    return Path("cases/valleys")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def zul(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "zul", *map(str, arguments)]


def test_new_makes_a_case_that_can_be_built(here: Path) -> None:
    made = run("new", "cases/my-people")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == (
        "cases/my-people holds a small invented case. Put your own figures into its tables, then:\n"
        "  zul audit cases/my-people\n"
        "  zul build cases/my-people\n"
    )
    assert run("build", "cases/my-people").exit_code == 0


def test_new_overwrites_nothing(valleys: Path) -> None:
    again = run("new", valleys)
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr == (
        "cases/valleys: exists already. Choose another name; nothing was changed.\n"
        "1 error in cases/valleys; nothing was made.\n"
    )


def test_build_ends_with_the_path_of_the_page(valleys: Path) -> None:
    built = run("build", valleys)
    assert built.exit_code == 0
    assert built.stdout == (
        f"{COUNTS}"
        "  source conflict: 10,212 people ≠ 10,122 people: 90 people apart\n"
        "  tension: 10,212 − 9,480 = 732, 268 short of “more than 1,000 people”\n"
        "build/valleys/report.html\n"
    )
    assert built.stderr == "Reading and auditing cases/valleys …\nWriting the report …\n"
    assert sorted(path.name for path in Path("build/valleys").iterdir()) == [
        "claims.json", "findings.json", "report.html",
    ]  # fmt: skip


def test_build_writes_where_it_is_told(valleys: Path) -> None:
    assert run("build", valleys, "--to", "out").stdout.endswith("\nout/report.html\n")
    assert Path("out/report.html").exists()
    assert not Path("build").exists()


def test_audit_prints_plain_text_in_a_pipe(valleys: Path) -> None:
    audited = run("audit", valleys)
    assert audited.exit_code == 0
    assert audited.stdout == (
        "source conflict: persons deported: Valley people, Two Valleys, 1–5 March 1944 [conflict-e324e675]\n"
        "  10,212 people ≠ 10,122 people: 90 people apart\n"
        "  S1-1, S3-1\n"
        "tension: From the deportation to the register of 1945 [conflict-553fdd12]\n"
        "  10,212 − 9,480 = 732, 268 short of “more than 1,000 people”\n"
        "  S1-1, S1-4, S2-1\n"
        "gap: Deported, by valley [gap-0fa41f08]\n"
        "  6,040 + 3,912 = 9,952; 10,212 − 9,952 = 260\n"
        "  S1-1, S1-2, S1-3\n"
        f"{COUNTS}"
        "For the rest to hold, 1 figure and 1 assumption would have to give way (nothing cheaper would do).\n"
        "account: From the deportation to the register of 1945: 3 stated\n"
    )


def test_audit_as_json_is_the_file_of_the_build(valleys: Path) -> None:
    run("build", valleys)
    audited = run("audit", valleys, "--json")
    assert audited.exit_code == 0
    assert audited.stdout == Path("build/valleys/findings.json").read_text("utf-8")
    assert [finding["grade"] for finding in json.loads(audited.stdout)] == [
        "source conflict",
        "tension",
        "gap",
    ]


def test_errors_come_one_a_line_and_are_counted(valleys: Path) -> None:
    table = valleys / "claims.csv"
    table.write_text(table.read_text("utf-8").replace("10,122", "1O,122").replace("9,480", "94,80"), "utf-8")
    for command, undone in (("build", "nothing was written"), ("audit", "nothing was audited")):
        refused = run(command, valleys)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr == (
            "Reading and auditing cases/valleys …\n"
            'claims.csv:5 as_written: "1O,122 people" has a letter in its digits. '
            "Write the figure as printed, or put the row's text into note (docs/figures.md §9).\n"
            'claims.csv:6 as_written: "94,80" has a comma or space that does not part thousands. '
            "Write the figure as printed, or put the row's text into note (docs/figures.md §9).\n"
            f"2 errors in cases/valleys; {undone}.\n"
        )
    assert not Path("build").exists()


def test_a_missing_folder_is_told() -> None:
    refused = run("build", "cases/nobody")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "Reading and auditing cases/nobody …\n"
        "cases/nobody: there is no such case folder. `zul new NAME` makes a small complete case.\n"
        "1 error in cases/nobody; nothing was written.\n"
    )


def test_a_target_that_cannot_be_written_is_told(valleys: Path) -> None:
    Path("taken").write_text("a file")
    refused = run("build", valleys, "--to", "taken")
    assert refused.exit_code == 2
    assert refused.stderr.endswith(
        "taken: cannot be written (File exists). Choose another folder with --to.\n"
        "1 error in cases/valleys; nothing was written.\n"
    )
    assert Path("taken").read_text() == "a file"


def test_a_full_disk_is_told(valleys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    import_publish()
    monkeypatch.setattr(sys.modules["zul.publish"], "write_text", full)
    refused = run("build", valleys)
    assert refused.exit_code == 2
    assert refused.stderr.endswith(
        "build/valleys: cannot be written (No space left on device). Choose another folder with --to.\n"
        "1 error in cases/valleys; nothing was written.\n"
    )
    assert list(Path("build/valleys").iterdir()) == []


def test_stopping_leaves_nothing_half_written(valleys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    import_publish()
    monkeypatch.setattr(sys.modules["zul.publish"], "claims_json", stop)
    stopped = run("build", valleys)
    assert (stopped.exit_code, stopped.stdout) == (130, "")
    assert stopped.stderr.endswith("Stopped; nothing was written.\n")
    assert not Path("build").exists()


def test_an_internal_error_keeps_its_traceback(valleys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise ZeroDivisionError("inside")

    import_publish()
    monkeypatch.setattr(sys.modules["zul.publish"], "findings_json", fail)
    with pytest.raises(ZeroDivisionError, match=r"^inside$"):
        run("build", valleys)


def import_publish() -> None:
    import zul.publish  # noqa: F401, PLC0415


def test_a_pipe_gets_no_colours_and_a_closed_one_no_noise(valleys: Path) -> None:
    environment = os.environ | {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    piped = subprocess.run(zul("audit", valleys), env=environment, capture_output=True, check=True)
    assert b"\x1b" not in piped.stdout + piped.stderr
    read, write = os.pipe()
    os.close(read)
    closed = subprocess.run(zul("audit", valleys), stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (closed.returncode, closed.stderr.decode()) == (0, "Reading and auditing cases/valleys …\n")


@pytest.mark.skipif(shutil.which("script") is None, reason="needs script(1) for a terminal")
def test_a_terminal_gets_a_table(valleys: Path) -> None:
    command = ["script", "-qec", f"{sys.executable} -m zul audit {valleys}", "/dev/null"]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert "10,212 people ≠ 10,122 people: 90 people apart" in shown
    assert COUNTS.strip() in shown


def test_what_would_steer_a_terminal_is_replaced(valleys: Path) -> None:
    head = valleys / "case.toml"
    head.write_text(head.read_text("utf-8").replace("Deported, by valley", "De\u200bported [red]x"), "utf-8")
    assert "gap: De\N{REPLACEMENT CHARACTER}ported [red]x [gap-" in run("audit", valleys).stdout


def test_help_teaches_and_needs_nothing_heavy() -> None:
    helped = run("--help")
    assert helped.exit_code == 0
    assert "  zul new my-people        make a case to fill in\n" in helped.stdout
    heavy = ["highspy", "numpy", "altair", "jinja2", "vl_convert", "cattrs", "rich"]
    code = f"import sys, zul.cli; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_the_version_is_told() -> None:
    told = run("--version")
    assert told.exit_code == 0
    assert told.stdout.startswith("zul ")


def test_public_names_stay_functions_whatever_was_imported_before() -> None:
    code = "import zul.publish; from zul.audit import audit; print(callable(zul.publish), zul.audit is audit)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "True True\n"


def test_a_finding_is_explained_with_its_proof(valleys: Path) -> None:
    explained = run("audit", valleys, "--explain", "conflict-e324e675")
    assert explained.exit_code == 0
    assert explained.stdout == (
        "source conflict: persons deported: Valley people, Two Valleys, 1–5 March 1944\n"
        "  10,212 people ≠ 10,122 people: 90 people apart\n"
        "  One quantity is given as “10,212 people” (Regional office, S1) and “10,122 people” "
        "(An editor, S3). They are 90 people apart, even read charitably. "
        "S3 derives from S1, so one of the two may be a slip of copying.\n"
        "S1-1: 10,212 people (S1[p. 1]), persons deported: Valley people, Two Valleys, 1–5 March 1944\n"
        "S3-1: 10,122 people (S3), persons deported: Valley people, Two Valleys, 1–5 March 1944\n"
        "gives way in 100 % of the cheapest repairs: S3-1; the others leave 10,212\n"
        "  perhaps 10,212 (two neighbouring digits swapped)\n"
        "proof:\n"
        "  A = persons deported, Valley people, Two Valleys, 1–5 March 1944\n"
        "  1 × (A ≥ 10,212)  [S1-1]\n"
        "  1 × (A ≤ 10,122)  [S3-1]\n"
        "  together: 0 ≥ 90, which cannot be\n"
    )


def test_a_finding_that_is_not_there_cannot_be_explained(valleys: Path) -> None:
    refused = run("audit", valleys, "--explain", "conflict-e324e67x")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[1:] == [
        "--explain conflict-e324e67x: no finding has this id. Did you mean 'conflict-e324e675'?",
        f"1 error in {valleys}; nothing was audited.",
    ]


def test_a_claim_can_be_left_out_of_the_audit(valleys: Path) -> None:
    assert "source conflict" not in run("audit", valleys, "--without", "S3-1").stdout
    refused = run("audit", valleys, "--without", "S3-11")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[1] == "--without S3-11: no claim has this id. Did you mean 'S3-1'?"
