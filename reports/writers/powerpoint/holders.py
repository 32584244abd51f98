"""What masters, layouts and notes pages are built of: shape trees, grounds, placeholders; the master for notes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from lxml import etree

from reports.brand import Box, Brand, Placeholder
from reports.languages import Language
from reports.writers.powerpoint.looks import body_properties, fill, levels, place
from reports.writers.powerpoint.parts import add, qualified, root, serialised

TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
MASTER, NOTES_MASTER = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
THEME, NOTES_THEME, TABLE_STYLES = "ppt/theme/theme1.xml", "ppt/theme/theme2.xml", "ppt/tableStyles.xml"
MASTER_ID = 2_147_483_648
NAMESPACE = uuid.UUID("6f2f5b0e-6d0b-5f0b-9a43-0d1a7a0f2c55")
"""Names made from content stand in this namespace, so that the same content has the same ids."""

NUMBER_FIELD = "{5A1C2B3D-0000-5000-8000-000000000001}"
NOTES_BOXES: Mapping[str, tuple[str, int, Box]] = {
    "Header": ("hdr", 10, (0.5, 0.3, 3.2, 0.3)),
    "Date": ("dt", 11, (3.8, 0.3, 3.2, 0.3)),
    "Slide image": ("sldImg", 12, (0.5, 0.75, 5.0, 2.8125)),
    "Notes": ("body", 1, (0.5, 3.8, 6.5, 5.55)),
    "Footer": ("ftr", 13, (0.5, 9.5, 5.0, 0.3)),
    "Number": ("sldNum", 14, (5.6, 9.5, 1.4, 0.3)),
}
NOTES_SIZE = (7.5, 10.0)


def tree(parent: etree._Element) -> etree._Element:
    """An empty shape tree."""
    shapes = add(parent, "p:spTree")
    about = add(shapes, "p:nvGrpSpPr")
    add(about, "p:cNvPr", id="1", name="")
    add(about, "p:cNvGrpSpPr")
    add(about, "p:nvPr")
    frame = add(add(shapes, "p:grpSpPr"), "a:xfrm")
    for tag in ("off", "chOff"):
        add(frame, f"a:{tag}", x="0", y="0")
        add(frame, "a:ext" if tag == "off" else "a:chExt", cx="0", cy="0")
    return shapes


def number_field(paragraph: etree._Element, tag: str, shown: str) -> None:
    """The slide's number as a field."""
    field = add(paragraph, "a:fld", id=NUMBER_FIELD, type="slidenum")
    add(field, "a:rPr", lang=tag)
    add(field, "a:t").text = shown
    add(paragraph, "a:endParaRPr", lang=tag)


def background(slide: etree._Element, brand: Brand, ground: str) -> None:
    """A ground of one colour."""
    properties = add(add(slide, "p:bg"), "p:bgPr")
    fill(properties, brand, ground)
    add(properties, "a:effectLst")


def placeholder_shape(
    shapes: etree._Element, number: int, placeholder: Placeholder, index: int, box: Box | None, brand: Brand,
    language: Language,
) -> None:  # fmt: skip
    """A placeholder of a master or layout with its styles; one that stands as the master says has no box."""
    shape = add(shapes, "p:sp")
    about = add(shape, "p:nvSpPr")
    add(about, "p:cNvPr", id=str(number), name=f"{placeholder.name} {number}")
    add(add(about, "p:cNvSpPr"), "a:spLocks", noGrp="1")
    prompt = placeholder.prompt.get(language.code) or next(iter(placeholder.prompt.values()), "")
    kind = add(add(about, "p:nvPr"), "p:ph", type=placeholder.type, **({"idx": str(index)} if index else {}))
    if prompt and placeholder.type not in ("dt", "ftr"):
        kind.set("hasCustomPrompt", "1")
    looks = add(shape, "p:spPr")
    body = add(shape, "p:txBody")
    if box:
        place(looks, box)
        add(add(looks, "a:prstGeom", prst="rect"), "a:avLst")
        body_properties(body, brand, placeholder)
    else:
        add(body, "a:bodyPr")
    styles = add(body, "a:lstStyle")
    if box:
        font = "mj" if placeholder.type in ("title", "ctrTitle") else "mn"
        levels(styles, brand, [brand.slides.text[name] for name in placeholder.levels], placeholder.align, font)
    if placeholder.type == "sldNum":
        number_field(add(body, "a:p"), language.tag, "‹#›")
        return
    for level, text in enumerate(prompt.split("; ")):
        paragraph = add(body, "a:p")
        if level:
            add(paragraph, "a:pPr", lvl=str(min(level, len(placeholder.levels) - 1)))
        if text:
            run = add(paragraph, "a:r")
            add(run, "a:rPr", lang=language.tag)
            add(run, "a:t").text = text
        add(paragraph, "a:endParaRPr", lang=language.tag)


def notes_master(brand: Brand, language: Language, colour_map: Mapping[str, str]) -> bytes:
    """The page that notes are printed on: the slide above, the notes below."""
    looks = brand.slides
    element = root("p:notesMaster")
    slide = add(element, "p:cSld")
    background(slide, brand, "ground")
    shapes = tree(slide)
    for number, (name, (kind, index, box)) in enumerate(NOTES_BOXES.items(), 2):
        styles = looks.placeholders["notes" if kind == "body" else "footer"]
        if kind != "sldImg":
            align = "right" if kind in ("dt", "sldNum") else "left"
            own = styles.model_copy(update={"type": kind, "name": name, "align": align})
            placeholder_shape(shapes, number, own, index, box, brand, language)
            continue
        shape = add(shapes, "p:sp")
        about = add(shape, "p:nvSpPr")
        add(about, "p:cNvPr", id=str(number), name=f"{name} {number}")
        add(add(about, "p:cNvSpPr"), "a:spLocks", noGrp="1", noRot="1", noChangeAspect="1")
        add(add(about, "p:nvPr"), "p:ph", type=kind, idx=str(index))
        picture = add(shape, "p:spPr")
        place(picture, box)
        add(add(picture, "a:prstGeom", prst="rect"), "a:avLst")
        add(picture, "a:noFill")
        fill(add(picture, "a:ln", w="6350"), brand, "rule")
    add(element, "p:clrMap", **colour_map)
    texts = [looks.text[name] for name in looks.placeholders["notes"].levels]
    levels(add(element, "p:notesStyle"), brand, texts, "left", "mn")
    for letters in element.iter(qualified("a:latin")):
        letters.set("typeface", brand.fonts.body)  # LibreOffice does not look into the theme when it prints notes
    return serialised(element)
