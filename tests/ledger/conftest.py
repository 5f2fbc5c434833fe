from pathlib import Path

import pytest
from attrs import frozen

from zul.errors import CaseError
from zul.ledger import new_case, read_case


@frozen
class Draft:
    """A copy of the template case, to be spoilt by a test."""

    folder: Path

    def replace(self, file: str, old: str, new: str) -> None:
        """Write `new` for the only `old` in the file."""
        text = (self.folder / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.folder / file).write_bytes(text.replace(old, new).encode("utf-8"))

    def add(self, file: str, *lines: str) -> None:
        """Write the lines at the end of the file."""
        with (self.folder / file).open("a", encoding="utf-8", newline="") as out:
            out.writelines(f"{line}\n" for line in lines)

    def refusals(self) -> list[str]:
        """What the gate says, one message each; an empty list when the case can be read."""
        try:
            read_case(self.folder)
        except CaseError as error:
            return [str(refusal) for refusal in error.refusals]
        return []


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(new_case(tmp_path / "valleys"))
