"""Charts → pictures in the text: SVG with a PNG beside it, alt text, caption, source line. The logo above a title."""

from __future__ import annotations

from reports.brand.word_reference.roles import STYLES
from reports.brand.word_reference.xml import NAMESPACES, emu, twips
from reports.diagnostics import Diagnostic, Problems, nearest
from reports.document import Figure, Marked, Text, Trace, by_language
from reports.writers.word.captions import write_caption_in, write_source
from reports.writers.word.draft import Draft
from reports.writers.word.paragraphs import Flow, WaitingParagraph, add_paragraph
from reports.xml_text import EMPTY, Xml, element

_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_NO_DISTANCE = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}


def write_figure(flow: Flow, figure: Figure, draft: Draft) -> None:
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
            write_caption_in(flow, figure, code, captions[code], draft)
        _write_picture(flow, name, alt, figure, draft, keep=bool(line))
        draft.controls.mark(Marked(alt, Trace("alt", name.removesuffix(f".{code}") if code else name)), code)
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
    if chart not in draft.pictures:
        ids = []
        for ending in ("png", "svg"):
            target = f"media/image{len(draft.pictures) + 1}.{ending}"
            draft.parts[f"word/{target}"] = getattr(draft.media[chart], ending)
            ids.append(draft.relations.add("image", target))
        draft.pictures[chart] = (ids[0], ids[1])
    return draft.pictures[chart]


def write_logo(flow: Flow, draft: Draft) -> None:
    """The brand's logo in a line of its own."""
    logo, image = draft.brand.logo, draft.brand.images.get("file")
    if logo is None or image is None:
        return
    target = "media/logo.png"
    draft.parts[f"word/{target}"] = image.content
    size = (logo.height * image.width / image.height, logo.height)
    ids = (draft.relations.add("image", target), "")
    picture = _picture(size, ids, "Logo", logo.alternative(draft.language.code), draft)
    add_paragraph(flow, "picture", draft, picture)


def _picture(
    size: tuple[float, float], ids: tuple[str, str], called: str, alt: str, draft: Draft, number: int = 0
) -> Xml:
    """A run with a picture in the line of text, by the relationship ids of its PNG and, if there is one, its SVG.

    Without alt text it is marked as decoration.
    """
    extent = {"cx": emu(size[0]), "cy": emu(size[1])}
    decorative = element("a:ext", {"uri": _DECORATIVE}, element("adec:decorative", {"val": "1"}))
    vector = element("a:ext", {"uri": _SVG}, element("asvg:svgBlip", {"r:embed": ids[1]}))
    picture = element(
        "pic:pic",
        {},
        element("pic:nvPicPr", {}, element("pic:cNvPr", {"id": str(number), "name": called}), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            {},
            element("a:blip", {"r:embed": ids[0]}, element("a:extLst", {}, vector) if ids[1] else EMPTY),
            element("a:stretch", {}, element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            {},
            element("a:xfrm", {}, element("a:off", {"x": "0", "y": "0"}), element("a:ext", extent)),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
        ),
    )
    inline = element(
        "wp:inline",
        _NO_DISTANCE,
        element("wp:extent", extent),
        element(
            "wp:docPr",
            {"id": draft.next_drawing(), "name": called, "descr": alt},
            EMPTY if alt else element("a:extLst", {}, decorative),
        ),
        element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", {"noChangeAspect": "1"})),
        element("a:graphic", {}, element("a:graphicData", {"uri": NAMESPACES["pic"]}, picture)),
    )
    return element("w:r", {}, element("w:drawing", {}, inline))


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
