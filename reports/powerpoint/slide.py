"""A slide of a deck → its part, its notes and its tags: placeholders with the position and looks of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TypeVar

from msgspec import Struct, field
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.slide import NotesSlidePart, SlidePart

from reports.brand.powerpoint_reference.looks import number_field, properties, sizes, tree
from reports.brand.powerpoint_reference.reference import DeckPlaceholder, DeckReference
from reports.charts.model import EmbeddedChart
from reports.document.model import PICTURE, Inlines, Marked, Trace
from reports.files.namespaces import SPACES
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.languages import Language
from reports.powerpoint.bars import bar_group, paint_of
from reports.powerpoint.drawingml import Letters, paragraphs, part, tags, traces
from reports.powerpoint.slides.model import Fill, Line, PictureFill, Slide, TableFill, TextFill
from reports.powerpoint.tables import table_rows

UNTAGGED = ("dt", "ftr", "sldNum")
"""The types of placeholders whose marks need no tags: they are the same on every slide."""
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_END = Xml("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>")
_BODY = "<a:bodyPr/><a:lstStyle/>"
_FRAME_LOCKS = Xml('<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>')
_NOTES_BODY = "<a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>"
"""PowerPoint shrinks notes that are too long for a printed page."""
P = TypeVar("P", bound=XmlPart)


class PlacedImage(Struct, frozen=True):
    """The parts of a chart or picture, and the ratio of its width to its height; a photograph has no SVG."""

    raster: Part
    svg: Part | None
    aspect: float


class DeckSetting(Struct, frozen=True):
    """What all slides of a deck are written with."""

    package: Package
    reference: DeckReference
    layouts: Sequence[Part]
    notes_master: Part
    images: Mapping[str, PlacedImage | EmbeddedChart]
    language: Language
    chart_numbers: Iterator[int] = field(default_factory=lambda: count(1))


class _PageShapes(Struct):
    """The shapes of a slide or notes page so far, and the parts that it is related to."""

    name: str
    setting: DeckSetting
    related: dict[tuple[Part | str, str], str] = field(default_factory=dict)
    shapes: list[Xml] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the next shape; the shape tree itself is the first."""
        return len(self.shapes) + 2

    @property
    def letters(self) -> Letters:
        return Letters(self.setting.language.tag, self.linked, self.setting.reference.signs)

    def relate(self, target: Part | str, kind: str) -> str:
        return self.related.setdefault((target, kind), f"rId{len(self.related) + 1}")

    def linked(self, target: str) -> str:
        """The id of the relationship to an external address."""
        return self.relate(target, RT.HYPERLINK)

    def tagged(self, texts: Iterable[Inlines]) -> Xml:
        """The reference to the tags of the next shape, which list its marked runs; empty if it has none."""
        found = list(traces(texts))
        if not found:
            return EMPTY
        at = PackURI(f"/ppt/tags/{self.name}-{self.number}.xml")
        id_ = self.relate(Part(at, CT.PML_TAGS, self.setting.package, tags(found)), RT.TAGS)
        return Xml(f'<p:custDataLst><p:tags r:id="{id_}"/></p:custDataLst>')

    def text(self, about: Xml, body: str) -> None:
        """Add a placeholder without position or looks of its own; `body` is XML, empty for none."""
        written = f"<p:txBody>{body}</p:txBody>" if body else ""
        self.shapes.append(Xml(f"<p:sp>{about}<p:spPr/>{written}</p:sp>"))

    def made(self, kind: type[P], path: str, type_: str, tag: str) -> P:
        """The part with all shapes."""
        content = part(tag, element("p:cSld", {}, tree(*self.shapes)), _END)
        made = kind(PackURI(path), type_, self.setting.package, parse_xml(content))
        for target, relation in self.related:
            made.relate_to(target, relation, isinstance(target, str))
        return made


