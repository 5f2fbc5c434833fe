"""PDF files in one order: the converter lists fonts as they come, so that two runs differ.

Objects are numbered as they are reached from the catalogue, names in a dictionary of resources are sorted,
and the table of places is made anew. It reads the files of svg2pdf, which packs no object into another.
"""

from __future__ import annotations

import re

from zul.errors import Refusal

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_PLACE = re.compile(rb"(\d{10}) 00000 n")
_RESOURCES = re.compile(rb"(?<=<<\n)((?: +/\w+ (?:\d+ 0 R|\[[^\]\n]*\])\n){2,})(?= *>>)")
_TRAILER = re.compile(
    rb"xref\n(.*)trailer\n<<\n  /Size \d+\n  /Root (\d+) 0 R\n  /Info (\d+) 0 R\n>>", re.DOTALL
)
_HEAD = 16  # bytes before the first object: the version, and a comment of four high bytes


def in_order(data: bytes) -> bytes:
    """The same document in the one order that its content gives. Refuses a PDF that svg2pdf did not write."""
    trailer = _TRAILER.search(data, data.rfind(b"xref\n0 "))
    if trailer is None:
        raise Refusal("the PDF has another form than that of svg2pdf", "Tell the makers of Zul.")
    objects = dict(_object(data, int(place)) for place in _PLACE.findall(trailer[1]))
    order: list[int] = []
    waiting = [int(trailer[2]), int(trailer[3])]
    while waiting:
        number = waiting.pop(0)
        if number not in order:
            order.append(number)
            waiting += [int(found) for found in _REFERENCE.findall(objects[number][0])]
    numbers = {old: new for new, old in enumerate(order, start=1)}
    out = bytearray(data[:_HEAD])
    places = []
    for old in order:
        head, stream = objects[old]
        places.append(len(out))
        renumbered = _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head)
        out += b"%d 0 obj%s%sendobj\n\n" % (numbers[old], renumbered, stream)
    end = b"startxref\n%d\n%%%%EOF" % len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    out += b"trailer\n<<\n  /Size %d\n  /Root 1 0 R\n  /Info 2 0 R\n>>\n" % (len(order) + 1)
    return bytes(out + end)


def _object(data: bytes, place: int) -> tuple[int, tuple[bytes, bytes]]:
    """Its number, its dictionary with resources by name, and its stream, which stays as it is."""
    opened = data.index(b" 0 obj", place)
    head_end, closed = data.find(b"stream\n", opened), data.index(b"endobj\n", opened)
    if -1 < head_end < closed:
        closed = data.index(b"endstream\nendobj\n", head_end) + len(b"endstream\n")
    else:
        head_end = closed
    head = data[opened + len(b" 0 obj") : head_end]
    by_name = _RESOURCES.sub(lambda found: b"".join(sorted(found[1].splitlines(keepends=True))), head)
    return int(data[place:opened]), (by_name, data[head_end:closed])
