"""A finished file → its outline in plain lines, for a reviewer to read.

Of a .docx: styles and texts, marks of lists, tables, alternatives of pictures, notes, footers. Of a .pptx: layouts,
placeholders and speaker notes. `*…*` and `**…**` are emphasis, `‹…›` is the result of a field, `[…]` the number of a
note, `⏎` a line break, `<…>` the text alternative of a picture or the target of a link.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BREAK = " ⏎ "
FIELDS = ("REF", "SEQ", "PAGE", "NUMPAGES", "PAGEREF")


def outline(path: Path) -> str:
    """The outline of a file by its suffix."""
    lines = _word(path) if path.suffix == ".docx" else _powerpoint(path)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _parse(archive: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name))


def _properties(archive: zipfile.ZipFile, tongues: set[str]) -> Iterator[str]:
    """What the file says of itself, and the languages of its runs."""
    told = {etree.QName(e).localname: e.text or "" for e in _parse(archive, "docProps/core.xml")}
    for name in ("title", "subject", "creator", "keywords", "contentStatus", "language"):
        if name in told:
            yield f"file {name}: {told[name]}"
    yield f"languages of the text: {', '.join(sorted(tongues))}"
    yield ""


@dataclass
class _Story:
    """A part of a .docx being read: where its links lead, how its lists are numbered and counted, open fields."""

    targets: dict[str, str]
    marks: dict[tuple[str, int], tuple[str, str]]
    counted: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    fields: list[bool] = field(default_factory=list)


def _word(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        document = _parse(archive, "word/document.xml")
        yield from _properties(archive, {e.get(f"{W}val") for e in document.iter(f"{W}lang")})
        marks = _list_marks(archive) if "word/numbering.xml" in names else {}

        def story(part: str) -> _Story:
            relations = f"word/_rels/{part}.rels"
            found = _parse(archive, relations) if relations in names else []
            return _Story({r.get("Id"): r.get("Target") for r in found}, marks)

        yield from _word_blocks(document.find(f"{W}body"), "", story("document.xml"))
        if "word/footnotes.xml" in names:
            notes = story("footnotes.xml")
            for note in _parse(archive, "word/footnotes.xml"):
                if note.get(f"{W}type") is None:
                    yield f"note {note.get(f'{W}id')}: {_text(note, notes).strip()}"
        for name in sorted(names):
            if re.fullmatch(r"word/(header|footer)\d+\.xml", name):
                for line in _word_blocks(_parse(archive, name), "", story(Path(name).name)):
                    yield f"{Path(name).stem} – {line}"


def _list_marks(archive: zipfile.ZipFile) -> dict[tuple[str, int], tuple[str, str]]:
    """The number format and text of each level of each list."""
    part = _parse(archive, "word/numbering.xml")
    abstract = {e.get(f"{W}abstractNumId"): e for e in part.iter(f"{W}abstractNum")}
    marks = {}
    for number in part.iter(f"{W}num"):
        for level in abstract[number.find(f"{W}abstractNumId").get(f"{W}val")].iter(f"{W}lvl"):
            written = tuple(level.find(f"{W}{name}").get(f"{W}val") for name in ("numFmt", "lvlText"))
            marks[number.get(f"{W}numId"), int(level.get(f"{W}ilvl"))] = written
    return marks


def _word_blocks(parent: Any, indent: str, story: _Story) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            name = style.get(f"{W}val") if style is not None else "-"
            alts = [f" <{p.get('descr') or 'decoration'}>" for p in element.iter(f"{WP}docPr")]
            mark, depth = _mark(element, story)
            text = _text(element, story)
            if name.startswith("TO") or name == "TableofFigures":  # a contents' entry leads to its heading
                text = re.sub(" <#[^>]*>", "", text)
            yield f"{indent}{'  ' * depth}{name}: {mark}{text}{''.join(alts)}"
            yield from map(_page, element.iterfind(f"{W}pPr/{W}sectPr"))
        elif element.tag == f"{W}tbl":
            told = [f" <{e.get(f'{W}val')}>" for e in element.iterfind(f"{W}tblPr/{W}tblDescription")]
            yield f"{indent}table{''.join(told)}"
            for row in element.iter(f"{W}tr"):
                cells = [" / ".join(_text(p, story) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
                head = "head " if row.find(f"{W}trPr/{W}tblHeader") is not None else ""
                yield f"{indent}  {head}| {' | '.join(cells)} |"
        elif element.tag == f"{W}sectPr":
            yield _page(element)
        elif element.tag == f"{W}sdt":
            yield from _word_blocks(element.find(f"{W}sdtContent"), indent, story)


def _page(section: Any) -> str:
    """The page on which all stands since the last such line."""
    size = section.find(f"{W}pgSz")
    width, height = (round(int(size.get(f"{W}{side}")) / 1440 * 25.4) for side in ("w", "h"))
    return f"pages so far: {width} × {height} mm"


def _mark(paragraph: Any, story: _Story) -> tuple[str, int]:
    """What stands before an item of a list, and how deep it stands."""
    numbered = paragraph.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return "", 0
    list_, level = numbered.find(f"{W}numId").get(f"{W}val"), int(numbered.find(f"{W}ilvl").get(f"{W}val"))
    for deeper in [key for key in story.counted if key[0] == list_ and key[1] > level]:
        del story.counted[deeper]
    story.counted[list_, level] += 1
    count = story.counted[list_, level]
    format_, text = story.marks[list_, level]
    return text.replace(f"%{level + 1}", chr(96 + count) if format_ == "lowerLetter" else str(count)) + " ", level


def _text(element: Any, story: _Story) -> str:
    return re.sub(r"(?<=\S)\*{4}(?=\S)", "", "".join(_words(element, story)))


def _words(node: Any, story: _Story) -> Iterator[str]:
    match node.tag.removeprefix(W) if isinstance(node.tag, str) else "":
        case "t":
            yield node.text or ""
        case "noBreakHyphen":
            yield "-"
        case "br":
            yield BREAK
        case "tab" if node.getparent().tag == f"{W}r":
            yield " → "
        case "footnoteReference":
            yield f"[{node.get(f'{W}id')}]"
        case "instrText":
            shown = (node.text or "").split()[0] in FIELDS
            story.fields.append(shown)
            yield "‹" if shown else ""
        case "fldChar" if node.get(f"{W}fldCharType") == "end":
            yield "›" if story.fields.pop() else ""
        case "hyperlink":
            yield from _inside(node, story)
            yield f" <{story.targets.get(node.get(f'{R}id')) or '#' + node.get(f'{W}anchor')}>"
        case "r":
            sign = _emphasis(node)
            yield from (sign, *_inside(node, story), sign)
        case "pPr" | "rPr" | "sdtPr":
            return
        case _:
            yield from _inside(node, story)


def _emphasis(run: Any) -> str:
    """The signs around a run; a figure's style says nothing, its own properties do."""
    return "".join(
        sign
        for mark, sign in (("b", "**"), ("i", "*"))
        if run.xpath(f"w:rPr/w:{mark}[not(@w:val)]", namespaces={"w": W[1:-1]})
    )


