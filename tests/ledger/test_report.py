"""The report's words: a number leads to what it rests on, or is refused with the whole message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

SUMMARY = re.compile(r'(?<=summary = """\n).*?(?=\n""")', re.DOTALL)
WHERE = "case.toml report.summary paragraph 1:"
AS_PRINTED = "Say its number as printed."


@pytest.mark.parametrize(
    ("said", "messages"),
    [
        (
            "Of them [10,212](claim:S1-1) were taken; [a tenth](claim:S2-2) died, [some](event:removal) say.",
            [],
        ),
        (
            "In [March 1944](event:removal), on [1–5 March 1944](claim:S1-5): [1944](source:S1).",
            [],
        ),
        ("The [deaths beyond the expected](estimate:any) are told below.", []),
        (
            "In 1944 they were 10,212.",
            [
                '"1944" leads nowhere. Link it to its claim or event, as in [1944](claim:ID).',
                '"10,212" leads nowhere. Link it to its claim or event, as in [10,212](claim:ID).',
            ],
        ),
        ("[10,212](claim:S1-11)", ["\"S1-11\" is no claim of this case. Did you mean 'S1-1'?"]),
        ("[March](event:removals)", ["\"removals\" is no event of this case. Did you mean 'removal'?"]),
        ("[a letter](source:S9)", ['"S9" is no source of this case. Known: S1, S2, S3.']),
        (
            "[10,212](claims:S1-1)",
            ["\"[10,212](claims:S1-1)\" leads to no claim, event, estimate or source. Did you mean 'claim'?"],
        ),
        (
            "[10,122](claim:S1-1) or [people](claim:S1-1)",
            [
                f'"[10,122](claim:S1-1)" does not say what its claim says, "10,212 people". {AS_PRINTED}',
                f'"[people](claim:S1-1)" does not say what its claim says, "10,212 people". {AS_PRINTED}',
            ],
        ),
        (
            "[1945](event:removal)",
            [
                '"[1945](event:removal)" says another date than its event, 1–5 March 1944. '
                "Say the date of the event."
            ],
        ),
        (
            f"{'9' * 5000} or [{'9' * 5000}](claim:S1-1)",
            [
                f'"{"9" * 200}" leads nowhere. Link it to its claim or event, as in [{"9" * 200}](claim:ID).',
                f'"[{"9" * 199}" does not say what its claim says, "10,212 people". {AS_PRINTED}',
            ],
        ),
        (
            "[between 9 and 12](estimate:excess)",
            [
                '"[between 9 and 12](estimate:excess)" types a number of an estimate. '
                "Name it in words: its number stands with its definition."
            ],
        ),
        (
            "[10,212](source:S1)",
            [
                '"[10,212](source:S1)" says a number that is not the year of its source. '
                "Link a number to its claim."
            ],
        ),
    ],
)
def test_each_number_leads_to_what_it_rests_on(draft: Draft, said: str, messages: list[str]) -> None:
    path = draft.folder / "case.toml"
    path.write_text(SUMMARY.sub(said, path.read_text("utf-8")), "utf-8")
    assert draft.refusals() == [f"{WHERE} {message}" for message in messages]
