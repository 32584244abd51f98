"""The brand → the parts that all slides stand on: theme, master, layouts, notes master, table styles, settings."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from reports.brand import Brand, Layout
from reports.languages import Language
from reports.writers.powerpoint.adopted import adopted
from reports.writers.powerpoint.holders import (
    MASTER,
    MASTER_ID,
    NAMESPACE,
    NOTES_MASTER,
    NOTES_THEME,
    TABLE_STYLES,
    THEME,
    TYPE,
    background,
    notes_master,
    placeholder_shape,
    tree,
)
from reports.writers.powerpoint.looks import levels, place, rule_shape, table_styles
from reports.writers.powerpoint.parts import Part, Relation, add, link, root, serialised
from reports.writers.powerpoint.sheets import COLOUR_MAP, EMU_PER_INCH
from reports.writers.powerpoint.template import colour_map, template_of
from reports.writers.powerpoint.theme import theme

MASTER_TYPES = ("title", "body", "dt", "ftr", "sldNum")
MASTER_INDEX = {"title": 0, "body": 1, "dt": 2, "ftr": 3, "sldNum": 4}
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a brand in a language, ready to be put beside any deck's slides; the size of a slide in EMU.

    `default_text` are the styles of text outside placeholders, where an organisation's template has its own.
    """

    parts: tuple[Part, ...]
    layouts: Mapping[str, str]
    table_style: str
    size: tuple[int, int]
    default_text: etree._Element | None = None


def reference(brand: Brand, language: Language) -> Reference:
    """The reference parts. They are the same for every deck of the brand in the language."""
    template = template_of(brand)
    parts, layouts = adopted(template, brand, language) if template else _made(brand, language)
    style = f"{{{str(uuid.uuid5(NAMESPACE, f'table/{brand.name}')).upper()}}}"
    colours = colour_map(template.master.root) if template else COLOUR_MAP
    size = template.size if template else tuple(_whole_points(side) for side in brand.slides.size)
    shared = (
        Part(
            NOTES_MASTER, f"{TYPE}.notesMaster+xml", notes_master(brand, language, colours),
            (Relation("theme", NOTES_THEME),),
        ),
        Part(TABLE_STYLES, f"{TYPE}.tableStyles+xml", table_styles(brand, style)),
        Part("ppt/presProps.xml", f"{TYPE}.presProps+xml", serialised(root("p:presentationPr"))),
        Part("ppt/viewProps.xml", f"{TYPE}.viewProps+xml", serialised(root("p:viewPr"))),
    )  # fmt: skip
    return Reference((*parts, *shared), layouts, style, (size[0], size[1]), template.default_text if template else None)


def _whole_points(inches: float) -> int:
    """A side of the slide in EMU, in whole points: 13.333 in are 960 points."""
    return round(inches * 72) * EMU_PER_INCH // 72


def _made(brand: Brand, language: Language) -> tuple[list[Part], dict[str, str]]:
    """The brand's own master, layouts and theme, and the layout's part for each of its layouts."""
    layouts = {key: f"ppt/slideLayouts/slideLayout{n}.xml" for n, key in enumerate(brand.slides.layouts, 1)}
    on_master = (*(Relation("slideLayout", name) for name in layouts.values()), Relation("theme", THEME))
    logos = {field: Relation("image", f"ppt/media/logo-{field}.png") for field in brand.images}
    on_master += (logos["file"],) if "file" in logos else ()
    parts = [
        Part(MASTER, f"{TYPE}.slideMaster+xml", _master(brand, language), on_master),
        Part(THEME, _THEME_TYPE, theme(brand)),
        Part(NOTES_THEME, _THEME_TYPE, theme(brand)),
    ]
    for key, name in layouts.items():
        layout = brand.slides.layouts[key]
        dark = (logos["dark"],) if "dark" in logos and layout.ground != brand.slides.frame.ground else ()
        relations = (Relation("slideMaster", MASTER), *dark)
        parts.append(Part(name, f"{TYPE}.slideLayout+xml", _layout(key, layout, brand, language), relations))
    parts += [Part(logo.target, "", brand.images[field].content) for field, logo in logos.items()]
    return parts, layouts


def _master(brand: Brand, language: Language) -> bytes:
    looks = brand.slides
    element = root("p:sldMaster")
    slide = add(element, "p:cSld")
    background(slide, brand, looks.frame.ground)
    shapes = tree(slide)
    ids = _numbers(shapes, brand, looks.frame)
    _logo(shapes, ids, "file", len(looks.layouts) + 2, brand, language)
    boxes = {**looks.frame.boxes, "body": looks.body}
    for box in ("title", "body", *(name for name in boxes if name not in ("title", "body"))):
        placeholder = looks.placeholders[box]
        if box == "body":
            placeholder = placeholder.model_copy(update={"type": "body"})
        elif placeholder.type == "body":
            continue
        index = MASTER_INDEX[placeholder.type]
        placeholder_shape(shapes, next(ids), placeholder, index, boxes[box], brand, language)
    add(element, "p:clrMap", **COLOUR_MAP)
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
        background(slide, brand, layout.ground)
    shapes = tree(slide)
    ids = _numbers(shapes, brand, layout)
    if own_ground:
        _logo(shapes, ids, "dark", 2, brand, language)
    for name, box in looks.boxes(key).items():
        placeholder, index = looks.placeholder(key, name)
        same = looks.frame.boxes.get(name) == box and placeholder.type in MASTER_TYPES and name in MASTER_BOXES
        inherits = same and layout.placeholders.get(name, name) == name
        placeholder_shape(shapes, next(ids), placeholder, index, None if inherits else box, brand, language)
    add(add(element, "p:clrMapOvr"), "a:masterClrMapping")
    return serialised(element)


MASTER_BOXES = ("title", "footer", "date", "number")


def _logo(
    shapes: etree._Element, ids: Iterator[int], field: str, relation: int, brand: Brand, language: Language
) -> None:
    """The logo, if the brand has one for this ground; `relation` is the number of the relationship to its picture."""
    logo, image = brand.logo, brand.images.get(field)
    if logo is None or image is None:
        return
    picture = add(shapes, "p:pic")
    about = add(picture, "p:nvPicPr")
    number = next(ids)
    add(about, "p:cNvPr", id=str(number), name=f"Logo {number}", descr=logo.alternative(language.code))
    add(add(about, "p:cNvPicPr"), "a:picLocks", noChangeAspect="1")
    add(about, "p:nvPr", userDrawn="1")
    looks = add(picture, "p:blipFill")
    link(add(looks, "a:blip"), "embed", relation)
    add(add(looks, "a:stretch"), "a:fillRect")
    properties = add(picture, "p:spPr")
    place(properties, image.fitted(logo.box, brand.slides.size[0]))
    add(add(properties, "a:prstGeom", prst="rect"), "a:avLst")


def _numbers(shapes: etree._Element, brand: Brand, layout: Layout) -> Iterator[int]:
    """Draw the rules; ids for the shapes that follow."""
    for number, rule in enumerate(layout.rules, 2):
        rule_shape(shapes, brand, rule, number)
    return iter(range(2 + len(layout.rules), 10_000))
