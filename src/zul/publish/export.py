"""The one file that knows vl-convert: a chart becomes an SVG of the page, or a file of its own."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from zul.publish.drawing import Drawing
from zul.publish.theme import OF_THE_PAGE, PAPER

Format = Literal["svg", "png", "pdf"]

_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
_NOTHING_FROM_OUTSIDE: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
_DENSER = 2.0  # pixels of a PNG for each of the drawing


def svg(chart: alt.TopLevelMixin, *, label: str) -> Markup:
    """The chart as an SVG element named by `label`, which takes the colours of the page around it."""
    drawn = vl_convert.vegalite_to_svg(chart.to_dict(), **_NOTHING_FROM_OUTSIDE)
    for colour, of_the_page in OF_THE_PAGE.items():
        drawn = drawn.replace(f'"{colour}"', f'"{of_the_page}"')
    # one picture with one name: its table tells the rest
    opening = Markup('<svg role="img" aria-label="{}" ').format(escape(label))
    return opening + Markup(drawn.removeprefix("<svg "))


def picture(drawing: Drawing, form: Format) -> bytes:
    """The drawing as a file of its own, light and on paper colour."""
    spec = drawing.chart.to_dict() | {"background": PAPER}
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec, **_NOTHING_FROM_OUTSIDE).encode()
    if form == "png":
        return vl_convert.vegalite_to_png(spec, scale=_DENSER, **_NOTHING_FROM_OUTSIDE)
    return vl_convert.vegalite_to_pdf(spec, **_NOTHING_FROM_OUTSIDE)
