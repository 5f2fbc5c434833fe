from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from zul.errors import Refusal
from zul.read.text.documents import read_document
from zul.terms.document import Document, Part, Span

Told = Callable[[Document], list[str]]
Pdf = Callable[[Sequence[Sequence[tuple[int, int, int, str]]]], bytes]
Packed = Callable[[Mapping[str, bytes]], bytes]

# What each of the four formats below says; the tables lie in different places of the pages.
TABLE = [
    "cell | tab. 1, row 1, col. 1 | Region",
    "cell | tab. 1, row 1, col. 2 | 1944",
    "cell | tab. 1, row 1, col. 4 | 1945",
    "cell | tab. 1, row 2, col. 2 | families",
    "cell | tab. 1, row 2, col. 3 | people",
    "cell | tab. 1, row 3, col. 1 | Omsk",
    "cell | tab. 1, row 3, col. 2 | Omsk | 1944 › families | 8,353",
    "cell | tab. 1, row 3, col. 3 | Omsk | 1944 › people | 24,352",
    "cell | tab. 1, row 3, col. 4 | Omsk | 1945 | 5",
    "cell | tab. 1, row 4, col. 2 | Omsk | 1944 › families | 1",
    "cell | tab. 1, row 4, col. 3 | Omsk | 1944 › people | 2",
    "cell | tab. 1, row 4, col. 4 | Omsk | 1945 | 3",
]


def test_markdown(told: Told) -> None:
    text = """\
# The *removal*

Some **93,000** people[^1] [left](http://a.b "t"),[12] `x`  \nat once. ![map](m.png)

1943. The year it began.

- one
  - two <b>bold</b>

> quoted

| Region | Families |
|--------|---------:|
| Omsk   | 8,353<br>or so |
| 1944   | 7 |

<div>thrown away</div>

[^1]: A note.
"""
    document = read_document(text.encode(), name="a.md")
    assert (document.title, document.media_type) == ("The removal", "text/markdown")
    assert document.dropped == ("3 footnote marks", "1 image", "3 HTML tags")
    assert told(document) == [
        "heading | title | The removal",
        "paragraph | lead ¶1 | Some 93,000 people left, x\nat once.",
        "item | lead, item 1 | 1943. The year it began.",
        "item | lead, item 2 | one",
        "item | lead, item 3 | two bold",
        "paragraph | lead ¶2 | quoted",
        "cell | tab. 1, row 1, col. 1 | Region",
        "cell | tab. 1, row 1, col. 2 | Families",
        "cell | tab. 1, row 2, col. 1 | Omsk",
        "cell | tab. 1, row 2, col. 2 | Omsk | Families | 8,353\nor so",
        "cell | tab. 1, row 3, col. 1 | 1944",
        "cell | tab. 1, row 3, col. 2 | 1944 | Families | 7",
        "paragraph | lead ¶3 | A note.",
    ]
    assert document.text.startswith(
        "The removal\n\nSome 93,000 people left, x\nat once.\n\n1943. The year it began.\none\n"
    )
    assert "\n\nRegion\tFamilies\nOmsk\t8,353\nor so\n1944\t7\n\n" in document.text


PAGE = """\
<!doctype html><html><head><title>The removal – Encyclopedia</title><style>p {}</style></head><body>
<nav><a href="/">Home</a></nav><h1>The removal</h1>
<table class="infobox"><tr><th colspan="2">The removal</th></tr>
<tr><td colspan="2"><img src="a.png"> A train</td></tr>
<tr><td class="infobox-label">Date</td><td>28–31 March 1944</td></tr>
<tr><th colspan="2">Casualties</th></tr><tr><th>• Dead</th><td>16,017<br>16,594</td></tr></table>
<p>In <b>1944</b> the army<sup class="reference"><a href="#c1">[1]</a></sup> took 5&nbsp;km<sup>2</sup>
on the 26<sup>th</sup>.[12] Then<sup><a href="#n3">3</a></sup> 93&#x202f;139 left.<br><br>Later
<div hidden>secret</div><div style="display: none">secret</div><!-- secret -->
<h2>Regions<span class="mw-editsection">[edit]</span></h2>
<ul><li>one<ul><li>two</ul>still one<li>three</ul>
<table><caption>Families by region</caption>
<tr><th rowspan="2">Region<th colspan="2">1944<th rowspan="2">1945<tr><th>families<th>people
<tr><td rowspan="2">Omsk<td>8,353<td>24,352<td>5<tr><td>1<td>2<td>3</table>
<table><tr><td>Aside<td><h3>Layout</h3>words<table><tr><th>Year<td>1944</table>rest</table>
<h2>See also</h2><ul><li>Other removals</ul><h2>End</h2><p>The end.<script>let a = "<p>secret";</script>
<footer>secret</footer></body></html>
"""


