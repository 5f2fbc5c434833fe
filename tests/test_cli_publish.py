"""The commands that publish and verify: what they print, write and refuse."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from zul.cli import app
from zul.ledger import new_case
from zul.publish.package.files import checksums


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, and its publication in `out`."""
    folder = tmp_path_factory.mktemp("made")
    new_case(folder / "cases/valleys")
    published = run("publish", folder / "cases/valleys", "--to", folder / "out")
    assert published.exit_code == 0, published.output
    return folder


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_case_is_published_verified_and_published_again(here: Path) -> None:
    published = run("publish", "cases/valleys")
    target = Path("build/publication/valleys")
    before = files_of(target)
    assert published.exit_code == 0, published.output
    assert published.stdout == (
        f"{target}/report.html\n{len(before)} files; zul verify {target} checks them\n"
    )
    assert published.stderr == ("Reading and auditing cases/valleys …\nDrawing and writing cases/valleys …\n")
    verified = run("verify", target)
    assert (verified.exit_code, verified.stderr) == (0, f"Verifying {target} …\n")
    assert verified.stdout.startswith(
        f"{len(before)} files have the hashes that checksums.txt lists. The 8 claims"
    )
    assert json.loads(run("verify", target, "--json").stdout) == {
        "differs": [],
        "statement": verified.stdout.strip(),
    }
    assert sorted(path.name for path in target.parent.iterdir()) == ["valleys"]
    assert files_of(here / "out") == before  # published before, by another run


def test_what_differs_is_told_and_ends_with_1(here: Path) -> None:
    (here / "out/LICENSE").write_text("Mine.\n")
    verified = run("verify", "out")
    assert verified.exit_code == 1
    first, *_, last = verified.stdout.splitlines()
    assert first.startswith("LICENSE: has the hash ")
    assert last.endswith(" differences in out.")
    told = json.loads(run("verify", "out", "--json").stdout)
    assert told["differs"][0]["where"] == "LICENSE"
    assert told["statement"] is None


def test_several_cases_lie_beside_each_other_and_what_is_none_is_left_aside(here: Path) -> None:
    shutil.copytree("cases/valleys", "cases/hills")
    Path("cases/README.md").write_text("About the cases.")
    published = run("publish", "cases/README.md", "cases/hills", "cases/valleys", "--to", "all")
    assert published.exit_code == 0, published.output
    assert published.stderr.startswith(
        "Left aside, for they are no cases of a displacement: cases/README.md\n"
    )
    assert published.stdout.splitlines()[:3] == [
        "all/index.html",
        "all/hills/report.html",
        "all/valleys/report.html",
    ]
    verified = run("verify", "all")
    assert verified.exit_code == 0, verified.output
    assert [line.split(":")[0] for line in verified.stdout.splitlines()] == ["hills", "valleys"]


def test_a_changed_comparison_is_found_though_the_hashes_were_made_anew(here: Path) -> None:
    shutil.copytree("cases/valleys", "cases/hills")
    assert run("publish", "cases/hills", "cases/valleys", "--to", "all").exit_code == 0
    page = Path("all/index.html")
    page.write_text(page.read_text().replace("side by side", "side by  side", 1))
    files = {path: data for path, data in files_of(Path("all")).items() if path != "checksums.txt"}
    Path("all/checksums.txt").write_bytes(checksums(files))
    (told, _) = run("verify", "all").stdout.splitlines()
    assert told.startswith("index.html:")
    assert "side by  side" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("cases/nowhere",), "cases/nowhere: there is no such case folder. "
         "`zul new NAME` makes a small complete case.\n"
         "1 error in cases/nowhere; nothing was published.\n"),
        (("a", "b"), "a: cannot be read (No such file or directory). Name a case.\n"
         "b: cannot be read (No such file or directory). Name a case.\n"
         "2 errors in a b; nothing was published.\n"),
        (("cases", "out"), "Left aside, for they are no cases of a displacement: cases, out\n"
         "cases: is no case, nor is any of the others. Name a case.\n"
         "1 error in cases out; nothing was published.\n"),
        (("cases/valleys", "cases/valleys/."), "valleys: is the name of 2 of these folders. "
         "Rename all but one.\n1 error in cases/valleys cases/valleys; nothing was published.\n"),
    ],
)  # fmt: skip
def test_no_case_is_refused(arguments: tuple[str, ...], message: str) -> None:
    refused = run("publish", *arguments)
    assert refused.exit_code == 2
    assert refused.stderr.endswith(message)


