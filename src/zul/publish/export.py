"""The one file that knows vl-convert: a chart becomes an SVG of the page, or a file of its own."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Literal

import altair as alt
import vl_convert
from markupsafe import Markup

from zul.publish.drawing import Drawing
from zul.publish.theme import OF_THE_PAGE, PAPER

Format = Literal["svg", "png", "pdf"]

_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
_NOTHING_FROM_OUTSIDE: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
_LINK = 'xlink:href="'
_BASE = f"{_LINK}https://vega.github.io/vega-datasets/"  # that Vega sets before our own addresses
_NAMELESS = re.compile(r'(<\w+(?![^>]*aria-label)[^>]*?) role="graphics-symbol"')
_MEASURED = "DejaVu Sans"  # a wide one with Cyrillic: the room that letters take, until the page has its own
_DENSER = 2.0  # pixels of a PNG for each of the drawing
_MADE_ID = re.compile(r'(?<=id=")(?:clip|gradient_)\d+(?=")|(?<=url\(#)(?:clip|gradient_)\d+(?=\))')


def svg(chart: alt.TopLevelMixin, *, label: str) -> Markup:
    """The chart as an SVG element named by `label`, which takes the colours of the page around it."""
    spec = chart.to_dict()
    spec["config"] = spec.get("config", {}) | {"font": _MEASURED}
    drawn = _with_own_ids(vl_convert.vegalite_to_svg(spec, **_NOTHING_FROM_OUTSIDE))
    drawn = drawn.replace(f'font-family="{_MEASURED}"', 'font-family="inherit"')
    for colour, of_the_page in OF_THE_PAGE.items():
        drawn = drawn.replace(f'"{colour}"', f'"{of_the_page}"')
    drawn = _NAMELESS.sub(r"\1", drawn.replace(_BASE, _LINK))
    # one picture with one name, whose table tells the rest; with links, a group that one can enter
    opening = Markup('<svg role="{}" aria-label="{}" ').format("group" if "<a " in drawn else "img", label)
    return opening + Markup(drawn.removeprefix("<svg "))


def pictures(drawing: Drawing) -> dict[Format, bytes]:
    """The drawing as files of their own, light and on paper colour; its links lead to the page above them."""
    spec = drawing.chart.to_dict(validate=False) | {"background": PAPER}  # the page validates the same chart
    spec["config"] = spec.get("config", {}) | {"font": "sans-serif"}  # there is no page to inherit one from
    drawn = _with_own_ids(vl_convert.vegalite_to_svg(spec, **_NOTHING_FROM_OUTSIDE))
    drawn = drawn.replace(f"{_BASE}#", f"{_LINK}../report.html#").replace(_BASE, f"{_LINK}../")
    return {
        "svg": drawn.encode(),
        "png": vl_convert.svg_to_png(drawn, scale=_DENSER),
        "pdf": vl_convert.svg_to_pdf(drawn),
    }


def _with_own_ids(drawn: str) -> str:
    """The drawing with ids that follow from it alone: those of the converter count on through a process."""
    numbers: dict[str, int] = {}
    for made in _MADE_ID.findall(drawn):
        numbers.setdefault(made, len(numbers) + 1)
    numbered = _MADE_ID.sub(lambda made: f"made-{numbers[made[0]]}", drawn)
    own = hashlib.sha256(numbered.encode()).hexdigest()[:8]  # apart from those of other drawings of a page
    return _MADE_ID.sub(lambda made: f"made-{own}-{numbers[made[0]]}", drawn)
