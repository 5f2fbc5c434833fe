"""Names of territories and settlements in a text: those of the lexicon, and any that a word announces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from attrs import evolve

from zul.read import lexicon
from zul.read.cells.kinds import end_of, words_beside
from zul.read.cells.names import ARTICLE, CAPITAL, NAME, is_name, is_never
from zul.read.cells.origins import is_origin
from zul.read.grammar.nouns import stops, verbs
from zul.read.lexicon import Found, pattern, places, rows, words_of

_ALONE = frozenset(
    "Upper Lower Inner Outer North South East West Northern Southern Eastern Western Central".split()
)  # of what?
_REALM = "Kingdom|Republic|Province|State|Duchy|Grand Duchy|Principality"
_OF_CAMP = "(?:timber|labour|mining|fishing|transit|tent|internment|refugee|prison|work)"
_SMALL = (
    r"(?:In|On|At|From|To|The|Of|And|By|For|Into|Near|Under|Over|After|Before|Since|Until|With|During|Through"
    r"|Against|Among|About)"
)
_PLACING = (
    r"in|to|into|at|on|from|near|across|throughout|around|round|outside|reached|leaving|left|towards|toward"
    r"|through|visited|entered|occupied|besieged|shelled|inspected|toured|beyond|via"
)
_PLACING += "|(?:village|town|hamlet|camp|farm)s? (?:above|beyond|behind)"
_PLACING += (
    "|(?:transports?|trains?|ships?|convoys?) for|(?:left|bound|destined|departed|sailed|headed"
    "|set out|set off) for|(?:left|departed|sailed|set out|set off) (?:[^;, ]+ ){1,7}for"
)
_PAPERS = re.compile(  # "the Uganda Argus", "the Manchester Guardian"
    r" (?:Argus|Times|Herald|Gazette|Post|News|Guardian|Standard|Mail|Chronicle|Tribune|Observer|Journal|Star"
    r"|Courier|Telegraph|Express|Echo|Mirror|Advertiser|Examiner|Sun|Press|Review|Bulletin|Railway|Company|Bank"
    r"|Airlines|Airways|Office|Agency|Fund|Board|Club|Hotel|Road|Street|Declaration|Agreement|Conference)\b"
)
_RULE_OF = re.compile(  # "the Government of India took the camp over"
    r"\b(?:[Gg]overnment|Ministry|Bank|King|Queen|Emperor|President|Parliament|University|Church"
    r"|High Commissioner)"
    r" (?:of|for) (?:the )?$"
)
_SPEAKS = re.compile(  # "Ankara puts it at 1.5 million", "on the Nakuru road"
    r" (?:puts|says|said|claims|claimed|denies|denied|announced|insists|protested|road|line|highway"
    r"|railway|branch"
    r"|express|convention|agreement|question|affair)\b"
)
_KIN = re.compile(
    r" (?:Father|Mother|Grandfather|Grandmother|Uncle|Aunt|Mr|Mrs|Miss|Dr|I)\b.*$"
)  # "In Guzar Father"
_SAINT = re.compile(r"\b(?:church|cathedral|chapel|feast|day|monastery|convent) of (?:the )?S(?:t|ai)")
_TITLE = re.compile(
    r"\b(?:Stalin|Beria),? and $"
    r"|\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Captain|Major|General|Colonel|Comrade|Herr|Frau|Pastor|Judge|Senator)\.?"
    r" (?:[A-Z][\w.]* )?$"
)
_DESCENT = re.compile(
    r" (?:descent|origin|nationality|ancestry|birth|blood|extraction|citizenship|stock|race|faith"
    r"|papers|passports?"
    r"|speech|tongue|language)\b"
)
_NUMBER = r"(?:(?:No\. )?\d{1,4}|[A-HJ-Z])\b"
_NUMBERED = re.compile(
    rf"(?:Kilomet(?:re|er)|Verst|Camp|Chak|Block|Sector|Point|Settlement|Colony) {_NUMBER}"
)
_NEAR = (
    r"(?:in the (?:north|south|east|west|centre|center|heart|interior|far [a-z]+)(?:-?[a-z]+)? of"
    r"|near|in|on|outside|off|beyond|below|above|upstream of|not far from) (?:the )?"
)
_BESIDE_ANOTHER = re.compile(
    rf", (?:{_NEAR})?| in (?:the )?"
    r"|, (?:an?|the) (?:[a-z]+ ){1,4}(?:around|near|in|of|on|outside|above|below|behind) (?:the )?"
)
_IN = re.compile(r" in (?:the )?")
_DISTRICT_OF = re.compile(r"\b(?:district|county|village|parish|town) of $")
_NO_LIST = re.compile(r"(?: [^\W\d_a-z]\w+)?,\s+(?!and\b|or\b|[^\W\d_a-z])|[.;)]|$")
_AFTER = re.compile(r" ([a-z]+)")
_SPEAKING = re.compile(  # names that say of what kind they are
    rf"\b((?:Camp|Settlement|Colony) {_NUMBER}|(?:Fort|Camp|Port|Cape) {CAPITAL}"
    r"|(?:American|British|French|Soviet|Russian) [Zz]one\b)"
)
_OTHER_ZONE = re.compile(r"\b(?:to|in) the (American|British|French|Soviet|Russian)(?=[.,;)]| and\b)")
_SURELY = re.compile(rf"\b(?:in|into|at|across|throughout|around|near|reached) {ARTICLE}$", re.IGNORECASE)
_SIDE = re.compile(  # South Kazakhstan is no Kazakhstan
    r"(?:\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Upper|Lower|Inner|Outer)[ -]"
    r"|\b(?:North|South)[ -]?(?:East|West|eastern|western|-Eastern|-Western)[ -]"
    r"|\b(?:Prussian|Dutch|British|French|Spanish|Portuguese|Belgian|Austrian|Turkish|Italian) )$"
)
_AMOUNT = r"(?:\d[\d,.]*|(?:an?|two|three|four) (?:half|thirds?|quarters?|fifths?|tenths?)|half)"
_ABOUT = (
    r"(?:the (?:remaining|other|last) )?"
    r"(?:only |some |about |nearly |almost |roughly |perhaps |over |between |at least |just over |just under "
    r"|well over |upwards of |(?:no )?fewer than |(?:no )?more than |not less than |close to )?"
)
_GAPPED = re.compile(
    rf"(?:[,;] (?:and |while )?| and |\b(?:followed|led|headed) by |\bahead of )({NAME})"
    rf"(?:, the [a-z]+)?,? (?=(?:for |with )?{_ABOUT}{_AMOUNT}[ ,.;)])"
)
_RECEIVES = re.compile(
    rf"({NAME}) (?:alone |itself )?(?:has |had |have )?"
    rf"(?:(?P<surely>took in|taken in|absorbed|admitted|sheltered|hosted|hosts)"
    rf"|took|taken|received|got|accepted|holds|held|houses|housed|counts|counted|lost|had|has)"
    rf" {_ABOUT}(?={_AMOUNT}[ ,.;])"
)
Stretch = tuple[int, int]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    after, before, people = (pattern(words_beside(where)) for where in ("after", "before", "of"))
    kinds = "|".join(words for row in rows("kinds_of_place") for words in words_of(row["words"]))
    typed = re.compile(
        rf"\b(?!{_SMALL}\b)({NAME}) (?:{_OF_CAMP} camp|{after})"
        rf"|(?:{before}) {ARTICLE}(?!(?:{_REALM}) of\b)({NAME})"
    )
    named = re.compile(
        rf"\b(?:{kinds}|place)(?:,| was| was called| called| named| was named) {ARTICLE}({NAME})"
        rf"|[Tt]he (?:[a-z]+est|first|last|second|third|other|next)(?: of (?:them|these"
        rf"|all))?(?: [a-z]+)?, ({NAME})(?=,)"
        rf"|({NAME})(?=, where\b|, {_NEAR}{NAME},|, (?:the|an?) (?:[a-z]+ ){{0,4}}(?:{kinds})s?\b"
        rf"| (?:is|was|became|had been) (?:an?|the) (?:[a-z-]+ ){{0,4}}(?:{kinds}|place|junction|railhead)\b"
        rf"| (?:had|has|offers|offered) (?:room|space|places|beds|shelter|housing) for\b"
        r"| (?:had|has|counts|counted|numbers|numbered)(?:, [^.;]{3,60},)? (?:(?![a-z]+ed )[a-z]+ ){0,3}"
        rf"\d[\d,.]* {pattern(words_beside('of a place'))}"
        r"| (?:stands?|stood|comes?|came|ranks?|ranked|leads|led) (?:first|second|third|next|last|ahead"
        r"|the (?:list|table))?,? ?with \d)"
    )
    works = pattern(words_beside("works"))  # "at the Salekhard cannery"
    placed = re.compile(
        rf"\b(?i:at|in|to|from|on|of|for) the ({NAME}) (?={works})"
        rf"|\b(?<![Aa]ccording )(?i:{_PLACING}) (?:the |our )?({NAME})|(?i:{people}) of {ARTICLE}({NAME})"
    )
    listed = re.compile(
        rf"(?: \([^()]{{1,20}}\))?(?:, (?:and )?{ARTICLE}| and {ARTICLE})({NAME})(?=[,.;)]| and | \(|$)"
    )
    of = re.compile(rf" of {ARTICLE}({NAME})")
    belonging = re.compile(rf"({pattern(lexicon.places_by_adjective())}) {pattern(words_beside('of state'))}")
    return typed, named, placed, listed, of, belonging


@cache
def _types() -> re.Pattern[str]:
    """What follows a name and does not belong to it: Tomsk Oblast, not Shark Island."""
    words = pattern(frozenset(words_beside("after")) - frozenset(words_beside("kept")))
    return re.compile(rf"(?: (?:{_OF_CAMP} camp|{words}))+$")


def places_in(
    text: str, start: int, end: int, dates: Iterable[Stretch], peoples: Sequence[Stretch]
) -> Iterator[Found[str]]:
    """The places that are named between start and end as places, in their order.

    A place may hold the name of a people ("Uzbek SSR"), but not where only "in" or "to" announces it.
    """
    found: dict[int, Found[str]] = {}
    days = list(dates)
    occupied = list(days)

    def free(one: int, other: int) -> bool:
        return _is_free(one, other, occupied)

    _keep_known(text, start, end, found, occupied)
    typed, named, placed, listed, of, belonging = _patterns()
    for match in belonging.finditer(text, start, end):
        if free(*match.span()):
            what = lexicon.places_by_adjective()[match.group(1)]
            found[match.start()] = Found(
                what=what, surface=match.group(), start=match.start(), end=match.end()
            )
            occupied.append(match.span())
    for announced in typed.finditer(text, start, end):
        behind = next((other for one, other in days if one <= announced.start() < other), end)
        match = typed.match(text, behind + 1, end) or announced  # "since 1 January Tara province"
        group = 1 if match.group(1) else 2
        one, other = match.span(group)
        name = match.group(group)
        is_people = group == 2 and any(one < right and left < other for left, right in peoples)
        if free(one, other) and not (is_people or is_never(name)):
            what = _types().sub("", match.group()) if group == 1 else name
            found[one] = Found(what=what, surface=match.group(), start=one, end=match.end())
            occupied.append(match.span())
    for match in (*_SPEAKING.finditer(text, start, end), *named.finditer(text, start, end)):
        group = match.lastindex or 1
        _keep(match, group, found, occupied, free(*match.span(group)))
    _keep_zones(text, start, end, found, occupied)
    occupied += peoples
    for _, behind in peoples:
        if owner := of.match(text, behind, end):
            _keep(owner, 1, found, occupied, free(*owner.span(1)))
    for match in placed.finditer(text, start, end):
        group = match.lastindex or 1
        is_free = free(*match.span(group)) and (group == 1 or not _is_adjective(match, end))
        _keep(match, group, found, occupied, is_free)
        at = match.end()
        while after := listed.match(text, at, end):
            _keep(after, 1, found, occupied, free(*after.span(1)))
            at = after.end()
    gapped = list(_GAPPED.finditer(text, start, end))
    for match in _RECEIVES.finditer(text, start, end):
        is_one_of_many = any(other.start() > match.end() and is_name(other[1]) for other in gapped)
        if is_name(match[1]) and (match["surely"] or is_one_of_many):
            _keep(match, 1, found, occupied, free(*match.span(1)))
    for match in gapped:
        told = [place for place in found.values() if place.start < match.start()]
        if told and is_name(match[1]):
            _keep(match, 1, found, occupied, free(*match.span(1)))
    return _without_holders(sorted(found.values(), key=lambda place: place.start), text, end)


def _is_free(one: int, other: int, occupied: Sequence[Stretch]) -> bool:
    return not any(one < right and left < other for left, right in occupied)


def _keep_known(
    text: str, start: int, end: int, found: dict[int, Found[str]], occupied: list[Stretch]
) -> None:
    """Keep the places of the lexicon, with the side that they are of, but for governments and newspapers."""
    for known in places().find(text, start, end):
        before = text[max(start, known.start - 40) : known.start]
        is_rule = _RULE_OF.search(before) or _TITLE.search(before)
        if is_rule or _SPEAKS.match(text, known.end, end) or _PAPERS.match(text, known.end, end):
            occupied.append((known.start, known.end))
        elif _is_free(known.start, known.end, occupied):
            side = _SIDE.search(text, max(start, known.start - 20), known.start)
            whole = text[side.start() if side else known.start : known.end]
            place = (
                evolve(known, what=whole.replace("-", " "), surface=whole, start=side.start())
                if side
                else known
            )
            found[place.start] = place
            occupied.append((place.start, place.end))


def _keep_zones(
    text: str, start: int, end: int, found: dict[int, Found[str]], occupied: list[Stretch]
) -> None:
    """Keep the second of "1,446,059 to the American zone and 786,482 to the Soviet"."""
    if not any(place.what.endswith(" zone") for place in found.values()):
        return
    for match in _OTHER_ZONE.finditer(text, start, end):
        if _is_free(*match.span(1), occupied):
            at = match.start(1)
            found[at] = Found(what=f"{match[1]} zone", surface=match[1], start=at, end=match.end(1))
            occupied.append(match.span(1))


def _without_holders(found: list[Found[str]], text: str, end: int) -> Iterator[Found[str]]:
    """The places but for those that only hold the one before: Wyoming in "at Heart Mountain, Wyoming"."""
    beside = [False, *(_is_held(one, other, text) for one, other in pairwise(found))]
    for at, place in enumerate(found):
        is_second = beside[at] and not beside[at - 1]
        is_last = _NO_LIST.match(text, place.end, end)
        is_region = (
            is_second
            and end_of(place, text) > place.end
            and _IN.fullmatch(text, end_of(found[at - 1], text), place.start)
            and _SURELY.search(text[max(0, found[at - 1].start - 20) : found[at - 1].start])
        )
        if not (is_second and (is_last or is_region)):
            yield place


def _is_held(one: Found[str], other: Found[str], text: str) -> bool:
    """True for "Heart Mountain, Wyoming" and "Heathfield in Devon", not for "from Ukraine in Tara"."""
    link = _BESIDE_ANOTHER.fullmatch(text, one.end, other.start)
    is_part = one.surface != one.what or _DISTRICT_OF.search(text[max(0, one.start - 15) : one.start])
    return link is not None and not (link[0].startswith(" in") and is_origin(one, text) and not is_part)


def _is_adjective(match: re.Match[str], end: int) -> bool:
    """True for the name in "to the American zone"."""
    after = _AFTER.match(match.string, match.end(), end)
    if _DESCENT.match(match.string, match.end(), end):
        return True  # "people of Indian descent"
    is_noun = after and not (after[1] in stops() or after[1] in verbs() or after[1].endswith("ed"))
    return bool(is_noun and re.match(r"\w+ the ", match.group()))


def _keep(
    match: re.Match[str], group: int, found: dict[int, Found[str]], occupied: list[Stretch], is_free: bool
) -> None:
    name, (start, end) = match.group(group), match.span(group)
    if kin := _KIN.search(name):
        name, end = name[: kin.start()], start + kin.start()
    if number := _NUMBERED.match(match.string, start):
        name, end = number.group(), number.end()
    if _SPEAKS.match(match.string, end):
        return
    is_zone = re.fullmatch(r"\w+ [Zz]one", name) is not None
    if (
        is_free
        and name not in _ALONE
        and (number or is_zone or not is_never(name))
        and not _SAINT.search(match.string[max(0, start - 30) : start + 4])
    ):
        found[start] = Found(what=_types().sub("", name), surface=name, start=start, end=end)
        occupied.append((start, end))


def names_again(
    text: str, start: int, end: int, known: Mapping[str, str], taken: Sequence[Stretch]
) -> Iterator[Found[str]]:
    """The places between start and end that nothing announces there, but somewhere else in the document."""
    for run in re.finditer(rf"\b{NAME}", text[start:end]):
        words = [
            (start + run.start() + word.start(), word.group()) for word in re.finditer(r"\S+", run.group())
        ]
        at = 0
        while at < len(words):
            for stop in range(len(words), at, -1):
                one, other = words[at][0], words[stop - 1][0] + len(words[stop - 1][1])
                is_free = not any(one < right and left < other for left, right in taken)
                if text[one:other] in known and is_free and not _SPEAKS.match(text, other):
                    yield Found(what=known[text[one:other]], surface=text[one:other], start=one, end=other)
                    at = stop
                    break
            else:
                at += 1


def is_sure(place: Found[str], text: str) -> bool:
    """True where the name cannot be that of a person: "in Tara", "Tara district", not "to Tara"."""
    return len(place.surface) > len(place.what) or bool(
        _SURELY.search(text[max(0, place.start - 20) : place.start])
    )
