"""From a document to its draft claims: every number and date with its address, and the rules behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import evolve, frozen

from zul.read import lexicon
from zul.read.cells.addresses import Topic, group_of, period_of, topic_of
from zul.read.cells.events import Dated, dated
from zul.read.cells.item import Item, cell_of, cell_of_share, slug
from zul.read.cells.lists import ReadList, lists, tell_shares_apart
from zul.read.cells.measures import measure_of
from zul.read.cells.moments import follow
from zul.read.cells.ratios import as_rate, set_base, set_ratio
from zul.read.cells.scene import Scene, scenes
from zul.read.cells.settings import settle
from zul.read.cells.voices import voice_of
from zul.read.cells.whereabouts import is_destination, place_of, setting_of
from zul.read.grammar import is_pointer, with_pointers
from zul.read.grammar.nouns import printed_unit
from zul.terms.assumption import day_of
from zul.terms.document import Document
from zul.terms.draft import Draft
from zul.terms.mention import Mention
from zul.terms.quote import Quote


@frozen(kw_only=True)
class Understood:
    """All that was read of a document: its drafts in the order of the text, and what they were made of."""

    document: Document
    topic: Topic
    scenes: tuple[Scene, ...]
    items: tuple[Item, ...]
    events: tuple[Dated, ...]
    lists: tuple[ReadList, ...]
    drafts: tuple[Draft, ...]


def draft_claims(document: Document) -> list[Draft]:
    """The draft claims of a document, in the order of its text, each with the place that it takes over."""
    found = understood(document)
    items = {(item.start, item.end): item for item in found.items}
    printed = _printed(found.scenes)
    set_ = (_set(draft, items.get((draft.quote.start, draft.quote.end))) for draft in found.drafts)
    return [_named(draft, printed) for draft in set_]


def _printed(found: Sequence[Scene]) -> Mapping[str, str]:
    """For each place of the lexicon that a document never calls so, the name that it prints most."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for scene in found:
        for place in scene.places:
            if place.start not in scene.pointing and place.surface in _known_places().get(place.what, ()):
                names[slug(place.what)][slug(place.surface.removeprefix("the "))] += 1
    return {
        place: printed.most_common(1)[0][0]
        for place, printed in names.items()
        if not any(name.startswith(place) for name in printed)
    }


def _named(draft: Draft, printed: Mapping[str, str]) -> Draft:
    """The draft with its place as the document names it: Northern Rhodesia, not Zambia."""
    cell = draft.cell
    place = printed.get(cell.place or "") if cell else None
    return evolve(draft, cell=evolve(cell, place=place)) if cell and place else draft


def _set(draft: Draft, item: Item | None) -> Draft:
    if item and item.is_percent and draft.cell is None:
        draft = evolve(draft, cell=cell_of_share(item))
    setting = setting_of(item) if item else None
    if setting is None or draft.cell is None or draft.cell.place:
        return draft
    return evolve(
        draft,
        cell=evolve(draft.cell, place=slug(setting.place)),
        rules={**draft.rules, "place": setting.rule},
        confidence={**draft.confidence, "place": _right(setting.rule)},
    )


def understood(document: Document) -> Understood:
    """Read a document to the end."""
    found = scenes(document, with_pointers(document))
    settle(document, found)
    follow(found)
    topic = topic_of(document, found)
    items: list[Item] = []
    for scene in found:
        scene.mentions = [as_rate(scene, mention) for mention in scene.mentions]
        for quantity in scene.quantities:
            items.append(_addressed(quantity, scene, items, topic))
    for at, item in enumerate(items):
        if item.is_percent:
            set_base(item, items[max(0, at - 12) : at], items[at + 1 : at + 3])
        elif " per " in item.mention.as_written:
            set_ratio(item, items[max(0, at - 12) : at])
    tell_shares_apart(items)
    listed = tuple(lists(items))
    times = frozenset(
        scene_date.start
        for item in items
        for scene_date in item.scene.dates
        if item.period == scene_date.reading and item.rules.get("period") == "date after"
    )
    events = tuple(dated(found, times))
    return Understood(
        document=document,
        topic=topic,
        scenes=tuple(found),
        items=tuple(items),
        events=events,
        lists=listed,
        drafts=tuple(_drafts(document, found, items, events)),
    )


def _addressed(quantity: Mention, scene: Scene, before: Sequence[Item], topic: Topic) -> Item:
    item = Item(scene=scene, mention=quantity, rules=dict(quantity.rules))
    if found := measure_of(quantity, scene, before):
        item.measure, item.rules["measure"] = found
    item.group, item.rules["group"] = group_of(quantity, scene, topic, item.measure)
    if placed := place_of(quantity, scene, before, item.measure):
        item.place, item.rules["place"] = placed
        if is_destination(item):
            item.measure = "resettled"
    if timed := period_of(quantity, scene, before, topic, item.measure):
        item.period, item.rules["period"] = timed
    if voice := voice_of(quantity, scene):
        item.said_by, item.rules["said_by"] = voice, "words of attribution"
    return item


def _drafts(
    document: Document, found: Sequence[Scene], items: Sequence[Item], events: Sequence[Dated]
) -> list[Draft]:
    by_mention: Mapping[int, Item] = {id(item.mention): item for item in items}
    happened: Mapping[int, int] = {id(event.mention): number for number, event in enumerate(events, start=1)}
    drafts: list[Draft] = []
    for scene in found:
        for mention in scene.mentions:
            if is_pointer(mention):
                continue
            draft = Draft(
                id=f"d{len(drafts) + 1}",
                quote=Quote.of(document, mention.start, mention.end),
                numeral=mention.numeral,
                as_written=mention.as_written,
                reading=mention.reading,
                locator=scene.block.locator,
                unit=_unit(mention),
                rules=mention.rules,
            )
            if item := by_mention.get(id(mention)):
                draft = evolve(
                    draft,
                    cell=cell_of(item),
                    of=item.of,
                    said_by=item.said_by,
                    series=item.series,
                    rules=item.rules,
                )
            else:
                event = happened.get(id(mention))
                draft = evolve(draft, cell=day_of(f"event-{event}") if event else None)
            drafts.append(
                evolve(draft, confidence={part: _right(rule) for part, rule in draft.rules.items()})
            )
    return drafts


def _unit(mention: Mention) -> str | None:
    word = mention.noun or mention.inherited
    is_plain = word is not None and word.surface.split()[-1].islower()
    return printed_unit(mention.unit, word.surface) if word and is_plain else mention.unit


@cache
def _known_places() -> Mapping[str, frozenset[str]]:
    return {
        row["name"]: frozenset((row["name"], *lexicon.words_of(row["other_names"])))
        for row in lexicon.rows("places")
    }


@cache
def _shares() -> Mapping[str, float]:
    return {row["rule"]: float(row["right"]) for row in lexicon.rows("confidence")}


def _right(rule: str) -> float:
    return _shares().get(rule, 0.5)  # seen neither right nor wrong