def slide_part(slide: Slide, number: int, setting: DeckSetting) -> SlidePart:
    """The part of a slide, related to its notes, if it has any, and to the tags of both."""
    layout = setting.reference.layouts[slide.layout]
    page = _PageShapes(f"slide{number}", setting)
    page.relate(setting.layouts[layout.number], RT.SLIDE_LAYOUT)
    for box, placeholder in layout.placeholders.items():
        if placeholder.type == "sldNum":
            page.text(_about(page, placeholder), _BODY + number_field(setting.language.tag, str(number)))
        elif box in slide.fills:
            _fill(page, placeholder, slide.fills[box])
    made = page.made(SlidePart, f"/ppt/slides/slide{number}.xml", CT.PML_SLIDE, "p:sld")
    if slide.notes:
        made.relate_to(_notes(slide.notes, number, made, setting), RT.NOTES_SLIDE)
    return made


def _fill(page: _PageShapes, placeholder: DeckPlaceholder, fill: Fill) -> None:
    match fill:
        case TextFill():
            texts = () if placeholder.type in UNTAGGED else (line.text for line in fill.lines)
            about = _about(page, placeholder, page.tagged(texts))
            styles = fill.styles or page.setting.reference.styles[placeholder.purpose]
            page.text(about, _looks(placeholder, fill) + paragraphs(fill.lines, page.letters, styles))
            if fill.bar and fill.bar.at:
                tags = page.tagged([fill.bar.aim])
                paint = paint_of(fill.bar.colour, page.setting.reference.fills, page.letters)
                page.shapes.append(bar_group(page.number, "Bar", fill.bar, fill.bar.at, paint, tags))
        case PictureFill():
            page.shapes.append(_picture(page, placeholder, fill))
        case TableFill():
            page.shapes.append(_table(page, placeholder, fill))


