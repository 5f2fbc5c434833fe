"""The contradictions as a graph: sources, their figures, and where these meet what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from textwrap import wrap
from typing import Any

import altair as alt
from attrs import frozen

from zul.publish.drawing import Drawing, Table, Value
from zul.publish.drawings.columns import sorted_columns, spread_out
from zul.publish.drawings.frame import cut, framed, of, width
from zul.publish.theme import ACCENT, INK, MUTED, PAPER, WIDTH
from zul.publish.words import Words, anchor, plain
from zul.terms.finding import Finding, Grade
from zul.terms.identity import Nature

MOST = 24  # findings drawn
_GRAVE = (Grade.CONTRADICTION, Grade.SOURCE_CONFLICT)
_SOURCE, _CLAIM, _FINDING = 160, 276, 508  # px: where the columns stand
_ROW, _BLOCK, _LINE = 24, 56, 17  # px: of a figure, of a finding, of a source
_TOP = 34  # px: for the heads of the columns
_BESIDE = 12  # px: between a sign and its words
_FIGURE = _FINDING - _CLAIM - 4 * _BESIDE  # px: for the words of a figure
_TITLE, _LEAD = 2, 15  # lines of a title, at most; px from line to line
_AT_MOST = {Nature.PART, Nature.DECLARED_PART, Nature.ORDER, Nature.ELAPSED}


@frozen(kw_only=True)
class Node:
    """A source, a figure or a finding in its place: px from the top, words, address.

    `share` is the part of the cheapest repairs that give the figure up.
    """

    id: str
    y: float
    words: str
    href: str
    share: float = 0.0


@frozen(kw_only=True)
class Graph:
    """The three columns and the lines between them."""

    sources: tuple[Node, ...]
    claims: tuple[Node, ...]
    findings: tuple[Node, ...]
    links: tuple[tuple[str, str], ...]
    height: float


def contradictions(words: Words, findings: Sequence[Finding]) -> Drawing | None:
    """Which figures cannot stand together, and which of them to distrust; None where all of them can."""
    all_grave = [finding for finding in findings if finding.grade in _GRAVE]
    grave = all_grave[:MOST]
    if not grave:
        return None
    say = words.say
    caption = say(
        "Lines lead from a source to its figures, and on to the findings that use them. A full joint is a "
        "contradiction of one voice with itself, an open one a conflict between sources. The sign in it says "
        "what does not hold: ≠ the figures of one quantity differ, Σ a sum does not come out, ≤ a part is "
        "more than its whole or a time is out of order, ÷ a share does not fit. A ring marks a figure that "
        "would be given up to make the whole case agree with as little change as possible; where there are "
        "several such ways, the ring is the stronger, the more of them give it up. It is no verdict."
    )
    if len(all_grave) > len(grave):
        more = say("Drawn are the {n} gravest of {all}.", n=len(grave), all=len(all_grave))
        caption = words.language.joined([caption, more], " ")
    return Drawing(
        id="contradictions",
        title=say("Which figures cannot stand together, and which are suspect?"),
        caption=caption,
        label=words.language.count(
            "A graph of {n} finding with its figures and their sources; the table lists them all",
            "A graph of {n} findings with their figures and sources; the table lists them all",
            len(grave),
        ),
        chart=_chart(words, graph(words, grave), {finding.id: finding for finding in grave}),
        table=_table(words, grave),
        claims=tuple(dict.fromkeys(id for finding in grave for id in finding.claims)),
    )


def graph(words: Words, findings: Sequence[Finding]) -> Graph:
    """Sources, figures and findings in their places: few lines cross, and no words lie on others."""
    case = words.case
    claims = dict.fromkeys(id for finding in findings for id in finding.claims)
    links = [(id, finding.id) for finding in findings for id in finding.claims]
    from_sources = [(case.claims[id].citation.source, id) for id in claims]
    sources = dict.fromkeys(source for source, _ in from_sources)
    # things of two kinds may have one id: they are told apart here
    kinds = {"source": sources, "claim": claims, "finding": dict.fromkeys(one.id for one in findings)}
    columns = [[(kind, id) for id in ids] for kind, ids in kinds.items()]
    lines = [
        *((("source", source), ("claim", id)) for source, id in from_sources),
        *((("claim", id), ("finding", finding)) for id, finding in links),
    ]
    of_sources, of_claims, of_findings = sorted_columns(columns, lines)
    y = {key: _TOP + (place + 0.5) * _ROW for place, key in enumerate(of_claims)}
    y |= _beside(of_findings, y, lines, _BLOCK)
    y |= _beside(of_sources, y, lines, _LINE)
    lift = _TOP + _ROW / 2 - min(y.values())
    y = {key: place + max(lift, 0.0) for key, place in y.items()}
    shares = {suspect.origin: float(suspect.share) for finding in findings for suspect in finding.suspects}

    def nodes(keys: Sequence[tuple[str, str]], named: Mapping[str, str]) -> tuple[Node, ...]:
        return tuple(
            Node(
                id=id,
                y=y[kind, id],
                words=plain(named[id]),
                href=f"#{anchor(kind, id)}",
                share=shares.get(id, 0.0),
            )
            for kind, id in keys
        )

    return Graph(
        sources=nodes(of_sources, {id: _source(words, id) for id in sources}),
        claims=nodes(of_claims, {id: case.claims[id].as_written for id in claims}),
        findings=nodes(of_findings, {one.id: words.tell(one.title) for one in findings}),
        links=(*from_sources, *links),
        height=max(y.values()) + _BLOCK / 2,
    )


def _beside(
    keys: Sequence[tuple[str, str]],
    y: Mapping[tuple[str, str], float],
    lines: Sequence[tuple[tuple[str, str], tuple[str, str]]],
    apart: float,
) -> dict[tuple[str, str], float]:
    """Each near the middle of the figures that it is linked with, in an order that follows them."""
    linked = {
        key: fmean(y[other] for line in lines if key in line for other in line if other in y) for key in keys
    }
    ordered = sorted(keys, key=lambda key: linked[key])
    return dict(zip(ordered, spread_out([linked[key] for key in ordered], apart), strict=True))


def _source(words: Words, id: str) -> str:
    source = words.case.sources[id]
    known = f" · {id}"
    return cut(source.creator or source.title, _SOURCE - _BESIDE - width(known)) + known


def _sign(words: Words, finding: Finding) -> str:
    """What does not hold in a finding."""
    if finding.identities:
        return "≤" if any(identity.nature in _AT_MOST for identity in finding.identities) else "Σ"
    return "÷" if any(words.case.claims[id].of for id in finding.claims) else "≠"


def _chart(words: Words, drawn: Graph, findings: Mapping[str, Finding]) -> Any:
    scale_x = alt.Scale(domain=[0, WIDTH], range=[0, WIDTH], nice=False)
    scale_y = alt.Scale(domain=[0, drawn.height], range=[0, drawn.height], nice=False)
    layers = [
        *_heads(words),
        *_links(drawn),
        *_words_of(drawn.sources, _SOURCE - _BESIDE, "right", WIDTH),
        *_words_of(drawn.claims, _CLAIM + _BESIDE, "left", _FIGURE),
        *_points(drawn),
        *_joints(words, drawn, findings),
    ]
    x, y = alt.X(scale=scale_x, axis=None), alt.Y(scale=scale_y, axis=None)
    return framed(alt.layer(*layers).encode(x=x, y=y).properties(width=WIDTH, height=drawn.height))


def _heads(words: Words) -> Iterator[Any]:
    heads = (
        (_SOURCE - _BESIDE, "right", words.say("sources")),
        (_CLAIM + _BESIDE, "left", words.say("figures")),
        (_FINDING + 1.6 * _BESIDE, "left", words.say("what cannot stand together")),
    )
    for x, align, name in heads:
        text = of([{"x": x, "y": 8, "name": name}]).mark_text(align=align, color=MUTED, aria=False)  # type: ignore[arg-type]
        yield text.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("name:N"))


def _links(drawn: Graph) -> Iterator[Any]:
    """Curves from column to column; those to a suspect in the colour of suspicion."""
    sources = {node.id: node for node in drawn.sources}
    claims = {node.id: node for node in drawn.claims}
    findings = {node.id: node for node in drawn.findings}
    rows = []
    for place, (start, end) in enumerate(drawn.links):
        if end in findings and start in claims:
            node, other = claims[start], findings[end]
            left = _CLAIM + 2 * _BESIDE + width(cut(node.words, _FIGURE))
            right, share = _FINDING, node.share
        else:
            node, other = sources[start], claims[end]
            left, right, share = _SOURCE, _CLAIM, 0.0
        middle = (left + right) / 2
        rows += [
            {"link": place, "order": order, "x": x, "y": y, "suspect": share > 0}
            for order, (x, y) in enumerate(
                ((left, node.y), (middle, node.y), (middle, other.y), (right, other.y))
            )
        ]
    for is_suspect, colour in ((False, MUTED), (True, ACCENT)):
        if some := [row for row in rows if row["suspect"] is is_suspect]:
            curve = of(some).mark_line(
                interpolate="basis",
                color=colour,
                strokeWidth=1.6 if is_suspect else 1,
                opacity=0.6,
                aria=False,
            )
            yield curve.encode(
                x=alt.X("x:Q"), y=alt.Y("y:Q"), detail=alt.Detail("link:N"), order=alt.Order("order:Q")
            )


def _words_of(nodes: Sequence[Node], x: float, align: Any, space: float) -> Iterator[Any]:
    rows = [{"x": x, "y": node.y, "name": cut(node.words, space), "href": node.href} for node in nodes]
    text = of(rows).mark_text(align=align, color=INK, aria=False)
    yield text.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("name:N"), href=alt.Href("href:N"))


def _points(drawn: Graph) -> Iterator[Any]:
    rows = [{"x": _SOURCE, "y": node.y} for node in drawn.sources]
    yield (
        of(rows)
        .mark_point(size=30, filled=True, color=MUTED, opacity=1, aria=False)
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
    )
    claims = [{"x": _CLAIM, "y": node.y} for node in drawn.claims]
    dots = of(claims).mark_point(size=50, filled=True, color=INK, opacity=1, aria=False)
    yield dots.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
    suspects = [
        {"x": _CLAIM, "y": node.y, "weight": 1 + 2.5 * node.share} for node in drawn.claims if node.share
    ]
    if suspects:
        ring = of(suspects).mark_point(size=190, filled=False, color=ACCENT, opacity=1, aria=False)
        yield ring.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), strokeWidth=alt.StrokeWidth("weight:Q", scale=None))


def _joints(words: Words, drawn: Graph, findings: Mapping[str, Finding]) -> Iterator[Any]:
    room = WIDTH - _FINDING - 1.6 * _BESIDE
    rows = [
        {
            "x": _FINDING,
            "y": node.y,
            "beside": _FINDING + 1.6 * _BESIDE,
            "first": node.y - (len(lines) - 0.5) * _LEAD / 2 - 3,
            "second": node.y + len(lines) * _LEAD / 2 + 3,
            "title": "\n".join(lines),
            "size": cut(plain(_missed(words, findings[node.id])), room),
            "sign": _sign(words, findings[node.id]),
            "fill": ACCENT if findings[node.id].grade is Grade.CONTRADICTION else PAPER,
            "ink": PAPER if findings[node.id].grade is Grade.CONTRADICTION else INK,
            "href": node.href,
        }
        for node in drawn.findings
        for lines in [_lines(node.words, room)]
    ]
    base = of(rows)
    joint = base.mark_point(size=330, filled=True, opacity=1, stroke=ACCENT, strokeWidth=1.4, aria=False)
    yield joint.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), fill=alt.Fill("fill:N", scale=None))
    sign = base.mark_text(fontSize=14, baseline="middle", aria=False)
    yield sign.encode(
        x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("sign:N"), color=alt.Color("ink:N", scale=None)
    )
    title = base.mark_text(align="left", color=INK, lineBreak="\n", lineHeight=_LEAD, aria=False)
    yield title.encode(
        x=alt.X("beside:Q"), y=alt.Y("first:Q"), text=alt.Text("title:N"), href=alt.Href("href:N")
    )
    size = base.mark_text(align="left", color=MUTED, fontSize=12, aria=False)
    yield size.encode(x=alt.X("beside:Q"), y=alt.Y("second:Q"), text=alt.Text("size:N"))


def _lines(text: str, space: float) -> list[str]:
    """The text in lines that fit, the last of them cut."""
    found = wrap(text, int(space / width("m")))
    kept = found[: _TITLE - 1]
    return [*kept, cut(" ".join(found[_TITLE - 1 :]), space)] if len(found) >= _TITLE else kept


def _missed(words: Words, finding: Finding) -> str:
    """How far the figures of a finding miss each other, or its arithmetic where that has no size."""
    size = words.size(finding)
    return words.say("{size} apart", size=size) if size else words.tell(finding.arithmetic)


def _table(words: Words, findings: Sequence[Finding]) -> Table:
    say, tell = words.say, words.tell
    rows: list[tuple[Value, ...]] = []
    for finding in findings:
        shares = {suspect.origin: float(suspect.share) for suspect in finding.suspects}
        for id in finding.claims:
            claim = words.case.claims[id]
            rows.append((
                tell(finding.title),
                say(finding.grade.value),
                tell(finding.arithmetic),
                id,
                claim.as_written,
                words.work(claim.citation.source),
                round(100 * shares[id], 1) if id in shares else None,
            ))  # fmt: skip
    heads = (say("finding"), say("grade"), say("arithmetic"), say("claim"), say("figure"), say("source"))
    return Table(columns=(*heads, say("repairs that give it up, percent")), rows=tuple(rows))
