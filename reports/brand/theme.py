"""The theme of an Office file: its colours and fonts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.files.namespaces import SPACES

A = f"{{{SPACES['a']}}}"
ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
SLOTS = ("dk1", "lt1", "dk2", "lt2", *ACCENTS, "hlink", "folHlink")
_SYSTEM_COLOURS = {"white": "#FFFFFF", "black": "#000000", "windowText": "#000000", "window": "#FFFFFF"}


@dataclass(frozen=True, slots=True)
class Theme:
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
