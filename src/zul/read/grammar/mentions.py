"""The grammar: every quantity and every date of a document, as printed, with the unit that it counts.

Dates are read first; what they leave, without the numbers that count nothing, is quantities. Nothing crosses
a sentence. No model and no network take part, and the same text always gives the same mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import define, evolve, field

from zul.read.grammar.atoms import POINTER, atoms
from zul.read.grammar.calendar import MONTH_NAMES, PAPER, Calendar, Years
from zul.read.grammar.captions import Legend, legend_in
from zul.read.grammar.counts import counts
from zul.read.grammar.dates import Dated, dates
from zul.read.grammar.inherited import taken_over
from zul.read.grammar.memory import ALONG, BEINGS, LIST, NOT_TAKEN_OVER, Memory, lead_of
from zul.read.grammar.nouns import noun_in
from zul.read.grammar.numerals import Numeral, numerals
from zul.read.grammar.tokens import Stretch, stretches, union
from zul.read.grammar.traps import line_numbers, note_number, opening_number, traps
from zul.read.grammar.units import PERCENT, Unit, are_coordinate, own_unit
from zul.read.grammar.wording import mention_of
from zul.terms.dates import Period
from zul.terms.document import Document, Part, Span
from zul.terms.mention import Mention, Word

_PROSE = (Part.PARAGRAPH, Part.ITEM)
_SOON, _LATER = 150, 500  # code points
_SMALL = re.compile(r"\b[a-z]{2,}\b")
_OF_DATELINE = frozenset(
    "of on at the in near from dated written recorded day and to for our own special correspondent"
    " morning evening"
    " this st nd rd th published printed delivered given done by no vol".split()
)
_CAPITALS = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?: ?\([^()]{1,30}\))?(?:, [A-Z][\w.]+)?, "
)  # "LOS ANGELES, Oct. 29, 1931—"
_NEXT_LINE = re.compile(r"[^\S\n]*\n(?=[A-Z][^\n.]{0,60}\d)")  # "Bread 2,900", and below it "Total 49,600"
_PERIOD = re.compile(r"\b(?:period|covering|week|fortnight|situation)\b", re.IGNORECASE)
_COVERED = 45  # days of a report
_DAY, _HEAD = len("1944-02-23"), 400  # code points of a day in EDTF, and of the head of a text
_DATELINE = 70  # code points of a line that says when what follows was written
_UNLIKELY = 12  # from here on one number is seldom two
_DATED = re.compile(
    r"\b(?:year|date|when|founded|established|lifted|restored|abolished|dissolved|repealed|ended|began)\b"
)
_SPEAKER = re.compile(  # in a debate
    r"(?:The (?!Chairman|Court|President|Judge|Witness)[A-Z][A-Za-z ]{2,50}"
    r"|(?:Mr|Mrs|Ms|Miss|Sir|Dr|Lord|Lady)\.? [A-Z][^:\n]{1,40} \([^)\n]*\)): "
)
_PART_LABEL = re.compile(r"(?:To|In|From|Of whom|Of which|Thereof)\b")
_ENTRY = re.compile(  # of a diary
    rf"(?:[A-Z][a-z]+day,? )?(?:\d\d?(?:st|nd|rd|th)? (?:{MONTH_NAMES})|(?:{MONTH_NAMES}) \d\d?)"
    r"(?:,? \d{4})?[.:]?"
)


def mentions(document: Document) -> list[Mention]:
    """All quantities and dates of a document, in the order of their start; none meets another."""
    return [mention for mention in with_pointers(document) if not is_pointer(mention)]


def with_pointers(document: Document) -> list[Mention]:
    """The mentions, and dates that print nothing of their own: "that year", "a decade later"."""
    return list(_Reader(document=document).read())


def is_pointer(mention: Mention) -> bool:
    """True for a date that only points to another one."""
    return mention.rules.get("period") == POINTER


def dates_in(label: str) -> list[Period]:
    """The dates that a heading or a label names, in their order."""
    return [found.period for found in dates(label, 0, len(label), Calendar())]


@define(kw_only=True)
class _Reader:
    """Where the reading has come to: the last date of the section, and what the block has counted."""

    document: Document
    calendar: Calendar = field(factory=Calendar)
    section: tuple[str, ...] | None = None
    block: Span | None = None
    carried: Calendar = field(factory=Calendar)  # the calendar at the end of the section before
    stood: Calendar | None = None  # the calendar when it was last in a year of the story
    counted: list[Memory] = field(factory=list)
    legend: Legend | None = None
    seen: dict[Fraction, Memory] = field(factory=dict)  # what each number counted first

    def read(self) -> Iterator[Mention]:
        self.calendar.years = Years.of(self.document.text)
        self.calendar.dateline = self.calendar.years.signed
        for stretch in stretches(self.document):
            if stretch.block.section != self.section:
                self._enter_section(stretch)
            if stretch.block is not self.block:
                self._enter_block(stretch)
            yield from self._stretch(stretch)
            if self.calendar.year not in self.calendar.years.lonely:
                self.stood = evolve(self.calendar)

    def _enter_section(self, stretch: Stretch) -> None:
        """Begin with the dates of the headings, else with the day of the writer."""
        self.section, self.legend, self.carried = stretch.block.section, None, self.calendar
        was, goes_on = self.carried, _is_bare(self.document, stretch)
        if not goes_on:
            self.counted = []
        self.calendar = Calendar(
            years=was.years, fallback=was.years.usual, written=was.written, dateline=was.dateline
        )
        for heading in (self.document.title or "", *stretch.block.section):
            list(dates(heading, 0, len(heading), self.calendar))
        if self.calendar.year is None and goes_on:
            self.calendar = was
        elif self.calendar.year is None and was.dateline:
            self.calendar.year, self.calendar.month = was.dateline

    def _enter_block(self, stretch: Stretch) -> None:
        """Keep what a paragraph may go on with, and look where it may get its year from."""
        before = [entry for entry in self.counted if entry.lead in ALONG][-1:]
        beings = [entry for entry in self.counted if entry.counted.kind in BEINGS]
        before += ([entry for entry in beings if not entry.bracketed] or beings)[-1:]
        is_prose = stretch.block.part in _PROSE and self.block is not None and self.block.part in _PROSE
        is_part = stretch.block.labels and _PART_LABEL.match(
            stretch.block.labels[0]
        )  # "To Kazakhstan: 95,400"
        goes_on = is_prose or (is_part and stretch.block.part is Part.FIELD)
        self.counted = [evolve(entry, is_near=False) for entry in before] if goes_on else []
        self.block = stretch.block
        self._leave_aside()
        years, was = self.calendar.years, self.carried
        if self.calendar.year is not None:
            return
        soon = _first_year(stretch, _SOON)
        if not soon and self._carried_year() and not (was.year and years.event and was.year < years.event):
            self.calendar.year, self.calendar.month = was.year, was.month
        else:
            self.calendar.fallback = (
                soon
                or (was.year and years.event)
                or years.usual
                or _first_year(stretch, _LATER)
                or years.lead
            )

    def _carried_year(self) -> int | None:
        """The year of the section before, where a day or a month told it and the story may go on from it."""
        was = self.carried
        return was.year if was.month and was.year not in was.years.lonely else None

    def _leave_aside(self) -> None:
        """Go back, where a block begins, from a year that stands alone: that of the papers or the writer."""
        was, now = self.stood, self.calendar
        is_aside = now.dateline is not None and now.year != now.years.usual  # another one speaks now
        is_question = self.block and self.document.text[self.block.end - 1] == "?"
        is_aside = is_aside and not is_question
        is_speaker = self.block and is_aside and _SPEAKER.match(self.document.text, self.block.start)
        if now.dateline and now.year and now.year < now.dateline[0] and (now.month is None or is_speaker):
            (now.year, now.month), now.day = (
                now.dateline,
                None,
            )  # "In 1948 there were 250. ¶ I went there on 1 March"
        elif now.years.event and now.year and now.month is None and now.year < now.years.event:
            now.year = now.years.event
        elif was and was.year and now.year in now.years.lonely:
            now.year, now.month, now.day = was.year, was.month, was.day

    def _stretch(self, stretch: Stretch) -> Iterator[Mention]:
        text, start, end = stretch.text, stretch.start, stretch.end
        trapped = [(trap.start, trap.end) for trap in traps(stretch.low, start, end)]
        opening = filter(None, [opening_number(stretch), note_number(stretch)])
        trapped = union([*trapped, *opening, *line_numbers(stretch)])
        is_entry = _ENTRY.fullmatch(text, start, end) is not None
        written = self.calendar.written if is_entry else None
        if written:  # it goes on from the entry before, and its writer has come to know more
            (self.calendar.year, self.calendar.month), self.calendar.dateline = written, None
        self.calendar.only_forward = written is not None
        dated = [] if _is_count(stretch) else list(dates(text, start, end, self.calendar, trapped))
        if day := _dateline(stretch, dated, is_entry=is_entry):
            self.calendar.written = day.year, day.month
            goes_on = is_entry and text[end : end + 1] == " "
            if not (goes_on and dated[0].rule == "printed"):  # a chronicle may have been written later
                self.calendar.dateline = self.calendar.written
        self.calendar.only_forward = False
        found = [_date(text, date) for date in dated]
        if not stretch.is_heading:
            taken = union([*trapped, *((date.start, date.end) for date in dated)])
            self.legend = legend_in(text[start:end]) or self.legend
            found += self._quantities(stretch, list(numerals(stretch, taken)), [start for start, _ in taken])
        yield from sorted(found, key=lambda mention: mention.start)

    def _quantities(self, stretch: Stretch, read: list[Numeral], taken: list[int]) -> Iterator[Mention]:
        sentence: list[Memory] = []
        free, limits = stretch.start, _limits(stretch, read, taken)
        for numeral, printed, limit in zip(read, _own_units(stretch, read, limits), limits, strict=True):
            if numeral.first < free:  # "17 deaths per 1,000"
                continue
            is_share = printed and sentence and _is_share_of_people(numeral, printed, sentence[-1])
            own = Unit(counted=PERCENT, rule=LIST) if is_share else printed
            unit = (
                own
                or self._again(numeral, stretch)
                or taken_over(numeral, stretch, free, sentence, self.counted, legend=self.legend)
            )
            if not counts(numeral, unit, stretch):
                continue
            if mention := mention_of(numeral, unit, stretch, (free, limit)):
                free = mention.end
                if unit.counted:
                    sentence.append(_memory(numeral, unit, stretch, mention.start))
                    self.seen.setdefault(numeral.quantities[-1].value, sentence[-1])
                yield mention
        self.counted += [entry for entry in sentence if entry.counted.kind not in NOT_TAKEN_OVER]

    def _again(self, numeral: Numeral, stretch: Stretch) -> Unit | None:
        """What a number counts that the text has named before: "of the 340 who came"."""
        value = numeral.quantities[-1].value
        first = self.seen.get(value) if value >= _UNLIKELY and not numeral.is_percent else None
        if first is None or first.counted.kind not in BEINGS or stretch.before(numeral.start, 4) != "the ":
            return None
        return Unit(counted=first.counted, rule="number named before", inherited=first.noun)


def _is_share_of_people(numeral: Numeral, own: Unit, last: Memory) -> bool:
    """True for the second of "71.3 per cent were Russians, 14.8 Poles": nobody counts people so."""
    is_part = numeral.quantities[-1].value.denominator != 1 and not numeral.has_word
    is_people = own.counted is not None and own.counted.kind == "person"
    return is_part and is_people and last.counted.kind == "share" and not numeral.is_percent


def _is_bare(document: Document, stretch: Stretch) -> bool:
    """True below a heading that is no more than a short line: the story goes on from what stands above it."""
    if document.media_type != "text/plain" or not stretch.block.section:
        return False
    line = f"{stretch.block.section[-1]}\n"
    start = document.text.rfind(line, 0, stretch.start)
    begins = start == 0 or document.text[start - 1 : start] == "\n"
    return start >= 0 and begins and document.text[start + len(line)] not in "=-"


def _dateline(stretch: Stretch, dated: list[Dated], *, is_entry: bool = False) -> date | None:
    """The day of a short line, with which a letter, a speech, a report or an entry of a diary begins."""
    if stretch.block.part in (Part.FIELD, Part.ITEM, Part.CELL):
        return None  # "Decree: No. 1428 of 21 August 1937", in an infobox
    whole = [one for one in dated if (is_entry or one.rule == "printed") and len(str(one.period)) == _DAY]
    if _PERIOD.search(stretch.text, stretch.start, stretch.end):
        whole = whole or [one for one in dated if one.rule == "printed" and _is_of_days(one)]
    days = [one.period.latest for one in whole]
    begin, end = stretch.block.start, stretch.block.end
    if is_entry:
        begin, end = stretch.start, stretch.end
    if len(days) == 1 and stretch.start < _HEAD:
        begin = max(begin, stretch.text.rfind("\n", 0, whole[0].start) + 1)
        end = min(end, stretch.text.find("\n", whole[0].end) % (len(stretch.text) + 1))
    words = stretch.text[begin:end].replace(stretch.text[whole[0].start : whole[0].end], "") if days else ""
    if days and _CAPITALS.fullmatch(stretch.text, stretch.block.start, whole[0].start):
        return days[0]
    is_short = end - begin < _DATELINE and set(_SMALL.findall(words)) <= _OF_DATELINE
    is_list = words.rstrip().endswith(":") and not _PERIOD.search(words)  # "Distribution on 1 January 1945:"
    return days[0] if is_short and len(days) == 1 and not is_list else None


def _is_of_days(one: Dated) -> bool:
    """True for the days that a report covers: "Period: 1–15 February 2024"."""
    first, last = one.period.earliest, one.period.latest
    is_range = len(str(one.period)) == 2 * _DAY + 1
    return bool(is_range and first and last and (last - first).days < _COVERED)


def _first_year(stretch: Stretch, soon: int) -> int | None:
    """The first year that a block names soon: "They came on 10 February. It was 1940"."""
    start, end = stretch.block.start, min(stretch.block.end, stretch.block.start + soon)
    years = (
        atom.begin[:4]
        for atom in atoms(stretch.text, start, end)
        if atom.year and not PAPER.search(stretch.text, max(start, atom.start - 30), atom.start)
    )
    return next((int(year) for year in years if year.isdigit()), None)


def _memory(numeral: Numeral, unit: Unit, stretch: Stretch, start: int) -> Memory:
    assert unit.counted
    noun = unit.noun and Word.of(stretch.text, unit.noun.start, unit.noun.end)
    return Memory(
        counted=unit.counted,
        noun=noun or unit.inherited,
        value=numeral.quantities[-1].value,
        lead=lead_of(stretch.low, start),
        bracketed=stretch.low[start - 1 : start] == "(",
    )


def _limits(stretch: Stretch, read: list[Numeral], taken: list[int]) -> list[int]:
    """For each number the place that its words cannot pass: where the next number or date begins."""
    limits = []
    for at, numeral in enumerate(read):
        after = [other.start for other in read[at + 1 : at + 3] if stretch.before(other.start, 4) != "per "]
        if _NEXT_LINE.match(stretch.text, numeral.end, stretch.end):
            after.append(numeral.end)
        begins = bisect_left(taken, numeral.end)
        limits.append(min([stretch.end, *after, *taken[begins : begins + 1]]))
    return limits


def _own_units(stretch: Stretch, read: list[Numeral], limits: list[int]) -> list[Unit | None]:
    """The units that stand beside the numbers; in "5, 6 and 7 trains" one noun serves three."""
    own = [own_unit(numeral, stretch, limit) for numeral, limit in zip(read, limits, strict=True)]
    for at in range(len(read) - 2, -1, -1):
        after = own[at + 1]
        is_none = after is None or after.counted is None or after.counted.kind == "none"  # "forty times"
        if own[at] is None and after and not is_none and are_coordinate(stretch, read[at], read[at + 1]):
            word = after.inherited
            if noun := after.noun:
                word = Word.of(stretch.text, noun.start, noun.end)
            own[at] = evolve(after, rule="noun after the next number", noun=None, inherited=word)
    return own


def _date(text: str, dated: Dated) -> Mention:
    return Mention(
        start=dated.start,
        end=dated.end,
        numeral=Word.of(text, dated.first, dated.last),
        as_written=text[dated.start : dated.end],
        reading=dated.period,
        rules={"period": dated.rule},
    )


def _is_count(stretch: Stretch) -> bool:
    """True for four digits alone in a cell whose labels name something countable: "1944" under "Families"."""
    labels = stretch.block.labels
    if stretch.block.part not in (Part.CELL, Part.FIELD) or stretch.end - stretch.start > 6:
        return False
    is_bare = re.fullmatch(r"\d{4}", stretch.text[stretch.start : stretch.end].strip())
    return bool(
        is_bare and any(map(noun_in, labels)) and not any(_DATED.search(label.lower()) for label in labels)
    )
