"""One slide of a deck → its part, its notes, its tags: placeholders that take place and looks from the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from reports.brand import Box, Brand, Insets, SlideText
from reports.document import Inlines, Marked, Trace
from reports.foreign.names import SPACES
from reports.languages import Language
from reports.slides import Fill, Line, PictureFill, Slide, TableFill, TextFill
from reports.slides.sourcing import evidence_lines
from reports.writers.powerpoint.holders import NOTES_BOXES, NOTES_MASTER, TYPE, number_field, tree
from reports.writers.powerpoint.looks import ALIGNMENTS, EMU_PER_POINT, add_spacing, typeface
from reports.writers.powerpoint.parts import Part, Relation, add, link, root, serialised
from reports.writers.powerpoint.reference import Reference
from reports.writers.powerpoint.sheets import EMU_PER_INCH
from reports.writers.powerpoint.text import tags, traces, write_cell, write_lines

if TYPE_CHECKING:
    from reports.charts import Media

SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
UNTAGGED = ("dt", "ftr", "sldNum")  # the same on every slide, and known by their type


@dataclass(frozen=True, slots=True)
class Setting:
    """What all slides of a deck are written with; `pictures` gives the media parts of a chart: PNG, SVG."""

    brand: Brand
    language: Language
    reference: Reference
    media: Mapping[str, Media]
    pictures: Mapping[str, tuple[str, str]]

    @property
    def cell_font(self) -> str:
        """The font that they state, where it is not the theme's."""
        named = typeface(self.brand, "mn")
        return "" if named.startswith("+") else named

    @property
    def cells(self) -> SlideText | None:
        """The style that cells of tables state themselves: a template has its own for text outside placeholders."""
        looks = self.brand.slides
        return looks.text[looks.placeholders["table"].levels[0]] if self.brand.files.powerpoint else None


@dataclass(slots=True)
class _Sheet:
    """A slide or notes page while it is written: its shapes, relationships and tags so far."""

    name: str
    shapes: etree._Element
    relations: list[Relation]
    tags: list[Part] = field(default_factory=list)
    links: dict[str, int] = field(default_factory=dict)
    shape_id: int = 1

    def next_id(self) -> str:
        self.shape_id += 1
        return str(self.shape_id)

    def relate(self, type_: str, target: str, *, external: bool = False) -> int:
        self.relations.append(Relation(type_, target, external))
        return len(self.relations)

    def linked(self, target: str) -> int:
        """The number of the relationship to an outside address; the same address has one."""
        if target not in self.links:
            self.links[target] = self.relate("hyperlink", target, external=True)
        return self.links[target]

    def tag(self, properties: etree._Element, texts: Iterable[Inlines]) -> None:
        """Note in the shape's tags what its marked runs stand for, if it has any."""
        found = list(traces(texts))
        if found:
            name = f"ppt/tags/{self.name}-{self.shape_id}.xml"
            self.tags.append(Part(name, f"{TYPE}.tags+xml", tags(found)))
            link(add(add(properties, "p:custDataLst"), "p:tags"), "id", self.relate("tags", name))


def slide_parts(slide: Slide, number: int, setting: Setting) -> Iterator[Part]:
    """The slide's part, its notes if there are any, and the tags of both."""
    name = f"ppt/slides/slide{number}.xml"
    element = root("p:sld")
    shapes = tree(add(element, "p:cSld"))
    sheet = _Sheet(f"slide{number}", shapes, [Relation("slideLayout", setting.reference.layouts[slide.layout])])
    lines = (*slide.notes, *evidence_lines(slide.evidence, setting.language.words))
    notes = f"ppt/notesSlides/notesSlide{number}.xml"
    if lines:
        sheet.relate("notesSlide", notes)
    fills = dict(slide.fills)
    for box, position in setting.brand.slides.boxes(slide.layout).items():
        placeholder, _ = setting.brand.slides.placeholder(slide.layout, box)
        if placeholder.type == "sldNum":
            paragraph = add(_text_body(_shape(sheet, slide, box, setting)[0]), "a:p")
            number_field(paragraph, setting.language.tag, str(number))
        elif box in fills:
            _fill(sheet, slide, box, position, fills[box], setting)
    add(add(element, "p:clrMapOvr"), "a:masterClrMapping")
    yield Part(name, f"{TYPE}.slide+xml", serialised(element), tuple(sheet.relations))
    yield from sheet.tags
    if lines:
        yield from _notes(lines, number, notes, name, setting)


