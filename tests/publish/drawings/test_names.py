"""The name of a line stands beside it, and on nothing else where there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zul.publish.drawings.frame import width
from zul.publish.drawings.names import Box, Line, placed

INSIDE = Box(left=0, top=0, right=760, bottom=400)
HEIGHTS = st.lists(st.integers(40, 360), min_size=9, max_size=9)


def a_line(name: str, heights: list[int], band: int = 4) -> Line:
    return Line(name=name, points=[(95 * place, y - band, y + band) for place, y in enumerate(heights)])


def box(text: str, x: float, y: float) -> Box:
    half = width(text) / 2
    return Box(left=x - half, top=y - 8, right=x + half, bottom=y + 8)


@given(HEIGHTS)
def test_a_name_lies_inside_and_touches_neither_its_line_nor_a_sign(heights: list[int]) -> None:
    line = a_line("reconstructed", heights)
    (name,) = placed([line], [], INSIDE)
    place = box(name.text, name.x, name.y)
    assert min(place.left, place.top) >= 0
    assert (place.right <= 760, place.bottom <= 400) == (True, True)
    assert all(place.apart(covered) >= 0 for covered in line.boxes())


def test_two_names_and_two_lines_keep_apart() -> None:
    lines = [a_line("expected", [100] * 9), a_line("reconstructed", [200] * 9)]
    sign = Box(left=370, top=210, right=390, bottom=230)
    names = placed(lines, [sign], INSIDE)
    boxes = [box(name.text, name.x, name.y) for name in names]
    others = [*boxes, sign, *(covered for line in lines for covered in line.boxes())]
    assert [name.text for name in names] == ["expected", "reconstructed"]
    assert all(one.apart(two) >= 0 for one in boxes for two in others if one is not two)


def test_a_name_goes_where_there_is_most_room() -> None:
    signs = [Box(left=x, top=60, right=x + 12, bottom=140) for x in range(0, 480, 20)]
    (name,) = placed([a_line("reconstructed", [100] * 9)], signs, INSIDE)
    assert name.x - width(name.text) / 2 >= 472


def test_a_line_without_room_for_its_name_has_none() -> None:
    assert placed([a_line("a name far too long for so small a drawing" * 4, [100] * 9)], [], INSIDE) == []
