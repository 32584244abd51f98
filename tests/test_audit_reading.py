"""What an audit reads of a file: the passages that a reader sees, with their places, marks and hidden parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from marked_files import zipped
from test_audit_bounds import _relations

from reports.files.archive import Package, open_package
from reports.files.namespaces import SPACES
from reports.finished.model import Passage
from reports.finished.powerpoint import Shape, shapes_of
from reports.finished.word import body_of, margins_of

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_ALL = " ".join(f'xmlns:{each}="{space}"' for each, space in SPACES.items() if len(each) < 4 and each != "xml")
_ALL = f'{_ALL} xmlns:m="{_MATH}" xmlns:dgm="{_DIAGRAM}" xmlns:vml="urn:schemas-microsoft-com:vml"'


def _package(path: Path, parts: dict[str, str]) -> Package:
    """A file with these parts; {all} in them stands for the declarations of all namespaces."""
    return open_package(zipped(path, {name: text.replace("{all}", _ALL).encode() for name, text in parts.items()}))


def _seen(passages: Iterable[Passage], depth: int = 0) -> Iterator[str]:
    """Each passage as `place: text`, with [hidden parts], {name|marked parts}, and what is anchored in it below it."""
    for passage in passages:
        signs = [(start, 1, "[") for start, _ in passage.hidden] + [(end, 0, "]") for _, end in passage.hidden]
        for span in passage.spans:
            signs += [(span.start, 1, f"{{{span.name}|"), (span.end, 0, "}")]
        text = passage.text
        for at, _, sign in sorted(signs, reverse=True):
            text = text[:at] + sign + text[at:]
        yield f"{'  ' * depth}{passage.place}: {text}{' (listed)' * passage.listed}"
        for at, inner in passage.inner:
            yield from (f"{'  ' * depth}  at {at}, {line}" for line in _seen(inner))


STYLES = """<w:styles {all}>
<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="O"><w:name w:val="own"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="F"><w:name w:val="fact books.lent full"/></w:style>
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="fact books.lent full"/></w:style>
</w:styles>"""
NOTES = """<w:{0}s {{all}}><w:{0} w:id="1"><w:p><w:r><w:t>{0} one</w:t></w:r></w:p></w:{0}>
<w:{0} w:id="2"><w:p><w:r><w:t>{0} two</w:t></w:r></w:p></w:{0}></w:{0}s>"""
CHART = "<c:chartSpace {all}><c:v>4.2</c:v><a:t>Axis</a:t><a:t/></c:chartSpace>"


def _text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def _field(*parts: str) -> str:
    return "".join(
        f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' if part in ("begin", "separate", "end") else part
        for part in parts
    )


def _instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def _word(path: Path, body: str, **margins: str) -> Package:
    kinds = ("styles", "footnotes", "endnotes", "chart", *margins, "diagramData")
    return _package(
        path,
        {
            "_rels/.rels": _relations(("officeDocument", "d.xml")),
            "_rels/d.xml.rels": _relations(*((kind.rstrip("0123456789"), f"{kind}.xml") for kind in kinds)),
            "d.xml": f"<w:document {{all}}><w:body>{body}</w:body></w:document>",
            "styles.xml": STYLES,
            "footnotes.xml": NOTES.format("footnote"),
            "endnotes.xml": NOTES.format("endnote"),
            "chart.xml": CHART,
            "diagramData.xml": "<dgm:dataModel {all}><a:t>Box 8</a:t></dgm:dataModel>",
            **{f"{name}.xml": f"<w:hdr {{all}}>{inside}</w:hdr>" for name, inside in margins.items()},
        },
    )


WORD = {
    "tabs, breaks and hyphens are signs": (
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{_text('a')}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/>"
        "<w:t>d</w:t><w:ptab/><w:noBreakHyphen/></w:r></w:p>",
        ["paragraph 1: a b\nc\nd -"],
    ),
    "letters of fonts of signs": (
        '<w:p><w:r><w:sym w:char="F035"/><w:sym w:char="F0FE"/><w:sym w:char="F0FF"/><w:sym w:char="F020"/>'
        '<w:sym w:char="F01F"/><w:sym w:char="x"/></w:r></w:p>',
        ["paragraph 1: 5þ\ufffd \ufffd"],
    ),
    "formulas are read": ("<w:p><m:oMath><m:r><m:t>x = 7</m:t></m:r></m:oMath></w:p>", ["paragraph 1: x = 7"]),
    "a formula after a raised sign has figures": (
        '<w:p><w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        "<m:oMath><m:r><m:t>7</m:t></m:r></m:oMath></w:p>",
        ["paragraph 1: m²7"],
    ),
    "what was deleted or moved away is not seen, what was inserted is": (
        f"<w:p><w:del>{_text('1')}</w:del><w:moveFrom>{_text('2')}</w:moveFrom><w:ins>{_text('3')}</w:ins><w:moveTo>"
        f"{_text('4')}</w:moveTo></w:p>",
        ["paragraph 1: 34"],
    ),
    "properties are not seen": (
        f"<w:tbl><w:tblPr><x/>{_text('1')}</w:tblPr><w:tr><w:trPr>{_text('2')}</w:trPr><w:tc><w:tcPr>{_text('3')}</w:tcPr>"
        f"<w:p><w:pPr>{_text('4')}</w:pPr><w:r><w:rPr>{_text('5')}</w:rPr><w:t>6</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{_text('7')}</w:p><w:sectPr><w:p>{_text('8')}</w:p></w:sectPr>",
        ["table, paragraph 1: 6", "paragraph 2: 7"],
    ),
    "a paragraph is under the heading before it; an empty one counts": (
        f'<w:p>{_text("before")}</w:p><w:p/><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{_text(" Title ")}</w:p><w:p>'
        f'{_text("one")}</w:p><w:p><w:pPr><w:pStyle w:val="O"/></w:pPr>{_text("x" * 100)}</w:p><w:p>{_text("two")}</w:p>',
        [
            "paragraph 1: before",
            "paragraph 3:  Title ",
            "paragraph 4, under “Title”: one",
            f"paragraph 5, under “Title”: {'x' * 100}",
            f"paragraph 6, under “{'x' * 80}”: two",
        ],
    ),
    "a run with the style of a fact is marked, also in pieces": (
        '<w:p><w:r><w:rPr><w:rStyle w:val="F"/></w:rPr><w:t>4</w:t></w:r><w:r><w:rPr><w:rStyle w:val="F"/></w:rPr>'
        f'<w:t>5%</w:t></w:r>{_text(" of ")}<w:r><w:rPr><w:rStyle w:val="F"/></w:rPr></w:r><w:r><w:rPr>'
        '<w:rStyle w:val="P"/></w:rPr><w:t>all</w:t></w:r></w:p>',
        ["paragraph 1: {fact books.lent full|45%} of all"],
    ),
    "a control with the name of a fact is marked": (
        f'<w:p>{_text("a ")}<w:sdt><w:sdtPr><w:alias w:val="x"/><w:tag w:val="fact:books.lent#full"/></w:sdtPr>'
        f'<w:sdtContent>{_text("1")}{_text("2")}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:tag w:val="fact:cut~9"/>'
        f'</w:sdtPr><w:sdtContent>{_text("3")}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:tag w:val="date"/></w:sdtPr>'
        f'<w:sdtContent>{_text("4")}</w:sdtContent></w:sdt></w:p>',
        ["paragraph 1: a {fact books.lent full|12}{fact:cut~9|3}4"],
    ),
    "what Word counts is hidden, and what it is told is not read": (
        f"<w:p>{_text('Table ')}{_field('begin', _instruction(' se'), _instruction('q T 5 '), 'separate', _text('3'), 'end')}"
        f"{_text(' of ')}<w:fldSimple w:instr='PAGE'>{_text('7')}</w:fldSimple>"
        f"{_field('begin', _instruction(' DATE '), 'separate', _text('2026'), 'end')}{_text(' 8')}</w:p>",
        ["paragraph 1: Table [3] of [7]2026 8"],
    ),
    "a field in a field is hidden with it; the number of a note is not read": (
        f"<w:p>{_field('begin', _instruction('IF '), 'begin', _instruction('PAGE'), 'separate', _text('1'), 'end')}"
        f"{_field('separate', _text('2'), 'end')}{_field('begin', _instruction('NOTEREF x'), 'separate', _text('9'), 'end')}"
        f"{_field('begin', _instruction('REF x'), 'separate', 'begin', _instruction('DATE'), 'separate', _text('5'), 'end', 'end')}"
        "</w:p>",
        ["paragraph 1: 2[5]"],
    ),
    "an end without a begin is nothing": (f"<w:p>{_field('separate', 'end', _text('1'))}</w:p>", ["paragraph 1: 1"]),
    "a table of contents is listed": (
        f"<w:p>{_field('begin', _instruction('TOC x'), 'separate', _text('One 5'))}</w:p><w:p>{_text('Two')}"
        f"{_field('end')}</w:p><w:p>{_text('Three')}</w:p>",
        ["paragraph 1: One 5 (listed)", "paragraph 2: Two (listed)", "paragraph 3: Three"],
    ),
    "a note is read once, where it is anchored": (
        f'<w:p>{_text("ab")}<w:r><w:footnoteReference w:id="1"/></w:r>{_text("c")}<w:r><w:endnoteReference w:id="1"/>'
        '<w:endnoteReference w:id="2"/><w:footnoteReference w:id="1"/><w:footnoteReference w:id="9"/></w:r></w:p>',
        [
            "paragraph 1: abc",
            "  at 2, footnote 1, paragraph 1: footnote one",
            "  at 3, endnote 1, paragraph 1: endnote one",
            "  at 3, endnote 2, paragraph 1: endnote two",
        ],
    ),
    "of two ways to write the same the first is read": (
        "".join(
            f"<w:p><mc:AlternateContent>{ways}</mc:AlternateContent></w:p>"
            for ways in (
                f"<mc:Choice>{_text('1')}</mc:Choice><mc:Choice>{_text('2')}</mc:Choice>",
                f"<mc:Fallback>{_text('3')}</mc:Fallback><mc:Choice>{_text('4')}</mc:Choice>",
                f"<mc:Fallback>{_text('5')}</mc:Fallback>",
                "",
            )
        ),
        ["paragraph 1: 1", "paragraph 2: 4", "paragraph 3: 5", "paragraph 4: "],
    ),
    "drawings have texts, boxes, charts and diagrams": (
        f'<w:p>{_text("a")}<w:r><w:drawing><docPr descr="Text 1" title="Text 1"/><docPr title="Text 2"/>'
        '<c:chart r:id="r3"/><dgm:relIds r:dm="r4"/><c:chart r:id="r9"/></w:drawing></w:r><w:r><w:pict>'
        '<vml:shape alt="Text 3"><vml:textpath string="Text 4"/><vml:line alt="not shown"/><vml:rect title="Text 5"/>'
        f'<w:txbxContent><w:p>{_text("box")}</w:p></w:txbxContent></vml:shape></w:pict><w:object><vml:shape alt="Text 6"/>'
        f'</w:object></w:r>{_text("b")}</w:p>',
        [
            "paragraph 1: ab",
            *(
                f"  at 1, {part}, paragraph 1: {text}"
                for part, text in (
                    ("alt text", "Text 1"),
                    ("alt text", "Text 2"),
                    ("chart", "4.2"),
                    ("chart", "Axis"),
                    ("diagram", "Box 8"),
                    ("alt text", "Text 3"),
                    ("alt text", "Text 4"),
                    ("alt text", "Text 5"),
                    ("text box", "box"),
                    ("alt text", "Text 6"),
                )
            ),
        ],
    ),
    "a box or a note outside paragraphs has its passages all the same": (
        f"<w:txbxContent><w:p>{_text('1')}</w:p></w:txbxContent><w:r><w:t>loose</w:t></w:r>",
        ["text box, paragraph 1: 1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD)
def test_of_a_word_file_a_reader_sees(name: str, tmp_path: Path) -> None:
    body, seen = WORD[name]
    assert list(_seen(body_of(_word(tmp_path / "a.docx", body)))) == seen


def test_headers_and_footers_are_read_once_each_and_have_no_headings(tmp_path: Path) -> None:
    heading = f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{_text("Title")}</w:p><w:p>{_text("1")}</w:p>'
    package = _word(tmp_path / "a.docx", "", footer1=heading, header2=heading, header1=f"<w:p>{_text('0')}</w:p>")
    assert list(_seen(margins_of(package))) == [
        "header, paragraph 1: 0",
        "header, paragraph 1: Title",
        "header, paragraph 2: 1",
        "footer, paragraph 1: Title",
        "footer, paragraph 2: 1",
    ]


def _shape(inside: str, placeholder: str = "", name: str = "Box", kind: str = "sp") -> str:
    ph = f"<p:ph{placeholder}/>" if placeholder else ""
    return (
        f'<p:{kind}><p:nvSpPr><p:cNvPr name="{name}"/><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:txBody>{inside}</p:txBody>'
        f"</p:{kind}>"
    )


def _a(*texts: str) -> str:
    return f"<a:p>{''.join(f'<a:r><a:t>{text}</a:t></a:r>' for text in texts)}</a:p>"


def _slides(path: Path, *slides: str, notes: str = "", layout: str = "", master: str = "") -> Package:
    """A deck; each slide has the notes, and the layout, which has the master. It begins with slide 2: the first entry
    of its list leads to a part of another kind, the last two to no part."""
    parts = {
        "_rels/.rels": _relations(("officeDocument", "p.xml")),
        "p.xml": "<p:presentation {all}><p:sldIdLst>"
        + "".join(f'<p:sldId r:id="r{i}"/>' for i in range(len(slides) + 3))
        + "</p:sldIdLst></p:presentation>",
        "_rels/p.xml.rels": _relations(("theme", "t.xml"), *(("slide", f"s{i}.xml") for i in range(len(slides) + 1))),
        "tags.xml": "<p:tagLst {all}>"
        + "".join(
            f"<p:tag val='{value}'/>"
            for value in (
                '[0, "fact:books.lent#full", "45\u00a0%"]', '[1, "evidence:a#b#value", "x"]', "own", '[0, "fact:a#b"]',
                '{"a": 1, "b": 2, "c": 3}', '[0, 1, "x"]', '[0, "fact:a#b", 1]', "[" * 9999,
            )
        )
        + "</p:tagLst>",
        "n.xml": f"<p:notes {{all}}><p:cSld><p:spTree>{notes}</p:spTree></p:cSld></p:notes>",
        "l.xml": f"<p:sldLayout {{all}}><p:cSld><p:spTree>{layout}</p:spTree></p:cSld></p:sldLayout>",
        "_rels/l.xml.rels": _relations(("slideMaster", "m.xml")),
        "m.xml": f"<p:sldMaster {{all}}><p:cSld><p:spTree>{master}</p:spTree></p:cSld></p:sldMaster>",
        "chart.xml": CHART,
    }  # fmt: skip
    for i, slide in enumerate(slides):
        parts[f"s{i}.xml"] = f"<p:sld {{all}}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
        kinds = (("slideLayout", "l.xml"), ("notesSlide", "n.xml"), ("tags", "tags.xml"), ("chart", "chart.xml"))
        parts[f"_rels/s{i}.xml.rels"] = _relations(*kinds)
    return _package(path, parts)


def _shown(shapes: Iterable[Shape]) -> list[str]:
    """Each shape with its slide, its placeholder and name, its paragraphs and the figures drawn in it."""
    return [
        f"{shape.slide}{' notes' * shape.in_notes} {shape.type!r} {shape.name}: {' / '.join(_seen(shape.passages))}"
        + "".join(f"; {token.passage.place}: {token.text}" for token in shape.drawn)
        for shape in shapes
    ]


SLIDES = {
    "runs, fields, breaks and formulas; numbers of slides are hidden": (
        _shape(
            "<a:p><a:r><a:t>1</a:t></a:r><a:br/><a:fld type='slidenum'><a:t>2</a:t></a:fld><a:fld type='datetime'>"
            "<a:t>3</a:t></a:fld><m:t>4</m:t></a:p>"
        ),
        "2 None Box: slide 2: 1\n[2]34",
    ),
    "the paragraphs of tables": (
        _shape(f"<a:tbl><a:tr><a:tc>{_a('1')}</a:tc><a:tc>{_a('2', '3')}</a:tc></a:tr></a:tbl>"),
        "2 None Box: slide 2: 1 / slide 2: 23",
    ),
    "what is drawn": (
        '<p:graphicFrame><p:nvPr><p:cNvPr name="C" descr="Share of 9"/></p:nvPr><c:chart r:id="r3"/></p:graphicFrame>',
        "2 None C: ; alt text, slide 2: 9; chart, slide 2: 4.2",
    ),
}


@pytest.mark.parametrize("name", SLIDES)
def test_of_a_shape_a_reader_sees(name: str, tmp_path: Path) -> None:
    slide, seen = SLIDES[name]
    assert _shown(shapes_of(_slides(tmp_path / "a.pptx", slide))) == [seen]


def test_shapes_are_read_in_their_order_also_in_groups_and_of_alternatives_the_first(tmp_path: Path) -> None:
    def alternatives(*shapes: str) -> str:
        first, *others = shapes
        fallback = "".join(f"<mc:Fallback>{each}</mc:Fallback>" for each in others)
        return f"<mc:AlternateContent><mc:Choice>{first}</mc:Choice>{fallback}</mc:AlternateContent>"

    inner = f"<p:grpSp>{_shape(_a('2'))}<p:grpSp>{_shape(_a('3'), kind='pic')}</p:grpSp></p:grpSp>"
    slide = (
        f"{_shape(_a('1'), kind='cxnSp')}{inner}{alternatives(_shape(_a('4')), _shape(_a('no')))}<mc:AlternateContent/>"
        f"<p:contentPart>{_shape(_a('no'))}</p:contentPart>{_shape(_a('5'), kind='graphicFrame')}"
    )
    assert _shown(shapes_of(_slides(tmp_path / "a.pptx", slide))) == [f"2 None Box: slide 2: {i}" for i in range(1, 6)]


def test_slides_are_called_by_their_titles_and_followed_by_their_notes(tmp_path: Path) -> None:
    first = _shape(_a("body"), ' type="body"') + _shape(_a(" Title ") + _a("more"), ' type="ctrTitle"')
    second = (
        _shape(_a("y" * 90), ' type="title"', "T") + _shape(_a("7"), ' type="sldNum"') + _shape(_a("8"), ' idx="1"')
    )
    deck = _slides(
        tmp_path / "a.pptx",
        first,
        second,
        notes=_shape(_a("note")),
        layout=_shape(_a("layout")) + _shape(_a("hint"), ' type="body"'),
        master=_shape(_a("master")) + _shape(_a("hint"), ' type="title"'),
    )
    long = f"slide 3 “{'y' * 80}”"
    assert _shown(shapes_of(deck)) == [
        "2 'body' Box: slide 2 “Title”: body",
        "2 'ctrTitle' Box: slide 2 “Title”:  Title  / slide 2 “Title”: more",
        "2 notes None Box: notes of slide 2: note",
        f"3 'title' T: {long}: {'y' * 90}",
        "3 'sldNum' Box: ",
        f"3 '' Box: {long}: 8",
        "3 notes None Box: notes of slide 3: note",
        "0 None Box: layout of slides: layout",
        "0 None Box: master of slides: master",
    ]


def test_the_marks_of_a_shape_are_its_tags_that_are_ours(tmp_path: Path) -> None:
    tags = '<p:custDataLst><p:tags r:id="r2"/><p:tags r:id="r9"/></p:custDataLst>'
    (shape,) = shapes_of(_slides(tmp_path / "a.pptx", _shape(_a("45 %") + tags)))
    assert [(mark.kind, mark.ref, mark.form, mark.printed) for mark in shape.marks] == [
        ("fact", "books.lent", "full", "45 %"),
        ("evidence", "a#b", "value", "x"),
    ]