def _looks(placeholder: DeckPlaceholder, fill: TextFill) -> Xml:
    """The sizes of a text where they are not those of the layout, and the sides that make its lines narrower."""
    left, right = placeholder.sides
    if fill.narrower:
        before = {"ctr": fill.narrower // 2, "r": fill.narrower}.get(placeholder.align, 0)
        sides = {"lIns": str(left + before) if before else None, "rIns": str(right + fill.narrower - before)}
    else:
        sides = {}
    return joined((element("a:bodyPr", sides), element("a:lstStyle", {}, sizes(fill.styles))))


def _about(page: _PageShapes, placeholder: DeckPlaceholder, *more: Xml) -> Xml:
    """The properties of a text placeholder."""
    kind = {
        "type": None if placeholder.type == "obj" else placeholder.type,  # as PowerPoint writes it
        "idx": str(placeholder.index) if placeholder.index else None,
    }
    return properties(f"{placeholder.name} {page.number}", {}, kind, *more)


def _frame(
    page: _PageShapes, placeholder: DeckPlaceholder, name: str, alt: str, locks: Xml, texts: Iterable[Inlines]
) -> Xml:
    """The properties of a placeholder with a picture, chart or table; a chart cannot be in one for pictures."""
    about = element("p:cNvPr", {"id": str(page.number), "name": name, "descr": alt})
    kind = element("p:ph", {"type": placeholder.type, "idx": str(placeholder.index)})
    if placeholder.type == "pic" and locks == _FRAME_LOCKS:
        kind = EMPTY
    return joined((about, locks, element("p:nvPr", {}, kind, page.tagged(texts))))


def _picture(page: _PageShapes, placeholder: DeckPlaceholder, fill: PictureFill) -> Xml:
    """A chart or picture, centred in its box, which a `filled` one covers. It states its position, which some programs
    do not take from the layout."""
    name = f"{placeholder.name} {page.number}: {fill.image.removeprefix(PICTURE)}"
    alt = Marked(fill.alt, Trace("alt", fill.image))
    image = page.setting.images[fill.name]
    if isinstance(image, EmbeddedChart):
        return _native(page, placeholder, name, alt, image)
    locks = Xml('<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>')
    about = _frame(page, placeholder, name, fill.alt, locks, [(alt,)])
    raster, vector = page.relate(image.raster, RT.IMAGE), EMPTY
    if image.svg:
        vector = Xml(
            f'<a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip '
            'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{page.relate(image.svg, RT.IMAGE)}"/></a:ext></a:extLst>'
        )
    left, top, width, height = placeholder.room
    place, cut = _centred(placeholder, image.aspect), EMPTY
    if fill.filled:
        cut, place = _cut(image.aspect, width / height), _place(left, top, width, height)
    return Xml(
        f'<p:pic><p:nvPicPr>{about}</p:nvPicPr><p:blipFill><a:blip r:embed="{raster}">{vector}</a:blip>{cut}'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>"
        f"<a:xfrm>{place}</a:xfrm></p:spPr></p:pic>"
    )


def _native(page: _PageShapes, placeholder: DeckPlaceholder, name: str, alt: Marked, chart: EmbeddedChart) -> Xml:
    """A native chart in a frame with the position of its box; it has a part and a workbook of its own."""
    number, package = next(page.setting.chart_numbers), page.setting.package
    part = ChartPart.load(PackURI(f"/ppt/charts/chart{number}.xml"), CT.DML_CHART, package, chart.xml)
    embedded = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    part.relate_to(EmbeddedXlsxPart(embedded, CT.SML_SHEET, package, chart.workbook), RT.PACKAGE)
    about = _frame(page, placeholder, name, alt.text, _FRAME_LOCKS, [(each,) for each in (alt, *chart.marks)])
    pointer = f'<c:chart xmlns:c="{SPACES["c"]}" r:id="{page.relate(part, RT.CHART)}"/>'
    return Xml(
        f"<p:graphicFrame><p:nvGraphicFramePr>{about}</p:nvGraphicFramePr>"
        f"<p:xfrm>{_centred(placeholder, chart.width / chart.height)}</p:xfrm>"
        f'<a:graphic><a:graphicData uri="{SPACES["c"]}">{pointer}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def _centred(placeholder: DeckPlaceholder, aspect: float) -> Xml:
    """The place of an image with this ratio of width to height in the middle of its box."""
    left, top, width, height = placeholder.room
    wide, high = min(width, round(height * aspect)), min(height, round(width / aspect))
    return _place(left + (width - wide) // 2, top + (height - high) // 2, wide, high)


def _place(left: int, top: int, width: int, height: int) -> Xml:
    return Xml(f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>')


def _cut(aspect: float, box: float) -> Xml:
    """What is cut off an image, half on each side, so that it fills a box with another ratio of width to height."""
    sides, share = ("lr", 1 - box / aspect) if aspect > box else ("tb", 1 - aspect / box)
    return element("a:srcRect", dict.fromkeys(sides, str(round(share / 2 * 100_000))))  # thousandths of a per cent


def _table(page: _PageShapes, placeholder: DeckPlaceholder, fill: TableFill) -> Xml:
    """A table in a frame of its own, which the format demands: the layout's box, as high as the rows."""
    name = f"{placeholder.name} {page.number}"
    texts = (cell for row in fill.table.all_rows for cell in row)
    about = _frame(page, placeholder, name, fill.alt, _FRAME_LOCKS, texts)
    left, top, *_ = placeholder.room
    looks = page.setting.reference.cells
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in fill.widths)
    rows = table_rows(fill, looks, page.letters)
    return Xml(
        f"<p:graphicFrame><p:nvGraphicFramePr>{about}</p:nvGraphicFramePr>"
        f"<p:xfrm>{_place(left, top, sum(fill.widths), sum(fill.heights))}</p:xfrm>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{looks.table_style}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _notes(lines: Sequence[Line], number: int, slide: SlidePart, setting: DeckSetting) -> NotesSlidePart:
    """The notes page: the speaker notes, then the evidence."""
    page = _PageShapes(f"notes{number}", setting)
    page.relate(setting.notes_master, RT.NOTES_MASTER)
    page.relate(slide, RT.SLIDE)
    bodies = {
        "Slide image": ("sldImg", "12", ""),
        "Notes": ("body", "1", _NOTES_BODY + paragraphs(lines, page.letters, setting.reference.styles["notes"])),
        "Number": ("sldNum", "14", _BODY + number_field(setting.language.tag, str(number))),
    }
    for label, (type_, index, body) in bodies.items():
        locks = {"noRot": "1", "noChangeAspect": "1"} if type_ == "sldImg" else {}
        tagged = page.tagged(line.text for line in lines) if type_ == "body" else EMPTY
        page.text(properties(f"{label} {page.number}", locks, {"type": type_, "idx": index}, tagged), body)
    path = f"/ppt/notesSlides/notesSlide{number}.xml"
    return page.made(NotesSlidePart, path, CT.PML_NOTES_SLIDE, "p:notes")
