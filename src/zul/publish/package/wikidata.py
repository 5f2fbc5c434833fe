"""What sources state, for Wikidata, as commands of QuickStatements (V1, parted by tabs).

Only what maps safely: numbers of deaths (P1120) and of people (P1082) that a source with an address states of
all of them, plainly or approximately, with the time that they are of and the reference; no encyclopedia and
no blog. Estimates are no statements of a source and are never among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zul.publish.words import Words, link
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.dates import Period
from zul.terms.figure import Figure, Hedge
from zul.terms.measure import Kind

EVENT, PEOPLE = "ITEM_OF_THE_EVENT", "ITEM_OF_THE_PEOPLE"  # no item id: the tool refuses them until replaced
_DEATHS, _POPULATION = "P1120", "P1082"
_AT, _START, _END = "P585", "P580", "P582"
_CIRCUMSTANCES, _CIRCA = "P1480", "Q5727902"
_URL, _LOCATOR = "S854", "S958"
_ANYBODYS = ("encyclopedia", "blog")  # kinds of sources that are no reference there
_PRECISION = {4: 9, 7: 10, 10: 11}  # length of a date: year, month, day
_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def quick_statements(case: Case) -> str:
    """A command a line; empty where nothing maps safely."""
    commands = (command for claim in case.claims.values() for command in _commands(case, claim))
    return "".join("\t".join(command) + "\n" for command in commands)


def _commands(case: Case, claim: Claim) -> Iterator[list[str]]:
    time = _time(claim.cell.period, claim.cell.measure.kind)
    address = link(case.sources[claim.citation.source].url)
    item = _item(case, claim)
    figure = claim.reading
    if not (item and time and address and isinstance(figure, Figure) and len(figure.quantities) == 1):
        return
    is_anybodys = any(kind in case.sources[claim.citation.source].kind.lower() for kind in _ANYBODYS)
    is_plain = figure.hedge in (Hedge.EXACT, Hedge.APPROXIMATELY)
    value = figure.quantities[0].value
    if case.is_doubted(claim.id) or is_anybodys or claim.said_by or not is_plain or value.denominator != 1:
        return
    if Words(case).is_derived(claim):
        return
    circumstances = [_CIRCUMSTANCES, _CIRCA] if figure.hedge is Hedge.APPROXIMATELY else []
    locator = [_LOCATOR, _text(claim.citation.locator)] if claim.citation.locator else []
    yield [*item, str(value), *time, *circumstances, _URL, _text(address), *locator]


def _item(case: Case, claim: Claim) -> tuple[str, str] | None:
    """The item and property that a claim of all of the people is about; None for any other claim."""
    plan, cell = case.plan, claim.cell
    if plan is None or claim.of is not None or cell.place not in (None, plan.place):
        return None
    under = plan.part(plan.left_out.compartment).groups
    if cell.measure.id == "population" and cell.group == plan.people:
        return PEOPLE, _POPULATION
    return (EVENT, _DEATHS) if cell.measure.id == "deaths" and cell.group in under else None


def _time(period: Period | None, kind: Kind) -> list[str]:
    """When a count was made, or what period it is of; nothing where that is vague or not stated."""
    begin, slash, end = str(period or "").partition("/")
    if kind is Kind.STOCK and not slash:
        return [_AT, _date(begin)] if _PLAIN.fullmatch(begin) else []
    end = end if slash else begin
    if kind is not Kind.FLOW or not (_PLAIN.fullmatch(begin) and _PLAIN.fullmatch(end)):
        return []
    return [_START, _date(begin), _END, _date(end)]


def _date(edtf: str) -> str:
    year, month, day = (*edtf.split("-"), "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISION[len(edtf)]}"


def _text(text: str) -> str:
    """The text between quotation marks, without the signs that would end it or part the command."""
    plain = " ".join(text.replace('"', "'").replace("|", " ").split())
    return f'"{plain}"'
