"""Themes of Office files: the colours and fonts of one, and the one made from a brand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct, field

from reports.brand.brand import Brand
from reports.brand.xml_files import filled
from reports.files.namespaces import SPACES

A = f"{{{SPACES['a']}}}"
ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
SLOTS = ("dk1", "lt1", "dk2", "lt2", *ACCENTS, "hlink", "folHlink")
_SERIES = 4
"""Accents for the series of charts; the last two are the accent and the secondary colour."""
_SYSTEM_COLOURS = {"white": "#FFFFFF", "black": "#000000", "windowText": "#000000", "window": "#FFFFFF"}


class Theme(Struct, frozen=True):
    """The colours of a theme by slot, as "#RRGGBB", and the fonts of headings and text, "" if it names none."""

    colours: Mapping[str, str] = field(default_factory=dict)
    major: str = ""
    minor: str = ""


def theme_in(root: etree._Element | None) -> Theme:
    """The theme with this root; without a root, a theme without colours and fonts."""
    if root is None:
        return Theme()
    colours = {}
    for slot in SLOTS:
        element = root.find(f"{A}themeElements/{A}clrScheme/{A}{slot}")
        value = colour_value(element[0]) if element is not None and len(element) else ""
        if value:
            colours[slot] = value
    fonts = [root.find(f"{A}themeElements/{A}fontScheme/{A}{kind}Font/{A}latin") for kind in ("major", "minor")]
    return Theme(colours, *("" if font is None else font.get("typeface", "") for font in fonts))


def colour_value(element: etree._Element) -> str:
    """The colour of an element as "#RRGGBB"; "" if it is relative or mixed."""
    value = element.get("lastClr") or element.get("val") or ""
    return hex_colour(value) or _SYSTEM_COLOURS.get(value, "")


def hex_colour(value: str) -> str:
    """ "RRGGBB" as "#RRGGBB"; "" if it is none."""
    return f"#{value.upper()}" if re.fullmatch("[0-9a-fA-F]{6}", value) else ""


def theme_colours(brand: Brand) -> dict[str, str]:
    """The colours of the slots of a brand's theme as "RRGGBB"."""
    accents = [*(brand.series * _SERIES)[:_SERIES], "accent", "secondary"]
    names = ("text", "ground", "heading", "wash", *accents, "heading", "secondary")
    return {slot: brand.hex(name) for slot, name in zip(SLOTS, names, strict=True)}


def theme_root(brand: Brand) -> etree._Element:
    """The root of the theme part of a brand: its colours and fonts, plain fills, thin lines, no effects."""
    fonts = {"headings": brand.fonts.headings, "body": brand.fonts.body}
    text = filled("theme.xml", name=brand.name, **theme_colours(brand), **fonts)
    return etree.fromstring(text, etree.XMLParser(remove_blank_text=True))


def theme_slots(brand: Brand) -> dict[str, str]:
    """The slots of the theme by their colours "#RRGGBB"; none if the theme is that of an imported file."""
    if brand.files.powerpoint or brand.files.word:
        return {}
    return {f"#{colour}": slot for slot, colour in theme_colours(brand).items() if not slot.endswith("link")}