def test_html(told: Told) -> None:
    document = read_document(PAGE.encode(), name="a.html")
    assert (document.title, document.media_type) == ("The removal", "text/html")
    assert document.dropped == (
        "1 style sheet",
        "3 navigation parts",
        "1 image",
        "3 footnote marks",
        "2 hidden parts",
        "1 comment",
        "1 script",
        "1 “See also” section",
    )
    assert told(document) == [
        "heading | title | The removal",
        "field | infobox | The removal",
        "field | infobox | A train",
        "field | infobox: Date | Date | 28–31 March 1944",
        "field | infobox | Casualties",
        "field | infobox: Casualties › Dead | Casualties › Dead | 16,017\n16,594",
        "paragraph | lead ¶1 | In 1944 the army took 5\xa0km² on the 26th. Then 93\u202f139 left.",
        "paragraph | lead ¶2 | Later",
        "heading | Regions | Regions",
        "item | Regions, item 1 | one",
        "item | Regions, item 2 | two",
        "item | Regions, item 3 | still one",
        "item | Regions, item 4 | three",
        "paragraph | Regions ¶1 | Families by region",
        *TABLE,
        "paragraph | Regions ¶2 | Aside",
        "heading | Regions › Layout | Layout",
        "paragraph | Regions › Layout ¶1 | words",
        "cell | tab. 2, row 1, col. 1 | Year",
        "cell | tab. 2, row 1, col. 2 | Year |  | 1944",
        "paragraph | Regions › Layout ¶2 | rest",
        "heading | End | End",
        "paragraph | End ¶1 | The end.",
    ]


def test_a_page_without_a_heading_has_the_title_of_its_head() -> None:
    document = read_document(b"<title> The\nremoval </title><p>a", name="a.html")
    assert (document.title, document.text) == ("The removal", "a")


WIKITEXT = """\
{{Short description|secret}}
{{Infobox event
| title = The removal
| image = a.jpg
| date = {{start date|1944|3|28}}
| dead = 16,017–16,594 people<br>(~17 percent)<ref name="a">secret [[b]] {{cite|5}}</ref>
| perps = {{plainlist|
* [[NKVD]]
* [[Red Army|the Army]]
}}
| module = {{Infobox inner|trains=46}}
}}
'''It''' ({{lang-ru|Высылка}}) was in [[1944]],<ref name=b/> {{circa|1945}} with {{cvt|500|kg|lb}}.
Next [http://a.b label] 5&nbsp;km<sup>2</sup>.{{cn}}<!-- secret -->

[[File:Train.jpg|thumb|200px|A train of 46 wagons]]Many [[person|people]] {{unknown|x}} {{ unclosed.

== Regions ==
* one
** two
: aside
{| class="wikitable"
|+ Families by region
! rowspan="2" | Region !! colspan="2" | 1944 !! rowspan="2" | 1945
|-
! families
! people
|-
| rowspan="2" | [[Omsk]]
| 8,353 || 24,352 || 5
|-
| 1
| align="right" | 2
| 3
|}
=== See also ===
* [[secret]]
== End ==
The end. [[Category:Removals]]
"""


def test_wikitext(told: Told) -> None:
    document = read_document(WIKITEXT.encode(), name="a.wiki")
    assert (document.title, document.media_type) == (None, "text/x-wiki")
    assert document.dropped == (
        "1 comment",
        "3 footnote marks",
        "2 templates",
        "1 image",
        "1 category",
        "1 “See also” section",
    )
    assert told(document) == [
        "field | infobox: title | title | The removal",
        "field | infobox: date | date | 1944-03-28",
        "field | infobox: dead | dead | 16,017–16,594 people\n(~17 percent)",
        "field | infobox: perps | perps | NKVD\nthe Army",
        "field | infobox: trains | trains | 46",
        "paragraph | lead ¶1 | It (Высылка) was in 1944, c. 1945 with 500 kg. Next label 5\xa0km².",
        "paragraph | lead ¶2 | A train of 46 wagons",
        "paragraph | lead ¶3 | Many people {{ unclosed.",
        "heading | Regions | Regions",
        "item | Regions, item 1 | one",
        "item | Regions, item 2 | two",
        "paragraph | Regions ¶1 | aside",
        "paragraph | Regions ¶2 | Families by region",
        *TABLE,
        "heading | End | End",
        "paragraph | End ¶1 | The end.",
    ]


