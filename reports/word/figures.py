"""Charts → pictures in the text: SVG with a PNG beside it, alt text; the captions and source lines of figures and
tables; the logo above a title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reports.brand.word_reference.roles import CAPTION_LABEL, STYLES
from reports.brand.word_reference.xml import twips
from reports.document.model import Figure, Inlines, Marked, Table, Text, Trace, by_language
from reports.files.namespaces import SPACES
from reports.files.xml_text import EMPTY, Xml, element, joined
from reports.languages import NO_BREAK_SPACE
from reports.word.draft import Draft
from reports.word.inlines import LINE_BREAK, Pen, bookmarked, field_runs, run, runs, translated
from reports.word.outline import OutlineEntry
from reports.word.paragraphs import Flow, WaitingParagraph, add_paragraph

_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE = Xml(
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
)
_SEQUENCES = {"figures": "Figure", "tables": "Table"}
"""The identifiers of the numbering fields, the same in every language."""
_EMU = 36000
"""English metric units in a millimetre."""


def write_figure(flow: Flow, figure: Figure, draft: Draft) -> None:
    """Caption, picture and source line, kept together; under them the same in other languages."""
    captions, sources, notes = (dict(by_language(text)) for text in (figure.caption, figure.source, figure.note))
    pictures = [("", figure.chart, figure.alt)] if figure.chart else []
    pictures += [(picture.language, picture.name, picture.alt) for picture in figure.translations]
    for code, name, alt in pictures:
        source, note = sources.get(code, ()), notes.get(code, ())
        line = (*source, *((Text(" "),) if source and note else ()), *note)
        if code in captions:
            write_caption(flow, figure, [(code, captions[code])], draft)
        _write_picture(flow, name, alt, figure, draft, keep=bool(line))
        trace = Trace("alt", name.removesuffix(f".{code}") if code else name)
        draft.controls.marks.append((Marked(alt, trace), code))
        if line:
            write_source(flow, line, draft, code)


def _write_picture(flow: Flow, chart: str, alt: str, figure: Figure, draft: Draft, *, keep: bool) -> None:
    """The picture in a paragraph of its own; `keep` holds it with the next one."""
    media = draft.media[chart]
    scale = min(1, draft.page.column / media.width)
    number = draft.outline.of(figure).number
    picture = _picture(
        (media.width * scale, media.height * scale), _embed(chart, draft), f"Chart {number}", alt, draft, number
    )
    add_paragraph(flow, "picture", draft, picture, keep=keep)


def _embed(chart: str, draft: Draft) -> tuple[str, str]:
    """The relationship ids of the chart's PNG and SVG; a chart that stands twice is embedded once."""
    if chart not in draft.charts:
        media, name = draft.media[chart], f"image{len(draft.charts) + 1}"
        draft.charts[chart] = draft.picture(f"{name}.png", media.png), draft.picture(f"{name}.svg", media.svg)
    return draft.charts[chart]


def write_logo(flow: Flow, draft: Draft) -> None:
    """The brand's logo in a line of its own."""
    logo, image = draft.brand.logo, draft.brand.images.get("file")
    if logo is None or image is None:
        return
    size = (logo.height * image.width / image.height, logo.height)
    ids = (draft.picture("logo.png", image.content), "")
    picture = _picture(size, ids, "Logo", logo.alternative(draft.language.code), draft)
    add_paragraph(flow, "picture", draft, picture)


def _picture(
    size: tuple[float, float], ids: tuple[str, str], called: str, alt: str, draft: Draft, number: int = 0
) -> Xml:
    """A run with a picture in the line of text, by the relationship ids of its PNG and, if there is one, its SVG.

    Without alt text it is marked as decoration.
    """
    extent = f'cx="{round(size[0] * _EMU)}" cy="{round(size[1] * _EMU)}"'
    about = {"id": str(next(draft.drawing_ids)), "name": called, "descr": alt}
    vector = f'<a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip r:embed="{ids[1]}"/></a:ext></a:extLst>' if ids[1] else ""
    return Xml(
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/>{element('wp:docPr', about, EMPTY if alt else _DECORATIVE)}"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{SPACES["pic"]}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{called}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{ids[0]}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def write_rule(flow: Flow, role: str, length: float, thickness: float, draft: Draft, width: float) -> WaitingParagraph:
    """A short rule in a line of its own, which is `width` wide, all in points: a border between indents, which every
    program shows and no reader takes for a picture. It stands where the tops of letters would."""
    looks = draft.brand.word.styles[STYLES[role].looks or role]
    line = looks.line - looks.size
    left = (width - length) / 2 if looks.align == "center" else 0
    rule = {
        "w:val": "single",
        "w:sz": str(round(thickness * 8)),
        "w:space": "0",
        "w:color": draft.brand.hex("accent"),
    }
    paragraph = add_paragraph(flow, role, draft)
    paragraph.borders = element("w:pBdr", {}, element("w:bottom", rule))
    paragraph.spacing |= {"after": looks.after + looks.size - thickness, "line": line}
    paragraph.indents = {"w:left": twips(left), "w:right": twips(width - length - left)}
    return paragraph


def write_caption(flow: Flow, block: Figure | Table, said: Iterable[tuple[str, Inlines]], draft: Draft) -> None:
    """The caption above a figure or table: "Hình 1. What it says"; under it the same in other languages."""
    lines: list[Xml] = []
    for code, text in said:
        pen = translated(code) if lines else Pen(code=code)
        lines += [*([LINE_BREAK] if lines else []), _caption(text, draft.outline.of(block), draft, pen)]
    add_paragraph(flow, "caption", draft, *lines)


def _caption(text: Inlines, entry: OutlineEntry, draft: Draft, pen: Pen) -> Xml:
    """Label, number and words. The first language counts on; the others repeat its number."""
    name = entry.named(pen.code)
    label_pen = pen if pen.light else replace(pen, style=CAPTION_LABEL)
    repeats = r"\c " if name.language else ""
    label = name.reference.partition(NO_BREAK_SPACE)[0] + NO_BREAK_SPACE
    field = rf"SEQ {_SEQUENCES[entry.listing]} {repeats}\* ARABIC"
    number = joined([run(label, draft, label_pen), field_runs(field, str(entry.number), draft, label_pen)])
    return joined([bookmarked(number, name.bookmark, draft), run(". ", draft, label_pen), runs(text, draft, pen)])


def write_source(flow: Flow, source: Inlines, draft: Draft, code: str = "") -> None:
    """The source line under a figure or table; `code` is its language where it is not the document's first."""
    add_paragraph(flow, "source", draft, runs(source, draft, Pen(code=code)))
