"""Documents of an invented people and their drafts, made by hand, for what surrounds the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from zul.terms.assumption import Account
from zul.terms.case import Case, Group, People
from zul.terms.cell import Cell
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.document import Document, Part, Span
from zul.terms.draft import Draft
from zul.terms.figure import Figure
from zul.terms.measure import MEASURES
from zul.terms.mention import Word
from zul.terms.place import Membership, Place
from zul.terms.quote import Quote
from zul.terms.source import Citation, Source

if TYPE_CHECKING:
    from zul.publish.check import Checked

settings.register_profile("patient", deadline=None)  # a busy machine fails no test
settings.load_profile("patient")

Make = Callable[[str, str], Document]
DraftOf = Callable[..., Draft]


TEXT = """\
The removal from the two valleys
In March 1944, 10,212 people were taken, 6,040 from Upper Valley and 4,172 from the lower one, in 46 trains.
Early in 1945 there were 9,480 people on the register; more than 1,000 people had died.
An encyclopedia says that 10,122 people were deported, and names 10,212 wagons and 77 bears. That is all."""
SPRING, VALLEYS = "1944-03-01/1944-03-05", ("two-valleys", "upper-valley", "lower-valley")


def written(name: str, text: str) -> Document:
    """A plain text: its first line is the heading, every other one a paragraph."""
    spans, start = [], 0
    for number, line in enumerate(text.split("\n")):
        part, locator = (Part.PARAGRAPH, f"¶{number}") if number else (Part.HEADING, "title")
        if line:
            spans.append(Span(start=start, end=start + len(line), part=part, locator=locator))
        start += len(line) + 1
    return Document(
        name=name, media_type="text/plain", text=text, spans=tuple(spans), title=text.partition("\n")[0]
    )


def drafted(document: Document, words: str, cell: str | None = None, **more: object) -> Draft:
    """The draft of words that a document has once; `cell` as measure, group, place, period."""
    assert document.text.count(words) == 1, words
    start = document.text.index(words)
    parts = [part.strip() or None for part in cell.split(",")] if cell else []
    is_date = bool(parts) and parts[0] == "date"
    number = next((word for word in words.split() if word[0].isdigit()), words)
    at = start + words.index(number)
    of = more.pop("of", None)
    facts: dict[str, object] = {
        "id": f"d{start}",
        "quote": Quote.of(document, start, start + len(words)),
        "numeral": Word(surface=number, start=at, end=at + len(number)),
        "as_written": words,
        "reading": Period.parse(words) if is_date else Figure.parse(words, rate=of is not None),
        "locator": next(s.locator for s in document.spans if s.start <= start < s.end),
        "cell": _cell(parts) if parts else None,
        "of": _cell([part.strip() or None for part in str(of).split(",")]) if of else None,
        **more,
    }
    return Draft(**facts)  # type: ignore[arg-type]


def _cell(parts: list[str | None]) -> Cell:
    measure, group, place, period = (*parts, None, None)[:4]
    assert measure is not None
    assert group is not None
    when = Period.parse(period) if period else None
    return Cell(measure=MEASURES[measure], group=group, place=place, period=when)


@pytest.fixture
def write_document() -> Callable[[str, str], Document]:
    return written


@pytest.fixture
def draft_of() -> DraftOf:
    return drafted


@pytest.fixture
def report(write_document: Make, draft_of: DraftOf) -> tuple[Document, list[Draft]]:
    document = write_document("report.txt", TEXT)
    deported = f"deported, valley-people, two-valleys, {SPRING}"
    said = {
        "March 1944": "date, removal",
        "10,212 people": deported,
        "6,040": deported.replace("two-valleys", "upper-valley"),
        "4,172": deported.replace("two-valleys", "lower-valley"),
        "46 trains": f"trains, valley-people,, {SPRING}",
        "9,480 people": "registered, valley-people, exile, 1945-01-01",
        "more than 1,000 people": "deaths, valley-people, exile, 1944-03/1944-12",
        "10,122 people": deported,
        "10,212 wagons": f"wagons, valley-people,, {SPRING}",
        "77 bears": None,
    }
    return document, [draft_of(document, words, cell) for words, cell in said.items()]


@pytest.fixture
def case_of() -> Callable[[Document, Sequence[Draft]], Case]:
    def make(document: Document, drafts: Sequence[Draft]) -> Case:
        cells = {draft.as_written: draft.cell for draft in drafts if draft.cell}
        within = (Membership(whole="two-valleys"),)
        places = [
            *(
                Place(id=id, name=id.replace("-", " ").title(), part_of=within[: id != "two-valleys"])
                for id in VALLEYS
            ),
            Place(id="exile", name="exile"),
        ]
        register = Account(
            id="register",
            title="From the removal to the register",
            why="The report names nothing else.",
            opening=(cells["10,212 people"],),
            exits=(cells["more than 1,000 people"],),
            closing=cells["9,480 people"],
        )
        return Case(
            title="Valleys",
            people=People(name="Valley people"),
            period=Period.parse("0001/9999"),
            languages=("en",),
            summary=(),
            groups={"valley-people": Group(id="valley-people", name="Valley people")},
            places={place.id: place for place in places},
            sources={"D1": Source(id="D1", title="The removal", kind="document")},
            events={},
            claims={
                draft.id: Claim(
                    id=draft.id,
                    citation=Citation(source="D1", locator=draft.locator),
                    as_written=draft.as_written,
                    reading=draft.reading,
                    cell=draft.cell,
                    said_by=draft.said_by,
                )
                for draft in drafts
                if draft.cell and not isinstance(draft.reading, Period)
            },
            assumptions={"register": register},
        )

    return make


@pytest.fixture
def checked(
    report: tuple[Document, list[Draft]], case_of: Callable[[Document, Sequence[Draft]], Case]
) -> Checked:
    from zul.audit import audit  # noqa: PLC0415
    from zul.publish.check import Checked, Reading  # noqa: PLC0415

    document, drafts = report
    case = case_of(document, drafts)
    return Checked(
        readings=(Reading(document=document, drafts=tuple(drafts)),), case=case, findings=audit(case)
    )