def _fill(sheet: _Sheet, slide: Slide, box: str, at: Box, fill: Fill, setting: Setting) -> None:
    match fill:
        case TextFill():
            _text(sheet, slide, box, fill, setting)
        case PictureFill():
            _picture(sheet, slide, box, at, fill, setting)
        case TableFill():
            _table(sheet, slide, box, at, fill, setting)


def _shape(sheet: _Sheet, slide: Slide, box: str, setting: Setting) -> tuple[etree._Element, etree._Element]:
    """A text placeholder without place or looks of its own, and its properties."""
    placeholder, index = setting.brand.slides.placeholder(slide.layout, box)
    shape = add(sheet.shapes, "p:sp")
    about = add(shape, "p:nvSpPr")
    number = sheet.next_id()
    add(about, "p:cNvPr", id=number, name=f"{placeholder.name} {number}")
    add(add(about, "p:cNvSpPr"), "a:spLocks", noGrp="1")
    properties = add(about, "p:nvPr")
    kind = {} if placeholder.type == "obj" else {"type": placeholder.type}  # as PowerPoint writes it
    add(properties, "p:ph", **kind, **({"idx": str(index)} if index else {}))
    add(shape, "p:spPr")
    return shape, properties


def _text_body(shape: etree._Element) -> etree._Element:
    body = add(shape, "p:txBody")
    add(body, "a:bodyPr")
    add(body, "a:lstStyle")
    return body


def _text(sheet: _Sheet, slide: Slide, box: str, fill: TextFill, setting: Setting) -> None:
    shape, properties = _shape(sheet, slide, box, setting)
    placeholder, _ = setting.brand.slides.placeholder(slide.layout, box)
    if placeholder.type not in UNTAGGED:
        sheet.tag(properties, (line.text for line in fill.lines))
    styles = [setting.brand.slides.text[name] for name in placeholder.levels]
    write_lines(_text_body(shape), fill.lines, setting.language.tag, sheet.linked, styles)


def _picture(sheet: _Sheet, slide: Slide, box: str, at: Box, fill: PictureFill, setting: Setting) -> None:
    placeholder, index = setting.brand.slides.placeholder(slide.layout, box)
    picture = add(sheet.shapes, "p:pic")
    about = add(picture, "p:nvPicPr")
    number = sheet.next_id()
    add(about, "p:cNvPr", id=number, name=f"{placeholder.name} {number}: {fill.chart}", descr=fill.alt)
    add(add(about, "p:cNvPicPr"), "a:picLocks", noGrp="1", noChangeAspect="1")
    properties = add(about, "p:nvPr")
    add(properties, "p:ph", type=placeholder.type, idx=str(index))
    sheet.tag(properties, [(Marked(fill.alt, Trace("alt", fill.chart)),)])
    png, svg = setting.pictures[fill.chart]
    looks = add(picture, "p:blipFill")
    blip = add(looks, "a:blip")
    link(blip, "embed", sheet.relate("image", png))
    extension = add(add(blip, "a:extLst"), "a:ext", uri=SVG)
    vector = etree.SubElement(extension, f"{{{SPACES['asvg']}}}svgBlip", nsmap={"asvg": SPACES["asvg"]})
    link(vector, "embed", sheet.relate("image", svg))
    media = setting.media[fill.chart]
    insets = setting.brand.slides.insets(placeholder)
    margins = _margins(at, insets, media.width / media.height)
    if margins:
        add(looks, "a:srcRect", **margins)
    add(add(looks, "a:stretch"), "a:fillRect")
    add(picture, "p:spPr")


def _margins(box: Box, insets: Insets, aspect: float) -> dict[str, str]:
    """What stays free around a picture, as a negative cut in thousandths of a percent of its sides.

    So PowerPoint itself fits a picture into a placeholder: the insets, and what its shape leaves of the box.
    """
    left, top, right, bottom = (inset / 72 for inset in insets)
    width, height = box[2] - left - right, box[3] - top - bottom
    wide, high = min(width, aspect * height), min(height, width / aspect)
    across, down = (width - wide) / 2, (height - high) / 2
    free = {
        "l": (left + across) / wide, "t": (top + down) / high, "r": (right + across) / wide,
        "b": (bottom + down) / high,
    }  # fmt: skip
    return {side: str(-round(share * 100_000)) for side, share in free.items() if share > 0.0025}


