"""The brand's colours and fonts → the theme part."""

from __future__ import annotations

from reports.brand import Brand
from reports.brand.powerpoint_reference.looks import rooted, theme_colours
from reports.brand.powerpoint_reference.sheets import Element
from reports.xml_text import Xml, element

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_FORMATS = Xml(
    f"<a:fillStyleLst>{3 * _FILL}</a:fillStyleLst><a:lnStyleLst>{3 * _LINE}</a:lnStyleLst><a:effectStyleLst>"
    f"{3 * '<a:effectStyle><a:effectLst/></a:effectStyle>'}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{3 * _FILL}</a:bgFillStyleLst>"
)


def theme(brand: Brand) -> Element:
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
