"""Charts and pictures in the text, an SVG with a raster beside it; captions and source lines; the logo; short rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from docx.shared import Length, Mm, Pt
from msgspec.structs import replace

from reports.brand.word_reference.roles import CAPTION_LABEL, STYLES
from reports.charts.model import EmbeddedChart, Media, Visual
from reports.document.model import (
    Break,
    Figure,
    Inline,
    Inlines,
    LanguageSpan,
    Marked,
    Table,
    Text,
    Trace,
    by_language,
    plain,
)
from reports.document.model import joined as joined_texts
from reports.files.namespaces import SPACES
from reports.files.pictures import kind_of
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.languages import NO_BREAK_SPACE
from reports.word.block_styles import BlockStyles
from reports.word.inlines import LINE_BREAK, Pen, bookmarked, field_runs, run, runs, translated
from reports.word.outline import OutlineEntry
from reports.word.paragraphs import Body, OpenParagraph, add_paragraph
from reports.word.state import WriterState

_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE = Xml(
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
)
LANDSCAPE = "@landscape"
"""The end of the name of a chart that is as wide as a landscape page."""
_SEQUENCES = {"figures": "Figure", "tables": "Table"}
"""The identifiers of the numbering fields, the same in every language."""


def write_figure(body: Body, figure: Figure, state: WriterState, styles: BlockStyles) -> None:
    """Caption, picture and source line, kept together; under them the same in other languages."""
    captions, *texts = (dict(by_language(text)) for text in (figure.caption, figure.source, figure.note))
    if not figure.is_numbered:
        texts.insert(0, {code: _ended(caption) for code, caption in captions.items()})
    wide = "full" in figure.styles and not styles.box
    for image in figure.images:
        code = image.language
        codes = [code] if figure.translations else list(dict.fromkeys(chain(captions, *texts)))
        trace = Trace("alt", image.image)
        line = _lines(texts, codes)
        labels = [(each, captions[each]) for each in codes if captions.get(each)]
        if labels and figure.is_numbered:
            write_caption(body, figure, labels, state)
        placed = _write_picture(body, image.name, image.alt, figure, state, keep=bool(line), wide=wide)
        inside = placed.marks if isinstance(placed, EmbeddedChart) else ()
        state.marks.entries += [(marked, code) for marked in (Marked(image.alt, trace), *inside)]
        if line:
            write_source(body, line, state, code)


def _ended(caption: Inlines) -> Inlines:
    """A caption that the credit follows."""
    return (*caption, Text("" if plain(caption).endswith((".", "!", "?", "…")) else ".")) if caption else ()


def _lines(texts: Sequence[Mapping[str, Inlines]], codes: Sequence[str]) -> Inlines:
    """The texts of each language on a line of its own."""
    found: list[Inline] = []
    for code in codes:
        line = joined_texts([text[code] for text in texts if text.get(code)], " ")
        if line:
            found += (Break(), LanguageSpan(line, code, translation=True)) if found else line
    return tuple(found)


def _write_picture(
    body: Body, name: str, alt: str, figure: Figure, state: WriterState, *, keep: bool, wide: bool
) -> Visual:
    """Write the image into a paragraph of its own and return it; `keep` keeps it with the next paragraph. A `wide` one
    reaches into the margins."""
    page = state.page
    if page is state.brand.word.landscape and name + LANDSCAPE in state.media:
        name += LANDSCAPE
    media = state.media[name]
    is_wide = wide and state.room is None and not state.indent
    scale = min(1, (page.widened if is_wide else state.across.mm) / media.width)
    entry = state.outline.find(figure)
    number = entry.number if entry else 0
    size = Length(round(media.width * scale * Mm(1))), Length(round(media.height * scale * Mm(1)))
    called = f"{'Picture' if figure.picture else 'Chart'} {number or figure.picture}"
    if isinstance(media, EmbeddedChart):
        drawn = _native(size, media, called, alt, state)
    else:
        drawn = _picture(size, _embed(name, media, state), called, alt, state, number)
    paragraph = add_paragraph(body, "picture", state, drawn, keep=keep)
    if (over := size[0] - state.across) > 0:
        left, right = -Length(over // 2).twips, -Length(over // 2 + state.across - state.column).twips
        paragraph.indents = {"w:left": str(left), "w:right": str(right)}
    elif (beyond := size[0] - state.column) > 0:
        paragraph.indents = {"w:right": str(-Length(beyond).twips)}
    return media


def _embed(name: str, media: Media, state: WriterState) -> tuple[str, str]:
    """The relationship ids of an image's raster and SVG ("" for none); what is shown twice is embedded once."""
    if name not in state.images:
        called = f"image{len(state.images) + 1}"
        raster = state.picture(f"{called}.{kind_of(media.raster)}", media.raster)
        state.images[name] = raster, state.picture(f"{called}.svg", media.svg) if media.svg else ""
    return state.images[name]


