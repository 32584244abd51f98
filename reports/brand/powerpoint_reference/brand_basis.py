"""The master, the layouts and the theme that a brand has without an imported file."""

from __future__ import annotations

import io

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.package import Package
from pptx.util import Pt

from reports.brand import Brand, Layout
from reports.brand.powerpoint_reference.looks import Paint, placeholder_shape, rooted, tree
from reports.brand.powerpoint_reference.package import Basis, new_part
from reports.brand.powerpoint_reference.sheets import COLOUR_MAP, Element
from reports.brand.slides import file_styles
from reports.brand.theme import theme_colours, theme_root
from reports.files.xml_text import EMPTY, Xml, element
from reports.languages import Language

_MASTER_INDEX = {"title": 0, "body": 1, "dt": 2, "ftr": 3, "sldNum": 4}
_MASTER_BOXES = ("title", "footer", "date", "number")
_NAMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


def brand_basis(brand: Brand, language: Language) -> Basis:
    """The parts on which slides of the brand are based."""
    colours: dict[str, str] = {}
    for slot, colour in theme_colours(brand).items():
        colours.setdefault(colour, _NAMES.get(slot, slot))
    paint = Paint(brand, language, colours, {"mj": "+mj-lt", "mn": "+mn-lt"})
    looks, package = brand.slides, Package(io.BytesIO())
    # text in tables takes its size and pitch from here, not from the table's placeholder
    styles = looks.styles_of(looks.placeholders["table"]) * 9
    logos = {
        field: Part(PackURI(f"/ppt/media/logo-{field}.png"), CT.PNG, package, image.content)
        for field, image in brand.images.items()
    }
    master = _with_logo(new_part(package, "master", _master(paint)), logos.get("file"))
    layouts = []
    for number, (key, layout) in enumerate(looks.layouts.items(), 1):
        logo = logos.get("dark") if _has_own_ground(layout, paint) else None
        layouts.append(_with_logo(new_part(package, "layout", _layout(key, layout, paint), number), logo))
    return Basis(
        package=package,
        paint=paint,
        size=(Pt(round(looks.size[0] * 72)), Pt(round(looks.size[1] * 72))),  # in whole points
        default_text=rooted("p:defaultTextStyle", {}, paint.levels(styles, "left", "mn")),
        theme=new_part(package, "theme", theme_root(brand)),
        master=master,
        layouts=layouts,
        numbers={key: number for number, key in enumerate(looks.layouts)},
    )


def _with_logo(part: XmlPart, logo: Part | None) -> XmlPart:
    if logo:
        part.relate_to(logo, RT.IMAGE)
    return part


def _has_own_ground(layout: Layout, paint: Paint) -> bool:
    return layout.ground != paint.brand.slides.frame.ground


def _master(paint: Paint) -> Element:
    looks = paint.brand.slides
    shapes = paint.drawings(looks.frame, "file")
    boxes = {"title": looks.frame.boxes["title"], "body": looks.body, **looks.frame.boxes}
    for box in boxes:
        placeholder = looks.placeholders[box]
        if box == "body":
            placeholder = placeholder.model_copy(update={"type": "body"})
        elif placeholder.type == "body":
            continue
        index = _MASTER_INDEX[placeholder.type]
        shapes.append(placeholder_shape(len(shapes) + 2, placeholder, index, boxes[box], paint))
    texts = EMPTY
    for tag, name, font in (("titleStyle", "title", "mj"), ("bodyStyle", "body", "mn"), ("otherStyle", "table", "mn")):
        placeholder = looks.placeholders[name]
        styles = file_styles(looks.styles_of(placeholder))
        levels = paint.levels(styles, placeholder.align, font)
        texts = Xml(f"{texts}<p:{tag}>{levels}</p:{tag}>")
    sheet = element("p:cSld", {}, paint.background(looks.frame.ground), tree(*shapes))
    parts = (sheet, element("p:clrMap", COLOUR_MAP), element("p:txStyles", {}, texts))
    return rooted("p:sldMaster", {}, *parts)


def _layout(key: str, layout: Layout, paint: Paint) -> Element:
    looks, own_ground = paint.brand.slides, _has_own_ground(layout, paint)
    shapes = paint.drawings(layout, "dark" if own_ground else "")
    for name, box in looks.boxes(key).items():
        placeholder, index = looks.placeholder(key, name)
        inherits = (
            looks.frame.boxes.get(name) == box
            and placeholder.type in _MASTER_INDEX
            and name in _MASTER_BOXES
            and layout.placeholders.get(name, name) == name
        )
        shapes.append(placeholder_shape(len(shapes) + 2, placeholder, index, None if inherits else box, paint))
    attributes = {
        "preserve": "1",
        "userDrawn": "1",
        "type": layout.type or None,
        "showMasterSp": "0" if own_ground else None,  # the frame's rules are drawn for its own ground
    }
    ground = paint.background(layout.ground) if own_ground else EMPTY
    sheet = element("p:cSld", {"name": layout.name}, ground, tree(*shapes))
    return rooted("p:sldLayout", attributes, sheet, Xml("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"))
