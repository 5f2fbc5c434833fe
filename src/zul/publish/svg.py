"""The one file that knows vl-convert: a chart becomes SVG that takes the colours of the page around it."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import vl_convert
from markupsafe import Markup, escape

_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def svg(chart: alt.Chart | alt.LayerChart, *, label: str, colours: Mapping[str, str]) -> Markup:
    """The chart as an SVG element named by `label`; `colours` maps colours of the chart to those of CSS."""
    drawn = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=_VERSION, allowed_base_urls=[])
    for colour, of_the_page in colours.items():
        drawn = drawn.replace(f'"{colour}"', f'"{of_the_page}"')
    # one picture with one name: its table tells the rest
    opening = Markup('<svg role="img" aria-label="{}" ').format(escape(label))
    return opening + Markup(drawn.removeprefix("<svg "))
