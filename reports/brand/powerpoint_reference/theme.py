"""The brand's colours and fonts → the theme part."""

from __future__ import annotations

from reports.brand import Brand
from reports.brand.powerpoint_reference.looks import rooted, theme_colours
from reports.brand.powerpoint_reference.sheets import Element
from reports.xml_text import Xml, element

_FILLS = Xml(3 * '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>')
_LINES = Xml(
    3 * '<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    '<a:prstDash val="solid"/></a:ln>'
)
_EFFECTS = Xml(3 * "<a:effectStyle><a:effectLst/></a:effectStyle>")


def theme(brand: Brand) -> Element:
    """The theme: plain fills, thin lines, no effects."""
    name = {"name": brand.name}
    slots = theme_colours(brand).items()
    colours = [Xml(f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>') for slot, colour in slots]
    formats = (
        element("a:fillStyleLst", {}, _FILLS),
        element("a:lnStyleLst", {}, _LINES),
        element("a:effectStyleLst", {}, _EFFECTS),
        element("a:bgFillStyleLst", {}, _FILLS),
    )
    elements = (
        element("a:clrScheme", name, *colours),
        element("a:fontScheme", name, _font("major", brand.fonts.headings), _font("minor", brand.fonts.body)),
        element("a:fmtScheme", name, *formats),
    )
    rest = Xml("<a:objectDefaults/><a:extraClrSchemeLst/>")
    return rooted("a:theme", name, element("a:themeElements", {}, *elements), rest)


def _font(which: str, typeface: str) -> Xml:
    latin = element("a:latin", {"typeface": typeface})
    return element(f"a:{which}Font", {}, latin, Xml('<a:ea typeface=""/><a:cs typeface=""/>'))
