"""The brand → the master, the layouts and the theme of its own design."""

from __future__ import annotations

from pptx.util import Pt

from reports.brand import Brand, Layout
from reports.brand.powerpoint_reference.holders import placeholder_shape, tree
from reports.brand.powerpoint_reference.looks import Paint, rooted, theme_colours
from reports.brand.powerpoint_reference.package import Basis, ReferenceSheet, SheetPicture
from reports.brand.powerpoint_reference.sheets import COLOUR_MAP, Element
from reports.files.xml_text import EMPTY, Xml, element
from reports.languages import Language

_MASTER_INDEX = {"title": 0, "body": 1, "dt": 2, "ftr": 3, "sldNum": 4}
_MASTER_BOXES = ("title", "footer", "date", "number")
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_FORMATS = Xml(
    f"<a:fillStyleLst>{3 * _FILL}</a:fillStyleLst><a:lnStyleLst>{3 * _LINE}</a:lnStyleLst><a:effectStyleLst>"
    f"{3 * '<a:effectStyle><a:effectLst/></a:effectStyle>'}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{3 * _FILL}</a:bgFillStyleLst>"
)
_NAMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


def own(brand: Brand, language: Language) -> Basis:
    """The brand's own master, layouts and theme."""
    colours: dict[str, str] = {}
    for slot, colour in theme_colours(brand).items():
        colours.setdefault(colour, _NAMES.get(slot, slot))
    paint = Paint(brand, language, colours, {"mj": "+mj-lt", "mn": "+mn-lt"})
    looks = brand.slides
    # text in tables takes its size and pitch from here, not from the table's placeholder
    styles = [looks.text[name] for name in looks.placeholders["table"].levels] * 9
    width, height = (Pt(round(side * 72)) for side in looks.size)  # in whole points
    return Basis(
        paint=paint,
        size=(width, height),
        default_text=rooted("p:defaultTextStyle", {}, paint.levels(styles, "left", "mn")),
        colour_map=COLOUR_MAP,
        theme=ReferenceSheet(_theme(brand)),
        master=_master(paint),
        layouts=[_layout(key, layout, paint) for key, layout in looks.layouts.items()],
        numbers={key: number for number, key in enumerate(looks.layouts)},
    )


def _master(paint: Paint) -> ReferenceSheet:
    looks = paint.brand.slides
    shapes, pictures = _drawn(paint, looks.frame, "file")
    boxes = {**looks.frame.boxes, "body": looks.body}
    for box in ("title", "body", *(name for name in boxes if name not in ("title", "body"))):
        holder = looks.placeholders[box]
        if box == "body":
            holder = holder.model_copy(update={"type": "body"})
        elif holder.type == "body":
            continue
        shapes.append(placeholder_shape(len(shapes) + 2, holder, _MASTER_INDEX[holder.type], boxes[box], paint))
    texts = EMPTY
    for tag, name, font in (("titleStyle", "title", "mj"), ("bodyStyle", "body", "mn"), ("otherStyle", "table", "mn")):
        holder = looks.placeholders[name]
        levels = paint.levels([looks.text[style] for style in holder.levels], holder.align, font)
        texts = Xml(f"{texts}<p:{tag}>{levels}</p:{tag}>")
    sheet = element("p:cSld", {}, paint.background(looks.frame.ground), tree(*shapes))
    parts = (sheet, element("p:clrMap", COLOUR_MAP), element("p:txStyles", {}, texts))
    return ReferenceSheet(rooted("p:sldMaster", {}, *parts), pictures)


def _layout(key: str, layout: Layout, paint: Paint) -> ReferenceSheet:
    looks = paint.brand.slides
    own_ground = layout.ground != looks.frame.ground
    shapes, pictures = _drawn(paint, layout, "dark" if own_ground else "")
    for name, box in looks.boxes(key).items():
        holder, index = looks.placeholder(key, name)
        inherits = (
            looks.frame.boxes.get(name) == box
            and holder.type in _MASTER_INDEX
            and name in _MASTER_BOXES
            and layout.placeholders.get(name, name) == name
        )
        shapes.append(placeholder_shape(len(shapes) + 2, holder, index, None if inherits else box, paint))
    attributes = {
        "preserve": "1",
        "userDrawn": "1",
        "type": layout.type or None,
        "showMasterSp": "0" if own_ground else None,  # the frame's rules are drawn for its own ground
    }
    ground = paint.background(layout.ground) if own_ground else EMPTY
    sheet = element("p:cSld", {"name": layout.name}, ground, tree(*shapes))
    colours = Xml("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>")
    return ReferenceSheet(rooted("p:sldLayout", attributes, sheet, colours), pictures)


def _drawn(paint: Paint, layout: Layout, logo: str) -> tuple[list[Xml], tuple[SheetPicture, ...]]:
    """The rules of a sheet and its logo, if the brand has one for its ground; and the logo's picture."""
    shapes = [paint.rule(rule, number) for number, rule in enumerate(layout.rules, 2)]
    image = paint.brand.images.get(logo)
    if image is None or paint.brand.logo is None:
        return shapes, ()
    shapes.append(paint.logo(paint.brand.logo, image, len(shapes) + 2))
    return shapes, (SheetPicture(f"logo-{logo}.png", "image/png", image.content),)


def _theme(brand: Brand) -> Element:
    """The theme: plain fills, thin lines, no effects."""
    name, slots = {"name": brand.name}, theme_colours(brand).items()
    colours = Xml("".join(f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in slots))
    fonts = _font("majorFont", brand.fonts.headings), _font("minorFont", brand.fonts.body)
    schemes = (
        element("a:clrScheme", name, colours),
        element("a:fontScheme", name, *fonts),
        element("a:fmtScheme", name, _FORMATS),
    )
    rest = Xml("<a:objectDefaults/><a:extraClrSchemeLst/>")
    return rooted("a:theme", name, element("a:themeElements", {}, *schemes), rest)


def _font(tag: str, typeface: str) -> Xml:
    latin = element("a:latin", {"typeface": typeface})
    return Xml(f'<a:{tag}>{latin}<a:ea typeface=""/><a:cs typeface=""/></a:{tag}>')
