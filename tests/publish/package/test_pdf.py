"""PDF files that do not depend on the order in which the converter meets its fonts."""

from __future__ import annotations

import altair as alt
import pypdfium2
import pytest

from zul.errors import Refusal
from zul.publish.drawing import Drawing, Table
from zul.publish.export import pictures
from zul.publish.package.pdf import in_order


@pytest.fixture
def drawing() -> Drawing:
    """With three fonts: plain, bold and italic."""
    values = alt.InlineData(values=[{"a": n, "b": n * n, "c": f"c{n % 2}"} for n in range(9)])
    chart = (
        alt.Chart(values)
        .mark_line(clip=True)
        .encode(x="a:Q", y="b:Q", color="c:N")
        .properties(title=alt.Title("Хальмг", subtitle="slanted", subtitleFontStyle="italic"))
    )
    table = Table(columns=("a",), rows=((1,),))
    return Drawing(id="d", title="t", caption="c", label="l", chart=chart, table=table)


def test_the_same_drawing_gives_the_same_file(drawing: Drawing) -> None:
    files = [pictures(drawing)["pdf"] for _ in range(8)]
    assert len(set(files)) > 1  # else the converter has learned order, and this module can go
    assert len({in_order(file) for file in files}) == 1


def test_the_page_looks_the_same(drawing: Drawing) -> None:
    file = pictures(drawing)["pdf"]
    before, after = (
        pypdfium2.PdfDocument(data)[0].render(scale=2).to_numpy().tobytes() for data in (file, in_order(file))
    )
    assert before == after
    assert in_order(in_order(file)) == in_order(file)


def test_another_form_of_pdf_is_refused() -> None:
    with pytest.raises(Refusal, match="the PDF has another form than that of svg2pdf"):
        in_order(b"%PDF-1.4\n")