def _table(sheet: _Sheet, slide: Slide, box: str, at: Box, fill: TableFill, setting: Setting) -> None:
    """A table. The format demands a frame of its own: it is the layout's box, as high as the rows."""
    placeholder, index = setting.brand.slides.placeholder(slide.layout, box)
    frame = add(sheet.shapes, "p:graphicFrame")
    about = add(frame, "p:nvGraphicFramePr")
    number = sheet.next_id()
    add(about, "p:cNvPr", id=number, name=f"{placeholder.name} {number}", descr=fill.alt)
    add(add(about, "p:cNvGraphicFramePr"), "a:graphicFrameLocks", noGrp="1")
    properties = add(about, "p:nvPr")
    add(properties, "p:ph", type=placeholder.type, idx=str(index))
    sheet.tag(properties, (cell for row in (fill.header, *fill.rows) for cell in row))
    widths = [round(width * EMU_PER_POINT) for width in fill.widths]
    heights = [round(height * EMU_PER_POINT) for height in fill.heights]
    transform = add(frame, "p:xfrm")
    left, top, _, _ = setting.brand.slides.insets(placeholder)
    across, down = at[0] * EMU_PER_INCH + left * EMU_PER_POINT, at[1] * EMU_PER_INCH + top * EMU_PER_POINT
    add(transform, "a:off", x=str(round(across)), y=str(round(down)))
    add(transform, "a:ext", cx=str(sum(widths)), cy=str(sum(heights)))
    table = add(add(add(frame, "a:graphic"), "a:graphicData", uri=TABLE), "a:tbl")
    looks = add(table, "a:tblPr", firstRow="1")
    add(looks, "a:tableStyleId").text = setting.reference.table_style
    grid = add(table, "a:tblGrid")
    for width in widths:
        add(grid, "a:gridCol", w=str(width))
    for cells, height in zip((fill.header, *fill.rows), heights, strict=True):
        row = add(table, "a:tr", h=str(height))
        for column, cell in enumerate(cells):
            _cell(row, cell, fill, column, setting, sheet)


def _cell(row: etree._Element, cell: Inlines, fill: TableFill, column: int, setting: Setting, sheet: _Sheet) -> None:
    looks = setting.brand.slides.table
    body = add(add(row, "a:tc"), "a:txBody")
    add(body, "a:bodyPr")
    add(body, "a:lstStyle")
    paragraph = add(body, "a:p")
    properties = add(paragraph, "a:pPr", algn=ALIGNMENTS[fill.alignments[column]])
    style = setting.cells
    if style:
        add_spacing(properties, style)
    write_cell(paragraph, cell, setting.language.tag, sheet.linked, style, setting.cell_font)
    last = column == len(fill.header) - 1
    across, down = str(round(2 * looks.across * EMU_PER_POINT)), str(round(looks.down * EMU_PER_POINT))
    add(row[-1], "a:tcPr", marL="0", marR="0" if last else across, marT=down, marB=down, anchor="t")


def _notes(lines: Iterable[Line], number: int, name: str, slide: str, setting: Setting) -> Iterator[Part]:
    """The notes page: what to say, then the evidence."""
    element = root("p:notes")
    shapes = tree(add(element, "p:cSld"))
    sheet = _Sheet(f"notes{number}", shapes, [Relation("notesMaster", NOTES_MASTER), Relation("slide", slide)])
    for label in ("Slide image", "Notes", "Number"):
        kind, index, _ = NOTES_BOXES[label]
        shape = add(shapes, "p:sp")
        about = add(shape, "p:nvSpPr")
        shape_id = sheet.next_id()
        add(about, "p:cNvPr", id=shape_id, name=f"{label} {shape_id}")
        locks = {"noRot": "1", "noChangeAspect": "1"} if kind == "sldImg" else {}
        add(add(about, "p:cNvSpPr"), "a:spLocks", noGrp="1", **locks)
        properties = add(about, "p:nvPr")
        add(properties, "p:ph", type=kind, idx=str(index))
        add(shape, "p:spPr")
        if kind == "body":
            texts = list(lines)
            sheet.tag(properties, (line.text for line in texts))
            body = _text_body(shape)
            add(body[0], "a:normAutofit")  # what is too much for a page is set smaller when notes are printed
            write_lines(body, texts, setting.language.tag, sheet.linked)
        elif kind == "sldNum":
            number_field(add(_text_body(shape), "a:p"), setting.language.tag, str(number))
    add(add(element, "p:clrMapOvr"), "a:masterClrMapping")
    yield Part(name, f"{TYPE}.notesSlide+xml", serialised(element), tuple(sheet.relations))
    yield from sheet.tags
