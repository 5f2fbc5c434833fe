"""Several publications in one folder, each in a folder of its name, and the page that compares them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from zul.publish.comparison import Member, compare, drawings
from zul.publish.drawing import Drawing
from zul.publish.language import Language
from zul.publish.package.contents import Files
from zul.publish.package.files import CHECKSUMS, as_files, checksums, editions_of
from zul.publish.package.kept import as_kept
from zul.publish.words import Words
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction

PAGE = "index"


@frozen(kw_only=True, eq=False)
class WorkedOut:
    """A case and what was reconstructed of it."""

    case: Case
    found: Reconstruction | None


def together(publications: Mapping[str, Files], told: Mapping[str, WorkedOut]) -> dict[str, bytes]:
    """Their files by path, with the comparison above them, by name, and the hash of every file."""
    kept = {name: evolve(one, found=one.found and as_kept(one.found)) for name, one in sorted(told.items())}
    files = {f"{name}/{path}": data for name, own in publications.items() for path, data in own.items()}
    files |= comparison(kept, pictured=as_files)
    return files | {CHECKSUMS: checksums(files)}


def comparison(
    told: Mapping[str, WorkedOut],
    *,
    pictured: Callable[[Sequence[Drawing]], Files],
    page: Callable[[str, str], bytes] = lambda _, html: html.encode(),
) -> dict[str, bytes]:
    """The page that compares the cases, in every language of one of them, and its drawings."""
    drawn = drawings(_members(told, "en"))
    tables = {f"drawings/{one.id}.csv": one.table.csv().encode() for one in drawn.values()}
    files = {**pictured([*drawn.values()]), **tables}
    editions = editions_of(*(one.case for one in told.values()), page=PAGE)
    for edition in editions:
        others = [one for one in editions if one is not edition]
        html = compare(
            _members(told, edition.code), language=Language(code=edition.code), others=others, files=files,
            drawn=drawn if edition.code == "en" else None,
        )  # fmt: skip
        files[edition.file] = page(edition.file, html)
    return files


def _members(told: Mapping[str, WorkedOut], code: str) -> list[Member]:
    """The peoples, each with the page of its report in this language, where it has one."""
    members = []
    for name, one in told.items():
        own = {edition.code: edition.file for edition in editions_of(one.case)}
        words = Words(one.case, Language(code=code))
        members.append(Member(report=f"{name}/{own.get(code, own['en'])}", words=words, found=one.found))
    return members
