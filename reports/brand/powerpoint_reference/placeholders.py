"""Shape trees and placeholders of masters, layouts and notes pages; the master for notes."""

from __future__ import annotations

from collections.abc import Mapping

from reports.brand import Box, Placeholder
from reports.brand.powerpoint_reference.looks import RECTANGLE, Paint, body_properties, place, rooted
from reports.brand.powerpoint_reference.sheets import TITLES, Element
from reports.files.xml_text import EMPTY, Xml, element, joined

NOTES_BOXES: Mapping[str, tuple[str, int, Box]] = {
    "Header": ("hdr", 10, (0.5, 0.3, 3.2, 0.3)),
    "Date": ("dt", 11, (3.8, 0.3, 3.2, 0.3)),
    "Slide image": ("sldImg", 12, (0.5, 0.75, 5.0, 2.8125)),
    "Notes": ("body", 1, (0.5, 3.8, 6.5, 5.55)),
    "Footer": ("ftr", 13, (0.5, 9.5, 5.0, 0.3)),
    "Number": ("sldNum", 14, (5.6, 9.5, 1.4, 0.3)),
}
NOTES_SIZE = (7.5, 10.0)
_NUMBER_FIELD = "{5A1C2B3D-0000-5000-8000-000000000001}"
_GROUP = Xml(
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def tree(*shapes: Xml) -> Xml:
    """The shapes of a sheet."""
    return element("p:spTree", {}, _GROUP, *shapes)


def number_field(tag: str, shown: str) -> Xml:
    """A paragraph with the slide's number as a field; `tag` is the language."""
    field = f'<a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{tag}"/><a:t>{shown}</a:t></a:fld>'
    return Xml(f'<a:p>{field}<a:endParaRPr lang="{tag}"/></a:p>')


def properties(name: str, locks: Mapping[str, str], kind: Mapping[str, str | None], *more: Xml) -> Xml:
    """The `p:nvSpPr` of a placeholder, whose name ends in the shape's number; `kind` are the attributes of `p:ph`."""
    about = element("p:cNvPr", {"id": name.rpartition(" ")[2], "name": name})
    locked = element("p:cNvSpPr", {}, element("a:spLocks", {"noGrp": "1", **locks}))
    return element("p:nvSpPr", {}, about, locked, element("p:nvPr", {}, element("p:ph", kind), *more))


def placeholder_shape(number: int, placeholder: Placeholder, index: int, box: Box | None, paint: Paint) -> Xml:
    """A placeholder of a master or layout with its styles; without a box it is where the master has it."""
    brand, type_, tag = paint.brand, placeholder.type, paint.language.tag
    prompt = placeholder.prompt.get(paint.language.code) or next(iter(placeholder.prompt.values()), "")
    own = "1" if prompt and type_ not in ("dt", "ftr") else None
    kind = {"type": type_, "idx": str(index) if index else None, "hasCustomPrompt": own}
    styles = [brand.slides.text[name] for name in placeholder.levels]
    looks, body, levels = EMPTY, Xml("<a:bodyPr/>"), EMPTY
    if box:
        looks, body = Xml(place(box) + RECTANGLE), body_properties(brand, placeholder)
        levels = paint.levels(styles, placeholder.align, "mj" if type_ in TITLES else "mn")
    prompts = (_prompt(level, len(styles) - 1, text, tag) for level, text in enumerate(prompt.split("; ")))
    paragraphs = number_field(tag, "‹#›") if type_ == "sldNum" else joined(prompts)
    return Xml(
        f"<p:sp>{properties(f'{placeholder.name} {number}', {}, kind)}<p:spPr>{looks}</p:spPr>"
        f"<p:txBody>{body}<a:lstStyle>{levels}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
    )


def _prompt(level: int, most: int, text: str, tag: str) -> Xml:
    looks = f'<a:pPr lvl="{min(level, most)}"/>' if level else ""
    run = f'<a:r><a:rPr lang="{tag}"/>{element("a:t", {}, text)}</a:r>' if text else ""
    return Xml(f'<a:p>{looks}{run}<a:endParaRPr lang="{tag}"/></a:p>')


def notes_master(paint: Paint, colour_map: Mapping[str, str]) -> Element:
    """The master of notes pages: the slide above, the notes below."""
    # LibreOffice ignores the theme when it prints notes
    paint = Paint(paint.brand, paint.language, paint.colours, dict.fromkeys(("mj", "mn"), paint.brand.fonts.body))
    looks = paint.brand.slides
    shapes = [_notes_shape(number, name, paint) for number, name in enumerate(NOTES_BOXES, 2)]
    texts = [looks.text[name] for name in looks.placeholders["notes"].levels]
    sheet = element("p:cSld", {}, paint.background("ground"), tree(*shapes))
    styles = element("p:notesStyle", {}, paint.levels(texts, "left", "mn"))
    return rooted("p:notesMaster", {}, sheet, element("p:clrMap", colour_map), styles)


def _notes_shape(number: int, name: str, paint: Paint) -> Xml:
    kind, index, box = NOTES_BOXES[name]
    if kind != "sldImg":
        styles = paint.brand.slides.placeholders["notes" if kind == "body" else "footer"]
        align = "right" if kind in ("dt", "sldNum") else "left"
        own = styles.model_copy(update={"type": kind, "name": name, "align": align})
        return placeholder_shape(number, own, index, box, paint)
    about = properties(f"{name} {number}", {"noRot": "1", "noChangeAspect": "1"}, {"type": kind, "idx": str(index)})
    line = f'<a:noFill/><a:ln w="6350">{paint.fill("rule")}</a:ln>'
    return Xml(f"<p:sp>{about}<p:spPr>{place(box)}{RECTANGLE}{line}</p:spPr></p:sp>")