def _inside(node: Any, story: _Story) -> Iterator[str]:
    for child in node:
        yield from _words(child, story)


def _powerpoint(path: Path) -> Iterator[str]:
    from pptx import Presentation

    presentation = Presentation(str(path))
    slides = list(presentation.slides)
    with zipfile.ZipFile(path) as archive:
        tongues = {e.get("lang") for slide in slides for e in slide._element.iter() if e.get("lang")}
        yield from _properties(archive, tongues)
    sections = {ids[0].get("id"): s.get("name") for s, ids in _sections(presentation) if ids}
    for number, slide in enumerate(slides, 1):
        if str(slide.slide_id) in sections:
            yield f"section: {sections[str(slide.slide_id)]}"
        yield f"slide {number}: {slide.slide_layout.name}"
        for shape in slide.shapes:
            yield from (f"  {line}" for line in _shape(shape))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                yield f"  notes: {_line(paragraph)}"


def _line(paragraph: Any) -> str:
    return str(paragraph.text).replace("\v", BREAK)


def _sections(presentation: Any) -> Iterator[tuple[Any, list[Any]]]:
    for element in presentation.part._element.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname == "section":
            yield element, [e for e in element.iter() if etree.QName(e).localname == "sldId"]


def _bullet(shape: Any, paragraph: Any) -> str:
    """What stands before a paragraph: what it says itself, or the layout says for its level."""
    index, marks = shape.placeholder_format.idx, "*[self::a:buChar or self::a:buAutoNum or self::a:buNone]"
    layout = next(p for p in shape.part.slide_layout.placeholders if p.placeholder_format.idx == index)
    own = paragraph._p.xpath(f"a:pPr/{marks}")
    signs = own or layout._element.xpath(f".//a:lvl{paragraph.level + 1}pPr/{marks}")
    return f"{signs[0].get('char', '#')} " if signs and not signs[0].tag.endswith("buNone") else ""


def _shape(shape: Any) -> Iterator[str]:
    told = shape._element.xpath(".//p:cNvPr")[0].get("descr")
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:  # the bar of a key figure
        yield f"bar: <{told}>"
        yield from (f"bar: {each.text}" for each in shape.shapes if each.has_text_frame and each.text)
        return
    # a chart that can be edited is in no placeholder
    kind = str(shape.placeholder_format.type).split(".")[-1].split(" ")[0].lower() if shape.is_placeholder else ""
    name = kind if "title" in kind else re.sub(r" \d+$| \d+(?=:)", "", shape.name).lower()
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            yield f"{name}: {_bullet(shape, paragraph)}{_line(paragraph)}"
    elif shape.has_table:
        yield f"{name}: <{told}>"
        for number, row in enumerate(shape.table.rows):
            head = "head " if shape.table.first_row and not number else ""
            yield f"  {head}| {' | '.join(cell.text for cell in row.cells)} |"
    else:
        yield f"{name}: <{told}>"
