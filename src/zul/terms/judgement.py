"""Somebody's signed, dated, revocable decision about a claim or an assumption."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen


class Verdict(StrEnum):
    """What can be decided. The last two are about assumptions, the others about claims."""

    ACCEPT = "accept"
    REJECT = "reject"  # stays on the page, leaves the audit
    DOUBT = "doubt"  # stays in the audit, marked
    PREFER = "prefer"
    HARDEN = "harden"  # the assumption counts as a definition
    DROP = "drop"  # the assumption is not used


@frozen(kw_only=True)
class Judgement:
    """Appended, never overwritten: the last one about a thing is in force."""

    about: str
    verdict: Verdict
    who: str
    when: date
    why: str
