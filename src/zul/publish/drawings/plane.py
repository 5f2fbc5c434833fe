"""The plane of a drawing over time: years to the right, people upwards, the crises as lanes above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

import altair as alt
from attrs import frozen

from zul.publish.drawings import crises
from zul.publish.drawings.frame import axis, framed, of, ticks
from zul.publish.drawings.names import Box, Line, placed
from zul.publish.theme import WIDTH
from zul.publish.words import Words

_ACROSS = WIDTH - 60  # px: without the numbers of the axis
_YEARS, _NUMBERS = 15, 5  # about as many are named along the axes


@frozen(kw_only=True)
class Plane:
    """From the first to the last year, from nought to the highest number, on so many px above each other."""

    words: Words
    first: float
    last: float
    highest: float
    height: float
    lanes: Sequence[crises.Lane]

    @classmethod
    def over(cls, words: Words, *, first: float, last: float, highest: float, height: float) -> Self:
        """The plane with the crises of the case; they take their room beside the height."""
        lanes = crises.lanes(words, first, last, _ACROSS)
        return cls(
            words=words,
            first=first,
            last=last,
            highest=highest,
            height=height + crises.height(lanes),
            lanes=lanes,
        )

    @property
    def top(self) -> float:
        """Where the highest number lies, in px."""
        return crises.height(self.lanes) + 6

    def x(self, time: float) -> float:
        """The place of a time, in px."""
        return (time - self.first) / (self.last - self.first) * _ACROSS

    def y(self, count: float) -> float:
        """The place of a number, in px from the top."""
        return self.height - count / self.highest * (self.height - self.top)

    def line(self, name: str, rows: Sequence[dict[str, float]], *, is_banded: bool = True) -> Line:
        """What a line covers, for its name."""
        above, below = ("upper95", "lower95") if is_banded else ("median", "median")
        points = [(self.x(row["time"]), self.y(row[above]), self.y(row[below])) for row in rows]
        return Line(name=name, points=points)

    def names(
        self, lines: Sequence[tuple[Line, str]], signs: Sequence[tuple[float, float]] = ()
    ) -> Iterator[Any]:
        """The names of the lines in their colours, clear of signs at these times and numbers."""
        places = [(self.x(time), self.y(count)) for time, count in signs]
        boxes = [Box(left=x - 6, top=y - 6, right=x + 6, bottom=y + 6) for x, y in places]
        inside = Box(left=0, top=self.top, right=_ACROSS, bottom=self.height)
        colours = {line.name: colour for line, colour in lines}
        for name in placed([line for line, _ in lines], boxes, inside):
            text = of([{"name": name.text}]).mark_text(color=colours[name.text], aria=False)
            yield text.encode(x=alt.value(name.x), y=alt.value(name.y), text=alt.Text("name:N"))

    def chart(self, layers: Sequence[Any]) -> Any:
        """The layers in the plane, with its axes and the crises behind them."""
        years = {at: f"{at:.0f}" for at in ticks(self.first, self.last, _YEARS)}
        numbers = {at: self.words.language.number(int(at)) for at in ticks(0, self.highest, _NUMBERS)}
        scale = alt.Scale(domain=[0, self.highest], range=[self.height, self.top], nice=False)
        across = alt.Scale(domain=[self.first, self.last], nice=False)
        x = alt.X(scale=across, axis=axis(years, grid=False, ticks=True))
        y = alt.Y(scale=scale, axis=axis(numbers))
        drawn = alt.layer(*crises.layers(self.lanes, self.height), *layers).encode(x=x, y=y)
        return framed(drawn.properties(width=_ACROSS, height=self.height))
