"""Charts → pictures in the text: SVG with a PNG beside it, alt text, caption, source line. The logo above a title."""

from __future__ import annotations

from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import Figure, Marked, Text, Trace, by_language
from reports.writers.word.captions import write_caption_in, write_source_in
from reports.writers.word.draft import Draft
from reports.writers.word.paragraphs import begin_paragraph
from reports.writers.word.xml import NAMESPACES, Element, add, emu

_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_MILLIMETRES_PER_POINT = 25.4 / 72


def write_figure(parent: Element, figure: Figure, draft: Draft) -> None:
    """Caption, picture and source line, kept together; under them the same in other languages."""
    captions, sources, notes = (dict(by_language(text)) for text in (figure.caption, figure.source, figure.note))
    pictures = [("", figure.chart, figure.alt)] if figure.chart else []
    pictures += [(picture.language, picture.name, picture.alt) for picture in figure.translations]
    for code, name, alt in pictures:
        if name not in draft.media:
            hint = nearest(name, draft.media)
            raise Problems([Diagnostic(f'the chart "{name}" was not drawn', figure.place, hint)])
        source, note = sources.get(code, ()), notes.get(code, ())
        line = (*source, *((Text(" "),) if source and note else ()), *note)
        if code in captions:
            write_caption_in(parent, figure, code, captions[code], draft)
        _write_picture(parent, name, alt, figure, draft, keep=bool(line))
        draft.controls.mark(Marked(alt, Trace("alt", name.removesuffix(f".{code}") if code else name)), code)
        if line:
            write_source_in(parent, code, line, draft)


def _write_picture(parent: Element, chart: str, alt: str, figure: Figure, draft: Draft, *, keep: bool) -> None:
    """The picture in a paragraph of its own; `keep` holds it with the next one."""
    media = draft.media[chart]
    paragraph = begin_paragraph(parent, "picture", draft, keep=keep)
    scale = min(1, draft.page.column / media.width)
    extent = {"cx": emu(media.width * scale), "cy": emu(media.height * scale)}
    number = draft.outline.of(figure).number
    graphic = _inline(add(paragraph, "w:r"), extent, f"Chart {number}", alt, draft)
    _picture(graphic, extent, _embed(chart, draft), f"Chart {number}", number)


def _embed(chart: str, draft: Draft) -> tuple[str, str]:
    """The relationship ids of the chart's PNG and SVG; a chart that stands twice is embedded once."""
    if chart not in draft.pictures:
        ids = []
        for ending in ("png", "svg"):
            target = f"media/image{len(draft.pictures) + 1}.{ending}"
            draft.parts[f"word/{target}"] = getattr(draft.media[chart], ending)
            ids.append(draft.relations.add("image", target))
        draft.pictures[chart] = (ids[0], ids[1])
    return draft.pictures[chart]


def _inline(run: Element, extent: dict[str, str], called: str, alt: str, draft: Draft) -> Element:
    """A drawing in the line of text; returns its graphic. Without alt text it is marked as decoration."""
    inline = add(add(run, "w:drawing"), "wp:inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    add(inline, "wp:extent", extent)
    properties = add(inline, "wp:docPr", {"id": draft.next_drawing(), "name": called, "descr": alt})
    if not alt:
        extension = add(add(properties, "a:extLst"), "a:ext", {"uri": _DECORATIVE})
        add(extension, "adec:decorative", {"val": "1"})
    add(add(inline, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", {"noChangeAspect": "1"})
    return add(inline, "a:graphic")


def write_logo(parent: Element, draft: Draft) -> None:
    """The brand's logo in a line of its own."""
    logo, image = draft.brand.logo, draft.brand.images.get("file")
    if logo is None or image is None:
        return
    target = "media/logo.png"
    draft.parts[f"word/{target}"] = image.content
    extent = {"cx": emu(logo.height * image.width / image.height), "cy": emu(logo.height)}
    paragraph = begin_paragraph(parent, "picture", draft)
    graphic = _inline(add(paragraph, "w:r"), extent, "Logo", logo.alternative(draft.language.code), draft)
    _picture(graphic, extent, (draft.relations.add("image", target), ""), "Logo", 0)


def _picture(graphic: Element, extent: dict[str, str], ids: tuple[str, str], called: str, number: int) -> None:
    """A picture by the relationship ids of its PNG and, if there is one, its SVG."""
    picture = add(add(graphic, "a:graphicData", {"uri": NAMESPACES["pic"]}), "pic:pic")
    about = add(picture, "pic:nvPicPr")
    add(about, "pic:cNvPr", {"id": str(number), "name": called})
    add(about, "pic:cNvPicPr")
    fill = add(picture, "pic:blipFill")
    blip = add(fill, "a:blip", {"r:embed": ids[0]})
    if ids[1]:
        add(add(add(blip, "a:extLst"), "a:ext", {"uri": _SVG}), "asvg:svgBlip", {"r:embed": ids[1]})
    add(add(fill, "a:stretch"), "a:fillRect")
    _shape(add(picture, "pic:spPr"), extent)


def _shape(properties: Element, extent: dict[str, str]) -> None:
    frame = add(properties, "a:xfrm")
    add(frame, "a:off", {"x": "0", "y": "0"})
    add(frame, "a:ext", extent)
    add(add(properties, "a:prstGeom", {"prst": "rect"}), "a:avLst")


def write_rule(parent: Element, role: str, length: float, thickness: float, draft: Draft) -> Element:
    """A short rule in a line of its own, a drawn shape so that it has its own length; both measures in points. Returns
    the paragraph."""
    extent = {"cx": emu(length * _MILLIMETRES_PER_POINT), "cy": emu(thickness * _MILLIMETRES_PER_POINT)}
    paragraph = begin_paragraph(parent, role, draft)
    choice = add(add(add(paragraph, "w:r"), "mc:AlternateContent"), "mc:Choice", {"Requires": "wps"})
    graphic = _inline(choice, extent, "Rule", "", draft)
    shape = add(add(graphic, "a:graphicData", {"uri": NAMESPACES["wps"]}), "wps:wsp")
    add(shape, "wps:cNvSpPr")
    properties = add(shape, "wps:spPr")
    _shape(properties, extent)
    add(add(properties, "a:solidFill"), "a:srgbClr", {"val": draft.brand.hex("accent")})
    add(add(properties, "a:ln"), "a:noFill")
    add(shape, "wps:bodyPr")
    return paragraph