def test_every_folder_that_cannot_lie_beside_the_others_is_told_at_once(here: Path) -> None:
    for name in ("index.html", "drawings", "a\u2028b"):
        shutil.copytree("cases/valleys", f"cases/{name}")
    refused = run("publish", "cases/valleys", "nowhere", *(f"cases/{n}" for n in ("index.html", "drawings")),
                  "cases/a\u2028b", "n" * 300)  # fmt: skip
    assert refused.exit_code == 2
    beside = (
        "can be no name beside the page that compares the cases. "
        "Rename it with letters, digits, spaces, `_` and `-`; not drawings."
    )
    assert refused.stderr.splitlines()[:-1] == [
        "nowhere: cannot be read (No such file or directory). Name a case.",
        f"{'n' * 300}: cannot be read (File name too long). Name a case.",
        f"index.html: {beside}",
        f"drawings: {beside}",
        f"a\N{REPLACEMENT CHARACTER}b: {beside}",
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("n" * 300, "cannot be read (File name too long)"),
        ("cases", "has no checksums.txt, so that it is no publication"),
        ("nowhere", "is no folder"),
    ],
)
def test_what_is_no_publication_is_not_verified(here: Path, name: str, what: str) -> None:
    refused = run("verify", name)
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"Verifying {name} …\n{name}: {what}. Give the folder that `zul publish` wrote.\n"
        f"1 error in {name}; nothing was verified.\n"
    )


@pytest.mark.parametrize(
    ("mine", "message"),
    [
        ("out/README.md", "out: holds README.md, which was changed after Zul had published it. "
         "Move it elsewhere, or choose another folder with --to."),
        ("out/mine.txt", "out: holds mine.txt, which no publication of Zul put there. "
         "Move it elsewhere, or choose another folder with --to."),
        ("other/mine.txt", "other: holds files and is no former publication of Zul. "
         "Choose another folder with --to, or an empty one."),
    ],
)  # fmt: skip
def test_a_file_of_somebody_else_is_not_lost(here: Path, mine: str, message: str) -> None:
    (here / "other").mkdir()
    (here / mine).write_text("mine")
    before = files_of(here)
    refused = run("publish", "cases/valleys", "--to", Path(mine).parent)
    assert refused.exit_code == 2
    assert refused.stderr == f"{message}\n1 error in cases/valleys; nothing was published.\n"
    assert files_of(here) == before


@pytest.mark.parametrize(
    ("trouble", "code"), [(KeyboardInterrupt(), 130), (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 2)]
)
@pytest.mark.parametrize("when", ["write_bytes", "rename"])
def test_a_stop_on_the_way_leaves_what_was_there(
    here: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException, code: int, when: str
) -> None:
    before = files_of(here / "out")
    claims = here / "cases/valleys/claims.csv"
    claims.write_text(claims.read_text().replace('"3,912"', '"3,921"'))
    done = getattr(Path, when)

    def stopped(path: Path, *given: Any) -> Any:
        # the sources are written late; of the two renamings, the second puts the new folder in place
        if path.name in ("sources.json", "new"):
            raise trouble
        return done(path, *given)

    monkeypatch.setattr(Path, when, stopped)
    result = run("publish", "cases/valleys", "--to", "out")
    monkeypatch.undo()
    assert result.exit_code == code
    assert files_of(here / "out") == before
    assert sorted(path.name for path in here.iterdir()) == ["cases", "out"]


@pytest.mark.parametrize(
    ("command", "lesson"),
    [
        ("publish", "`zul verify DIR` checks what was written."),
        ("verify", "Nothing in the folder is trusted, run or changed."),
    ],
)
def test_help_teaches(command: str, lesson: str) -> None:
    assert lesson in " ".join(run(command, "--help").stdout.split())
