"""Which capital words of a document name its places, where no word such as "in" or "oblast" says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from zul.read.cells.kinds import kinds
from zul.read.cells.names import ARTICLE, NAME, in_title, is_name
from zul.read.cells.places import is_sure
from zul.read.cells.scene import Scene
from zul.read.lexicon import Found
from zul.terms.document import Document, Part
from zul.terms.mention import Mention

LONGEST_CAPTION, _NEAR = 90, 200  # code points
_MOST_LINES = 5  # of a caption
_TOPIC = re.compile(rf"(?:[A-Z][A-Z. ]*: )?({NAME})(?:\.(?=\s)| (?:is|was|has|had|lies|lay)\b)")
ABSTRACT = re.compile(
    r"(?:tion|sion|ing|ment|ness|ity|ance|ence|ship|ure|als?|ease|ages?)s?$"
)  # "Reception."
_LIST_LINE = re.compile(rf"(?:^|(?<=[.;] ))[ \t]*({NAME})(?: ?(?:[—–:-]|\t) ?\(?\d| \d[\d,]*$)", re.MULTILINE)
_BESIDE = re.compile(
    rf"(?:^|[,;(:] |\band )(?:in )?{ARTICLE}({NAME})(?: town| city)?"
    r" \(?(?!(?:1[5-9]|20)\d\d\))(?:about |some |nearly |over |almost )?\d[\d,.]*"
    r"(?=[,;.)]|$| and\b| (?:people|persons|families|souls)\))"
)
_PARTED = re.compile(rf"(?<=[;:] )({NAME}), \d[\d,.]*(?=[;.]|,? and )")  # "Tartu, 2,610; Harju, 1,930"
_LAST = re.compile(  # "in Tara 906 men, Ishim 214"
    rf"(?<![\d,.])\d[\d,.]{{0,15}} [^\W\d_A-Z]{{1,40}}, (?:and )?({NAME}) \d{{1,3}}(?:,?\d{{3}})*(?=[,;.])"
)
_SMALL = re.compile(r"\b[^\W\d_A-Z]+\b")  # a name is no word that the text prints small
_HERE = re.compile(r"\bhere\b", re.IGNORECASE)
THERE = re.compile(
    r"\b(?:there|(?:(?<=lived )|(?<=live )|(?<=people )|(?<=died )|(?<=buried ))here)\b"
    r"(?! (?:is|are|was|were|has|have|had|came|stood|remain\w*|would|will|could|may|might|must|can|should"
    r"|exist\w*|being)\b)",
    re.IGNORECASE,
)
IT = re.compile(  # "At the census of 1897 it had counted 212,666"
    r"\bit (?=(?:had|has|counted|had counted|numbered|held|housed|had held|could hold) (?:only |some "
    r"|about |over |close to |nearly |almost )?(?:\d|[a-z]+ (?:hundred|thousand|lakh)\b))",
    re.IGNORECASE,
)
_WENT_TO = re.compile(
    r" (?:were |was |had been )?(?:transferred|sent|sent on|moved|released|returned) to (?:the )?"
)
_DECIDED = re.compile(
    r"\b(?:decided|resolved|ordered|approved|signed|issued|drafted|drawn up|agreed|decreed"
    r"|reported|cabled|telegraphed|wrote|written|report(?:s|ed)?|telegrams?|letters?"
    r"|request(?:s|ed)?|appeal(?:s|ed)?|orders? (?:came )?from"
    r"|(?:report|letter|telegram|note|list)s?\b[^.;,]{0,60} sent"
    r"|(?:waybills|lists|registers|files|records|papers|documents|archives?|books|copy|copies|maps?)"
    r"(?: now)? (?:kept|held|preserved))"
    r" (?:[a-z]+ ){0,2}(?:in|at|to|from|by) (?:the )?$",
    re.IGNORECASE,
)
_OF_TITLE = re.compile(
    r"(?:The|Our) (?:collective |state )?(?P<what>farm|kolkhoz|sovkhoz|school|works|mill|factory|camp"
    r"|hospital|home|mine|mission|parish|village|town|island|settlement|colony)\b(?! of\b)"
)
_SOMEBODY = re.compile(r"\b(?:he|she|his|him|her|himself|herself)\b", re.IGNORECASE)
SIDES = {"East": "West", "West": "East", "North": "South", "South": "North"}


@cache
def back() -> re.Pattern[str]:
    """Words such as "in the oblast" and "this island had", but not "the town hall"."""
    words = "|".join(sorted(map(re.escape, kinds()), key=len, reverse=True))
    lead = "in|at|on|to|into|across|throughout|around|within|inside|reached|from|outside|entered|occupied"
    lead += "|left|leave|(?:rest|part|villages|hectares|acres) of"
    same = "same|whole|entire|former|old|walled|little|small|new|restored|young"
    verbs = "had|has|have|received|took|held|housed|numbered|counted|got|lost|sent|kept|gave|was to"
    ruled = "|".join(word for word, (_, beside) in kinds().items() if beside == "whole" and " " not in word)
    other = "committee|commission|register|authorit|office|hall|square|council|church|soviet"
    return re.compile(
        rf"\b(?:(?:{lead}) (?:the|this|that|our)(?: (?:{same}))? (?P<after>{words})"
        rf"|(?<!of )(?<!by )(?<!for )(?:the|this|our)(?: (?:{same}))? (?P<subject>{words})(?= (?:{verbs})\b)"
        rf"|\b[Tt]he (?P<ruled>{ruled})(?= (?:was|is)\b))"
        rf"\b(?! (?:of|at|near|called|named)\b| (?:{other})|['’])"
        rf"|\b[Oo]f the (?P<whose>{words})(?=['’]s [a-z\d])",
        re.IGNORECASE,
    )


def known_places(document: Document, scenes: Sequence[Scene]) -> Mapping[str, str]:
    """The places that a document names as such, for where it names them without "in" or "oblast"."""
    text = document.text
    known = {}
    for scene in scenes:
        for place in scene.places:
            if is_sure(place, text):
                known[text[place.start : place.start + len(place.what)]] = place.what
    for block in {id(scene.block): scene.block for scene in scenes}.values():
        known |= {name: name for name in names_of_list(text[block.start : block.end])}
    named = {place.what for scene in scenes for place in scene.places}
    for side, other in SIDES.items():
        bases = {name.partition(" ")[2] for name in named if name.startswith(f"{side} ")}
        both = [base for base in bases if base and f"{other} {base}" in named]
        if both:
            known[side] = f"{side} {both[0]}"  # "the East" beside the West
    known |= {name: name for name in _topics(text, scenes) if is_name(name)}
    known |= {name: name for name in _captions(scenes) if name in named and is_name(name)}
    return {name: what for name, what in known.items() if name == what or what in known or name in SIDES}


def names_of_list(text: str) -> list[str]:
    """The names that at least two numbers of a list have before them: "Tara 1,906, Ishim 2,214"."""
    for shape in (_LIST_LINE, _PARTED, _BESIDE):
        names = [match.group(1) for match in shape.finditer(text)]
        if len(set(names)) > 1:
            return [name for name in names if is_name(name)]
    return [match.group(1) for match in _LAST.finditer(text) if is_name(match.group(1))]


def full_names(scenes: Sequence[Scene]) -> Mapping[str, str]:
    """The one full name that each short one stands for: Peros Banhos for Peros, where both are named."""
    full: dict[str, set[str]] = {}
    for name in {place.what for scene in scenes for place in scene.places}:
        first, _, rest = name.partition(" ")
        if rest and not any(word.lower() in kinds() for word in rest.split()):
            full.setdefault(first, set()).add(name)
    return {short: names.pop() for short, names in full.items() if len(names) == 1}


def _captions(scenes: Sequence[Scene]) -> Iterator[str]:
    """The captions that may be names: "KEMBLE BAY", "Mbole"."""
    for scene in scenes:
        for caption in (*scene.block.section[-1:], *([words_of(scene)] if is_caption(scene) else ())):
            yield in_title(caption.strip())


def _topics(text: str, scenes: Sequence[Scene]) -> Iterator[str]:
    """The names that a paragraph or its caption opens with, where "there" or "the town" speaks of them.

    "Karibib is better. 322 men live there"; "Nicosia" as a heading, and below it "the capital had".
    """
    block, section = None, None
    small = frozenset(_SMALL.findall(text))
    for scene in scenes:
        if scene.block is block:
            continue
        block = scene.block
        caption = scene.block.section[-1] if scene.block.section not in ((), section) else ""
        section, at = scene.block.section, scene.block.start
        if is_caption(scene):
            caption, at = words_of(scene), scene.block.end
        if (
            re.fullmatch(NAME, caption)
            and caption.lower() not in small
            and _is_about_place(text[at : min(at + 2 * _NEAR, text.find("\n\n", at + 4) % len(text))])
        ):
            yield caption
        if topic := _TOPIC.match(text, block.start, block.end):
            near = text[topic.end() : min(block.end, topic.end() + _NEAR)]
            first, _, second = near.lstrip().partition(". ")
            if not topic[0].endswith(".") and (_HERE.search(first) or THERE.search(first)):
                continue  # "Gold was found here" speaks of another place
            first = f"{first}. {second.partition('. ')[0]}"
            is_title = ABSTRACT.search(topic[1])
            if not is_title and in_title(topic[1]).lower() not in small and _speaks_of_place(first):
                yield in_title(topic[1])


def _is_about_place(words: str) -> bool:
    """True for what may stand below the name of a place: "A town of 7,400 people"."""
    return _is_kind().match(words) is not None or _speaks_of_place(words)


@cache
def _is_kind() -> re.Pattern[str]:
    """The opening of a paragraph that tells of what kind a place is."""
    words = "|".join(sorted(map(re.escape, kinds()), key=len, reverse=True))
    return re.compile(rf"\W*(?:An?|The|This|Our) (?:[a-z-]+ ){{0,3}}(?:{words})\b", re.IGNORECASE)


def _speaks_of_place(words: str) -> bool:
    speaks = back().search(words) or THERE.search(words) or _HERE.search(words) or IT.search(words)
    return bool(speaks) and not _SOMEBODY.search(words)


def is_caption(scene: Scene) -> bool:
    """True for a heading, and for a short line that no stop ends."""
    if scene.block.part is Part.HEADING:
        return True
    if scene.block.end - scene.block.start > LONGEST_CAPTION * _MOST_LINES:
        return False
    words = words_of(scene).strip()
    is_prose = scene.block.part in (Part.PARAGRAPH, Part.ITEM)
    longest = LONGEST_CAPTION * (2 if words.isupper() else 1) + (
        _NEAR // 4 if scene.block.start < _NEAR else 0
    )
    is_short = all(len(line) <= longest for line in words.split("\n"))
    is_bare = all(mention.is_date for mention in scene.mentions)
    return is_prose and is_short and is_bare and (words[-1:] not in ".!?;:," or words.isupper())


def words_of(scene: Scene) -> str:
    """The words of the block of a scene."""
    return scene.text(scene.block.start, scene.block.end)


def took_part(place: Found[str], numbers: Sequence[Mention], scene: Scene) -> bool:
    """True for where one part of a list went: "312 died, 71 were transferred to Tara and 15 deserted"."""
    before = [number for number in numbers if number.end <= place.start]
    return len(before) > 1 and _WENT_TO.fullmatch(scene.text(before[-1].end, place.start)) is not None


def is_of_decision(place: Found[str], scene: Scene) -> bool:
    """True for where something was only decided or written: "was decided in Moscow", "reported to Moscow"."""
    return _DECIDED.search(scene.text(max(scene.sentence.start, place.start - 100), place.start)) is not None


def is_of_title(scene: Scene, title: str) -> bool:
    """True for a sentence about what the title names: "The farm was allotted 71 families"."""
    opening = _OF_TITLE.match(scene.document.text, scene.sentence.start, scene.sentence.end)
    return opening is not None and opening["what"] in title.lower().split()