def word_file() -> bytes:
    written = docx.Document()
    written.add_heading("The removal", 0)
    running = written.add_paragraph("Some 93,139 people")
    running.add_run("12").font.superscript = True
    running.add_run(" left.\tThen").add_break()
    running.add_run("more left.")
    written.add_heading("Regions", 1)
    written.add_paragraph("one", style="List Bullet")
    written.add_paragraph("two", style="List Number")
    table = written.add_table(4, 4)
    rows = (("Region", "1944", "", "1945"), ("", "families", "people", ""), ("Omsk", "8,353", "24,352", "5"))
    for row, words in enumerate((*rows, ("", "1", "2", "3"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3)), ((2, 0), (3, 0))):
        table.cell(*first).merge(table.cell(*last))
    for head in table.rows[0], table.rows[1]:
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    written.add_heading("Later", 2)
    written.add_paragraph("The end.")
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def test_docx(told: Told) -> None:
    document = read_document(word_file(), name="a.docx")
    assert document.title == "The removal"
    assert document.dropped == ()
    assert told(document) == [
        "heading | title | The removal",
        "paragraph | lead ¶1 | Some 93,139 people¹² left. Then\nmore left.",
        "heading | Regions | Regions",
        "item | Regions, item 1 | one",
        "item | Regions, item 2 | two",
        *TABLE,
        "heading | Regions › Later | Later",
        "paragraph | Regions › Later ¶1 | The end.",
    ]


def test_docx_takes_tracked_changes_as_accepted(told: Told, packed: Packed) -> None:
    body = """
        <w:p><w:r><w:t>Kept, </w:t></w:r><w:ins><w:r><w:t>inserted,</w:t></w:r></w:ins>
        <w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:sdt><w:sdtContent><w:r><w:t> held.</w:t>
        </w:r></w:sdtContent></w:sdt><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:p><w:r><w:t>Outside </w:t><mc:Fallback><w:p><w:r><w:t>twice</w:t></w:r></w:p></mc:Fallback>
        <w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent><w:t>the box.</w:t></w:r></w:p>
        <w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Heading</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>outer</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r>
        </w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"""
    xml = f'<w:document xmlns:w="urn:w" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'
    document = read_document(packed({"word/document.xml": xml.encode()}), name="a.docx")
    assert document.dropped == ("1 deleted passage", "1 footnote mark")
    assert told(document) == [
        "paragraph | lead ¶1 | Kept, inserted, held.",
        "paragraph | lead ¶2 | boxed",
        "paragraph | lead ¶3 | Outside the box.",
        "heading | Heading | Heading",
        "cell | tab. 1, row 1, col. 1 |  |  | outer\ninner",
    ]


def test_pdf(told: Told, pdf: Pdf) -> None:
    first = [
        (72, 790, 9, "A report"),
        (72, 750, 12, "In March 1944 more than 93,000 people of the two valleys were taken into the depor-"),
        (72, 736, 12, "tation with their hus-"),
        (72, 722, 12, "bands; the anti-"),
        (72, 708, 12, "Soviet kind. It ended."),
        (90, 694, 12, "The next paragraph is indented and goes on over more than one line of the text, as"),
        (72, 680, 12, "one sees here."),
        (72, 640, 12, "Region"),
        (200, 640, 12, "Families"),
        (72, 626, 12, "Omsk"),
        (200, 626, 12, "8,353"),
        (72, 600, 12, "The last paragraph is longer than its page and so it goes on over there, on the next"),
        (72, 60, 9, "1"),
    ]
    second = [(72, 790, 9, "A report"), (72, 750, 12, "one, to its end."), (72, 60, 9, "3")]
    third = [(72, 790, 9, "A report"), (72, 750, 12, "The end of 1944."), (72, 60, 9, "4")]
    document = read_document(pdf([first, [], second, third]), name="a.pdf")
    assert (document.title, document.media_type) == (None, "application/pdf")
    assert document.dropped == ("1 empty page", "6 running heads", "2 mended hyphens")
    assert told(document) == [
        "paragraph | p. 1 ¶1 | In March 1944 more than 93,000 people of the two valleys were taken into the "
        "deportation with their husbands; the anti-Soviet kind. It ended.",
        "paragraph | p. 1 ¶2 | The next paragraph is indented and goes on over more than one line of the "
        "text, as one sees here.",
        "paragraph | p. 1 ¶3 | Region Families",
        "paragraph | p. 1 ¶4 | Omsk 8,353",
        "paragraph | p. 1 ¶5 | The last paragraph is longer than its page and so it goes on over there, "
        "on the next one, to its end.",
        "paragraph | p. 4 ¶1 | The end of 1944.",
    ]
    pages = [span for span in document.spans if span.part is Part.PAGE]
    last = document.text.index("The end of 1944.")
    assert pages == [
        Span(start=0, end=last - 2, part=Part.PAGE, locator="p. 1"),
        Span(start=last, end=last + 16, part=Part.PAGE, locator="p. 4"),
    ]
    assert document.spans[0] == pages[0]


