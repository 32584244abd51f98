"""The theme of references: the brand's colours and fonts, plain fills, thin lines, no effects."""

from __future__ import annotations

from reports.brand.brand import Brand
from reports.files.foreign.names import SPACES
from reports.files.xml_text import Xml, element

_ACCENTS = 4
"""Slots for series of charts; the last two accents are the accent and the secondary colour."""
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_FORMATS = Xml(  # three of each, as the format demands
    f"<a:fillStyleLst>{3 * _FILL}</a:fillStyleLst><a:lnStyleLst>{3 * _LINE}</a:lnStyleLst><a:effectStyleLst>"
    f"{3 * '<a:effectStyle><a:effectLst/></a:effectStyle>'}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{3 * _FILL}</a:bgFillStyleLst>"
)


def theme_colours(brand: Brand) -> dict[str, str]:
    """The colours of the theme's slots as "RRGGBB"."""
    slots = {"dk1": "text", "lt1": "ground", "dk2": "heading", "lt2": "wash"}
    accents = [*(brand.series * _ACCENTS)[:_ACCENTS], "accent", "secondary"]
    slots |= {f"accent{number}": name for number, name in enumerate(accents, 1)}
    slots |= {"hlink": "heading", "folHlink": "secondary"}
    return {slot: brand.hex(name) for slot, name in slots.items()}


def theme(brand: Brand) -> Xml:
    """The text of a theme part."""
    name, slots = {"name": brand.name}, theme_colours(brand).items()
    colours = Xml("".join(f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in slots))
    fonts = _font("majorFont", brand.fonts.headings), _font("minorFont", brand.fonts.body)
    schemes = (
        element("a:clrScheme", name, colours),
        element("a:fontScheme", name, *fonts),
        element("a:fmtScheme", name, _FORMATS),
    )
    rest = Xml("<a:objectDefaults/><a:extraClrSchemeLst/>")
    return element("a:theme", {"xmlns:a": SPACES["a"], **name}, element("a:themeElements", {}, *schemes), rest)


def _font(tag: str, typeface: str) -> Xml:
    latin = element("a:latin", {"typeface": typeface})
    return Xml(f'<a:{tag}>{latin}<a:ea typeface=""/><a:cs typeface=""/></a:{tag}>')
