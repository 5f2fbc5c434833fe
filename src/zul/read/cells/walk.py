"""Where the story stands up to a sentence: the places told so far, and what "there" and "the oblast" mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from zul.read.cells.anchors import HEADING
from zul.read.cells.item import INHERITED
from zul.read.cells.kinds import end_of, kinds, kinds_of
from zul.read.cells.origins import is_left
from zul.read.cells.scene import Setting
from zul.read.lexicon import Found
from zul.terms.document import Span

BEFORE = "paragraph before"
NOWHERE = ""  # what "in the country" points to where none is named
_STEM = 5  # letters that Kalmykia and the Kalmyks share


@define(kw_only=True)
class Walk:
    """The places of a document up to a sentence; `anchor` is of the caption, the dateline or the title."""

    anchor: Setting | None = None
    wide: Setting | None = None  # of the section
    section: Sequence[str] | None = None
    block: Span | None = None
    in_list: bool = False  # of places
    has_offices: bool = False  # "the department" is one of them
    left: Setting | None = None  # the last place of this paragraph where the story does not stay
    is_departed: bool = False  # they left or were taken from it, and the story goes on with them
    subject: Setting | None = None  # of a report, by its own words
    writer: Setting | None = None  # of the first dateline
    now: Setting | None = None
    last: dict[str, str] = field(factory=dict)  # the last place of a kind
    called: dict[str, str] = field(factory=dict)  # the last place that a word such as province stands beside
    reached: str = NOWHERE  # the last place where "there" may be
    here: set[str] = field(factory=set)  # the places of this paragraph
    said: str = NOWHERE  # the last place of this sentence
    kinds: dict[str, frozenset[str]] = field(factory=dict)
    people: str = ""  # that the document names most
    main: str = NOWHERE  # of the title
    home: str = NOWHERE  # of the people
    native: dict[str, str] = field(factory=dict)  # the place of a kind that is called after it

    def meet(self, place: Found[str], text: str) -> None:
        """Remember a place by its kinds."""
        its = self.kinds.get(place.what, frozenset()) | kinds_of(place, text)
        self.kinds[place.what] = its
        if self.is_native(place):
            self.native |= dict.fromkeys(its, place.what)
            self.here.add(place.what)
        if is_left(place, text):
            return
        self.here.add(place.what)
        self.said = place.what
        self.last |= dict.fromkeys(its, place.what)
        words = re.findall(r"\w+", text[place.start : end_of(place, text)].lower()) if text else ()
        self.called |= {word: place.what for word in words if word in kinds()}
        self.reached = place.what

    def is_native(self, place: Found[str]) -> bool:
        """True for a place that is called after the people: Kalmykia, Checheno-Ingushetia."""
        stem = self.people[:_STEM].lower()
        return bool(stem) and any(
            part.startswith(stem) for part in re.split(r"\W", f"{place.what} {place.surface}".lower())
        )

    def enter(self, setting: Setting | None) -> None:
        """Begin what is set in another place, or in none; "the town" there is none of those before."""
        self.anchor = self.now = setting
        self.reached = setting.place if setting else NOWHERE
        if setting and not self.kinds.get(setting.place):
            whole = {kind for kind, beside in kinds().values() if beside == "whole"}
            self.last = {kind: place for kind, place in self.last.items() if kind in whole}

    def begin(self) -> None:
        """Begin a paragraph: where its caption or title is, or where the one before it was."""
        is_headed = self.anchor is not None and (self.anchor.rule == HEADING or self.anchor.returns)
        self.now = self.anchor if is_headed else self.carried()
        self.reached, self.here = NOWHERE if is_headed else self.reached, set()
        self.left, self.is_departed = None, False

    def carried(self) -> Setting | None:
        """What a paragraph takes over from the one before it."""
        return evolve(self.now, rule=BEFORE) if self.now and self.now.rule == INHERITED else self.now

    def back_to(self, word: str) -> str:
        """The place that a word such as oblast points back to."""
        kind, beside = kinds()[word.lower()]
        if kind == "camp" and self.said:
            return self.said  # "At Tara 40 were arrested, and 5 shot in the prison"
        settings = [setting.place for setting in (self.now, self.anchor) if setting]
        free = [place for place in settings if not self.kinds.get(place)]
        native = self.native.get(kind)
        if native and kind in self.kinds.get(self.main, ()):
            native = self.main
        is_elsewhere = self.now is not None and self.now.place == self.last.get(kind)
        if native and (native in self.here or not (is_elsewhere or self.last.get(kind) in self.here)):
            return native
        exact, last = self.called.get(word.lower()), self.last.get(kind)
        if exact and exact != last and (exact in self.here or last not in self.here):
            return exact  # the province is Ituri Province, even after Mambasa territory
        if kind in self.last and not (
            beside == "story" and free[:1] == settings[:1] and self.last[kind] not in self.here
        ):
            return self.last[kind]
        is_carried = self.now is not None and self.now.rule != HEADING
        if beside == "story" and self.said and is_carried and not self.kinds.get(self.said):
            return self.said  # "the consul at Tara wrote that 500 were camped outside the town"
        fitting = [place for place in settings if kind in self.kinds.get(place, ())]
        if fitting and not free:
            return fitting[0]
        if not free or beside == "none":
            return NOWHERE
        return free[0] if beside == "story" else free[-1]

    def there(self) -> str:
        """The place that "there" means: the last one that was named or told of."""
        return self.reached or (self.now.place if self.now else NOWHERE)
