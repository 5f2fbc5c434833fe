from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from zul.publish.drawing import Drawing
from zul.publish.export import svg

Layer = dict[str, Any]


@pytest.fixture
def layers() -> Callable[[Drawing], list[Layer]]:
    """The layers of a drawing from back to front, each with its data in it as `rows`."""

    def read(drawing: Drawing) -> list[Layer]:
        chart = drawing.chart.to_dict()
        panels = chart.get("hconcat") or chart.get("vconcat") or [chart]
        data = chart["datasets"]
        return [
            {**layer, "rows": data[layer["data"]["name"]]} for panel in panels for layer in panel["layer"]
        ]

    return read


@pytest.fixture
def picture() -> Callable[[Drawing], str]:
    """The drawing as SVG of the page."""
    return lambda drawing: svg(drawing.chart, label=drawing.label)
