"""Several peoples on one page: the same measures for each, and what each figure covers.

Printed figures and estimates stand in columns of their own; nothing is added up over peoples.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from urllib.parse import quote

from attrs import evolve, frozen
from markupsafe import Markup

from zul.publish.drawing import Drawing
from zul.publish.drawings.side_by_side import Printed, Row, curves, intervals
from zul.publish.drawings.signs import sign
from zul.publish.everybody import is_of_all
from zul.publish.export import svg
from zul.publish.html import whole
from zul.publish.language import ENGLISH, Language
from zul.publish.page import Edition
from zul.publish.words import Words, anchor
from zul.terms.claim import Claim
from zul.terms.estimate import Estimate, Reconstruction
from zul.terms.figure import Figure


@frozen(kw_only=True, eq=False)
class Member:
    """A people on the page, where its `report` lies as seen from there, and what was reconstructed."""

    report: str
    words: Words
    found: Reconstruction | None = None

    def address(self, kind: str, id: str) -> str:
        """Where a thing stands in the people's own report."""
        return f"{quote(self.report)}#{anchor(kind, id)}"

    def printed(self, measure: str) -> list[Claim]:
        """The claims that count the people, or all of it under the crisis, but those rejected."""
        case = self.words.case
        return [
            claim
            for claim in case.claims.values()
            if claim.cell.measure.id == measure
            and claim.of is None
            and isinstance(claim.reading, Figure)
            and is_of_all(case, claim.cell)
            and not case.is_rejected(claim.id)
        ]

    @property
    def until(self) -> int | None:
        """The last year of the account."""
        return int(self.found.courses["population"].times[-1]) - 1 if self.found else None

    def estimate(self, id: str) -> Estimate | None:
        """An estimate that was asked, in the language of the page; it may still be not estimable."""
        if self.found is None or id not in self.found.estimates:
            return None
        estimate, tell = self.found.estimates[id], self.words.tell
        return evolve(
            estimate,
            title=tell(estimate.title),
            definition=tell(estimate.definition),
            reason=None if estimate.reason is None else tell(estimate.reason),
        )


@frozen(kw_only=True)
class Measured:
    """What is compared: figures as printed, of a measure, or an estimate; told once for all peoples."""

    id: str
    title: str
    question: str
    definition: str
    measure: str | None = None
    estimate: str | None = None


def measured(language: Language) -> tuple[Measured, ...]:
    """What the peoples are compared by, from what was printed to what was worked out."""
    say = language.say
    return (
        Measured(
            id="deported",
            title=say("Deported"),
            question=say("How many were deported?"),
            definition=say("Persons taken from their homes in the operation, as the sources print it."),
            measure="deported",
        ),
        Measured(
            id="deaths",
            title=say("Dead"),
            question=say("How many died?"),
            definition=say(
                "All deaths of the people from the beginning of the deportation to the end of the account, "
                "registered or not. Beside them stand the deaths that sources print."
            ),
            measure="deaths",
            estimate="deaths",
        ),
        Measured(
            id="births",
            title=say("Born"),
            question=say("How many were born?"),
            definition=say(
                "All births of the people from the beginning of the deportation to the end of the account, "
                "registered or not. Beside them stand the births that sources print."
            ),
            measure="births",
            estimate="births",
        ),
        Measured(
            id="excess",
            title=say("Excess deaths"),
            question=say("How many deaths were there beyond the expected?"),
            definition=say(
                "Deaths of the people as it was, beyond those that mortality without the deportation would "
                "have brought. Children who were never born are not among them."
            ),
            estimate="excess-attributable",
        ),
        Measured(
            id="excess-rate",
            title=say("Excess deaths for each 1,000"),
            question=say("How many deaths beyond the expected were there for each 1,000 people?"),
            definition=say(
                "The excess deaths, for each 1,000 people at the beginning of the deportation. Children born "
                "later who died are counted too."
            ),
            estimate="excess-rate",
        ),
        Measured(
            id="birth-deficit",
            title=say("Birth deficit"),
            question=say("How many children were not born?"),
            definition=say(
                "Births that there would have been without the deportation, less those that there were. "
                "A birth that did not happen is no death: this is never added to the excess deaths."
            ),
            estimate="birth-deficit",
        ),
    )


def compare(
    members: Sequence[Member],
    *,
    language: Language = ENGLISH,
    others: Sequence[Edition] = (),
    files: Container[str] = (),
    drawn: Mapping[str, Drawing] | None = None,
) -> str:
    """The page as HTML, the peoples in the order given; `files` are those that lie beside it.

    `drawn` are its drawings, where they were made already.
    """
    drawn = drawings(members, language) if drawn is None else drawn
    sections = [(one, rows(members, one), _pictured(drawn.get(one.id))) for one in measured(language)]
    return whole(
        "comparison",
        ("page.css", "report.css", "comparison.css"),
        language=language,
        sections=sections,
        glance=list(zip(*(found for _, found, _ in sections), strict=True)),
        population=_pictured(drawn.get("population")),
        others=others,
        files=files,
    )


def drawings(members: Sequence[Member], language: Language = ENGLISH) -> dict[str, Drawing]:
    """By measure, a drawing of each that at least one people has; the curves of all as `population`."""
    found = {
        one.id: intervals(language, one.id, one.question, one.definition, rows(members, one))
        for one in measured(language)
    }
    populations = [(member.words.case.people.name, member.found) for member in members if member.found]
    found["population"] = curves(language, populations)
    return {id: drawing for id, drawing in found.items() if drawing}


def rows(members: Sequence[Member], one: Measured) -> list[Row]:
    """For each people the estimate, or why there is none, and the claims."""
    found = []
    for member in members:
        estimate = member.estimate(one.estimate) if one.estimate else None
        claims = member.printed(one.measure) if one.measure else []
        found.append(
            Row(
                people=member.words.case.people.name,
                report=quote(member.report),
                until=member.until,
                estimate=estimate,
                address=member.address("estimate", estimate.id) if estimate else None,
                printed=tuple(
                    Printed(
                        as_written=claim.as_written,
                        sign=drawn,
                        address=member.address("claim", claim.id),
                        covers=member.words.address(claim.cell),
                        is_doubted=member.words.case.is_doubted(claim.id),
                    )
                    for claim in claims
                    if (drawn := sign(member.words, claim))
                ),
            )
        )
    return found


def _pictured(drawing: Drawing | None) -> tuple[Drawing, Markup] | None:
    return (drawing, svg(drawing.chart, label=drawing.label)) if drawing else None
