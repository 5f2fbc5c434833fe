"""What cells of the tables may say: one fault at a time, each with its whole message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

EDTF = "Write the date as EDTF, for instance 1943-12-28 or 1943-12 (docs/case-format.md)."
PRINTED = "Write the figure as printed, or put the row's text into note (docs/figures.md §9)."
MISSING = "is missing. Every such entry needs it (docs/case-format.md)."
OWN = "Give every row an id of its own."
ID = "Use letters a to z, digits, `_`, `.` and `-`, at most 80, opening with a letter or digit."
DATE = "has no meaning for the date of an event. Leave it empty; the date stands in as_written."
BASE = 'but the column "of" is empty. Name its base there, for instance group=all (docs/case-format.md).'
OVERRIDE = "Write for instance group=all (docs/case-format.md)."
OF = "measure=deported; place=two-valleys; period=1944-03-01/1944-03-05"

SOURCES = [
    ("\nS2,", "\n,", [f"sources.csv:3 id: is missing. {OWN}"]),
    (
        ",1961,",
        ",1961?,",
        ['sources.csv:3 year: "1961?" is no whole number. Write digits only, or leave the cell empty.'],
    ),
    (
        ",1961,",
        ",١٩٦١,",
        ['sources.csv:3 year: "١٩٦١" is no whole number. Write digits only, or leave the cell empty.'],
    ),
    ("Letter to a newspaper", " ", [f"sources.csv:3 title: {MISSING}"]),
    (",memoir,", ",,", [f"sources.csv:3 kind: {MISSING}"]),
    (
        ",,,,S1,whole",
        ",,,,S9,whole",
        ['sources.csv:4 derived_from: "S9" is no source of this case. Known: S1, S2, S3.'],
    ),
    (
        ",,,,S1,whole",
        ",,,,S1; archive,whole",
        ['sources.csv:4 derived_from: "archive" is no source of this case. Known: S1, S2, S3.'],
    ),
    (
        ",,,,S1,whole",
        ",,,,S3,whole",
        ['sources.csv:4 derived_from: "S3" leads back to itself. Break the circle.'],
    ),
    (
        'file 3",,,',
        'file 3",,S3,',
        [
            'sources.csv:2 derived_from: "S1" leads back to itself. Break the circle.',
            'sources.csv:4 derived_from: "S3" leads back to itself. Break the circle.',
        ],
    ),
]

PLACES = [
    ("Place of exile", "", [f"places.csv:5 name: {MISSING}"]),
    (
        "valley,,,two-valleys,,,,\nlower",
        "valley,,,two-valley,,,,\nlower",
        ["places.csv:3 part_of: \"two-valley\" is no place of this case. Did you mean 'two-valleys'?"],
    ),
    (
        "valley,,,two-valleys,,,,\nlower",
        "valley,,,two-valleys 1944-13,,,,\nlower",
        [f'places.csv:3 part_of: "1944-13" is no month of the calendar. {EDTF}'],
    ),
    (
        "district,,,,,,,",
        "district,,,upper-valley ../1943; exile 1944/..,,,,",
        [
            'places.csv:2 part_of: "two-valleys" leads back to itself. Break the circle.',
            'places.csv:3 part_of: "upper-valley" leads back to itself. Break the circle.',
        ],
    ),
    (
        "region,,,,,,,",
        "region,,,exile,,,,",
        ['places.csv:5 part_of: "exile" leads back to itself. Break the circle.'],
    ),
    (
        "region,,,,,,,",
        "region,,,,1944-02-30,,,",
        [f'places.csv:5 from: "1944-02-30" is no day of the calendar. {EDTF}'],
    ),
    (
        "region,,,,,,,",
        "region,,,,,someday,,",
        [f'places.csv:5 to: "someday" is no date that Zul reads. {EDTF}'],
    ),
    (
        "region,,,,,,,",
        "region,,,,,,S4,",
        ['places.csv:5 source: "S4" is no source of this case. Known: S1, S2, S3.'],
    ),
    (
        "region,,,,,,,",
        'region,"46,3",nan,,,,,',
        [
            'places.csv:5 lat: "46,3" is no coordinate. Write decimal degrees, for instance 46.30794.',
            'places.csv:5 lon: "nan" is no coordinate. Write decimal degrees, for instance 46.30794.',
        ],
    ),
    (
        "region,,,,,,,",
        "region,46.3,180.5,,,,,",
        ['places.csv:5 lon: "180.5" is no coordinate. Write decimal degrees, for instance 46.30794.'],
    ),
    (
        "region,,,,,,,",
        "region,94.27,46.3,,,,,",
        ['places.csv:5 lat: "94.27" is no latitude. It lies between -90 and 90.'],
    ),
    (
        "region,,,,,,,",
        "region,46.3,,,,,,",
        ["places.csv:5 lat: lat and lon need each other. Give both or none."],
    ),
]

EVENTS = [
    (
        "\nremoval,",
        "\nre moval,",
        [
            'case.toml report.summary paragraph 2: "removal" is no event of this case. '
            "Did you mean 're moval'?",
            f'events.csv:2 id: "re moval" is no id. {ID}',
            "claims.csv:9 group: \"removal\" is no event of this case. Did you mean 're moval'?",
        ],
    ),
    ("1944-03-01/1944-03-05", "", [f"events.csv:2 date: {MISSING}"]),
    (
        "1944-03-01/1944-03-05",
        "1944-03-05/1944-03-01",
        [
            'events.csv:2 date: "1944-03-05/1944-03-01" ends before it begins. '
            "Write the earlier date first, for instance 1943-12-28/1944-01-03."
        ],
    ),
    ("Removal of the Valley people", "", [f"events.csv:2 title: {MISSING}"]),
    (",,S1,", ",,,", [f"events.csv:2 source: {MISSING}"]),
    (",,S1,", ",,X,", ['events.csv:2 source: "X" is no source of this case. Known: S1, S2, S3.']),
]

REGISTERED = 'S1-4,S1,p. 3,"9,480",registered,valley-people,exile,1945-01-01,,,,'
CLAIMS = [
    ("S1-4,", "S1-1,", [f'claims.csv:6 id: "S1-1" is already the id of line 2. {OWN}']),
    ("S1-4,", "S1/4,", [f'claims.csv:6 id: "S1/4" is no id. {ID}']),
    (REGISTERED, "," * 11, [f"claims.csv:6 id: is missing. {OWN}"]),
    (
        REGISTERED,
        "S1-4" + "," * 11,
        [f"claims.csv:6 {column}: {MISSING}" for column in ("source", "as_written", "measure", "group")],
    ),
    ("S1-4,S1", "S1-4,S5", ['claims.csv:6 source: "S5" is no source of this case. Known: S1, S2, S3.']),
    (
        "exile,1945",
        "exil,1945",
        ["claims.csv:6 place: \"exil\" is no place of this case. Did you mean 'exile'?"],
    ),
    (
        "registered,valley-people",
        "registered,valley-folk",
        ["claims.csv:6 group: \"valley-folk\" is no group of this case. Did you mean 'valley-people'?"],
    ),
    (
        "registered,valley-people",
        "registered,removal",
        ['claims.csv:6 group: "removal" is no group of this case. Known: all, valley-people.'],
    ),
    (
        "registered",
        "regstered",
        ["claims.csv:6 measure: 'regstered' is no measure of the vocabulary. Did you mean 'registered'?"],
    ),
    (
        "1945-01-01,,,,",
        "1945-01-01,,,valley,",
        ["claims.csv:6 series: \"valley\" is no series of this case. Did you mean 'valleys'?"],
    ),
    (
        "1945-01-01",
        "1945-02-29",
        [f'claims.csv:6 period: "1945-02-29" is no day of the calendar. {EDTF}'],
    ),
    (
        "1945-01-01",
        "",
        [
            "claims.csv:6 period: is missing. Give it as EDTF; where the source states only one side, "
            "leave the other empty: 1943-12-28/."
        ],
    ),
    ('"9,480"', "1 2OO", [f'claims.csv:6 as_written: "1 2OO" has a letter in its digits. {PRINTED}']),
    (
        '"9,480"',
        "9480 of 10212",
        [
            'claims.csv:6 as_written: "9480 of 10212" holds a second number, "10212". '
            "Give each figure its own row, or put the row's text into note (docs/figures.md §9)."
        ],
    ),
    ('"9,480"', "17 percent", [f'claims.csv:6 as_written: "17 percent" is a ratio, {BASE}']),
    ('"9,480",registered', "a quarter,area", [f'claims.csv:6 as_written: "a quarter" is a ratio, {BASE}']),
    (OF, "group", [f'claims.csv:8 of: "group" overrides no part of the cell. {OVERRIDE}']),
    (OF, "source=S1", [f'claims.csv:8 of: "source=S1" overrides no part of the cell. {OVERRIDE}']),
    (OF, "group=all; group=all", [f'claims.csv:8 of: "group=all" overrides no part of the cell. {OVERRIDE}']),
    (OF, "group=", ["claims.csv:8 of: the base has no group. Name one."]),
    (OF, "group=al", ["claims.csv:8 of group: \"al\" is no group of this case. Did you mean 'all'?"]),
    (OF, "place=exil", ["claims.csv:8 of place: \"exil\" is no place of this case. Did you mean 'exile'?"]),
    (
        OF,
        "measure=births; place=; period=1944-13",
        [f'claims.csv:8 of: "1944-13" is no month of the calendar. {EDTF}'],
    ),
    (
        OF,
        "measure=birth",
        ["claims.csv:8 of: 'birth' is no measure of the vocabulary. Did you mean 'births'?"],
    ),
    (
        OF,
        "place=exile",
        ['claims.csv:8 of: "place=exile" makes the cell its own base. Override the part that differs.'],
    ),
    (
        "date,removal,,,,",
        "date,removed,,,,",
        ["claims.csv:9 group: \"removed\" is no event of this case. Did you mean 'removal'?"],
    ),
    (
        "date,removal,,,,",
        "date,removal,exile,1944,,",
        [f'claims.csv:9 place: "exile" {DATE}', f'claims.csv:9 period: "1944" {DATE}'],
    ),
    ("date,removal,,,,", "date,removal,,,group=all,", [f'claims.csv:9 of: "group=all" {DATE}']),
    (
        "1–5 March 1944",
        "1–5 Mach 1944",
        [f'claims.csv:9 as_written: "1–5 Mach 1944" is no date that Zul reads. {EDTF}'],
    ),
]

JUDGEMENTS = [
    (
        "S3-1",
        "S3-9",
        ["judgements.csv:2 about: \"S3-9\" is no claim or assumption of this case. Did you mean 'S3-1'?"],
    ),
    ("S3-1", "", [f"judgements.csv:2 about: {MISSING}"]),
    (
        "doubt",
        "doubts",
        ["judgements.csv:2 verdict: 'doubts' is no verdict. Did you mean 'doubt'?"],
    ),
    (
        "doubt",
        "maybe",
        [
            "judgements.csv:2 verdict: 'maybe' is no verdict. "
            "Known: accept, doubt, drop, harden, prefer, reject."
        ],
    ),
    (
        "doubt",
        "harden",
        [
            'judgements.csv:2 verdict: "harden" cannot be said of a claim. '
            "Say accept, reject, doubt or prefer."
        ],
    ),
    (
        "S3-1",
        "valleys",
        ['judgements.csv:2 verdict: "doubt" cannot be said of an assumption. Say harden or drop.'],
    ),
    ("2026-11-23", "2026-11-31", ['judgements.csv:2 when: "2026-11-31" is no day. Write it as YYYY-MM-DD.']),
    ("2026-11-23", "20261123", ['judgements.csv:2 when: "20261123" is no day. Write it as YYYY-MM-DD.']),
    ("2026-11-23", "", [f"judgements.csv:2 when: {MISSING}"]),
]

FAULTS = {
    "sources.csv": SOURCES,
    "places.csv": PLACES,
    "events.csv": EVENTS,
    "claims.csv": CLAIMS,
    "judgements.csv": JUDGEMENTS,
}


@pytest.mark.parametrize(
    ("file", "old", "new", "messages"),
    [(file, old, new, messages) for file, faults in FAULTS.items() for old, new, messages in faults],
)
def test_fault(draft: Draft, file: str, old: str, new: str, messages: list[str]) -> None:
    draft.replace(file, old, new)
    assert draft.refusals() == messages


@pytest.mark.parametrize(
    "id", ["a/b", "<script>", ".S2", "-S2", "S 2", "С2", "S²", "a" * 81]
)  # one С is Cyrillic
def test_malformed_id(draft: Draft, id: str) -> None:
    draft.add("sources.csv", f"{id},,,A title,memoir,,,,,,")
    assert draft.refusals() == [f'sources.csv:5 id: "{id[:80]}" is no id. {ID}']


@pytest.mark.parametrize(
    ("file", "row", "line"),
    [
        ("sources.csv", "S1,,,A title,memoir,,,,,,", 2),
        ("places.csv", "exile,A place,,,,,,,,,", 5),
        ("events.csv", "removal,1944,An event,,S1,", 2),
        ("claims.csv", "S1-2,S1,,5,deaths,all,,1944,,,,", 3),
    ],
)
def test_repeated_id(draft: Draft, file: str, row: str, line: int) -> None:
    draft.add(file, row)
    last = len((draft.folder / file).read_text("utf-8").splitlines())
    id = row.partition(",")[0]
    assert draft.refusals() == [f'{file}:{last} id: "{id}" is already the id of line {line}. {OWN}']


def test_each_assumption_can_be_hardened_or_dropped(draft: Draft) -> None:
    draft.add(
        "judgements.csv",
        "valleys,harden,A,2026-11-24,w",
        "register-1945,drop,A,2026-11-24,w",
        "assumed-0a1b2c3d,drop,A,2026-11-24,w",
    )
    assert draft.refusals() == []