def test_a_line_that_only_looks_like_a_running_head_stays(told: Told, pdf: Pdf) -> None:
    figures = ("10,212", "9,480", "7,001", "6,100")
    document = read_document(
        pdf(
            [
                [(72, 750, 12, "Register"), (72, 700, 12, "It was kept."), (72, 650, 12, f"Total {n}")]
                for n in figures
            ]
        ),
        name="a.pdf",
    )
    assert document.dropped == ("4 running heads",)
    assert [line.split(" | ")[-1] for line in told(document)[1::2]] == [f"Total {n}" for n in figures]


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/html", "<table><tr><td>Year<td>Dead<tr><td>1944<td>351</table>"),
        ("text/x-wiki", "{|\n| Year || Dead\n|-\n| 1944 || 351\n|}"),
        ("text/markdown", "Year|Dead\n-|-\n1944|351"),
        ("text/plain", "Year | Dead\n---|---\n1944 | 351"),
    ],
)
def test_the_first_row_and_column_head_a_table_that_marks_none(
    media_type: str, text: str, told: Told
) -> None:
    document = read_document(text.encode(), name="a", media_type=media_type)
    assert told(document) == [
        "cell | tab. 1, row 1, col. 1 | Year",
        "cell | tab. 1, row 1, col. 2 | Dead",
        "cell | tab. 1, row 2, col. 1 | 1944",
        "cell | tab. 1, row 2, col. 2 | 1944 | Dead | 351",
    ]


def test_a_table_of_figures_alone_has_no_heads(told: Told) -> None:
    assert told(read_document(b"<table><tr><td>5<td>6<tr><td>7<td>8</table>", name="a.html")) == [
        "cell | tab. 1, row 1, col. 1 |  |  | 5",
        "cell | tab. 1, row 1, col. 2 |  |  | 6",
        "cell | tab. 1, row 2, col. 1 |  |  | 7",
        "cell | tab. 1, row 2, col. 2 |  |  | 8",
    ]


MARKUP = {
    "html": """<p> </p> <table␣class=infobox> <table> </table> <tr> <td> <th> <li> </li> <br> <sup> </sup>
        <th␣rowspan=3␣colspan=2> <a␣href=#a> <h1> <h2> <div␣hidden> </div> <pre> <title> </title> <script>
        <caption> a 1944. ⏎""",
    "wiki": """{{ }} {{infobox|a= | = [[ ]] [[File: {| |} |- ! !! || |+ <ref> </ref> <br> == = * # : ''
        [http://a ] a ⏎""",
    "md": "# ## - 1. 1944. > | |-|- ` * ** [ ]( ) ![ <b> <br> [^1] [12] a ⏎ ⏎⏎",
    "txt": "= == # - 1. | |-|- Infobox a: --- === a 1944. ⏎ ⏎⏎",
}


@pytest.mark.parametrize("suffix", MARKUP)
@given(st.data())
def test_any_markup_makes_a_document_whose_spans_are_words(suffix: str, data: st.DataObject) -> None:
    pieces = st.sampled_from([piece.replace("␣", " ").replace("⏎", "\n") for piece in MARKUP[suffix].split()])
    written = data.draw(st.sampled_from(("", " "))).join(data.draw(st.lists(pieces, max_size=40)))
    try:
        document = read_document(written.encode(), name=f"a.{suffix}")
    except Refusal as refusal:
        assert refusal.what in {"is empty", "holds no text"}  # noqa: PT017 - most texts are not refused
        return
    assert [span.start for span in document.spans] == sorted(span.start for span in document.spans)
    outer: Span | None = None
    for span in document.spans:
        words = document.text[span.start : span.end]
        assert words == words.strip() != ""
        if span.part is Part.SENTENCE:
            assert outer is not None
            assert outer.start <= span.start < span.end <= outer.end
        else:
            assert outer is None or outer.end <= span.start
            outer = span
