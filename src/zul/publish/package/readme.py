"""README.md of the package: what the files are, what the numbers mean, and what not to do with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from zul.publish.package.contents import about
from zul.publish.package.provenance import Versions
from zul.publish.package.table import Sheet
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction

_MARKUP = re.compile(r"([\\`*_\[\]<>&#|~!])")
_NOT_STATED = "No licence was found beside the case. Ask those who made it before you pass it on."
_NUMBERS = """
Begin with `report.html`. It opens in any browser, without a network.

## What the numbers are

- A **claim** is what one source prints. It is never corrected: where sources differ, both stand.
- Each claim has two **readings**: the plain one (`tight`), and a charitable one (`wide`) that allows for
  rounding and hedges. They are computed from the words, by one law for all.
- A **finding** says which claims cannot all be right, or what they leave open, with a proof in exact
  numbers (`findings.json`).
- An **estimate** is worked out and was printed by nobody. If the account behind it is right, the number lies
  in its 95 % interval with 95 %. Give the interval with it."""
_CAVEATS = """
## What not to do

- **Do not add excess deaths and birth deficit.** The first are people who died; the second is children who
  were not born. Their definitions and their grounds differ.
- Do not add up the several excess deaths, nor claims of different lists: they count the same people
  again.
- Do not take several sources for several witnesses: `data/copies.csv` says who copies whom.
- Do not call an estimate a figure of a source, and do not give a median without its interval.
- Do not fill an empty cell with nought: absent is not zero.
- Do not take registered deaths for all deaths: a register has its gaps.

## Files
"""
_WIKIDATA = """
## Wikidata

`quickstatements.txt` holds only what a source with an address states of all of the people: no estimate,
nothing vague, nothing from an encyclopedia or a blog. The case names no items of Wikidata. Replace
`ITEM_OF_THE_EVENT` and `ITEM_OF_THE_PEOPLE` by theirs before you use the file, and look at what stands there
already; until then the tool refuses it, as it should.
"""
_CHECKING = """## Checking

`sha256sum --check checksums.txt` says whether a file was changed. `zul verify .` also audits the case again,
works the estimates out of the draws, and writes every table anew. Made with Zul {zul}; `provenance.json` has
the rest.

## Licence

See `LICENSE`. Name the sources of the figures that you use: each row carries the id of its own."""


def readme(
    case: Case,
    found: Reconstruction | None,
    sheets: Collection[Sheet],
    paths: Collection[str],
    made_with: Versions,
) -> str:
    """The page as Markdown; nothing that the case says is markup in it."""
    parts = (
        *_head(case, found), _NUMBERS, *_estimates(found), _CAVEATS, *_files(sheets, paths), _WIKIDATA,
        _CHECKING.format(zul=made_with["zul"]),
    )  # fmt: skip
    return "\n".join(parts) + "\n"


def licence(text: bytes | None) -> bytes:
    """The licence as it lies beside the case, or that there is none."""
    return text if text is not None else f"{_NOT_STATED}\n".encode()


def plain(text: str) -> str:
    """The text on one line, with no sign that Markdown or HTML would read as markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _head(case: Case, found: Reconstruction | None) -> Iterator[str]:
    name = case.people.own_name
    own = f" ({plain(name)})" if name and name != case.people.name else ""
    last = "what they allow to be estimated" if found else "no estimates, for none could be made"
    yield f"# {plain(case.title)}\n"
    yield (
        f"What {len(case.sources)} sources say of {plain(case.people.name)}{own}, {case.period.words}: "
        f"{len(case.claims):,} figures, each as its source prints it; what cannot stand together among them; "
        f"and {last}."
    )


def _estimates(found: Reconstruction | None) -> Iterator[str]:
    """Each estimate in words, under the sentence that says what an estimate is."""
    for number, estimate in enumerate(found.estimates.values() if found else ()):
        told = estimate.spread.words(estimate.unit) if estimate.is_estimable else "not estimable"
        yield (
            "\n" * (number == 0)
            + f"- {plain(estimate.title)}: {plain(estimate.definition)} {told[:1].upper()}{told[1:]}."
        )


def _files(sheets: Collection[Sheet], paths: Collection[str]) -> Iterator[str]:
    yield from (f"- `{path}`: {about(path)[0]}" for path in paths if "/" not in path)
    yield f"- `data/`: {len(sheets)} tables (UTF-8, commas, the first row a heading):"
    yield from (f"  - `{sheet.path}`: {sheet.says}" for sheet in sheets)
    names = dict.fromkeys(PurePosixPath(path).stem for path in paths if path.startswith("drawings/"))
    yield f"- `drawings/`: {', '.join(names)}; each as SVG, PNG and PDF, with its table as CSV."
    yield f"- `case/`: {about('case/case.toml')[0]} `zul build case` makes the report of it anew.\n"
    yield (
        "A cell that a spreadsheet would run as a formula has an apostrophe before it. Nothing in the files "
        "names a machine, a user or an hour."
    )
    if "quotes.json" in paths:
        yield "The texts that claims quote are works of others and are not in here; quotes name them by hash."
    else:
        yield "There is no file of quotes, for no claim of the case quotes a text."
