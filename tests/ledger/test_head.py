"""case.toml: unknown keys, wrong types and declarations that cannot hold, each with its whole message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ledger.conftest import Draft

EDTF = "Write the date as EDTF, for instance 1943-12-28 or 1943-12 (docs/case-format.md)."
MISSING = "is missing. Every such entry needs it (docs/case-format.md)."
TABLE = "is no table. Write it as keys with values (docs/case-format.md)."
LIST = "is no list. Put it in [brackets]."
EMPTY = "the list is empty. Fill it, or leave the key out."
QUOTES = "is no text. Put it in quotes."
ID = "Use letters a to z, digits, `_`, `.` and `-`, at most 80, opening with a letter or digit."
UNITS = "Give every cell of one identity a measure of the same unit."
WHOLE = (
    'whole = {measure = "deported", group = "valley-people", place = "two-valleys", '
    'period = "1944-03-01/1944-03-05"}'
)
CELL = WHOLE.removeprefix("whole = ")
TOLD = "deported · valley-people · two-valleys · 1944-03-01/1944-03-05"
CLOSING = '{measure = "registered", group = "valley-people", place = "exile", period = "1945-01-01"}'
SERIES = 'case.toml series "valleys"'
ACCOUNT = 'case.toml account "register-1945"'


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        # unknown keys, at each level
        (
            "[report]",
            "[reprot]",
            [
                "case.toml: 'reprot' is unknown here. Did you mean 'report'?",
                f"case.toml report: {MISSING}",
            ],
        ),
        (
            'languages = ["en"]',
            'languages = ["en"]\nxyz = 1',
            [
                "case.toml: 'xyz' is unknown here. "
                "Known: account, assumption, group, languages, people, period, reconstruction, reliability, "
                "report, series, statement, title."
            ],
        ),
        ("[[account]]", "[[acount]]", ["case.toml: 'acount' is unknown here. Did you mean 'account'?"]),
        ("own_name", "ownname", ["case.toml people: 'ownname' is unknown here. Did you mean 'own_name'?"]),
        (
            "summary =",
            "sumary =",
            [
                f"case.toml report.summary: {MISSING}",
                "case.toml report: 'sumary' is unknown here. Did you mean 'summary'?",
            ],
        ),
        (
            'by = "nationality"',
            'bye = "nationality"',
            ["case.toml group \"valley-people\" key: 'bye' is unknown here. Did you mean 'by'?"],
        ),
        (
            WHOLE,
            f"{WHOLE}\ncompleted = true",
            [f"{SERIES} key: 'completed' is unknown here. Did you mean 'complete'?"],
        ),
        (
            WHOLE,
            WHOLE.replace("place", "plcae"),
            [f"{SERIES} whole: 'plcae' is unknown here. Did you mean 'place'?"],
        ),
        (
            CLOSING,
            CLOSING.replace("group", "gruop"),
            [
                f"{ACCOUNT} closing.group: {MISSING}",
                f"{ACCOUNT} closing: 'gruop' is unknown here. Did you mean 'group'?",
            ],
        ),
        # wrong types
        ('title = "The removal from', 'title = 5 # "', [f"case.toml title: 5 {QUOTES}"]),
        (
            'title = "The removal from',
            'title = "" # "',
            ["case.toml title: the text is empty. Write it, or leave the key out."],
        ),
        (
            'title = "The removal from',
            'title = "\\u001b[1m',
            ["case.toml title: has the control character U+001B. Delete it."],
        ),
        ('languages = ["en"]', 'languages = "en"', [f"case.toml languages: 'en' {LIST}"]),
        ('languages = ["en"]', "languages = []", [f"case.toml languages: {EMPTY}"]),
        ('languages = ["en"]', "languages = [1]", [f"case.toml languages: 1 {QUOTES}"]),
        (
            'own_name = "Valley people"',
            'own_name = ["Valley people"]',
            [f"case.toml people.own_name: ['Valley people'] {QUOTES}"],
        ),
        (
            "[people]\nname",
            "[[people]]\nname",
            [f"case.toml people: [{{'name': 'Valley people', 'own_name': 'Valley people'}}] {TABLE}"],
        ),
        (
            WHOLE,
            f'{WHOLE}\ncomplete = "yes"',
            [f"{SERIES} complete: 'yes' is neither true nor false. Write true or false, without quotes."],
        ),
        (WHOLE, 'whole = "all"', [f"{SERIES} whole: 'all' {TABLE}"]),
        (f"closing = {CLOSING}", "closing = []", [f"{ACCOUNT} closing: [] {TABLE}"]),
        (f"opening = [{CELL}]", 'opening = "deported"', [f"{ACCOUNT} opening: 'deported' {LIST}"]),
        (f"opening = [{CELL}]", "opening = []", [f"{ACCOUNT} opening: {EMPTY}"]),
        (f"opening = [{CELL}]", f"opening = [{CELL}, 5]", [f"{ACCOUNT} opening[1]: 5 {TABLE}"]),
        (
            f"opening = [{CELL}]",
            f"opening = [{CELL.replace('deported', 'deports')}]",
            [
                f"{ACCOUNT} opening[0].measure: 'deports' is no measure of the vocabulary. "
                "Did you mean 'deported'?"
            ],
        ),
        # what is written once
        (
            'period = "1944-03-01/1944-03-05"\nlanguages',
            'period = "1944-3"\nlanguages',
            [f'case.toml period: "1944-3" is no date that Zul reads. {EDTF}'],
        ),
        (
            'part_of = "all"',
            'part_of = "al"',
            ['case.toml group "valley-people" part_of: "al" is no group of this case. Did you mean \'all\'?'],
        ),
        (
            'part_of = "all"',
            'part_of = "valley-people"',
            [
                'case.toml group "valley-people" part_of: "valley-people" leads back to itself. '
                "Break the circle."
            ],
        ),
        (
            'name = "whole population"',
            'name = "whole population"\npart_of = "valley-people"',
            [
                'case.toml group "all" part_of: "all" leads back to itself. Break the circle.',
                'case.toml group "valley-people" part_of: "valley-people" leads back to itself. '
                "Break the circle.",
            ],
        ),
        # cells
        (
            CLOSING,
            CLOSING.replace("valley-people", "valley"),
            [f"{ACCOUNT} group: \"valley\" is no group of this case. Did you mean 'all'?"],
        ),
        (
            CLOSING,
            CLOSING.replace("exile", "exil"),
            [f"{ACCOUNT} place: \"exil\" is no place of this case. Did you mean 'exile'?"],
        ),
        (
            CLOSING,
            CLOSING.replace(', period = "1945-01-01"', ""),
            [
                f"{ACCOUNT} period: is missing. Give it as EDTF; where the source states only one side, "
                "leave the other empty: 1943-12-28/."
            ],
        ),
        (
            CLOSING,
            CLOSING.replace("1945-01-01", "1945-02-29"),
            [f'{ACCOUNT} closing.period: "1945-02-29" is no day of the calendar. {EDTF}'],
        ),
        (
            CLOSING,
            CLOSING.replace("registered", "trains"),
            [f"{ACCOUNT}: adds different units: person, train. {UNITS}"],
        ),
        (
            WHOLE,
            WHOLE.replace("deported", "families_deported"),
            [f"{SERIES}: adds different units: family, person. {UNITS}"],
        ),
    ],
)
def test_fault(draft: Draft, old: str, new: str, messages: list[str]) -> None:
    draft.replace("case.toml", old, new)
    assert draft.refusals() == messages


HEAD = '[[assumption]]\nid = "x"\nwhy = "w"\n'


@pytest.mark.parametrize(
    ("table", "messages"),
    [
        (
            "[[assumption]]",
            [
                'case.toml assumption without id kind: "" is no kind of assumption. '
                "Known: count, elapsed, order, part, same."
            ],
        ),
        (
            f'{HEAD}kind = "sam"',
            ['case.toml assumption "x" kind: "sam" is no kind of assumption. Did you mean \'same\'?'],
        ),
        (
            f'{HEAD}kind = ["same"]',
            [
                'case.toml assumption "x" kind: "" is no kind of assumption. '
                "Known: count, elapsed, order, part, same."
            ],
        ),
        (f'{HEAD}kind = "same"', [f'case.toml assumption "x" cells: {MISSING}']),
        (
            f'{HEAD}kind = "same"\ncells = [{CELL}]',
            ['case.toml assumption "x" cells: the list has 1 cells. Name the two cells that count the same.'],
        ),
        (
            f'{HEAD}kind = "same"\ncells = [{CELL}, {CELL}, {CELL}]',
            ['case.toml assumption "x" cells: the list has 3 cells. Name the two cells that count the same.'],
        ),
        (
            f'{HEAD}kind = "same"\ncells = [{CELL}, {CLOSING}]\nwhole = {CELL}',
            ["case.toml assumption \"x\" key: 'whole' is unknown here. Known: cells, id, why."],
        ),
        (f'{HEAD}kind = "part"\nparts = []\nwhole = {CELL}', [f'case.toml assumption "x" parts: {EMPTY}']),
        (f'{HEAD}kind = "part"\nparts = [{CELL}]', [f'case.toml assumption "x" whole: {MISSING}']),
        (
            f'{HEAD}kind = "part"\nparts = [{CELL.replace("deported", "area")}]\nwhole = {CELL}',
            [f'case.toml assumption "x": adds different units: person, square kilometre. {UNITS}'],
        ),
        (
            f'[[series]]\nid = "x"\ntitle = "t"\nwhy = "w"\n{WHOLE}',
            [
                'case.toml series "x": no claim belongs to this series. '
                "Name it in the series column of its parts, or delete it."
            ],
        ),
        (
            f'{HEAD}kind = "part"\nparts = [{CELL}]\nwhole = {CELL}',
            [f'case.toml assumption "x": names the cell "{TOLD}" twice. Name every cell once.'],
        ),
        (
            f'[[account]]\nid = "x"\ntitle = "t"\nwhy = "w"\nclosing = {CELL}',
            ['case.toml account "x": has a closing and nothing else. Name its opening, entries or exits.'],
        ),
        (
            f'[[account]]\nid = "valleys"\ntitle = "t"\nwhy = "w"\nopening = [{CLOSING}]\nclosing = {CELL}',
            [
                'case.toml: "valleys" is the id of more than one series, account or assumption. '
                "Give each an id of its own."
            ],
        ),
        (
            f'[[account]]\nid = "S1-1"\ntitle = "t"\nwhy = "w"\nopening = [{CLOSING}]\nclosing = {CELL}',
            [
                'case.toml account "S1-1": is also the id of a claim. '
                "A judgement could not tell them apart: rename one."
            ],
        ),
        ('[[group]]\nid = "a/b"\nname = "n"', [f'case.toml group: "a/b" is no id. {ID}']),
        ('[[group]]\nid = "<script>"\nname = "n"', [f'case.toml group: "<script>" is no id. {ID}']),
        ('[[group]]\nid = 5\nname = "n"', [f"case.toml group without id id: 5 {QUOTES}"]),
        (
            '[[group]]\nid = "\\u001b"\nname = "n"',
            ["case.toml group without id id: has the control character U+001B. Delete it."],
        ),
        (
            '[[group]]\nid = "all"\nname = "n"',
            ['case.toml: "all" is the id of more than one group. Give each an id of its own.'],
        ),
        ('[[group]]\nname = "n"', [f"case.toml group without id id: {MISSING}"]),
    ],
)
def test_fault_of_an_added_table(draft: Draft, table: str, messages: list[str]) -> None:
    draft.add("case.toml", table)
    assert draft.refusals() == messages


@pytest.mark.parametrize("value", ["5", "[5]", "{}"])
def test_no_list_of_tables(draft: Draft, value: str) -> None:
    draft.replace("case.toml", 'title = "The removal', f'assumption = {value}\ntitle = "The removal')
    assert draft.refusals() == [
        "case.toml assumption: is no list of tables. Open each with [[assumption]] (docs/case-format.md)."
    ]


def test_no_toml(draft: Draft) -> None:
    draft.replace("case.toml", 'languages = ["en"]', "languages = en")
    assert draft.refusals() == [
        "case.toml:6: is no TOML (Invalid value (at line 6, column 13)). Mend this line."
    ]


@pytest.mark.parametrize("value", ["[" * 5_000, "9" * 5_000])
def test_toml_that_python_cannot_hold(draft: Draft, value: str) -> None:
    draft.replace("case.toml", 'title = "The removal', f'title = {value} # "')
    (refusal,) = draft.refusals()
    assert refusal.startswith("case.toml: is no TOML (")
    assert refusal.endswith("). Mend this line.")


def test_an_entry_without_id_makes_no_reference_to_it_unknown(draft: Draft) -> None:
    draft.replace("case.toml", 'id = "valley-people"\n', "")
    draft.replace("case.toml", 'id = "register-1945"\n', "")
    draft.replace("judgements.csv", "S3-1,doubt", "register-1945,drop")
    assert draft.refusals() == [
        f"case.toml group without id id: {MISSING}",
        f"case.toml account without id id: {MISSING}",
    ]
