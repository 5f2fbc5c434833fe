"""The marks of the flow map: everything is put at pixels, so that the chart only paints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish.drawings.flow_map.labels import SIZES, Align, Placed, Style
from zul.publish.drawings.flow_map.layout import Frame, Point
from zul.publish.theme import INK, MUTED, PAPER

DOT: dict[str, Any] = {"size": 54, "fill": INK, "stroke": PAPER, "strokeWidth": 1.2, "opacity": 1}
RING: dict[str, Any] = {**DOT, "size": 46, "fill": PAPER, "stroke": INK, "strokeWidth": 1.6}
_WRITTEN: dict[Style, dict[str, Any]] = {
    "name": {"fontWeight": 600, "color": INK},
    "figure": {"color": INK},
    "other": {"color": MUTED},
    "faint": {"color": MUTED},
    "water": {"fontStyle": "italic", "color": MUTED},
}
_FEATURES: dict[str, Any] = {"type": "json", "property": "features"}
_HALO: dict[str, Any] = {
    "color": PAPER,
    "stroke": PAPER,
    "strokeWidth": 3.4,
    "strokeJoin": "round",
    "opacity": 0.85,
}
_PIXELS: dict[str, Any] = {"type": "identity", "scale": 1, "translate": [0, 0]}


@frozen(kw_only=True)
class Text:
    """A line of text, aligned at a pixel in the middle of its height."""

    text: str
    at: Point
    style: Style
    align: Align = "left"


@frozen(kw_only=True)
class Link:
    """Where a sign leads, and what it says to those who do not see it."""

    href: str
    words: str


@frozen(kw_only=True)
class Sheet:
    """What is painted on, in pixels."""

    width: float
    height: float

    def shapes(
        self,
        shapes: Iterable[Sequence[Sequence[Point]]],
        *,
        link: Link | None = None,
        lines: bool = False,
        clip: Frame | None = None,
        **style: Any,
    ) -> alt.Chart:
        """Areas, each of rings, or lines."""
        properties = {"href": link.href, "words": link.words} if link else {}
        features = [
            {"type": "Feature", "properties": properties, "geometry": _geometry(shape, lines=lines)}
            for shape in shapes
        ]
        within = {"clipExtent": [[0, 0], [clip.width, clip.height]]} if clip else {}
        # as text, for Altair would look at every point
        data = alt.InlineData(values=json.dumps({"features": features}), format=_FEATURES)
        chart: alt.Chart = alt.Chart(data).mark_geoshape(**style, aria=link is not None)
        projected: alt.Chart = chart.properties(projection={**_PIXELS, **within})
        return _linked(projected, "properties.") if link else projected

    def points(self, points: Sequence[Point], *, links: Sequence[Link] = (), **style: Any) -> alt.Chart:
        """Round signs."""
        rows = [_row(point) for point in points]
        for row, link in zip(rows, links, strict=False):
            row.update(href=link.href, words=link.words)
        chart: alt.Chart = self._at(rows).mark_point(shape="circle", **style, aria=bool(links))
        return _linked(chart) if links else chart

    def texts(self, texts: Sequence[Text]) -> Iterator[alt.Chart]:
        """Text on a halo of paper, so that it can be read over lines."""
        for style, written in _WRITTEN.items():
            for align in ("left", "center", "right"):
                rows = [
                    {**_row(text.at), "text": text.text}
                    for text in texts
                    if (text.style, text.align) == (style, align)
                ]
                if rows:
                    put = {"align": align, "baseline": "middle", "fontSize": SIZES[style], **written}
                    for painted in ({**put, **_HALO}, put):
                        yield self._at(rows).mark_text(**painted, aria=False).encode(text=alt.Text("text:N"))

    def _at(self, rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
        across = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        down = alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        data = alt.InlineData(values=[dict(row) for row in rows])
        return alt.Chart(data).encode(
            x=alt.X("x:Q", scale=across, axis=None), y=alt.Y("y:Q", scale=down, axis=None)
        )


def _linked(chart: alt.Chart, within: str = "") -> alt.Chart:
    found: alt.Chart = chart.encode(
        href=alt.Href(f"{within}href:N"), description=alt.Description(f"{within}words:N")
    )
    return found


def texts(labels: Iterable[Placed]) -> list[Text]:
    """The rows of labels, each at its place."""
    return [
        Text(text=row.text, at=at, style=row.style, align=placed.align)
        for placed in labels
        for row, at in placed.anchors
    ]


def _geometry(shape: Sequence[Sequence[Point]], *, lines: bool) -> dict[str, Any]:
    drawn = [[_short(point) for point in line] for line in shape]
    if lines:
        return {"type": "MultiLineString", "coordinates": drawn}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in drawn]}


def _short(point: Point) -> list[float]:
    return [round(point[0], 1), round(point[1], 1)]


def _row(point: Point) -> dict[str, Any]:
    x, y = _short(point)
    return {"x": x, "y": y}
