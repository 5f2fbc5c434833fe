"""Whether a publication is what it says: hashes, findings, numbers, and all that can be written again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from attrs import frozen

from zul.audit import audit
from zul.errors import CaseError, Located, Refusal
from zul.publish.data import findings_json
from zul.publish.drawing import Drawing
from zul.publish.package.contents import Files
from zul.publish.package.files import CHECKSUMS, files, is_picture
from zul.publish.package.folder import read
from zul.publish.package.inputs import NEEDED
from zul.publish.package.inputs import read as read_inputs
from zul.publish.package.kept import read_draws, read_estimates
from zul.publish.package.provenance import NAME, read_versions
from zul.publish.package.provenance import versions as own_versions
from zul.publish.package.several import WorkedOut, comparison
from zul.terms.case import Case
from zul.terms.estimate import Reconstruction

_LINE = re.compile(r"([0-9a-f]{64})  ([^\0\n]+)")
_CASE = "case/"
_SHOWN = 5  # differences told of one file; the rest are counted
_AROUND = 24  # signs told before and after the first that differs
_LONGEST = 120  # signs of a value that are told
_AGAIN = "Publish the case again, or take the file from where you had it."
_TAG = re.compile(r"<[^\s>]*")


@frozen(kw_only=True)
class Verified:
    """What was found to differ, and in words what was looked at."""

    differs: tuple[Located, ...]
    statement: str
    not_compared: tuple[str, ...] = ()


def verify(folder: str | Path) -> Verified:
    """Verify a publication, or a folder of several. Raises CaseError where there is none; nothing is written.

    Everything is read once, and what was read is what is compared. No link is followed.
    """
    root = Path(folder)
    try:
        what = "is no folder" if root.is_symlink() or not root.is_dir() else ""
        if not what and not (root / CHECKSUMS).exists():
            what = f"has no {CHECKSUMS}, so that it is no publication"
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
    if what:
        raise CaseError([Located(str(folder), what, "Give the folder that `zul publish` wrote.")])
    differs: list[Located] = []
    found = {CHECKSUMS: b"", **read(root, differs)}
    differs += hashes(found)
    names = sorted({PurePosixPath(path).parts[0] for path in found if path.endswith(f"/{NAME}")})
    if NAME in found or not names:
        return _one(found, differs)[0]
    statements, aside = [], []
    told: dict[str, WorkedOut] = {}
    for name in names:
        own = {
            path.removeprefix(f"{name}/"): data for path, data in found.items() if path.startswith(f"{name}/")
        }
        part, one_of_them = _one(own, [*hashes(own)] if CHECKSUMS in own else [_missing(CHECKSUMS)])
        if one_of_them:
            told[name] = one_of_them
        differs += [Located(f"{name}/{one.where}", one.what, one.way_out) for one in part.differs]
        statements.append(f"{name}: {part.statement}")
        aside += [f"{name}/{path}" for path in part.not_compared]
    if not differs and len(told) == len(names):  # else what follows from them cannot be told
        again = comparison(told, pictured=_as_lie(found), page=_but_drawings(found))
        beside = [path for path in found if path.split("/")[0] not in names]
        differs += _against(found, again, within=beside, known=_wheres(differs))
        aside += [path for path in found if is_picture(path)]
    return Verified(differs=tuple(differs), statement="\n".join(statements), not_compared=tuple(aside))


def hashes(found: Files) -> Iterator[Located]:
    """What checksums.txt and the files say of each other; no path of it is opened."""
    listed: dict[str, str] = {}
    for number, line in enumerate(found[CHECKSUMS].decode("utf-8", errors="replace").splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in listed:
            what = f"{_told(line)} is no line of a list of hashes" if match is None else "names a file twice"
            yield Located(f"{CHECKSUMS}:{number}", what, _AGAIN)
        else:
            listed[match[2]] = match[1]
    for path, sha256 in listed.items():
        if path not in found:
            yield _missing(path)
        elif (own := hashlib.sha256(found[path]).hexdigest()) != sha256:
            yield Located(path, f"has the hash {own[:12]}…, and {CHECKSUMS} has {sha256[:12]}…", _AGAIN)
    for path in found:
        if path not in listed and path != CHECKSUMS:
            yield Located(
                path, f"is not listed in {CHECKSUMS}", "Remove it: it is no part of the publication."
            )


def _missing(path: str) -> Located:
    return Located(_told(path, quotes=False), "is missing", _AGAIN)


def _one(found: Files, differs: list[Located]) -> tuple[Verified, WorkedOut | None]:
    """A single publication, its hashes compared already, and what it tells where it can be read."""
    inputs = {path.removeprefix(_CASE): data for path, data in found.items() if path.startswith(_CASE)}
    if lacking := [name for name in NEEDED if name not in inputs]:
        differs += [_missing(f"{_CASE}{name}") for name in lacking if _CASE + name not in _wheres(differs)]
        return Verified(differs=tuple(differs), statement=""), None
    try:
        case = read_inputs(inputs)
    except CaseError as error:
        differs += [Located(f"{_CASE}{one.where}", one.what, one.way_out) for one in error.refusals]
        return Verified(differs=tuple(differs), statement=""), None
    try:
        made_with = read_versions(found.get(NAME, b"").decode("utf-8", errors="replace"))
    except Refusal as refusal:
        differs.append(Located(NAME, refusal.what, refusal.way_out))
        made_with = own_versions()
    before = len(differs)
    account = _account(found, case, differs)
    if len(differs) > before:  # what an answer gives that does not hold is not worth comparing
        return Verified(differs=tuple(differs), statement=""), None
    findings = audit(case)
    if made_with["zul"] != (mine := own_versions()["zul"]):
        differs += compared(
            "findings.json", found.get("findings.json", b""), findings_json(findings).encode()
        )
        aside = tuple(path for path in found if not path.startswith(_CASE))
        verified = Verified(
            differs=tuple(differs),
            statement=_statement(case, account, len(found), 0)
            + f" It was made with Zul {made_with['zul']}, and this is {mine}: only findings and numbers were "
            "worked out again, and the other files were not written anew.",
            not_compared=aside,
        )
        return verified, None
    again = files(
        inputs, case, findings, account, made_with, pictured=_as_lie(found), page=_but_drawings(found)
    )
    differs += _against(found, again, within=found, known=_wheres(differs))
    drawn = tuple(path for path in found if is_picture(path))
    verified = Verified(
        differs=tuple(differs),
        statement=_statement(case, account, len(found), len(again) - len(drawn)),
        not_compared=drawn,
    )
    return verified, WorkedOut(case=case, found=account)


def _as_lie(found: Files) -> Callable[[Sequence[Drawing]], Files]:
    """The pictures as they lie there: their hashes are compared, and they are not drawn again."""

    def pictured(drawn: Sequence[Drawing]) -> Files:
        names = {drawing.id for drawing in drawn}
        return {p: data for p, data in found.items() if is_picture(p) and PurePosixPath(p).stem in names}

    return pictured


def _but_drawings(found: Files) -> Callable[[str, str], bytes]:
    """The page as it lies there, where it differs in its drawings alone."""

    def page(name: str, html: str) -> bytes:
        own, inside = _parted(found.get(name, b"").decode("utf-8", errors="replace"))
        again, drawn = _parted(html)
        return found[name] if name in found and own == again and inside <= drawn else html.encode()

    return page


def _parted(page: str) -> tuple[list[str], set[str]]:
    """The page around its drawings, whose bytes depend on the fonts of a machine, and the tags in them."""
    *pieces, rest = page.split("</svg>")
    cut = [piece.partition("<svg") for piece in pieces]
    return [*(before for before, _, _ in cut), rest], {tag for _, _, svg in cut for tag in _TAG.findall(svg)}


def _against(found: Files, again: Files, within: Iterable[str], known: Container[str]) -> Iterator[Located]:
    """Where files differ from those that the case gives, but what is `known` to be missing or too many.

    One of `within` that the case does not give is too many.
    """
    for path, data in again.items():
        if path in found:
            yield from compared(path, found[path], data)
        elif path not in known:
            yield _missing(path)
    for path in within:
        if path not in again and path != CHECKSUMS and path not in known:
            what = "is not among the files that the case gives"
            yield Located(path, what, "Remove it, or publish the case again.")


def _account(found: Files, case: Case, differs: list[Located]) -> Reconstruction | None:
    """The answer as it was published, with its numbers compared to what its draws give."""
    if "estimates.json" not in found and "draws.parquet" not in found:
        return None
    where = "draws.parquet"
    try:
        draws, unknowns = read_draws(found.get(where, b""))
        where = "estimates.json"
        account = read_estimates(found.get(where, b"").decode("utf-8", errors="replace"), draws, unknowns)
    except Refusal as refusal:
        if where not in _wheres(differs) or where in found:
            differs.append(Located(where, refusal.what, refusal.way_out))
        return None
    from zul.publish.package.again import differences  # noqa: PLC0415 (compiles the account)

    try:
        differs += [
            Located(f"estimates.json {one.what}",
                    f"says {_told(one.told)}, the draws give {_told(one.comes_out)}", _AGAIN)
            for one in differences(case, account)
        ]  # fmt: skip
    except (Refusal, ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        differs.append(Located("estimates.json", f"cannot be worked out again ({error})"[:300], _AGAIN))
    return account


def _statement(case: Case, account: Reconstruction | None, read_files: int, written: int) -> str:
    """One paragraph on what was looked at."""
    told = [
        f"{read_files:,} files have the hashes that {CHECKSUMS} lists.",
        f"The {len(case.claims):,} claims in case/ were audited again, with the findings of findings.json.",
    ]
    if account:
        from zul.publish.package.again import TOLERANCE, refitted  # noqa: PLC0415

        chains, length, _ = account.draws.shape
        told.append(
            f"The {len(account.estimates)} estimates, their courses and the readings of claims were worked "
            f"out again from {chains * length:,} draws, and agree to a share of {TOLERANCE:g}"
            + (
                f"; {refitted(account):,} influences that took another fit were not."
                if refitted(account)
                else "."
            )
        )
    if written:
        told.append(
            f"{written:,} files were written again and are the same; pictures were compared by hash alone."
        )
    return " ".join(told)


def compared(path: str, own: bytes, again: bytes) -> Iterator[Located]:
    """Where a file differs from what the case gives, line by line, with the column in a table."""
    if own == again:
        return
    try:
        mine, its = own.decode("utf-8"), again.decode("utf-8")
    except UnicodeDecodeError:
        yield Located(path, "is not what the case and its draws give", _AGAIN)
        return
    told = list(_cells(mine, its) if path.endswith(".csv") else _lines(mine, its))
    for where, said, given in told[:_SHOWN]:
        yield Located(f"{path}:{where}", f"says {said}, the case gives {given}", _AGAIN)
    if len(told) > _SHOWN:
        yield Located(path, f"differs in {len(told) - _SHOWN:,} more places", _AGAIN)
    if not told:
        yield Located(path, "has other line ends than the case gives", _AGAIN)


def _lines(own: str, again: str) -> Iterator[tuple[str, str, str]]:
    mine, its = own.splitlines(), again.splitlines()
    for number in range(max(len(mine), len(its))):
        one = mine[number] if number < len(mine) else None
        other = its[number] if number < len(its) else None
        if one != other:
            yield str(number + 1), *_apart(one, other)
        if len(mine) != len(its) and one != other:
            return  # what follows has moved


def _cells(own: str, again: str) -> Iterator[tuple[str, str, str]]:
    try:
        mine = list(csv.reader(io.StringIO(own, newline=""), strict=True))
    except csv.Error:
        yield from _lines(own, again)
        return
    its = list(csv.reader(io.StringIO(again, newline=""), strict=True))
    if len(mine) != len(its) or any(len(one) != len(other) for one, other in zip(mine, its, strict=True)):
        yield from _lines(own, again)
        return
    for number, (row, other_row) in enumerate(zip(mine, its, strict=True), start=1):
        for column, one, other in zip(its[0], row, other_row, strict=True):
            if one != other:
                yield f"{number} {column}", *_apart(one, other)


def _apart(one: str | None, other: str | None) -> tuple[str, str]:
    """Both, cut to what stands around the first sign that differs."""
    if one is None or other is None:
        return _told(one) if one is not None else "nothing", _told(other) if other is not None else "nothing"
    first = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(0, first - _AROUND)
    return tuple(  # type: ignore[return-value]
        f"“{'…' if start else ''}{text[start : first + _AROUND]}{'…' if first + _AROUND < len(text) else ''}”"
        for text in (one, other)
    )


def _told(value: object, *, quotes: bool = True) -> str:
    """A value in a message, not too long."""
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    short = f"{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}"
    return f"“{short}”" if quotes and isinstance(value, str) else short


def _wheres(differs: Sequence[Located]) -> set[str]:
    return {one.where for one in differs}
