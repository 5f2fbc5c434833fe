"""A changed digit is found, whatever file it stands in, also by a hand that makes the hashes anew."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.publish.package.conftest import Published

from zul.errors import CaseError, Refusal
from zul.publish.package.files import checksums
from zul.publish.package.folder import replace
from zul.publish.package.kept import draws_parquet, read_draws, read_estimates
from zul.publish.package.several import WorkedOut, together
from zul.publish.package.verify import compared, hashes, verify

Lay = Callable[[dict[str, bytes]], Path]

AGAIN = "Publish the case again, or take the file from where you had it."


def told(folder: Path) -> list[str]:
    return [str(one) for one in verify(folder).differs]


def flipped(data: bytes, number: int) -> bytes:
    """The data with one of its digits, counted round and round, made another one."""
    digits = [place for place, sign in enumerate(data) if 48 <= sign <= 57]
    place = digits[number % len(digits)]
    other = b"%d" % ((data[place] - 48 + 1 + number % 8) % 10)
    return data[:place] + other + data[place + 1 :]


def with_hashes_anew(files: dict[str, bytes]) -> dict[str, bytes]:
    others = {path: data for path, data in files.items() if path != "checksums.txt"}
    return others | {"checksums.txt": checksums(others)}


def test_what_was_published_is_verified(estimated: Published, lay: Lay) -> None:
    found = verify(lay(estimated.files))
    assert found.differs == ()
    count = len(estimated.files)
    drawn = len(found.not_compared)
    # Processors draw apart from their last digits on, and some leave too few draws for weighting.
    fitted = estimated.files["estimates.json"].count(b'"fitting anew"')
    but = f"; {fitted} influences that took another fit were not" if fitted else ""
    assert found.statement == (
        f"{count} files have the hashes that checksums.txt lists. The 8 claims in case/ were audited again, "
        "with the findings of findings.json. The 19 estimates, their courses and the readings of claims were "
        f"worked out again from 3,200 draws, and agree to a share of 1e-09{but}. "
        f"{count - drawn - 1} files were written again and are the same; pictures were compared by hash "
        "alone."
    )


def test_without_an_account_less_is_said(plain: Published, lay: Lay) -> None:
    found = verify(lay(plain.files))
    assert found.differs == ()
    assert "estimates" not in found.statement


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_changed_digit_is_found_by_its_hash(estimated: Published, data: st.DataObject) -> None:
    with_digits = [path for path, own in estimated.files.items() if re.search(rb"[0-9]", own)]
    assert len(with_digits) > 0.8 * len(estimated.files)
    path = data.draw(st.sampled_from(with_digits))
    files = estimated.files | {path: flipped(estimated.files[path], data.draw(st.integers(0, 10**6)))}
    differs = list(hashes(files))
    assert differs
    if path != "checksums.txt":
        assert [one.where for one in differs] == [path]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_changed_digit_is_told_with_its_place(estimated: Published, data: st.DataObject) -> None:
    texts = [path for path in estimated.files if Path(path).suffix in (".csv", ".json", ".bib", ".geojson")]
    path = data.draw(st.sampled_from(texts))
    if re.search(rb"[0-9]", own := estimated.files[path]):
        changed = flipped(own, data.draw(st.integers(0, 10**6)))
        (one,) = compared(path, changed, own)
        line = next(
            n
            for n, (a, b) in enumerate(zip(changed.split(b"\n"), own.split(b"\n"), strict=True), 1)
            if a != b
        )
        assert one.where.startswith(f"{path}:{line}") or path.endswith(".csv")
        assert re.fullmatch(r"says “.*”, the case gives “.*”", one.what)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("LICENSE", 0), ("report.html", 500), ("datapackage.json", 77), ("places.geojson", 11),
        ("provenance.json", 100), ("ro-crate-metadata.json", 41), ("findings.json", 9),
        ("data/claims.csv", 40),
        ("drawings/timeline.png", 12), ("case/claims.csv", 140), ("case/LICENSE.md", 1),
    ],
)  # fmt: skip
def test_a_changed_digit_is_found_though_the_hashes_were_made_anew(
    plain: Published, lay: Lay, path: str, number: int
) -> None:
    files = with_hashes_anew(plain.files | {path: flipped(plain.files[path], number)})
    assert list(hashes(files)) == []
    assert told(lay(files)) != []


@pytest.mark.parametrize(
    ("path", "number"), [("estimates.json", 1234), ("draws.parquet", 40_000), ("data/influences.csv", 50)]
)
def test_a_changed_digit_of_the_answer_is_found_though_the_hashes_were_made_anew(
    estimated: Published, lay: Lay, path: str, number: int
) -> None:
    files = with_hashes_anew(estimated.files | {path: flipped(estimated.files[path], number)})
    assert list(hashes(files)) == []
    assert told(lay(files)) != []


def test_a_changed_estimate_is_told_with_what_the_draws_give(estimated: Published, lay: Lay) -> None:
    account = json.loads(estimated.files["estimates.json"])
    closing = next(one for one in account["estimates"] if one["id"] == "population-closing")
    median = closing["spread"]["median"]
    closing["spread"]["median"] = median + 1
    changed = (json.dumps(account, ensure_ascii=False, indent=1) + "\n").encode()
    lines = told(lay(with_hashes_anew(estimated.files | {"estimates.json": changed})))
    assert lines[0] == (
        f"estimates.json estimates population-closing spread median: says {median + 1:,.6g}, "
        f"the draws give {median:,.6g}. {AGAIN}"
    )


def test_a_changed_cell_is_told_with_its_column(plain: Published, lay: Lay) -> None:
    changed = plain.files["data/claims.csv"].replace(b'"10,212 people"', b'"10,213 people"')
    lines = told(lay(with_hashes_anew(plain.files | {"data/claims.csv": changed})))
    assert lines[0] == (
        f"data/claims.csv:2 as_written: says “10,213 people”, the case gives “10,212 people”. {AGAIN}"
    )


def test_a_changed_case_is_told_by_all_that_follows_from_it(plain: Published, lay: Lay) -> None:
    changed = plain.files["case/claims.csv"].replace(b'"3,912"', b'"3,921"')
    lines = told(lay(with_hashes_anew(plain.files | {"case/claims.csv": changed})))
    wheres = {line.split(":")[0] for line in lines}
    assert {"findings.json", "claims.json", "data/claims.csv", "provenance.json"} <= wheres


def test_a_broken_case_is_told_where(plain: Published, lay: Lay) -> None:
    changed = plain.files["case/claims.csv"].replace(b'"10,212 people"', b'"1O,212 people"')
    assert told(lay(with_hashes_anew(plain.files | {"case/claims.csv": changed}))) == [
        'case/claims.csv:2 as_written: "1O,212 people" has a letter in its digits. Write the figure as '
        "printed, or put the row's text into note (docs/figures.md §9)."
    ]


def test_all_is_told_at_once(plain: Published, lay: Lay) -> None:
    files = dict(plain.files)
    del files["sources.bib"]
    files["mine.txt"] = b"mine"
    files["LICENSE"] += b"1"
    sha256 = hashlib.sha256(files["LICENSE"]).hexdigest()
    listed = hashlib.sha256(plain.files["LICENSE"]).hexdigest()
    lines = told(lay(files))
    assert lines[:3] == [
        f"LICENSE: has the hash {sha256[:12]}…, and checksums.txt has {listed[:12]}…. {AGAIN}",
        f"sources.bib: is missing. {AGAIN}",
        "mine.txt: is not listed in checksums.txt. Remove it: it is no part of the publication.",
    ]


def test_no_path_leads_out_and_no_link_is_followed(plain: Published, lay: Lay, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    files = dict(plain.files)
    zeros = b"0" * 64
    files["checksums.txt"] += zeros + b"  ../secret.txt\n" + zeros + b"  /etc/passwd\nnonsense\n"
    del files["sources.json"]
    folder = lay(files)
    (folder / "sources.json").symlink_to(secret)
    (folder / "data" / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    lines = told(folder)
    number = len(plain.files["checksums.txt"].splitlines()) + 3
    for line in (
        "data/folder: is no plain file, and is not followed. Zul publishes none. Remove it.",
        "pipe: is no plain file, and is not followed. Zul publishes none. Remove it.",
        "sources.json: is no plain file, and is not followed. Zul publishes none. Remove it.",
        f"checksums.txt:{number}: “nonsense” is no line of a list of hashes. {AGAIN}",
        f"../secret.txt: is missing. {AGAIN}",
        f"/etc/passwd: is missing. {AGAIN}",
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("estimates.json", b"{}", "draws.parquet: cannot be read as Parquet"),
        ("provenance.json", b"[]", "is no statement of provenance that Zul wrote"),
        ("case/case.toml", b"\xff", "byte 0xff is not UTF-8"),
        ("checksums.txt", b"\xff\n", "is no line of a list of hashes"),
    ],
)
def test_nonsense_is_told_and_nothing_breaks(
    plain: Published, lay: Lay, path: str, data: bytes, message: str
) -> None:
    assert any(message in line for line in told(lay(plain.files | {path: data})))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "KeyError: 'people'"),
        ("[" * 100_000, "RecursionError: "),
        ('{"people": 1}', "KeyError: 'estimates'"),
    ],
)
def test_an_answer_that_zul_did_not_write_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=re.escape(f"cannot be read as the answer that Zul writes ({reason}")):
        read_estimates(text, np.zeros((1, 1, 1)), ("z",))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("estimates", 0, "prior", "median"), 10**400),
        (("estimates", 0, "title"), ["x"]),
        (("pyramids", 0, "women", 0, "median"), float("inf")),
        (("courses", 0, "spreads", 0, "intervals", "95"), [-1, 1e308]),
        (("courses", 0, "spreads", 0, "intervals", "95"), ""),
        (("estimates", 0, "moved_by", 0, "moved"), float("nan")),
        (("left_out", "S1-5"), -1),
        (("wanted", 0, "title"), {}),
        (("search", "seed"), "x"),
        (("search", "more"), 1),
    ],
)
def test_an_answer_of_anything_is_told_and_nothing_breaks(
    estimated: Published, lay: Lay, path: tuple[Any, ...], value: object
) -> None:
    account = json.loads(estimated.files["estimates.json"])
    inner = account
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    files = with_hashes_anew(estimated.files | {"estimates.json": json.dumps(account).encode()})
    lines = told(lay(files))
    assert lines
    assert all(line.startswith("estimates.json") for line in lines)


def test_draws_that_no_population_can_have_are_told(estimated: Published, lay: Lay) -> None:
    draws, unknowns = read_draws(estimated.files["draws.parquet"])
    wild = draws_parquet(np.full_like(draws, 1e300), unknowns)
    (line,) = told(lay(with_hashes_anew(estimated.files | {"draws.parquet": wild})))
    assert line.startswith("estimates.json: cannot be worked out again (")


def test_a_tag_in_a_drawing_of_the_page_is_told_and_its_time_is_bounded(plain: Published, lay: Lay) -> None:
    page = plain.files["report.html"]
    for changed in (
        page.replace(b"<main", b"<svg></svg><main", 1),
        page.replace(b"</svg>", b"</svg ><h1>false</h1><svg></svg>", 1),
        page + b"<svg " * 300_000,
    ):
        lines = told(lay(with_hashes_anew(plain.files | {"report.html": changed})))
        assert any(line.startswith("report.html:") for line in lines)


def test_a_version_is_no_text_of_a_statement(plain: Published, lay: Lay) -> None:
    statement = json.loads(plain.files["provenance.json"])
    statement["agent"]["versions"]["zul"] = "9.9. All files were compared"
    changed = json.dumps(statement).encode()
    lines = told(lay(with_hashes_anew(plain.files | {"provenance.json": changed})))
    assert "provenance.json: is no statement of provenance that Zul wrote. Publish the case again." in lines


def test_a_folder_that_cannot_be_listed_is_told(
    plain: Published, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(plain.files)
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("data"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", closed)
    assert "data: cannot be read (Permission denied). Check its rights." in told(folder)


def test_a_name_that_would_break_a_line_is_told(plain: Published, lay: Lay) -> None:
    folder = lay(plain.files)
    (folder / "a\nb").write_text("")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff")).write_text("")
    assert told(folder) == [
        ".: holds 'a\\nb', a name that Zul gives no file. Zul publishes none. Remove it.",
        ".: holds '\\udcff', a name that Zul gives no file. Zul publishes none. Remove it.",
    ]


def test_what_is_too_large_to_be_read_is_told(
    plain: Published, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["zul.publish.package.folder"], "LARGEST_JSON", 10)
    size = len(plain.files["claims.json"])
    line = (
        f"claims.json: has {size:,} bytes; a publication has at most 10. Verify a folder that Zul published."
    )
    assert line in told(lay(plain.files))


def test_draws_are_read_back_as_they_were_and_nothing_else_is_read() -> None:
    draws, unknowns = np.random.default_rng(1).standard_normal((2, 3, 2)), ("a", "b")
    again, names = read_draws(draws_parquet(draws, unknowns))
    np.testing.assert_array_equal(again, draws)
    assert names == unknowns
    with pytest.raises(Refusal, match="is no table of draws as Zul writes it"):
        read_draws(draws_parquet(draws, unknowns).replace(b"chain", b"chaos"))
    with pytest.raises(Refusal, match="cannot be read as Parquet"):
        read_draws(b"PAR1")


def test_a_folder_that_is_no_publication_is_refused(tmp_path: Path) -> None:
    message = (
        f"{tmp_path}: has no checksums.txt, so that it is no publication. "
        "Give the folder that `zul publish` wrote."
    )
    with pytest.raises(CaseError, match=f"^{re.escape(message)}$"):
        verify(tmp_path)


def test_another_version_of_zul_is_no_difference(plain: Published, lay: Lay) -> None:
    older = plain.files["provenance.json"]
    own = json.loads(older)["agent"]["versions"]["zul"]
    older = older.replace(f'"zul": "{own}"'.encode(), b'"zul": "0.0.1"')
    found = verify(lay(with_hashes_anew(plain.files | {"provenance.json": older})))
    assert found.differs == ()
    assert found.statement.endswith(
        f" It was made with Zul 0.0.1, and this is {own}: only findings and numbers were worked out again, "
        "and the other files were not written anew."
    )


def test_several_publications_are_verified_each(plain: Published, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    one = WorkedOut(case=plain.case, found=None)
    # in whatever order they were named
    replace(folder, together({"two": plain.files, "one": plain.files}, {"two": one, "one": one}))
    found = verify(folder)
    assert found.differs == ()
    assert [line.split(":")[0] for line in found.statement.splitlines()] == ["one", "two"]
    (folder / "two" / "sources.bib").write_text("")
    assert {line.split(":")[0] for line in told(folder)} == {"two/sources.bib"}
