"""A rate per thousand may be read as printed, or as the law of figures has it: in percent."""

import importlib.util
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def module(name: str) -> ModuleType:
    """A module beside the benchmarks, which are no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        assert spec
        assert spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)  # where attrs looks for it
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


marks, scores = module("marks"), module("scores")


@pytest.mark.parametrize(
    ("text", "value", "unit", "right"),
    [
        ("212 per thousand", "21.2", "percent", 1),
        ("212 per thousand", "212", "birth", 1),
        ("212 per thousand", "21.1", "percent", 0),
        ("212 people", "21.2", "percent", 0),
    ],
)
def test_a_rate_per_thousand(text: str, value: str, unit: str, right: int) -> None:
    row = marks.Row(
        text="a", start=0, end=3, surface="212", kind="quantity", low="212", high="212", unit="birth"
    )
    number = Fraction(value)
    found = scores.Found(start=0, end=3, value=(number, number), hedge="", unit=unit)
    assert scores.score(text, [row], [found], cells=False).right["all three"] == right
