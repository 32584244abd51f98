"""The brand → the parts that all slides stand on: theme, master, layouts, notes master, table styles, settings."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from reports.brand import Box, Brand, Layout, Placeholder
from reports.languages.model import Language
from reports.writers.powerpoint.looks import body_properties, fill, levels, place, rule_shape, table_styles
from reports.writers.powerpoint.parts import Part, Relation, add, link, qualified, root, serialised
from reports.writers.powerpoint.theme import theme

TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
MASTER, NOTES_MASTER = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
THEME, NOTES_THEME, TABLE_STYLES = "ppt/theme/theme1.xml", "ppt/theme/theme2.xml", "ppt/tableStyles.xml"
MASTER_ID = 2_147_483_648
NAMESPACE = uuid.UUID("6f2f5b0e-6d0b-5f0b-9a43-0d1a7a0f2c55")
"""Names made from content stand in this namespace, so that the same content has the same ids."""

MASTER_TYPES = ("title", "body", "dt", "ftr", "sldNum")
MASTER_INDEX = {"title": 0, "body": 1, "dt": 2, "ftr": 3, "sldNum": 4}
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
_MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink", "folHlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a brand in a language, ready to be put beside any deck's slides."""

    parts: tuple[Part, ...]
    layouts: Mapping[str, str]
    table_style: str


def reference(brand: Brand, language: Language) -> Reference:
    """The reference parts. They are the same for every deck of the brand in the language."""
    layouts = {key: f"ppt/slideLayouts/slideLayout{n}.xml" for n, key in enumerate(brand.slides.layouts, 1)}
    style = f"{{{str(uuid.uuid5(NAMESPACE, f'table/{brand.name}')).upper()}}}"
    on_master = (*(Relation("slideLayout", name) for name in layouts.values()), Relation("theme", THEME))
    parts = [
        Part(MASTER, f"{TYPE}.slideMaster+xml", _master(brand, language), on_master),
        Part(THEME, "application/vnd.openxmlformats-officedocument.theme+xml", theme(brand)),
        Part(NOTES_THEME, "application/vnd.openxmlformats-officedocument.theme+xml", theme(brand)),
        Part(
            NOTES_MASTER, f"{TYPE}.notesMaster+xml", _notes_master(brand, language),
            (Relation("theme", NOTES_THEME),),
        ),
        Part(TABLE_STYLES, f"{TYPE}.tableStyles+xml", table_styles(brand, style)),
        Part("ppt/presProps.xml", f"{TYPE}.presProps+xml", serialised(root("p:presentationPr"))),
        Part("ppt/viewProps.xml", f"{TYPE}.viewProps+xml", serialised(root("p:viewPr"))),
    ]  # fmt: skip
    for key, name in layouts.items():
        content = _layout(key, brand.slides.layouts[key], brand, language)
        parts.append(Part(name, f"{TYPE}.slideLayout+xml", content, (Relation("slideMaster", MASTER),)))
    return Reference(tuple(parts), layouts, style)


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


def _master(brand: Brand, language: Language) -> bytes:
    looks = brand.slides
    element = root("p:sldMaster")
    slide = add(element, "p:cSld")
    _background(slide, brand, looks.frame.ground)
    shapes = tree(slide)
    ids = _numbers(shapes, brand, looks.frame)
    boxes = {**looks.frame.boxes, "body": looks.body}
    for box in ("title", "body", *(name for name in boxes if name not in ("title", "body"))):
        placeholder = looks.placeholders[box]
        if placeholder.type in MASTER_TYPES and (placeholder.type != "body" or box == "body"):
            index = MASTER_INDEX[placeholder.type]
            _placeholder(shapes, next(ids), placeholder, index, boxes[box], brand, language)
    add(element, "p:clrMap", **_MAP)
    layouts = add(element, "p:sldLayoutIdLst")
    for number in range(1, len(looks.layouts) + 1):
        link(add(layouts, "p:sldLayoutId", id=str(MASTER_ID + number)), "id", number)
    texts = add(element, "p:txStyles")
    for tag, name, font in (("titleStyle", "title", "mj"), ("bodyStyle", "body", "mn"), ("otherStyle", "table", "mn")):
        placeholder = looks.placeholders[name]
        styles = [looks.text[style] for style in placeholder.levels]
        levels(add(texts, f"p:{tag}"), brand, styles, placeholder.align, font)
    return serialised(element)


def _layout(key: str, layout: Layout, brand: Brand, language: Language) -> bytes:
    looks = brand.slides
    own_ground = layout.ground != looks.frame.ground
    element = root("p:sldLayout", preserve="1", userDrawn="1")
    if layout.type:
        element.set("type", layout.type)
    if own_ground:
        element.set("showMasterSp", "0")  # the frame's rules are drawn for its own ground
    slide = add(element, "p:cSld", name=layout.name)
    if own_ground:
        _background(slide, brand, layout.ground)
    shapes = tree(slide)
    ids = _numbers(shapes, brand, layout)
    for name, box in looks.boxes(key).items():
        placeholder, index = looks.placeholder(key, name)
        same = looks.frame.boxes.get(name) == box and placeholder.type in MASTER_TYPES and name in MASTER_BOXES
        inherits = same and layout.placeholders.get(name, name) == name
        _placeholder(shapes, next(ids), placeholder, index, None if inherits else box, brand, language)
    add(add(element, "p:clrMapOvr"), "a:masterClrMapping")
    return serialised(element)


MASTER_BOXES = ("title", "footer", "date", "number")


def _background(slide: etree._Element, brand: Brand, ground: str) -> None:
    properties = add(add(slide, "p:bg"), "p:bgPr")
    fill(properties, brand, ground)
    add(properties, "a:effectLst")


def _numbers(shapes: etree._Element, brand: Brand, layout: Layout) -> Iterator[int]:
    """Draw the rules; ids for the shapes that follow."""
    for number, rule in enumerate(layout.rules, 2):
        rule_shape(shapes, brand, rule, number)
    return iter(range(2 + len(layout.rules), 10_000))


def _placeholder(
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


def _notes_master(brand: Brand, language: Language) -> bytes:
    """The page that notes are printed on: the slide above, the notes below."""
    looks = brand.slides
    element = root("p:notesMaster")
    slide = add(element, "p:cSld")
    _background(slide, brand, "ground")
    shapes = tree(slide)
    for number, (name, (kind, index, box)) in enumerate(NOTES_BOXES.items(), 2):
        styles = looks.placeholders["notes" if kind == "body" else "footer"]
        if kind != "sldImg":
            align = "right" if kind in ("dt", "sldNum") else "left"
            own = styles.model_copy(update={"type": kind, "name": name, "align": align})
            _placeholder(shapes, number, own, index, box, brand, language)
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
    add(element, "p:clrMap", **_MAP)
    texts = [looks.text[name] for name in looks.placeholders["notes"].levels]
    levels(add(element, "p:notesStyle"), brand, texts, "left", "mn")
    for letters in element.iter(qualified("a:latin")):
        letters.set("typeface", brand.fonts.body)  # LibreOffice does not look into the theme when it prints notes
    return serialised(element)
