"""The house keeps its own rules, and would notice if it did not."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zul

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/zul"
FLOORS = "Nothing imports upward"
CIRCLES = "No circles on a floor"
FILES = "Terms and audit touch no file, no chance"
MADE = {"build", "dist", "__pycache__"}
OUT_OF_PLACE = re.compile(
    r"(?<![\w.])/(?:work|tmp|root|home|opt|Users)/\w"  # a folder of somebody's machine
    r"|pypi\.org|pythonhosted\.org|--(?:extra-)?index[-]url|--find[-]links"  # a registry
)


def files_of_the_project() -> list[Path]:
    """Every file that people wrote: hidden folders but .ci, and what is made, left out."""
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not MADE.intersection(path.relative_to(ROOT).parts)
        and not any(p.startswith(".") and p != ".ci" for p in path.relative_to(ROOT).parts[:-1])
    ]


def test_no_file_of_the_package_has_more_than_400_lines() -> None:
    written = [path for path in SOURCE.rglob("*") if path.suffix in {".py", ".html", ".css", ".js", ".jinja"}]
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in written}
    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_the_package_shows_its_public_names_and_nothing_else() -> None:
    assert dir(zul) == sorted(zul.__all__)
    assert len(zul.__all__) <= 30


def test_each_foreign_engine_stands_behind_one_file() -> None:
    files = {path: path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
    for engine in ("highspy", "vl_convert", "nutpie", "arviz"):
        imports = re.compile(rf"^\s*(?:import|from) {engine}\b", re.MULTILINE)
        assert len([path for path, text in files.items() if imports.search(text)]) == 1, engine


def test_the_project_speaks_of_itself_alone() -> None:
    found = []
    for path in files_of_the_project():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in OUT_OF_PLACE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("line", ["cd /ho|me/anna", "(/t|mp/x)", "https://py|pi.org/x", "--index|-url x"])
def test_a_machine_path_or_a_registry_would_be_noticed(line: str) -> None:
    assert not OUT_OF_PLACE.search(line)
    assert OUT_OF_PLACE.search(line.replace("|", ""))


def check_floors(house: Path) -> subprocess.CompletedProcess[str]:
    """Let import-linter judge the copy of the package under `house`."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    environment = os.environ | {"PYTHONPATH": str(house / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "src/zul", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_stands(house: Path) -> None:
    judged = check_floors(house)
    assert (judged.returncode, judged.stderr) == (0, "")
    assert "Contracts: 3 kept, 0 broken." in judged.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("errors.py", "import zul.terms", FLOORS),
        ("terms/__init__.py", "import zul.ledger", FLOORS),
        ("ledger/__init__.py", "import zul.audit", FLOORS),
        ("ledger/__init__.py", "import zul.read", FLOORS),
        ("read/__init__.py", "import zul.ledger", FLOORS),
        ("audit/__init__.py", "import zul.publish", FLOORS),
        ("publish/__init__.py", "import zul.cli", FLOORS),
        ("terms/__init__.py", "from zul import publish", FLOORS),
        ("terms/__init__.py", "import zul", FLOORS),
        ("attic.py", "import zul.errors", FLOORS),
        ("terms/measure.py", "import zul.terms.claim", CIRCLES),
        ("terms/__init__.py", "import csv", FILES),
        ("audit/__init__.py", "import pathlib", FILES),
    ],
)
def test_a_broken_floor_is_noticed(house: Path, module: str, line: str, contract: str) -> None:
    with (house / "src/zul" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    judged = check_floors(house)
    assert judged.returncode == 1
    assert f"{contract} BROKEN" in judged.stdout
