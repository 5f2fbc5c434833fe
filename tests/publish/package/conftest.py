"""A small case, published with its estimates and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen
from tests.ledger.test_plan import PLAN

from zul.audit import audit
from zul.ledger import new_case, read_case
from zul.publish.package import assemble
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction
from zul.terms.finding import Finding

LICENCE = "Take it under [CC0](https://creativecommons.org/publicdomain/zero/1.0/).\n"


@frozen(kw_only=True, repr=False)
class Published:
    """A case with what was worked out of it, and all files of its publication."""

    folder: Path
    case: Case
    findings: tuple[Finding, ...]
    found: Reconstruction | None
    files: dict[str, bytes]

    def again(self) -> dict[str, bytes]:
        return assemble(self.folder, self.case, self.findings, self.found)


def _published(folder: Path, plan: str = "") -> Published:
    new_case(folder)
    head = folder / "case.toml"
    head.write_text(head.read_text() + plan)
    (folder / "LICENSE.md").write_text(LICENCE)
    case = read_case(folder)
    findings = audit(case)
    found = None
    if plan:
        from zul.reconstruct import reconstruct  # noqa: PLC0415 (compiles)

        found = reconstruct(case, draws=800)
    files = assemble(folder, case, findings, found)
    return Published(folder=folder, case=case, findings=findings, found=found, files=files)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Without an account of the people, so that nothing is estimated."""
    return _published(tmp_path_factory.mktemp("plain") / "valleys")


@pytest.fixture(scope="session")
def estimated(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return _published(tmp_path_factory.mktemp("estimated") / "valleys", PLAN)


@pytest.fixture
def lay(tmp_path: Path) -> Callable[[dict[str, bytes]], Path]:
    """Lays files into a folder, as a publication would lie there."""

    def lay_files(files: dict[str, bytes]) -> Path:
        folder = tmp_path / "laid"
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return folder

    return lay_files
