"""What the pages have in common: findings with what stands beside them, and templates that escape all."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import jinja2
from attrs import field, frozen
from markupsafe import Markup

from zul.publish import words as in_words
from zul.publish.language import ENGLISH, Language
from zul.publish.proof import Proof, proof
from zul.publish.version import zul_version
from zul.publish.words import ALARMS, GLYPHS, GRADES, STOPPED, Words, anchor
from zul.terms.bounds import counted, listed, number
from zul.terms.case import Case
from zul.terms.claim import Claim
from zul.terms.finding import Finding, Grade


@frozen(kw_only=True)
class Report:
    """What the templates read, beside the case itself."""

    case: Case
    words: Words
    findings: Sequence[Finding]
    used: Mapping[str, Sequence[Finding]] = field(factory=dict)  # by claim
    of_source: Mapping[str, list[Claim]] = field(factory=dict)

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
    return (
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
    filters: dict[str, Callable[..., object]] = {
        "bdi": in_words.bdi,
        "plain": in_words.plain,
        "sentence": in_words.sentence,
        "listed": listed,
        "web": in_words.link,
        "number": number,
    }
    environment.filters.update(filters)
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        language.say, language.several, newstyle=True
    )
    environment.globals.update(
        anchor=anchor,
        counted=counted,
        Grade=Grade,
        ALARMS=ALARMS,
        GRADES=GRADES,
        STOPPED=STOPPED,
        glyphs=dict(GLYPHS.values()),
    )
    return environment
