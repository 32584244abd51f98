"""The theme of references: the brand's colours and fonts, plain fills, thin lines, no effects."""

from __future__ import annotations

from lxml import etree

from reports.brand.brand import Brand
from reports.brand.xml_files import filled

_SERIES = 4
"""Accents for the series of charts; the last two are the accent and the secondary colour."""


def theme_colours(brand: Brand) -> dict[str, str]:
    """The colours of the theme's slots as "RRGGBB"."""
    slots = {"dk1": "text", "lt1": "ground", "dk2": "heading", "lt2": "wash"}
    accents = [*(brand.series * _SERIES)[:_SERIES], "accent", "secondary"]
    slots |= {f"accent{number}": name for number, name in enumerate(accents, 1)}
    slots |= {"hlink": "heading", "folHlink": "secondary"}
    return {slot: brand.hex(name) for slot, name in slots.items()}


def theme_root(brand: Brand) -> etree._Element:
    """The root of a theme part."""
    fonts = {"headings": brand.fonts.headings, "body": brand.fonts.body}
    text = filled("theme_part.xml", name=brand.name, **theme_colours(brand), **fonts)
    return etree.fromstring(text, etree.XMLParser(remove_blank_text=True))