def write_logo(body: Body, state: WriterState) -> None:
    """The brand's logo in a line of its own."""
    logo, image = state.brand.logo, state.brand.images.get("file")
    if logo is None or image is None:
        return
    size = Length(round(logo.height * image.width / image.height * Mm(1))), Length(round(logo.height * Mm(1)))
    ids = (state.picture("logo.png", image.content), "")
    add_paragraph(body, "picture", state, _picture(size, ids, "Logo", logo.alternative(state.language.code), state))


def _picture(
    size: tuple[Length, Length], ids: tuple[str, str], name: str, alt: str, state: WriterState, number: int = 0
) -> Xml:
    """A run with a picture in the line of text, by the relationship ids of its raster and, if there is one, its SVG.

    Without alt text it is marked as decoration.
    """
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    vector = f'<a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip r:embed="{ids[1]}"/></a:ext></a:extLst>' if ids[1] else ""
    inside = Xml(
        f'<a:graphicData uri="{SPACES["pic"]}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{ids[0]}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData>"
    )
    return _inline(size, inside, name, alt, state)


def _native(size: tuple[Length, Length], chart: EmbeddedChart, name: str, alt: str, state: WriterState) -> Xml:
    """A run with a native chart in the line of text; each has a part and a workbook of its own."""
    id_ = state.native(chart.xml, chart.workbook)
    pointer = f'<c:chart xmlns:c="{SPACES["c"]}" r:id="{id_}"/>'
    return _inline(size, Xml(f'<a:graphicData uri="{SPACES["c"]}">{pointer}</a:graphicData>'), name, alt, state)


def _inline(size: tuple[Length, Length], inside: Xml, name: str, alt: str, state: WriterState) -> Xml:
    """A run with a drawing in the line of text."""
    about = {"id": str(next(state.drawing_ids)), "name": name, "descr": alt}
    return Xml(
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>{element("wp:docPr", about, EMPTY if alt else _DECORATIVE)}'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"<a:graphic>{inside}</a:graphic></wp:inline></w:drawing></w:r>"
    )


def write_rule(
    body: Body, role: str, length: Length, thickness: Length, state: WriterState, width: Length
) -> OpenParagraph:
    """A short rule in a line of its own that is `width` wide, at the height of the tops of letters. It is a border
    between indents, which every program shows and no screen reader takes for a picture."""
    looks = state.brand.word.styles[STYLES[role].looks or role]
    line, size = Pt(looks.line), Pt(looks.size)
    left = Length((width - length) // 2 if looks.align == "center" else 0)
    rule = {
        "w:val": "single",
        "w:sz": str(round(thickness.pt * 8)),  # eighths of a point
        "w:space": "0",
        "w:color": state.brand.hex("accent"),
    }
    paragraph = add_paragraph(body, role, state)
    paragraph.borders = element("w:pBdr", {}, element("w:bottom", rule))
    paragraph.spacing |= {"after": Length(Pt(looks.after) + size - thickness), "line": Length(line - size)}
    paragraph.indents = {"w:left": str(left.twips), "w:right": str(Length(width - length - left).twips)}
    return paragraph


def write_caption(body: Body, block: Figure | Table, texts: Iterable[tuple[str, Inlines]], state: WriterState) -> None:
    """The caption above a figure or table, "Hình 1. …", in the language of each of the texts, one under the other."""
    lines: list[Xml] = []
    for code, text in texts:
        pen = translated(code) if lines else Pen(code=code)
        lines += [*([LINE_BREAK] if lines else []), _caption(text, state.outline.of(block), state, pen)]
    add_paragraph(body, "caption", state, *lines)


def _caption(text: Inlines, entry: OutlineEntry, state: WriterState, pen: Pen) -> Xml:
    """Label, number and words. The first language counts; the others repeat the number before them, or set it."""
    name = entry.named(pen.code)
    label_pen = pen if pen.light else replace(pen, style=CAPTION_LABEL)
    repeats = ""
    if name is not entry.names[0]:
        repeats = r"\c " if state.counted.get(entry.listing) == entry.number else rf"\r {entry.number} "
    state.counted[entry.listing] = entry.number
    label = name.reference.partition(NO_BREAK_SPACE)[0] + NO_BREAK_SPACE
    field = rf"SEQ {_SEQUENCES[entry.listing]} {repeats}\* ARABIC"
    number = joined([run(label, state, label_pen), field_runs(field, str(entry.number), state, label_pen)])
    return joined([bookmarked(number, name.bookmark, state), run(". ", state, label_pen), runs(text, state, pen)])


def write_source(body: Body, source: Inlines, state: WriterState, code: str = "") -> None:
    """The source line under a figure or table; `code` is its language if that is not the document's first."""
    add_paragraph(body, "source", state, runs(source, state, Pen(code=code)))
