"""What the pages have in common: findings with what stands beside them, and templates that escape all."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from importlib.resources import files
from typing import Any

import jinja2
from attrs import field, frozen
from markupsafe import Markup

from zul.publish import words as in_words
from zul.publish.language import ENGLISH, Language
from zul.publish.language.fallback import marked, sentence
from zul.publish.proof import Proof, proof
from zul.publish.version import zul_version
from zul.publish.words import ALARMS, GLYPHS, GRADES, STOPPED, Quantity, Words, anchor, quantity_anchor
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.finding import Finding, Grade
from zul.terms.prose import Link, prose

TALLIES = {  # of findings by grade
    Grade.CONTRADICTION: ("{n} contradiction", "{n} contradictions"),
    Grade.SOURCE_CONFLICT: ("{n} source conflict", "{n} source conflicts"),
    Grade.TENSION: ("{n} tension", "{n} tensions"),
}


@frozen(kw_only=True)
class Report:
    """What the templates read, beside the case itself; `estimates` are the ids of those that were made."""

    words: Words
    findings: Sequence[Finding]
    used: Mapping[str, Sequence[Finding]] = field(factory=dict)  # by claim
    of_source: Mapping[str, list[Claim]] = field(factory=dict)
    estimates: Collection[str] = ()

    @property
    def case(self) -> Case:
        return self.words.case

    # running text

    def prose(self, text: str) -> Markup:
        """A text of the case with its links; what leads to an estimate that was not made stays plain."""
        pieces = [
            piece
            if isinstance(piece, str) or (piece.kind == "estimate" and piece.id not in self.estimates)
            else Markup('<a href="#{}">{}</a>').format(anchor(piece.kind, piece.id), piece.words)
            for piece in prose(text)
        ]
        said = Markup("").join(piece.words if isinstance(piece, Link) else piece for piece in pieces)
        return in_words.bdi(said)

    def with_ids(self, text: str) -> Markup:
        """A text in which the ids of claims and sources lead to them."""
        pieces: list[str] = []
        for id in re.split(r"([\w.-]*\w)", text):
            kind = "claim" if id in self.case.claims else "source" if id in self.case.sources else None
            pieces.append(Markup('<a href="#{}">{}</a>').format(anchor(kind, id), id) if kind else id)
        return in_words.bdi(Markup("").join(pieces))

    def with_quotes(self, text: str, claims: Sequence[Claim]) -> Markup:
        """A text in which these claims, quoted as they are written, lead to them."""
        ids = {in_words.plain(claim.as_written): claim.id for claim in reversed(claims)}
        link = Markup('<a href="#{}">{}</a>')
        linked = [
            link.format(anchor("claim", ids[one[1:-1]]), one) if one[1:-1] in ids else one
            for one in re.split("([“«][^”»]*[”»])", text)
        ]
        return in_words.bdi(Markup("").join(linked))

    def holds(self, quantities: int) -> Markup:
        """How much the ledger holds."""
        count, link = self.words.language.count, Markup('<a href="#{}">{}</a>')
        return Markup(
            self.words.say(
                "It holds {figures} from {sources} about {quantities}.",
                figures=link.format("ledger", count("{n} figure", "{n} figures", len(self.case.claims))),
                sources=link.format("sources", count("{n} source", "{n} sources", len(self.of_source))),
                quantities=link.format("ledger", count("{n} quantity", "{n} quantities", quantities)),
            )
        )

    def tally(self, grade: Grade, n: int) -> str:
        """So many findings of a grade that alarms."""
        return self.words.language.count(*TALLIES[grade], n)

    # what stands beside a finding or a claim

    def address(self, claim: Claim) -> str:
        """The address of the quantity of a claim."""
        return quantity_anchor(Quantity(claim.cell, claim.of))

    @property
    def an_example(self) -> Sequence[Claim]:
        """The claim that most findings use, if there is one."""
        return sorted(self.case.claims.values(), key=lambda claim: -len(self.used.get(claim.id, ())))[:1]

    def graded(self, *grades: Grade) -> list[tuple[Grade, list[Finding]]]:
        """The findings by grade, without the grades that have none."""
        found = [(grade, [f for f in self.findings if f.grade is grade]) for grade in grades]
        return [(grade, of_grade) for grade, of_grade in found if of_grade]

    def proofs(self, finding: Finding) -> list[Proof]:
        return [proof(self.words, certificate) for certificate in finding.certificates]

    def declared(self, finding: Finding) -> list[str]:
        """The assumptions behind a finding, hardened ones too."""
        named = [identity.assumption for identity in finding.identities if identity.assumption]
        return [id for id in dict.fromkeys([*named, *finding.assumptions]) if id in self.case.assumptions]

    def proposed(self, finding: Finding) -> Sequence[str]:
        """The grounds of a finding that rests on what the program proposes."""
        own = any(id not in self.case.assumptions for id in finding.assumptions)
        return finding.grounds if own else ()

    def title(self, id: str) -> str:
        """The title of a finding."""
        return next(finding.title for finding in self.findings if finding.id == id)

    def is_about_several(self, finding: Finding) -> bool:
        """True when the claims of a finding are about more than one quantity."""
        claims = [self.case.claims[id] for id in (*finding.claims, *finding.rivals)]
        return len({(claim.cell, claim.of) for claim in claims}) > 1

    def nature(self, finding: Finding, id: str) -> str:
        """Why the identity behind a row of the proof holds."""
        return next(identity.nature.value for identity in finding.identities if identity.id == id)


def whole(
    page: str, styles: Sequence[str] = ("page.css",), *, language: Language = ENGLISH, **told: Any
) -> str:
    """The page of a template; its own style and script alone may run, and it asks for nothing outside."""
    style = "".join(map(_asset, styles))
    script = _asset("reveal.js") + _asset(f"{page}.js")
    rendered = (
        _environment(language)
        .get_template(f"{page}.html.j2")
        .render(
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "img-src data:; base-uri 'none'; form-action 'none'",
            version=zul_version(),
            language=language,
            **told,
        )
    )
    return rendered if language.code == "en" else marked(rendered, language.note)


def _asset(name: str) -> str:
    return files("zul.publish").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _environment(language: Language) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("zul.publish"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    filters: dict[str, Callable[..., object]] = {
        "bdi": in_words.bdi,
        "plain": in_words.plain,
        "sentence": sentence,
        "listed": language.listed,
        "web": in_words.link,
        "number": lambda value: language.number(Fraction(str(value))),
        "told": language.tell,
    }
    environment.filters.update(filters)
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        language.markup, language.markups, newstyle=True
    )
    environment.globals.update(
        anchor=anchor,
        counted=language.counted,
        Grade=Grade,
        ALARMS=ALARMS,
        GRADES=GRADES,
        STOPPED=STOPPED,
        glyphs=dict(GLYPHS.values()),
    )
    return environment
