"""Where a sentence leaves the story: where people arrive, and not where some of them are only sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zul.read.cells.naming import is_of_decision, took_part
from zul.read.cells.origins import is_left
from zul.read.cells.scene import Scene
from zul.read.lexicon import Found
from zul.terms.mention import Mention

_OPENING = re.compile(r"[\W\d]*(?:(?:in|at|on|near|around|of|the|a|whole|[a-z]+ of) )*", re.IGNORECASE)
_SENT_TO = re.compile(
    r"\b(?:sent|deported|banished|exiled|taken|removed|driven|shipped) (?:away |off )?to (?:the )?$"
)
_TO = re.compile(r"\bto (?:the )?$")
_ARRIVED = re.compile(
    r"\b(?:we|us|they|them|I|he|she)\b[^.;]{0,60}\b(?:unloaded|arrived|brought|taken|took|carted|driven|drove|settled"
    r"|marched|came|landed|reached|went on|let out|set down|put down|put ashore|led|walked|carried)\b",
    re.IGNORECASE,
)
_TO_IT = re.compile(r"\b(?:to|into|at|in)\b(?: (?!from\b)[a-z]+){0,6} $")
_REMOVAL_FROM = re.compile(  # "The removal from Diego Garcia took place in 1971"
    r"(?:\d+[.)] )?(?:The )?(?:\w+ )?(?:removals?|deportations?|expulsions?|evictions?|evacuation|clearance) "
    r"(?:[a-z ]{1,30} )?(?:from|of) (?:the )?",
    re.IGNORECASE,
)
_NEAR = 120  # code points
_NEAR_IT = re.compile(  # "We were brought to a cotton farm 40 kilometres from Chimkent"
    r"\b(?:to|at|on|in) an? (?:[a-z]+ ){1,3}(?:some |about )?[\w.,]+ (?:km|kilomet(?:re|er)s?|miles|versts) "
    r"(?:away )?from (?:the )?$"
)


def _is_sent_away(place: Found[str], scene: Scene) -> bool:
    """True for where some of a village were taken: "14,310 were moved to the American zone"."""
    before = scene.text(scene.sentence.start, place.start)
    return bool(_SENT_TO.search(before) or (_TO.search(before) and not _ARRIVED.search(before)))


def _arrives(place: Found[str], scene: Scene) -> bool:
    """True for the last place of "we were unloaded at Chany and taken to the village of Tara"."""
    before = scene.text(scene.sentence.start, place.start)
    return _ARRIVED.search(before) is not None and _TO_IT.search(before) is not None


def _goes_on_after(place: Found[str], numbers: Sequence[Mention], scene: Scene) -> bool:
    """True for where one part went while the list of parts goes on."""
    return took_part(place, numbers, scene) and numbers[-1].start >= place.end


def leads_to(scene: Scene, main: str, *, is_local: bool) -> str | None:
    """The place where a sentence leaves the story; None where it tells of several at once.

    The history of a village stays there when some of its people are sent away.
    """
    text = scene.document.text
    colon = text.find(": ", scene.sentence.start, scene.sentence.end)
    reached = [
        place
        for place in scene.places
        if place.what
        and not (is_left(place, text) or place.what.lower().endswith(" zone") or scene.bracket(place.start))
    ]
    numbers = [mention for mention in scene.mentions if not mention.is_date]  # others may still be added
    reached = [
        place
        for place in reached
        if not (is_of_decision(place, scene) or _goes_on_after(place, numbers, scene))
        and not (is_local and place.what != main and _is_sent_away(place, scene))
    ]
    if is_local and main in {place.what for place in reached}:
        return main
    if len({place.what for place in reached}) > 2 and len(numbers) > 2:
        return None  # a list of places: "Krasnoyarsk took in 75,000, Altai 95,000, Omsk 85,000"
    for places in ([place for place in reached if place.start < colon], reached):
        named = {place.what for place in places}
        if len(named) == 1:
            return named.pop()
    if reached and (not numbers or reached[0].start < numbers[0].start):
        if _OPENING.fullmatch(text, scene.sentence.start, reached[0].start):
            return reached[0].what
        return None if numbers and not _arrives(reached[-1], scene) else reached[-1].what
    if reached and _arrives(reached[-1], scene):
        return reached[-1].what
    opening = scene.text(scene.sentence.start, scene.places[0].start) if scene.places else ""
    if not reached and _REMOVAL_FROM.fullmatch(opening):
        return scene.places[0].what or None
    near = [
        place
        for place in scene.places
        if _NEAR_IT.search(scene.text(max(scene.sentence.start, place.start - _NEAR), place.start))
    ]
    return near[0].what if near and _ARRIVED.search(scene.text(scene.sentence.start, near[0].start)) else None
